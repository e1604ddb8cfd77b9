"""Pairs → rows: the relation, the kind of change and the word edits of each, in the order of the new version.

The relation follows the place: a provision under a moved, split or merged article bears that relation
if its id changed; under a renumbered one it is renumbered. What was removed stands where it stood.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import Literal

from pkpu_review.compare import levels
from pkpu_review.compare.account import account
from pkpu_review.compare.align import Link, likeness
from pkpu_review.compare.classify import WEIGHT, Text, classify
from pkpu_review.compare.doubt import poorly_read
from pkpu_review.compare.edits import edits, row_edits, spans
from pkpu_review.compare.follow import Follower
from pkpu_review.compare.masking import Unit
from pkpu_review.compare.order import staying
from pkpu_review.compare.pairing import Pairing
from pkpu_review.compare.placing import placed
from pkpu_review.compare.setting import Setting
from pkpu_review.compare.told import Beside
from pkpu_review.lexis.places import Places
from pkpu_review.lexis.words import joined, key
from pkpu_review.model import Change, ChangeKind, Edit, Relation

BAR = "|"
"""Stands between two cells in the text of a table row."""
SHARED = 0.6
"""Likeness of the own words from which each part of a merger, or of a split, says what the whole says."""
LEAST_SHARED = 4
"""Words of the shorter one, at least."""
FAR: tuple[Relation, ...] = ("moved", "split", "merged")
"""Relations that what stands below shares."""


class _Words(Container[str]):
    """The keys of the words in *units*: gathered when one is asked for the first time, for most pairs ask for none."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units = units

    def __contains__(self, word: object) -> bool:
        return word in self._keys

    @cached_property
    def _keys(self) -> frozenset[str]:
        printed: set[str] = set()
        for unit in self._units:
            printed.update(unit.text.split())
        return frozenset(map(key, printed)) - {""}


