"""FollowUp → Document, and lines for a terminal: what the next draft made of each proposal, with the evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from pkpu_review.ids import cite
from pkpu_review.lexis.words import shortened
from pkpu_review.model import Edit, Regulation
from pkpu_review.model.adoption import Adoption, Fate, FollowUp
from pkpu_review.model.stored import source
from pkpu_review.report.document import (
    Answer,
    Bar,
    Bars,
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
    told,
)
from pkpu_review.report.document import plain as paragraph
from pkpu_review.report.meeting.adoption_evidence import evidence
from pkpu_review.report.meeting.adoption_warnings import warnings
from pkpu_review.report.meeting.offices import people, shown
from pkpu_review.report.office import NO_OFFICE, Office
from pkpu_review.report.sheet import Paragraph, Run, Tone
from pkpu_review.report.sheets.cells import cells, unbarred
from pkpu_review.report.sheets.paragraphs import redlined
from pkpu_review.report.sheets.sheets import subject
from pkpu_review.report.text.terminal import Line as Shown
from pkpu_review.report.text.terminal import Role, plain
from pkpu_review.report.wording import number, say
from pkpu_review.tags import DIGEST, NEW, NEXT, Tag

SCHEMA = "pkpu-review/follow/1"
FATES: tuple[Fate, ...] = ("wholly", "other-words", "partly", "not")
"""What met a proposal most first."""
COLUMNS: tuple[tuple[str, int, Kind], ...] = (
    ("column.number", 4, "number"),
    ("follow.column-provision", 8, "text"),
    ("follow.column-draft", 15, "text"),
    ("follow.column-proposal", 16, "text"),
    ("follow.column-by", 11, "people"),
    ("follow.column-next", 15, "text"),
    ("follow.column-fate", 8, "status"),
    ("follow.column-evidence", 13, "text"),
    ("follow.column-reply", 10, "answer"),
)
"""Title, share of the width in hundredths, and what it holds."""
OFFICE_SHARES = (40, 12, 12, 12, 12, 12)
TEXT = 1500
"""Characters of a provision that are shown."""
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
    if first := list(warnings(found)):
        yield Words(tuple(paragraph(one, "warning") for one in first), "warning")
    yield Facts(tuple((label, told(value)) for label, value in facts))
    if not found.adoptions:
        yield Words((paragraph(say("follow.none"), "missing"),))
        return
    counts = found.counts
    yield Words((paragraph(say("follow.note"), "small"),))
    yield Bars(
        say("follow.counts"),
        tuple(Bar(say(f"follow.fate-{fate}"), counts[fate], number(counts[fate])) for fate in FATES),
    )
    yield from _by_office(found)
    yield Heading(say("follow.section"))
    columns = tuple(Column(say(title), share, kind) for title, share, kind in COLUMNS)
    lines = tuple(_line(at, one, found) for at, one in enumerate(found.adoptions, 1))
    yield Grid(say("follow.section"), columns, lines)


def _by_office(found: FollowUp) -> Iterator[Block]:
    """Yield how many proposals of each office met which fate, and of all."""
    each = offices(found)
    yield Heading(say("follow.offices"))
    if any(len(one.said.offices) > 1 for one in found.adoptions):
        yield Words((paragraph(say("follow.offices-note"), "small"),))
    titles = [say("follow.offices-by"), say("follow.offices-count"), *(say(f"follow.fate-{fate}") for fate in FATES)]
    columns = tuple(Column(title, share) for title, share in zip(titles, OFFICE_SHARES, strict=True))
    lines = [_counted(shown(office), counts) for office, counts in each.items()]
    all_of_them = _counted(say("follow.offices-all"), found.counts, strong=True)
    yield Grid(say("follow.offices"), columns, (*lines, all_of_them), apart=True)


def offices(found: FollowUp) -> dict[str, Counter[Fate]]:
    """Return how many proposals of each office met which fate, by their names; those of several count at each."""
    each: dict[str, Counter[Fate]] = {}
    for one in found.adoptions:
        for office in one.said.offices:
            each.setdefault(office, Counter())[one.fate] += 1
    return {office: each[office] for office in sorted(each, key=lambda name: (shown(name).casefold(), name))}


def _counted(name: str, counts: Counter[Fate], strong: bool = False) -> Line:
    values = (counts.total(), *(counts[fate] for fate in FATES))
    tone: Tone = "strong" if strong else "plain"
    words = (name, *map(number, values))
    return Line(tuple(Cell((Paragraph((Run(one, tone=tone),)),)) for one in words), strong=strong)


def _line(at: int, one: Adoption, found: FollowUp) -> Line:
    draft, after = found.comparison.old, found.comparison.new
    place = cite(one.place) if one.place else ""
    about = cite(one.about) if one.about else one.entry.citation
    remark = one.said.remarks[0]
    digest = (found.dim.old if remark.old else draft.source.sha256) or "0" * DIGEST
    tag = Tag("", digest, at, remark.provision, remark.old)
    label = say("field.jawaban")
    reply = Answer(Tag("jawaban", digest, at, remark.provision, remark.old), label, f"{label} {about}")
    return Line(
        (
            told(str(at)),
            Cell((Paragraph((Run(about, tone="strong"),), style="citation"),)),
            Cell(_before(one, draft)),
            Cell((*_proposed(one), *_reasons(one))),
            Cell(tuple(paragraph(words) for words in people(one.said))),
            Cell((Paragraph((Run(place, tone="strong"),), style="citation"), *_now(one, after)))
            if one.now
            else told(say("follow.gone"), "missing"),
            told(say(f"follow.fate-{one.fate}"), "status"),
            Cell(tuple(paragraph(words, "small") for words in evidence(one, found.comparison))),
            Cell(answers=(reply,)),
        ),
        tag=tag,
        anchor=f"usulan-{at}",
        new="" if remark.old else remark.provision,
        old=remark.provision if remark.old else "",
    )


def _proposed(one: Adoption) -> Iterator[Paragraph]:
    return (paragraph(line) for line in one.said.usulan.split("\n") if line.strip())


def _reasons(one: Adoption) -> Iterator[Paragraph]:
    """Yield the reasons of the offices, each once; whose it is where they differ."""
    texts = one.said.texts("alasan")
    for text in texts:
        who = ", ".join(dict.fromkeys(shown(each.office) for each in one.said.remarks if each.alasan == text))
        label = say("follow.reason-of", office=who) if len(texts) > 1 else say("follow.reason")
        first, *rest = [line for line in text.split("\n") if line.strip()] or [""]
        yield Paragraph((Run(label, tone="strong"), Run(first)), style="small")
        yield from (paragraph(line, "small") for line in rest)


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


def view(found: FollowUp) -> Iterator[Shown]:
    """Yield the view for a terminal: how many had which fate, then every proposal with its evidence."""
    yield ((f"{say('follow.kind')}: {plain(subject(found.comparison.new))}", "title"),)
    for words in warnings(found):
        yield ((plain(words), "warning"),)
    counts = found.counts
    for fate in FATES:
        yield ((f"  {say(f'follow.fate-{fate}')}: {number(counts[fate])}", "plain"),)
    if not found.adoptions:
        yield ((say("follow.none"), "soft"),)
    else:
        yield from _offices_shown(found)
    for at, one in enumerate(found.adoptions, 1):
        yield ()
        place = cite(one.about) if one.about else one.entry.citation
        head = say("follow.line", number=at, place=place, fate=say(f"follow.fate-{one.fate}"))
        yield ((plain(head), _ROLES[one.fate]),)
        yield ((f"   {plain(say('follow.line-by', who='; '.join(people(one.said))))}", "plain"),)
        yield ((f"   {plain(shortened(' '.join(one.said.usulan.split()), TEXT))}", "plain"),)
        for reason in _reasons(one):
            yield ((f"   {plain(shortened(''.join(run.text for run in reason.runs), TEXT))}", "plain"),)
        for words in evidence(one, found.comparison):
            yield ((f"   {plain(words)}", "soft"),)


def _offices_shown(found: FollowUp) -> Iterator[Shown]:
    yield ()
    yield ((say("follow.offices"), "heading"),)
    for block in _by_office(found):
        for line in block.lines if isinstance(block, Grid) else ():
            name, count, *fates = ("".join(run.text for run in cell.paragraphs[0].runs) for cell in line.cells)
            told_fates = zip((say(f"follow.fate-{fate}").lower() for fate in FATES), fates, strict=True)
            parts = ", ".join(f"{fate} {value}" for fate, value in told_fates)
            yield ((plain(f"  {name}: {count} ({parts})"), "plain"),)


def record(found: FollowUp) -> dict[str, Any]:
    """Return *found* for JSON."""
    return {
        "schema": SCHEMA,
        "draft": source(found.comparison.old.source),
        "next": source(found.comparison.new.source),
        "warnings": list(warnings(found)),
        "counts": {fate: found.counts[fate] for fate in FATES},
        "offices": [
            {"office": office, **{fate: counts[fate] for fate in FATES}} for office, counts in offices(found).items()
        ],
        "proposals": [
            {
                "number": at,
                "provision": one.said.remarks[0].provision,
                "about": one.about,
                "offices": list(one.said.offices),
                "by": list(people(one.said)),
                "usulan": one.said.usulan,
                "alasan": list(one.said.texts("alasan")),
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
                "evidence": list(evidence(one, found.comparison)),
            }
            for at, one in enumerate(found.adoptions, 1)
        ],
    }
