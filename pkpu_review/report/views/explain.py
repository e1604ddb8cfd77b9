"""Explained → a page of it (:class:`~.folio.Folio`): all that is known of one provision, in the order an officer asks.

First its words, with what changed in them marked where an older version is given; then its history, whose work it is,
who must do what, by when, at what cost, what it refers to and what refers to it, the terms it uses, its elucidation,
and what was noted while it was read. What was looked for and not found is told in one sentence at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pkpu_review import ids
from pkpu_review.lexis.calendar import told as told_day
from pkpu_review.model import Finding, Flag, Provision
from pkpu_review.model.budget import Budget
from pkpu_review.model.explained import Citation, Explained, Term
from pkpu_review.report.sheets.concerns import Concerns
from pkpu_review.report.text.outline import name
from pkpu_review.report.text.terminal import plain
from pkpu_review.report.views import budget, duties, findings
from pkpu_review.report.views.changes import kind
from pkpu_review.report.views.explain_words import history, text
from pkpu_review.report.views.folio import Entry, Folio, Section, said
from pkpu_review.report.views.references import followed
from pkpu_review.report.wording import listing, number, say

REASONS = 6
"""Reasons given for one division; the JSON has them all."""
MOST_PLACES = 12
"""Places named in one sentence; of more their number is told."""
MOST_TARGETS = 3
"""Targets named of one provision that refers here."""
_FROM = re.compile(r", dari [A-Z][\w ()]*$")
"""The place that a flag was handed down from: told before the reason here."""
_SEVERE = ("error", "warning")


def folio(explained: Explained) -> Folio:
    """Return the page of *explained*."""
    parts = {
        "text": text(explained),
        "history": history(explained),
        "divisions": tuple(_divisions(explained)),
        "norms": tuple(_norms(explained)),
        "times": tuple(_times(explained)),
        "budget": tuple(_budget(explained)),
        "references": tuple(_references(explained)),
        "terms": tuple(_terms(explained)),
        "explanation": tuple(_explanations(explained)),
        "reading": tuple(_reading(explained)),
    }
    if explained.comparison is None:
        del parts["history"]
    sections = tuple(Section(key, say(f"explained.{key}"), entries) for key, entries in parts.items() if entries)
    absent = [say(f"explained.{key}").lower() for key, entries in parts.items() if not entries]
    source = explained.regulation.source
    hashes = [("sha256", source.sha256)]
    warnings = []
    if explained.comparison is not None:
        hashes = [("old", explained.comparison.old.source.sha256), ("new", source.sha256)]
        warnings = [plain(problem.message) for problem in explained.comparison.warnings]
        warnings += [say("explained.poorly-read")] if any(row.poorly_read for row in explained.rows) else []
    return Folio(
        say("explained.over"),
        explained.provision.citation or explained.provision.id,
        tuple(_facts(explained)),
        sections,
        tuple(warnings),
        say("explained.absent", names=listing(absent)) if absent else "",
        tuple(hashes),
    )


def _facts(explained: Explained) -> Iterator[tuple[str, str]]:
    regulation, provision = explained.regulation, explained.provision
    yield say("explained.file"), regulation.source.name
    if explained.succession is not None:
        yield say("explained.against"), ", ".join(explained.succession.names[:-1])
    elif explained.comparison is not None:
        yield say("explained.against"), explained.comparison.old.source.name
    where = [f"{name(one)} {one.lead}".strip() for one in explained.above if one.kind in budget.HEADINGS]
    where += [one.citation for one in explained.above[-1:] if one.kind not in budget.HEADINGS]
    if where:
        yield say("explained.place"), " › ".join(where)
    pages = sorted({page for one in provision.walk() for page in one.pages})
    if pages:
        span = number(pages[0]) if pages[0] == pages[-1] else f"{number(pages[0])}-{number(pages[-1])}"
        yield say("explained.printed"), say("row.page", page=span)
    else:
        paragraphs = [origin.paragraph for one in provision.walk() for origin in one.origins if origin.paragraph]
        if paragraphs:
            yield say("explained.printed"), say("row.paragraph", paragraph=number(min(paragraphs)))
    yield say("explained.id"), provision.id
    if explained.flags is not None:
        yield say("explained.line-up"), explained.flags.line_up


# -- whose work -----------------------------------------------------------------------------------


def _divisions(explained: Explained) -> Iterator[Entry]:
    flags = explained.flags
    if flags is None:
        return
    names = {one.id: one.name for one in flags.divisions}
    strongest: dict[str, list[Flag]] = {}
    second: dict[str, list[Flag]] = {}
    for place in (one.id for one in explained.provision.walk()):
        for flag in flags.of(place):
            strongest.setdefault(flag.division, []).append(flag)
        for flag in flags.also(place):
            second.setdefault(flag.division, []).append(flag)
    concerned = {one.division for one in Concerns(flags).of(explained.provision, whole=True)}
    concerned -= strongest.keys() | second.keys()  # what it says itself is not told by what the article owes to others
    for outer in reversed(explained.above):
        if outer.kind in budget.HEADINGS:
            continue
        for flag in (*flags.of(outer.id), *flags.also(outer.id)):
            if flag.division in concerned:
                kept = _passed_on(flag, explained)
                (second if flag.also else strongest).setdefault(flag.division, []).append(kept)
    for division, found in sorted(strongest.items(), key=lambda item: -max(one.score for one in item[1])):
        score = say("explained.score", score=f"{max(one.score for one in found):.2f}".replace(".", ","))
        yield said(f"({score})", names.get(division, division), notes=_evidence(found, explained))
    for division, found in second.items():
        if division not in strongest:
            notes = _evidence(found, explained)
            yield said(f"({say('explained.also')})", names.get(division, division), notes=notes, tone="soft")
    if not strongest:
        why = flags.idle.get(explained.provision.id, "")
        words = say("explained.no-work" if second else "explained.no-division")
        yield said(words, notes=(why,) if why and not second else (), tone="soft")


def _passed_on(flag: Flag, explained: Explained) -> Flag:
    """Return *flag* of what holds the provision, with the evidence that is no other part's, where there is such."""
    holding = {one.id for one in explained.above} | explained.ids | {"teks", "judul"}
    return replace(flag, evidence=tuple(one for one in flag.evidence if one.where in holding) or flag.evidence)


