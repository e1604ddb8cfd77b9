"""FollowUp → Document, and lines for a terminal: what the next draft made of each proposal, with the evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pkpu_review.ids import cite
from pkpu_review.lexis.words import shortened
from pkpu_review.model import Edit, Regulation
from pkpu_review.model.adoption import Adoption, Asked, Fate, FollowUp
from pkpu_review.model.stored import source
from pkpu_review.report.document import (
    Bar,
    Bars,
    Block,
    Cell,
    Column,
    Document,
    Facts,
    Grid,
    Heading,
    Line,
    Words,
    told,
)
from pkpu_review.report.document import plain as paragraph
from pkpu_review.report.office import NO_OFFICE, Office
from pkpu_review.report.sheet import Paragraph, Run
from pkpu_review.report.sheets.cells import cells, unbarred
from pkpu_review.report.sheets.paragraphs import redlined
from pkpu_review.report.sheets.sheets import subject
from pkpu_review.report.text.terminal import Line as Shown
from pkpu_review.report.text.terminal import Role, plain
from pkpu_review.report.wording import number, say
from pkpu_review.tags import NEW, NEXT

SCHEMA = "pkpu-review/follow/1"
FATES: tuple[Fate, ...] = ("wholly", "partly", "other-words", "not")
SHARES = (5, 11, 18, 20, 12, 18, 16)
"""Of the width of the page, a column each, in hundredths."""
EVIDENCE = 6
"""Changes asked for that are told of one proposal."""
QUOTED = 140
"""Characters quoted of words asked for or found."""
TEXT = 1500
"""Characters of a provision that are shown."""
_SIGNS = " .,;:"
"""Signs that belong to the sentence, not to the words that are quoted from it."""
_ROLES: dict[Fate, Role] = {"wholly": "insert", "partly": "warning", "other-words": "warning", "not": "delete"}


def document(found: FollowUp, office: Office = NO_OFFICE, day: str = "") -> Document:
    """Return *found* as a document of *office*, dated *day* (words; empty for a blank)."""
    compared = found.comparison
    return Document(
        name=say("follow.file"),
        kind=say("follow.kind"),
        title=say("follow.title"),
        blocks=tuple(_blocks(found)),
        footer=say("follow.kind"),
        hashes=((NEW, compared.old.source.sha256), (NEXT, compared.new.source.sha256)),
        office=office,
        day=day,
        subject=subject(compared.new),
    )


def _blocks(found: FollowUp) -> Iterator[Block]:
    without = sum(1 for entry in found.dim.entries for said in entry.said if not said.usulan)
    facts = [
        (say("fact.draft"), subject(found.comparison.old)),
        (say("follow.dim"), plain(found.comparison.old.source.name)),
        (say("follow.next"), plain(found.comparison.new.source.name)),
        (say("follow.proposals"), number(len(found.adoptions))),
        (say("follow.without"), number(without)),
    ]
    if found.comparison.unproven:
        yield Words(tuple(paragraph(one.message, "warning") for one in found.comparison.unproven), "warning")
    yield Facts(tuple((label, told(value)) for label, value in facts))
    if not found.adoptions:
        yield Words((paragraph(say("follow.none"), "missing"),))
        return
    counts = found.counts
    yield Bars(
        say("follow.counts"),
        tuple(Bar(say(f"follow.fate-{fate}"), counts[fate], number(counts[fate])) for fate in FATES),
    )
    yield Words((paragraph(say("follow.note"), "small"),))
    yield Heading(say("follow.section"))
    titles = ("column.number", "follow.column-provision", "follow.column-draft", "follow.column-proposal",
              "follow.column-by", "follow.column-next", "follow.column-fate")  # fmt: skip
    kinds = ("number", "text", "text", "text", "people", "text", "status")
    columns = tuple(
        Column(say(title), share, kind)  # type: ignore[arg-type]
        for title, share, kind in zip(titles, SHARES, kinds, strict=True)
    )
    compared = found.comparison
    lines = tuple(_line(at, one, compared.old, compared.new) for at, one in enumerate(found.adoptions, 1))
    yield Grid(say("follow.section"), columns, lines)


def _line(at: int, one: Adoption, draft: Regulation, after: Regulation) -> Line:
    place = cite(one.place) if one.place else ""
    cited = Paragraph((Run(cite(one.about) if one.about else one.entry.citation, tone="strong"),), style="citation")
    return Line(
        (
            told(str(at)),
            Cell((cited,)),
            Cell(_before(one, draft)),
            Cell(tuple(paragraph(line) for line in one.said.usulan.split("\n") if line.strip())),
            Cell(tuple(paragraph(office) for office in one.said.offices)),
            Cell((Paragraph((Run(place, tone="strong"),), style="citation"), *_now(one, after)))
            if one.now
            else told(say("follow.gone"), "missing"),
            Cell(tuple(_evidence(one))),
        ),
        anchor=f"usulan-{at}",
    )


def _before(one: Adoption, draft: Regulation) -> tuple[Paragraph, ...]:
    """Return the words of the draft, as it sets them out."""
    provision = draft.get(one.about)
    if provision is not None:
        same = Edit("equal", one.before, one.before)
        if made := redlined(provision, one.before, one.before, (same,), TEXT):
            return made
    return (paragraph(shortened(unbarred(one.before), TEXT)),) if one.before else ()


def _now(one: Adoption, after: Regulation) -> tuple[Paragraph, ...]:
    """Return the words of the next draft as it sets them out, what changed since the draft marked."""
    provision = after.get(one.place)
    if provision is not None:
        # where it took the words in elsewhere, nothing is told of how these words came to be
        same = Edit("equal", one.now, one.now)
        made = redlined(provision, one.before if one.edits else one.now, one.now, one.edits or (same,), TEXT)
        if made:
            return made
    if not one.edits or len(one.now) > TEXT:
        return (paragraph(shortened(unbarred(one.now), TEXT)),)
    marked: list[Run] = []
    for edit in one.edits:
        if edit.operation == "equal":
            marked.append(Run(edit.new))
        else:
            marked += [Run(edit.old, "delete")] if edit.old else []
            marked += [Run(edit.new, "insert")] if edit.new else []
    spaced = [run for each in marked for run in (Run(" "), each)]
    return (Paragraph(cells(spaced[1:])),)


def _evidence(one: Adoption) -> Iterator[Paragraph]:
    yield paragraph(say(f"follow.fate-{one.fate}"), "status")
    # of a provision that goes, stays or comes as a whole the cells beside say all
    if one.wish not in ("keep", "remove", "new") or len(one.asked) > 1 or one.fate == "partly":
        for asked in one.asked[:EVIDENCE]:
            yield paragraph(evidence(asked), "small")
        if len(one.asked) > EVIDENCE:
            yield paragraph(say("notes.more", count=len(one.asked) - EVIDENCE), "small")
    elif one.wish == "new" and one.fate == "not":
        yield paragraph(say("follow.nowhere"), "small")
    if one.elsewhere:
        yield paragraph(say("follow.elsewhere", place=cite(one.elsewhere)), "small")
    if one.more:
        yield paragraph(say("follow.more"), "small")


def evidence(asked: Asked) -> str:
    """Return one change that was asked for, and what the next draft has there, in words."""
    kind = "replace" if asked.old and asked.new else "insert" if asked.new else "delete"
    old, new, found = (shortened(text.strip(_SIGNS), QUOTED) for text in (asked.old, asked.new, asked.found))
    words = say(f"follow.asked-{kind}", old=old, new=new)
    fate = say(f"follow.short-{asked.fate}")
    if not found or asked.fate == "wholly":
        return say("follow.found-none", asked=words, fate=fate)
    if found.casefold() == old.casefold():
        return say("follow.found-same", asked=words, fate=fate, found=found)
    return say("follow.found", asked=words, fate=fate, found=found)


def view(found: FollowUp) -> Iterator[Shown]:
    """Yield the view for a terminal: how many had which fate, then every proposal with its evidence."""
    yield ((f"{say('follow.kind')}: {plain(subject(found.comparison.new))}", "title"),)
    counts = found.counts
    for fate in FATES:
        yield ((f"  {say(f'follow.fate-{fate}')}: {number(counts[fate])}", "plain"),)
    if not found.adoptions:
        yield ((say("follow.none"), "soft"),)
    for at, one in enumerate(found.adoptions, 1):
        yield ()
        who = plain(", ".join(one.said.offices))
        place = cite(one.about) if one.about else one.entry.citation
        head = say("follow.line", number=at, place=place, who=who, fate=say(f"follow.fate-{one.fate}"))
        yield ((plain(head), _ROLES[one.fate]),)
        yield ((f"   {plain(shortened(' '.join(one.said.usulan.split()), TEXT))}", "plain"),)
        for told_one in list(_evidence(one))[1:]:
            yield ((f"   {plain(''.join(run.text for run in told_one.runs))}", "soft"),)


def record(found: FollowUp) -> dict[str, Any]:
    """Return *found* for JSON."""
    return {
        "schema": SCHEMA,
        "draft": source(found.comparison.old.source),
        "next": source(found.comparison.new.source),
        "counts": {fate: found.counts[fate] for fate in FATES},
        "proposals": [
            {
                "number": at,
                "provision": one.said.remarks[0].provision,
                "about": one.about,
                "offices": list(one.said.offices),
                "usulan": one.said.usulan,
                "wish": one.wish,
                "fate": one.fate,
                "place": one.place,
                "elsewhere": one.elsewhere,
                "more": one.more,
                "before": one.before,
                "now": one.now,
                "asked": [
                    {"old": asked.old, "new": asked.new, "found": asked.found, "fate": asked.fate}
                    for asked in one.asked
                ],
            }
            for at, one in enumerate(found.adoptions, 1)
        ],
    }
