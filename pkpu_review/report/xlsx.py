"""The matrix sheet → XLSX: one row a row of the matrix, ids and hashes in hidden columns.

Texts from a document are written as strings, never as formulas, numbers or links; one that begins like
a formula also gets Excel's quote prefix, so that it stays text when someone edits the cell. A row that
would be higher than Excel can show goes on in the next one, under the same number: nothing is cut.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from pkpu_review.report.lines import lines, paragraph_lines
from pkpu_review.report.package import zipped
from pkpu_review.report.printable import printable
from pkpu_review.report.seal import PROPERTY, seal
from pkpu_review.report.sheet import Item, Mark, Paragraph, Run, Sheet, Side
from pkpu_review.report.wording import say

CELL_LINES = 28
"""Lines that one cell may need: Excel shows rows of up to 409 points."""
LINE_HEIGHT, ROW_PADDING, LETTER_SIZE = 13.2, 4.0, 10.0
"""Of a line, a row and the letters, in points."""
WIDTHS = {"number": 6, "chapter": 30, "text": 52, "kind": 16, "division": 18, "response": 36, "hidden": 12}
"""Widths of the columns in characters."""
CHARACTER_WIDTH, COLUMN_PADDING = 5.25, 6.0
"""Points of a character of a column's width, and what a cell keeps free of it."""
STEP = 11.2
"""Points of one indent."""
CELL_CHARACTERS = 32_000
"""Excel holds 32,767 characters in a cell."""
INDENT = "    "
CREATED = datetime(2000, 1, 1)
"""Fixed, so that the same sheet gives the same bytes."""
UNSEALED = "0" * 64
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "|", "%")
HEAD_ROW = 4

Fragment = tuple[str, Mark | str]


def xlsx(sheet: Sheet) -> bytes:
    """Return the matrix *sheet* as the bytes of an XLSX file."""
    import xlsxwriter

    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": f"{sheet.kind}: {sheet.title}", "author": "pkpu-review", "created": CREATED})
        book.set_custom_property(PROPERTY, UNSEALED, "text")
        for role, value in sheet.hashes:
            book.set_custom_property(f"pkpu-{role}-sha256", value, "text")
        _Writer(book, sheet).write()
    return _finished(buffer.getvalue())


