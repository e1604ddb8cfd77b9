"""Days reckoned from days: what the calendar has, and what it has not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkpu_review.lexis.calendar import CLAMPED, MOST, WORKING, reckoned, remark, shift, span, told, weekday

H = date(2024, 2, 14)
days = st.dates(date(1950, 1, 1), date(2150, 1, 1))


@pytest.mark.parametrize(
    ("amount", "unit", "result"),
    [
        (-20, "bulan", date(2022, 6, 14)),
        (-16, "bulan", date(2022, 10, 14)),
        (-14, "bulan", date(2022, 12, 14)),
        (35, "hari", date(2024, 3, 20)),
        (-1, "tahun", date(2023, 2, 14)),
        (2, "minggu", date(2024, 2, 28)),
        (3, "x 24 jam", date(2024, 2, 17)),
        (3, "hari kerja", date(2024, 2, 19)),
        (-3, "hari kerja", date(2024, 2, 9)),
        (12, "jam", None),
        (MOST + 1, "hari", None),
    ],
)
def test_shifts(amount: int, unit: str, result: date | None) -> None:
    assert shift(H, amount, unit) == result


def test_the_last_day_of_a_short_month() -> None:
    assert shift(date(2024, 3, 31), -1, "bulan") == date(2024, 2, 29)
    assert remark(date(2024, 3, 31), -1, "bulan") == CLAMPED.format(day=31)
    assert remark(H, 3, "hari kerja") == WORKING and remark(H, 3, "hari") == ""


def test_beyond_the_calendar_there_is_no_day() -> None:
    assert shift(date(9999, 12, 1), 2, "bulan") is None and shift(date(1, 1, 1), -1, "hari") is None
    assert shift(date(9999, 12, 31), 1, "hari kerja") is None


def test_in_words() -> None:
    assert told(H) == "14 Februari 2024" and weekday(H) == "Rabu"
    assert reckoned(H, -20, "bulan") == "14 Februari 2024 dikurangi 20 bulan = 14 Juni 2022"
    assert (
        reckoned(H, 3, "hari", "penetapan DCT") == "penetapan DCT 14 Februari 2024 ditambah 3 hari = 17 Februari 2024"
    )
    assert span(date(2023, 11, 28), date(2024, 2, 10)) == 75


@given(days, st.integers(-400, 400))
def test_months_there_and_back(day: date, amount: int) -> None:
    there = shift(day, amount, "bulan")
    assert there is not None
    back = shift(there, -amount, "bulan")
    assert back is not None and 0 <= (day - back).days <= 3


@given(days, st.integers(1, 60))
def test_working_days_are_as_many_as_said(day: date, amount: int) -> None:
    until = shift(day, amount, "hari kerja")
    assert until is not None and until.weekday() < 5
    between = [day + timedelta(days=n) for n in range(1, (until - day).days + 1)]
    assert sum(one.weekday() < 5 for one in between) == amount
