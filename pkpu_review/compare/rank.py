"""A changed row → how soon a reader should see it (0 to 100), and why: a plain sum that a person can check.

The points are in ``knowledge/importance.toml``: those of the kind of change, of what it does, and of signals in the
words that changed. What stands outside the articles and the annexes, and what only came or went with the provision
above it, counts a part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pkpu_review.knowledge import load
from pkpu_review.lexis import dates, durations
from pkpu_review.model import Change, Edit, Effect

MOST = 100
"""The highest rank."""
DAYS = {"jam": 1 / 24, "hari": 1.0, "hari kerja": 1.0, "minggu": 7.0, "bulan": 30.0, "tahun": 365.0}
"""About how many days a unit of time is: enough to tell which change is the larger one."""
CONTEXT_WORDS = 2
"""Unchanged words after a change that signals are looked for in, with it."""


def rank(row: Change, effects: Sequence[Effect], below: bool = False) -> tuple[int, tuple[str, ...]]:
    """Return the rank of *row* and the reasons for it (Indonesian clauses), the weightiest first.

    Args:
        row: with its edits.
        effects: what it does.
        below: the provision above it came or went with it.
    """
    table = load("importance.toml")
    kinds, extra = table["kind"], table["extra"]
    whole = row.old is None or row.new is None
    change = 0 if whole or row.change == "none" else kinds[row.change]
    points = float(max(kinds[row.relation], change))
    reasons: dict[str, float] = {}
    if row.change == "substantive":
        share = extra["share_if_whole"] if whole else 1.0
        for place, effect in enumerate(_weighed(effects)):
            entry = table["effect"][effect.kind]
            points += share * entry["points"] * (extra["further"] if place else 1.0)
            reasons[entry["reason"]] = max(reasons.get(entry["reason"], 0), entry["points"])
        if any(_burden(effect) for effect in effects):
            points += extra["burden"]
            reasons[extra["burden_reason"]] = table["effect"]["modality"]["points"] + 1
            reasons.pop(table["effect"]["modality"]["reason"], None)
        words = changed_words(row.edits)
        for signal in _signals():
            if signal.sign.search(words) and signal.pattern.search(words):
                points += share * signal.points
                reasons[signal.reason] = signal.points
        points += min(extra["words_at_most"], len(words.split()) // extra["words_for_a_point"])
        points += min(extra["days_at_most"], max(map(_days, effects), default=0) // extra["days_for_a_point"])
    top, _, below_it = (row.new or row.old or "").partition("/")
    kind = top.partition("-")[0]
    if whole and kind == "pasal" and not below_it:
        points += extra["article"]
        reasons[extra["article_reason"]] = extra["article"]
    if below:
        points *= extra["share_below"]
    if kind in extra["outside"]:
        points *= extra["share_outside"]
    told = tuple(reason for reason, _ in sorted(reasons.items(), key=lambda pair: -pair[1]))
    return min(MOST, round(points)), told


def changed_words(edits: Sequence[Edit]) -> str:
    """Return the words that changed, each change with the words that follow it, one change a line."""
    lines = []
    for place, edit in enumerate(edits):
        if edit.operation == "equal":
            continue
        after = edits[place + 1].new.split()[:CONTEXT_WORDS] if place + 1 < len(edits) else []
        lines += [" ".join([words, *after]) for words in (edit.old, edit.new) if words]
    return "\n".join(lines)


def _weighed(effects: Sequence[Effect]) -> list[Effect]:
    """Return one effect of each kind, the weightiest first: five dates of one row are no five reasons."""
    points = load("importance.toml")["effect"]
    first = {effect.kind: effect for effect in reversed(effects)}
    return sorted(first.values(), key=lambda effect: -points[effect.kind]["points"])


def _days(effect: Effect) -> int:
    """Return by how many days the date or the term of *effect* moved; 0 where that cannot be told."""
    if effect.kind == "date":
        days = [next(dates.find(words), None) for words in (effect.old, effect.new)]
        return abs((days[1].first - days[0].first).days) if days[0] and days[1] else 0
    if effect.kind != "deadline":
        return 0
    lengths = [_length(words) for words in (effect.old, effect.new)]
    return abs(int(lengths[1] - lengths[0])) if lengths[0] is not None and lengths[1] is not None else 0


def _length(words: str) -> float | None:
    """Return the length of the first term in *words*, in days; None where it has none that is known."""
    length = next((term.length for term in durations.find(words) if term.length), None)
    if length is None or isinstance(length[0], str) or length[1] not in DAYS:
        return None
    return float(length[0]) * DAYS[length[1]]


def _burden(effect: Effect) -> bool:
    burdens = load("effects.toml")["modality"]["burdens"]
    return effect.kind == "modality" and effect.new.casefold() in burdens and effect.old.casefold() not in burdens


@dataclass(frozen=True, slots=True)
class _Signal:
    """A pattern, and a sign that is quickly looked for: the pattern without the edge of a word before it."""

    sign: re.Pattern[str]
    pattern: re.Pattern[str]
    points: float
    reason: str


@cache
def _signals() -> tuple[_Signal, ...]:
    entries = load("importance.toml")["signal"]
    return tuple(
        _Signal(
            re.compile(one["pattern"].removeprefix(r"\b")), re.compile(one["pattern"]), one["points"], one["reason"]
        )
        for one in entries
    )
