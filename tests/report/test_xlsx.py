"""The XLSX: one table that can be sorted and filled in, names that stay with their rows, strings only, nothing cut."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree
from openpyxl.cell.rich_text import CellRichText, TextBlock

from pkpu_review import tags
from pkpu_review.model import Review
from pkpu_review.report.document import (
    Answer,
    Bar,
    Bars,
    Cell,
    Column,
    Document,
    Facts,
    Grid,
    Heading,
    Line,
    Span,
    Spans,
    Words,
    plain,
    told,
)
from pkpu_review.report.excel.xlsx import xlsx
from pkpu_review.report.office import Office, Signatory
from pkpu_review.report.seal import is_changed
from pkpu_review.report.sheet import Paragraph, Run, Sheet
from pkpu_review.report.sheets import setting
from pkpu_review.report.sheets.sheets import pack

M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CHOICES = ("Tetap", "Redaksional", "Substansi", "Substansi baru")
WORKSHEET = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts",
    "extLst",
)  # fmt: skip
"""Children of CT_Worksheet in their order (ECMA-376 part 1, 18.3.1.99)."""
WORKBOOK = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences", "definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr",
    "smartTagTypes", "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip
"""Children of CT_Workbook (18.2.27)."""
STYLES = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors",
    "extLst",
)  # fmt: skip
"""Children of CT_Stylesheet (18.8.39)."""
RUN = (
    "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "rFont", "family",
    "charset", "scheme",
)  # fmt: skip
"""Run properties (18.4.7) in the order in which Excel writes them."""


class Page:
    """The first worksheet, as a program that reads it sees it."""

    def __init__(self, content: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(content), rich_text=True)
        self.page = self.book.worksheets[0]
        self.head = next(row[0].row for row in self.page.iter_rows() if row[0].value == "No.")
        self.heads = [cell.value for cell in self.page[self.head]]
        self.fields = [cell.value for cell in self.page[self.head - 1]]

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield the rows below the heads, by their heads."""
        for row in self.page.iter_rows(min_row=self.head + 1):
            yield dict(zip(self.heads, row, strict=True))

    def validation(self, column: int) -> Any:
        """Return the validation of the cells of a column, counted from 1, which covers all rows."""
        letter = openpyxl.utils.get_column_letter(column)
        covered = f"{letter}{self.head + 1}:{letter}{self.page.max_row}"
        found = [
            one
            for one in self.page.data_validations.dataValidation
            if covered in (str(one.sqref), f"{one.sqref}:{one.sqref}")
        ]
        assert len(found) == 1
        return found[0]


@pytest.fixture(scope="module")
def content(review: Review) -> bytes:
    return xlsx(setting.document(pack(review).matrix))


@pytest.fixture(scope="module")
def division(review: Review) -> Document:
    """The sheet of a division with several tables."""
    return setting.document(next(sheet for one, sheet in pack(review).divisions if one.id == "perencanaan-logistik"))


@pytest.fixture(scope="module")
def matrix(content: bytes) -> Page:
    return Page(content)


@pytest.fixture(scope="module")
def sheet(division: Document) -> Page:
    return Page(xlsx(division))


