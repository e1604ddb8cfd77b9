"""The neutral document: what every file of a meeting says, before any format is chosen.

A :class:`Document` is a title block and blocks in order. Wording, order, numbering and the shares of columns are
settled here; a writer (:mod:`.docx`, :mod:`.xlsx`, :mod:`.pdf`, :mod:`.page`, :mod:`.document_text`; the table is
:mod:`.formats`) sets them in its format and adds no word of its own. Whatever a person is to write stands in an
:class:`Answer`, which carries the name by which it is found again (:mod:`pkpu_review.tags`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pkpu_review.report.office import NO_OFFICE, Office
from pkpu_review.report.sheet import Paragraph, Run, Style
from pkpu_review.tags import Field, Tag

Kind = Literal["number", "text", "status", "people", "answer"]
"""What a column holds: the row's number, a provision's words, short notes, names, or what a person writes."""
Tone = Literal["plain", "strong", "warning"]


@dataclass(frozen=True, slots=True)
class Answer:
    """A place to write in.

    Attributes:
        tag: the name by which it is found again.
        label: what is asked for, before the place: ``Tanggapan``.
        title: what a screen reader says: ``Tanggapan Pasal 5 ayat (2)``.
        choices: what may be chosen; empty where any words may stand.
        value: what already stands there.
    """

    tag: Tag
    label: str
    title: str
    choices: tuple[str, ...] = ()
    value: str = ""

    @property
    def field(self) -> Field:
        """Which answer it is."""
        return self.tag.field


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell: paragraphs, or places to write in."""

    paragraphs: tuple[Paragraph, ...] = ()
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table.

    Attributes:
        cells: one a column; a *band* (a heading within the table) has one, over all columns.
        tag: the row's own name (without a field); None for a row that no answer belongs to.
        anchor: to which a link leads.
        new, old: ids of the provision in both versions, where the row shows one.
        strong: a row that is set off, as a total is.
    """

    cells: tuple[Cell, ...]
    band: bool = False
    tag: Tag | None = None
    anchor: str = ""
    new: str = ""
    old: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its *share* of the width in hundredths, and what it holds."""

    title: str
    share: int
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; *level* 1 parts the document, 2 stands below it; *anchor* names it."""

    text: str
    level: int = 1
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Paragraphs of running text."""

    paragraphs: tuple[Paragraph, ...]
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Points:
    """A list; *ordered* ones are numbered from 1. A point is a paragraph, and what is told below it."""

    points: tuple[tuple[Paragraph, ...], ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values, two columns: the title block, or a table of numbers."""

    facts: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose head is repeated on every page; *name* is what it is called where tables need one.

    *apart*: its rows are numbers of their own, and stand on a page of their own in a workbook.
    """

    name: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    caption: str = ""
    apart: bool = False

    @property
    def rows(self) -> Iterator[Line]:
        """The rows that are no bands."""
        return (line for line in self.lines if not line.band)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart: its *label*, its *value* (0 or more), and the value as *text*."""

    label: str
    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart of bars, the longest as wide as the room; it is readable as a table of numbers, too."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A bar of a timeline: *label*, first and last day, the days as *text*, and whether something is wrong with it."""

    label: str
    start: date
    end: date
    text: str
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Spans:
    """A timeline: *spans* in order between *first* and *last*, and *marks* (day, label) across all of them."""

    title: str
    spans: tuple[Span, ...]
    first: date
    last: date
    marks: tuple[tuple[date, str], ...] = ()


Block = Heading | Words | Points | Facts | Grid | Bars | Spans


@dataclass(frozen=True, slots=True)
class Document:
    """One document.

    Attributes:
        name: file name without suffix.
        kind: what kind of document it is: ``Lembar Pencermatan``.
        title: whom or what it is for.
        blocks: the content, in order.
        footer: the line below every page.
        hashes: (role, sha256) of the files that it rests on.
        office: whose letterhead it carries and who signs it; the empty office has none.
        day: the day it is dated, or a blank to fill in; shown where it is signed.
        wide: landscape.
        signed: it ends with place, date and signatories.
        subject: name of the draft, for the properties of the file.
    """

    name: str
    kind: str
    title: str
    blocks: tuple[Block, ...]
    footer: str
    hashes: tuple[tuple[str, str], ...] = ()
    office: Office = NO_OFFICE
    day: str = ""
    wide: bool = True
    signed: bool = False
    subject: str = ""

    @property
    def grids(self) -> Iterator[Grid]:
        """Its tables."""
        return (block for block in self.blocks if isinstance(block, Grid))

    @property
    def lines(self) -> Iterator[Line]:
        """All rows of all tables that are no bands."""
        return (line for grid in self.grids for line in grid.rows)

    @property
    def answers(self) -> Iterator[Answer]:
        """All places to write in, in order."""
        for block in self.blocks:
            if isinstance(block, Facts):
                for _, cell in block.facts:
                    yield from cell.answers
            elif isinstance(block, Grid):
                for line in block.lines:
                    for cell in line.cells:
                        yield from cell.answers


def plain(text: str, style: Style = "text") -> Paragraph:
    """Return a paragraph of plain words."""
    return Paragraph((Run(text),), style=style)


def told(text: str, style: Style = "text") -> Cell:
    """Return a cell of one plain paragraph."""
    return Cell((plain(text, style),)) if text else Cell()
