"""Tracked changes of a Word file → :class:`~pkpu_review.model.Revision`, and both states in one line of words.

ECMA-376 part 1, 17.13.5: runs stand in w:ins, w:del, w:moveFrom or w:moveTo; the end of a paragraph, a row and
a cell bear a mark among their properties. Whichever state is read, the same changes are told, in the order of
the file.

Where both states are asked for, the final one is read, with its labels and numbers, and what was deleted stays
in its place: ``[-kata lama-]``, and what was inserted stands as ``{+kata baru+}``. A label is never marked, for
it is what the line is known by: what was deleted inside it follows it, and behind a heading it stands on a line
of its own. What was deleted as a whole paragraph follows the words before it. Leaving out the deleted words and
the marks gives the final state.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any, Literal

from pkpu_review.ingest import labels
from pkpu_review.ingest.docx_package import W
from pkpu_review.ingest.lines import Line
from pkpu_review.model import Revision

Kind = Literal["insert", "delete", "move-from", "move-to"]
KINDS: dict[str, Kind] = {
    W + "ins": "insert",
    W + "cellIns": "insert",
    W + "del": "delete",
    W + "cellDel": "delete",
    W + "moveFrom": "move-from",
    W + "moveTo": "move-to",
}
TRACKED = tuple(KINDS)
_INSERTED, _DELETED, CLOSE = "\x01", "\x02", "\x03"
"""Open and end a change in the words of a paragraph; XML cannot hold them, so that no document has them."""
MARKS: dict[str, str] = {
    W + "ins": _INSERTED,
    W + "moveTo": _INSERTED,
    W + "del": _DELETED,
    W + "moveFrom": _DELETED,
}
_RUNS = tuple(MARKS)
END = "¶"
"""Stands for the end of a paragraph that was inserted or deleted without words."""
MAX_WORDS = 20_000
"""Letters of one change that are kept: a change of a whole chapter; what was cut ends with dots."""
JOINED = f"{_DELETED}{END}{CLOSE}"
"""Between two paragraphs, where the end of the first is deleted."""
_OPENING = re.compile(
    r"(?:Menimbang|Mengingat|Memperhatikan|M\s?E\s?M\s?U\s?T\s?U\s?S\s?K\s?A\s?N|Menetapkan)\s*(?:[:;]\s*|$)", re.I
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MARK = re.compile("[\x01\x02\x03]")
BRACKETS = {_INSERTED: ("{+", "+}"), _DELETED: ("[-", "-]")}
_TOKENS = re.compile("[\x01\x02\x03]|[^\x01\x02\x03]+")


def revisions(body: Any, numbers: Mapping[Any, int]) -> Iterator[Revision]:
    """Yield the tracked changes below *body* in order; *numbers* are the places of its paragraphs.

    The pieces into which Word cuts one change of a paragraph are one.
    """
    open_one: Revision | None = None
    paragraph: int | None = None
    for element in body.iter(W + "p", W + "tr", *TRACKED):
        if element.tag == W + "p":
            paragraph = numbers.get(element, paragraph)
            continue
        if element.tag == W + "tr":
            first = next(element.iter(W + "p"), None)
            paragraph = numbers.get(first, paragraph) if first is not None else paragraph
            continue
        found = None if is_doubled(element) else _revision(element, paragraph, numbers)
        if found is None:
            continue
        if open_one is not None and _is_one(open_one, found, element):
            open_one = replace(open_one, text=_cut(open_one.text + found.text))
            continue
        if open_one is not None:
            yield _tidy(open_one)
        open_one = found
    if open_one is not None:
        yield _tidy(open_one)


def is_doubled(element: Any) -> bool:
    """Whether *element* stands in an mc:Fallback that only says again, for old programs, what stands before it."""
    fallback = next(element.iterancestors(_FALLBACK), None)
    return fallback is not None and any(
        next(one.iter(W + "t"), None) is not None for one in fallback.itersiblings(preceding=True)
    )


def _is_one(before: Revision, found: Revision, element: Any) -> bool:
    same = (before.kind, before.author, before.date) == (found.kind, found.author, found.date)
    if not same or before.paragraph != found.paragraph:
        return False
    if END in (before.text, found.text):
        return False
    sibling = element.getprevious()
    while sibling is not None and sibling.tag not in KINDS:
        if next(sibling.iter(W + "t", W + "delText"), None) is not None:
            return False
        sibling = sibling.getprevious()
    return sibling is not None


def _revision(element: Any, paragraph: int | None, numbers: Mapping[Any, int]) -> Revision | None:
    above = element.getparent()
    kind = KINDS[element.tag]
    if above.tag == W + "rPr" and above.getparent().tag == W + "pPr":
        text = END
        if _all_marked(above.getparent().getparent(), kind):
            return None
    elif above.tag in (W + "trPr", W + "tcPr"):
        owner = above.getparent()
        if _all_marked(owner, kind):  # Word marks the words of a row too: they are told one by one
            return None
        text = _words(owner)
    elif above.tag in (W + "rPr", W + "numPr"):
        return None  # how letters look, or whether a paragraph is numbered: no words
    else:
        text = _words(element)
        if element.tag in _RUNS:
            first = next(element.iter(W + "p"), None)
            paragraph = numbers.get(first, paragraph) if first is not None else paragraph
    if not text:
        return None
    return Revision(kind, element.get(W + "author") or "", element.get(W + "date") or "", text, paragraph=paragraph)


def _all_marked(owner: Any, kind: Kind) -> bool:
    """Whether *owner* has words, and all of them bear a change of *kind* themselves."""
    words = list(owner.iter(W + "t", W + "delText"))
    tags = [tag for tag in _RUNS if KINDS[tag] == kind or kind == "delete"]
    return bool(words) and all(next(one.iterancestors(*tags), None) is not None for one in words)


def _words(element: Any) -> str:
    said, length = [], 0
    for part in element.iter(W + "t", W + "delText", W + "tab", W + "br", W + "p"):
        said.append((part.text or "") if part.tag in (W + "t", W + "delText") else " ")
        length += len(said[-1])
        if length > MAX_WORDS:
            break
    return _cut("".join(said))


def _cut(text: str) -> str:
    return text if len(text) <= MAX_WORDS else text[:MAX_WORDS] + " ..."


def _tidy(found: Revision) -> Revision:
    return replace(found, text=" ".join(found.text.split()) or END)


# -- both states in one line ----------------------------------------------------------------------------


def both(text: str, automatic: bool) -> list[str]:
    """Return the lines that show *text*, a line with the marks of :data:`MARKS`, in both states.

    *automatic*: an automatic number stands before it, so that it bears no label of its own.
    """
    pieces = list(_pieces(text))
    if not any(state for state, _ in pieces):
        return [" ".join(final(text).split())]
    clean = "".join(words for state, words in pieces if state != _DELETED)
    alone = not automatic and _is_heading(clean)
    taken = len(clean) if alone else 0 if automatic else _label(clean)
    label = ""
    rest: list[tuple[str, str]] = []
    for state, words in pieces:
        inside = "" if state == _DELETED else words[: taken - len(label)]
        label += inside
        if words[len(inside) :]:
            rest.append((state, words[len(inside) :]))
    head, behind = " ".join(label.split()), _shown(_parted(rest, label))
    if alone:
        return [head, behind] if behind else [head]
    return [f"{head} {behind}".strip()]


def goes_behind(line: Line) -> bool:
    """Whether the words of a deleted paragraph may follow those of *line*: not behind a heading, nor in a row.

    On a line of their own they would part a list.
    """
    return line.cells is None and not _is_heading(line.text) and _label(line.text) < len(line.text)


def mark_of(element: Any) -> str:
    """Return the mark of a change to *element* as a whole: a wrapper, or a row or cell by its properties; else ""."""
    if element.tag in MARKS:
        return MARKS[element.tag]
    for child in element.iterchildren(W + "trPr", W + "tcPr"):
        for mark in child.iterchildren(*TRACKED):
            return _DELETED if KINDS[mark.tag] == "delete" else _INSERTED
    return ""


def marked(text: str, marks: str) -> str:
    """Return *text*, the words of a paragraph, between *marks*."""
    return f"{marks}{text}{CLOSE * len(marks)}"


def final(text: str) -> str:
    """Return the final state of *text*: without the marks and what was deleted."""
    return "".join(words for state, words in _pieces(text) if state != _DELETED)


def lines_of(text: str, broken: str) -> Iterator[str]:
    """Yield the lines into which *broken* parts *text*; a change that goes on below is opened again there."""
    open_marks: list[str] = []
    for line in text.split(broken):
        before = "".join(open_marks)
        for token in _MARK.findall(line):
            if token != CLOSE:
                open_marks.append(token)
            elif open_marks:
                open_marks.pop()
        yield before + line


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield words with their state; what was deleted again after it was inserted is deleted."""
    open_marks: list[str] = []
    for token in _TOKENS.findall(text):
        if token == CLOSE:
            if open_marks:
                open_marks.pop()
        elif token in (_INSERTED, _DELETED):
            open_marks.append(token)
        else:
            yield (_DELETED if _DELETED in open_marks else _INSERTED if open_marks else ""), token


