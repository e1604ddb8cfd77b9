"""A line that may be the spoiled heading of a chapter ("BAB lV", "Bagian Kedu4") → the heading that comes next.

As for labels, nothing is guessed from the letters alone: BAB counts on in Roman numerals, Bagian in words, Paragraf
in digits, each from one again below the next heading above it; what is printed must be a misreading of the next one.
"""

from __future__ import annotations

from collections.abc import Mapping

from pkpu_review import ids
from pkpu_review.ingest.labels import Heading
from pkpu_review.ingest.spoilt import misread

LONGEST = 30
"""Characters of the longest such heading: "Bagian Kedua Puluh Sembilan"."""
WORD, ORDINAL = 60.0, 70.0
"""Likeness in percent from which a spoiled word may be "BAB", "Bagian" or "Paragraf", and the one behind an ordinal."""
_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_WORDS = {"bab": "BAB", "bagian": "Bagian", "paragraf": "Paragraf"}


def chapter(text: str, last: Mapping[str, int]) -> Heading | None:
    """Return the heading that *text* is a misreading of.

    Args:
        text: a line.
        last: number of the last heading of each kind that is still open.
    """
    first, _, rest = text.strip().partition(" ")
    rest = rest.strip()
    if not rest or len(text) > LONGEST or not first[0].isupper():
        return None
    from rapidfuzz import fuzz

    for kind, word in _WORDS.items():
        if fuzz.ratio(first.casefold(), word.casefold()) < WORD or abs(len(first) - len(word)) > 1:
            continue
        value = last.get(kind, 0) + 1
        if kind == "bagian":
            names = [*ids.ORDINALS[value - 1 : value], *["pertama"] * (value == 1)]
            number = max(names, key=lambda name: fuzz.ratio(rest.casefold(), name), default="").title()
            fits = fuzz.ratio(rest.casefold(), number.casefold()) >= ORDINAL
        else:
            number = roman(value) if kind == "bab" else str(value)
            fits = misread("".join(rest.split()), number) == len("".join(rest.split()))
        if fits:
            return Heading(kind, number, f"{word} {number}", "")
    return None


def roman(value: int) -> str:
    """Return *value*, from 1 to 89, as a Roman numeral."""
    told = ""
    for worth, letters in _ROMAN:
        while value >= worth:
            told, value = told + letters, value - worth
    return told
