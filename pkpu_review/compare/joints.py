"""A base against each of two edits → its provisions and those inserted, joined across the three, and their new order.

A provision of the base goes on in each edit by the row that :mod:`.heirs` names. What both inserted is the same
where the two edits, compared with each other, make a pair of it. Of the three the one tree is put together: of
two parents, or two orders of a list, that one counts which differs from the base.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pkpu_review.compare import compare
from pkpu_review.compare.align import ALIKE, likeness
from pkpu_review.compare.heirs import heirs, parents
from pkpu_review.compare.masking import Alphabet, Unit, masked
from pkpu_review.model import Change, Comparison, Provision, Regulation

SIDES = (0, 1, 2)
"""Base, A and B: the places of what is told of each of the three."""
BASE, A, B = SIDES
ROOT = -1
"""The number of what stands above the outermost."""


@dataclass(slots=True, eq=False)
class Seat:
    """One provision of the three versions while they are put together.

    Attributes:
        number: its place among all seats.
        ids: where it stands in base, A and B; "" where it does not.
        rows: the rows of A and B by which it goes on or went; None for what was inserted.
        above: number of the seat above it in base, A and B.
        shifted: whether it left the order of its list, in A and B.
        parent: number of the seat above it in the proposal.
        stands: whether it stands in the proposal.
        torn: it has another place in either edit.
    """

    number: int
    ids: tuple[str, str, str]
    rows: tuple[Change | None, Change | None, Change | None] = (None, None, None)
    above: list[int] = field(default_factory=lambda: [ROOT, ROOT, ROOT])
    shifted: list[bool] = field(default_factory=lambda: [False, False, False])
    parent: int = ROOT
    stands: bool = True
    torn: bool = False

    @property
    def inserted(self) -> bool:
        """Whether the base has it not."""
        return not self.ids[BASE]

    def removed_by(self, side: int) -> bool:
        """Whether the edit *side* took it out of the base."""
        return bool(self.ids[BASE]) and not self.ids[side]

    def moved_by(self, side: int) -> bool:
        """Whether the edit *side* put it under another provision, or out of the order of its list."""
        return bool(self.ids[BASE] and self.ids[side]) and (self.above[side] != self.above[BASE] or self.shifted[side])


class Joints:
    """All seats of three versions, by number and by id."""

    def __init__(self, of_a: Comparison, of_b: Comparison) -> None:
        self.versions: tuple[Regulation, Regulation, Regulation] = (of_a.old, of_a.new, of_b.new)
        self.seats: list[Seat] = []
        self.at: tuple[dict[str, int], dict[str, int], dict[str, int]] = ({}, {}, {})
        self._sit(of_a, of_b)
        above = [parents(version) for version in self.versions]
        for seat in self.seats:
            seat.above = [self.at[side].get(above[side].get(seat.ids[side], ""), ROOT) for side in SIDES]
        for seat in self.seats:
            seat.shifted = [side != BASE and self._moved(seat.number, side) for side in SIDES]
        self.children: dict[int, list[int]] = {}
        self.gaps: list[list[int]] = []
        """What stands between two seats that both edits have, in one list each, what A has before what B has."""

    def _moved(self, number: int, side: int) -> bool:
        """Whether the edit moved the seat *number*, and not only what stands above it."""
        row = self.seats[number].rows[side]
        if row is None or row.relation != "moved":
            return False
        above = self.seats[number].above[side]
        row_above = self.seats[above].rows[side] if above != ROOT else None
        return row_above is None or row_above.relation != "moved"

    def _sit(self, of_a: Comparison, of_b: Comparison) -> None:
        going = heirs(of_a), heirs(of_b)
        for provision in of_a.old.walk():
            id = provision.id
            rows = [one.by_old.get(id) for one in going]
            ids = (id, *((row.new or "") if row else "" for row in rows))
            self._add((ids[0], ids[1], ids[2]), (None, rows[0], rows[1]))
        new_a, new_b = (
            [provision.id for provision in side.new.walk() if provision.id not in one.by_new]
            for side, one in zip((of_a, of_b), going, strict=True)
        )
        twins = _twins(of_a.new, of_b.new) if new_a and new_b else {}
        alone = dict.fromkeys(new_b)
        for id in new_a:
            twin = twins.get(id, "")
            if twin in alone:
                del alone[twin]
            else:
                twin = ""
            self._add(("", id, twin))
        for id in alone:
            self._add(("", "", id))

    def _add(
        self,
        ids: tuple[str, str, str],
        rows: tuple[Change | None, Change | None, Change | None] = (None, None, None),
    ) -> None:
        seat = Seat(len(self.seats), ids, rows)
        self.seats.append(seat)
        for side in SIDES:
            if ids[side]:
                self.at[side][ids[side]] = seat.number

    def provision(self, seat: Seat, side: int) -> Provision | None:
        """Return the provision of *seat* in the version *side*."""
        return self.versions[side].get(seat.ids[side] or None)

    def numbers(self, side: int) -> Iterator[int]:
        """Yield the seats of the version *side* in its order."""
        for provision in self.versions[side].walk():
            yield self.at[side][provision.id]

    # -- the one tree -------------------------------------------------------------------------

    def settle(self) -> None:
        """Give every seat that stands its parent, and every parent its children in order."""
        for seat in self.seats:
            sides = [side for side in (A, B) if seat.ids[side]] or [BASE]
            ups = [seat.above[side] for side in sides]
            if len(ups) == 1 or ups[0] == ups[1]:
                seat.parent = ups[0]
            elif not seat.inserted and seat.above[BASE] in ups:
                seat.parent = ups[1] if ups[0] == seat.above[BASE] else ups[0]
            else:
                seat.parent = min(ups, key=self._name) if seat.inserted else seat.above[BASE]
                seat.torn = True
        for seat in self.seats:  # what holds something that stands, stands
            if seat.stands:
                above, seen = seat.parent, {seat.number}
                while above != ROOT:
                    if above in seen:  # each edit put one under the other
                        self.seats[above].parent = ROOT
                        self.seats[above].torn = True
                        break
                    seen.add(above)
                    self.seats[above].stands = True
                    above = self.seats[above].parent
        held: dict[int, list[int]] = defaultdict(list)
        for seat in self.seats:
            if seat.stands:
                held[seat.parent].append(seat.number)
        lists = [self._lists(side) for side in SIDES]
        for parent, inside in held.items():
            self.children[parent] = self._ordered(set(inside), [lists[side].get(parent, []) for side in SIDES])

    def _name(self, number: int) -> tuple[str, list[str]]:
        """Return by what a seat sorts, whichever edit is called A."""
        ids = self.seats[number].ids if number != ROOT else ("", "", "")
        return ids[BASE], sorted(ids[A:])

    def _lists(self, side: int) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for number in self.numbers(side):
            found[self.seats[number].above[side]].append(number)
        return found

    def _ordered(self, inside: set[int], lists: Sequence[Sequence[int]]) -> list[int]:
        """Return *inside* in one order: what both edits have as they agree, all else behind what it stands behind."""
        shared = inside.intersection(lists[A], lists[B])
        order = self._agreed([[number for number in lists[side] if number in shared] for side in (A, B)], lists[BASE])
        behind: dict[int, list[int]] = defaultdict(list)
        placed = set(shared)
        for side in (A, B, BASE):
            at = ROOT
            for number in lists[side]:
                if number in shared:
                    at = number
                elif number in inside and number not in placed:
                    behind[at].append(number)
                    placed.add(number)
        self.gaps += behind.values()
        found = [*behind[ROOT], *(one for number in order for one in (number, *behind.get(number, ())))]
        return found + sorted(inside - placed)

    def _agreed(self, orders: list[list[int]], base: Sequence[int]) -> list[int]:
        """Return that of two orders of the same seats which changed the base's; what both put elsewhere is torn."""
        one, other = orders
        if one == other:
            return one
        here = set(one)
        common = [number for number in base if number in here]
        old = set(common)
        kept = [[number for number in order if number in old] == common for order in orders]
        if kept[0] != kept[1]:
            return other if kept[0] else one
        for first, second in zip(one, other, strict=True):
            if first != second:
                self.seats[first].torn = self.seats[second].torn = True
        # the same of the two, whichever is called A
        return min(orders, key=lambda order: [number if number in old else ROOT for number in order])

    def in_order(self) -> list[int]:
        """Return all seats: those that stand in the order of the proposal, the others behind what they stood behind."""
        order: list[int] = []
        todo = list(reversed(self.children.get(ROOT, [])))
        while todo:
            number = todo.pop()
            order.append(number)
            todo += reversed(self.children.get(number, []))
        placed = set(order)
        behind: dict[int, list[int]] = defaultdict(list)
        at = ROOT
        for number in self.numbers(BASE):
            if number in placed:
                at = number
            else:
                behind[at].append(number)
        return [*behind[ROOT], *(one for number in order for one in (number, *behind.get(number, ())))]


def _twins(a: Regulation, b: Regulation) -> dict[str, str]:
    """Return which provision of *a* is which of *b*: the same pairs whichever of the two is called A.

    Only what is alike: what is left over on both sides is no pair merely because nothing else is left.
    """
    alphabet = Alphabet()
    units = masked(a, alphabet).units, masked(b, alphabet).units
    if _words(a) <= _words(b):
        pairs = {old: row.new or "" for old, row in heirs(compare(a, b)).by_old.items()}
    else:
        pairs = {new: row.old or "" for new, row in heirs(compare(b, a)).by_new.items()}
    return {one: other for one, other in pairs.items() if _alike(units[0][one], units[1][other])}


def _alike(one: Unit, other: Unit) -> bool:
    return one.provision.kind == other.provision.kind and likeness(one.whole, other.whole) >= ALIKE


def _words(version: Regulation) -> list[tuple[str, str]]:
    return [(provision.id, provision.text) for provision in version.walk()]
