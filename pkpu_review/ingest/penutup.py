"""Words of the penutup, and of the gazette's note below the Penjelasan → :class:`~pkpu_review.model.Closing`.

UU 12/2011, Lampiran II butir 160-173: the closing part names the place and the day of the act (disahkan,
ditetapkan), the office and the name of the one who signs it, then the same of the promulgation, and the gazette
with its year and number. The number of the supplement stands at the end of the Penjelasan. What a draft leaves
open ("NOMOR ...", "pada tanggal ...") stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from pkpu_review.ingest.tree import Node
from pkpu_review.lexis import dates
from pkpu_review.model import Closing, Gazette, Signing

_ACT = re.compile(
    r"(?P<act>Di\s?(?:sahkan|tetapkan|undangkan|keluarkan|buat)|Disetujui)\s*(?:di\b\s*:?\s*(?P<place>.*)|:?\s*$)",
    re.IGNORECASE,
)
_ON = re.compile(r",?\s*\bpada\s*tanggal\b\s*:?\s*", re.IGNORECASE)
_SIGNED = re.compile(r"(?:[tT][tr]d|TTD)\b[\s.:]*|\(?(?:cap|tanda tangan)\b.*|Cap\b.*")
_GAZETTE = re.compile(
    r"(?P<name>(?P<supplement>TAMBAHAN\s+)?(?:LEMBARAN|BERITA)\s+(?:NEGARA|DAERAH)\b[^\d.…]*?)\s*"
    r"(?:,?\s*TAHUN\s*(?P<year>[12][\dOIl]{3})?[\s.…]*)?(?:NOMOR|NO\.?)[\s:.…]*(?P<number>[\dOIl]+)?(?![\w])"
)
_COPY = re.compile(r"Salinan\s+(?:ini\s+)?sesuai|SALINAN\s+SESUAI|Tembusan\b|NOREG\b|NOMOR\s+REGISTER\b", re.IGNORECASE)
_SPACED = re.compile(r"(?<!\w)\w(?: \w){2,}(?!\w)")
_YEAR = re.compile(r"(?<=[a-z])\s*(?P<year>[12][\dOIl]{3})(?!\w)", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{2,}")
SIGNED_WITHIN = 14
"""Lines between the place and the name below the signature, at most."""


def closing_of(nodes: Iterable[Node]) -> Closing | None:
    """Return what the penutup and the end of the Penjelasan say, or None where the document has neither."""
    signings: list[Signing] = []
    notes: list[str] = []
    for node in nodes:
        if node.kind == "penutup":
            lines = [" ".join(piece.text.split()) for piece in (*node.lead, *node.closing)]
            signings += _signings(lines)
            notes.append(" ".join(lines))
        elif node.kind == "penjelasan":
            notes.append(" ".join(piece.text for piece in (*node.lead, *node.closing)))
    gazette = _gazette(notes)
    return Closing(tuple(signings), gazette) if signings or gazette else None


def _signings(lines: Sequence[str]) -> list[Signing]:
    starts = [index for index, line in enumerate(lines) if _ACT.match(line)]
    return [_signing(lines[start:end][: SIGNED_WITHIN + 1]) for start, end in pairwise([*starts, len(lines)])]


def _signing(lines: Sequence[str]) -> Signing:
    """Return the act on *lines*, the first of which begins with it."""
    match = _ACT.match(lines[0])
    assert match is not None
    act = re.sub(r"\s", "", match["act"]).lower()
    place, *rest = _ON.split(match["place"] or "", maxsplit=1)
    told, at = rest[0] if rest else None, 1
    if told is None and len(lines) > 1 and (on := _ON.match(lines[1])):
        told, at = lines[1][on.end() :], 2
    day = _day(told or "")
    if told and not day and at < len(lines) and (day := _day(f"{told} {lines[at]}")):
        at += 1  # the month stands on the next line
    office, name = _signatory(lines[at:])
    return Signing(act, _unspaced(place.strip(" ,.:…")), day, office, name)


def _signatory(lines: Sequence[str]) -> tuple[str, str]:
    """Return office and name: a comma, or the note of the signature, stands between them."""
    office: list[str] = []
    whole = False
    for line in lines:
        if _GAZETTE.match(line) or _COPY.match(line):
            break
        if _SIGNED.fullmatch(line):
            whole = True
        elif not _WORDS.search(line):
            whole = whole or bool(office and line.strip(" .…"))  # a mark in the place of the signature
        elif whole:
            return " ".join(office).strip(" ,"), line.strip(" ,")
        else:
            office.append(line)
            whole = line.rstrip().endswith(",")
    if not whole and len(office) > 1:  # neither comma nor signature: the name stands last
        return " ".join(office[:-1]).strip(" ,"), office[-1].strip(" ,")
    return " ".join(office).strip(" ,"), ""


def _gazette(notes: Iterable[str]) -> Gazette | None:
    """Return the gazette that the *notes* name, with the number of its supplement."""
    name = year = number = supplement = ""
    for match in (match for note in notes for match in _GAZETTE.finditer(note)):
        told = _digits(match["number"] or "")
        if match["supplement"]:
            supplement = supplement or told
        elif not name:
            name, year = " ".join(match["name"].split()).strip(" ,"), _digits(match["year"] or "")
            number = told
    return Gazette(name, year, number, supplement) if name or supplement else None


def _day(text: str) -> str:
    """Return the first day that *text* names, in ISO 8601, or an empty string.

    A poor text layer writes the digits of a year as letters ("2O2O", "20I9"): a year of four such characters is
    read as digits, for no other reading of it exists. A name of a month is never guessed.
    """
    found = next(dates.find(_YEAR.sub(lambda match: f" {_digits(match['year'])}", text)), None)
    return found.last.isoformat() if found else ""


def _digits(text: str) -> str:
    return re.sub("[Il]", "1", re.sub("[Oo]", "0", text))


def _unspaced(place: str) -> str:
    return _SPACED.sub(lambda match: match[0].replace(" ", ""), place)
