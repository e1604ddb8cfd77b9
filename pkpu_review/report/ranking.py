"""A changed row → how much it matters, and why: a plain sum that a person can check.

The points and the signals stand in ``knowledge/importance.toml``. A signal is looked for in the words
that changed, with the words that stand next to them (a changed "7 (tujuh)" is followed by "hari").
"""

from __future__ import annotations

import re
from functools import lru_cache

from pkpu_review import ids, knowledge
from pkpu_review.report.sheet import Paragraph, Row

CONTEXT_WORDS = 2
"""Unchanged words after a change that are read with it."""


def rank(row: Row) -> tuple[float, tuple[str, ...]]:
    """Return the points of a changed row, and the reasons (Indonesian) in falling order of points."""
    table = knowledge.load("importance.toml")
    kinds, extra = table["kind"], table["extra"]
    whole = row.relation in ("added", "removed")
    points = float(max(kinds[row.relation], 0 if whole or row.change == "none" else kinds[row.change]))
    because: list[tuple[float, str]] = []
    if whole and ids.parse(row.provision)[-1][0] == "pasal":
        points += extra["article"]
    if whole or row.change == "substantive":
        words = changed_words(row)
        share = extra["share_if_whole"] if whole else 1.0
        for signal in _signals():
            if signal.pattern.search(words):
                points += share * signal.points
                because.append((signal.points, signal.reason))
        points += min(extra["words_at_most"], len(words.split()) // extra["words_for_a_point"])
        more = min(extra["divisions_at_most"], extra["division"] * max(0, len(row.divisions) - 1))
        points += more
    return round(points, 2), tuple(reason for _, reason in sorted(because, key=lambda pair: -pair[0]))


def changed_words(row: Row) -> str:
    """Return the words that changed, each change with the words that follow it, one change a line."""
    if row.relation == "removed" and row.old:
        return "\n".join(_plain(paragraph) for paragraph in row.old.paragraphs)
    return "\n".join(line for paragraph in (row.new.paragraphs if row.new else ()) for line in _changes(paragraph))


def _plain(paragraph: Paragraph) -> str:
    return "".join(run.text for run in paragraph.runs)


def _changes(paragraph: Paragraph) -> list[str]:
    lines = []
    for place, run in enumerate(paragraph.runs):
        if run.mark == "equal":
            continue
        after = next((r.text for r in paragraph.runs[place + 1 :] if r.mark == "equal" and r.text.strip()), "")
        lines.append(" ".join([run.text, *after.split()[:CONTEXT_WORDS]]))
    return lines


class _Signal:
    __slots__ = ("pattern", "points", "reason")

    def __init__(self, pattern: str, points: float, reason: str) -> None:
        self.pattern, self.points, self.reason = re.compile(pattern), points, reason


@lru_cache(maxsize=1)
def _signals() -> tuple[_Signal, ...]:
    return tuple(_Signal(s["pattern"], s["points"], s["reason"]) for s in knowledge.load("importance.toml")["signal"])
