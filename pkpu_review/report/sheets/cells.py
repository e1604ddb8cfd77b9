"""The words of a table's row, cells parted by bars → as a sheet shows them: a dot between the cells, none for an empty
one. A bar is how a row is kept; printed, it reads as a programmer's table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pkpu_review.report.sheet import Run

BETWEEN = " · "
_BAR = re.compile(r"(?:^|(?<=\s))\|(?=\s|$)")


def unbarred(text: str) -> str:
    """Return *text* with its bars as dots, line by line; a line without any as it is."""
    if "|" not in text:
        return text
    return "\n".join(
        "".join(run.text for run in cells([Run(line)])).strip() if _BAR.search(line) else line
        for line in text.split("\n")
    )


def cells(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return the *runs* of a row with dots for bars; a dot has the mark of the cell behind it.

    So the words without what was inserted are still those of the older row, and the other way round.
    """
    return tuple(_joined(runs))


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    shown = {"old": False, "new": False}  # words of that version stand before
    bar = {"old": False, "new": False}  # and a bar behind them
    for run in runs:
        sides = [side for side, other in (("old", "insert"), ("new", "delete")) if run.mark != other]
        made = ""
        for at, piece in enumerate(_BAR.split(run.text)):
            bar |= dict.fromkeys(sides, True) if at else {}
            parted = any(bar[side] for side in sides)
            if not piece.strip():
                made += "" if parted else piece
                continue
            if parted:
                made = made.rstrip() + (BETWEEN if any(shown[side] for side in sides) else "")
                piece = piece.lstrip()
            made += piece
            shown |= dict.fromkeys(sides, True)
            bar |= dict.fromkeys(sides, False)
        if made:
            yield Run(made, run.mark, run.tone)
