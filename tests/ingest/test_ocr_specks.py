"""What Tesseract reads into dirt is told apart from print, and kept."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkpu_review.ingest.ocr_page import words
from pkpu_review.ingest.ocr_specks import Told, part
from pkpu_review.ingest.pdf_words import Word

HEIGHT = 9.0


def line(text: str, sure: dict[str, float] | None = None, gaps: dict[str, float] | None = None) -> list[Told]:
    """Return the words of *text*, sure by 95 where *sure* says nothing, 4 points apart where *gaps* says nothing."""
    told, left = [], 100.0
    for word in text.split():
        left += (gaps or {}).get(word, 4.0)
        right = left + 5.5 * len(word)
        told.append(Told(Word(word, left, right, 300.0, HEIGHT, 0), (sure or {}).get(word, 95.0)))
        left = right
    return told


@pytest.mark.parametrize(
    ("told", "print", "dirt"),
    [
        (line("Jaminan untuk Kas Negara. :", {":": 40.0}, {":": 48.0}), "Jaminan untuk Kas Negara.", ":"),
        (line("tanggal valuta; |"), "tanggal valuta;", "|"),
        (line("—d. SPM untuk pembayaran", {"—d.": 0.0}), "d. SPM untuk pembayaran", "—"),
        (line("| . Direktur Jenderal", {".": 24.0}), ". Direktur Jenderal", "|"),
        (line("Tahun Anggaran berkenaan. b", {"b": 55.0}, {"b": 213.0}), "Tahun Anggaran berkenaan.", "b"),
        (line("REPUBL!KA VLW", {"REPUBL!KA": 8.0, "VLW": 0.0}), "", "REPUBL!KA VLW"),
        (line("| _"), "", "| _"),
    ],
)
def test_dirt(told: list[Told], print: str, dirt: str) -> None:
    printed, specks = part(told, HEIGHT)
    assert " ".join(one.word.text for one in printed) == print
    assert " ".join(word.text for word in specks) == dirt


@pytest.mark.parametrize(
    "text",
    [
        "- 3 -",
        "- Kabupaten Sukabumi",
        "Agar . . .",
        "(2) Pekerjaan sebagaimana dimaksud pada ayat (1)",
        "“Pemilihan” adalah",
        "...",
        "Rp 5",
        "–",
    ],
)
def test_print(text: str) -> None:
    printed, specks = part(line(text, {".": 40.0}), HEIGHT)
    assert " ".join(one.word.text for one in printed) == text
    assert specks == []


def test_flat_letters_are_dirt_but_where_they_are_certain() -> None:
    assert part(line("AM PN Na", {"AM": 24.0, "PN": 26.0, "Na": 15.0}), 2.4)[0] == []
    assert len(part(line(".........."), 1.5)[0]) == 1


@given(
    st.lists(
        st.tuples(st.text("aB1(.)|_—:“…", min_size=1, max_size=5), st.floats(0, 100), st.floats(-5, 300)),
        min_size=1,
        max_size=6,
    ),
    st.floats(0, 30),
)
def test_no_letter_is_lost(told: list[tuple[str, float, float]], height: float) -> None:
    given_, left = [], 0.0
    for text, sure, gap in told:
        left += gap + 30
        given_.append(Told(Word(text, left, left + 30, 0.0, height, 0), sure))
    printed, specks = part(given_, height)
    found = "".join(one.word.text for one in printed) + "".join(word.text for word in specks)
    assert sorted(found) == sorted("".join(text for text, _, _ in told))


def test_a_page_keeps_its_specks_apart() -> None:
    table: dict[str, list[Any]] = {
        "text": ["", "Pasal", "5", "Ph"],
        "block_num": [1, 1, 1, 2],
        "par_num": [0, 1, 1, 1],
        "line_num": [0, 1, 1, 1],
        "left": [0, 100, 160, 10],
        "top": [0, 50, 50, 900],
        "width": [900, 50, 10, 20],
        "height": [900, 40, 40, 40],
        "conf": [-1, 96, 90, 11],
    }
    seen = words(table, 0.24)
    assert [word.text for word in seen.words] == ["Pasal", "5"]
    assert [word.text for word in seen.specks] == ["Ph"]
    assert seen.sure == 93.0
