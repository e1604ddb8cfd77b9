"""A line that begins with a dash or a bullet → an item of an unnumbered list, where it certainly is one.

An unnumbered list has no labels to count, so that its form must prove it: a colon announces it, and a second item with
the same mark stands at the same place below (or Word itself set the bullet). Its items are counted, ``butir-1``,
``butir-2``; a dash in running text, or a single one, is a word of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pkpu_review.ingest.labels import Label
from pkpu_review.ingest.lines import Line

if TYPE_CHECKING:
    from pkpu_review.ingest.relabel import Frame

KIND = "butir"
SAME_PLACE = 7.0
"""Points by which the marks of one list may be set aside."""
AHEAD = 30
"""Lines in which the second item is looked for."""
_MARK = re.compile(r"(?P<mark>[-–—•●○◦▪■□➢➤✓‣·*]|\uf0b7|\uf0a7)\s+(?=\S)")
_COLON = re.compile(r":\s*$")
_ENDED = re.compile(r"(?:[.;:,!?”\"]|\b(?:dan|atau|dan/atau|serta))\s*$")


def bullet(
    line: Line, before: Line | None, before_text: str, frames: Sequence[Frame], ahead: Sequence[Line]
) -> tuple[Label, int] | None:
    """Return the mark with which *line* begins an item, and the depth at which it does; None where it is text.

    Args:
        line: the line.
        before: the line before it, if there is one.
        before_text: its words behind the label.
        frames: the open items, outermost first.
        ahead: the lines below.
    """
    match = None if line.text[:1].isalnum() else _MARK.match(line.text)
    if match is None:
        return None
    mark, rest = match["mark"], line.text[match.end() :]
    for depth in range(len(frames) - 1, -1, -1):
        frame = frames[depth]
        if frame.style != mark or not _at(line, frame.left, frame.page):
            continue
        if (
            line.whole
            or line.numbered
            or _ENDED.search(before_text)
            or (before is not None and before.right < line.right)
        ):
            return Label(KIND, mark, str(frame.value[0] + 1), mark, rest, 1), depth
        return None
    if not _COLON.search(before_text) or not (line.numbered or _goes_on(mark, line, ahead)):
        return None
    return Label(KIND, mark, "1", mark, rest, 1), len(frames)


def _goes_on(mark: str, line: Line, ahead: Sequence[Line]) -> bool:
    """Whether another item with the same mark stands below, at the same place."""
    return any(
        (match := _MARK.match(other.text)) is not None
        and match["mark"] == mark
        and other.cells is None
        and _at(other, line.left, line.origin.page)
        for other in ahead[:AHEAD]
    )


def _at(line: Line, left: float, page: int | None) -> bool:
    return abs(line.left - left) <= SAME_PLACE or (bool(line.lefts) and line.origin.page != page)
