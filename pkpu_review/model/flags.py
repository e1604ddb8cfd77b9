"""Which divisions a regulation concerns, and why: :class:`Flags`; and all that is known of a draft: :class:`Review`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pkpu_review.model.budget import Budget
from pkpu_review.model.comparison import Comparison
from pkpu_review.model.decisions import Decision
from pkpu_review.model.findings import Findings
from pkpu_review.model.norms import Duties
from pkpu_review.model.regulation import Problem, Regulation
from pkpu_review.show import Shown

UNMAPPED = "tidak terpetakan: tidak ada istilah atau aturan yang berlaku"
"""Why no division has work, where nothing says so: for a person to look at."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a division is concerned: the place in the provision's full text or heading, and the rule.

    Attributes:
        start, end: characters in the text named by *where*.
        text: the words found.
        where: ``teks`` (the provision's own text), ``judul`` (heading above), or the id of another provision.
        rule: the term or rule of the knowledge file that matched.
        reason: one Indonesian clause for the reader.
        weight: what it adds to the score.
    """

    start: int
    end: int
    text: str
    where: str
    rule: str
    reason: str
    weight: float


@dataclass(frozen=True, slots=True)
class Flag:
    """A division that a provision concerns.

    Attributes:
        division: id in the line-up, e.g. ``teknis``.
        provision: id of the provision.
        score: 0 to 1.
        evidence: what it rests on, strongest first.
        also: concerned at second hand, without work to do.
    """

    division: str
    provision: str
    score: float
    evidence: tuple[Evidence, ...] = ()
    also: bool = False


@dataclass(frozen=True, slots=True)
class Division:
    """A division of a line-up: *id*, full *name* and the *short* name for narrow columns (Indonesian)."""

    id: str
    name: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Flags(Shown):
    """The flags of one regulation for one line-up; every provision is looked up by id.

    Attributes:
        regulation: what was flagged.
        line_up: name of the line-up.
        divisions: of the line-up, in its order.
        flags: in the order of the document.
        idle: id of a provision to which no division owes work → why: the reason of the rule that says so, or
            ``UNMAPPED`` where nothing holds.
        decisions: of persons, which won over the rules.
        problems: decisions that no longer fit, or that are to be looked at again.
    """

    regulation: Regulation
    line_up: str
    divisions: tuple[Division, ...]
    flags: tuple[Flag, ...]
    idle: dict[str, str] = field(default_factory=dict, repr=False)
    decisions: tuple[Decision, ...] = ()
    problems: tuple[Problem, ...] = ()
    _by_provision: dict[str, list[Flag]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        for flag in self.flags:
            self._by_provision.setdefault(flag.provision, []).append(flag)

    def of(self, id: str | None) -> tuple[Flag, ...]:
        """Divisions that have work to do because of provision *id*, strongest first."""
        return tuple(flag for flag in self._by_provision.get(id or "", ()) if not flag.also)

    def also(self, id: str | None) -> tuple[Flag, ...]:
        """Divisions concerned at second hand by provision *id*."""
        return tuple(flag for flag in self._by_provision.get(id or "", ()) if flag.also)

    def decision(self, id: str) -> Decision | None:
        """The decision of a person on provision *id* itself, if there is one."""
        return next((decision for decision in self.decisions if decision.provision == id), None)

    def _title(self) -> str:
        return f"Divisi terkait ({self.line_up}): {self.regulation.source.name}"

    def _records(self) -> Iterator[Mapping[str, Any]]:
        for provision in self.regulation.walk():
            yield {
                "id": provision.id,
                "divisions": [flag.division for flag in self.of(provision.id)],
                "also": [flag.division for flag in self.also(provision.id)],
                "text": provision.text,
            }


@dataclass(frozen=True, slots=True)
class Review(Shown):
    """Everything known of one draft, alone or against the version before it.

    Attributes:
        new: the draft under review.
        flags: its divisions.
        old: the version before it, if there is one.
        comparison: old against new.
        old_flags: divisions of the old version: a removed provision concerns those it concerned.
        findings: what the rules find in the draft, with its times; None where nobody asked for it.
        duties: who must, may or must not do what, and what became of each duty; None as above.
        budget: what bears on the budget, and what became of it; None as above.
    """

    new: Regulation
    flags: Flags
    old: Regulation | None = None
    comparison: Comparison | None = None
    old_flags: Flags | None = None
    findings: Findings | None = None
    duties: Duties | None = None
    budget: Budget | None = None

    def _title(self) -> str:
        return f"Pencermatan {self.new.source.name}"

    def _records(self) -> Iterator[Mapping[str, Any]]:
        yield from (self.comparison or self.flags)._records()
