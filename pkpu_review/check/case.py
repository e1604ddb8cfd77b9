"""A regulation, and what the user says of it → the :class:`Case` that every rule looks at.

Which law a draft is held against is never guessed: the regime is the one that the user names, else the one that the
title speaks of (national elections or regional ones); the day on which the law is judged is the one that the user
names, else the day on which the draft was signed, else somewhere in the year that it bears.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from pkpu_review.knowledge import load
from pkpu_review.lexis.timelines import timeline
from pkpu_review.model import Regulation, Timeline
from pkpu_review.model.findings import Regime

SIGNED = ("ditetapkan", "disahkan")


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule looks at.

    Attributes:
        regulation: the draft.
        timeline: its times.
        regime: the law that it is held against; None where the title speaks of none, or of both.
        law_days: first and last day on which the law may be judged; None where the draft tells no year.
        signed: the day on which the draft was signed; None where that is left open.
    """

    regulation: Regulation
    timeline: Timeline
    regime: Regime | None
    law_days: tuple[date, date] | None
    signed: date | None


def case(
    regulation: Regulation, voting_day: date | None = None, regime: Regime | None = None, law_day: date | None = None
) -> Case:
    """Return *regulation* as the rules look at it."""
    signed = _signed(regulation)
    known = law_day or signed
    days = (known, known) if known else _year(regulation.identity.year)
    found = regime or regime_of(regulation.identity.title or _title(regulation))
    return Case(regulation, timeline(regulation, voting_day), found, days, signed)


def regime_of(title: str) -> Regime | None:
    """Return the regime that a title speaks of; None where of none, or of both."""
    national, regional = (bool(_regimes()[name].search(title)) for name in ("nasional", "daerah"))
    if national == regional:
        return None
    return "nasional" if national else "daerah"


@cache
def _regimes() -> dict[str, re.Pattern[str]]:
    words = load("limits.toml")["regime"]
    return {name: re.compile(words[name], re.I) for name in ("nasional", "daerah")}


def _title(regulation: Regulation) -> str:
    found = regulation.get("judul")
    return found.text if found else ""


def _signed(regulation: Regulation) -> date | None:
    for one in regulation.closing.signings if regulation.closing else ():
        if one.act in SIGNED and one.day:
            return date.fromisoformat(one.day)
    return None


def _year(printed: str) -> tuple[date, date] | None:
    if not re.fullmatch(r"(?:19|20|21)\d\d", printed):
        return None
    year = int(printed)
    return date(year, 1, 1), date(year, 12, 31)
