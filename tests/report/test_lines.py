"""Where words break that are wider than their column: behind signs, and the ending of a file's name last."""

from __future__ import annotations

import pytest

from pkpu_review.report.lines import parted
from pkpu_review.report.pdf.pdf_room import pieces

PLACE = "Kabupaten-Kepulauan-Seribu/3-sosialisasi.docx, Lembar!G10"


@pytest.mark.parametrize(
    ("room", "name"),
    [(75, "3-|sosialisasi.docx,"), (60, "3-|sosialisasi.|docx,")],
    ids=["the name fits", "the name is too wide"],
)
def test_the_ending_of_a_file_goes_with_its_name_where_there_is_room(room: int, name: str) -> None:
    assert f"Seribu/|{name} " in parted(PLACE, room, 8, "|")
    told = pieces(PLACE, room, 8)
    assert f"Seribu/|{name} " in "|".join(told)


def test_what_fits_is_not_parted() -> None:
    assert parted("sosialisasi.docx", 100, 8, "|") == "sosialisasi.docx" == pieces("sosialisasi.docx", 100, 8)
