"""The start of a line → the headings of an annex that it may be.

An annex may count its headings in every way: BAB I or BAB 1, ``A.``, ``I.``, ``1.``, ``1.1``, ``II.1``, ``B.2.1``,
Bagian, Paragraf, Pasal. "I." is a numeral or a letter: both are told, and the sequence decides (:mod:`.annexes`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pkpu_review import ids
from pkpu_review.ingest import labels

LARGEST = 200
"""Number of a heading up to which it is believed: a year or an amount is none."""

_BAB = re.compile(r"(?:BAB|B A B)\s+(?P<number>[IVXLC]+|\d{1,2})\b\s*[.:]?\s*(?P<rest>.*)")
LARGE_LETTER = re.compile(r"(?P<number>[A-Z])\.\s+(?P<rest>\S.*)")
_ROMAN = re.compile(r"(?P<number>[IVXLC]{1,6})\.\s+(?P<rest>\S.*)")
_PLAIN = re.compile(r"(?P<number>\d{1,2})\.\s+(?P<rest>\S.*)")
_DECIMAL = re.compile(r"(?P<number>(?:\d{1,3}|[A-Z]|[IVX]{1,6})(?:\.\d{1,3}){1,5})\.?\s+(?P<rest>\S.*)")


@dataclass(frozen=True, slots=True)
class AnnexHeading:
    """What a line looks like: style of the label, its value in that style, and the provision it would open."""

    style: str
    value: tuple[int, ...]
    kind: str
    number: str
    printed: str
    rest: str


def headings(text: str) -> list[AnnexHeading]:
    """Return the headings that *text* may be, the likelier first."""
    if match := _BAB.fullmatch(text):
        number = match["number"]
        value = int(number) if number.isdigit() else ids.roman(number)
        printed = text[: len(text) - len(match["rest"])].strip()
        return [AnnexHeading("bab", (value,), "bab", number.lower(), printed, match["rest"])] if value else []
    if article := labels.article(text):
        return [AnnexHeading("pasal", article.value[:1], "pasal", article.number, article.printed, "")]
    heading = labels.heading(text)
    if heading is not None and heading.kind in ("bagian", "paragraf"):
        number = heading.number.lower()
        return [AnnexHeading(heading.kind, heading.value[:1], heading.kind, number, heading.printed, heading.rest)]
    found: list[AnnexHeading] = []
    if match := _ROMAN.fullmatch(text):
        value = ids.roman(match["number"])
        if value:
            number = match["number"].lower()
            found.append(AnnexHeading("I", (value,), "angka", number, f"{match['number']}.", match["rest"]))
    if match := LARGE_LETTER.fullmatch(text):
        number = match["number"].lower()
        value = ids.letter_order(number)
        letter = AnnexHeading("A", (value,), "bagian", number, f"{match['number']}.", match["rest"])
        found.insert(0 if number != "i" else len(found), letter)
    if match := _PLAIN.fullmatch(text):
        number = match["number"]
        found.append(AnnexHeading("1", (int(number),), "angka", number, f"{number}.", match["rest"]))
    if match := _DECIMAL.fullmatch(text):
        first, *rest = match["number"].split(".")
        parts = (_first(first), *map(int, rest))
        if max(parts) <= LARGEST:
            printed = text[: len(text) - len(match["rest"])].strip()
            style = f"{'1' if first.isdigit() else 'I' if set(first) <= set('IVX') else 'A'}.{len(parts)}"
            found.append(AnnexHeading(style, parts, "angka", match["number"].lower(), printed, match["rest"]))
    return found


def _first(number: str) -> int:
    """Return the value of the first part of a number such as 2.1, II.1 or B.1."""
    if number.isdigit():
        return int(number)
    return (ids.roman(number) or 0) if set(number) <= set("IVX") else ids.letter_order(number.lower())
