"""Table rows as lines → ``tabel`` nodes with ``baris`` children, continued over page breaks.

A table goes on with the next piece of the file when no words stand between the two and they have the
same number of columns; a column head that is printed again on the next page is taken once.
"""

from __future__ import annotations

import re

from pkpu_review.ingest.lines import Line, set_aside
from pkpu_review.ingest.tree import Node, Piece
from pkpu_review.model import Furniture

_HEAD_WORDS = re.compile(
    r"\b(?:no|nomor|kegiatan|tahapan|program|jadwal|awal|akhir|mulai|selesai|uraian|keterangan|jenis|jumlah|satuan|nama)\b",
    re.I,
)


class Tables:
    """Puts rows under the provision in which they stand; *repeated* holds the column heads printed again."""

    def __init__(self) -> None:
        self.repeated: list[Furniture] = []
        self.open: Node | None = None
        self.host: Node | None = None
        self.columns = 0

    def close(self) -> None:
        """Words stand between: the next row begins a new table."""
        self.open = None

    def row(self, host: Node, line: Line) -> None:
        """Put one row (a line with cells) under *host*."""
        cells = tuple(" ".join(cell.split()) for cell in line.cells or ())
        if self.open is None or self.host is not host or self.columns != len(cells):
            last = next((child.number for child in reversed(host.children) if child.kind == "tabel"), "0")
            self.open = Node("tabel", str(int(last) + 1), origin=line.origin)
            self.host, self.columns = host, len(cells)
            host.children.append(self.open)
            if line.head or _is_head(cells):
                self.open.cells = cells
                self.open.lead.append(Piece(_joined(cells), line.origin))
                return
        elif cells == self.open.cells:
            self.repeated.append(set_aside(" ".join(filter(None, cells)), line.origin, "kepala tabel yang diulang"))
            return
        number = str(len(self.open.children) + 1)
        baris = Node("baris", number, cells=cells, origin=line.origin)
        baris.lead.append(Piece(_joined(cells), line.origin))
        self.open.children.append(baris)


def _joined(cells: tuple[str, ...]) -> str:
    return " | ".join(cells)


def _is_head(cells: tuple[str, ...]) -> bool:
    """Whether a first row reads like column heads: no figures but "1", and the words that heads have."""
    filled = [cell for cell in cells if cell]
    if len(filled) < 2 or any(re.search(r"\d", cell) for cell in filled):
        return False
    return all(cell.isupper() for cell in filled) or sum(bool(_HEAD_WORDS.search(cell)) for cell in filled) >= 2
