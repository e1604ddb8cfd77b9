"""Document → one HTML page that needs nothing else; see :mod:`.html`.

A page is for reading: the places to write in are left to the Word and Excel files, which come back.
"""

from __future__ import annotations

import re

from pkpu_review.report.axis import axis
from pkpu_review.report.document import Bars, Document, Facts, Grid, Heading, Points, Spans, Words
from pkpu_review.report.pages.html import render

SLIMMEST = 0.6
"""Hundredths of the room that the shortest bar takes: it is to be seen."""
NARROWEST = 150.0
"""Room that a timeline has at least, as :func:`.axis.axis` takes it: months still fit on a telephone."""
NUMBER = "3.6rem"
"""Width of the column of numbers."""
MANY = 5
"""Columns that are wide enough for any word; of more than these, each gets room for its longest."""
ROOM = 1120
"""Pixels that columns other than that of numbers share on a screen of usual width."""
LETTER, EDGES = 8.6, 21
"""Pixels of a letter of a word in bold print, and of what surrounds the words of a cell."""
LONGEST = 16
"""Letters of a word that a column is made wide for; a longer one is broken rather."""
_BREAK = re.compile(r"[ \t\n/–—-]+")
"""Where a browser may begin a new line."""
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
    """Return the widths of these columns: room for a number of four digits, of the rest their shares, or more where a
    table has so many columns that words would be broken.

    A table of fixed layout gives columns of a length theirs first, and parts what is left among the others.
    """
    places = [at for at in shown(grid) if grid.columns[at].kind != "number"]
    least = {at: _word(grid, at) if len(places) >= MANY else 0.0 for at in places}
    parts = _parts({at: float(grid.columns[at].share) for at in places}, least)
    return [f"{parts[at]:.2f}%" if at in parts else NUMBER for at in shown(grid)]


def _word(grid: Grid, at: int) -> float:
    """Return the hundredths of the room that the longest word of a column takes."""
    words = [grid.columns[at].title]
    words += ["".join(run.text for run in p.runs) for line in grid.rows for p in line.cells[at].paragraphs]
    letters = max((len(word) for each in words for word in _BREAK.split(each)), default=0)
    return 100 * (min(letters, LONGEST) * LETTER + EDGES) / ROOM


def _parts(shares: dict[int, float], least: dict[int, float]) -> dict[int, float]:
    """Return the hundredths of each column: its *least* where its share of what the others leave is smaller."""
    fixed: dict[int, float] = {}
    if sum(least.values()) > 100:  # there is no room for all these words
        least = dict.fromkeys(least, 0.0)
    while True:
        free = {at: share for at, share in shares.items() if at not in fixed}
        scale = (100 - sum(fixed.values())) / (sum(free.values()) or 1)
        narrow = {at: least[at] for at, share in free.items() if share * scale < least[at]}
        if not narrow:
            return fixed | {at: share * scale for at, share in free.items()}
        fixed |= narrow


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
