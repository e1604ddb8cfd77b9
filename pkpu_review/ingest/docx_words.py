"""The runs of a Word paragraph → its words as printed, in the state that is asked for.

ECMA-376 part 1, 17.3.3 (what a run holds), 17.13.5 (revisions), 17.16.18 (fields): tracked insertions
are kept and deletions dropped, or the other way round, or both kept between marks; of a field its result
is shown and not its instruction; a text box is handed back beside the words, to be read after them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from pkpu_review.ingest.docx_formats import SYMBOLS
from pkpu_review.ingest.docx_package import W
from pkpu_review.ingest.docx_properties import Look, ParagraphStyle, Styles
from pkpu_review.ingest.docx_revisions import CLOSE, MARKS
from pkpu_review.model import Revisions

BREAK = "\n"
"""Stands for a manual break (of line, column or page) in the words of a paragraph; a tab stands for a tab."""

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_V = "{urn:schemas-microsoft-com:vml}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

INSERTED, DELETED = (W + "ins", W + "moveTo"), (W + "del", W + "moveFrom")
GONE: dict[Revisions, tuple[str, ...]] = {"final": DELETED, "original": INSERTED, "both": ()}
"""Marks of what is not there, by the state that is asked for."""

_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF))
_TRANSLATED = {**_INVISIBLE, 0x2011: "-", **{ord(letter): shown for letter, shown in SYMBOLS.items()}}
"""Letters that show nothing (soft hyphens, joiners, marks of direction) or look like another."""

_RUN, _TEXT, _RUN_PROPERTIES, _ALTERNATIVES = W + "r", W + "t", W + "rPr", MC + "AlternateContent"
_LETTERS = {W + "t": "", W + "tab": "\t", W + "ptab": "\t", W + "cr": BREAK, W + "br": BREAK, W + "noBreakHyphen": "-"}
_LOOKED_INTO = (W + "drawing", W + "pict", W + "object", MC + "AlternateContent")
_SKIPPED = frozenset(
    (
        *(W + name for name in ("pPr", "rPr", "tbl", "rt", "instrText", "delInstrText", "softHyphen", "sdtPr")),
        *(M + name for name in ("ctrlPr", "argPr", "rPr", "fPr", "sSubPr", "sSupPr", "sSubSupPr", "oMathParaPr")),
    )
)
_FURTHER = {"diagram": "diagram", "chart": "bagan", "object": "objek tertanam"}
"""What holds words that this reader does not see → its Indonesian name."""


@dataclass(slots=True)
class Words:
    """The words of one paragraph.

    Attributes:
        text: with tabs and breaks as they stand.
        letters: some words are shown.
        bold: all words that are shown are bold.
        boxes: the text boxes that hang on the paragraph, in order.
    """

    text: str = ""
    letters: bool = False
    bold: bool = True
    boxes: list[Any] = field(default_factory=list)

    def then(self, after: Words) -> Words:
        """Return these words with *after* following in the same paragraph."""
        letters = self.letters or after.letters
        return Words(self.text + after.text, letters, self.bold and after.bold, self.boxes + after.boxes)


class WordReader:
    """Collects the words of paragraphs, and what a person should know of what was not taken.

    Attributes:
        hidden: hidden words, which nobody sees who prints the document.
        notes: ids of the footnotes and endnotes that are referred to, by kind.
        unseen: names of things that may hold words and were not read.
        pictures: pictures that were met.
        watermarks: words drawn behind the text.
        strange: symbols of fonts whose look is not known.
    """

    def __init__(self, styles: Styles, revisions: Revisions, fields: bool = True) -> None:
        self.styles, self.revisions, self.fields = styles, revisions, fields
        self.gone, self.both = frozenset(GONE[revisions]), revisions == "both"
        self.hidden: list[str] = []
        self.pictures = self.strange = 0
        self.notes: dict[str, list[str]] = {"footnote": [], "endnote": []}
        self.unseen: dict[str, int] = {}
        self.watermarks: list[str] = []
        self._open: list[bool] = []  # fields that are open: whether their instruction still runs
        self._mute = 0

    @property
    def in_field(self) -> bool:
        """Whether the instruction of a field is still open: at the end of a document, the fields are broken."""
        return self._mute > 0

    def of(self, paragraph: Any, style: ParagraphStyle) -> Words:
        """Return the words of a w:p whose style is *style*."""
        words = Words()
        out: list[str] = []
        self._collect(paragraph, style, words, out)
        words.text = "".join(out)
        if not words.text.isascii():
            words.text = words.text.translate(_TRANSLATED)
        return words

    def is_gone(self, tag: str) -> bool:
        """Whether what stands in an element *tag* is not there in the state asked for."""
        return tag in self.gone

    def _collect(self, parent: Any, style: ParagraphStyle, words: Words, out: list[str]) -> None:
        for element in parent:
            tag = element.tag
            if tag == _RUN:
                self._run(element, style, style.look, words, out)
            elif tag in _SKIPPED or self.is_gone(tag):
                continue
            elif self.both and tag in MARKS:
                out.append(MARKS[tag])
                self._collect(element, style, words, out)
                out.append(CLOSE)
            elif tag == _ALTERNATIVES:
                self._collect(chosen(element), style, words, out)
            elif tag == M + "r":
                self._say("".join(element.itertext(M + "t", with_tail=False)), words, out, style.look)
            elif tag.startswith(M):
                self._formula(element, style, words, out)
            else:
                self._collect(element, style, words, out)

    def _say(self, text: str, words: Words, out: list[str], look: Look) -> None:
        """Put down *text* where no instruction of a field runs; hidden text is kept aside."""
        if self._mute or not text:
            return
        if look.hidden:
            self.hidden.append(text)
            return
        out.append(text.upper() if look.capitals else text)
        if not text.isspace():
            words.letters = True
            words.bold = words.bold and look.bold

    def _run(self, run: Any, style: ParagraphStyle, look: Look, words: Words, out: list[str]) -> None:
        """Collect the words of a run, or of a branch inside one; the properties come first (CT_R)."""
        for element in run:
            tag = element.tag
            if tag == _TEXT:
                self._say(element.text or "", words, out, look)
            elif tag == _RUN_PROPERTIES:
                look = self.styles.look(element, style)
            elif tag in _LETTERS:
                self._say(_LETTERS[tag], words, out, look)
            elif tag in _SKIPPED:
                continue
            elif tag == W + "delText":
                if W + "del" not in self.gone:
                    self._say(element.text or "", words, out, look)
            elif tag == W + "fldChar":
                self._field(element.get(W + "fldCharType"))
            elif tag == W + "sym":
                self._say(self._symbol(element.get(W + "char")), words, out, look)
            elif tag in (W + "footnoteReference", W + "endnoteReference"):
                self.notes[tag[len(W) : -len("Reference")]].append(element.get(W + "id") or "")
            elif tag == _ALTERNATIVES:
                self._run(chosen(element), style, look, words, out)
            elif tag in _LOOKED_INTO:
                if not look.hidden:
                    self._drawn(element, words)
            elif tag == W + "ruby":
                self._collect(element, style, words, out)

    def _field(self, kind: str | None) -> None:
        """Keep count of the fields that are open (begin, separate, end)."""
        if not self.fields:
            return
        if kind == "begin":
            self._open.append(True)
            self._mute += 1
        elif self._open and kind in ("separate", "end"):
            if self._open[-1]:
                self._mute -= 1
                self._open[-1] = False
            if kind == "end":
                self._open.pop()

    def _symbol(self, code: str | None) -> str:
        if not code or not re.fullmatch(r"[0-9A-Fa-f]{2,4}", code):
            return ""
        point = int(code, 16)
        letter = chr(point if point > 0xFF else 0xF000 + point)
        if letter in SYMBOLS:
            return SYMBOLS[letter]
        if 0xD800 <= point <= 0xF8FF or point < 0x20:
            self.strange += 1
            return "\ufffd"
        return chr(point)

    def _drawn(self, element: Any, words: Words) -> None:
        """Look into a drawing for text boxes; a box inside a box is found when the outer one is read."""
        if element.tag == MC + "AlternateContent":
            element = chosen(element)
        if element.tag == W + "object":
            self._unseen("object")
        for child in element:
            tag = child.tag
            if tag == W + "txbxContent":
                words.boxes.append(child)
                continue
            if tag == _V + "textpath":
                self.watermarks.append(" ".join((child.get("string") or "").split()))
            elif tag == _A + "blip" or tag == _V + "imagedata":
                self.pictures += 1
            elif tag == _A + "graphicData":
                self._unseen((child.get("uri") or "").rsplit("/", 1)[-1])
            self._drawn(child, words)

    def _unseen(self, kind: str) -> None:
        if kind in _FURTHER:
            self.unseen[_FURTHER[kind]] = self.unseen.get(_FURTHER[kind], 0) + 1

    # -- formulas (ECMA-376 part 1, 22.1): in one line, with the signs that Word draws ---------------

    def _formula(self, element: Any, style: ParagraphStyle, words: Words, out: list[str]) -> None:
        tag, look = element.tag[len(M) :], style.look
        before, between, after = "", "", ""
        properties = element.find(f"{M}{tag}Pr")
        if tag == "f":
            between = "/"
        elif tag == "rad":
            before = "√"
        elif tag == "nary":
            before = _sign(properties, "chr", "∫")
        elif tag == "d":
            before, after = _sign(properties, "begChr", "("), _sign(properties, "endChr", ")")
            between = _sign(properties, "sepChr", "|")
        self._say(before, words, out, look)
        parts = [part for part in element if part.tag not in _SKIPPED and part.tag != f"{M}{tag}Pr"]
        for place, part in enumerate(parts):
            if place:
                self._say(between, words, out, look)
            self._collect([part], style, words, out)
        self._say(after, words, out, look)


def chosen(alternatives: Any) -> Any:
    """Return the branch of an mc:AlternateContent that is read: the first, unless only a later one has words."""
    branches = [branch for branch in alternatives if branch.tag in (MC + "Choice", MC + "Fallback")]
    return next((branch for branch in branches if next(branch.iter(W + "t"), None) is not None), (branches or [()])[0])


def _sign(properties: Any | None, name: str, default: str) -> str:
    found = properties.find(M + name) if properties is not None else None
    return default if found is None else found.get(M + "val") or ""
