"""Pairs of short drafts in tests/cases/compare, each with the rows that a lawyer would expect."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pkpu_review.compare import compare
from pkpu_review.ingest import read
from pkpu_review.model import Change, Comparison, Edit

CASES = Path(__file__).resolve().parents[1] / "cases" / "compare"


def marked(edit: Edit) -> str:
    if edit.operation == "equal":
        return edit.new
    return " ".join(
        part for part in (f"[-{edit.old}-]" if edit.old else "", f"{{+{edit.new}+}}" if edit.new else "") if part
    )


def told(comparison: Comparison) -> str:
    """The rows that differ, with their words; the others are only counted."""
    lines = []
    unchanged = 0
    for row in comparison.rows:
        if row.unchanged:
            unchanged += 1
            continue
        lines.append(f"{row.old or '-'} → {row.new or '-'}: {row.relation}, {row.change} [{row.basis}]")
        if row.change != "none":
            lines.append("    " + " ".join(marked(edit) for edit in row.edits))
    lines += [f"tertinggal: {s.provision} masih menyebut {s.text} ({s.before})" for s in comparison.stale]
    return "\n".join([*lines, f"tidak berubah: {unchanged} baris"]) + "\n"


@pytest.mark.parametrize("name", sorted(path.name for path in CASES.iterdir()))
def test_case(name: str, same_as: Callable[[str, str], None]) -> None:
    same_as(
        told(compare(read(CASES / name / "old.txt"), read(CASES / name / "new.txt"))), f"compare/{name}/expected.txt"
    )


@pytest.mark.parametrize("name", sorted(path.name for path in CASES.iterdir()))
def test_a_draft_against_itself_is_unchanged(name: str) -> None:
    draft = read(CASES / name / "new.txt")
    rows = compare(draft, draft).rows
    assert [row for row in rows if not row.unchanged] == []
    assert [row.new for row in rows] == [provision.id for provision in draft.walk()]


@pytest.mark.parametrize("name", sorted(path.name for path in CASES.iterdir()))
def test_exchanged_versions_exchange_added_and_removed(name: str) -> None:
    old, new = read(CASES / name / "old.txt"), read(CASES / name / "new.txt")
    back: Callable[[Change], tuple[str | None, str | None]] = lambda row: (row.new, row.old)  # noqa: E731
    assert {(row.old, row.new) for row in compare(old, new).rows} == set(map(back, compare(new, old).rows))
