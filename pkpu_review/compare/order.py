"""Pairs in the order of one version → which of them kept their order: the others were moved.

The longest increasing run of the pairs stays; among runs of the same length the one with more words
does, so that a short article is said to have moved past a long one and not the reverse.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

_WORD = 1e-6
"""What a word weighs against a pair: below one for every run of fewer than a million words."""


def staying(places: Sequence[int], words: Sequence[int]) -> list[bool]:
    """Return for every pair whether it belongs to the heaviest increasing run.

    Args:
        places: for the pairs in the order of one version, each one's place in the other; all distinct.
        words: number of words of each pair.
    """
    ranked = sorted(places)
    best: list[tuple[float, int]] = [(0.0, -1)] * (
        len(places) + 1
    )  # Fenwick tree over ranks: heaviest run, its last pair
    before = [-1] * len(places)
    end = (0.0, -1)
    for index, place in enumerate(places):
        rank = bisect_left(ranked, place)
        weight, last = 0.0, -1
        slot = rank
        while slot > 0:
            if best[slot][0] > weight:
                weight, last = best[slot]
            slot -= slot & -slot
        before[index] = last
        run = (weight + 1 + words[index] * _WORD, index)
        if run[0] > end[0]:
            end = run
        slot = rank + 1
        while slot <= len(places):
            if run[0] > best[slot][0]:
                best[slot] = run
            slot += slot & -slot
    stays = [False] * len(places)
    index = end[1]
    while index >= 0:
        stays[index] = True
        index = before[index]
    return stays
