"""The one sequence that holds both versions of a draft, as values: paragraphs and tables, every word with its state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from pkpu_review.report.word.printed import Layout

State = Literal["keep", "insert", "delete", "from", "to"]
Unit = tuple[str, State]
"""A word and its state; ``from`` and ``to``: it was moved away, or here."""


@dataclass(frozen=True, slots=True)
class Woven:
    """A paragraph: the words of its label, its own words, the state of its end, and how it stood before.

    *move* is the number of the range that moves it, counted from 1; 0 where it is not moved.
    """

    label: tuple[Unit, ...]
    words: tuple[Unit, ...]
    end: State
    layout: Layout
    before: Layout | None = None
    move: int = 0


@dataclass(frozen=True, slots=True)
class WovenRow:
    """A table row: cell by cell its words, the state of the row, and the columns and rows that each cell takes."""

    cells: tuple[tuple[Unit, ...], ...]
    state: State
    spans: tuple[tuple[int, int], ...] = ()
    head: bool = False


@dataclass(frozen=True, slots=True)
class WovenTable:
    """A table."""

    rows: tuple[WovenRow, ...]
    columns: int


def all_in(words: Iterable[str], state: State) -> tuple[Unit, ...]:
    """Return *words*, all of them in *state*."""
    return tuple((word, state) for word in words)
