"""When a draft has things done: the :class:`Timeline`, with its activities, deadlines and voting day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pkpu_review.model.regulation import Regulation
from pkpu_review.model.schedule import Activity
from pkpu_review.show import Shown


@dataclass(frozen=True, slots=True)
class VotingDay:
    """A day that is said to be the voting day.

    Attributes:
        day: the day.
        provision: id of the row or provision that says so; empty where the user named the day.
        text: the words that say so.
    """

    day: date
    provision: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """An activity of a schedule, with what it is in the law and its days.

    Attributes:
        activity: the row.
        path: the names above it and its own, joined by `` > ``.
        stages: ids of the stages (``knowledge/stages.toml``) that it is.
        start, end: first and last day; a cell that tells a day by another ("H-7") is reckoned. None where unknown.
        arithmetic: how a day was reckoned that is not printed; empty where both are.
    """

    activity: Activity
    path: str
    stages: tuple[str, ...]
    start: date | None
    end: date | None
    arithmetic: str = ""


LATEST = ("paling lambat", "selambat")
"""Limits that say by when, with or without an event."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A period that the words of a provision name: a term that runs from an event, or how long something lasts.

    Attributes:
        provision: id of the provision.
        span: where it stands in the provision's text.
        text: its words.
        about: the sentence in which it stands, with the words above it where they introduce a list.
        limit: what limits it, in small letters ("paling lambat"); may be empty.
        amount, unit: how long; *amount* is None where figures and words contradict each other. Units: hari, hari
            kerja, minggu, bulan, tahun, jam, menit, "x 24 jam", and "tanggal", a day of every month.
        direction: -1 before the event, 1 after it, 0 where none is named.
        anchor: the words of the event; empty where a list of events follows ("sejak:").
        event: id of the stage that the event is; empty where it is none that is known.
        edge: ``awal`` or ``akhir`` of that stage.
        day: the day on which it ends (or from which it counts), where the event's day is known.
        arithmetic: how *day* was reckoned.
        note: what a reader must know of it, or why there is no day (Indonesian).
    """

    provision: str
    span: tuple[int, int]
    text: str
    about: str
    limit: str
    amount: int | None
    unit: str
    direction: int = 0
    anchor: str = ""
    event: str = ""
    edge: str = ""
    day: date | None = None
    arithmetic: str = ""
    note: str = ""

    @property
    def binds(self) -> bool:
        """Whether it says by when (or from when), not how long something lasts."""
        return self.direction != 0 or self.limit.startswith(LATEST)


@dataclass(frozen=True, slots=True)
class Dated:
    """A day or a span of days that a provision names outright.

    Attributes:
        provision: id of the provision.
        span: where it stands in the provision's text.
        text: its words.
        first, last: the days.
        stages: ids of the stages of which its sentence speaks; empty where of none that is known.
        opens, closes: whether the first day is said to begin the stage, and the last to end it.
    """

    provision: str
    span: tuple[int, int]
    text: str
    first: date
    last: date
    stages: tuple[str, ...] = ()
    opens: bool = True
    closes: bool = True


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A stage at its days, whichever place of the draft tells them.

    Attributes:
        provision: id of the row or provision.
        name: name of the activity, or the words of the article that tell the day.
        start, end: first and last day; None where that is not told.
    """

    provision: str
    name: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Timeline(Shown):
    """All times of one regulation.

    Attributes:
        regulation: whose they are.
        voting_day: what all is reckoned from; None where nothing, or more than one day, is told.
        said: the voting days that the draft itself tells, in its order.
        activities: the rows of its schedule tables.
        deadlines: the periods in its provisions.
        dates: the dates in its provisions.
        why: why there is no voting day (Indonesian); empty where there is one.
    """

    regulation: Regulation
    voting_day: VotingDay | None
    said: tuple[VotingDay, ...]
    activities: tuple[Planned, ...]
    deadlines: tuple[Deadline, ...]
    dates: tuple[Dated, ...]
    why: str = ""

    def of(self, stage: str) -> tuple[Planned, ...]:
        """Return the activities that are *stage*."""
        return tuple(one for one in self.activities if stage in one.stages)

    def occurrences(self, stage: str) -> tuple[Occurrence, ...]:
        """Return *stage* as the schedule has it, then as the articles tell it."""
        rows = (
            Occurrence(one.activity.provision, one.activity.name, one.start, one.end)
            for one in self.of(stage)
            if one.start or one.end
        )
        articles = (
            Occurrence(one.provision, one.text, one.first if one.opens else None, one.last if one.closes else None)
            for one in self.dates
            if stage in one.stages
        )
        return (*rows, *articles)

    def _title(self) -> str:
        return f"Linimasa: {self.regulation.identity.name or self.regulation.source.name}"

    def _records(self) -> Iterator[Mapping[str, Any]]:
        for one in self.activities:
            yield {
                "id": one.activity.provision,
                "what": one.activity.name,
                "start": one.start,
                "end": one.end,
                "stages": list(one.stages),
                "arithmetic": one.arithmetic,
            }
        for deadline in self.deadlines:
            yield {
                "id": deadline.provision,
                "what": deadline.text,
                "start": None,
                "end": deadline.day,
                "stages": [],
                "arithmetic": deadline.arithmetic,
            }
