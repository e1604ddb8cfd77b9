"""What Word says about a paragraph and its letters → indents, list, alignment, and how text is shown.

ECMA-376 part 1, 17.7: direct formatting stands over the style, a style over the one it is based on, and
those over the defaults of the document. Bold, capitals and hidden are toggles (17.7.3): a paragraph
style and a character style that both say "bold" cancel one another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pkpu_review.ingest.docx_package import W

POINTS = 1 / 20
"""Points in a twip, Word's unit of length."""
MAX_STYLE_CHAIN = 30
"""Styles that may be based on one another."""
TAB_STOP = 36.0
"""Points between tab stops where the document does not say."""
DIGITS = 7
"""Digits of a whole number; a length on a sheet has six at most."""
_NUMBER = re.compile(rf"-?[0-9]{{1,{DIGITS}}}(?:\.[0-9]{{1,9}})?").fullmatch
_OFF = ("0", "false", "off")
_VAL, _NUM_ID, _ILVL, _INS = (W + name for name in ("val", "numId", "ilvl", "ins"))
_IND = tuple(W + name for name in ("left", "start", "hanging", "firstLine"))
PROPERTIES = {W + name: name for name in ("pStyle", "numPr", "ind", "jc", "tabs", "rPr", "pPrChange")}


def child(element: Any | None, name: str) -> Any | None:
    """Return the first child ``w:name`` of *element*, or None; a search by path takes twice as long."""
    return next(element.iterchildren(W + name), None) if element is not None else None


def value(element: Any | None, name: str) -> str | None:
    """Return ``w:val`` of the child *name* of *element*, or None."""
    return val(child(element, name))


def val(element: Any | None) -> str | None:
    """Return ``w:val`` of *element*, or None."""
    found: str | None = element.get(_VAL) if element is not None else None
    return found


def number(text: str | None) -> int | None:
    """Return the whole number in *text*, or None."""
    if not text:
        return None
    if text.isdigit() and text.isascii() and len(text) <= DIGITS:
        return int(text)
    return int(float(text)) if _NUMBER(text) else None


def switch(element: Any) -> bool:
    """Return whether a switch such as w:b is on."""
    return element.get(_VAL) not in _OFF


@dataclass(frozen=True, slots=True)
class Indent:
    """Indents in points; None where nothing is said. *first* is negative for a hanging first line."""

    left: float | None = None
    first: float | None = None

    def over(self, below: Indent) -> Indent:
        """Return these indents, with what they leave unsaid taken from *below*."""
        if below is NO_INDENT or (self.left is not None and self.first is not None):
            return self
        if self is NO_INDENT:
            return below
        return Indent(below.left if self.left is None else self.left, below.first if self.first is None else self.first)

    @property
    def start(self) -> float:
        """Where the first word stands: a first line that is only set in is not counted as further in."""
        return (self.left or 0.0) + min(self.first or 0.0, 0.0)


NO_INDENT = Indent()


def numbering_of(listed: Any | None) -> tuple[str | None, int | None, bool]:
    """Return list, level, and whether it was put on as a tracked change, from a w:numPr."""
    list_id, depth, inserted = None, None, False
    for element in listed if listed is not None else ():
        tag = element.tag
        if tag == _NUM_ID:
            list_id = element.get(_VAL)
        elif tag == _ILVL:
            depth = number(element.get(_VAL))
        elif tag == _INS:
            inserted = True
    return list_id, depth, inserted


def asked(properties: Any | None) -> dict[str, Any]:
    """Return the children of a w:pPr that the reader asks for, by name: everything else is decoration."""
    told: dict[str, Any] = {}
    for element in properties if properties is not None else ():
        name = PROPERTIES.get(element.tag)
        if name is not None:
            told[name] = element
    return told


def indent(ind: Any | None) -> Indent:
    """Return the indents that a w:ind gives."""
    if ind is None:
        return NO_INDENT
    return _indent(*map(ind.get, _IND))


@lru_cache(maxsize=1024)
def _indent(left_side: str | None, start: str | None, hangs: str | None, first_line: str | None) -> Indent:
    """Return the indents that these lengths give; a draft has a few, in thousands of paragraphs."""
    left, hanging = number(left_side or start), number(hangs)
    inner = -hanging if hanging is not None else number(first_line)
    return Indent(None if left is None else left * POINTS, None if inner is None else inner * POINTS)


def tab_stops(tabs: Any | None) -> tuple[float, ...]:
    """Return the tab stops that a w:tabs sets, in points from the left."""
    if tabs is None:
        return ()
    places = (number(tab.get(W + "pos")) for tab in tabs.iterchildren(W + "tab") if tab.get(W + "val") != "clear")
    return tuple(sorted(place * POINTS for place in places if place is not None))


