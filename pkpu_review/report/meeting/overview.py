"""The results of a batch → one page that leads to every review, and the same as JSON.

The page comes first for the reader: which versions were reviewed, how much changed in each, and what
could not be done.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from pkpu_review.lexis.calendar import told
from pkpu_review.model import Review

SCHEMA = "pkpu-review/batch/1"


@dataclass(frozen=True, slots=True)
class Failure:
    """What could not be done: the *file*, one Indonesian *message*, and for programmers the *detail* (a traceback)."""

    file: str
    message: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """The numbers of one review, counted on the rows of its matrix.

    Attributes:
        rows: all rows.
        changed: rows that a reader has to look at; those that only got a new number are not among them.
        substantive: of these, the ones whose substance changed, that are new or were removed.
        problems: what a person has to look at, as the first page of the review lists it.
        warnings: why the comparison is not to be relied on, if so.
    """

    rows: int
    changed: int
    substantive: int
    problems: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one version.

    Attributes:
        family: title of the regulation.
        label, file: of the version; empty where the family itself failed.
        day: date of the version, where it is known.
        against: label of the version that it was compared with, if any.
        folder: where its sheets stand, below the output folder, with ``/``; empty where there are none.
        tally: its numbers.
        failure: what went wrong, if anything.
    """

    family: str
    label: str = ""
    file: str = ""
    against: str = ""
    day: date | None = None
    folder: str = ""
    tally: Tally | None = None
    failure: Failure | None = None

    @property
    def written_day(self) -> str:
        """The date as Indonesian text writes it: ``10 Maret 2022``; empty where it is not known."""
        return told(self.day) if self.day else ""


@dataclass(frozen=True, slots=True)
class Overview:
    """All outcomes of one run, with the *notes* on what was decided without being asked."""

    source: str
    line_up: str
    outcomes: tuple[Outcome, ...]
    notes: tuple[str, ...] = ()

    @property
    def failures(self) -> tuple[Failure, ...]:
        """What could not be done, in order."""
        return tuple(outcome.failure for outcome in self.outcomes if outcome.failure)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Why a comparison is not to be relied on, each with its version."""
        found = ((outcome, outcome.tally.warnings) for outcome in self.outcomes if outcome.tally)
        return tuple(f"{one.family}, {one.label}: {message}" for one, messages in found for message in messages)

    @property
    def families(self) -> list[tuple[str, list[Outcome]]]:
        """The outcomes that have sheets, by family."""
        done = [outcome for outcome in self.outcomes if outcome.folder]
        return [(title, list(group)) for title, group in groupby(done, key=lambda outcome: outcome.family)]

    def record(self) -> dict[str, Any]:
        """Return the object that ``batch.json`` holds."""
        return {
            "schema": SCHEMA,
            "source": self.source,
            "line_up": self.line_up,
            "reviews": [
                {
                    "family": outcome.family,
                    "label": outcome.label,
                    "file": outcome.file,
                    "date": outcome.day.isoformat() if outcome.day else None,
                    "against": outcome.against or None,
                    "folder": outcome.folder or None,
                    "rows": outcome.tally.rows if outcome.tally else None,
                    "changed": outcome.tally.changed if outcome.tally else None,
                    "substantive": outcome.tally.substantive if outcome.tally else None,
                    "problems": outcome.tally.problems if outcome.tally else None,
                    "warnings": list(outcome.tally.warnings) if outcome.tally else [],
                    "error": outcome.failure.message if outcome.failure else None,
                    "detail": (outcome.failure.detail or None) if outcome.failure else None,
                }
                for outcome in self.outcomes
            ],
            "notes": list(self.notes),
        }

    def write(self, folder: Path) -> Path:
        """Write ``index.html`` and ``batch.json`` into *folder*, which exists; return the former.

        Raises:
            CannotWrite: one of them cannot be written.
        """
        from pkpu_review.report import records
        from pkpu_review.report.pages import html
        from pkpu_review.report.save import save_text

        save_text(folder / "batch.json", records.dumps(self.record(), indent=1) + "\n")
        return save_text(folder / "index.html", html.overview(self))


def tally(review: Review) -> Tally:
    """Return the numbers of *review*."""
    from pkpu_review.report.meeting.summary import checks
    from pkpu_review.report.sheets.rows import rows
    from pkpu_review.report.sheets.sheets import unproven
    from pkpu_review.report.views.findings import to_check

    made = rows(review)
    changed = [row for row in made if row.touched]
    return Tally(
        rows=len(made),
        changed=len(changed),
        substantive=sum(row.change == "substantive" or row.relation in ("added", "removed") for row in changed),
        problems=len(checks(review, made)) + (len(to_check(review.findings)) if review.findings else 0),
        warnings=tuple(unproven(review)),
    )
