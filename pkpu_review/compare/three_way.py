"""A base against two edits of it → what each changed, where they are in conflict, and both put together.

:mod:`.joints` joins the provisions of the three and gives them one order, :mod:`.renumbering` their numbers in it,
:mod:`.blending` their words. What is in conflict:

- words: both changed the same words of a provision otherwise, or words that touch;
- removed: one removed what the other changed, moved or added to;
- place: both put it, or its list in another order, elsewhere, and not alike;
- insert: both put something new at the same place, or a new thing that is the same in other words.

What one alone changed, or both alike, is taken. What is in conflict stands in the proposal as the base has it, or
both insertions one behind the other, without proposed words where the words are what is in conflict.
"""

from __future__ import annotations

from collections import defaultdict

from pkpu_review import ids, knowledge
from pkpu_review.compare.blending import Blend, Blending
from pkpu_review.compare.joints import BASE, ROOT, A, B, Joints, Seat
from pkpu_review.compare.renumbering import Renumbering
from pkpu_review.garbage import resting
from pkpu_review.model import Comparison
from pkpu_review.model.three_way import Conflict, Joint, Outcome, ThreeWay


def three_way(of_a: Comparison, of_b: Comparison) -> ThreeWay:
    """Put the two edits of one base together.

    Args:
        of_a, of_b: the base against the one, and against the other.
    """
    with resting():
        return _Maker(of_a, of_b).run()


class _Maker:
    def __init__(self, of_a: Comparison, of_b: Comparison) -> None:
        self.of_a, self.of_b = of_a, of_b
        self.joints = Joints(of_a, of_b)
        self.partners = _partners(of_a), _partners(of_b)
        self.conflicts: dict[int, dict[Conflict, str]] = defaultdict(dict)
        """Number of a seat → why it is in conflict, and the rival."""

    def run(self) -> ThreeWay:
        """Return the rows."""
        seats = self.joints.seats
        self._removed()
        self.joints.settle()
        for seat in seats:
            if seat.torn:
                self.conflicts[seat.number]["place"] = ""
        self._inserted()
        order = self.joints.in_order()
        renumbering = Renumbering(self.joints, order)
        blending = Blending(self.joints, renumbering, self.of_a, self.of_b)
        rows = tuple(self._row(seats[number], renumbering, blending) for number in order)
        versions = self.joints.versions
        return ThreeWay(*versions, self.of_a, self.of_b, rows, tuple(blending.problems))

    # -- conflicts ----------------------------------------------------------------------------

    def _removed(self) -> None:
        """Find out what stands, and what one removed although the other changed it or added to it."""
        seats = self.joints.seats
        plain = Blending(self.joints, _Nothing(), self.of_a, self.of_b)
        for seat in seats:
            if seat.inserted:
                continue
            gone = [side for side in (A, B) if not seat.ids[side]]
            seat.stands = not gone
            if len(gone) == 1:
                (side,) = gone
                other = B if side == A else A
                keys = [[word.key for word in plain.words(seat, one)] for one in (BASE, other)]
                if keys[0] != keys[1] or seat.moved_by(other):
                    self._keep(seat)
        for seat in seats:
            if seat.inserted:
                for side, other in ((A, B), (B, A)):
                    above = seat.above[side] if seat.ids[side] and not seat.ids[other] else ROOT
                    if above != ROOT and seats[above].removed_by(other):
                        self.conflicts[seat.number]["removed"] = seats[above].ids[BASE]
                        self._keep(seats[above])

    def _keep(self, seat: Seat) -> None:
        seat.stands = True
        self.conflicts[seat.number].setdefault("removed", "")

    def _inserted(self) -> None:
        """Find what both put behind the same thing, under the same thing; what stands below it goes along."""
        seats = self.joints.seats
        for gap in self.joints.gaps:
            alone = [number for number in gap if seats[number].inserted and not all(seats[number].ids[A:])]
            by = [[number for number in alone if seats[number].ids[side]] for side in (A, B)]
            if by[0] and by[1]:
                self._rivals(by[0], B, by[1][0])
                self._rivals(by[1], A, by[0][0])

    def _rivals(self, mine: list[int], side: int, rival: int) -> None:
        for number in mine:
            self.conflicts[number]["insert"] = self.joints.seats[rival].ids[side]

    # -- rows ---------------------------------------------------------------------------------

    def _row(self, seat: Seat, renumbering: Renumbering, blending: Blending) -> Joint:
        blend = blending.blend(seat)
        found = self.conflicts.get(seat.number, {})
        if blend.torn:
            found = {**found, ("insert" if seat.inserted else "words"): found.get("insert", "")}
        outcome = _outcome(seat, blend, bool(found))
        conflicts = tuple(found)
        stands = seat.stands
        return Joint(
            *seat.ids,
            outcome,
            conflicts,
            blend.pieces if seat.stands or not seat.inserted else (),
            next((rival for rival in found.values() if rival), ""),
            renumbering.ids.get(seat.number, "") if stands else "",
            renumbering.labels.get(seat.number, "") if stands else "",
            blend.text if stands and "removed" not in conflicts else "",
            _sentence(seat, outcome, conflicts, self._partner(seat)),
        )

    def _partner(self, seat: Seat) -> str:
        """Return the id of what was split, where this is a piece, or of what this was merged into."""
        for side, (whole, parts) in ((A, self.partners[0]), (B, self.partners[1])):
            if seat.inserted and seat.ids[side] in parts:
                return parts[seat.ids[side]]
            if seat.removed_by(side) and seat.ids[BASE] in whole:
                return whole[seat.ids[BASE]]
        return ""


