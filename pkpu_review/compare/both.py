"""Both texts of a row → their values, clauses, conditions and actors, each found once; and stretches made whole.

A stretch that cuts a value ("7 (tujuh)" of "paling lambat 7 (tujuh) hari") is widened to it on both sides.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from pkpu_review.compare.regions import Region, Span
from pkpu_review.compare.told import bare
from pkpu_review.compare.values import Value, actors, conditions, punishments, values
from pkpu_review.lexis import clauses

GROWTHS = 4
"""Times that a stretch is widened to values that it cuts; values do not reach far."""


class Texts:
    """Both texts of a row, with their values and clauses, each found once."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.values = values(old), values(new)
        self._starts = [[value.start for value in side] for side in self.values]
        self._ends = [[value.end for value in side] for side in self.values]
        self.conditions = list(conditions(old)), list(conditions(new))
        self.actors = list(actors(old)), list(actors(new))
        self.punishments = list(punishments(old)), list(punishments(new))

    def near(self, side: int, span: Span) -> Sequence[Value]:
        """Return the values of one side that touch *span*, which may be empty, or lie at its ends."""
        return self.values[side][bisect_left(self._ends[side], span[0]) : bisect_right(self._starts[side], span[1])]

    def clause(self, side: int, at: int) -> clauses.Clause:
        return clauses.clause((self.old, self.new)[side], at)

    def words(self, region: Region) -> tuple[str, str]:
        return bare(self.old[slice(*region.old)]), bare(self.new[slice(*region.new)])


def widened(both: Texts, region: Region) -> Region:
    """Return *region*, wide enough that it cuts no value on either side."""
    for _ in range(GROWTHS):
        before = after = 0
        for side, (start, end) in enumerate((region.old, region.new)):
            touched = [value for value in both.near(side, (start, end)) if _touches(value, (start, end))]
            before = max([before, *(start - value.start for value in touched)])
            after = max([after, *(value.end - end for value in touched)])
        if not before and not after:
            break
        # beside the stretch both texts have the same words: what belongs to a value on one side stands on the other too
        region = Region(
            (max(0, region.old[0] - before), min(len(both.old), region.old[1] + after)),
            (max(0, region.new[0] - before), min(len(both.new), region.new[1] + after)),
        )
    return Region(_to_words(both.old, region.old), _to_words(both.new, region.new))


def _to_words(text: str, span: Span) -> Span:
    """Return *span* without half words: where the texts beside it differ it may have become one letter too wide."""
    start, end = span
    while 0 < start < len(text) and not text[start - 1].isspace() and not text[start].isspace():
        start -= 1
    while 0 < end < len(text) and not text[end].isspace() and not text[end - 1].isspace():
        end += 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _touches(value: Value, span: Span) -> bool:
    start, end = span
    return value.start < end and value.end > start if start < end else value.start < start < value.end


def left(text: str, span: Span, found: Sequence[Value | None]) -> str:
    """Return the words of *text* in *span* that are part of none of the values *found*."""
    parts, at = [], span[0]
    for value in sorted((value for value in found if value), key=lambda value: value.start):
        parts.append(text[at : value.start])
        at = max(at, value.end)
    parts.append(text[at : span[1]])
    return " ".join(" ".join(parts).split())
