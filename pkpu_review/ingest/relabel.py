"""A line of a poor text layer that spoiled or lost its label → the label that must stand there.

The label that comes next in its list stands where the labels of the list stand, and what is printed can be a
misreading of it ("(21" for "(2)"). Where pages are set with hanging labels, what stands in the column of the labels,
between the label before and the next one that can be read, is the label between them, whatever the letters look like
("\\).", "(40"): no wrapped line begins there, so that it is known how many labels there are. And where one label is
missing, exactly one line between the two around it begins in the column of the words behind the end of a sentence.
Anything less is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pkpu_review.ingest.labels import KINDS, Label, article, item, of_value
from pkpu_review.ingest.lines import Line
from pkpu_review.ingest.spoilt import between, misread, steps
from pkpu_review.ingest.tree import Node
from pkpu_review.model import Mend

NEAR, FAR = 7.0, 16.0
"""Points of the page by which a label may stand off the labels of its list: surely, perhaps."""
SAME = 2.0
"""Points by which what stands at the same place may be set aside."""
COLUMNS = 8.0
"""Points by which the column of the text stands at least right of that of the labels."""
LONGEST = 6
"""Characters of the longest printed label of an item: ``(128a)``."""
BY_PLACE = "label sesuai urutan dan letaknya"
BY_NEIGHBOURS = "label di antara label sebelum dan sesudahnya, pada kolom label"
BY_COLUMN = "label sesudah yang terakhir terbaca, pada kolom label"
LOST = "label hilang dari lapisan teks; satu-satunya tempat yang mungkin di antara label sebelum dan sesudahnya"
BULLETS = ("-", "–", "—", "•", "●", "▪", "*", "o")
FOLLOWERS = 3
"""Labels behind a spoiled one that are asked what it is."""
PARTS = 2
"""Words into which a label may fall: "2l ."."""
LOST_FIRST = "label pertama hilang dari lapisan teks; label kedua dan kolomnya menentukannya"
_ENDED = re.compile(r"[.;]\s*$")
_FIRST = ("(1)", "a.", "1.")
"""Styles of lists whose first label nobody can read."""
_LETTERED = ("(1)", "1.")
"""Styles in which an amendment may have put (2a) behind (2)."""


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


def relabelled(
    line: Line, frames: Sequence[Frame], ahead: Sequence[Line], ended: bool, odd: bool
) -> tuple[Label, int] | None:
    """Return the label with which *line* goes on with an open list, and the depth of the list.

    Args:
        line: the line in question.
        frames: the open items, outermost first.
        ahead: the lines behind.
        ended: the words before have ended.
        odd: the line begins with a label that does not come next: the neighbours must prove that it was misread.
    """
    for depth in range(len(frames) - 1, -1, -1):
        frame = frames[depth]
        if frame.style not in KINDS or not (abs(line.left - frame.left) <= NEAR or _is_shifted(line, frame)):
            continue
        label = _of_neighbours(line, frame, ahead, odd, ended) if line.recognised else None
        if label is None and ended and (not odd or _is_mixed(line)):
            label = _of_shape(line, frame)
        if label is not None:
            return label, depth
    return None


def respelled(line: Line, style: str, value: tuple[int, str]) -> Label | None:
    """Return the label with *value* at the start of *line*, if what is printed there can be a misreading of it."""
    number = of_value(style, value)
    length = misread(line.text, _printed(style, number))
    if length is None or not line.text[length:].strip():
        return None
    told = line.text[:length]
    return _label(line, style, number, told, line.text[length:].strip(), BY_PLACE)


def first_of(line: Line, ahead: Sequence[Line]) -> Label | None:
    """Return the first label of a list that is announced, where what stands before the second one cannot be read."""
    first, _, rest = line.text.partition(" ")
    if len(first) > LONGEST or _is_mark(first) or item(line.text) or not rest or len(line.lefts) < 2:
        return None
    for other in ahead:
        if not other.lefts or other.left < line.left - NEAR or article(other.text):
            return None
        if abs(other.left - line.left) > NEAR:
            continue
        found = item(other.text) or next(
            (label for style in _FIRST if (label := respelled(other, style, (2, "")))), None
        )
        if found is None:
            continue
        if found.value != (2, "") or not 0 < found.tokens < len(other.lefts):
            return None
        placed = abs(other.lefts[found.tokens] - line.lefts[1]) <= NEAR
        return _label(line, found.style, of_value(found.style, (1, "")), first, rest, BY_NEIGHBOURS) if placed else None
    return None


def lost_first(
    line: Line, frames: Sequence[Frame], ahead: Sequence[Line], styles: Sequence[str]
) -> tuple[Label, Line] | None:
    """Return the first label that *line* lost, and the line as it stands behind it.

    The second one stands further left, and its words begin where those of the line do.

    Args:
        line: the first one below a heading, or behind a colon.
        frames: the open items: the second label may go on with one of them.
        ahead: the lines behind.
        styles: of the label.
    """
    for other in ahead:
        if not other.lefts or article(other.text):
            return None
        if other.left >= line.left - COLUMNS:
            continue
        found = item(other.text)
        if found is None or found.style not in styles or found.value != (2, ""):
            return None
        if not 0 < found.tokens < len(other.lefts) or abs(other.lefts[found.tokens] - line.left) > NEAR:
            return None
        if any(frame.style == found.style and frame.value[0] == 1 for frame in frames):
            return None
        label = _label(line, found.style, of_value(found.style, (1, "")), "", line.text, LOST_FIRST)
        return replace(label, tokens=1), replace(line, left=other.left, lefts=[other.left, *line.lefts])
    return None


def lost_between(line: Line, frame: Frame, before: str, ahead: Sequence[Line]) -> tuple[Label, Line] | None:
    """Return the label that *line* lost in the midst of the list of *frame*, and the line as it stands behind it.

    It begins where the words of the list do, behind an end, and the next label is one too far; no other line does so.

    Args:
        line: the line in question.
        frame: the innermost open item.
        before: the words before.
        ahead: the lines behind.
    """
    if frame.style not in KINDS or not frame.hanging or frame.value[1] or abs(line.left - frame.text_left) > NEAR:
        return None
    if not _begins(line, before) or any(_ENDED.search(piece.text) for piece in frame.node.lead[:-1]):
        return None
    former = line
    for other in ahead:
        if not other.lefts or other.left < frame.left - FAR or article(other.text):
            return None
        if abs(other.left - frame.left) <= NEAR:
            found = item(other.text)
            if found is None or found.style != frame.style or found.value != (frame.value[0] + 2, ""):
                return None
            label = _label(line, frame.style, of_value(frame.style, (frame.value[0] + 1, "")), "", line.text, LOST)
            return replace(label, tokens=1), replace(line, left=frame.left, lefts=[frame.left, *line.lefts])
        if abs(other.left - frame.text_left) <= NEAR and _begins(other, former.text) and item(other.text) is None:
            return None
        former = other
    return None


def _begins(line: Line, before: str) -> bool:
    """Whether *line* may be the beginning of an item, by the words *before* it."""
    return before.rstrip().endswith(";") or (before.rstrip().endswith(".") and line.text[:1].isupper())


def _hangs(line: Line, frame: Frame) -> int:
    """Return how many words of *line* stand in the column of the labels; the others stand in that of the text."""
    if frame.text_left - frame.left < COLUMNS:
        return 0
    words = line.text.split(maxsplit=PARTS)
    for tokens in range(1, min(len(words), len(line.lefts))):
        if len("".join(words[:tokens])) > LONGEST:
            break
        # where no item has wrapped, only words that begin exactly below those of the one before tell the columns
        off = NEAR if frame.hanging else SAME
        placed = abs(line.left - frame.left) <= off and abs(line.lefts[tokens] - frame.text_left) <= off
        if placed or _is_shifted(line, frame, tokens):
            return tokens
    return 0


def _of_shape(line: Line, frame: Frame) -> Label | None:
    """The next label of the list of *frame*, if what is printed can be a misreading of it."""
    for value in steps(frame.value, line.recognised and frame.style in _LETTERED):
        label = respelled(line, frame.style, value)
        column = line.lefts[label.tokens] if label and label.tokens < len(line.lefts) else frame.text_left
        if label and (not frame.hanging or abs(column - frame.text_left) <= FAR or _is_shifted(line, frame)):
            return label
    return None


def _of_neighbours(line: Line, frame: Frame, ahead: Sequence[Line], odd: bool, ended: bool) -> Label | None:
    """The label between the last one of the list of *frame* and the next one that can be read.

    Where the list ends before, what cannot be read at all is the last label, if the words before have *ended*.
    A label that can be read but is *odd* may be misprinted: it is misread where a single character tells it apart.
    """
    tokens = _hangs(line, frame)
    if not tokens:
        return None
    *first, rest = line.text.split(maxsplit=tokens)
    told = " ".join(first)
    after, alone = _after(frame, ahead)
    if not after:  # the last of its list
        value = frame.value[0] + 1, ""
        label = respelled(line, frame.style, value) if odd else None
        unread = item(line.text) is None and not _is_mark(first[0])
        if label or odd or not (unread and alone and ended and frame.hanging) or frame.value[1]:
            return label
        return _label(line, frame.style, of_value(frame.style, value), told, rest, BY_COLUMN)
    lettered = frame.style in _LETTERED and (not odd or _is_mixed(line))
    fitting = (values for count, value in after if (values := between(frame.value, value, count, lettered)))
    values = next(fitting, set())
    labels = [label for value in values if (label := respelled(line, frame.style, value))]
    if not labels and len(values) == 1 and not _is_mark(first[0]):
        from rapidfuzz.distance import Levenshtein

        number = of_value(frame.style, *values)
        far = Levenshtein.distance("".join(first), _printed(frame.style, number)) > 1
        if not (odd and (far or _is_doubled(told))):
            labels = [_label(line, frame.style, number, told, rest, BY_NEIGHBOURS)]
    return labels[0] if len(labels) == 1 else None


def _after(frame: Frame, ahead: Sequence[Line]) -> tuple[list[tuple[int, tuple[int, str]]], bool]:
    """Return the next labels of the list of *frame* that can be read, each with how many stand before it.

    The first of them may be misread itself. Also tell whether no label at all stands before the list ends.
    """
    found: list[tuple[int, tuple[int, str]]] = []
    count = 1
    for other in ahead:
        if not other.lefts or other.left < frame.left - FAR or article(other.text):
            break
        if abs(other.left - frame.left) > NEAR or other.cells is not None:
            continue
        label = item(other.text)
        if label and label.style == frame.style:
            found.append((count, label.value))
        elif not _hangs(other, frame):
            break
        count += 1
        if len(found) == FOLLOWERS:
            break
    return found, count == 1


def _is_shifted(line: Line, frame: Frame, tokens: int = 1) -> bool:
    """Whether the columns of label and text stand as those of *frame* do, on a page that was scanned a little aside."""
    if line.origin.page == frame.page or not line.recognised or len(line.lefts) <= tokens:
        return False
    aside = line.left - frame.left
    return abs(aside) <= FAR and abs(line.lefts[tokens] - frame.text_left - aside) <= NEAR


def _is_doubled(text: str) -> bool:
    """Whether *text* is a letter twice: some count x, y, z, aa, bb, and others x, y, z, aa, ab."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) == 2 and letters[0] == letters[1]


def _is_mark(text: str) -> bool:
    """Whether *text* stands for itself: a word, or the dash or bullet of a list that is not counted."""
    return (len(text) > 2 and text.isalpha()) or text in BULLETS


def _is_mixed(line: Line) -> bool:
    """Whether the label of *line* mixes digits and letters: "2l." where no 2 and no 2k stands before it."""
    label = item(line.text)
    return label is not None and label.number[:1].isdigit() and label.number[-1:].isalpha()


def _printed(style: str, number: str) -> str:
    return style.replace("1" if "1" in style else "a", number)


def _label(line: Line, style: str, number: str, told: str, rest: str, reason: str) -> Label:
    printed = _printed(style, number)
    mend = Mend(told, printed, reason, line.origin.page, box=line.origin.box) if told != printed else None
    return Label(KINDS[style], style, number, printed, rest, len(told.split()), mend)