def _partners(comparison: Comparison) -> tuple[dict[str, str], dict[str, str]]:
    """Return for what was merged what it was merged into, and for what is a piece what was split."""
    whole, parts = {}, {}
    for row in comparison.rows:
        if row.old and row.new:
            if row.relation == "merged":
                whole[row.old] = row.new
            elif row.relation == "split":
                parts[row.new] = row.old
    return whole, parts


class _Nothing(Renumbering):
    """No numbers: enough to read words."""

    def __init__(self) -> None:
        self.ids, self.labels = {}, {}


def _outcome(seat: Seat, blend: Blend, torn: bool) -> Outcome:
    if torn:
        return "conflict"
    did_a, did_b = (_did(seat, side, changed) for side, changed in zip((A, B), blend.changed, strict=True))
    if not (did_a and did_b):
        return "a" if did_a else "b" if did_b else "none"
    same_place = seat.moved_by(A) == seat.moved_by(B)
    return "both" if same_place and (blend.alike or not any(blend.changed)) else "merged"


def _did(seat: Seat, side: int, changed: bool) -> bool:
    if seat.inserted:
        return bool(seat.ids[side])
    return changed or seat.removed_by(side) or seat.moved_by(side)


def _sentence(seat: Seat, outcome: Outcome, conflicts: tuple[Conflict, ...], partner: str) -> str:
    words: dict[str, str] = knowledge.load("wording.toml")["three-way"]
    if outcome == "none":
        return ""
    place = ids.cite(seat.ids[BASE] or seat.ids[A] or seat.ids[B])
    if outcome == "conflict":
        return " ".join(words[_key(seat, why)].format(place=place, by=_by(seat, words)) for why in conflicts)
    if seat.inserted:
        told = words["split-from" if partner else "inserted"]
        return told.format(place=place, by=_by(seat, words), other=ids.cite(partner) if partner else "")
    gone = [side for side in (A, B) if seat.removed_by(side)]
    if gone:
        by = words["both"] if len(gone) == 2 else words["ab"[gone[0] - 1]]
        told = words["merged-into" if partner else "removed"]
        return told.format(place=place, by=by, other=ids.cite(partner) if partner else "")
    moved = [side for side in (A, B) if seat.moved_by(side)]
    key = "moved" if moved and outcome != "merged" else "merged" if outcome == "merged" else "changed"
    by = words["both"] if outcome in ("both", "merged") else words[outcome]
    return words[key].format(place=place, by=by)


def _key(seat: Seat, why: Conflict) -> str:
    if why == "removed" and seat.inserted:
        return "conflict-removed-above"
    return "conflict-insert-same" if why == "insert" and seat.ids[A] and seat.ids[B] else f"conflict-{why}"


def _by(seat: Seat, words: dict[str, str]) -> str:
    sides = [side for side in (A, B) if (seat.ids[side] if seat.inserted else seat.removed_by(side))]
    return words["both"] if len(sides) != 1 else words["ab"[sides[0] - 1]]
