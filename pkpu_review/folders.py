"""A folder → the drafts in it, and names → names that differ."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path


def formats() -> tuple[str, ...]:
    """Return the suffixes that are read; where one version stands in several formats, the first of these is taken."""
    from pkpu_review.ingest.files import READABLE

    return READABLE


def natural(name: str) -> list[tuple[int, int, str]]:
    """Return a sort key in which numbers count as numbers: ``v2`` stands before ``v10``."""
    parts = re.findall(r"\d+|\D+", name.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]


def readable_files(folder: Path) -> list[Path]:
    """Return the files in *folder* that can be read, in natural order; not hidden ones, Word's locks or a README."""
    readable = formats()
    return sorted(
        (
            path
            for path in folder.iterdir()
            if path.suffix.lower() in readable
            and not path.name.startswith((".", "~$"))
            and path.stem.casefold() != "readme"
            and path.is_file()
        ),
        key=lambda path: natural(path.name),
    )


def one_a_stem(paths: Iterable[Path]) -> list[Path]:
    """Return of *paths* that share a stem the one whose format :func:`formats` names first, in natural order."""
    chosen: dict[str, Path] = {}
    for path in sorted(paths, key=lambda path: formats().index(path.suffix.lower())):
        chosen.setdefault(path.stem.casefold(), path)
    return sorted(chosen.values(), key=lambda path: natural(path.name))


def distinct(names: Iterable[str]) -> list[str]:
    """Return *names* in order, a number added to those that stood there before, upper and lower case being the same."""
    given: set[str] = set()
    found = []
    for wanted in names:
        name, number = wanted, 2
        while name.casefold() in given:
            name, number = f"{wanted}-{number}", number + 1
        given.add(name.casefold())
        found.append(name)
    return found
