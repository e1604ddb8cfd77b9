"""A table of Word → its rows, or the lines that it only lays out.

Drafts set their preamble, their signatures and the head of an annex in tables without lines. Such a
table is no table to the reader: its words stand side by side on printed lines, as on the page of a PDF.
A table is one where lines are drawn, where a row is marked as its head, or where its cells are filled
like those of a schedule. Cells that are merged across columns (``gridSpan``, ``hMerge``) or rows (``vMerge``)
keep what they span; a table in a cell is words of that cell.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pkpu_review.ingest.docx_package import W
from pkpu_review.ingest.docx_properties import POINTS, Styles, child, number, switch, value
from pkpu_review.ingest.docx_words import WordReader
from pkpu_review.ingest.lines import Line
from pkpu_review.model import Origin

MAX_COLUMNS = 63
"""Columns of a table in Word."""
MAX_WIDE = 200
"""Columns, counting every place where a cell begins in some row, up to which a table is taken for one."""
MAX_PLACES = 1_000_000
"""Rows times columns of a table up to which it is taken for one; a schedule of a whole election has 5,000."""
_WHITE = ("auto", "FFFFFF", "ffffff")
_NOT_DRAWN = ("nil", "none")
_COLON = re.compile(r":?|:\s.*|.*\s?:", re.DOTALL)
_WRAPPERS = tuple(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "del", "moveTo", "moveFrom"))


@dataclass(slots=True)
class Cell:
    """One cell: the column it begins in, how many it takes, its lines, and whether it goes on with the one above."""

    column: int
    span: int
    lines: list[Line]
    below: bool = False

    @property
    def text(self) -> str:
        """Its paragraphs, parted by newlines; of a table inside, the rows."""
        return "\n".join(
            line.text if line.cells is None else " ".join(" ".join(line.cells).split()) for line in self.lines
        )


@dataclass(slots=True)
class Row:
    """One row: its cells, its first paragraph, whether Word repeats it on every page, whether it is shaded."""

    cells: list[Cell]
    paragraph: int = 0
    head: bool = False
    shaded: bool = False

    def texts(self, starts: Sequence[int]) -> list[str]:
        """The texts of the columns that begin at *starts*, empty where a cell further left spans them."""
        texts = {cell.column: cell.text for cell in self.cells}
        return [texts.get(start, "") for start in starts]


def elements(parent: Any, name: str, reader: WordReader, gone: Callable[[Any], None]) -> Iterator[Any]:
    """Yield the rows (``tr``) of a table or the cells (``tc``) of a row that are there, content controls opened.

    What is not there in the state that is read is handed to *gone* in its turn.
    """
    for element in parent:
        if element.tag == W + name:
            marks = child(element, f"{name}Pr")
            tags = [child.tag for child in marks] if marks is not None else []
            if not any(reader.is_gone(tag.replace("cellIns", "ins").replace("cellDel", "del")) for tag in tags):
                yield element
            else:
                gone(element)
        elif element.tag in _WRAPPERS:
            if reader.is_gone(element.tag):
                gone(element)
            else:
                yield from elements(element, name, reader, gone)


def skipped(row: Any, side: str) -> int:
    """Return how many columns a row leaves free at its start (``gridBefore``)."""
    return min(max(number(value(child(row, "trPr"), side)) or 0, 0), MAX_COLUMNS)


def span(cell: Any) -> int:
    """Return how many columns a cell takes."""
    return min(max(number(value(child(cell, "tcPr"), "gridSpan")) or 1, 1), MAX_COLUMNS)


def goes_on(cell: Any, direction: str) -> bool:
    """Whether a cell is merged with the one above (``vMerge``) or before it (``hMerge``) and goes on with it."""
    mark = child(child(cell, "tcPr"), direction)
    return mark is not None and mark.get(W + "val", "continue") == "continue"


def is_shaded(row: Any) -> bool:
    """Whether every cell of a row stands on a colour."""
    cells = [child(child(cell, "tcPr"), "shd") for cell in row.iter(W + "tc")]
    return bool(cells) and all(shade is not None and shade.get(W + "fill", "auto") not in _WHITE for shade in cells)


def is_head(row: Any) -> bool:
    """Whether Word repeats the row at the top of every page."""
    mark = child(child(row, "trPr"), "tblHeader")
    return mark is not None and switch(mark)


def widths(table: Any) -> list[float]:
    """Return the widths of the columns, in points."""
    return [(number(column.get(W + "w")) or 0) * POINTS for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]


def drawn(table: Any, styles: Styles) -> bool:
    """Whether lines are drawn around or between the cells."""
    cells = [tc for row in table.iterchildren(W + "tr") for tc in row.iterchildren(W + "tc")]
    if cells and 2 * sum(_visible(child(child(cell, "tcPr"), "tcBorders")) for cell in cells) >= len(cells):
        return True
    properties = child(table, "tblPr")
    borders = child(properties, "tblBorders")
    if borders is not None and len(borders):
        return _visible(borders)
    for style in styles.chain(value(properties, "tblStyle")):
        if any(_visible(found) for name in ("tblBorders", "tcBorders") for found in style.iter(W + name)):
            return True
    return False


def _visible(borders: Any | None) -> bool:
    return borders is not None and any(side.get(W + "val") not in _NOT_DRAWN for side in borders)


def starts_of(rows: Sequence[Row]) -> list[int]:
    """Return the places where the cell of some row begins: Word's own grid has more where cells were dragged about."""
    return sorted({cell.column for row in rows for cell in row.cells})


