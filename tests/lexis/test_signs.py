"""A quick look spares a pattern where nothing can be found, and never hides what the pattern finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from pkpu_review.knowledge import in_small, load
from pkpu_review.lexis import durations, modality, quantities, references
from pkpu_review.lexis.words import folded

CASES = Path(__file__).resolve().parents[1] / "cases" / "revisions"


@cache
def lines() -> tuple[str, ...]:
    """Return the lines of the drafts that were written for the comparison, and every example of the knowledge file."""
    drafts = [line for path in sorted(CASES.glob("*/*.txt")) for line in path.read_text(encoding="utf-8").splitlines()]
    entries = load("effects.toml").values()
    examples = [text for entry in entries for key in ("examples", "counter_examples") for text in entry.get(key, ())]
    return (*drafts, *examples)


def dressed() -> Iterator[str]:
    for line in lines():
        yield from (line, line.upper(), line.title())


def test_small_letters_stay_in_their_places() -> None:
    assert folded("Paling Lambat 7 (Tujuh) HARI") == "paling lambat 7 (tujuh) hari"
    assert folded("İSTANBUL HARİ") == "istanbul hari" and folded("harı, paſal") == "hari, pasal"
    assert all(len(folded(text)) == len(text) for text in (*lines(), "İİß", "Straße"))


@pytest.mark.parametrize(
    ("pattern", "small"),
    [(r"Rp\S+\D", r"rp\S+\D"), (r"(?P<Limit>PALING)", r"(?P<limit>paling)"), (r"\\Pasal", r"\\pasal")],
)
def test_a_pattern_in_small_letters_keeps_its_classes(pattern: str, small: str) -> None:
    assert in_small(pattern) == small
    re.compile(in_small(pattern))


@pytest.mark.parametrize("finder", [durations, quantities, modality])
def test_a_sign_hides_nothing(finder: object) -> None:
    found = 0
    for text in dressed():
        spans = [match.span() for match in finder._pattern().finditer(folded(text))]  # type: ignore[attr-defined]
        assert [(one.start, one.end) for one in finder.find(text)] == spans  # type: ignore[attr-defined]
        found += len(spans)
    assert found > 100


def test_a_text_with_references_has_a_word_that_may_begin_one() -> None:
    told = [text for text in dressed() if references.find(text)]
    assert len(told) > 100
    assert all(any(map(references.begins, text.split())) for text in told)
    assert not any(map(references.begins, ["berasal", "rakyat", "tingkat", "perangkat", "sebab", "KPU,"]))
