"""The words of a page with drawn rules → table rows, each a line with cells, and the words that are left.

:mod:`.pdf_cells` finds the cells between the rules that :mod:`.pdf_rules` got out of the page. A frame around words,
boxes drawn behind them and two boxes for signatures are no table: two rows must have two filled cells each, or a head
of three stand over rows that are still to be filled in, or one row of three fill a good part of the page, as in a
table that has no rules between its rows. A table inside a cell is words of that cell.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pkpu_review.ingest.lines import Line
from pkpu_review.ingest.pdf_cells import tables_of
from pkpu_review.ingest.pdf_open import closing
from pkpu_review.ingest.pdf_rows import in_rows
from pkpu_review.ingest.pdf_rules import Drawn
from pkpu_review.ingest.pdf_unruled import starts
from pkpu_review.ingest.pdf_words import Box, Sheet, Word
from pkpu_review.model import Origin, Problem

MAX_CROSSINGS = 10_000
"""Places on one page where rules may cross; a schedule of 100 rows and 40 columns on A3 has some 4,000."""
CROWDED = "terlalu banyak garis"
TALL = 0.25
"""Part of the height of a page from which one row alone is a piece of a table."""
BESIDE = 1.0
"""Points by which the middle of a word may lie outside its cell."""
BOLD = 600
"""Weight of a font from which it is bold."""

ToLines = Callable[[Sequence[Word], int, Sheet], list[Line]]


@dataclass(slots=True)
class _Cell:
    """A cell: its box, the first row and column that it takes, how many of each, and its words."""

    box: Box
    row: int
    column: int
    rows: int
    columns: int
    words: list[Word] = field(default_factory=list)


class _Grid:
    """The cells of one table in their rows and columns."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        boxes = list(boxes)
        self.lefts = sorted({box[0] for box in boxes})
        self.tops = sorted({box[1] for box in boxes})
        self.cells = []
        self.at: dict[tuple[int, int], _Cell] = {}
        self.begun: dict[int, list[_Cell]] = {}
        """The cells that begin in a row."""
        for box in sorted(boxes, key=lambda box: (box[1], box[0])):
            columns = range(bisect_left(self.lefts, box[0]), bisect_left(self.lefts, box[2]))
            rows = range(bisect_left(self.tops, box[1]), bisect_left(self.tops, box[3]))
            cell = _Cell(box, rows[0], columns[0], len(rows), len(columns))
            self.cells.append(cell)
            self.begun.setdefault(cell.row, []).append(cell)
            self.at.update({(row, column): cell for row in rows for column in columns})

    @property
    def box(self) -> Box:
        """The table's own box."""
        boxes = [cell.box for cell in self.cells]
        return self.lefts[0], self.tops[0], max(box[2] for box in boxes), max(box[3] for box in boxes)

    def cell_of(self, word: Word) -> _Cell | None:
        """Return the cell in which the middle of *word* lies."""
        x, y = (word.x0 + word.x1) / 2, word.y - word.size * 0.3
        row, column = bisect_right(self.tops, y) - 1, bisect_right(self.lefts, x) - 1
        for place in ((row, column), (max(row, 0), max(column, 0)), (row + 1, column), (row, column + 1)):
            cell = self.at.get(place)
            if cell is not None and (
                cell.box[0] - BESIDE <= x <= cell.box[2] + BESIDE and cell.box[1] - BESIDE <= y <= cell.box[3] + BESIDE
            ):
                return cell
        return None

    def filled(self, row: int) -> list[_Cell]:
        """Return the cells with words that begin in *row*."""
        return [cell for cell in self.begun.get(row, ()) if cell.words]

    def is_table(self, height: float) -> bool:
        """Whether the cells are those of a table, on a page of that *height*."""
        if len(self.tops) < 2:
            return len(self.filled(0)) >= 3 and self.box[3] - self.box[1] >= TALL * height
        if len(self.lefts) < 2:
            return False
        counts = [len(self.filled(row)) for row in range(len(self.tops))]
        # a form: every column has its head, and the rows under them are still empty
        empty = counts[0] >= 3 and counts[0] == len(self.begun[0]) and not any(counts[1:])
        return empty or sum(count >= 2 for count in counts) >= 2

    def parted(self) -> _Grid:
        """Return the grid with the rows parted that no rule parts: below a head, or where one row is all there is."""
        last = self.begun.get(len(self.tops) - 1, [])
        if len(self.tops) > 2 or len(last) < 2 or any(cell.columns > 1 for cell in last):
            return self
        tops = starts([cell.words for cell in last])
        if len(tops) < 2:
            return self
        boxes = [cell.box for cell in self.cells if cell not in last]
        for cell in last:
            x0, top, x1, bottom = cell.box
            edges = [top, *tops[1:], bottom]
            boxes += [(x0, high, x1, low) for high, low in pairwise(edges)]
        grid = _Grid(boxes)
        words = [word for cell in self.cells for word in cell.words]
        return grid if all(_take(word, grid) for word in words) else self


