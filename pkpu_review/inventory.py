"""Sheets that came back → the Daftar Inventarisasi Masalah.

This stands above :mod:`.review`: it has the room that reads sheets, and asks the room that compares what kind of change
a proposal is, and where the provisions went in the next draft.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache, partial
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from pkpu_review.errors import CannotRead
from pkpu_review.folders import natural
from pkpu_review.model import ChangeKind, Dim, Progress, Provision, Reading, Regulation, Unread
from pkpu_review.review import AS_USUAL, Draft, comparison

if TYPE_CHECKING:
    from pkpu_review.collect.remarks import Found

JUDGED_LETTERS = 20_000
"""Letters of a provision or proposal up to which the kind of change between the two is looked for."""


def collect(
    files: Iterable[str | PathLike[str]],
    pack: str | PathLike[str],
    next: Draft | None = None,
    reading: Reading = AS_USUAL,
    step: Progress | None = None,
) -> Dim:
    """Return what the filled-in sheets *files* say on the draft of *pack*, the folder that ``review`` wrote.

    Args:
        files: Word and Excel files, and folders that hold them.
        next: the next draft, to which the remarks are carried.
        step: told of each file before it is read, and once more at the end.

    Raises:
        CannotRead: *pack* or *next* cannot be used. A sheet that cannot be read is told in the list, as ``unread``.
    """
    from pkpu_review.collect.answers import filled
    from pkpu_review.collect.files import sheets
    from pkpu_review.collect.listing import listing
    from pkpu_review.collect.remarks import also, remarks
    from pkpu_review.collect.written import pack as written

    known = written(Path(os.fspath(pack)))
    onward = comparison(known.draft, next, reading) if next is not None else None
    named, failed = sheets([Path(os.fspath(path)) for path in files], natural)
    unread = [Unread(one.file, str(one)) for one in failed]
    found: list[Found] = []
    seen: dict[tuple[str, str], int] = {}  # bytes, and the folder of the office where it tells whose they are
    judge = cache(partial(kind_of_change, known.draft))  # many offices propose the same
    for place, one in enumerate(named):
        if step:
            step(place, len(named), one.told)
        try:
            read = filled(one, known)
        except CannotRead as error:
            if known.holds(one.path) and not known.is_sheet(one.path):
                continue  # what review wrote beside the sheets
            unread.append(Unread(one.told, str(error)))
            continue
        key = read.sha256, one.folder if read.office == one.folder else ""
        if key in seen:  # the same file, sent twice
            found[seen[key]] = also(found[seen[key]], one.told)
            continue
        seen[key] = len(found)
        found.append(remarks(read, known, judge))
    if step:
        step(len(named), len(named), "")
    return listing(found, known, unread, onward)


def kind_of_change(draft: Regulation, provision: str, words: str, proposed: str) -> ChangeKind:
    """Return what kind of change leads from the *words* of a provision of *draft* to the words *proposed* for it."""
    from pkpu_review.compare import compare

    if len(words) > JUDGED_LETTERS or len(proposed) > JUDGED_LETTERS:
        return "substantive"
    sides = [
        Regulation(draft.identity, draft.source, (Provision(provision, "pasal", lead=text),))
        for text in (words, proposed)
    ]
    rows = compare(*sides).rows
    return rows[0].change if len(rows) == 1 else "substantive"