class _Writer:
    def __init__(self, book: Any, sheet: Sheet) -> None:
        self.book, self.sheet = book, sheet
        self.pair = any(section.form == "pair" for section in sheet.sections)
        font = {"font_name": "Arial", "font_size": 10}
        boxed = {**font, "text_wrap": True, "valign": "top", "border": 1, "border_color": "#A6A6A6"}
        add = book.add_format
        self.cell = add(boxed)
        self.quoted = add({**boxed, "quote_prefix": True})
        self.number = add({**boxed, "align": "center"})
        self.head = add({**boxed, "bold": True, "font_color": "#1F3864", "bg_color": "#DCE3EC", "valign": "vcenter"})
        self.answer = add({**boxed, "locked": False, "bg_color": "#FFFDF2"})
        self.title = add({**font, "font_size": 14, "bold": True, "font_color": "#1F3864"})
        self.plain = add(font)
        self.wrapped = add({**font, "text_wrap": True, "valign": "top"})
        self.label = add({**font, "font_color": "#44546A", "valign": "top"})
        self.marks = {
            "equal": add(font),
            "insert": add({**font, "bold": True, "underline": 1, "font_color": "#0B4F9E"}),
            "delete": add({**font, "font_strikeout": True, "font_color": "#A3231B"}),
            "citation": add({**font, "bold": True, "font_color": "#1F3864"}),
            "place": add({**font, "font_size": 9, "font_color": "#595959"}),
            "missing": add({**font, "italic": True, "font_color": "#595959"}),
        }

    def write(self) -> None:
        """Write the matrix, and a page that says what it is."""
        self._matrix(self.book.add_worksheet(say("xlsx.sheet")))
        self._about(self.book.add_worksheet(say("xlsx.about")))

    def _columns(self) -> list[tuple[str, str]]:
        texts = (
            [("text", say("column.old")), ("text", say("column.new"))] if self.pair else [("text", say("column.draft"))]
        )
        kind = [("kind", say("column.kind"))] if self.pair else []
        columns = [("number", say("column.number")), ("chapter", say("column.chapter")), *texts, *kind]
        columns += [("division", say("column.division")), ("response", say("column.response"))]
        return columns + [("hidden", say(f"column-hidden.{key}")) for key in ("id-new", "id-old", "sha-new", "sha-old")]

    def _matrix(self, page: Any) -> None:
        sheet = self.sheet
        columns = self._columns()
        visible = sum(kind != "hidden" for kind, _ in columns)
        page.write_string(0, 0, f"{sheet.kind}: {sheet.title}", self.title)
        self._string(page, 1, 0, sheet.subject, self.plain)
        legend: list[Any] = []
        if self.pair:
            legend = [self.marks["equal"], say("note.marks-1"), self.marks["insert"], say("note.mark-insert")]
            legend += [
                self.marks["equal"],
                ", ",
                self.marks["delete"],
                say("note.mark-delete"),
                self.marks["equal"],
                ". ",
            ]
        legend += [self.marks["equal"], say("note.response")]
        page.write_rich_string(2, 0, *legend, self.plain) if len(legend) > 2 else page.write_string(
            2, 0, legend[1], self.plain
        )
        for column, (kind, name) in enumerate(columns):
            page.set_column(column, column, WIDTHS[kind], None, {"hidden": kind == "hidden"})
            page.write_string(HEAD_ROW, column, name, self.head)
        last = HEAD_ROW
        for item in sheet.items:
            for values in self._rows(item):
                last += 1
                self._row(page, last, columns, values)
                page.set_row_pixels(last, round(_height(columns, values) * 4 / 3))
        page.autofilter(HEAD_ROW, 0, max(last, HEAD_ROW + 1), visible - 1)
        page.freeze_panes(HEAD_ROW + 1, 1)
        page.set_landscape()
        page.set_paper(9)
        page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        page.fit_to_pages(1, 0)
        page.repeat_rows(HEAD_ROW)
        page.print_area(0, 0, max(last, HEAD_ROW + 1), visible - 1)
        page.set_footer(f"&L{sheet.kind}&R{say('sheet.page')} &P {say('sheet.of')} &N")

    def _row(self, page: Any, at: int, columns: list[tuple[str, str]], values: list[Any]) -> None:
        for column, ((kind, _), value) in enumerate(zip(columns, values, strict=True)):
            if kind == "number":
                page.write_number(at, column, value, self.number)
            elif isinstance(value, list):
                self._rich(page, at, column, value)
            else:
                self._string(page, at, column, value, self.answer if kind == "response" else self.cell)

    def _rows(self, item: Item) -> Iterator[list[Any]]:
        """Yield the values of the Excel rows of *item*: one, or more where it is too long for one."""
        r = item.row
        names = "\n".join(c.name for c in r.divisions)
        if r.touched and not r.divisions:
            names = say("row.no-division")
        if r.also:
            names = "\n".join(
                part for part in (names, say("row.also", names=", ".join(c.name for c in r.also))) if part
            )
        kind = r.kind.replace("; ", "\n") + ("\n" + say("row.doubtful") if r.doubtful else "")
        hashes = dict(self.sheet.hashes)
        tail = [r.new.provision if r.new else "", r.old.provision if r.old else ""]
        tail += [hashes.get("naskah-baru", ""), hashes.get("naskah-lama", "")]
        sides = [(r.old, "row.added"), (r.new, "row.removed")] if self.pair else [(r.side, "row.removed")]
        cells = [_cells(side, missing) for side, missing in sides]
        for turn in range(max(len(pieces) for pieces in cells)):
            texts: list[Any] = [pieces[turn] if turn < len(pieces) else "" for pieces in cells]
            if turn:
                note: list[Fragment] = [(say("row.continued", number=r.number) + "\n", "place")]
                texts = [note + value if value else value for value in texts]
            yield [r.number, r.heading.replace(" > ", "\n"), *texts, *([kind] if self.pair else []), names, "", *tail]

    def _string(self, page: Any, at: int, column: int, value: str, format: Any) -> None:
        value = printable(value)
        if not value:
            page.write_blank(at, column, None, format)
            return
        quote = format is self.cell and value.startswith(FORMULA_SIGNS)
        if page.write_string(at, column, value, self.quoted if quote else format):
            raise ValueError("text too long for a cell")  # lengths are bounded before: never drop it unseen

    def _rich(self, page: Any, at: int, column: int, fragments: list[Fragment]) -> None:
        made = [(words, mark) for words, mark in fragments if words]
        if len(made) == 1:
            page.write_string(
                at, column, made[0][0], self.quoted if made[0][0].startswith(FORMULA_SIGNS) else self.cell
            )
            return
        arguments = [part for words, mark in made for part in (self.marks[mark], words)]
        if page.write_rich_string(at, column, *arguments, self.cell):
            raise ValueError("text too long for a cell")

    def _about(self, page: Any) -> None:
        page.set_column(0, 0, 26)
        page.set_column(1, 1, 100)
        page.write_string(0, 0, f"{self.sheet.kind}: {self.sheet.title}", self.title)
        told = [(fact.label, fact.value) for fact in self.sheet.facts]
        told += [
            (say(f"column-hidden.sha-{'new' if role == 'naskah-baru' else 'old'}"), value)
            for role, value in self.sheet.hashes
        ]
        for at, (label, value) in enumerate(told, 2):
            page.write_string(at, 0, label, self.label)
            self._string(page, at, 1, value, self.wrapped)
        for at, note in enumerate(self.sheet.notes, len(told) + 3):
            page.write_string(at, 0, note, self.plain)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)


