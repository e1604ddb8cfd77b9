"""Pack of sheets → what a commissioner reads first: what the draft is, what changed, and what matters most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pkpu_review import ids
from pkpu_review.lexis.words import shortened
from pkpu_review.model import Problem, Regulation, Review
from pkpu_review.report.meeting.important import MOST, Point, points, rest, whose
from pkpu_review.report.printable import printable
from pkpu_review.report.sheet import Fact, Row
from pkpu_review.report.sheets.ranking import weightiest
from pkpu_review.report.sheets.sheets import TITLE_CHARACTERS, Pack, file_facts, subject, unproven
from pkpu_review.report.views.budget import capital
from pkpu_review.report.views.findings import to_check
from pkpu_review.report.wording import listing, number, say, words


@dataclass(frozen=True, slots=True)
class Count:
    """A line of a table of numbers: *label*, and the *values* of its columns as text."""

    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DivisionCount:
    """A division's line: its name, the name of its sheet, and its numbers."""

    name: str
    sheet: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Important:
    """A point on a change, or on the rows of a table, as the first page shows it.

    Attributes:
        row: to which it leads, the first that it tells of.
        numbers: ``Nomor 87``, ``Nomor 139 sampai dengan 204``.
        sentence: what changed.
        sheets: of the divisions that have work with it: (short name, sheet name).
        nobody: what is said where there are none.
        because: what its weight rests on.
        alone: it tells of one row.
    """

    row: Row
    numbers: str
    sentence: str
    sheets: tuple[tuple[str, str], ...]
    nobody: str = ""
    because: tuple[str, ...] = ()
    alone: bool = True


@dataclass(frozen=True, slots=True)
class Check:
    """Something for a person to look at: which file, where, and the sentence."""

    side: str
    place: str
    message: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """The first page.

    Attributes:
        subject: name of the draft.
        facts: what the draft is.
        lead: one sentence that sums up.
        warnings: why the comparison is not to be relied on, if so.
        articles, content: tables of numbers; empty without an older version.
        division_columns: heads of the numbers in *divisions*.
        divisions: a line a division.
        important: the changes that matter most, first the weightiest.
        more: how many changes are not told.
        checks: what a person has to look at in how the files were read and paired.
        open: how many findings on the content need a person.
        unmapped: how many changed provisions no division has, hence no line of *divisions* counts.
        unassigned: how many of these give someone work.
        unmapped_sheet: (division's name, sheet's name) where they are listed; None where there are none.
    """

    subject: str
    facts: tuple[Fact, ...]
    lead: str
    articles: tuple[Count, ...]
    content: tuple[Count, ...]
    division_columns: tuple[str, ...]
    divisions: tuple[DivisionCount, ...]
    important: tuple[Important, ...]
    more: int
    checks: tuple[Check, ...]
    warnings: tuple[str, ...] = ()
    open: int = 0
    unmapped: int = 0
    unmapped_sheet: tuple[str, str] | None = None
    unassigned: int = 0


def summary(pack: Pack) -> Summary:
    """Return the first page of *pack*."""
    changed = weightiest(pack.rows)
    sheets = {division.id: sheet.name for division, sheet in pack.divisions}
    found = points(pack, changed)
    unmapped, unmapped_sheet = _unmapped(pack)
    return Summary(
        subject=subject(pack.review.new),
        facts=tuple(_facts(pack.review)),
        lead=_lead(pack, changed),
        articles=_articles(pack) if pack.compared else (),
        content=_content(pack) if pack.compared else (),
        division_columns=tuple(
            say(f"summary.column-{key}")
            for key in (("substantive", "other", "unchanged", "also") if pack.compared else ("flagged", "also"))
        ),
        divisions=_divisions(pack),
        important=tuple(_important(point, sheets) for point in found[:MOST]),
        more=rest(found),
        checks=tuple(checks(pack.review, pack.rows)),
        warnings=tuple(unproven(pack.review)),
        open=len(to_check(pack.review.findings)) if pack.review.findings else 0,
        unmapped=unmapped,
        unmapped_sheet=unmapped_sheet,
        unassigned=sum(row.unassigned for row in changed),
    )


def _important(point: Point, sheets: Mapping[str, str]) -> Important:
    concerns = {concern.division: concern.name for row in point.rows for concern in row.divisions}
    return Important(
        point.first,
        capital(point.numbers),
        point.sentence,
        tuple((name, sheets[division]) for division, name in concerns.items() if division in sheets),
        whose(point),
        point.rows[0].because,
        len(point.rows) == 1,
    )


def _facts(review: Review) -> list[Fact]:
    i = review.new.identity
    articles = sum(1 for _ in review.new.articles())
    facts = [
        Fact(
            say("summary-fact.kind"),
            shortened(printable(i.type), TITLE_CHARACTERS) if i.type else say("summary-fact.unknown"),
        )
    ]
    facts.append(
        Fact(
            say("summary-fact.title"),
            shortened(printable(i.title), TITLE_CHARACTERS) if i.title else say("summary-fact.unknown"),
        )
    )
    if i.amends:
        facts.append(Fact(say("summary-fact.amends"), shortened(printable(i.amends), TITLE_CHARACTERS)))
    if articles:  # a decree has dikta
        facts.append(Fact(say("summary-fact.articles"), number(articles)))
    return facts + file_facts(review)


