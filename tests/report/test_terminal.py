"""Lines for a terminal: folded between words, none lost, each with its role."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pkpu_review.report.text.terminal import LEAST, Line, columns, folded, paint

WORDS = st.lists(st.text("abc é", min_size=1, max_size=12), max_size=20).map(" ".join)


def test_a_long_line_goes_on_below_between_words() -> None:
    line: Line = (("  Pasal 5: ", "label"), ("KPU menetapkan jadwal pemungutan suara", "plain"))
    assert paint(folded(line, 34, 4)) == "  Pasal 5: KPU menetapkan jadwal\n    pemungutan suara\n"


def test_an_empty_line_stays() -> None:
    assert list(folded((), 80, 4)) == [()]


@given(WORDS, WORDS, st.integers(1, 120), st.integers(0, 12))
def test_no_word_is_lost_and_no_line_is_too_wide(label: str, words: str, width: int, indent: int) -> None:
    line: Line = ((label, "label"), (words, "plain"))
    made = list(folded(line, width, indent))
    assert " ".join(paint(made).split()) == " ".join(f"{label}{words}".split())
    room = max(width, indent + LEAST)
    for one in made:
        text = "".join(part for part, _ in one).rstrip()
        assert columns(text) <= room or " " not in text.strip()
