"""Two :class:`~pkpu_review.model.Regulation` → a :class:`~pkpu_review.model.Comparison`.

:mod:`.masking` takes labels and references out, :mod:`.tree` finds which provision became which (by
:mod:`.align`, :mod:`.pieces`, :mod:`.candidates`), :mod:`.classify` says what kind of change each pair
bears, :mod:`.follow` what became of the references, and :mod:`.rows` writes it down.
"""

from __future__ import annotations

from pkpu_review.collector import resting
from pkpu_review.compare.masking import Alphabet, masked
from pkpu_review.compare.rows import Rows
from pkpu_review.compare.tree import pair
from pkpu_review.model import Comparison, Regulation


def compare(old: Regulation, new: Regulation) -> Comparison:
    """Compare two versions of a regulation.

    Args:
        old: the version before.
        new: the version after.

    Returns:
        One row for every provision of both versions (one a pair for splits and mergers), in the order of
        the new version with the removed ones where they stood; and the references left behind.
    """
    with resting():
        alphabet = Alphabet()
        rows = Rows(pair(masked(old, alphabet), masked(new, alphabet)))
        changes = rows.make()
        return Comparison(old, new, changes, references=tuple(rows.stale))


__all__ = ["compare"]
