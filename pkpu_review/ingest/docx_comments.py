"""comments.xml and the anchors in the body → :class:`~pkpu_review.model.Comment`, in the order of the anchors.

ECMA-376 part 1, 17.13.4: a comment stands in a part of its own; w:commentRangeStart and w:commentRangeEnd in the
body say which words it is fixed to, w:commentReference where its balloon hangs. A reply is a comment with the
same anchor. A comment without an anchor is told last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pkpu_review.ingest.docx_package import W
from pkpu_review.ingest.docx_revisions import is_doubled
from pkpu_review.model import Comment, Problem

ANCHORS = tuple(W + name for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))
MAX_COMMENTS = 20_000
"""Comments that are kept; a draft that a whole commission has read has some hundreds."""
MAX_ANCHOR = 2000
"""Letters of an anchor that are kept; a comment may be fixed to the whole document."""
MAX_REMARK = 50_000
"""Letters of a remark that are kept."""
_GONE = (W + "moveFrom", W + "del")


def comments(root: Any, body: Any, numbers: Mapping[Any, int], problems: list[Problem]) -> Iterator[Comment]:
    """Yield the comments of *root*, a w:comments; *numbers* are the places of the paragraphs of *body*."""
    found: dict[str, Any] = {}
    for element in root.iterchildren(W + "comment"):
        if len(found) >= MAX_COMMENTS:
            message = f"Hanya {MAX_COMMENTS} komentar pertama dalam dokumen Word yang dibaca."
            problems.append(Problem("komentar-banyak", message))
            break
        found.setdefault(element.get(W + "id") or "", element)
    anchors = _anchors(body, numbers, set(found))
    for id, (words, paragraph) in anchors.items():
        yield _comment(found.pop(id), words, paragraph)
    for element in found.values():
        yield _comment(element, "", None)


def _anchors(body: Any, numbers: Mapping[Any, int], ids: set[str]) -> dict[str, tuple[str, int | None]]:
    """Return words and paragraph of each anchor, in order."""
    places: dict[str, int | None] = {}
    said: dict[str, list[str]] = {}
    gone: dict[str, list[str]] = {}
    room: dict[str, int] = {}
    running: set[str] = set()
    paragraph: int | None = None
    for element in body.iter(W + "p", W + "t", W + "delText", W + "tab", W + "br", *ANCHORS):
        tag = element.tag
        if tag in ANCHORS:
            id = element.get(W + "id") or ""
            if tag == W + "commentRangeEnd":
                running.discard(id)
            elif id in ids and id not in places:
                places[id] = paragraph
                said[id], gone[id], room[id] = [], [], MAX_ANCHOR
                if tag == W + "commentRangeStart":
                    running.add(id)
                    if element.getparent().tag != W + "p":  # it stands before the paragraph that it is fixed to
                        after = next((one for one in element.itersiblings() if one in numbers), None)
                        places[id] = numbers.get(after, paragraph) if after is not None else paragraph
            continue
        if tag == W + "p":
            paragraph = numbers.get(element, paragraph)
        if not running:
            continue
        if is_doubled(element):
            continue
        words = (element.text or "") if tag in (W + "t", W + "delText") else " "
        target = said
        if tag == W + "delText" or (tag == W + "t" and next(element.iterancestors(*_GONE), None) is not None):
            target = gone
        for id in list(running):
            target[id].append(words[: room[id]])
            room[id] -= len(words)
            if room[id] <= 0:
                target[id].append(" ...")
                running.discard(id)
    return {
        id: (" ".join("".join(said[id]).split()) or " ".join("".join(gone[id]).split()), place)
        for id, place in places.items()
    }


def _comment(element: Any, anchor: str, paragraph: int | None) -> Comment:
    said, length = [], 0
    for part in element.iter(W + "t", W + "p", W + "tab", W + "br"):
        said.append((part.text or "") if part.tag == W + "t" else " " if part.tag == W + "tab" else "\n")
        length += len(said[-1])
        if length > MAX_REMARK:
            break
    lines = (" ".join(line.split()) for line in "".join(said)[:MAX_REMARK].split("\n"))
    author, date = element.get(W + "author") or "", element.get(W + "date") or ""
    return Comment(author, date, "\n".join(filter(None, lines)), anchor, paragraph=paragraph)
