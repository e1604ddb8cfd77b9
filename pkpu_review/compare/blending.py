"""The words of one provision in base, A and B → the words of the three put together, and where they cannot be.

A word that holds a reference stands for the provision that it names, not for its number: so a reference that follows
a renumbering is no change, and in the proposal it bears the number that its target has there. One that an edit left
behind ("Pasal 10", while that article became Pasal 11) is no change of that edit either; where nobody updated it,
it stays as it is printed, and is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pkpu_review import ids
from pkpu_review.compare.diff3 import Chunk, diff3
from pkpu_review.compare.edits import steps
from pkpu_review.compare.joints import BASE, ROOT, SIDES, A, B, Joints, Seat
from pkpu_review.compare.masking import HEADINGS
from pkpu_review.compare.renumbering import Renumbering, dressed
from pkpu_review.lexis.places import Places
from pkpu_review.lexis.references import Reference, find
from pkpu_review.model import Comparison, Problem
from pkpu_review.model.three_way import Owner, Piece

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Aim:
    """A reference in a word: where in the word it is printed, the seat that it names, and how many of its steps do."""

    start: int
    reference: Reference
    seat: int
    steps: int


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or several that a reference holds together.

    Attributes:
        key: what it is compared by.
        printed: as it stands there.
        stale: it was left behind.
    """

    key: object
    printed: str
    aims: tuple[Aim, ...] = ()
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Blend:
    """The words of a seat, put together.

    Attributes:
        pieces: empty where no one changed anything.
        text: the proposal; empty in a conflict.
        changed: whether A, and B, changed the words.
        alike: both made the same of them.
        torn: the words are in conflict.
    """

    pieces: tuple[Piece, ...]
    text: str
    changed: tuple[bool, bool]
    alike: bool
    torn: bool


