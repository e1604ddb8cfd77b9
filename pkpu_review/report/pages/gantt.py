"""Rows with days → a Gantt chart as SVG: name and days on the left, bars on the right, the voting day as a line.

A name that is too long for its line takes two; one that two lines cannot hold is cut at a word.

The drawing is made as an XML tree, so that words from a document are escaped wherever they stand. Months are the grid;
where the whole is longer the names of some are left out. Colours are those of the page, with their own values where
the drawing stands alone.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from xml.etree import ElementTree as ET

from pkpu_review.lexis.calendar import told
from pkpu_review.report.lines import width as words_width
from pkpu_review.report.printable import printable
from pkpu_review.report.views.timeline import SHORT, Row, short
from pkpu_review.report.wording import say

WIDTH, LEFT, DAYS, RIGHT = 1240.0, 460.0, 170.0, 10.0
"""Of the drawing, of the names, of the days beside them, and of the edge, in pixels."""
ROW, SECOND, HEAD = 21.0, 14.0, 44.0
"""Of a row, of a second line of words in it, and of the scale above all, in pixels."""
SIZE, INDENT = 12.0, 15.0
MOST_LEVEL = 5
LEAST_BAR = 4.0
LEAST_MONTH = 26.0
"""Pixels that the name of a month needs."""
MOST_MONTHS = 360
"""Months that a chart spans; a day beyond is no day of an election, and is shown in words alone."""
NAMESPACE = "http://www.w3.org/2000/svg"
STYLE = """
.gantt text { font: 12px "Segoe UI", "Noto Sans", Roboto, Arial, sans-serif; fill: var(--ink, #1c2430); }
.gantt .soft { fill: var(--soft, #4d5a6b); } .gantt .top { font-weight: 600; } .gantt .month { font-size: 10.5px; }
.gantt .grid { stroke: var(--line, #c9d1db); stroke-width: .6; } .gantt .year { stroke-width: 1.4; }
.gantt .stripe { fill: var(--band, #f5f7fa); } .gantt .bar { fill: #5b7fb8; } .gantt .bar.l1 { fill: #1f4e8c; }
.gantt .bar.warning { fill: #b8860b; } .gantt .bar.error { fill: #a3231b; } .gantt .due { fill: #4a7a4a; }
.gantt .due.warning { fill: #b8860b; } .gantt .due.error { fill: #a3231b; }
.gantt .voting { stroke: #a3231b; stroke-width: 1.6; stroke-dasharray: 5 3; }
.gantt .votes { fill: var(--delete, #a3231b); font-weight: 600; }
.gantt .wrong { fill: var(--delete, #a3231b); font-weight: 700; }
"""
"""For a page that holds drawings; one that stands alone bears it itself."""


def window(first: date, last: date) -> tuple[date, date]:
    """Return the months that *first* and *last* lie in, whole; the earliest :data:`MOST_MONTHS` of too many."""
    begin = first.replace(day=1)
    months = (last.year - begin.year) * 12 + last.month - begin.month
    if months >= MOST_MONTHS:
        last = date(begin.year + (begin.month - 1 + MOST_MONTHS - 1) // 12, (begin.month + MOST_MONTHS - 2) % 12 + 1, 1)
    return begin, last.replace(day=monthrange(last.year, last.month)[1])


def svg(
    rows: Sequence[Row], span: tuple[date, date], voting: date | None = None, title: str = "", alone: bool = False
) -> str:
    """Return the chart of *rows* over the days of *span* as SVG text.

    Args:
        rows: what is shown, in order.
        span: first and last day of the scale.
        voting: the voting day, drawn as a line where it lies within the scale.
        title: what the drawing is, for those who do not see it.
        alone: whether it is a file of its own, which bears its style.
    """
    names = [_name(row) for row in rows]
    tops = [HEAD]
    for lines in names:
        tops.append(tops[-1] + ROW + SECOND * (len(lines) - 1))
    height = tops[-1] + 8
    root = ET.Element(
        "svg",
        {"class": "gantt", "viewBox": f"0 0 {WIDTH:g} {height:g}", "role": "img", "aria-label": printable(title)},
    )
    if alone:
        root.attrib |= {"xmlns": NAMESPACE, "width": f"{WIDTH:g}", "height": f"{height:g}"}
        ET.SubElement(root, "style").text = STYLE
        ET.SubElement(root, "rect", {"width": "100%", "height": "100%", "fill": "#ffffff"})
    scale = _Scale(*span)
    for place in range(0, len(rows), 2):
        _rect(root, "stripe", 0, tops[place], WIDTH, tops[place + 1] - tops[place])
    _months(root, scale, height - 6)
    for row, lines, top in zip(rows, names, tops, strict=False):
        _row(root, scale, row, lines, top)
    if voting and (at := scale.at(voting)) is not None:
        middle = at + scale.day / 2
        _line(root, "voting", middle, HEAD - 4, middle, height - 6)
        end = middle > WIDTH - 170
        label = f"{say('timeline.voting')} {short(voting)}"
        _text(root, "votes month", middle + (-4 if end else 4), 12, label, "end" if end else "start")
    return ET.tostring(root, encoding="unicode")


class _Scale:
    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self.left = LEFT + DAYS
        self.day = (WIDTH - RIGHT - self.left) / ((last - first).days + 1)

    def at(self, day: date) -> float | None:
        """Return where *day* begins; None where it lies beyond the scale."""
        return self.left + (day - self.first).days * self.day if self.first <= day <= self.last else None

    def months(self) -> Iterator[tuple[date, float, float]]:
        """Yield the first day of every month, where it begins, and how wide it is."""
        day = self.first
        while day <= self.last:
            days = monthrange(day.year, day.month)[1]
            at = self.at(day)
            assert at is not None
            yield day, at, days * self.day
            if day.year == date.max.year and day.month == date.max.month:
                return
            day += timedelta(days=days)


def _months(root: ET.Element, scale: _Scale, bottom: float) -> None:
    months = list(scale.months())
    every = next(
        (step for step in (1, 2, 3, 6, 12) if step * min(wide for _, _, wide in months) >= LEAST_MONTH), len(months)
    )
    for place, (day, at, _) in enumerate(months):
        new_year = day.month == 1 or place == 0
        _line(root, "grid year" if new_year else "grid", at, 28 if new_year else 36, at, bottom)
        if new_year and (day.month < 11 or len(months) < 6):
            _text(root, "top month", at + 3, 25, str(day.year))
        if (day.month - 1) % every == 0:
            _text(root, "soft month", at + 3, 40, told(day).split(" ")[1][:SHORT])


def _name(row: Row) -> list[str]:
    """Return the words of a row, one line or two."""
    words = printable(f"{row.label} {row.name}".strip())
    room = LEFT - _indent(row) - (22 if row.told else 8)
    first, second = broken(words, room)
    return [first, fitted(second, room)] if second else [fitted(words, room)]


def _indent(row: Row) -> float:
    return 6 + INDENT * (min(row.level, MOST_LEVEL) - 1)


def _row(root: ET.Element, scale: _Scale, row: Row, lines: list[str], top: float) -> None:
    group = ET.SubElement(root, "g")
    title = f"{row.label} {row.name}: {row.days}".strip()
    ET.SubElement(group, "title").text = printable("\n".join((title, *row.told)))
    state = "" if not row.told else " error" if row.grave else " warning"
    base = top + ROW - 6.5
    for place, words in enumerate(lines):
        _text(group, "top" if row.level == 1 else "", _indent(row), base + SECOND * place, words)
    if row.told:
        _text(group, "wrong", LEFT - 12, base, "!")
    _text(group, "soft month", LEFT + 4, base, fitted(printable(row.days), DAYS - 10))
    start, end = row.start or row.end, row.end or row.start
    if start is None or end is None:
        return
    first, last = scale.at(min(start, end)), scale.at(max(start, end))
    if first is None or last is None:
        return
    if start == end:
        middle, size = first + scale.day / 2, 5.5
        points = [(middle, top + 5), (middle + size, top + 10.5), (middle, top + 16), (middle - size, top + 10.5)]
        ET.SubElement(
            group, "polygon", {"class": f"due{state}", "points": " ".join(f"{x:.1f},{y:.1f}" for x, y in points)}
        )
        return
    wide = max(LEAST_BAR, last + scale.day - first)
    _rect(
        group,
        f"bar l{min(row.level, MOST_LEVEL)}{state}",
        first,
        top + (5 if row.level == 1 else 6.5),
        wide,
        11 if row.level == 1 else 8,
    )


def broken(words: str, room: float) -> tuple[str, str]:
    """Return *words* parted at the last space before which they fit in *room* pixels; the second part may be empty."""
    whole = _beginning(words, room)
    if whole == len(words):
        return words, ""
    at = words.rfind(" ", 0, whole + 1)
    return (words[:at], words[at + 1 :]) if at > 0 else (words, "")


def fitted(words: str, room: float) -> str:
    """Return *words* in *room* pixels of the chart's letters, ended by an ellipsis where they were cut."""
    if _beginning(words, room) == len(words):
        return words
    shown = words[: _beginning(words, room, "…")]
    end = shown.rfind(" ")
    return f"{shown[:end].rstrip()} …" if end > len(shown) // 2 else f"{shown.rstrip()}…"


def _beginning(words: str, room: float, end: str = "") -> int:
    """Return how many letters at the beginning of *words* fit in *room* pixels, with *end* after them."""
    limit = room * 1000 / SIZE
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if words_width(words[:middle] + end) <= limit else (low, middle - 1)
    return low


def _text(parent: ET.Element, kind: str, x: float, y: float, words: str, anchor: str = "start") -> None:
    marks = {"class": kind, "x": f"{x:.1f}", "y": f"{y:.1f}"} | ({"text-anchor": anchor} if anchor != "start" else {})
    ET.SubElement(parent, "text", {name: value for name, value in marks.items() if value}).text = words


def _line(parent: ET.Element, kind: str, x: float, y: float, x2: float, y2: float) -> None:
    marks = {"class": kind, "x1": f"{x:.1f}", "y1": f"{y:.1f}", "x2": f"{x2:.1f}", "y2": f"{y2:.1f}"}
    ET.SubElement(parent, "line", marks)


def _rect(parent: ET.Element, kind: str, x: float, y: float, wide: float, high: float) -> None:
    marks = {"class": kind, "x": f"{x:.1f}", "y": f"{y:.1f}", "width": f"{wide:.1f}", "height": f"{high:.1f}"}
    ET.SubElement(parent, "rect", marks)
