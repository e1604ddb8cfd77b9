"""References and where they stand → the provisions that they name."""

from __future__ import annotations

import pytest

from pkpu_review.lexis.places import Places, of_base_law
from pkpu_review.lexis.references import find


@pytest.mark.parametrize(
    ("text", "where", "known", "expected"),
    [
        ("ayat (2)", "pasal-7/ayat-3", {"pasal-7/ayat-2"}, "pasal-7/ayat-2"),
        ("huruf a", "pasal-7/ayat-3", {"pasal-7/ayat-3/huruf-a", "pasal-7/huruf-a"}, "pasal-7/ayat-3/huruf-a"),
        ("huruf a", "pasal-7/ayat-3/huruf-c", {"pasal-7/huruf-a"}, "pasal-7/huruf-a"),
        ("huruf a", "menimbang/huruf-d", {"menimbang/huruf-a"}, "menimbang/huruf-a"),
        ("Pasal 5", "pasal-7", {"pasal-5"}, "pasal-5"),
        ("Pasal 5 ayat (1)", "pasal-7", {"pasal-5"}, None),
        ("ayat (2)", "penjelasan/pasal-4/ayat-1", {"pasal-4/ayat-2"}, "pasal-4/ayat-2"),
        ("Pasal 21", "pasal-i/angka-3/pasal-20/ayat-1", {"pasal-i/angka-3/pasal-21"}, "pasal-i/angka-3/pasal-21"),
        ("ayat (1)", "pasal-i/angka-3/pasal-2", {"pasal-i/angka-3/pasal-2/ayat-1"}, "pasal-i/angka-3/pasal-2/ayat-1"),
        ("Pasal 28 Undang-Undang Dasar", "pasal-1", {"pasal-28"}, None),
        ("Pasal 39 huruf a", "pasal-7", {"pasal-39/ayat-1", "pasal-39/ayat-1/huruf-a"}, "pasal-39/ayat-1/huruf-a"),
        ("Pasal 3 huruf a", "pasal-7",
         {"pasal-3/ayat-1", "pasal-3/ayat-1/huruf-a", "pasal-3/ayat-2", "pasal-3/ayat-2/huruf-a"}, None),
        ("Pasal 20", "pasal-i/angka-3", {"pasal-i/angka-3/pasal-20"}, "pasal-i/angka-3/pasal-20"),
        ("Pasal 21", "pasal-i/angka-3/pasal-20", {"pasal-i/angka-4/pasal-21"}, "pasal-i/angka-4/pasal-21"),
        ("Pasal 21 ayat (1)", "pasal-7", {"pasal-i/angka-4/pasal-21/ayat-1"}, None),
        ("BAB II", "lampiran/bab-iii/angka-1", {"bab-ii", "lampiran/bab-ii"}, "lampiran/bab-ii"),
        ("Pasal 5", "lampiran/tabel-1/baris-2", {"pasal-5"}, "pasal-5"),
        ("Lampiran II", "pasal-5", {"lampiran-ii"}, "lampiran-ii"),
        ("Lampiran", "pasal-5", {"lampiran-i"}, None),
        ("Diktum KESATU", "diktum-kedua", {"diktum-kesatu"}, "diktum-kesatu"),
    ],
)  # fmt: skip
def test_a_reference_is_resolved_from_where_it_stands(
    text: str, where: str, known: set[str], expected: str | None
) -> None:
    (reference,) = find(text)
    assert Places(known).resolve(reference, where) == expected


@pytest.mark.parametrize(
    ("text", "where", "expected"),
    [
        ("Bagian Kesatu", "pasal-7/ayat-1", "bab-iii/bagian-kesatu"),
        ("Paragraf 2", "pasal-7", "bab-iii/bagian-kesatu/paragraf-2"),
        ("Bagian Kedua Paragraf 1", "pasal-7", "bab-iii/bagian-kedua/paragraf-1"),
        ("Bagian Ketiga", "pasal-7", None),
    ],
)
def test_a_part_of_a_chapter_is_one_of_the_same_chapter(text: str, where: str, expected: str | None) -> None:
    known = [
        "bab-ii/bagian-kesatu", "bab-ii/bagian-ketiga", "bab-iii", "bab-iii/bagian-kesatu",
        "bab-iii/bagian-kesatu/paragraf-2", "bab-iii/bagian-kedua", "bab-iii/bagian-kedua/paragraf-1", "pasal-7",
    ]  # fmt: skip
    places = Places(known, {"pasal-7": ("bab-iii", "bab-iii/bagian-kesatu", "bab-iii/bagian-kesatu/paragraf-2")})
    (reference,) = find(text)
    assert places.resolve(reference, where) == expected


def test_what_is_carried_over_comes_first_then_what_is_printed() -> None:
    *_, reference = find("Pasal 7 ayat (4) dan ayat (1)")
    assert Places({"pasal-7/ayat-1", "pasal-9/ayat-1"}).resolve(reference, "pasal-9/ayat-2") == "pasal-7/ayat-1"
    assert Places({"pasal-9/ayat-1"}).resolve(reference, "pasal-9/ayat-2") == "pasal-9/ayat-1"


def test_the_deepest_known_place_is_reached() -> None:
    (reference,) = find("Pasal 7 ayat (4) huruf b")
    assert Places({"pasal-7", "pasal-7/ayat-4"}).reach(reference, "pasal-1") == ("pasal-7/ayat-4", (("huruf", "b"),))
    assert Places({"pasal-8"}).reach(reference, "pasal-1") == (None, reference.path)


def test_roman_articles_amend_another_law() -> None:
    assert of_base_law("pasal-i/angka-3/pasal-20") and of_base_law("penjelasan/pasal-ii")
    assert not of_base_law("pasal-1/ayat-2") and not of_base_law("bab-i")
