"""The name of an activity, or the words of an event → the stage of an election that it is.

The stages are those of UU 7/2017 Pasal 167 ayat (4) and the steps in them to which the law gives a time; by which
words each is known stands in ``knowledge/stages.toml``. An activity is judged by its own name and by those above it
("Rekapitulasi ... > Tingkat provinsi"); a second round, and voting that is repeated or follows later, are others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pkpu_review.knowledge import load

LONGEST = 400
"""Letters of a name that are looked at."""
JOIN = " > "


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage by the words by which it is known.

    Attributes:
        id, name: ``masa-tenang``, ``Masa Tenang``.
        rows: patterns of a row: its own name, what is not in it, and the names above it.
        events: patterns of the words of an event, each with the edge of the stage that is meant.
        lasts: pattern of a sentence that says how long it lasts, or None.
    """

    id: str
    name: str
    rows: tuple[tuple[re.Pattern[str], re.Pattern[str] | None, re.Pattern[str] | None], ...]
    events: tuple[tuple[re.Pattern[str], str], ...]
    lasts: re.Pattern[str] | None

    def is_row(self, name: str, above: str) -> bool:
        """Whether an activity called *name*, below those called *above*, is this stage."""
        return any(
            own.search(name) and not (without and without.search(name)) and (under is None or under.search(above))
            for own, without, under in self.rows
        )


@cache
def stages() -> dict[str, Stage]:
    """Return all stages by id, in the order of the file."""

    def compiled(entry: dict[str, str], key: str) -> re.Pattern[str] | None:
        return re.compile(entry[key], re.I) if key in entry else None

    return {
        entry["id"]: Stage(
            entry["id"],
            entry["name"],
            tuple(
                (re.compile(row["own"], re.I), compiled(row, "not"), compiled(row, "under")) for row in entry["rows"]
            ),
            tuple((re.compile(event["pattern"], re.I), event["edge"]) for event in entry["events"]),
            compiled(entry, "lasts"),
        )
        for entry in load("stages.toml")["stage"]
    }


def of_row(names: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of the stages that an activity is; *names* are those above it, outermost first, and its own."""
    *above, own = (" ".join(name.split())[:LONGEST] for name in names)
    joined = JOIN.join(above)
    if excluded().search(own) or excluded().search(joined):
        return ()
    return tuple(stage.id for stage in stages().values() if stage.is_row(own, joined))


def of_event(words: str) -> tuple[str, str] | None:
    """Return the stage, and which edge of it, that the words behind "sejak" or "sebelum" name; None for another."""
    words = " ".join(words.split())[:LONGEST]
    if excluded().search(words):
        return None
    for stage in stages().values():
        for pattern, edge in stage.events:
            if pattern.search(words):
                return stage.id, edge
    return None


@cache
def excluded() -> re.Pattern[str]:
    """Return the pattern of a second round and the like."""
    return re.compile(load("stages.toml")["excluded"]["pattern"], re.I)
