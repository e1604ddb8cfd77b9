"""What every reader hands to the structure parser: the lines of a file, in reading order.

A PDF gives one :class:`Line` a printed line, DOCX one a paragraph (a manual line break begins a new
one), text one a line. A table row is a line with ``cells``. The readers decide nothing about the
law; they only say what stands where.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pkpu_review.model import Comment, Furniture, Mend, Origin, Problem, Revision


@dataclass(slots=True)
class Line:
    """One line as it stands in the file; nobody alters one.

    It is not frozen, for making it would take four times as long, and a long file has a hundred thousand.

    Attributes:
        text: the words, single spaces; an automatic number of Word stands in front, as printed.
        origin: page and box, or paragraph.
        left: left edge of the first word, in points; for DOCX and text the indent.
        right: right edge of the last word, in points; 0 where the format has none.
        size: height of the letters in points; 0 where unknown.
        bold: all words are bold.
        centred: stands in the middle of the text column.
        whole: the line is a paragraph of its own (DOCX, text): what it begins with is never the
            rest of a sentence that wrapped.
        numbered: its label is an automatic number of Word, so it is certainly a label.
        cells: texts of the cells where the line is a table row, else None; a newline parts the paragraphs of
            a cell (DOCX), or its printed lines (PDF).
        table: number of the table in the file, counted from 1, for rows; else 0.
        head: the file marks the row as a column head.
        spans: for rows, how many columns and rows each cell takes: (1, 1) for a plain one, (0, 0) for a place
            that a merged cell covers; empty where no cell is merged.
        lefts: left edge of every word, in points (PDF); empty where the format has none.
        recognised: a program recognised its words in a picture, with the faults that come with it.
    """

    text: str
    origin: Origin
    left: float = 0.0
    right: float = 0.0
    size: float = 0.0
    bold: bool = False
    centred: bool = False
    whole: bool = False
    numbered: bool = False
    cells: tuple[str, ...] | None = None
    table: int = 0
    head: bool = False
    lefts: Sequence[float] = ()
    spans: tuple[tuple[int, int], ...] = ()
    recognised: bool = False

    def after(self, at: int) -> Line:
        """Return the rest of the line behind its first *at* characters, standing where that rest stands."""
        text = self.text[at:].strip()
        glued = 0 < at < len(self.text) and not self.text[at - 1].isspace() and not self.text[at].isspace()
        lefts = self.lefts[len(self.text[:at].split()) - glued :]
        return replace(self, text=text, lefts=lefts, left=lefts[0] if lefts else self.left)


def median(values: Iterable[float]) -> float:
    """Return the middle one of *values*, or the mean of the two in the middle; there must be one at least.

    The module of statistics takes as long to load as a page takes to read.
    """
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def set_aside(text: str, origin: Origin, reason: str) -> Furniture:
    """Return words of a line that belong to the page and not to the regulation, with the *reason* (Indonesian)."""
    return Furniture(text, origin.page, reason, origin.box, origin.paragraph)


@dataclass(frozen=True, slots=True)
class Extract:
    """What a reader got out of one file.

    Attributes:
        lines: in reading order.
        reader: pdf, docx, html, text or office.
        pages: number of pages; 0 where the format has none.
        widths: width of each page in points (PDF).
        heights: height of each page in points (PDF).
        problems: what the reader could not do.
        furniture: text that the reader itself knows to belong to the page (headers, watermarks).
        mends: what the reader put right in a poor text layer.
        comments, revisions: remarks and tracked changes of a Word file, not yet tied to provisions.
        turned: see :attr:`pkpu_review.model.Source.turned` (PDF).
        recognised: pages whose words a program recognised in a picture, with the faults that come with it (PDF).
    """

    lines: tuple[Line, ...]
    reader: str
    pages: int = 0
    widths: tuple[float, ...] = ()
    heights: tuple[float, ...] = ()
    problems: tuple[Problem, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    mends: tuple[Mend, ...] = ()
    comments: tuple[Comment, ...] = ()
    revisions: tuple[Revision, ...] = ()
    turned: tuple[tuple[int, int], ...] = ()
    recognised: frozenset[int] = frozenset()
