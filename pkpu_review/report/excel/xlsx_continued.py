"""The texts of a row and the widths of its columns → rows that Excel can show, each as high as its words need.

What needs more lines or letters than a cell can show goes on in the next row and says so there: nothing is cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from pkpu_review.report.document import plain
from pkpu_review.report.excel.xlsx_fitting import fitted
from pkpu_review.report.excel.xlsx_heights import INNER, height
from pkpu_review.report.excel.xlsx_table import room
from pkpu_review.report.printable import printable
from pkpu_review.report.wording import say


def continued(texts: Sequence[str], widths: Sequence[float]) -> Iterator[tuple[tuple[str, ...], float]]:
    """Yield the rows that show *texts* in columns of *widths* characters: the texts, and the height in points."""
    columns = [_parts(text, width) for text, width in zip(texts, widths, strict=True)]
    for turn, row in enumerate(zip_longest(*columns, fillvalue="")):
        shown = tuple(f"{say('xlsx.continued')} {text}" if turn and text else text for text in row)
        yield shown, height(zip(shown, widths, strict=True))


def _parts(text: str, width: float) -> list[str]:
    """Return *text* in parts that a cell can show."""
    paragraphs = tuple(plain(line) for line in printable(text).split("\n"))
    cells = fitted(paragraphs, max(1.0, room(width) - INNER))
    return ["\n".join("".join(run.text for run in one.runs) for one in cell) for cell, _ in cells]
