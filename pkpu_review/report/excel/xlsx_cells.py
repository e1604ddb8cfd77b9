"""Rows of a table → SpreadsheetML: the rows of a worksheet, and the strings that they show.

XlsxWriter makes all else of a workbook. The rows of a matrix are written here because there are thousands of them, each
with texts of many looks, and this takes a fraction of the time. Whatever a text says, it becomes a string in the table
of strings: no formula, no number, no link. One that begins like a formula also gets Excel's quote prefix, so that it
stays text when someone edits the cell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from pkpu_review.report.excel.xlsx_table import Entry, Head
from pkpu_review.report.printable import printable
from pkpu_review.report.sheet import Mark, Paragraph, Run, Style, Tone

LINE_HEIGHT, ROW_PADDING, HIGHEST = 12.9, 4.0, 409.0
"""Of a line and a row, and the highest row of Excel, in points."""
MOST_CHARACTERS = 32_767
"""That Excel holds in a cell, counted as UTF-16 does."""
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "|", "%")
FONT = "Arial"
INDENT = "    "
BLACK, GREY, ADDED, REMOVED, ALERT, TITLE = "000000", "595959", "0B4F9E", "A3231B", "8A3B00", "1F3864"


class Look(NamedTuple):
    """How words look; *size* in points, *ink* as RRGGBB; *xml* are the run properties that say so."""

    bold: bool = False
    italic: bool = False
    strike: bool = False
    underline: bool = False
    size: int = 10
    ink: str = BLACK
    xml: str = ""


_PRINTABLE = bytes(range(32, 127))
_HARMLESS = bytes({*_PRINTABLE} - set(b"&<>_"))
"""ASCII that a cell shows as it is; and of that what needs no sign of XML: taken out, nothing is left."""
_CODE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""What Excel would take for a character's code: ``_x0041_`` is an A to it."""


class Strings:
    """The strings that cells show, each once; *first* is the number of the first one."""

    def __init__(self, first: int) -> None:
        self.first = first
        self.shown = 0
        self._numbers: dict[str, int] = {}

    def number(self, content: str) -> int:
        """Return the number of the string whose XML is *content*."""
        self.shown += 1
        numbers = self._numbers
        return numbers.setdefault(content, self.first + len(numbers))

    @property
    def xml(self) -> str:
        """All strings, in the order of their numbers."""
        return "".join([f"<si>{content}</si>" for content in self._numbers])

    def __len__(self) -> int:
        return len(self._numbers)


def letters(column: int) -> str:
    """Return the letters of a column, counted from 0: ``A``, ``AB``."""
    made = ""
    while column >= 0:
        column, rest = divmod(column, 26)
        made = chr(65 + rest) + made
        column -= 1
    return made


def rows(
    entries: Sequence[Entry], heads: Sequence[Head], first: int, styles: Mapping[str, str], strings: Strings
) -> str:
    """Return the XML of the rows of *entries*.

    Args:
        first: number of the first row, as Excel counts.
        styles: by name (see :func:`style`), the number of the cells' format.
        strings: to which the texts are added.

    Raises:
        ValueError: a text is too long for a cell; lengths are bounded before, so that none is dropped unseen.
    """
    names = [letters(at) for at in range(len(heads))]
    kinds = [head.holds if head.holds in ("answer", "tag", "number") else "cell" for head in heads]
    marked = frozenset(FORMULA_SIGNS)
    made: list[str] = []
    add = made.append
    for at, entry in enumerate(entries, first):
        height = min(HIGHEST, entry.lines * LINE_HEIGHT + ROW_PADDING)
        add(f'<row r="{at}" ht="{height:.1f}">')
        strong = entry.strong
        for name, kind, value in zip(names, kinds, entry.values, strict=True):
            if value is None:
                kind, begins, content = "cell", "", ""
            elif value == "":
                begins = content = ""
            elif isinstance(value, str):
                begins, content = _string(value)
            elif isinstance(value, int):
                add(f'<c r="{name}{at}" s="{styles["number"]}"><v>{value}</v></c>')
                continue
            elif len(value) == 1 and len(value[0].runs) == 1:
                begins, content = _short(value[0], strong)
            else:
                begins, content = _rich(value, strong)
            which = styles[style(kind, begins, strong)] if strong or begins in marked else styles[kind]
            if content:
                add(f'<c r="{name}{at}" s="{which}" t="s"><v>{strings.number(content)}</v></c>')
            else:
                add(f'<c r="{name}{at}" s="{which}"/>')
        add("</row>")
    return "".join(made)


def style(kind: str, begins: str, strong: bool) -> str:
    """Return the name of the format of a cell (``cell``, ``answer``, ``tag``) whose text *begins* with that letter."""
    if begins and begins in FORMULA_SIGNS:
        kind += "-quoted"
    return f"{kind}-strong" if strong and kind.startswith("cell") else kind


def _string(words: str) -> tuple[str, str]:
    """Return the first letter of plain *words*, and the XML of the string that shows them."""
    if not words.isprintable():
        words = "\n".join(clean(words).splitlines())
    _measure([words])
    return words[:1], f'<t xml:space="preserve">{_escaped(words)}</t>' if words else ""


