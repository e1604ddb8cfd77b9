"""Daftar Inventarisasi Masalah → Document: who says what on which provision, with the columns that offices use.

A line is what one or more offices say alike; different proposals for one provision stand below one another, under one
number with letters. What could not be placed stands in the same table, behind the provisions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby, islice
from pathlib import Path
from typing import Literal

from pkpu_review.lexis.words import joined, shortened
from pkpu_review.model import Dim, Entry, Provision, Read, Regulation, Remark, Said, Stray
from pkpu_review.report.document import Block, Cell, Column, Document, Facts, Grid, Heading, Line, Words, plain, told
from pkpu_review.report.formats import USUAL, settings
from pkpu_review.report.meeting.offices import people, shown
from pkpu_review.report.office import NO_OFFICE, Office
from pkpu_review.report.printable import printable
from pkpu_review.report.sheet import Paragraph, Run
from pkpu_review.report.sheets.bands import band, part
from pkpu_review.report.sheets.cells import unbarred
from pkpu_review.report.sheets.paragraphs import Part, paragraphs
from pkpu_review.report.sheets.sheets import subject
from pkpu_review.report.wording import number, say
from pkpu_review.tags import NEW, NEXT, OLD

SHARES = (4, 8, 20, 9, 14, 14, 9, 12, 10)
"""Of the width of the page, a column each, in hundredths."""
COLUMNS = ("number", "provision", "draft", "category", "tanggapan", "usulan", "alasan", "by", "remark")
SOURCES = 3
"""Places that are named in a line; all of them stand in dim.json."""
OTHERS = 25
"""Lines with other proposals that a line names; 514 offices may propose as many."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"
LONGEST_NAME = 80
"""Letters of a file's name in a cell."""


def document(dim: Dim, office: Office = NO_OFFICE, day: str = "") -> Document:
    """Return *dim* as a document of *office*, dated *day* (words; empty for a blank)."""
    return Document(
        name=say("dim.file"),
        kind=say("dim.kind"),
        title=say("dim.title"),
        blocks=tuple(_blocks(dim)),
        footer=say("dim.kind"),
        hashes=_hashes(dim),
        office=office,
        day=day,
        subject=subject(dim.draft),
    )


def write(
    dim: Dim, folder: Path, office: Office | None = None, day: date | None = None, formats: tuple[str, ...] = USUAL
) -> tuple[Path, ...]:
    """Write ``dim.json`` and the document of *dim* in each of *formats* into *folder*, made where it is missing.

    A document that someone has worked in since it was written is not written over.

    Returns:
        The files written; the page, if any, first.

    Raises:
        CannotWrite: the folder cannot be made, or a file in it cannot be written (the first such one is told, when all
            others are written).
    """
    from pkpu_review.report.seal import save_unless_changed

    office = office or NO_OFFICE
    return save_unless_changed(folder, contents(dim, office, office.dated(day), formats))


def contents(dim: Dim, office: Office, day: str, formats: tuple[str, ...]) -> dict[str, bytes]:
    """Return name → content of every file of *dim*."""
    made = document(dim, office, day)
    files = settings(made, [form for form in formats if form != "json"])
    return files | {f"{made.name}.json": dim.to_json().encode("utf-8", errors="replace")}


def _hashes(dim: Dim) -> tuple[tuple[str, str], ...]:
    found = [(NEW, dim.draft.source.sha256)]
    if dim.old:
        found.append((OLD, dim.old))
    if dim.next:
        found.append((NEXT, dim.next.source.sha256))
    return tuple(found)


def _blocks(dim: Dim) -> Iterator[Block]:
    yield Facts(tuple((label, told(value)) for label, value in _facts(dim)))
    notes = [plain(say("dim.note"), "small")]
    if any(not one.chosen for one in dim.remarks):
        notes.append(plain(say("dim.note-derived"), "small"))
    yield Words(tuple(notes))
    yield Heading(say("dim.section"))
    if dim.entries:
        yield Grid(say("dim.section"), _columns(bool(dim.next)), tuple(_lines(dim)))
    else:
        yield Words((plain(say("dim.empty"), "missing"),))
    if dim.strays:
        yield Heading(say("dim.strays"))
        yield Words((plain(say("dim.strays-note"), "small"),))
        rows = (_stray(at, one) for at, one in enumerate(dim.strays, len(dim.entries) + 1))
        yield Grid(say("dim.strays"), _columns(bool(dim.next)), tuple(rows))
    yield Heading(say("dim.files"))
    if dim.files:
        yield Facts(tuple((shortened(one.file, LONGEST_NAME), _file(one)) for one in dim.files))
    if dim.unread:
        yield Heading(say("dim.unread"))
        yield Words(tuple(plain(one.cause, "warning") for one in dim.unread))