class Rows:
    """Makes the rows of one pairing."""

    def __init__(self, pairing: Pairing) -> None:
        self.pairing = pairing
        became = {
            id: {link.new.id for link in links} if len(links) > 1 else {links[0].new.id}
            for id, links in pairing.by_old.items()
        }
        old, new = (Places(side.units, side.heads) for side in (pairing.old, pairing.new))
        self.follower = Follower(old, new, became)
        self.still_used = _Words(pairing.new.units.values())
        self.faint = poorly_read(pairing.old), poorly_read(pairing.new)
        self.out_of_order = self._out_of_order()
        self.relations: dict[Link, Relation] = {}
        self.setting = Setting(pairing, self.follower, self.still_used)

    def make(self) -> tuple[Change, ...]:
        """Return all rows."""
        rows: list[Change] = []
        last_of: dict[str, int] = {}  # old id → place behind which what followed it in the old version belongs
        for unit in self.pairing.new.units.values():
            links = self.pairing.by_new.get(unit.id, ())
            if not links:
                rows.append(self._alone(None, unit))
            for link in links if len(links) < 2 else sorted(links, key=lambda link: link.old.order):
                row = self._row(link)
                if row.relation != "moved" or link.old.id not in last_of:
                    last_of[link.old.id] = len(rows)
                rows.append(row)
        return tuple(self._with_removed(rows, last_of))

    def _accounted(self, row: Change, old: Unit | None, new: Unit | None) -> Change:
        above = [unit.parent if unit else None for unit in (old, new)]
        together: Sequence[str] = ()
        if old is not None and new is not None:
            below = row.change == "none" and self._went_along(row.relation, old, new)
        else:
            known = self.pairing.by_old, self.pairing.by_new
            below = any(unit is not None and unit.id not in links for unit, links in zip(above, known, strict=True))
            one, links = (new, known[1]) if new else (old, known[0])
            together = list(_alone_below(one, links)) if one else ()
        around = Beside(*(unit.provision if unit else None for unit in (old, new, *above)))
        shown = self._shared(row, old, new)
        place = placed(self.pairing, row.relation, old, new, row.basis) if old is not None and new is not None else None
        row_shown = row if shown is None else replace(row, edits=shown)
        told = account(row_shown, around, self.still_used, below, together, place)
        return told if shown is None else replace(told, edits=row.edits)

    def _shared(self, row: Change, old: Unit | None, new: Unit | None) -> tuple[Edit, ...] | None:
        """Return the edits between all words of a pair that holds but a part of them, where both say the same.

        Of near twins that were merged, or of what was split in near twins, the words that both share can stand in one
        row alone; what the other row tells is found in the whole.
        """
        if row.change != "substantive" or old is None or new is None:
            return None
        links = [*self.pairing.by_old[old.id], *self.pairing.by_new[new.id]]
        if all((link.old, link.new) == (old, new) for link in links) or min(len(old.own), len(new.own)) < LEAST_SHARED:
            return None
        if any(likeness(link.old.own, link.new.own) < SHARED for link in links):
            return None
        return edits(old.provision.text.split(), new.provision.text.split())

    def _went_along(self, relation: Relation, old: Unit, new: Unit) -> bool:
        """Whether *relation*, that of *old* and *new*, is that of the pair above them as well."""
        above = self._above(old, new)
        return above is not None and relation == self._relation(above)

    def _above(self, old: Unit, new: Unit) -> Link | None:
        """Return the pair of the provisions above *old* and *new*, if they are one."""
        if old.parent is None or new.parent is None:
            return None
        for link in self.pairing.by_old.get(old.parent.id, ()):
            if link.new is new.parent:
                return link
        return None

    def _with_removed(self, rows: list[Change], last_of: dict[str, int]) -> Iterator[Change]:
        behind: dict[int, list[Change]] = {}
        at = -1
        for unit in self.pairing.old.units.values():
            place = last_of.get(unit.id)
            if place is None:
                behind.setdefault(at, []).append(self._alone(unit, None))
            elif rows[place].relation != "moved":
                at = place
        yield from behind.get(-1, ())
        for place, row in enumerate(rows):
            yield row
            yield from behind.get(place, ())

    def _alone(self, old: Unit | None, new: Unit | None) -> Change:
        words = [unit.text.split() if unit else [] for unit in (old, new)]
        relation: Relation = "added" if old is None else "removed"
        one = old or new
        assert one is not None
        near = self.pairing.resembles.get(("old" if old else "new", one.id))
        row = Change(
            old.id if old else None,
            new.id if new else None,
            relation,
            "substantive",
            edits(*words),
            "tanpa-padanan",
            1 - near[1] / 2 if near else 1.0,  # the likelier it is another one changed, the less sure it is new or gone
            near[0].id if near else "",
            "" if near is None else "new" if old else "old",
            one.id in self.faint[0 if old else 1],
        )
        return self._accounted(row, old, new)

    # -- relation -----------------------------------------------------------------------------

    def _out_of_order(self) -> set[tuple[str, str]]:
        """Return the pairs that left the order of their list: the body's sequence, or the children of one pair."""
        lists: dict[tuple[str, str], list[Link]] = {}
        moved: set[tuple[str, str]] = set()
        body = {unit.id for side in (self.pairing.old, self.pairing.new) for unit in side.sequence}
        for link in self.pairing.links:
            old_above, new_above = link.old.parent, link.new.parent
            if old_above is None and new_above is None:
                kind = "" if link.old.id in body and link.new.id in body else link.new.provision.kind
                lists.setdefault(("", kind), []).append(link)
            elif old_above is None or new_above is None or not self._linked(old_above, new_above):
                moved.add((link.old.id, link.new.id))
            else:
                lists.setdefault((old_above.id, new_above.id), []).append(link)
        for links in lists.values():
            if _in_order(links):
                continue
            links.sort(key=lambda link: (link.new.order, link.old.order))
            pieces = {link.old.id: index for index, link in reversed(list(enumerate(links)))}
            parts = {link.new.id: index for index, link in reversed(list(enumerate(links)))}
            first = [link for index, link in enumerate(links) if pieces[link.old.id] == parts[link.new.id] == index]
            stays = staying(
                [(link.new.order, link.old.order) for link in first], [len(link.new.whole) for link in first]
            )
            moved |= {(link.old.id, link.new.id) for link, stay in zip(first, stays, strict=True) if not stay}
        return moved

    def _linked(self, old: Unit, new: Unit) -> bool:
        return new.id in self.follower.became.get(old.id, ())

    def _relation(self, link: Link) -> Relation:
        relation = self.relations.get(link)
        if relation is None:
            relation = self.relations[link] = self._find_relation(link)
        return relation

    def _find_relation(self, link: Link) -> Relation:
        by_old, by_new = self.pairing.by_old[link.old.id], self.pairing.by_new[link.new.id]
        if link.basis == levels.BASIS:
            upper = [other for other in self.pairing.links_above(link) if other.basis != link.basis]
            return next((relation for other in upper if (relation := self._relation(other)) in FAR), "moved")
        if len(by_old) > 1 and _several(by_old, "pecahan"):
            return "split"
        if len(by_new) > 1 and _several(by_new, "gabungan"):
            return "merged"
        if (link.old.id, link.new.id) in self.out_of_order:
            return "moved"
        if link.old.id == link.new.id:
            return "same"
        above = self._above(link.old, link.new)
        if above is not None and (relation := self._relation(above)) in FAR:
            return relation
        return "renumbered"

    # -- words --------------------------------------------------------------------------------

    def _row(self, link: Link) -> Change:
        relation = self._relation(link)
        alone = len(self.pairing.by_old[link.old.id]) == len(self.pairing.by_new[link.new.id]) == 1
        if alone and link.old.text == link.new.text:
            return self._paired(link, relation, _labelled(link), ())
        old_words, new_words = self._parts(link)
        change = _labelled(link)
        if old_words == new_words:
            if alone:
                return self._paired(link, relation, change, ())
        else:
            old, new = Text.of(" ".join(old_words), link.old.id), Text.of(" ".join(new_words), link.new.id)
            kind = classify(old, new, self.follower, self.still_used)
            change = max(change, self.setting.change(link, kind, old_words, new_words), key=WEIGHT.index)
        return self._paired(link, relation, change, _edits(link, old_words, new_words))

    def _paired(self, link: Link, relation: Relation, change: ChangeKind, told: tuple[Edit, ...]) -> Change:
        rival = ""
        side: Literal["", "old", "new"] = ""
        if link.rival is not None:
            rival, side = link.rival.id, "new" if self.pairing.new.units.get(link.rival.id) is link.rival else "old"
        row = Change(
            link.old.id,
            link.new.id,
            relation,
            change,
            told,
            link.basis,
            link.certainty,
            rival,
            side,
            link.old.id in self.faint[0] or link.new.id in self.faint[1],
        )
        if change == "none":
            if relation == "same":
                return row  # there is nothing to tell
            if relation == "renumbered" and self._went_along(relation, link.old, link.new):
                return row  # its number went with the one above, of which that is told
        return self._accounted(row, link.old, link.new)

    def _parts(self, link: Link) -> tuple[list[str], list[str]]:
        """Return the words that the two sides have in this row: all, but for a split or a merger each its part."""
        old_words, new_words = link.old.text.split(), link.new.text.split()
        pieces = sorted(self.pairing.by_old[link.old.id], key=lambda other: other.new.order)
        parts = sorted(self.pairing.by_new[link.new.id], key=lambda other: other.old.order)
        if len(pieces) > 1:
            cut = _cut(old_words, [other.new.text.split() for other in pieces])
            old_words = cut[pieces.index(link)]
        if len(parts) > 1:
            cut = _cut(new_words, [other.old.text.split() for other in parts])
            new_words = cut[parts.index(link)]
        return old_words, new_words