def _short(paragraph: Paragraph, strong: bool) -> tuple[str, str]:
    """Return the same for a single paragraph of one look."""
    run = paragraph.runs[0]
    usual = not (paragraph.label or paragraph.depth) and run.text.isprintable()
    if usual and look(paragraph.style, run.tone, run.mark, strong) == PLAIN:
        return _string(run.text)
    return _rich((paragraph,), strong)


def _rich(paragraphs: Sequence[Paragraph], strong: bool) -> tuple[str, str]:
    """Return the same for words of several looks."""
    looks, texts, harmless = _set(paragraphs, strong)
    if not texts:
        return "", ""
    _measure(texts)
    told = texts if harmless else map(_escaped, texts)
    parts = [f'<r>{shown.xml}<t xml:space="preserve">{words}</t></r>' for shown, words in zip(looks, told, strict=True)]
    if looks[0] == PLAIN:  # the first words may go without a look of their own, as Excel writes them
        if len(parts) == 1:
            return _string(texts[0])
        parts[0] = parts[0].replace(PLAIN.xml, "", 1)
    return texts[0][0], "".join(parts)


def _measure(texts: list[str]) -> None:
    """Let *texts* pass that a cell can hold together.

    Raises:
        ValueError: they are too long.
    """
    if sum(map(len, texts)) * 2 > MOST_CHARACTERS and len("".join(texts).encode("utf-16-le")) // 2 > MOST_CHARACTERS:
        raise ValueError("text too long for a cell")


def fragments(paragraphs: Sequence[Paragraph], strong: bool = False) -> list[tuple[Look, str]]:
    """Return the words of *paragraphs* by their looks, as one cell shows them."""
    looks, texts, _ = _set(paragraphs, strong)
    return list(zip(looks, texts, strict=True))


def _set(paragraphs: Sequence[Paragraph], strong: bool) -> tuple[list[Look], list[str], bool]:
    """Return the looks of the words of *paragraphs*, the words, and whether they need no sign of XML."""
    harmless = True
    looks: list[Look] = []
    texts: list[str] = []
    last: Look | None = None
    for paragraph in paragraphs:
        style, runs, start = paragraph.style, paragraph.runs, "\n" if texts else ""
        if paragraph.depth:
            start += INDENT * paragraph.depth
        label = f"{paragraph.label} " if paragraph.label else ""
        if label and (len(runs) != 1 or runs[0].tone != "plain"):
            runs, label = (Run(label, paragraph.mark), *runs), ""
        for run in runs:
            words, mark = label + run.text, run.mark
            if words.isascii():
                rest = words.encode("ascii").translate(None, _HARMLESS)
                if rest:
                    harmless = False
                    if rest.translate(None, _PRINTABLE):
                        words = " ".join(clean(words).splitlines()) or " "
            else:
                harmless = False
                if not words.isprintable():
                    words = " ".join(clean(words).splitlines()) or " "
            if not words:
                continue
            shown = look(style, run.tone, mark, strong)
            if start:
                if mark == "equal":
                    words = start + words
                elif texts and not paragraph.depth:
                    texts[-1] += start  # a line's end is not drawn
                else:  # an indent is neither underlined nor struck out
                    looks.append(PLAIN)
                    texts.append(start)
                    last = PLAIN
                start = ""
            if shown == last:
                texts[-1] += words
            else:
                looks.append(shown)
                texts.append(words)
                last = shown
    return looks, texts, harmless


@cache
def look(style: Style = "text", tone: Tone = "plain", mark: Mark = "equal", strong: bool = False) -> Look:
    """Return how words look that are marked so, in a paragraph of that style, in a row that may be *strong*."""
    italic = style in ("context", "missing")
    soft = italic or tone == "soft"
    ink = ALERT if style == "warning" else GREY if soft else TITLE if style == "citation" else BLACK
    shown = Look(
        bold=strong or tone == "strong" or style in ("status", "label", "warning", "lead") or mark == "insert",
        italic=italic,
        strike=mark == "delete",
        underline=mark == "insert",
        size=9 if style == "small" or tone == "soft" else 10,
        ink={"insert": ADDED, "delete": REMOVED}.get(mark, ink),
    )
    # in the order in which Excel writes them
    flags = ((shown.bold, "b"), (shown.italic, "i"), (shown.strike, "strike"), (shown.underline, "u"))
    made = "".join(f"<{name}/>" for flag, name in flags if flag)
    font = f'<sz val="{shown.size}"/><color rgb="FF{shown.ink}"/><rFont val="{FONT}"/><family val="2"/>'
    return shown._replace(xml=f"<rPr>{made}{font}</rPr>")


PLAIN = look()
"""How the cells themselves look."""


def clean(words: str) -> str:
    """Return *words* as a cell can hold them."""
    return printable(words).replace("\r\n", "\n").replace("\r", "\n")


def _escaped(words: str) -> str:
    if "_x" in words:
        words = _CODE.sub("_x005F_", words)
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
