"""Files or regulations → Comparison, Flags, Review: the one place where the rooms meet.

The rooms know nothing of each other; here their results are put together. Every function takes a
path or a regulation that was read. A file is read twice only where two versions are compared: the
comparison is checked against what its files hold when they are read anew.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from itertools import pairwise
from os import PathLike
from typing import TYPE_CHECKING

from pkpu_review import DEFAULT_LINE_UP
from pkpu_review.errors import CannotRead, PkpuError
from pkpu_review.model import Problem, Reading, Regulation

if TYPE_CHECKING:  # whoever reads a file alone need not wait for these
    from datetime import date

    from pkpu_review.annotate.overrides import Overrides
    from pkpu_review.model import (
        Comparison,
        Duties,
        Findings,
        Flags,
        Progress,
        Review,
        Schedule,
        Succession,
        ThreeWay,
        Timeline,
    )
    from pkpu_review.model.budget import Budget
    from pkpu_review.model.findings import Regime

Draft = str | PathLike[str] | Regulation
"""A file, or what was read from one."""
Decided = str | PathLike[str] | None
"""The file of persons' decisions; None for the one beside the draft, where there is one."""


AS_USUAL = Reading()
"""How files are read where nothing is asked for."""


@dataclass(frozen=True, slots=True)
class Judged:
    """By what the limits are judged, where a person says so: the *voting_day*, the *regime* whose law holds, and the
    *law_day* whose wording of it counts. What is None is taken from the draft, where it says so."""

    voting_day: date | None = None
    regime: Regime | None = None
    law_day: date | None = None


Anew = Callable[[], Regulation]
"""Reads a version anew."""


@dataclass(frozen=True, slots=True)
class Flagged:
    """A regulation with its flags: what a batch keeps of one version until the next is compared with it.

    *ruled* are the flags before persons decided; *decided* is what they decided, None where no one did.
    *anew* reads it from its file again, once; None where it came without a file.
    """

    regulation: Regulation
    flags: Flags
    anew: Anew | None = field(default=None, repr=False, compare=False)
    ruled: Flags | None = field(default=None, repr=False, compare=False)
    decided: Overrides | None = field(default=None, repr=False, compare=False)


def regulation(draft: Draft, reading: Reading = AS_USUAL) -> Regulation:
    """Return *draft* as it is, or read from its file as *reading* says.

    Raises:
        CannotRead: the file cannot be used.
    """
    if isinstance(draft, Regulation):
        return draft
    from pkpu_review.ingest import read

    return read(os.fspath(draft), reading)


def comparison(old: Draft, new: Draft | None = None, reading: Reading = AS_USUAL) -> Comparison:
    """Return *old* against *new*; of one Word file alone, its state before the tracked changes against that after them.

    The comparison is proven: from the JSON of it each version is made of the other, and held against the file, read
    anew (against the value that was given, where there is no file). What differs is told as a problem of the
    comparison, ``bukti-gagal``.

    Raises:
        CannotRead: a file cannot be used.
        PkpuError: one file alone has no tracked changes.
    """
    from pkpu_review.compare import compare

    silent = replace(reading, progress=None)
    if new is None:
        return _proven(compare(*_states(old, reading)), lambda: _states(old, silent))
    found = compare(regulation(old, reading), regulation(new, reading))
    return _proven(found, lambda: (regulation(old, silent), regulation(new, silent)))


def _proven(found: Comparison, anew: Callable[[], tuple[Regulation, Regulation]]) -> Comparison:
    """Return *found*, checked against the versions as *anew* reads them."""
    from pkpu_review.compare.proof import proven

    try:
        old, new = anew()
    except CannotRead as error:  # it was moved, closed or changed since it was read
        told = f"{error.file}: tidak dapat dibaca ulang ({error.cause}); perbandingan dibuktikan dengan bacaan pertama."
        found = replace(found, problems=(*found.problems, Problem("tidak-dibaca-ulang", told)))
        old, new = found.old, found.new
    return proven(found, old, new)


def _states(draft: Draft, reading: Reading) -> tuple[Regulation, Regulation]:
    """Return what stands in a Word file before and after its tracked changes."""
    advice = "Sebutkan juga naskah yang dibandingkan dengannya"
    if isinstance(draft, Regulation):
        raise PkpuError(f"{draft.source.name}: hanya satu naskah yang sudah terbaca. {advice}.")
    original = regulation(draft, replace(reading, revisions="original"))
    final = regulation(draft, replace(reading, revisions="final"))
    if not final.revisions and original.provisions == final.provisions:
        cause = "tidak memuat perubahan terlacak, sehingga tidak ada yang dibandingkan"
        raise PkpuError(f"{os.fspath(draft)}: naskah ini {cause}. {advice}.")
    return _called(original, "asal"), _called(final, "akhir")


