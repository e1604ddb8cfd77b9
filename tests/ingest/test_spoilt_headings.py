"""Headings of chapters that a recognised layer spoiled: only the one that comes next is seen in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkpu_review import ids
from pkpu_review.ingest.spoilt_headings import chapter, roman


@pytest.mark.parametrize(
    ("text", "last", "printed"),
    [
        ("BAB lV", {"bab": 3}, "BAB IV"),
        ("B4B XIT", {"bab": 11}, "BAB XII"),
        ("Bagian Kedu4", {"bagian": 1}, "Bagian Kedua"),
        ("Baqian Pertama", {}, "Bagian Pertama"),
        ("Paraqraf l", {"bagian": 4}, "Paragraf 1"),
    ],
)
def test_the_next_heading(text: str, last: dict[str, int], printed: str) -> None:
    found = chapter(text, last)
    assert found is not None and found.printed == printed


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("BAB lV", {"bab": 7}),
        ("Bagian Kelima", {"bagian": 1}),
        ("Bagi Jemaah Haji", {}),
        ("Bab ini mengatur", {}),
        ("BAB", {}),
        ("", {}),
        ("Paragraf 3", {"paragraf": 1}),
    ],
)
def test_no_heading(text: str, last: dict[str, int]) -> None:
    assert chapter(text, last) is None


@given(st.integers(1, 89))
def test_roman_numerals_are_read_again(value: int) -> None:
    assert ids.roman(roman(value)) == value
