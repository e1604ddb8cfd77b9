"""A proposal in the words of an office → one in the words that are known."""

from __future__ import annotations

import pytest

from pkpu_review.compare.proposals.plain import merged, moved, pattern, plain, with_more
from pkpu_review.knowledge import load

TABLES = [name for name, table in load("plain.toml").items() if "pattern" in table]
EXAMPLES = {
    key: [(name, one) for name in TABLES for one in load("plain.toml")[name][key]] for key in ("examples", "not")
}
SEARCHED = ("order",)
"""Patterns that are looked for anywhere."""


@pytest.mark.parametrize(
    ("name", "example"), [(name, one) for name in TABLES for one in load("plain.toml")[name]["examples"]]
)
def test_an_example_is_known(name: str, example: str) -> None:
    assert _known(name, example)


@pytest.mark.parametrize(
    ("name", "example"), [(name, one) for name in TABLES for one in load("plain.toml")[name]["not"]]
)
def test_a_counter_example_is_not(name: str, example: str) -> None:
    assert not _known(name, example)


def _known(name: str, example: str) -> bool:
    if name in SEARCHED:
        return pattern(name).search(example) is not None
    return pattern(name).fullmatch(example.strip(" .;,!") if name in ("stay", "go") else example) is not None


BEFORE = "KPU Kabupaten/Kota dapat menyampaikan laporan kepada KPU Provinsi paling lambat 7 (tujuh) hari."


@pytest.mark.parametrize(
    ("proposal", "told"),
    [
        ("7 hari agar dikoreksi menjadi 14 hari", "“7 hari” diubah menjadi “14 hari”"),
        (
            "menyampaikan laporan seharusnya mengirimkan laporan",
            "“menyampaikan laporan” diubah menjadi “mengirimkan laporan”",
        ),
        ("Ketentuan ini memberatkan PPS. Sebaiknya tidak usah diatur.", "dihapus"),
        ("Poin b tidak relevan, agar dikeluarkan.", "huruf b dihapus"),
        ("Di akhir kalimat ditambahkan: secara tertulis", "tambahkan “secara tertulis”"),
        ("KPU melapor kepada KPU Provinsi dan Bawaslu.", "KPU melapor kepada KPU Provinsi dan Bawaslu."),
    ],
)
def test_an_order_without_quotation_marks(proposal: str, told: str) -> None:
    assert plain(proposal, BEFORE) == told


def test_where_something_is_to_stand() -> None:
    put = moved("Frasa “dan menerima honorarium” agar dipindahkan ke Pasal 12 ayat (2).")
    assert put is not None
    assert (put.what, put.pasal, put.end) == ("dan menerima honorarium", "pasal-12", "ayat-2")
    assert merged("Ayat (1) dan (2) disatukan saja.") == ("ayat-1", "ayat-2")


@pytest.mark.parametrize("word", ["agar ", "menjadi ", ", ", "ubah 3 hari menjadi ", "tidak perlu "])
def test_a_proposal_without_end_is_a_wording(word: str) -> None:
    endless = word * 5_000
    assert plain(endless, BEFORE) == endless


@pytest.mark.parametrize(
    ("orders", "proposal"),
    [
        (
            ["ayat (2) dan ayat (3) digabung", "ditambahkan “Bawaslu Kabupaten/Kota”"],
            "ayat (2) digabung dengan ayat (3), pesertanya ditambah Bawaslu Kabupaten/Kota",
        ),
        (
            ["Ayat (1) dan ayat (2) disatukan saja", "kata KPPS diganti PPS."],
            "Ayat (1) dan ayat (2) disatukan saja, dan kata KPPS diganti PPS.",
        ),
        (
            ["Ayat (1) dan ayat (2) digabung", "ditambahkan “batas waktu 3 (tiga) Hari”"],
            "Ayat (1) dan ayat (2) digabung, dengan menambahkan batas waktu 3 (tiga) Hari",
        ),
        ([], "Ayat (1) dan ayat (2) digabung."),
        ([], "Ayat (1) dan ayat (2) digabung, supaya ringkas."),
    ],
)
def test_what_is_wanted_besides_that_two_provisions_are_one(orders: list[str], proposal: str) -> None:
    assert with_more(proposal) == orders
