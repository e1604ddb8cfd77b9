"""All tables of a document → the one table of a worksheet: its columns, and rows that Excel can show.

Tables of several sections become one, so that it can be sorted and filtered: their columns are put together by what
they hold, and the section and the heading above a row become columns of their own. Every place to write in gets a
column. A row that would be higher than Excel can show goes on in the next one, under the same number and name:
nothing is cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, takewhile
from typing import Literal

from pkpu_review.lexis.words import shortened
from pkpu_review.report.document import Answer, Block, Column, Document, Grid, Heading, Line, plain
from pkpu_review.report.excel.xlsx_fitting import CELL_LINES, chunks, fitted, text_lines
from pkpu_review.report.sheet import Paragraph
from pkpu_review.report.wording import say, says
from pkpu_review.tags import HIDDEN_COLUMN, RESPONSES, Field

Holds = Literal["number", "section", "band", "text", "name", "status", "people", "answer", "tag"]
Value = int | str | tuple[Paragraph, ...] | None
"""What a cell holds: a number, words as they stand, or paragraphs; None where nothing is asked for."""

CHARACTER_WIDTH, COLUMN_PADDING = 5.25, 6.0
"""Points of a character of a column's width, and what a cell keeps free of it."""
PER_SHARE = 1.7
"""Characters of width for a hundredth of the document's."""
WIDTHS: dict[Holds, int] = {
    "number": 6,
    "section": 16,
    "band": 26,
    "text": 36,
    "name": 24,
    "status": 16,
    "people": 18,
    "tag": 12,
}
"""Least widths of columns, in characters."""
NAME = 60
"""Characters of a cell in a column that holds names of provisions alone."""
ANSWERS: dict[Field, int] = {"tanggapan": 34, "usulan": 38, "alasan": 32, "kategori": 15, "jawaban": 32}
"""Widths of the columns to write in, in characters."""
OTHER_ANSWER = 26
BAND_CHARACTERS = 500
"""Of the heading above a row, which every row repeats: one without end, as a damaged file may have, is shortened."""
EXACT_DIGITS = 9
"""Digits of a number that is written as one."""


def room(wide: float) -> float:
    """Return the points that text may fill in a column of *wide* characters."""
    return wide * CHARACTER_WIDTH - COLUMN_PADDING


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its *title*, what it *holds*, its *wide* in characters; of an answer its *field* and *choices*."""

    title: str
    holds: Holds
    wide: float
    field: Field = ""
    choices: tuple[str, ...] = ()

    @property
    def room(self) -> float:
        """Points that text may fill."""
        return room(self.wide)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the worksheet: a value a column, the *lines* that its fullest cell needs, and whether it is set off."""

    values: tuple[Value, ...]
    lines: int
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """What the worksheet shows; without columns where the document has no table."""

    heads: tuple[Head, ...]
    entries: tuple[Entry, ...]


def table(document: Document) -> Table:
    """Return the tables of *document* as one."""
    parts = list(_parts(document.blocks))
    if not parts:
        return Table((), ())
    layout = _Layout([grid for _, grid in parts])
    return Table(layout.heads, tuple(entry for title, grid in parts for entry in layout.entries(title, grid)))


def _parts(blocks: Iterable[Block]) -> Iterator[tuple[str, Grid]]:
    """Yield every table with the heading that it stands under."""
    heading = ""
    for block in blocks:
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Grid) and not block.apart:
            yield heading or block.name, block