def is_crowded(rows: Sequence[Row]) -> bool:
    """Whether rows and columns are more than any table has."""
    columns = len(starts_of(rows))
    return columns > MAX_WIDE or len(rows) * columns > MAX_PLACES


def is_table(rows: Sequence[Row], lined: bool) -> bool:
    """Whether the rows are those of a table, and not a way to set words side by side."""
    if sum(len(row.cells) for row in rows) < 2:
        return False
    if lined or any(row.head for row in rows):
        return True
    # without lines: every column has a head, is mostly filled, and none holds but the colons after labels
    starts = starts_of(rows)
    texts = [row.texts(starts) for row in rows]
    if len(rows) < 2 or len(texts[0]) < 2 or not all(texts[0]):
        return False
    for column in zip(*texts, strict=False):
        filled = [text for text in column if text]
        if 2 * len(filled) < len(column) or 2 * sum(bool(_COLON.fullmatch(text)) for text in filled) >= len(filled):
            return False
    return True


def in_columns(rows: Sequence[Row], table: int) -> list[Line]:
    """Return the rows as lines with a cell for every column."""
    starts = starts_of(rows)
    place = {column: at for at, column in enumerate(starts)}
    spans = [[(1, 1)] * len(starts) for _ in rows]
    begun: dict[int, int] = {}  # the row in which the merged cell of a column begins
    for at, row in enumerate(rows):
        for cell in row.cells:
            column = place[cell.column]
            wide = bisect_left(starts, cell.column + cell.span) - column
            spans[at][column : column + wide] = [(wide, 1)] + [(0, 0)] * (wide - 1)
            above = begun.get(column)
            if cell.below and not cell.text and above is not None and spans[above][column][0] == wide:
                spans[above][column] = (wide, spans[above][column][1] + 1)
                spans[at][column] = (0, 0)
            else:
                begun[column] = at
    shaded = next((at for at, row in enumerate(rows) if not row.shaded), 0)
    lines = []
    for at, row in enumerate(rows):
        texts = row.texts(starts)
        merged = tuple(spans[at]) if any(span != (1, 1) for span in spans[at]) else ()
        lines.append(
            Line(
                " | ".join(texts),
                Origin(paragraph=row.paragraph),
                bold=all(line.bold for cell in row.cells for line in cell.lines),
                whole=True,
                cells=tuple(texts),
                table=table,
                head=row.head or at < shaded,
                spans=merged,
            )
        )
    return lines


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
