"""What is drawn on a PDF page → its rules (straight lines across and down) and shades, on the upright page.

A rule may be a stroke, a thin filled box or picture, a row of dots, or one side of a cell's frame; all are told as
edges in the form that pdfplumber's table finder takes. A box that is only filled is a shade behind words, and its
sides are no rules: some programs shade every line of a cell by itself. White paper, which some programs draw behind
every line, and what is drawn with neither fill nor stroke, are neither.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pkpu_review.ingest.pdf_words import Box, Sheet

RULE_THICKNESS = 2.5
"""Points; a drawn path thinner than this and longer than RULE_LENGTH is a rule."""
RULE_LENGTH = 18.0
MIN_RULES = 3
"""Rules in each direction from which a page is searched for a table."""
MIN_DOTS = 60
"""Dots from which they may be rules that are drawn dot by dot: two sides of a table of an inch or two."""
WHITE = 250
"""Of 255: from here a fill is paper."""
BOX = 5
"""Pieces of the path of a box."""
APART, DASH = 6.0, 12.0
"""Points between dots or dashes, and length of a dash, up to which they make a rule."""
MIN_PIECES = 3
"""Dots or dashes from which they make a rule."""
STRAIGHT = 0.5
"""Points by which the ends of a rule may lie off one line."""
MAX_OBJECTS = 20_000
"""Things drawn on one page, a text being one, up to which it is searched for a table; a full gazette page has 4,000."""
MAX_SEGMENTS = 100_000
"""Pieces of all paths of one page; a schedule of 100 rows and 40 columns, each cell framed, has some 20,000."""
MOST = 0.5
"""Part of a page that pictures cover from which it is a scan."""
MAX_DEPTH = 8
"""Forms inside forms that are opened."""

Point = tuple[float, float]
Edge = dict[str, Any]
Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Drawn:
    """The rules and the shades of a page, in points from the top left corner of the upright page."""

    edges: list[Edge] = field(default_factory=list)
    shades: list[Box] = field(default_factory=list)


class CrowdedError(Exception):
    """More is drawn on the page than a search for a table can bear."""


def drawings(page: pdfium.PdfPage) -> list[tuple[int, int]]:
    """Return everything on a page but its texts: place among the objects of the page, and kind."""
    count_of, object_of, type_of = _prototypes()
    handle = ctypes.byref(page.raw.contents)  # a cast would never be let go while the collector rests
    kinds = [type_of(object_of(handle, index)) for index in range(min(count_of(handle), MAX_OBJECTS + 1))]
    return [(index, kind) for index, kind in enumerate(kinds) if kind != pdfium_c.FPDF_PAGEOBJ_TEXT]


def has_rules(page: pdfium.PdfPage, drawn: Iterable[tuple[int, int]]) -> bool:
    """Whether the rules of a page, across and down, are enough for a table; *drawn*: its :func:`drawings`."""
    across = down = dots = 0
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index, kind in drawn:
        if kind not in _DRAWN:
            continue
        item = pdfium_c.FPDFPage_GetObject(page.raw, index)
        if not pdfium_c.FPDFPageObj_GetBounds(item, left, bottom, right, top) or _is_blank(item):
            continue
        wide, high = right.value - left.value, top.value - bottom.value
        dots += wide <= RULE_THICKNESS and high <= RULE_THICKNESS
        if wide >= RULE_LENGTH and high >= RULE_LENGTH:
            if kind == pdfium_c.FPDF_PAGEOBJ_FORM or pdfium_c.FPDFPath_CountSegments(item) > BOX:
                return True  # a whole grid may be drawn as one path or form
            across += 2 * (kind != pdfium_c.FPDF_PAGEOBJ_IMAGE)
            down += 2 * (kind != pdfium_c.FPDF_PAGEOBJ_IMAGE)
        else:
            across += wide >= RULE_LENGTH and high <= RULE_THICKNESS
            down += high >= RULE_LENGTH / 2 and wide <= RULE_THICKNESS
        enough = min(across, down) >= MIN_RULES or (across == MIN_RULES - 1 and down > MIN_RULES)  # columns alone
        if enough or dots >= MIN_DOTS:
            return True
    return False


def is_pictured(page: pdfium.PdfPage, drawn: Iterable[tuple[int, int]], empty: bool) -> bool:
    """Whether a page is a picture (a scan): pictures cover most of it, or anything is drawn on a page without words.

    Args:
        page: the page, open.
        drawn: its :func:`drawings`.
        empty: it has no words.
    """
    if empty:
        return bool(pdfium_c.FPDFPage_CountObjects(page.raw) > 0)
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    covered = 0.0
    for index, kind in drawn:
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:  # scanners cut a page into strips
            item = pdfium_c.FPDFPage_GetObject(page.raw, index)
            if pdfium_c.FPDFPageObj_GetBounds(item, left, bottom, right, top):
                covered += abs(right.value - left.value) * abs(top.value - bottom.value)
    if not covered:
        return False
    width, height = page.get_size()
    return bool(covered > MOST * width * height)


_DRAWN = (pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_FORM, pdfium_c.FPDF_PAGEOBJ_IMAGE)


def drawn_on(page: pdfium.PdfPage, sheet: Sheet) -> Drawn:
    """Return the rules of a page as pdfplumber's ``page.edges`` has them, and its shades.

    Args:
        page: the page, open.
        sheet: how it lies.

    Raises:
        CrowdedError: it holds more objects, or more pieces of paths, than any page of a regulation.
    """
    left, _, _, top = page.get_bbox()
    drawn = Drawn()
    dots: list[Point] = []
    seen = [0, 0]  # objects, segments
    for item, matrix in _items(page, seen):
        filled = _is_filled(item)
        for piece in _pieces(item, matrix, seen):
            points = [sheet.upright(x - left, top - y) for x, y in piece]
            if filled:
                drawn.shades += _fill(points, drawn.edges, dots)
            else:
                drawn.edges += filter(None, map(_edge, points, points[1:]))
    drawn.edges += _runs(drawn.edges, dots)
    return drawn


def _fill(points: list[Point], edges: list[Edge], dots: list[Point]) -> list[Box]:
    """Add what is filled to the *edges* where it is thin, to the *dots* where it is one; return it if it is neither."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
    wide, high = x1 - x0, bottom - top
    if min(wide, high) > RULE_THICKNESS:
        return [(x0, top, x1, bottom)]
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    if max(wide, high) <= RULE_THICKNESS:
        dots.append((x, y))
    else:
        edges += filter(None, [_edge((x0, y), (x1, y)) if wide > high else _edge((x, top), (x, bottom))])
    return []