class _Layout:
    """Where the columns of several tables stand in the one of the worksheet."""

    def __init__(self, grids: list[Grid]) -> None:
        self.columns: list[Column] = []
        # the fullest table leads: the others have fewer columns of the same kinds
        order = sorted(grids, key=lambda grid: -len(_worded(grid)))
        self.places = {id(grid): self._placed(grid) for grid in order}
        self.named = _named(grids)
        self.answers = _answers(grids)
        self.several = len(grids) > 1
        self.banded = any(line.band for grid in grids for line in grid.lines)
        self.texts = [at for at, column in enumerate(self.columns) if column.kind == "text"]
        self.numbered = bool(self.columns) and self.columns[0].kind == "number"
        self.heads = tuple(self._heads())
        self.rooms = [(head.holds, head.room) for head in self.heads]
        between = self.several + self.banded  # columns that stand after the number
        self.position = [at + between * (at > 0 or not self.numbered) for at in range(len(self.columns))]
        self.written = {head.field: at for at, head in enumerate(self.heads) if head.holds == "answer"}

    def _placed(self, grid: Grid) -> dict[int, int]:
        """Return, for the columns of *grid* that hold words, where they stand; columns of a new kind are added."""
        own = _worded(grid)
        if not self.columns:
            self.columns = list(own.values())
            return {at: place for place, at in enumerate(own)}
        found: dict[int, int] = {}
        known = {kind: [at for at, c in enumerate(self.columns) if c.kind == kind] for kind in _kinds(self.columns)}
        for kind in _kinds(own.values()):
            members = [at for at, column in own.items() if column.kind == kind]
            theirs = known.get(kind, [])
            for turn, at in enumerate(members):
                if not theirs:
                    found[at] = len(self.columns)
                    self.columns.append(own[at])
                elif kind in ("text", "status"):  # the draft's words stand last, as the reasons do
                    found[at] = theirs[max(0, len(theirs) - len(members) + turn)]
                else:
                    found[at] = theirs[min(turn, len(theirs) - 1)]
        return found

    def _heads(self) -> Iterator[Head]:
        made = [_head(column, column in self.named) for column in self.columns]
        yield from made[: self.numbered]
        if self.several:
            yield Head(say("xlsx.section"), "section", WIDTHS["section"])
        if self.banded:
            yield Head(say("column.chapter"), "band", WIDTHS["band"])
        yield from made[self.numbered :]
        for field, answer in self.answers.items():
            yield Head(answer.label or answer.title, "answer", ANSWERS.get(field, OTHER_ANSWER), field, answer.choices)
        yield Head(HIDDEN_COLUMN, "tag", WIDTHS["tag"])

    def entries(self, title: str, grid: Grid) -> Iterator[Entry]:
        """Yield the rows of *grid*, which stands under *title*."""
        band = ""
        above: Line | None = None
        noted = [at for at, column in enumerate(grid.columns) if column.kind == "status"]
        places = self.places[id(grid)]
        texts = [place for place in places.values() if place in self.texts]
        for line in grid.lines:
            if line.band:
                whole = "\n".join(_words(cell.paragraphs) for cell in line.cells).replace(" › ", "\n")
                band = shortened(whole, BAND_CHARACTERS)
                continue
            moved = {}
            if len(self.texts) > 1 and len(texts) == 1 and line.old and not line.new:
                moved = {texts[0]: self.texts[0]}  # words of the older version alone
            above = _standing_alone(line, noted, above)
            yield from self._entry(title, band, above, places, moved)

    def _entry(
        self, title: str, band: str, line: Line, places: dict[int, int], moved: dict[int, int]
    ) -> Iterator[Entry]:
        found: dict[int, tuple[Paragraph, ...]] = {}
        answers: dict[int, str] = {}
        for at, cell in enumerate(line.cells):
            if cell.paragraphs:
                place = self.position[moved.get(places[at], places[at])]
                found[place] = found[place] + cell.paragraphs if place in found else cell.paragraphs
            for answer in cell.answers:
                place = self.written[answer.field]
                answers[place] = f"{answers[place]}\n{answer.value}" if answers.get(place) else answer.value
        values: list[Value] = []
        more: dict[int, list[Value]] = {}  # what does not fit into the first row
        further: dict[int, list[int]] = {}  # the lines that it needs
        most = kept = 1  # of the first row, and of what every row that goes on repeats
        number = ""
        for place, (holds, free) in enumerate(self.rooms):
            needed = 1
            value: Value
            if holds in ("text", "name", "status", "people"):
                first, *rest = fitted(found.get(place, ()), free)
                value, needed = first
                if rest:
                    more[place] = [piece for piece, _ in rest]
                    further[place] = [count for _, count in rest]
                elif holds != "text" and needed > kept:
                    kept = needed
            elif holds == "answer":
                written = answers.get(place)
                value = written
                if written:
                    parts = chunks(written)
                    value, needed = parts[0], text_lines(parts[0], free)
                    if len(parts) > 1:
                        more[place] = [*parts[1:]]
                        further[place] = [text_lines(part, free) for part in parts[1:]]
            elif holds == "number":
                words = _words(found.get(place, ()))
                number = number or words
                value = int(words) if words.isdecimal() and words.isascii() and len(words) <= EXACT_DIGITS else words
            elif holds == "tag":
                value = _tag(line)
            else:
                value = title if holds == "section" else band
                needed = text_lines(title if holds == "section" else band, free)
                kept = max(kept, needed)
            values.append(value)
            if needed > most:
                most = needed
        yield Entry(tuple(values), min(CELL_LINES, most), line.strong)
        for turn in range(max(map(len, more.values()), default=0)):
            high = max([kept, *(counts[turn] for counts in further.values() if turn < len(counts))])
            yield Entry(tuple(self._continued(values, more, turn, number)), min(CELL_LINES, high), line.strong)

    def _continued(self, values: list[Value], more: dict[int, list[Value]], turn: int, number: str) -> Iterator[Value]:
        """Yield the values of a row that goes on with what did not fit into the one above."""
        note = plain(say("row.continued", number=number), "small")
        for place, (head, value) in enumerate(zip(self.heads, values, strict=True)):
            rest = more.get(place, [])
            if turn < len(rest):
                told = rest[turn]
                yield (note, *told) if isinstance(told, tuple) else told
            elif rest or head.holds in ("text", "answer"):
                yield None if value is None else ""
            else:
                yield value  # what the row is sorted and filtered by


