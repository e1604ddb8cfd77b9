"""References as drafts and statutes print them, and the places they name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkpu_review.lexis.references import find


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
        ("Pasal 13 Peraturan Komisi ini", ["pasal-13"]),
        ("Pasal 4 Protokol menyatakan bahwa", ["pasal-4!"]),
        ("Pasal III Aturan Peralihan Undang-Undang Dasar Negara Republik Indonesia", ["pasal-iii!"]),
        ("Pasal 236 a Reglemen Indonesia yang Diperbaharui", ["pasal-236!"]),
        ("Pasal 5 Undang-Undang Perbankan", ["pasal-5!"]),
        ("Pasal 10 sampai dengan Pasal 19 dalam BAB VII Undang-Undang Nomor 28 Tahun 1999",
         ["pasal-10!", "..pasal-19!", "bab-vii!"]),
        ("Pasal 10 dalam BAB VII Peraturan Komisi ini", ["pasal-10", "bab-vii"]),
        ("Undang-Undang Nomor 8 Tahun 1981 tentang Hukum Acara Pidana, yaitu antara lain Pasal 32", ["pasal-32!"]),
        ("menurut Undang-Undang Nomor 8 Tahun 1981 Pasal 32 dan Pasal 33", ["pasal-32!", "pasal-33!"]),
        ("Undang-Undang Nomor 8 Tahun 1981. Penyidik menurut Pasal 32", ["pasal-32"]),
        ("Undang-Undang Nomor 8 Tahun 1981 sebagaimana dimaksud dalam Pasal 32", ["pasal-32"]),
        ("BAB II Bagian Kesatu Paragraf 3", ["bab-ii/bagian-kesatu/paragraf-3"]),
        ("tercantum dalam Lampiran II", ["lampiran-ii"]),
        ("tercantum dalam Lampiran yang merupakan bagian tidak terpisahkan", ["lampiran-"]),
        ("tercantum dalam Anak Lampiran II", []),
        ("dimaksud dalam Diktum KESATU dan Diktum KETIGA", ["diktum-kesatu", "diktum-ketiga"]),
        ("Pasal 14 ayat (1), huruf a huruf b, dan huruf c",
         ["pasal-14/ayat-1", "pasal-14/ayat-1/huruf-a", "pasal-14/ayat-1/huruf-b", "pasal-14/ayat-1/huruf-c"]),
        ("Pasal 14 ayat (1) kecuali huruf e dan huruf f",
         ["pasal-14/ayat-1", "pasal-14/ayat-1/huruf-e", "pasal-14/ayat-1/huruf-f"]),
        ("ayat (2) kecuali ayat (3)", ["ayat-2", "ayat-3"]),
        ("dalam Pasal (4) ayat (1)", ["pasal-4/ayat-1"]),
        ("Pasal 5 ayat 2 huruf (a)", ["pasal-5/ayat-2/huruf-a"]),
        ("huruf di atas", []),
        ("di atas angka 60% konsentrat", []),
        ("mendekati angka 1,5 per tahun", []),
        ("paling banyak 5 (lima) orang saksi", []),
        ("tidak ada huruf kapital", []),
        ("angka kredit dan huruf tebal", []),
    ],
)  # fmt: skip
def test_references_are_read_whole(text: str, expected: list[str]) -> None:
    assert places(text) == expected


def test_a_reference_holds_its_words() -> None:
    text = "Rencana menurut Pasal 5 ayat (1), ayat (2), dan Pasal 7 berlaku."
    found = find(text)
    assert [reference.text for reference in found] == ["Pasal 5 ayat (1)", "ayat (2)", "Pasal 7"]
    assert [text[reference.start : reference.end] for reference in found] == [reference.text for reference in found]
    assert [reference.carried for reference in found] == [0, 1, 0]
    assert {reference.list for reference in found} == {0}


@given(st.text(alphabet="Pasalytinghurfdk0123456789()., /\n-IVX", max_size=80))
def test_any_text_is_read(text: str) -> None:
    end = 0
    for reference in find(text):
        assert end <= reference.start < reference.end <= len(text)
        assert reference.path and reference.carried < len(reference.path)
        assert text[reference.start : reference.end] == reference.text
        end = reference.end
