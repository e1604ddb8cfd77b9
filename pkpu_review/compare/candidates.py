"""Two lists of masked texts → the pairs worth comparing: those that share runs of words found in few places.

This keeps the alignment from comparing everything with everything: unrelated provisions of one law share
its common phrases, related ones share phrases of their own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from itertools import chain

RUN = 3
"""Words in a run."""
COMMON = 8
"""Provisions of one version in which a run may stand and still say something."""
BEST = 6
"""Candidates that are kept for each text, those with the most shared runs first."""


def pairs(olds: Sequence[Set[str]], news: Sequence[Set[str]]) -> set[tuple[int, int]]:
    """Return the index pairs that are among the best candidates of either side, each text given by its :func:`runs`."""
    if not olds or not news:
        return set()
    held = Counter(chain.from_iterable(olds))
    known = set(held)
    places: dict[str, list[int]] = {}
    for new, of_new in enumerate(news):
        for run in of_new & known:
            places.setdefault(run, []).append(new)
    telling = {run for run, where in places.items() if len(where) <= COMMON and held[run] <= COMMON}
    found: set[tuple[int, int]] = set()
    best_of_new: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for old, of_old in enumerate(olds):
        shared = Counter(chain.from_iterable(map(places.__getitem__, of_old & telling)))
        near = sorted((-count, new) for new, count in shared.items())
        found.update((old, new) for _, new in near[:BEST])
        for count, new in near:
            best_of_new[new].append((count, old))
    return found.union((old, new) for new, near in best_of_new.items() for _, old in sorted(near)[:BEST])


def runs(text: str) -> frozenset[str]:
    """Return the runs of words of a masked text; a shorter one is a run by itself."""
    if len(text) <= RUN:
        return frozenset([text] if text else [])
    return frozenset({text[at : at + RUN] for at in range(len(text) - RUN + 1)})
