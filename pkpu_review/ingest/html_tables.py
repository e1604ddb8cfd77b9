"""A table of a page, while its cells are being read → its rows, as lines.

Where a cell goes on below or to the right is reckoned as HTML forms a table (WHATWG HTML, section "Processing
model" of tables). A table with rules is one; any other only sets its words side by side, as in a Word file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from pkpu_review.ingest import docx_tables as tables
from pkpu_review.ingest.html_lists import integer
from pkpu_review.ingest.html_styles import Style, has_border
from pkpu_review.ingest.lines import Line
from pkpu_review.model import Origin

COLUMN = 90.0
"""Points that a column of a table without widths is taken to be wide."""
MAX_SPANNED = 65534
"""Rows that a cell may take, as HTML bounds them."""
MAX_CELL_LINES = 60
"""Lines in one cell from which a table only lays out a page."""


@dataclass(slots=True)
class Table:
    """A table that is open: its rows so far, the cells that go on below, and whether lines are drawn."""

    lined: bool
    rows: list[tables.Row] = field(default_factory=list)
    below: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Column of a cell that goes on below → rows that it takes from here, and its columns."""
    later: dict[int, tuple[int, int]] = field(default_factory=dict)
    """The same, for the row after this one."""
    column: int = 0

    @classmethod
    def of(cls, element: Any, style: Style) -> Table:
        """Return the table that *element* opens."""
        return cls(integer(element.get("border"), 0 if element.get("border") is None else 1) > 0 or has_border(style))

    def row(self, element: Any, paragraph: int) -> None:
        """Begin the row *element*, whose first line will be *paragraph*."""
        cells = list(element.iterchildren("td", "th"))
        inside = element.getparent()
        heading = inside is not None and inside.tag == "thead"
        head = heading or (bool(cells) and all(cell.tag == "th" for cell in cells))
        head = head and all(row.head for row in self.rows)
        self.rows.append(tables.Row([], paragraph, head))
        self.below, self.later, self.column = self.below | self.later, {}, 0
        self._pass_over()

    def cell(self, element: Any, lines: list[Line], paragraph: int) -> None:
        """Take in the cell *element* with its *lines*; *paragraph* is the last one read."""
        if not self.rows:
            self.rows.append(tables.Row([], paragraph))
        columns = min(max(integer(element.get("colspan"), 1), 1), tables.MAX_COLUMNS)
        rows = min(max(integer(element.get("rowspan"), 1), 1), MAX_SPANNED)
        self.rows[-1].cells.append(tables.Cell(self.column, columns, lines))
        if rows > 1 and self.column < tables.MAX_WIDE:  # more is no table: its cells need no places below
            self.later[self.column] = (rows - 1, columns)
        self.column += columns
        self._pass_over()

    def _pass_over(self) -> None:
        """Go on behind the places that cells of rows above still take."""
        while self.column in self.below:
            rows, columns = self.below.pop(self.column)
            self.rows[-1].cells.append(tables.Cell(self.column, columns, [], below=True))
            if rows > 1:
                self.later[self.column] = (rows - 1, columns)
            self.column += columns

    def filled(self) -> list[tables.Row]:
        """Return the rows that hold words."""
        return [row for row in self.rows if any(cell.lines for cell in row.cells)]


def lays_out(rows: list[tables.Row]) -> bool:
    """Whether *rows* only set the blocks of a page side by side: no cell of a table is as long."""
    return any(len(cell.lines) > MAX_CELL_LINES for row in rows for cell in row.cells)


def in_columns(rows: list[tables.Row], number: int) -> Iterator[Line]:
    """Yield *rows* as the rows of the table that is the *number*-th of the page."""
    for row, line in zip(rows, tables.in_columns(rows, number), strict=True):
        first = next(cell.lines[0].origin.paragraph for cell in row.cells if cell.lines)
        yield replace(line, origin=Origin(paragraph=first))


def side_by_side(rows: list[tables.Row]) -> Iterator[Line]:
    """Yield the lines of *rows* as they stand beside each other, without a table."""
    columns = [at * COLUMN for at in range(tables.MAX_WIDE)]
    for row in rows:
        yield from tables.laid_out(row, columns)
