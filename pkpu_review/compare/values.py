"""A text → the typed values in it that a change may touch: terms, dates, amounts, quantities, norm words.

The values do not overlap: where two readings meet ("7 (tujuh)" is a quantity, "7 (tujuh) hari" a term) the wider wins.
A term of imprisonment or a fine is a sanction, an age a number: the words before it say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from pkpu_review.knowledge import load, pattern, sign
from pkpu_review.lexis import dates, durations, modality, money, quantities
from pkpu_review.lexis.references import find as references
from pkpu_review.lexis.words import folded
from pkpu_review.model import EffectKind

BEFORE = 80
"""Letters before a measure that are looked at for what it measures."""
_LIMIT = re.compile(
    r"\b(?P<limit>paling\s+(?:lambat|lama|cepat|awal))\s+(?:pada\s+)?(?:hari\s+)?(?:tanggal\s+)?$", re.I
)
_AGE = re.compile(r"\b(?:ber)?(?:usia|umur)\b[^.;,]*$", re.I)
_imposing = pattern("effects.toml", "sanction", "imposing")
_punishment = pattern("effects.toml", "sanction", "imposing", after=r"\b[^.;:]*")
_breach = pattern("effects.toml", "sanction", "breach")
_consequence = pattern("effects.toml", "sanction", "consequence")
_sanction = pattern("effects.toml", "sanction", "measured", after=r"\b(?=[^.;,]*$)")
_sanctions = pattern("effects.toml", "sanction", "words")
_condition = pattern("effects.toml", "condition", "markers", after=r"\b[^,;:.]*")
_may_impose = sign("effects.toml", "sanction", "imposing")
_may_punish = sign("effects.toml", "sanction", "words")
_may_have_conditions = sign("effects.toml", "condition", "markers")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Value:
    """A typed value: the characters it takes, those of its core, and what it is compared by.

    Attributes:
        kind: the kind of the effect that its change is.
        start, end: with limit and anchor: "paling lambat 7 (tujuh) hari sejak diterima".
        core: without these: "7 (tujuh) hari"; empty where a term is told by its anchor alone.
        around: limit and anchor, for comparing.
        size: the value, for comparing; None where it has none and only the same words are the same value.
        of: what it measures, where a word before it says so ("pidana penjara").
    """

    kind: EffectKind
    start: int
    end: int
    core: tuple[int, int]
    around: tuple[str, str] = ("", "")
    size: Any = None
    of: str = ""


@lru_cache(maxsize=32)
def values(text: str) -> tuple[Value, ...]:
    """Return the values of *text* in order; what came with all below it is asked for twice."""
    found: list[Value] = []
    free = bytearray(b"\1" * len(text))

    def take(value: Value) -> None:
        if all(free[value.start : value.end]):
            found.append(value)
            free[value.start : value.end] = bytes(value.end - value.start)

    digits = _DIGIT.search(text) is not None
    terms = list(durations.find(text))
    if digits:
        for amount in money.find(text):
            of = _measured(text, amount.start)
            kind: EffectKind = "sanction" if of else "amount"
            take(Value(kind, amount.start, amount.end, (amount.start, amount.end), size=amount.value, of=of))
    for term in terms:
        if term.core[0] < term.core[1]:
            take(_term(text, term))
    if digits:
        for day in dates.find(text):
            limit = _LIMIT.search(text[max(0, day.start - BEFORE) : day.start])
            start, around = (day.start - len(limit[0]), limit["limit"].casefold()) if limit else (day.start, "")
            take(Value("date", start, day.end, (day.start, day.end), (around, ""), (day.first, day.last)))
    for term in terms:
        if term.core[0] == term.core[1]:
            take(_term(text, term))
    if digits:
        for one in references(text):
            free[one.start : one.end] = bytes(one.end - one.start)
    for some in quantities.find(text):
        take(Value("number", some.start, some.end, some.core, (some.limit, ""), some.size))
    for modal in modality.find(text):
        take(Value("modality", modal.start, modal.end, (modal.start, modal.end), size=modal.word))
    return tuple(sorted(found, key=lambda value: value.start))


def _term(text: str, term: durations.Term) -> Value:
    kind: EffectKind = "deadline"
    of = _measured(text, term.start)
    if of:
        kind = "sanction"
    elif term.core[0] == term.core[1] and _imposing().match(text[term.end :].lstrip()):
        kind = "condition"  # until when what is punished was not done
    elif _AGE.search(text[max(0, term.start - BEFORE) : term.start]):
        kind = "number"
    return Value(kind, term.start, term.end, term.core, (term.limit, term.anchor), term.length, of)


def _measured(text: str, at: int) -> str:
    """Return the sanction that a measure at *at* is the measure of, as printed, or ""."""
    last = ""
    for match in _sanction().finditer(text[max(0, at - BEFORE) : at]):
        last = match[0]
    return last


def same(old: str, one: Value, new: str, other: Value) -> bool:
    """Whether the two values say the same, in whatever dress ("7 hari", "7 (tujuh) hari")."""
    if one.around != other.around:
        return False
    if one.size is None or other.size is None:
        return old[slice(*one.core)].casefold() == new[slice(*other.core)].casefold()
    return bool(one.size == other.size)


def conditions(text: str) -> Iterator[tuple[int, int]]:
    """Yield the characters of each clause of condition: from its marker to the comma or the end of the sentence."""
    if _may_have_conditions(folded(text)):
        for match in _condition().finditer(text):
            yield match.start(), match.end()


def punishments(text: str) -> Iterator[tuple[int, int]]:
    """Yield the characters of each sanction: from the words that impose it to the end of their clause."""
    if _may_impose(folded(text)):
        for match in _punishment().finditer(text):
            yield match.start(), match.end()


def punishes(text: str, at: int, words: str) -> bool:
    """Whether *words*, put in at *at*, add what follows from a breach that the sentence of *text* names before."""
    before = text[max(text.rfind(". ", 0, at), text.rfind("; ", 0, at), 0) : at]
    return _breach().search(before) is not None and _consequence().match(words) is not None


def actors(text: str) -> Iterator[tuple[int, int]]:
    """Yield the characters of who acts in the passive: the words behind "oleh"."""
    if "oleh" in folded(text):
        for match in _by().finditer(text):
            yield match.span("who")


def sanctioned(text: str) -> str:
    """Return the first word of *text* that names a sanction, as printed, or ""."""
    match = _sanctions().search(text) if _may_punish(folded(text)) else None
    return match[0] if match else ""


def imposes(text: str) -> bool:
    """Whether *text* imposes a sanction, and does not merely speak of one."""
    return _may_impose(folded(text)) and _imposing().search(text) is not None


@cache
def _by() -> re.Pattern[str]:
    ends = "|".join(re.escape(word) for word in load("effects.toml")["clause"]["prepositions"] if word != "oleh")
    return re.compile(rf"\boleh\s+(?P<who>(?!(?:{ends}|karena)\b)[^\s,;.:]+(?:\s+(?!(?:{ends})\b)[^\s,;.:]+){{0,9}})")
