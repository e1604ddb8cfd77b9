"""Heavy revisions as they happen: every row, edit and reference left behind that a drafter wrote down by hand.

The answers were written before any comparison of these drafts was run, and mended where the writer had erred. A row
with ``sure = false`` is one where lawyers could differ; another answer is taken there only if it is marked doubtful.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pkpu_review.compare import compare
from pkpu_review.ingest import read
from pkpu_review.model import Change, Comparison

from .test_drafts import changed, told

CASES = Path(__file__).resolve().parents[1] / "cases" / "revisions"
NAMES = sorted(path.parent.name for path in CASES.glob("*/truth.toml"))
KNOWN: dict[str, dict[str, str]] = {
    "rows": {
        "verifikasi": "an ayat that gave but its term to another one; references of near twins in one list",
    },
    "edits": {
        "kampanye": "words that two merged articles share stand in one row, the truth has them in both",
        "verifikasi": "of two words that could be set beside themselves the one that only joins is",
    },
    "references": {},
    "effects": {},
}
"""What the comparison does not tell rightly yet, by test and case; the truth is right, and written by hand."""
Row = tuple[str | None, str | None, str, str]
Pair = tuple[str | None, str | None]
LEFT_BEHIND = ("stale", "dangling", "retargeted")


def cases(test: str) -> list[Any]:
    known = {name: pytest.mark.xfail(strict=True, reason=reason) for name, reason in KNOWN[test].items()}
    return [pytest.param(name, marks=known[name]) if name in known else name for name in NAMES]


@cache
def truth(name: str) -> dict[str, Any]:
    return tomllib.loads((CASES / name / "truth.toml").read_text(encoding="utf-8"))


@cache
def compared(name: str) -> Comparison:
    return compare(read(CASES / name / "old.txt"), read(CASES / name / "new.txt"))


def written(row: dict[str, Any]) -> Row:
    return row.get("old"), row.get("new"), row["relation"], row["change"]


def arguable(name: str) -> tuple[set[str], set[str]]:
    """The ids of both sides that stand in a row where lawyers could differ."""
    rows = [row for row in truth(name)["row"] if not row.get("sure", True)]
    return {row["old"] for row in rows if "old" in row}, {row["new"] for row in rows if "new" in row}


def expected(name: str) -> list[Row]:
    return [written(row) for row in truth(name)["row"]]


def settled(name: str, rows: Iterable[Row], doubted: set[Pair]) -> list[Row]:
    """The rows without those that may be answered otherwise, if they are answered with a doubt."""
    old, new = arguable(name)
    return [row for row in rows if not ((row[0] in old or row[1] in new) and row[:2] in doubted)]


def missed_and_invented(name: str, rows: tuple[Change, ...]) -> tuple[list[Row], list[Row]]:
    found = told(rows)
    doubted: set[Pair] = {(row.old, row.new) for row in rows if row.doubtful}
    old, new = {pair[0] for pair in doubted} - {None}, {pair[1] for pair in doubted} - {None}
    missed = [
        row
        for row, one in zip(expected(name), truth(name)["row"], strict=True)
        if row not in found and (one.get("sure", True) or not (row[0] in old or row[1] in new))
    ]
    invented = [row for row in settled(name, found, doubted) if row not in expected(name)]
    return missed, invented


@pytest.mark.parametrize("name", cases("rows"))
def test_no_change_is_missed_and_none_is_invented(name: str) -> None:
    assert missed_and_invented(name, compared(name).rows) == ([], [])


@pytest.mark.parametrize("name", NAMES)
def test_what_was_told_stays_told(name: str) -> None:
    known = {written(row) for row in truth(name)["row"] if row.get("missed")}
    missed, _ = missed_and_invented(name, compared(name).rows)
    assert set(missed) <= known


@pytest.mark.parametrize("name", cases("edits"))
def test_no_change_is_shown_as_more_than_it_is(name: str) -> None:
    """Of the pairs that are right; which ones are, the other test says."""
    rows = {(row.old, row.new): row for row in compared(name).rows}
    wrong = {}
    for row in truth(name)["row"]:
        pair = rows.get((row.get("old"), row.get("new")))
        if pair is None or pair.old is None or pair.new is None or not row.get("sure", True):
            continue
        marks = [(tuple(one["old_at"]), one["old"], tuple(one["new_at"]), one["new"]) for one in row.get("edit", ())]
        if list(changed(pair.edits)) != marks:
            wrong[pair.old, pair.new] = (list(changed(pair.edits)), marks)
    assert wrong == {}


@pytest.mark.parametrize("name", cases("references"))
def test_every_reference_that_was_left_behind_is_told(name: str) -> None:
    found = [(r.provision, r.text, r.before, r.fate) for r in compared(name).references if r.fate in LEFT_BEHIND]
    wanted = [(one["in"], one["text"], one["target"], one["fate"]) for one in truth(name).get("stale", ())]
    assert sorted(found) == sorted(wanted)


@pytest.mark.parametrize("name", cases("effects"))
def test_the_effects_of_a_change_are_told(name: str) -> None:
    rows = {(row.old, row.new): row for row in compared(name).rows}
    missing = {}
    for row in truth(name)["row"]:
        pair = rows.get((row.get("old"), row.get("new")))
        if pair is not None and (
            lost := [
                one
                for one in row.get("effects", ())
                if not any(e.kind == one["type"] and one["old"] in e.old and one["new"] in e.new for e in pair.effects)
            ]
        ):
            missing[pair.old, pair.new] = (lost, [(e.kind, e.old, e.new) for e in pair.effects])
    assert missing == {}


@pytest.mark.parametrize("name", NAMES)
def test_the_truth_stands_in_the_drafts(name: str) -> None:
    """Ids exist, word ranges hold the words they quote, and nothing that differs is left without a row."""
    old, new = (read(CASES / name / f"{side}.txt") for side in ("old", "new"))
    rows = truth(name)["row"]
    assert {row["old"] for row in rows if "old" in row} <= {p.id for p in old.walk()}
    assert {row["new"] for row in rows if "new" in row} <= {p.id for p in new.walk()}
    for row in rows:
        for one in row.get("edit", ()):
            for side, version in (("old", old), ("new", new)):
                provision = version.get(row[side])
                assert provision is not None
                words = provision.text.split()
                start, end = row.get(f"{side}_part", (0, len(words)))
                begin, stop = one[f"{side}_at"]
                quoted = words[start:end][begin:stop]
                shown = one[side].split()
                assert quoted == shown or (quoted[:5] == shown[:5] and quoted[-5:] == shown[-5:])
    for version, other, side in ((old, new, "old"), (new, old, "new")):
        told_of = {row[side] for row in rows if side in row}
        for provision in version.walk():
            partner = other.get(provision.id)
            assert provision.id in told_of or partner is not None, provision.id
