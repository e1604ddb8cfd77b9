"""One page of an open PDF → :class:`PageText`: its lines, and what was met on the way.

pdfium gives the characters (:mod:`.pdf_words`), which are put into printed lines (:mod:`.pdf_rows`). Only a
page whose drawn rules say that there is a table is searched for one (:mod:`.pdf_rules`, :mod:`.pdf_tables`).
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pypdfium2 as pdfium

from pkpu_review.ingest import quick
from pkpu_review.ingest.lines import Line
from pkpu_review.ingest.pdf_columns import in_columns
from pkpu_review.ingest.pdf_rows import height_of, in_rows
from pkpu_review.ingest.pdf_rules import CrowdedError, drawings, drawn_on, has_rules, is_pictured
from pkpu_review.ingest.pdf_spaced import joined
from pkpu_review.ingest.pdf_tables import is_crowded, rows_of
from pkpu_review.ingest.pdf_words import Sheet, Word, words_of
from pkpu_review.model import Furniture

BOLD = 600
"""Weight of a font from which it is bold; plain is 400."""
MAX_SIDE = 5000.0
"""Points: places on any sheet up to A0 are shared."""


@dataclass(slots=True)
class PageText:
    """What a page holds.

    Attributes:
        number: counted from 1.
        width, height: of the upright page, in points; 0 where the page does not open.
        lines: top to bottom; its tables are numbered from 1.
        across: words written across the page (a watermark).
        specks: what was read into dirt, where the page was read from its picture.
        opens: the page could be opened.
        turned: quarter turns, clockwise, by which a viewer shows its text turned.
        recognised: its words were recognised in a picture: they are drawn invisibly, under it.
        pictured: it is a picture, with a layer of text under it or without.
        crowded: it has more rules than can be searched for a table; its words are read as lines.
    """

    number: int
    width: float = 0.0
    height: float = 0.0
    lines: list[Line] = field(default_factory=list)
    across: str = ""
    specks: tuple[Furniture, ...] = ()
    opens: bool = True
    crowded: bool = False
    pictured: bool = False
    turned: int = 0
    recognised: bool = False


def read_page(name: str, document: pdfium.PdfDocument, number: int) -> PageText:
    """Return what page *number* of *document* holds.

    Args:
        name: of the file, for messages.
        document: open.
        number: counted from 1.

    Raises:
        CannotRead: the page holds more characters than any page has.
    """
    try:
        page = document[number - 1]
    except pdfium.PdfiumError:
        return PageText(number, opens=False)
    try:
        words, across, sheet = words_of(name, page, number)
        words = joined(words)
        found = PageText(
            number, sheet.width, sheet.height, across=" ".join(across), turned=sheet.off, recognised=sheet.unseen
        )
        drawn = drawings(page)
        found.pictured = is_pictured(page, drawn, not words)
        lines = None
        if words and has_rules(page, drawn):
            try:
                rules = drawn_on(page, sheet)
                found.crowded = is_crowded(rules)
                lines = None if found.crowded else rows_of(words, rules, number, sheet, 0, to_lines)
            except CrowdedError:
                found.crowded = True
        found.lines = to_lines(words, number, sheet) if lines is None else lines
    finally:
        page.close()
    return found


def to_lines(words: Sequence[Word], page: int, sheet: Sheet) -> list[Line]:
    """Return the printed lines of *words*, top to bottom; of two columns, the left one first."""
    rows = in_rows(words)
    placed = in_columns(rows, sheet.width)
    if placed is None:
        return [_line(row, page, sheet.width) for row in rows]
    return [_moved(_line(one.words, page, sheet.width), one.shift) for one in placed]


def _moved(line: Line, shift: float) -> Line:
    """The line as it stands in the left column, to which its own is *shift* points aside; its box stays."""
    if not shift:
        return line
    lefts = array("f", [left - shift for left in line.lefts])
    return replace(line, left=tenth(line.left - shift), right=tenth(line.right - shift), lefts=lefts, centred=False)


def _line(words: Sequence[Word], page: int, width: float) -> Line:
    left, right = tenth(words[0].x0), tenth(max([word.x1 for word in words]))
    sizes = [word.size for word in words]
    if sizes.count(sizes[0]) < len(sizes):
        sizes.sort()
    size = tenth(sizes[len(sizes) // 2])
    baseline = height_of(words)
    box = (left, tenth(baseline - size * 0.8), right, tenth(baseline + size * 0.25))
    return Line(
        text=" ".join([word.text for word in words]),
        origin=quick.origin(page, box),
        left=left,
        right=right,
        size=size,
        bold=min([word.weight for word in words]) >= BOLD,
        centred=left > width * 0.2 and abs((left + right) / 2 - width / 2) < width * 0.08,
        lefts=array("f", [word.x0 for word in words]),
    )


def tenth(points: float) -> float:
    """Return *points* to one decimal, each value as one object: a long file has millions of them."""
    tenths = round(points * 10)
    found = _SHARED.get(tenths)
    if found is None:
        found = tenths / 10
        if -MAX_SIDE < found < MAX_SIDE:
            _SHARED[tenths] = found
    return found


_SHARED: dict[int, float] = {}