def _evidence(found: Iterable[Flag], explained: Explained) -> tuple[str, ...]:
    """Return what flags rest on, each word once, with its place where that is not the provision itself."""
    told: dict[tuple[str, str], str] = {}
    inside = explained.ids  # gathered anew each time it is asked for
    for flag in found:
        for one in flag.evidence:
            if not one.reason or (one.rule, one.text) in told:
                continue
            place = flag.provision if one.where in ("teks", "judul") else one.where
            reason = _FROM.sub("", one.reason)
            if one.where == "judul":
                words = f"{say('explained.heading')}{reason}"
            elif place == explained.provision.id:
                words = reason
            elif place in inside:
                words = f"{ids.cite(place)}: {reason}"
            else:
                words = f"{say('explained.inherited', place=ids.cite(place))}{reason}"
            told[one.rule, one.text] = words
    return tuple(told.values())[:REASONS]


# -- norms, times, money --------------------------------------------------------------------------


def _norms(explained: Explained) -> Iterator[Entry]:
    for one in explained.norms:
        if one.items:
            continue
        shown = duties.fields(one, explained.regulation)
        notes = [
            say(f"explained.{key}", words=shown[field])
            for key, field in (("toward", "toward"), ("deadline", "deadline"), ("condition", "condition"))
            if shown[field]
        ]
        if shown["sanctions"]:
            notes.append(say("explained.sanction", words=shown["sanctions"]))
        word = say("explained.delegation") if one.modality == "delegation" else duties.word(one)
        words = f"{shown['body']} {word}".rstrip() + f": {shown['action']}"
        yield said(words, _label(one.provision, explained), notes=tuple(notes))


def _times(explained: Explained) -> Iterator[Entry]:
    for one in explained.findings:
        if one.severity in _SEVERE:
            yield said(one.message, _label(one.provision, explained), notes=_ground(one), tone="warning")
    for due in explained.deadlines:
        words = due.text
        if due.day is not None:
            words += f": {say('explained.day', day=told_day(due.day))}"
        notes = tuple(filter(None, (due.arithmetic, due.note)))
        yield said(words, _label(due.provision, explained), notes=notes)
    for dated in explained.dates:
        span = told_day(dated.first)
        if dated.last != dated.first:
            span += f" – {told_day(dated.last)}"
        yield said(f"{say('explained.dated')}: {span}", _label(dated.provision, explained))
    for planned in explained.activities:
        days = [told_day(day) for day in (planned.start, planned.end) if day]
        words = f"{planned.path}: {' – '.join(days) or planned.activity.start_text}"
        yield said(words, f"{say('explained.activity')}:", notes=(planned.arithmetic,) if planned.arithmetic else ())
    for one in explained.findings:
        if one.severity not in _SEVERE:
            yield said(one.message, _label(one.provision, explained), notes=_ground(one), tone="soft")


def _ground(one: Finding) -> tuple[str, ...]:
    """Return the arithmetic of a finding, and the norm that it is held against."""
    unverified = f" ({findings.UNVERIFIED})" if one.citation and one.verified is False else ""
    return tuple(filter(None, (one.arithmetic, f"{one.citation}{unverified}")))


def _budget(explained: Explained) -> Iterator[Entry]:
    whole = Budget(explained.regulation, explained.signals, explained.comparison, explained.budget_changes)
    if explained.budget_changes:
        yield said("", f"{say('explained.budget-changes')}:")
        for change in explained.budget_changes:
            entry = budget.change_entry(change, whole)
            yield Entry(entry.runs, entry.label, 1, entry.notes)
    for one in explained.signals:
        entry = budget.signal_entry(one, explained.regulation)
        label = f"{ids.cite(one.provision)} · {entry.label}" if one.provision != explained.provision.id else entry.label
        yield Entry(entry.runs, label, 0, entry.notes, entry.tone)


