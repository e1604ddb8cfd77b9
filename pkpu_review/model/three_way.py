"""Two edits of one base: the :class:`ThreeWay`, its rows, and what can be put together of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pkpu_review.model.comparison import Comparison
from pkpu_review.model.regulation import Problem, Regulation
from pkpu_review.show import Shown

Owner = Literal["base", "a", "b", "both", "conflict"]
Outcome = Literal["none", "a", "b", "both", "merged", "conflict"]
Conflict = Literal["words", "removed", "place", "insert"]
"""Why two edits cannot stand together: they change the same words otherwise (``words``); one removes what the other
changes, or adds to (``removed``); they put one provision in two places (``place``); both put something new at the
same place, which may stand in either order, or say the same thing twice (``insert``)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: ``base`` changed by none, ``a`` or ``b`` by one, ``both`` by both alike, or in ``conflict``.

    Words are joined by single spaces. References that only follow a renumbering are no change; each side has them
    as it prints them.
    """

    owner: Owner
    base: str
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Joint:
    """One provision of the base with what became of it in A and in B; or one that A, B or both inserted.

    Attributes:
        base, a, b: its id in each of the three; empty where it does not stand.
        outcome: ``none`` changed it, ``a`` or ``b`` alone did, ``both`` did alike, ``merged`` (both did, and the edits
            do not touch), ``conflict``.
        conflicts: why it is a conflict; empty where it is none.
        pieces: its words where any of them changed; the base's, A's and B's put together give each text.
        rival: of an ``insert`` conflict the id, in the other edit, of what stands at the same place; of ``removed``
            on an inserted provision the id in the base of what the other removed.
        id, label, text: the proposal: where it stands when both edits are taken in, and its words, references
            renumbered. Empty where it does not stand; *text* is empty too where its words are in conflict.
        sentence: one Indonesian sentence; empty where nothing happened.
    """

    base: str
    a: str
    b: str
    outcome: Outcome
    conflicts: tuple[Conflict, ...] = ()
    pieces: tuple[Piece, ...] = ()
    rival: str = ""
    id: str = ""
    label: str = ""
    text: str = ""
    sentence: str = ""

    @property
    def place(self) -> str:
        """The id by which to speak of it: in the base, else in A, else in B."""
        return self.base or self.a or self.b


@dataclass(frozen=True, slots=True)
class ThreeWay(Shown):
    """Two edits of one base, in the order of the proposal; what does not stand there any more where it stood.

    Attributes:
        of_a, of_b: the base against each of the two.
        rows: every provision of the base, and every one that was inserted, once.
        problems: what a person should know, such as a reference to what the other edit removed.
    """

    base: Regulation
    a: Regulation
    b: Regulation
    of_a: Comparison
    of_b: Comparison
    rows: tuple[Joint, ...]
    problems: tuple[Problem, ...] = field(default=())

    @property
    def conflicts(self) -> tuple[Joint, ...]:
        """What people have to settle."""
        return tuple(row for row in self.rows if row.outcome == "conflict")

    def _title(self) -> str:
        return f"{self.base.source.name}: {self.a.source.name} dan {self.b.source.name}"

    def _records(self) -> Iterator[Mapping[str, Any]]:
        for row in self.rows:
            if row.outcome != "none":
                yield {
                    "base": row.base,
                    "a": row.a,
                    "b": row.b,
                    "outcome": row.outcome,
                    "conflicts": list(row.conflicts),
                    "proposal": row.id,
                    "text": row.text,
                    "sentence": row.sentence,
                }
