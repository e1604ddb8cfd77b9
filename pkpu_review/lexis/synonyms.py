"""Two stems → whether they can say the same: by the pairs of words in ``synonyms.toml``.

That a pair is listed says no more than that one word can stand for the other. Who asks must have a reason to think that
it does: that the one was asked for, and the other came where there was none.
"""

from __future__ import annotations

from collections.abc import Set
from functools import cache

from pkpu_review.knowledge import load
from pkpu_review.lexis.stems import DENIED, stems


def near(one: str, other: str) -> bool:
    """Whether the stems *one* and *other* (:func:`.stems.stem`) can say the same; of denied ones what is denied."""
    return one == other or other in alternatives(one)


def alternatives(one: str) -> Set[str]:
    """Return the other stems that can say the same as the stem *one*."""
    if one.startswith(DENIED):
        return frozenset(DENIED + other for other in alternatives(one.removeprefix(DENIED))) | _beside().get(
            one, frozenset()
        )
    return _beside().get(one, frozenset())


def contrary(one: str, other: str) -> bool:
    """Whether of the stems *one* and *other* each rules the other out."""
    return other in _opposite().get(one, ())


@cache
def _opposite() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for pair in load("synonyms.toml")["opposite"]["pairs"]:
        (one,), (other,) = map(stems, pair)
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found


@cache
def _beside() -> dict[str, set[str]]:
    """Return stem → stems that can say the same, both ways."""
    found: dict[str, set[str]] = {}
    for part in load("synonyms.toml")["pairs"]:
        for left, others in part["near"].items():
            for other in others:
                ends = stems(left), stems(other)
                if all(len(end) == 1 for end in ends):
                    (one,), (two,) = ends
                    found.setdefault(one, set()).add(two)
                    found.setdefault(two, set()).add(one)
    return found
