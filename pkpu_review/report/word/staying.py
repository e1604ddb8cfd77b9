"""Pairs of places in two versions → those that stay where they are, for they stand in the same order in both."""

from __future__ import annotations

from collections.abc import Sequence


def staying(pairs: Sequence[tuple[int, int, int]]) -> set[tuple[int, int]]:
    """Return the heaviest of *pairs* (place before, place after, weight) that stand in the same order in both.

    A tree of the best sums by place before (Fenwick 1994) gives them in n log n steps.
    """
    size = max((i for i, _, _ in pairs), default=-1) + 2
    best: list[tuple[int, int]] = [(0, -1)] * size  # weight of the best run that ends before a place, and its end
    chain: list[int] = []
    for index, (i, _, weight) in enumerate(pairs):
        total, last, k = 0, -1, i
        while k > 0:
            if best[k][0] > total:
                total, last = best[k]
            k -= k & -k
        chain.append(last)
        total, k = total + weight, i + 1
        while k < size:
            if best[k][0] < total:
                best[k] = (total, index)
            k += k & -k
    k, total, at = size - 1, 0, -1
    while k > 0:
        if best[k][0] > total:
            total, at = best[k]
        k -= k & -k
    found = set()
    while at >= 0:
        found.add(pairs[at][:2])
        at = chain[at]
    return found
