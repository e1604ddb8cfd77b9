"""Pieces of a proposal that were not found, and words of the next draft that no one asked for → whether the ones say
the others.

A draft team that puts a proposal in its own words puts all of it so: where some pieces came in other words, and as much
came besides that neither draft nor proposal has as is lacking of the others, no list of synonyms has the words by which
these were said. What takes but a part of a proposal brings few words of its own near them: what else changed there
stands farther off.

The figures below are rounded from a logistic regression of the fate on what they measure, over the *tune* cases of
``tests/cases/follow`` whose pieces came to "partly"; tried on the cases of hands that it had not seen (ten parts, each
file in one) it mends 13 of 43 and spoils one of 230.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pkpu_review.compare.proposals.sense import AROUND
from pkpu_review.compare.proposals.weights import weight
from pkpu_review.lexis.stems import Word
from pkpu_review.model.adoption import Asked

A_PIECE = 1.0
"""What a piece counts that came in other words ..."""
A_SHARE = 2.0
"""... and what words count that came unasked and weigh as much as those that are lacking ..."""
MOST_SHARE = 1.5
"""... no more than so many times as much ..."""
ENOUGH = 3.5
"""... from which together the rest is said in other words, too."""
LEAST = 0.5
"""Weight of what is lacking, at least: less is nothing to be said."""


def said_by_others(
    asked: Sequence[Asked], old: Sequence[Word], new: Sequence[Word], here: Sequence[Word]
) -> Sequence[Word]:
    """Return the words of *here* by which what it lacks of *new* is said; none where it is not said.

    Args:
        asked: the pieces, with what became of them.
        old: the words of the draft.
        new: those proposed.
        here: those of the next draft, as :func:`.sense.understood` has them.
    """
    before, then, now = (Counter(word.stem for word in side if word.stem) for side in (old, new, here))
    lacking = then - before - (now - before)
    missing = {word.stem: word for word in new if lacking[word.stem]}
    if any(word.is_figure for word in missing.values()):  # another number is not the same in other words
        return ()
    strange = [at for at, word in enumerate(here) if word.stem and not before[word.stem] and not then[word.stem]]
    found = [at for at, word in enumerate(here) if word.stem and not before[word.stem] and then[word.stem]]
    # what else the next draft changed stands farther off
    strange = [at for at in strange if any(abs(at - place) <= AROUND for place in found)]
    lack = max(LEAST, sum(weight(word) * lacking[stem] for stem, word in missing.items()))
    came = sum(weight(here[at]) for at in strange if not here[at].is_figure)
    otherwise = sum(one.fate == "other-words" for one in asked)
    if A_PIECE * otherwise + A_SHARE * min(MOST_SHARE, came / lack) < ENOUGH:
        return ()
    return here[strange[0] : strange[-1] + 1] if strange else ()
