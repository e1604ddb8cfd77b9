"""A line of a poor text layer that has lost its label → the label that must stand there, and the mend that says so.

Two cases are certain where the pages are set with hanging labels: what stands in the column of the labels, between
the label before and the one after it, is the label between them, whatever the letters look like ("\\).", "(s"); and
where exactly one label is missing between two, and exactly one line in between begins in the column of the words
after a sentence has ended, the label stood there. Anything less is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pkpu_review import ids
from pkpu_review.ingest.labels import KINDS, Label, item, successor
from pkpu_review.ingest.lines import Line
from pkpu_review.ingest.spoilt import misread
from pkpu_review.ingest.tree import Node
from pkpu_review.model import Mend

COLUMN = 7.0
"""Points of the page by which a label, or the words behind it, may stand off their column."""
ASIDE = 16.0
"""Points by which a page may be scanned aside."""
SAME = 4.0
"""Points by which both columns may be moved apart."""
LONGEST = 5
"""Characters of what may be a label."""
_STOPPED = re.compile(r"[.;:,]\s*$|[.;:,]\s*(?:dan|atau|dan/atau)\s*$")
_WORD = re.compile(r"[A-Za-z]{3,}")
BETWEEN = "label di antara label sebelum dan sesudahnya, pada kolom label"
LOST = "label hilang dari lapisan teks; satu-satunya tempat yang mungkin di antara label sebelum dan sesudahnya"


@dataclass(slots=True)
class Frame:
    """One open item: its node, the style and value of its label, and where label and text stand."""

    node: Node
    style: str
    value: tuple[int, str]
    left: float
    text_left: float
    page: int | None
    hanging: bool = False
    due: tuple[int, str] | None = None
    """What the label would be, had the numbers run on, where it is misprinted: the next label may follow either."""
    proven: bool = False
    """Its own wrapped lines stand in its text column; *hanging* may be known from its neighbours alone."""


def supply(line: Line, frames: Sequence[Frame], before: str, ahead: Sequence[Line]) -> tuple[Label, Mend, int] | None:
    """Return the label that must stand at the start of *line*, what is told of it, and the depth of its list.

    Args:
        line: the line in question; the words before it have ended.
        frames: the open items, outermost first.
        before: the words before.
        ahead: the lines behind.
    """
    for depth in range(len(frames) - 1, -1, -1):
        frame = frames[depth]
        if frame.style not in KINDS:
            continue
        number = successor(frame.style, frame.value)
        after = successor(frame.style, ids.number_order(KINDS[frame.style], number))
        found = _between(line, frame, after, ahead) or _lost(line, frame, number, after, before, ahead)
        if found is not None:
            told, rest = found
            printed = _printed(frame.style, number)
            mend = Mend(told, printed, BETWEEN if told else LOST, line.origin.page, box=line.origin.box)
            return Label(KINDS[frame.style], frame.style, number, printed, rest, 1 if told else 0), mend, depth
    return None


def in_column(line: Line, frame: Frame, tokens: int) -> bool:
    """Whether a label of *tokens* words stands in the column of labels of the list of *frame*, its words in theirs.

    The next page may be scanned a little aside: then both columns are moved by the same.
    """
    off = line.left - frame.left
    moved = (line.lefts[tokens] if tokens < len(line.lefts) else frame.text_left + off) - frame.text_left
    if abs(off) <= COLUMN and abs(moved) <= COLUMN:
        return True
    return frame.page != line.origin.page and abs(off) <= ASIDE and abs(moved - off) <= SAME


def _printed(style: str, number: str) -> str:
    return style.replace("1", number) if "1" in style else style.replace("a", number)


def _between(line: Line, frame: Frame, after: str, ahead: Sequence[Line]) -> tuple[str, str] | None:
    """Return what stands in the place of the label, and the words behind it."""
    token, _, rest = line.text.partition(" ")
    if len(token) > LONGEST or _WORD.search(token) or not rest or len(line.lefts) < 2:
        return None
    if not in_column(line, frame, 1):
        return None
    return (token, rest) if _next(frame, line, after, ahead) is not None else None


def _lost(
    line: Line, frame: Frame, number: str, after: str, before: str, ahead: Sequence[Line]
) -> tuple[str, str] | None:
    """Return the words of *line*, where the label *number* is missing and can only have stood before them."""
    if not (frame.proven and _STOPPED.search(before)) or frame.node.children:
        return None
    if any(_STOPPED.search(piece.text) and not piece.text.endswith(",") for piece in frame.node.lead[:-1]):
        return None  # the label may have stood further up
    if abs(line.left - frame.text_left) > COLUMN or line.left - frame.left <= COLUMN:
        return None
    end = _next(frame, line, after, ahead)
    if end is None:
        return None
    for former, other in zip([line, *ahead[:end]], ahead[:end], strict=False):
        if (
            abs(other.left - frame.text_left) <= COLUMN
            and _STOPPED.search(former.text)
            and not former.text.endswith(",")
        ):
            return None  # it may have stood here, too
    first = frame.node.lead[0].text[:1] if frame.node.lead else ""
    return ("", line.text) if first.islower() == line.text[:1].islower() and not before.endswith(",") else None


def _next(frame: Frame, line: Line, after: str, ahead: Sequence[Line]) -> int | None:
    """Return where the next line in the column of the labels stands, if it bears the label *after*."""
    for index, other in enumerate(ahead):
        if not other.lefts or other.left < frame.left - COLUMN:
            return None
        if abs(other.left - frame.left) > COLUMN:
            continue
        found = item(other.text)
        due = ids.number_order(KINDS[frame.style], after)
        if found is not None and found.style == frame.style and found.value == due:
            return index
        return index if misread(other.text, _printed(frame.style, after)) is not None else None
    return None
