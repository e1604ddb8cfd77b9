"""The rules of a page → those that its tables lack where a side is left open.

A row that goes on over the page has no rule below it where a browser prints it, and many tables are ruled inside
alone. Where neighbouring rules of a table end on one line and no rule closes them there, the side is closed: that
they belong together is certain only if another rule crosses both.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pkpu_review.ingest.pdf_cells import NEAR, Rule, joined
from pkpu_review.ingest.pdf_rules import Edge

MAX_PAIRS = 100_000
"""Rules down times rules across up to which open sides are looked for; a schedule of a page has a thousand."""


def closing(edges: Sequence[Edge]) -> list[Edge]:
    """Return the rules that close the open sides of the tables which *edges* draw."""
    down = joined((edge["x0"], edge["top"], edge["bottom"]) for edge in edges if edge["orientation"] == "v")
    across = joined((edge["top"], edge["x0"], edge["x1"]) for edge in edges if edge["orientation"] == "h")
    if len(down) * len(across) > MAX_PAIRS:
        return []
    below = [_edge("h", rule) for rule in _missing(down, across)]
    return below + [_edge("v", rule) for rule in _missing(across, down)]


def _missing(rules: Sequence[Rule], crossing: Sequence[Rule]) -> list[Rule]:
    """Return the rules that would join neighbouring ends of *rules*, each held together by one that crosses them."""
    found: list[Rule] = []
    for end in (1, 2):
        ordered = sorted(rules, key=lambda rule: (rule[end], rule[0]))
        groups: list[list[Rule]] = []
        for rule in ordered:
            if groups and rule[end] - groups[-1][0][end] <= NEAR:
                groups[-1].append(rule)
            else:
                groups.append([rule])
        for group in groups:
            group.sort()
            for one, other in pairwise(group):
                held = _crossed(one, other, crossing)
                if held is not None and not _covered(one, other, end, crossing):
                    found.append((one[end], held[1], held[2]))  # as long as the rule that crosses both
    return found


def _crossed(one: Rule, other: Rule, crossing: Sequence[Rule]) -> Rule | None:
    """Return a rule that crosses both, if there is one."""
    first, last = max(one[1], other[1]) - NEAR, min(one[2], other[2]) + NEAR
    crosses = (
        rule
        for rule in crossing
        if first <= rule[0] <= last and rule[1] <= one[0] + NEAR and rule[2] >= other[0] - NEAR
    )
    return next(crosses, None)


def _covered(one: Rule, other: Rule, end: int, crossing: Sequence[Rule]) -> bool:
    """Whether their ends are joined already, if only in part."""
    return any(
        abs(rule[0] - one[end]) <= NEAR and rule[1] < other[0] - NEAR and rule[2] > one[0] + NEAR for rule in crossing
    )


def _edge(orientation: str, rule: Rule) -> Edge:
    at, start, end = rule
    across = orientation == "h"
    x0, x1, top, bottom = (start, end, at, at) if across else (at, at, start, end)
    places = {"x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0, "height": bottom - top}
    return {"object_type": "line", "orientation": orientation, **places}