def _lead(pack: Pack, changed: list[Row]) -> str:
    if not pack.compared:
        flagged = sum(bool(row.divisions) for row in pack.rows)
        return (
            f"{say('summary.alone')} {say('summary.lead-alone', rows=number(len(pack.rows)), flagged=number(flagged))}"
        )
    if not changed and not any(row.was for row in pack.rows):
        return say("summary.lead-same")
    seen = Counter(_weight(row) for row in changed)
    renumbered = sum(bool(row.was) for row in pack.rows)
    order = ("substantive", "added", "removed", "other")
    others = {row.change for row in changed if _weight(row) == "other"}
    kinds = listing([say(f"summary.lead-{key}") for key in ("editorial", "reference", "none") if key in others])
    parts = listing([say(f"summary.lead-{key}", count=number(seen[key]), kinds=kinds) for key in order if seen[key]])
    if seen["other"] == len(changed):
        parts = say("summary.lead-other-alone", kinds=kinds)
    lead = say("summary.lead-nothing")
    if changed:
        lead = say("summary.lead-compared", changed=number(len(changed)), rows=number(len(pack.rows)), parts=parts)
    return f"{lead} {say('summary.lead-renumbered', count=number(renumbered))}" if renumbered else lead


def _weight(row: Row) -> str:
    if row.relation in ("added", "removed"):
        return row.relation
    return "substantive" if row.change == "substantive" else "other"


def _articles(pack: Pack) -> tuple[Count, ...]:
    """Count the articles by what happened to their place: those of the new version, and those that are gone."""
    comparison = pack.review.comparison
    assert comparison is not None
    seen: Counter[str] = Counter()
    told: set[str] = set()
    for row in comparison.rows:
        id = row.new or row.old or ""
        parts = ids.parse(id)
        if len(parts) != 1 or parts[0][0] != "pasal" or (row.new and row.new in told):
            continue
        if row.new:
            told.add(row.new)
        seen[row.relation] += 1
    return tuple(Count(label, (number(seen[key]),)) for key, label in words("relation").items())


def _content(pack: Pack) -> tuple[Count, ...]:
    seen: Counter[str] = Counter()
    for row in pack.rows:
        seen[row.relation if row.relation in ("added", "removed") else row.change] += 1
    order = ("substantive", "added", "removed", "editorial", "reference", "none")
    return tuple(Count(_content_label(key), (number(seen[key]),)) for key in order)


def _content_label(key: str) -> str:
    return say(f"relation.{key}") if key in ("added", "removed") else say(f"change.{key}")


def _divisions(pack: Pack) -> tuple[DivisionCount, ...]:
    made = []
    for division, sheet in pack.divisions:
        work = sheet.work
        second = sum(1 for s in sheet.sections if s.key == "also" for _ in s.items)
        if pack.compared:
            changed = [row for row in work if row.touched]
            other = sum(_weight(row) == "other" for row in changed)
            values: tuple[int, ...] = (len(changed) - other, other, len(work) - len(changed), second)
        else:
            values = (len(work), second)
        made.append(DivisionCount(printable(division.name), sheet.name, tuple(number(v) for v in values)))
    return tuple(made)


def _unmapped(pack: Pack) -> tuple[int, tuple[str, str] | None]:
    """Count the changes that no division has, and name the sheet that lists them (the secretariat's)."""
    for division, sheet in pack.divisions:
        for section in sheet.sections:
            if section.key == "unmapped" and (count := sum(1 for _ in section.items)):
                return count, (printable(division.name), sheet.name)
    return 0, None


def checks(review: Review, rows: Iterable[Row]) -> list[Check]:
    """Return what a person has to look at in how the files were read and paired; *rows* are those of the matrix."""
    checks: list[Check] = []
    for regulation, side in ((review.new, "summary.side-new"), (review.old, "summary.side-old")):
        if regulation is not None:
            checks += _of_file(regulation, say(side) if review.old else "")  # one file needs no telling apart
    if review.comparison:
        told = review.comparison.warnings  # at the top of the page
        checks += [_check("", problem) for problem in review.comparison.problems if problem not in told]
        for one in review.comparison.stale:
            key = "stale-moved" if one.meant else "stale-gone"
            meant = ids.cite(one.meant) if one.meant else ""
            sentence = say(f"summary.{key}", place=ids.cite(one.provision), text=one.text, meant=meant)
            checks.append(Check("", "", printable(sentence)))
    checks += [_check("", problem) for problem in review.flags.problems]
    for row in rows:
        if row.doubtful and row.old and row.new:
            sentence = say("summary.doubtful", number=row.number, new=row.new.citation, old=row.old.citation)
            checks.append(Check("", "", sentence))
    return checks


def _of_file(regulation: Regulation, side: str) -> list[Check]:
    checks = [_check(side, problem) for problem in regulation.problems]
    if regulation.coverage < 1:
        # never rounded up to 100: the reader must see that something is missing
        share = f"{int(regulation.coverage * 1000) / 10:.1f}".replace(".", ",")
        name = printable(regulation.source.name)
        checks.insert(0, Check(side, "", say("summary.coverage", share=share, name=name)))
    return checks


def _check(side: str, problem: Problem) -> Check:
    where = say("summary.where", page=problem.page) if problem.page is not None else ""
    return Check(side, where, printable(problem.message), printable(problem.text))
