"""Regulation → Findings: one rule a function, all of them in the table below.

A rule looks at a :class:`~.case.Case` (the draft, its times, the law that it is held against) and yields what it finds.
To add one: write the function in a module of this room, and a line in :data:`RULES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from pkpu_review.check import days, lasting, limits, numbers, order
from pkpu_review.check.case import Case, case
from pkpu_review.model import Finding, Findings, Regulation
from pkpu_review.model.findings import Regime

__all__ = ["RULES", "Rule", "check"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its *id*, what it looks for (Indonesian), and the function."""

    id: str
    name: str
    check: Callable[[Case], Iterator[Finding]]


RULES = (
    Rule("batas", "Batas waktu menurut undang-undang", limits.check),
    Rule("hari-pemungutan", "Hari pemungutan suara yang berbeda-beda", days.voting_days),
    Rule("urutan-tahapan", "Urutan, tumpang tindih, dan celah antartahapan", order.out_of_order),
    Rule("selesai-sebelum-mulai", "Kegiatan yang selesai sebelum dimulai", order.reversed_days),
    Rule("di-luar-induk", "Kegiatan di luar masa kegiatan induknya", order.outside),
    Rule("lama-tahap", "Lama tahap dalam pasal dan dalam jadwal", lasting.lengths),
    Rule("pasal-dan-jadwal", "Hari tahap dalam pasal dan dalam jadwal", lasting.days),
    Rule("tanggal-tidak-ada", "Tanggal yang tidak ada", days.missing),
    Rule("hari-tanggal", "Nama hari yang tidak sesuai dengan tanggalnya", days.weekdays),
    Rule("angka-huruf", "Angka yang bertentangan dengan hurufnya", numbers.check),
)
"""All rules, in the order in which their findings are shown."""


def check(
    regulation: Regulation, voting_day: date | None = None, regime: Regime | None = None, law_day: date | None = None
) -> Findings:
    """Return what all rules find in *regulation*.

    Args:
        regulation: the draft.
        voting_day: from which all is reckoned; without it, the day that the draft tells.
        regime: the law that it is held against; without it, the one of which the title speaks.
        law_day: the day on which the law is judged; without it, the day or the year of the draft.
    """
    looked_at = case(regulation, voting_day, regime, law_day)
    found = tuple(finding for rule in RULES for finding in rule.check(looked_at))
    return Findings(regulation, found, looked_at.timeline, looked_at.regime, looked_at.law_days)
