"""What is told below the words of a row."""

from __future__ import annotations

from pathlib import Path

import pkpu_review as pr
from pkpu_review.report.sheets.notes import Notes


def told(corpus: Path, family: str, place: str) -> dict[str, list[str]]:
    """Return the notes of *place* in the newer of the two versions of a sample, by kind."""
    old, new, *_ = sorted((corpus / family).glob("v[12]*.docx"))
    review = pr.review(new, old)
    found: dict[str, list[str]] = {}
    for note in Notes(review).of(review.new[place], True):
        found.setdefault(note.kind, []).append(note.text)
    return found


def test_a_reference_that_was_left_behind_is_told_where_it_stands(corpus: Path) -> None:
    """The sanction still cites the number that its article had before one was put in above it."""
    notes = told(corpus, "perlengkapan-pemungutan", "pasal-32/ayat-3")
    assert any("Pasal 17 ayat (2)" in text and "kini Pasal 18 ayat (2)" in text for text in notes["temuan"])


def test_a_prohibition_is_told_though_no_body_is_known(corpus: Path) -> None:
    notes = told(corpus, "perlengkapan-pemungutan", "pasal-21/ayat-3")
    assert notes["norma"] and notes["norma"][0].startswith("Dilarang: Tenaga harian")
