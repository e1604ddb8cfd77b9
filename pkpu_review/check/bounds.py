"""A bound of the law against a day or a term of the draft → whether it is kept, and the arithmetic in words.

A bound is "paling lambat" (no later, no longer), "paling cepat" (no earlier) or "tepat". Terms in different units are
compared where one says for certain: a month is 28 to 31 days, "3 x 24 jam" three days, and working days are never
fewer days of the calendar than their number. Where a bound has to be met exactly, another unit is another term.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from pkpu_review.lexis.calendar import measured, reckoned, shift, told
from pkpu_review.model import Deadline
from pkpu_review.model.findings import Status

LATEST, EARLIEST, EXACTLY = "paling lambat", "paling cepat", "tepat"
_EARLIEST_WORDS = ("paling cepat", "secepat-cepatnya", "paling awal", "paling singkat")
_LATEST_WORDS = ("paling lambat", "selambat-lambatnya")
_DAYS = {"hari": (1, 1), "x 24 jam": (1, 1), "minggu": (7, 7), "bulan": (28, 31), "tahun": (365, 366)}
"""Unit → the fewest and the most days of the calendar that one of it is."""
_WEEK, _WORKING = 7, 5
_HOURS = 24


@dataclass(frozen=True, slots=True)
class Verdict:
    """What comes of a comparison: *status*, the *arithmetic*, and *how* the draft differs (Indonesian, or empty)."""

    status: Status
    arithmetic: str
    how: str = ""


def of_day(law: dict[str, Any], point: tuple[date, str], day: date) -> Verdict | None:
    """Return whether *day* keeps the bound *law*, reckoned from *point*; None where the law's day cannot be."""
    limit = shift(point[0], law["amount"], law["unit"])
    if limit is None:
        return None
    kept = _kept(law["bound"], day.toordinal(), limit.toordinal())
    apart = abs((day - limit).days)
    how = "" if kept else f"{apart} hari {'lebih lambat' if day > limit else 'lebih awal'}"
    arithmetic = f"{reckoned(point[0], law['amount'], law['unit'], point[1])} ({law['bound']}); naskah: {told(day)}"
    return _verdict(kept, arithmetic, how)


def of_term(law: dict[str, Any], said: Deadline, voting_day: date | None) -> Verdict:
    """Return whether the term *said* keeps the bound *law*."""
    bound, unsigned = law["bound"], bool(law.get("either_direction"))
    amount: int = law["amount"]
    where = "" if unsigned else " sebelumnya" if amount < 0 else " sesudahnya"
    words = f"batas: {law.get('says', bound)} {measured(abs(amount), law['unit'])}{where}; naskah: {said.text}"
    if said.amount is None:
        return Verdict("not-computable", words, "angka dan hurufnya bertentangan")
    contrary = {LATEST: _EARLIEST_WORDS, EARLIEST: _LATEST_WORDS}.get(bound, ())
    if contrary and said.limit.startswith(contrary):
        return _verdict(False, words, f"naskah menulis “{said.limit}”")
    own = said.amount * (1 if unsigned else said.direction or 1)
    if said.unit == law["unit"]:
        kept = _kept(bound, own, abs(amount) if unsigned else amount)
        more = "lebih lama" if abs(own) > abs(amount) else "lebih singkat"
        how = "" if kept else f"{abs(abs(own) - abs(amount))} {law['unit']} {more}"
        if not kept and said.arithmetic:
            words += f" ({said.arithmetic})"
        return _verdict(kept, words, how)
    if bound == EXACTLY:
        return _verdict(False, words, f"satuannya {said.unit}, bukan {law['unit']}")
    if voting_day and not unsigned and said.event == "pemungutan-suara":
        law_day, own_day = shift(voting_day, amount, law["unit"]), shift(voting_day, own, said.unit)
        if law_day and own_day:
            kept = _kept(bound, own_day.toordinal(), law_day.toordinal())
            days = f"{reckoned(voting_day, amount, law['unit'])}; naskah: {reckoned(voting_day, own, said.unit)}"
            return _verdict(kept, f"{words}; {days}", "" if kept else "hari yang dihasilkan berbeda")
    return _in_days(bound, (amount, law["unit"]), (own, said.unit), words)


def of_amount(law: dict[str, Any], amount: float, text: str) -> Verdict:
    """Return whether a number keeps the limit *law* ("paling banyak", or "tepat")."""
    kept = amount == law["amount"] if law["limit"] == EXACTLY else amount <= law["amount"]
    words = f"batas: {law['limit']} {law['amount']} {law['unit'].partition('|')[0]}; naskah: {text}"
    return _verdict(kept, words, "" if kept else f"selisih {abs(amount - law['amount']):g}".replace(".", ","))


def _verdict(kept: bool, arithmetic: str, how: str) -> Verdict:
    told_how = f" → dilanggar, {how}" if how else " → dilanggar"
    return Verdict("met" if kept else "broken", arithmetic + (" → terpenuhi" if kept else told_how), how)


def _kept(bound: str, own: float, limit: float) -> bool:
    if bound == EXACTLY:
        return own == limit
    return own <= limit if bound == LATEST else own >= limit


def _in_days(bound: str, law: tuple[int, str], own: tuple[int, str], words: str) -> Verdict:
    """Compare terms of different units by the fewest and the most days that each can be."""
    ours, theirs = _reach(*own), _reach(*law)
    if ours is None or theirs is None:
        return Verdict("not-computable", words, "satuannya tidak dapat dibandingkan")
    certainly = all(_kept(bound, one, other) for one in ours for other in theirs)
    never = not any(_kept(bound, one, other) for one in ours for other in theirs)
    if not (certainly or never):
        return Verdict("not-computable", words, "satuannya tidak dapat dibandingkan dengan pasti")
    return _verdict(certainly, words, "" if certainly else "satuannya lain dan batasnya terlampaui")


def _reach(amount: int, unit: str) -> tuple[float, float] | None:
    """Return the fewest and the most days of the calendar that a term is, in order of size."""
    size = abs(amount)
    if unit == "jam":
        least = most = size / _HOURS
    elif unit == "hari kerja":  # how many holidays fall into it nobody knows: at least the Saturdays and Sundays do
        least, most = size + size // _WORKING * (_WEEK - _WORKING) - (_WEEK - _WORKING), float("inf")
        least = max(float(size), least)
    elif unit in _DAYS:
        least, most = (size * factor for factor in _DAYS[unit])
    else:
        return None
    return (least, most) if amount >= 0 else (-most, -least)