def part(content: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def long(sheet: Sheet, words: str) -> Sheet:
    """Return *sheet* with one more row, whose new text is *words*."""
    section = sheet.sections[0]
    group = section.groups[-1]
    item = group.items[-1]
    assert item.row.new is not None
    paragraph = item.row.new.paragraphs[0]
    new = replace(item.row.new, paragraphs=(replace(paragraph, runs=(replace(paragraph.runs[0], text=words),)),))
    more = replace(group, items=(replace(item, row=replace(item.row, number=999, new=new)),))
    return replace(sheet, sections=(replace(section, groups=(*section.groups, more)),))


def small(*blocks: Any, **more: Any) -> Document:
    return Document("lembar", "Lembar Uji", "Uji", blocks, "Lembar Uji", **more)


def grid(*cells: Cell, kind: Any = "text") -> Grid:
    columns = (Column("No.", 5, "number"), Column("Isi", 60, kind))
    return Grid("Tabel", columns, tuple(Line((told(str(at)), cell)) for at, cell in enumerate(cells, 1)))


def test_same_document_same_bytes(division: Document) -> None:
    assert xlsx(division) == xlsx(division)


def test_no_formula_no_link_no_number_from_text(content: bytes, matrix: Page) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        pages = [archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name]
        assert not any("hyperlink" in name.lower() for name in archive.namelist())
    assert not any("<f>" in page or "<hyperlink" in page for page in pages)
    for row in matrix.page.iter_rows(min_row=matrix.head + 1):
        assert row[0].data_type == "n" and all(cell.data_type in ("s", "n") for cell in row)
        assert all(cell.value is None for cell in row[1:] if cell.data_type == "n")


@pytest.mark.parametrize("words", ["=1+1", "+62", "-1", "@SUM(A1)", "|calc", "%PATH%", "=cmd|' /C calc'!A0"])
def test_what_begins_like_a_formula_stays_text_when_it_is_edited(words: str) -> None:
    answer = Cell(answers=(Answer(tags.Tag("usulan", "a" * 8, 1, "pasal-1"), "Usulan", "Usulan", value=words),))
    columns = (Column("No.", 5, "number"), Column("Isi", 60), Column("Isian", 20, "answer"))
    page = Page(xlsx(small(Grid("Tabel", columns, (Line((told("1"), told(words), answer)),))))).page
    for cell in page[page.max_row][1:3]:
        assert cell.value == words and cell.data_type == "s" and cell.quotePrefix


def test_signs_that_excel_would_read_as_codes_stay_as_they_are() -> None:
    content = xlsx(small(grid(told("_x0041_ dan _x000D_"))))
    shown = [t.text for t in part(content, "xl/sharedStrings.xml").iter(f"{M}t")]
    assert "_x005F_x0041_ dan _x005F_x000D_" in shown


def test_every_row_carries_its_name_in_a_hidden_column_that_the_filter_takes_along(
    sheet: Page, division: Document
) -> None:
    assert sheet.heads[-1] == tags.HIDDEN_COLUMN
    letter = openpyxl.utils.get_column_letter(len(sheet.heads))
    assert sheet.page.column_dimensions[letter].hidden
    assert sheet.page.auto_filter.ref == f"A{sheet.head}:{letter}{sheet.page.max_row}"
    names = [row[tags.HIDDEN_COLUMN].value for row in sheet.rows()]
    once = [name for name, _ in groupby(names)]  # a row that goes on in the next has its name there, too
    assert once == [str(line.tag) if line.tag else None for line in division.lines] and len(once) < len(names)
    assert all(tags.parse(name) for name in names if name)
    assert {name for name in names if name} == {
        str(replace(one.tag, field="")) for one in division.answers if one.tag.number
    }


def test_a_hidden_row_names_the_field_of_every_column_to_write_in(sheet: Page, matrix: Page) -> None:
    for page, fields in ((sheet, list(tags.RESPONSES)), (matrix, ["tanggapan"])):
        assert page.page.row_dimensions[page.head - 1].hidden
        assert [name for name in page.fields if name] == [*fields, tags.HIDDEN_COLUMN]
    heads = dict(zip(sheet.fields, sheet.heads, strict=True))
    assert heads["usulan"] == "Usulan rumusan" and heads["kategori"] == "Kategori"


def test_cells_to_write_in_are_unlocked_and_say_what_they_take(sheet: Page) -> None:
    for at, field in enumerate(sheet.fields, 1):
        if field not in tags.RESPONSES:
            continue
        told = sheet.validation(at)
        assert told.showInputMessage and told.showErrorMessage and told.allow_blank
        assert all((told.prompt, told.promptTitle, told.error, told.errorTitle))
        if field == "kategori":
            assert told.type == "list" and told.formula1 == f'"{",".join(CHOICES)}"'
        else:
            assert (told.type, told.operator, told.formula1) == ("textLength", "lessThanOrEqual", "32000")
        for row in sheet.page.iter_rows(min_row=sheet.head + 1, min_col=at, max_col=at):
            named = sheet.page.cell(row[0].row, len(sheet.heads)).value  # a row that nothing is asked of has no name
            assert row[0].protection.locked == (named is None) and row[0].value is None
    assert sheet.page.cell(sheet.head + 1, 1).protection.locked


def test_choices_that_excel_cannot_list_are_told_and_any_words_are_taken() -> None:
    answer = Answer(tags.Tag("kategori", "a" * 8, 1, "pasal-1"), "Kategori", "Kategori", ("Tetap, sama", "Lain"))
    columns = (Column("No.", 5, "number"), Column("Isian", 20, "answer"))
    page = Page(xlsx(small(Grid("Tabel", columns, (Line((told("1"), Cell(answers=(answer,)))),)))))
    rule = page.validation(2)
    assert rule.type == "textLength" and "Tetap, sama" in rule.prompt


def test_what_is_asked_for_once_stands_above_the_table_under_a_name(sheet: Page) -> None:
    for at, field in enumerate(tags.SHEET_FIELDS):
        where = sheet.book.defined_names[f"pkpu_{field}"].attr_text
        name, cell = re.fullmatch(r"'(.+)'!(\$[A-Z]+\$\d+)", where).groups()  # type: ignore[union-attr]
        assert name == sheet.page.title
        box = sheet.page[cell.replace("$", "")]
        assert box.row == sheet.head - 4 + at and not box.protection.locked and box.value is None
        assert sheet.page.cell(box.row, 1).value == ("Satuan kerja", "Diisi oleh", "Hari, tanggal")[at]
        assert any(str(rule.sqref) == box.coordinate for rule in sheet.page.data_validations.dataValidation)


def test_the_file_says_which_sheet_it_is_and_what_it_rests_on(division: Document, tmp_path: Path) -> None:
    content = xlsx(division)
    found = {one.name: one.value for one in Page(content).book.custom_doc_props.props}
    assert found["pkpu-schema"] == tags.SCHEMA and found["pkpu-lembar"] == division.name
    assert found["pkpu-naskah-baru-sha256"] == "b" * 64 and found["pkpu-naskah-lama-sha256"] == "a" * 64
    path = tmp_path / "lembar.xlsx"
    path.write_bytes(content)
    assert not is_changed(path)
    book = openpyxl.load_workbook(path)
    book.save(path)
    assert is_changed(path)


def test_the_tables_of_a_sheet_become_one_whose_rows_say_where_they_stand(sheet: Page, division: Document) -> None:
    assert sheet.heads[:6] == [
        "No.", "Bagian", "Bab dan bagian", "Naskah lama", "Naskah baru", "Perubahan dan catatan",
    ]  # fmt: skip
    titles = [block.text for block in division.blocks if isinstance(block, Heading)]
    assert {row["Bagian"].value for row in sheet.rows()} <= set(titles)
    numbers = [number for number, _ in groupby(row["No."].value for row in sheet.rows())]
    assert numbers == [int(line.cells[0].paragraphs[0].runs[0].text) for line in division.lines]


def test_reasons_of_several_tables_stand_in_one_column() -> None:
    """A table without the kind of change does not put its reasons into the narrow column of that kind."""
    number, draft = Column("No.", 4, "number"), Column("Ketentuan", 50, "text")
    kind, reason, notes = (
        Column(name, share, "status") for name, share in (("Perubahan", 12), ("Alasan", 34), ("Catatan", 46))
    )
    first = Grid(
        "Terkait",
        (number, draft, kind, reason),
        (Line((told("1"), told("Pasal 1"), told("tetap"), told("memuat kata"))),),
    )
    second = Grid("Tetap", (number, draft, notes), (Line((told("2"), told("Pasal 2"), told("memuat tenggat"))),))
    one, other = Page(xlsx(small(first, second))).rows()
    assert (str(one["Perubahan"].value), str(one["Alasan"].value)) == ("tetap", "memuat kata")
    assert (other["Perubahan"].value, str(other["Alasan"].value)) == (None, "memuat tenggat")


def test_the_words_of_the_older_version_alone_stand_under_it() -> None:
    pair = (Column("No.", 5, "number"), Column("Lama", 25), Column("Baru", 25))
    single = (Column("No.", 5, "number"), Column("Ketentuan", 60, "text"), Column("Alasan", 30, "status"))
    both = Line((told("1"), told("lama satu"), told("baru satu")), new="pasal-1", old="pasal-1")
    gone = Line((told("2"), told("lama dua"), told("sebab")), old="pasal-2")
    here = Line((told("3"), told("baru tiga"), told("sebab")), new="pasal-3", old="pasal-3")
    blocks = (Heading("Satu"), Grid("", pair, (both,)), Heading("Dua"), Grid("", single, (gone, here)))
    page = Page(xlsx(small(*blocks)))
    assert page.heads == ["No.", "Bagian", "Lama", "Baru", "Alasan", tags.HIDDEN_COLUMN]
    values = [[cell.value for cell in row.values()][:5] for row in page.rows()]
    assert values == [
        [1, "Satu", "lama satu", "baru satu", None],
        [2, "Dua", "lama dua", None, "sebab"],
        [3, "Dua", None, "baru tiga", "sebab"],
    ]


def test_reasons_are_said_in_every_row_because_rows_get_sorted() -> None:
    columns = (Column("No.", 5, "number"), Column("Catatan", 60, "status"))
    kind = plain("Substansi", "status")
    note = Paragraph((Run("Norma: ", tone="strong"), Run("wajib")), style="small")
    first = Cell((kind, plain("istilah A", "small"), plain("istilah B", "small"), note))
    later = Cell((kind, plain("Alasan sama dengan nomor 1.", "small")))
    lines = tuple(Line((told(str(at)), cell)) for at, cell in enumerate((first, later, later), 1))
    rows = list(Page(xlsx(small(Grid("", columns, lines)))).rows())
    assert [str(row["Catatan"].value) for row in rows[1:]] == ["Substansi\nistilah A\nistilah B"] * 2
    assert str(rows[0]["Catatan"].value).endswith("Norma: wajib")


def test_what_someone_wrote_before_stands_in_its_cell_whole() -> None:
    words = "usul " * 9_000
    answer = Answer(tags.Tag("usulan", "a" * 8, 7, "pasal-7"), "Usulan", "Usulan", value=words)
    columns = (Column("No.", 5, "number"), Column("Isian", 20, "answer"))
    page = Page(xlsx(small(Grid("", columns, (Line((told("7"), Cell(answers=(answer,)))),)))))
    rows = list(page.rows())
    assert "".join(row["Usulan"].value for row in rows) == words
    assert {row[tags.HIDDEN_COLUMN].value for row in rows} == {"pkpu::aaaaaaaa:7:pasal-7"}


def test_the_page_is_ready_to_filter_and_print(matrix: Page) -> None:
    page = matrix.page
    assert page.freeze_panes == f"B{matrix.head + 1}"
    assert page.print_title_rows == f"${matrix.head}:${matrix.head}" and page.page_setup.orientation == "landscape"
    assert page.page_setup.fitToHeight == 0 and page.sheet_properties.pageSetUpPr.fitToPage
    assert "Halaman &P dari &N" in page.oddFooter.right.text.replace("&[Page]", "&P").replace("&[Pages]", "&N")
    last = openpyxl.utils.get_column_letter(len(matrix.heads) - 1)
    assert page.print_area.replace("$", "").endswith(f"A1:{last}{page.max_row}")


def test_insertions_and_deletions_are_marked(matrix: Page) -> None:
    cell = next(row["Naskah baru"].value for row in matrix.rows() if row["No."].value == 3)
    assert isinstance(cell, CellRichText)
    blocks = [block for block in cell if isinstance(block, TextBlock)]
    assert [b.text for b in blocks if b.font.strike] == ["dapat", "7 (tujuh)"]
    assert [b.text for b in blocks if b.font.u and b.font.b] == ["wajib", "14 (empat belas)"]


@pytest.mark.parametrize("words", ["kata " * 20_000, "W" * 70_000, "=1+1 " * 9_000, "\N{GRINNING FACE}" * 20_000])
def test_what_is_too_long_for_a_cell_goes_on_in_the_next_row(review: Review, words: str) -> None:
    page = Page(xlsx(setting.document(long(pack(review).matrix, words))))
    rows = [row for row in page.rows() if row["No."].value == 999]
    cells = [str(row["Naskah baru"].value) for row in rows]
    assert len(cells) > 3 and all(len(cell.encode("utf-16-le")) // 2 < 32_767 for cell in cells)
    assert len({row[tags.HIDDEN_COLUMN].value for row in rows}) == 1
    assert len({str(row["Jenis perubahan"].value) for row in rows}) == 1
    assert all(cell.startswith("(lanjutan nomor 999)") for cell in cells[1:])
    bare = re.sub(r"\s", "", "".join(cell.replace("(lanjutan nomor 999)", "") for cell in cells))
    assert bare.endswith(re.sub(r"\s", "", words))
    heights = [page.page.row_dimensions[row["No."].row].height for row in rows]
    assert all(height <= 409 for height in heights)


def test_a_row_that_goes_on_is_as_high_as_what_is_left(review: Review) -> None:
    page = Page(xlsx(setting.document(long(pack(review).matrix, "kata " * 700))))
    rows = [row for row in page.rows() if row["No."].value == 999]
    first, last = (page.page.row_dimensions[row["No."].row].height for row in (rows[0], rows[-1]))
    assert len(rows) > 1 and last < first
    words = len(str(rows[-1]["Naskah baru"].value))
    assert last < 30 + words / 30 * 13  # some thirty letters are a line


def test_a_heading_without_end_is_shortened_in_every_row_that_repeats_it() -> None:
    band = Line((told("BAB I › " + "KETENTUAN " * 6000),), band=True)
    made = grid(told("isi"))
    page = Page(xlsx(small(replace(made, lines=(band, *made.lines)))))
    (row,) = page.rows()
    shown = str(row["Bab dan bagian"].value)
    assert shown.startswith("BAB I\nKETENTUAN KETENTUAN") and shown.endswith(" …") and len(shown) < 520
    assert str(row["Isi"].value) == "isi"


def test_a_draft_alone(alone: Review) -> None:
    page = Page(xlsx(setting.document(pack(alone).matrix)))
    assert page.heads[:5] == ["No.", "Bab dan bagian", "Rancangan", "Divisi", "Tanggapan"]


def test_letterhead_and_signatories_of_the_office(division: Document) -> None:
    office = Office(
        ("Komisi Pemilihan Umum", "Provinsi Contoh"), "Jalan =A1", "Telepon", "Jakarta", None, (Signatory("Ketua"),)
    )
    page = Page(xlsx(replace(division, office=office)))
    first = [row[0].value for row in page.page.iter_rows(max_row=5)]
    names = [name.upper() for name in office.names]
    assert first == [*names, "Jalan =A1", "Telepon", f"{division.kind}: {division.title}"]
    about = [[cell.value for cell in row] for row in page.book["Keterangan"].iter_rows()]
    assert about[-1][0] == "Ketua" and str(about[-2][1]).startswith("Jakarta, ...")


def test_a_page_says_what_the_sheet_is(sheet: Page, division: Document) -> None:
    about = {row[0].value: str(row[1].value) for row in sheet.book["Keterangan"].iter_rows() if row[0].value}
    assert about["Sidik berkas naskah baru (SHA-256)"] == "b" * 64 and about["Naskah baru"].startswith("baru.pdf")
    words = "\n".join(str(row[1].value) for row in sheet.book["Keterangan"].iter_rows())
    for block in division.blocks:
        for one in block.paragraphs if isinstance(block, Words) else ():
            assert "".join(run.text for run in one.runs) in words


def test_a_chart_is_drawn_from_the_numbers_beside_it() -> None:
    bars = Bars("Perubahan", (Bar("=Substansi", 12, "12 (60%)"), Bar("Baru", 8.5, "8,5")))
    content = xlsx(small(bars))
    page = openpyxl.load_workbook(io.BytesIO(content))["Grafik"]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=5, max_col=3)]
    assert rows == [["=Substansi", 12, "12 (60%)"], ["Baru", 8.5, "8,5"]]
    assert page["A5"].data_type == "s" and page["A5"].quotePrefix
    chart = part(content, "xl/charts/chart1.xml")
    assert [f.text for f in chart.iter("{*}f")] == ["Grafik!$A$5:$A$6", "Grafik!$B$5:$B$6"]
    assert [d.get("val") for d in chart.iter("{*}barDir")] == ["bar"]


