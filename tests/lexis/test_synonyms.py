"""Words that can say the same, and those that never do."""

from __future__ import annotations

import pytest

from pkpu_review.knowledge import load
from pkpu_review.lexis.stems import stems
from pkpu_review.lexis.synonyms import contrary, near

KNOWN = load("synonyms.toml")
PAIRS = [(one, other) for part in KNOWN["pairs"] for one, others in part["near"].items() for other in others]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_what_is_listed_is_one_unit_each_and_near(one: str, other: str) -> None:
    (left,), (right,) = stems(one), stems(other)
    assert near(left, right)
    assert near(right, left)


@pytest.mark.parametrize(("one", "other"), KNOWN["never"]["pairs"])
def test_what_law_sets_apart_is_never_near(one: str, other: str) -> None:
    left, right = stems(one), stems(other)
    assert left != right
    assert len(left) != 1 or len(right) != 1 or not near(left[0], right[0])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("dikawal", "pendampingan", True),  # in any of their forms
        ("penayangan", "disiarkan", True),
        ("tidak hadir", "ketidakhadiran", True),
        ("tidak menayangkan", "tidak menyiarkan", True),
        ("tidak menayangkan", "menyiarkan", False),
    ],
)
def test_forms_and_denials(one: str, other: str, same: bool) -> None:
    (left,), (right,) = stems(one), stems(other)
    assert near(left, right) == same


@pytest.mark.parametrize(("one", "other"), KNOWN["opposite"]["pairs"])
def test_what_rules_the_other_out(one: str, other: str) -> None:
    (left,), (right,) = stems(one), stems(other)
    assert contrary(left, right)
    assert contrary(right, left)
    assert not near(left, right)
    assert not contrary(left, left)


def test_a_source_stands_with_what_is_verified() -> None:
    assert {part["verified"] for part in KNOWN["pairs"]} == {True, False}
    assert all(part["source"] for part in KNOWN["pairs"])
