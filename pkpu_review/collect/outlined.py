"""A row of a file that came back → the row of the sheet that it is.

The places to write in carry their row's name. A person may have copied them to another row, or taken them away: then
the words that the row shows say which it is, and its number, where both agree.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from pkpu_review.collect.grid import Cell, Grid, Line, bare
from pkpu_review.tags import Tag

ENOUGH = 0.5
"""Share of a row's printed letters that have to be the same for the row to be the same."""

FEW = 2
"""Rows on which a text stands, at most, that is their own: a label stands on all."""
FEWEST = 8
"""Words of a row, at least, by which it is known though its texts are no longer the same."""

LONG = 20
"""Letters that two lines have in common, from which they are the same though most of one is gone."""


@dataclass(slots=True)
class Outline:
    """A sheet as it went out, by row.

    Attributes:
        rows: number of the row → its lines (a long row of Excel has several).
        tags: number of the row → its name.
        fields: number of the row → texts printed inside the cells to write in (labels), and the fields there in order.
        listed: number of a row that has no place to write in → its lines.
        rest: the lines outside all rows to write in.
    """

    rows: dict[int, list[Line]] = field(default_factory=dict)
    tags: dict[int, Tag] = field(default_factory=dict)
    listed: dict[int, list[Line]] = field(default_factory=dict)
    rest: list[Line] = field(default_factory=list)
    _others: dict[str, list[Line]] = field(default_factory=dict)
    _where: dict[str, set[int]] = field(default_factory=dict)
    _own: dict[int, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, grid: Grid) -> Outline:
        """Return the outline of *grid*."""
        made = cls()
        for line in grid.lines:
            found = line.tags
            if not found:
                made.rest.append(line)
                for text in line.printed:
                    made._others.setdefault(text, []).append(line)
                if line.number and len(line.cells) > 1:
                    made.listed.setdefault(line.number, []).append(line)
                continue
            number = found[0].number
            made.rows.setdefault(number, []).append(line)
            made.tags.setdefault(number, bare(found[0]))
            for text in line.printed:
                made._where.setdefault(text, set()).add(number)
        return made

    def printed(self, number: int) -> Counter[str]:
        """Return the texts of a row outside the places to write in, with how often each stands there."""
        return Counter(text for line in self.rows.get(number, ()) for text in line.printed)

    def nearest_row(self, line: Line, number: int) -> tuple[Cell, ...]:
        """Return the cells of the line of the row *number* that has most in common with *line*."""
        shown = set(line.printed)
        lines = self.rows.get(number, ())
        best = max(lines, key=lambda one: sum(len(text) for text in one.printed if text in shown), default=None)
        return best.cells if best else ()

    def own(self, number: int) -> set[str]:
        """Return the texts by which a row is told from others: those that stand on few rows."""
        if number not in self._own:
            texts = {text for line in self.rows.get(number, ()) for text in line.printed if not text.isdecimal()}
            self._own[number] = {text for text in texts if len(self._where[text]) <= FEW}
        return self._own[number]

    def is_row(self, line: Line, number: int) -> bool:
        """Whether *line* shows, by and large, what the row *number* showed."""
        known = self.own(number)
        shown = set(line.printed)
        if known and sum(len(text) for text in known if text in shown) >= ENOUGH * sum(map(len, known)):
            return True
        if any(one.printed == line.printed for one in self.rows.get(number, ())):
            return True
        # somebody may have worked in the words themselves: then most of the words are still there
        own = Counter(word for text in line.printed if not text.isdecimal() for word in text.split())
        for one in self.rows.get(number, ()):
            words = Counter(word for text in one.printed for word in text.split())
            if (own & words).total() >= ENOUGH * max(own.total(), words.total(), FEWEST):
                return True
        return False

    def is_other(self, line: Line) -> bool:
        """Whether *line* shows, by and large, what stood outside the rows to write in."""
        shown = line.printed
        same = sum(len(text) for text in shown if text in self._others)
        return same >= ENOUGH * sum(map(len, shown))

    def nearest(self, line: Line) -> tuple[str, ...]:
        """Return the texts of the line outside the rows to write in that has most in common with *line*."""
        shown = Counter(line.printed)
        candidates = {id(one): one for text in shown for one in self._others.get(text, ())}
        best: tuple[int, Line | None] = (0, None)
        for one in candidates.values():
            same = sum(map(len, (Counter(one.printed) & shown).elements()))
            # a single figure stands on many lines; columns may have been deleted from a long one
            if same > best[0] and (same >= LONG or same >= ENOUGH * sum(map(len, one.printed))):
                best = (same, one)
        return best[1].printed if best[1] else ()

    def find(self, line: Line) -> Tag | None:
        """Return the name of the row that *line* shows, going by its words."""
        number = line.number
        if number in self.rows and self.is_row(line, number):
            return self.tags[number]
        votes: Counter[int] = Counter()
        for text in line.printed:
            places = self._where.get(text, set())
            if len(places) == 1 and not text.isdecimal():
                votes[next(iter(places))] += len(text)
        for candidate, _ in votes.most_common(3):
            if self.is_row(line, candidate):
                return self.tags[candidate]
        return None


def row_of(line: Line, outline: Outline | None) -> tuple[Tag | None, bool]:
    """Return the name of the row that *line* is, and whether its places to write in came from another row."""
    told = line.tags
    if outline is None:
        return (told[0], False) if told else (None, False)
    if not told:
        return None if outline.is_other(line) else outline.find(line), False
    first = told[0]
    if len(told) == 1 and (not line.printed or outline.is_row(line, first.number)):
        return first, False
    shown = outline.find(line)
    if shown is None or shown == first:
        return first, False
    return shown, shown not in told
