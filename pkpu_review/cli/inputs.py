"""Names on the command line → files, and files → names for what is written of them.

A folder stands for the readable files in it, in natural order of their names; a name with wildcards
for the files that match, which the Windows console leaves to the program. A name that leads nowhere
is kept: reading it says what is wrong.
"""

from __future__ import annotations

import glob
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from pkpu_review.errors import CannotRead
from pkpu_review.folders import distinct, formats, natural, readable_files

SHOWN = 5
"""Files named in the sentence that asks for one of them."""


class Place(click.Path):
    """A file or folder as a :class:`pathlib.Path`; an empty name, which would be this folder, is wrong use."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail("nama kosong.", param, ctx)
        return super().convert(value, param, ctx)


def files(names: Iterable[str]) -> tuple[list[Path], list[CannotRead]]:
    """Return the files that *names* stand for, each once and in the order given, and what stands for none.

    Raises:
        click.UsageError: a name is empty.
    """
    found: list[Path] = []
    failed: list[CannotRead] = []
    for name in names:
        if not name:
            raise click.UsageError("Nama berkas kosong.")
        try:
            found += _meant(name)
        except CannotRead as error:
            failed.append(error)
        except PermissionError:
            failed.append(CannotRead(name, "folder tidak boleh dibuka", "Minta izin baca"))
        except OSError:  # no name for this system, or a disk that fails: opening it says which
            found.append(Path(name))
    return list(dict.fromkeys(found)), failed


def _meant(name: str) -> list[Path]:
    path = Path(name)
    if path.is_dir():
        inside = readable_files(path)
        if not inside:
            raise CannotRead(name, f"folder ini tidak memuat berkas {', '.join(formats())}")
        return inside
    if glob.has_magic(name) and not path.exists():
        matching = [Path(match) for match in sorted(glob.glob(name), key=natural) if Path(match).is_file()]
        if not matching:
            raise CannotRead(name, "tidak ada berkas yang cocok dengan pola ini")
        return matching
    return [path]


def single(name: str) -> Path:
    """Return the one file that *name* stands for.

    Raises:
        CannotRead: it stands for none.
        click.UsageError: it stands for several, or is empty.
    """
    found, failed = files([name])
    if failed:
        raise failed[0]
    if len(found) > 1:
        shown = ", ".join(path.name for path in found[:SHOWN]) + (", ..." if len(found) > SHOWN else "")
        raise click.UsageError(f"'{name}' memuat {len(found)} berkas ({shown}). Sebutkan satu berkas.")
    return found[0]


def titles(paths: Sequence[Path]) -> list[str]:
    """Return a name for each of *paths*, in order: the stem, or the whole name where two share a stem.

    Files from different folders may share even that: the later ones get a number. Letters in upper and
    lower case count as the same, as they are on Windows.
    """
    stems = Counter(path.stem.casefold() for path in paths)
    return distinct(path.stem if stems[path.stem.casefold()] == 1 else path.name for path in paths)
