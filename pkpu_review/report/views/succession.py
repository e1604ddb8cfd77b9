"""Succession → what every view of it tells: a table of articles by versions, then each article's own story.

A line of the table is an article with all that stands below it, or a part outside the articles (Menimbang, an annex);
a heading stands in it only where something happened to it. What only got another number is told by the table alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pkpu_review import ids
from pkpu_review.model import Change, Comparison, Edit, Regulation
from pkpu_review.model.stored import identity, source
from pkpu_review.model.stored import record as comparison_record
from pkpu_review.model.succession import History, Stage, Succession
from pkpu_review.report.text.terminal import plain
from pkpu_review.report.views.changes import Changes, Item
from pkpu_review.report.views.selection import Selection, UnknownPlace
from pkpu_review.report.wording import number, say

SCHEMA = "pkpu-review/succession/1"
_TITLED = ("buku", "bab", "bagian", "paragraf")
_MARKS = {"substantive": "*", "editorial": "°"}
_TOLD = ("moved", "split", "merged", "added", "returned")


@dataclass(frozen=True, slots=True)
class Cell:
    """One version's part of a line: what is printed, and what happened (``absent``, ``kept``, ``changed`` ...)."""

    text: str
    state: str


@dataclass(frozen=True, slots=True)
class Tale:
    """What happened in one version: the changed provisions, those that came or went with the one above them marked."""

    version: int
    items: tuple[tuple[Item, bool], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table, and its story.

    Attributes:
        anchor: a name for links to it.
        title: by what it is called first.
        chain: its way in short: ``Pasal 5 → 6 → 6* → hapus``.
        cells: one a version.
        tales: one for each version in which more than its number changed.
    """

    anchor: str
    title: str
    chain: str
    cells: tuple[Cell, ...]
    tales: tuple[Tale, ...]


class Lineage:
    """All that the views tell of one succession.

    Args:
        selections: what is asked to be shown of each step; None for everything.
        whole: show the lines without anything to tell too.

    Raises:
        UnknownPlace: what was asked for stands in no version.
    """

    def __init__(
        self, succession: Succession, selections: Sequence[Selection] | None = None, whole: bool = False
    ) -> None:
        self.succession = succession
        self.tops = [_tops(version) for version in succession.versions]
        self.changes = _changes(succession.steps, selections)
        narrowed = selections is not None and any(selections)
        tales, marks = self._tales(), self._marks()
        entries, hidden = [], 0
        for place, history in enumerate(self._lines(), 1):
            told = tales.get(id(history), ())
            quiet = all(stage.quiet for stage in history.stages) and id(history) not in marks
            titled = _kind(history) in _TITLED and not told
            if (narrowed and not told) or (not whole and (quiet or titled)):
                hidden += 1
                continue
            entries.append(self._entry(f"r{place}", history, marks.get(id(history), {}), told))
        self.entries, self.hidden = tuple(entries), hidden

    @property
    def names(self) -> tuple[str, ...]:
        """The versions' files, in order."""
        return tuple(plain(name) for name in self.succession.names)

    @property
    def lead(self) -> str:
        """The sentence above all."""
        names, histories = self.names, self.succession.histories
        changed = sum(any(_telling(stage) for stage in history.stages) for history in histories)
        renumbered = sum(not history.quiet for history in histories) - changed
        return say(
            "succession.lead",
            count=number(len(names)),
            first=names[0],
            last=names[-1],
            total=number(len(histories)),
            changed=number(changed),
            renumbered=number(renumbered),
        )

    @property
    def stories(self) -> tuple[Entry, ...]:
        """The lines with a story."""
        return tuple(entry for entry in self.entries if entry.tales)

    @property
    def checks(self) -> tuple[str, ...]:
        """What a person should look at: what could not be proven, and the pairs that are not certain."""
        found = []
        for version, step in enumerate(self.succession.steps, 2):
            found += [plain(problem.message) for problem in step.warnings]
            places = [_cite(row.new or row.old) for row in step.doubtful]
            if places:
                name = say("succession.version", number=version)
                found.append(say("succession.doubts", version=name, places=", ".join(places)))
        return tuple(found)

    # -- lines --------------------------------------------------------------------------------

    def _lines(self) -> list[History]:
        """Return the histories that have a line of their own."""
        return [
            history
            for history in self.succession.histories
            if any(stage.id and self.tops[stage.version][stage.id] == stage.id for stage in history.stages)
        ]

    def _holder(self, version: int, id: str) -> History | None:
        return self.succession.of(version, self.tops[version].get(id, id))

    def _tales(self) -> dict[int, tuple[Tale, ...]]:
        """Return for every line (by identity) what is told of it."""
        found: dict[int, list[Tale]] = defaultdict(list)
        for step, changes in enumerate(self.changes):
            items: dict[int, list[tuple[Item, bool]]] = defaultdict(list)
            references: dict[int, list[str]] = defaultdict(list)
            alone = {(row.old, row.new) for row in self.succession.steps[step].rows if not (row.old and row.new)}
            for item in changes.items if changes else ():
                row = item.row
                holder = self._holder(step + 1, row.new) if row.new else self._holder(step, row.old or "")
                if holder is None:
                    continue
                if row.relation in ("same", "renumbered") and row.change in ("none", "reference"):
                    if row.change == "reference":
                        references[id(holder)].append(item.citation)
                    continue
                parents = (row.old and ids.parent(row.old), row.new and ids.parent(row.new))
                along = not (row.old and row.new) and parents in alone
                items[id(holder)].append((self._returned(step + 1, item), along))
            for key in dict.fromkeys([*items, *references]):
                places = references.get(key, [])
                note = say("succession.references", places=", ".join(places)) if places else ""
                found[key].append(Tale(step + 1, tuple(items.get(key, ())), note))
        # a story of references alone is none
        return {key: tuple(tales) for key, tales in found.items() if any(tale.items for tale in tales)}

    def _returned(self, version: int, item: Item) -> Item:
        """Return *item* as what came back, where it did."""
        history = self.succession.of(version, item.row.new) if item.row.new else None
        stage = history.at(version) if history else None
        if stage is None or stage.relation != "returned" or stage.row is None:
            return item
        text = self.succession.versions[version][stage.id].text
        edits = stage.row.edits or ((Edit("equal", text, text),) if text else ())
        return replace(item, kind=say("succession.returned-kind"), sentence=plain(stage.sentence), edits=edits)

    def _marks(self) -> dict[int, dict[int, str]]:
        """Return for every line (by identity) and version the weightiest change of anything in it."""
        found: dict[int, dict[int, str]] = defaultdict(dict)
        for step, comparison in enumerate(self.succession.steps):
            for row in comparison.rows:
                holder = self._holder(step + 1, row.new) if row.new else self._holder(step, row.old or "")
                change = self._change(step + 1, row)
                if change in _MARKS and holder is not None and found[id(holder)].get(step + 1) != "substantive":
                    found[id(holder)][step + 1] = change
        return found

    def _change(self, version: int, row: Change) -> str:
        """Return what became of the words of *row*: of what came back, since it was there last."""
        history = self.succession.of(version, row.new) if row.new and row.relation in ("added", "split") else None
        stage = history.at(version) if history else None
        return stage.change if stage is not None and stage.relation == "returned" else row.change

    def _entry(self, anchor: str, history: History, marks: dict[int, str], tales: tuple[Tale, ...]) -> Entry:
        cells, chain = [], []
        before = ""
        for version in range(len(self.names)):
            stage = history.at(version)
            cell = _cell(stage, marks.get(version, ""))
            cells.append(cell)
            if stage is None:
                continue
            unnamed = stage.id and _short(stage.id) == say("succession.present")
            words = cell.text.removeprefix(_short(stage.id)) if stage.id else ""
            if not before and stage.id:
                chain.append(_cite(stage.id) + words)
            elif cell.text != before and (cell.state != "kept" or stage.id != _standing(history, version - 1)):
                chain.append(f"V{version + 1}{words}" if unnamed else cell.text)
            before = cell.text if not unnamed else say("succession.present")
        first = next(stage.id for stage in history.stages if stage.id)
        return Entry(anchor, _cite(first), " → ".join(chain), tuple(cells), tales)


def _changes(steps: Sequence[Comparison], selections: Sequence[Selection] | None) -> list[Changes | None]:
    found: list[Changes | None] = []
    unknown: UnknownPlace | None = None
    for place, step in enumerate(steps):
        try:
            found.append(Changes(step, selections[place] if selections else None))
        except UnknownPlace as error:  # it may stand in other versions
            unknown = error
            found.append(None)
    if unknown is not None and not any(found):
        raise unknown
    return found


def _tops(version: Regulation) -> dict[str, str]:
    """Return for every provision the id of the one whose line tells of it: its article, or the part it stands in."""
    found: dict[str, str] = {}

    def visit(provision: Any, top: str) -> None:
        own = provision.kind in _TITLED or (provision.kind == "pasal" and not provision.id.startswith("penjelasan"))
        found[provision.id] = provision.id if own or not top else top
        below = "" if provision.kind in _TITLED else found[provision.id]
        for child in provision.children:
            visit(child, below)

    for provision in version.provisions:
        visit(provision, "")
    return found


def _telling(stage: Stage) -> bool:
    """Whether more happened than a new number, and references that follow one."""
    return stage.relation not in ("first", "same", "renumbered") or stage.change in _MARKS


def _kind(history: History) -> str:
    return ids.parse(history.last_id)[-1][0]


def _standing(history: History, version: int) -> str:
    stage = history.at(version)
    return stage.id if stage else ""


def _cell(stage: Stage | None, mark: str) -> Cell:
    if stage is None:
        return Cell(say("succession.absent"), "absent")
    if not stage.id:
        if stage.others:
            return Cell(say("succession.cell-ended", number=_short(stage.others[0])), "removed")
        return Cell(say("succession.cell-removed"), "removed")
    words = _short(stage.id)
    if stage.relation in _TOLD:
        state = "changed" if mark == "substantive" and stage.relation != "added" else stage.relation
        sign = "" if stage.relation == "added" else _MARKS.get(mark, "")
        return Cell(f"{words}{sign} {say(f'succession.cell-{stage.relation}')}", state)
    if mark:
        return Cell(f"{words}{_MARKS[mark]}", "changed" if mark == "substantive" else "light")
    return Cell(words, "renumbered" if stage.relation == "renumbered" else "kept")


def _short(id: str) -> str:
    """Return what stands in a cell: the number of an article or heading; of anything else, that it is there."""
    kind, rest = ids.parse(id)[-1]
    if kind != "pasal" and kind not in _TITLED:
        return say("succession.present")
    word, _, rest = plain(ids.cite(id.rpartition("/")[2])).partition(" ")
    return rest or word


def _cite(id: str | None) -> str:
    return plain(ids.cite(id)) if id else ""


# -- records ------------------------------------------------------------------------------------------


def record(succession: Succession) -> dict[str, Any]:
    """Return the object of ``compare V1 V2 V3 --format json``."""
    return {
        "schema": SCHEMA,
        "versions": [{**source(one.source), "identity": identity(one.identity)} for one in succession.versions],
        "steps": [comparison_record(step) for step in succession.steps],
        "histories": [{"stages": list(_stages(history, succession.names))} for history in succession.histories],
    }


def _stages(history: History, names: Sequence[str]) -> Iterable[dict[str, Any]]:
    for stage in history.stages:
        told: dict[str, Any] = {"version": stage.version, "name": names[stage.version], "id": stage.id or None}
        if stage.id:
            told["citation"] = ids.cite(stage.id)
        told |= {"relation": stage.relation, "change": stage.change, "sentence": stage.sentence}
        if stage.since >= 0:
            told["since"] = stage.since
        if stage.others:
            told["others"] = list(stage.others)
        yield told
