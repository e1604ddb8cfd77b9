"""Draft KPU regulations: read them, compare their versions, flag what concerns each division, write review sheets.

The verbs, each one call of the library; the command line mirrors them:

    import pkpu_review as pr

    draft = pr.read("rancangan.pdf")                  # a file → Regulation
    pr.compare("lama.pdf", draft)                     # two versions → Comparison
    pr.succession("v1.pdf", "v2.pdf", draft)          # many versions → Succession: every provision's history
    pr.three_way("dasar.pdf", "a.docx", "b.docx")     # two edits of one base → ThreeWay, with their conflicts
    pr.schedule(draft)                                # → Schedule: what its tables say is done, and when
    pr.duties(draft, body="KPPS")                     # → Duties: who must, may or must not do what
    pr.timeline(draft)                                # → Timeline: its deadlines too, reckoned from the voting day
    pr.check(draft)                                   # → Findings: limits of the law, order of stages, numbers
    pr.budget(draft, against="lama.pdf")              # → Budget: what it costs, and what became of that
    pr.explain(draft, "Pasal 5 ayat (2)")             # → Explained: everything known of one provision
    pr.flag(draft)                                    # → Flags: the divisions that each provision concerns
    result = pr.review(draft, against="lama.pdf")     # all of it → Review
    pr.write(result, "hasil")                         # → the sheets, as files
    dim = pr.collect(["kiriman"], "hasil")            # sheets that came back → Dim: who says what on which provision
    pr.follow(dim, "berikutnya.pdf")                  # → FollowUp: which proposals the next draft took up

Importing this package is cheap: the rooms, and the libraries that they need, load with the first call.
"""

from __future__ import annotations

import sys
from os import PathLike
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from pkpu_review.model import (
        Budget,
        Comparison,
        Dim,
        Duties,
        Explained,
        Findings,
        Flags,
        Regulation,
        Review,
        Schedule,
        Succession,
        ThreeWay,
        Timeline,
    )
    from pkpu_review.model.adoption import FollowUp
    from pkpu_review.model.findings import Regime

__version__ = "0.1.0"
__all__ = [
    "__version__",
    "budget",
    "check",
    "collect",
    "compare",
    "duties",
    "explain",
    "flag",
    "follow",
    "read",
    "review",
    "schedule",
    "succession",
    "three_way",
    "timeline",
    "write",
]

DEFAULT_LINE_UP = "dki-2022"
"""The line-up of divisions that is used where none is named."""


def read(path: str | PathLike[str]) -> Regulation:
    """Read one draft or regulation (.pdf, .docx, .doc, .odt, .rtf, .html, .txt, .md).

    Raises:
        pkpu_review.errors.CannotRead: the file cannot be used; the sentence names file, cause and what to do.
    """
    from pkpu_review.review import regulation

    return regulation(path)


def compare(old: str | PathLike[str] | Regulation, new: str | PathLike[str] | Regulation | None = None) -> Comparison:
    """Compare two versions, given as files or as they were read: one row for every provision of both.

    Of a Word file alone, the state before its tracked changes is compared with the state after them.

    Raises:
        pkpu_review.errors.CannotRead: a file cannot be used.
        pkpu_review.errors.PkpuError: one file alone has no tracked changes.
    """
    from pkpu_review.review import comparison

    return comparison(old, new)


def succession(*versions: str | PathLike[str] | Regulation) -> Succession:
    """Follow every provision through the versions of one regulation, given in their order, the oldest first.

    A verb of its own, for what comes back is no comparison: one verb, one kind of result.

    Raises:
        pkpu_review.errors.CannotRead: a file cannot be used.
        pkpu_review.errors.PkpuError: there are fewer than two versions.
    """
    from pkpu_review.review import succession as followed

    return followed(*versions)


