"""Defined terms: the knowledge file's own examples, and where in a regulation they are looked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkpu_review.ingest import read
from pkpu_review.knowledge import load
from pkpu_review.lexis.definitions import define, definitions
from pkpu_review.model import Provision
from pkpu_review.report import records

EXAMPLES: list[dict[str, Any]] = load("definitions.toml")["example"]


@pytest.mark.parametrize("example", EXAMPLES, ids=[e["text"][:30] for e in EXAMPLES])
def test_the_knowledge_file_keeps_its_examples(example: dict[str, Any]) -> None:
    found = define(Provision("pasal-1/angka-1", "angka", "1.", lead=example["text"]), example["within"])
    if not example["term"]:
        assert found is None
        return
    assert found is not None
    told = (found.term, found.short, found.abbreviation, found.meaning)
    assert told == tuple(example.get(key, "") for key in ("term", "short", "abbreviation", "meaning"))
    assert example["text"][slice(*found.span)] == found.meaning


def test_both_kinds_of_example_are_there() -> None:
    assert {(example["within"], bool(example["term"])) for example in EXAMPLES} == {
        (True, True), (True, False), (False, True), (False, False)
    }  # fmt: skip


DRAFT = """PERATURAN KOMISI PEMILIHAN UMUM
NOMOR 1 TAHUN 2031
TENTANG
LOKET
MEMUTUSKAN:
Menetapkan: PERATURAN KOMISI PEMILIHAN UMUM TENTANG LOKET.
BAB I
KETENTUAN UMUM
Pasal 1
Dalam Peraturan Komisi ini yang dimaksud dengan:
1. Komisi Pemilihan Umum yang selanjutnya disingkat KPU adalah lembaga penyelenggara.
2. Loket adalah:
a. ruang; atau
b. meja.
3. Hari adalah hari kerja.
Pasal 2
Ketua adalah anggota tertua.
Pasal 3
(1) Petugas Loket yang selanjutnya disebut Petugas adalah orang yang bekerja di Loket.
(2) Petugas yang tertua adalah pemimpin.
Pasal 4
Dalam Peraturan Komisi ini yang dimaksud dengan pemohon adalah setiap orang.
PENJELASAN
ATAS
PERATURAN KOMISI PEMILIHAN UMUM
I. UMUM
II. PASAL DEMI PASAL
Pasal 1
Angka 1
Yang dimaksud dengan "lembaga" adalah badan.
"""


def test_a_regulation(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(DRAFT, encoding="utf-8")
    regulation = read(path)
    found = definitions(regulation)
    assert [(d.provision, d.term, d.short or d.abbreviation, d.meaning) for d in found] == [
        ("pasal-1/angka-1", "Komisi Pemilihan Umum", "KPU", "lembaga penyelenggara."),
        ("pasal-1/angka-2", "Loket", "", ""),  # the list below it is its meaning
        ("pasal-1/angka-3", "Hari", "", "hari kerja."),
        ("pasal-3/ayat-1", "Petugas Loket", "Petugas", "orang yang bekerja di Loket."),
        ("pasal-4", "pemohon", "", "setiap orang."),
    ]
    assert records.regulation(regulation)["definitions"][0] == {
        "provision": "pasal-1/angka-1",
        "term": "Komisi Pemilihan Umum",
        "short": "",
        "abbreviation": "KPU",
        "meaning": "lembaga penyelenggara.",
        "span": [60, 82],
    }


@given(st.text("adlhygsetnjukwbp, .:;X\n", max_size=400), st.booleans())
def test_any_words_give_a_definition_within_them_or_none(text: str, within: bool) -> None:
    found = define(Provision("pasal-1", "pasal", lead=text), within)
    if found is not None:
        assert text[slice(*found.span)] == found.meaning
        assert found.term in text and (found.short or found.abbreviation) in text


def test_gold_definitions_are_all_found(shared: Path) -> None:
    """Every item of the definition article of a long statute is a definition, and nothing else is."""
    regulation = read(shared / "real" / "gold" / "pdf" / "uu-2019-8.pdf")
    assert regulation["pasal-1"].children
    items = [p.id for p in regulation["pasal-1"].children if p.kind == "angka"]
    assert [d.provision for d in definitions(regulation) if d.provision.startswith("pasal-1/")] == items
