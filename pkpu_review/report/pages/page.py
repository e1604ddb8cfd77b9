"""Document → one HTML page that needs nothing else; see :mod:`.html`.

A page is for reading: the places to write in are left to the Word and Excel files, which come back.
"""

from __future__ import annotations

from pkpu_review.report.axis import axis
from pkpu_review.report.document import Bars, Document, Facts, Grid, Heading, Points, Spans, Words
from pkpu_review.report.pages.html import render

SLIMMEST = 0.6
"""Hundredths of the room that the shortest bar takes: it is to be seen."""
NARROWEST = 150.0
"""Room that a timeline has at least, as :func:`.axis.axis` takes it: months still fit on a telephone."""
NUMBER = "3.6rem"
"""Width of the column of numbers."""
_KINDS = {
    Heading: "heading",
    Words: "words",
    Points: "points",
    Facts: "facts",
    Grid: "grid",
    Bars: "bars",
    Spans: "spans",
}


def page(document: Document, up: str | None = None, files: tuple[tuple[str, str], ...] = ()) -> str:
    """Return the page; *up* leads to the folder of the first page (None where there is none), *files* are (name, link)
    of the other formats."""
    return render(
        "document.html.j2",
        document=document,
        up=up,
        files=files,
        hashes=document.hashes,
        kind=lambda block: _KINDS[type(block)],
        shown=shown,
        widths=widths,
        width=width,
        place=place,
        scale=scale,
        most=most,
    )


def shown(grid: Grid) -> list[int]:
    """Return the places of the columns that are for reading."""
    return [at for at, column in enumerate(grid.columns) if column.kind != "answer"]


def widths(grid: Grid) -> list[str]:
    """Return the widths of these columns: room for a number of four digits, of the rest their shares.

    A table of fixed layout gives columns of a length theirs first, and parts what is left among the others.
    """
    columns = [grid.columns[at] for at in shown(grid)]
    rest = sum(column.share for column in columns if column.kind != "number") or 1
    return [NUMBER if column.kind == "number" else f"{100 * column.share / rest:.2f}%" for column in columns]


def most(block: Bars) -> float:
    """Return the value of the longest bar, at least 1."""
    return max((bar.value for bar in block.bars), default=0) or 1.0


def width(value: float, whole: float) -> str:
    """Return a bar's length in hundredths of the room."""
    return f"{max(SLIMMEST, 100 * value / whole) if value else 0:.2f}"


def place(block: Spans, start: int, end: int) -> tuple[str, str]:
    """Return where a bar from day *start* to *end* (ordinals) begins, and its length, in hundredths of the room."""
    first, days = block.first.toordinal(), max(1, (block.last - block.first).days + 1)
    left = min(max(0.0, 100 * (start - first) / days), 100 - SLIMMEST)
    return f"{left:.2f}", f"{min(100 - left, max(SLIMMEST, 100 * (end - start + 1) / days)):.2f}"


def scale(block: Spans) -> list[tuple[str, str]]:
    """Return where on a timeline a month begins, in hundredths of the room, and its name."""
    ticks = axis(block.first, block.last, NARROWEST)
    named = ((tick["at"], f"{tick['name']} {tick['year']}".strip()) for tick in ticks)
    return [(f"{100 * at:.2f}", name) for at, name in named if name]
