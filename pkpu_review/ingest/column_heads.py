"""The first rows of a table → how many of them are its column heads, and the head of every column.

Rows are heads where the file says so (Word repeats them on every page; they are shaded or bold, and the rows
below are not), where they are printed again on the next page, or where they read like heads. Heads of two levels
go on into the rows that their merged cells reach into: "Jadwal" over "Mulai" and "Selesai" gives
``Jadwal > Mulai`` and ``Jadwal > Selesai``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pkpu_review.ingest.tree import Piece
from pkpu_review.model import Origin

Span = tuple[int, int]
PLAIN: Span = (1, 1)
COVERED: Span = (0, 0)
LEVEL = " > "
"""What parts the levels of a head."""
LONG = 80
"""Letters from which a text is not the head of a column, unless the file says so."""
_WORDS = re.compile(
    r"\b(?:no|nomor|kegiatan|tahapan|program|jadwal|awal|akhir|mulai|selesai|uraian|keterangan|jenis|jumlah|satuan|nama)\b",
    re.I,
)
_LABEL = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|([a-z])\1|[IVXLC]{1,5}|[A-Z])[.)]{0,2}")
_COLUMN = re.compile(r"\(?(\d{1,2})[.)]?")


@dataclass(slots=True)
class Row:
    """A row as it was read.

    Attributes:
        cells: the texts of the cells, each with its own lines.
        pieces: the words of the row, with their places: several where a page break parts it.
        spans: of every cell, or empty where none is merged.
        page: where it stands; None where the file has no pages.
        head: the file marks it as a head.
        bold: all of its words are bold.
    """

    cells: list[str]
    pieces: list[Piece]
    spans: list[Span] = field(default_factory=list)
    page: int | None = None
    head: bool = False
    bold: bool = False

    @property
    def origin(self) -> Origin:
        """Where it begins."""
        return self.pieces[0].origin

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of the cells, single spaces."""
        return tuple(" ".join(cell.split()) for cell in self.cells)

    @property
    def filled(self) -> list[int]:
        """The columns in which something is written."""
        return [column for column, cell in enumerate(self.cells) if cell.strip()]

    def span(self, column: int) -> Span:
        """Return how many columns and rows the cell takes."""
        return self.spans[column] if self.spans else PLAIN


def is_label(text: str) -> bool:
    """Whether a cell holds nothing but a number: ``1.``, ``(2)``, ``a.``, ``IV``."""
    return bool(_LABEL.fullmatch(text))


def numbers_columns(texts: Sequence[str]) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3 ... or (1), (2), (3) ..."""
    found = [_COLUMN.fullmatch(text) for text in texts if text]
    return len(found) >= 3 and [match[1] if match else "" for match in found] == [
        str(number) for number in range(1, len(found) + 1)
    ]


def reads_as_head(texts: Sequence[str]) -> bool:
    """Whether a row reads like column heads: no figures, and capitals or the words that heads have."""
    filled = [text for text in texts if text]
    if len(filled) < 2 or is_label(filled[0]) or any(re.search(r"\d", text) for text in filled):
        return False
    return all(text.isupper() for text in filled) or sum(bool(_WORDS.search(text)) for text in filled) >= 2


def count(rows: Sequence[Row], known: int = 0) -> int:
    """Return how many of the first *rows* are heads; *known* of them were printed again further on."""
    marked = next((place for place, row in enumerate(rows) if not row.head), 0 if len(rows) > 1 else len(rows))
    heads = max(marked, known) or _bold(rows) or int(bool(rows) and _first(rows))
    while 0 < heads < len(rows):
        reach = max(min(place + row.span(column)[1], len(rows))
                    for place, row in enumerate(rows[:heads]) for column in range(len(row.cells)))  # fmt: skip
        deeper = max(reach, heads + _divides(rows[heads - 1], rows[heads]))
        if deeper == heads:
            break
        heads = deeper
    return heads


def _bold(rows: Sequence[Row]) -> int:
    """Return how many first rows alone are bold; the title of a section in a table is no head."""
    heads = 0
    for row in rows:
        texts = row.texts
        if not row.bold or len(row.filled) < 2 or is_label(texts[0]) or numbers_columns(texts):
            break
        heads += 1
    return heads if heads < len(rows) and not all(row.bold for row in rows) else 0


def _first(rows: Sequence[Row]) -> bool:
    """Whether the first row reads like heads, stands over rows that are numbered, or names what are figures below."""
    first = rows[0].texts
    if reads_as_head(first):
        return True
    if len(rows) < 2 or not all(text and len(text) < LONG and not re.search(r"\d{2}", text) for text in first):
        return False
    below = [row.texts for row in rows[1:]]
    numbers = [texts[0] for texts in below if texts[0]]
    if len(numbers) > 1 and all(map(is_label, numbers)) and not is_label(first[0]):
        return True
    # names over figures: no cell of the row ends like a sentence or begins small, and all below one have figures
    named = len(first) > 2 and all(text[0].isupper() and not text.endswith((".", ";", ",")) for text in first)
    figures = (all(re.search(r"\d", texts[column]) for texts in below) for column in range(len(first)))
    return named and not any(re.search(r"\d", text) for text in first) and any(figures)


def _divides(head: Row, below: Row) -> bool:
    """Whether the row *below* only names the columns under a head that stands over several."""
    wide = [
        place
        for column in range(len(head.cells))
        if (span := head.span(column))[0] > 1 and span[1] == 1
        for place in range(column, column + span[0])
    ]
    return bool(wide) and len(below.filled) > 1 and set(below.filled) <= set(wide) and not numbers_columns(below.texts)


def combined(rows: Sequence[Row]) -> tuple[str, ...]:
    """Return the head of every column, its levels joined; each keeps its printed lines."""
    columns = len(rows[0].cells) if rows else 0
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for place, row in enumerate(rows):
        for column in range(columns):
            wide, high = row.span(column)
            for taken in range(place, min(place + high, len(rows))):
                owner.update({(taken, one): (place, column) for one in range(column, min(column + wide, columns))})
    heads = []
    for column in range(columns):
        above = dict.fromkeys(owner[place, column] for place in range(len(rows)) if (place, column) in owner)
        heads.append(LEVEL.join(text for place, one in above if (text := rows[place].cells[one].strip())))
    return tuple(heads)
