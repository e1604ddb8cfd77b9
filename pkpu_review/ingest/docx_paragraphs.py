"""A w:p of Word → its words and what holds for all of it, and from these the lines that it prints.

What a w:pPr means is asked once for all paragraphs that say the same: see :mod:`.docx_plain`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pkpu_review.ingest import quick
from pkpu_review.ingest.docx_numbering import Numbering
from pkpu_review.ingest.docx_package import Package, W
from pkpu_review.ingest.docx_plain import SAME
from pkpu_review.ingest.docx_properties import (
    NO_INDENT,
    POINTS,
    TAB_STOP,
    Indent,
    ParagraphStyle,
    Styles,
    asked,
    indent,
    number,
    numbering_of,
    tab_stops,
    val,
    value,
)
from pkpu_review.ingest.docx_revisions import both, final, lines_of
from pkpu_review.ingest.docx_words import BREAK, DELETED, GONE, Words
from pkpu_review.ingest.lines import Line
from pkpu_review.model import Origin, Revisions

SHORT_LINE = 40
"""Letters before a manual line break below which the line was not broken because it was full."""
LABEL = 8
"""Letters within which a label ends, and a tab parts it from its words."""
SPACE = 3.0
"""Points that a space before the words takes: a quarter of 12-point type."""
_ENDED = re.compile(r"[.:;,]$")
_PROPERTIES = W + "pPr"


class Parts:
    """What the parts of a document share: styles, definitions of lists, tab stops."""

    def __init__(self, package: Package) -> None:
        self.styles = Styles(package.first("styles"))
        self.lists = package.first("numbering")
        stop = number(value(package.first("settings"), "defaultTabStop"))
        self.tab_stop = stop * POINTS if stop and stop > 0 else TAB_STOP


@dataclass(frozen=True, slots=True)
class Properties:
    """What holds for a whole paragraph.

    Attributes:
        style: what it has from its style.
        own: the indents that it sets itself; *indents*: those that hold in the end, its list's among them.
        list_id, depth: the list and the level that it counts in; None where it is not numbered.
        centred: it stands in the middle.
        stops: the tab stops that it sets, in points.
        endless: its end is gone: the next paragraph goes on with it.
        mark: the w:rPr of its end, or None.
    """

    style: ParagraphStyle
    own: Indent
    indents: Indent
    list_id: str | None
    depth: int
    centred: bool
    stops: tuple[float, ...]
    endless: bool
    mark: Any | None


@dataclass(slots=True)
class Paragraph:
    """A paragraph: its words, its properties, the place in the file.

    *gone*: both states are read, and in the final one there is nothing of it.
    """

    words: Words
    told: Properties
    number: int
    gone: bool = False


class Paragraphs:
    """Knows the properties of the paragraphs of one part of a document, and makes their lines."""

    def __init__(self, parts: Parts, revisions: Revisions) -> None:
        self.parts, self.styles, self.revisions = parts, parts.styles, revisions
        self.numbering = Numbering(parts.lists)
        self._ends = DELETED if revisions == "both" else GONE[revisions]
        self._known: dict[str | None, Properties] = {}

    def properties(self, paragraph: Any) -> Properties:
        """Return what holds for a w:p."""
        first = next(iter(paragraph), None)  # they come first (CT_P)
        if first is None or first.tag != _PROPERTIES:
            first, same = None, ""
        elif (same := first.get(SAME)) is None:
            return self._resolved(first)
        found = self._known.get(same)
        if found is None:
            found = self._known[same] = self._resolved(first)
        return found

    def _resolved(self, properties: Any | None) -> Properties:
        told = asked(properties)
        mark = told.get("rPr")
        endless = mark is not None and next(mark.iterchildren(*self._ends), None) is not None
        if self.revisions == "original" and "pPrChange" in told:
            told = asked(told["pPrChange"].find(_PROPERTIES))
            mark = told.get("rPr") if mark is None else mark
        style, own = self.styles.paragraph(val(told.get("pStyle"))), indent(told.get("ind"))
        centred = (val(told.get("jc")) or style.alignment) == "center"
        list_id, depth, indents = self._list(told.get("numPr"), style, own)
        return Properties(style, own, indents, list_id, depth, centred, tab_stops(told.get("tabs")), endless, mark)

    def _list(self, listed: Any | None, style: ParagraphStyle, own: Indent) -> tuple[str | None, int, Indent]:
        """Return the list and the level that a paragraph counts in, and its indents."""
        list_id, depth, inserted = numbering_of(listed)
        if inserted and self.revisions == "original":
            list_id = depth = None
        direct = list_id is not None
        if not direct:
            list_id = style.list_id
            depth = style.depth if depth is None else depth
        if list_id is None or list_id == "0":
            return None, 0, own.over(style.near).over(style.far)
        if depth is None:
            depth = self.numbering.depth_of_style(list_id, style.owner) if not direct else 0
        level = self.numbering.level(list_id, depth)
        in_list = level.indent if level else NO_INDENT
        if direct:
            return list_id, depth, own.over(in_list).over(style.near).over(style.far)
        # the style that numbers is over its list
        return list_id, depth, own.over(style.near).over(in_list).over(style.far)

    def lines(self, found: Paragraph) -> Iterable[Line]:
        """Return the lines of a paragraph, and count it in its list."""
        words, told = found.words, found.told
        if not words.letters and self._uncounted(found):
            return ()
        label, indents = "", told.own if found.gone else told.indents
        if told.list_id is not None and not found.gone:
            label = self.numbering.next(told.list_id, told.depth)
        if not words.letters and not label:
            return ()
        origin = quick.origin(None, None, found.number)
        if label and self.revisions != "both" and BREAK not in words.text:  # most paragraphs of a regulation
            text, bold = f"{label} {' '.join(words.text.split())}".rstrip(), words.letters and words.bold
            return (Line(text, origin, indents.start, bold=bold, centred=told.centred, whole=True, numbered=True),)
        return self._each(found, label, indents, origin)

    def _each(self, found: Paragraph, label: str, indents: Indent, origin: Origin) -> Iterator[Line]:
        """Yield the lines of a paragraph with breaks, without a number or in both states."""
        words, told, before = found.words, found.told, ""
        for place, piece, text in self._pieces(words.text, bool(label)):
            left = indents.start if place == 0 else indents.left or 0.0
            if label and place == 0:
                text = f"{label} {text}".rstrip()
            elif text and piece[0].isspace():
                left = self._behind_tabs(piece, left, indents, told.stops)
            if text:
                whole = not before or told.centred or len(before) < SHORT_LINE or bool(_ENDED.search(before))
                bold, numbered = words.letters and words.bold, bool(label) and place == 0
                yield Line(text, origin, left, bold=bold, centred=told.centred, whole=whole, numbered=numbered)
                before = text

    def texts(self, found: Paragraph) -> list[str]:
        """Return the lines of a paragraph that is not counted, as words alone."""
        return [text for _, _, text in self._pieces(found.words.text, False) if text]

    def _pieces(self, words: str, automatic: bool) -> list[tuple[int, str, str]]:
        """Return the lines of a paragraph: its place, as it stands, and as it is read."""
        if self.revisions != "both":
            return [(place, piece, " ".join(piece.split())) for place, piece in enumerate(words.split(BREAK))]
        return [
            (place + further, final(piece) or text, text)
            for place, piece in enumerate(lines_of(words, BREAK))
            for further, text in enumerate(both(piece, automatic and place == 0))
        ]

    def _uncounted(self, found: Paragraph) -> bool:
        """Whether an empty paragraph is hidden or deleted as a whole: its list does not count it."""
        if found.words.boxes:
            return False
        return found.told.endless or self.styles.look(found.told.mark, found.told.style).hidden

    def _behind_tabs(self, piece: str, left: float, indents: Indent, stops: tuple[float, ...]) -> float:
        """Return where the first word stands behind the tabs and spaces before it.

        They count where they set a label or a few words into a column; before a long text they only set
        its first line in.
        """
        words = piece.lstrip()
        if len(words) >= SHORT_LINE and "\t" not in words[:LABEL]:
            return left
        stops = (*stops, *([indents.left or 0.0] if (indents.first or 0.0) < 0 else ()))
        for letter in piece[: len(piece) - len(words)]:
            if letter == "\t":
                own = [stop for stop in stops if stop > left + 0.5]
                left = min(own) if own else (int(left / self.parts.tab_stop + 0.01) + 1) * self.parts.tab_stop
            else:
                left += SPACE
        return left
