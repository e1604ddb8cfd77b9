"""A table of Word → its rows, or the lines that it only lays out.

Drafts set their preamble, their signatures and the head of an annex in tables without lines. Such a
table is no table to the reader: its words stand side by side on printed lines, as on the page of a PDF.
A table is one where lines are drawn, where a row is marked as its head, or where its cells are filled
like those of a schedule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pkpu_review.ingest.docx_package import W
from pkpu_review.ingest.docx_properties import POINTS, Styles, number, switch, value
from pkpu_review.ingest.docx_words import WordReader
from pkpu_review.ingest.lines import Line

MAX_COLUMNS = 63
"""Columns of a table in Word."""
_NOT_DRAWN = ("nil", "none")
_COLON = re.compile(r":?|:\s.*|.*\s?:", re.DOTALL)
_WRAPPERS = tuple(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "del", "moveTo", "moveFrom"))


@dataclass(slots=True)
class Cell:
    """One cell: the column it begins in, how many it takes, and its lines."""

    column: int
    span: int
    lines: list[Line]

    @property
    def text(self) -> str:
        """Its paragraphs, parted by newlines; of a table inside, the rows."""
        return "\n".join(
            line.text if line.cells is None else " ".join(" ".join(line.cells).split()) for line in self.lines
        )


@dataclass(slots=True)
class Row:
    """One row; *head* where Word repeats it on every page."""

    cells: list[Cell]
    head: bool = False

    def texts(self, columns: int) -> tuple[str, ...]:
        """The text of every column, empty where a cell that spans several began further left."""
        texts = [""] * max([columns, *(cell.column + cell.span for cell in self.cells)])
        for cell in self.cells:
            texts[cell.column] = cell.text
        return tuple(texts)


def elements(parent: Any, name: str, reader: WordReader) -> Iterator[Any]:
    """Yield the rows (``tr``) of a table or the cells (``tc``) of a row that are there, content controls opened."""
    for element in parent:
        if element.tag == W + name:
            marks = element.find(f"{W}{name}Pr")
            tags = [child.tag for child in marks] if marks is not None else []
            if not any(reader.is_gone(tag.replace("cellIns", "ins").replace("cellDel", "del")) for tag in tags):
                yield element
        elif element.tag in _WRAPPERS and not reader.is_gone(element.tag):
            yield from elements(element, name, reader)


def skipped(row: Any, side: str) -> int:
    """Return how many columns a row leaves free at its start (``gridBefore``)."""
    return min(max(number(value(row.find(W + "trPr"), side)) or 0, 0), MAX_COLUMNS)


def span(cell: Any) -> int:
    """Return how many columns a cell takes."""
    return min(max(number(value(cell.find(W + "tcPr"), "gridSpan")) or 1, 1), MAX_COLUMNS)


def is_head(row: Any) -> bool:
    """Whether Word repeats the row at the top of every page."""
    mark = row.find(f"{W}trPr/{W}tblHeader")
    return mark is not None and switch(mark)


def widths(table: Any) -> list[float]:
    """Return the widths of the columns, in points."""
    return [(number(column.get(W + "w")) or 0) * POINTS for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]


def drawn(table: Any, styles: Styles) -> bool:
    """Whether lines are drawn around or between the cells."""
    cells = [tc.find(f"{W}tcPr/{W}tcBorders") for row in table.iterfind(W + "tr") for tc in row.iterfind(W + "tc")]
    if cells and 2 * sum(_visible(borders) for borders in cells) >= len(cells):
        return True
    properties = table.find(W + "tblPr")
    borders = properties.find(W + "tblBorders") if properties is not None else None
    if borders is not None and len(borders):
        return _visible(borders)
    for style in styles.chain(value(properties, "tblStyle")):
        if any(_visible(found) for name in ("tblBorders", "tcBorders") for found in style.iter(W + name)):
            return True
    return False


def _visible(borders: Any | None) -> bool:
    return borders is not None and any(side.get(W + "val") not in _NOT_DRAWN for side in borders)


def is_table(rows: Sequence[Row], columns: int, lined: bool) -> bool:
    """Whether the rows are those of a table, and not a way to set words side by side."""
    if sum(len(row.cells) for row in rows) < 2:
        return False
    if lined or any(row.head for row in rows):
        return True
    # without lines: every column has a head, is mostly filled, and none holds but the colons after labels
    texts = [row.texts(columns) for row in rows]
    if len(rows) < 2 or len(texts[0]) < 2 or not all(texts[0]):
        return False
    for column in zip(*texts, strict=False):
        filled = [text for text in column if text]
        if 2 * len(filled) < len(column) or 2 * sum(bool(_COLON.fullmatch(text)) for text in filled) >= len(filled):
            return False
    return True


def laid_out(row: Row, places: Sequence[float]) -> Iterator[Line]:
    """Yield the lines of a row that only lays out its words; *places* are the left edges of the columns.

    Cells of one line each stand on one printed line, and the last of them may go on below. Where another
    holds several lines, as two signatures side by side do, each cell is read for itself. An automatic
    number begins a line, for its place is at the beginning of one.
    """
    filled = [cell for cell in row.cells if cell.lines]
    sideways = all(len(cell.lines) == 1 for cell in filled[:-1])
    open_line: Line | None = None
    for cell in filled:
        aside = places[cell.column] if cell.column < len(places) else 0.0
        for place, line in enumerate(cell.lines):
            line = replace(line, left=line.left + aside)
            joins = sideways and place == 0 and not line.numbered and line.cells is None
            if open_line is not None and joins and open_line.cells is None:
                open_line = replace(open_line, text=f"{open_line.text} {line.text}", centred=False)
                continue
            if open_line is not None:
                yield open_line
            open_line = line
    if open_line is not None:
        yield open_line
