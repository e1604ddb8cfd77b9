"""Two lists of masked texts → the pairs worth comparing: those that share runs of words found in few places.

This keeps the alignment from comparing everything with everything: unrelated provisions of one law share
its common phrases, related ones share phrases of their own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

RUN = 3
"""Words in a run."""
COMMON = 8
"""Provisions of one version in which a run may stand and still say something."""
BEST = 6
"""Candidates that are kept for each text, those with the most shared runs first."""


def pairs(olds: Sequence[str], news: Sequence[str]) -> set[tuple[int, int]]:
    """Return the index pairs that are among the best candidates of either side."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(news):
        for run in _runs(text):
            places[run].append(index)
    holders: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(olds):
        for run in _runs(text):
            if run in places:
                holders[run].append(index)
    shared = Counter(
        (old, new)
        for run, holding in holders.items()
        if len(holding) <= COMMON and len(places[run]) <= COMMON
        for old in holding
        for new in places[run]
    )
    best_of_old: dict[int, list[tuple[int, int]]] = defaultdict(list)
    best_of_new: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (old, new), count in shared.items():
        best_of_old[old].append((-count, new))
        best_of_new[new].append((-count, old))
    found = {(old, new) for old, near in best_of_old.items() for _, new in sorted(near)[:BEST]}
    return found | {(old, new) for new, near in best_of_new.items() for _, old in sorted(near)[:BEST]}


def _runs(text: str) -> set[str]:
    if len(text) <= RUN:
        return {text} if text else set()
    return {text[at : at + RUN] for at in range(len(text) - RUN + 1)}
