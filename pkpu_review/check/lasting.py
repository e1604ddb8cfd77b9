"""What the articles say of a stage, against the rows of the schedule → a finding where they differ.

- ``lama-tahap``: how long a stage lasts.
- ``pasal-dan-jadwal``: the days on which it begins and ends. The voting day is the matter of :mod:`.days`.

"Masa Kampanye berlangsung selama 75 (tujuh puluh lima) Hari" against the row "Masa Kampanye", both its days counted.
By which words a sentence speaks of the length of a stage stands in ``knowledge/stages.toml`` (``lasts``).
"""

from __future__ import annotations

from collections.abc import Iterator

from pkpu_review.check.case import Case
from pkpu_review.lexis.calendar import measured, span, told
from pkpu_review.lexis.stages import Stage, excluded, stages
from pkpu_review.lexis.timelines import VOTING
from pkpu_review.model import Deadline, Finding

DRAFT = "asas kejelasan rumusan (UU 12/2011 Pasal 5 huruf f): batang tubuh dan lampiran saling sesuai"


def lengths(case: Case) -> Iterator[Finding]:
    """Yield a finding for every length that no row of its stage has."""
    for one in case.timeline.deadlines:
        if one.unit != "hari" or not one.amount or not one.limit.startswith("selama"):
            continue
        for stage in stages().values():
            if stage.lasts and stage.lasts.search(one.about) and not excluded().search(one.about):
                yield from _against(case, stage, one)


def _against(case: Case, stage: Stage, said: Deadline) -> Iterator[Finding]:
    rows = [(one, span(one.start, one.end)) for one in case.timeline.of(stage.id) if one.start and one.end]
    if not rows or any(days == said.amount for _, days in rows):
        return
    row, days = rows[0]
    if row.start is None or row.end is None:
        return
    yield Finding(
        "lama-tahap",
        "error",
        said.provision,
        f"Lama {stage.name} dalam pasal ({measured(said.amount or 0, 'hari')}) berbeda dengan jadwal ({days} hari).",
        said.text,
        said.span,
        arithmetic=f"{told(row.start)} sampai dengan {told(row.end)} = {days} hari; pasal: {said.amount} hari",
        citation=DRAFT,
        verified=False,
        also=(row.activity.provision,),
    )


def days(case: Case) -> Iterator[Finding]:
    """Yield a finding for every day of a stage in an article that no row of that stage has."""
    for one in case.timeline.dates:
        for stage in one.stages:
            rows = [row for row in case.timeline.of(stage) if row.start and row.end]
            if stage == VOTING or not rows:
                continue
            first = one.opens and all(row.start != one.first for row in rows)
            last = one.closes and all(row.end != one.last for row in rows)
            if first or last:
                row = rows[0]
                told_row = f"{told(row.start)} sampai dengan {told(row.end)}" if row.start and row.end else ""
                yield Finding(
                    "pasal-dan-jadwal",
                    "warning",
                    one.provision,
                    f"Hari {stages()[stage].name} dalam pasal berbeda dengan jadwal.",
                    one.text,
                    one.span,
                    arithmetic=f"pasal: {one.text}; jadwal: {told_row}",
                    citation=DRAFT,
                    verified=False,
                    also=(row.activity.provision,),
                )
