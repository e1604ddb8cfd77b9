"""A comparison → for each provision the one row by which it goes on: one to one, whatever was split or merged.

Of several rows of a provision that one is taken which holds the most words in common, those of everything below
it counted in. Words that only rose or sank a level ("naik-turun-tingkat") leave the provision where it was.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from pkpu_review.model import Change, Comparison, Provision, Regulation

BESIDE = "naik-turun-tingkat"
"""How a pair was found that stands beside a provision's own one."""


@dataclass(frozen=True, slots=True)
class Heirs:
    """The row of each provision of either version by which it goes on; those without one came, or went."""

    by_old: dict[str, Change] = field(default_factory=dict)
    by_new: dict[str, Change] = field(default_factory=dict)


def heirs(comparison: Comparison) -> Heirs:
    """Return the rows by which the provisions of the old version go on in the new one."""
    pairs = [row for row in comparison.rows if row.old and row.new]
    if len({row.old for row in pairs}) < len(pairs) or len({row.new for row in pairs}) < len(pairs):
        common = _common(comparison, pairs)
        pairs.sort(
            key=lambda row: (
                row.basis == BESIDE,
                -common[row.old or "", row.new or ""],
                row.old != row.new,
                -row.certainty,
            )
        )
    found = Heirs()
    for row in pairs:
        old, new = row.old or "", row.new or ""
        if old not in found.by_old and new not in found.by_new:
            found.by_old[old] = found.by_new[new] = row
    return found


def _common(comparison: Comparison, pairs: list[Change]) -> Counter[tuple[str, str]]:
    """Return how many words each pair has in common, with those of everything below it."""
    above = [parents(side) for side in (comparison.old, comparison.new)]
    common: Counter[tuple[str, str]] = Counter()
    for row in pairs:
        words = _words(comparison, row)
        if not words:
            continue
        news = _chain(row.new or "", above[1])
        for old in _chain(row.old or "", above[0]):
            for new in news:
                common[old, new] += words
    return common


def _words(comparison: Comparison, row: Change) -> int:
    if row.edits:
        return sum(len(edit.new.split()) for edit in row.edits if edit.operation == "equal")
    old, new = comparison.old.get(row.old), comparison.new.get(row.new)
    return len(new.text.split()) if old and new and old.text == new.text else 0


def _chain(id: str, above: dict[str, str]) -> list[str]:
    found = [id]
    while above.get(found[-1]):
        found.append(above[found[-1]])
    return found


def parents(regulation: Regulation) -> dict[str, str]:
    """Return for every provision the id of the one above it in the tree, or ""."""
    found: dict[str, str] = {}

    def visit(provision: Provision, parent: str) -> None:
        found[provision.id] = parent
        for child in provision.children:
            visit(child, provision.id)

    for top in regulation.provisions:
        visit(top, "")
    return found
