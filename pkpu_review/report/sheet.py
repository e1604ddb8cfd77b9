"""The neutral sheet: the rows of a review as a division or the meeting gets them, before they become a document.

Which rows stand where, and in which order, is settled here and in :mod:`.rows`; :mod:`.setting` makes a
:class:`~.document.Document` of a sheet. A text is a list of paragraphs, a paragraph a list of runs, and a run says
whether its words stand in both versions, were inserted, or were deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from pkpu_review import ids
from pkpu_review.model import ChangeKind, Relation

NoteKind = Literal["norma", "temuan", "anggaran", "rujukan"]
Mark = Literal["equal", "insert", "delete"]
Style = Literal["text", "citation", "context", "small", "status", "label", "missing", "warning", "lead"]
"""What a paragraph is: a provision's words, its citation, words quoted above it, a note below it, the kind of change,
the name of what follows, a sentence for what is not there, what a person has to look at, or what comes first."""
Tone = Literal["plain", "strong", "soft"]
Form = Literal["pair", "single", "brief"]
"""How a section is laid out: old beside new, one text alone, or one line a row."""
WORKING = frozenset(["pasal", "diktum", "lampiran"])
"""Kinds of the tops whose rows give someone work."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words with one mark; *tone* sets some off where there is no mark."""

    text: str
    mark: Mark = "equal"
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a provision.

    Attributes:
        runs: its words.
        label: as printed before it: ``(2)``, ``a.``; it carries the mark of the paragraph's only run, if there is one.
        depth: steps of indent: 0 for the row's own provision, 1 for the list below its label ...; closing words
            stand in line with the words after the label that they belong to.
        style: what it is.
    """

    runs: tuple[Run, ...]
    label: str = ""
    depth: int = 0
    style: Style = "text"

    @property
    def mark(self) -> Mark:
        """The mark of the whole paragraph: of its runs where all have the same, else ``equal``."""
        marks = {run.mark for run in self.runs}
        return marks.pop() if len(marks) == 1 else "equal"

    @property
    def length(self) -> int:
        """Characters, label included."""
        return len(self.label) + sum(len(run.text) for run in self.runs)


@dataclass(frozen=True, slots=True)
class Side:
    """What stands on one side of a row.

    Attributes:
        provision: id in that version.
        citation: ``Pasal 5 ayat (2)``.
        place: where in the file: ``hlm. 4``, ``par. 31``; empty where unknown.
        paragraphs: the words.
    """

    provision: str
    citation: str
    place: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def length(self) -> int:
        """Characters of all paragraphs."""
        return sum(paragraph.length for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Concern:
    """A division that a row concerns: its *division* id, *name* for narrow columns, and the *reasons* (Indonesian
    clauses, strongest first); *also* says that it is concerned at second hand."""

    division: str
    name: str
    reasons: tuple[str, ...] = ()
    also: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that is known of a row: its *kind*, the Indonesian *text*, and whether a person has to look at it."""

    kind: NoteKind
    text: str
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One numbered row: the same number, words and kind of change in every document.

    Attributes:
        number: from 1, in the order of the matrix.
        heading: chapter headings above it.
        old, new: the two sides; None where there is none. For an unchanged row both hold the text.
        relation, change: of this row's words.
        kind: for the reader: ``Berpindah; Substansi``.
        concerns: the divisions that it concerns, strongest first.
        importance: the higher, the more it matters; see :mod:`.ranking`.
        because: what the importance rests on, in Indonesian.
        sentence: the change in one Indonesian sentence.
        doubtful: the pair was found with little certainty.
        context: opening words of what holds it (``Laporan ... memuat:``), for a row that stands alone on a sheet.
        opening: its own opening words, quoted in the same way, where it is what holds the rows after it.
        notes: what is known of its words: norms, findings, budget, references; see :mod:`.notes`.
        bodies: ids of the bodies whose norms it has.
    """

    number: int
    heading: str
    old: Side | None
    new: Side | None
    relation: Relation
    change: ChangeKind
    kind: str
    concerns: tuple[Concern, ...] = ()
    importance: float = 0.0
    because: tuple[str, ...] = ()
    sentence: str = ""
    doubtful: bool = False
    context: str = ""
    opening: str = ""
    notes: tuple[Note, ...] = ()
    bodies: tuple[str, ...] = ()

    @property
    def side(self) -> Side:
        """The new side, or the old one of what was removed."""
        side = self.new or self.old
        assert side is not None  # a row has at least one side
        return side

    @property
    def provision(self) -> str:
        """Id in the new version, or in the old one of what was removed."""
        return self.side.provision

    @property
    def citation(self) -> str:
        """Citation in the new version, or in the old one of what was removed."""
        return self.side.citation

    @property
    def changed(self) -> bool:
        """Something happened to it: its place or its words."""
        return not (self.relation == "same" and self.change == "none")

    @property
    def touched(self) -> bool:
        """It changed otherwise than by a new number alone: what a reader has to look at."""
        return self.changed and not (self.relation == "renumbered" and self.change == "none")

    @property
    def was(self) -> str:
        """Citation in the old version where it only got a new number, else empty."""
        return self.old.citation if self.old and self.new and self.changed and not self.touched else ""

    @property
    def divisions(self) -> tuple[Concern, ...]:
        """Those that have work to do because of it."""
        return tuple(concern for concern in self.concerns if not concern.also)

    @property
    def also(self) -> tuple[Concern, ...]:
        """Those concerned at second hand."""
        return tuple(concern for concern in self.concerns if concern.also)

    @property
    def unassigned(self) -> bool:
        """No division is named for it, though it gives someone work: a title, what a draft rests on, and a term whose
        users are named beside it do not."""
        return not self.concerns and ids.parse(self.provision)[0][0] in WORKING

    @property
    def anchor(self) -> str:
        """Name to which a link leads in HTML."""
        return f"no-{self.number}"


@dataclass(frozen=True, slots=True)
class Item:
    """A row on one sheet, with the reasons for which it stands there (Indonesian clauses).

    *context* has the opening words of what holds the row, where the row before it does not show them.
    """

    row: Row
    reasons: tuple[str, ...] = ()
    context: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one chapter heading; *title* may be empty."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a sheet.

    Attributes:
        key: what it holds: ``changed``, ``unchanged``, ``flagged`` (a draft alone), ``unmapped``, ``also``, ``matrix``.
        title, note: heading and a line below it.
        form: how its rows are laid out.
        empty: said in place of the table where there are no rows.
    """

    key: str
    title: str
    note: str
    form: Form
    groups: tuple[Group, ...]
    empty: str = ""

    @property
    def items(self) -> Iterator[Item]:
        """All rows of the section."""
        for group in self.groups:
            yield from group.items


