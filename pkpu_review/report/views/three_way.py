"""ThreeWay → what every view of it tells: the conflicts first, side by side, then what can be taken in.

Of what one edit alone inserted or removed with everything below it, the words of what stands below go along.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pkpu_review import ids
from pkpu_review.model import Provision, Regulation
from pkpu_review.model.stored import identity, problem, source
from pkpu_review.model.stored import record as comparison_record
from pkpu_review.model.three_way import Joint, Outcome, ThreeWay
from pkpu_review.report.text.terminal import plain
from pkpu_review.report.wording import number, say

SCHEMA = "pkpu-review/three-way/1"
SECTIONS: tuple[Outcome, ...] = ("conflict", "merged", "both", "a", "b")
"""In the order in which a reader needs them."""
SIDES = ("base", "a", "b")
Mark = Literal["", "insert", "delete", "clash"]


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words of one side, and whether they came, went, or are what the conflict is about."""

    text: str
    mark: Mark = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A row as the views show it.

    Attributes:
        title: where it stands in the base, or in the edit that inserted it.
        now: where it stands in the proposal; empty where it does not.
        sentence: what happened.
        sides: base, A and B: its words in each, or what is said in their stead.
        proposal: the words of the proposal; empty where there are none to propose.
        along: it came or went with the one above it, which is told just before.
    """

    joint: Joint
    title: str
    now: str
    sentence: str
    sides: tuple[tuple[Words, ...], tuple[Words, ...], tuple[Words, ...]]
    proposal: str
    along: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Rows of one outcome under a heading."""

    outcome: Outcome
    title: str
    rows: tuple[Shown, ...]


class Joined:
    """All that the views tell of one merging of two edits."""

    def __init__(self, found: ThreeWay) -> None:
        self.found = found
        self.versions: tuple[Regulation, Regulation, Regulation] = (found.base, found.a, found.b)
        told: dict[Outcome, list[Shown]] = {outcome: [] for outcome in SECTIONS}
        by_id = [{getattr(row, side): row for row in found.rows if getattr(row, side)} for side in SIDES]
        paired: set[str] = set()
        for row in found.rows:
            if "insert" in row.conflicts and row.rival and not row.base:
                rival = by_id[2 if row.a else 1][row.rival]
                if rival.rival == row.place and rival.place + rival.sentence in paired:
                    continue  # it stands beside the other one
                paired.add(row.place + row.sentence)
            if row.outcome in told:
                told[row.outcome].append(self._shown(row, self._along(row, by_id)))
        self.sections = tuple(
            Section(
                outcome, say("three-way.conflicts" if outcome == "conflict" else f"three-way.{outcome}-title"), rows
            )
            for outcome in SECTIONS
            if (rows := tuple(told[outcome]))
        )

    @property
    def files(self) -> tuple[tuple[str, str], ...]:
        """The three files, each with its role."""
        roles = say("three-way.base"), say("three-way.side-a"), say("three-way.side-b")
        return tuple((role, plain(one.source.name)) for role, one in zip(roles, self.versions, strict=True))

    @property
    def numbers(self) -> str:
        """How many provisions have which outcome, in one sentence; two insertions at one place are one conflict."""
        counts = Counter(row.outcome for row in self.found.rows)
        counts["conflict"] = sum(len(section.rows) for section in self.sections if section.outcome == "conflict")
        return say("three-way.numbers", **{key: number(counts[key]) for key in ("none", *SECTIONS)})

    @property
    def unproven(self) -> tuple[str, ...]:
        """What says that a comparison could not be proven: told before anything else."""
        found = (self.found.of_a, self.found.of_b)
        return tuple(dict.fromkeys(plain(one.message) for side in found for one in side.warnings))

    @property
    def checks(self) -> tuple[str, ...]:
        """What a person should look at: references in the proposal, and pairs that are not certain."""
        found = [
            f"{plain(ids.cite(one.provision))}: {plain(one.message)}" if one.provision else plain(one.message)
            for one in self.found.problems
        ]
        for side, comparison in (("side-a", self.found.of_a), ("side-b", self.found.of_b)):
            places = [plain(ids.cite(row.new or row.old or "")) for row in comparison.doubtful]
            if places:
                found.append(say("three-way.doubts", side=say(f"three-way.{side}"), places=", ".join(places)))
        return tuple(found)

    # -- rows ---------------------------------------------------------------------------------

    def _along(self, row: Joint, by_id: list[dict[str, Joint]]) -> bool:
        """Whether what stands above it came, or went, in the same way."""
        if row.outcome not in ("a", "b", "both") or (row.base and row.a and row.b):
            return False
        for side, name in enumerate(SIDES):
            id = getattr(row, name)
            above = by_id[side].get(ids.parent(id)) if id else None
            if above is not None:
                alike = [bool(getattr(above, one)) == bool(getattr(row, one)) for one in SIDES]
                return above.outcome == row.outcome and all(alike)
        return False

    def _shown(self, row: Joint, along: bool) -> Shown:
        title = plain(ids.cite(row.place))
        if not row.base:  # the base may have something else at this id
            by = "both" if row.a and row.b else "side-a" if row.a else "side-b"
            title = f"{title} ({say(f'three-way.{by}')})"
        sides = self._side(row, 0), self._side(row, 1), self._side(row, 2)
        now = plain(ids.cite(row.id)) if row.id else ""
        return Shown(row, title, now, plain(row.sentence), sides, self._proposal(row, now), along)

    def _proposal(self, row: Joint, now: str) -> str:
        """Return what is proposed, where the words that are shown do not say it already."""
        if "insert" in row.conflicts and row.rival and not row.base:
            by = "a" if row.a else "b"
            other = next((one for one in self.found.rows if row.rival == (one.b if row.a else one.a)), None)
            first, second = (say(f"three-way.side-{side}") for side in (by, "b" if row.a else "a"))
            if other is None or not other.id:
                return ""
            return say("three-way.both-in-order", first=first, now=now, second=second, then=plain(ids.cite(other.id)))
        if row.outcome in ("a", "b", "both"):
            provision = self.versions[2 if row.outcome == "b" else 1].get(row.b if row.outcome == "b" else row.a)
            return "" if provision is None or provision.text.split() == row.text.split() else plain(row.text)
        return plain(row.text)

    def _side(self, row: Joint, side: int) -> tuple[Words, ...]:
        id = getattr(row, SIDES[side])
        if not id:
            rival = row.rival if "insert" in row.conflicts and side else ""
            if rival:
                other = self.versions[side].get(rival)
                label = Words(f"{plain(ids.cite(rival))}:")
                return (label, Words(plain(_whole(other)), "clash"))
            return (Words(say("three-way.removed-here" if row.base else "three-way.absent")),)
        provision = self.versions[side].get(id)
        if "insert" in row.conflicts and not (row.a and row.b):
            return (Words(plain(_whole(provision)), "clash"),)
        if not row.pieces:
            return (Words(plain(provision.text if provision else "") or say("three-way.empty")),)
        found = [
            Words(plain(text), _mark(piece.owner, side))
            for piece in row.pieces
            if (text := getattr(piece, SIDES[side]))
        ]
        return tuple(found) or (Words(say("three-way.empty")),)