def unsolved(number: int, cause: str) -> Problem:
    """Return the problem of a page whose words are read as lines for want of its table."""
    message = f"Tabel di halaman {number} tidak dapat diuraikan ({cause}); dibaca sebagai baris."
    return Problem("tabel-tidak-terurai", message, page=number)


def is_crowded(drawn: Drawn) -> bool:
    """Whether the rules of a page, each drawn across the whole of it, would cross in too many places to be searched."""
    across = {round(edge["top"]) for edge in drawn.edges if edge["orientation"] == "h"}
    down = {round(edge["x0"]) for edge in drawn.edges if edge["orientation"] == "v"}
    return len(across) * len(down) > MAX_CROSSINGS


def rows_of(
    words: list[Word], drawn: Drawn, number: int, sheet: Sheet, tables: int, to_lines: ToLines
) -> list[Line] | None:
    """Return the lines of a page that holds a table: its rows, and the other lines in their places; else None.

    Args:
        words: of the page.
        drawn: its rules and shades, see :func:`.pdf_rules.drawn_on`.
        number: the page's number.
        sheet: how it lies.
        tables: how many tables the file had before this page.
        to_lines: puts words into lines.
    """
    edges = [*drawn.edges, *closing(drawn.edges)]
    grids = sorted((_Grid(cells) for cells in tables_of(edges)), key=lambda grid: -_area(grid.box))
    rest, rows, held = words, [], list[Box]()
    for grid in grids:
        if any(_inside(grid.box, box) for box in held):  # a table in a cell
            continue
        left = [word for word in rest if not _take(word, grid)]
        if not grid.is_table(sheet.height):
            continue
        tables, rest = tables + 1, left
        held += [cell.box for cell in grid.cells]
        rows += list(_lines_of(grid.parted(), drawn.shades, number, tables))
    if not rows:
        return None
    lines = to_lines(rest, number, sheet) + rows
    return sorted(lines, key=lambda line: line.origin.box[1] if line.origin.box else 0.0)


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _inside(box: Box, other: Box) -> bool:
    return box[0] >= other[0] and box[1] >= other[1] and box[2] <= other[2] and box[3] <= other[3]


def _take(word: Word, grid: _Grid) -> bool:
    cell = grid.cell_of(word)
    if cell is None:
        return False
    cell.words.append(word)
    return True


def _lines_of(grid: _Grid, shades: Sequence[Box], page: int, table: int) -> Iterator[Line]:
    """Yield the rows in which something is written, as lines."""
    kept = [row for row in range(len(grid.tops)) if grid.filled(row)]
    shaded = [all(_is_shaded(cell, shades) for cell in grid.filled(row)) for row in kept]
    heads = next((place for place, dark in enumerate(shaded) if not dark), 0)  # shaded throughout: nothing is a head
    if len(kept) == 1 < len(grid.tops):
        heads = 1  # over rows that are still to be filled in
    for place, row in enumerate(kept):
        texts, spans, boxes = [], [], []
        lowest = 0.0  # the words of a cell that takes several rows belong to the first of them
        for column in range(len(grid.lefts)):
            cell = grid.at.get((row, column))
            text, span = "", (1, 1)
            if cell is not None:
                first = bisect_left(kept, cell.row)
                if (kept[first], cell.column) == (row, column):
                    text, span = _text(cell), (cell.columns, bisect_left(kept, cell.row + cell.rows) - first)
                    boxes.append(cell.box)
                    lowest = max([lowest, *(word.y + word.size / 4 for word in cell.words)])
                else:
                    span = (0, 0)
            texts.append(text)
            spans.append(span)
        top = grid.tops[row]
        right, bottom = max(box[2] for box in boxes), max(lowest, min(box[3] for box in boxes))
        box = (round(min(box[0] for box in boxes), 1), round(top, 1), round(right, 1), round(bottom, 1))
        written = [word for cell in grid.filled(row) for word in cell.words]
        yield Line(
            " | ".join(" ".join(text.split()) for text in texts),
            Origin(page=page, box=box),
            left=box[0],
            right=right,
            bold=all(word.weight >= BOLD for word in written),
            cells=tuple(texts),
            table=table,
            head=place < heads,
            spans=tuple(spans) if any(span != (1, 1) for span in spans) else (),
        )


def _text(cell: _Cell) -> str:
    """Return the words of a cell, its printed lines parted by newlines."""
    return "\n".join(" ".join(word.text for word in row) for row in in_rows(cell.words))


def _is_shaded(cell: _Cell, shades: Sequence[Box]) -> bool:
    """Whether the words of a cell stand on a shade."""
    word = cell.words[0]
    x, y = (word.x0 + word.x1) / 2, word.y - word.size * 0.3
    return any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in shades)
