"""Comparison and what a reader asks to see → what every view of it tells, in the same words and the same order.

First the numbers, then the weightiest changes, then every row that changed in the order of the new version, then what
a person has to look at: references that name another place than before, or none; pairs that are not certain, words
that were read badly, and the problems of both readings. A provision that only went along when the one above it was
renumbered or moved is counted, not shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pkpu_review import ids
from pkpu_review.model import Change, Comparison, Edit, Problem, Provision, Regulation
from pkpu_review.model.comparison import SURE
from pkpu_review.report.text.terminal import plain
from pkpu_review.report.views.references import followed, heading
from pkpu_review.report.views.selection import Selection, place_of
from pkpu_review.report.wording import listing, number, say, words

WEIGHTIEST = 10
"""Changes told first."""
_HEADINGS = ("buku-", "bab-")
REASONS = 3
"""Reasons given for the weight of one."""


@dataclass(frozen=True, slots=True)
class Item:
    """A row that changed, as the views show it.

    Attributes:
        citation: of the new provision, or of the old one where it was removed.
        kind: what happened to it: ``Berubah nomor dari Pasal 4; Redaksional``.
        place: pages, old and new; empty where the files have none.
        sentence: what changed, in one sentence; may be empty.
        edits: its words; those of a provision that stands on one side only are all inserted, or all deleted.
    """

    row: Change
    citation: str
    kind: str
    place: str
    sentence: str
    edits: tuple[Edit, ...]

    @property
    def headline(self) -> str:
        """What changed, and where: for a list that stands apart from the words."""
        return f"{self.citation}: {self.sentence or self.kind}"

    @property
    def note(self) -> str:
        """The sentence, where it says more than the kind and the words that stand beside it."""
        return note(self.row)


@dataclass(frozen=True, slots=True)
class Check:
    """What a person should look at: where (may be empty), and one sentence."""

    where: str
    told: str


class Changes:
    """All that the views tell of one comparison."""

    def __init__(self, comparison: Comparison, selection: Selection | None = None) -> None:
        self.comparison, self.selection = comparison, selection or Selection()
        self.rows = self.selection.rows(comparison)
        self._followers = _followers(comparison)
        altered = [row for row in self.rows if (row.relation, row.change) != ("same", "none")]
        self.items = tuple(self._item(row) for row in altered if not self.goes_along(row))
        self.followers = sum(map(self.goes_along, altered))

    def goes_along(self, row: Change) -> bool:
        """Whether *row* only followed the provision above it to another number or place."""
        return id(row) in self._followers

    @property
    def files(self) -> tuple[tuple[str, str], ...]:
        """The two files, each with its role, and how long they are."""
        return tuple(
            (say(f"fact.{role}"), _file(side))
            for role, side in (("old", self.comparison.old), ("new", self.comparison.new))
        )

    @property
    def names(self) -> tuple[str, str]:
        """The names of the two files alone, for a heading."""
        return plain(self.comparison.old.source.name), plain(self.comparison.new.source.name)

    @property
    def numbers(self) -> tuple[tuple[str, str], ...]:
        """How many rows bear each relation, and each kind of change."""
        told = []
        for title, table, counts in (
            ("place", "relation", Counter[str](row.relation for row in self.rows)),
            ("content", "change", Counter[str](row.change for row in self.rows)),
        ):
            parts = [f"{name} {number(counts[key])}" for key, name in words(table).items() if counts[key]]
            told.append((say(f"comparison.{title}"), ", ".join(parts) or "-"))
        return tuple(told)

    @property
    def filter(self) -> str:
        """What was asked for, in words; empty where everything is shown."""
        asked = self.selection
        parts = []
        if asked.only:
            names = words("relation") | words("change")
            parts.append(listing([names[kind].lower() for kind in dict.fromkeys(asked.only)]))
        parts += [_cite("/".join(place_of(place))) for place in asked.places]
        if asked.division and asked.flags:
            parts += [d.name for d in asked.flags[1].divisions if d.id == asked.division]
        if not parts:
            return ""
        shown, total = number(len(self.rows)), number(len(self.comparison.rows))
        return say("comparison.filter", asked="; ".join(parts), shown=shown, total=total)

    @property
    def weightiest(self) -> tuple[Item, ...]:
        """The changes to read first, the weightiest at the front.

        What came or went with the provision above it is told there: an article that is new takes one place, not ten.
        """
        whole = {(row.old, row.new) for row in self.rows if row.old is None or row.new is None}
        ranked = [item for item in self.items if item.row.rank > 0 and _above(item.row) not in whole]
        ranked.sort(key=lambda item: -item.row.rank)
        return tuple(ranked[:WEIGHTIEST])

    @property
    def unproven(self) -> tuple[Problem, ...]:
        """What says that the rows do not make the one version of the other: told before anything else."""
        return self.comparison.warnings

    @property
    def along(self) -> str:
        """The sentence that counts what only went along; empty where nothing did."""
        return say("comparison.along", count=number(self.followers)) if self.followers else ""

    @property
    def checks(self) -> tuple[Check, ...]:
        """What a person should look at, in the order of the draft, the problems of the files last."""
        return (*self._doubts(), *self._poor(), *self._problems())

    @property
    def references_title(self) -> str:
        """What stands above :attr:`references`."""
        return heading()

    @property
    def references(self) -> tuple[Check, ...]:
        """References that a person should look at, in the order of the draft, under :attr:`references_title`."""
        shown = {row.new for row in self.rows}
        told = followed(self.comparison)
        return tuple(Check(_cite(where), sentence) for where, sentence in told if where in shown)

    # -- rows ---------------------------------------------------------------------------------

    def _item(self, row: Change) -> Item:
        old, new = self.comparison.old.get(row.old), self.comparison.new.get(row.new)
        edits = row.edits
        if not edits and (old is None or new is None):
            alone = _whole(new or old)
            if alone:
                edits = (Edit("insert", "", alone) if row.old is None else Edit("delete", alone, ""),)
        return Item(row, _cite(row.new or row.old), kind(row), place(old, new), plain(row.sentence), edits)

    # -- checks -------------------------------------------------------------------------------

    def _doubts(self) -> Iterator[Check]:
        known = words("basis")
        for row in self.rows:
            if row.certainty >= SURE:
                continue
            basis, percent = known.get(row.basis, row.basis), round(100 * row.certainty)
            if row.old and row.new:
                told = say("comparison.doubt", old=_cite(row.old), percent=percent, basis=basis)
            else:
                told = say("comparison.doubt-removed" if row.new is None else "comparison.doubt-added", percent=percent)
            if row.rival:
                key = "comparison.rival" if row.old and row.new else "comparison.rival-alone"
                told += " " + say(key, rival=_cite(row.rival), side=say(f"comparison.side-{row.rival_side}"))
            yield Check(_cite(row.new or row.old), told)

    def _poor(self) -> Iterator[Check]:
        poor = [row for row in self.rows if row.poorly_read]
        alike = [_cite(row.new or row.old) for row in poor if row.change == "none"]
        other = [_cite(row.new or row.old) for row in poor if row.change != "none"]
        for key, found in (("poor-alike", alike), ("poor-changed", other)):
            if found:
                yield Check("", say(f"comparison.{key}", count=number(len(found)), places=", ".join(found)))

    def _problems(self) -> Iterator[Check]:
        sides = (
            ("old", self.comparison.old.problems, {row.old for row in self.rows}),
            ("new", self.comparison.new.problems, {row.new for row in self.rows}),
            ("", self.comparison.problems, {row.new for row in self.rows} | {row.old for row in self.rows}),
        )
        hidden = 0
        for side, problems, shown in sides:
            for problem in problems:
                if self.selection and problem not in self.unproven and problem.provision not in shown:
                    hidden += 1
                    continue
                where = [say(f"comparison.side-{side}")] if side else []
                where += [say("row.page", page=number(problem.page))] if problem.page else []
                yield Check(", ".join(where), plain(problem.message))
        if hidden:
            yield Check("", say("comparison.hidden", count=number(hidden)))


def note(row: Change) -> str:
    """Return the sentence of *row*, unless it repeats what was added or removed, or that the number is another one."""
    return plain(row.sentence) if row.old and row.new and row.change != "none" else ""


def kind(row: Change, beside: bool = False) -> str:
    """Return what happened to the provision of *row*, and to its words; *beside*: its old place stands beside it."""
    relation, change = words("relation"), words("change")
    told = relation[row.relation]
    if row.old and row.new and row.old != row.new and not beside:
        told = say("comparison.from", relation=told, old=_cite(row.old))
    if row.old and row.new and row.change != "none":
        told = change[row.change] if row.relation == "same" else f"{told}; {change[row.change]}"
    return told


def place(old: Provision | None, new: Provision | None) -> str:
    """Return the first pages on which the two stand: ``hlm. 3 → hlm. 4``."""
    pages = [say("row.page", page=number(side.pages[0])) for side in (old, new) if side and side.pages]
    return " → ".join(dict.fromkeys(pages))


def _above(row: Change) -> tuple[str | None, str | None] | None:
    """Return the sides of the provision above one that came or went, whose words tell it; else None."""
    id = row.old or row.new or ""
    if (row.old and row.new) or id.startswith(_HEADINGS):  # a heading is told by its own words alone
        return None
    above = ids.parent(id) or None
    return (above, None) if row.new is None else (None, above)


def _cite(id: str | None) -> str:
    return plain(ids.cite(id)) if id else ""


def _whole(side: Provision | None) -> str:
    if side is None:
        return ""
    return " | ".join(side.cells) if side.cells else side.text


def _file(regulation: Regulation) -> str:
    name, pages = plain(regulation.source.name), number(regulation.source.pages)
    return say("fact.file", name=name, pages=pages) if regulation.source.pages else name


def _followers(comparison: Comparison) -> set[int]:
    """Return the rows (by identity) that went along with the row of their parents and kept their words."""
    of = {(row.old, row.new): row.relation for row in comparison.rows if row.old and row.new}
    found = set()
    for row in comparison.rows:
        if not (row.old and row.new) or row.change != "none" or row.relation not in ("renumbered", "moved"):
            continue
        same_number = row.old.rpartition("/")[2] == row.new.rpartition("/")[2]
        if same_number and of.get((ids.parent(row.old), ids.parent(row.new))) == row.relation:
            found.add(id(row))
    return found