class Blending:
    """Puts the words of seats together."""

    def __init__(self, joints: Joints, renumbering: Renumbering, of_a: Comparison, of_b: Comparison) -> None:
        self.joints, self.renumbering = joints, renumbering
        self.places = [Places(joints.at[side], _heads(joints, side)) for side in SIDES]
        self.proposed = Places(renumbering.ids.values(), _proposed_heads(joints, renumbering))
        self.left: tuple[dict[tuple[str, str], str], ...] = ({}, *(_left_behind(one) for one in (of_a, of_b)))
        self.problems: list[Problem] = []

    def blend(self, seat: Seat) -> Blend:
        """Return the words of *seat* in all versions in which it stands."""
        words = [self.words(seat, side) for side in SIDES]
        sides = [side for side in (A, B) if seat.ids[side]]
        if len(sides) == 2:
            chunks = diff3(*_keys(words)) if seat.ids[BASE] else _twins(words)
        else:
            chunks = _alone(words, sides[0] if sides else BASE)
        owners = {chunk.owner for chunk in chunks}
        torn = "conflict" in owners
        changed = (not owners.isdisjoint(("a", "both", "conflict")), not owners.isdisjoint(("b", "both", "conflict")))
        pieces = () if owners <= {"base"} else tuple(_piece(chunk, words) for chunk in chunks)
        text = "" if torn else " ".join(filter(None, (self._printed(seat, chunk, words) for chunk in chunks)))
        return Blend(pieces, text, changed, bool(owners) and owners <= {"base", "both"}, torn)

    # -- words --------------------------------------------------------------------------------

    def words(self, seat: Seat, side: int) -> list[Word]:
        """Return the words of *seat* in the version *side*."""
        provision = self.joints.provision(seat, side)
        text = " ".join(provision.text.split()) if provision else ""
        found: list[Word] = []
        references = list(find(text))
        at = 0
        for match in _WORD.finditer(text):
            if match.start() < at:
                continue
            end = match.end()
            inside = []
            while references and references[0].start < end:
                reference = references.pop(0)
                inside.append(reference)
                while end < reference.end or (end < len(text) and text[end] != " "):
                    end += 1
            printed, at = text[match.start() : end], end
            found.append(
                self._word(printed, match.start(), inside, seat.ids[side], side) if inside else Word(printed, printed)
            )
        return found

    def _word(self, printed: str, start: int, inside: Sequence[Reference], where: str, side: int) -> Word:
        aims, key, at, stale = [], list[object](), 0, False
        for reference in inside:
            place = reference.start - start
            before = self.left[side].get((where, reference.text))
            aim = self._aim(reference, where, side, place) if before is None else self._meant(reference, before, place)
            key.append(printed[at:place])
            at = place + len(reference.text)
            if aim is None:
                key.append(reference.text)
                continue
            stale = stale or before is not None
            aims.append(aim)
            key += [aim.seat, reference.path[aim.steps :], _masked(reference)]
        return Word((*key, printed[at:]), printed, tuple(aims), stale)

    def _aim(self, reference: Reference, where: str, side: int, place: int) -> Aim | None:
        found, rest = self.places[side].reach(reference, where)
        if found is None:
            return None
        return Aim(place, reference, self.joints.at[side][found], len(reference.path) - len(rest))

    def _meant(self, reference: Reference, before: str, place: int) -> Aim | None:
        seat = self.joints.at[BASE].get(before)
        return None if seat is None else Aim(place, reference, seat, len(reference.path))

    # -- the proposal -------------------------------------------------------------------------

    def _printed(self, seat: Seat, chunk: Chunk, words: Sequence[Sequence[Word]]) -> str:
        spans = chunk.base, chunk.a, chunk.b
        if chunk.owner != "base":
            side = B if chunk.owner == "b" else A
            return " ".join(self._renumbered(seat, word) for word in words[side][slice(*spans[side])])
        sides = [side for side in SIDES if spans[side][0] < spans[side][1]]
        first = words[sides[-1]][slice(*spans[sides[-1]])]
        if not any(word.aims for word in first):  # its words are the same in all
            return " ".join(word.printed for word in first)
        rows = zip(*(words[side][slice(*spans[side])] for side in sides), strict=True)
        return " ".join(self._kept(seat, dict(zip(sides, row, strict=True))) for row in rows)

    def _kept(self, seat: Seat, row: dict[int, Word]) -> str:
        """Return a word that nobody changed, as the proposal has it."""
        if not row.get(BASE, next(iter(row.values()))).aims:
            return row.get(A, next(iter(row.values()))).printed
        base = row.get(BASE)
        followed = [word for side, word in row.items() if side != BASE and base and word.printed != base.printed]
        stale = [word for word in row.values() if word.stale]
        if stale and not followed:
            told = f"Rujukan “{stale[0].printed}” tertinggal: sasarannya sudah berganti nomor."
            self._note("rujukan-tertinggal", told, seat)
            return stale[0].printed
        return self._renumbered(seat, (followed or list(row.values()))[0])

    def _renumbered(self, seat: Seat, word: Word) -> str:
        if word.stale:
            return word.printed
        printed = word.printed
        for aim in reversed(word.aims):
            reference = aim.reference
            told = self._told(seat, aim)
            printed = printed[: aim.start] + told + printed[aim.start + len(reference.text) :]
        return printed

    def _told(self, seat: Seat, aim: Aim) -> str:
        """Return the reference with the numbers that its target has in the proposal."""
        reference, home = aim.reference, self.renumbering.ids.get(seat.number, "")
        target = self.renumbering.ids.get(aim.seat)
        if target is None:
            self._note("rujukan-terhapus", f"Rujukan “{reference.text}” menunjuk ketentuan yang dihapus.", seat)
            return reference.text
        rest = reference.path[aim.steps :]
        if self.proposed.reach(reference, home) == (target, rest):
            return reference.text
        segments = ids.parse(target)[-aim.steps :]
        if [kind for kind, _ in segments] == [kind for kind, _ in reference.path[: aim.steps]]:
            path = (*segments, *rest)
            if self.proposed.reach(replace(reference, path=path), home) == (target, rest):
                return _rewritten(reference, [number for _, number in path])
        told = f"Rujukan “{reference.text}” perlu ditulis ulang: {ids.cite(target)}."
        self._note("rujukan-sunting", told, seat)
        return reference.text

    def _note(self, code: str, message: str, seat: Seat) -> None:
        problem = Problem(code, message, provision=self.renumbering.ids.get(seat.number, ""))
        if seat.stands and problem not in self.problems:
            self.problems.append(problem)