def _room(kind: str) -> float:
    """Return the points of a column that text may fill."""
    return WIDTHS[kind] * CHARACTER_WIDTH - COLUMN_PADDING


def _height(columns: list[tuple[str, str]], values: list[Any]) -> float:
    """Return the height in points that the fullest cell of a row needs."""
    needed = 1
    for (kind, _), value in zip(columns, values, strict=True):
        if kind not in ("number", "hidden"):
            text = "".join(words for words, _ in value) if isinstance(value, list) else value
            needed = max(needed, sum(lines(line, _room(kind), LETTER_SIZE) for line in text.split("\n")))
    return min(409.0, needed * LINE_HEIGHT + ROW_PADDING)


def _cells(side: Side | None, missing: str) -> list[list[Fragment]]:
    """Return the texts of one side as cells that Excel can show, each a list of (words, mark)."""
    if side is None:
        return [[(say(missing), "missing")]]
    head: list[Fragment] = [(side.citation, "citation")]
    if side.place:
        head.append((f"  {side.place}", "place"))
    cells, full, length = [head], 2, sum(len(words) for words, _ in head)
    for paragraph in side.paragraphs:
        for piece in _pieces(paragraph):
            needed = paragraph_lines(piece, _room("text"), LETTER_SIZE, STEP)
            if full + needed > CELL_LINES or length + piece.length > CELL_CHARACTERS:
                cells.append([])
                full, length = 2, 0  # the citation, or the line that says what is continued, may take two
            start = ("\n" if cells[-1] else "") + INDENT * piece.depth
            cells[-1] += _fragments(piece, start)
            full, length = full + needed, length + piece.length + len(start)
    return cells


def _fragments(paragraph: Paragraph, start: str) -> list[Fragment]:
    made: list[Fragment] = [(start, "equal")] if start else []
    if paragraph.label:
        made.append((f"{paragraph.label} ", paragraph.mark))
    return made + [(" ".join(run.text.splitlines()) or run.text, run.mark) for run in paragraph.runs if run.text]


def _pieces(paragraph: Paragraph) -> Iterator[Paragraph]:
    """Yield *paragraph* in pieces that one cell can show, cut between words, or within one that is longer."""
    most = CELL_LINES - 2
    if paragraph_lines(paragraph, _room("text"), LETTER_SIZE, STEP) <= most:
        yield paragraph
        return
    # half of the letters that would fill the cell if all were wide: no piece can be too high
    room = max(80, int(most * (_room("text") - STEP * (paragraph.depth + 1)) / LETTER_SIZE))
    held: list[Run] = []
    length = 0
    label = paragraph.label
    for run in paragraph.runs:
        for words in _split(run.text, room):
            if held and length + len(words) > room:
                yield Paragraph(tuple(held), label, paragraph.depth)
                held, length, label = [], 0, ""
            held.append(Run(words, run.mark))
            length += len(words)
    if held:
        yield Paragraph(tuple(held), label, paragraph.depth)


def _split(text: str, room: int) -> Iterable[str]:
    while len(text) > room:
        at = text.rfind(" ", 1, room) + 1 or room
        yield text[:at]
        text = text[at:]
    yield text


def _finished(content: bytes) -> bytes:
    """Return a workbook, sealed, whose rows keep the heights given and grow when someone writes into them.

    XlsxWriter marks a height as fixed by hand; without the mark Excel and LibreOffice take it as their own.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = main = re.sub(rb'(<row [^>]*?) customHeight="1"', rb"\1", parts[name])
    custom = "docProps/custom.xml"
    parts[custom] = parts[custom].replace(UNSEALED.encode(), seal(main).encode(), 1)
    return zipped(parts)
