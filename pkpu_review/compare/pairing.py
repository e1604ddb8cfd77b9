"""The pairs of two versions while they are being found: by either side, and what is still free."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pkpu_review.compare.align import Link
from pkpu_review.compare.masking import Side, Unit


@dataclass(slots=True)
class Pairing:
    """Pairs found so far.

    Attributes:
        by_old, by_new: the same links by id, in the order found.
        resembles: for what found no partner (side, id) the unit of the other side that it could come from, or have
            gone to, and how alike the two are.
    """

    old: Side
    new: Side
    links: list[Link] = field(default_factory=list)
    by_old: dict[str, list[Link]] = field(default_factory=lambda: defaultdict(list))
    by_new: dict[str, list[Link]] = field(default_factory=lambda: defaultdict(list))
    resembles: dict[tuple[str, str], tuple[Unit, float]] = field(default_factory=dict)

    def add(self, link: Link) -> None:
        """Take *link* in."""
        self.links.append(link)
        self.by_old[link.old.id].append(link)
        self.by_new[link.new.id].append(link)

    def replace(self, link: Link, other: Link) -> None:
        """Put *other*, a pair of the same two units, in the place of *link*."""
        for links in (self.links, self.by_old[link.old.id], self.by_new[link.new.id]):
            links[links.index(link)] = other

    def links_above(self, link: Link) -> list[Link]:
        """Return the pairs of the provision above either side of *link* with the other side itself."""
        above = link.old.parent, link.new.parent
        found = [other for other in self.by_old.get(above[0].id, ()) if other.new is link.new] if above[0] else []
        return found + (
            [other for other in self.by_new.get(above[1].id, ()) if other.old is link.old] if above[1] else []
        )

    def free_old(self, units: Iterable[Unit]) -> list[Unit]:
        """Return those of *units* of the old version that have no partner yet."""
        return [unit for unit in units if unit.id not in self.by_old]

    def free_new(self, units: Iterable[Unit]) -> list[Unit]:
        """Return those of *units* of the new version that have no partner yet."""
        return [unit for unit in units if unit.id not in self.by_new]
