"""Words of a page → its printed lines, top to bottom, each left to right.

Words that follow one another on one baseline are chained into segments in the order of the content
stream, and the segments of one printed line (label and text, both columns of a preamble) are put side by
side. Neighbours are compared, not whole lines, so that a scan that lies askew keeps its lines.
"""

from __future__ import annotations

from collections.abc import Sequence

from pkpu_review.ingest.pdf_words import Word

SAME_LINE = 0.45
"""Part of the letter height by which two baselines of one printed line may differ."""
WORD_GAP = 40.0
"""Widest gap in points inside one chained segment; wider gaps are judged when segments are joined."""


def in_rows(words: Sequence[Word]) -> list[list[Word]]:
    """Put the words of a page into printed lines, top to bottom, each left to right."""
    segments: list[list[Word]] = []
    for word in words:
        last = segments[-1][-1] if segments else None
        if (
            last is not None
            and abs(word.y - last.y) <= SAME_LINE * max(min(word.size, last.size), 4.0)
            and -2.0 <= word.x0 - last.x1 <= WORD_GAP
        ):
            segments[-1].append(word)
        else:
            segments.append([word])
    rows: list[list[list[Word]]] = []
    for segment in sorted(segments, key=lambda s: (height_of(s), s[0].x0)):
        row = next((row for row in reversed(rows[-4:]) if _beside(row, segment)), None)
        if row is None:
            rows.append([segment])
        else:
            row.append(segment)
    ordered = [[word for segment in sorted(row, key=lambda s: s[0].x0) for word in segment] for row in rows]
    return sorted(ordered, key=lambda row: height_of(row))


def height_of(words: Sequence[Word]) -> float:
    """Return the middle baseline of *words*, in points from the top."""
    middle = sorted(word.y for word in words)
    return middle[len(middle) // 2]


def _beside(row: Sequence[Sequence[Word]], segment: Sequence[Word]) -> bool:
    """Whether *segment* stands on the line of *row*: baselines close where they face each other, no overlap."""
    for other in row:
        left, right = (other, segment) if other[0].x0 <= segment[0].x0 else (segment, other)
        if right[0].x0 < left[-1].x1 - 2.0:
            return False
    nearest = min(row, key=lambda other: min(abs(other[0].x0 - segment[-1].x1), abs(segment[0].x0 - other[-1].x1)))
    left, right = (nearest, segment) if nearest[0].x0 <= segment[0].x0 else (segment, nearest)
    size = max(min(left[-1].size, right[0].size), 4.0)
    return abs(left[-1].y - right[0].y) <= SAME_LINE * size
