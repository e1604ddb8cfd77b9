"""What the rules found in a draft: :class:`Finding`, and all of one draft as :class:`Findings`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pkpu_review.model.regulation import Regulation
from pkpu_review.model.timeline import Timeline
from pkpu_review.show import Shown

Severity = Literal["error", "warning", "info"]
Status = Literal["met", "broken", "not-stated", "not-computable"]
Regime = Literal["nasional", "daerah"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says of one place.

    Attributes:
        rule: id of the rule, ``batas/T01`` or ``angka-huruf``.
        severity: ``error`` what must not stay so, ``warning`` what a person has to look at, ``info`` what was looked
            at and needs nothing, or could not be looked at.
        provision: id of the provision or row; empty where the finding is of the whole draft.
        message: one Indonesian sentence.
        text: the words of the draft that it rests on.
        span: where they stand in the provision's text; None for a row or the whole draft.
        arithmetic: the reckoning, in words.
        citation: the norm that it is held against.
        verified: whether somebody compared the norm with its source; None where there is none.
        status: for statutory limits: whether the draft keeps it.
        also: ids of further provisions or rows concerned.
    """

    rule: str
    severity: Severity
    provision: str
    message: str
    text: str = ""
    span: tuple[int, int] | None = None
    arithmetic: str = ""
    citation: str = ""
    verified: bool | None = None
    status: Status | None = None
    also: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Whether a person has to look at it."""
        return self.severity != "info"


@dataclass(frozen=True, slots=True)
class Findings(Shown):
    """What all rules found in one regulation, in the order of the rules, each rule's in the order of the document.

    Attributes:
        regulation: what was looked at.
        findings: what was found.
        timeline: the times that the rules looked at.
        regime: under which law the limits were judged; None where that is not known.
        law_days: first and last day on which the law was judged; the same where the day is known.
    """

    regulation: Regulation
    findings: tuple[Finding, ...]
    timeline: Timeline
    regime: Regime | None = None
    law_days: tuple[date, date] | None = None

    @property
    def limits(self) -> tuple[Finding, ...]:
        """The findings on statutory limits."""
        return tuple(one for one in self.findings if one.status is not None)

    @property
    def others(self) -> tuple[Finding, ...]:
        """All other findings."""
        return tuple(one for one in self.findings if one.status is None)

    @property
    def open(self) -> tuple[Finding, ...]:
        """Those that a person has to look at, the gravest first."""
        return tuple(
            sorted((one for one in self.findings if one.open), key=lambda one: ("error", "warning").index(one.severity))
        )

    def of(self, id: str) -> tuple[Finding, ...]:
        """Return the findings on provision *id*."""
        return tuple(one for one in self.findings if one.provision == id or id in one.also)

    def _title(self) -> str:
        return f"Pemeriksaan: {self.regulation.identity.name or self.regulation.source.name}"

    def _records(self) -> Iterator[Mapping[str, Any]]:
        for one in self.findings:
            yield {
                "rule": one.rule,
                "severity": one.severity,
                "status": one.status,
                "id": one.provision,
                "message": one.message,
                "arithmetic": one.arithmetic,
                "citation": one.citation,
                "verified": one.verified,
            }
