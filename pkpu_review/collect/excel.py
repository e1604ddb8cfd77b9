"""The bytes of an .xlsx that came back → its rows (:class:`~.grid.Grid`).

Each row carries its name in a hidden column, and a hidden row above the heads says which answer each column holds: rows
may be sorted, copied and deleted, columns moved, hidden and renamed, worksheets renamed and copied. Both are found by
what stands in them, not by where they stand. Formulas are text here: nothing is computed.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Any

from pkpu_review import tags
from pkpu_review.collect.grid import Cell, Comment, Grid, Item, Line, item, on_one_line, struck, tidy
from pkpu_review.errors import CannotRead
from pkpu_review.knowledge import load
from pkpu_review.opc import Parts, properties
from pkpu_review.tags import ANSWERED, SHEET_FIELDS, Field, Tag

MAX_UNPACKED = 120 * 1024 * 1024
"""Unpacked bytes of all XML of a workbook; the matrix of 1,600 rows has some 3 MiB."""
MAX_CELLS = 500_000
"""Cells that are written down in the file; the matrix of 1,600 rows has 15,000."""
MAX_FILLED = 60_000
"""Those of them that hold anything; 30,000 that belong nowhere take a minute to be set on 1,000 pages."""
MAX_MERGED = 100_000
"""Cells that merged ranges cover: a single range may span a whole worksheet."""
MAX_WORKSHEETS = 100
_MAIN = "xl/worksheets/sheet1.xml"
_CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")
_FILLED = re.compile(rb"<(?:\w+:)?(?:v|is)>")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*[\"']\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?[\"']")
_THREADED = re.compile(r"\A\[[^\]]{1,80}\].*?https?://go\.microsoft\.com/fwlink/\?linkid=\d+\s*(?:\w+:)?\s*", re.DOTALL)
"""What Excel writes before the words of a threaded comment, for older programs."""
_TEXT_IN_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_A_NAME = re.compile(r"\A(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d{1,7})\Z")
_NAMES: dict[str, Field] = {f"pkpu_{field}": field for field in SHEET_FIELDS}


def grid(file: str, data: bytes) -> Grid:
    """Return the rows of the Excel file *data*; *file* is its name for messages.

    Raises:
        CannotRead: it is damaged, or passes a bound.
    """
    parts = Parts(file, data)
    _check(file, parts)
    book = _opened(file, data)
    told = properties(parts)
    own, places = _own(book)
    lines: list[Line] = []
    for page in book.worksheets:
        lines += _Page(page, places.get(page.title, {})).lines()
    lines += _drawn(parts)
    problems: tuple[str, ...] = ()
    if any(name.startswith("xl/media/") for name in parts.names):
        problems = (load("collect.toml")["excel"]["picture"],)
    seal = told.get(tags.SEAL_PROPERTY, "")
    return Grid(
        lines=tuple(lines),
        name=told.get(tags.NAME_PROPERTY, ""),
        digests=(told.get(tags.digest_property(tags.NEW), ""), told.get(tags.digest_property(tags.OLD), "")),
        own=own,
        sealed=bool(seal) and _MAIN in parts.names and sha256(parts.content(_MAIN)).hexdigest() == seal,
        problems=problems,
    )


def _check(file: str, parts: Parts) -> None:
    """Refuse what would take the reader of workbooks too long, or open what it should not."""
    total = cells = filled = merged = pages = 0
    for name in parts.names:
        if not name.lower().endswith((".xml", ".rels", ".vml")):
            continue
        data = parts.content(name)
        total += len(data)
        if total > MAX_UNPACKED:
            raise CannotRead(file, "buku kerja Excel terlalu besar bila dibuka")
        plain = data if not data.startswith((b"\xff\xfe", b"\xfe\xff")) else data.replace(b"\x00", b"")
        if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
            raise CannotRead(file, f"bagian {name} memuat deklarasi DTD atau entitas, yang tidak diizinkan")
        if name.startswith("xl/worksheets/"):
            pages += name.endswith(".xml")
            cells += len(_CELL.findall(plain))
            filled += len(_FILLED.findall(plain))
            merged += sum(_covered(*match) for match in _MERGED.findall(plain))
    if cells > MAX_CELLS or filled > MAX_FILLED or merged > MAX_MERGED or pages > MAX_WORKSHEETS:
        advice = "Hapus yang bukan tanggapan dari lembar itu, lalu jalankan lagi"
        raise CannotRead(file, "buku kerja Excel memuat terlalu banyak sel atau lembar kerja", advice)


def _covered(left: bytes, top: bytes, right: bytes, bottom: bytes) -> int:
    """Return how many cells a merged range covers."""
    if not right:
        return 1
    return (abs(_column(right) - _column(left)) + 1) * (abs(int(bottom) - int(top)) + 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _opened(file: str, data: bytes) -> Any:
    import openpyxl

    try:
        with warnings.catch_warnings():  # what it does not know (form controls, extensions) it tells as a warning
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(data), rich_text=True, keep_links=False)
    except Exception as error:
        cause = f"buku kerja Excel rusak ({type(error).__name__})"
        raise CannotRead(file, cause, "Buka di Excel, simpan ulang, lalu jalankan lagi") from error


def _own(book: Any) -> tuple[dict[Field, str], dict[str, dict[tuple[int, int], Field]]]:
    """Return what stands in the fields of the whole sheet, and where they are, by worksheet."""
    found: dict[Field, str] = {}
    places: dict[str, dict[tuple[int, int], Field]] = {}
    for holder in (book, *book.worksheets):
        for name, told in holder.defined_names.items():
            field = _NAMES.get(name.casefold())
            match = _A_NAME.match(told.attr_text or "") if field else None
            title = (match[1] or match[2]).replace("''", "'") if match else ""
            if field is None or match is None or title not in book.sheetnames:
                continue
            cell = book[title][f"{match[3]}{match[4]}"]
            places.setdefault(title, {})[(cell.row, cell.column)] = field
            text = on_one_line(_text(cell.value))
            if text:
                found.setdefault(field, text)
    return found, places


class _Page:
    """Reads one worksheet."""

    def __init__(self, page: Any, own: dict[tuple[int, int], Field]) -> None:
        self.page, self.own = page, own
        # only the cells that are written down: a single one at the far end would make millions of empty ones
        self.cells = {(cell.row, cell.column): cell for cell in page._cells.values()}
        self.texts = {place: text for place, cell in self.cells.items() if (text := tidy(_text(cell.value)))}
        self.tag_column, self.tags = self._tags()
        self.fields, self.field_row = self._fields()
        self.heads = self._heads()
        self.merged = self._merged()

    def _tags(self) -> tuple[int, dict[int, Tag]]:
        """Return the column of the rows' names (0: there is none), and the names by row."""
        found: dict[int, dict[int, Tag]] = {}
        for (row, column), text in self.texts.items():
            tag = tags.parse(text) if text.startswith(("pkpu:", "lama:")) else None
            if tag and tag.provision and not tag.field:
                found.setdefault(column, {})[row] = tag
        column = max(found, key=lambda column: len(found[column]), default=0)
        return column, found.get(column, {})

    def _fields(self) -> tuple[dict[int, Field], int]:
        """Return which answer each column holds, and the row that says so (0: none does)."""
        known: dict[str, Field] = {field: field for field in ANSWERED}
        rows: dict[int, dict[int, Field]] = {}
        for (row, column), text in self.texts.items():
            if text in known:
                rows.setdefault(row, {}).setdefault(column, known[text])
        marked = {row for (row, _), text in self.texts.items() if text == tags.HIDDEN_COLUMN}
        best = max(rows, key=lambda row: (row in marked, len(rows[row]), -row), default=0)
        if best and (best not in self.tags):
            return rows[best], best
        if not self.tags:
            return {}, 0
        heads = {on_one_line(label).casefold(): key for key, label in load("wording.toml")["field"].items()}
        labelled: dict[int, dict[int, Field]] = {}
        for (row, column), text in self.texts.items():
            if row not in self.tags and (key := heads.get(text.casefold(), "")) in known:
                labelled.setdefault(row, {})[column] = known[key]
        first = min(labelled, default=0)
        return labelled.get(first, {}), first

    def _merged(self) -> dict[tuple[int, int], list[int]]:
        """Return for the first cell of each range that spans several rows the other rows."""
        return {
            (area.min_row, area.min_col): list(range(area.min_row + 1, area.max_row + 1))
            for area in self.page.merged_cells.ranges
            if area.max_row > area.min_row
        }

    def lines(self) -> Iterator[Line]:
        """Yield the rows that hold anything."""
        rows: dict[int, list[int]] = {}
        commented = [place for place, cell in self.cells.items() if cell.comment is not None]
        for row, column in sorted({*self.texts, *commented}):
            rows.setdefault(row, []).append(column)
        for row, columns in rows.items():
            yield self._line(row, columns)

    def _line(self, row: int, columns: list[int]) -> Line:
        tag = self.tags.get(row)
        cells, comments = [], []
        also: dict[Tag, None] = {}
        for column in columns:
            where = f"{self.page.title}!{self.cells[row, column].coordinate}"
            comment = self.cells[row, column].comment
            if comment is not None and (words := tidy(_THREADED.sub("", comment.text or "", count=1))):
                comments.append(_comment(comment, words, where, self.texts.get((row, column), "")))
            text = self.texts.get((row, column), "")
            if not text or self._ours(row, column, text):
                continue
            field = self.fields.get(column) if tag and row != self.field_row else None
            own = self.own.get((row, column))
            name = tag and field and Tag(field, tag.digest, tag.number, tag.provision, tag.old)
            if own:
                name = Tag(own, tag.digest if tag else "0" * tags.DIGEST)
            if name and not own:
                also |= {self.tags[below]: None for below in self.merged.get((row, column), []) if below in self.tags}
            shown = item(_marked(self.cells[row, column].value), name or None, where=where)
            below = row > self.field_row
            cells.append(Cell((shown,), self.heads.get(column, ""), self.fields.get(column, "") if below else ""))
        return Line(
            f"{self.page.title}!{row}",
            tuple(cells),
            tuple(comments),
            tag,
            also=tuple(one for one in also if one != tag),
        )

    def _ours(self, row: int, column: int, text: str) -> bool:
        """Whether a cell holds what the program itself goes by."""
        if column == self.tag_column and (text == tags.HIDDEN_COLUMN or row in self.tags):
            return True
        return row == self.field_row and text in (*ANSWERED, tags.HIDDEN_COLUMN)

    def _heads(self) -> dict[int, str]:
        """Return the head of each column: the last text above the rows."""
        first = min(self.tags, default=0)
        return {
            column: on_one_line(text)
            for (row, column), text in sorted(self.texts.items())
            if row < first and row != self.field_row
        }


