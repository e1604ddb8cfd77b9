"""A proposal in the words of an office → one in the words that are known."""

from __future__ import annotations

import pytest

from pkpu_review.compare.plain import pattern
from pkpu_review.knowledge import load

TABLES = [name for name, table in load("plain.toml").items() if "pattern" in table]
EXAMPLES = {
    key: [(name, one) for name in TABLES for one in load("plain.toml")[name][key]] for key in ("examples", "not")
}
SEARCHED = ("order",)
"""Patterns that are looked for anywhere."""


@pytest.mark.parametrize(
    ("name", "example"), [(name, one) for name in TABLES for one in load("plain.toml")[name]["examples"]]
)
def test_an_example_is_known(name: str, example: str) -> None:
    assert _known(name, example)


@pytest.mark.parametrize(
    ("name", "example"), [(name, one) for name in TABLES for one in load("plain.toml")[name]["not"]]
)
def test_a_counter_example_is_not(name: str, example: str) -> None:
    assert not _known(name, example)


def _known(name: str, example: str) -> bool:
    if name in SEARCHED:
        return pattern(name).search(example) is not None
    return pattern(name).fullmatch(example.strip(" .;,!") if name in ("stay", "go") else example) is not None
