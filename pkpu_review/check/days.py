"""Dates that cannot be right → findings: days that do not exist, wrong days of the week, two voting days.

- ``tanggal-tidak-ada``: "31 April 2024", "29 Februari 2023".
- ``hari-tanggal``: "Kamis, 14 Februari 2024", which is a Wednesday.
- ``hari-pemungutan``: the schedule and an article, or the user, name different voting days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from pkpu_review.check.case import Case
from pkpu_review.knowledge import load
from pkpu_review.lexis.calendar import DAYS, told, weekday
from pkpu_review.model import Finding, Provision, VotingDay

CALENDAR = "Kalender Gregorius"
VOTING = "UU 7/2017 Pasal 167 ayat (2) dan ayat (3): satu hari pemungutan suara, serentak"
NAMES = {"ahad": "minggu", "jum'at": "jumat", "jum’at": "jumat"}


def missing(case: Case) -> Iterator[Finding]:
    """Yield a finding for every date that does not exist."""
    for provision, text, row in _texts(case):
        for match in _written().finditer(text):
            if _day(match) is None:
                yield Finding(
                    "tanggal-tidak-ada",
                    "error",
                    provision.id,
                    f"Tanggal {match['day']} {match['month']} {match['year']} tidak ada.",
                    match[0],
                    None if row else match.span(),
                    citation=CALENDAR,
                )


def weekdays(case: Case) -> Iterator[Finding]:
    """Yield a finding for every date that bears the name of another day of the week."""
    for provision, text, row in _texts(case):
        for match in _written().finditer(text):
            day = _day(match)
            if day is None or not match["weekday"]:
                continue
            name = match["weekday"].casefold()
            if NAMES.get(name, name) != weekday(day).casefold():
                yield Finding(
                    "hari-tanggal",
                    "error",
                    provision.id,
                    f"{told(day)} adalah hari {weekday(day)}, bukan {match['weekday']}.",
                    match[0],
                    None if row else match.span(),
                    arithmetic=f"{told(day)} = {weekday(day)}; naskah: {match['weekday']}",
                    citation=CALENDAR,
                )


def voting_days(case: Case) -> Iterator[Finding]:
    """Yield findings where the voting days that the draft tells, or the user named, differ."""
    said = case.timeline.said
    first: dict[date, VotingDay] = {}
    for one in said:
        first.setdefault(one.day, one)
    if len(first) > 1:
        days = " dan ".join(told(day) for day in first)
        yield Finding(
            "hari-pemungutan",
            "error",
            next(iter(first.values())).provision,
            f"Naskah menyebut lebih dari satu hari pemungutan suara: {days}.",
            arithmetic="; ".join(f"{one.text}: {told(day)}" for day, one in first.items()),
            citation=VOTING,
            verified=True,
            also=tuple(one.provision for one in first.values())[1:],
        )
    asked = case.timeline.voting_day
    if asked and not asked.provision and first and asked.day not in first:
        days = " dan ".join(told(day) for day in first)
        yield Finding(
            "hari-pemungutan",
            "warning",
            next(iter(first.values())).provision,
            f"Hari pemungutan suara yang diminta ({told(asked.day)}) berbeda dengan yang disebut naskah ({days}).",
            citation=VOTING,
            verified=True,
        )


def _texts(case: Case) -> Iterator[tuple[Provision, str, bool]]:
    for provision in case.regulation.walk():
        if provision.kind == "baris":
            for cell in provision.cells:
                yield provision, cell, True
        else:
            yield provision, provision.text, False


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), _months()[match["month"].casefold()], int(match["day"]))
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    return {name.casefold(): number for number, name in enumerate(load("schedule.toml")["dates"]["months"], 1)}


@cache
def _written() -> re.Pattern[str]:
    names = "|".join((*DAYS, "Ahad", "Jum['’]at"))
    return re.compile(
        rf"(?:\b(?P<weekday>{names})\b\s?,?\s{{1,3}}(?:tanggal\s+)?)?"
        r"(?<![\w./-])(?P<day>\d{1,2})\s{1,3}(?:\([a-z\s]{3,30}\)\s)?"
        rf"(?P<month>{'|'.join(_months())})\s{{1,3}}(?P<year>(?:19|20|21)\d\d)\b",
        re.I,
    )
