"""Sheet → Document: the rows of a sheet as tables, with the places to write in.

What a cell says, and in which order, is settled here for every format: the citation and its place, the words it hangs
on, the provision, the kind of change, the reasons, what is known of it, and what is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator

from pkpu_review.report.document import (
    Answer,
    Block,
    Cell,
    Column,
    Document,
    Facts,
    Grid,
    Heading,
    Kind,
    Line,
    Words,
    plain,
    told,
)
from pkpu_review.report.office import NO_OFFICE, Office
from pkpu_review.report.sheet import Item, Note, Paragraph, Row, Run, Section, Sheet, Side
from pkpu_review.report.sheets.telling import beside, quoted, text
from pkpu_review.report.wording import say
from pkpu_review.tags import DIGEST, NEW, OLD, RESPONSES, SHEET_FIELDS, Field, Tag

BRIEF_EXCERPT = 110
"""Characters quoted of a provision that concerns a division at second hand."""
CATEGORIES = ("tetap", "redaksional", "substansi", "substansi baru")
"""What may be chosen of a remark; the words stand in wording.toml, ``[category]``."""
NO_DIGEST = "0" * DIGEST

Layout = tuple[tuple[str, int, Kind], ...]
NUMBER: tuple[str, int, Kind] = ("number", 4, "number")
LAYOUTS: dict[tuple[str, ...], Layout] = {
    ("pair", "matrix"): (
        NUMBER,
        ("old", 29, "text"),
        ("new", 31, "text"),
        ("kind", 10, "status"),
        ("division", 11, "people"),
        ("response", 15, "answer"),
    ),
    ("single", "matrix"): (NUMBER, ("draft", 58, "text"), ("division", 15, "people"), ("response", 23, "answer")),
    ("pair",): (NUMBER, ("old", 22, "text"), ("new", 24, "text"), ("reason", 27, "status"), ("answers", 23, "answer")),
    ("single",): (NUMBER, ("provision", 42, "text"), ("notes", 30, "status"), ("answers", 24, "answer")),
    ("brief",): (NUMBER, ("provision", 50, "text"), ("status", 12, "status"), ("reason-only", 34, "status")),
    ("brief-alone",): (NUMBER, ("provision", 56, "text"), ("reason-only", 40, "status")),
}
"""The columns for a form of section, in the matrix or on a division's sheet: key of the head (wording.toml,
``[column]``), share of the width in hundredths, and kind; see :func:`_cells` for what stands in them."""


def document(sheet: Sheet, office: Office = NO_OFFICE, day: str = "") -> Document:
    """Return *sheet* as a document of *office*, dated *day* (words; empty for a blank)."""
    return Document(
        name=sheet.name,
        kind=sheet.kind,
        title=sheet.title,
        blocks=tuple(_blocks(sheet)),
        footer=sheet.footer,
        hashes=sheet.hashes,
        office=office,
        day=day,
        signed=any(section.key != "matrix" for section in sheet.sections),
        subject=sheet.subject,
    )


def legend() -> Paragraph:
    """Return the line that says how inserted and deleted words look, in those looks."""
    runs = (Run(say("note.marks-1")), Run(say("note.mark-insert"), "insert"), Run(", "))
    return Paragraph((*runs, Run(say("note.mark-delete"), "delete"), Run(".")), style="small")


def _blocks(sheet: Sheet) -> Iterator[Block]:
    known = {role: value[:DIGEST] for role, value in sheet.hashes}
    asks = any(section.key != "matrix" for section in sheet.sections)
    facts = [(fact.label, told(fact.value)) for fact in sheet.facts]
    if asks:
        facts += [(say(f"field.{field}"), _own(field, known)) for field in SHEET_FIELDS]
    yield Facts(tuple(facts))
    notes = [plain(note, "small") for note in sheet.notes]
    if any(section.form == "pair" and section.groups for section in sheet.sections):
        notes.append(legend())
    yield Words(tuple(notes))
    for section in sheet.sections:
        yield Heading(section.title, anchor=section.key)
        if not section.groups:
            yield Words((plain(section.empty, "missing"),))
            continue
        if section.note:
            yield Words((plain(section.note, "small"),))
        yield grid(section, known)


def _own(field: Field, known: dict[str, str]) -> Cell:
    label = say(f"field.{field}")
    return Cell(answers=(Answer(Tag(field, known.get(NEW, NO_DIGEST)), "", label),))


def grid(section: Section, known: dict[str, str]) -> Grid:
    """Return the table of *section*; *known* has the digests by role."""
    alone = section.form == "brief" and OLD not in known
    form = "brief-alone" if alone else section.form
    layout = LAYOUTS.get((form, section.key)) or LAYOUTS[(form,)]
    columns = tuple(Column(say(f"column.{key}"), share, kind) for key, share, kind in layout)
    lines: list[Line] = []
    for group in section.groups:
        if group.title:
            lines.append(Line((told(group.title.replace(" > ", " › ")),), band=True))
        for item in group.items:
            row = item.row
            tag = row_tag(row, known)
            lines.append(
                Line(
                    tuple(_cells(section, item, tag)),
                    tag=tag if section.form != "brief" else None,
                    anchor=row.anchor,
                    new=row.new.provision if row.new else "",
                    old=row.old.provision if row.old else "",
                )
            )
    return Grid(section.title, columns, tuple(lines))


def row_tag(row: Row, known: dict[str, str], field: Field = "") -> Tag:
    """Return the name of *row*, or of its *field*; *known* has the digests of the files by role."""
    digest = known.get(NEW if row.new else OLD, NO_DIGEST)
    return Tag(field, digest, row.number, row.provision, row.new is None)


def answers(row: Row, tag: Tag, fields: tuple[Field, ...] = RESPONSES) -> Cell:
    """Return the places in which to write on *row*."""
    made = []
    for field in fields:
        label = say(f"field.{field}")
        choices = tuple(say(f"category.{key}") for key in CATEGORIES) if field == "kategori" else ()
        name = Tag(field, tag.digest, tag.number, tag.provision, tag.old)
        made.append(Answer(name, label, f"{label} {row.citation}", choices))
    return Cell(answers=tuple(made))


def _cells(section: Section, item: Item, tag: Tag) -> Iterator[Cell]:
    row = item.row
    yield told(str(row.number))
    if section.form == "brief":
        told_change = beside(row) if row.touched else ""
        words = told_change or quoted(text(row.side), BRIEF_EXCERPT)
        was = row.old.citation if row.relation == "renumbered" and row.old else ""
        yield Cell((citation(row.side, was), plain(words)))
        if row.kind:
            yield Cell(tuple(kind(row)))
        yield Cell(_because(item))
        return
    matrix = section.key == "matrix"
    if section.form == "pair":
        yield side(row.old, "row.added", "" if row.new or matrix else item.context)
        yield side(row.new, "row.removed", "" if matrix else item.context)
    else:
        yield side(row.side, "", "" if matrix else item.context, "" if matrix else row.was)
    if matrix:
        if section.form == "pair":
            yield Cell(tuple(kind(row)))
        yield Cell(tuple(_people(row)))
        yield answers(row, tag, ("tanggapan",))
        return
    above = tuple(kind(row)) if section.form == "pair" else ()
    yield Cell((*above, *_because(item), *notes(row.notes)))
    yield answers(row, tag)


def _because(item: Item) -> tuple[Paragraph, ...]:
    """Return the reasons of *item*, a sentence each."""
    return tuple(plain(f"{one[:1].upper()}{one[1:]}{'' if one[-1:] in '.…' else '.'}", "small") for one in item.reasons)


def side(one: Side | None, missing: str, context: str = "", was: str = "") -> Cell:
    """Return one side of a row; *missing* is the key of what is said where there is none."""
    if one is None:
        return told(say(missing), "missing")
    above = (plain(context, "context"),) if context else ()
    return Cell((citation(one, was), *above, *one.paragraphs))


def citation(one: Side, was: str = "") -> Paragraph:
    """Return where it stands: ``Pasal 5 ayat (2)  hlm. 4, semula Pasal 4``."""
    beside = ", ".join(words for words in (one.place, say("row.was", old=was) if was else "") if words)
    runs = [Run(one.citation, tone="strong")]
    if beside:
        runs.append(Run(f"  {beside}", tone="soft"))
    return Paragraph(tuple(runs), style="citation")


def kind(row: Row) -> Iterator[Paragraph]:
    """Yield what happened to *row*, a paragraph each, and whether a person has to confirm it."""
    for part in row.kind.split("; ") if row.kind else ():
        yield plain(part, "status" if row.touched else "text")
    if row.doubtful:
        yield plain(say("row.doubtful"), "warning")


def notes(found: tuple[Note, ...]) -> Iterator[Paragraph]:
    """Yield what is known of a row, under the name of each kind."""
    before = ""
    for note in found:
        label = (Run(f"{say(f'notes.{note.kind}')}: ", tone="strong"),) if note.kind != before else ()
        before = note.kind
        yield Paragraph((*label, Run(note.text)), style="warning" if note.warning else "small")


def _people(row: Row) -> Iterator[Paragraph]:
    for concern in row.divisions:
        yield plain(concern.name)
    if row.also:
        yield plain(say("row.also", names=", ".join(concern.name for concern in row.also)), "small")
    if not row.concerns:
        yield plain(say("row.no-division") if row.touched and row.unassigned else "—", "missing")
