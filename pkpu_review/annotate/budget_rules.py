"""``knowledge/budget.toml`` → rules: compiled patterns with the words that must, or must not, stand beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from pkpu_review.knowledge import load
from pkpu_review.lexis.numerals import BRACKETS, FIGURES, NUMBER
from pkpu_review.model.budget import SignalKind

FILE = "budget.toml"
MOST_PER = 4
"""Multipliers of one value."""
_ABBREVIATED = frozenset(["TPS", "TPSLN", "PPK", "PPS", "KPPS"])
"""Written in capitals everywhere; other words in capitals stand in a title."""
_SHORT_FOR = {
    "tempat pemungutan suara": "TPS",
    "ob": "orang per bulan",
    "oh": "orang per hari",
    "oj": "orang per jam",
    "ok": "orang per kegiatan",
}
"""One name for each multiplier; the abbreviations are those of the cost standards (SBM)."""
_PERCENT = (
    rf"(?:(?<![\w.,/-])(?P<number>{FIGURES})\s?%(?:{BRACKETS})?"
    rf"|(?P<after>{NUMBER})\s+(?:persen|perseratus)\b)"
)
_PLACES = {"{number}": f"(?P<number>{NUMBER})", "{after}": f"(?P<after>{NUMBER})", "{percent}": _PERCENT}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the file; see its head for what each part means."""

    id: str
    kind: SignalKind
    name: str
    reason: str
    citation: str
    verified: bool
    patterns: tuple[re.Pattern[str], ...] = ()
    signs: tuple[str, ...] = ()
    needs: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None
    unit: str = ""
    once: bool = False
    once_a_sentence: bool = False
    inverse: bool = False
    expense: bool = True

    def at_home(self, sentence: str, above: str) -> bool:
        """Whether the rule may be applied to *sentence*, below a lead that says *above*."""
        if self.unless and self.unless.search(sentence):
            return False
        return self.needs is None or bool(self.needs.search(sentence) or (above and self.needs.search(above)))


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules that are found by patterns: volumes, shares and costs."""
    return tuple(_rule(entry) for entry in load(FILE)["rule"])


@cache
def amounts() -> tuple[Rule, ...]:
    """Return the kinds of amounts of money; the words of each are its *needs*, and the last one takes all."""
    return tuple(_rule({**entry, "kind": "amount", "needs": entry["words"]}) for entry in load(FILE)["amount"])


@cache
def sources() -> tuple[Rule, ...]:
    """Return the sources of funds, each with the pattern of its name."""
    whole = load(FILE)["source"]
    shared = {key: whole[key] for key in ("reason", "citation", "verified", "needs", "unless")}
    return tuple(
        _rule({**shared, **entry, "id": f"sumber-{entry['id']}", "kind": "source", "patterns": [entry["pattern"]]})
        for entry in whole["kind"]
    )


@cache
def by_id() -> dict[str, Rule]:
    """Return every rule by its id."""
    return {rule.id: rule for rule in (*amounts(), *rules(), *sources())}


@cache
def pattern(table: str, key: str) -> re.Pattern[str]:
    """Return one pattern that stands by itself in the file."""
    return re.compile(load(FILE)[table][key], re.I)


def multipliers(sentence: str) -> tuple[str, ...]:
    """Return what the numbers of *sentence* are multiplied by, each once: ``("TPS", "Pemilu")``."""
    found: dict[str, str] = {}
    for match in pattern("multiplier", "pattern").finditer(sentence):
        name = " ".join((match["per"] or match["short"]).split())
        name = _SHORT_FOR.get(name.casefold(), name)
        found.setdefault(name.casefold(), name.lower() if name.isupper() and name not in _ABBREVIATED else name)
    return tuple(found.values())[:MOST_PER]


def _rule(entry: dict[str, Any]) -> Rule:
    return Rule(
        entry["id"],
        entry["kind"],
        entry["name"],
        entry["reason"],
        entry["citation"],
        entry["verified"],
        tuple(_compiled(text) for text in entry.get("patterns", ())),
        tuple(entry.get("signs", ())),
        _optional(entry.get("needs")),
        _optional(entry.get("unless")),
        entry.get("unit", ""),
        entry.get("once", False),
        entry.get("once_a_sentence", False),
        entry.get("inverse", False),
        entry.get("expense", True),
    )


def _compiled(text: str) -> re.Pattern[str]:
    for place, number in _PLACES.items():
        text = text.replace(place, number)
    return re.compile(text, re.I)


def _optional(text: str | None) -> re.Pattern[str] | None:
    if text is None:
        return None
    for place, number in _PLACES.items():
        text = text.replace(place, re.sub(r"\?P<\w+>", "?:", number))
    return re.compile(text, re.I | re.S)
