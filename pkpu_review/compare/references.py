"""Pairs → every internal reference of the new version, followed: :class:`~pkpu_review.model.FollowedReference`.

Each is set beside the one that stood in its place in the old version: by the words around it, within a list by what
it follows, for "Pasal 5 dan Pasal 7" may have been "Pasal 5, Pasal 6, dan Pasal 7". Then the map of what became which
tells its fate. Of a range the ends are followed, and what lies between them: where both ends are right, an article
that left the range, or one that came into it from elsewhere, has retargeted it.

What names nothing, now as before, is dangling where this document must have it: in its articles, and where their
elucidation names an article. Elsewhere (general elucidation, annexes, treaties that are ratified, what amends
another law) it speaks of other documents as well, and is left out.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import TypeVar

from rapidfuzz.distance import Indel

from pkpu_review import ids
from pkpu_review.compare.follow import Follower
from pkpu_review.compare.masking import REFERENCE, Unit
from pkpu_review.compare.pairing import Pairing
from pkpu_review.lexis.places import Places, of_base_law
from pkpu_review.lexis.references import Reference, Step
from pkpu_review.model import FollowedReference, Regulation

_GROUNDS = frozenset(["menimbang", "mengingat"])
"""Parts that name articles of other documents alone: those on which this one rests."""
MOST_BETWEEN = 100
"""Members of one range that are told one by one; no law's range changes by more."""


@dataclass(frozen=True, slots=True)
class _At:
    """A reference and the id of the provision that holds it."""

    where: str
    reference: Reference


@dataclass(frozen=True, slots=True)
class _End:
    """What a reference of the new version names: before, and now; empty where that is not known."""

    before: str
    now: str
    right: bool


class References:
    """Follows the references of one pairing.

    Args:
        pairing: the pairs.
        follower: knows which became which.
        faint: ids of the new version's provisions that could not be read well.
    """

    def __init__(self, pairing: Pairing, follower: Follower, faint: Set[str]) -> None:
        self.pairing, self.follower = pairing, follower
        self.faint = faint
        self._lists: dict[bool, dict[str, tuple[list[str], dict[str, int]]]] = {False: {}, True: {}}
        self._changed: dict[tuple[str, str, str, str], tuple[tuple[str, str, str], ...]] = {}

    def follow(self) -> Iterator[FollowedReference]:
        """Yield every internal reference of the new version, in order."""
        for unit in self.pairing.new.units.values():
            if not unit.references:
                continue
            links = sorted(self.pairing.by_new.get(unit.id, ()), key=lambda link: link.old.order)
            partners = _partners([link.old for link in links], unit, self.follower)
            told: list[tuple[int, FollowedReference]] = []
            before: _End | None = None
            end: _End | None
            for reference, partner in zip(unit.references, partners, strict=True):
                if reference.foreign:
                    before = None
                    continue
                found = self._followed(_At(unit.id, reference), partner)
                end = _End(found.before, found.now, found.fate in ("kept", "updated")) if found else None
                if reference.through and before and end and before.right and end.right:
                    told += ((reference.list, one) for one in self._between(unit, reference, before, end))
                if found:
                    told.append((reference.list, found))
                before = end
            yield from _in_any_order(told)

    def _followed(self, new: _At, old: _At | None) -> FollowedReference | None:
        """Return what became of *new*, which stands where *old* stood; None where it speaks of another document."""
        reference, where = new.reference, new.where
        if where.partition("/")[0] in _GROUNDS and reference.path[0][0] == "pasal":
            return None
        told = (where, reference.start, reference.end, reference.text)
        now = self.follower.new.resolve(reference, where) or ""
        before, beyond = self.follower.old.reach(old.reference, old.where) if old else (None, ())
        if old is None or before is None or (beyond and before in self.follower.became):
            if now:
                return FollowedReference(*told, "kept", now=now)
            if self._grounded(reference, where):
                return FollowedReference(*told, "dangling")
            return None
        became: Set[str] = self.follower.became.get(before, frozenset())
        same = _same_number(old.reference, reference)
        if now not in became and reference.carried:
            # "Pasal 7 ayat (4) dan ayat (1)" may also mean ayat (1) of the article in which it stands
            alone = replace(reference, path=reference.path[reference.carried :], carried=0)
            own = self.follower.new.resolve(alone, where) or ""
            now = own if own in became else now
        if now in became and not beyond:
            return FollowedReference(*told, "kept" if same else "updated", before, now, now)
        meant = min(became, key=lambda id: self.pairing.new.units[id].order, default="")
        if not became:
            before = self.follower.gone(old.reference, old.where) or before
        left = same or self._left_below(old, new)
        if not now and of_base_law(where) and reference.path[0][0] == "pasal":
            return None
        if not now:  # what was changed to a place that there is not was not left behind
            return FollowedReference(*told, "dangling", before if left else "", meant)
        return FollowedReference(*told, "stale" if left else "retargeted", before, meant, now)

    def _left_below(self, old: _At, new: _At) -> bool:
        """Whether the article of "Pasal 8 ayat (1)" follows, and the ayat still has its old number."""
        paths = old.reference.path, new.reference.path
        if paths[0][-1] != paths[1][-1] or min(map(len, paths)) < 2:
            return False
        one, other = (_At(at.where, _shortened(at.reference)) for at in (old, new))
        return _follows(one, other, self.follower)

    def _grounded(self, reference: Reference, where: str) -> bool:
        if not grounded(reference, where, self.follower.new, self.pairing.new.regulation):
            return False
        head, _ = self.follower.new.reach(reference, where)
        return head not in self.faint and where not in self.faint

    # -- ranges -------------------------------------------------------------------------------

    def _between(self, unit: Unit, reference: Reference, first: _End, last: _End) -> Iterator[FollowedReference]:
        key = (first.before, last.before, first.now, last.now)
        if not all(key):
            return
        if key not in self._changed:
            self._changed[key] = tuple(self._changes(*key))
        if not self._changed[key]:
            return
        start = max(one.start for one in unit.references if one.list == reference.list and one.end <= reference.start)
        text = unit.text[start : reference.end]
        for before, meant, now in self._changed[key]:
            yield FollowedReference(unit.id, start, reference.end, text, "retargeted", before, meant, now)

    def _changes(self, first: str, last: str, new_first: str, new_last: str) -> Iterator[tuple[str, str, str]]:
        """Yield what left the range and what came into it from elsewhere, as (before, meant, now)."""
        olds, news = self._members(first, last, False), self._members(new_first, new_last, True)
        inside, were = frozenset(news), frozenset(olds)
        told = 0
        for id in olds:
            became = self.follower.became.get(id, ())
            if became and not any(new in inside for new in became):
                yield id, min(became, key=lambda new: self.pairing.new.units[new].order), ""
                told += 1
                if told == MOST_BETWEEN:
                    return
        for id in news:
            came = self.pairing.by_new.get(id, ())
            if came and not any(link.old.id in were for link in came):
                yield "", "", id
                told += 1
                if told == MOST_BETWEEN:
                    return

    def _members(self, first: str, last: str, new: bool) -> Sequence[str]:
        """Return the ids from *first* to *last*, which stand side by side; nothing if they do not."""
        above, kind = ids.parent(first), ids.parse(first)[-1][0]
        if ids.parent(last) != above or ids.parse(last)[-1][0] != kind:
            return ()
        place = f"{above}/{kind}"
        lists = self._lists[new]
        if place not in lists:
            side = self.pairing.new if new else self.pairing.old
            found = [id for id in side.units if ids.parent(id) == above and ids.parse(id)[-1][0] == kind]
            lists[place] = found, {id: at for at, id in enumerate(found)}
        members, at = lists[place]
        ends = sorted((at[first], at[last]))
        return members[ends[0] : ends[1] + 1]


