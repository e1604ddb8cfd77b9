"""The printed lines of a page that is set in two columns → the same lines, the left column before the right one.

A gazette or a bulletin may be set so. What runs across both columns (a title, a page number) parts the page; between
two such lines the left column is read before the right one. Two columns are believed where many lines have a gap at the
same place near the middle of the sheet, words of some length on both sides of it, and begin at one place right of it:
a signature, a form or the label of a preamble has none of this. The words of the right column are then placed as if
they stood in the left one, so that labels and texts keep their columns when a list goes on there; their boxes stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pkpu_review.ingest.pdf_words import Word

MIDDLE = (0.42, 0.58)
"""Parts of the sheet's width between which the gap lies."""
GAP = 9.0
"""Points of the gap, at least."""
BIN = 2.0
"""Points of the steps in which the gap is looked for."""
ACROSS = 0.3
"""Part of a page's lines that may run across the gap."""
LEAST = 10
"""Lines that must stand on either side of the gap, in one block."""
WORDS = 3.0
"""Words of a line on each side of the gap, in the mean, at least."""
ALIGNED = 0.25
"""Part of the lines that must begin at the same place right of the gap."""
CENTRED = 25.0
"""Points by which the middle of a line that stands in the middle of the sheet (a page number) may be off the gap."""
NEAR = 2.5
"""Points by which that place may differ."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A printed line, and the points by which it stands right of the column in which it is read."""

    words: list[Word]
    shift: float = 0.0


def in_columns(rows: Sequence[list[Word]], width: float) -> list[Placed] | None:
    """Return the lines in reading order, or None where the page has one column.

    Args:
        rows: the printed lines, top to bottom, each left to right.
        width: of the sheet, in points.
    """
    gap = _gap(rows, width) if len(rows) >= LEAST else None
    if gap is None:
        return None
    cuts = [_cut(row, gap) for row in rows]
    placed: list[Placed] = []
    block: list[tuple[list[Word], list[Word]]] = []
    found = False
    for row, cut in [*zip(rows, cuts, strict=True), ([], None)]:
        if cut is not None:
            block.append((row[:cut], row[cut:]))
            continue
        shift = _shift(block)
        found = found or bool(shift)
        if shift:
            placed += [Placed(left) for left, _ in block if left]
            placed += [Placed(right, shift) for _, right in block if right]
        else:
            placed += [Placed(left + right) for left, right in block]
        block = []
        if row:
            placed.append(Placed(row))
    return placed if found else None


def _gap(rows: Sequence[list[Word]], width: float) -> float | None:
    """Return the middle of the gap near the middle of the sheet over which few lines run, or None."""
    low, high = MIDDLE[0] * width, MIDDLE[1] * width
    most, across = ACROSS * len(rows), 0
    for row in rows:
        across += _runs_across(row, low, high)
        if across > most:  # as on nearly every page, within a few lines
            return None
    covered = _covered(rows, low, high)
    fewest = min(covered) + 1
    best, begun = (0, 0), None
    for place, times in enumerate([*covered, len(rows) + 1]):
        if times <= fewest <= most:
            begun = place if begun is None else begun
        elif begun is not None:
            best, begun = max(best, (place - begun, begun)), None
    return low + (best[1] + best[0] / 2) * BIN if best[0] * BIN >= GAP else None


def _runs_across(row: Sequence[Word], low: float, high: float) -> bool:
    """Whether a line runs from left of *low* to right of *high* without a gap that would part two columns."""
    before = row[0].x1
    if row[0].x0 >= low or row[-1].x1 <= high:
        return False
    for word in row:
        if word.x0 >= low and word.x0 - before >= GAP:
            return False
        before = word.x1
        if before > high:
            return True
    return False


def _covered(rows: Sequence[list[Word]], low: float, high: float) -> list[int]:
    """Return how many lines run over each of the steps between *low* and *high*."""
    count = int((high - low) / BIN)
    covered = [0] * count
    for row in rows:
        for word in row:
            if word.x1 > low:
                if word.x0 >= high:
                    break
                first, last = max(0, int((word.x0 - low) / BIN)), min(count - 1, int((word.x1 - low) / BIN))
                for place in range(first, last + 1):
                    covered[place] += 1
    return covered


def _cut(row: Sequence[Word], gap: float) -> int | None:
    """Return how many words stand left of the *gap*, or None where the line runs across it."""
    left = sum(word.x0 < gap for word in row)
    if any(word.x0 < gap < word.x1 for word in row):
        return None
    if left in (0, len(row)):  # in one column, unless it stands in the middle of the sheet
        return None if abs((row[0].x0 + row[-1].x1) / 2 - gap) <= CENTRED else left
    return left if row[left].x0 - row[left - 1].x1 >= GAP else None


def _shift(block: Sequence[tuple[list[Word], list[Word]]]) -> float:
    """Return how far the right column stands right of the left one, in points; 0 where *block* has no two columns."""
    sides = [[pair[place] for pair in block if pair[place]] for place in (0, 1)]
    if any(len(side) < LEAST or sum(map(len, side)) < WORDS * len(side) for side in sides):
        return 0.0
    begins = [right[0].x0 for _, right in block if right]
    edge = min(begins)
    aligned = sum(begin - edge <= NEAR for begin in begins)
    if aligned < 2 or max(left[-1].x1 for left, _ in block if left) > edge:
        return 0.0
    common = max(begins, key=lambda place: sum(abs(begin - place) <= NEAR for begin in begins))
    if sum(abs(begin - common) <= NEAR for begin in begins) < ALIGNED * len(begins):
        return 0.0
    return edge - min(left[0].x0 for left, _ in block if left)
