"""References through the map of what became which: those that follow it, and those left behind.

A reference that names another number in the new version has changed nothing if that number is where its
old target now stands. One that still says the old words while its target is gone is stale.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Set
from dataclasses import replace

from pkpu_review import ids
from pkpu_review.lexis.references import Reference, Step, resolve


class Follower:
    """Knows the ids of both versions and which became which.

    Args:
        old: ids of the old version.
        new: ids of the new version.
        became: for every id of the old version that still stands, its ids in the new one.
    """

    def __init__(self, old: Container[str], new: Container[str], became: Mapping[str, Set[str]]) -> None:
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
        target, rest = _place(old, old_at, self.old)
        told, told_rest = _place(new, new_at, self.new)
        if target is None or told is None:
            return False
        while rest == told_rest:
            if told in self.became.get(target, ()):
                return True
            # a list item keeps its letter although the ayat that holds it moved: go up with both
            target, step = _up(target)
            told, told_step = _up(told)
            if not target or not told:
                return False
            rest, told_rest = (step, *rest), (told_step, *told_rest)
        return False

    def gone(self, old: Reference, old_at: str) -> str | None:
        """Return the id of the old target of *old* if it no longer stands, else None.

        Of a list item that went with its whole ayat or article, the ayat or article is told.
        """
        target, _ = _place(old, old_at, self.old)
        if target is None or target in self.became:
            return None
        while (
            ids.parse(target)[-1][0] in ("huruf", "angka")
            and ids.parent(target) not in self.became
            and ids.parent(target)
        ):
            target = ids.parent(target)
        return target


def _place(reference: Reference, where: str, known: Container[str]) -> tuple[str | None, tuple[Step, ...]]:
    """Return the id of the deepest place on the reference's path that is *known*, and the steps beyond it."""
    for length in range(len(reference.path), 0, -1):
        found = resolve(replace(reference, path=reference.path[:length]), where, known)
        if found is not None:
            return found, reference.path[length:]
    return None, reference.path


def _up(id: str) -> tuple[str, Step]:
    return ids.parent(id), ids.parse(id)[-1]
