"""Older regulations print a title in the middle under an article's number: what follows are its paragraphs."""

from __future__ import annotations

from pathlib import Path

from pkpu_review.ingest import read
from tests.ingest.drawn import Page, pdf

ARTICLE = [
    (275.0, "Pasal 1"),
    (255.0, "Penjagaan Gudang"),
    (85.0, "(1) Gudang dijaga oleh dua orang petugas pada setiap saat, siang dan malam."),
    (85.0, "(2) Petugas mencatat setiap barang yang masuk dan keluar, yaitu:"),
    (107.0, "a. kotak suara; dan"),
    (107.0, "b. bilik suara."),
]


def test_paragraphs_under_a_title(tmp_path: Path) -> None:
    path = tmp_path / "berjudul.pdf"
    path.write_bytes(pdf(Page(ARTICLE)))
    regulation = read(path)
    assert [(p.id, p.lead) for p in regulation.walk()][:2] == [
        ("pasal-1", "Penjagaan Gudang"),
        ("pasal-1/ayat-1", "Gudang dijaga oleh dua orang petugas pada setiap saat, siang dan malam."),
    ]
    assert [p.id for p in regulation.walk()][2:] == [
        "pasal-1/ayat-2",
        "pasal-1/ayat-2/huruf-a",
        "pasal-1/ayat-2/huruf-b",
    ]
    assert regulation.problems == ()


def test_a_short_sentence_is_no_title(tmp_path: Path) -> None:
    path = tmp_path / "kalimat.pdf"
    lines = [(275.0, "Pasal 1"), (85.0, "Gudang dijaga siang dan malam oleh petugas yang ditunjuk dengan ketentuan:")]
    path.write_bytes(pdf(Page([*lines, (107.0, "a. tidak sendirian; dan"), (107.0, "b. tidak tidur.")])))
    assert [p.id for p in read(path).walk()] == ["pasal-1", "pasal-1/huruf-a", "pasal-1/huruf-b"]


def test_a_list_of_roman_numbers_is_no_misread_one(tmp_path: Path) -> None:
    path = tmp_path / "romawi.pdf"
    items = [(107.0, "i. sarung tangan;"), (107.0, "ii. sepatu karet; dan"), (107.0, "iii. penutup kepala.")]
    path.write_bytes(pdf(Page([(275.0, "Pasal 1"), (85.0, "Petugas memakai perlengkapan berikut:"), *items])))
    regulation = read(path)
    assert regulation.problems == () and regulation.mends == ()
    assert [p.id for p in regulation.walk()] == [
        "pasal-1",
        "pasal-1/angka-i",
        "pasal-1/angka-ii",
        "pasal-1/angka-iii",
    ]
