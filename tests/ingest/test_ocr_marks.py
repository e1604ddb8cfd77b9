"""Semicolons, which Tesseract's Indonesian data do not know."""

from __future__ import annotations

from pathlib import Path

from pkpu_review.ingest.ocr_marks import doubtful, mend, only
from pkpu_review.ingest.pdf_words import Word


def word(text: str, left: float, baseline: float = 100.0) -> Word:
    return Word(text, left, left + 5.0 * len(text), baseline, 9.0, 0)


def test_only_the_ends_of_lines_are_in_doubt() -> None:
    line = [word("Pertama,", 10), word("sisa", 60), word("pekerjaan,", 90), word("dan", 150)]
    last = [word("sebagai", 10, 120.0), word("berikut:", 60, 120.0)]
    assert [one.text for one in doubtful([*line, *last, word(":", 10, 140.0)])] == ["pekerjaan,", "berikut:"]


def test_a_semicolon_is_taken_where_it_stands_at_the_same_place() -> None:
    found = [word("pekerjaan,", 90), word("berikut:", 60, 120.0), word("anggaran,", 90, 140.0)]
    again = [word("pekerjaar;", 91), word("berikut:", 60, 121.0), word("anggaran;", 90, 160.0)]
    mend(found, again)
    # of the second reading nothing but the mark is taken, and none from another line
    assert [one.text for one in found] == ["pekerjaan;", "berikut:", "anggaran,"]


def test_the_second_picture_shows_the_lines_in_question_alone(tmp_path: Path) -> None:
    from PIL import Image

    black = Image.new("L", (100, 400), 0)
    picture = only(black, [word("anggaran,", 10, 100.0)], 0.5)
    rows = [row for row in range(400) if picture.getpixel((50, row)) == 0]
    assert rows == list(range(round((100 - 1.3 * 9) * 2), round((100 + 0.6 * 9) * 2)))
