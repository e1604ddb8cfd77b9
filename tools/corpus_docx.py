"""A :class:`~tools.corpus_source.Draft` → DOCX as an office types it, with Word's automatic numbering.

Labels that Word counts are not in the text: the paragraph carries numPr, and numbering.xml says how the
count is printed. Offices differ in how they use it, so there are two :class:`Habit`: every list a list
of its own and numbered articles, or one multilevel list an article and numbered chapters. The writer
counts along and refuses a source whose label is not the one that Word would print.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from tools.corpus_numbering import FORMATS, Numbering, order, roman, shape
from tools.corpus_source import Block, Draft, SourceError

FONT = "Bookman Old Style"
WIDE, NARROW = 1.05, 0.9
"""Width in cm of the columns that labels stand in: ``(1)`` and ``a.``."""
COLON_AT, ITEMS_AT = 2.75, 3.25
"""Where the colon and the first item of Menimbang, Mengingat and Menetapkan begin, in cm."""
HALF = 7.2
"""Where the signature on the right begins, in cm."""
TEXT_WIDTH = 16.0
PREAMBLE_WIDTHS = (3.1, 0.5, TEXT_WIDTH - 3.6)
"""Columns of the preamble's table in cm; a cell has a margin of 0.19 cm on both sides."""

_HEADINGS = {"bab": 1, "bagian": 2, "paragraf": 3, "pasal": 4}


@dataclass(frozen=True, slots=True)
class Habit:
    """How an office types its drafts.

    Attributes:
        articles: ``Pasal 5`` is an automatic number; else it is typed.
        chapters: ``BAB II`` is an automatic number; else it is typed.
        multilevel: one multilevel list an article; else every list is one of its own.
        preamble_table: Menimbang, Mengingat and Menetapkan stand in a table without borders, their items
            numbered automatically; else they are typed with tabs.
    """

    articles: bool = True
    chapters: bool = False
    multilevel: bool = False
    preamble_table: bool = False


def write_docx(draft: Draft, day: date, path: Path, habit: Habit) -> None:
    """Write *draft* to *path*; *day* is the date of making that the file tells.

    Raises:
        SourceError: a label in the source is not the one that automatic numbering gives.
    """
    path.write_bytes(_Writer(draft, day, habit).finished())