def _called(one: Regulation, state: str) -> Regulation:
    return replace(one, source=replace(one.source, name=f"{one.source.name} ({state})"))


def succession(*drafts: Draft, reading: Reading = AS_USUAL, step: Progress | None = None) -> Succession:
    """Return the history of every provision through *drafts*, the versions of one regulation in their order.

    Args:
        drafts: two or more versions, the oldest first.
        step: told of each file before it is read, and once more at the end.

    Raises:
        CannotRead: a file cannot be used.
        PkpuError: there are fewer than two.
    """
    from pkpu_review.compare.succession import succession as followed

    if len(drafts) < 2:
        raise PkpuError("Riwayat memerlukan sedikitnya dua naskah.")
    versions = _versions(drafts, reading, step)
    return followed([_between(old, new) for old, new in pairwise(versions)])


def three_way(base: Draft, a: Draft, b: Draft, reading: Reading = AS_USUAL, step: Progress | None = None) -> ThreeWay:
    """Return what *a* and *b*, two edits of *base*, make of it together, and where they are in conflict.

    Args:
        step: told of each file before it is read, and once more at the end.

    Raises:
        CannotRead: a file cannot be used.
    """
    from pkpu_review.compare.three_way import three_way as joined

    first, one, other = _versions((base, a, b), reading, step)
    return joined(_between(first, one), _between(first, other))


def _versions(drafts: Sequence[Draft], reading: Reading, step: Progress | None) -> list[tuple[Regulation, Anew]]:
    """Return *drafts*, read, each with what reads it anew, once."""
    silent = replace(reading, progress=None)
    found: list[tuple[Regulation, Anew]] = []
    for place, draft in enumerate(drafts):
        name = draft.source.name if isinstance(draft, Regulation) else os.path.basename(os.fspath(draft))
        if step:
            step(place, len(drafts), name)
        found.append((regulation(draft, reading), cache(partial(regulation, draft, silent))))
    if step:
        step(len(drafts), len(drafts), "")
    return found


def _between(old: tuple[Regulation, Anew], new: tuple[Regulation, Anew]) -> Comparison:
    """Return *old* against *new*, proven."""
    from pkpu_review.compare import compare

    return _proven(compare(old[0], new[0]), lambda: (old[1](), new[1]()))


def flags(
    draft: Draft, line_up: str = DEFAULT_LINE_UP, reading: Reading = AS_USUAL, overrides: Decided = None
) -> Flags:
    """Return the divisions that each provision of *draft* concerns.

    Args:
        overrides: the file of persons' decisions, which win; without it the one beside the draft, where there is one.

    Raises:
        CannotRead: a file cannot be used.
        PkpuError: the line-up is not known, or a decision is not complete.
    """
    return flagged(draft, line_up, reading, overrides).flags


def _decided(draft: Draft, overrides: Decided) -> Overrides:
    from pkpu_review import annotate

    if overrides is None and not isinstance(draft, Regulation):
        overrides = annotate.beside(draft)
    return annotate.NONE if overrides is None else annotate.overrides(overrides)


def duties(draft: Draft, against: Draft | None = None, body: str = "", reading: Reading = AS_USUAL) -> Duties:
    """Return who must, may or must not do what under *draft*; against the version before it, what became of each duty.

    Args:
        body: only what concerns this body: an id, a name, or words of the text.

    Raises:
        CannotRead: a file cannot be used.
    """
    from pkpu_review.annotate import duties as matrix

    if against is None:
        return matrix.duties(regulation(draft, reading), body)
    return matrix.difference(comparison(against, draft, reading), body)


def budget(draft: Draft, against: Draft | None = None, reading: Reading = AS_USUAL) -> Budget:
    """Return what *draft* costs; against the version before it, what became of each signal.

    Raises:
        CannotRead: a file cannot be used.
    """
    from pkpu_review.annotate.budget import signals
    from pkpu_review.annotate.budget_changes import changes
    from pkpu_review.model.budget import Budget

    if against is None:
        alone = regulation(draft, reading)
        return Budget(alone, signals(alone))
    compared = comparison(against, draft, reading)
    told = signals(compared.new)
    return Budget(compared.new, told, compared, changes(signals(compared.old), told, compared))


