"""Changed rows, the weightiest first → the points that the brief tells of them: a sentence each, a table in one.

A schedule of which forty rows moved would take all ten places; where more than a few rows of one table changed, they
are one point: how many, and the weightiest of them, those of the main stages first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pkpu_review.ids import cite
from pkpu_review.lexis.words import shortened
from pkpu_review.report.sheet import Paragraph, Row, Run
from pkpu_review.report.sheets.sheets import Pack
from pkpu_review.report.wording import listing, number, say

SENTENCE = 330
"""Characters of a sentence on one change."""
FEW = 3
"""Changed rows of one table that are still told one by one."""
OF_TABLE = 4
"""Rows that the point on a table names."""
SUBJECT = 48
"""Characters of what a value of a table is the value of."""


@dataclass(frozen=True, slots=True)
class Item:
    """One point: its words, and how many *rows* it tells of."""

    paragraph: Paragraph
    rows: int

    @property
    def sentence(self) -> str:
        """The words, without what tells where to find more."""
        return self.paragraph.runs[0].text.rstrip()


def told(pack: Pack, changed: Sequence[Row]) -> list[Item]:
    """Return the points on *changed*, rows with the weightiest first, in that order."""
    tables: dict[str, list[Row]] = {}
    for row in changed:
        table = _table(row)
        if table:
            tables.setdefault(table, []).append(row)
    made: list[Item] = []
    for row in changed:
        rows = tables.get(_table(row), [])
        if len(rows) <= FEW:
            made.append(Item(_single(row), 1))
        elif row is rows[0]:
            made.append(Item(_of_table(pack, _table(row), rows), len(rows)))
    return made


def _table(row: Row) -> str:
    """Return the id of the table that *row* is a row of; empty where it is none."""
    return row.provision.rpartition("/baris-")[0]


def _single(row: Row) -> Paragraph:
    names = listing([concern.name for concern in row.divisions]) or say("row.no-division")
    below = say("brief.change-below", number=row.number, names=names)
    return Paragraph((Run(f"{shortened(row.sentence, SENTENCE)} "), Run(below, tone="soft")))


def _of_table(pack: Pack, table: str, rows: Sequence[Row]) -> Paragraph:
    """Return the point on *rows* of *table*."""
    comparison, findings = pack.review.comparison, pack.review.findings
    effects = {change.new: change.effects for change in comparison.rows if change.new} if comparison else {}
    planned = findings.timeline.activities if findings else ()
    main = {one.activity.provision for one in planned if not one.activity.parent}
    values: list[str] = []
    for row in sorted(rows, key=lambda row: (row.provision not in main, -row.importance, row.number)):
        value = next((one for one in effects.get(row.provision, ()) if one.old and one.new and one.subject), None)
        if value is not None and len(values) < OF_TABLE:
            subject = shortened(value.subject, SUBJECT)
            values.append(say("brief.table-row", subject=subject, old=value.old, new=value.new))
    count = number(len(rows))
    words = say("brief.table", place=cite(table), count=count, told=listing(values)) if values else ""
    numbers = [row.number for row in rows]
    names = dict.fromkeys(concern.name for row in rows for concern in row.divisions)
    below = say(
        "brief.table-below",
        first=number(min(numbers)),
        last=number(max(numbers)),
        names=listing(list(names)) or say("row.no-division"),
    )
    return Paragraph(
        (Run(f"{words or say('brief.table-rows', place=cite(table), count=count)} "), Run(below, tone="soft"))
    )
