"""Table rows as lines → ``tabel`` nodes with ``baris`` children, continued over page breaks.

A table goes on with the next piece of the file when no words stand between the two, they have the same number of
columns, and the next piece has no head of its own. A column head that is printed again on the next page is taken
once, and so is a row of column numbers; a row that a page break parts is put together again.
"""

from __future__ import annotations

import re

from pkpu_review.ingest import column_heads
from pkpu_review.ingest.column_heads import COVERED, PLAIN, Row
from pkpu_review.ingest.lines import Line, set_aside
from pkpu_review.ingest.tree import BAR, Node, Piece
from pkpu_review.model import Furniture

_BULLET = re.compile(r"[•●▪◦‣·\uf0b7\uf0a7–-]\s")
_LOWER = re.compile(r"\(?[a-z]{2}")
_ENDED = re.compile(r"[.;:]$")
_OPEN = re.compile(r"(?:\w[-/,]|\b(?:dan|atau|dan/atau|yang|oleh|untuk|dengan|dalam|pada|dari|kepada|di|ke))$")
"""What no cell ends with."""


class Tables:
    """Puts rows under the provision in which they stand; *repeated* holds the column heads printed again."""

    def __init__(self) -> None:
        self.repeated: list[Furniture] = []
        self.open: Node | None = None
        self.host: Node | None = None
        self.rows: list[Row] = []
        self.table = 0
        self.again: int | None = None
        """How many heads were printed again at the top of the piece that is being read; None behind them."""
        self.known = 0
        """How many first rows are heads, because they are printed again."""

    def close(self) -> None:
        """Words stand between, or the file ends: the table is put together, the next row begins a new one."""
        if self.open is None:
            return
        self._finish(self.open)
        self.open, self.rows, self.known, self.again = None, [], 0, None

    def row(self, host: Node, line: Line) -> None:
        """Put one row (a line with cells) under *host*."""
        cells = [*(line.cells or ())]
        spans = list(line.spans) if len(line.spans) == len(cells) else []
        row = Row(cells, [], spans, line.origin.page, line.head, line.bold)
        row.pieces.append(Piece(BAR.join(row.texts), line.origin))
        piece = line.table != self.table
        if (
            self.open is None
            or self.host is not host
            or len(self.rows[0].cells) != len(cells)
            or (piece and not self._goes_on(row))
        ):
            self._begin(host, row)
            self.again = None
        elif piece:
            self.again = 0
        self.table = line.table
        if not self._is_again(row) and not self._joins(row):
            self.rows.append(row)

    def _begin(self, host: Node, row: Row) -> None:
        self.close()
        last = next((child.number for child in reversed(host.children) if child.kind == "tabel"), "0")
        self.open, self.host = Node("tabel", str(int(last) + 1), origin=row.origin), host
        host.children.append(self.open)

    def _goes_on(self, row: Row) -> bool:
        """Whether *row*, the first of another piece of the file, goes on with the table that is open."""
        first, last = self.rows[0], self.rows[-1]
        if row.page is not None and last.page is not None and row.page <= last.page:
            return False
        if row.texts == first.texts or column_heads.numbers_columns(row.texts):
            return True
        if row.head or column_heads.reads_as_head(row.texts):
            return False
        return row.page is not None or _counts_on(last.texts[0], row.texts[0])

    def _is_again(self, row: Row) -> bool:
        """Whether *row* is a head that is printed again at the top of a piece; it is set aside."""
        if self.again is None:
            return False
        texts = row.texts
        if len(row.filled) > 1 and self.again < len(self.rows) and texts == self.rows[self.again].texts:
            self.again += 1
            self.known = max(self.known, self.again)
            self._set_aside(row, "kepala tabel yang diulang")
            return True
        if column_heads.numbers_columns(texts):
            self._set_aside(row, "nomor kolom tabel yang diulang")
            return True
        return False

    def _set_aside(self, row: Row, reason: str) -> None:
        self.repeated.append(set_aside(" ".join(filter(None, row.texts)), row.origin, reason))

    def _joins(self, row: Row) -> bool:
        """Whether *row*, the first on its page, is the rest of the last row; it is put there."""
        first_of_piece, self.again = self.again is not None, None
        if not first_of_piece or len(self.rows) <= max(self.known, 1):
            return False
        last = self.rows[-1]
        self._merge_on(last, row)
        if row.page is None or not self._reads_on(last, row):
            return False
        for column in row.filled:
            last.cells[column] = f"{last.cells[column]}\n{row.cells[column]}"
        last.pieces += row.pieces
        return True

    def _merge_on(self, last: Row, row: Row) -> None:
        """A merged cell that a page break parts is one cell: its empty rest is covered."""
        for column, (wide, high) in enumerate(row.spans):
            if high < 2 or row.cells[column].strip():
                continue
            above = next((one for one in reversed(self.rows) if one.span(column) != COVERED), last)
            if above.span(column)[0] != wide or not above.cells[column].strip():
                continue
            above.spans = above.spans or [PLAIN] * len(above.cells)
            above.spans[column] = (wide, above.spans[column][1] + high)
            row.spans[column] = COVERED

    def _reads_on(self, last: Row, row: Row) -> bool:
        """Whether the words of *row* go on with those of *last*: only some of its cells do, and none begins anew."""
        filled = row.filled
        if not filled or not set(filled) < set(last.filled) or any(span != PLAIN for span in row.spans):
            return False
        texts = row.texts
        if texts[0] and column_heads.is_label(texts[0]):
            return False
        pairs = [(last.texts[column], texts[column]) for column in filled]
        if any(_OPEN.search(before) for before, _ in pairs):
            return True
        if any(_LOWER.match(text) and not _ENDED.search(before) for before, text in pairs):
            return True
        if any(_BULLET.match(text) and _BULLET.search(before) for before, text in pairs):
            return True
        # a table that numbers its rows: one without a number, and there was none before, goes on
        numbered = not texts[0] and all(one.texts[0] for one in self.rows)
        return (
            numbered
            and column_heads.is_label(last.texts[0])
            and not any(_ENDED.search(before) for before, _ in pairs)
            and not any(column_heads.is_label(text.split()[0]) for _, text in pairs)
        )

    def _finish(self, table: Node) -> None:
        """Part the heads from the rows, and put both into *table*."""
        heads = column_heads.count(self.rows, self.known)
        top, rows = self.rows[:heads], self.rows[heads:]
        if rows and column_heads.numbers_columns(rows[0].texts):
            top, rows = [*top, rows[0]], rows[1:]
        for row in top:
            if column_heads.numbers_columns(row.texts):
                self._set_aside(row, "nomor kolom tabel")
        top = [row for row in top if not column_heads.numbers_columns(row.texts)]
        if top:
            table.cells = column_heads.combined(top)
            table.barred = len(top) == 1 and tuple(" ".join(cell.split()) for cell in table.cells) == top[0].texts
            table.lead = [piece if table.barred else _without_bars(row, piece) for row in top for piece in row.pieces]
        for number, row in enumerate(rows, 1):
            baris = Node("baris", str(number), cells=tuple(row.cells), barred=True, origin=row.origin)
            spans = [  # never beyond the table, whatever the file says
                (min(wide, len(row.cells) - column), min(high, len(rows) - number + 1))
                for column, (wide, high) in enumerate(row.spans)
            ]
            baris.spans = tuple(spans) if any(span != PLAIN for span in spans) else ()
            baris.lead = row.pieces
            table.children.append(baris)


def _without_bars(row: Row, piece: Piece) -> Piece:
    return Piece(" ".join(filter(None, row.texts)), piece.origin)


def _counts_on(last: str, first: str) -> bool:
    """Whether the number of a row is the one after the number of the row before."""
    numbers = [re.fullmatch(r"\(?(\d{1,6})[.)]?", text) for text in (last, first)]
    before, after = numbers
    return before is not None and after is not None and int(after[1]) == int(before[1]) + 1