def _runs(edges: list[Edge], dots: list[Point]) -> list[Edge]:
    """Return the rules that dots and dashes make across and down: pieces that stand close on one line."""
    found: list[Edge] = []
    for across in (True, False):
        pieces = [(round(y, 1), x, x) if across else (round(x, 1), y, y) for x, y in set(dots)]
        for edge in edges:
            if (edge["orientation"] == "h") == across and max(edge["width"], edge["height"]) <= DASH:
                names = ("top", "x0", "x1") if across else ("x0", "top", "bottom")
                at, start, end = (float(edge[name]) for name in names)
                pieces.append((round(at, 1), start, end))
        run: list[tuple[float, float, float]] = []
        for piece in [*sorted(pieces), (-1.0, 0.0, 0.0)]:
            if run and (piece[0] != run[0][0] or piece[1] - run[-1][2] > APART):
                if len(run) >= MIN_PIECES:
                    at, first, last = run[0][0], run[0][1], run[-1][2]
                    found += filter(
                        None, [_edge((first, at), (last, at)) if across else _edge((at, first), (at, last))]
                    )
                run = []
            run.append(piece)
    return found


def _edge(one: Point, other: Point) -> Edge | None:
    """Return the rule between two points, or None where it runs aslant or nowhere."""
    (x0, x1), (top, bottom) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    wide, high = x1 - x0, bottom - top
    if min(wide, high) > STRAIGHT or max(wide, high) <= STRAIGHT:
        return None
    if wide > high:
        top = bottom = (top + bottom) / 2
    else:
        x0 = x1 = (x0 + x1) / 2
    orientation = "h" if wide > high else "v"
    places = {"x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0, "height": bottom - top}
    return {"object_type": "line", "orientation": orientation, **places}


def _items(page: pdfium.PdfPage, seen: list[int]) -> Iterator[tuple[Any, Matrix]]:
    """Yield the visible paths and pictures of a page, in forms too, with the matrix that puts each onto the page."""

    def inside(item: Any, matrix: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
        seen[0] += 1
        if seen[0] > MAX_OBJECTS:
            raise CrowdedError
        kind = pdfium_c.FPDFPageObj_GetType(item)
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH and not _is_blank(item):
            yield item, _times(_matrix(item), matrix)
        elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            yield item, matrix
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
            deeper = _times(_matrix(item), matrix)
            for index in range(pdfium_c.FPDFFormObj_CountObjects(item)):
                yield from inside(pdfium_c.FPDFFormObj_GetObject(item, index), deeper, depth + 1)

    for index in range(pdfium_c.FPDFPage_CountObjects(page.raw)):
        yield from inside(pdfium_c.FPDFPage_GetObject(page.raw, index), _SAME, 0)


def _pieces(item: Any, matrix: Matrix, seen: list[int]) -> Iterator[list[Point]]:
    """Yield the points of each part of a path that is drawn in one go; a curve, and what is no path, by its box.

    A part that is a stroke with curves is cut at them, for what is straight between them may be a rule.
    """
    if pdfium_c.FPDFPageObj_GetType(item) != pdfium_c.FPDF_PAGEOBJ_PATH:
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if pdfium_c.FPDFPageObj_GetBounds(item, left, bottom, right, top) and (
            min(right.value - left.value, top.value - bottom.value) <= RULE_THICKNESS
        ):
            corners = (left.value, bottom.value), (right.value, top.value)
            yield [_moved(corner, matrix) for corner in corners]
        return
    count = pdfium_c.FPDFPath_CountSegments(item)
    seen[1] += max(count, 0)
    if seen[1] > MAX_SEGMENTS:
        raise CrowdedError
    x, y = ctypes.c_float(), ctypes.c_float()
    filled = _is_filled(item)
    points: list[Point] = []
    begin: Point = (0.0, 0.0)
    for index in range(count):
        segment = pdfium_c.FPDFPath_GetPathSegment(item, index)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        point = _moved((x.value, y.value), matrix)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO or (kind != pdfium_c.FPDF_SEGMENT_LINETO and not filled):
            if len(points) > 1:
                yield points
            points = []
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            begin = point
        points.append(point)
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            points.append(begin)
    if len(points) > 1:
        yield points


def _matrix(item: Any) -> Matrix:
    found = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(item, found):
        return _SAME
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that does *first*, *then* the other (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _moved(point: Point, matrix: Matrix) -> Point:
    x, y = point
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _is_filled(item: Any) -> bool:
    """Whether a thing is filled and has no outline; a picture is."""
    if pdfium_c.FPDFPageObj_GetType(item) != pdfium_c.FPDF_PAGEOBJ_PATH:
        return True
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium_c.FPDFPath_GetDrawMode(item, fill, stroke)) and not stroke.value


def _is_blank(item: Any) -> bool:
    """Whether a path is white paper only: filled, without an outline, as some programs put behind every line."""
    if pdfium_c.FPDFPageObj_GetType(item) != pdfium_c.FPDF_PAGEOBJ_PATH:
        return False
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium_c.FPDFPath_GetDrawMode(item, fill, stroke) or stroke.value:
        return False
    if not fill.value:
        return True  # draws nothing at all: a clip
    colour = [ctypes.c_uint() for _ in range(4)]
    return bool(pdfium_c.FPDFPageObj_GetFillColor(item, *colour)) and all(part.value >= WHITE for part in colour[:3])


@cache
def _prototypes() -> tuple[Any, Any, Any]:
    """Return the calls that are made for every object of every page, as those of :mod:`.pdf_words` are made.

    The first two take the page as a reference, and an index; the last one takes the address of an object.
    """
    pointer, integer = ctypes.c_void_p, ctypes.c_int

    def bare(function: Any, *signature: Any) -> Any:
        return ctypes.PYFUNCTYPE(*signature)(ctypes.cast(function, pointer).value or 0)

    return (
        bare(pdfium_c.FPDFPage_CountObjects, integer),
        bare(pdfium_c.FPDFPage_GetObject, pointer),
        bare(pdfium_c.FPDFPageObj_GetType, integer, pointer),
    )
