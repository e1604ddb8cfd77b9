"""The words of a page with drawn rules → table rows, each a line with cells, and the words that are left.

pdfplumber (MIT) finds the cells between the rules that :mod:`.pdf_rules` got out of the page; the words in
them stay pdfium's own, so that no character is read twice. Boxes drawn behind the text are no table: two rows
must have two filled cells each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pkpu_review.ingest.lines import Line
from pkpu_review.ingest.pdf_rows import in_rows
from pkpu_review.ingest.pdf_rules import Edge
from pkpu_review.ingest.pdf_words import Box, Sheet, Word
from pkpu_review.model import Origin, Problem

MAX_CROSSINGS = 10_000
"""Places on one page where rules may cross; a schedule of 100 rows and 40 columns on A3 has some 4,000."""
CROWDED = "terlalu banyak garis"

ToLines = Callable[[Sequence[Word], int, Sheet], list[Line]]


@dataclass(frozen=True, slots=True)
class _Page:
    """What pdfplumber's table finder asks of a page."""

    edges: list[Edge]
    bbox: Box


def unsolved(number: int, cause: str) -> Problem:
    """Return the problem of a page whose words are read as lines for want of its table."""
    message = f"Tabel di halaman {number} tidak dapat diuraikan ({cause}); dibaca sebagai baris."
    return Problem("tabel-tidak-terurai", message, page=number)


def is_crowded(edges: Sequence[Edge]) -> bool:
    """Whether the rules of a page, each drawn across the whole of it, would cross in too many places to be searched."""
    across = {round(edge["top"]) for edge in edges if edge["orientation"] == "h"}
    down = {round(edge["x0"]) for edge in edges if edge["orientation"] == "v"}
    return len(across) * len(down) > MAX_CROSSINGS


def rows_of(
    words: list[Word], edges: list[Edge], number: int, sheet: Sheet, tables: int, to_lines: ToLines
) -> list[Line] | None:
    """Return the lines of a page that holds a table: its rows, and the other lines in their places; else None.

    Args:
        words: of the page.
        edges: its rules, see :func:`.pdf_rules.edges_of`.
        number: the page's number.
        sheet: how it lies.
        tables: how many tables the file had before this page.
        to_lines: puts words into lines.
    """
    from pdfplumber.table import TableFinder

    rest, rows = words, []
    page: Any = _Page(edges, (0.0, 0.0, sheet.width, sheet.height))
    found = TableFinder(page).tables
    for grid in ([row.cells for row in table.rows] for table in found):
        if len(grid) < 2 or max(len(row) for row in grid) < 2:
            continue
        after, taken = rest, []
        for cells in grid:
            line, after = _row(cells, after, number, tables + 1)
            if line is not None:
                taken.append(line)
        if sum(sum(map(bool, line.cells or ())) >= 2 for line in taken) >= 2:
            tables, rest = tables + 1, after
            rows += taken
    if not rows:
        return None
    lines = to_lines(rest, number, sheet) + rows
    return sorted(lines, key=lambda line: line.origin.box[1] if line.origin.box else 0.0)


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
