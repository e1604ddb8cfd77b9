"""Review → the documents of a meeting: one sheet a division, one for the secretariat, and the matrix.

All of them select from the same numbered rows (:mod:`.rows`), so that "nomor 12" is the same row in
every document. A division's sheet has what changed first, then what stayed and is its task, then, in
short, what concerns it at second hand. A provision that only got a new number has not changed for
its reader. The secretariat also gets the changes that no division was found for: it hands them out, and
nothing falls between two chairs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pkpu_review import ids
from pkpu_review.lexis.words import shortened
from pkpu_review.model import Division, Regulation, Review
from pkpu_review.report.printable import printable
from pkpu_review.report.save import safe_name
from pkpu_review.report.sheet import Fact, Form, Group, Item, Row, Section, Sheet, groups
from pkpu_review.report.sheets.concerns import Concerns
from pkpu_review.report.sheets.rows import rows
from pkpu_review.report.wording import number, say
from pkpu_review.tags import NEW, OLD

TITLE_CHARACTERS = 400
"""Of a title above a sheet; the row "Judul" has all of it, however badly the file was read."""


@dataclass(frozen=True, slots=True)
class Pack:
    """All sheets of one review.

    Attributes:
        review: what they were made from.
        rows: the numbered rows, in the order of the matrix.
        divisions: the divisions with their sheets, the secretariat among them.
        matrix: the sheet with all rows.
    """

    review: Review
    rows: tuple[Row, ...]
    divisions: tuple[tuple[Division, Sheet], ...]
    matrix: Sheet

    @property
    def compared(self) -> bool:
        """There is an older version."""
        return self.review.comparison is not None


def pack(review: Review) -> Pack:
    """Return the sheets of *review*.

    Raises:
        ValueError: the comparison leaves a provision of the new version out.
    """
    made = rows(review)
    divisions = list(review.flags.divisions)
    secretariat = say("sheet.id-secretariat")
    if all(division.id != secretariat for division in divisions):
        divisions.append(Division(secretariat, say("sheet.secretariat")))
    width = len(str(len(divisions)))
    sheets = []
    for place, division in enumerate(divisions, 1):
        name = f"{place:0{width}}-{safe_name(division.id)}"
        sheets.append((division, _division(review, made, division, name, division.id == secretariat)))
    return Pack(review, made, tuple(sheets), _matrix(review, made))


def subject(regulation: Regulation) -> str:
    """Return the name of the draft, or of its file where it does not say."""
    return shortened(printable(regulation.identity.name or regulation.source.name), TITLE_CHARACTERS)


def file_facts(review: Review) -> list[Fact]:
    """Return the lines that name the files read."""
    facts = [Fact(say("fact.new") if review.old else say("fact.alone"), _file(review.new))]
    if review.old:
        facts.append(Fact(say("fact.old"), _file(review.old)))
    return facts


def unproven(review: Review) -> list[str]:
    """Return why the comparison is not to be relied on: what every document says first."""
    return [printable(problem.message) for problem in (review.comparison.warnings if review.comparison else ())]


def _warnings(review: Review) -> list[Fact]:
    return [Fact(say("fact.unproven"), message) for message in unproven(review)]


def hashes(review: Review) -> tuple[tuple[str, str], ...]:
    """Return (role, sha256) of the files read: roles :data:`.tags.NEW` and :data:`.tags.OLD`."""
    found = [(NEW, review.new.source.sha256)]
    return (*found, (OLD, review.old.source.sha256)) if review.old else tuple(found)


def _file(regulation: Regulation) -> str:
    name = printable(regulation.source.name)
    pages = regulation.source.pages
    return say("fact.file", name=name, pages=number(pages)) if pages else say("fact.file-plain", name=name)


def _division(review: Review, made: tuple[Row, ...], division: Division, name: str, secretariat: bool) -> Sheet:
    title = printable(division.name)
    work, second = _of_division(review, made, division.id)
    changed = [item for item in work if item.row.touched]
    unchanged = [item for item in work if not item.row.touched]
    compared = review.comparison is not None
    facts = [*_warnings(review), Fact(say("fact.draft"), subject(review.new)), *file_facts(review)]
    sections = []
    if compared:
        facts += [Fact(say("fact.changed"), number(len(changed))), Fact(say("fact.unchanged"), number(len(unchanged)))]
        sections += [
            _section("changed", "pair", changed, title),
            _section("unchanged", "single", unchanged, title, "-secretariat" if secretariat else ""),
        ]
    else:
        facts.append(Fact(say("fact.flagged"), number(len(unchanged))))
        sections.append(_section("flagged", "single", unchanged, title, "-secretariat" if secretariat else ""))
    facts.append(Fact(say("fact.also"), number(len(second))))
    if secretariat and compared:
        rest = [Item(row) for row in made if row.touched and not row.divisions]
        facts.append(Fact(say("fact.unmapped"), number(len(rest))))
        sections.append(_section("unmapped", "pair", rest, title))
    if second:
        sections.append(_section("also", "brief", second, title))
    return Sheet(
        name=name,
        kind=say("sheet.division"),
        title=title,
        subject=subject(review.new),
        facts=tuple(facts),
        notes=_notes(review, "note.answers") if any(section.groups for section in sections) else (),
        sections=tuple(sections),
        hashes=hashes(review),
        footer=say("sheet.footer", kind=say("sheet.division"), title=title),
    )


def _of_division(review: Review, made: tuple[Row, ...], division: str) -> tuple[list[Item], list[Item]]:
    """Return the rows that give *division* work, and those that concern it at second hand."""
    work: dict[int, Item] = {}
    second: dict[int, Item] = {}
    by_article: dict[str, list[Row]] = {}
    concerns = Concerns(review.flags)
    for row in made:
        by_article.setdefault(_article(row.provision), []).append(row)
        for concern in row.concerns:
            if concern.division == division:
                (second if concern.also else work)[row.number] = Item(row, concern.reasons)
    # an article that concerns the division as a whole, though none of its rows does by itself
    for flag in review.flags.flags:
        members = by_article.get(flag.provision, ())
        if (
            flag.division != division
            or flag.also
            or "/" in flag.provision
            or any(row.number in work for row in members)
        ):
            continue
        for row in members:
            provision = review.new.get(row.new.provision) if row.new else None
            if provision is not None:
                second.pop(row.number, None)
                shown = (provision,) if row.opening else tuple(provision.walk())
                work[row.number] = Item(row, concerns.reasons((flag,), shown))
    return [work[key] for key in sorted(work)], [second[key] for key in sorted(second)]


def _article(provision: str) -> str:
    """Return the article (or part) of the body in which *provision* stands."""
    return provision if ids.parse(provision)[0][0] in ("bab", "bagian", "paragraf", "buku") else provision.split("/")[0]


def _matrix(review: Review, made: tuple[Row, ...]) -> Sheet:
    compared = review.comparison is not None
    kind = say("sheet.matrix") if compared else say("sheet.matrix-alone")
    facts = [
        *_warnings(review),
        Fact(say("fact.draft"), subject(review.new)),
        *file_facts(review),
        Fact(say("fact.all"), number(len(made))),
    ]
    if compared:
        facts.append(Fact(say("fact.changed"), number(sum(row.touched for row in made))))
        facts.append(Fact(say("fact.renumbered"), number(sum(bool(row.was) for row in made))))
    section = Section(
        key="matrix",
        title=say("section.matrix"),
        note="",
        form="pair" if compared else "single",
        groups=groups(Item(row) for row in made),
        empty=say("section.matrix-empty"),
    )
    return Sheet(
        name=say("sheet.file-matrix"),
        kind=kind,
        title=say("sheet.matrix-title"),
        subject=subject(review.new),
        facts=tuple(facts),
        notes=_notes(review, "note.response"),
        sections=(section,),
        hashes=hashes(review),
        footer=kind,
    )


def _notes(review: Review, writing: str) -> tuple[str, ...]:
    regulations = [r for r in (review.new, review.old) if r]
    notes = [say("note.numbers"), say(writing)]
    if any(r.source.pages == 0 for r in regulations):
        notes.append(say("note.places"))
    return tuple(notes)


def _with_context(items: Iterable[Item]) -> Iterator[Item]:
    """Yield *items*, each with the opening words that it hangs on, unless a row before it in its article shows them.

    Reasons that are those of the row before it, under the same heading, are said to be those of the row that tells
    them: by its number, since the pages of a table part neighbours.
    """
    article = ""
    before: tuple[str, tuple[str, ...]] = ("", ())
    teller = 0
    shown: set[str] = set()
    for item in items:
        if _article(item.row.provision) != article:
            article, shown = _article(item.row.provision), set()
        same = bool(item.reasons) and before == (item.row.heading, item.reasons)
        before = item.row.heading, item.reasons
        teller = teller if same else item.row.number
        reasons = (say("row.same-reason", number=number(teller)),) if same else item.reasons
        yield replace(item, reasons=reasons, context="" if item.row.context in shown else item.row.context)
        shown.update((item.row.context, item.row.opening))


def _section(key: str, form: Form, items: Iterable[Item], title: str, whose: str = "") -> Section:
    made: tuple[Group, ...] = groups(_with_context(items))
    return Section(
        key=key,
        title=say(f"section.{key}{whose}"),
        note=say(f"section.{key}-note"),
        form=form,
        groups=made,
        empty=say(f"section.{key}-empty", title=title),
    )
