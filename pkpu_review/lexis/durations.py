"""A text → the terms and durations in it: "paling lambat 7 (tujuh) hari sejak keputusan ditetapkan".

A term has three parts: what limits it ("paling lambat", "selama"), the duration itself ("7 (tujuh) hari kerja",
"3 x 24 jam", "tanggal 10 bulan berikutnya", "setiap minggu") and from where it runs ("sejak ...", "sebelum ...").
UU 12/2011 Lampiran II gives "paling lambat" and "paling lama" to time, "paling singkat" to its least. An age, or a
term of imprisonment, is found too: what a duration is the duration of, the words before it say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pkpu_review.knowledge import in_small, load
from pkpu_review.lexis.numerals import NUMBER, value
from pkpu_review.lexis.words import folded

ANCHOR_WORDS = 12
"""Words after "sejak" that are read as the point from which a term runs, at most."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term in a text.

    Attributes:
        start, end: the characters it takes, with its limit and its anchor.
        core: the characters of the duration itself; empty (start, start) where only the anchor is told.
        limit: what limits it, in small letters ("paling lambat"); may be empty.
        anchor: from where it runs, in small letters; may be empty.
        length: number and unit, for comparing; None where the number has no value.
    """

    start: int
    end: int
    core: tuple[int, int]
    limit: str
    anchor: str
    length: tuple[Decimal | str, str] | None


def find(text: str) -> Iterator[Term]:
    """Yield the terms of *text* in order."""
    small = folded(text)
    if not _sign().search(small):
        return
    for match in _pattern().finditer(small):
        core = match.span("core") if match["core"] else (match.start(), match.start())
        anchor = match["anchor"] or match["alone"] or ""
        yield Term(
            match.start(),
            match.end(),
            core,
            _plain(match["limit"] or ""),
            _plain(anchor),
            _length(match) if match["core"] else None,
        )


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _length(match: re.Match[str]) -> tuple[Decimal | str, str] | None:
    if match["number"] is None:
        return _plain(match["core"]), ""
    number = value(match["number"])
    return None if number is None else (number, _plain(f"{match['times'] or ''} {match['unit']}"))


@cache
def _sign() -> re.Pattern[str]:
    """Return what stands in every term: a unit, or the word from which it runs."""
    words = load("effects.toml")["term"]
    return re.compile(in_small(rf"{words['unit']}|{words['anchor']}"))


@cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern of a term in small letters (``words.folded``)."""
    words = load("effects.toml")["term"]
    limit, unit, anchor = words["limit"], words["unit"], words["anchor"]
    number = NUMBER.replace("?P<", "?:")
    run = rf"(?:{anchor})(?:\s+(?!(?:{words['anchor_ends']})\b)[^\s,;.:()]+){{1,{ANCHOR_WORDS}}}"
    return re.compile(
        in_small(
            rf"(?<!\w)(?:(?:(?P<limit>{limit})\s+)?"
            rf"(?P<core>(?P<number>{number})\s*(?P<times>[x×]\s*24\s*(?:\([a-z\s]{{1,60}}\))?)?\s*(?P<unit>{unit})\b(?!\s+[0-9]{{4}})"
            rf"|{words['monthly']}|{words['frequency']})"
            rf"(?:\s+(?P<anchor>{run}))?"
            rf"|(?P<alone>{run}))"
        )
    )
