"""One provision through many versions: the :class:`Succession`, its histories, and their stages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pkpu_review.model.comparison import Change, ChangeKind, Comparison, Relation
from pkpu_review.model.regulation import Regulation
from pkpu_review.show import Shown

Turn = Relation | Literal["first", "returned"]
"""What became of a provision's place in one version: as between two, or there from the start, or back again."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What became of one provision in one version.

    Attributes:
        version: place of the version in the succession, counted from 0.
        id: where the provision stands in that version; empty where it no longer stands.
        relation: as of a :class:`~.comparison.Change`; ``first`` in the first version of all, ``returned`` where it
            stands again after it was removed, ``removed`` or ``merged`` where it no longer stands.
        change: what became of its own words since the version *since*.
        since: place of the version that it is compared with: the one before, or of what returned the last one in
            which it stood; -1 where there is none.
        sentence: one Indonesian sentence; empty where nothing happened.
        others: of a split the ids of the other pieces in this version; of a new piece the id (in *since*) that it
            came from; of a merger the ids (in *since*) of the other parts; of a part that ended in a merger the id
            (in this version) that holds its words now.
        row: the row of the comparison that says so; None in the first version.
    """

    version: int
    id: str
    relation: Turn
    change: ChangeKind = "none"
    since: int = -1
    sentence: str = ""
    others: tuple[str, ...] = ()
    row: Change | None = field(default=None, repr=False)

    @property
    def quiet(self) -> bool:
        """Whether nothing happened: it stood there from the start, or stands where it stood with the same words."""
        return self.relation == "first" or (
            self.relation == "same" and self.change == "none" and not (self.row is not None and self.row.poorly_read)
        )


@dataclass(frozen=True, slots=True)
class History:
    """One provision through all versions: a stage for each in which it stands, and for each in which it went.

    A split does not make two provisions of one history: the piece with the most of the words goes on, each other
    piece begins a history of its own. So does a merger backwards: the part that gives the most words goes on, the
    history of each other part ends there.
    """

    stages: tuple[Stage, ...]

    def at(self, version: int) -> Stage | None:
        """Return the stage in *version*; None where it stood no longer, or not yet."""
        return next((stage for stage in self.stages if stage.version == version), None)

    @property
    def last_id(self) -> str:
        """Where it stood last."""
        return next(stage.id for stage in reversed(self.stages) if stage.id)

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to tell."""
        return self.stages[0].version == 0 and all(stage.quiet for stage in self.stages)


@dataclass(frozen=True, slots=True)
class Succession(Shown):
    """Three or more versions in their order, what lies between each and the next, and every provision's history.

    Attributes:
        versions: in order.
        steps: each version against the one before it; one fewer than versions.
        histories: every provision of every version is in exactly one, in the order of the last version; what went
            stands where it stood.
    """

    versions: tuple[Regulation, ...]
    steps: tuple[Comparison, ...]
    histories: tuple[History, ...]
    _places: dict[tuple[int, str], History] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        for history in self.histories:
            self._places.update(((stage.version, stage.id), history) for stage in history.stages if stage.id)

    def of(self, version: int, id: str) -> History | None:
        """Return the history of what stands at *id* in *version*, or None."""
        return self._places.get((version, id))

    @property
    def names(self) -> tuple[str, ...]:
        """The file names of the versions."""
        return tuple(version.source.name for version in self.versions)

    def _title(self) -> str:
        return f"Riwayat {len(self.versions)} naskah: {' → '.join(self.names)}"

    def _records(self) -> Iterator[Mapping[str, Any]]:
        for history in self.histories:
            if history.quiet:
                continue
            found: dict[str, Any] = {}
            for number, name in enumerate(self.names):
                stage = history.at(number)
                told = "" if stage is None else stage.id or "(hapus)"
                found[f"{number + 1}. {name}"] = told
            yield found
