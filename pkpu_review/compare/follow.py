"""References through the map of what became which: those that follow it, and those left behind.

A reference that names another number in the new version has changed nothing if that number is where its
old target now stands. One that still says the old words while its target is gone is stale.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from pkpu_review import ids
from pkpu_review.lexis.places import Places
from pkpu_review.lexis.references import Reference, Step

_RECITALS = "menimbang/"


class Follower:
    """Knows the places of both versions and which became which.

    Args:
        old: the old version's.
        new: the new version's.
        became: for every id of the old version that still stands, its ids in the new one.
    """

    def __init__(self, old: Places, new: Places, became: Mapping[str, Set[str]]) -> None:
        self.old, self.new, self.became = old, new, became

    def follows(self, old: Reference, old_at: str, new: Reference, new_at: str) -> bool:
        """Whether *new* (in the provision *new_at*) names the place to which the target of *old* came."""
        if old.foreign != new.foreign:
            return False
        if self._leads(old, old_at, new, new_at):
            return True
        # "Pasal 7 ayat (4) dan ayat (1)" may also mean ayat (1) of the article in which it stands
        alone = replace(new, path=new.path[new.carried :], carried=0)
        return new.carried > 0 and self._leads(old, old_at, alone, new_at)

    def _leads(self, old: Reference, old_at: str, new: Reference, new_at: str) -> bool:
        target, rest = self.old.reach(old, old_at)
        told, told_rest = self.new.reach(new, new_at)
        if target is None or told is None:
            return False
        while rest == told_rest:
            if told in self.became.get(target, ()):
                return True
            if target in self.became:
                return False  # it stands elsewhere: the same letter below the same ayat is another item now
            # a list item keeps its letter although the ayat that holds it moved: go up with both
            target, step = _up(target)
            told, told_step = _up(told)
            if not target or not told:
                return False
            rest, told_rest = (step, *rest), (told_step, *told_rest)
        return False

    def all_follow(self, olds: Sequence[Reference], old_at: str, news: Sequence[Reference], new_at: str) -> bool:
        """Whether the list *news* names all the places to which the targets of *olds* came, and no other.

        "Pasal 13" becomes "Pasal 15 dan Pasal 16" where Pasal 13 was split into these. The recital that rests on those
        before it (UU 12/2011 Lampiran II, konsiderans: "sebagaimana dimaksud dalam huruf a dan huruf b") names those
        that came and no longer those that went.
        """
        targets, told = _places(olds, old_at, self.old), _places(news, new_at, self.new)
        if told and all(id.startswith(_RECITALS) for id in (old_at, new_at, *targets, *told)):
            stood = {id for became in self.became.values() for id in became}
            stay = set().union(*(self.became.get(target, ()) for target in targets))
            return told >= stay and stood.isdisjoint(told - stay)
        if not targets or not told or not all(target in self.became for target in targets):
            return False
        return told == set().union(*(self.became[target] for target in targets))

    def gone(self, old: Reference, old_at: str) -> str | None:
        """Return the id of the old target of *old* if it no longer stands, else None.

        Of a list item that went with its whole ayat or article, the ayat or article is told.
        """
        target, _ = self.old.reach(old, old_at)
        if target is None or target in self.became:
            return None
        while (
            ids.parse(target)[-1][0] in ("huruf", "angka")
            and ids.parent(target) not in self.became
            and ids.parent(target)
        ):
            target = ids.parent(target)
        return target


def _places(references: Sequence[Reference], where: str, known: Places) -> set[str]:
    """Return the ids that a list names, with what its ranges leave unsaid; nothing if one of them is not known."""
    found: list[str] = []
    for reference in references:
        id, rest = known.reach(reference, where)
        if id is None or rest or reference.foreign:
            return set()
        if reference.through and found:
            (above, first), (place, last) = _numbered(found[-1]), _numbered(id)
            if above != place or not first or not last:
                return set()
            between = (f"{place}-{number}" for number in range(first + 1, last))
            found += [id for id in between if id in known]
        found.append(id)
    return set(found)


def _numbered(id: str) -> tuple[str, int]:
    """Return *id* without its last number, and the number; 0 if it is none."""
    place, _, number = id.rpartition("-")
    return place, int(number) if number.isdecimal() else 0


def _up(id: str) -> tuple[str, Step]:
    return ids.parent(id), ids.parse(id)[-1]
