"""Article headings of a recognised layer: those around a spoiled one tell what it is; a misprint stays as printed."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import pytest

from pkpu_review.ingest.body import parse_body
from pkpu_review.ingest.lines import Line
from pkpu_review.ingest.spoilt import is_heading
from pkpu_review.ingest.tables import Tables
from pkpu_review.ingest.tree import Joiner, freeze
from pkpu_review.model import Mend, Origin, Problem


def body(headings: Sequence[str], recognised: bool = True) -> tuple[list[str], list[Mend], list[str]]:
    """Return the ids of articles with *headings*, what was put right, and the problems."""
    lines = []
    for number, heading in enumerate(headings):
        for left, right, text in ((280.0, 320.0, heading), (100.0, 300.0, "Gudang dijaga oleh petugas.")):
            top = 100.0 + 30 * number + (15 if left < 200 else 0)
            origin = Origin(1, (left, top, right, top + 10))
            lefts = array("f", [left + 30 * place for place in range(len(text.split()))])
            lines.append(Line(text, origin, left, right, size=10, lefts=lefts, recognised=recognised))
    problems: list[Problem] = []
    nodes = parse_body(lines, problems, False, Tables())
    mends: list[Mend] = []
    provisions = freeze(nodes, Joiner(lines), problems, mends=mends)
    return [provision.id for provision in provisions], mends, [problem.code for problem in problems]


def test_a_heading_that_nobody_could_read_is_known_by_those_around_it() -> None:
    ids, mends, problems = body(["Pasal 1", "Pasai |f$", "Pasal %", "Pasal 4"])
    assert ids == ["pasal-1", "pasal-2", "pasal-3", "pasal-4"] and problems == []
    assert [(mend.before, mend.after) for mend in mends] == [("Pasai |f$", "Pasal 2"), ("Pasal %", "Pasal 3")]


def test_it_is_not_where_there_are_more_numbers_than_headings() -> None:
    ids, mends, _ = body(["Pasal 1", "Pasai |f$", "Pasal 4"])
    assert ids == ["pasal-1", "pasal-4"] and mends == []


def test_one_digit_may_be_misread_between_two_that_are_not() -> None:
    ids, mends, problems = body(["Pasal 30", "Pasal 37", "Pasal 32"])
    assert ids == ["pasal-30", "pasal-31", "pasal-32"] and problems == []
    assert [mend.after for mend in mends] == ["Pasal 31"]


def test_a_misprint_stands_as_it_is_printed() -> None:
    ids, mends, problems = body(["Pasal 30", "Pasal 37", "Pasal 32"], recognised=False)
    assert ids == ["pasal-30", "pasal-37", "pasal-32"] and mends == []
    assert problems == ["nomor-lompat", "nomor-mundur"]


@pytest.mark.parametrize(
    ("text", "told"),
    [("Pasai |f$", True), ("PasaI 5", True), ("Pasal", False), ("pasal 5", False), ("Pasal 5 ayat (1) huruf a", False)],
)
def test_what_looks_like_a_heading(text: str, told: bool) -> None:
    assert is_heading(text) is told


def test_the_heading_behind_may_be_misread_itself() -> None:
    ids, mends, _ = body(["Pasal 1", "Pasal ),", "Pasal 8", "Pasal 4"])
    assert ids == ["pasal-1", "pasal-2", "pasal-3", "pasal-4"]
    assert [mend.after for mend in mends] == ["Pasal 2", "Pasal 3"]
