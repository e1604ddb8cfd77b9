"""The bytes of a PDF → refused, where drawing one page would take more memory than any page does.

pdfium unpacks whatever a page draws, in this process. Two things grow without bound: a stream that unpacks to a
thousand times its size or is packed twice (ISO 32000-1, 7.4), and forms that draw forms that draw forms (8.10), each
several times. Both can be told from the bytes before pdfium sees them: a stream never hides inside another object.
"""

from __future__ import annotations

import re
import zlib
from itertools import pairwise
from math import prod
from operator import itemgetter

from pkpu_review.errors import CannotRead

MAX_UNPACKED = 64 * 1024 * 1024
"""Bytes of one unpacked stream that is no picture and no font; the content of a dense map has 20 MiB."""
MAX_DRAWN = 50_000
"""Forms that are drawn when one of them is."""
SUSPECT = 48 * 1024
"""Packed bytes below which a stream cannot reach the bound: deflate packs 1,032 bytes into one at the best."""
MAX_DICTIONARY = 4096
"""Bytes before the word ``stream`` in which its dictionary is looked for."""
MAX_DEPTH = 60
"""Forms within forms that are followed; pdfium stops at fewer."""
MAX_NAMED = 20
"""Objects that a form names and that are looked at for its resources."""
_OBJECT = re.compile(rb"\b(\d{1,8})\s{1,4}\d{1,5}\s{1,4}obj\b")
_STREAM = re.compile(rb">>\s{0,8}stream\r?\n")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_TWICE = re.compile(rb"/(?:FlateDecode|Fl)\s*/(?:FlateDecode|Fl)\b")
_LARGE_BY_NATURE = re.compile(rb"/Subtype\s*/Image|/Width\b|/Length1\b|/Length2\b|/FontFile")
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_REFERENCE = re.compile(rb"(\d{1,8})\s+\d{1,5}\s+R\b")


def check(name: str, data: bytes) -> None:
    """Refuse a PDF that would not stay within the bounds.

    Args:
        name: of the file, for messages.
        data: its bytes.

    Raises:
        CannotRead: a stream unpacks to too much, or a form draws too many.
    """
    nested = len(_FORM.findall(data)) > 1
    all_of_them = nested or _TWICE.search(data) is not None
    forms: dict[int, tuple[bytes, int]] = {}
    starts = [(match.start(), match.end()) for match in _STREAM.finditer(data)]
    for (before, start), (end, _) in pairwise([*starts, (len(data), 0)]):
        if not all_of_them and end - start < SUSPECT:
            continue
        number, dictionary = _dictionary(data, before)
        packed, times = data[start:end], len(_FLATE.findall(dictionary))
        suspect = times > 1 or (times and len(packed) >= SUSPECT and not _LARGE_BY_NATURE.search(dictionary))
        if suspect and _too_large(packed, times):
            cause = f"memuat data yang mengembang melebihi {MAX_UNPACKED // 2**20} MiB bila dibuka"
            raise CannotRead(name, cause, "Minta berkas yang dibuat ulang dari naskah aslinya")
        if nested and _FORM.search(dictionary):
            forms[number] = dictionary, _draws(_unpacked(packed) if times else packed)
    most = prod(1 + draws for _, draws in sorted(forms.values(), key=itemgetter(1))[-MAX_DEPTH:])
    if most > MAX_DRAWN and _drawn(forms, data) > MAX_DRAWN:
        cause = f"satu halamannya menggambar lebih dari {MAX_DRAWN} bagian yang saling memuat"
        raise CannotRead(name, cause, "Minta berkas yang dibuat ulang dari naskah aslinya")


def _dictionary(data: bytes, end: int) -> tuple[int, bytes]:
    """Return the number and the dictionary of the stream object whose dictionary ends at *end*."""
    start = max(end - MAX_DICTIONARY, 0)
    at = data.rfind(b" obj", start, end)
    number = data[max(at - 14, 0) : at].split()[-2:-1] if at >= 0 else []
    return int(number[0]) if number and number[0].isdigit() else 0, data[max(at, start) : end]


def _draws(content: bytes) -> int:
    """Return how many times a form draws others."""
    return sum(content.count(space + b"Do") for space in (b" ", b"\n", b"\r", b"\t"))


def _unpacked(data: bytes, limit: int = 1024 * 1024) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, limit)
    except zlib.error:
        return b""


def _too_large(data: bytes, times: int) -> bool:
    """Whether a stream unpacks, one of its *times* times, to more than the bound."""
    for _ in range(times):
        out, size = [], 0
        unpacker = zlib.decompressobj()
        try:
            while data and not unpacker.eof:
                piece = unpacker.decompress(data, 1024 * 1024)
                data = unpacker.unconsumed_tail
                size += len(piece)
                if size > MAX_UNPACKED:
                    return True
                if times > 1:
                    out.append(piece)
                if not piece:
                    break
        except zlib.error:  # damaged behind this place: pdfium reads no further either
            pass
        data = b"".join(out)
    return False


def _drawn(forms: dict[int, tuple[bytes, int]], data: bytes) -> int:
    """Return how many forms are drawn, at the most, when one of *forms* is: each use draws the largest it can name."""
    places = {int(match[1]): match.end() for match in _OBJECT.finditer(data)}
    inner = {number: _named(dictionary, data, places) & forms.keys() for number, (dictionary, _) in forms.items()}
    known: dict[int, int] = {}
    # from the innermost outwards: a form whose own are all known is known; what is left then names itself
    for _ in range(MAX_DEPTH):
        ready = [one for one in inner if one not in known and inner[one] <= known.keys()]
        if not ready:
            break
        for one in ready:
            largest = max((known[other] for other in inner[one]), default=0)
            known[one] = min(1 + forms[one][1] * largest, MAX_DRAWN + 1)
    return max(known.values(), default=0)


def _named(dictionary: bytes, data: bytes, places: dict[int, int]) -> set[int]:
    """Return the numbers of the objects that a form names, in its dictionary or in the one of its resources."""
    named = {int(number) for number in _REFERENCE.findall(dictionary)}
    for number in sorted(named)[:MAX_NAMED]:
        start = places.get(number)
        if start is not None:
            body = data[start : start + MAX_DICTIONARY].split(b"endobj")[0].split(b"stream")[0]
            if b"/XObject" in body and not _FORM.search(body):
                named |= {int(found) for found in _REFERENCE.findall(body)}
    return named
