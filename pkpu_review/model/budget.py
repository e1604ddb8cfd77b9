"""What a regulation costs: the :class:`Signal` (an amount, a volume, a share, a source of funds, a cost), and the
:class:`Budget` made of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from pkpu_review.model.comparison import Comparison
from pkpu_review.model.regulation import Regulation
from pkpu_review.show import Shown

SignalKind = Literal["amount", "volume", "share", "source", "cost"]
Scope = Literal["", "pasal", "rujukan", "umum"]
BudgetChangeKind = Literal["new", "gone", "changed"]
Direction = Literal["", "up", "down"]


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing in a provision that bears on the budget.

    Attributes:
        provision: id of the provision or row.
        kind: ``amount`` of money, ``volume`` (how many, how long), ``share`` (a percentage), ``source`` of funds, or
            ``cost``: what cannot be done without money, though no number is told.
        rule: id of the rule in ``knowledge/budget.toml``.
        start, end: characters of the provision's text.
        text: these characters.
        name: what the rule calls it (Indonesian): ``honorarium``, ``jumlah rangkap``, ``badan atau tim``.
        reason: one Indonesian clause: why it bears on the budget.
        citation: the norm that the rule follows.
        verified: whether somebody compared that norm with its source.
        what: what it is the value of, in the text's own words; empty where the text does not tell.
        value: the number; None where there is none, or where figures and words contradict each other.
        unit: ``rupiah``, ``%``, ``rangkap``, ``buah``, ``orang``, ``hari``; empty for a source and a cost.
        limit: ``paling banyak`` and the like, in small letters; may be empty.
        per: what it is multiplied by, in the order of the text: ``("TPS", "Pemilu")``.
        base: of a share, what it is a share of: ``jumlah pemilih di setiap TPS``.
        modal: the norm word of its sentence, in small letters: ``wajib``, ``dapat``; may be empty.
        sourced: id of the provision that names the source of funds for it; empty where none does.
        scope: how that provision is bound to it: it stands in the same article (``pasal``), refers to its article
            (``rujukan``), or funds the regulation as a whole (``umum``); empty where there is none.
        expense: it burdens the budget: a fine, or a donation to a contestant, does not.
    """

    provision: str
    kind: SignalKind
    rule: str
    start: int
    end: int
    text: str
    name: str
    reason: str
    citation: str
    verified: bool
    what: str = ""
    value: Decimal | None = None
    unit: str = ""
    limit: str = ""
    per: tuple[str, ...] = ()
    base: str = ""
    modal: str = ""
    sourced: str = ""
    scope: Scope = ""
    expense: bool = True

    @property
    def unsourced(self) -> bool:
        """Whether it costs money, and neither its article nor one that refers to it says whose."""
        return self.expense and self.kind != "source" and self.scope not in ("pasal", "rujukan")


@dataclass(frozen=True, slots=True)
class BudgetChange:
    """What became of a signal between two versions.

    Attributes:
        kind: ``new`` (no *old*), ``gone`` (no *new*) or ``changed``.
        fields: what differs: ``source``, ``value``, ``limit``, ``per``, ``base``, ``text`` or ``modal``.
        arithmetic: the reckoning in words, where both are numbers: ``+Rp500.000 (+50 %)``.
        direction: whether the cost goes ``up`` or ``down``; empty where the words do not tell.
    """

    kind: BudgetChangeKind
    old: Signal | None = None
    new: Signal | None = None
    fields: tuple[str, ...] = ()
    arithmetic: str = ""
    direction: Direction = ""

    @property
    def signal(self) -> Signal:
        """The new signal, or the old one where it is gone."""
        found = self.new or self.old
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class Budget(Shown):
    """The budget signals of one regulation, or what became of them between two versions.

    Attributes:
        signals: of the (new) regulation, in the order of the document.
        comparison: the two versions, where two were given.
        changes: what came, went or changed, in the order of the new version, what is gone last.
    """

    regulation: Regulation
    signals: tuple[Signal, ...]
    comparison: Comparison | None = None
    changes: tuple[BudgetChange, ...] = ()

    def of(self, id: str | None) -> tuple[Signal, ...]:
        """Signals of provision *id*."""
        return tuple(one for one in self.signals if one.provision == id)

    @property
    def sources(self) -> tuple[Signal, ...]:
        """The provisions that name a source of funds."""
        return tuple(one for one in self.signals if one.kind == "source")

    @property
    def unsourced(self) -> tuple[Signal, ...]:
        """What costs money without a source of funds of its own."""
        return tuple(one for one in self.signals if one.unsourced)

    def _title(self) -> str:
        return f"Anggaran: {self.regulation.identity.name or self.regulation.source.name}"

    def _records(self) -> Iterator[Mapping[str, Any]]:
        for one in self.signals:
            yield {
                "id": one.provision,
                "kind": one.kind,
                "rule": one.rule,
                "text": one.text,
                "what": one.what,
                "value": one.value,
                "unit": one.unit,
                "per": ", ".join(one.per),
                "sourced": one.sourced,
                "reason": one.reason,
            }
