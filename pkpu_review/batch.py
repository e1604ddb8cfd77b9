"""A folder of drafts → a review of every version against the one before, and an overview of them all.

``plan`` finds the families: a folder with regulation.toml names its versions in order; a folder without
one is a family too, its versions in natural order of their names. ``run`` reads each version once. What
cannot be read, compared or written is told and passed over: the version after it is then compared with
the last one that could be read.

regulation.toml:

    title = "Tahapan dan Jadwal ..."            # optional, else the folder's name

    [[versions]]                                # oldest first
    label = "Rancangan 1"                       # optional, else the file's name
    date = 2022-03-10                           # optional
    file = "v1.pdf"                             # in this folder or below it
    also = ["v1.docx"]                          # the same version in other formats: not read
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Any, TypeVar

from pkpu_review import DEFAULT_LINE_UP
from pkpu_review.errors import CannotRead, CannotWrite
from pkpu_review.folders import distinct, formats, natural, readable_files
from pkpu_review.knowledge.own import parsed
from pkpu_review.lexis.words import shortened
from pkpu_review.model import Reading
from pkpu_review.report.meeting.overview import Failure, Outcome, Overview, Tally, tally
from pkpu_review.report.save import safe_name
from pkpu_review.review import AS_USUAL, Decided, Flagged, flagged, join, whole

if TYPE_CHECKING:
    from pkpu_review.report.office import Office

PLAN = "regulation.toml"
FOLDER_LENGTH = 48
"""Characters of a folder's name in the output: paths stay within the 260 of Windows."""

_SAVED_WITH = ("_files", "_berkas", ".fld")
PLAN_BYTES = 1024 * 1024
"""Bytes of a plan; one of a hundred versions has some 20 KiB."""
MAX_SHOWN = 300
"""Letters of a title or label; a regulation's full title has some 200."""
_AT = re.compile(r"line (\d+), column (\d+)")
_NO_FILE = 'setiap [[versions]] harus memuat file = "..."'

Result = TypeVar("Result")
Reader = Callable[[Path], Flagged]
Step = Callable[[int, int, str], None]
"""Told before each version: how many are done, how many there are, and which one comes."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a family: its *label*, its *day* where it is known, and its *file*."""

    label: str
    file: Path
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """The versions of one regulation, oldest first.

    Attributes:
        name: the folder's name.
        title: for the reader.
        versions: oldest first; empty where the plan cannot be read.
        notes: what was decided without being asked, in Indonesian sentences.
        failure: why there is nothing to do, if so.
    """

    name: str
    title: str
    versions: tuple[Version, ...]
    notes: tuple[str, ...] = ()
    failure: Failure | None = None


def plan(folder: Path, output: Path | None = None) -> list[Family]:
    """Return the families in *folder*: itself, where it has a plan or files of its own, and its subfolders.

    Args:
        folder: what to look through, one level deep.
        output: left out where it stands inside *folder*.

    Raises:
        CannotRead: there is no such folder, or nothing in it to do.
    """
    try:
        if not folder.is_dir():
            cause = "ini berkas, bukan folder" if folder.exists() else "folder tidak ditemukan"
            raise CannotRead(str(folder), cause)
        if (folder / PLAN).is_file():
            return [_planned(folder)]
        families = [_unplanned(folder)] if readable_files(folder) else []
        folders = [path for path in sorted(folder.iterdir(), key=lambda path: natural(path.name)) if path.is_dir()]
    except PermissionError:
        raise CannotRead(str(folder), "folder tidak boleh dibuka", "Minta izin baca") from None
    except OSError:
        raise CannotRead(str(folder), "nama folder tidak sah, atau folder tidak dapat dibaca") from None
    for inside in folders:
        if inside.name.startswith(".") or (output is not None and inside.resolve() == output.resolve()):
            continue
        if inside.name.endswith(_SAVED_WITH):  # pictures and frames that a browser or Word saved beside a page
            continue
        try:
            if (inside / PLAN).is_file():
                families.append(_planned(inside))
            elif readable_files(inside):
                families.append(_unplanned(inside))
        except OSError:  # one closed folder never stops the rest
            told = CannotRead(inside.name, "folder tidak dapat dibuka", "Minta izin baca")
            families.append(Family(inside.name, inside.name, (), failure=Failure(inside.name, str(told))))
    if not families:
        kinds = ", ".join(formats())
        raise CannotRead(str(folder), f"tidak ada {PLAN} atau berkas {kinds} di folder ini dan subfoldernya")
    return families


