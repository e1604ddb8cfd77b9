"""What a person proposes for a provision → the words that the provision would have.

A proposal is a wording, whole or quoted, or says in words what is to be done: 'frasa "a" diubah menjadi "b"', 'kata "c"
dihapus', "ayat ini dihapus". The patterns stand in ``knowledge/follow.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pkpu_review.knowledge import load
from pkpu_review.lexis.words import key
from pkpu_review.model.adoption import Wish

MOST_LETTERS = 20_000
"""Letters of a proposal that are looked at for patterns; a longer one is a wording."""
_QUOTES = re.compile(r"[“”„\"]([^“”„\"]+)[“”„\"]|‘([^’]+)’|«([^»]+)»")
_LABEL = re.compile(
    r"\A\s*(?:Pasal\s+\d+[A-Z]*\s*)?(?:ayat\s*)?(?:\(\d+[a-z]?\)\s*)?(?:huruf\s+[a-z]{1,2}\s*)?(?:[a-z]{1,2}\.\s+|\d+[.)]\s+)?[:;,]?\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asking:
    """What a proposal asks for: its *kind*, and the *text* that the provision would then have; empty where it goes."""

    kind: Wish
    text: str


@dataclass(frozen=True, slots=True)
class _Pattern:
    kind: str
    pattern: re.Pattern[str]


@cache
def _patterns() -> tuple[_Pattern, ...]:
    """Return the patterns of the file; ``Q`` and the empty group behind it become a quotation by that name."""
    made = []
    for one in load("follow.toml")["wish"]:
        told = re.sub(r"Q\(\?P<(\w+)>\)", r"\\x01(?P<\1>\\d+)\\x02", one["pattern"])
        made.append(_Pattern(one["kind"], re.compile(told, re.IGNORECASE)))
    return tuple(made)


@cache
def _whole(name: str) -> re.Pattern[str]:
    return re.compile(load("follow.toml")[name]["pattern"], re.IGNORECASE)


def asked(proposal: str, before: str) -> Asking:
    """Return what *proposal* asks for a provision that says *before*."""
    text = " ".join(proposal.split())
    if len(text) > MOST_LETTERS:
        return Asking("wording", text)
    plain = text.strip(' .;,:!“”"')
    if _whole("remove").fullmatch(plain):
        return Asking("remove", "")
    if _whole("keep").fullmatch(plain):
        return Asking("keep", before)
    found = _instructed(text, before)
    if found is not None:
        return found
    return Asking("wording", _wording(text))


def instruction(text: str) -> tuple[str, str, str] | None:
    """Return kind, old and new words of the first thing that *text* says is to be done; None where it is a wording."""
    return next(_instructions(text), None)


def _instructions(text: str) -> Iterator[tuple[str, str, str]]:
    quotes: list[str] = []

    def named(match: re.Match[str]) -> str:
        quotes.append(next(group for group in match.groups() if group))
        return f"\x01{len(quotes) - 1}\x02"

    masked = _QUOTES.sub(named, text.replace("\x01", " ").replace("\x02", " "))
    at = 0
    while quotes and at < len(masked):
        hits = [(hit, one.kind) for one in _patterns() if (hit := one.pattern.search(masked, at))]
        if not hits:
            return
        hit, kind = min(hits, key=lambda one: (one[0].start(), -one[0].end()))
        groups = hit.groupdict()
        old, new = (quotes[int(groups[name])] if groups.get(name) else "" for name in ("lama", "baru"))
        yield kind, old, new
        at = hit.end()


def _instructed(text: str, before: str) -> Asking | None:
    made, kinds = before, []
    for kind, old, new in _instructions(text):
        if kind == "wording":
            return Asking("wording", new)
        changed = _applied(made, kind, old, new)
        if changed is None:
            continue
        made = changed
        kinds.append(kind.partition("-")[0])
    if not kinds:
        return None
    return Asking(kinds[0] if len(set(kinds)) == 1 else "wording", made)  # type: ignore[arg-type]


def _applied(text: str, kind: str, old: str, new: str) -> str | None:
    """Return *text* with *new* in place of *old*, beside it, or, where that is not in it, behind all; None where
    nothing is to be done."""
    place = _place(text, old) if old else None
    if place is None:
        return f"{text.rstrip(' .;')} {new}" if new else None
    start, end = place
    within = text[start:end]
    put = {
        "replace": new,
        "drop": "",
        "insert-after": f"{within} {new}",
        "insert-before": f"{new} {within}",
    }[kind]
    return " ".join(f"{text[:start]} {put} {text[end:]}".split())


def _place(text: str, words: str) -> tuple[int, int] | None:
    """Return where *words* stand in *text*, whatever the case and the punctuation."""
    wanted = [key(word) for word in words.split() if key(word)]
    there = [(match.start(), match.end(), key(match[0])) for match in re.finditer(r"\S+", text)]
    there = [one for one in there if one[2]]
    for at in range(len(there) - len(wanted) + 1 if wanted else 0):
        if all(there[at + step][2] == word for step, word in enumerate(wanted)):
            return there[at][0], there[at + len(wanted) - 1][1]
    return None


def _wording(text: str) -> str:
    """Return the wording proposed, without what leads up to it, the label before it, and the quotation marks."""
    text = _whole("lead-in").sub("", text)
    quoted = [next(group for group in match if group) for match in _QUOTES.findall(text)]
    if len(quoted) == 1 and len(quoted[0]) > len(text) / 2:
        text = quoted[0]
    return _LABEL.sub("", text).strip(' “”"')
