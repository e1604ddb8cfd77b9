"""Pieces of a proposal that were not found, and words of the next draft that no one asked for → whether the ones say
the others.

A draft team that puts a proposal in its own words puts all of it so: where some pieces came in other words, and as much
came besides that neither draft nor proposal has as is lacking of the others, no list of synonyms has the words by which
these were said. What takes but a part of a proposal brings few words of its own near them: what else changed there
stands farther off.

The figures below are rounded from a logistic regression of the fate on what they measure, over the *tune* cases of
``tests/cases/follow`` whose pieces came to "partly"; tried on the cases of hands that it had not seen (ten parts, each
file in one) it mends 13 of 43 and spoils one of 230. Those for one sentence were set by the *tune* cases
that are judged whole.
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
HALF = 0.45
"""Share of a sentence that is there where all of it is said in other words ..."""
IN_A_ROW = 3
"""... with no more lacking in a row ..."""
NEARLY_HALF = 0.45
"""... and so much of what is lacking beside it that came unasked."""


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
    rest = _Rest(old, new, here)
    otherwise = sum(one.fate == "other-words" for one in asked)
    if rest.figures or A_PIECE * otherwise + A_SHARE * min(MOST_SHARE, rest.share) < ENOUGH:
        return ()
    return here[rest.strange[0] : rest.strange[-1] + 1] if rest.strange else ()


def is_put_otherwise(old: Sequence[Word], new: Sequence[Word], here: Sequence[Word]) -> bool:
    """Whether *here* says all of *new*, one sentence that is not judged by pieces, in words of its own: it has about
    half of it, lacks nothing long in a row, and nearly half as much as it lacks came beside what it has."""
    rest = _Rest(old, new, here)
    return not rest.figures and rest.found >= HALF and rest.longest <= IN_A_ROW and rest.share >= NEARLY_HALF


class _Rest:
    """What *here* lacks of *new*, and what it has that neither *old* nor *new* has.

    Attributes:
        found: share of what is asked for that is there, by weight.
        figures: a number that is asked for is lacking: another one is not the same in other words.
        longest: stems in a row that are lacking.
        strange: places in *here* of what came unasked, beside what was found: what else changed stands farther off.
        share: what they weigh, of what is lacking.
    """

    def __init__(self, old: Sequence[Word], new: Sequence[Word], here: Sequence[Word]) -> None:
        before, then, now = (Counter(word.stem for word in side if word.stem) for side in (old, new, here))
        wanted, came = then - before, now - before
        lacking = wanted - came
        known = {word.stem: word for word in new}
        weights = {stem: 0.0 if word.is_figure else weight(word) for stem, word in known.items()}
        lack = sum(weights[stem] * count for stem, count in lacking.items())
        self.found = 1 - lack / (sum(weights[stem] * count for stem, count in wanted.items()) or 1)
        self.figures = any(known[stem].is_figure for stem in lacking)
        self.longest = run = 0
        for word in new:
            run = run + 1 if word.stem and lacking[word.stem] else 0 if word.stem else run
            self.longest = max(self.longest, run)
        there = [at for at, word in enumerate(here) if word.stem and not before[word.stem] and then[word.stem]]
        self.strange = [
            at
            for at, word in enumerate(here)
            if word.stem and not before[word.stem] and not then[word.stem]
            if any(abs(at - place) <= AROUND for place in there)
        ]
        self.share = sum(weight(here[at]) for at in self.strange if not here[at].is_figure) / max(LEAST, lack)
