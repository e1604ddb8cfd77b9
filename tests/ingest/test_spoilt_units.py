"""Labels of the Penjelasan that a poor text layer spoiled: read where exactly one may stand there."""

from __future__ import annotations

from pathlib import Path

import pytest

from pkpu_review.ingest import read
from pkpu_review.ingest.lines import Line
from pkpu_review.ingest.spoilt_units import BY_ORDER, unit_of
from pkpu_review.model import Origin, Reading


@pytest.mark.parametrize(
    ("printed", "wanted", "read_as"),
    [
        ("Ayat (21", [("ayat", "2"), ("huruf", "a")], "Ayat (2)"),
        ("AYat (s)", [("ayat", "5")], "Ayat (5)"),
        ("Angka 2O", [("ayat", "4"), ("angka", "20")], "Angka 20"),
        ("Angla29", [("angka", "29")], "Angka 29"),
        ("Ayat (2)", [("ayat", "5")], None),  # another number, and legible
        ("Anggota 2", [("angka", "2")], None),
        ("Ayat", [("ayat", "2")], None),
        ("ayat (21", [("ayat", "2")], None),  # begins small: the rest of a reference
        ("Cukup jelas.", [("ayat", "2"), ("huruf", "c")], None),
    ],
)
def test_the_one_label_that_may_stand_there(printed: str, wanted: list[tuple[str, str]], read_as: str | None) -> None:
    found = unit_of(Line(printed, Origin(3), recognised=True), wanted)
    assert (found and found[2]) == read_as
    if found:
        assert (found[3].before, found[3].after) == (printed, read_as)


@pytest.mark.parametrize(
    ("name", "id", "begins", "mended"),
    [
        ("uu-2018-5", "penjelasan/pasal-i/angka-20/pasal-36/ayat-3", "Dalam ketentuan ini, mekanisme pengajuan", False),
        ("uu-2018-5", "penjelasan/pasal-i/angka-5/pasal-12b/ayat-5", "Cukup jelas.", True),
        ("uu-2017-12", "penjelasan/pasal-1/ayat-2", "Dalam hal terjadi perbedaan penafsiran", True),
        ("uu-2018-11", "penjelasan/pasal-2", "Cukup jelas.", False),
        ("uu-2019-8", "penjelasan/pasal-80/ayat-2", "Cukup jelas.", True),
        ("uu-2014-20", "penjelasan/pasal-26", "Cukup jelas.", False),  # printed "Pasal 2 6"
        ("uu-1974-1", "penjelasan/pasal-6/ayat-2", "Cukup jelas.", False),  # printed "(2) Cukup jelas."
    ],
)
def test_elucidations_of_statutes(shared: Path, name: str, id: str, begins: str, mended: bool) -> None:
    regulation = read(shared / f"real/gold/pdf/{name}.pdf", Reading(ocr="never"))
    assert regulation[id].lead.startswith(begins)
    assert any(mend.provision == id and mend.reason == BY_ORDER for mend in regulation.mends) == mended
