"""A bare date that is proposed for a row of a schedule → the cell that is to take it."""

from __future__ import annotations

import pytest

from pkpu_review.compare.proposals.dated import dated

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
