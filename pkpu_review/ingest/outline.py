"""Lines under one provision → its ayat, huruf and angka, nested, with closing words after a list.

A label opens an item where it weighs most among the open lists, and enough: see :mod:`.outline_position`. A poor text
layer may have spoiled or lost it; then it must be the only one that can stand there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pkpu_review.ingest.bullets import bullet
from pkpu_review.ingest.labels import Heading, Label, doubles, follows, is_first, item
from pkpu_review.ingest.lines import Line
from pkpu_review.ingest.outline_position import FULL_LINE, OUTDENT, Position
from pkpu_review.ingest.relabel import (
    NEAR,
    Frame,
    first_of,
    lost_between,
    lost_first,
    relabelled,
    respelled,
)
from pkpu_review.ingest.roman_items import STARTS as ROMAN
from pkpu_review.ingest.roman_items import roman_item
from pkpu_review.ingest.sentence_ends import announces, has_stopped
from pkpu_review.ingest.spoilt import inserted, misread, named, steps
from pkpu_review.ingest.tree import Node, Piece
from pkpu_review.model import Mend, Problem

MAX_DEPTH = 12
"""Open lists; UU 12/2011 knows four levels, amending regulations twice as many."""
ACCEPT = 2.5
"""Points from which a label is believed."""

LAST_WORDS = 6
"""Words that may stand beside a label as the end of the item before."""
SENTENCE_END = 60
"""Letters of a line's end that say whether its sentence goes on: all patterns for it end with the line."""
_NAMED = re.compile(r"\bPasal\s+(\d+[A-Z]{0,2})\b")
_INSTRUCTION = re.compile(r"(?:Ketentuan|Di\s?antara|Setelah|Sebelum|Judul|Penjelasan|Pasal \w+ (?:dihapus|diubah))\b")
_ROMAN_FIRST, _ROMAN_SECOND = re.compile(r"\(?i[.)]\s"), re.compile(r"\(?ii[.)]\s")
_BARE = re.compile(r"([a-z]|\d{1,2})\s+(?=[A-Za-z])")
_PROMULGATION = re.compile(r"Agar\s+(?:supaya\s+)?(?:setiap|semua|tiap)\s+orang", re.IGNORECASE)