def _in_any_order(told: Sequence[tuple[int, FollowedReference]]) -> Iterator[FollowedReference]:
    """Yield the references of one provision; a list that names the same places in another order has kept them.

    Where "huruf a, huruf b, dan huruf c" are all the items there are, it does not matter that they changed places.
    """
    lists: dict[int, list[FollowedReference]] = {}
    for number, one in told:
        lists.setdefault(number, []).append(one)
    same = {
        number
        for number, members in lists.items()
        if all(one.meant and one.now for one in members)
        and {one.meant for one in members} == {one.now for one in members}
    }
    for number, one in told:
        again = number in same and one.fate in ("stale", "retargeted")
        yield replace(one, fate="kept", meant=one.now) if again else one


def _shortened(reference: Reference) -> Reference:
    path = reference.path[:-1]
    return replace(reference, path=path, carried=min(reference.carried, len(path) - 1))


def grounded(reference: Reference, where: str, places: Places, regulation: Regulation) -> bool:
    """Whether a place that *reference* names at *where* must stand in this document."""
    top, kind = where.partition("/")[0], reference.path[0][0]
    if of_base_law(where) or (kind == "lampiran" and not places.annexed):
        return False
    if kind == "lampiran" and not reference.path[0][1]:
        return False  # "Lampiran": it may be any of the numbered ones
    if kind == "pasal" and regulation.identity.title.upper().startswith("PENGESAHAN"):
        return False  # of the treaty that is ratified
    if top.startswith("pasal-"):
        return True
    if top == "menimbang":
        return reference.relative
    return where.startswith("penjelasan/pasal-") and kind == "pasal"


def _same_number(old: Reference, new: Reference) -> bool:
    """Whether both print the same number; what is carried over from the list is not printed."""
    return _printed(old) == _printed(new)


def _printed(reference: Reference) -> tuple[Step, ...]:
    return reference.path[reference.carried :]


# -- which reference stood in the place of which ------------------------------------------------------


