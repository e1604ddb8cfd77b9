"""The texts of a row and the widths of its columns → how high the row must be, so that no program cuts a line.

Excel gives a row without a height one when the file is opened; other programs, and what prints a file unopened, do not.
"""

from __future__ import annotations

from collections.abc import Iterable

from pkpu_review.report.excel.xlsx_cells import HIGHEST, LINE_HEIGHT, ROW_PADDING
from pkpu_review.report.excel.xlsx_fitting import text_lines
from pkpu_review.report.excel.xlsx_table import room

INNER = 4.0
"""Points of a cell that its words do not use, left and right."""


def height(cells: Iterable[tuple[str, float]]) -> float:
    """Return the height in points of a row of *cells*: each its text and the width of its column in characters."""
    most = 1
    for text, width in cells:
        if text:
            free = max(1.0, room(width) - INNER)
            most = max(most, text_lines(text, free))
    return min(HIGHEST, round(most * LINE_HEIGHT + ROW_PADDING, 1))
