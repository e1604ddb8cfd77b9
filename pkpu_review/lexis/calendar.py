"""A day and an amount of time → another day, with the arithmetic in words.

Months and years keep the number of the day; where the month has no such day its last one is taken. Working days
(hari kerja) leave out Saturdays and Sundays: national holidays are set year by year by a joint decree, and are not
known here. The day from which a term runs is not counted: "7 hari sejak 1 Maret" ends on 8 March. "3 x 24 jam" is
reckoned as three days.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import cache
from typing import Literal

from pkpu_review.knowledge import load

Unit = Literal["hari", "hari kerja", "minggu", "bulan", "tahun", "x 24 jam", "jam", "menit"]
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
SATURDAY = 5
MOST = 4000
"""The largest amount that is reckoned; no term of a regulation is longer, whatever its unit."""
WORKING = "hari kerja dihitung Senin sampai dengan Jumat; hari libur nasional tidak diketahui"
CLAMPED = "bulan itu tidak mempunyai tanggal {day}, jadi dipakai hari terakhirnya"


def shift(day: date, amount: int, unit: str) -> date | None:
    """Return the day that is *amount* units after *day* (before it where negative).

    None for a unit shorter than a day, for an amount beyond :data:`MOST`, and outside the years 1 to 9999.
    """
    if abs(amount) > MOST:
        return None
    try:
        if unit in ("hari", "x 24 jam"):
            return day + timedelta(days=amount)
        if unit == "minggu":
            return day + timedelta(weeks=amount)
        if unit == "hari kerja":
            return _working(day, amount)
        if unit in ("bulan", "tahun"):
            return _months(day, amount * (12 if unit == "tahun" else 1))
    except (OverflowError, ValueError):
        return None
    return None


def _months(day: date, amount: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + amount, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _working(day: date, amount: int) -> date:
    step = timedelta(days=1 if amount > 0 else -1)
    left = abs(amount)
    while left:
        day += step
        left -= day.weekday() < SATURDAY
    return day


def remark(day: date, amount: int, unit: str) -> str:
    """Return what a reader must know of such a reckoning, in Indonesian; empty where nothing."""
    if unit == "hari kerja":
        return WORKING
    found = shift(day, amount, unit)
    if unit in ("bulan", "tahun") and found is not None and found.day != day.day:
        return CLAMPED.format(day=day.day)
    return ""


def told(day: date) -> str:
    """Return *day* as a regulation writes it: ``14 Februari 2024``."""
    return f"{day.day} {_months_names()[day.month - 1]} {day.year}"


def weekday(day: date) -> str:
    """Return the name of the day of the week: ``Rabu``."""
    return DAYS[day.weekday()]


def reckoned(day: date, amount: int, unit: str, what: str = "") -> str:
    """Return the arithmetic: ``14 Februari 2024 dikurangi 20 bulan = 14 Juni 2022``; *what* stands before it."""
    found = shift(day, amount, unit)
    operation = "dikurangi" if amount < 0 else "ditambah"
    result = told(found) if found else "tidak dapat dihitung"
    start = f"{what} {told(day)}" if what else told(day)
    return start if not amount else f"{start} {operation} {measured(abs(amount), unit)} = {result}"


def measured(amount: int, unit: str) -> str:
    """Return an amount with its unit: ``20 bulan``, ``3 x 24 jam``."""
    return f"{amount} {unit}"


def span(first: date, last: date) -> int:
    """Return how many days *first* to *last* are, both counted."""
    return (last - first).days + 1


@cache
def _months_names() -> tuple[str, ...]:
    return tuple(load("schedule.toml")["dates"]["months"])
