"""Excel sheets that came back: sorted, hidden, renamed, moved, merged, with columns and pages of their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from pkpu_review.model import Dim
from tests.collect.filling import excel, fields, numbered, said

Sheet = Callable[..., Path]
Gathered = Callable[..., Dim]
ANSWERS = {
    (7, "tanggapan"): "Terlalu singkat",
    (7, "usulan"): "paling lama 14 (empat belas) hari",
    (7, "alasan"): "Data penduduk\nbelum tentu lengkap",
    (7, "kategori"): "Substansi",
    (9, "tanggapan"): "Setuju",
    (11, "usulan"): "Kembalikan Pasal 5",
}
SAID = {
    ("pasal-2/ayat-1", "tanggapan", "Terlalu singkat"),
    ("pasal-2/ayat-1", "usulan", "paling lama 14 (empat belas) hari"),
    ("pasal-2/ayat-1", "alasan", "Data penduduk\nbelum tentu lengkap"),
    ("pasal-3", "tanggapan", "Setuju"),
    ("lama:pasal-5", "usulan", "Kembalikan Pasal 5"),
}


def swapped(page: Any, one: int, other: int) -> None:
    """Exchange two rows, as sorting does."""
    for column in range(1, page.max_column + 1):
        a, b = page.cell(one, column), page.cell(other, column)
        a.value, b.value = b.value, a.value


def sort(page: Any) -> None:
    rows = numbered(page)
    swapped(page, rows[7], rows[9])
    swapped(page, rows[8], rows[11])


def hide(page: Any) -> None:
    for letter in "BCDF":
        page.column_dimensions[letter].hidden = True
    page.row_dimensions[numbered(page)[8]].hidden = True


def rename(page: Any) -> None:
    page.title = "Rapat 'akhir' (2)"
    row, named = fields(page)
    for column in named.values():
        page.cell(row + 1, column).value = f"Kolom {column}"
    # a new text in the head is written by a person, and told as such: the old heads go with it
    for cell in page[row + 1]:
        cell.value = None


def move(page: Any) -> None:
    """Put the columns of the answers before the others."""
    head, named = fields(page)
    for row in range(head, page.max_row + 1):
        values = [page.cell(row, column).value for column in range(1, page.max_column + 1)]
        order = [*named.values(), *(c for c in range(1, len(values) + 1) if c not in named.values())]
        for column, source in enumerate(order, 1):
            page.cell(row, column).value = values[source - 1]


def delete(page: Any) -> None:
    page.delete_rows(numbered(page)[8])


def insert(page: Any) -> None:
    page.insert_rows(numbered(page)[7])
    page.insert_rows(2)


def unnamed(page: Any) -> None:
    """Delete the hidden row: the heads are left."""
    page.delete_rows(fields(page)[0])


@pytest.mark.parametrize("change", [None, sort, hide, rename, move, delete, insert, unnamed])
def test_every_answer_arrives_whatever_is_done_to_the_table(
    change: Callable[[Any], None] | None, sheet: Sheet, gathered: Gathered
) -> None:
    dim = gathered(excel(sheet("isian.xlsx"), ANSWERS, "KPU Kabupaten Sleman", change))
    assert said(dim) == SAID
    assert [one.text for one in dim.strays] == []
    assert [(one.category, one.chosen) for one in dim.remarks] == [
        ("substansi", True),
        ("tetap", False),
        ("substansi-baru", False),
    ]
    if change is not insert:  # openpyxl does not move the names of cells with their rows
        assert dim.offices == ("KPU Kabupaten Sleman",)


def test_a_sheet_that_nobody_filled_in_says_nothing(sheet: Sheet, gathered: Gathered) -> None:
    for name in ("5-data", "7-sekretariat"):
        path = excel(sheet(f"{name}.xlsx", f"2-lembar-divisi/{name}.xlsx"), {})
        dim = gathered(path)
        assert (dim.entries, dim.strays) == ((), ())
    dim = gathered(excel(sheet("m.xlsx", "3-matriks-persandingan.xlsx"), {}))
    assert (dim.entries, dim.strays) == ((), ())


def test_without_the_hidden_column_a_row_is_known_by_its_words(sheet: Sheet, gathered: Gathered) -> None:
    def forget(page: Any) -> None:
        page.delete_cols(fields(page)[1]["pkpu"])

    dim = gathered(excel(sheet("isian.xlsx"), ANSWERS, change=forget))
    assert said(dim) == SAID
    assert dim.strays == ()


def test_rows_sorted_without_the_hidden_column_go_by_their_words(sheet: Sheet, gathered: Gathered) -> None:
    def sort_what_is_seen(page: Any) -> None:
        rows, (_, named) = numbered(page), fields(page)
        swapped(page, rows[8], rows[9])
        for number in (8, 9):
            cell = page.cell(rows[number], named["pkpu"])
            cell.value = str(cell.value)
        one, other = (page.cell(rows[number], named["pkpu"]) for number in (8, 9))
        one.value, other.value = other.value, one.value

    dim = gathered(excel(sheet("isian.xlsx"), {(9, "tanggapan"): "Setuju"}, change=sort_what_is_seen))
    assert said(dim) == {("pasal-3", "tanggapan", "Setuju")}


def test_what_was_added_beside_the_table_is_not_lost(sheet: Sheet, gathered: Gathered) -> None:
    def add(page: Any) -> None:
        rows, (head, named) = numbered(page), fields(page)
        extra = page.max_column + 1
        page.cell(head + 1, extra).value = "Catatan Kasubbag"
        page.cell(rows[9], extra).value = "cek lagi"
        page.cell(page.max_row + 2, 2).value = "Terima kasih"
        page.cell(rows[10], named["tanggapan"]).comment = Comment("Rina:\nlihat Pasal 4", "Rina")
        page.insert_rows(rows[10])
        page.cell(rows[10], named["usulan"]).value = "baris sisipan"
        other = page.parent.create_sheet("Lampiran kami")
        other["A1"], other["B1"], other["C3"] = "No", "Usul", 3.0

    dim = gathered(excel(sheet("isian.xlsx"), {}, change=add))
    assert said(dim) == {
        ("pasal-3", "tanggapan", "Catatan Kasubbag: cek lagi"),
        ("pasal-4", "tanggapan", "lihat Pasal 4"),
    }
    assert {(one.text, one.place.where.partition("!")[0]) for one in dim.strays} == {
        ("Catatan Kasubbag", "Lembar Pencermatan"),
        ("Terima kasih", "Lembar Pencermatan"),
        ("baris sisipan", "Lembar Pencermatan"),
        ("No | Usul", "Lampiran kami"),
        ("3", "Lampiran kami"),
    }
    assert "Lampiran kami!A1–B1" in [one.place.where for one in dim.strays]


def test_a_merged_cell_speaks_for_all_its_rows(sheet: Sheet, gathered: Gathered) -> None:
    def merge(page: Any) -> None:
        rows, (_, named) = numbered(page), fields(page)
        column = named["tanggapan"]
        page.merge_cells(start_row=rows[7], end_row=rows[10], start_column=column, end_column=column)

    dim = gathered(excel(sheet("isian.xlsx"), {(7, "tanggapan"): "Idem"}, change=merge))
    assert said(dim) == {("pasal-2/ayat-1", "tanggapan", "Idem"), ("pasal-4", "tanggapan", "Idem")}
    assert ["gabungan" in one.note for one in dim.remarks] == [False, True]


def test_formulas_and_days_are_text(sheet: Sheet, gathered: Gathered) -> None:
    def put(page: Any) -> None:
        rows, (_, named) = numbered(page), fields(page)
        page.cell(rows[7], named["tanggapan"]).value = "=1+1"
        page.cell(rows[8], named["tanggapan"]).value = date(2026, 11, 24)
        page.cell(rows[9], named["tanggapan"]).value = datetime(2026, 11, 24, 9, 30)
        page.cell(rows[10], named["tanggapan"]).value = 14
        page.cell(rows[11], named["tanggapan"]).value = True

    dim = gathered(excel(sheet("isian.xlsx"), {}, change=put))
    assert {text for _, _, text in said(dim)} == {"=1+1", "24 November 2026", "24 November 2026 09.30", "14", "TRUE"}


def test_words_that_were_changed_in_the_draft_itself_are_a_proposal(sheet: Sheet, gathered: Gathered) -> None:
    def change(page: Any) -> None:
        for cells in page.iter_rows():
            for cell in cells:
                if "mendatangi rumah pemilih" in str(cell.value or ""):
                    cell.value = str(cell.value).replace("mendatangi rumah", "mendatangi kediaman")

    ((remark),) = gathered(excel(sheet("isian.xlsx"), {}, change=change)).remarks
    assert (remark.provision, remark.form) == ("pasal-2/ayat-2", "suntingan")
    assert "mendatangi kediaman pemilih" in remark.usulan


def test_a_copied_worksheet_says_the_same_once(sheet: Sheet, gathered: Gathered) -> None:
    def twice(page: Any) -> None:
        page.parent.copy_worksheet(page)

    dim = gathered(excel(sheet("isian.xlsx"), ANSWERS, change=twice))
    assert said(dim) == SAID
    assert all(len({place.where.partition("!")[0] for place in one.places}) == 2 for one in dim.remarks)


def test_the_office_is_that_of_the_folder_where_the_sheet_does_not_say(sheet: Sheet, gathered: Gathered) -> None:
    one = excel(sheet("kabupaten/Bantul/a.xlsx"), {(9, "tanggapan"): "Setuju"})
    excel(sheet("kabupaten/Sleman/a.xlsx"), {(9, "tanggapan"): "Setuju"}, "KPU Sleman")
    excel(sheet("kabupaten/c.xlsx"), {(9, "tanggapan"): "setuju."})
    dim = gathered(one.parent.parent)
    (entry,) = dim.entries
    assert len(entry.said) == 1
    assert set(dim.offices) == {"Bantul", "KPU Sleman", "c"}


def test_long_rows_that_go_on_are_one(reviewed: Path, tmp_path: Path) -> None:
    """A row that goes on in the next one has the same name there: both are read, and what stands in both is one."""
    from pkpu_review.collect.excel import grid

    book = openpyxl.load_workbook(reviewed / "2-lembar-divisi/5-data.xlsx")
    page = book.worksheets[0]
    rows, (_, named) = numbered(page), fields(page)
    page.insert_rows(rows[9] + 1)
    page.cell(rows[9] + 1, named["pkpu"]).value = page.cell(rows[9], named["pkpu"]).value
    page.cell(rows[9], named["tanggapan"]).value = "atas"
    page.cell(rows[9] + 1, named["usulan"]).value = "bawah"
    path = tmp_path / "a.xlsx"
    book.save(path)
    from pkpu_review.inventory import collect

    (remark,) = collect([path], reviewed).remarks
    assert (remark.tanggapan, remark.usulan) == ("atas", "bawah")
    assert len(remark.places) == 2
    assert grid("a.xlsx", path.read_bytes()).name == "5-data"


THREADED = (
    "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment; however, any edits to it "
    "will get removed if the file is opened in a newer version of Excel. Learn more: "
    "https://go.microsoft.com/fwlink/?linkid=870924\n\nComment:\n    Mohon dirinci"
)


def test_of_a_threaded_comment_the_words_are_taken(sheet: Sheet, gathered: Gathered) -> None:
    def put(page: Any) -> None:
        page.cell(numbered(page)[9], 5).comment = Comment(THREADED, "tc={1-2}")

    (remark,) = gathered(excel(sheet("isian.xlsx"), {}, change=put)).remarks
    assert (remark.provision, remark.tanggapan, remark.form) == ("pasal-3", "Mohon dirinci", "komentar")


def test_a_text_box_on_a_worksheet_is_read(sheet: Sheet, gathered: Gathered) -> None:
    import zipfile

    path = excel(sheet("isian.xlsx"), {})
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    box = f'<d xmlns:a="{a}"><anchor><a:t>Tolong</a:t><a:t>dibahas</a:t></anchor></d>'
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/drawings/drawing9.xml", box)
    assert [(one.text, one.place.where) for one in gathered(path).strays] == [("Tolong dibahas", "kotak teks 1")]
