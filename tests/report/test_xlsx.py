"""The XLSX: strings only, ids in hidden columns, nothing cut."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock

from pkpu_review.model import Review
from pkpu_review.report.sheet import Sheet
from pkpu_review.report.sheets import pack
from pkpu_review.report.xlsx import HEAD_ROW, xlsx

HEAD = HEAD_ROW + 1  # openpyxl counts from 1


@pytest.fixture(scope="module")
def content(review: Review) -> bytes:
    return xlsx(pack(review).matrix)


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


def test_same_sheet_same_bytes(review: Review) -> None:
    assert xlsx(pack(review).matrix) == xlsx(pack(review).matrix)


def test_no_formula_no_link_no_number_from_text(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        pages = [archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name]
        assert not any("hyperlink" in name.lower() for name in archive.namelist())
    assert not any("<f>" in page or "<hyperlink" in page for page in pages)
    book = openpyxl.load_workbook(io.BytesIO(content))
    for row in book.worksheets[0].iter_rows(min_row=HEAD + 1):
        assert row[0].data_type == "n" and all(cell.data_type in ("s", "n") for cell in row)
        assert all(cell.value is None for cell in row[1:] if cell.data_type == "n")


def test_ids_and_hashes_stand_in_hidden_columns(content: bytes) -> None:
    page = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    heads = [cell.value for cell in page[HEAD]]
    assert heads[:2] == ["No.", "Bab dan bagian"] and heads[-4:] == [
        "id naskah baru", "id naskah lama", "sha256 naskah baru", "sha256 naskah lama",
    ]  # fmt: skip
    hidden = [page.column_dimensions[column].hidden for column in "HIJK"]
    assert all(hidden) or page.column_dimensions["H"].max == len(heads)
    values = [[cell.value for cell in row][-4:] for row in page.iter_rows(min_row=HEAD + 1)]
    assert ["pasal-6", "pasal-5", "b" * 64, "a" * 64] in values
    assert [None, "pasal-3", "b" * 64, "a" * 64] in values


def test_the_page_is_ready_to_filter_and_print(content: bytes) -> None:
    page = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert page.freeze_panes == f"B{HEAD + 1}" and page.auto_filter.ref is not None
    assert page.print_title_rows == f"${HEAD}:${HEAD}" and page.page_setup.orientation == "landscape"
    assert page.page_setup.fitToHeight == 0


def test_insertions_and_deletions_are_marked(content: bytes) -> None:
    page = openpyxl.load_workbook(io.BytesIO(content), rich_text=True).worksheets[0]
    cell = next(row[3].value for row in page.iter_rows(min_row=HEAD + 1) if row[0].value == 3)
    assert isinstance(cell, CellRichText)
    blocks = [block for block in cell if isinstance(block, TextBlock)]
    assert [b.text for b in blocks if b.font.strike] == ["dapat", "7 (tujuh)"]
    assert [b.text for b in blocks if b.font.u and b.font.b] == ["wajib", "14 (empat belas)"]


@pytest.mark.parametrize("words", ["kata " * 20_000, "W" * 70_000, "=1+1 " * 9_000])
def test_what_is_too_long_for_a_cell_goes_on_in_the_next_row(review: Review, words: str) -> None:
    page = openpyxl.load_workbook(io.BytesIO(xlsx(long(pack(review).matrix, words)))).worksheets[0]
    cells = [str(row[3].value) for row in page.iter_rows(min_row=HEAD + 1) if row[0].value == 999]
    assert len(cells) > 3 and all(len(cell) < 32_767 for cell in cells)
    assert all(cell.startswith("(lanjutan nomor 999)") for cell in cells[1:])
    bare = re.sub(r"\s", "", "".join(cell.replace("(lanjutan nomor 999)", "") for cell in cells))
    assert bare.endswith(re.sub(r"\s", "", words))


def test_a_draft_alone(alone: Review) -> None:
    page = openpyxl.load_workbook(io.BytesIO(xlsx(pack(alone).matrix))).worksheets[0]
    assert [c.value for c in page[HEAD]][:5] == ["No.", "Bab dan bagian", "Rancangan", "Divisi", "Tanggapan"]