class Outline(Position):
    """Builds the tree under *root* line by line."""

    def __init__(self, root: Node, problems: list[Problem]) -> None:
        super().__init__(root)
        self.problems = problems
        self.promulgating = False
        self.quoted_heading: list[str] = []
        self.quoted_lines: list[Piece] = []
        """The lines of the quoted headings."""
        self.hanging: dict[str, bool] = {}
        """Whether items of a style are known to have wrapped lines in a column of their own."""
        self.shut: list[Frame] = []
        """The open lists as they were before words without a label closed some of them."""
        self.shut_words: list[tuple[Node, Piece]] = []
        """Those words, with the provision under which they stand."""

    def feed(self, line: Line, ahead: Sequence[Line] = ()) -> None:
        """Take one line; *ahead* are the lines that follow it, where the second label of a list is looked for."""
        self.ahead = ahead
        self.finish()  # words follow: no article takes the quoted heading
        if line.right > self.edge:
            self.edge = line.right
        if self.promulgating and line.whole and item(line.text):
            self.promulgating = False  # a flat text has put the formula before the paragraphs
        if self.promulgating or (self.root.kind == "pasal" and self._promulgates(line)):
            self.promulgating = True
            self.root.promulgate(line)
        else:
            label = item(line.text) or self._bare(line)
            place, how = self._place(label, line) if label else (None, "")
            if label and place is None and self._reopens(label, line):
                place, how = self._place(label, line)
            if how != "next" and line.text[:1] in ROMAN and len(self.frames) < MAX_DEPTH:
                ended = self._sentence_ended(line) or self._short_before()
                if numeral := roman_item(line, ended, self.frames, ahead):
                    (label, place), how = numeral, ""
            odd = line.recognised and how in ("gap", "again", "back")
            if (place is None or odd) and line.lefts and (mended := self._mended(line, odd)):
                (label, place), how = mended, ""
            if place is None and line.recognised and line.lefts and (lost := self._lost(line)):
                label, line, place = lost
            if place is None and len(self.frames) < MAX_DEPTH:
                label, place = bullet(line, self.before, self.before_text, self.frames, self.ahead) or (label, place)
            if label is not None and place is not None:
                if how == "next" and label.style == "(1)" and self._ends_former(label, line):
                    self._lower(label, line, place)
                else:
                    self._open(label, line, place, how)
            else:
                self._text(line)
        # how a sentence ends is asked of every line, and a paragraph can be long
        self.before, self.before_text = line, "" if line is self.title else line.text[-SENTENCE_END:]

    def quote(self, heading: Heading, line: Line, mend: Mend | None = None) -> None:
        """Open a quoted article under the instruction of an amending regulation; *mend* is what its number needed."""
        depth = next((i for i, frame in enumerate(self.frames) if frame.style == "pasal"), len(self.frames))
        del self.frames[depth:]
        node = Node("pasal", heading.number, heading.printed, origin=line.origin, mend=mend)
        node.heading = " > ".join(self.quoted_heading)
        node.above = self.quoted_lines
        self.quoted_heading, self.quoted_lines = [], []
        self.current.children.append(node)
        self.shut, self.shut_words = [], []
        self.frames.append(Frame(node, "pasal", heading.value, line.left, self._quote_left(line), line.origin.page))
        self.before, self.before_text = line, ""

    def instructed(self, recognised: bool = False) -> list[str]:
        """Return the numbers of the articles that the open instruction names and that are not yet quoted.

        Args:
            recognised: the layer of text is poor: read spoiled numbers, too, and count on from what is quoted.
        """
        depth = next((i for i, frame in enumerate(self.frames) if frame.style == "pasal"), len(self.frames))
        words = " ".join(piece.text for frame in self.frames[:depth] for piece in frame.node.lead)
        quoted = {
            child.number for frame in self.frames[:depth] for child in frame.node.children if child.kind == "pasal"
        }
        numbers = list(dict.fromkeys(_NAMED.findall(words)))
        if recognised:  # the numbers that the instruction names may be spoiled, too
            numbers += named(words)
            if depth < len(self.frames):
                numbers += [f"{number}{letter}".upper() for number, letter in steps(self.frames[depth].value, True)]
            certain = inserted(words)
            doubtful = [number for number in numbers if any(misread(number, other) for other in certain)]
            numbers = certain + [number for number in numbers if number not in doubtful]
        return [number for number in dict.fromkeys(numbers) if number not in quoted]

    def quote_heading(self, line: Line) -> None:
        """Begin a quoted heading."""
        self.quoted_heading.append(line.text)
        self.quoted_lines.append(Piece(line.text, line.origin))

    def quote_title(self, line: Line) -> None:
        """Go on with the title of a quoted heading."""
        self.quoted_lines.append(Piece(line.text, line.origin))
        if self.quoted_heading:
            self.quoted_heading[-1] += " " + line.text
        else:
            self.quoted_heading.append(line.text)

    def finish(self) -> None:
        """Leave headings that no quoted article took with the instruction that quotes them."""
        if self.quoted_heading:
            node = self.current
            node.heading = " > ".join([node.heading] * bool(node.heading) + self.quoted_heading)
            node.above = [*node.above, *self.quoted_lines]
            self.quoted_heading, self.quoted_lines = [], []

    def _quote_left(self, line: Line) -> float:
        return self.frames[-1].text_left if self.frames else line.left

    # -- labels ---------------------------------------------------------------------------------

    def _place(self, label: Label, line: Line) -> tuple[int | None, str]:
        """Return the depth at which *label* opens an item, or None where it is text; and how it follows there."""
        best, place, how = ACCEPT, None, ""
        shared, value = self._evidence(label, line), label.value
        for depth, frame in enumerate(self.frames):
            if frame.style != label.style:
                continue
            points = shared + self._geometry(line, frame) + 0.1 * depth
            if _is_next(value, frame):
                points, told = points + 3.0, "next"
            elif value > frame.value:
                points, told = points + (0.5 if value[0] - frame.value[0] <= 3 else -1.0), "gap"
            elif value == frame.value:
                points, told = points - 0.5, "again"
            else:
                points, told = points - (0.5 if self._hangs_there(label, line, frame) else 1.5), "back"
            if told != "next" and not self._sentence_ended(line):
                points -= 3.0
            if points > best:
                best, place, how = points, depth, told
        if (is_first(value) or self._counts_on(label)) and len(self.frames) < MAX_DEPTH:
            points = shared + self._opens(label, line)
            if points >= best:
                best, place, how = points, len(self.frames), "new"
        return place, how

    def _reopens(self, label: Label, line: Line) -> bool:
        """Open the lists again that words closed, where the very next label of one of them stands in its column.

        Then the words were no closing ones: they belong to the item after which they are printed.
        """
        if not self.shut or not self.shut_words:
            return False
        kept, self.frames = self.frames, self.shut
        place, how = self._place(label, line)
        if place is None or how != "next" or place < len(kept):
            self.frames = kept
            return False
        for node, piece in self.shut_words:
            node.closing = [other for other in node.closing if other is not piece]
            item_of = self.frames[-1].node
            if item_of.children:
                item_of.closing = [*item_of.closing, piece]
            else:
                item_of.lead.append(piece)
        self.shut, self.shut_words = [], []
        return True

    def _promulgates(self, line: Line) -> bool:
        """Whether the formula "Agar setiap orang mengetahuinya, memerintahkan ..." begins."""
        if line.text[:4].lower() != "agar" or not _PROMULGATION.match(line.text):
            return False
        return any("memerintahkan" in one.text for one in (line, *self.ahead[:1]))

    def _bare(self, line: Line) -> Label | None:
        """A label that lost its full stop ("e bahwa ..."): only the very next one, where the labels stand."""
        if line.text[:3].isalpha() or not line.lefts or len(line.lefts) < 2:
            return None
        match = _BARE.match(line.text)
        if not match or not has_stopped(self.before_text):
            return None
        for frame in reversed(self.frames):
            kind = "huruf" if frame.style == "a." else "angka" if frame.style == "1." else ""
            if not kind or abs(line.left - frame.left) > NEAR or abs(line.lefts[1] - frame.text_left) > NEAR:
                continue
            label = Label(kind, frame.style, match[1], match[1], line.text[match.end() :].strip(), 1)
            if match[1].isdigit() == (kind == "angka") and follows(frame.value, label.value):
                return label
        return None

    def _mended(self, line: Line, odd: bool) -> tuple[Label, int] | None:
        """Return a label that a poor text layer spoiled, and its depth: only the one that must stand here."""
        ended = not self.before_text or self._sentence_ended(line)
        if not (ended or line.recognised):
            return None
        if _ROMAN_FIRST.match(line.text) and any(_ROMAN_SECOND.match(other.text) for other in self.ahead):
            return None  # a list of its own kind, and no "1." that was misread
        found = relabelled(line, self.frames, self.ahead, ended, odd)
        if found is not None or odd or not ended:
            return found
        clean = item(line.text)
        if clean is not None and is_first(clean.value):
            return None  # "1)" begins a list of its own: no "(1)" that lost its bracket
        announced = self._announced(line) or not (self.current.lead or self.current.children)
        for style in ("(1)", "a.", "1.") if announced and len(self.frames) < MAX_DEPTH else ():
            label = respelled(line, style, (1, ""))
            if label and (self._continues(label, line) or _INSTRUCTION.match(label.rest)):
                return label, len(self.frames)
        if line.recognised and announced and len(self.frames) < MAX_DEPTH and (label := first_of(line, self.ahead)):
            return label, len(self.frames)
        return None

    def _lost(self, line: Line) -> tuple[Label, Line, int] | None:
        """Return a label that the poor layer of *line* lost, the line as it stands behind it, and the depth."""
        depth = len(self.frames)
        if depth and (between := lost_between(line, self.frames[-1], self.before_text, self.ahead)):
            return *between, depth - 1
        first = None
        if self.root.kind == "pasal" and not (self.frames or self.root.lead or self.root.children):
            first = lost_first(line, self.frames, self.ahead, ("(1)",))
        elif announces(self.before_text) and depth < MAX_DEPTH:
            first = lost_first(line, self.frames, self.ahead, ("a.", "1."))
        return (*first, depth) if first else None

    def _misnumbered(self, label: Label, line: Line, frame: Frame, how: str) -> None:
        told = "melompat" if how == "gap" else "mundur"
        code = "nomor-lompat" if how == "gap" else "nomor-mundur"
        message = f"Penomoran {told}: {label.printed} sesudah {frame.node.label}."
        self.problems.append(Problem(code, message, line.origin.page, line.text[:80]))

    def _ends_former(self, label: Label, line: Line) -> bool:
        """Whether the few words beside *label* end the sentence of the item before, whose line was full."""
        if line.recognised or not line.lefts or not label.rest or len(label.rest.split()) > LAST_WORDS:
            return False
        if self._sentence_ended(line) or not self._runs_on() or line.right >= self.edge - FULL_LINE:
            return False
        return label.rest.endswith((".", ";"))

    def _next_begins(self, label: Label, line: Line) -> bool:
        """Whether the line below begins another sentence in the column of the text."""
        below = self.ahead[0] if self.ahead else None
        if below is None or label.tokens >= len(line.lefts) or not below.lefts or below.cells is not None:
            return False
        at_column = abs(below.left - line.lefts[label.tokens]) <= NEAR
        return at_column and below.text[:1].isupper() and item(below.text) is None

    def _lower(self, label: Label, line: Line, depth: int) -> None:
        """Open *label*, printed beside the end of the item before, where its own words begin: on the next line.

        So it is where labels were typed in a column of their own. Where no sentence begins below, the labels stand as
        they are printed, and a problem says so.
        """
        former, told = self.frames[depth].node.label, f"Label {label.printed} tercetak satu baris terlalu tinggi"
        if self._next_begins(label, line):
            self.current.add(line.after(len(line.text) - len(label.rest)))
            self._open(replace(label, rest=""), line, depth, "next")
            message = f"{told}; kata di sampingnya dibaca sebagai akhir {former}."
        else:
            self._open(label, line, depth, "next")
            message = f"{told} atau kalimat {former} terputus; letak katanya dibiarkan seperti tercetak."
        self.problems.append(Problem("label-tergeser", message, line.origin.page, line.text[:80]))

    def _open(self, label: Label, line: Line, depth: int, how: str) -> None:
        self.finish()
        former = self.frames[depth] if depth < len(self.frames) else None
        if former is not None and how in ("gap", "back"):
            self._misnumbered(label, line, former, how)
        value = label.value
        due = _due(value, former) if former is not None and how != "next" else None
        del self.frames[depth:]
        if self.shut:
            self.shut, self.shut_words = [], []
        node = Node(label.kind, label.number, label.printed, origin=line.origin, mend=label.mend)
        self.current.children.append(node)
        if self.counted is not None and not self.frames:
            self.counted[label.style] = value
        text_left = line.left + 18.0
        if line.lefts and label.tokens < len(line.lefts):
            text_left = line.lefts[label.tokens] if label.tokens else line.left + 10.0
        inner = self._inner(label, line)
        if inner is None:
            node.add(line, label.rest)
        hanging = self.hanging.get(label.style, False)
        self.frames.append(Frame(node, label.style, value, line.left, text_left, line.origin.page, hanging, due))
        if inner is not None:
            self._open(*inner, len(self.frames), "new")

    def _inner(self, label: Label, line: Line) -> tuple[Label, Line] | None:
        """Return the first label of a list that stands on the line behind *label*, with its line: "(2) a. kotak"."""
        inner = item(label.rest) if label.tokens and len(self.frames) < MAX_DEPTH - 1 else None
        if inner is None or inner.style == label.style or not inner.rest or not is_first(inner.value):
            return None
        rest = line.after(len(line.text) - len(label.rest))
        return (inner, rest) if rest.text == label.rest and self._continues(inner, rest) else None

    # -- words without a label ------------------------------------------------------------------

    def _text(self, line: Line) -> None:
        if not self.frames:
            if self._is_title(line):
                self.title = line
                self.root.add(line)
                return
            if self.root_left is None or line.left < self.root_left:
                self.root_left = line.left
            self._add(line)
            return
        depth = self._closes(line)
        if depth is None:
            frame = self.frames[-1]
            if line.lefts and line.left < frame.text_left - OUTDENT / 2 and not frame.node.children:
                frame.text_left = line.left  # wrapped lines stand left of the first word: no hanging indent
            elif line.lefts and abs(line.left - frame.text_left) <= NEAR:
                frame.hanging = frame.proven = True
                self.hanging[frame.style] = True
            self._add(line)
            return
        if not self.shut:
            self.shut = list(self.frames)
        del self.frames[depth:]
        self._add(line)

    def _add(self, line: Line) -> None:
        """Put the words of *line* under the open provision, and keep in mind those behind a list that was closed."""
        self.current.add(line)
        if self.shut and isinstance(self.current.closing, list) and self.current.closing:
            self.shut_words.append((self.current, self.current.closing[-1]))


def _is_next(value: tuple[int, str], frame: Frame) -> bool:
    """Whether a label of *value* goes on with the list of *frame*."""
    if follows(frame.value, value) or doubles(frame.style, frame.value, value):
        return True
    return frame.due is not None and follows(frame.due, value)


def _due(value: tuple[int, str], before: Frame) -> tuple[int, str] | None:
    """Return what should stand where *value* is misprinted, by the list that it goes on with; else None."""
    return None if _is_next(value, before) else ((before.due or before.value)[0] + 1, "")
