"""The words of the title page → :class:`~pkpu_review.model.Identity`.

UU 12/2011, Lampiran II butir 2-7: the title has type, number, year and name; an amending regulation
says PERUBAHAN ... ATAS.
"""

from __future__ import annotations

import re

from pkpu_review.model import Identity

_TYPES = (
    "PERATURAN KOMISI PEMILIHAN UMUM", "PERATURAN PEMERINTAH PENGGANTI UNDANG-UNDANG", "UNDANG-UNDANG",
    "PERATURAN PEMERINTAH", "PERATURAN PRESIDEN", "PERATURAN DAERAH", "PERATURAN MENTERI", "PERATURAN KEPALA",
    "PERATURAN BADAN", "PERATURAN GUBERNUR", "PERATURAN BUPATI", "PERATURAN WALI KOTA", "KEPUTUSAN", "PERATURAN",
)  # fmt: skip
_NUMBER = re.compile(r"\bNOMOR\s*:?\s*(?P<number>[\w/.\-]*\w)?[\s.…_]*(?:TAHUN\s*(?P<year>\d{4}|[.…_]*))?", re.I)
_AMENDS = re.compile(r"\bPERUBAHAN(?:\s+\w+){0,3}?\s+ATAS\s+(?P<amends>.+)", re.I | re.S)


def identify(title: str) -> Identity:
    """Return what *title*, the running words of the title page, says the regulation is."""
    words = re.sub(r"\s+", " ", re.sub(r"\s*-\s*", "-", title)).strip()
    head, about = words, ""
    split = re.search(r"\bTENTANG\b", words, re.I)
    if split:
        head, about = words[: split.start()], words[split.end() :].strip(" .")
    draft = bool(re.search(r"\bRANCANGAN\b", head, re.I))
    number = _NUMBER.search(head)
    kind = re.sub(r"\bRANCANGAN\b|\bSALINAN\b", "", head[: number.start()] if number else head, flags=re.I).strip(" ,.")
    start = min((kind.upper().find(name) for name in _TYPES if name in kind.upper()), default=0)
    told, year = "", ""
    if number:
        told = number["number"] or ""
        year = number["year"] or ""
        if told.upper() == "TAHUN" or not re.search(r"\d", told):
            told = ""
    amends = _AMENDS.search(about)
    return Identity(
        type=re.sub(r"\s+", " ", kind[start:]).upper(),
        number=told,
        year=year if year.isdigit() else "",
        title=about,
        draft=draft,
        amends=amends["amends"].strip() if amends else "",
    )
