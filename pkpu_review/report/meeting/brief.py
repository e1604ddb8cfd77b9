"""Pack → the brief for the commissioners: what the draft is, what changed, what matters, what is to be decided.

It is read in ten minutes and takes at most four pages, however large the draft: every part is bounded by a constant of
this module or of :mod:`.brief_issues`, and what is left out is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pkpu_review.lexis.words import shortened
from pkpu_review.report.document import Bar, Bars, Block, Document, Facts, Heading, Points, Words, plain
from pkpu_review.report.document import told as cell
from pkpu_review.report.meeting.brief_issues import budget, limits, times
from pkpu_review.report.meeting.brief_questions import questions
from pkpu_review.report.meeting.important import MOST, Point, points, rest, whose
from pkpu_review.report.meeting.summary import Summary, summary
from pkpu_review.report.office import BRIEF, NO_OFFICE, Office
from pkpu_review.report.sheet import Fact, Paragraph, Row, Run
from pkpu_review.report.sheets.ranking import weightiest
from pkpu_review.report.sheets.sheets import Pack, hashes, subject, unproven
from pkpu_review.report.wording import listing, number, say

TITLE = 300
"""Characters of the draft's title."""
LINE = 300
"""Characters of a line on a division."""
DIVISIONS = 9
"""Divisions that are told of; the line-ups known have up to eight."""
NAMED = 3
"""Provisions that are named in a line on a division."""
WARNINGS = 2


def brief(pack: Pack, office: Office = NO_OFFICE, day: str = "") -> Document:
    """Return the brief of *pack*, under the letterhead of *office*, dated *day* (words; empty for a blank)."""
    made = summary(pack)
    return Document(
        name=say("brief.file"),
        kind=say("brief.kind"),
        title=shortened(subject(pack.review.new), TITLE),
        blocks=tuple(_blocks(pack, made)),
        footer=say("brief.kind"),
        hashes=hashes(pack.review),
        office=office.signing(BRIEF),
        day=day,
        wide=False,
        signed=True,
        subject=subject(pack.review.new),
    )


def _blocks(pack: Pack, made: Summary) -> Iterator[Block]:
    warnings = unproven(pack.review)[:WARNINGS]
    if warnings:
        yield Words(tuple(plain(message, "warning") for message in warnings), "warning")
    yield Words((plain(made.lead, "lead"),))
    yield Facts(tuple((fact.label, cell(shortened(fact.value, TITLE))) for fact in _facts(made)))
    if pack.compared:
        yield from _numbers(pack)
        yield from _changes(pack)
    yield Heading(say("brief.issues"))
    yield from budget(pack.review)
    yield from times(pack.review)
    yield from limits(pack.review)
    yield from _divisions(pack)
    asked = questions(pack)
    yield Heading(say("brief.questions"))
    if asked:
        yield Points(asked, ordered=True)
    else:
        yield Words((plain(say("brief.questions-none")),))


def _facts(made: Summary) -> Iterator[Fact]:
    """Yield what the draft is, without the title, which stands above."""
    title = say("summary-fact.title")
    return (fact for fact in made.facts if fact.label != title)


# -- what changed ---------------------------------------------------------------------------------


def _numbers(pack: Pack) -> Iterator[Block]:
    seen: Counter[str] = Counter()
    for row in pack.rows:
        if row.touched:
            seen[_what(row)] += 1
        elif row.was:
            seen["renumbered"] += 1
    order = ("substantive", "added", "removed", "editorial", "reference", "moved", "renumbered")
    bars = tuple(Bar(say(f"brief.bar-{key}"), seen[key], number(seen[key])) for key in order if seen[key])
    if bars:
        yield Heading(say("brief.numbers"))
        yield Bars(say("brief.numbers-note", rows=number(len(pack.rows))), bars)


def _what(row: Row) -> str:
    if row.relation in ("added", "removed"):
        return row.relation
    return row.change if row.change != "none" else "moved"


def _changes(pack: Pack) -> Iterator[Block]:
    changed = weightiest(pack.rows)
    found = points(pack, changed)
    yield Heading(say("brief.changes") if len(found) >= MOST else say("brief.changes-few"))
    if not found:
        yield Words((plain(say("summary.important-none")),))
        return
    told: list[tuple[Paragraph, ...]] = [(_change(point),) for point in found[:MOST]]
    if more := rest(found):  # with the last one, that it does not stand alone on a page
        told[-1] = (*told[-1], plain(say("brief.changes-more", count=number(more)), "small"))
    yield Points(tuple(told), ordered=True)


def _change(point: Point) -> Paragraph:
    names = whose(point)
    below = say("brief.change-below", numbers=point.numbers, names=names) if names else f"({point.numbers})"
    return Paragraph((Run(f"{point.sentence} "), Run(below, tone="soft")))


# -- division by division -------------------------------------------------------------------------


def _divisions(pack: Pack) -> Iterator[Block]:
    yield Heading(say("brief.divisions"))
    points = []
    for _, sheet in pack.divisions[:DIVISIONS]:
        points.append((Paragraph((Run(sheet.title, tone="strong"),)), *_lines(pack, sheet.work)))
    yield Points(tuple(points))
    if len(pack.divisions) > DIVISIONS:
        yield Words((plain(say("brief.divisions-more", count=len(pack.divisions) - DIVISIONS), "small"),))


def _lines(pack: Pack, work: list[Row]) -> Iterator[Paragraph]:
    """Yield up to three lines: how much, what matters most, and what has a deadline or costs money."""
    if not work:
        yield plain(say("brief.division-none"), "small")
        return
    changed = weightiest(work)
    if pack.compared:
        same = len(work) - len(changed)
        key = "none-changed" if not changed else "all-changed" if not same else "counts"
        yield plain(say(f"brief.division-{key}", changed=number(len(changed)), same=number(same)), "small")
    else:
        yield plain(say("brief.division-tasks", count=number(len(work))), "small")
    if changed:
        room = LINE - len(say("brief.division-most", sentence=""))
        yield plain(say("brief.division-most", sentence=points(pack, changed, room)[0].sentence), "small")
    shown = changed or work
    mark = say("notes.has-deadline")
    due = [row for row in shown if any(note.kind == "norma" and mark in note.text.casefold() for note in row.notes)]
    costs = [row for row in shown if any(note.kind == "anggaran" for note in row.notes)]
    parts = [
        say(f"brief.division-{key}", count=number(len(rows)), places=_places(rows))
        for key, rows in (("due", due), ("costs", costs))
        if rows
    ]
    if parts:
        yield plain(shortened(" ".join(parts), LINE), "small")


def _places(rows: list[Row]) -> str:
    names = [row.citation for row in rows[:NAMED]]
    if len(rows) > NAMED:
        names.append(say("brief.others", count=number(len(rows) - NAMED)))
    return listing(names)