def _facts(dim: Dim) -> Iterator[tuple[str, str]]:
    kinds = Counter(said.category for entry in dim.entries for said in entry.said)
    yield say("fact.draft"), subject(dim.draft)
    yield say("dim.fact-draft"), dim.draft.source.name
    if dim.next:
        yield say("dim.fact-next"), dim.next.source.name
    yield say("dim.fact-files"), number(len(dim.files))
    yield say("dim.fact-offices"), number(len(dim.offices))
    yield say("dim.fact-remarks"), number(sum(1 for _ in dim.remarks))
    yield say("dim.fact-provisions"), number(len(dim.entries))
    yield (
        say("dim.fact-categories"),
        "; ".join(f"{_category(key)} {number(count)}" for key, count in sorted(kinds.items())) or "—",
    )
    yield say("dim.fact-conflicts"), number(sum(entry.conflicting for entry in dim.entries))
    if dim.next:
        yield say("dim.fact-orphans"), number(len(dim.orphans))
    if dim.strays:
        yield say("dim.fact-strays"), number(len(dim.strays))
    if dim.unread:
        yield say("dim.fact-unread"), number(len(dim.unread))


def _columns(onward: bool) -> tuple[Column, ...]:
    kinds: tuple[Literal["number", "text", "status", "people"], ...] = (
        "number", "text", "text", "status", "text", "text", "text", "people", "status",
    )  # fmt: skip
    titles = [say(f"dim.column-{key}") for key in COLUMNS]
    if onward:
        titles[2] = say("dim.column-next")
    return tuple(Column(*one) for one in zip(titles, SHARES, kinds, strict=True))


def _lines(dim: Dim) -> Iterator[Line]:
    heading = ""
    for entry in dim.entries:
        provision, home = _shown(dim, entry)
        above = printable(band(provision, home) if provision else entry.heading or part(entry.provision))
        if above != heading:
            heading = above
            yield Line((told(heading.replace(" > ", " › ")),), band=True)
        proposing = [at for at, said in enumerate(entry.said) if said.usulan]
        for at, said in enumerate(entry.said):
            yield Line(tuple(_cells(entry, at, said, proposing, provision)), anchor=f"dim-{_number(entry, at)}")


def _shown(dim: Dim, entry: Entry) -> tuple[Provision | None, Regulation]:
    """Return the provision of *entry* and the draft that it stands in; None of an older draft, which is not kept."""
    home = dim.draft if entry.orphan or dim.next is None else dim.next
    return None if entry.old else home.get(entry.provision), home


def _set_out(entry: Entry, provision: Provision | None) -> Cell:
    """Return the words of *entry* with the indents of its lists, as the other sheets set them out."""
    forms: tuple[Part, ...] = ("whole", "own")
    for one in forms if provision else ():
        assert provision is not None
        made = paragraphs(provision, one, labelled=False)
        if [f"{p.label} {p.runs[0].text}".strip() for p in made] == printable(unbarred(entry.text)).split("\n"):
            return Cell(made)
    return _text(unbarred(entry.text))


def _number(entry: Entry, at: int) -> str:
    """Return the number of a line: ``12``; where several stand on one provision ``12a``, ``12b`` ... ``12-27``."""
    if len(entry.said) == 1:
        return str(entry.number)
    return f"{entry.number}{LETTERS[at]}" if len(entry.said) <= len(LETTERS) else f"{entry.number}-{at + 1}"


def _cells(entry: Entry, at: int, said: Said, proposing: list[int], provision: Provision | None) -> Iterator[Cell]:
    yield told(_number(entry, at))
    state = "dim.of-older" if entry.old else "dim.of-draft" if entry.orphan else ""
    citation = Paragraph((Run(entry.citation, tone="strong"),), style="citation")
    yield Cell((citation, plain(say(state), "small")) if state else (citation,))
    if at == 0:
        yield _set_out(entry, provision) if entry.text else told(say("row.no-words"), "missing")
    else:
        yield told(say("dim.above", number=_number(entry, 0)), "missing")
    mark = "" if said.chosen else say("dim.derived")
    yield told(_category(said.category) + mark, "status")
    yield _texts(said, "tanggapan")
    yield _texts(said, "usulan")
    yield _texts(said, "alasan")
    yield Cell(tuple(plain(words) for words in people(said)))
    yield Cell(tuple(_remarks(entry, at, said, proposing)))


