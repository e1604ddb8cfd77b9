"""The elements and lines of a saved page → what of them belongs to the page and not to the regulation, and why.

Menus, buttons and notes say themselves what they are. What else stands before the first line of the regulation, or
outside of the element that holds all of it, is the page's; where neither is certain, nothing is taken away.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from pkpu_review.ingest.html_styles import Style
from pkpu_review.ingest.lines import Line, set_aside
from pkpu_review.model import Furniture

FOOTNOTE = "catatan kaki"
NAVIGATION = "navigasi laman"
ABOVE = "bagian laman sebelum naskah"
BELOW = "bagian laman sesudah naskah"
MARK = "tanda catatan kaki"
TITLE_WITHIN = 60
"""Lines before the first certain line of a regulation within which its title begins."""
MAX_TITLE = 200
"""Letters of a line of a title in capitals."""
_TAGS = {
    **dict.fromkeys(("nav", "search"), NAVIGATION),
    **dict.fromkeys(("button", "select", "textarea", "dialog"), "tombol atau isian laman"),
}
_ROLES = {
    **dict.fromkeys(("navigation", "search", "banner", "contentinfo", "complementary", "menu", "menubar"), NAVIGATION),
    **dict.fromkeys(("button", "dialog", "alertdialog", "tooltip", "tablist"), "tombol atau isian laman"),
    **dict.fromkeys(("doc-footnote", "doc-endnotes"), FOOTNOTE),
}
_NOTE = re.compile(r"_?(?:ftn|edn|sdfootnote|sdendnote|fn|footnote|cite_note|note)[-_:]?\d+(?:sym)?", re.IGNORECASE)
_NOTES = frozenset(("footnotes", "footnote-list", "endnotes", "references"))
_REFERENCE = re.compile(
    r"#_?(?:ftn|edn|sdfootnote|sdendnote|fn|footnote|cite_note|note)[-_:]?\d+(?:sym)?", re.IGNORECASE
)
_DIGITS = re.compile(r"[\[(]?\s*(?:\d{1,3}|\*{1,3}|[ivx]{1,5})\s*[\])]?")
_CERTAIN = re.compile(
    r"(?:menimbang|mengingat|memutuskan)\s*(?::|$)|menetapkan\s*:|dengan rahmat tuhan yang maha esa"
    r"|pasal\s+(?:1|i)\b\.?$|BAB\s+I$|KESATU\s*:",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"(?:menimbang|mengingat|memutuskan|menetapkan)\b|pasal\s+\w{1,6}$|BAB\s+[IVXLC]+\b|ditetapkan\s+di\b|disahkan\s+di\b"
    r"|diundangkan\s+(?:di|pada)\b|pada tanggal\b|(?:tambahan\s+)?(?:lembaran|berita)\s+(?:negara|daerah)\b"
    r"|cukup jelas\.?$|lampiran\b|penjelasan$|\(\d{1,2}\)\s|[a-z]\.\s",
    re.IGNORECASE,
)
_TYPE = re.compile(
    r"(?:SALINAN|RANCANGAN|PERATURAN|UNDANG-UNDANG|KEPUTUSAN|INSTRUKSI|QANUN|PERDA|PERPU|SURAT EDARAN|TENTANG|NOMOR)\b"
)
_CONTAINERS = ("div", "section", "article", "main", "form", "center", "td")
_RIGHTS = re.compile(r"(?:©|\(c\)\s|copyright\b|hak cipta\b(?=.*\d{4})|powered by\b)", re.IGNORECASE)


def aside(element: Any, tag: str, style: Style) -> str:
    """Return why *element* is no part of a regulation (Indonesian), or an empty string."""
    if not tag or tag in ("html", "body", "main", "article"):
        return ""
    reason = _TAGS.get(tag) or _ROLES.get((element.get("role") or "").lower(), "")
    if reason:
        return reason
    if tag == "a" and _REFERENCE.fullmatch(element.get("href") or "") and _is_note_number(element):
        return MARK
    if "footnote-list" in style.get("mso-element", ""):
        return FOOTNOTE
    named = element.get("id") or ""
    if tag in ("div", "li", "aside", "section", "p") and named and _NOTE.fullmatch(named):
        return FOOTNOTE
    if tag in ("div", "section", "ol", "aside") and _NOTES & set((element.get("class") or "").lower().split()):
        return FOOTNOTE
    return ""


def _is_note_number(element: Any) -> bool:
    words = ""
    for piece in element.itertext():
        words += piece
        if len(words) > 12:
            return False
    return bool(_DIGITS.fullmatch(words.strip()))


def trimmed(lines: list[Line], places: Mapping[int, Any], links: Collection[int]) -> tuple[list[Line], list[Furniture]]:
    """Return the lines of the regulation, and what the page shows before and after it.

    Args:
        lines: of the page, in order.
        places: the element in which a line stands, by its paragraph.
        links: paragraphs of which every word is a link.
    """
    certain = next((at for at, line in enumerate(lines) if _CERTAIN.match(line.text)), None)
    if certain is None:
        return lines, []
    first = _title(lines, certain, links)
    last = max((at for at, line in enumerate(lines) if _BODY.match(line.text)), default=certain)
    after = _outside(lines, first, max(last, certain), places)
    for at in range(max(last, certain) + 1, after):
        if lines[at].cells is None and (lines[at].origin.paragraph in links or _RIGHTS.match(lines[at].text)):
            after = at
            break
    above = [set_aside(_words(line), line.origin, ABOVE) for line in lines[:first]]
    below = [set_aside(_words(line), line.origin, BELOW) for line in lines[after:]]
    return lines[first:after], above + below


def _words(line: Line) -> str:
    return line.text if line.cells is None else " ".join(" ".join(line.cells).split())


def _title(lines: list[Line], certain: int, links: Collection[int]) -> int:
    """Return where the title begins that stands in capitals above the line *certain*: there, if there is none."""
    first = certain
    for at in range(certain - 1, max(certain - TITLE_WITHIN, 0) - 1, -1):
        text = lines[at].text
        if lines[at].cells is not None or len(text) > MAX_TITLE or text != text.upper() or _RIGHTS.match(text):
            break
        if _TYPE.match(text):
            first = at
    if first == certain:  # no title in capitals: what stands above may be one in small letters
        return 0 if certain < TITLE_WITHIN else certain
    # the name of the body stands between SALINAN and the type, or above both
    while first:
        line = lines[first - 1]
        if line.text != line.text.upper() or line.origin.paragraph in links or _RIGHTS.match(line.text):
            break
        first -= 1
    return first


def _outside(lines: list[Line], first: int, last: int, places: Mapping[int, Any]) -> int:
    """Return the first line behind the smallest element that holds the lines *first* to *last*."""
    one, other = (_above(lines[at], places) for at in (first, last))
    kept = {id(element) for element in other}
    shared = next((element for element in one if id(element) in kept), None)
    if shared is None or shared.tag not in _CONTAINERS:
        return len(lines)
    for at in range(last + 1, len(lines)):
        around = _above(lines[at], places)
        if around and not any(element is shared for element in around):
            return at if len(lines) - at < at - first else len(lines)  # more than it holds is no end of a page
    return len(lines)


def _above(line: Line, places: Mapping[int, Any]) -> list[Any]:
    """Return the elements around a line, innermost first."""
    element = places.get(line.origin.paragraph or 0)
    return [element, *element.iterancestors()] if element is not None else []
