"""Findings → lines for the terminal, and records: what needs a person first, then every limit with its arithmetic."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from pkpu_review.ids import cite
from pkpu_review.lexis.calendar import told
from pkpu_review.model import Finding, Findings
from pkpu_review.model.stored import source
from pkpu_review.report.text.terminal import WIDTH, Line, Role, folded, plain
from pkpu_review.report.wording import number, say

SCHEMA = "pkpu-review/findings/1"
STATUS = {
    "met": "terpenuhi",
    "broken": "dilanggar",
    "not-stated": "tidak disebut",
    "not-computable": "tidak dapat dihitung",
}
SEVERITY = {"error": "salah", "warning": "periksa", "info": "keterangan"}
REGIME = {
    "nasional": "Pemilu (UU 7/2017 sebagaimana diubah dengan UU 7/2023)",
    "daerah": "Pemilihan kepala daerah (UU 1/2015 dan perubahannya)",
}
NO_REGIME = "tidak diketahui; sebutkan dengan --regime"
UNVERIFIED = "kutipan belum dicocokkan dengan sumbernya"
GOES_ON = 8
"""Columns before a line that goes on."""
DEEPEST = 20
"""Levels of a schedule whose numbers are told."""
NOTHING = "Tidak ada yang perlu diperiksa."
HOLIDAYS = "Hari kerja dihitung Senin sampai dengan Jumat; hari libur nasional tidak diperhitungkan."
_OUTCOME = re.compile(r" → ([^;→]+)")
"""What comes of a reckoning, behind it."""
_OPTION = re.compile(r"[;,] (?:sebutkan|pilih) dengan --[a-z-]+")
"""What a message advises who sits at the command line."""
GIVEN = "diminta dengan --voting-day"
"""Where a voting day comes from that the draft does not tell."""
_ROLES: dict[str, Role] = {"met": "insert", "broken": "delete", "not-stated": "soft", "not-computable": "warning"}


def for_readers(message: str) -> str:
    """Return *message* as a document says it: its readers have no command line."""
    return _OPTION.sub("", message).replace(GIVEN, say("timeline.voting-given"))


def state(one: Finding) -> str:
    """Return what became of the limit *one*, as a document says it; empty where it is none."""
    if one.status == "not-computable" and one.arithmetic:
        return say("timeline.limit-uncertain")
    words = STATUS[one.status] if one.status else ""
    return words[:1].upper() + words[1:]


def reckoning(one: Finding) -> str:
    """Return how *one* was reckoned, as a document says it beside its state: what comes of it stands in brackets where
    the state does not tell all of it, and is left out where the message says under which wording of the law it holds.
    """
    if one.status == "not-computable" or set(_OUTCOME.findall(one.arithmetic)) == {STATUS["met"]}:
        return _OUTCOME.sub("", one.arithmetic)
    return _OUTCOME.sub(r" (\1)", one.arithmetic)


def beside(label: str, words: str) -> str:
    """Return *words* as a document says them beside *label*, which they need not repeat."""
    shown = for_readers(words)
    shown = shown.removeprefix(f"{label.lower()} ")
    return shown[:1].upper() + shown[1:]


def voting_day(findings: Findings) -> str:
    """Return the voting day with its source, or why there is none."""
    found = findings.timeline.voting_day
    if found is None:
        return findings.timeline.why
    return f"{told(found.day)} ({place(findings, found.provision) if found.provision else GIVEN})"


def law(findings: Findings) -> str:
    """Return under which law, and as of when, the limits were judged."""
    name = REGIME[findings.regime] if findings.regime else NO_REGIME
    if findings.regime is None:
        return name
    if findings.law_days is None:
        return f"{name}; bunyi terakhir"
    first, last = findings.law_days
    return f"{name}; bunyi " + (f"pada {told(first)}" if first == last else f"dalam tahun {first.year}")


def place(findings: Findings, id: str) -> str:
    """Return where a finding stands; of many, :func:`places` tells faster."""
    return places(findings)(id)


def places(findings: Findings) -> Callable[[str], str]:
    """Return what tells of an id where it stands: the citation, or the numbers of a row of the schedule."""
    rows = {one.activity.provision: one.activity for one in findings.timeline.activities}

    def where(id: str) -> str:
        if id not in rows:
            return cite(id) if id else ""
        numbers: list[str] = []
        while id in rows and len(numbers) < DEEPEST:
            numbers.insert(0, rows[id].number.strip(".() "))
            id = rows[id].parent
        return f"{say('timeline.row')} {'.'.join(filter(None, numbers))}" if any(numbers) else "jadwal"

    return where


def counts(findings: Findings) -> str:
    """Return the limits counted by what became of them; that none was looked at, where no law was chosen."""
    if findings.regime is None:
        return say("timeline.limits-unchecked")
    names = {**STATUS, "not-computable": say("timeline.limits-open")}
    told_all = [(name, sum(one.status == status for one in findings.limits)) for status, name in names.items()]
    return ", ".join(f"{number(count)} {name}" for name, count in told_all)


def to_check(findings: Findings) -> list[Finding]:
    """Return the findings that need a person. That the title speaks of no election is none: no limit was looked at."""
    return [one for one in findings.open if findings.regime is not None or one.status is None]


def in_order(findings: Findings) -> list[Finding]:
    """Return the limits by what became of them: broken, not to be computed, met, not stated."""
    order = ("broken", "not-computable", "met", "not-stated")
    return sorted(findings.limits, key=lambda one: order.index(one.status or "not-stated"))


def view(findings: Findings, width: int = WIDTH) -> Iterator[Line]:
    """Yield the findings as lines of *width* columns: the open ones, then the limits, each with its arithmetic."""
    for line in _lines(findings):
        yield from folded(line, width, GOES_ON)


def _lines(findings: Findings) -> Iterator[Line]:
    name = findings.regulation.identity.name or findings.regulation.source.name
    yield ((plain(name), "title"),)
    yield (("Hari pemungutan suara: ", "soft"), (plain(voting_day(findings)), "plain"))
    yield (("Hukum: ", "soft"), (law(findings), "plain"))
    yield ()
    told_where = places(findings)
    yield ((f"Yang perlu diperiksa ({len(findings.open)})", "heading"),)
    if not findings.open:
        yield ((f"  {NOTHING}", "soft"),)
    for one in findings.open:
        where = told_where(one.provision)
        yield (
            (f"  {SEVERITY[one.severity]}  ", "delete" if one.severity == "error" else "warning"),
            (f"{plain(where)}: " if where else "", "label"),
            (plain(one.message), "plain"),
        )
        yield from _below(one)
    yield ()
    yield ((f"Batas waktu menurut undang-undang: {counts(findings)}", "heading"),)
    for one in in_order(findings):
        if one.open or one.status is None:
            continue
        where = told_where(one.provision)
        yield (
            (f"  {plain(one.message)}", _ROLES[one.status]),
            (f"  {plain(where)}" if where else "", "label"),
        )
        yield from _below(one)
    if any(one.unit == "hari kerja" for one in findings.timeline.deadlines):
        yield ()
        yield ((HOLIDAYS, "soft"),)


def _below(one: Finding) -> Iterator[Line]:
    if one.arithmetic:
        yield ((f"      {plain(one.arithmetic)}", "plain"),)
    if one.citation:
        yield ((f"      {one.citation}{f' ({UNVERIFIED})' if one.verified is False else ''}", "soft"),)


def finding(one: Finding) -> dict[str, Any]:
    """Return one line of ``check --format jsonl``."""
    return {
        "rule": one.rule,
        "severity": one.severity,
        "status": one.status,
        "id": one.provision,
        "also": list(one.also),
        "message": one.message,
        "text": one.text,
        "span": list(one.span) if one.span else None,
        "arithmetic": one.arithmetic,
        "citation": one.citation,
        "verified": one.verified,
    }


def record(findings: Findings) -> dict[str, Any]:
    """Return the object of ``check --format json``."""
    voting = findings.timeline.voting_day
    return {
        "schema": SCHEMA,
        "source": source(findings.regulation.source),
        "regime": findings.regime,
        "law_days": [day.isoformat() for day in findings.law_days] if findings.law_days else None,
        "voting_day": voting.day.isoformat() if voting else None,
        "why": findings.timeline.why,
        "findings": [finding(one) for one in findings.findings],
    }
