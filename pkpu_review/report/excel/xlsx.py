"""Document → XLSX: one table to be sorted, filtered and filled in, and a page that says what it is.

Every place to write in is an unlocked cell with a validation. By what an answer is found again is hidden: a row above
the heads names the field of each column, a column beside the rows names the row (:mod:`pkpu_review.tags`); the filter
takes in that column, so that sorting keeps both together. What is asked for once stands above, under a defined name:
``pkpu_kantor``. The same document gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from itertools import accumulate, takewhile
from typing import Any

from pkpu_review.garbage import resting
from pkpu_review.lexis.words import shortened
from pkpu_review.report.document import Answer, Bars, Document, Facts, Grid, Heading, Spans, Words, plain
from pkpu_review.report.excel.xlsx_cells import FONT, FORMULA_SIGNS, LINE_HEIGHT, ROW_PADDING, Strings, letters, rows
from pkpu_review.report.excel.xlsx_fitting import CELL_CHARACTERS, LETTER_SIZE, chunks
from pkpu_review.report.excel.xlsx_pages import ABOUT, Formats, about, apart, charts, footed, spans
from pkpu_review.report.excel.xlsx_table import Table, room, table
from pkpu_review.report.lines import lines
from pkpu_review.report.package import zipped
from pkpu_review.report.printable import printable
from pkpu_review.report.seal import seal
from pkpu_review.report.sheet import Paragraph, Run
from pkpu_review.report.wording import number, say
from pkpu_review.tags import HIDDEN_COLUMN, NAME_PROPERTY, SCHEMA, SEAL_PROPERTY, digest_property

__all__ = ["CELL_CHARACTERS", "CREATED", "FONT", "FORMULA_SIGNS", "xlsx"]

CREATED = datetime(2000, 1, 1)
"""Fixed, so that the same document gives the same bytes."""
UNSEALED = "0" * 64
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    # widths of columns are counted in digits of this font: with one that every system has, or has the like of, they
    # are the same everywhere
    "default_format_properties": {"font_name": FONT, "font_size": 10, "font_scheme": "none"},
    "default_row_height": 17,
}
FIRST_SHEET = "xl/worksheets/sheet1.xml"
SHARED = "xl/sharedStrings.xml"
CELLS = (
    "number",
    "number-quoted",
    "cell",
    "cell-quoted",
    "cell-strong",
    "cell-quoted-strong",
    "answer",
    "answer-quoted",
    "tag",
)
"""Formats of the cells of the table; see :func:`.xlsx_cells.style`."""
A4, A3 = 9, 8
"""Sizes of paper, as Excel numbers them."""
WIDEST_A4 = 190
"""Characters of all columns that are still readable on A4, fitted to its width; wider tables are set up for A3."""
TOP_WIDTH = 120
"""Characters of width that the lines above the table take: they are to be seen without scrolling."""
ASKED_WIDTH = 16
"""Characters of width that the name of what is asked for once takes at least."""
TOP_CHARACTERS = 700
"""Of notes that still stand above the table; longer ones stand on the page that says what it is."""
PROPERTY_CHARACTERS = 255
MESSAGE_TITLE, MESSAGE, CHOICES = 32, 255, 255
"""Characters that Excel takes in the title and the text of a message, and in a list of choices."""
LEVEL = 5
"""Of compression: a quarter faster than the usual one, for a file larger by a hundredth."""
SHEET_NAME = 31
"""Characters of the name of a worksheet."""


def xlsx(document: Document) -> bytes:
    """Return *document* as the bytes of an XLSX file."""
    with resting():
        return _written(document)


def _written(document: Document) -> bytes:
    import xlsxwriter

    buffer = io.BytesIO()
    made = table(document)
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        title = printable(f"{document.kind}: {document.title}")[:PROPERTY_CHARACTERS]
        book.set_properties({"title": title, "author": "pkpu-review", "created": CREATED})
        told = [("pkpu-schema", SCHEMA), (NAME_PROPERTY, document.name), (SEAL_PROPERTY, UNSEALED)]
        told += [(digest_property(role), value) for role, value in document.hashes]
        for name, value in told:
            book.set_custom_property(name, printable(value)[:PROPERTY_CHARACTERS], "text")
        formats, head = Formats(book), 0
        if made.heads or any(True for _ in _asked(document)):
            first = _First(book, document, made, formats)
            first.write()
            head = first.head
        about(book, document, formats)
        charts(book, [block for block in document.blocks if isinstance(block, Bars)], formats)
        apart(book, [grid for grid in document.grids if grid.apart], formats)
        spans(book, [block for block in document.blocks if isinstance(block, Spans)], formats)
    return _finished(buffer.getvalue(), made, head + 2)


class _First:
    """The first worksheet: letterhead, title, what is asked for once, and the table without its rows."""

    def __init__(self, book: Any, document: Document, made: Table, formats: Formats) -> None:
        self.book, self.document, self.made, self.formats = book, document, made, formats
        self.name = _sheet_name(document.kind)
        self.page = book.add_worksheet(self.name)
        self.at = 0
        self.head = 0
        widths = [head.wide for head in made.heads[:-1]] or [*ABOUT]
        sums = list(accumulate(widths))
        # column up to which the lines above the table reach
        self.right = next((at for at, wide in enumerate(sums) if wide >= TOP_WIDTH), len(sums) - 1)
        self.room = room(sums[self.right])

    def write(self) -> None:
        """Write all but the rows; :attr:`head` is the row of the heads, counted from 0."""
        self._top()
        for label, answer in _asked(self.document):
            self._asked(label, answer)
        if self.made.heads:
            self._table()
        else:
            for column, wide in enumerate(ABOUT):
                self.page.set_column(column, column, wide)
            self.at += 1
            for words in _parts(self.document):
                self._line(words, self.formats.wrapped)
        page = self.page
        page.set_landscape()
        page.set_paper(A3 if sum(head.wide for head in self.made.heads) > WIDEST_A4 else A4)
        page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        page.fit_to_pages(1, 0)
        footed(page, self.document.footer)

    def _top(self) -> None:
        document, office, formats = self.document, self.document.office, self.formats
        for name in office.names:
            self._line(name.upper(), formats.letterhead)
        for line in (office.address, office.contact) if office.names else ():
            if line:
                self._line(line, formats.soft)
        self._line(f"{document.kind}: {document.title}", formats.title, 14)
        if document.subject:
            self._line(document.subject, formats.wrapped)
        for words in _warnings(document):
            self._line(words, formats.warning)
        notes = _notes(document)
        if notes:
            self._span(formats.note)
            formats.write(self.page, self.at, 0, notes, formats.note)
            self._high(lines("".join(run.text for run in notes[0].runs), self.room, LETTER_SIZE))

    def _line(self, words: str, form: Any, size: float = LETTER_SIZE) -> None:
        """Write *words* over the width of what is seen, as high as they need."""
        for part in chunks(" ".join(printable(words).split())):
            self._span(form)
            self.page.write_string(self.at, 0, part, form)
            self._high(lines(part, self.room, size), size)

    def _span(self, form: Any) -> None:
        if self.right:
            self.page.merge_range(self.at, 0, self.at, self.right, "", form)

    def _high(self, count: int, size: float = LETTER_SIZE) -> None:
        self.page.set_row(self.at, round(count * size * LINE_HEIGHT / LETTER_SIZE + ROW_PADDING, 1))
        self.at += 1

    def _asked(self, label: str, answer: Answer) -> None:
        heads = self.made.heads
        column = next((at for at, head in enumerate(heads) if head.holds == "text"), 1)
        # what is asked for stands before it, and is read whole
        while column < len(heads) - 2 and sum(head.wide for head in heads[:column]) < ASKED_WIDTH:
            column += 1
        if column > 1:
            self.page.merge_range(self.at, 0, self.at, column - 1, "", self.formats.label)
        self.page.write_string(self.at, 0, shortened(printable(label), CELL_CHARACTERS), self.formats.label)
        box = self.formats.cells["answer"]
        self.page.write_blank(self.at, column, None, box)
        if answer.value:
            self.formats.write(self.page, self.at, column, (plain(answer.value),), box)
        self._validated(self.at, self.at, column, answer.label or label, answer.choices)
        self.book.define_name(f"pkpu_{answer.field}", f"='{self.name}'!${letters(column)}${self.at + 1}")
        self.at += 1

    def _table(self) -> None:
        page, heads = self.page, self.made.heads
        page.set_row(self.at, None, None, {"hidden": True})
        for column, head in enumerate(heads):
            if head.field or head.holds == "tag":  # the row names itself, too: heads may be reworded
                page.write_string(self.at, column, head.field or HIDDEN_COLUMN, self.formats.soft)
        self.at = self.head = self.at + 1
        last = self.head + max(1, len(self.made.entries))
        high = 1
        for column, head in enumerate(heads):
            page.set_column(column, column, round(head.wide, 2), None, {"hidden": head.holds == "tag"})
            page.write_string(self.head, column, shortened(printable(head.title), CELL_CHARACTERS), self.formats.head)
            high = max(high, lines(head.title, head.room - 12, LETTER_SIZE))  # the filter's button takes some
            if head.holds == "answer":
                self._validated(self.head + 1, last, column, head.title, head.choices)
        page.set_row(self.head, round(high * LINE_HEIGHT + 2 * ROW_PADDING, 1))
        for column, name in enumerate(CELLS):  # rows as they will look; _finished puts the real ones here
            page.write_blank(self.head + 1, column, None, self.formats.cells[name])
        page.autofilter(self.head, 0, last, len(heads) - 1)
        page.freeze_panes(self.head + 1, 1)
        page.repeat_rows(self.head)
        page.print_area(0, 0, last, len(heads) - 2)

    def _validated(self, top: int, bottom: int, column: int, label: str, choices: tuple[str, ...]) -> None:
        most = number(CELL_CHARACTERS)
        listed = ", ".join(choices)
        told: dict[str, Any] = {"validate": "length", "criteria": "<=", "value": CELL_CHARACTERS}
        told |= {"input_message": say("xlsx.write", most=most), "error_message": say("xlsx.too-long", most=most)}
        if choices:
            told["input_message"] = say("xlsx.choose", choices=listed)
        if choices and len(",".join(choices)) <= CHOICES and not any(set(choice) & set(',"') for choice in choices):
            told |= {"validate": "list", "source": [printable(choice) for choice in choices]}
            told["error_message"] = say("xlsx.no-choice", choices=listed)
        told |= {key: printable(told[key])[:MESSAGE] for key in ("input_message", "error_message")}
        titles = {"input_title": printable(label)[:MESSAGE_TITLE], "error_title": say("xlsx.not-taken")[:MESSAGE_TITLE]}
        self.page.data_validation(top, column, bottom, column, told | titles)


def _asked(document: Document) -> Iterator[tuple[str, Answer]]:
    """Yield what is asked for once: how it is called, and the answer; each field once."""
    found = set()
    for block in document.blocks:
        for label, cell in block.facts if isinstance(block, Facts) else ():
            for answer in cell.answers:
                if answer.field not in found:
                    found.add(answer.field)
                    yield label, answer


def _parts(document: Document) -> Iterator[str]:
    """Yield what stands in the parts of a document that has no table: why there is none."""
    heading = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Words) and heading:
            yield from (f"{heading}: {''.join(run.text for run in one.runs)}" for one in block.paragraphs)


def _warnings(document: Document) -> Iterator[str]:
    """Yield what every document says first: why the comparison is not to be relied on."""
    for block in takewhile(lambda one: not isinstance(one, Heading | Grid), document.blocks):
        if isinstance(block, Words) and block.tone == "warning":
            yield from ("".join(run.text for run in one.runs) for one in block.paragraphs)
    for block in document.blocks:
        for label, cell in block.facts if isinstance(block, Facts) else ():
            if label == say("fact.unproven"):
                yield f"{label}: {' '.join(run.text for one in cell.paragraphs for run in one.runs)}"


def _notes(document: Document) -> tuple[Paragraph, ...]:
    """Return how to read and to fill in the table, where that is short: as one paragraph."""
    for block in document.blocks:
        if isinstance(block, Heading | Grid):
            break
        if not isinstance(block, Words) or block.tone == "warning":
            continue
        if 0 < sum(one.length for one in block.paragraphs) <= TOP_CHARACTERS:
            runs = [run for one in block.paragraphs for run in (*one.runs, Run(" "))]
            return (Paragraph(tuple(runs[:-1]), style="small"),)
    return ()


def _sheet_name(kind: str) -> str:
    """Return the name of the first worksheet, as Excel takes it."""
    name = re.sub(r"[\[\]:*?/\\']", " ", printable(kind)).strip()[:SHEET_NAME].strip()
    others = {say(f"xlsx.{key}").casefold() for key in ("about", "chart", "apart", "spans")}
    return name if name and name.casefold() not in others | {"history"} else say("xlsx.sheet")


def _finished(content: bytes, made: Table, first: int) -> bytes:
    """Return the workbook with the rows of *made* from row *first* on (counted from 1), sealed.

    A row has the height that it needs, and grows when someone writes into it, because the height is not marked as set
    by hand: Excel and LibreOffice take it as their own.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    main = parts[FIRST_SHEET].decode()
    if made.heads:
        start, end = main.index(f'<row r="{first}"'), main.index("</sheetData>")
        styles = dict(zip(CELLS, re.findall(r' s="(\d+)"', main[start:end]), strict=True))
        shared = parts[SHARED].decode()
        shown, unique = map(int, re.findall(r'<sst [^>]*count="(\d+)" uniqueCount="(\d+)"', shared)[0])
        strings = Strings(unique)
        body = rows(made.entries, made.heads, first, styles, strings)
        counts = f'count="{shown + strings.shown}" uniqueCount="{unique + len(strings)}"'
        shared = shared.replace(f'count="{shown}" uniqueCount="{unique}"', counts, 1)
        parts[SHARED] = shared.replace("</sst>", f"{strings.xml}</sst>").encode()
        last = f"{letters(len(made.heads) - 1)}{max(first, first - 1 + len(made.entries))}"
        before = re.sub(r'<dimension ref="[^"]*"', f'<dimension ref="A1:{last}"', main[:start], count=1)
        main = before + body + main[end:]
    parts[FIRST_SHEET] = sheet = main.encode()
    custom = "docProps/custom.xml"
    parts[custom] = parts[custom].replace(UNSEALED.encode(), seal(sheet).encode(), 1)
    return zipped(parts, LEVEL)