def _whole(provision: Provision | None) -> str:
    return provision.full_text() if provision else ""


def _mark(owner: str, side: int) -> Mark:
    if owner == "base":
        return ""
    if owner == "conflict":
        return "clash"
    if side == 0:
        return "delete"
    return "insert" if owner == "both" or owner == SIDES[side] else ""


def edits(row: Shown) -> Iterator[Words]:
    """Yield the words of a row without conflict as one text: what went, and what came instead."""
    pieces = row.joint.pieces
    if not pieces:
        joint = row.joint
        removed = bool(joint.base) and not (joint.a and joint.b)
        for words in row.sides[0 if joint.base else 1 if joint.a else 2]:
            if words.text == say("three-way.empty"):
                continue
            yield Words(words.text, "delete") if removed else words
        return
    for piece in pieces:
        if piece.owner == "base":
            yield Words(plain(piece.base or piece.a or piece.b))
            continue
        new = piece.b if piece.owner == "b" else piece.a
        if piece.base:
            yield Words(plain(piece.base), "delete")
        if new:
            yield Words(plain(new), "insert")


def record(found: ThreeWay) -> dict[str, Any]:
    """Return the object of ``compare BASE A B --three-way --format json``; *text* is null where none is proposed."""
    versions = {
        name: {**source(one.source), "identity": identity(one.identity)}
        for name, one in zip(SIDES, (found.base, found.a, found.b), strict=True)
    }
    return {
        "schema": SCHEMA,
        **versions,
        "rows": [_row(row) for row in found.rows],
        "problems": [problem(one) for one in found.problems],
        "steps": [comparison_record(found.of_a), comparison_record(found.of_b)],
    }


def _row(row: Joint) -> dict[str, Any]:
    told: dict[str, Any] = {side: getattr(row, side) or None for side in SIDES}
    told |= {"outcome": row.outcome, "conflicts": list(row.conflicts)}
    proposed = bool(row.id) and not ({"words", "removed"} & set(row.conflicts)) and not _torn(row)
    told["proposal"] = {"id": row.id, "label": row.label, "text": row.text if proposed else None} if row.id else None
    if row.rival:
        told["rival"] = row.rival
    if row.pieces:
        told["pieces"] = [{"owner": p.owner, "base": p.base, "a": p.a, "b": p.b} for p in row.pieces]
    return told | {"sentence": row.sentence}


def _torn(row: Joint) -> bool:
    return any(piece.owner == "conflict" for piece in row.pieces)
