"""How much room a page gives and words take: an A4 page, its columns, and words in the pieces that a column takes.

A place to break within a word adds no letter: what is copied out of the PDF is what the document says.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pkpu_review.report.lines import ENDING, SAFETY
from pkpu_review.report.lines import width as words_width
from pkpu_review.report.printable import printable

Value = dict[str, Any]
"""What the template is told of one thing."""

LONG, SHORT, MARGIN, FOOT = 841.89, 595.28, 51.0, 57.0
"""Sides of an A4 page, its margins and the one at the foot, in points; so are all lengths here."""
SIZES = {"running": 9.5, "cell": 9.0, "small": 8.0}
"""Of the letters."""
LINE = 1.27
"""Height of a line, as a share of the letter size."""
INSET = 4.25
"""Between the border of a cell and its words."""
PIECE = 3
"""Letters between two places at which a word that is wider than its column may break, where no sign parts it."""

MOST_PLACES = 5000
"""Such places in one paragraph that are told one by one: the time that setting them takes grows with their square."""
UNSEEN_BREAK = "\u200b"
"""What stands at these places where there are more: a letter without width, which a long word is the price of."""

_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]")
_SEAM = re.compile(rf"(?!{ENDING})(?<=[/\\!_.,;:&?=|-])(?=\w)")
"""Behind these signs a path, an address or the name of a cell breaks best."""
_ENDING = re.compile(ENDING)
_JOINERS = "\u200d\ufe0f"
"""Characters that belong to the one before them, beside those that combine with it."""


@dataclass(frozen=True, slots=True)
class Page:
    """An A4 page, *wide* or high."""

    wide: bool

    @property
    def width(self) -> float:
        """Room between the margins, in points."""
        return (LONG if self.wide else SHORT) - 2 * MARGIN

    @property
    def height(self) -> float:
        """Room above the foot, in points."""
        return (SHORT if self.wide else LONG) - MARGIN - FOOT

    def rooms(self, shares: Iterable[int]) -> list[float]:
        """Return how much room words have in columns of these *shares* of the width."""
        found = [max(1, share) for share in shares]
        return [max(2 * INSET, self.width * share / sum(found) - 2 * INSET) for share in found]


def clean(text: str) -> str:
    """Return *text* as the template sets it: printable, its lines parted by line feeds."""
    return _BREAKS.sub("\n", printable(text)).replace("\t", " ")


def pieces(text: str, room: float, size: float) -> str | list[str]:
    """Return *text*; where a word is wider than *room* points, in pieces between which a line may break."""
    return broken([clean(text)], room, size)[0]


def broken(texts: Sequence[str], room: float, size: float) -> list[str | list[str]]:
    """Return the *texts* of one paragraph's runs, those with words wider than *room* in pieces.

    A word may go on from one run to the next, as one does of which a part was inserted.
    """
    limit = max(size, room) * 1000 / size / SAFETY
    whole = "".join(texts)
    places: list[int] = []
    if len(whole) * 1000 > limit:
        for found in re.finditer(r"[^ \n]+", whole):
            word = found[0]
            if len(word) * 1000 > limit and words_width(word) > limit:
                places.extend(_places(whole, found.start(), found.end(), limit))
    if not places:
        return list(texts)
    unseen = len(places) > MOST_PLACES
    made: list[str | list[str]] = []
    start = 0
    for text in texts:
        end = start + len(text)
        cuts = [at - start for at in places[bisect_left(places, start) : bisect_left(places, end)]]
        edges = [0, *cuts, len(text)]
        parts = [text[a:b] for a, b in pairwise(edges)]
        made.append(text if not cuts else UNSEEN_BREAK.join(parts) if unseen else parts)
        start = end
    return made


def _at_endings(whole: str, seams: list[int], limit: float) -> Iterator[int]:
    """Yield *seams*, and where the ending of a file's name begins whose piece is wider than *limit*."""
    for begin, stop in pairwise(seams):
        yield begin
        if words_width(whole[begin:stop]) > limit:
            yield from (found.start() for found in _ENDING.finditer(whole, begin, stop) if found.start() > begin)
    yield seams[-1]


def _places(whole: str, start: int, end: int, limit: float) -> Iterator[int]:
    """Yield where the word from *start* to *end* of *whole* may break: behind signs, and within what is still wider
    than *limit*."""
    seams = [start, *(found.start() for found in _SEAM.finditer(whole, start, end) if found.start() > start), end]
    for begin, stop in pairwise(list(_at_endings(whole, seams, limit))):
        if begin > start:
            yield begin
        if words_width(whole[begin:stop]) > limit:
            for at in range(begin + PIECE, stop, PIECE):
                if not unicodedata.combining(whole[at]) and whole[at] not in _JOINERS:
                    yield at
