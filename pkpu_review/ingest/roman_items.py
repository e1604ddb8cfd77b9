"""A line that begins with a small Roman numeral (``i.``, ``ii)``, ``(iii)``) → an item of a list, where it surely is.

UU 12/2011 knows no such lists, but agencies write them below their letters and numbers. "i." is also the ninth letter,
"v." and "x." are letters, too, so that the letters alone prove nothing: a list begins where the second numeral stands
at the same place below, and goes on with the numeral that comes next. Its items are ``angka-i``, ``angka-ii``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pkpu_review import ids
from pkpu_review.ingest.labels import Label

if TYPE_CHECKING:
    from pkpu_review.ingest.lines import Line
    from pkpu_review.ingest.relabel import Frame

KIND = "angka"
SAME_PLACE = 7.0
"""Points by which the numerals of one list may be set aside."""
AHEAD = 30
"""Lines in which the second item is looked for."""
STARTS = "(ivx"
"""What such a line begins with."""
_ITEM = re.compile(r"(?P<open>\(?)(?P<number>[ivx]{1,6})(?P<close>[.)])(?:\s+(?=\S)|$)")


def roman_item(line: Line, ended: bool, frames: Sequence[Frame], ahead: Sequence[Line]) -> tuple[Label, int] | None:
    """Return the numeral with which *line* begins an item, and the depth at which it does; None where it is none.

    Args:
        line: the line.
        ended: the words before it have ended, or announce a list.
        frames: the open items, outermost first.
        ahead: the lines below.
    """
    if line.text[:1] not in STARTS:
        return None
    found = _numeral(line)
    if found is None:
        return None
    label, value = found
    for depth in range(len(frames) - 1, -1, -1):
        frame = frames[depth]
        if frame.style == label.style and _at(line, frame.left, frame.page):
            return (label, depth) if value == frame.value[0] + 1 else None
    if value != 1 or not (ended or line.numbered):
        return None
    for other in ahead[:AHEAD]:
        second = _numeral(other)
        if second is not None and second[0].style == label.style and _at(other, line.left, line.origin.page):
            return (label, len(frames)) if second[1] == 2 else None
    return None


def _numeral(line: Line) -> tuple[Label, int] | None:
    match = _ITEM.match(line.text)
    value = ids.roman(match["number"]) if match and line.cells is None else None
    if match is None or value is None or (match["open"] and match["close"] == "."):
        return None
    style = f"{match['open']}i{match['close']}"
    printed = f"{match['open']}{match['number']}{match['close']}"
    return Label(KIND, style, match["number"], printed, line.text[match.end() :], 1), value


def _at(line: Line, left: float, page: int | None) -> bool:
    return abs(line.left - left) <= SAME_PLACE or (bool(line.lefts) and line.origin.page != page)
