"""The days and the room of a timeline → the months that are named on it, the same in every format."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TypedDict

from pkpu_review.lexis.calendar import told

LABEL_ROOM = 24.0
"""What the short name of a month needs on a timeline."""
MONTH_LETTERS = 3
MOST_MONTH = date.max.year * 12 + 11
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 600, 1200, 6000)
"""Months from one name to the next: the first of these with which the names have room."""


class Tick(TypedDict):
    """A month on a timeline: the share of the width *at* which it begins, its short *name*, and its *year* where that
    is not the one of the month named before; both are empty where there is no room."""

    at: float
    name: str
    year: str


def axis(first: date, last: date, room: float) -> Iterator[Tick]:
    """Yield the months that a timeline from *first* to *last*, *room* points wide, names.

    So many are left out that the names have room; where the years alone have, there are no months.
    """
    days = max(1, (last - first).days + 1)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((one for one in MONTH_STEPS if months / one <= room / LABEL_ROOM), MONTH_STEPS[-1])
    number = first.year * 12 + first.month - 1
    year = 0
    for at in range(number - number % step, number + months, step):
        begins = date(max(1, at // 12), at % 12 + 1, 1)
        place = max(0.0, (begins - first).days / days)
        end = min(at + step, MOST_MONTH)
        after = min(1.0, (date(end // 12, end % 12 + 1, 1) - first).days / days)
        if (after - place) * room < LABEL_ROOM:  # so little of it is shown that its name would stand in the next one's
            if at > number:
                yield {"at": place, "name": "", "year": ""}
            continue
        name = "" if step >= 12 else told(begins).split(" ")[1][:MONTH_LETTERS]
        yield {"at": place, "name": name, "year": str(begins.year) if begins.year != year else ""}
        year = begins.year
