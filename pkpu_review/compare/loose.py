"""What found no partner on either side → pairs at other levels that only a lower likeness shows, told as doubtful.

A sentence that was reworded on its way from an article into an ayat of another one is less like itself than two
neighbours often are. It is taken for the same only where nothing else comes near.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import LCSseq

from pkpu_review.compare.align import DOUBT, Link, likeness
from pkpu_review.compare.candidates import pairs
from pkpu_review.compare.masking import Side, Unit
from pkpu_review.compare.pairing import Pairing

LEVELS = frozenset(["pasal", "ayat", "huruf", "angka", "menimbang", "mengingat", "memperhatikan"])
"""Kinds between which the words of a provision may rise or sink a level."""
LOOSELY_ALIKE = 0.7
"""Likeness from which two provisions that nothing else resembles are the same one, reworded; it is told as doubtful."""
LOOSE_WORDS = 8
"""Words that each of them has at least."""
APART = 0.2
"""How much less alike everything else must be."""


def loosely(pairing: Pairing) -> Iterator[Link]:
    """Yield pairs across levels and parents of what is the best for each other, both free, with no rival near.

    "KPU menerbitkan kalender dalam bentuk cetak dan elektronik", an article, that stands reworded as the last ayat of
    another one. Whatever else resembles either of the two, be it paired or not, is a rival. What came or went with all
    that it stands in is left with that; and where one holds all words of the other, with more behind them, it may be a
    new provision that says them again: that too is left to the reader.
    """
    olds, news = (
        [
            unit
            for unit in free
            if unit.provision.kind in LEVELS
            and len(unit.whole) >= LOOSE_WORDS
            and (unit.parent is None or unit.parent.id in known)
        ]
        for free, known in (
            (pairing.free_old(pairing.old.units.values()), pairing.by_old),
            (pairing.free_new(pairing.new.units.values()), pairing.by_new),
        )
    )
    alike = [
        (like, i, j)
        for i, j in pairs([unit.runs for unit in olds], [unit.runs for unit in news])
        if (like := likeness(olds[i].whole, news[j].whole, LOOSELY_ALIKE)) >= LOOSELY_ALIKE
    ]
    if not alike:
        return
    beside_old, beside_new = _beside(olds, pairing.new), _beside(news, pairing.old)
    for like, i, j in sorted(alike, key=lambda found: (-found[0], found[1], found[2])):
        old, new = olds[i], news[j]
        if old.id in pairing.by_old or new.id in pairing.by_new or _holds(old.whole, new.whole):
            continue
        least = like - APART
        if not _rivalled(old, new, beside_old[i], least) and not _rivalled(new, old, beside_new[j], least):
            yield Link(old, new, "kemiripan-lintas", like * DOUBT)


def _beside(free: Sequence[Unit], side: Side) -> list[list[Unit]]:
    """Return for each of the *free* units what of the other *side* is worth comparing with it, paired or not."""
    others = list(side.units.values())
    found: list[list[Unit]] = [[] for _ in free]
    for i, j in pairs([unit.runs for unit in free], [unit.runs for unit in others]):
        found[i].append(others[j])
    return found


def _holds(one: str, other: str) -> bool:
    """Whether one of the two masked texts has all the words of the other, in their order."""
    return int(LCSseq.similarity(one, other)) == min(len(one), len(other))


def _rivalled(unit: Unit, chosen: Unit, others: Iterable[Unit], least: float) -> bool:
    """Whether any of *others* is as like *unit* by *least*, but for *chosen*, what that stands in and what it holds."""
    return any(
        likeness(unit.whole, other.whole, least) >= least
        for other in others
        if other is not chosen and not _within(other, chosen) and not _within(chosen, other)
    )


def _within(unit: Unit, other: Unit) -> bool:
    return unit.id.startswith(f"{other.id}/")
