"""Where a line stands under one provision → the points for the label that it bears, and what it closes.

A label is weighed, not just matched: does it stand where the labels of its list stand; does the line before end a
sentence; or do the words around it show that it is the rest of a reference ("sebagaimana dimaksud pada ayat / (2) dan
ayat (3)")? Words without a label belong to the item above them, unless they begin left of its text column: then they
close the list, and belong to the provision that holds it. The weights are points on one scale; the numbers are named
and were set on statutes, not on one file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pkpu_review.ingest.labels import Label, follows, item
from pkpu_review.ingest.lines import Line
from pkpu_review.ingest.relabel import FAR, NEAR, Frame
from pkpu_review.ingest.sentence_ends import announces, has_ended, has_stopped, is_cut, refers
from pkpu_review.ingest.spoilt import misread
from pkpu_review.ingest.tree import Node

NEXT_LINES = 6
"""Lines behind that tell, with those before, how far a full line goes."""
LOOK_AHEAD = 60
"""Lines in which the second label of a list is looked for."""
SAME = 2.0
"""Points by which what stands at the same place may be set aside."""
FULL_LINE = 70.0
"""Points short of the right edge at which a line may still be full: the next word did not fit."""
OUTDENT = 8.0
"""Points of the page left of the text column from which words no longer belong to the item."""

_GOES_ON = re.compile(
    r"(?:,|;|dan\b(?! belanja)|atau\b|sampai\b|s\.d|huruf [a-z]\b|angka \d|ayat \(|Pasal \d"
    r"|serta (?:ayat|Pasal)|tersebut\b)",
    re.I,
)
_PUNCTUATION = re.compile(r"[,;)]")
_CONJUNCTION = re.compile(r"(?:dan|atau|dan/atau|serta)[;,]?", re.I)


class Position:
    """What is known of the place of the next line: the lists that are open, and the lines around it."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self.frames: list[Frame] = []
        self.root_left: float | None = None
        self.before: Line | None = None
        self.before_text = ""
        self.ahead: Sequence[Line] = ()
        self.title: Line | None = None
        """The title of the root, printed in the middle under its number, where it has one."""
        self.edge = 0.0
        """Right edge of the widest line so far, in points."""
        self.counted: dict[str, tuple[int, str]] | None = None
        """In an annex, whose lists count on from heading to heading: the last value of each style, shared by them."""

    @property
    def current(self) -> Node:
        """The innermost open provision."""
        return self.frames[-1].node if self.frames else self.root

    # -- the sentence before -------------------------------------------------------------------

    def _sentence_ended(self, line: Line) -> bool:
        return line.whole or has_ended(self.before_text) or (line.recognised and self._short_before())

    def _announced(self, line: Line) -> bool:
        """Whether the words before say that a list follows; a poor layer may have lost their colon."""
        lost = line.recognised and self._short_before() and not has_ended(self.before_text)
        return lost or announces(self.before_text)

    def _title_before(self) -> bool:
        """Whether the words before are a few that end no sentence, and stand alone: "(1) Limbah cair / a. ..."."""
        lead = self.current.lead
        if len(lead) != 1 or self.current.children or not self._short_before():
            return False
        return lead[0].text[:1].isupper() and not re.search(r"[.;:,]\s*$|\d\s*$", lead[0].text)

    def _short_before(self) -> bool:
        """Whether the line before ended well short of the right edge, so that nothing wrapped."""
        edge = max([self.edge, *(other.right for other in self.ahead[:NEXT_LINES])])
        return self.before is not None and 0.0 < self.before.right < edge - FULL_LINE

    def _runs_on(self) -> bool:
        """Whether the line before was full, so that the next may be its wrapped rest."""
        return self.before is not None and self.before.right >= self.edge - FULL_LINE

    # -- labels ---------------------------------------------------------------------------------

    def _evidence(self, label: Label, line: Line) -> float:
        """Points from the words around the label, the same for every place that it could have."""
        if line.numbered:
            return 3.0
        ended = has_ended(self.before_text) or not self.before_text or (line.recognised and self._short_before())
        points = 1.0 if ended else (0.5 if line.whole else -1.0)
        # "... pada ayat (5), / a. permintaan ..." begins a list: a reference would go on with "huruf a"
        open_end = refers if label.style in ("(1)", "(a)") or not self.before_text.endswith(",") else is_cut
        if not line.whole and open_end(self.before_text):
            points -= 5.0
        goes_on = _GOES_ON if label.style == "(1)" else _PUNCTUATION
        # a paragraph of its own does not go on with the sentence before it, where that has ended or there is none
        apart = line.whole and ended
        if goes_on.match(label.rest) and not apart:
            points -= 5.0
        return points

    def _geometry(self, line: Line, frame: Frame) -> float:
        off = abs(line.left - frame.left)
        if off <= NEAR:
            return 3.0
        if off <= FAR:
            return 1.5
        if line.lefts and frame.page != line.origin.page and off <= 2.5 * FAR:
            return 0.0  # the next page may be set, or scanned, a little aside
        return -1.0 if line.whole else -2.0

    def _opens(self, label: Label, line: Line) -> float:
        """Points for beginning a new list under the innermost item."""
        points = 2.0 if self._counts_on(label) else 0.0
        goes_on = bool(line.lefts) and self._continues(label, line)
        announced = self._announced(line) or (goes_on and self._title_before())
        titled = self.before is not None and self.before is self.title
        empty = (titled or not self.current.lead) and not self.current.children
        if announced:
            points += 4.0
        elif empty:
            points += 4.0 if label.style == "(1)" or not self.before_text else 2.0
        elif line.whole:
            points += 2.0
        elif has_stopped(self.before_text):
            points += 2.0 if goes_on and self._short_before() and not line.recognised else 1.0
        elif self.before_text.endswith(",") and label.style in ("a.", "1.") and line.lefts:
            points += 2.0  # the rest of the sentence is listed
        parent_left = self.frames[-1].text_left if self.frames else self.root_left
        if line.lefts and parent_left is not None:
            off = line.left - parent_left
            if off < -OUTDENT:
                points -= 2.0
            elif abs(off) <= NEAR and not announced and not empty:
                points -= 1.5
            elif off > NEAR:
                points += 1.0
        if line.lefts:
            points += 2.0 if goes_on else -0.5
        same = [frame for frame in self.frames if frame.style == label.style]
        if same and not announced:
            points -= 2.0
        if any(abs(frame.left - line.left) <= 2.0 for frame in same) and line.lefts:
            points -= 2.0
        if label.style == "(1)" and self.frames and not announced and self.frames[-1].style != "pasal":
            points -= 1.0
        return points

    def _continues(self, label: Label, line: Line) -> bool:
        """Whether the second label of the list that *label* would open stands further down."""
        for other in self.ahead[:LOOK_AHEAD]:
            found = item(other.text)
            if not found and other.lefts and abs(other.left - line.left) <= NEAR:
                second = label.style.replace("1", "2").replace("a", "b")
                if misread(other.text, second) is not None:
                    return True
            if found and found.style == label.style and found.value == (label.value[0] + 1, ""):
                if not line.lefts or other.origin.page != line.origin.page or abs(other.left - line.left) <= NEAR:
                    return True
            elif found and found.style == label.style and found.value == (1, ""):
                return False
        return False

    def _hangs_there(self, label: Label, line: Line, frame: Frame) -> bool:
        """Whether label and words stand exactly where those of the list do, behind an item that ended."""
        if not has_stopped(self.before_text) or abs(line.left - frame.left) > SAME:
            return False
        if not line.lefts:
            return line.whole
        return label.tokens < len(line.lefts) and abs(line.lefts[label.tokens] - frame.text_left) <= SAME

    def _counts_on(self, label: Label) -> bool:
        """Whether a list begins where the one under the heading before ended."""
        last = (self.counted or {}).get(label.style)
        return last is not None and not self.frames and follows(last, label.value)

    # -- words without a label ------------------------------------------------------------------

    def _is_title(self, line: Line) -> bool:
        """Whether the first line under an article's number is its title: in the middle, and no sentence."""
        if self.root.kind != "pasal" or self.root.lead or self.root.children or not (line.centred and self.ahead):
            return False
        following = self.ahead[0]
        if not following.lefts or following.left > line.left - FAR or has_ended(line.text):
            return False
        return line.text[:1].isupper() and (following.text[:1].isupper() or item(following.text) is not None)

    def _closes(self, line: Line) -> int | None:
        """Return how many frames stay open where *line* closes a list, None where it goes on with the item."""
        frame = self.frames[-1]
        if line.lefts and line.left >= frame.text_left - OUTDENT:
            return None
        if frame.style == "pasal" and not (frame.node.lead or frame.node.children):
            return None  # words right below the heading of a quoted article are its own, wherever they begin
        if (not line.lefts and not line.whole) or _CONJUNCTION.fullmatch(line.text):
            return None
        outdented = line.recognised and frame.proven and self._at_ancestor(line) and line.left < frame.text_left - FAR
        if not outdented and refers(self.before_text):
            return None
        if line.whole and not line.lefts:
            return self._closes_whole(line)
        turned = self.before is not None and self.before.origin.page != line.origin.page
        if turned and not has_ended(self.before_text):
            return None  # over the page break the columns may shift
        if not has_ended(self.before_text) and self._runs_on() and not (frame.proven and self._at_ancestor(line)):
            return None
        closed = self._at_ancestor(line) and has_ended(self.before_text)
        if not frame.hanging and abs(line.left - frame.left) <= NEAR and not closed:
            return None
        columns = [self.root_left if self.root_left is not None else self.frames[0].left]
        columns += [open.text_left for open in self.frames[:-1]]
        offs = [abs(line.left - column) for column in columns]
        return min(range(len(offs)), key=lambda depth: (round(offs[depth] / 3), -depth))

    def _closes_whole(self, line: Line) -> int | None:
        """The same for paragraphs: a paragraph set further left than the item closes the list."""
        frame = self.frames[-1]
        if announces(self.before_text):
            return None  # the item itself announces what follows
        if line.left >= frame.left - 1.0 and frame.left > 0:
            return None if line.left > frame.left + 1.0 or frame.style == "pasal" else len(self.frames) - 1
        if frame.style == "pasal" and frame.left <= line.left:
            return None
        for depth in range(len(self.frames) - 1, -1, -1):
            if line.left >= self.frames[depth].left - 1.0:
                return depth + (line.left > self.frames[depth].left + 1.0)
        return 0

    def _at_ancestor(self, line: Line) -> bool:
        columns = [open.text_left for open in self.frames[:-1]]
        if self.root_left is not None:
            columns.append(self.root_left)
        return any(abs(line.left - column) <= NEAR for column in columns)
