"""A row of a schedule and the bare date that is proposed for it → the order by which one cell takes that date.

A division writes "20 Januari 2024", or "tanggal mulai menjadi 20 Januari 2024", beside a row of several cells. Held
against the words of the row, such a date falls upon a number of another cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pkpu_review.lexis.dates import LONGEST, find, period

_FIRST = re.compile(r"\b(?:awal|mulai|dimulai)\b", re.IGNORECASE)
_LAST = re.compile(r"\b(?:akhir|berakhir|berakhirnya|selesai)\b", re.IGNORECASE)
_BESIDE = re.compile(
    r"\b(?:awal|mulai|dimulai|akhir|berakhir|berakhirnya|selesai|tanggal|kolom|jadwal|waktu|di(?:ubah|ganti|geser|majukan"
    r"|mundurkan|undur)|menjadi|ke|pada|agar|sebaiknya|mohon)\b",
    re.IGNORECASE,
)


def dated(cells: Sequence[str], proposal: str) -> str:
    """Return *proposal* as an order on the date of one of *cells*; as it is where it says more than one date.

    The cell is the one that the proposal names, the first date or the last; else the one whose date is nearest, as a
    term is moved by days and weeks. A cell that has the date already is not meant.
    """
    if len(proposal) > LONGEST or len(wanted := list(find(proposal))) != 1 or wanted[0].first != wanted[0].last:
        return proposal
    start, end, day = wanted[0].start, wanted[0].end, wanted[0].first
    if re.search(r"\w", _BESIDE.sub(" ", proposal[:start] + " " + proposal[end:])):
        return proposal
    days = [(cell, span[0]) for cell in cells if (span := period(cell)) and span[0] == span[1]]
    named = days[:1] if _FIRST.search(proposal) else days[-1:] if _LAST.search(proposal) else days
    cell = min((one for one in named if one[1] != day), key=lambda one: abs((one[1] - day).days), default=None)
    return f'"{cell[0]}" diubah menjadi "{proposal[start:end]}"' if cell else proposal