def three_way(
    base: str | PathLike[str] | Regulation, a: str | PathLike[str] | Regulation, b: str | PathLike[str] | Regulation
) -> ThreeWay:
    """Put two edits of one base together: what each changed, where they are in conflict, and a proposal.

    Raises:
        pkpu_review.errors.CannotRead: a file cannot be used.
    """
    from pkpu_review.review import three_way as joined

    return joined(base, a, b)


def schedule(draft: str | PathLike[str] | Regulation) -> Schedule:
    """Find what the schedule tables of a draft say is done, from when and until when.

    Raises:
        pkpu_review.errors.CannotRead: the file cannot be used.
    """
    from pkpu_review.review import schedule as activities

    return activities(draft)


def duties(
    draft: str | PathLike[str] | Regulation, against: str | PathLike[str] | Regulation | None = None, body: str = ""
) -> Duties:
    """Find who must, may or must not do what under a draft, toward whom, by when, on which condition.

    Args:
        draft: a file, or a regulation that was read.
        against: the version before it: then every duty is told to be new, gone, changed or the same.
        body: only what concerns this body: an id (``kpps``), a name (``KPU Kabupaten/Kota``), or words of the text.

    Raises:
        pkpu_review.errors.CannotRead: a file cannot be used.
    """
    from pkpu_review.review import duties as matrix

    return matrix(draft, against, body)


def budget(draft: str | PathLike[str] | Regulation, against: str | PathLike[str] | Regulation | None = None) -> Budget:
    """Find what bears on the budget in a draft: amounts, volumes, shares, sources of funds, and what costs money.

    Args:
        draft: a file, or a regulation that was read.
        against: the version before it: then what came, went or changed is told, with the arithmetic.

    Raises:
        pkpu_review.errors.CannotRead: a file cannot be used.
    """
    from pkpu_review.review import budget as gathered

    return gathered(draft, against)


def explain(
    draft: str | PathLike[str] | Regulation,
    place: str,
    *against: str | PathLike[str] | Regulation,
    line_up: str = DEFAULT_LINE_UP,
) -> Explained:
    """Gather everything known of one provision: words, history, divisions, norms, times, costs, references, terms.

    Args:
        draft: a file, or a regulation that was read.
        place: an id, or as people cite it: ``Pasal 5 ayat (2) huruf a``, ``5 ayat 2``.
        against: the versions before it, the oldest first.
        line_up: as for :func:`flag`.

    Raises:
        pkpu_review.errors.CannotRead: a file cannot be used.
        pkpu_review.errors.PkpuError: the draft has no such provision, or the line-up is not known.
    """
    from pkpu_review.explaining import explain as gathered

    return gathered(draft, place, against, line_up)


def timeline(draft: str | PathLike[str] | Regulation, voting_day: date | None = None) -> Timeline:
    """Find all times of a draft: its activities, dates and deadlines, with days where they can be reckoned.

    Args:
        draft: a file, or a regulation that was read.
        voting_day: from which deadlines are reckoned; without it, the day that the draft itself tells.

    Raises:
        pkpu_review.errors.CannotRead: the file cannot be used.
    """
    from pkpu_review.review import timeline as times

    return times(draft, voting_day)


def check(
    draft: str | PathLike[str] | Regulation,
    voting_day: date | None = None,
    regime: Regime | None = None,
    law_day: date | None = None,
) -> Findings:
    """Check a draft: the limits of the law, the order of its stages, and numbers against their words.

    Args:
        draft: a file, or a regulation that was read.
        voting_day: as for :func:`timeline`.
        regime: ``nasional`` (UU 7/2017) or ``daerah`` (UU 1/2015); without it, as the title says.
        law_day: the day on which the law is judged; without it, the day or the year of the draft.

    Raises:
        pkpu_review.errors.CannotRead: the file cannot be used.
    """
    from pkpu_review.review import findings

    return findings(draft, voting_day, regime, law_day)


