"""Review → numbered rows: how a secretariat cuts a draft into the rows of its matrix.

An article that did not change in itself (or is new, or gone, as a whole) is one row with its ayat and
lists inside, unless it is longer than a reader takes in at a glance. Any other is cut: its opening
words, each ayat, each item of a list where something happened, then the closing words, which
stand after the list. Chapters are bands between the rows, and a row only where they themselves
changed. What was removed stands where it stood, with its old page. The promulgation formula is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pkpu_review import ids
from pkpu_review.model import Change, ChangeKind, Provision, Regulation, Relation, Review
from pkpu_review.report.printable import printable
from pkpu_review.report.sheet import Concern, Mark, Paragraph, Row, Run, Side
from pkpu_review.report.sheets.bands import HEADINGS, PREAMBLE, above, band, own_heading, place
from pkpu_review.report.sheets.cells import cells, unbarred
from pkpu_review.report.sheets.concerns import Concerns
from pkpu_review.report.sheets.notes import Notes
from pkpu_review.report.sheets.paragraphs import TABLED, Part, below, headed, inserted, label, paragraphs, renamed
from pkpu_review.report.sheets.printed_lines import lined
from pkpu_review.report.sheets.ranking import rank
from pkpu_review.report.sheets.redline import Token, parts, runs, tokens
from pkpu_review.report.sheets.telling import quoted, tell
from pkpu_review.report.wording import say

ROW_CHARACTERS = 1500
"""Characters of an article that one row still holds; a longer one is cut at its ayat, to fit a page and a cell."""
DOUBTFUL = 0.6
"""Certainty below which a pair is to be confirmed by a person."""
CONTEXT_CHARACTERS = 160
"""Characters quoted of the opening words that a row hangs on."""

CONTAINERS = HEADINGS | {"penjelasan", "lampiran"}
FAR: frozenset[Relation] = frozenset(["moved", "split", "merged"])


@dataclass(frozen=True, slots=True)
class Unit:
    """What one row shows: a pair (or one side), and which of its words."""

    change: Change
    old: Provision | None
    new: Provision | None
    part: Part


def rows(review: Review) -> tuple[Row, ...]:
    """Return the rows of *review* in the order of the new version, numbered from 1.

    Raises:
        ValueError: the comparison leaves a provision of the new version out.
    """
    builder = _Builder(review)
    return tuple(builder.row(number, unit) for number, unit in enumerate(builder.units(), 1))


class _Builder:
    def __init__(self, review: Review) -> None:
        self.review = review
        self.new_concerns = Concerns(review.flags)
        self.old_concerns = Concerns(review.old_flags) if review.old_flags else None
        self.notes = Notes(review)
        self.of_new: dict[str, list[tuple[int, Change]]] = {}
        self.of_old: dict[str, list[Change]] = {}
        for index, change in enumerate(review.comparison.rows if review.comparison else ()):
            if change.new is not None:
                self.of_new.setdefault(change.new, []).append((index, change))
            if change.old is not None:
                self.of_old.setdefault(change.old, []).append(change)
        self.kept: dict[tuple[str | None, str | None], tuple[Token, ...]] = {}

    # -- cutting into units -------------------------------------------------------------------

    def units(self) -> list[Unit]:
        """Return the units in the order of the new version, the removed ones where they stood."""
        if self.review.comparison is None:
            return [unit for top in self.review.new.provisions for _, unit in self._cut(top)]
        placed: list[tuple[int, int, Unit]] = []
        latest = 0
        for top in self.review.new.provisions:
            for index, unit in self._cut(top):
                latest = max(latest, index)
                placed.append((latest, 0, unit))
        if self.review.old is not None:
            order = {id(change): index for index, change in enumerate(self.review.comparison.rows)}
            for top in self.review.old.provisions:
                for unit in self._removed(top):
                    placed.append((order[id(unit.change)], 1, unit))
        return [unit for *_, unit in sorted(placed, key=lambda entry: entry[:2])]

    def _pairs(self, new: Provision) -> list[tuple[int, Change]]:
        if self.review.comparison is None:
            return [(0, Change(None, new.id, "same", "none"))]
        found = self.of_new.get(new.id)
        if not found:
            raise ValueError(f"the comparison has no row for {new.id}")
        return found

    def _old(self, change: Change) -> Provision | None:
        return self.review.old.get(change.old) if self.review.old else None

    def _cut(self, new: Provision) -> Iterator[tuple[int, Unit]]:
        pairs = self._pairs(new)
        index, first = pairs[0]
        if self._is_whole(new, pairs):
            yield index, Unit(first, self._old(first), new, "whole")
            return
        olds = self._with_words([(place, change, self._old(change)) for place, change in pairs])
        if new.kind in HEADINGS:
            if self.review.comparison and not all(change.unchanged for _, change in pairs):
                for place, change, old in olds:
                    yield place, Unit(change, old, new, "own")
        elif not new.children:
            for place, change, old in olds:
                yield place, Unit(change, old, new, "own")
        else:
            for place, change, old in olds:
                if new.lead or (old and old.lead and not self._goes_on(change, old)):
                    yield place, Unit(change, old, new, "lead")
        for child in new.children:
            yield from self._cut(child)
        if new.children and new.kind not in HEADINGS:
            for place, change, old in olds:
                if new.closing or (old and old.closing):
                    yield place, Unit(change, old, new, "closing")

    def _with_words(
        self, found: list[tuple[int, Change, Provision | None]]
    ) -> list[tuple[int, Change, Provision | None]]:
        """Return the pairs of *found* of which the old side has words, if any has: the others tell nothing of them."""
        worded = [one for one in found if one[2] is not None and one[2].text]
        return worded if worded and len(found) > 1 else found

    def _goes_on(self, change: Change, old: Provision) -> bool:
        """Whether the words of *old* stand in another pair: they went into a provision below, and are told there."""
        return any(other is not change and other.new is not None for other in self.of_old.get(old.id, []))

    def _is_whole(self, new: Provision, pairs: Sequence[tuple[int, Change]]) -> bool:
        if not _fits(new) or len(pairs) > 1:
            return False
        change = pairs[0][1]
        below = [self._pairs(p) for p in list(new.walk())[1:]]
        if any(len(found) > 1 for found in below):
            return False
        inner = [found[0][1] for found in below]
        if self.review.comparison is None or change.relation == "added":
            return all(c.relation == change.relation for c in inner)
        old = self._old(change)
        if old is None or change.change != "none" or not _fits(old):
            return False
        olds = [p.id for p in old.walk()][1:]
        return olds == [c.old for c in inner] and all(
            c.change == "none"
            and (c.relation in ("same", "renumbered") or c.relation == change.relation)
            and _last(c.old) == _last(c.new)  # an item "a." that became "1." is told
            for c in inner
        )

    def _removed(self, old: Provision) -> Iterator[Unit]:
        changes = self.of_old.get(old.id, [])
        gone = next((c for c in changes if c.new is None), None)
        if gone is None:
            for child in old.children:
                yield from self._removed(child)
            return
        below = [c for p in list(old.walk())[1:] for c in self.of_old.get(p.id, [])]
        if _fits(old) and all(c.new is None for c in below):
            yield Unit(gone, old, None, "whole")
            return
        if old.lead or not old.children:
            yield Unit(gone, old, None, "lead" if old.children else "own")
        for child in old.children:
            yield from self._removed(child)
        if old.children and old.closing:
            yield Unit(gone, old, None, "closing")

    # -- units into rows ----------------------------------------------------------------------

    def row(self, number: int, unit: Unit) -> Row:
        """Return *unit* as the row *number*."""
        change = unit.change
        shown = self._new_paragraphs(unit)
        marked = any(run.mark != "equal" for paragraph in shown for run in paragraph.runs)
        kind: ChangeKind = change.change
        relation = self._relation(unit)
        # an edit in the closing words is none in the lead; what another part of a split article keeps is no edit
        partial = unit.part in ("lead", "closing") or relation in ("split", "merged")
        if partial and not marked and relation not in ("added", "removed"):
            kind = "none"
        compared = self.review.comparison is not None
        old = self._side(unit, unit.old, self.review.old, paragraphs(unit.old, unit.part)) if unit.old else None
        new = self._side(unit, unit.new, self.review.new, shown) if unit.new else None
        made = Row(
            number=number,
            heading=self._heading(unit),
            old=old,
            new=new,
            relation=relation,
            change=kind,
            kind=_kind(relation, kind) if compared else "",
            concerns=self._concerns(unit),
            doubtful=compared and change.certainty < DOUBTFUL,
            context=self._context(unit),
            opening=_opening(unit) if unit.part == "lead" else "",
            **self._known(unit),
        )
        if not made.changed:
            return made
        importance, because = rank(made, change)
        return replace(made, importance=importance, because=because, sentence=tell(made, change))

    def _known(self, unit: Unit) -> dict[str, Any]:
        """Return the notes and the bodies of the row: of words that stand in the new version, once."""
        if unit.new is None or unit.part == "closing":
            return {}
        whole = unit.part == "whole"
        return {"notes": self.notes.of(unit.new, whole), "bodies": self.notes.bodies(unit.new, whole)}

    def _new_paragraphs(self, unit: Unit) -> tuple[Paragraph, ...]:
        if unit.new is None:
            return ()
        if unit.old is None or unit.change.change == "none":
            mark: Mark = "insert" if unit.change.relation == "added" else "equal"
            return paragraphs(unit.new, unit.part, mark)
        lead, closing = parts(self._tokens(unit.change, unit.old, unit.new), unit.old, unit.new)
        shown = cells(runs(lead)) if unit.new.kind in TABLED else runs(lead)
        own, was = label(unit.new), label(unit.old)
        made: list[Paragraph] = []
        if unit.part != "closing" and lead:
            if unit.change.relation == "same" and own and was and own != was:  # the same number, written otherwise
                head = headed(renamed(was, own), own)
                made += [*head, Paragraph(shown)] if head else [Paragraph((*renamed(was, own), Run(" "), *shown))]
            else:
                made += [*headed((Run(own),), own), Paragraph(shown, "" if headed((), own) else own)]
        if unit.part != "closing":
            made += inserted(unit.new, depth=below(own))
        if unit.part != "lead" and closing:
            made.append(Paragraph(runs(closing), "", below(own)))
        return tuple(line for one in made for line in lined(unit.new.kind, one))

    def _tokens(self, change: Change, old: Provision, new: Provision) -> tuple[Token, ...]:
        """Return the words of a pair; in a split or a merger, words that another pair keeps are no change."""
        made = self._pair_tokens(change, old, new)
        elsewhere_old: set[int | None] = set()
        elsewhere_new: set[int | None] = set()
        for other in self.of_old.get(old.id, []):
            if other is not change and (twin := self.review.new.get(other.new)):
                elsewhere_old.update(t.old for t in self._pair_tokens(other, old, twin) if t.mark == "equal")
        for _, other in self.of_new.get(new.id, []):
            if other is not change and (source := self._old(other)):
                elsewhere_new.update(t.new for t in self._pair_tokens(other, source, new) if t.mark == "equal")
        if not elsewhere_old and not elsewhere_new:
            return made
        return tuple(
            Token(t.word, t.new, t.new) if t.mark == "insert" and t.new in elsewhere_new else t
            for t in made
            if not (t.mark == "delete" and t.old in elsewhere_old)
        )

    def _pair_tokens(self, change: Change, old: Provision, new: Provision) -> tuple[Token, ...]:
        key = change.old, change.new
        if key not in self.kept:
            self.kept[key] = tokens(change.edits, old.text, new.text)
        return self.kept[key]

    def _relation(self, unit: Unit) -> Relation:
        """The row's own relation, or that of the article that moved, was split or merged with it.

        An ayat that kept its number in an article that only took in others, or gave some away, stayed where it was.
        """
        change = unit.change
        if unit.new is None or change.old is None or change.relation != "renumbered":
            return change.relation
        for depth in range(unit.new.id.count("/"), 0, -1):
            above = "/".join(unit.new.id.split("/")[:depth])
            for _, outer in self.of_new.get(above, []):
                if outer.relation in FAR and outer.old and change.old.startswith(outer.old + "/"):
                    return outer.relation
        return change.relation

    def _side(self, unit: Unit, p: Provision, home: Regulation | None, shown: tuple[Paragraph, ...]) -> Side:
        citation = printable(p.citation)
        if unit.part == "closing":
            citation = say("row.closing", citation=citation)
        if not shown:
            named = printable(p.label) if p.kind in PREAMBLE and unit.part != "closing" else ""
            shown = (Paragraph((Run(named or say("row.no-words")),)),)
        return Side(p.id, citation, place(p, unit.part == "whole"), shown)

    def _heading(self, unit: Unit) -> str:
        if unit.new is not None:
            return printable(band(unit.new, self.review.new))
        assert unit.old is not None and self.review.old is not None
        # a removed provision stands under the chapter that its old chapter has become
        for outer in above(unit.old, self.review.old):
            for change in self.of_old.get(outer.id, []):
                if outer.kind in HEADINGS and (twin := self.review.new.get(change.new)):
                    return printable(own_heading(twin))
        return printable(band(unit.old, self.review.old))

    def _context(self, unit: Unit) -> str:
        """Return the opening words of the list or ayat that the row was cut out of."""
        p, home = (unit.new, self.review.new) if unit.new else (unit.old, self.review.old)
        if p is None or home is None or p.kind == "baris":
            return ""
        holder = p if unit.part == "closing" else home.get(ids.parent(p.id))
        if holder is None or holder.kind in CONTAINERS or not holder.lead:
            return ""
        return _quoted(holder.lead)

    def _concerns(self, unit: Unit) -> tuple[Concern, ...]:
        whole = unit.part == "whole"
        if unit.new is not None:
            return self.new_concerns.of(unit.new, whole)
        return self.old_concerns.of(unit.old, whole) if unit.old and self.old_concerns else ()


def _quoted(lead: str) -> str:
    return printable(quoted(unbarred(lead), CONTEXT_CHARACTERS))


def _opening(unit: Unit) -> str:
    p = unit.new or unit.old
    return _quoted(p.lead) if p else ""


def _fits(p: Provision) -> bool:
    """Whether one row may hold *p* with everything below it."""
    if p.kind in CONTAINERS:
        return False
    below = list(p.walk())[1:]
    if not below:
        return True
    return all(q.kind != "pasal" for q in below) and sum(len(q.text) for q in (p, *below)) <= ROW_CHARACTERS


def _last(id: str | None) -> str:
    return (id or "").rpartition("/")[2]


def _kind(relation: Relation, change: ChangeKind) -> str:
    words = [say(f"relation.{relation}")] if relation != "same" else []
    if change != "none" and relation not in ("added", "removed"):
        words.append(say(f"change.{change}"))
    return "; ".join(words) or say("relation.same")
