"""The budget signals of two versions, and their comparison → what came, went or changed, with the arithmetic.

A signal is set beside one of the same rule in the provision that its own became; one that only went elsewhere within
the regulation is no change. Numbers of one unit and the same multipliers are reckoned with; where the multipliers
differ the numbers cannot be compared, and nothing is reckoned. "dapat" that became a duty (or the other way round) is
a change of the budget too, and so are days that a schedule's activity gained or lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pkpu_review.annotate.budget_rules import by_id
from pkpu_review.annotate.budget_sources import article
from pkpu_review.lexis.schedules import schedule
from pkpu_review.lexis.sums import difference
from pkpu_review.model import Activity, Comparison, Regulation
from pkpu_review.model.budget import BudgetChange, Direction, Signal

FREE = "dapat"
"""The norm word that leaves it open whether the money is spent."""
DAYS = "lama-kegiatan"
_COUNTED = frozenset(["amount", "volume", "share"])


def changes(old: Sequence[Signal], new: Sequence[Signal], comparison: Comparison) -> tuple[BudgetChange, ...]:
    """Return what became of the signals *old* in *new*: in the order of the new version, what is gone last."""
    before: dict[str, set[str]] = defaultdict(set)
    homes: dict[str, set[str]] = defaultdict(set)
    touched = set()
    for row in comparison.rows:
        if row.old and row.new:
            before[row.new].add(row.old)
            homes[article(row.new)].add(article(row.old))
            if row.change == "substantive":
                touched.add(row.new)
    left = dict.fromkeys(range(len(old)))
    partner: dict[int, int] = {}
    for close in (True, False):  # what is the same in its own provision, then what stands there with another value
        for place, one in enumerate(new):
            if place not in partner:
                found = _nearest(one, old, left, before[one.provision], close)
                if found is not None:
                    partner[place] = found
                    del left[found]
    for place, one in enumerate(new):  # what went elsewhere as it is, then one source of funds for another
        if place not in partner:
            found = _elsewhere(one, old, left, homes[article(one.provision)])
            if found is None and one.kind == "source":
                found = next((at for at in left if _funds(old[at], before[one.provision])), None)
            if found is not None:
                partner[place] = found
                del left[found]
    told = []
    for place, one in enumerate(new):
        if place not in partner:
            told.append(BudgetChange("new", None, one, direction="up" if _burdens(one) else ""))
        elif (change := _changed(old[partner[place]], one, one.provision in touched)) is not None:
            told.append(change)
    told += _longer(comparison)
    told += (BudgetChange("gone", old[place], None, direction="down" if _burdens(old[place]) else "") for place in left)
    return tuple(told)


def _burdens(one: Signal) -> bool:
    return one.expense and one.kind != "source"


def _funds(one: Signal, provisions: set[str]) -> bool:
    return one.kind == "source" and one.provision in provisions


def _same(one: Signal, other: Signal) -> bool:
    """Whether two signals say the same."""
    return _key(one) == _key(other)


def _key(one: Signal) -> tuple[object, ...]:
    words = one.text if one.value is None else ""
    return (one.rule, one.value, one.unit, one.limit, _folded(one.per), one.what.casefold(), words.casefold())


def _folded(per: Sequence[str]) -> frozenset[str]:
    return frozenset(name.casefold() for name in per)


def _nearest(
    one: Signal, old: Sequence[Signal], left: dict[int, None], provisions: set[str], close: bool
) -> int | None:
    """Return the place of the signal that *one* was; with *close*, of one that says the same alone."""
    found = [place for place in left if old[place].rule == one.rule and old[place].provision in provisions]
    if close:
        return next((place for place in found if _same(one, old[place])), None)
    named = [place for place in found if old[place].what.casefold() == one.what.casefold()]
    alike = [place for place in (named or found) if old[place].unit == one.unit]
    return next(iter(alike or named if one.kind in _COUNTED else named), None)  # another body is not the old one


def _elsewhere(one: Signal, old: Sequence[Signal], left: dict[int, None], homes: set[str]) -> int | None:
    same = [place for place in left if _same(one, old[place])]
    near = [place for place in same if article(old[place].provision) in homes]
    return next(iter(near or same), None)


def _changed(old: Signal, new: Signal, touched: bool) -> BudgetChange | None:
    fields = ["source"] if old.rule != new.rule else []
    if (old.value, old.unit) != (new.value, new.unit) or (new.value is None and old.text != new.text and _told(new)):
        fields.append("value")
    if old.limit != new.limit:
        fields.append("limit")
    if _folded(old.per) != _folded(new.per):
        fields.append("per")
    if old.base.casefold() != new.base.casefold():
        fields.append("base")
    if touched and (old.modal == FREE) != (new.modal == FREE):
        fields.append("modal")
    if not fields:
        return None
    arithmetic, direction = "", _freed(old, new) if "modal" in fields else ""
    comparable = old.unit == new.unit and not {"per", "base"} & set(fields)
    if "value" in fields and comparable and old.value is not None and new.value is not None:
        arithmetic = difference(old.value, new.value, new.unit)
        if new.expense:
            more = (new.value > old.value) != by_id()[new.rule].inverse
            direction = "up" if more else "down"
    return BudgetChange("changed", old, new, tuple(fields), arithmetic, direction)


def _told(one: Signal) -> bool:
    return one.kind in _COUNTED


def _freed(old: Signal, new: Signal) -> Direction:
    if not new.expense or new.kind == "source":
        return ""
    return "up" if old.modal == FREE else "down"


def _longer(comparison: Comparison) -> Iterator[BudgetChange]:
    """Yield the activities of the schedules that last longer, or not so long."""
    olds, news = (
        {one.provision: one for one in schedule(side).activities} for side in (comparison.old, comparison.new)
    )
    if not olds or not news:
        return
    for row in comparison.rows:
        old, new = olds.get(row.old or ""), news.get(row.new or "")
        if old is None or new is None:
            continue
        before, after = _days(old), _days(new)
        if before is None or after is None or before == after:
            continue
        one, other = _lasting(comparison.old, old, before), _lasting(comparison.new, new, after)
        arithmetic = difference(before, after, "hari")
        yield BudgetChange("changed", one, other, ("value",), arithmetic, "up" if after > before else "down")


def _days(one: Activity) -> Decimal | None:
    return Decimal((one.end - one.start).days + 1) if one.start and one.end and one.end >= one.start else None


def _lasting(regulation: Regulation, one: Activity, days: Decimal) -> Signal:
    rule = by_id()[DAYS]
    text = regulation[one.provision].text
    return Signal(
        one.provision, rule.kind, rule.id, 0, len(text), text, rule.name, rule.reason, rule.citation, rule.verified,
        one.name, days, "hari",
    )  # fmt: skip
