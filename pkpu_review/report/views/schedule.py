"""Schedule → a table for the terminal, and records: a line an activity, as deep as its number stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from pkpu_review.lexis.calendar import told
from pkpu_review.model import Activity, Schedule
from pkpu_review.model.stored import source
from pkpu_review.report.text.outline import DEEPEST, INDENT, LEAST
from pkpu_review.report.text.terminal import WIDTH, Line, columns, cut, plain

SCHEMA = "pkpu-review/schedule/1"
DAY = 24
"""Columns that a time takes at most; what a cell says beyond is cut."""
SHORT = 3
"""Letters of a month's name that stand in a table."""
HEADS = ("Mulai", "Selesai")
NONE = "Tidak ada tabel jadwal (kegiatan, mulai, selesai) dalam naskah ini."


def view(schedule: Schedule, width: int = WIDTH) -> Iterator[Line]:
    """Yield the schedule as lines of at most *width* columns: first and last day, number and name, id of the row."""
    if not schedule.activities:
        yield ((NONE, "warning"),)
        return
    times = [(day(one.start, one.start_text), day(one.end, one.end_text)) for one in schedule.activities]
    first, last = (min(DAY, max(map(columns, (head, *said))))
                   for head, said in zip(HEADS, zip(*times, strict=True), strict=True))  # fmt: skip
    yield ((f"{_padded(HEADS[0], first)}  {_padded(HEADS[1], last)}  Kegiatan", "title"),)
    for one, (start, end) in zip(schedule.activities, times, strict=True):
        indent = INDENT * min(one.level - 1, DEEPEST)
        number = f"{plain(one.number)} " if one.number else ""
        room = max(LEAST, width - first - last - 4 - columns(indent + number) - columns(one.provision) - 2)
        yield (
            (f"{_padded(start, first)}  {_padded(end, last)}  ", "plain"),
            (indent + number, "label"),
            (cut(plain(one.name), room), "plain"),
            (f"  {one.provision}", "soft"),
        )


def day(found: date | None, text: str) -> str:
    """Return a day in words, or what the cell says where that is no day."""
    if found is None:
        return plain(text)
    number, month, year = told(found).split()
    return f"{number} {month[:SHORT]} {year}"


def _padded(text: str, width: int) -> str:
    shown = cut(text, width)
    return shown + " " * (width - columns(shown))


def activity(one: Activity) -> dict[str, Any]:
    """Return one line of ``read --schedule --format jsonl``."""
    return {
        "id": one.provision,
        "parent": one.parent,
        "level": one.level,
        "number": one.number,
        "name": one.name,
        "start": one.start.isoformat() if one.start else None,
        "end": one.end.isoformat() if one.end else None,
        "start_text": one.start_text,
        "end_text": one.end_text,
    }


def record(schedule: Schedule) -> dict[str, Any]:
    """Return the object of ``read --schedule --format json``."""
    return {
        "schema": SCHEMA,
        "source": source(schedule.regulation.source),
        "activities": [activity(one) for one in schedule.activities],
    }
