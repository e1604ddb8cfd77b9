"""The words of a table row, column by column → where the rows within it begin, if no rule parts them.

Many annexes rule the columns of a table alone, or the head alone from all that stands below. The first column then
tells the rows: each begins where a number stands there, or where a block of words begins there and others begin
beside it. A row is only parted where all of this is plain; else its words stay together.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pkpu_review.ingest.column_heads import is_label
from pkpu_review.ingest.pdf_rows import height_of, in_rows
from pkpu_review.ingest.pdf_words import Word

LEVEL = 6.0
"""Points by which lines that stand beside one another may differ in height: half a line, for raised figures do."""
APART = 1.35
"""A line stands apart from the one above by at least so many times the narrowest distance of the row."""
MIN_BLOCKS = 3
"""Blocks of words in the first column from which they are rows; numbers are from two on."""
MAX_LINES = 2_000
"""Printed lines of a row up to which it is looked at."""


def starts(columns: Sequence[Sequence[Word]]) -> list[float]:
    """Return the top edges of the rows within a row, in points, the first one's included; [] where it is one.

    Args:
        columns: the words of each cell, the first column first.
    """
    lines = [in_rows(list(words)) for words in columns]
    if not lines or not lines[0] or sum(map(len, lines)) > MAX_LINES:
        return []
    heights = [[height_of(line) for line in column] for column in lines]
    steps = [low - high for column in heights for high, low in pairwise(column)]
    narrowest = min((step for step in steps if step > LEVEL), default=0.0)
    numbers = [" ".join(word.text for word in line) for line in lines[0]]
    numbered = len(set(numbers)) == len(numbers) > 1 and all(map(is_label, numbers))
    if numbered:
        begun = [*range(len(numbers))]
    else:
        begun = [place for place in range(len(numbers)) if _apart(heights[0], place, narrowest)]
        if len(begun) < MIN_BLOCKS:
            return []
    others = [column for column in heights[1:] if column]
    first = heights[0][0] - LEVEL
    if not others or any(column[0] < first for column in others):
        return []
    for place in begun[1:]:
        beside = [(column, at) for column in others if (at := _beside(column, heights[0][place])) is not None]
        if not numbered:
            beside = [(column, at) for column, at in beside if _apart(column, at, narrowest)]
        if len(beside) < (1 if numbered else min(2, len(others))):
            return []
    return [heights[0][place] - max(word.size for word in lines[0][place]) for place in begun]


def _apart(heights: Sequence[float], place: int, narrowest: float) -> bool:
    """Whether the line at *place* begins a block: it is the first, or stands apart from the one above."""
    return place == 0 or heights[place] - heights[place - 1] >= APART * narrowest


def _beside(heights: Sequence[float], height: float) -> int | None:
    return next((place for place, other in enumerate(heights) if abs(other - height) <= LEVEL), None)
