"""Provision ids: make, parse, order, and print as a legal citation.

An id is a path of segments joined by ``/``, lower case: ``pasal-5/ayat-2/huruf-a/angka-1``. It
names a place in one version; it is not identity across versions. Headings (BAB, Bagian, Paragraf)
do not take part in an article's id. The citation follows UU 12/2011, Lampiran II: "Pasal 5 ayat (2)
huruf a angka 1".
"""

from __future__ import annotations

import re
from functools import lru_cache

_UNITS = ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
ORDINALS = (
    "kesatu", "kedua", "ketiga", "keempat", "kelima", "keenam", "ketujuh", "kedelapan", "kesembilan", "kesepuluh",
    "kesebelas", *(f"ke{unit} belas" for unit in _UNITS[1:]),
    *(f"ke{tens} puluh{unit and ' '}{unit}" for tens in _UNITS[1:5] for unit in ("", *_UNITS)),
)  # fmt: skip
"""Ordinals of a Bagian or a diktum, in order."""
_FIRST = "pertama"
"""What older regulations write for kesatu."""

_WORDS = {
    "judul": "Judul",
    "menimbang": "Menimbang",
    "mengingat": "Mengingat",
    "memperhatikan": "Memperhatikan",
    "memutuskan": "Memutuskan",
    "menetapkan": "Menetapkan",
    "diktum": "Diktum",
    "butir": "butir",
    "penutup": "Penutup",
    "penjelasan": "Penjelasan",
    "umum": "Umum",
    "lampiran": "Lampiran",
    "pasal": "Pasal",
    "bab": "BAB",
    "bagian": "Bagian",
    "paragraf": "Paragraf",
    "buku": "Buku",
}
_ROMAN = re.compile(r"(?=[ivxlc])(c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3}))([a-hj-km-uwyz]?)")
_ROMAN_VALUE = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@lru_cache(maxsize=4096)
def segment(kind: str, number: str = "") -> str:
    """Return one segment: ``segment("ayat", "(2a)")`` is ``ayat-2a``, ``segment("judul")`` is ``judul``."""
    name = re.sub(r"[^0-9a-z]+", "-", number.lower()).strip("-")
    return f"{kind}-{name}" if name else kind


def join(parent: str, child: str) -> str:
    """Return the id of *child* (a segment) under *parent* (an id or an empty string)."""
    return f"{parent}/{child}" if parent else child


def parent(id: str) -> str:
    """Return the id of the place above *id*, or an empty string."""
    return id.rpartition("/")[0]


def parse(id: str) -> list[tuple[str, str]]:
    """Return the segments of *id* as (kind, number): ``pasal-5/ayat-2`` is [("pasal", "5"), ("ayat", "2")]."""
    parts = []
    for part in id.split("/"):
        kind, _, number = part.partition("-")
        parts.append((kind, number))
    return parts


def roman(text: str) -> int | None:
    """Return the value of a Roman numeral in either case, or None; a trailing letter is ignored (IXA is 9)."""
    match = _ROMAN.fullmatch(text.lower())
    if not match or not match[1]:
        return None
    total = 0
    values = [_ROMAN_VALUE[letter] for letter in match[1]]
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < following else value
    return total


def letter_order(letters: str) -> int:
    """Return the place of a list letter: a is 1, z is 26, aa is 27."""
    order = 0
    for letter in letters:
        order = order * 26 + ord(letter) - 96
    return order


@lru_cache(maxsize=4096)
def number_order(kind: str, number: str) -> tuple[int, str]:
    """Return a sort key for the number of a segment: 5 < 5a < 6, i < ii, kesatu < kedua, a < z < aa."""
    number = number.partition("~")[0]
    if kind in ("bagian", "buku", "paragraf", "diktum"):
        words = number.replace("-", " ")
        if words in ORDINALS or words == _FIRST:
            return ORDINALS.index(words) + 1 if words in ORDINALS else 1, ""
        if kind == "bagian" and len(number) == 1 and number.isalpha() and number not in "ivx":
            return letter_order(number), ""  # "A." above the words of an annex
    match = re.fullmatch(r"(\d+)-?([a-z]*)", number)
    if match:
        return int(match[1]), match[2]
    if kind == "huruf" and number.isalpha():
        return letter_order(number), ""
    first, *rest = number.split("-")
    if kind == "angka" and rest and all(part.isdigit() for part in rest):  # 1.2.3, II.1 or B.1 in an annex
        return number_order("bagian", first)[0], "".join(f".{int(part):04}" for part in rest)
    value = roman(number)
    if value is not None:
        return value, (_ROMAN.fullmatch(number) or [None, None, ""])[2] or ""
    return 10**6, number


@lru_cache(maxsize=4096)
def cite(id: str) -> str:
    """Return *id* as a lawyer writes it: ``Pasal 5 ayat (2) huruf a angka 1``."""
    words = []
    listed = False
    for kind, rest in parse(id):
        number, _, again = rest.partition("~")
        kind, _, kind_again = kind.partition("~")
        again = again or kind_again
        if kind in ("bab", "lampiran", "buku", "bagian") or (kind == "pasal" and roman(number)):
            number = number.upper() if roman(number) else number.replace("-", " ").title()
        elif kind == "pasal" or kind == "paragraf":
            number = number.upper() if number[:1].isdigit() else number.replace("-", " ").title()
        elif kind == "angka":
            number = number.replace("-", ".") if number[-1:].isdigit() else number
            # "I." heads a part of an annex; in a list, "i." is small
            number = number.upper() if (roman(number) and not listed) or "." in number else number
        elif kind == "diktum":
            number = number.replace("-", " ").upper()
        elif kind == "ayat":
            number = f"({number})"
        listed = listed or kind in ("pasal", "ayat", "huruf") or (kind == "angka" and number.isdigit())
        word = _WORDS.get(kind, kind)
        words.append(f"{word} {number}".strip() + (f" (ulangan ke-{again})" if again else ""))
    return " ".join(words)
