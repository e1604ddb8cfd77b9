"""Titles and ends of regulations stand in the lines in which they are printed; no word is lost or moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkpu_review.report.sheet import Paragraph, Run
from pkpu_review.report.sheets.printed_lines import lined


def lines(kind: str, *runs: Run) -> list[str]:
    """Return the lines of words of that *kind*."""
    return ["".join(run.text for run in one.runs) for one in lined(kind, Paragraph(runs))]


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        (
            "judul",
            "RANCANGAN PERATURAN KPU / NOMOR ... TAHUN 2022 / TENTANG / PERUBAHAN ATAS PERATURAN KPU NOMOR 3 TENTANG X",
        ),
        ("judul", "BUPATI KATINGAN / KEPUTUSAN BUPATI KATINGAN / NOMOR 5 TAHUN 2022 / TENTANG / BANTUAN"),
        ("judul", "DENGAN RAHMAT TUHAN YANG MAHA ESA / KETUA KOMISI PEMILIHAN UMUM REPUBLIK INDONESIA,"),
        ("judul", "TAHAPAN DAN JADWAL"),
        (
            "penutup",
            "Ditetapkan di Jakarta / pada tanggal ... / KETUA KOMISI, / HASYIM A. ASY'ARI / Diundangkan di Jakarta",
        ),
        ("penutup", "pada tanggal 2 Mei 2022 / DIREKTUR JENDERAL, / BERITA NEGARA TAHUN 2022 NOMOR 5"),
        ("penutup", "Tembusan: / 1. Ketua DPRD Kabupaten; / 2. Bupati."),
        ("penutup", "TAMBAHAN LEMBARAN NEGARA REPUBLIK INDONESIA NOMOR 6109"),
        ("pasal", "Ditetapkan di Jakarta pada tanggal 2 Mei 2022"),
    ],
)
def test_a_line_begins_where_it_is_printed(kind: str, shown: str) -> None:
    assert lines(kind, Run(shown.replace(" / ", " "))) == shown.split(" / ")


def test_marks_stay_on_their_words() -> None:
    made = lined(
        "penutup",
        Paragraph(
            (
                Run("Ditetapkan di Jakarta pada tanggal "),
                Run("...", "delete"),
                Run(" "),
                Run("2 Mei", "insert"),
                Run(" KETUA"),
            )
        ),
    )
    assert [[(run.text, run.mark) for run in one.runs] for one in made] == [
        [("Ditetapkan di Jakarta", "equal")],
        [("pada tanggal ", "equal"), ("...", "delete"), (" ", "equal"), ("2 Mei", "insert")],
        [("KETUA", "equal")],
    ]


WORDS = st.sampled_from(
    ["Ditetapkan", "di", "KETUA,", "NOMOR", "TENTANG", "pada tanggal", "1.", "Tembusan", "a", "...", ""]
)


@given(
    st.sampled_from(["judul", "penutup"]), st.lists(st.tuples(WORDS, st.sampled_from(["equal", "insert", "delete"])))
)
def test_no_word_is_lost(kind: str, words: list[tuple[str, str]]) -> None:
    runs = tuple(Run(f"{word} ", mark) for word, mark in words)  # type: ignore[arg-type]
    made = [run for one in lined(kind, Paragraph(runs)) for run in one.runs]
    for mark in ("equal", "insert", "delete"):
        kept = " ".join(run.text for run in made if run.mark == mark).split()
        assert kept == " ".join(run.text for run in runs if run.mark == mark).split()
