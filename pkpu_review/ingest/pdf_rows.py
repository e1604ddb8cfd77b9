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
LEANS, NARROW = 3.0, 12.0
"""Letter heights, and points, by which the two ends of a printed line may differ at most on a page that lies askew."""
WORD_GAP = 40.0
"""Widest gap in points inside one chained segment; wider gaps are judged when segments are joined."""


def in_rows(words: Sequence[Word]) -> list[list[Word]]:
    """Put the words of a page into printed lines, top to bottom, each left to right."""
    segments: list[list[Word]] = []
    last: Word | None = None
    for word in words:
        level = last is not None and (word.y == last.y or _level(word, last))
        if level and last is not None and -2.0 <= word.x0 - last.x1 <= WORD_GAP:
            segments[-1].append(word)
        else:
            segments.append([word])
        last = word
    placed = sorted(((height_of(segment), segment[0].x0, place) for place, segment in enumerate(segments)))
    rows: list[list[list[Word]]] = []
    for _, _, place in placed:
        segment = segments[place]
        first = segment[0]
        for row in reversed(rows[-4:]):
            if abs(first.y - row[0][0].y) <= LEANS * first.size + NARROW and _beside(row, segment):
                row.append(segment)
                break
        else:
            rows.append([segment])
    if len(rows) == len(segments):
        return [row[0] for row in rows]
    ordered = [
        row[0] if len(row) == 1 else [word for segment in sorted(row, key=lambda s: s[0].x0) for word in segment]
        for row in rows
    ]
    return sorted(ordered, key=height_of)


def height_of(words: Sequence[Word]) -> float:
    """Return the middle baseline of *words*, in points from the top."""
    heights = [word.y for word in words]
    if heights[0] == heights[-1] and heights.count(heights[0]) == len(heights):
        return heights[0]
    heights.sort()
    return heights[len(heights) // 2]


def _level(one: Word, other: Word) -> bool:
    """Whether two neighbours stand on one baseline."""
    return abs(one.y - other.y) <= SAME_LINE * max(min(one.size, other.size), 4.0)


def _beside(row: Sequence[Sequence[Word]], segment: Sequence[Word]) -> bool:
    """Whether *segment* stands on the line of *row*: baselines close where they face each other, no overlap."""
    nearest = row[0]
    if len(row) > 1:
        first, last = segment[0], segment[-1]
        nearest = min(row, key=lambda other: min(abs(other[0].x0 - last.x1), abs(first.x0 - other[-1].x1)))
    left, right = (nearest, segment) if nearest[0].x0 <= segment[0].x0 else (segment, nearest)
    if not _level(left[-1], right[0]):
        return False
    for other in row:
        left, right = (other, segment) if other[0].x0 <= segment[0].x0 else (segment, other)
        if right[0].x0 < left[-1].x1 - 2.0:
            return False
    return True