WORK = ("changed", "unchanged", "flagged")
"""Keys of the sections of a division's sheet whose rows give it work."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the title block."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document.

    Attributes:
        name: file name without suffix.
        kind: the kind of document: ``Lembar Pencermatan`` ...
        title: whom or what it is for.
        subject: name of the draft.
        facts: the title block.
        notes: how to read and fill it in.
        sections: the parts.
        hashes: (role, sha256) of the files it rests on, for programs.
        footer: the line below every page.
    """

    name: str
    kind: str
    title: str
    subject: str
    facts: tuple[Fact, ...]
    notes: tuple[str, ...]
    sections: tuple[Section, ...]
    hashes: tuple[tuple[str, str], ...]
    footer: str

    @property
    def items(self) -> Iterator[Item]:
        """All rows of the sheet."""
        for section in self.sections:
            yield from section.items

    @property
    def work(self) -> list[Row]:
        """The rows that give a division work."""
        return [item.row for section in self.sections if section.key in WORK for item in section.items]


def groups(items: Iterable[Item]) -> tuple[Group, ...]:
    """Put neighbouring items under one chapter heading together; the order stays."""
    made: list[tuple[str, list[Item]]] = []
    for item in items:
        if not made or made[-1][0] != item.row.heading:
            made.append((item.row.heading, []))
        made[-1][1].append(item)
    return tuple(Group(title, tuple(members)) for title, members in made)