def _left_behind(comparison: Comparison) -> dict[tuple[str, str], str]:
    return {(one.provision, one.text): one.before for one in comparison.stale}


def _heads(joints: Joints, side: int) -> dict[str, list[str]]:
    """Return for each article and heading of the version *side* the ids of the headings above it, outermost first."""
    heads: dict[str, list[str]] = {}
    for number in joints.numbers(side):
        seat = joints.seats[number]
        above = joints.seats[seat.above[side]].ids[side] if seat.above[side] != ROOT else ""
        if above in heads and ids.parse(above)[-1][0] in HEADINGS:
            heads[seat.ids[side]] = [*heads[above], above]
        elif not above:
            heads[seat.ids[side]] = []
    return heads


def _proposed_heads(joints: Joints, renumbering: Renumbering) -> dict[str, list[str]]:
    heads: dict[str, list[str]] = {}
    for number, id in renumbering.ids.items():  # in order: what stands above comes first
        above = renumbering.ids.get(joints.seats[number].parent, "")
        if above in heads and ids.parse(above)[-1][0] in HEADINGS:
            heads[id] = [*heads[above], above]
        elif not above:
            heads[id] = []
    return heads


def _keys(words: Sequence[Sequence[Word]]) -> list[list[object]]:
    return [[word.key for word in side] for side in words]


def _alone(words: Sequence[Sequence[Word]], side: int) -> list[Chunk]:
    """Return the chunks of what stands in one edit alone, or in neither."""
    keys = _keys(words)
    if not keys[BASE]:
        spans = [(0, len(keys[one])) for one in SIDES]
        owner: Owner = "a" if side == A else "b"
        return [Chunk(owner, spans[0], spans[1], spans[2])] if keys[side] else []
    kept = keys[side]  # its own words, where it stands in neither edit
    found = diff3(keys[BASE], *((kept, keys[BASE]) if side != B else (keys[BASE], kept)))
    gone = (0, 0)
    return [replace(chunk, a=chunk.a if side == A else gone, b=chunk.b if side == B else gone) for chunk in found]


def _twins(words: Sequence[Sequence[Word]]) -> list[Chunk]:
    """Return the chunks of what both inserted."""
    keys = _keys(words)
    return [
        Chunk("both" if tag == "equal" else "conflict", (0, 0), (i, i_end), (j, j_end))
        for tag, i, i_end, j, j_end in steps(keys[A], keys[B])
    ]


def _piece(chunk: Chunk, words: Sequence[Sequence[Word]]) -> Piece:
    spans = chunk.base, chunk.a, chunk.b
    texts = [" ".join(word.printed for word in words[side][slice(*spans[side])]) for side in SIDES]
    return Piece(chunk.owner, *texts)


def _masked(reference: Reference) -> str:
    """Return the reference without its numbers: "Pasal # ayat (#)"."""
    return _rewritten(reference, ["#"] * len(reference.path))


def _rewritten(reference: Reference, numbers: Sequence[str]) -> str:
    """Return the reference's words with *numbers*, one a step of its path; what is carried over is not printed."""
    text, taken = reference.text, list[tuple[int, int, str]]()
    for (kind, old), new in list(zip(reference.path, numbers, strict=True)):
        pattern = re.compile(rf"(?i)(?<![0-9a-z]){re.escape(old).replace(chr(92) + '-', '[ -]')}(?![0-9a-z])")
        named = re.search(rf"(?i)\b{kind}\b", text)
        for match in pattern.finditer(text, named.end() if named else 0):
            if named is None and re.search(r"[A-Za-z]{3}", text):
                break  # other kinds are named here, this one is carried over
            if any(start < match.end() and match.start() < end for start, end, _ in taken):
                continue
            taken.append((*match.span(), new if new == "#" else dressed(new, match[0], kind)))
            break
    for start, end, new in sorted(taken, reverse=True):
        text = text[:start] + new + text[end:]
    return text
