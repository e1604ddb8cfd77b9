"""A provision as a sheet sets it out: labels, indents, headings, and the marks of a change in the right paragraph."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pkpu_review.model import Edit
from pkpu_review.report.sheet import Paragraph
from pkpu_review.report.sheets.paragraphs import paragraphs, redlined, renamed

from .conftest import p

ARTICLE = p(
    "pasal-5",
    "",
    p("pasal-5/ayat-1", "KPU menetapkan:", p("pasal-5/ayat-1/huruf-a", "jadwal; dan"), closing="setiap tahun."),
    p("pasal-5/ayat-2", "PPS mengumumkan hasilnya."),
)
NOW = "KPU menetapkan: jadwal; dan setiap tahun. PPS mengumumkan hasilnya."
SIGNS = {"equal": "{}", "insert": "{{+{}+}}", "delete": "[-{}-]"}


def shown(made: tuple[Paragraph, ...]) -> list[str]:
    """Return paragraphs as lines, two blanks a step of indent, marks in signs."""
    return [
        "  " * one.depth + f"{one.label} " * bool(one.label) + "".join(SIGNS[r.mark].format(r.text) for r in one.runs)
        for one in made
    ]


def test_an_article_is_set_out_with_its_labels() -> None:
    lines = ["(1) KPU menetapkan:", "  a. jadwal; dan", "  setiap tahun.", "(2) PPS mengumumkan hasilnya."]
    assert shown(paragraphs(ARTICLE)) == lines
    assert shown(redlined(ARTICLE, NOW, NOW, (Edit("equal", NOW, NOW),), 500)) == lines


def test_a_change_is_marked_in_its_paragraph() -> None:
    edits = (
        Edit("equal", "KPU menetapkan: jadwal; dan setiap", "KPU menetapkan: jadwal; dan setiap"),
        Edit("replace", "bulan.", "tahun."),
        Edit("equal", "PPS mengumumkan hasilnya.", "PPS mengumumkan hasilnya."),
        Edit("delete", "Semua.", ""),
    )
    made = redlined(ARTICLE, NOW.replace("tahun", "bulan") + " Semua.", NOW, edits, 500)
    assert shown(made) == [
        "(1) KPU menetapkan:",
        "  a. jadwal; dan",
        "  setiap [-bulan.-] {+tahun.+}",
        "(2) PPS mengumumkan hasilnya. [-Semua.-]",
    ]


def test_words_of_another_provision_are_not_set_out() -> None:
    assert redlined(ARTICLE, "Lain.", "Lain.", (Edit("equal", "Lain.", "Lain."),), 500) == ()
    assert redlined(p("pasal-9"), "", "", (), 500) == ()


def test_very_many_words_are_cut() -> None:
    long = p("pasal-7", "", *(p(f"pasal-7/ayat-{n}", f"Kalimat {n} yang panjang sekali.") for n in range(1, 300)))
    words = " ".join(f"Kalimat {n} yang panjang sekali." for n in range(1, 300))
    made = redlined(long, words, words, (Edit("equal", words, words),), 200)
    assert shown(made)[-1] == "…" and sum(one.length for one in made) < 240
    assert shown(made)[0] == "(1) Kalimat 1 yang panjang sekali."


def test_rows_of_a_table_stand_on_lines_of_their_own() -> None:
    table = p("lampiran/tabel-1", "No | Kegiatan", p("lampiran/tabel-1/baris-1", "1 | Pleno"))
    words = "No | Kegiatan 1 | Pleno"
    assert shown(redlined(table, words, words, (Edit("equal", words, words),), 500)) == ["No · Kegiatan", "1 · Pleno"]


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("I. UMUM", ["I. UMUM", "Isi."]),
        ("II. PASAL DEMI PASAL", ["II. PASAL DEMI PASAL", "Isi."]),
        ("VIII.", ["VIII. Isi."]),
        ("Huruf aa", ["Huruf aa", "Isi."]),
        ("a.", ["a. Isi."]),
    ],
)
def test_a_label_that_is_a_heading_stands_on_a_line_of_its_own(label: str, lines: list[str]) -> None:
    assert shown(paragraphs(replace(p("penjelasan/umum", "Isi."), label=label))) == lines


@pytest.mark.parametrize(
    ("was", "own", "told"),
    [
        ("I. UMUM", "1. UMUM", "[-I.-] {+1.+} UMUM"),
        ("a.", "1.", "[-a.-] {+1.+}"),
        ("Ayat (1)", "Ayat 1", "[-Ayat (1)-] {+Ayat 1+}"),
    ],
)
def test_of_a_label_written_otherwise_what_differs_is_marked(was: str, own: str, told: str) -> None:
    assert shown((Paragraph(renamed(was, own)),)) == [told]
