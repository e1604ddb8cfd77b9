"""The characters of a PDF page → its words, upright, each with baseline and box.

pdfium hands the characters over in the order of the content stream; words are cut where it puts white
space. A page whose text runs up or down the sheet (a landscape annex) is turned, so that every later
step meets upright text; words that run across the others are a watermark.
"""

from __future__ import annotations

import ctypes
import math
import re
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pkpu_review.errors import CannotRead

MAX_CHARACTERS_PER_PAGE = 60_000
"""A gazette page has some 3,000 characters; far more is an attack or a broken file."""
SAMPLE = 4
"""Text objects of a page that are asked whether they are drawn invisibly."""
TILTED = 0.2
"""Radians from which a word counts as written across the page (a watermark)."""

_SPACE = r"\x00\t\n\r \xa0\u2002\u2003\u2009\u200b\u3000\ufeff"
_HYPHEN = "\ufffe"  # pdfium's mark for a hyphen at the end of a line, where it runs the next line's first word on
_WORD = re.compile(f"[^{_SPACE}{_HYPHEN}]*{_HYPHEN}|[^{_SPACE}{_HYPHEN}]+")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", _HYPHEN: "-", "\xad": "-"}
_STRANGE = re.compile("[\x00-\x1f\xad\ufb00-\ufb04\ufffe]")
_STRANGE_PAGE = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\xad\ufb00-\ufb04\ufffe]")  # line breaks are no part of a word
_UNKNOWN = "\ufffd"
_QUARTER = math.pi / 2
_INVISIBLE = pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE
_STRAIGHT = 1e-4  # radians: over the width of a sheet the baseline stays within a tenth of a point

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
    """How a page lies: size in points as written, quarter turns of its text and of its display, clockwise.

    Its text is *unseen* where it is drawn with neither fill nor stroke: so do programs that recognise the words of
    a picture and lay them under it (ISO 32000-1, 9.3.6, text rendering mode 3).
    """

    across: float
    down: float
    turn: int
    shown: int
    unseen: bool = False

    @property
    def width(self) -> float:
        """Width of the upright page in points."""
        return self.down if self.turn % 2 else self.across

    @property
    def height(self) -> float:
        """Height of the upright page in points."""
        return self.across if self.turn % 2 else self.down

    @property
    def off(self) -> int:
        """Quarter turns, clockwise, by which a viewer shows the text turned."""
        return (self.turn + self.shown) % 4

    def upright(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the page as written stands on the upright page."""
        return (
            (x, y),
            (y, self.across - x),
            (self.across - x, self.down - y),
            (self.down - y, x),
        )[self.turn]


def words_of(name: str, page: pdfium.PdfPage, number: int) -> tuple[list[Word], list[str], Sheet]:
    """Return the words of a page in the order of the content stream, those written across it, and how it lies.

    Raises:
        CannotRead: the page holds more characters than any page has.
    """
    textpage = page.get_textpage()
    try:
        written = _Written(textpage.raw, _characters(name, textpage.raw, number), page.get_bbox())
        shown = page.get_rotation() // 90 % 4
        words = written.level()
        if words is not None:
            return words, [], written.sheet(0, shown)
        return written.turned(shown)
    finally:
        textpage.close()


def _characters(name: str, handle: Any, number: int) -> str:
    """Return the characters of a page, each at its own index; a hyphen at a line's end is :data:`_HYPHEN`."""
    count = pdfium_c.FPDFText_CountChars(handle)
    if count > MAX_CHARACTERS_PER_PAGE:
        raise CannotRead(name, f"halaman {number} memuat {count} karakter, batasnya {MAX_CHARACTERS_PER_PAGE}")
    if count <= 0:
        return ""
    length = pdfium_c.FPDFText_GetText(handle, 0, count, _AT.letters)
    text = ctypes.string_at(_AT.letters, 2 * (length - 1)).decode("utf-16-le", "surrogatepass")
    if len(text) != count:  # a character that has no text of its own, or takes two units: ask for each
        codes = (pdfium_c.FPDFText_GetUnicode(handle, index) for index in range(count))
        text = "".join(chr(code) if code < sys.maxunicode else _UNKNOWN for code in codes)
    return text.replace("\x02", _HYPHEN)


class _Written:
    """The words as they are written on a page.

    What the words of one text object share (baseline, angle, size and weight of the letters) is asked for once an
    object: asking takes longer than anything else that is done with a word.
    """

    def __init__(self, handle: Any, text: str, crop: Box) -> None:
        self.handle, self.text, self.crop = handle, text, crop
        self.strange = _STRANGE_PAGE.search(text) is not None
        self.styles: dict[int, _Style] = {}

    def sheet(self, turn: int, shown: int) -> Sheet:
        """Return how the page lies whose text, as most of its words tell, is turned *turn* quarters."""
        left, bottom, right, top = self.crop
        return Sheet(right - left, top - bottom, turn, shown, self._unseen())

    def _unseen(self) -> bool:
        """Whether the text is drawn invisibly; a page has it all in one mode, so that a few objects tell."""
        objects = [key for key in self.styles if key > 0]
        some = objects[:: max(1, len(objects) // SAMPLE)]
        mode_of = _calls()[0]
        return bool(some) and all(mode_of(key) == _INVISIBLE for key in some)

    def level(self) -> list[Word] | None:
        """Return the words, or None where some do not run level from left to right."""
        left, _, _, top = self.crop
        _, object_of, box_of, *_ = _calls()
        edges = (ctypes.c_double * 6)()
        wide = ctypes.sizeof(ctypes.c_double)
        x0, x1, low, high, x2, x3 = (ctypes.byref(edges, place * wide) for place in range(6))
        value = memoryview(edges).cast("B").cast("d")
        page = ctypes.byref(self.handle.contents)
        strange, styles = self.strange, self.styles
        kept: list[Word] = []
        add = kept.append
        for match in _WORD.finditer(self.text):
            first, behind = match.span()
            key = object_of(page, first)
            style = styles.get(key) or self._style(page, first, key)
            if not style.level:
                return None
            box_of(page, first, x0, x1, low, high)
            if behind - first > 1:
                box_of(page, behind - 1, x2, x1, low, high)
            begin, end = value[0], value[1]
            if end < begin:  # written from right to left
                box_of(page, first, x2, x3, low, high)
                begin, end = min(begin, value[4]), max(end, value[5])
            text = _cleaned(match[0]) if strange else match[0]
            add(Word(text, begin - left, end - left, top - style.y, style.size, style.weight))
        return kept

    def turned(self, shown: int) -> tuple[list[Word], list[str], Sheet]:
        """Return the words on the upright page, those that run across them, and how the page lies."""
        page, object_of = ctypes.byref(self.handle.contents), _calls()[1]
        found: list[tuple[str, int, int, _Style]] = []
        for match in _WORD.finditer(self.text):
            first, behind = match.span()
            key = object_of(page, first)
            style = self.styles.get(key) or self._style(page, first, key)
            found.append((_cleaned(match[0]), first, behind - 1, style))
        sheet = self.sheet(Counter(style.turn for _, _, _, style in found).most_common(1)[0][0], shown)
        left, _, _, top = self.crop
        kept: list[Word] = []
        across: list[str] = []
        x, y = ctypes.c_double(), ctypes.c_double()
        for text, first, last, style in found:
            if style.off(sheet.turn) > TILTED:
                across.append(text)
                continue
            pdfium_c.FPDFText_GetCharOrigin(self.handle, first, x, y)
            _, baseline = sheet.upright(x.value - left, top - y.value)
            corners = []
            for index in (first, last):
                x0, x1, low, high = self._box(index)
                corners += [sheet.upright(x0 - left, top - high)[0], sheet.upright(x1 - left, top - low)[0]]
            kept.append(Word(text, min(corners), max(corners), baseline, style.size, style.weight))
        return kept, across, sheet

    def _style(self, page: Any, first: int, key: int | None) -> _Style:
        """Return the style of the character *first*, and keep it for the others of its object *key*, if it has one."""
        style = _Style(page, first)
        self.styles[key or -first - 1] = style
        return style

    def _box(self, index: int) -> Box:
        edges = tuple(ctypes.c_double() for _ in range(4))
        pdfium_c.FPDFText_GetCharBox(self.handle, index, *edges)
        x0, x1, low, high = (edge.value for edge in edges)
        return x0, x1, low, high


def _cleaned(word: str) -> str:
    """Return *word* with ligatures as letters, and control characters as the mark of an unknown one."""
    if not _STRANGE.search(word):
        return word
    return "".join(_LIGATURES.get(letter) or (letter if letter >= " " else _UNKNOWN) for letter in word)


class _Style:
    """What the characters of one text object share.

    Attributes:
        angle: of the baseline, in radians.
        turn: the quarter turns nearest to it.
        level: the baseline runs straight from left to right.
        size: height of the letters in points.
        weight: of the font.
        y: baseline, from the bottom of the page.
    """

    __slots__ = ("angle", "level", "size", "turn", "weight", "y")

    def __init__(self, page: Any, index: int) -> None:
        _, _, _, angle_of, weight_of, loose_of, origin_of, matrix_of = _calls()
        self.angle: float = angle_of(page, index)
        if self.angle and matrix_of(page, index, _AT.matrix):
            # slanted letters, as made for want of an italic font, look turned: the baseline tells
            self.angle = math.atan2(-_AT.factors[1], _AT.factors[0]) % math.tau
        self.level = not _STRAIGHT <= abs(self.angle) <= math.tau - _STRAIGHT
        self.turn = 0 if self.level else round(self.angle / _QUARTER) % 4
        loose_of(page, index, _AT.rectangle)
        edges = _AT.edges  # left, top, right, bottom
        self.size = abs(edges[2] - edges[0]) if self.turn % 2 else abs(edges[1] - edges[3])
        self.weight: int = weight_of(page, index)
        origin_of(page, index, _AT.x, _AT.y)
        self.y = _AT.point[1]

    def off(self, turn: int) -> float:
        """Return the radians by which the baseline is off *turn* quarter turns."""
        return abs((self.angle - turn * _QUARTER + math.pi) % math.tau - math.pi)


class _At:
    """Where pdfium is to put what it is asked for."""

    def __init__(self) -> None:
        self.point, self.edges = (ctypes.c_double * 2)(), (ctypes.c_float * 4)()
        self.rectangle = ctypes.byref(self.edges)  # FS_RECTF: left, top, right, bottom
        self.factors = (ctypes.c_float * 6)()
        self.matrix = ctypes.byref(self.factors)  # FS_MATRIX: a to f
        self.x = ctypes.byref(self.point)
        self.y = ctypes.byref(self.point, ctypes.sizeof(ctypes.c_double))
        self.letters = (ctypes.c_ushort * (MAX_CHARACTERS_PER_PAGE + 1))()


_AT = _At()


@cache
def _calls() -> tuple[Callable[..., Any], ...]:
    """Return the calls that are made for every word or text object.

    The first one takes the address of an object as a number. The others, which are made far more often, are told no
    types: to convert six values, each by its type, would take as long again as the answer. A number is then an ``int``
    of C, as an index is; places in memory are handed over as :func:`ctypes.byref` gives them.
    """
    pointer, integer, real = ctypes.c_void_p, ctypes.c_int, ctypes.c_float

    def bare(function: Any, result: Any, *takes: Any) -> Any:
        return ctypes.PYFUNCTYPE(result, *takes)(ctypes.cast(function, pointer).value or 0)

    return (
        bare(pdfium_c.FPDFTextObj_GetTextRenderMode, integer, pointer),
        bare(pdfium_c.FPDFText_GetTextObject, pointer),
        bare(pdfium_c.FPDFText_GetCharBox, integer),
        bare(pdfium_c.FPDFText_GetCharAngle, real),
        bare(pdfium_c.FPDFText_GetFontWeight, integer),
        bare(pdfium_c.FPDFText_GetLooseCharBox, integer),
        bare(pdfium_c.FPDFText_GetCharOrigin, integer),
        bare(pdfium_c.FPDFText_GetMatrix, integer),
    )