def _shown(pieces: list[tuple[str, str]]) -> str:
    out = []
    for state, group in groupby(pieces, key=lambda piece: piece[0]):
        words = "".join(part for _, part in group)
        solid = words.strip()
        if not state or not solid:
            out.append(words if state != _DELETED else "")
            continue
        before, after = (" " if words[0].isspace() else ""), (" " if words[-1].isspace() else "")
        opens, ends = BRACKETS[state]
        out.append(f"{before}{opens}{solid}{ends}{after}")
    return " ".join("".join(out).split())


def _parted(rest: list[tuple[str, str]], label: str) -> list[tuple[str, str]]:
    """Return *rest* with a space between the words that were deleted inside the label and those behind it."""
    inside = next((place for place, (state, _) in enumerate(rest) if state != _DELETED), len(rest))
    if label and 0 < inside < len(rest) and label[-1:].isspace():
        return [*rest[:inside], ("", " "), *rest[inside:]]
    return rest


def _is_heading(clean: str) -> bool:
    text = " ".join(clean.split())
    return labels.article(text) is not None or labels.heading(text) is not None


def _label(clean: str) -> int:
    """Return how many letters of *clean* its label takes."""
    start = len(clean) - len(clean.lstrip())
    opening = _OPENING.match(clean, start)
    if opening:
        start = opening.end()
    found = labels.item(clean[start:])
    return start if found is None else start + len(clean[start:].rstrip()) - len(found.rest)
