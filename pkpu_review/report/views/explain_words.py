"""Explained → its words, with what changed in them marked, and its history: two sections of :mod:`.explain`."""

from __future__ import annotations

from collections.abc import Iterator

from pkpu_review import ids
from pkpu_review.model import Change, Provision
from pkpu_review.model.explained import Explained
from pkpu_review.report.printable import printable
from pkpu_review.report.sheet import Mark, Run
from pkpu_review.report.sheets.redline import parts, runs, tokens
from pkpu_review.report.text.outline import name
from pkpu_review.report.text.terminal import plain
from pkpu_review.report.views.changes import kind, note
from pkpu_review.report.views.folio import Entry, said
from pkpu_review.report.wording import number, say


def text(explained: Explained) -> tuple[Entry, ...]:
    """Return the words of the provision and of all below it; then what stood below it before."""
    entries = list(_words(explained, explained.provision, 0))
    compared = explained.comparison
    if compared is not None:
        for row in explained.gone:
            old = compared.old.get(row.old)
            if old is not None and (old.text or old.label):
                label = f"{plain(old.citation)} ({say('explained.gone')}):"
                entries.append(Entry((Run(printable(old.text), "delete"),), label))
    return tuple(entries)


def _words(explained: Explained, provision: Provision, depth: int) -> Iterator[Entry]:
    found = [row for row in explained.rows if row.new == provision.id]
    lead, closing = _sides(explained, provision, found)
    label = name(provision) if provision is not explained.provision or provision.kind != "pasal" else ""
    if lead or label:
        yield Entry(lead, label, depth)
    for child in provision.children:
        yield from _words(explained, child, depth + (1 if lead or label else 0))
    if closing:
        yield Entry(closing, "", depth)
    if not lead and not closing and not provision.children:
        yield said(say("explained.no-words"), label, depth, tone="soft")


def _sides(explained: Explained, provision: Provision, found: list[Change]) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Return the words before and after the list, marked where exactly one old provision stands beside them."""
    if explained.comparison is not None and len(found) == 1:
        row = found[0]
        old = explained.comparison.old.get(row.old)
        if old is None:
            whole = explained.rows[0].old is not None  # of what is new as a whole nothing stands out
            mark: Mark = "insert" if whole else "equal"
            return _plain(provision.lead, mark), _plain(provision.closing, mark)
        if row.edits:
            lead, closing = parts(tokens(row.edits, old.text, provision.text), old, provision)
            return runs(lead), runs(closing)
    return _plain(provision.lead), _plain(provision.closing)


def _plain(words: str, mark: Mark = "equal") -> tuple[Run, ...]:
    return (Run(printable(words), mark),) if words else ()


def history(explained: Explained) -> tuple[Entry, ...]:
    """Return what became of the provision: through all versions where there are several, else since the one before."""
    if explained.comparison is None:
        return ()
    return (*_stages(explained), *_since(explained))


def _stages(explained: Explained) -> Iterator[Entry]:
    if explained.history is None or explained.succession is None:
        return
    names = explained.succession.names
    for stage in explained.history.stages:
        label = f"{names[stage.version]}:"
        place = ids.cite(stage.id) if stage.id else ""
        if stage.relation == "first":
            yield said(f"{place}. {say('explained.first')}", label)
        elif stage.quiet:
            yield said(place, label, tone="soft")
        else:
            yield said(plain(stage.sentence) or place, label, notes=_why(stage.row))


def _since(explained: Explained) -> Iterator[Entry]:
    """Yield what changed since the version before, provision by provision; what did not is counted."""
    compared = explained.comparison
    assert compared is not None
    before = plain(compared.old.source.name)
    own = [row for row in explained.rows if row.new == explained.provision.id]
    if own and all(row.old is None for row in own):
        yield said(say("explained.new-here", name=before))
        return
    quiet = 0
    for row in explained.rows:
        if row.unchanged or (row.change == "none" and row.relation in ("same", "renumbered") and row not in own):
            quiet += row not in own
            continue
        yield said(kind(row), f"{ids.cite(row.new or '')}:", notes=_why(row))
    for row in explained.gone:
        yield said(kind(row), f"{ids.cite(row.old or '')}:", notes=_why(row))
    if all(row.unchanged for row in explained.rows) and not explained.gone:
        yield said(say("explained.unchanged", name=before))
    elif quiet:
        yield said(say("explained.below-unchanged", count=number(quiet)), tone="soft")


def _why(row: Change | None) -> tuple[str, ...]:
    """Return what the row tells beyond its kind: its sentence, and why it weighs what it does."""
    if row is None:
        return ()
    reasons = [plain(reason) for reason in row.reasons]
    weight = [f"{say('comparison.weight', rank=row.rank)}: {'; '.join(reasons)}"] if row.rank and reasons else []
    return tuple(filter(None, (note(row), *weight)))
