"""The documents of a folder → the list that lies on top of them: what there is, and for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pkpu_review.report.document import Block, Column, Document, Facts, Grid, Line, Words, plain, told
from pkpu_review.report.office import LIST, Office
from pkpu_review.report.sheets.sheets import Pack, file_facts, hashes, subject, unproven
from pkpu_review.report.wording import number, say


@dataclass(frozen=True, slots=True)
class Listed:
    """A document as the list names it: its *kind* and *title*, its *files*, and *whom* it is for."""

    kind: str
    title: str
    files: tuple[str, ...]
    whom: str


def cover(pack: Pack, listed: Sequence[Listed], office: Office, day: str) -> Document:
    """Return the list of the documents of *pack*."""
    review = pack.review
    facts = [(say("fact.draft"), subject(review.new)), *((fact.label, fact.value) for fact in file_facts(review))]
    facts.append((say("fact.all"), number(len(pack.rows))))
    if pack.compared:
        facts.append((say("fact.changed"), number(sum(row.touched for row in pack.rows))))
    blocks: list[Block] = [Words((plain(message, "warning"),), "warning") for message in unproven(review)]
    blocks.append(Facts(tuple((label, told(value)) for label, value in facts)))
    columns = (
        Column(say("column.number"), 7, "number"),
        Column(say("cover.document"), 33),
        Column(say("cover.files"), 40),
        Column(say("cover.whom"), 20),
    )
    lines = tuple(
        Line(
            (
                told(str(place)),
                told(f"{one.kind}: {one.title}" if one.title else one.kind),
                told(_named(one.files), "small"),
                told(one.whom),
            )
        )
        for place, one in enumerate(listed, 1)
    )
    blocks.append(Grid(say("cover.title"), columns, lines))
    blocks.append(Words((plain(say("cover.note"), "small"),)))
    return Document(
        name=say("cover.file"),
        kind=say("cover.kind"),
        title=say("cover.title"),
        blocks=tuple(blocks),
        footer=say("cover.kind"),
        hashes=hashes(review),
        office=office.signing(LIST),
        day=day,
        wide=False,
        signed=True,
        subject=subject(review.new),
    )


def _named(files: Sequence[str]) -> str:
    """Return the names of *files* that differ in their format alone: the name once, then the formats."""
    name, _, form = files[0].rpartition(".")
    return f"{name}.{form}" + "".join(f", .{one.rpartition('.')[2]}" for one in files[1:])