def _partners(olds: Sequence[Unit], new: Unit, follower: Follower) -> list[_At | None]:
    """Return for each reference of *new* the one that stood in its place in *olds*."""
    known = [_At(unit.id, reference) for unit in olds for reference in unit.references]
    if not known:
        return [None] * len(new.references)
    words = "".join(unit.own for unit in olds)
    if words == new.own:
        return [*known]
    pairs = _aligned(words, new.own)
    found: list[_At | None] = [None] * len(new.references)
    taken: set[int] = set()
    old_lists: dict[tuple[str, int], list[int]] = {}
    for index, at in enumerate(known):
        old_lists.setdefault((at.where, at.reference.list), []).append(index)
    new_lists: dict[int, list[int]] = {}
    for place, reference in enumerate(new.references):
        new_lists.setdefault(reference.list, []).append(place)
    for places in new_lists.values():
        beside = dict.fromkeys(
            (known[pairs[place]].where, known[pairs[place]].reference.list) for place in places if place in pairs
        )
        of_lists = [index for name in beside for index in old_lists[name]]
        if len(of_lists) == len(places) and all(place in pairs for place in places):
            chosen = {place: pairs[place] for place in places}
        else:
            chosen = _within(of_lists, places, pairs, known, new, follower)
        for place, index in chosen.items():
            found[place] = known[index]
            taken.add(index)
    free = {index: _became(at, follower) for index, at in enumerate(known) if index not in taken}
    alone = {place: _now(new, place, follower) for place, at in enumerate(found) if at is None}
    for place, index in _matched(free, alone).items():  # moved inside the provision
        found[place] = known[index]
    return found


def _aligned(old: str, new: str) -> dict[int, int]:
    """Return for the places of references in the masked text *new* those in *old* that stand among the same words."""
    pairs: dict[int, int] = {}
    counts = [0, 0]
    for step in Indel.opcodes(old, new):
        one, other = old[step.src_start : step.src_end], new[step.dest_start : step.dest_end]
        if step.tag == "equal":
            for offset in range(one.count(REFERENCE)):
                pairs[counts[1] + offset] = counts[0] + offset
        counts[0] += one.count(REFERENCE)
        counts[1] += other.count(REFERENCE)
    return pairs


def _within(
    beside: Sequence[int],
    places: Sequence[int],
    pairs: Mapping[int, int],
    known: Sequence[_At],
    new: Unit,
    to: Follower,
) -> dict[int, int]:
    """Return the partners within a list that has become longer or shorter.

    Members either follow the renumbering or kept their numbers without doing so: what explains more of them is it.
    Whoever changed the list saw what it names: a number whose old place is gone was meant anew.
    """
    came = {index: _became(known[index], to) for index in beside}
    olds = [index for index in beside if came[index] or not to.old.resolve(known[index].reference, known[index].where)]
    now = {place: _now(new, place, to) for place in places}
    follow = _matched({index: came[index] for index in olds}, now)
    same = _matched(
        {index: [_printed(known[index].reference)] for index in olds},
        {place: _printed(new.references[place]) for place in places},
    )
    chosen: dict[int, int] = {}
    used: set[int] = set()
    stand = frozenset(olds)
    first, then = (same, follow) if len(same) > len(follow) else (follow, same)
    for more in (first, then, pairs):
        for place in places:
            index = more.get(place, -1)
            if place not in chosen and index in stand and index not in used:
                chosen[place] = index
                used.add(index)
    split = {id: index for index in reversed(olds) for id in came[index]}
    for place in places:  # "Pasal 13" became "Pasal 15 dan Pasal 16"
        if place not in chosen and now[place] in split:
            chosen[place] = split[now[place]]
    return chosen


Key = TypeVar("Key")


def _matched(olds: Mapping[int, Iterable[Key]], news: Mapping[int, Key]) -> dict[int, int]:
    """Return for each of *news* the first of *olds* that has its key among its own; each is given once."""
    queues: dict[Key, deque[int]] = {}
    for index, keys in olds.items():
        for key in keys:
            queues.setdefault(key, deque()).append(index)
    used: set[int] = set()
    found: dict[int, int] = {}
    for place, key in news.items():
        queue = queues.get(key, deque())
        while queue and place not in found:
            index = queue.popleft()
            if index not in used:
                used.add(index)
                found[place] = index
    return found


def _became(at: _At, follower: Follower) -> Set[str]:
    """Return what the target of an old reference became."""
    return follower.became.get(follower.old.resolve(at.reference, at.where) or "", frozenset())


def _now(unit: Unit, place: int, follower: Follower) -> str:
    """Return what a reference of the new version names; empty where it names nothing."""
    return follower.new.resolve(unit.references[place], unit.id) or ""


def _follows(old: _At, new: _At, follower: Follower) -> bool:
    return follower.new.resolve(new.reference, new.where) in _became(old, follower)
