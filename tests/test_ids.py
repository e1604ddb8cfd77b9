"""Ids of provisions: made, taken apart, put in order, cited."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkpu_review import ids

NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "ix", "x", "xiv", "xix", "xl", "xlix", "l", "xc", "xcix", "c", "cxx")
VALUES = (1, 2, 3, 4, 5, 6, 9, 10, 14, 19, 40, 49, 50, 90, 99, 100, 120)
segments = st.one_of(
    st.tuples(st.sampled_from(["pasal", "ayat", "angka"]), st.from_regex(r"[1-9][0-9]{0,2}[a-z]?", fullmatch=True)),
    st.tuples(st.just("huruf"), st.from_regex(r"[a-z]{1,2}", fullmatch=True)),
    st.tuples(st.sampled_from(["bab", "lampiran"]), st.sampled_from(NUMERALS)),
    st.tuples(st.sampled_from(["menimbang", "mengingat", "penjelasan", "umum"]), st.just("")),
)
letters = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=3)


@pytest.mark.parametrize(
    ("kind", "number", "segment"),
    [
        ("ayat", "2", "ayat-2"),
        ("ayat", "(2a)", "ayat-2a"),
        ("pasal", "5A", "pasal-5a"),
        ("bab", "IVA", "bab-iva"),
        ("bagian", "Kedua Belas", "bagian-kedua-belas"),
        ("huruf", "aa", "huruf-aa"),
        ("diktum", "KEDUA BELAS", "diktum-kedua-belas"),
        ("judul", "", "judul"),
        ("lampiran", "", "lampiran"),
    ],
)
def test_segment(kind: str, number: str, segment: str) -> None:
    assert ids.segment(kind, number) == segment


@pytest.mark.parametrize(
    ("id", "citation"),
    [
        ("pasal-5/ayat-2/huruf-a/angka-1", "Pasal 5 ayat (2) huruf a angka 1"),
        ("pasal-5a/ayat-2a", "Pasal 5A ayat (2a)"),
        ("pasal-i/angka-3/pasal-20/ayat-1", "Pasal I angka 3 Pasal 20 ayat (1)"),
        ("menimbang/huruf-b", "Menimbang huruf b"),
        ("mengingat/angka-12", "Mengingat angka 12"),
        ("bab-iva/bagian-kedua-belas/paragraf-1", "BAB IVA Bagian Kedua Belas Paragraf 1"),
        ("bab-i/bagian-kesatu/paragraf-dua", "BAB I Bagian Kesatu Paragraf Dua"),
        ("buku-kesatu/bab-i", "Buku Kesatu BAB I"),
        ("penjelasan/umum", "Penjelasan Umum"),
        ("penjelasan/pasal-5/ayat-1", "Penjelasan Pasal 5 ayat (1)"),
        ("lampiran", "Lampiran"),
        ("lampiran-ii/tabel-1/baris-3", "Lampiran II tabel 1 baris 3"),
        ("diktum-kesatu/huruf-a", "Diktum KESATU huruf a"),
        ("diktum-kedua-puluh-satu", "Diktum KEDUA PULUH SATU"),
        (
            "lampiran-ii/bab-iii/bagian-a/angka-1/alinea-2/huruf-a",
            "Lampiran II BAB III Bagian A angka 1 alinea 2 huruf a",
        ),
        ("lampiran/angka-ii/angka-1-2-3", "Lampiran angka II angka 1.2.3"),
        ("lampiran/angka-b-1", "Lampiran angka B.1"),
        ("pasal-3~2", "Pasal 3 (ulangan ke-2)"),
        ("pasal-3/ayat-1~3/huruf-a", "Pasal 3 ayat (1) (ulangan ke-3) huruf a"),
        ("menimbang~2", "Menimbang (ulangan ke-2)"),
    ],
)
def test_citation(id: str, citation: str) -> None:
    assert ids.cite(id) == citation


@pytest.mark.parametrize(("text", "value"), list(zip(NUMERALS, VALUES, strict=True)))
def test_roman(text: str, value: int) -> None:
    assert ids.roman(text) == ids.roman(text.upper()) == value


@pytest.mark.parametrize("text", ["", "abc", "5", "a", "vvi"])
def test_not_roman(text: str) -> None:
    assert ids.roman(text) is None


@pytest.mark.parametrize("text", ["iiii", "vv", "ivx", "xiiv", "iix"])
def test_a_misprint_is_no_inserted_letter(text: str) -> None:
    assert ids.roman(text) is None


def test_roman_with_an_inserted_letter() -> None:
    assert ids.roman("IXA") == 9
    assert ids.roman("IVC") == 4
    assert ids.number_order("bab", "ixa") == (9, "a")


@pytest.mark.parametrize(
    ("kind", "numbers"),
    [
        ("pasal", ["1", "2", "5", "5a", "5b", "6", "10", "10a", "100"]),
        ("ayat", ["1", "2", "2a", "2b", "3", "10"]),
        ("huruf", ["a", "b", "i", "v", "x", "z", "aa", "ab", "ba"]),
        ("angka", ["1", "2", "9", "10", "11"]),
        ("bab", ["i", "ii", "iv", "iva", "ivb", "v", "ix", "x", "xl"]),
        ("bagian", ["kesatu", "kedua", "kesepuluh", "kesebelas", "kedua-belas", "kesembilan-belas", "kedua-puluh"]),
        ("bagian", ["a", "b", "c", "d", "h"]),
        ("angka", ["1", "1-1", "1-2", "1-2-1", "1-2-10", "1-3", "2-1"]),
        ("angka", ["i-1", "i-2", "ii-1"]),
        ("diktum", ["kesatu", "kedua", "kesembilan", "kesebelas", "kedua-puluh-satu"]),
        ("pasal", ["i", "ii", "iii"]),
    ],
)
def test_order(kind: str, numbers: list[str]) -> None:
    keys = [ids.number_order(kind, number) for number in numbers]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_a_repeated_number_stands_with_the_first() -> None:
    assert ids.number_order("ayat", "3~2") == ids.number_order("ayat", "3")


@given(st.lists(segments, min_size=1, max_size=6))
def test_what_is_made_can_be_taken_apart(parts: list[tuple[str, str]]) -> None:
    id = ""
    for kind, number in parts:
        before, id = id, ids.join(id, ids.segment(kind, number))
        assert ids.parent(id) == before
    assert ids.parse(id) == parts


@given(st.lists(segments, min_size=1, max_size=6))
def test_a_citation_names_every_segment_once(parts: list[tuple[str, str]]) -> None:
    citation = ids.cite("/".join(ids.segment(kind, number) for kind, number in parts))
    told = citation.replace("(", "").replace(")", "").casefold().split()
    assert told == [word for kind, number in parts for word in (kind, number) if word]


@given(letters, letters)
def test_letters_are_ordered_as_lists_run(one: str, other: str) -> None:
    assert (ids.letter_order(one) < ids.letter_order(other)) == ((len(one), one) < (len(other), other))


@given(st.integers(1, 999), st.sampled_from(["", "A", "b", "Z"]))
def test_numbers_keep_their_order(number: int, letter: str) -> None:
    name = ids.segment("pasal", f"{number}{letter}").removeprefix("pasal-")
    assert ids.number_order("pasal", name) == (number, letter.lower())
