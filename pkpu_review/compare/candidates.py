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


def shared_runs(olds: Sequence[str], news: Sequence[str]) -> dict[int, Counter[int]]:
    """Return for each index in *olds* the indexes in *news* that share rare runs with it, and how many."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(news):
        for run in _runs(text):
            places[run].append(index)
    spread: Counter[str] = Counter()
    runs_of_old = [_runs(text) for text in olds]
    for runs in runs_of_old:
        spread.update(runs)
    found: dict[int, Counter[int]] = {}
    for index, runs in enumerate(runs_of_old):
        count: Counter[int] = Counter()
        for run in runs:
            there = places.get(run, ())
            if spread[run] <= COMMON and len(there) <= COMMON:
                count.update(there)
        if count:
            found[index] = Counter(dict(count.most_common(BEST)))
    return found


def pairs(olds: Sequence[str], news: Sequence[str]) -> set[tuple[int, int]]:
    """Return the index pairs that are among the best candidates of either side."""
    forward = shared_runs(olds, news)
    backward = shared_runs(news, olds)
    found = {(o, n) for o, count in forward.items() for n in count}
    return found | {(o, n) for n, count in backward.items() for o in count}


def _runs(text: str) -> set[str]:
    if len(text) <= RUN:
        return {text} if text else set()
    return {text[at : at + RUN] for at in range(len(text) - RUN + 1)}
