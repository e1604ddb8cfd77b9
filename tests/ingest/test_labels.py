"""The start of a line → the label that it may bear."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkpu_review.ingest import labels, spoilt


@pytest.mark.parametrize(
    ("text", "kind", "style", "number", "rest"),
    [
        ("(1) KPU menyusun jadwal.", "ayat", "(1)", "1", "KPU menyusun jadwal."),
        ("( 2 ) KPU menyusun jadwal.", "ayat", "(1)", "2", "KPU menyusun jadwal."),
        ("(2a) Jadwal diumumkan.", "ayat", "(1)", "2a", "Jadwal diumumkan."),
        ("(3)Jadwal diumumkan.", "ayat", "(1)", "3", "Jadwal diumumkan."),
        ("a. kotak suara;", "huruf", "a.", "a", "kotak suara;"),
        ("a.syarat calon;", "huruf", "a.", "a", "syarat calon;"),
        ("f . bilik;", "huruf", "a.", "f", "bilik;"),
        ("aa. segel;", "huruf", "a.", "aa", "segel;"),
        ("b) tinta;", "huruf", "a)", "b", "tinta;"),
        ("(c) formulir;", "huruf", "(a)", "c", "formulir;"),
        ("1. Komisi adalah lembaga.", "angka", "1.", "1", "Komisi adalah lembaga."),
        ("12) alat tulis;", "angka", "1)", "12", "alat tulis;"),
        ("1). alat tulis;", "angka", "1)", "1", "alat tulis;"),
        ("b). tinta;", "huruf", "a)", "b", "tinta;"),
        ("14a. Hari adalah hari kalender.", "angka", "1.", "14a", "Hari adalah hari kalender."),
        ("a.", "huruf", "a.", "a", ""),
    ],
)
def test_item(text: str, kind: str, style: str, number: str, rest: str) -> None:
    found = labels.item(text)
    assert found is not None
    assert (found.kind, found.style, found.number, found.rest) == (kind, style, number, rest)


@pytest.mark.parametrize(
    "text",
    [
        "KPU menyusun jadwal.",
        "(1), ayat (2), dan ayat (3)",
        "a.n. Ketua",
        "hk.go.id",
        "1.500 lembar",
        "(satu) lembar",
        "A. Latar belakang",
        "2031 adalah tahun pemilihan",
        "a",
        "",
    ],
)
def test_no_item(text: str) -> None:
    assert labels.item(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Pasal 5", "5"),
        ("Pasal 5A", "5A"),
        ("Pasal 12 B", "12B"),
        ("PASAL 7", "7"),
        ("Pasal II", "II"),
        ("Pasal 9.", "9"),
    ],
)
def test_article(text: str, number: str) -> None:
    found = labels.article(text)
    assert found is not None
    assert (found.kind, found.number) == ("pasal", number)


@pytest.mark.parametrize("text", ["Pasal 5 ayat (1)", "Pasal", "pasal 5", "dalam Pasal 5", "Pasal 5,", "Pasal sepuluh"])
def test_no_article(text: str) -> None:
    assert labels.article(text) is None


@pytest.mark.parametrize(
    ("text", "kind", "number", "rest"),
    [
        ("BAB II", "bab", "II", ""),
        ("BAB IVA TAHAPAN", "bab", "IVA", "TAHAPAN"),
        ("Bagian Kesatu", "bagian", "Kesatu", ""),
        ("Bagian Kedua Belas Pemungutan", "bagian", "Kedua Belas", "Pemungutan"),
        ("Bagian ketiga", "bagian", "ketiga", ""),
        ("Paragraf 3", "paragraf", "3", ""),
        ("Paragraf Dua", "paragraf", "Dua", ""),
        ("BUKU KESATU KETENTUAN UMUM", "buku", "KESATU", "KETENTUAN UMUM"),
    ],
)
def test_heading(text: str, kind: str, number: str, rest: str) -> None:
    found = labels.heading(text)
    assert found is not None
    assert (found.kind, found.number, found.rest) == (kind, number, rest)


@pytest.mark.parametrize("text", ["BAB", "Bagian dari daftar", "Paragraf ini", "Buku tamu", "dalam BAB II", "BABAK II"])
def test_no_heading(text: str) -> None:
    assert labels.heading(text) is None


@pytest.mark.parametrize(
    ("before", "value", "next_"),
    [
        ((5, ""), (6, ""), True),
        ((5, ""), (5, "a"), True),
        ((5, "a"), (5, "b"), True),
        ((5, "b"), (6, ""), True),
        ((5, ""), (7, ""), False),
        ((5, ""), (5, ""), False),
        ((5, ""), (5, "b"), False),
        ((5, ""), (4, ""), False),
    ],
)
def test_follows(before: tuple[int, str], value: tuple[int, str], next_: bool) -> None:
    assert labels.follows(before, value) is next_


@given(st.integers(1, 60), st.sampled_from(sorted(labels.KINDS)))
def test_every_successor_is_a_label_that_follows(value: int, style: str) -> None:
    number = labels.successor(style, (value, ""))
    found = labels.item(style.replace("1", number).replace("a", number) + " kata")
    assert found is not None
    assert found.style == style
    assert labels.follows((value, ""), found.value)


@given(st.text(max_size=60))
def test_any_text_may_be_asked(text: str) -> None:
    found = labels.item(text)
    if found is not None:
        assert "".join(text.split()).endswith("".join(found.rest.split()))
    labels.article(text)
    labels.heading(text)


@pytest.mark.parametrize(
    ("text", "label", "length"),
    [
        ("(21 Jadwal", "(2)", 3),
        ("1O. Kotak", "10.", 3),
        ("t2. Bilik", "12.", 3),
        ("1 1. Segel", "11.", 4),
        ("l. Tinta", "1.", 2),
        ("4) Besarnya", "(4)", 2),
        ("(2) Jadwal", "(2)", 3),
    ],
)
def test_misread(text: str, label: str, length: int) -> None:
    assert spoilt.misread(text, label) == length


@pytest.mark.parametrize(
    ("text", "label"), [("1). Jadwal", "(1)"), ("Jadwal", "(2)"), ("(3) Jadwal", "(2)"), ("lain", "1."), ("", "a.")]
)
def test_not_misread(text: str, label: str) -> None:
    assert spoilt.misread(text, label) is None
