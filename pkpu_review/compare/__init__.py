"""Two :class:`~pkpu_review.model.Regulation` → a :class:`~pkpu_review.model.Comparison`; and what is made of several.

The road of two versions, each module handing on to the next:

1. *Words as characters.* :mod:`.masking` takes labels and references out of every provision.
2. *Which became which.* :mod:`.tree` pairs level by level and gathers the pairs in :mod:`.pairing`. A level is paired
   by :mod:`.align`: with :mod:`.candidates` (what is worth comparing), :mod:`.pieces` (splits and mergers) and
   :mod:`.order` (what kept its order); :mod:`.levels` finds words that changed their level.
3. *Rows.* :mod:`.rows` gives each pair its relation, its word edits (:mod:`.edits`) and its kind of change
   (:mod:`.classify`, which asks :mod:`.follow` whether references follow the renumbering; :mod:`.setting` knows what
   is only set out otherwise); :mod:`.doubt` says what could not be read well.
4. *What a row tells.* :mod:`.account` adds effects, sentence and rank. :mod:`.regions` finds the stretches that really
   differ, :mod:`.lists` the item of a list that came or went; :mod:`.both` holds the two texts with their values
   (:mod:`.values`); :mod:`.effects` makes of each stretch one thing to be told (:mod:`.told`), with :mod:`.actors` (who
   acts), :mod:`.subjects` (what it is about) and :mod:`.cells` (tables); :mod:`.telling` writes the sentence,
   :mod:`.rank` weighs.
5. *References.* :mod:`.references` follows every internal reference of the new version through the map.
6. *Notice.* :mod:`.amending` says where the new version only amends the old one.
7. *Proof.* :mod:`.proof` makes each version of the other again.

Beside it: :mod:`.succession` strings many versions together. :mod:`.three_way` puts two edits of one base together:
:mod:`.heirs` (each provision's one heir), :mod:`.joints` (one tree), :mod:`.renumbering` (its numbers) and
:mod:`.blending` (its words, by :mod:`.diff3`).

What became of a proposal is judged in :mod:`.proposals`.
"""

from __future__ import annotations

from pkpu_review.compare.amending import amending
from pkpu_review.compare.masking import Alphabet, masked
from pkpu_review.compare.references import References
from pkpu_review.compare.rows import Rows
from pkpu_review.compare.tree import pair
from pkpu_review.garbage import resting
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
        return _compared(old, new)


def _compared(old: Regulation, new: Regulation) -> Comparison:
    alphabet = Alphabet()
    pairing = pair(masked(old, alphabet), masked(new, alphabet))
    rows = Rows(pairing)
    references = References(pairing, rows.follower, rows.faint[1]).follow()
    made = Comparison(old, new, rows.make(), problems=amending(old, new), references=tuple(references))
    for side in (pairing.old, pairing.new):
        side.let_go()
    return made


__all__ = ["compare"]
