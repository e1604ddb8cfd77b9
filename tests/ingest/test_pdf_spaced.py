"""Pages that are set with space between their letters."""

from __future__ import annotations

from pathlib import Path

from pkpu_review.ingest import read
from pkpu_review.ingest.pdf_spaced import joined
from pkpu_review.ingest.pdf_words import Word
from pkpu_review.model import Reading


def spaced(text: str, apart: float, between: float, y: float = 100.0) -> list[Word]:
    """Every letter of *text* as a word, letters and words so many points apart."""
    words, x = [], 90.0
    for letter in text:
        if letter == " ":
            x += between - apart
            continue
        words.append(Word(letter, x, x + 5.0, y, 12.0, 400))
        x += 5.0 + apart
    return words


def test_letters_become_words() -> None:
    lines = [*spaced("Pasal 13", 1.5, 8.0), *spaced("Cukup jelas.", 1.5, 6.0, 118.0)]
    assert [word.text for word in joined(lines)] == ["Pasal", "13", "Cukup", "jelas."]
    assert joined(lines)[0].x1 == lines[4].x1


def test_words_of_one_letter_stay_words() -> None:
    marks = [Word("V", 90.0 + 60 * place, 96.0 + 60 * place, 100.0, 12.0, 400) for place in range(30)]
    assert joined(marks) == marks
    text = [
        Word(word, 90.0 + 40 * place, 127.0 + 40 * place, 100.0, 12.0, 400) for place, word in enumerate("abcdefgh")
    ]
    plain = [Word("gudang", 90.0, 130.0, 100.0 + n, 12.0, 400) for n in range(40)]
    assert joined([*plain, *text]) == [*plain, *text]


def test_a_spaced_page_of_a_statute(shared: Path) -> None:
    regulation = read(shared / "real/amendments/uu-1989-7.pdf", Reading(ocr="never"))
    assert regulation["penjelasan/pasal-14/ayat-3"].lead == "Cukup jelas"  # page 31
    assert regulation["penjelasan/pasal-16/ayat-4"].pages == (31,)
