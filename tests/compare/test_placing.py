"""How a provision came to its place, in one sentence: whole articles split and merged, what went along, a new level."""

from __future__ import annotations

import pytest

from pkpu_review.compare import compare
from pkpu_review.model import Comparison

from .drafts import article, draft

WORDS = (
    "KPU menyusun daftar pemilih sementara berdasarkan data kependudukan yang diserahkan oleh pemerintah.",
    "PPS mengumumkan daftar tersebut di kantor kelurahan selama sepuluh hari berturut-turut.",
    "Peserta pemilihan membuka rekening khusus dana kampanye pada bank umum.",
    "Kantor akuntan publik memeriksa laporan dana kampanye setelah masa kampanye berakhir.",
)


def sentences(comparison: Comparison) -> dict[tuple[str | None, str | None], str]:
    return {(row.old, row.new): row.sentence for row in comparison.rows if row.sentence}


def test_what_was_split_names_all_that_it_became_and_what_stands_below_went_along() -> None:
    told = sentences(
        compare(draft(article(1, "", *WORDS)), draft(article(1, "", *WORDS[:2]), article(2, "", *WORDS[2:])))
    )
    whole = "Pasal 1 naskah lama dipecah menjadi Pasal 1 dan Pasal 2; kata-katanya tetap."
    assert told["pasal-1", "pasal-1"] == told["pasal-1", "pasal-2"] == whole
    assert told["pasal-1/ayat-3", "pasal-2/ayat-1"] == (
        "Semula Pasal 1 ayat (3), kini Pasal 2 ayat (1), karena Pasal 1 naskah lama dipecah; kata-katanya tetap."
    )


def test_what_was_merged_names_all_that_it_was_made_of() -> None:
    told = sentences(
        compare(draft(article(1, "", *WORDS[:2]), article(2, "", *WORDS[2:])), draft(article(1, "", *WORDS)))
    )
    whole = "Pasal 1 dan Pasal 2 naskah lama digabung menjadi Pasal 1; kata-katanya tetap."
    assert told["pasal-1", "pasal-1"] == told["pasal-2", "pasal-1"] == whole
    assert told["pasal-2/ayat-1", "pasal-1/ayat-3"].startswith("Semula Pasal 2 ayat (1), kini Pasal 1 ayat (3), karena")


@pytest.mark.parametrize("sinks", [True, False])
def test_words_that_only_change_their_level_stay_where_they_are(sinks: bool) -> None:
    flat, stepped = draft(article(1, WORDS[0])), draft(article(1, "", WORDS[0], WORDS[1]))
    (row,) = [row for row in compare(*((flat, stepped) if sinks else (stepped, flat))).rows if row.relation == "moved"]
    one, other = ("Pasal 1", "Pasal 1 ayat (1)") if sinks else ("Pasal 1 ayat (1)", "Pasal 1")
    assert row.sentence == (
        f"{one} naskah lama kini menjadi {other}; letak dan kata-katanya tetap, hanya tingkatannya yang berubah."
    )
    assert row.rank < 5
