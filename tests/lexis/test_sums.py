"""Numbers as texts print them, and the arithmetic between two."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkpu_review.lexis.sums import difference, figure, told


@pytest.mark.parametrize(
    ("number", "printed"),
    [("1500000", "1.500.000"), ("2.5", "2,5"), ("0.10", "0,1"), ("1000.00", "1.000"), ("7", "7"), ("0", "0")],
)
def test_a_number_is_printed_as_texts_print_it(number: str, printed: str) -> None:
    assert figure(Decimal(number)) == printed


def test_a_unit_stands_where_it_belongs() -> None:
    assert told(Decimal(1_500_000), "rupiah") == "Rp1.500.000"
    assert told(Decimal(2), "%") == "2 %"
    assert told(Decimal(3), "rangkap") == "3 rangkap"


@pytest.mark.parametrize(
    ("old", "new", "unit", "words"),
    [
        ("1000000", "1500000", "rupiah", "+Rp500.000 (+50 %)"),
        ("2", "2.5", "%", "+0,5 poin persen (+25 %)"),
        ("120", "75", "hari", "−45 hari (−37,5 %)"),
        ("0", "4", "buah", "+4 buah"),
        ("4", "4.00", "buah", ""),
    ],
)
def test_a_difference_is_told_with_its_share(old: str, new: str, unit: str, words: str) -> None:
    assert difference(Decimal(old), Decimal(new), unit) == words


@given(st.decimals(0, 10**12, places=2), st.decimals(0, 10**12, places=2))
def test_a_difference_has_the_sign_of_the_step(old: Decimal, new: Decimal) -> None:
    words = difference(old, new, "buah")
    assert words[:1] == ("" if old == new else "+" if new > old else "−")
