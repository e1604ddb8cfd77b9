"""Files or regulations → Comparison, Flags, Review: the one place where the rooms meet.

The rooms know nothing of each other; here their results are put together. Every function takes a
path or a regulation that was read, so that nothing is read twice.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from os import PathLike

from pkpu_review import DEFAULT_LINE_UP
from pkpu_review.model import Comparison, Flags, Reading, Regulation, Review, Schedule

Draft = str | PathLike[str] | Regulation
"""A file, or what was read from one."""


AS_USUAL = Reading()
"""How files are read where nothing is asked for."""


@dataclass(frozen=True, slots=True)
class Flagged:
    """A regulation with its flags: what a batch keeps of one version until the next is compared with it."""

    regulation: Regulation
    flags: Flags


def regulation(draft: Draft, reading: Reading = AS_USUAL) -> Regulation:
    """Return *draft* as it is, or read from its file as *reading* says.

    Raises:
        CannotRead: the file cannot be used.
    """
    if isinstance(draft, Regulation):
        return draft
    from pkpu_review.ingest import read

    return read(os.fspath(draft), reading)


def comparison(old: Draft, new: Draft, reading: Reading = AS_USUAL) -> Comparison:
    """Return *old* against *new*.

    Raises:
        CannotRead: a file cannot be used.
    """
    from pkpu_review.compare import compare

    return compare(regulation(old, reading), regulation(new, reading))


def flags(draft: Draft, line_up: str = DEFAULT_LINE_UP, reading: Reading = AS_USUAL) -> Flags:
    """Return the divisions that each provision of *draft* concerns.

    Raises:
        CannotRead: a file cannot be used.
        PkpuError: the line-up is not known.
    """
    from pkpu_review.annotate import flag

    return flag(regulation(draft, reading), line_up)


def schedule(draft: Draft, reading: Reading = AS_USUAL) -> Schedule:
    """Return the activities of the schedule tables of *draft*.

    Raises:
        CannotRead: the file cannot be used.
    """
    from pkpu_review.lexis.schedules import schedule as activities

    return activities(regulation(draft, reading))


def flagged(draft: Draft, line_up: str = DEFAULT_LINE_UP, reading: Reading = AS_USUAL) -> Flagged:
    """Return *draft*, read and flagged. Raises as :func:`flags`."""
    known = regulation(draft, reading)
    return Flagged(known, flags(known, line_up))


def join(new: Flagged, old: Flagged | None = None) -> Review:
    """Return the review of *new*, against *old* where that is given."""
    if old is None:
        return Review(new.regulation, new.flags)
    return Review(new.regulation, new.flags, old.regulation, comparison(old.regulation, new.regulation), old.flags)


def review(
    new: Draft, against: Draft | None = None, line_up: str = DEFAULT_LINE_UP, reading: Reading = AS_USUAL
) -> Review:
    """Return everything known of *new*, against the version before it where that is given.

    Raises:
        CannotRead: a file cannot be used.
        PkpuError: the line-up is not known.
    """
    old = None if against is None else flagged(against, line_up, reading)
    return join(flagged(new, line_up, reading), old)
