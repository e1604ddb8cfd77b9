"""Joined provisions in their new order → the number, the id and the label of each in the proposal.

Where a list has come out as one of the versions has it, it bears that version's labels. Else it is numbered through:
a step from one to the next is as great as where the two stood side by side, and one where they never did. So an
edit that left a gap where it removed something keeps its gap, and one that closed it has it closed. A number with a
letter ("Pasal 5A") keeps the number before it, with the next letter that is free.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from pkpu_review import ids
from pkpu_review.compare.joints import BASE, SIDES, A, B, Joints, Seat

Key = tuple[int, str]
"""What is numbered together: the seat above it (the body for all articles), and the kind."""
BODY = -2
"""Stands for whatever heading an article stands under: articles are numbered through."""
EXPLAINS = "penjelasan/"
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LETTERS = 26


class Renumbering:
    """The ids and labels of all seats that stand."""

    def __init__(self, joints: Joints, order: Sequence[int]) -> None:
        self.joints = joints
        self.order = [number for number in order if joints.seats[number].stands]
        self.ids: dict[int, str] = {}
        self.labels: dict[int, str] = {}
        self.segments: dict[int, str] = {}
        groups: dict[Key, list[int]] = defaultdict(list)
        for number in self.order:
            groups[self._key(joints.seats[number])].append(number)
        there = [self._groups(side) for side in SIDES]
        for key, group in groups.items():
            self._number(group, [there[side].get(key, []) for side in SIDES])
        given: Counter[str] = Counter()
        for number in self.order:
            id = self._id(joints.seats[number])
            given[id] += 1
            self.ids[number] = id if given[id] == 1 else f"{id}~{given[id]}"

    def _groups(self, side: int) -> dict[Key, list[int]]:
        found: dict[Key, list[int]] = defaultdict(list)
        for number in self.joints.numbers(side):
            seat = self.joints.seats[number]
            found[_key(seat.ids[side], seat.above[side])].append(number)
        return found

    def _key(self, seat: Seat) -> Key:
        return _key(seat.ids[self.source(seat)], seat.parent)

    def source(self, seat: Seat) -> int:
        """Return the version whose label the seat bears: the edit that changed it, A before B."""
        sides = [side for side in (A, B) if seat.ids[side]]
        other = [side for side in sides if seat.ids[side] != seat.ids[BASE]]
        return (other or sides or [BASE])[0]

    def _number(self, group: list[int], there: Sequence[list[int]]) -> None:
        alike = [side for side in SIDES if there[side] == group]
        if alike:
            names = {side: [self._printed(number, side) for number in group] for side in alike}
            base = names.get(BASE)
            side = next((one for one in alike if names[one] != base), alike[0])
            for number, (segment, label) in zip(group, names[side], strict=True):
                self.segments[number], self.labels[number] = segment, label
            return
        beside = [_beside(one) for one in there]
        at = {number: place for place, number in enumerate(group)}
        values: dict[int, int] = {}
        used: set[tuple[int, str]] = set()
        plain: list[int] = []  # for each place, how many before it bear no letter
        for place, number in enumerate(group):
            side = self.source(self.joints.seats[number])
            kind, text = _named(self.joints.seats[number].ids[side])
            value, letter = ids.number_order(kind, text)
            if place:
                last = values[group[place - 1]]
                value = last if letter else last + 1
                for before, step in self._steps(number, beside):
                    if before in values:
                        value = values[before] + step + plain[place - 1] - plain[at[before]]
                        break
            values[number] = value
            plain.append((plain[-1] if plain else 0) + (not letter))
            while letter and (value, letter) in used:
                letter = chr(ord(letter[-1]) + 1) if letter[-1] < "z" else letter + "a"
            used.add((value, letter))
            segment, label = self._printed(number, side)
            written = _written(value, letter, kind, text)
            if written and written != text.partition("~")[0]:
                segment, label = f"{kind}-{written}", _relabelled(label, text.partition("~")[0], written, kind)
            self.segments[number], self.labels[number] = segment.partition("~")[0], label

    def _printed(self, number: int, side: int) -> tuple[str, str]:
        seat = self.joints.seats[number]
        provision = self.joints.provision(seat, side)
        return seat.ids[side].rpartition("/")[2], provision.label if provision else ""

    def _steps(self, number: int, beside: Sequence[dict[int, int]]) -> list[tuple[int, int]]:
        """Return before what *number* stands in each version, and how far from it: the changed step first."""
        found = {}
        for side in SIDES:
            before = beside[side].get(number)
            if before is not None:
                values = [ids.number_order(*_named(self.joints.seats[one].ids[side]))[0] for one in (before, number)]
                found[side] = before, values[1] - values[0]
        ranked = sorted(found, key=lambda side: (side == BASE or found[side] == found.get(BASE), side))
        return [found[side] for side in ranked]

    def _id(self, seat: Seat) -> str:
        side = self.source(seat)
        own, segment = seat.ids[side], self.segments[seat.number]
        explained = self.joints.at[side].get(own.removeprefix(EXPLAINS)) if own.startswith(EXPLAINS) else None
        if explained in self.ids:
            return f"{EXPLAINS}{self.ids[explained]}"
        parent = ids.parent(own)
        if not parent:
            return segment
        above = self.joints.at[side].get(parent)
        if above is not None and self.joints.seats[seat.parent].number == above and above in self.ids:
            return ids.join(self.ids[above], segment)
        if seat.parent in self.ids:
            return ids.join(self.ids[seat.parent], segment)
        return ids.join(parent, segment)


def _key(id: str, above: int) -> Key:
    kind = _named(id)[0]
    return (BODY, kind) if kind == "pasal" and "/" not in id else (above, kind)


def _named(id: str) -> tuple[str, str]:
    kind, _, number = id.rpartition("/")[2].partition("-")
    return kind.partition("~")[0], number


def _beside(group: Sequence[int]) -> dict[int, int]:
    return dict(zip(group[1:], group, strict=False))


def _written(value: int, letter: str, kind: str, like: str) -> str:
    """Return a number as *like* is written; empty where it is of no known style."""
    like = like.partition("~")[0]
    if not like or not 0 < value < 10**6:
        return ""
    if like[0].isdigit():
        return f"{value}{letter}" if re.fullmatch(r"\d+-?[a-z]*", like) else ""
    if like.replace("-", " ") in ids.ORDINALS or like == "pertama":
        return ids.ORDINALS[value - 1].replace(" ", "-") if value <= len(ids.ORDINALS) else ""
    if kind == "huruf":
        return _letters(value) if like.isalpha() else ""
    return _roman(value) + letter if ids.roman(like) else ""


def _letters(value: int) -> str:
    found = ""
    while value:
        value, rest = divmod(value - 1, _LETTERS)
        found = chr(ord("a") + rest) + found
    return found


def _roman(value: int) -> str:
    found = ""
    for worth, sign in _ROMAN:
        found += sign * (value // worth)
        value %= worth
    return found


def _relabelled(label: str, old: str, new: str, kind: str) -> str:
    """Return *label* with the number *new* for *old*, dressed as the old one was."""
    pattern = re.compile(
        rf"(?i)(?<![0-9a-z]){re.escape(old).replace('-', '[ -]')}(?![0-9a-z])".replace(r"\[ -]", "[ -]")
    )
    return pattern.sub(lambda match: dressed(new, match[0], kind), label, count=1)


def dressed(number: str, like: str, kind: str) -> str:
    """Return the *number* of an id as a text prints it, in the case of *like*."""
    words = number.replace("-", " ") if not number[:1].isdigit() else number
    if kind in ("pasal", "bab", "lampiran"):
        return words.upper()
    if like.isdigit():
        return words
    return words.upper() if like.isupper() else words.title() if like.istitle() else words
