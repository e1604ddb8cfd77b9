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

import click

from pkpu_review.batch import distinct, formats, natural, readable_files
from pkpu_review.errors import CannotRead

SHOWN = 5
"""Files named in the sentence that asks for one of them."""


def files(names: Iterable[str]) -> tuple[list[Path], list[CannotRead]]:
    """Return the files that *names* stand for, each once and in the order given, and what stands for none."""
    found: list[Path] = []
    failed: list[CannotRead] = []
    for name in names:
        path = Path(name)
        if path.is_dir():
            inside = readable_files(path)
            if not inside:
                failed.append(CannotRead(name, f"folder ini tidak memuat berkas {', '.join(formats())}"))
            found += inside
        elif glob.has_magic(name) and not path.exists():
            matching = [Path(match) for match in sorted(glob.glob(name), key=natural) if Path(match).is_file()]
            if not matching:
                failed.append(CannotRead(name, "tidak ada berkas yang cocok dengan pola ini"))
            found += matching
        else:
            found.append(path)
    return list(dict.fromkeys(found)), failed


def single(name: str) -> Path:
    """Return the one file that *name* stands for.

    Raises:
        CannotRead: it stands for none.
        click.UsageError: it stands for several.
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
