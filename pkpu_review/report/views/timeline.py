"""Findings with their timeline → rows of a chart, lines for the terminal, and records: what every view of it tells.

The chart has the activities in the order of the schedule, then the deadlines of the articles that have a day, in the
order of their days. A row on which there is an open finding is marked. Without any day there is no chart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from pkpu_review.ids import cite
from pkpu_review.lexis.calendar import span, told
from pkpu_review.lexis.stages import JOIN
from pkpu_review.lexis.timelines import UNKNOWN, sentence
from pkpu_review.model import Deadline, Finding, Findings, Planned
from pkpu_review.model.stored import source
from pkpu_review.report.text.terminal import WIDTH, Line, Span, columns, folded, plain
from pkpu_review.report.views.findings import finding, for_readers, law, places, voting_day
from pkpu_review.report.views.schedule import activity
from pkpu_review.report.wording import say

SCHEMA = "pkpu-review/timeline/1"
MOST_ROWS = 2000
"""Rows that a chart shows; what is beyond is counted, and stands in the other forms."""
SHORT = 3
"""Letters of a month's name where room is short."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the chart.

    Attributes:
        id: of the row or provision.
        label: its number, or the citation of the article.
        name: what is done.
        level: 1 for the outermost.
        start, end: first and last day; both None where only *text* is known.
        text: the cells as printed, where they are no days.
        told: what is wrong with it, one sentence a finding.
        grave: whether one of these must not stay so.
    """

    id: str
    label: str
    name: str
    level: int
    start: date | None
    end: date | None
    text: str = ""
    told: tuple[str, ...] = ()
    grave: bool = False

    @property
    def days(self) -> str:
        """The days in short: ``14 Jun 2022 – 13 Des 2022``; what the cells say where they are no days."""
        if self.start is None or self.end is None:
            known = self.start or self.end
            return f"{short(known)} … {self.text}".rstrip() if known else self.text
        return short(self.start) if self.start == self.end else f"{short(self.start)} – {short(self.end)}"


@dataclass(frozen=True, slots=True)
class Chart:
    """Rows under one title."""

    title: str
    rows: tuple[Row, ...]


def charts(findings: Findings) -> tuple[Chart, ...]:
    """Return the charts of *findings* that have rows: the schedule, then the deadlines with a day."""
    faults = _Faults(findings)
    parts = (
        Chart(say("timeline.schedule"), tuple(_activity(one, faults) for one in findings.timeline.activities)),
        Chart(say("timeline.deadlines"), tuple(_deadline(findings, one, faults) for one in dated(findings))),
    )
    return tuple(Chart(one.title, one.rows[:MOST_ROWS]) for one in parts if one.rows)


def dated(findings: Findings) -> list[Deadline]:
    """Return the deadlines that have a day, in the order of their days."""
    return sorted((one for one in findings.timeline.deadlines if one.day), key=lambda one: one.day or date.min)


def what(findings: Findings, one: Deadline) -> str:
    """Return the sentence in which a deadline stands; of a list item with the words that introduce the list."""
    provision = findings.regulation.get(one.provision)
    own = plain(sentence(provision.text, *one.span) if provision else one.text)
    lead = plain(one.about).removesuffix(own).rstrip(" :")
    return f"{own} ({lead})" if lead and lead != plain(one.about) else own


def within(one: Planned) -> str:
    """Return the names above an activity: ``Rekapitulasi hasil penghitungan suara`` of "Tingkat kecamatan"."""
    return ": ".join(one.path.split(JOIN)[:-1])


def undated(findings: Findings) -> list[Deadline]:
    """Return the deadlines without a day: the day of their event is not known, or they come back."""
    return [one for one in findings.timeline.deadlines if one.binds and not one.day]


def bounds(parts: tuple[Chart, ...], more: date | None = None) -> tuple[date, date] | None:
    """Return the first and the last day of *parts*; None where there is none."""
    days = [day for part in parts for row in part.rows for day in (row.start, row.end) if day]
    days += [more] if more else []
    return (min(days), max(days)) if days else None


def short(day: date | None) -> str:
    """Return *day* with a short month: ``14 Jun 2022``."""
    if day is None:
        return ""
    number, month, year = told(day).split(" ")
    return f"{number} {month[:SHORT]} {year}"


def _activity(one: Planned, faults: _Faults) -> Row:
    row = one.activity
    text = plain(" – ".join(part for part in (row.start_text, row.end_text) if part))
    told_all, grave = faults.of(row.provision)
    return Row(row.provision, row.number, plain(row.name), row.level, one.start, one.end, text, told_all, grave)


def _deadline(findings: Findings, one: Deadline, faults: _Faults) -> Row:
    told_all, grave = faults.of(one.provision)
    name = what(findings, one)
    return Row(one.provision, cite(one.provision), name, 2, one.day, one.day, "", told_all, grave)


class _Faults:
    """The open findings by the place that they are about; an error marks the other places that it names, too."""

    def __init__(self, findings: Findings) -> None:
        self._found: dict[str, list[Finding]] = {}
        for one in findings.findings:
            if one.open:
                for id in (one.provision, *(one.also if one.severity == "error" else ())):
                    self._found.setdefault(id, []).append(one)

    def of(self, id: str) -> tuple[tuple[str, ...], bool]:
        """Return what is wrong with *id*, one sentence a finding, and whether one of these must not stay so."""
        found = self._found.get(id, [])
        return tuple(plain(for_readers(one.message)) for one in found), any(one.severity == "error" for one in found)


def length(row: Row) -> str:
    """Return how many days a row is, both ends counted; empty where that is not known."""
    if row.start is None or row.end is None or row.end < row.start:
        return ""
    return str(span(row.start, row.end))


def view(findings: Findings, width: int = WIDTH) -> Iterator[Line]:
    """Yield activities and dated deadlines as lines in the order of their days, then what has no day."""
    above = {one.activity.provision: plain(within(one)) for one in findings.timeline.activities}
    told_where = places(findings)
    numbers = {id: told_where(id).removeprefix(say("timeline.row")).strip() for id in above}
    yield ((plain(findings.regulation.identity.name or findings.regulation.source.name), "title"),)
    yield ((f"{say('timeline.voting-day')}: ", "soft"), (plain(voting_day(findings)), "plain"))
    rows = [row for part in charts(findings) for row in part.rows]
    known = sorted((row for row in rows if row.start or row.end), key=lambda row: row.start or row.end or date.min)
    wide = max((columns(row.days) for row in known), default=0)
    if not rows:
        yield ((say("timeline.none"), "warning"),)
    for row in known:
        line: Line = (
            (row.days + " " * (wide - columns(row.days)) + "  ", "plain"),
            (f"{plain(numbers.get(row.id) or row.label)} ", "label"),
            (row.name, "plain"),
            (f" ({above[row.id]})" if above.get(row.id) else "", "soft"),
            ("  !" if row.told else "", "delete" if row.grave else "warning"),
        )
        yield from folded(line, width, wide + 4)
    without = [row for row in rows if not (row.start or row.end)]
    late = undated(findings)
    if without or late:
        yield ()
        yield ((say("timeline.without-day"), "heading"),)
        for row in without:
            label: Span = (f"  {plain(numbers.get(row.id) or row.label)} ", "label")
            yield from folded((label, (row.name, "plain"), (f"  {row.text}", "soft")), width, 4)
        for one in late:
            label = (f"  {cite(one.provision)} ", "label")
            note = f"  ({one.note})" if one.note and one.note != UNKNOWN else ""
            yield from folded((label, (what(findings, one), "plain"), (note, "soft")), width, 4)


def record(findings: Findings) -> dict[str, Any]:
    """Return the object of ``timeline -o x.json``."""
    timeline = findings.timeline
    voting = timeline.voting_day
    return {
        "schema": SCHEMA,
        "source": source(findings.regulation.source),
        "voting_day": voting.day.isoformat() if voting else None,
        "why": timeline.why,
        "law": law(findings),
        "said": [{"day": one.day.isoformat(), "id": one.provision, "text": one.text} for one in timeline.said],
        "activities": [
            {
                **activity(one.activity),
                "start": one.start.isoformat() if one.start else None,
                "end": one.end.isoformat() if one.end else None,
                "stages": list(one.stages),
                "arithmetic": one.arithmetic,
            }
            for one in timeline.activities
        ],
        "deadlines": [
            {
                "id": one.provision,
                "span": list(one.span),
                "text": one.text,
                "limit": one.limit,
                "amount": one.amount,
                "unit": one.unit,
                "direction": one.direction,
                "anchor": one.anchor,
                "event": one.event,
                "edge": one.edge,
                "day": one.day.isoformat() if one.day else None,
                "arithmetic": one.arithmetic,
                "note": one.note,
            }
            for one in timeline.deadlines
        ],
        "dates": [
            {
                "id": one.provision,
                "span": list(one.span),
                "text": one.text,
                "start": one.first.isoformat(),
                "end": one.last.isoformat(),
            }
            for one in timeline.dates
        ],
        "findings": [finding(one) for one in findings.findings],
    }
