"""Provisions that found no twin → those that were split in pieces, or merged into one.

Tested before any fuzzy match, for one half of a split resembles the whole enough to be taken for it. A
split is believed when the pieces together hold more of the old words, in their order, than the best one
alone; when each brings its own share of them; and when no other provision claims a piece with more right.
A merger is a split read backwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from rapidfuzz.distance import Indel, LCSseq

from pkpu_review.compare.masking import Unit
from pkpu_review.lexis.words import key

LEAST_WORDS = 10
"""Words that a provision has at least before it is tested for a split."""
LEAST_PIECE = 4
"""Words that a piece brings at least, if it is an article."""
LEAST_BELOW = 3
"""... and below an article, where there are few others that it could come from."""
FEW_WORDS = 0.7
"""What the certainty of a division is that leaves nothing over, of so few words that they alone prove little."""
PIECE_SHARE = 0.5
"""Part of a piece that comes from the provision it was split from, at least, if one of its items came unchanged."""
BARE_SHARE = 0.75
"""The same for a piece in which no item came unchanged: one that merely resembles part of another is no piece of it."""
ITEM_WORDS = 4
"""Words that an item has at least to say where it came from."""
ITEM_ALIKE = 0.6
"""Likeness from which an item of a list is what stands alone now."""
_JOINING = frozenset(["dan", "atau", "danatau", "serta"])
WHOLE_SHARE = 0.5
"""Part of the provision that is found again in its pieces, at least."""


@dataclass(frozen=True, slots=True)
class Division:
    """A provision *whole* (an index of one side) found again in *pieces* (indexes of the other, in order).

    Attributes:
        share: part of the words of both sides that are in common, 0 to 1.
        words: number of words in common.
    """

    whole: int
    pieces: tuple[int, ...]
    share: float
    words: int


def divisions(wholes: Sequence[Unit], parts: Sequence[Unit], near: Iterable[tuple[int, int]]) -> list[Division]:
    """Return the provisions of *wholes* that stand divided in *parts* (none of which has a twin), the surest first.

    *near* holds the pairs (of wholes, of parts) worth comparing.
    """
    return _Search(wholes, parts, near).run() if len(parts) > 1 else []


def glued(wholes: Sequence[Unit], parts: Sequence[Unit]) -> list[Division]:
    """Return the items of a few words in *wholes* that are nothing but neighbours among *parts*, put together.

    "kesejahteraan;" and "pelayanan;" become "kesejahteraan dan pelayanan;": the words that join are left aside.
    """
    told = [_joined(unit) for unit in parts]
    begins: dict[str, list[int]] = {}
    for place, words in enumerate(told):
        if words:
            begins.setdefault(words[0], []).append(place)
    found = []
    for index, unit in enumerate(wholes):
        words = _joined(unit)
        if not 1 < len(words) < LEAST_WORDS:
            continue
        for first in begins.get(words[0], ()):
            at, last = 0, first
            while last < len(told) and told[last] and words[at : at + len(told[last])] == told[last]:
                at += len(told[last])
                last += 1
            if at == len(words) and last - first > 1:
                found.append(Division(index, tuple(range(first, last)), FEW_WORDS, len(words)))
    return found


def _joined(unit: Unit) -> list[str]:
    """Return the words of an item without those that join, to compare; nothing for a longer one."""
    if unit.children or len(unit.own) >= 2 * LEAST_WORDS:
        return []
    return [word for word in map(key, unit.provision.text.split()) if word and word not in _JOINING]


def dissolved(whole: Unit, pieces: Sequence[Unit]) -> list[Unit]:
    """Return the items of *whole* that became the *pieces*, one each, if it was but a list that was dissolved in them.

    Of "Pantarlih: a. mencatat ...; b. mencoret ..." each item becomes an ayat of its own; the list itself is gone.
    """
    if len(whole.own) >= LEAST_PIECE or whole.provision.kind == "pasal":
        return []
    found: list[Unit] = []
    for piece in pieces:
        near = [(_like(child, piece), child) for child in whole.children if not piece.children and child not in found]
        like, best = max(near, key=lambda one: one[0], default=(0.0, whole))
        if like < ITEM_ALIKE:
            return []
        found.append(best)
    return found


def _like(one: Unit, other: Unit) -> float:
    return float(Indel.normalized_similarity(one.whole, other.whole))


class _Search:
    def __init__(self, wholes: Sequence[Unit], parts: Sequence[Unit], near: Iterable[tuple[int, int]]) -> None:
        self.least = LEAST_PIECE if parts[0].provision.kind == "pasal" else LEAST_BELOW
        self.wholes, self.parts = [unit.whole for unit in wholes], [unit.whole for unit in parts]
        self.whole_items, self.part_items = [_items(unit) for unit in wholes], [_items(unit) for unit in parts]
        self.of_whole: dict[int, list[int]] = {}
        self.of_part: dict[int, list[int]] = {}
        for whole, part in sorted(near):
            self.of_whole.setdefault(whole, []).append(part)
            self.of_part.setdefault(part, []).append(whole)

    def run(self) -> list[Division]:
        found = []
        for whole, near in self.of_whole.items():
            if len(near) > 1 and len(self.wholes[whole]) >= LEAST_WORDS:
                division = self._divide(whole, near)
                if division and not self._claimed(division):
                    found.append(division)
        return sorted(found, key=lambda division: (-division.share, division.whole))

    def _divide(self, whole: int, near: list[int]) -> Division | None:
        text = self.wholes[whole]
        due = {part: self._due(whole, part) for part in near}
        likely = [part for part in near if _common(text, self.parts[part], due[part]) >= due[part]]
        if len(likely) < 2:
            return None
        best: tuple[int, ...] = ()
        most = max(_common(text, self.parts[part]) for part in near)
        for first in likely:  # the best two, then as many more as bring their share
            for second in likely:
                if first < second:
                    words = _common(text, self.parts[first] + self.parts[second])
                    if words > most and self._each_brings(whole, (first, second), words):
                        best, most = (first, second), words
        if not best:
            return None
        for part in likely:
            if part not in best:
                more = tuple(sorted((*best, part)))
                words = _common(text, "".join(self.parts[index] for index in more))
                if words > most and self._each_brings(whole, more, words):
                    best, most = more, words
        if most < WHOLE_SHARE * len(text):
            return None
        size = sum(len(self.parts[part]) for part in best)
        return Division(whole, best, 2 * most / (len(text) + size), most)

    def _due(self, whole: int, piece: int) -> float:
        """Words that *piece* has to bring at least to be one of *whole*."""
        share = BARE_SHARE if self.whole_items[whole].isdisjoint(self.part_items[piece]) else PIECE_SHARE
        return max(self.least, share * len(self.parts[piece]))

    def _brings(self, whole: int, piece: int, pieces: tuple[int, ...], words: int) -> int:
        """Words that *piece* adds to what the other *pieces* hold of *whole*."""
        return words - _common(self.wholes[whole], "".join(self.parts[other] for other in pieces if other != piece))

    def _each_brings(self, whole: int, pieces: tuple[int, ...], words: int) -> bool:
        return all(self._brings(whole, piece, pieces, words) >= self._due(whole, piece) for piece in pieces)

    def _claimed(self, division: Division) -> bool:
        """Whether a piece is rather another provision, changed: one that shares more with it and has nothing better."""
        for piece in division.pieces:
            brings = self._brings(division.whole, piece, division.pieces, division.words)
            for rival in self.of_part[piece]:
                if rival == division.whole:
                    continue
                claim = _common(self.wholes[rival], self.parts[piece])
                others = [other for other in self.of_whole[rival] if other not in division.pieces]
                if claim > brings and all(_common(self.wholes[rival], self.parts[other]) <= claim for other in others):
                    return True
        return False


def _items(unit: Unit) -> frozenset[str]:
    """Texts of what stands below *unit* (or its own, if nothing does) that are long enough to be known again."""
    if not unit.children:
        return frozenset([unit.own] if len(unit.own) >= ITEM_WORDS else [])
    below = frozenset(child.whole for child in unit.children if len(child.whole) >= ITEM_WORDS)
    return below.union(*(_items(child) for child in unit.children))


def _common(one: str, other: str, least: float = 0) -> int:
    """Return the words that the two have in common, in their order; 0 where they are fewer than *least*."""
    return int(LCSseq.similarity(one, other, score_cutoff=ceil(least)))
