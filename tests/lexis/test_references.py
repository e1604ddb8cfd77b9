"""References as drafts and statutes print them, and the places they name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkpu_review.lexis.references import candidates, find, resolve


def places(text: str) -> list[str]:
    """Every reference of *text* as a path, with ``..`` before the end of a range and ``!`` for another law."""
    return [
        (".." if reference.through else "")
        + "/".join(f"{kind}-{number}" for kind, number in reference.path)
        + ("!" if reference.foreign else "")
        for reference in find(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sebagaimana dimaksud dalam Pasal 5 ayat (2) huruf a angka 1", ["pasal-5/ayat-2/huruf-a/angka-1"]),
        ("ayat (1) dan ayat (3)", ["ayat-1", "ayat-3"]),
        ("Pasal 5 ayat (1) dan ayat (2) huruf a", ["pasal-5/ayat-1", "pasal-5/ayat-2/huruf-a"]),
        ("Pasal 5 sampai dengan Pasal 9", ["pasal-5", "..pasal-9"]),
        ("huruf a sampai dengan huruf d", ["huruf-a", "..huruf-d"]),
        ("dalam ayat (2), (3) dan (4) pasal ini", ["ayat-2", "ayat-3", "ayat-4"]),
        ("Pasal 5, 6, dan 7", ["pasal-5", "pasal-6", "pasal-7"]),
        ("huruf a, b, dan c", ["huruf-a", "huruf-b", "huruf-c"]),
        ("Pasal 12 dan 7 (tujuh) Hari kemudian", ["pasal-12"]),
        ("Pasal 12 dan 7 hari kemudian", ["pasal-12"]),
        ("Ketentuan ayat (2) dan ayat (3) Pasal 8 diubah", ["pasal-8/ayat-2", "pasal-8/ayat-3"]),
        ("Pasal 7 ayat (4) dan Pasal 9", ["pasal-7/ayat-4", "pasal-9"]),
        ("Pasal 5A ayat (1a)", ["pasal-5a/ayat-1a"]),
        ("Pasal 28 ayat (3) Undang-Undang Dasar Negara Republik Indonesia", ["pasal-28/ayat-3!"]),
        ("Pasal 13 dan Pasal 14 Undang-Undang Nomor 7 Tahun 2017", ["pasal-13!", "pasal-14!"]),
        ("Pasal 13 Peraturan Komisi Pemilihan Umum Nomor 3 Tahun 2022", ["pasal-13!"]),
        ("Pasal 13 Undang-Undang ini", ["pasal-13"]),
        ("BAB II Bagian Kesatu Paragraf 3", ["bab-ii/bagian-kesatu/paragraf-3"]),
        ("tercantum dalam Lampiran II", ["lampiran-ii"]),
        ("paling banyak 5 (lima) orang saksi", []),
        ("tidak ada huruf kapital", []),
        ("angka kredit dan huruf tebal", []),
    ],
)
def test_references_are_read_whole(text: str, expected: list[str]) -> None:
    assert places(text) == expected


def test_a_reference_holds_its_words() -> None:
    text = "Rencana menurut Pasal 5 ayat (1), ayat (2), dan Pasal 7 berlaku."
    found = find(text)
    assert [reference.text for reference in found] == ["Pasal 5 ayat (1)", "ayat (2)", "Pasal 7"]
    assert [text[reference.start : reference.end] for reference in found] == [reference.text for reference in found]
    assert [reference.carried for reference in found] == [0, 1, 0]
    assert {reference.list for reference in found} == {0}


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
    ],
)  # fmt: skip
def test_a_reference_is_resolved_from_where_it_stands(text: str, where: str, known: set[str], expected: str) -> None:
    (reference,) = find(text)
    assert resolve(reference, where, known) == expected


@given(st.text(alphabet="Pasalytinghurfdk0123456789()., /\n-IVX", max_size=80))
def test_any_text_is_read(text: str) -> None:
    end = 0
    for reference in find(text):
        assert end <= reference.start < reference.end <= len(text)
        assert reference.path and reference.carried < len(reference.path)
        list(candidates(reference, "pasal-1/ayat-1"))
        end = reference.end