def test_a_timeline_is_a_table_of_days() -> None:
    spans = (
        Span("Kampanye", date(2023, 11, 28), date(2024, 2, 10), "75 hari", True),
        Span("Lama", date(1899, 1, 2), date(1899, 1, 3), ""),
    )
    marks = ((date(2024, 2, 14), "Pemungutan suara"),)
    content = xlsx(small(Spans("Tahapan", spans, date(2023, 1, 1), date(2024, 3, 1), marks)))
    page = openpyxl.load_workbook(io.BytesIO(content))["Linimasa"]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=5, max_row=7)]
    assert rows[0][0] == "Kampanye" and rows[0][1].date() == date(2023, 11, 28) and rows[0][4] == "Perlu diperiksa"
    assert rows[1][1] == "2 Januari 1899" and rows[2][0] == "Pemungutan suara"


def test_a_document_without_a_table_is_a_workbook_still() -> None:
    content = xlsx(small(Facts((("Nama", told("isi")),))))
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Keterangan"] and book["Keterangan"]["A1"].value == "Lembar Uji: Uji"
    none = (Heading("Ketentuan yang berubah"), Words((plain("Tidak ada perubahan."),)))
    asked = Facts((("Kantor", Cell(answers=(Answer(tags.Tag("kantor", "a" * 8), "", "Kantor", value="KPU"),))),))
    book = openpyxl.load_workbook(io.BytesIO(xlsx(small(asked, *none))))
    assert book["Lembar Uji"]["A4"].value == "Ketentuan yang berubah: Tidak ada perubahan."
    assert book.sheetnames == ["Lembar Uji", "Keterangan"]
    assert book["Lembar Uji"][book.defined_names["pkpu_kantor"].attr_text.split("!")[1].replace("$", "")].value == "KPU"


