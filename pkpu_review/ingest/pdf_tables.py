"""The words of a page with drawn rules → table rows, each a line with cells, and the words that are left.

pdfplumber (MIT) finds the cells; the words in them stay pdfium's own, so that no character is read
twice. Boxes drawn behind the text are no table: two rows must have two filled cells each.
"""

from __future__ import annotations

import ctypes
import io
import logging
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pkpu_review.ingest.lines import Line
from pkpu_review.ingest.pdf_rows import in_rows
from pkpu_review.ingest.pdf_words import Box, Sheet, Word
from pkpu_review.model import Origin, Problem

RULE_THICKNESS = 2.5
"""Points; a drawn path thinner than this and longer than RULE_LENGTH is a rule."""
RULE_LENGTH = 18.0
WHITE = 250
"""Of 255: from here a fill is paper."""
MIN_RULES = 3
"""Rules in each direction from which a page is searched for a table."""

MAX_OBJECTS = 20_000
"""Things drawn on one page, a text being one, up to which it is searched for a table; a full gazette page has 4,000."""
MAX_CROSSINGS = 10_000
"""Places on one page where rules may cross; a schedule of 100 rows and 40 columns on A3 has some 4,000."""
CROWDED = "terlalu banyak garis"

ToLines = Callable[[Sequence[Word], int, Sheet], list[Line]]


def has_rules(page: pdfium.PdfPage) -> bool:
    """Whether the drawn rules of a page, across and down, are enough for a table."""
    across = down = 0
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(pdfium_c.FPDFPage_CountObjects(page.raw)):
        item = pdfium_c.FPDFPage_GetObject(page.raw, index)
        if pdfium_c.FPDFPageObj_GetType(item) != pdfium_c.FPDF_PAGEOBJ_PATH:
            continue
        if not pdfium_c.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            continue
        if _is_blank(item):
            continue
        wide, high = right.value - left.value, top.value - bottom.value
        if wide >= RULE_LENGTH and high >= RULE_LENGTH:  # a box, or a whole grid drawn as one path
            across += 2
            down += 2
        else:
            across += wide >= RULE_LENGTH and high <= RULE_THICKNESS
            down += high >= RULE_LENGTH / 2 and wide <= RULE_THICKNESS
        if across >= MIN_RULES and down >= MIN_RULES:
            return True
    return False


def is_crowded(page: pdfium.PdfPage) -> bool:
    """Whether so much is drawn on a page that a search for a table would keep the reader for minutes."""
    return int(pdfium_c.FPDFPage_CountObjects(page.raw)) > MAX_OBJECTS


def unsolved(number: int, cause: str) -> Problem:
    """Return the problem of a page whose words are read as lines for want of its table."""
    message = f"Tabel di halaman {number} tidak dapat diuraikan ({cause}); dibaca sebagai baris."
    return Problem("tabel-tidak-terurai", message, page=number)


