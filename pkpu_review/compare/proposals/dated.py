"""A row of a schedule and the days that are proposed for it → what became of them, day by day.

A division writes "20 Januari 2024", "tanggal mulai menjadi 20 Januari 2024", or "Penetapan DPT diundur ke tanggal 20-21
Juni 2024" beside a row of several cells. Held against the words of the row, such a date falls upon a number of another
cell; so the first and the last day asked for are held against those of the row. What is more than days, an order with
words in quotation marks or another row, is left to the others; of a bare date :func:`dated` makes an order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from pkpu_review.lexis.dates import LONGEST, Found, find, period
from pkpu_review.lexis.stems import words
from pkpu_review.model.adoption import Asked, Fate, Fated

MOST_STRANGE = 4
"""Words of a proposal, besides its days, that the row does not have; more speak of something else."""
_MORE = re.compile(
    r"[\"“”]|\b(?:baris|kolom|kata|frasa|di(?:tambah|sisip|hapus|hilang)\w*|tambah\w*|menambah\w*|hapus\w*|sisip\w*)\b",
    re.IGNORECASE,
)
"""That more is asked for than days."""
_BECOMES = re.compile(r"\b(?:di)?(?:ubah|ganti|geser)\w*\b|\b(?:men)?jadi\b|→|[-=]+>", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:akhir|berakhir|berakhirnya|selesai|sampai|hingga|s\.?d\.?|diperpanjang)\b", re.IGNORECASE)
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


def scheduled(cells: Sequence[str], now: Sequence[str], proposal: str) -> Fated | None:
    """Return what became of the days of *proposal* for a row of *cells* that now is *now*; None where it is not on days
    alone."""
    if len(proposal) > LONGEST or _MORE.search(proposal):
        return None
    before, there, found = _days(cells), _days(now), list(find(proposal))
    if not (before and there and found) or _is_of_more(cells, proposal, found):
        return None
    wanted = _wanted(proposal, found, (before[0][1], before[1][1]))
    if wanted is None:
        return None
    told = []
    for (old, was), (cell, day), asked in zip(before, there, wanted, strict=True):
        if asked is not None and asked[1] != was:
            fate: Fate = "wholly" if day == asked[1] else "not"
            told.append(Asked(old, asked[0], cell, fate))
    if not told:
        return None
    fates = {one.fate for one in told}
    return Fated(fates.pop() if len(fates) == 1 else "partly", "replace", tuple(told))


def _days(cells: Sequence[str]) -> tuple[tuple[str, date], tuple[str, date]] | None:
    """Return the cells with the first and with the last day of a row, each with that day."""
    known = [(cell, span) for cell in cells if (span := period(cell))]
    return ((known[0][0], known[0][1][0]), (known[-1][0], known[-1][1][1])) if known else None


def _is_of_more(cells: Sequence[str], proposal: str, found: Sequence[Found]) -> bool:
    """Whether *proposal* speaks of something else than the row, or says which days become others."""
    if any(_BECOMES.search(proposal[one.end : other.start]) for one, other in pairwise(found)):
        return True
    bare = proposal
    for one in reversed(found):
        bare = f"{bare[: one.start]} {bare[one.end :]}"
    known = {word.stem for word in words(" ".join(cells))}
    strange = [word for word in words(_BESIDE.sub(" ", bare)) if word.stem and word.stem not in known]
    return len(strange) > MOST_STRANGE


def _wanted(
    proposal: str, found: Sequence[Found], row: tuple[date, date]
) -> tuple[tuple[str, date] | None, tuple[str, date] | None] | None:
    """Return the first and the last day that *proposal* asks for, each as printed; None where that is not clear."""
    texts = [proposal[one.start : one.end] for one in found]
    if len(found) == 1 and found[0].first != found[0].last:
        return (texts[0], found[0].first), (texts[0], found[0].last)
    if any(one.first != one.last for one in found) or len(found) > 2:
        return None
    if len(found) == 2:
        return (texts[0], found[0].first), (texts[1], found[1].first)
    day = (texts[0], found[0].first)
    lead = proposal[: found[0].start]
    if _UNTIL.search(lead):
        return None, day
    if _FIRST.search(lead):
        return day, None
    if row[0] == row[1]:
        return day, day
    nearest = abs((row[0] - day[1]).days) <= abs((row[1] - day[1]).days)
    return (day, None) if nearest else (None, day)
