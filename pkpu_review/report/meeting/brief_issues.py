"""Review → the strategic issues of the brief: what it costs, when it is done, and whether the law's limits hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from pkpu_review.ids import cite
from pkpu_review.lexis.words import shortened
from pkpu_review.model import Budget, BudgetChange, Finding, Findings, Review
from pkpu_review.report.document import Block, Column, Grid, Heading, Line, Points, Span, Spans, Words, plain
from pkpu_review.report.document import told as cell
from pkpu_review.report.meeting.important import short as short_name
from pkpu_review.report.meeting.important import short_forms
from pkpu_review.report.sheet import Paragraph
from pkpu_review.report.views import budget as costs
from pkpu_review.report.views.findings import STATUS, UNVERIFIED, reckoning, state
from pkpu_review.report.views.timeline import charts, short
from pkpu_review.report.wording import listing, number, say

COSTS = 6
"""Changes of cost that are told."""
KINDS = 6
"""Kinds of cost without a source that are named."""
COST = 200
"""Characters of one of them."""
SPANS = 12
"""Activities that the timeline shows; the longest of the outermost ones are chosen, and shown in their order."""
NAME = 70
"""Characters of the name of an activity."""
LIMITS = 7
"""Limits that are told one by one: those broken, then those that cannot be reckoned."""
ARITHMETIC, CITATION = 300, 90
"""Characters of the reckoning of a limit, and of its citation."""


# -- budget ---------------------------------------------------------------------------------------


def budget(review: Review) -> Iterator[Block]:
    """Yield what bears on the budget, and what became of it."""
    if review.budget is None:
        return
    found = review.budget
    yield Heading(say("brief.budget"), 2)
    names = list(dict.fromkeys(one.name for one in found.sources))
    first = say("brief.funds", names=listing(names)) if names else say("brief.funds-none")
    lines = [plain(first)]
    open_ones = [one for one in found.unsourced if one.kind in ("cost", "amount", "volume")]
    if open_ones:
        kinds = Counter(name for name, _ in dict.fromkeys((one.name, one.provision) for one in open_ones))
        provisions = len({one.provision for one in open_ones})
        named = [f"{name} ({number(count)})" for name, count in kinds.most_common(KINDS)]
        if len(kinds) > KINDS:
            named.append(say("brief.other-kinds", count=number(len(kinds) - KINDS)))
        lines.append(plain(say("brief.unsourced", count=number(provisions), names=listing(named))))
    yield Words(tuple(lines))
    # what changed in one place, in one direction, is one point
    groups: dict[tuple[bool, str, str], list[BudgetChange]] = {}
    for one in sorted(found.changes, key=_weight):
        groups.setdefault((one.new is None, one.signal.provision, one.direction), []).append(one)
    points = list(groups.values())
    if points:
        yield Points(tuple((_cost(changes, found),) for changes in points[:COSTS]))
        if more := sum(len(changes) for changes in points[COSTS:]):
            yield Words((plain(say("brief.costs-more", count=number(more)), "small"),))


def _weight(one: BudgetChange) -> tuple[int, ...]:
    """Return what comes first: money, then what costs more, then what costs less; a row of a schedule, which takes
    longer or shorter, last."""
    direction = ("up", "down", "").index(one.direction)
    kind = ("amount", "source", "cost", "share", "volume").index(one.signal.kind)
    scheduled = one.signal.unit == "hari" and "/baris" in one.signal.provision
    return int(scheduled), direction, kind, not one.arithmetic


def _cost(changes: list[BudgetChange], budget: Budget) -> Paragraph:
    place, direction = costs.change_place(changes[0], budget), changes[0].direction
    told = "; ".join(shortened(costs.change_words(one, budget), COST) for one in changes)
    return plain(say(f"brief.cost-{direction or 'other'}", place=place, told=shortened(told, 2 * COST)))


# -- time -----------------------------------------------------------------------------------------


def times(review: Review) -> Iterator[Block]:
    """Yield the timeline of the main stages, with the voting day."""
    findings = review.findings
    if findings is None:
        return
    yield Heading(say("brief.times"), 2)
    schedule = charts(findings)[0].rows if findings.timeline.activities and charts(findings) else ()
    rows = [row for row in schedule if row.start and row.end and row.start <= row.end]
    voting = findings.timeline.voting_day
    if not rows:
        count = sum(1 for one in findings.timeline.deadlines if one.binds)
        told = say("brief.times-none-due", count=number(count)) if count else say("brief.times-none")
        yield Words((plain(told),))
        return
    outermost = min(row.level for row in rows)
    chosen = [row for row in rows if row.level == outermost]
    if len(chosen) < SPANS // 2:
        chosen = [row for row in rows if row.level <= outermost + 1]
    longest = sorted(chosen, key=lambda row: _days(row.start, row.end), reverse=True)[:SPANS]
    forms = short_forms(review.new)
    spans = tuple(
        Span(short_name(row.name, forms, NAME), row.start, row.end, row.days, row.grave)
        for row in chosen
        if row in longest and row.start and row.end
    )
    days = [day for span in spans for day in (span.start, span.end)] + ([voting.day] if voting else [])
    marks = ((voting.day, say("brief.voting-day", day=short(voting.day))),) if voting else ()
    yield Spans(say("brief.times-title"), spans, min(days), max(days), marks)
    if len(rows) > len(spans):
        yield Words((plain(say("brief.times-more", count=number(len(rows) - len(spans))), "small"),))


def _days(start: date | None, end: date | None) -> int:
    return (end - start).days if start and end else 0


# -- limits ---------------------------------------------------------------------------------------


def limits(review: Review) -> Iterator[Block]:
    """Yield how the law's limits stand: those that are broken or cannot be reckoned one by one, the others counted."""
    findings = review.findings
    if findings is None:
        return
    yield Heading(say("brief.limits"), 2)
    if findings.regime is None:  # it is no matter of an election
        yield Words((plain(say("brief.limits-no-law")),))
        return
    count = Counter(one.status for one in findings.limits)
    parts = [say(f"brief.limits-{key}", count=number(count[key])) for key in STATUS if count[key]]  # type: ignore[index]
    yield Words((plain(say("brief.limits-count", parts=listing(parts))),))
    if _nothing_reckoned(findings):
        yield Words((plain(say("brief.limits-no-day"), "small"),))
        return
    order = {"broken": 0, "not-computable": 1}
    open_ones = sorted((one for one in findings.limits if one.status in order), key=lambda one: order[str(one.status)])
    if not open_ones:
        return
    columns = (
        Column(say("brief.limit"), 19),
        Column(say("brief.limit-status"), 13, "status"),
        Column(say("brief.limit-arithmetic"), 47),
        Column(say("brief.limit-citation"), 21),
    )
    yield Grid(say("brief.limits"), columns, tuple(_limit(one) for one in open_ones[:LIMITS]))
    if len(open_ones) > LIMITS:
        yield Words((plain(say("brief.limits-more", count=number(len(open_ones) - LIMITS)), "small"),))


def _nothing_reckoned(findings: Findings) -> bool:
    """Whether no limit could be reckoned, for want of a voting day."""
    return findings.timeline.voting_day is None and not any(
        one.status in ("met", "broken") and one.arithmetic for one in findings.limits
    )


def _limit(one: Finding) -> Line:
    name = one.message.partition(":")[0]
    where = f"{name} ({cite(one.provision)})" if one.provision.startswith("pasal") else name
    grounds = shortened(one.citation, CITATION) + ("" if one.verified is not False else f" ({UNVERIFIED})")
    reckoned = shortened(_reckoned(one), ARITHMETIC)
    return Line(
        (
            cell(where),
            cell(state(one), "warning" if one.status == "broken" else "status"),
            cell(reckoned, "small"),
            cell(grounds, "small"),
        )
    )


def _reckoned(one: Finding) -> str:
    """Return how a limit was reckoned; of one that may be broken, under which wording of the law it is."""
    message = one.message.partition(":")[2].strip()
    condition = message.partition(". ")[0].partition("; ")[2]
    if one.status == "not-computable" and one.arithmetic and condition:
        return say("brief.limit-if", condition=costs.capital(condition), arithmetic=reckoning(one))
    return reckoning(one) or message
