"""Words that differ in a pair, and how much → less, where they differ only in how the provision is set out.

What joins the items of a list goes from item to item when one is added; a sentence is set out as a list, or a list
written out; an item becomes an ayat that begins with the words of its list; a table row gets another number, an
article the promulgation formula. None of this changes what the law says.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from pkpu_review.compare.align import Link
from pkpu_review.compare.classify import WEIGHT, Text, classify
from pkpu_review.compare.follow import Follower
from pkpu_review.compare.masking import ITEMS, Unit
from pkpu_review.compare.pairing import Pairing
from pkpu_review.lexis.words import key
from pkpu_review.model import ChangeKind, Provision

JOINTS = frozenset(["dan", "atau", "dan/atau"])
"""Words that join the items of a list."""


@dataclass(slots=True)
class Setting:
    """Weighs the changes of one pairing; *still_used* holds the word keys of the new version."""

    pairing: Pairing
    follower: Follower
    still_used: Container[str]
    _connectives: dict[Unit, str] = field(default_factory=dict)

    def change(self, link: Link, change: ChangeKind, old: list[str], new: list[str]) -> ChangeKind:
        """Return *change*, or less where all that differs is no change of the words of the provision.

        Args:
            link: the pair.
            change: what its words, *old* and *new*, amount to.
        """
        if _only_beside(link.old.provision, link.new.provision):
            return "none"
        if change != "substantive":
            return change
        if self._set_out(link, old, new) or self._joined(link, old, new):
            return "editorial"
        if not link.old.parent or not link.new.parent or link.new.provision.kind not in ITEMS:
            return change
        # "a; dan" becomes "a;" where an item was added below it: the list is still joined by the same word
        joins = self._connective(link.old.parent), self._connective(link.new.parent)
        if joins[0] and joins[0] == joins[1]:
            bare = [words[:-1] if words and words[-1] == joins[0] else words for words in (old, new)]
            if bare != [old, new]:
                return max("editorial", self._classified(link, bare), key=WEIGHT.index)
        return change

    def _classified(self, link: Link, sides: Sequence[list[str]]) -> ChangeKind:
        old, new = (Text.of(" ".join(words), unit.id) for words, unit in zip(sides, (link.old, link.new), strict=True))
        return classify(old, new, self.follower, self.still_used)

    def _set_out(self, link: Link, old: list[str], new: list[str]) -> bool:
        """Whether all that went from one side stands in new items below the other: a sentence set out as a list.

        Or, backwards, whether a list was written out as a sentence.
        """
        items = self.pairing.free_old(link.old.children), self.pairing.free_new(link.new.children)
        if not any(items):
            return False
        full = [
            [*words, *(word for child in side for word in child.provision.full_text().split())]
            for words, side in zip((old, new), items, strict=True)
        ]
        return self._classified(link, full) in ("none", "editorial")

    def _joined(self, link: Link, old: list[str], new: list[str]) -> bool:
        """Whether nothing came or went but what joins an item to its list, or one half of a sentence to the other.

        "Pantarlih: a. mencatat Pemilih; dan" becomes "Pantarlih mencatat Pemilih.", two ayat become one with "dan".
        """
        sides = [old, new]
        ends = (link.old, link.new, self.pairing.by_old), (link.new, link.old, self.pairing.by_new)
        for place, (unit, other, known) in enumerate(ends):
            if len(known[unit.id]) > 1:
                sides[place] = _without_joints(sides[place])
            if unit.provision.kind in ITEMS and other.provision.kind not in ITEMS and unit.parent is not None:
                lead = unit.parent.provision.lead.rstrip(": ").split()
                sides[place] = [*lead, *_without_joints(sides[place])]
        return sides != [old, new] and self._classified(link, sides) in ("none", "editorial")

    def _connective(self, unit: Unit) -> str:
        if unit not in self._connectives:
            self._connectives[unit] = connective(unit.provision)
        return self._connectives[unit]


def connective(provision: Provision) -> str:
    """Return the word that joins the list in *provision* (dan, atau, dan/atau), or "" if none or several do."""
    ends = {words[-1] for child in provision.children if (words := child.text.split())}
    found = ends & JOINTS
    return found.pop() if len(found) == 1 else ""


def _without_joints(words: list[str]) -> list[str]:
    """Return *words* without a word at either end that joins them to others."""
    start = 1 if words and words[0] in JOINTS else 0
    end = len(words) - 1 if len(words) > start and words[-1] in JOINTS else len(words)
    return words[start:end]


def _only_beside(old: Provision, new: Provision) -> bool:
    """Whether only what stands beside the words differs: the promulgation formula, a table row's running number."""
    if old.kind == new.kind == "baris" and old.cells and new.cells:
        return _running(old.cells[0]) and _running(new.cells[0]) and _bare(old.cells[1:]) == _bare(new.cells[1:])
    return (old.lead, old.closing) == (new.lead, new.closing) and bool(old.promulgation) != bool(new.promulgation)


def _running(cell: str) -> bool:
    return key(cell).isdigit()


def _bare(cells: Sequence[str]) -> list[str]:
    return [" ".join(cell.split()) for cell in cells]
