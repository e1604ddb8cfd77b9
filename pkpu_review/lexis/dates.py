"""A text → the dates in it, and what a cell of a schedule says of a time.

Dates as Indonesian documents write them: "14 Juni 2022", "1 s.d. 14 Juli 2026" (the month and the year of the
first stand with the last), "29 Juli - 5 Agustus 2026", "01/06/2026". The names of the months and the words that
may stand beside are in ``knowledge/schedule.toml``. A date that does not exist is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from pkpu_review.knowledge import load

LONGEST = 400
"""Letters up to which a cell is taken for a time; a longer one is prose."""


@dataclass(frozen=True, slots=True)
class Found:
    """A date or a span of days in a text: the characters it takes, and its first and last day."""

    start: int
    end: int
    first: date
    last: date


def find(text: str) -> Iterator[Found]:
    """Yield the dates of *text*, spans of days as one."""
    for match in _dates().finditer(text):
        last = _date(match["day"], match["month"], match["year"]) if match["day"] else _figures(match)
        first = last
        if last is not None and match["from"]:
            month, year = match["from_month"] or match["month"], match["from_year"] or match["year"]
            first = _date(match["from"], month, year)
            if first is not None and first > last and not match["from_year"]:
                first = _date(match["from"], month, str(last.year - 1))
        if first is not None and last is not None and first <= last:
            yield Found(match.start(), match.end(), first, last)


def period(text: str) -> tuple[date, date] | None:
    """Return the first and the last day that a cell names, or None where it says anything but days.

    "7 hari sebelum 14 Februari 2024" names a day that is not meant: such a text is left to the reader.
    """
    if len(text) > LONGEST:
        return None
    found = list(find(text))
    rest = text
    for one in reversed(found):
        rest = rest[: one.start] + " " + rest[one.end :]
    if not found or re.search(r"\w", _beside().sub(" ", rest)):
        return None
    return min(one.first for one in found), max(one.last for one in found)


@cache
def _months() -> dict[str, int]:
    names = load("schedule.toml")["dates"]["months"]
    return {one.casefold(): number for number, (name, short) in enumerate(names.items(), 1) for one in (name, *short)}


@cache
def _dates() -> re.Pattern[str]:
    words = load("schedule.toml")["dates"]["words"]
    month = "|".join(sorted(_months(), key=len, reverse=True))
    gap, spelled = r"\s{0,3}", r"(?:\(\s?[^()]{1,30}\)\s?)?"
    days = "senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad"
    year = r"(?:1[89]|2[01])\d\d"
    before = (
        rf"(?P<from>\d{{1,2}}){gap}{spelled}(?:(?P<from_month>{month})\b\.?{gap}(?P<from_year>{year})?)?{gap}"
        rf"(?:{words['range']}){gap}(?:(?:{days})\s?,?\s?)?(?:tanggal\s)?"
    )
    written = rf"(?P<day>\d{{1,2}}){gap}{spelled}(?P<month>{month})\b\.?\s{{1,3}}(?P<year>{year})"
    figures = r"(?P<d>\d{1,2})(?P<sign>[/.-])(?P<m>\d{1,2})(?P=sign)(?P<y>(?:19|2[01])\d\d)|(?P<iso>\d{4}-\d\d-\d\d)"
    return re.compile(rf"(?<![\w/.-])(?:(?:{before})?{written}|{figures})(?![\w/])", re.I)


@cache
def _beside() -> re.Pattern[str]:
    words = load("schedule.toml")["dates"]["words"]
    return re.compile(rf"{words['beside']}|(?<!\w)(?:{words['range']})(?!\w)", re.I)


def _date(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), _months()[month.casefold()], int(day))
    except ValueError:
        return None


def _figures(match: re.Match[str]) -> date | None:
    try:
        return date.fromisoformat(match["iso"]) if match["iso"] else date(*(int(match[one]) for one in "ymd"))
    except ValueError:
        return None
