"""Changed rows, the weightiest first → the points that the first page and the brief tell of them.

A point is one change in a sentence. A schedule of which forty rows moved would take all places; where more than a few
rows of one table changed, they are one point: how many, and the weightiest of them, those of the main stages first.
Both documents take their points from here, so that they rank, join and count alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pkpu_review.ids import cite
from pkpu_review.knowledge import load
from pkpu_review.lexis.definitions import definitions
from pkpu_review.lexis.stages import JOIN
from pkpu_review.lexis.words import shortened
from pkpu_review.model import Effect, Regulation
from pkpu_review.report.sheet import Row
from pkpu_review.report.sheets.sheets import Pack
from pkpu_review.report.wording import listing, number, say

MOST = 10
"""Points that are told."""
SENTENCE = 330
"""Characters of a sentence on one change."""
FEW = 3
"""Changed rows of one table that are still told one by one."""
OF_TABLE = 4
"""Rows that the point on a table names."""
SUBJECT = 72
"""Characters of what a value of a table is the value of."""
CLAUSE = "; "
"""What stands between two things that a sentence tells."""


@dataclass(frozen=True, slots=True)
class Point:
    """One point: its *sentence*, and the *rows* that it tells of, the weightiest first."""

    sentence: str
    rows: tuple[Row, ...]

    @property
    def numbers(self) -> str:
        """``nomor 87``, or ``nomor 139 sampai dengan 142``; where other rows stand between, these are none of them."""
        found = [row.number for row in self.rows]
        if len(found) == 1:
            return say("important.number", number=number(found[0]))
        key = "numbers" if max(found) - min(found) < len(found) else "numbers-between"
        return say(f"important.{key}", first=number(min(found)), last=number(max(found)))

    @property
    def names(self) -> list[str]:
        """Short names of the divisions that have work with it, each once."""
        return list(dict.fromkeys(concern.name for row in self.rows for concern in row.divisions))

    @property
    def first(self) -> Row:
        """The row that stands first."""
        return min(self.rows, key=lambda row: row.number)


def points(pack: Pack, changed: Sequence[Row], room: int = SENTENCE) -> list[Point]:
    """Return the points on *changed*, rows with the weightiest first, in that order, of *room* characters each."""
    tables: dict[str, list[Row]] = {}
    for row in changed:
        table = _table(row)
        if table:
            tables.setdefault(table, []).append(row)
    told = _Told(pack, room + room // 3)
    made: list[Point] = []
    for row in changed:
        rows = tables.get(_table(row), [])
        if len(rows) <= FEW:
            made.append(Point(closed(row.sentence, room), (row,)))
        elif row is rows[0]:
            made.append(Point(told.table(_table(row), rows), tuple(rows)))
    return made


def rest(found: Sequence[Point]) -> int:
    """Return how many changes the points beyond :data:`MOST` tell of."""
    return sum(len(point.rows) for point in found[MOST:])


def whose(point: Point) -> str:
    """Return the divisions that have work with *point*; else those concerned, or that none was found for what gives
    someone work; empty for what gives nobody work."""
    if names := point.names:
        return listing(names)
    if also := list(dict.fromkeys(concern.name for row in point.rows for concern in row.also)):
        return say("important.also", names=listing(also))
    return say("important.unassigned") if any(row.unassigned for row in point.rows) else ""


def closed(sentence: str, room: int) -> str:
    """Return *sentence*; of one that is too long the clauses that fit in *room*, said to be some, else it is cut."""
    if len(sentence) <= room:
        return sentence
    more = say("important.clauses-more")
    at = sentence.rfind(CLAUSE, 0, room - len(more) + 1)
    return sentence[:at] + more if at > room // 2 else shortened(sentence, room)


def _table(row: Row) -> str:
    """Return the id of the table that *row* is a row of; empty where it is none."""
    return row.provision.rpartition("/baris-")[0]


class _Told:
    """Tells of the rows of a table what became of the weightiest of them."""

    def __init__(self, pack: Pack, room: int) -> None:
        self.review, self.room = pack.review, room

    @cached_property
    def effects(self) -> dict[str, tuple[Effect, ...]]:
        """What the change of each provision does."""
        comparison = self.review.comparison
        return {one.new: one.effects for one in comparison.rows if one.new} if comparison else {}

    @cached_property
    def paths(self) -> dict[str, list[str]]:
        """Of each row of the schedule its name, with the names above it before it."""
        planned = self.review.findings.timeline.activities if self.review.findings else ()
        return {one.activity.provision: one.path.split(JOIN) for one in planned}

    @cached_property
    def seen(self) -> Counter[str]:
        """How many rows of the schedule bear each name."""
        return Counter(path[-1] for path in self.paths.values())

    @cached_property
    def forms(self) -> list[tuple[str, str]]:
        """The short forms of names."""
        return short_forms(self.review.new)

    def table(self, table: str, rows: Sequence[Row]) -> str:
        """Return the sentence on *rows* of *table*: as many of their values as there is room for, at least one."""
        counts = Counter(row.relation if row.relation in ("added", "removed") else "changed" for row in rows)
        parts = [
            say(f"important.rows-{key}", count=number(counts[key]))
            for key in ("changed", "added", "removed")
            if counts[key]
        ]
        place, many = cite(table), listing(parts)
        sentence = say("important.table-rows", place=place, counts=many)
        values: list[str] = []
        for row in sorted(rows, key=self._place):
            value = self._value(row)
            if value and len(values) < OF_TABLE:
                values.append(value)
                longer = say("important.table", place=place, counts=many, told=listing(values))
                if len(longer) > self.room and len(values) > 1:
                    break
                sentence = longer
        return sentence

    def _place(self, row: Row) -> tuple[bool, float, int]:
        """Return what comes first: a main stage, then the weightier."""
        return len(self.paths.get(row.provision, ())) != 1, -row.importance, row.number

    def _value(self, row: Row) -> str:
        effects = self.effects.get(row.provision, ())
        found = next((one for one in effects if one.old and one.new and one.subject), None)
        if found is None:
            return ""
        subject = short(found.subject, self.forms, SUBJECT)
        path = self.paths.get(row.provision, [])
        if len(path) > 1 and self.seen[path[-1]] > 1:  # two stages end with a step of this name
            subject = say("important.row-of", row=subject, stage=short(path[-2], self.forms, SUBJECT))
        return say("important.table-row", subject=subject, old=found.old, new=found.new)


def short(words: str, forms: Sequence[tuple[str, str]], room: int) -> str:
    """Return *words* in *room* characters: with the short *forms* where they are longer, and then without words from
    the middle, for names of one kind differ at their end."""
    if len(words) <= room:
        return words
    for name, form in forms:
        words = words.replace(name, form)
    if len(words) <= room:
        return words
    found = words.split(" ")
    head, middle, tail = found[:1], found[1:-1], found[-1:]
    while middle and len(" ".join([*head, middle[0], "…", *tail])) <= room:
        head.append(middle.pop(0))
        if middle and len(" ".join([*head, "…", middle[-1], *tail])) <= room:
            tail.insert(0, middle.pop())
    return " ".join([*head, "…", *tail]) if len(found) > 2 else shortened(words, room)


def short_forms(regulation: Regulation) -> list[tuple[str, str]]:
    """Return (name, short form), the longest name first: those that *regulation* defines, and those that all use."""
    forms = {long: form for form, long in load("follow.toml")["initials"].items()}
    forms |= {one.term: one.abbreviation for one in definitions(regulation) if one.abbreviation}
    return sorted(forms.items(), key=lambda one: -len(one[0]))
