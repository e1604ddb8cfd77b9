"""Two :class:`~pkpu_review.model.Regulation` → a :class:`~pkpu_review.model.Comparison`.

:mod:`.masking` takes labels and references out, :mod:`.tree` finds which provision became which (by
:mod:`.align`, :mod:`.pieces`, :mod:`.candidates`), :mod:`.classify` says what kind of change each pair
bears, :mod:`.references` (by :mod:`.follow`) what became of each reference, and :mod:`.rows` writes the rows down.
"""

from __future__ import annotations

from pkpu_review.collector import resting
from pkpu_review.compare.masking import Alphabet, masked
from pkpu_review.compare.references import References
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
        the new version with the removed ones where they stood; and every internal reference of the new version.
    """
    with resting():
        alphabet = Alphabet()
        pairing = pair(masked(old, alphabet), masked(new, alphabet))
        rows = Rows(pairing)
        references = References(pairing, rows.follower).follow()
        return Comparison(old, new, rows.make(), references=tuple(references))


__all__ = ["compare"]
