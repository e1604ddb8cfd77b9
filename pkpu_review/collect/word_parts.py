"""What the XML of a Word file says: rows, cells, controls and their names, comments, the index of a sheet.

Rows and cells may stand in controls, in custom XML or in tracked changes; what is deleted there is not there any more
(ISO/IEC 29500-1, 17.4, 17.5.2, 17.13).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pkpu_review import tags
from pkpu_review.collect.grid import on_one_line, tidy
from pkpu_review.opc import Parts
from pkpu_review.tags import Tag

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DELETED = "hapusan"
"""Name of the character style of words that the sheet shows as deleted, in small letters."""
GONE = frozenset((W + "del", W + "moveFrom"))
SKIPPED = frozenset(
    W + name for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "instrText",
                          "delText", "delInstrText", "rt", "tblPrEx")
)  # fmt: skip
LETTERS = {W + "tab": " ", W + "ptab": " ", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}


def index_of(parts: Parts) -> tuple[dict[str, str], dict[int, tuple[str, str]]]:
    """Return what the custom XML part tells of the sheet, and of its rows by number."""
    for name in parts.names:
        if not (name.startswith("customXml/item") and name.endswith(".xml")):
            continue
        root = parts.xml(name)
        if root is None or root.tag != f"{{{tags.INDEX}}}sheet":
            continue
        rows = {}
        for one in root:
            number = one.get("n") or ""
            if number.isascii() and number.isdecimal() and len(number) < 8:
                rows[int(number)] = (one.get("new") or "", one.get("old") or "")
        return {str(key): str(value) for key, value in root.attrib.items()}, rows
    return {}, {}


def comments_of(parts: Parts) -> dict[str, tuple[str, str, str]]:
    """Return author, day and text of each comment by its id."""
    found = {}
    for name in parts.related(parts.main, "comments"):
        root = parts.xml(name)
        for one in root.iterchildren(W + "comment") if root is not None else ():
            lines = ["".join(letters(paragraph)) for paragraph in one.iter(W + "p")]
            text = tidy("\n".join(lines))
            if text:
                found[one.get(W + "id") or ""] = (
                    on_one_line(one.get(W + "author") or ""),
                    (one.get(W + "date") or "")[:10],
                    text,
                )
    return found


def letters(paragraph: Any) -> Iterator[str]:
    """Yield the words of a paragraph, as they are shown."""
    for element in paragraph.iter(W + "t", *LETTERS):
        if next(element.iterancestors(*GONE), None) is None:
            yield LETTERS.get(element.tag) or element.text or ""


def struck_styles(parts: Parts) -> frozenset[str]:
    """Return the ids of the character styles that mark deleted words: a program that saves may give others."""
    found = {"Hapusan"}
    for name in parts.related(parts.main, "styles"):
        root = parts.xml(name)
        for style in root.iterchildren(W + "style") if root is not None else ():
            told = style.find(W + "name")
            if told is not None and (told.get(W + "val") or "").casefold() == DELETED:
                found.add(style.get(W + "styleId") or "")
    return frozenset(found)


def rows_of(table: Any) -> Iterator[Any]:
    """Yield the rows of a table, also those in a control, in custom XML or in a tracked change."""
    return _wrapped(table, W + "tr")


def cells_of(row: Any) -> Iterator[Any]:
    """Yield the cells of a row, also those in a control, in custom XML or in a tracked change."""
    return _wrapped(row, W + "tc")


def _wrapped(holder: Any, tag: str) -> Iterator[Any]:
    for child in holder:
        if child.tag == tag:
            yield child
        elif child.tag == W + "sdt":
            content = content_of(child)
            yield from _wrapped(content, tag) if content is not None else ()
        elif child.tag not in SKIPPED and child.tag not in GONE and isinstance(child.tag, str):
            yield from _wrapped(child, tag)


def content_of(sdt: Any) -> Any | None:
    """Return what a control holds."""
    return sdt.find(W + "sdtContent")


def has_table(element: Any) -> bool:
    """Return whether a table stands in *element*."""
    return next(element.iter(W + "tbl"), None) is not None


def name_of(sdt: Any) -> Tag | None:
    """Return the name in a control; None where it has none of this program's."""
    told = sdt.find(f"{W}sdtPr/{W}tag")
    return tags.parse(told.get(W + "val") or "") if told is not None else None


def shows_placeholder(sdt: Any) -> bool:
    """Return whether what a control holds is only to be seen until somebody writes."""
    return sdt.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def author_of(change: Any) -> str:
    """Return who made a tracked change."""
    return on_one_line(change.get(W + "author") or "") or "?"


def symbol(code: str) -> str:
    """Return the letter that a w:sym shows, a dot where only its font knows."""
    try:
        letter = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return letter if not "\ue000" <= letter <= "\uf8ff" else "•"
