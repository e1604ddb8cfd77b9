"""Two versions → the notice that the new one only amends the old one, or another law.

An amending regulation quotes what it changes and leaves the rest in force (UU 12/2011, Lampiran II, butir 230 and
after). Set beside its base every provision that it does not quote has no partner, and reads as if it were struck out.
"""

from __future__ import annotations

import re

from pkpu_review.model import Problem, Regulation
from pkpu_review.model.comparison import AMENDING

LONGEST = 160
"""Letters of the amended law's name that are told."""
_NUMBER = re.compile(r"\bNOMOR\s+(?P<number>[\w/.-]{1,20})\s+TAHUN\s+(?P<year>\w{4})", re.IGNORECASE)
_DIGITS = str.maketrans("OoIl", "0011")
"""Letters for which OCR takes digits."""


def amending(old: Regulation, new: Regulation) -> tuple[Problem, ...]:
    """Return the notice where *new* amends a law and *old* does not; nothing else."""
    if not _amends(new) or _amends(old):
        return ()
    name = " ".join(new.identity.amends.split())
    shown = name if len(name) <= LONGEST else f"{name[:LONGEST].rsplit(' ', 1)[0]} …"
    which = "atas naskah lama" if _is(old, name) else f"atas {shown}, dan naskah lama bukan naskah perubahan"
    message = (
        f"Naskah baru adalah peraturan perubahan {which}. Ketentuan yang tidak disebut dalam peraturan perubahan tetap "
        "berlaku: yang tercatat dihapus di sini hanya tidak dimuat di dalamnya, kecuali bila peraturan itu sendiri "
        "menghapusnya."
    )
    return (Problem(AMENDING, message),)


def _amends(regulation: Regulation) -> bool:
    """Whether *regulation* is an amending one: by its title, and by its articles I and II."""
    return bool(regulation.identity.amends) and regulation.get("pasal-i") is not None


def _is(regulation: Regulation, name: str) -> bool:
    """Whether *name* ("UNDANG-UNDANG NOMOR 24 TAHUN 2003 TENTANG ...") is that of *regulation*."""
    match = _NUMBER.search(name)
    identity = regulation.identity
    if match is None or not identity.number or not identity.year:
        return bool(identity.title) and identity.title.casefold() in name.casefold()
    named = (match["number"].translate(_DIGITS), match["year"].translate(_DIGITS))
    return named == (identity.number.translate(_DIGITS), identity.year.translate(_DIGITS))