def run(
    folder: Path,
    output: Path,
    line_up: str = DEFAULT_LINE_UP,
    step: Step = lambda done, total, name: None,
    reading: Reading = AS_USUAL,
    overrides: Decided = None,
    office: Office | None = None,
    day: date | None = None,
    formats: tuple[str, ...] = (),
) -> Overview:
    """Review every version of every family in *folder* and write the sheets below *output*.

    Args:
        folder: see :func:`plan`.
        output: gets ``FAMILY/NN-LABEL/index.html`` and so on, and the overview: ``index.html`` and ``batch.json``.
        line_up: the office's divisions.
        step: told how far the work is.
        reading: how the files are read.
        overrides: persons' decisions on divisions; without it the file beside each version, where there is one.
        office, day, formats: how the documents look; see :func:`pkpu_review.report.write`.

    Returns:
        The overview as it was written.

    Raises:
        CannotRead: there is nothing to do.
        CannotWrite: the overview, or the folder for it, cannot be written.
        PkpuError: the line-up is not known, or the decisions named are not complete.
    """
    from pkpu_review.annotate import line_up as known
    from pkpu_review.annotate import overrides as decisions
    from pkpu_review.report.save import make_folder

    families = plan(folder, output)
    known(line_up)  # a wrong name is told at once, not once a version
    if overrides is not None:
        decisions(overrides)
    make_folder(output)
    total = sum(len(family.versions) for family in families)
    write = partial(_write, office=office, day=day, formats=formats)
    reader = partial(flagged, line_up=line_up, reading=reading, overrides=overrides)
    notes = [note for family in families for note in family.notes]
    outcomes: list[Outcome] = []
    for family, name in zip(families, distinct(safe_name(f.name, FOLDER_LENGTH) for f in families), strict=True):
        if family.failure:
            outcomes.append(Outcome(family.title, failure=family.failure))
        steps = _family(family, output, name, (reader, write), lambda label: step(len(outcomes), total, label), notes)
        for outcome in steps:
            outcomes.append(outcome)
    step(total, total, "")
    overview = Overview(str(folder), line_up, tuple(outcomes), tuple(notes))
    overview.write(output)
    return overview


def _family(
    family: Family,
    output: Path,
    name: str,
    how: tuple[Reader, Callable[[Flagged, Flagged | None, Path], tuple[Tally, Flagged]]],
    step: Callable[[str], None],
    notes: list[str],
) -> Iterator[Outcome]:
    """Yield the outcome of each version, in order; what of persons' decisions the last one leaves open goes to *notes*.

    An earlier version may lack what a decision is about; what does not fit the last one fits no more, or never did.
    """
    reader, write = how
    before: tuple[Version, Flagged] | None = None
    folders = distinct(_folder(place, version.label) for place, version in enumerate(family.versions, 1))
    for version, folder in zip(family.versions, folders, strict=True):
        step(f"{family.name}: {version.label}")
        made, failure = _attempt(version, partial(reader, version.file))
        if made is None:
            yield Outcome(family.title, version.label, version.file.name, failure=failure)
            continue
        place = f"{name}/{folder}"
        against = before[1] if before else None
        reviewed, failure = _attempt(version, partial(write, made, against, output / place))
        written, made = reviewed or (None, made)
        yield Outcome(
            family.title,
            version.label,
            version.file.name,
            against=before[0].label if before else "",
            day=version.day,
            folder=place if written else "",
            tally=written,
            failure=failure,
        )
        before = (version, made)
    if before:
        notes += [f"{family.name}: {problem.message}" for problem in before[1].flags.problems]


def _write(
    made: Flagged,
    before: Flagged | None,
    folder: Path,
    office: Office | None,
    day: date | None,
    formats: tuple[str, ...],
) -> tuple[Tally, Flagged]:
    """Write the sheets; return what they count, and *made* with the flags that they show."""
    from pkpu_review.report import write

    review = whole(join(made, before))
    write(review, folder, office, day, formats)
    return tally(review), replace(made, flags=review.flags)


