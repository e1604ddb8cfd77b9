"""Charts of a document → what the template is told of them: shares of the room, and what stands beside the bars."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pkpu_review.lexis.calendar import told as day_told
from pkpu_review.lexis.words import shortened
from pkpu_review.report.axis import axis
from pkpu_review.report.document import Bars, Spans
from pkpu_review.report.lines import lines
from pkpu_review.report.pdf.pdf_room import LINE, SIZES, Page, Value, clean, pieces

BAR_SHARES = {True: (30, 58, 12), False: (30, 54, 16)}
"""Shares of labels, bars and texts, on a wide page and on a high one."""
SPAN_SHARES = {True: (32, 22, 46), False: (30, 27, 43)}
"""Shares of names, days and drawing, on a wide page and on a high one."""
WHOLE_CHART = 0.6
"""Share of a page up to which a chart is kept whole."""
MOST_LABEL, MOST_TEXT = 300, 80
"""Characters shown of what stands beside a bar: a drawing is no place for more."""
SLIMMEST = 0.006
"""Share of the room that the shortest bar takes: it is to be seen."""


def bars(block: Bars, page: Page) -> Value:
    """Return a chart of bars: labels, bars as shares of the longest, texts."""
    size = SIZES["running"]
    shares = BAR_SHARES[page.wide]
    rooms = page.rooms(shares)
    most = max((bar.value for bar in block.bars), default=0) or 1
    made = []
    for bar in block.bars:
        share = max(bar.value / most, SLIMMEST) if bar.value > 0 else 0
        made.append({**_beside(bar.label, bar.text, (rooms[0], rooms[2]), size), "share": share})
    return {
        "is": "bars",
        "title": pieces(block.title, page.width, size),
        "shares": shares,
        "bars": made,
        "whole": _fits(page, ((bar.label, bar.text) for bar in block.bars), (rooms[0], rooms[2]), size),
    }


def _beside(label: str, text: str, rooms: tuple[float, float], size: float) -> Value:
    """Return what stands beside a bar."""
    told = pieces(shortened(text, MOST_TEXT), rooms[1], size)
    return {"label": pieces(shortened(label, MOST_LABEL), rooms[0], size), "text": told}


def _fits(page: Page, rows: Iterable[tuple[str, str]], rooms: tuple[float, float], size: float) -> bool:
    """Whether a chart with these labels and texts is kept on one page."""
    high = 0.0
    for words in rows:
        needed = max(lines(clean(one)[:MOST_LABEL], room, size) for one, room in zip(words, rooms, strict=True))
        high += max(needed * size * LINE + 5, 14.0)
    return high <= WHOLE_CHART * page.height


def spans(block: Spans, page: Page) -> Value:
    """Return a timeline: its months, its bars as shares of the days shown, and the marks as rows below them."""
    size = SIZES["small"]
    shares = SPAN_SHARES[page.wide]
    rooms = page.rooms(shares)
    days = max(1, (block.last - block.first).days + 1)

    def row(label: str, text: str, start: date, end: date, **more: bool) -> Value:
        told = {**_beside(label, text, (rooms[0], rooms[1]), size), **more}
        if end < block.first or start > block.last:  # in words alone
            return {**told, "left": 0.0, "length": 0.0}
        left = min(max(0.0, (start - block.first).days / days), 1 - SLIMMEST)
        right = min(max(left + SLIMMEST, ((end - block.first).days + 1) / days), 1.0)
        return {**told, "left": left, "length": right - left}

    beside = [*((one.label, one.text) for one in block.spans), *((label, "") for _, label in block.marks)]
    rows = [row(one.label, one.text, one.start, one.end, warning=one.warning) for one in block.spans]
    for day, label in block.marks:
        said = str(day.day) in label and str(day.year) in label
        rows.append(row(label, "" if said else day_told(day), day, day, mark=True))
    marks = [((day - block.first).days + 0.5) / days for day, _ in block.marks if block.first <= day <= block.last]
    return {
        "is": "spans",
        "title": pieces(block.title, page.width, size),
        "shares": shares,
        "axis": list(axis(block.first, block.last, rooms[2])),
        "rows": rows,
        "marks": marks,
        "whole": _fits(page, beside, (rooms[0], rooms[1]), size),
    }
