"""A text → the numbers in it: figures ("1.500", "7,5"), number words ("empat belas"), and figures spelled out.

UU 12/2011 Lampiran II (Ragam Bahasa) has numbers written in figures with their words between brackets: "14 (empat
belas)". Both are one number here; where they contradict each other the number has no value, and two texts that differ
in either one differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_UNITS = {
    word: number
    for number, word in enumerate(
        ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"]
    )
}
_SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "milyar": 10**9, "triliun": 10**12}
_SMALL = {"puluh": 10, "ratus": 100}
_ALONE = {"seratus": 100, "seribu": 1000}
WORD = "|".join(sorted((*_UNITS, *_SCALES, *_SMALL, *_ALONE, "belas"), key=len, reverse=True))
"""Pattern of a number word."""
MOST_WORDS = 24
"""Number words in a row that are read as one number; none of a law is longer."""
SPELLED = rf"(?:{WORD})(?:\s+(?:{WORD})){{0,{MOST_WORDS}}}"
"""Pattern of a number in words."""
FIGURES = r"[0-9]{1,3}(?:\.[0-9]{3}){1,6}(?:,[0-9]{1,6})?|[0-9]{1,15}(?:,[0-9]{1,6})?"
"""Pattern of a number in figures."""
BRACKETS = r"\s?\([a-z][a-z\s/,-]{1,120}\)"
"""Pattern of the words between brackets behind figures."""
NUMBER = rf"(?<![\w./,-])(?:(?:{FIGURES})(?:{BRACKETS})?|\b(?:{SPELLED})\b)(?![\w/])"
"""Pattern of a number, spelled out or not; to be used without regard to case."""
_NUMBER = re.compile(NUMBER, re.I)
_PARTS = re.compile(rf"(?P<figures>{FIGURES})(?:\s?\((?P<spelled>[^)]*)\))?$")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text: the characters it takes, and its value (None where figures and words contradict)."""

    start: int
    end: int
    value: Decimal | None


def find(text: str) -> Iterator[Numeral]:
    """Yield the numbers of *text* in order."""
    for match in _NUMBER.finditer(text):
        yield Numeral(match.start(), match.end(), value(match[0]))


def value(printed: str) -> Decimal | None:
    """Return the value of a number as it is printed ("14 (empat belas)", "1.500", "tiga"), or None if it has none."""
    match = _PARTS.match(printed.strip())
    if match is None:
        spelled = words(printed)
        return None if spelled is None else Decimal(spelled)
    told = Decimal(match["figures"].replace(".", "").replace(",", "."))
    if match["spelled"] is not None:
        spelled = words(match["spelled"])
        if spelled is not None and spelled != told:
            return None
    return told


def words(spelled: str) -> int | None:
    """Return the number that the words say ("dua puluh satu": 21), or None if they say none."""
    whole = part = last = 0
    found = spelled.casefold().split()
    if not found or len(found) > MOST_WORDS:
        return None
    for word in found:
        if word in _UNITS:
            part, last = part + _UNITS[word], _UNITS[word]
        elif word in _ALONE:
            part, last = part + _ALONE[word], _ALONE[word]
        elif word == "belas" and last:
            part, last = part + 10, 0
        elif word in _SMALL and last:
            part, last = part - last + last * _SMALL[word], 0
        elif word in _SCALES:
            whole, part, last = whole + (part or 1) * _SCALES[word], 0, 0
        else:
            return None
    return whole + part
