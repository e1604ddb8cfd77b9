"""The tables of a regulation → its schedule: what is done, from when, until when.

A table is a schedule by its column heads (``knowledge/schedule.toml``): kegiatan, tahapan or program beside mulai
and selesai, or beside one column of times with dates in it. Nothing is made up: what a cell says beyond days
stays as it is printed. The numbers of the rows (I., A., 1., a., 1)) give the levels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from pkpu_review.knowledge import load
from pkpu_review.lexis.dates import period
from pkpu_review.model import Activity, Provision, Regulation, Schedule

_NUMBER = r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[ivx]{1,5}|[IVXLC]{1,5}|[a-z]{1,2}|[A-Z])"
_ALONE = re.compile(rf"{_NUMBER}[.)]{{0,2}}")
_BEFORE = re.compile(rf"({_NUMBER}[.)]{{1,2}}|[-–•●▪])\s+(?=\S)")
_ROMAN = re.compile(r"[ivxlc]+", re.I)

Columns = dict[str, tuple[int, ...]]


def schedule(regulation: Regulation) -> Schedule:
    """Return the activities of every schedule table of *regulation*, in the order of the document."""
    activities: list[Activity] = []
    for provision in regulation.walk():
        if provision.kind == "tabel":
            activities += _activities(provision)
    return Schedule(regulation, tuple(activities))


def columns(heads: Sequence[str]) -> Columns:
    """Return the columns of a schedule by what they hold: nomor, kegiatan, mulai, selesai, waktu; {} if it is none."""
    found: Columns = {}
    for place, head in enumerate(heads):
        kind = next((kind for level in reversed(head.split(" > ")) if (kind := _kind(level.strip()))), "")
        if kind and found.get(kind, (place - 1,))[-1] == place - 1:  # a second column further right is another matter
            found[kind] = (*found.get(kind, ()), place)
    timed = ("mulai" in found and "selesai" in found) or "waktu" in found
    return found if "kegiatan" in found and timed else {}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {entry["id"]: re.compile(entry["pattern"], re.I) for entry in load("schedule.toml")["column"]}


def _kind(head: str) -> str:
    return next((kind for kind, pattern in _patterns().items() if pattern.search(head)), "")


def _activities(table: Provision) -> list[Activity]:
    places = columns(table.cells)
    if not places:
        return []
    activities = list(_rows(table.children, places))
    if not ("mulai" in places and "selesai" in places) and not any(one.start for one in activities):
        return []
    return activities


def _rows(rows: Sequence[Provision], places: Columns) -> Iterator[Activity]:
    levels = _Levels()
    above: list[tuple[int, str]] = []
    for row, (own, all_cells) in zip(rows, _unmerged(rows), strict=True):
        number, name = _named(own, places)
        if not name:  # a merged name stands for every row that it spans
            name = _named(all_cells, places)[1]
        first, last = _times(all_cells, places)
        if not name and not first and not last:
            continue
        level = levels.of(number)
        while above and above[-1][0] >= level:
            above.pop()
        parent = above[-1][1] if above else ""
        above.append((level, row.id))
        start, end = _days(first, last, "mulai" in places and "selesai" in places)
        yield Activity(row.id, number, name, start, end, first, last, level, parent)


def _unmerged(rows: Sequence[Provision]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the cells of every row, as they are and with those that span several rows repeated in each."""
    held: dict[int, tuple[int, str]] = {}
    for row in rows:
        own, spans = list(row.cells), row.spans or ((1, 1),) * len(row.cells)
        cells = list(own)
        for column, (wide, high) in enumerate(spans):
            left, text = held.get(column, (0, ""))
            if left > 0 and (wide, high) == (0, 0):
                cells[column] = text
                held[column] = (left - 1, text)
            elif high > 1:
                held[column] = (high - 1, own[column])
                held.update(dict.fromkeys(range(column + 1, min(column + wide, len(spans))), (high - 1, "")))
        yield own, cells


def _joined(cells: Sequence[str], places: Sequence[int]) -> str:
    return " ".join(cells[place] for place in places if place < len(cells) and cells[place])


def _named(cells: Sequence[str], places: Columns) -> tuple[str, str]:
    """Return number and name: the number may stand in the same cell, the name in one that spans both columns."""
    number, name = _joined(cells, places.get("nomor", ())), _joined(cells, places["kegiatan"])
    if number and not _ALONE.fullmatch(number):
        number, name = "", f"{number} {name}".strip()
    if not number and (match := _BEFORE.match(name)):
        number, name = match[1], name[match.end() :]
    return number, name


def _times(cells: Sequence[str], places: Columns) -> tuple[str, str]:
    if "mulai" in places and "selesai" in places:
        return _joined(cells, places["mulai"]), _joined(cells, places["selesai"])
    return _joined(cells, places["waktu"]), ""


def _days(first: str, last: str, two: bool) -> tuple[date | None, date | None]:
    """Return the first and the last day of an activity; one cell may name both."""
    begin, until = period(first), period(last)
    if not two or (begin and not last and begin[0] < begin[1]):
        return begin or (None, None)
    return begin[0] if begin else None, until[1] if until else None


class _Levels:
    """The levels of the rows by the styles of their numbers, outermost first."""

    def __init__(self) -> None:
        self.styles: list[str] = []
        self.last: dict[str, str] = {}

    def of(self, number: str) -> int:
        """Return the level of a row, from 1; a row without a number stands beside the one before."""
        if not number:
            return max(1, len(self.styles))
        style = self._style(number)
        if style in self.styles:
            del self.styles[self.styles.index(style) + 1 :]
        else:
            self.styles.append(style)
        self.last[style] = number.strip("().")
        return len(self.styles)

    def _style(self, number: str) -> str:
        """Return how a number is written: its kind, the depth of 1.2.3, and the signs around it."""
        value = number.strip("().")
        if not value:
            return number
        signs = ("(" if number.startswith("(") else "") + (")" if number.endswith(")") else "")
        if value[0].isdigit():
            return f"1{value.count('.')}{signs}"
        if not value.isalpha():
            return value
        case = "a" if value.islower() else "A"
        letter, roman = f"{case}{signs}", f"{'i' if case == 'a' else 'I'}{signs}"
        if not _ROMAN.fullmatch(value) or (len(value) == 1 and value not in "iIvVxX"):
            return roman if _ROMAN.fullmatch(value) and roman in self.styles and letter not in self.styles else letter
        if len(value) > 1:
            return roman
        follows = letter in self.styles and ord(self.last[letter][-1]) + 1 == ord(value)
        return letter if follows else roman