def _standing_alone(line: Line, columns: list[int], above: Line | None) -> Line:
    """Return *line* with the reasons of the row *above* it where it refers to them.

    Once sorted or filtered, another row stands above it.
    """
    for at in columns:
        small = [one for one in line.cells[at].paragraphs if one.style == "small"]
        found = [one for one in small if one.runs and says("row.same-reason", one.runs[0].text)]
        if found and above is not None:
            reasons = _reasons(above.cells[at].paragraphs)
            told = (reasons if one is found[0] else (one,) for one in line.cells[at].paragraphs)
            cell = replace(line.cells[at], paragraphs=tuple(chain(*told)))
            line = replace(line, cells=(*line.cells[:at], cell, *line.cells[at + 1 :]))
    return line


def _reasons(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Return the reasons among *paragraphs*: after the kind of change, before the notes, which begin with a name."""
    before = takewhile(lambda one: not (one.runs and one.runs[0].tone == "strong"), paragraphs)
    return tuple(one for one in before if one.style == "small")


def _kinds(columns: Iterable[Column]) -> list[str]:
    return list(dict.fromkeys(column.kind for column in columns))


def _worded(grid: Grid) -> dict[int, Column]:
    """Return the columns of *grid* that hold words, by their place; one that is only written in holds none."""
    told = {at for line in grid.rows for at, cell in enumerate(line.cells) if cell.paragraphs}
    return {at: column for at, column in enumerate(grid.columns) if column.kind != "answer" or at in told}


def _head(column: Column, named: bool) -> Head:
    holds: Holds = "name" if named else "status" if column.kind == "answer" else column.kind
    return Head(column.title, holds, max(WIDTHS[holds], column.share * PER_SHARE))


def _named(grids: list[Grid]) -> list[Column]:
    """Return the columns that hold names alone: of provisions, which take less room than their words, and which every
    row repeats that goes on. Tables of several layouts have none: their columns stand in for each other."""
    if any(grid.columns != grids[0].columns for grid in grids):
        return []
    return [
        column
        for at, column in enumerate(grids[0].columns)
        if column.kind == "text"
        and all(_is_name(line.cells[at].paragraphs) for grid in grids for line in grid.rows)
        and any(line.cells[at].paragraphs[0].style == "citation" for grid in grids for line in grid.rows)
    ]


def _is_name(paragraphs: tuple[Paragraph, ...]) -> bool:
    """Whether a cell has a citation, with few words below it, or says that there is none."""
    named = bool(paragraphs) and paragraphs[0].style in ("citation", "missing")
    return named and sum(one.length for one in paragraphs) <= NAME


def _answers(grids: list[Grid]) -> dict[Field, Answer]:
    """Return an answer for every field that is asked for, in the order of the fields."""
    found: dict[Field, Answer] = {}
    for grid in grids:
        for line in grid.rows:
            for cell in line.cells:
                for answer in cell.answers:
                    if answer.field not in found or (answer.choices and not found[answer.field].choices):
                        found[answer.field] = answer
    order = {field: at for at, field in enumerate(RESPONSES)}
    return dict(sorted(found.items(), key=lambda one: order.get(one[0], len(order))))


def _tag(line: Line) -> str:
    tag = line.tag or next((replace(one.tag, field="") for cell in line.cells for one in cell.answers), None)
    return str(tag) if tag else ""


def _words(paragraphs: tuple[Paragraph, ...]) -> str:
    return "\n".join(f"{p.label} {''.join(run.text for run in p.runs)}".strip() for p in paragraphs)
