"""The first rows of a table → its column heads."""

from __future__ import annotations

import pytest

from pkpu_review.ingest.column_heads import Row, Span, combined, count, numbers_columns
from pkpu_review.ingest.tree import Piece
from pkpu_review.model import Origin

TWO = [(1, 2), (1, 2), (2, 1), (0, 0)]
UNDER = [(0, 0), (0, 0), (1, 1), (1, 1)]


def row(*cells: str, spans: list[Span] | None = None, head: bool = False, bold: bool = False) -> Row:
    return Row(list(cells), [Piece(" | ".join(cells), Origin())], spans or [], None, head, bold)


DATA = row("1.", "Pendaftaran", "1 Juni 2026", "3 Juni 2026")


@pytest.mark.parametrize(
    ("rows", "heads"),
    [
        ([row("NO", "KEGIATAN", "AWAL", "AKHIR"), DATA], 1),
        ([row("Urutan", "Perihal", "Dari", "Hingga", head=True), DATA], 1),  # the file says so
        ([row("Urutan", "Perihal", "Dari", "Hingga", bold=True), DATA], 1),
        ([row("Ketua", "Ahmad", "hadir", bold=True), row("Anggota", "Budi", "hadir", bold=True)], 0),
        ([row("Urutan", "Perihal", "Dari", "Hingga"), DATA, row("2.", "a", "b", "c")], 1),  # over numbered rows
        ([row("Unsur", "Lambang", "Bobot"), row("Emas", "Au", "197")], 1),  # names over figures
        ([row("Emas", "Au", "197"), row("Perak", "Ag", "108")], 0),
        ([row("Ketua", "Ahmad", "hadir"), row("Anggota", "Budi", "hadir")], 0),
        ([DATA, row("2.", "Verifikasi", "4 Juni 2026", "5 Juni 2026")], 0),
        ([row("A.", "PERSIAPAN", "", "", bold=True), DATA], 0),  # the title of a section
        ([row("No", "Kegiatan", "Jadwal", "", spans=TWO), row("", "", "Awal", "Akhir", spans=UNDER), DATA], 2),
        (  # merged across alone: the row below names only what stands under it
            [
                row("No", "Kegiatan", "Jadwal", "", spans=[(1, 1), (1, 1), (2, 1), (0, 0)]),
                row("", "", "Awal", "Akhir"),
                DATA,
            ],
            2,
        ),
        ([row("NO", "KEGIATAN", "AWAL", "AKHIR")], 1),  # a head alone
        ([], 0),
    ],
)
def test_how_many_rows_are_heads(rows: list[Row], heads: int) -> None:
    assert count(rows) == heads


def test_heads_of_two_levels() -> None:
    rows = [row("No", "Kegiatan", "Jadwal", "", spans=TWO), row("", "", "Awal", "Akhir", spans=UNDER)]
    assert combined(rows) == ("No", "Kegiatan", "Jadwal > Awal", "Jadwal > Akhir")


def test_a_head_keeps_its_lines() -> None:
    assert combined([row("NO", "PROGRAM/\nKEGIATAN")]) == ("NO", "PROGRAM/\nKEGIATAN")


def test_heads_of_three_levels() -> None:
    rows = [
        row("Uraian", "Tahun", "", "", spans=[(1, 3), (3, 1), (0, 0), (0, 0)]),
        row("", "2026", "", "2027", spans=[(0, 0), (2, 1), (0, 0), (1, 2)]),
        row("", "Ganjil", "Genap", "", spans=[(0, 0), (1, 1), (1, 1), (0, 0)]),
    ]
    assert count([*rows, row("a", "b", "c", "d")], known=1) == 3
    assert combined(rows) == ("Uraian", "Tahun > 2026 > Ganjil", "Tahun > 2026 > Genap", "Tahun > 2027")


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (("1", "2", "3", "4"), True),
        (("(1)", "(2)", "(3)"), True),
        (("1.", "2.", "", "3."), True),
        (("1", "2"), False),  # may well be figures
        (("1", "3", "5"), False),
        (("1", "Kotak", "3"), False),
    ],
)
def test_a_row_of_column_numbers(cells: tuple[str, ...], numbers: bool) -> None:
    assert numbers_columns(cells) is numbers
