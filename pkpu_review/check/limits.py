"""The times of a draft against the limits of the law (``knowledge/limits.toml``) → met, broken, or not stated.

A limit is looked for in the schedule, by the stages of its rows, and in the articles, by the words of their sentences.
What is broken is a finding each; what is met is one finding with all its places. A limit that the draft does not touch
is "not stated": that is no fault, for a draft on one stage need not repeat the others. Where the day is missing from
which a limit runs it cannot be computed, and nothing is guessed. What nobody has compared with its source says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from pkpu_review.check.bounds import Verdict, of_amount, of_day, of_term
from pkpu_review.check.case import Case
from pkpu_review.knowledge import load
from pkpu_review.lexis import quantities
from pkpu_review.lexis.calendar import reckoned, told
from pkpu_review.lexis.stages import stages
from pkpu_review.lexis.timelines import VOTING, readable, sentence
from pkpu_review.model import Deadline, Finding
from pkpu_review.model.findings import Status

Limit = dict[str, Any]
NO_REGIME = (
    "Batas waktu tidak dapat diperiksa: judul naskah tidak menunjukkan Pemilu atau Pemilihan kepala daerah; "
    "sebutkan dengan --regime."
)
NO_LAW_DAY = "Hari penetapan naskah tidak diketahui; sebutkan dengan --law-date."
DRAFT = "naskah"
"""Stands for the draft itself among the stages: its day is the day on which it was signed."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place where the draft touches a limit, and what comes of it there."""

    verdict: Verdict
    provision: str
    text: str
    span: tuple[int, int] | None = None


def check(case: Case) -> Iterator[Finding]:
    """Yield what the draft makes of every limit of its regime."""
    if case.regime is None:
        yield Finding("batas", "warning", "", NO_REGIME, status="not-computable")
        return
    for limit in load("limits.toml")["limit"]:
        applies = _applies(limit, case)
        if limit["regime"] == case.regime and applies is not None:
            yield from _findings(limit, case, certain=applies)


def _applies(limit: Limit, case: Case) -> bool | None:
    """Return whether the wording surely holds on the draft's day; None where it surely does not."""
    first, last = limit.get("since", date.min), limit.get("until", date.max)
    if case.law_days is None:  # a draft of no year is a draft of today: the latest wording
        return True if last == date.max else None
    begins, ends = case.law_days
    if ends < first or begins > last:
        return None
    return bool(first <= begins and ends <= last)


def _findings(limit: Limit, case: Case, certain: bool) -> Iterator[Finding]:
    found = [
        *_in_rows(limit, case),
        *_in_words(limit, case),
        *_in_statement(limit, case),
        *_in_quantities(limit, case),
        *_in_month(limit, case),
    ]
    broken = [one for one in found if one.verdict.status == "broken"]
    for one in broken:
        how = f", {one.verdict.how}" if one.verdict.how else ""
        if certain:
            message = f"{limit['name']}: melanggar batas{how}. {limit['rule']}"
            severity = "error" if limit["verified"] else "warning"
            yield _finding(limit, severity, "broken", one, message, one.verdict.arithmetic, ())
        else:  # whether it is broken hangs on the wording that holds
            message = (
                f"{limit['name']}: tidak dapat dipastikan; melanggar batas{how}, bila yang berlaku adalah bunyi "
                f"{_held(limit)}. {limit['rule']} {NO_LAW_DAY}"
            )
            yield _finding(limit, "warning", "not-computable", one, message, one.verdict.arithmetic, ())
    if broken:
        return
    for status, message in (("met", "terpenuhi"), ("not-computable", "tidak dapat dihitung")):
        some = [one for one in found if one.verdict.status == status]
        if some:
            first, also = some[0], tuple(dict.fromkeys(one.provision for one in some[1:]))
            arithmetic = "; ".join(dict.fromkeys(one.verdict.arithmetic for one in some if one.verdict.arithmetic))
            why = f": {first.verdict.how}" if status == "not-computable" and first.verdict.how else ""
            told_all = f"{limit['name']}: {message}{why}. {limit['rule']}{_doubt(limit, certain)}"
            yield _finding(limit, "info", status, first, told_all, arithmetic, also)
            return
    blank = Evidence(Verdict("not-stated", ""), "", "")
    message = f"{limit['name']}: tidak disebut dalam naskah. {limit['rule']}{_doubt(limit, certain)}"
    yield _finding(limit, "info", "not-stated", blank, message, _law_day(limit, case), ())


def _finding(
    limit: Limit, severity: Any, status: Any, one: Evidence, message: str, arithmetic: str, also: tuple[str, ...]
) -> Finding:
    return Finding(
        f"batas/{limit['id']}",
        severity,
        one.provision,
        message,
        one.text,
        one.span,
        arithmetic,
        limit["citation"],
        limit["verified"],
        status,
        also,
    )


def _doubt(limit: Limit, certain: bool) -> str:
    if certain:
        return ""
    return f" Bunyi ini berlaku {_held(limit)}."


def _held(limit: Limit) -> str:
    """Return when the wording of *limit* held, in words."""
    return f"sejak {told(limit['since'])}" if "since" in limit else f"sampai dengan {told(limit['until'])}"