def _is_blank(path: Any) -> bool:
    """Whether a path is white paper only: filled, without an outline, as some programs put behind every line."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium_c.FPDFPath_GetDrawMode(path, fill, stroke) or stroke.value:
        return False
    if not fill.value:
        return True  # draws nothing at all: a clip
    colour = [ctypes.c_uint() for _ in range(4)]
    return bool(pdfium_c.FPDFPageObj_GetFillColor(path, *colour)) and all(part.value >= WHITE for part in colour[:3])


def rows_of(
    data: bytes, ruled: Mapping[int, tuple[list[Word], Sheet]], to_lines: ToLines, problems: list[Problem]
) -> dict[int, list[Line]]:
    """Return the lines of the pages that hold a table: its rows, and the other lines in their places.

    Args:
        data: the file's bytes.
        ruled: words and sheet of each page with rules, by page number.
        to_lines: puts words into lines.
        problems: takes a problem for each page whose table cannot be made out.
    """
    import pdfplumber

    logging.getLogger("pdfminer").addHandler(logging.NullHandler())  # its remarks on damage are not for the terminal

    pages: dict[int, list[Line]] = {}
    table = 0
    try:
        # not closed as a whole: that would read every page of the file, and the bytes need no closing
        document = pdfplumber.open(io.BytesIO(data))
        sheets = document.pages
    except Exception as error:  # noqa: BLE001 - pdfplumber raises whatever pdfminer meets in a damaged file
        problems += [unsolved(number, type(error).__name__) for number in ruled]
        return {}
    for number, (words, sheet) in ruled.items():
        try:
            page = sheets[number - 1]
            if _crossings(page) > MAX_CROSSINGS:
                problems.append(unsolved(number, CROWDED))
                page.close()
                continue
            found = [[row.cells for row in table.rows] for table in page.find_tables()]
            left, top = page.bbox[0], page.bbox[1]
            page.close()
        except Exception as error:  # noqa: BLE001 - as above, for a damaged page
            problems.append(unsolved(number, type(error).__name__))
            continue
        rest, rows = words, []
        for grid in found:
            if len(grid) < 2 or max(len(row) for row in grid) < 2:
                continue
            after, taken = rest, []
            cells = [[_place(cell, left, top, sheet) for cell in row] for row in grid]
            for row in _in_order(cells, sheet):
                line, after = _row(row, after, number, table + 1)
                if line is not None:
                    taken.append(line)
            if sum(sum(map(bool, line.cells or ())) >= 2 for line in taken) >= 2:
                table, rest = table + 1, after
                rows += taken
        if rows:
            lines = to_lines(rest, number, sheet) + rows
            pages[number] = sorted(lines, key=lambda line: line.origin.box[1] if line.origin.box else 0.0)
    return pages


def _crossings(page: Any) -> int:
    """Return in how many places the rules of a page, each drawn across the whole of it, would cross."""
    across = {round(edge["top"]) for edge in page.edges if edge["orientation"] == "h"}
    down = {round(edge["x0"]) for edge in page.edges if edge["orientation"] == "v"}
    return len(across) * len(down)


def _place(cell: Box | None, left: float, top: float, sheet: Sheet) -> Box | None:
    if cell is None:
        return None
    return sheet.from_shown((cell[0] - left, cell[1] - top, cell[2] - left, cell[3] - top))


def _in_order(grid: list[list[Box | None]], sheet: Sheet) -> list[list[Box | None]]:
    """Return the rows of a grid that was found on the page as shown, as they lie on the upright page."""
    turns = (sheet.turn + sheet.shown) % 4  # quarter turns from the page as shown to the upright one
    for _ in range(turns if sheet.turn + sheet.shown else 0):
        grid = [list(row) for row in zip(*grid[::-1], strict=False)]
    filled = [box for row in grid for box in row if box]
    rows = sorted(grid, key=lambda row: min((box[1] for box in row if box), default=0.0)) if filled else grid
    return [sorted(row, key=lambda box: box[0]) if all(row) else row for row in rows]  # type: ignore[index]


def _row(cells: Sequence[Box | None], words: list[Word], page: int, table: int) -> tuple[Line | None, list[Word]]:
    """Return one table row as a line, and the words that are left."""
    texts, rest, boxes = [], words, []
    for cell in cells:
        if cell is None:  # covered by a merged neighbour
            texts.append("")
            continue
        x0, top, x1, bottom = cell
        boxes.append(cell)
        inside = [
            word
            for word in rest
            if x0 - 1 <= (word.x0 + word.x1) / 2 <= x1 + 1 and top - 1 <= word.y - word.size * 0.3 <= bottom + 1
        ]
        taken = {id(word) for word in inside}
        rest = [word for word in rest if id(word) not in taken]
        texts.append(re.sub(r"(?<=\w/) (?=\w)", "", " ".join(word.text for row in in_rows(inside) for word in row)))
    if not any(texts):
        return None, rest
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    rounded = (round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1))
    origin = Origin(page=page, box=rounded)
    return Line(" | ".join(texts), origin, left=box[0], right=box[2], cells=tuple(texts), table=table), rest
