"""A changed row → how much it matters, and why; and rows → those that changed, the weightiest first.

How much is the rank of its change, and more where many divisions are concerned. The rank (0 to 100) is the comparison's
own; the points that a sheet adds stand beside its points in ``knowledge/importance.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable

from pkpu_review import knowledge
from pkpu_review.model import Change
from pkpu_review.report.sheet import Row

MOST = 100
"""The highest rank."""


def rank(row: Row, change: Change) -> tuple[float, tuple[str, ...]]:
    """Return the points of *row*, which tells *change*, and the reasons (Indonesian), the weightiest first."""
    extra = knowledge.load("importance.toml")["extra"]
    more = 0.0
    if row.change == "substantive":
        more = min(extra["divisions_at_most"], extra["division"] * max(0, len(row.divisions) - 1))
    return float(min(MOST, change.rank + more)), change.reasons


def weightiest(rows: Iterable[Row]) -> list[Row]:
    """Return the *rows* that a reader has to look at because they changed, the weightiest first, then as they stand."""
    return sorted((row for row in rows if row.touched), key=lambda row: (-row.importance, row.number))
