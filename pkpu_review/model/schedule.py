"""What the schedule tables of a regulation say: the :class:`Schedule` and its activities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pkpu_review.model.regulation import Regulation
from pkpu_review.show import Shown


@dataclass(frozen=True, slots=True)
class Activity:
    """One row of a schedule table: what is done, from when, until when.

    Attributes:
        provision: id of the row.
        number: as printed: ``I.``, ``1``, ``a.``; empty where the row has none.
        name: what is done.
        start, end: first and last day; None where the cell is empty or says anything but days ("7 hari sebelum ...").
        start_text, end_text: the cells as printed; a single column of times stands in *start_text*.
        level: 1 for the outermost rows, by the way in which they are numbered.
        parent: id of the row under which it stands; empty for the outermost.
    """

    provision: str
    number: str
    name: str
    start: date | None
    end: date | None
    start_text: str = ""
    end_text: str = ""
    level: int = 1
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Schedule(Shown):
    """The activities of all schedule tables of one regulation, in the order of the document."""

    regulation: Regulation
    activities: tuple[Activity, ...]

    def _title(self) -> str:
        return f"Jadwal: {self.regulation.identity.name or self.regulation.source.name}"

    def _records(self) -> Iterator[Mapping[str, Any]]:
        for one in self.activities:
            yield {
                "id": one.provision,
                "number": one.number,
                "name": one.name,
                "start": one.start,
                "end": one.end,
                "start_text": one.start_text,
                "end_text": one.end_text,
                "level": one.level,
            }