@pytest.mark.parametrize("kind", ["", "a" * 40, "[x]:*?/\\'", "Keterangan", "history"])
def test_any_kind_of_document_gives_a_name_that_excel_takes(kind: str) -> None:
    name = openpyxl.load_workbook(io.BytesIO(xlsx(replace(small(grid(told("isi"))), kind=kind)))).sheetnames[0]
    assert 0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") and name.casefold() not in ("keterangan", "history")


def test_elements_stand_in_the_order_of_the_standard(division: Document) -> None:
    bars = Bars("Grafik", (Bar("a", 1, "1"),))
    content = xlsx(replace(division, blocks=(*division.blocks, bars)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        for name in names:
            etree.fromstring(archive.read(name))
    pages = [name for name in names if name.startswith("xl/worksheets/sheet")]
    assert len(pages) == 3
    for name in pages:
        assert in_order(part(content, name), WORKSHEET)
    main = part(content, pages[0])
    found = {etree.QName(child).localname for child in main}
    assert {"cols", "sheetData", "autoFilter", "mergeCells", "dataValidations", "pageSetup", "headerFooter"} <= found
    assert in_order(part(content, "xl/workbook.xml"), WORKBOOK) and in_order(part(content, "xl/styles.xml"), STYLES)
    for properties in part(content, "xl/sharedStrings.xml").iter(f"{M}rPr"):
        assert in_order(properties, RUN)
    rows = [int(row.get("r", "0")) for row in main.iter(f"{M}row")]
    assert rows == sorted(set(rows))


def in_order(parent: etree._Element, names: tuple[str, ...]) -> bool:
    places = [names.index(etree.QName(child).localname) for child in parent]
    return places == sorted(places)


def test_the_strings_that_cells_show_are_there_and_counted(content: bytes) -> None:
    strings = part(content, "xl/sharedStrings.xml")
    shown = [
        int(cell.findtext(f"{M}v"))
        for name in ("sheet1", "sheet2")
        for cell in part(content, f"xl/worksheets/{name}.xml").iter(f"{M}c")
        if cell.get("t") == "s"
    ]
    assert len(strings) == int(strings.get("uniqueCount", "0")) == len(set(shown)) == max(shown) + 1
    assert int(strings.get("count", "0")) == len(shown)
    styles = int(part(content, "xl/styles.xml").find(f"{M}cellXfs").get("count"))
    cells = part(content, "xl/worksheets/sheet1.xml").iter(f"{M}c")
    assert all(int(cell.get("s", "0")) < styles for cell in cells)


def test_a_validator_of_the_format_finds_no_fault(division: Document, content: bytes, tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit").OpenXmlValidator()
    bars = Bars("Grafik", (Bar("a", 1, "1"),))
    whole = xlsx(replace(division, blocks=(*division.blocks, bars)))
    for name, made in (("matriks", content), ("lembar", whole)):
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(made)
        found = audit.validate(path)
        assert found.is_valid and not found.errors


def converted(office: str, path: Path, form: str) -> Path:
    """Return the file that LibreOffice makes of *path*."""
    folder = path.parent / form
    profile = f"-env:UserInstallation={(path.parent / 'profil').as_uri()}"
    command = [office, "--headless", profile, "--convert-to", form, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{path.stem}.{form}"


@pytest.mark.slow
def test_names_and_validations_stay_when_libreoffice_saves_it(
    division: Document, sheet: Page, require: Callable[[str], str], tmp_path: Path
) -> None:
    path = tmp_path / "lembar.xlsx"
    path.write_bytes(xlsx(division))
    saved = Page(converted(require("libreoffice"), path, "xlsx").read_bytes())
    assert saved.heads[: len(sheet.heads)] == sheet.heads and saved.fields[: len(sheet.fields)] == sheet.fields
    assert saved.page.row_dimensions[saved.head - 1].hidden
    names = [row[tags.HIDDEN_COLUMN].value for row in sheet.rows()]
    at = saved.heads.index(tags.HIDDEN_COLUMN)
    kept = [row[at].value for row in saved.page.iter_rows(min_row=saved.head + 1, max_row=saved.head + len(names))]
    assert kept == names
    assert {f"pkpu_{field}" for field in tags.SHEET_FIELDS} <= set(saved.book.defined_names)
    rules = saved.page.data_validations.dataValidation
    kinds = {(rule.type, rule.formula1) for rule in rules}
    assert ("list", f'"{",".join(CHOICES)}"') in kinds and ("textLength", "32000") in kinds
    assert saved.page.auto_filter.ref == sheet.page.auto_filter.ref
    properties = {one.name: one.value for one in saved.book.custom_doc_props.props}
    assert properties["pkpu-lembar"] == division.name and properties["pkpu-schema"] == tags.SCHEMA


@pytest.mark.slow
def test_libreoffice_prints_it_with_nothing_cut(
    division: Document, content: bytes, require: Callable[[str], str], tmp_path: Path
) -> None:
    import pdfplumber

    for name, made in (("matriks", content), ("lembar", xlsx(division))):
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(made)
        with pdfplumber.open(converted(require("libreoffice"), path, "pdf")) as pdf:
            texts = [page.extract_text() or "" for page in pdf.pages]
            for page in pdf.pages:
                assert page.width > page.height and len(page.extract_words()) > 8
                assert all(word["x0"] > 0 and word["x1"] < page.width for word in page.extract_words())
        assert all("No. " in text for text in texts[:-1]), "the head is repeated"
        assert "Naskah baru" in texts[-1]
        whole = re.sub(r"\s", "", "".join(texts))
        assert "pkpu:" not in whole, "names are hidden"
        assert "PPSmengumumkandaftarpemilih." in whole or name == "lembar"


def test_what_is_asked_for_once_is_read_whole_beside_a_narrow_column(alone: Review) -> None:
    made = setting.document(pack(alone).divisions[0][1])
    bare = tuple(
        replace(block, lines=tuple(line for line in block.lines if not line.band)) if isinstance(block, Grid) else block
        for block in made.blocks
        if not isinstance(block, Grid) or block is next(one for one in made.blocks if isinstance(one, Grid))
    )
    page = Page(xlsx(replace(made, blocks=bare)))
    box = page.book.defined_names["pkpu_kantor"].attr_text.split("$")[1]
    before = openpyxl.utils.column_index_from_string(box) - 1
    widths = [page.page.column_dimensions[openpyxl.utils.get_column_letter(at)].width for at in range(1, before + 1)]
    assert sum(widths) >= 16