@dataclass(frozen=True, slots=True)
class Look:
    """How letters are shown: *bold*, in *capitals*, *hidden*."""

    bold: bool = False
    capitals: bool = False
    hidden: bool = False

    def toggled(self, other: Look) -> Look:
        """Return what a paragraph style and a character style give together."""
        return Look(self.bold != other.bold, self.capitals != other.capitals, self.hidden != other.hidden)

    def either(self, other: Look) -> Look:
        """Return what is on in one or the other."""
        return Look(self.bold or other.bold, self.capitals or other.capitals, self.hidden or other.hidden)


_SWITCHES = {W + "b": 0, W + "caps": 1, W + "vanish": 2}
_STYLE = W + "rStyle"


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph has from its style.

    Attributes:
        near: indents of the styles down to the one that numbers; *far*: of those below it.
        list_id, depth: list and level; None where the style does not number.
        owner: id of the style that numbers, which the list may name instead of the level.
        alignment: w:jc.
        look: how its letters are shown.
    """

    near: Indent = NO_INDENT
    far: Indent = NO_INDENT
    list_id: str | None = None
    depth: int | None = None
    owner: str = ""
    alignment: str | None = None
    look: Look = Look()


class Styles:
    """The styles of a document, resolved once each."""

    def __init__(self, root: Any | None) -> None:
        styles = root.findall(W + "style") if root is not None else []
        self._styles = {style.get(W + "styleId"): style for style in styles}
        self._default = next(
            (
                style.get(W + "styleId")
                for style in styles
                if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on")
            ),
            None,
        )
        defaults = root.find(W + "docDefaults") if root is not None else None
        run = defaults.find(f"{W}rPrDefault/{W}rPr") if defaults is not None else None
        paragraph = defaults.find(f"{W}pPrDefault/{W}pPr") if defaults is not None else None
        self._base = _look([False if on is None else on for on in _switches(run)[0]])
        self._base_indent, self._base_alignment = indent(asked(paragraph).get("ind")), value(paragraph, "jc")
        self._paragraphs: dict[str | None, ParagraphStyle] = {}
        self._characters: dict[str, Look] = {}

    def chain(self, id: str | None) -> Iterator[Any]:
        """Yield the style *id* and those it is based on, nearest first."""
        for _ in range(MAX_STYLE_CHAIN):
            style = self._styles.get(id)
            if style is None:
                return
            yield style
            id = value(style, "basedOn")

    def paragraph(self, id: str | None) -> ParagraphStyle:
        """Return what the paragraph style *id* gives; the document's default style where it is unknown."""
        if id not in self._paragraphs:
            known = id if id in self._styles else self._default
            self._paragraphs[id] = self._resolved(known)
        return self._paragraphs[id]

    def _resolved(self, id: str | None) -> ParagraphStyle:
        near, far, list_id, depth, owner, alignment = NO_INDENT, NO_INDENT, None, None, "", None
        for style in self.chain(id):
            told = asked(child(style, "pPr"))
            if list_id is None:
                near = near.over(indent(told.get("ind")))
            else:
                far = far.over(indent(told.get("ind")))
            alignment = alignment or val(told.get("jc"))
            named, at, _ = numbering_of(told.get("numPr"))
            depth = at if depth is None else depth
            if list_id is None and named is not None:
                list_id, owner = named, style.get(W + "styleId")
        look = self._base.either(self._toggles(id))
        return ParagraphStyle(
            near, far.over(self._base_indent), list_id, depth, owner, alignment or self._base_alignment, look
        )

    def _toggles(self, id: str | None) -> Look:
        found: list[bool | None] = [None, None, None]
        for style in self.chain(id):
            switches, _ = _switches(child(style, "rPr"))
            found = [above if above is not None else below for above, below in zip(found, switches, strict=True)]
        return _look([bool(on) for on in found])

    def look(self, properties: Any | None, style: ParagraphStyle) -> Look:
        """Return how the letters of a run with these w:rPr are shown in a paragraph of *style*."""
        if properties is None:
            return style.look
        direct, character = _switches(properties)
        below = style.look
        if character:
            if character not in self._characters:
                self._characters[character] = self._toggles(character)
            below = below.toggled(self._characters[character])
        if direct == _SILENT:
            return below
        b, c, v = direct
        return Look(
            below.bold if b is None else b, below.capitals if c is None else c, below.hidden if v is None else v
        )


_SILENT: list[bool | None] = [None, None, None]


def _switches(properties: Any | None) -> tuple[list[bool | None], str | None]:
    """Return bold, capitals, hidden as a w:rPr says, None where it does not, and its character style."""
    if properties is None:
        return _SILENT, None
    found, style = _SILENT, None
    for element in properties:
        tag = element.tag
        place = _SWITCHES.get(tag)
        if place is not None:
            found = [*found[:place], switch(element), *found[place + 1 :]]
        elif tag == _STYLE:
            style = element.get(_VAL)
    return found, style


def _look(switches: list[bool]) -> Look:
    return Look(*switches)
