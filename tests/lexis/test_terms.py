"""Defined terms where they are used, and references followed within one version."""

from __future__ import annotations

from pathlib import Path

import pytest

import pkpu_review as pr
from pkpu_review.lexis.citing import citations
from pkpu_review.lexis.terms import defined, used
from pkpu_review.model import Regulation

DRAFT = """\
PERATURAN KOMISI PEMILIHAN UMUM
NOMOR 1 TAHUN 2030
TENTANG
CONTOH
MEMUTUSKAN:
Menetapkan:
PERATURAN.
BAB I
KETENTUAN UMUM
Pasal 1
Dalam Peraturan Komisi ini yang dimaksud dengan:
1. Komisi Pemilihan Umum yang selanjutnya disingkat KPU adalah lembaga penyelenggara Pemilu.
2. Komisi Pemilihan Umum Provinsi yang selanjutnya disebut KPU Provinsi adalah penyelenggara di provinsi.
3. Hari adalah hari kalender.
4. Gudang adalah bangunan untuk menyimpan barang.
BAB II
TUGAS
Pasal 2
(1) KPU Provinsi melapor paling lambat 3 (tiga) Hari sejak barang diterima.
(2) Laporan sebagaimana dimaksud pada ayat (1) dan Pasal 3 diperiksa dalam 1 (satu) hari.
Pasal 3
KPU bekerja sesuai dengan Pasal 5 Undang-Undang Nomor 7 Tahun 2017 dan Pasal 99.
"""


@pytest.fixture
def draft(tmp_path: Path) -> Regulation:
    path = tmp_path / "draf.txt"
    path.write_text(DRAFT, encoding="utf-8", newline="\n")
    return pr.read(path)


def test_a_name_within_a_longer_name_is_not_used(draft: Regulation) -> None:
    told = [(one.name, one.definition.provision, one.uses) for one in used(draft, {"pasal-2/ayat-1"})]
    assert told == [
        ("KPU Provinsi", "pasal-1/angka-2", ("pasal-2/ayat-1",)),
        ("Hari", "pasal-1/angka-3", ("pasal-2/ayat-1",)),
    ]


def test_the_plain_word_is_no_defined_term(draft: Regulation) -> None:
    assert used(draft, {"pasal-2/ayat-2"}) == ()


def test_a_definition_tells_who_uses_it(draft: Regulation) -> None:
    (term,) = defined(draft, {"pasal-1/angka-1"})
    assert (term.name, term.uses) == ("KPU", ("pasal-3",))
    (unused,) = defined(draft, {"pasal-1/angka-4"})
    assert (unused.name, unused.uses) == ("Gudang", ())


def test_references_are_followed_to_their_place(draft: Regulation) -> None:
    told = [(one.provision, one.text, one.target, one.foreign) for one in citations(draft)]
    assert told == [
        ("pasal-2/ayat-2", "ayat (1)", "pasal-2/ayat-1", False),
        ("pasal-2/ayat-2", "Pasal 3", "pasal-3", False),
        ("pasal-3", "Pasal 5", "", True),
        ("pasal-3", "Pasal 99", "", False),
    ]
    assert [one.text for one in citations(draft, {"pasal-3"})] == ["Pasal 5", "Pasal 99"]