def _attempt(version: Version, work: Callable[[], Result]) -> tuple[Result | None, Failure | None]:
    """Return what *work* gives, or the failure: what went wrong with one version never stops the others."""
    try:
        return work(), None
    except (CannotRead, CannotWrite) as error:
        return None, Failure(version.file.name, str(error))
    except Exception as error:  # noqa: BLE001  # told in full in batch.json and by exit code 1
        cause = f"{version.file.name}: kesalahan program ({type(error).__name__}). Laporkan bersama batch.json."
        return None, Failure(version.file.name, cause, traceback.format_exc())


def _folder(place: int, label: str) -> str:
    words = re.sub(r"[^0-9a-z]+", "-", label.casefold())[:FOLDER_LENGTH].strip("-")
    return f"{place:02}-{words}" if words else f"{place:02}"


def _planned(folder: Path) -> Family:
    path = folder / PLAN
    try:
        with path.open("rb") as stream:
            data = stream.read(PLAN_BYTES + 1)
        if len(data) > PLAN_BYTES:
            return _unusable(folder, f"ukurannya melebihi {PLAN_BYTES // 1024} KiB")
        told = parsed(data)
        versions = tuple(_version(folder, one) for one in told["versions"])
        title = _shown(told.get("title"), folder.name)
    except CannotRead as error:
        return _unusable(folder, error.cause)
    except OSError:
        return _unusable(folder, "berkas tidak boleh atau tidak dapat dibuka")
    except UnicodeDecodeError:
        return _unusable(folder, "pengodeannya bukan UTF-8")
    except (ValueError, RecursionError) as error:  # no TOML, a number of thousands of digits, thousands of brackets
        at = _AT.search(str(error))
        place = f" (baris {at[1]}, kolom {at[2]})" if at else ""
        return _unusable(folder, f"tidak dapat dibaca sebagai TOML{place}")
    except (KeyError, TypeError, AttributeError):
        return _unusable(folder, _NO_FILE)
    if not versions:
        return _unusable(folder, "tidak memuat [[versions]]")
    return Family(folder.name, title, versions)


def _version(folder: Path, told: dict[str, Any]) -> Version:
    name, day = told["file"], told.get("date")
    if not isinstance(name, str) or not name.strip():
        raise CannotRead(PLAN, _NO_FILE)
    if _leads_out(name):
        raise CannotRead(PLAN, f"file = {name[:FOLDER_LENGTH]!r} berada di luar folder ini")
    day = day.date() if isinstance(day, datetime) else day
    return Version(_shown(told.get("label"), Path(name).stem), folder / name, day if isinstance(day, date) else None)


def _shown(told: Any, otherwise: str) -> str:
    """Return what a plan calls something, as far as a person reads; *otherwise* where it does not."""
    return shortened(told, MAX_SHOWN) if isinstance(told, str) and told.strip() else otherwise


def _leads_out(name: str) -> bool:
    """Whether *name* leads out of the folder on any system: a plan comes with the drafts, from anywhere."""
    parted = PureWindowsPath(name)  # knows both kinds of slash, drives and shares
    return bool(parted.anchor) or ".." in parted.parts


def _unusable(folder: Path, cause: str) -> Family:
    name = f"{folder.name}/{PLAN}"
    return Family(folder.name, folder.name, (), failure=Failure(name, str(CannotRead(name, cause))))


def _unplanned(folder: Path) -> Family:
    """Return the family of a folder without a plan: one version a stem, in natural order."""
    chosen: dict[str, Path] = {}
    notes = []
    for path in sorted(readable_files(folder), key=lambda path: formats().index(path.suffix.lower())):
        first = chosen.setdefault(path.stem.casefold(), path)
        if first is not path:
            notes.append(f"{folder.name}: {path.name} dilewati karena senama dengan {first.name}.")
    files = sorted(chosen.values(), key=lambda path: natural(path.name))
    order = ", ".join(path.name for path in files)
    notes.insert(0, f"{folder.name}: tanpa {PLAN}; urutan versi menurut nama berkas: {order}.")
    return Family(
        folder.resolve().name, folder.resolve().name, tuple(Version(path.stem, path) for path in files), tuple(notes)
    )