def flag(
    draft: str | PathLike[str] | Regulation,
    line_up: str = DEFAULT_LINE_UP,
    overrides: str | PathLike[str] | None = None,
) -> Flags:
    """Find the divisions that each provision concerns, with score, evidence and reason.

    Args:
        draft: a file, or a regulation that was read.
        line_up: how the office divides its work: a name such as ``dki-2022``, or the path of a TOML file.
        overrides: persons' decisions (TOML), which win; without it ``keputusan-divisi.toml`` beside the draft, if any.

    Raises:
        pkpu_review.errors.CannotRead: a file cannot be used.
        pkpu_review.errors.PkpuError: the line-up is not known, or a decision is not complete.
    """
    from pkpu_review.review import flags

    return flags(draft, line_up, overrides=overrides)


def review(
    new: str | PathLike[str] | Regulation,
    against: str | PathLike[str] | Regulation | None = None,
    line_up: str = DEFAULT_LINE_UP,
    overrides: str | PathLike[str] | None = None,
    voting_day: date | None = None,
    regime: Regime | None = None,
    law_day: date | None = None,
) -> Review:
    """Read, compare, flag and check in one step: everything that the sheets are written from.

    Args:
        new: the draft under review.
        against: the version before it, or the regulation in force; None for the draft alone.
        line_up, overrides: as for :func:`flag`.
        voting_day, regime, law_day: as for :func:`check`.

    Raises:
        pkpu_review.errors.CannotRead: a file cannot be used.
        pkpu_review.errors.PkpuError: the line-up is not known.
    """
    from pkpu_review.review import Judged
    from pkpu_review.review import review as whole

    return whole(new, against, line_up, overrides=overrides, judged=Judged(voting_day, regime, law_day))


def write(
    result: Review,
    folder: str | PathLike[str],
    office: str | PathLike[str] | None = None,
    day: date | None = None,
    formats: Sequence[str] = (),
) -> tuple[Path, ...]:
    """Write the folder of a meeting from *result* into *folder*, which is made where it is missing.

    Args:
        office: TOML file of the office: letterhead, place, date, signatories.
        day: the day that the documents are dated; without it that of the office, else a blank to fill in.
        formats: ``docx``, ``xlsx``, ``pdf``, ``html``, ``md``, ``json``; without any, the first four.

    Returns:
        The files written, ``index.html`` first.

    Raises:
        pkpu_review.errors.CannotRead: the file of the office cannot be used.
        pkpu_review.errors.CannotWrite: a target is open elsewhere or closed to the user; nothing is half-written.
    """
    from os import fspath
    from pathlib import Path

    from pkpu_review.report import write as writer
    from pkpu_review.report.office import office as known

    return writer(result, Path(folder), None if office is None else known(fspath(office)), day, formats)


def collect(
    files: Iterable[str | PathLike[str]],
    folder: str | PathLike[str],
    next: str | PathLike[str] | Regulation | None = None,
) -> Dim:
    """Put what filled-in sheets say together: who says what on which provision of the draft.

    Args:
        files: Word and Excel sheets that came back, and folders that hold them.
        folder: what :func:`write` wrote, from which the sheets were sent.
        next: the next draft, to which the remarks are carried.

    Raises:
        pkpu_review.errors.CannotRead: *folder* or *next* cannot be used. A sheet that cannot be read stands in the
            result as ``unread``.
    """
    from pkpu_review.inventory import collect as collected

    return collected(files, folder, next)


def follow(dim: str | PathLike[str] | Dim, next: str | PathLike[str] | Regulation) -> FollowUp:
    """Say of every proposal in a list of remarks whether the next draft took it up, with the evidence.

    Args:
        dim: what :func:`collect` returned, or the ``dim.json`` that it wrote, or the folder in which that stands.
        next: the next draft.

    Raises:
        pkpu_review.errors.CannotRead: a file cannot be used.
    """
    from pkpu_review.following import follow as followed

    return followed(dim, next)


class _Package(ModuleType):
    """This package, whose verbs stay what they are.

    Some verbs bear the name of the module that does their work, and importing a module puts it into its
    package under its name: ``pr.compare`` would turn from a function into the room after its first call.
    """

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
