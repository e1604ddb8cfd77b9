"""The days that are proposed for a row of a schedule → the cell that is to take them, and what became of them."""

from __future__ import annotations

import pytest

from pkpu_review.compare.proposals.dated import dated, scheduled

ROW = ("7", "Pembentukan badan ad hoc", "20 Oktober 2022", "31 Januari 2024")


@pytest.mark.parametrize(
    ("proposal", "order"),
    [
        ("1 Januari 2024", '"31 Januari 2024" diubah menjadi "1 Januari 2024"'),
        ("tanggal 1 November 2022", '"20 Oktober 2022" diubah menjadi "1 November 2022"'),
        ("Tanggal mulai dimajukan menjadi 20 Januari 2024.", '"20 Oktober 2022" diubah menjadi "20 Januari 2024"'),
        ("Akhir: 1 November 2022", '"31 Januari 2024" diubah menjadi "1 November 2022"'),
        ("20 Oktober 2022", '"31 Januari 2024" diubah menjadi "20 Oktober 2022"'),
    ],
)
def test_the_cell_is_the_one_named_or_the_nearest(proposal: str, order: str) -> None:
    assert dated(ROW, proposal) == order


@pytest.mark.parametrize(
    "proposal",
    [
        "dihapus",
        "Pembentukan PPK selesai 1 Januari 2024",
        "7 hari sebelum 14 Februari 2024",
        "1 Januari 2024 dan 2 Januari 2024",
        "Mulai 20 Oktober 2022",
    ],
)
def test_what_says_more_than_a_date_or_nothing_new_is_left_as_it_is(proposal: str) -> None:
    assert dated(ROW, proposal) == proposal


def test_what_has_no_cells_is_no_row() -> None:
    assert dated((), "1 Januari 2024") == "1 Januari 2024"


DRAFT = ("c", "Penetapan DPT oleh KPU Kabupaten/Kota", "20 Mei 2023", "21 Mei 2023")
NEXT = (*DRAFT[:2], "20 Juni 2023", "21 Juni 2023")


@pytest.mark.parametrize(
    ("expected", "proposal"),
    [
        ("wholly", "Penetapan DPT diundur ke tanggal 20-21 Juni 2023."),
        ("wholly", "Penetapan DPT: 20 Juni 2023 s.d. 21 Juni 2023"),
        ("wholly", "Agar dimulai 20 Juni 2023 dan berakhir 21 Juni 2023, karena rekapitulasi belum selesai"),
        ("wholly", "Batas akhir diperpanjang sampai 21 Juni 2023"),
        ("partly", "Awal: 20 Juni 2023, akhir: 30 Juni 2023"),
        ("not", "mulai 1 Juli 2023"),
        (None, "20 Mei 2023 diubah menjadi 20 Juni 2023"),  # an order
        (None, "Ditambahkan baris: Penyusunan DPTb, 22 Juni 2023 sampai dengan 15 Januari 2024"),
        (None, "20 Mei 2023 - 21 Mei 2023"),  # as it is
        (None, "Pemungutan suara ulang di daerah bencana dapat dilaksanakan paling lambat 20 Juni 2023"),
        (None, "diperpanjang 16 hari"),
    ],
)
def test_the_days_of_a_proposal_are_held_against_those_of_the_row(expected: str | None, proposal: str) -> None:
    found = scheduled(DRAFT, NEXT, proposal)
    assert (found and found.fate) == expected


def test_each_day_is_told_with_the_cell_that_it_is_for() -> None:
    found = scheduled(DRAFT, NEXT, "20 Juni 2023 - 30 Juni 2023")
    assert found is not None
    assert [(one.old, one.found, one.fate) for one in found.asked] == [
        ("20 Mei 2023", "20 Juni 2023", "wholly"),
        ("21 Mei 2023", "21 Juni 2023", "not"),
    ]
