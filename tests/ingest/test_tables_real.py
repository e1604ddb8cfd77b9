"""Tables of real regulations, counted by eye on the pages: heads, rows, columns, and the words of a cell."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from pkpu_review.ingest import read
from pkpu_review.model import Provision, Regulation

READ = cache(read)
AGENCY, DRAFTS = "agency/regulation-", "drafts/"

# file, page (or "" in a file without pages), which table of that page, rows, columns, row, column, words of the cell
TABLES = [
    ("02", 2, 2, 0, 3, None, 1, "Penyelenggara"),
    ("02", 33, 1, 9, 4, 6, 2, "3) pelatihan on job training; dan"),
    ("02", 33, 1, 9, 4, 3, 0, "2."),
    ("04", 25, 1, 5, 3, None, 1, "Potensi Bahaya"),
    ("04", 25, 1, 5, 3, 5, 0, "V"),
    ("04", 30, 1, 6, 4, 3, 1, "Aktif Parsial"),
    ("04", 30, 1, 6, 4, None, 3, "Lokasi STD"),
    ("07", 15, 1, 2, 6, None, 2, "Fuel Cycle Stage"),
    ("07", 19, 1, 8, 6, 8, 3, "RA-5"),
    ("07", 20, 1, 9, 6, 9, 0, "17"),
    ("07", 35, 1, 1, 7, None, 5, "Estimated Annual Production Capacity (tonnes of element: U or Th)"),
    ("07", 44, 1, 5, 8, 3, 3, "Transitania"),
    ("07", 44, 2, 3, 9, 2, 5, "Ceramics"),
    ("07", 54, 1, 1, 12, None, 8, "Quantity Np/Am (optional)"),
    ("07", 54, 2, 1, 14, 1, 4, "1 tank"),
    ("07", 58, 1, 2, 8, 2, 4, "34 tonnes"),
    ("07", 58, 2, 0, 8, None, 6, "Import Date"),
    ("07", 64, 1, 4, 6, 3, 2, "Reactors"),
    ("07", 70, 1, 0, 6, None, 3, "Location"),
    ("07", 73, 1, 2, 6, None, 4, "Carried out by"),
    # no rules between its rows: six are plain on page 36 and on page 38, those of 37 and 39 stay together
    ("09", 36, 1, 14, 5, None, 1, "Umur paro"),
    ("09", 36, 1, 14, 5, 4, 0, "80Br dan 82Br"),
    ("09", 36, 1, 14, 5, 12, 1, "1620 tahun"),
    ("kepbup-katingan-2022-tabel.docx", "", 1, 3, 5, None, 3, "JUMLAH PAKET YANG DI TERIMA > KID WEAR"),
    ("kepbup-katingan-2022-tabel.docx", "", 1, 3, 5, 2, 1, "Kecamatan Tasik Payawan Desa Hiang Bana"),
    ("kepbup-katingan-2022-tabel.docx", "", 2, 6, 6, 5, 0, "PPN 11 %"),
]
NONE = [
    *(("01", 0), ("03", 0), ("05", 0), ("06", 0), ("08", 0), ("10", 0), ("11", 0), ("12", 0)),
    *(("02", 3), ("04", 2), ("07", 32), ("09", 1)),
]
"""How many tables each regulation has; flow charts and forms with blanks are none."""


def regulation(shared: Path, name: str) -> Regulation:
    return READ(shared / "real" / (DRAFTS + name if "." in name else f"{AGENCY}{name}.pdf"))


def tables(shared: Path, name: str) -> list[Provision]:
    return [provision for provision in regulation(shared, name).walk() if provision.kind == "tabel"]


@pytest.mark.parametrize(
    ("name", "page", "which", "rows", "columns", "row", "column", "words"), TABLES, ids=lambda value: str(value)[:20]
)
def test_table(
    shared: Path,
    name: str,
    page: int | str,
    which: int,
    rows: int,
    columns: int,
    row: int | None,
    column: int,
    words: str,
) -> None:
    found = [table for table in tables(shared, name) if not page or table.pages[0] == page]
    table = found[which - 1]
    assert len(table.children) == rows
    assert {len(one.cells) for one in (table, *table.children)} == {columns}
    one = table if row is None else table.children[row - 1]
    assert one.cells[column] == words


@pytest.mark.parametrize(("name", "count"), NONE)
def test_how_many_tables(shared: Path, name: str, count: int) -> None:
    assert len(tables(shared, name)) == count


def test_rows_that_a_page_break_parts(shared: Path) -> None:
    first, second = tables(shared, "04")
    assert [row.pages for row in first.children] == [(25,), (25,), (25, 26), (26,), (26,)]
    assert [row.pages for row in second.children] == [(30,), (30,), (30, 31), (31,), (31,), (31,)]


def test_merged_cells(shared: Path) -> None:
    table = tables(shared, "02")[2]
    assert [row.spans[:2] for row in table.children] == [
        *(((1, 2), (1, 2)), ((0, 0), (0, 0))),
        *(((1, 6), (1, 6)), *[((0, 0), (0, 0))] * 5),
        ((4, 1), (0, 0)),
    ]
    total = tables(shared, "kepbup-katingan-2022-tabel.docx")[0].children[2]
    assert total.spans == ((4, 1), (0, 0), (0, 0), (0, 0), (1, 1))


@pytest.mark.parametrize("name", ["ranperda-katingan-2022.docx", "ruu-perubahan-uu1-2013-lkm_20220628.pdf"])
def test_a_preamble_in_columns_is_no_table(shared: Path, name: str) -> None:
    assert tables(shared, name) == []
    found = regulation(shared, name)
    assert found["menimbang"].full_text()
    assert found["mengingat"].full_text()
