"""The characters of a PDF page → its words, upright, each with baseline and box.

pdfium hands the characters over in the order of the content stream; words are cut where it puts white
space. A page whose text runs up or down the sheet (a landscape annex) is turned, so that every later
step meets upright text; words that run across the others are a watermark.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pkpu_review.errors import CannotRead

MAX_CHARACTERS_PER_PAGE = 60_000
"""A gazette page has some 3,000 characters; far more is an attack or a broken file."""
TILTED = 0.2
"""Radians from which a word counts as written across the page (a watermark)."""

_SPACE = frozenset((0x20, 0x0D, 0x0A, 0x09, 0xA0, 0x2002, 0x2003, 0x2009, 0x200B, 0x3000, 0xFEFF, 0))
_HYPHEN = 0x02  # pdfium's mark for a hyphen at the end of a line
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFFFE: "-", 0xAD: "-", 0x02: "-"}

Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Word:
    """One word: its baseline and box, in points from the top left corner of the upright page.

    Attributes:
        text: the characters.
        x0, x1: left and right edge.
        y: baseline.
        size: height of the letters.
        weight: weight of the font, 400 for plain and 700 for bold; 0 or less where unknown.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    weight: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a page lies: size in points as written, quarter turns of its text and of its display, clockwise."""

    across: float
    down: float
    turn: int
    shown: int

    @property
    def width(self) -> float:
        """Width of the upright page in points."""
        return self.down if self.turn % 2 else self.across

    @property
    def height(self) -> float:
        """Height of the upright page in points."""
        return self.across if self.turn % 2 else self.down

    def upright(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the page as written stands on the upright page."""
        return (
            (x, y),
            (y, self.across - x),
            (self.across - x, self.down - y),
            (self.down - y, x),
        )[self.turn]

    def from_shown(self, box: Box) -> Box:
        """Return where a box on the page as a viewer shows it stands on the upright page."""
        corners = []
        for x, y in ((box[0], box[1]), (box[2], box[3])):
            as_written = (
                (x, y),
                (y, self.down - x),
                (self.across - x, self.down - y),
                (self.across - y, x),
            )[self.shown]
            corners.append(self.upright(*as_written))
        (x0, y0), (x1, y1) = corners
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


@dataclass(slots=True)
class _Written:
    """A word as it is written on the page: origin, box and angle, in points from the page's top left corner."""

    text: str
    origin: tuple[float, float]
    box: Box
    size: float
    weight: int
    angle: float


def words_of(name: str, page: pdfium.PdfPage, number: int) -> tuple[list[Word], list[str], Sheet]:
    """Return the words of a page in the order of the content stream, those written across it, and how it lies.

    Raises:
        CannotRead: the page holds more characters than any page has.
    """
    written = list(_read(name, page, number))
    left, bottom, right, top = page.get_cropbox()
    quarter = math.pi / 2
    turns = Counter(round(word.angle / quarter) % 4 for word in written)
    turn = turns.most_common(1)[0][0] if turns else 0
    sheet = Sheet(right - left, top - bottom, turn, page.get_rotation() // 90 % 4)
    kept: list[Word] = []
    across: list[str] = []
    for word in written:
        off = abs((word.angle - turn * quarter + math.pi) % math.tau - math.pi)
        if off > TILTED:
            across.append(word.text)
            continue
        _, y = sheet.upright(*word.origin)
        (x0, _), (x1, _) = sheet.upright(*word.box[:2]), sheet.upright(*word.box[2:])
        kept.append(Word(word.text, min(x0, x1), max(x0, x1), y, word.size, word.weight))
    return kept, across, sheet


def _read(name: str, page: pdfium.PdfPage, number: int) -> Iterator[_Written]:
    textpage = page.get_textpage()
    handle = textpage.raw
    count = pdfium_c.FPDFText_CountChars(handle)
    if count > MAX_CHARACTERS_PER_PAGE:
        raise CannotRead(name, f"halaman {number} memuat {count} karakter, batasnya {MAX_CHARACTERS_PER_PAGE}")
    unicode_of = pdfium_c.FPDFText_GetUnicode
    left, _, _, top = page.get_cropbox()
    start = -1
    letters: list[str] = []
    for index in range(count + 1):
        code = unicode_of(handle, index) if index < count else 0x20
        if code in _SPACE:
            if letters:
                yield _word(handle, start, index - 1, "".join(letters), left, top)
                letters = []
            continue
        if not letters:
            start = index
        letters.append(_LIGATURES.get(code) or (chr(code) if code >= 0x20 else "\ufffd"))
        if code == _HYPHEN:
            # pdfium runs the next line's first word on to the hyphen: the word ends here
            yield _word(handle, start, index, "".join(letters), left, top)
            letters = []
    textpage.close()


_BOX = tuple(ctypes.c_double() for _ in range(4))
_ORIGIN = (ctypes.c_double(), ctypes.c_double())


def _word(handle: Any, first: int, last: int, text: str, left: float, top: float) -> _Written:
    box = _BOX
    x, y = _ORIGIN
    pdfium_c.FPDFText_GetCharOrigin(handle, first, x, y)
    rectangle = pdfium_c.FS_RECTF()
    pdfium_c.FPDFText_GetLooseCharBox(handle, first, rectangle)
    angle = pdfium_c.FPDFText_GetCharAngle(handle, first)
    sideways = round(angle / (math.pi / 2)) % 2
    size = abs(rectangle.right - rectangle.left) if sideways else abs(rectangle.top - rectangle.bottom)
    pdfium_c.FPDFText_GetCharBox(handle, first, *box)
    x0, x1, low, high = (part.value for part in box)
    if last != first:
        pdfium_c.FPDFText_GetCharBox(handle, last, *box)
        x0, x1 = min(x0, box[0].value), max(x1, box[1].value)
        low, high = min(low, box[2].value), max(high, box[3].value)
    weight = pdfium_c.FPDFText_GetFontWeight(handle, first)
    return _Written(
        text, (x.value - left, top - y.value), (x0 - left, top - high, x1 - left, top - low), size, weight, angle
    )