# -- references, terms ----------------------------------------------------------------------------


def _references(explained: Explained) -> Iterator[Entry]:
    if explained.comparison is not None:
        shown = {(one.provision) for one in explained.stale}
        for where, sentence in followed(explained.comparison):
            if where in shown and (where in explained.ids or _concerns(where, explained)):
                yield said(f"{say('explained.stale')}: {sentence}", f"{ids.cite(where)}:", tone="warning")
    for one in _once(explained.outgoing):
        if one.foreign:
            yield said(
                f"{say('explained.outgoing-foreign')}: {_quoted(one, explained)}", _label(one.provision, explained)
            )
        elif not one.target:
            label = _label(one.provision, explained)
            yield said(f"{say('explained.outgoing-none')}: {one.text}", label, tone="soft")
        elif one.target not in explained.ids:
            target = explained.regulation.get(one.target)
            words = f"{say('explained.outgoing')} {ids.cite(one.target)}"
            yield said(words, _label(one.provision, explained), notes=_begins(target))
    incoming: dict[str, list[Citation]] = {}
    for one in explained.incoming:
        incoming.setdefault(one.provision, []).append(one)
    for place, found in incoming.items():
        cited = [ids.cite(id) for id in dict.fromkeys(one.target for one in found)]
        more = len(cited) - MOST_TARGETS
        named = cited if more <= 1 else [*cited[:MOST_TARGETS], say("explained.more-targets", count=number(more))]
        targets = listing(named)
        holder = explained.regulation.get(place)
        words = f"{say('explained.incoming')} {ids.cite(place)} ({targets})"
        yield said(words, notes=_begins(holder))


def _concerns(where: str, explained: Explained) -> bool:
    return any(one.provision == where and {one.meant, one.now} & explained.ids for one in explained.stale)


def _once(found: Iterable[Citation]) -> Iterator[Citation]:
    """Yield each target of a provision once."""
    seen = set()
    for one in found:
        key = (one.provision, one.target or one.text)
        if key not in seen:
            seen.add(key)
            yield one


def _quoted(one: Citation, explained: Explained) -> str:
    """Return a reference into another law with the words that name the law."""
    words = explained.regulation[one.provision].text[one.start :].split()
    return " ".join(words[:MOST_PLACES]) + (" …" if len(words) > MOST_PLACES else "")


def _begins(provision: Provision | None) -> tuple[str, ...]:
    """Return the first words of a provision, as a note."""
    if provision is None:
        return ()
    words = (provision.lead or provision.full_text()).split()
    return (f"“{' '.join(words[:24])}{' …' if len(words) > 24 else ''}”",) if words else ()


def _terms(explained: Explained) -> Iterator[Entry]:
    for one in explained.defines:
        count = len(one.uses)
        if count:
            words = say("explained.defines", count=number(count), places=_places(one))
        else:
            words = say("explained.defines-unused")
        yield said(words, f"{one.name}:")
    for one in explained.terms:
        label = one.name if one.name == one.definition.term else f"{one.name} ({one.definition.term})"
        yield said(one.definition.meaning, f"{label}:", notes=(ids.cite(one.definition.provision),))


def _places(term: Term) -> str:
    shown = [ids.cite(id) for id in term.uses[:MOST_PLACES]]
    return ", ".join(shown) + (", …" if len(term.uses) > MOST_PLACES else "")


def _explanations(explained: Explained) -> Iterator[Entry]:
    for one in explained.explanations:
        apart = {f"penjelasan/{id}" for id in explained.ids}
        words = one.text if all(child.id in apart for child in one.children) else one.full_text()
        if words:  # what is told of a part below stands with that part
            yield said(words, f"{ids.cite(one.id.removeprefix('penjelasan/'))}:")


# -- reading --------------------------------------------------------------------------------------


def _reading(explained: Explained) -> Iterator[Entry]:
    for problem in explained.problems:
        page = (say("row.page", page=number(problem.page)),) if problem.page else ()
        yield said(problem.message, f"{say('explained.problem')}:", notes=page, tone="warning")
    for mend in explained.mends:
        yield said(f"{mend.before} → {mend.after}", f"{say('explained.mend')}:", notes=(mend.reason,))
    for comment in explained.comments:
        notes = (f"“{comment.anchor}”",) if comment.anchor else ()
        yield said(comment.text, f"{say('explained.comment', author=comment.author)}:", notes=notes)
    for revision in explained.revisions:
        yield said(revision.text, f"{say(f'explained.revision-{revision.kind}', author=revision.author)}:")
    for row in explained.rows:
        if row.certainty < 1 and row.doubtful and not row.poorly_read:
            words = f"{kind(row)}: {say('explained.doubt', percent=round(100 * row.certainty))}"
            yield said(words, f"{ids.cite(row.new or '')}:", tone="warning")


def _label(id: str, explained: Explained) -> str:
    """Return the citation of a provision below the one explained; nothing for that one itself."""
    return "" if id in ("", explained.provision.id) else f"{ids.cite(id)}:"
