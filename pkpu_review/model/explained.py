"""Everything known of one provision, gathered: :class:`Explained`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pkpu_review.model.budget import BudgetChange, Signal
from pkpu_review.model.comparison import Change, Comparison, FollowedReference
from pkpu_review.model.findings import Finding
from pkpu_review.model.flags import Flags
from pkpu_review.model.norms import Norm
from pkpu_review.model.reading import Comment, Mend, Revision
from pkpu_review.model.regulation import Definition, Problem, Provision, Regulation
from pkpu_review.model.succession import History, Succession
from pkpu_review.model.timeline import Dated, Deadline, Planned
from pkpu_review.show import Shown


@dataclass(frozen=True, slots=True)
class Citation:
    """One reference, within one version.

    Attributes:
        provision: id of the provision that holds it.
        start, end: characters of its text.
        text: the reference as printed.
        target: id of what it names; empty for another law's place, and for what there is not.
        foreign: a place in another law.
    """

    provision: str
    start: int
    end: int
    text: str
    target: str
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A defined term that a provision uses, or defines.

    Attributes:
        definition: the definition.
        name: by which of its names it is used.
        uses: ids of the provisions that use it: of those explained; of a term that is defined here, all.
    """

    definition: Definition
    name: str
    uses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explained(Shown):
    """Everything known of one provision and what stands below it.

    Attributes:
        regulation: the version that it stands in.
        provision: the provision.
        above: the headings and provisions that hold it, outermost first.
        flags: of the whole regulation; those of this provision are looked up by id.
        norms: what it lays down.
        deadlines, dates, activities: the times that it names.
        findings: what the rules say of it.
        signals: what it costs.
        budget_changes: what became of that; empty where one version is given.
        outgoing: the references in it.
        incoming: the references of other provisions to it, to what stands below it, or to what holds it.
        stale: references in it, or to it, that a person should look at: they do not name what they named.
        terms: the defined terms that it uses.
        defines: the terms that it defines.
        explanations: what the Penjelasan says of it, and of what stands below it.
        problems, mends, comments, revisions: of its reading, and what somebody fixed to it.
        comparison: the version before it against this one, where one is given.
        rows: what became of it, and of what stands below it, in the order of the comparison.
        gone: what stood below it in the version before, and stands no longer.
        succession, history: of three or more versions.
    """

    regulation: Regulation
    provision: Provision
    above: tuple[Provision, ...] = ()
    flags: Flags | None = None
    norms: tuple[Norm, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    dates: tuple[Dated, ...] = ()
    activities: tuple[Planned, ...] = ()
    findings: tuple[Finding, ...] = ()
    signals: tuple[Signal, ...] = ()
    budget_changes: tuple[BudgetChange, ...] = ()
    outgoing: tuple[Citation, ...] = ()
    incoming: tuple[Citation, ...] = ()
    stale: tuple[FollowedReference, ...] = ()
    terms: tuple[Term, ...] = ()
    defines: tuple[Term, ...] = ()
    explanations: tuple[Provision, ...] = ()
    problems: tuple[Problem, ...] = ()
    mends: tuple[Mend, ...] = ()
    comments: tuple[Comment, ...] = ()
    revisions: tuple[Revision, ...] = ()
    comparison: Comparison | None = None
    rows: tuple[Change, ...] = ()
    gone: tuple[Change, ...] = ()
    succession: Succession | None = None
    history: History | None = None

    @property
    def ids(self) -> frozenset[str]:
        """The provision's id, and those of what stands below it."""
        return frozenset(one.id for one in self.provision.walk())

    def _title(self) -> str:
        return f"{self.provision.citation}: {self.regulation.source.name}"

    def _records(self) -> Iterator[Mapping[str, Any]]:
        for one in self.provision.walk():
            yield {
                "id": one.id,
                "text": one.text,
                "divisions": [flag.division for flag in self.flags.of(one.id)] if self.flags else [],
                "norms": [norm.modality for norm in self.norms if norm.provision == one.id],
                "deadlines": [deadline.text for deadline in self.deadlines if deadline.provision == one.id],
                "findings": [found.message for found in self.findings if found.provision == one.id],
                "budget": [signal.text for signal in self.signals if signal.provision == one.id],
            }