def _law_day(limit: Limit, case: Case) -> str:
    """Return the day that the law would have, for a limit that the draft does not state."""
    for row in limit.get("row", ()):
        point = _point(row, case)
        if point and row.get("only") is None:
            return f"{reckoned(point[0], row['amount'], row['unit'], point[1])} ({row['bound']}); naskah: tidak disebut"
    return ""


def _edge(stage: str, edge: str, case: Case) -> tuple[date, str, str] | None:
    """Return the day on which *stage* begins or ends, with the row that says so and its name."""
    days = [
        (day, one.provision, one.name)
        for one in case.timeline.occurrences(stage)
        if (day := one.start if edge == "awal" else one.end)
    ]
    if not days:
        return None
    return (min if edge == "awal" else max)(days, key=lambda one: one[0])


def _point(row: dict[str, Any], case: Case) -> tuple[date, str] | None:
    """Return the day from which a bound is reckoned, with the words for it."""
    stage = row.get("from", VOTING)
    if stage == VOTING:
        return (case.timeline.voting_day.day, "") if case.timeline.voting_day else None
    found = _edge(stage, row.get("from_edge", "akhir"), case)
    return (found[0], stages()[stage].name) if found else None


def _in_rows(limit: Limit, case: Case) -> Iterator[Evidence]:
    both = len({row.get("edge") for row in limit.get("row", ())}) > 1
    for row in limit.get("row", ()):
        if row["stage"] == DRAFT:
            given = case.timeline.occurrences(row["given"])
            found = (case.signed, given[0].provision, "penetapan naskah") if case.signed and given else None
        else:
            found = _edge(row["stage"], row["edge"], case)
        if found is None:
            continue
        day, provision, name = found
        point = _point(row, case)
        if point is None and row.get("from", VOTING) != VOTING:
            continue  # the draft has one of the two days alone: what lies between them it does not state
        verdict = of_day(row, point, day) if point else None
        if verdict is None:
            verdict = Verdict("not-computable", f"naskah: {told(day)}", case.timeline.why)
        if both and verdict.status == "broken":  # which of its two days is wrong
            verdict = replace(verdict, how=f"{'mulai' if row.get('edge') == 'awal' else 'selesai'} {verdict.how}")
        if row.get("only") in (None, verdict.status):
            yield Evidence(verdict, provision, name)


def _in_words(limit: Limit, case: Case) -> Iterator[Evidence]:
    voting_day = case.timeline.voting_day.day if case.timeline.voting_day else None
    for law in limit.get("words", ()):
        for said in case.timeline.deadlines:
            if speaks_of(law, said):
                yield Evidence(of_term(law, said, voting_day), said.provision, said.text, said.span)


def speaks_of(law: dict[str, Any], said: Deadline) -> bool:
    """Whether the deadline *said* is the one that *law* limits."""
    if not law.get("either_direction"):
        if said.direction != (1 if law["amount"] > 0 else -1):
            return False
        if "anchor" in law:
            if not _compiled(law["anchor"]).search(said.anchor):
                return False
        elif said.event != VOTING:
            return False
    return _about(law, said.about)


def _about(law: dict[str, Any], about: str) -> bool:
    about = " ".join(about.split())
    return bool(_compiled(law["about"]).search(about)) and not ("not" in law and _compiled(law["not"]).search(about))


def _in_statement(limit: Limit, case: Case) -> Iterator[Evidence]:
    law = limit.get("statement")
    if law is None:
        return
    for provision, _ in readable(case.regulation):
        for part in re.split(r"(?<=[.;])\s", provision.text):
            if _compiled(law["about"]).search(part):
                for status in ("broken", "met"):
                    match = _compiled(law[status]).search(part)
                    if match:
                        outcome: Status = "broken" if status == "broken" else "met"
                        yield Evidence(Verdict(outcome, f"naskah: “{match[0]}”"), provision.id, match[0])
                        break


def _in_quantities(limit: Limit, case: Case) -> Iterator[Evidence]:
    laws = limit.get("quantity", ())
    if not laws:
        return
    for provision, above in readable(case.regulation):
        text = provision.text
        for law in laws:
            if not _compiled(law["about"]).search(f"{above} {text}"):
                continue
            for one in quantities.find(text):
                if one.size is None or not isinstance(one.size[0], Decimal):  # a share ("2/3") is no number
                    continue
                if _compiled(rf"^(?:{law['unit']})$").search(one.size[1]) and _about(
                    law, f"{above} {sentence(text, one.start, one.end)}"
                ):
                    words = text[one.start : one.end]
                    verdict = of_amount(law, float(one.size[0]), words)
                    yield Evidence(verdict, provision.id, words, (one.start, one.end))


def _in_month(limit: Limit, case: Case) -> Iterator[Evidence]:
    law = limit.get("month")
    voting = case.timeline.voting_day
    if law is None:
        return
    if voting is None:
        if case.timeline.said:
            yield Evidence(Verdict("not-computable", "", case.timeline.why), case.timeline.said[0].provision, "")
        return
    if voting.day.year > law["year"]:
        why = f"aturan ini hanya menyebut tahun {law['year']}"
        yield Evidence(Verdict("not-computable", f"naskah: {told(voting.day)}", why), voting.provision, voting.text)
        return
    kept = (voting.day.year, voting.day.month) == (law["year"], law["month"])
    words = f"naskah: {told(voting.day)} → {'terpenuhi' if kept else 'dilanggar'}"
    yield Evidence(Verdict("met" if kept else "broken", words), voting.provision, voting.text)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I)
