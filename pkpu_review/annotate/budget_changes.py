"""The budget signals of two versions, and their comparison → what came, went or changed, with the arithmetic.

A signal is set beside one of the same rule in the provision that its own became; one that only went elsewhere within
the regulation is no change. Numbers of one unit and the same multipliers are reckoned with; where the multipliers
differ the numbers cannot be compared, and nothing is reckoned. "dapat" that became a duty (or the other way round) is
a change of the budget too, and so are days that a schedule's activity gained or lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal

from pkpu_review.annotate.budget_rules import by_id, sources
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
    left = _Left(old)
    partner: dict[int, int] = {}
    for close in (True, False):  # what is the same in its own provision, then what stands there with another value
        for place, one in enumerate(new):
            if place not in partner and (found := left.nearest(one, before[one.provision], close)) is not None:
                partner[place] = found
    for place, one in enumerate(new):  # what went elsewhere as it is, then one source of funds for another
        if place not in partner:
            found = left.elsewhere(one, homes[article(one.provision)])
            if found is None and one.kind == "source":
                found = left.funds(before[one.provision])
            if found is not None:
                partner[place] = found
    told = []
    for place, one in enumerate(new):
        if place not in partner:
            told.append(BudgetChange("new", None, one, direction="up" if _burdens(one) else ""))
        elif (change := _changed(old[partner[place]], one, one.provision in touched)) is not None:
            told.append(change)
    told += _longer(comparison)
    lasting = {row.old for row in comparison.rows if row.old and row.new}
    told += (BudgetChange("gone", one, None, direction=_spared(one, lasting)) for one in left.rest())
    return tuple(told)


class _Left:
    """The old signals that have no partner yet, by rule and provision, and by what they say."""

    def __init__(self, old: Sequence[Signal]) -> None:
        self.old = old
        self.free = dict.fromkeys(range(len(old)))
        self.by_place: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.by_key: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for place, one in enumerate(old):
            self.by_place[one.rule, one.provision].append(place)
            self.by_key[_key(one)].append(place)

    def rest(self) -> Iterator[Signal]:
        """Yield what found no partner, in order."""
        return (self.old[place] for place in self.free)

    def nearest(self, one: Signal, provisions: Collection[str], close: bool) -> int | None:
        """Take the signal that *one* was in these provisions; with *close*, one that says the same alone."""
        found = sorted(
            place for id in provisions for place in self.by_place.get((one.rule, id), ()) if place in self.free
        )
        if close:
            return self._take(place for place in found if _same(one, self.old[place]))
        named = [place for place in found if self.old[place].what.casefold() == one.what.casefold()]
        if one.kind not in _COUNTED:
            return self._take(named)  # another body is not the old one
        alike = (place for place in (named or found) if self.old[place].unit == one.unit)
        return self._take((*alike, *named))

    def elsewhere(self, one: Signal, homes: Collection[str]) -> int | None:
        """Take a signal that says the same: of one of these articles, else of any."""
        same = [place for place in self.by_key.get(_key(one), ()) if place in self.free]
        near = [place for place in same if article(self.old[place].provision) in homes]
        return self._take((*near, *same))

    def funds(self, provisions: Collection[str]) -> int | None:
        """Take a source of funds of these provisions, whichever it is."""
        ours = (
            place for rule in sources() for id in sorted(provisions) for place in self.by_place.get((rule.id, id), ())
        )
        return self._take(place for place in ours if place in self.free)

    def _take(self, places: Iterable[int]) -> int | None:
        place = next(iter(places), None)
        if place is not None:
            del self.free[place]
        return place


def _burdens(one: Signal) -> bool:
    return one.expense and one.kind != "source"


def _spared(one: Signal, lasting: Collection[str]) -> Direction:
    """Return whether it costs less that *one* is gone: a cost without a number, in a provision that lives on in other
    words, may go on under another name."""
    return "down" if _burdens(one) and not (one.kind == "cost" and one.provision in lasting) else ""


def _same(one: Signal, other: Signal) -> bool:
    """Whether two signals say the same."""
    return _key(one) == _key(other)


def _key(one: Signal) -> tuple[object, ...]:
    words = one.text if one.value is None else ""
    return (one.rule, one.value, one.unit, one.limit, _folded(one.per), one.what.casefold(), words.casefold())


def _folded(per: Sequence[str]) -> frozenset[str]:
    return frozenset(name.casefold() for name in per)


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
