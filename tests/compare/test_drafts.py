"""Real versions of one draft, each against the next: every change that two readers wrote down by hand, no other.

The answers stand in tests/cases/drafts as ids and word ranges; the documents lie beside the project.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pkpu_review.compare import compare
from pkpu_review.ingest import read
from pkpu_review.model import Change, Comparison, Edit

CASES = Path(__file__).resolve().parents[1] / "cases" / "drafts"
QUOTED = 15
"""Words of a document that a case may quote."""
ENDS = 5
"""Words of each end of a longer run that it quotes."""
Row = tuple[str | None, str | None, str, str]
Range = tuple[int, int]


def cases() -> list[str]:
    return sorted(path.stem for path in CASES.glob("*.toml"))


def case(name: str) -> dict[str, Any]:
    return tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))


def told(rows: tuple[Change, ...]) -> list[Row]:
    return [(row.old, row.new, row.relation, row.change) for row in rows if not row.unchanged]


def changed(edits: tuple[Edit, ...]) -> Iterator[tuple[Range, str, Range, str]]:
    """The edits that are not equal, with the words' places on both sides."""
    i = j = 0
    for edit in edits:
        old, new = len(edit.old.split()), len(edit.new.split())
        if edit.operation != "equal":
            yield (i, i + old), shortened(edit.old), (j, j + new), shortened(edit.new)
        i, j = i + old, j + new


def shortened(text: str) -> str:
    words = text.split()
    return text if len(words) <= QUOTED else f"{' '.join(words[:ENDS])} ... {' '.join(words[-ENDS:])}"


def compared(shared: Path, name: str) -> Comparison:
    sides = case(name)
    return compare(*(read(shared / "real/drafts" / sides[side]) for side in ("old", "new")))


@pytest.mark.parametrize("name", cases())
def test_no_change_is_missed_and_none_is_invented(name: str, shared: Path) -> None:
    expected = [(row.get("old"), row.get("new"), row["relation"], row["change"]) for row in case(name)["row"]]
    found = told(compared(shared, name).rows)
    assert sorted(found, key=str) == sorted(expected, key=str)


@pytest.mark.parametrize("name", cases())
def test_no_change_is_shown_as_more_than_it_is(name: str, shared: Path) -> None:
    comparison = compared(shared, name)
    for row in case(name)["row"]:
        if "old" in row and "new" in row:
            (found,) = [one for one in comparison.rows if (one.old, one.new) == (row["old"], row["new"])]
            assert list(changed(found.edits)) == [
                (tuple(one["old_at"]), one["old"], tuple(one["new_at"]), one["new"]) for one in row.get("edit", ())
            ], found


def test_the_cases_are_not_empty() -> None:
    assert sum(len(case(name)["row"]) for name in cases()) >= 80
    assert all(
        len(one[side].replace("...", "").split()) <= QUOTED
        for name in cases()
        for row in case(name)["row"]
        for one in row.get("edit", ())
        for side in ("old", "new")
    )
