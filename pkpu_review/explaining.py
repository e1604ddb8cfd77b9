"""A draft and a place in it → everything known of that provision: :class:`Explained`.

This stands above :mod:`.review`: it asks it for the comparison, the flags and the findings, and the rooms for the rest,
and picks out what concerns one provision. What concerns a provision concerns it with all that stands below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pkpu_review import DEFAULT_LINE_UP, ids
from pkpu_review.model import Reading, Regulation
from pkpu_review.model.explained import Citation, Explained
from pkpu_review.review import AS_USUAL, Decided, Draft, findings, flagged, join
from pkpu_review.review import succession as followed

if TYPE_CHECKING:
    from datetime import date

    from pkpu_review.model import Change, Comparison, Flags, FollowedReference, Progress, Provision, Succession
    from pkpu_review.model.findings import Regime

_HEADINGS = frozenset(["buku", "bab", "bagian", "paragraf"])


def explain(
    draft: Draft,
    place: str,
    against: Sequence[Draft] = (),
    line_up: str = DEFAULT_LINE_UP,
    reading: Reading = AS_USUAL,
    voting_day: date | None = None,
    regime: Regime | None = None,
    law_day: date | None = None,
    overrides: Decided = None,
    step: Progress | None = None,
) -> Explained:
    """Return everything known of the provision of *draft* that *place* names.

    Args:
        place: an id, or as people cite it: ``Pasal 5 ayat (2) huruf a``, ``5 ayat 2``.
        against: the versions before it, the oldest first; the last one is compared with it word by word.

    Raises:
        CannotRead: a file cannot be used.
        PkpuError: the line-up is not known.
        UnknownPlace: *place* names no provision of the draft, or several.
    """
    from pkpu_review.report.views.selection import named

    succession: Succession | None = None
    compared: Comparison | None = None
    flags: Flags
    if len(against) == 1:
        one, before = (flagged(each, line_up, reading, overrides) for each in (draft, against[0]))
        found = join(one, before)
        version, flags, compared = found.new, found.flags, found.comparison
    else:
        known = flagged(draft, line_up, reading, overrides)
        version, flags = known.regulation, known.flags
        if against:
            succession = followed(*against, version, reading=reading, step=step)
            compared = succession.steps[-1]
    return _gathered(
        version,
        _known(version, place, compared) or named(version, place),
        flags,
        compared,
        succession,
        (voting_day, regime, law_day),
    )


def _known(version: Regulation, place: str, compared: Comparison | None) -> Provision | None:
    """Return None; what stood in the version before alone is told as such.

    Raises:
        UnknownPlace: *place* stood there, and is gone or has another number.
    """
    from pkpu_review.report.views.selection import UnknownPlace, named

    if compared is None:
        return None
    try:
        return named(version, place)
    except UnknownPlace as error:
        try:
            before = named(compared.old, place)
        except UnknownPlace:
            raise error from None
        now = [row.new for row in compared.of_old(before.id) if row.new]
        fate = f"kini {', '.join(map(ids.cite, now))}" if now else "dihapus dalam naskah ini"
        name = compared.old.source.name
        raise UnknownPlace(
            f"'{place}' tidak ada dalam {version.source.name}; dalam {name} {before.citation} ada, dan {fate}."
        ) from None


def _gathered(
    version: Regulation,
    provision: Provision,
    flags: Flags,
    compared: Comparison | None,
    succession: Succession | None,
    judged: tuple[date | None, Regime | None, date | None],
) -> Explained:
    from pkpu_review.annotate.budget import signals
    from pkpu_review.annotate.budget_changes import changes
    from pkpu_review.annotate.norms import norms
    from pkpu_review.lexis.citing import citations
    from pkpu_review.lexis.terms import defined, used

    inside = frozenset(one.id for one in provision.walk())
    above = _above(version, provision)
    found = findings(version, *judged)
    times = found.timeline
    spent = signals(version)
    rows, gone = _rows(compared, provision, inside)
    old_ids = {row.old for row in (*rows, *gone) if row.old}
    links = tuple(citations(version))
    problems = [*version.problems, *flags.problems, *(compared.problems if compared else ())]
    history = succession.of(len(succession.versions) - 1, provision.id) if succession else None
    return Explained(
        regulation=version,
        provision=provision,
        above=above,
        flags=flags,
        norms=tuple(one for one in norms(version) if one.provision in inside),
        deadlines=tuple(one for one in times.deadlines if one.provision in inside),
        dates=tuple(one for one in times.dates if one.provision in inside),
        activities=tuple(one for one in times.activities if one.activity.provision in inside),
        findings=tuple(one for one in found.findings if one.provision in inside or inside & set(one.also)),
        signals=tuple(one for one in spent if one.provision in inside),
        budget_changes=tuple(
            one
            for one in (changes(signals(compared.old), spent, compared) if compared else ())
            if (one.new and one.new.provision in inside)
            or (one.new is None and one.old and one.old.provision in old_ids)
        ),
        outgoing=tuple(one for one in links if one.provision in inside),
        incoming=_incoming(links, provision, inside, above),
        stale=_stale(compared, inside),
        terms=used(version, inside),
        defines=defined(version, inside),
        explanations=tuple(told for one in provision.walk() if (told := version.explanation(one.id)) is not None),
        problems=tuple(one for one in problems if one.provision in inside),
        mends=tuple(one for one in version.mends if one.provision in inside),
        comments=tuple(one for one in version.comments if one.provision in inside),
        revisions=tuple(one for one in version.revisions if one.provision in inside),
        comparison=compared,
        rows=rows,
        gone=gone,
        succession=succession,
        history=history,
    )


def _above(version: Regulation, provision: Provision) -> tuple[Provision, ...]:
    """Return what holds *provision* in the tree, outermost first."""

    def find(one: Provision, path: tuple[Provision, ...]) -> tuple[Provision, ...] | None:
        if one is provision:
            return path
        for child in one.children:
            found = find(child, (*path, one))
            if found is not None:
                return found
        return None

    return next((found for top in version.provisions if (found := find(top, ())) is not None), ())


def _rows(
    compared: Comparison | None, provision: Provision, inside: frozenset[str]
) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """Return the rows of the provision and what stands below it; and those of what stood below it and is gone."""
    if compared is None:
        return (), ()
    rows = tuple(row for row in compared.rows if row.new in inside)
    held = {row.old for row in rows if row.old}
    gone: list[Change] = []
    for row in compared.rows:  # in the order of the document: what holds a provision stands before it
        if row.new is None and row.old and ids.parent(row.old) in held:
            gone.append(row)
            held.add(row.old)
    return rows, tuple(gone)


def _incoming(
    links: Sequence[Citation], provision: Provision, inside: frozenset[str], above: Sequence[Provision]
) -> tuple[Citation, ...]:
    """Return the references of others to the provision, to what is below it, or to an article or ayat that holds it."""
    holding = {one.id for one in above if one.kind not in _HEADINGS}
    own = f"penjelasan/{provision.id}"
    return tuple(
        one
        for one in links
        if one.provision not in inside
        and one.target
        and (one.target in inside or one.target in holding)
        and not one.provision.startswith(own)
    )


def _stale(compared: Comparison | None, inside: frozenset[str]) -> tuple[FollowedReference, ...]:
    if compared is None:
        return ()
    return tuple(
        one
        for one in compared.references
        if one.fate not in ("kept", "updated") and (one.provision in inside or one.meant in inside or one.now in inside)
    )
