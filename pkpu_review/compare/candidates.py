"""Two lists of masked texts → the pairs worth comparing: those that share runs of words found in few places.

This keeps the alignment from comparing everything with everything: unrelated provisions of one law share
its common phrases, related ones share phrases of their own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain

RUN = 3
"""Words in a run."""
COMMON = 8
"""Provisions of one version in which a run may stand and still say something."""
BEST = 6
"""Candidates that are kept for each text, those with the most shared runs first."""


def pairs(olds: Sequence[str], news: Sequence[str]) -> set[tuple[int, int]]:
    """Return the index pairs that are among the best candidates of either side."""
    if not olds or not news:
        return set()
    runs = [_runs(text) for text in olds], [_runs(text) for text in news]
    held = Counter(chain.from_iterable(runs[0]))
    known = set(held)
    places: dict[str, list[int]] = {}
    for new, of_new in enumerate(runs[1]):
        for run in of_new & known:
            places.setdefault(run, []).append(new)
    telling = {run for run, where in places.items() if len(where) <= COMMON and held[run] <= COMMON}
    found: set[tuple[int, int]] = set()
    best_of_new: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for old, of_old in enumerate(runs[0]):
        shared = Counter(chain.from_iterable(map(places.__getitem__, of_old & telling)))
        near = sorted((-count, new) for new, count in shared.items())
        found.update((old, new) for _, new in near[:BEST])
        for count, new in near:
            best_of_new[new].append((count, old))
    return found.union((old, new) for new, near in best_of_new.items() for _, old in sorted(near)[:BEST])


def _runs(text: str) -> set[str]:
    if len(text) <= RUN:
        return {text} if text else set()
    return {text[at : at + RUN] for at in range(len(text) - RUN + 1)}