def _category(key: str) -> str:
    return say(f"category.{key.replace('-', ' ')}")


def _text(words: str) -> Cell:
    return Cell(tuple(plain(line) for line in words.split("\n") if line))


def _texts(said: Said, field: Literal["tanggapan", "usulan", "alasan"]) -> Cell:
    """Return the different texts of a field, each with who wrote it; what differs in signs alone is shown once."""
    texts: dict[str, list[Remark]] = {}
    for one in said.remarks:
        if text := getattr(one, field):
            texts.setdefault(joined(text.split()) or text, []).append(one)
    if len(texts) <= 1:
        return _text("".join(getattr(found[0], field) for found in texts.values()))
    made: list[Paragraph] = []
    for found in texts.values():
        who = ", ".join(dict.fromkeys(shown(one.office) for one in found))
        first, *rest = getattr(found[0], field).split("\n")
        made.append(Paragraph((Run(f"{who}: ", tone="strong"), Run(first))))
        made += [plain(line) for line in rest if line]
    return Cell(tuple(made))


def _remarks(entry: Entry, at: int, said: Said, proposing: list[int]) -> Iterator[Paragraph]:
    """Yield what is noted on a line; *proposing* are the lines of the entry that propose something."""
    if entry.orphan:
        yield plain(entry.note or say("dim.orphan"), "warning")
    elif entry.note and at == 0:
        yield plain(entry.note, "small")
    if said.usulan and len(proposing) > 1:
        others = islice((place for place in proposing if place != at), OTHERS)
        numbers = ", ".join(_number(entry, place) for place in others)
        more = len(proposing) - 1 - OTHERS
        numbers += say("dim.conflict-more", count=number(more)) if more > 0 else ""
        yield plain(say("dim.conflict", numbers=numbers), "warning")
    forms = dict.fromkeys(one.form for one in said.remarks if one.form != "isian")
    for form in forms:
        yield plain(say(f"dim.form-{form}"), "small")
    for note in dict.fromkeys(one.note for one in said.remarks if one.note):
        yield plain(note, "small")
    yield plain(_sources(said.remarks), "small")


def _sources(remarks: tuple[Remark, ...]) -> str:
    """Return where the words stand, shortened where many say the same."""
    places = list(dict.fromkeys(place for one in remarks for place in one.places))
    shown = "; ".join(
        f"{shortened(file, LONGEST_NAME)}, {_named(one.where for one in there)}"
        for file, there in groupby(places[:SOURCES], key=lambda place: place.file)
    )
    more = len(places) - SOURCES
    return shown + (say("dim.more", count=number(more)) if more > 0 else "")


def _named(places: Iterable[str]) -> str:
    """Return places of one file, the worksheet of several cells named once: ``Lembar!G4, H4``."""
    told: list[str] = []
    before = ""
    for place in places:
        sheet, mark, cell = place.rpartition("!")
        told.append(cell if mark and sheet == before else place)
        before = sheet
    return ", ".join(told)


def _stray(at: int, one: Stray) -> Line:
    place = plain(f"{shortened(one.place.file, LONGEST_NAME)}, {one.place.where}", "small")
    who = f"{shown(one.office)} ({one.sheet})" if one.office and one.sheet else shown(one.office) or one.sheet
    cells = [Cell() for _ in COLUMNS]
    cells[0] = told(str(at))
    cells[1] = told(say("dim.unplaced"), "missing")
    cells[4] = _text(one.text)
    cells[7] = told(who)
    cells[8] = Cell((plain(f"{one.reason[:1].upper()}{one.reason[1:]}.", "warning"), place))
    return Line(tuple(cells))


def _file(one: Read) -> Cell:
    parts = [shown(one.office), one.person, one.day, say("dim.file-remarks", count=number(one.remarks))]
    if one.strays:
        parts.append(say("dim.file-strays", count=number(one.strays)))
    made = [plain("; ".join(filter(None, parts)))]
    if one.foreign:
        made.append(plain(say("dim.file-foreign"), "warning"))
    return Cell((*made, *(plain(problem, "small") for problem in one.problems)))
