"""A tree that is written and read again is the same tree; noise makes no provision; odd numbers lose nothing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pkpu_review.ingest.lines import Line
from pkpu_review.ingest.structure import parse
from pkpu_review.ingest.tree import Joiner, freeze
from pkpu_review.model import Furniture, Problem, Provision
from tests.ingest.written import Unit, Writer, amendments, annexes, elucidations, regulations

tries = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
layouts = pytest.mark.parametrize("printed", [False, True], ids=["paragraphs", "lines"])


def read_lines(lines: Sequence[Line]) -> tuple[list[Provision], list[Problem]]:
    """Return every provision that *lines* are read into, in order, with the problems."""
    problems: list[Problem] = []
    furniture: list[Furniture] = []
    nodes = parse(list(lines), problems, furniture)
    provisions = freeze(nodes, Joiner(lines), problems)
    return [provision for top in provisions for provision in top.walk()], problems


def rows(provisions: Sequence[Provision]) -> list[tuple[str, str, str, str]]:
    return [(p.id, p.label, p.lead, p.closing) for p in provisions if p.kind not in ("judul", "penutup")]


def show(lines: Sequence[Line]) -> str:
    return "\n".join(f"{line.left:6.0f} {line.text}" for line in lines)


@layouts
@tries
@given(parts=regulations())
def test_a_regulation_is_read_as_it_was_written(parts: list[Unit], printed: bool) -> None:
    lines = Writer(printed).regulation(parts)
    provisions, problems = read_lines(lines)
    assert rows(provisions) == [row for part in parts for row in part.rows()], show(lines)
    assert problems == []


@layouts
@tries
@given(parts=regulations(deepest=2, noisy=True))
def test_references_in_running_text_make_no_provision(parts: list[Unit], printed: bool) -> None:
    lines = Writer(printed).regulation(parts)
    provisions, problems = read_lines(lines)
    assert rows(provisions) == [row for part in parts for row in part.rows()], show(lines)
    assert problems == []


@layouts
@tries
@given(parts=amendments())
def test_quoted_articles_stand_under_their_instruction(parts: list[Unit], printed: bool) -> None:
    lines = Writer(printed).regulation(parts)
    provisions, problems = read_lines(lines)
    assert rows(provisions) == [row for part in parts for row in part.rows()], show(lines)
    assert problems == []


SHORT = [Unit("memutuskan", "", "MEMUTUSKAN:", ""), Unit("pasal", "1", "Pasal 1", "Loket dibuka.")]


@layouts
@tries
@given(part=st.one_of(elucidations(), annexes()))
def test_what_stands_behind_the_signature(part: Unit, printed: bool) -> None:
    lines = Writer(printed).regulation([*SHORT, part])
    provisions, problems = read_lines(lines)
    assert rows(provisions)[2:] == list(part.rows()), show(lines)
    assert problems == []


def units(parts: Sequence[Unit]) -> list[Unit]:
    """Every unit, in order."""
    return [unit for part in parts for unit in (part, *units(part.children))]


def renumbered(unit: Unit, number: str) -> None:
    """Print another number on *unit*."""
    kept = {"pasal": f"Pasal {number}", "ayat": f"({number})"}
    unit.label = kept.get(unit.kind) or unit.label.replace(unit.number, number)
    unit.number = number


@layouts
@tries
@given(parts=regulations(deepest=2), data=st.data())
def test_an_odd_number_loses_nothing_behind_it(parts: list[Unit], printed: bool, data: st.DataObject) -> None:
    """A gap, a repeat or a step back: every provision keeps its words, and the problem is told."""
    lists = [
        unit.children
        for unit in units(parts)
        if len(unit.children) > 2 and unit.children[0].kind not in ("bab", "pasal", "butir")
    ]
    articles = [unit for unit in units(parts) if unit.kind == "pasal"]
    siblings = data.draw(st.sampled_from([*lists, articles]))
    place = data.draw(st.integers(1, len(siblings) - 1))
    odd, before = siblings[place], siblings[place - 1]
    how = data.draw(st.sampled_from(["gap", "again", "back"]))
    if how == "gap":
        letters = {"huruf": "k"}
        renumbered(odd, letters.get(odd.kind, "17"))
    elif how == "again":
        renumbered(odd, before.number)
    else:
        renumbered(odd, siblings[0].number)
    lines = Writer(printed).regulation(parts)
    provisions, problems = read_lines(lines)
    told = [(p.label, p.lead, p.closing) for p in provisions if p.kind not in ("judul", "penutup")]
    assert told == [(unit.label, unit.lead, unit.closing) for unit in units(parts)], show(lines)
    assert problems