def _alone_below(unit: Unit, links: Container[str]) -> Iterator[str]:
    """Yield the words of *unit* and of what came, or went, with it."""
    if unit.text:
        yield unit.text
    for child in unit.children:
        if child.id not in links:
            yield from _alone_below(child, links)


def _several(links: Sequence[Link], basis: str) -> bool:
    """Whether *links*, all of one provision, make it one that was split (or merged), as *basis* says of one of them."""
    whole = [link for link in links if link.basis != levels.BASIS]
    return len(whole) > 1 and any(link.basis == basis for link in whole)


def _in_order(links: Sequence[Link]) -> bool:
    """Whether *links*, as they were found, follow one another in both versions: then none of them left its place."""
    return all(one.old.order < other.old.order and one.new.order < other.new.order for one, other in pairwise(links))


def _labelled(link: Link) -> ChangeKind:
    """Return what the labels of the two sides tell: the same number in another dress ("I." and "1.") is editorial."""
    old, new = link.old, link.new
    if old.provision.label == new.provision.label or old.id.rpartition("/")[2] != new.id.rpartition("/")[2]:
        return "none"
    return "none" if joined([old.provision.label]) == joined([new.provision.label]) else "editorial"


def _edits(link: Link, old: list[str], new: list[str]) -> tuple[Edit, ...]:
    """Return the word edits, of a table row cell by cell."""
    sides = [[cell.split() for cell in unit.provision.cells] for unit in (link.old, link.new)]
    flat = [[word for place, cell in enumerate(side) for word in ([BAR] if place else []) + cell] for side in sides]
    if len(sides[0]) == len(sides[1]) > 1 and flat == [old, new]:
        return row_edits(sides[0], sides[1], BAR)
    return edits(old, new)


def _cut(whole: list[str], pieces: list[list[str]]) -> list[list[str]]:
    """Return *whole* cut into as many runs as *pieces*, each run what became of it (runs may be empty)."""
    bounds = [0]
    for piece in pieces:
        bounds.append(bounds[-1] + len(piece))
    ends = [0] * len(pieces)
    flat = [word for piece in pieces for word in piece]
    filled = [index for index, piece in enumerate(pieces) if piece] or [0]
    for tag, i, i_end, j, j_end in spans([key(word) for word in whole], [key(word) for word in flat]):
        for index in filled:
            low, high = bounds[index], bounds[index + 1]
            if tag == "equal":
                if j < high and j_end > low:
                    ends[index] = max(ends[index], i + min(j_end, high) - j)
            elif low <= max(j, j_end - 1) < high or j == j_end == high:
                ends[index] = max(ends[index], i_end)
                break
    ends[filled[-1]] = len(whole)
    at, cut = 0, []
    for end in ends:
        end = max(at, end)
        cut.append(whole[at:end])
        at = end
    return cut
