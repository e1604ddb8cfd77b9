"""Findings → one HTML page with the timeline drawn in it, or the drawing alone as SVG; see :mod:`.gantt`.

On the page the drawing is cut into parts between two outermost activities, each with its own scale, so that it prints
on whole pages and the months stand near every bar.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
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
    counts,
    for_readers,
    in_order,
    law,
    places,
    voting_day,
)
from pkpu_review.report.views.timeline import Chart, Row, bounds, charts, dated, short, undated, what

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


def drawing(findings: Findings) -> str:
    """Return the whole timeline as one SVG file; a chart without rows where there is no day."""
    parts = charts(findings)
    found = bounds(parts, _voting(findings))
    rows = [row for part in parts for row in part.rows]
    if found is None:
        rows, found = [], (_EPOCH, _EPOCH)
    text = svg(rows, window(*found), _voting(findings), _name(findings), alone=True)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def page(findings: Findings) -> str:
    """Return the page: what needs a person, the drawing, every limit with its arithmetic, and the deadlines."""
    from markupsafe import Markup

    parts = charts(findings)
    found = bounds(parts, _voting(findings))
    where = places(findings)
    drawn = []
    if found:
        span = window(*found)
        for part in parts:
            pieces = [
                Markup(svg(rows, span, _voting(findings), f"{part.title}: {_name(findings)}"))  # noqa: S704 the writer of the SVG escapes
                for rows in _pieces(part)
            ]
            drawn.append((part.title, pieces))
    return render(
        "timeline.html.j2",
        name=_name(findings),
        hashes=[("naskah", findings.regulation.source.sha256)] if findings.regulation.source.sha256 else [],
        source=printable(findings.regulation.source.name),
        voting=printable(for_readers(voting_day(findings))),
        law=for_readers(law(findings)),
        counts=counts(findings),
        drawn=drawn,
        style=Markup(STYLE),  # noqa: S704 a constant
        open=[_told(one, where) for one in findings.open],
        limits=[_told(one, where) for one in in_order(findings)],
        deadlines=[
            (short(one.day), cite(one.provision), what(findings, one), printable(one.arithmetic), one.note)
            for one in dated(findings)
        ],
        late=[(cite(one.provision), what(findings, one), one.note) for one in undated(findings)],
        holidays=HOLIDAYS if any(one.unit == "hari kerja" for one in findings.timeline.deadlines) else "",
    )


def _name(findings: Findings) -> str:
    return printable(findings.regulation.identity.name or findings.regulation.source.name)


def _voting(findings: Findings) -> date | None:
    return findings.timeline.voting_day.day if findings.timeline.voting_day else None


def _told(one: Finding, where: Callable[[str], str]) -> Told:
    citation = one.citation + (f" ({UNVERIFIED})" if one.verified is False else "")
    state = STATUS[one.status] if one.status and not (one.open and one.status != "broken") else SEVERITY[one.severity]
    kind = one.severity if one.open else (one.status or "info")
    return Told(
        where(one.provision), printable(for_readers(one.message)), printable(one.arithmetic), citation, state, kind
    )


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