class _Writer:
    """Puts the blocks of one draft into one document, in order."""

    def __init__(self, draft: Draft, day: date, habit: Habit) -> None:
        self.draft, self.day, self.habit = draft, day, habit
        self.document = Document()
        self.numbering = Numbering(self.document.part.numbering_part.element)
        self.counts: dict[object, int] = {}
        self.heading_lists: dict[str, int] = {}
        self._lay_out()

    def finished(self) -> bytes:
        """Return the finished file; every member of the archive bears the same date."""
        blocks = self.draft.blocks
        index = 0
        while index < len(blocks):
            kind = blocks[index].kind
            if kind in ("menimbang", "mengingat", "menetapkan"):
                items = list(_items(blocks, index))
                self._consideration(blocks[index], items)
                index += len(items)
            elif kind == "pasal":
                items = list(_items(blocks, index))
                self._article(blocks[index], items)
                index += len(items)
            else:
                self._block(blocks[index])
            index += 1
        return self._packed()

    def _lay_out(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21.5), Cm(33)
        section.top_margin, section.bottom_margin = Cm(3.2), Cm(2.8)
        section.left_margin, section.right_margin = Cm(3), Cm(2.5)
        section.header_distance = section.footer_distance = Cm(1.5)
        section.different_first_page_header_footer = True
        _page_number(section.header.paragraphs[0])
        for footer in (section.footer, section.first_page_footer):
            footer.paragraphs[0].text = "jdih.kpu.go.id"
            footer.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        styles = self.document.styles
        normal: Any = styles["Normal"]
        _font(normal)
        normal.paragraph_format.space_after = Pt(4)
        normal.paragraph_format.line_spacing = 1.25
        for level in _HEADINGS.values():
            style: Any = styles[f"Heading {level}"]
            _font(style)
            style.font.bold = style.font.italic = False
            style.font.color.rgb = RGBColor(0, 0, 0)
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(14), Pt(6)
            style.paragraph_format.keep_with_next = True
        if self.habit.articles:
            self._number_heading("pasal", "decimal", "Pasal %1")
        if self.habit.chapters:
            self._number_heading("bab", "upperRoman", "BAB %1")

    def _number_heading(self, kind: str, number_format: str, text: str) -> None:
        """Let the style of *kind* carry the number, as the multilevel headings of Word do."""
        instance = self.numbering.start(self.numbering.define([(number_format, text, -1.0, 0.0)]), 1)
        style: Any = self.document.styles[f"Heading {_HEADINGS[kind]}"]
        style.element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = instance
        self.heading_lists[kind] = instance

    def _block(self, block: Block) -> None:
        kind = block.kind
        if kind == "judul":
            for line in block.lines:
                self._centred(line, inset=1.2)
        elif kind in ("rahmat", "jabatan", "memutuskan", "judul-lampiran"):
            self._centred(block.text, before=14)
        elif kind in _HEADINGS:
            self._heading(block)
        elif kind == "pengundangan":
            paragraph = self._paragraph(block.text)
            paragraph.paragraph_format.first_line_indent = Cm(1.25)
            paragraph.paragraph_format.space_before = Pt(10)
        elif kind == "tanda-tangan":
            self._signature(block)
        elif kind == "lampiran":
            self._annex(block)
        elif kind == "tabel":
            self._table(block)
        else:
            raise SourceError(f"{kind} stands outside an article: {block.label} {block.text[:40]}")

    def _heading(self, block: Block) -> None:
        paragraph = self.document.add_paragraph(style=f"Heading {_HEADINGS[block.kind]}")
        if block.kind in self.heading_lists:
            place = self.counts[block.kind] = self.counts.get(block.kind, 0) + 1
            printed = f"Pasal {place}" if block.kind == "pasal" else f"BAB {roman(place)}"
            if printed != block.label:
                raise SourceError(f"{block.label} stands where automatic numbering gives {printed}")
        else:
            paragraph.add_run(block.label)
        if block.text:
            paragraph.add_run().add_break()
            paragraph.add_run(block.text)

    def _article(self, heading: Block, items: Sequence[Block]) -> None:
        self._heading(heading)
        shapes: dict[int, str] = {}  # by depth: how the labels of the article's lists look
        if self.habit.multilevel:
            for item in items:
                if item.kind == "butir" and shapes.setdefault(item.depth, shape(item.label)) != shape(item.label):
                    raise SourceError(f"{heading.label}: labels of two shapes on one level, {item.label}")
        instance = self.numbering.start(self._multilevel(shapes), len(shapes)) if shapes else 0
        open_lists: list[tuple[str, int]] = []  # by depth: shape, instance
        places: list[int] = []
        for item in items:
            if item.kind == "teks":
                left = sum(_width(one) for one, _ in open_lists[: item.depth])
                self._paragraph(item.text, left=left)
                continue
            del open_lists[item.depth + 1 :], places[item.depth + 1 :]
            if len(open_lists) == item.depth:
                left = sum(_width(one) for one, _ in open_lists) + _width(shape(item.label))
                started = instance or self._single(shape(item.label), left)
                open_lists.append((shape(item.label), started))
                places.append(0)
            places[item.depth] += 1
            self._check(heading.label, item, places[item.depth])
            self._numbered(self._paragraph(item.text), open_lists[item.depth][1], item.depth if instance else 0)

    def _check(self, where: str, item: Block, place: int) -> None:
        if order(item.label) != place:
            raise SourceError(f"{where}: {item.label} stands where automatic numbering gives number {place}")

    def _single(self, look: str, left: float) -> int:
        text = look.replace(look.strip("()."), "%1")
        return self.numbering.start(self.numbering.define([(FORMATS[look], text, left, _width(look))]), 1)

    def _multilevel(self, shapes: dict[int, str]) -> int:
        levels, left = [], 0.0
        for depth in sorted(shapes):
            look = shapes[depth]
            left += _width(look)
            levels.append((FORMATS[look], look.replace(look.strip("()."), f"%{depth + 1}"), left, _width(look)))
        return self.numbering.define(levels)

    def _consideration(self, opening: Block, items: Sequence[Block]) -> None:
        """Menimbang, Mengingat, Menetapkan: label, colon, items."""
        if opening.kind == "menetapkan":
            items = [Block("teks", opening.text)]
        if self.habit.preamble_table:
            self._consideration_table(opening.label, items)
            return
        for index, item in enumerate(items):
            front = f"{opening.label}\t:\t" if index == 0 else "\t\t"
            words = front + (f"{item.label}\t{item.text}" if item.label else item.text)
            hang = ITEMS_AT + (NARROW if item.label else 0)
            paragraph = self._paragraph(words, left=hang)
            paragraph.paragraph_format.first_line_indent = Cm(-hang)
            for stop in dict.fromkeys((COLON_AT, ITEMS_AT, hang)):
                paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(stop))

    def _consideration_table(self, label: str, items: Sequence[Block]) -> None:
        table = self.document.add_table(rows=1, cols=3)
        table.autofit = False
        cells = table.rows[0].cells
        _widths(table, PREAMBLE_WIDTHS)
        cells[0].paragraphs[0].add_run(label)
        cells[1].paragraphs[0].add_run(":")
        instance = 0
        for place, item in enumerate(items, 1):
            paragraph = cells[2].paragraphs[0] if place == 1 else cells[2].add_paragraph()
            paragraph.add_run(item.text)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            if item.label:
                instance = instance or self._single(shape(item.label), NARROW)
                self._check(label, item, place)
                self._numbered(paragraph, instance, 0)
        # Word joins two tables that nothing parts
        self.document.add_paragraph().paragraph_format.space_after = Pt(0)

    def _signature(self, block: Block) -> None:
        left = HALF if block.lines[0].startswith("Ditetapkan") else 0.0
        for index, line in enumerate(block.lines):
            paragraph = self._paragraph(line, left=left)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
            paragraph.paragraph_format.space_before = Pt(22 if index == 0 else 0)
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.paragraph_format.keep_with_next = index < len(block.lines) - 1

    def _annex(self, block: Block) -> None:
        for index, line in enumerate(block.lines):
            paragraph = self._paragraph(line, left=HALF)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
            if index == 0:
                paragraph.paragraph_format.page_break_before = True
                level = OxmlElement("w:outlineLvl")
                level.set(qn("w:val"), "0")
                paragraph._p.get_or_add_pPr().append(level)

    def _table(self, block: Block) -> None:
        widths = [TEXT_WIDTH * share / sum(block.widths) for share in block.widths]
        table = self.document.add_table(rows=0, cols=len(widths), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for number, row in enumerate(block.rows):
            added = table.add_row()
            properties = added._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:cantSplit"))
            if number == 0:
                properties.append(OxmlElement("w:tblHeader"))
            for index, (cell, words) in enumerate(zip(added.cells, row, strict=True)):
                paragraph = cell.paragraphs[0]
                paragraph.add_run(words).font.size = Pt(11)
                paragraph.paragraph_format.space_after = Pt(2)
                paragraph.paragraph_format.line_spacing = 1.0
                centred = number == 0 or block.centred[index]
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
        _widths(table, widths)

    def _paragraph(self, words: str, left: float = 0.0) -> Paragraph:
        paragraph = self.document.add_paragraph(words)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        if left:
            paragraph.paragraph_format.left_indent = Cm(left)
        return paragraph

    def _centred(self, words: str, before: int = 0, inset: float = 0.0) -> None:
        paragraph = self.document.add_paragraph(words)
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Cm(inset) if inset else None
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(8)

    def _numbered(self, paragraph: Paragraph, instance: int, level: int) -> None:
        properties: Any = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = level
        properties.get_or_add_numId().val = instance

    def _packed(self) -> bytes:
        core = self.document.core_properties
        core.title, core.author, core.last_modified_by = self.draft.title, "Contoh pkpu_review", "Contoh pkpu_review"
        core.comments, core.language, core.revision = "", "id-ID", 1
        core.created = core.modified = datetime(self.day.year, self.day.month, self.day.day)
        saved, packed = io.BytesIO(), io.BytesIO()
        self.document.save(saved)
        when = (self.day.year, self.day.month, self.day.day, 0, 0, 0)
        with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                target.writestr(zipfile.ZipInfo(name, when), source.read(name), zipfile.ZIP_DEFLATED)
        return packed.getvalue()


def _items(blocks: Sequence[Block], index: int) -> Iterator[Block]:
    """Yield the lists and paragraphs that follow the heading at *index*."""
    for block in blocks[index + 1 :]:
        if block.kind not in ("butir", "teks"):
            return
        yield block


def _width(look: str) -> float:
    return WIDE if look.startswith("(") else NARROW


def _widths(table: Table, widths: Sequence[float]) -> None:
    """Set the columns' widths in cm, in the grid and in every cell: Word obeys the cells, others the grid."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _font(style: Any) -> None:
    style.font.name, style.font.size = FONT, Pt(12)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        if attribute.endswith("Theme"):  # a theme's font would win over the named one
            del fonts.attrib[attribute]
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)


def _page_number(paragraph: Paragraph) -> None:
    """``- 12 -``, the number as a PAGE field."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("- ")
    for kind, words in (("begin", ""), ("", " PAGE "), ("separate", ""), ("text", "2"), ("end", "")):
        run = paragraph.add_run()
        if kind in ("begin", "separate", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif kind == "text":
            run.text = words
        else:
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = words
            run._r.append(instruction)
    paragraph.add_run(" -")
