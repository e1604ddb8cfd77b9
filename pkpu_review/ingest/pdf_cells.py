"""The rules of a page → the cells between them, table by table.

Rules that lie almost on one another are one; so are those that follow on from one another. Where two cross is a
corner; the nearest corners to the right and below, joined by rules all around, close a cell; cells that share a
corner are a table. It finds what pdfplumber's table finder does (A. Nurminen, "Algorithmic extraction of data in
tables in PDF documents", Tampere 2013), and a test holds the two side by side; that library parses the whole page
anew, which takes longer than all the rest of the reading.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from pkpu_review.ingest.pdf_rules import CrowdedError, Edge
from pkpu_review.ingest.pdf_words import Box

NEAR = 3.0
"""Points by which rules that are meant as one may lie apart, sideways or end to end."""
TOUCH = 3.0
"""Points by which rules that are meant to cross may miss one another."""
FAINT = 1.0
"""Points; what is shorter is the end of a thick rule."""
SHORTEST = 3.0
"""Points; a shorter rule bounds no cell."""
MAX_STEPS = 2_000_000
"""Pairs of corners that are tried on one page; a full schedule takes a few thousand."""

Rule = tuple[float, float, float]
"""Where a rule lies (x of one down, y of one across), where it begins and where it ends."""
Corners = dict[tuple[float, float], tuple[set[int], set[int]]]
"""x and y of a corner → the rules down and the rules across that meet there."""


def tables_of(edges: Sequence[Edge]) -> list[list[Box]]:
    """Return the boxes of the cells of each table, topmost first; what is one cell alone is a frame, no table.

    Raises:
        CrowdedError: the rules are such that a search would take minutes.
    """
    down = joined((edge["x0"], edge["top"], edge["bottom"]) for edge in edges if edge["orientation"] == "v")
    across = joined((edge["top"], edge["x0"], edge["x1"]) for edge in edges if edge["orientation"] == "h")
    tables = _together(_cells(down, across))
    return sorted((cells for cells in tables if len(cells) > 1), key=lambda cells: min((c[1], c[0]) for c in cells))


def joined(rules: Iterable[Rule]) -> list[Rule]:
    """Return *rules* with those put together that are meant as one, in order of their places."""
    ordered = sorted(rule for rule in rules if rule[2] - rule[1] >= FAINT)
    moved: list[Rule] = []
    begin = 0
    for place in range(1, len(ordered) + 1):
        if place == len(ordered) or ordered[place][0] > ordered[place - 1][0] + NEAR:
            near = ordered[begin:place]
            middle = sum(rule[0] for rule in near) / len(near)
            moved += sorted((middle, start, end) for _, start, end in near)
            begin = place
    joined: list[Rule] = []
    for at, start, end in moved:
        if joined and joined[-1][0] == at and start <= joined[-1][2] + NEAR:
            joined[-1] = at, joined[-1][1], max(joined[-1][2], end)
        else:
            joined.append((at, start, end))
    return [rule for rule in joined if rule[2] - rule[1] >= SHORTEST]


def _cells(down: Sequence[Rule], across: Sequence[Rule]) -> list[Box]:
    """Return the smallest cell to the right of and below each corner, in order of the corners."""
    heights = [rule[0] for rule in across]
    meeting: Corners = defaultdict(lambda: (set(), set()))
    for one, (x, top, bottom) in enumerate(down):
        for other in range(bisect_left(heights, top - TOUCH), bisect_right(heights, bottom + TOUCH)):
            y, start, end = across[other]
            if start - TOUCH <= x <= end + TOUCH:
                meeting[x, y][0].add(one)
                meeting[x, y][1].add(other)
    corners = dict(sorted(meeting.items()))
    below, beside = defaultdict[float, list[float]](list), defaultdict[float, list[float]](list)
    for x, y in corners:
        below[x].append(y)
        beside[y].append(x)
    found: list[Box] = []
    steps = 0
    for (x, y), (one_down, one_across) in corners.items():
        lower = below[x][bisect_right(below[x], y) :]
        further = beside[y][bisect_right(beside[y], x) :]
        steps += len(lower) + len(further)
        lower = [low for low in lower if not one_down.isdisjoint(corners[x, low][0])]
        further = [far for far in further if not one_across.isdisjoint(corners[far, y][1])]
        for low in lower:
            closing = (far for far in further if _closes(corners, x, y, far, low))
            far = next(closing, None)
            steps += len(further)
            if steps > MAX_STEPS:
                raise CrowdedError
            if far is not None:
                found.append((x, y, far, low))
                break
    return found


def _closes(corners: Corners, x: float, y: float, far: float, low: float) -> bool:
    """Whether the corner at *far* and *low* is joined with the one above it and the one to its left."""
    corner = corners.get((far, low))
    return (
        corner is not None
        and not corner[0].isdisjoint(corners[far, y][0])
        and not corner[1].isdisjoint(corners[x, low][1])
    )


def _together(cells: Sequence[Box]) -> list[list[Box]]:
    """Return *cells* in groups that share corners."""
    head = list(range(len(cells)))

    def top(place: int) -> int:
        while head[place] != place:
            head[place] = place = head[head[place]]
        return place

    first: dict[tuple[float, float], int] = {}
    for place, (x0, y0, x1, y1) in enumerate(cells):
        for corner in ((x0, y0), (x0, y1), (x1, y0), (x1, y1)):
            head[top(place)] = top(first.setdefault(corner, place))
    groups = defaultdict[int, list[Box]](list)
    for place, cell in enumerate(cells):
        groups[top(place)].append(cell)
    return list(groups.values())
