"""The rows of a schedule → findings where they cannot be kept: reversed, outside their parent, out of order, gaps.

- ``selesai-sebelum-mulai``: an activity ends before it begins.
- ``di-luar-induk``: a row lies outside the days of the row above it.
- ``urutan-tahapan``: stages in an order that the law does not have, or that overlap, or with a gap where one follows
  upon the other (``knowledge/stages.toml``, ``[[order]]``).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from pkpu_review.check.case import Case
from pkpu_review.knowledge import load
from pkpu_review.lexis.calendar import span, told
from pkpu_review.lexis.stages import stages
from pkpu_review.model import Finding
from pkpu_review.model.timeline import Occurrence

SCHEDULE = "asas dapat dilaksanakan dan asas kejelasan rumusan (UU 12/2011 Pasal 5 huruf d dan huruf f)"


def reversed_days(case: Case) -> Iterator[Finding]:
    """Yield a finding for every activity that ends before it begins."""
    for one in case.timeline.activities:
        if one.start and one.end and one.end < one.start:
            yield Finding(
                "selesai-sebelum-mulai",
                "error",
                one.activity.provision,
                f"“{one.activity.name}” selesai ({told(one.end)}) sebelum dimulai ({told(one.start)}).",
                one.activity.name,
                arithmetic=f"{told(one.start)} sampai dengan {told(one.end)}: mundur {(one.start - one.end).days} hari",
                citation=SCHEDULE,
                verified=False,
            )


def outside(case: Case) -> Iterator[Finding]:
    """Yield a finding for every row that begins before, or ends after, the row under which it stands."""
    rows = {one.activity.provision: one for one in case.timeline.activities}
    for one in case.timeline.activities:
        above = rows.get(one.activity.parent)
        if above is None or not (above.start and above.end) or above.end < above.start:
            continue
        told_how = []
        if one.start and one.start < above.start:
            told_how.append(
                f"mulai {told(one.start)}, {(above.start - one.start).days} hari sebelum {told(above.start)}"
            )
        if one.end and one.end > above.end:
            told_how.append(f"selesai {told(one.end)}, {(one.end - above.end).days} hari sesudah {told(above.end)}")
        if told_how:
            yield Finding(
                "di-luar-induk",
                "warning",
                one.activity.provision,
                f"“{one.activity.name}” berada di luar masa “{above.activity.name}”.",
                one.activity.name,
                arithmetic="; ".join(told_how),
                citation=SCHEDULE,
                verified=False,
                also=(above.activity.provision,),
            )


def out_of_order(case: Case) -> Iterator[Finding]:
    """Yield a finding for every two stages that stand in a wrong order, overlap, or leave a gap."""
    for entry in load("stages.toml")["order"]:
        first = _whole(case, entry["first"])
        then = _whole(case, entry["then"])
        if first and then and (found := _relation(entry, first, then)):
            yield found


Side = tuple[Occurrence, date]
"""A place of the draft and the day of it that counts."""


def _whole(case: Case, stage: str) -> tuple[Side, Side] | None:
    """Return the places where *stage* begins first and ends last; None where the draft does not tell both."""
    rows = [one for one in case.timeline.occurrences(stage) if one.start and one.end and one.start <= one.end]
    if not rows:
        return None
    starts = [(one, one.start) for one in rows if one.start]
    ends = [(one, one.end) for one in rows if one.end]
    return min(starts, key=lambda side: side[1]), max(ends, key=lambda side: side[1])


def _relation(entry: dict[str, Any], first: tuple[Side, Side], then: tuple[Side, Side]) -> Finding | None:
    (first_start, begins), (first_end, ends) = first
    (then_start, begins_then), (then_end, ends_then) = then
    one, other = stages()[entry["first"]].name, stages()[entry["then"]].name
    relation = entry["relation"]
    if first_start == then_start or first_end == then_end:  # one row names both stages
        return None
    if relation == "mulai-tidak-mendahului":
        if begins_then >= begins:
            return None
        return _found(
            entry,
            (then_start, first_start),
            f"{_capital(other)} dimulai sebelum {one}.",
            f"{other} mulai {told(begins_then)}, {(begins - begins_then).days} hari sebelum {one} ({told(begins)})",
        )
    if relation == "selesai-tidak-mendahului":
        if ends_then >= ends:
            return None
        return _found(
            entry,
            (then_end, first_end),
            f"{_capital(other)} selesai sebelum {one}.",
            f"{other} selesai {told(ends_then)}; {one} selesai {told(ends)}",
        )
    if begins_then <= ends:
        days = span(begins_then, min(ends, ends_then))
        overlap = f": tumpang tindih {days} hari" if begins <= begins_then and days > 0 else ""
        message = f"{_capital(one)} dan {other} tumpang tindih." if overlap else f"{_capital(other)} mendahului {one}."
        return _found(
            entry,
            (then_start, first_end),
            message,
            f"{one} selesai {told(ends)}; {other} mulai {told(begins_then)}{overlap}",
        )
    gap = (begins_then - ends - timedelta(days=1)).days
    if entry.get("adjacent") and gap:
        return _found(
            entry,
            (then_start, first_end),
            f"Ada celah {gap} hari antara {one} dan {other}.",
            f"{one} selesai {told(ends)}; {other} mulai {told(begins_then)}",
        )
    return None


def _found(entry: dict[str, Any], rows: tuple[Occurrence, Occurrence], message: str, arithmetic: str) -> Finding:
    return Finding(
        "urutan-tahapan",
        "error" if entry["verified"] else "warning",
        rows[0].provision,
        message,
        rows[0].name,
        arithmetic=arithmetic,
        citation=entry["citation"],
        verified=entry["verified"],
        also=(rows[1].provision,),
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