def _comment(comment: Any, words: str, where: str, anchor: str) -> Comment:
    author = on_one_line(comment.author or "")
    if author and words.startswith(f"{author}:"):  # Excel begins a comment with the name of who writes it
        words = words[len(author) + 1 :].strip()
    return Comment("" if author.casefold() == "none" else author, words, where, on_one_line(anchor))


def _text(value: Any) -> str:
    """Return what a cell holds as text: a formula as it is written, a day as it is said."""
    if value is None:
        return ""
    if isinstance(value, str):  # also a text of several looks
        return str(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) != (0, 0, 0):
        return f"{_day(value)} {value:%H.%M}"
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, (time, timedelta)):
        return str(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    written = getattr(value, "text", None)  # a formula of several cells
    return str(written if written is not None else value)


def _day(value: date) -> str:
    from pkpu_review.lexis.calendar import told

    return told(value if not isinstance(value, datetime) else value.date())


def _marked(value: Any) -> str:
    """Return what a cell holds as text, with a sign before each word that it shows struck through."""
    if not isinstance(value, list):  # plain text has one look
        return _text(value)
    runs = [(str(run), bool(getattr(getattr(run, "font", None), "strike", False))) for run in value]
    return "".join(struck(words) if gone else words for words, gone in runs)


def _drawn(parts: Parts) -> Iterator[Line]:
    """Yield the words in text boxes and shapes, which belong to no cell."""
    for name in parts.names:
        if not (name.startswith("xl/drawings/drawing") and name.endswith(".xml")):
            continue
        root = parts.xml(name)
        for number, anchor in enumerate(root if root is not None else (), 1):
            words = on_one_line(" ".join(one.text or "" for one in anchor.iter(_TEXT_IN_DRAWING)))
            if words:
                yield Line(f"kotak teks {number}", (Cell((Item(words),)),))
