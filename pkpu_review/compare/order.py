"""Pairs of places in two versions → the heaviest run of them that keeps the order of both.

Two uses: of the pairs that are certain, those outside the run were moved; of the pairs that are likely, the
run is the best choice that leaves the order as it is.
"""

from __future__ import annotations

from collections.abc import Sequence

_WORD = 1e-6
"""What a word weighs against a pair: below one for every run of fewer than a million words."""


def heaviest_run(pairs: Sequence[tuple[int, int]], weights: Sequence[float]) -> list[int]:
    """Return the indexes of the *pairs* in the run with the greatest sum of *weights*, first to last.

    Both places of a run's pairs increase strictly. Takes n log n steps for n pairs.
    """
    ranked = {place: rank for rank, place in enumerate(sorted({second for _, second in pairs}), 1)}
    heaviest: list[tuple[float, int]] = [(0.0, -1)] * (len(ranked) + 1)  # Fenwick tree: sum of a run, its last pair
    before = [-1] * len(pairs)
    end = (0.0, -1)
    # of pairs with the same first place the later second place comes first, so that none follows the other
    for index in sorted(range(len(pairs)), key=lambda index: (pairs[index][0], -pairs[index][1])):
        rank = ranked[pairs[index][1]]
        best = (0.0, -1)
        slot = rank - 1
        while slot > 0:
            if heaviest[slot][0] > best[0]:
                best = heaviest[slot]
            slot -= slot & -slot
        before[index] = best[1]
        run = (best[0] + weights[index], index)
        if run[0] > end[0]:
            end = run
        slot = rank
        while slot <= len(ranked):
            if run[0] > heaviest[slot][0]:
                heaviest[slot] = run
            slot += slot & -slot
    found = []
    index = end[1]
    while index >= 0:
        found.append(index)
        index = before[index]
    return found[::-1]


def staying(pairs: Sequence[tuple[int, int]], words: Sequence[int]) -> list[bool]:
    """Return for every pair whether it kept its order: the longest run did, and of two the one with more *words*.

    So a short article is said to have moved past a long one, and not the reverse.
    """
    stays = [False] * len(pairs)
    for index in heaviest_run(pairs, [1 + count * _WORD for count in words]):
        stays[index] = True
    return stays