def schedule(draft: Draft, reading: Reading = AS_USUAL) -> Schedule:
    """Return the activities of the schedule tables of *draft*.

    Raises:
        CannotRead: the file cannot be used.
    """
    from pkpu_review.lexis.schedules import schedule as activities

    return activities(regulation(draft, reading))


def timeline(draft: Draft, voting_day: date | None = None, reading: Reading = AS_USUAL) -> Timeline:
    """Return the times of *draft*, reckoned from *voting_day* or, without it, from the one that the draft tells.

    Raises:
        CannotRead: the file cannot be used.
    """
    from pkpu_review.lexis.timelines import timeline as times

    return times(regulation(draft, reading), voting_day)


def findings(
    draft: Draft,
    voting_day: date | None = None,
    regime: Regime | None = None,
    law_day: date | None = None,
    reading: Reading = AS_USUAL,
) -> Findings:
    """Return what the rules find in *draft*; what is not given is taken from the draft, where it says so.

    Raises:
        CannotRead: the file cannot be used.
    """
    from pkpu_review.check import check

    return check(regulation(draft, reading), voting_day, regime, law_day)


def flagged(
    draft: Draft, line_up: str = DEFAULT_LINE_UP, reading: Reading = AS_USUAL, overrides: Decided = None
) -> Flagged:
    """Return *draft*, read and flagged. Raises as :func:`flags`."""
    from pkpu_review.annotate import decide, flag

    decided = _decided(draft, overrides)
    known = regulation(draft, reading)
    ruled = flag(known, line_up)
    silent = replace(reading, progress=None)
    anew = None if isinstance(draft, Regulation) else cache(lambda: regulation(draft, silent))
    return Flagged(known, decide(ruled, decided), anew, ruled, decided)


def join(new: Flagged, old: Flagged | None = None) -> Review:
    """Return the flags of *new*, and of *old* where that is given with the comparison, proven as by :func:`comparison`.

    What else is known of the draft, :func:`whole` adds.
    """
    from pkpu_review.model import Review

    if old is None:
        return Review(new.regulation, new.flags)
    from pkpu_review.compare import compare

    found = _proven(compare(old.regulation, new.regulation), lambda: (_anew(old), _anew(new)))
    return Review(new.regulation, _followed(new, old, found), old.regulation, found, old.flags)


def whole(found: Review, judged: Judged = Judged()) -> Review:
    """Return *found* with the findings, the duties and the budget of its draft, against the old version where there
    is one; the law is that of *judged*."""
    from pkpu_review.annotate import duties as matrix
    from pkpu_review.annotate.budget import signals
    from pkpu_review.annotate.budget_changes import changes
    from pkpu_review.check import check
    from pkpu_review.model import Budget

    told, compared = signals(found.new), found.comparison
    before = changes(signals(compared.old), told, compared) if compared else ()
    return replace(
        found,
        findings=check(found.new, judged.voting_day, judged.regime, judged.law_day),
        duties=matrix.difference(compared) if compared else matrix.duties(found.new),
        budget=Budget(found.new, told, compared, before),
    )


def _followed(new: Flagged, old: Flagged, found: Comparison) -> Flags:
    """Return the flags of *new*, in which the decisions on *old* are kept where *found* says their provisions went."""
    from pkpu_review.annotate import NONE, decide

    ours, theirs = new.decided or NONE, old.decided or NONE
    if new.ruled is None or not (ours.entries or theirs.entries):
        return new.flags
    became: dict[str, list[str]] = {}
    for row in found.rows:
        if row.old and row.new:
            became.setdefault(row.old, []).append(row.new)
    flags = decide(new.ruled, ours, old.flags, lambda id: tuple(became.get(id, ())))
    if theirs.digest == ours.digest:
        return flags
    return decide(flags, theirs.followed(old.flags), old.flags, lambda id: tuple(became.get(id, ())))


def _anew(one: Flagged) -> Regulation:
    return one.anew() if one.anew else one.regulation


def review(
    new: Draft,
    against: Draft | None = None,
    line_up: str = DEFAULT_LINE_UP,
    reading: Reading = AS_USUAL,
    overrides: Decided = None,
    judged: Judged = Judged(),
) -> Review:
    """Return everything known of *new*, against the version before it where that is given; see :func:`flags`.

    Args:
        judged: by what the limits are judged; see :func:`findings`.

    Raises:
        CannotRead: a file cannot be used.
        PkpuError: the line-up is not known.
    """
    old = None if against is None else flagged(against, line_up, reading, overrides)
    return whole(join(flagged(new, line_up, reading, overrides), old), judged)
