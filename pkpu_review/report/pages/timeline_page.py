"""Findings → one HTML page with the timeline drawn in it, or the drawing alone as SVG; see :mod:`.gantt`.

On the page the drawing is cut into parts between two outermost activities, each with its own scale, so that it prints
on whole pages and the months stand near every bar.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from pkpu_review.ids import cite
from pkpu_review.model import Finding, Findings
from pkpu_review.report.pages.gantt import STYLE, svg, window
from pkpu_review.report.pages.html import render
from pkpu_review.report.printable import printable
from pkpu_review.report.views.findings import (
    HOLIDAYS,
    SEVERITY,
    STATUS,
    UNVERIFIED,
    beside,
    counts,
    for_readers,
    in_order,
    law,
    places,
    reckoning,
    state,
    to_check,
    voting_day,
)
from pkpu_review.report.views.timeline import Chart, Row, bounds, charts, dated, short, undated, what
from pkpu_review.report.wording import say

_EPOCH = date(2000, 1, 1)
PART = 26
"""Rows of one part of the drawing, about; a part ends before an outermost row."""


@dataclass(frozen=True, slots=True)
class Told:
    """A finding as the page shows it."""

    place: str
    message: str
    arithmetic: str
    citation: str
    state: str
    kind: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the drawing as a line of words: its *name* and *days*, whether it is outermost (*top*), what it is
    marked as (*state*), and where its bar begins and how wide it is, in hundredths (None where it has none)."""

    name: str
    days: str
    top: bool
    state: str
    at: str | None
    wide: str | None


def drawing(findings: Findings) -> str:
    """Return the whole timeline as one SVG file; a chart without rows where there is no day."""
    parts = charts(findings)
    found = bounds(parts, _voting(findings))
    rows = [row for part in parts for row in part.rows]
    if found is None:
        rows, found = [], (_EPOCH, _EPOCH)
    text = svg(rows, window(*found), _voting(findings), _name(findings), alone=True)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def page(findings: Findings, up: str | None = None) -> str:
    """Return the page: what needs a person, the drawing, every limit with its arithmetic, and the deadlines.

    Args:
        up: leads to the folder of the first page of a review; None where there is none.
    """
    from markupsafe import Markup

    parts = charts(findings)
    found = bounds(parts, _voting(findings))
    where = places(findings)
    limits = in_order(findings) if findings.regime is not None else []
    late, reason = _late(findings)
    drawn = []
    if found:
        span = window(*found)
        for part in parts:
            pieces = [
                Markup(svg(rows, span, _voting(findings), f"{part.title}: {_name(findings)}"))  # noqa: S704 the writer of the SVG escapes
                for rows in _pieces(part)
            ]
            # deadlines stand in a table of their own below
            lines = _listed(part, span) if any(row.level == 1 for row in part.rows) else []
            drawn.append((part.title, pieces, lines))
    return render(
        "timeline.html.j2",
        name=_name(findings),
        hashes=[("naskah", findings.regulation.source.sha256)] if findings.regulation.source.sha256 else [],
        source=printable(findings.regulation.source.name),
        voting=printable(beside(say("timeline.voting-day"), voting_day(findings))),
        law=beside(say("timeline.law"), law(findings)),
        counts=beside(say("timeline.limits"), counts(findings)),
        drawn=drawn,
        severity=SEVERITY,
        style=Markup(STYLE),  # noqa: S704 a constant
        up=up,
        open=[_told(one, where) for one in to_check(findings)],
        limits=[replace(_told(one, where), state=state(one)) for one in limits if one.status != "not-stated"],
        unstated=[_unstated(one) for one in limits if one.status == "not-stated"],
        deadlines=[
            (short(one.day), cite(one.provision), what(findings, one), printable(one.arithmetic), for_readers(one.note))
            for one in dated(findings)
        ],
        late=late,
        reason=reason,
        holidays=HOLIDAYS if any(one.unit == "hari kerja" for one in findings.timeline.deadlines) else "",
    )


def _listed(part: Chart, span: tuple[date, date]) -> list[Listed]:
    """Return the rows of the drawing for a screen that is too narrow for it: names whole, bars below them."""
    first, days = span[0].toordinal(), (span[1] - span[0]).days + 1
    made = []
    for row in part.rows:
        start, end = row.start or row.end, row.end or row.start
        at = wide = None
        if start and end and span[0] <= min(start, end) and max(start, end) <= span[1]:
            at = f"{100 * (min(start, end).toordinal() - first) / days:.2f}"
            wide = f"{100 * (abs((end - start).days) + 1) / days:.2f}"
        state = "" if not row.told else "error" if row.grave else "warning"
        name = printable(f"{row.label} {row.name}".strip())
        made.append(Listed(name, printable(row.days), row.level == 1, state, at, wide))
    return made


def _name(findings: Findings) -> str:
    return printable(findings.regulation.identity.name or findings.regulation.source.name)


def _voting(findings: Findings) -> date | None:
    return findings.timeline.voting_day.day if findings.timeline.voting_day else None


def _told(one: Finding, where: Callable[[str], str]) -> Told:
    citation = one.citation + (f" ({UNVERIFIED})" if one.verified is False else "")
    # what is broken is said to be so; else how grave it is
    shown = STATUS["broken"] if one.status == "broken" else SEVERITY[one.severity]
    kind = one.severity if one.open else (one.status or "info")
    return Told(
        where(one.provision), printable(for_readers(one.message)), printable(reckoning(one)), citation, shown, kind
    )


def _unstated(one: Finding) -> tuple[str, str]:
    """Return a limit that the draft does not tell, without saying so again, and its ground."""
    name, _, rest = one.message.partition(":")
    return printable(f"{name}: {rest.partition('. ')[2]}"), _told(one, cite).citation


def _late(findings: Findings) -> tuple[list[tuple[str, str, str]], str]:
    """Return the deadlines without a day, each with why, and the reason that most of them share, which is told once."""
    found = [(cite(one.provision), what(findings, one), for_readers(one.note)) for one in undated(findings)]
    reasons = Counter(note for *_, note in found if note)
    shared = next((note for note, count in reasons.most_common(1) if count > 1), "")
    return [(where, text, "" if note == shared else _capital(note)) for where, text, note in found], _capital(shared)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _pieces(part: Chart) -> Iterator[list[Row]]:
    held: list[Row] = []
    for row in part.rows:
        if len(held) >= PART * 2 or (held and row.level == 1 and len(held) >= PART // 2):
            upcoming = _group(part.rows, row)
            if len(held) + upcoming > PART:
                yield held
                held = []
        held.append(row)
    if held:
        yield held


def _group(rows: tuple[Row, ...], first: Row) -> int:
    """Return how many rows stand from *first* up to the next outermost one."""
    at = rows.index(first)
    after = next((place for place in range(at + 1, len(rows)) if rows[place].level == 1), len(rows))
    return after - at
