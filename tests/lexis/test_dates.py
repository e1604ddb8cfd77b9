"""A text → the dates in it, and what a cell of a schedule says of a time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkpu_review.knowledge import load
from pkpu_review.lexis.dates import find, period

WORDS = load("schedule.toml")["dates"]["words"]
MONTHS = list(load("schedule.toml")["dates"]["months"])
days = st.dates(date(1945, 8, 17), date(2199, 12, 31))


def written(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@pytest.mark.parametrize("example", WORDS["examples"], ids=lambda example: example["text"])
def test_a_cell_that_names_days(example: dict[str, str]) -> None:
    assert period(example["text"]) == (date.fromisoformat(example["start"]), date.fromisoformat(example["end"]))


@pytest.mark.parametrize("text", WORDS["counter_examples"])
def test_a_cell_that_says_something_else(text: str) -> None:
    assert period(text) is None


@pytest.mark.parametrize("sign", ["s.d.", "s/d", "sd", "sampai", "sampai dengan", "hingga", "-", "–"])
def test_spans_of_days(sign: str) -> None:
    assert period(f"1 Juni 2026 {sign} 3 Juli 2026") == (date(2026, 6, 1), date(2026, 7, 3))


@pytest.mark.parametrize(
    "text", ["tahun 2026-2027", "Nomor 7-14", "3 s.d. 5", "12.345.678", "1/2", "30 Februari 2026", ""]
)
def test_no_dates(text: str) -> None:
    assert list(find(text)) == []


def test_dates_in_a_sentence() -> None:
    text = "Dimulai pada tanggal 14 Juni 2022, ditutup 1 s.d. 3 Juli 2022, dan berlaku sejak 01-08-2022."
    assert [(text[one.start : one.end], one.first.day, one.last.day) for one in find(text)] == [
        ("14 Juni 2022", 14, 14),
        ("1 s.d. 3 Juli 2022", 1, 3),
        ("01-08-2022", 1, 1),
    ]


@given(days, st.sampled_from([str, str.upper, str.lower]))
def test_every_day_is_read(day: date, case: type[str]) -> None:
    assert period(case(written(day))) == (day, day)


@given(days, st.integers(1, 300))
def test_every_span_is_read(first: date, length: int) -> None:
    last = min(first + timedelta(days=length), date(2199, 12, 31))
    if first < last:
        assert period(f"{written(first)} s.d. {written(last)}") == (first, last)


@given(st.text(alphabet="0123456789 JuniMei./-sd()", max_size=300))
def test_any_text_is_read_or_left(text: str) -> None:
    for one in find(text):
        assert one.first <= one.last
        assert 0 <= one.start < one.end <= len(text)
