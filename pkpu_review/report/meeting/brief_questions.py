"""Pack → the questions that a meeting has to answer: each from something that was found, with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pkpu_review.ids import cite
from pkpu_review.lexis.timelines import VOTING
from pkpu_review.lexis.words import shortened
from pkpu_review.report.document import plain
from pkpu_review.report.sheet import Paragraph
from pkpu_review.report.sheets.sheets import Pack
from pkpu_review.report.views.findings import for_readers
from pkpu_review.report.wording import listing, number, say

QUESTIONS = 8
"""Questions that are asked; how many more there are is said in the last one."""
EACH = 2
"""Questions of one kind, before the others have had theirs."""
PLACES = 4
"""Places that one question names."""
QUESTION = 260
"""Characters of a question."""


def questions(pack: Pack) -> tuple[tuple[Paragraph, ...], ...]:
    """Return the questions, the gravest kind first: of every kind a few, then what is left of the kinds in order."""
    kinds = [list(of(pack)) for of in (_limits, _numerals, _references, _odd, _costs, _doubts, _unmapped)]
    first = [one for found in kinds for one in found[:EACH]]
    rest = [one for found in kinds for one in found[EACH:]]
    asked = [shortened(one, QUESTION) for one in (*first, *rest)]
    shown = asked[:QUESTIONS]
    made: list[tuple[Paragraph, ...]] = [(plain(one),) for one in shown]
    if len(asked) > QUESTIONS:
        made[-1] = (*made[-1], plain(say("brief.questions-more", count=number(len(asked) - QUESTIONS)), "small"))
    return tuple(made)


def _limits(pack: Pack) -> Iterator[str]:
    findings = pack.review.findings
    if findings is None:
        return
    for one in findings.limits:
        name = one.message.partition(":")[0]
        if one.status == "broken":
            yield say("question.broken", name=name, place=_at(one.provision), citation=one.citation)
    open_ones = [one.message.partition(":")[0] for one in findings.limits if one.status == "not-computable"]
    if open_ones and findings.timeline.voting_day is not None:
        yield say("question.not-computable", names=_listed(list(dict.fromkeys(open_ones))))
    if findings.timeline.voting_day is None and (
        (findings.regime is not None and open_ones) or any(one.event == VOTING for one in findings.timeline.deadlines)
    ):
        yield say("question.no-day")


def _numerals(pack: Pack) -> Iterator[str]:
    findings = pack.review.findings
    for one in findings.others if findings else ():
        if one.severity == "error":
            yield say("question.finding", place=_at(one.provision), message=one.message.rstrip("."))


def _odd(pack: Pack) -> Iterator[str]:
    """Ask for what is no fault by itself, but may be none that was meant: a stage beyond its own."""
    findings = pack.review.findings
    for one in findings.others if findings else ():
        if one.severity == "warning":
            key = "odd" if one.arithmetic else "odd-plain"
            message = for_readers(one.message).rstrip(".")
            yield say(f"question.{key}", message=message, arithmetic=one.arithmetic)


def _references(pack: Pack) -> Iterator[str]:
    comparison = pack.review.comparison
    for one in comparison.stale if comparison else ():
        key = "reference-moved" if one.meant else "reference"
        meant = cite(one.meant) if one.meant else ""
        yield say(f"question.{key}", text=one.text, place=cite(one.provision), meant=meant)


def _costs(pack: Pack) -> Iterator[str]:
    budget = pack.review.budget
    if budget is None:
        return
    new = [one.new for one in budget.changes if one.direction == "up" and one.new and one.new.unsourced]
    if new:
        places = _listed(list(dict.fromkeys(cite(one.provision) for one in new)))
        yield say("question.new-cost", places=places)
    elif budget.unsourced and not budget.sources:
        yield say("question.no-source")


def _doubts(pack: Pack) -> Iterator[str]:
    doubtful = [row for row in pack.rows if row.doubtful and row.old and row.new]
    if doubtful:
        yield say("question.doubtful", numbers=_listed([number(row.number) for row in doubtful]))


def _unmapped(pack: Pack) -> Iterator[str]:
    """Ask who has the rows that give someone work, and whether those that are gone are meant to be."""
    free = [row for row in pack.rows if row.touched and row.unassigned]
    if there := [row.citation for row in free if row.new]:
        yield say("question.unmapped", count=number(len(there)), places=_listed(there))
    # one that is gone has the number that it had: the draft may give that number to another
    if gone := [say("telling.removed", citation=row.citation) for row in free if not row.new]:
        yield say("question.unmapped-gone", places=_listed(gone))


def _at(provision: str) -> str:
    """Return the citation of a place; a row of the schedule by the schedule, the whole draft by the draft."""
    if not provision:
        return say("question.draft")
    return say("question.schedule") if "/tabel" in provision or "/baris" in provision else cite(provision)


def _listed(names: Sequence[str]) -> str:
    shown = list(names[:PLACES])
    if len(names) > PLACES:
        shown.append(say("brief.others", count=number(len(names) - PLACES)))
    return listing(shown)
