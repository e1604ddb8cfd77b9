"""The items of a list on recognised pages → the same items, closed with the semicolon that the program misread.

UU 12/2011 (Lampiran II, on tabulated items) closes every item but the last with a semicolon. Programs that recognise
letters take it for a comma or a colon. Where all items of a list but the last end with one of the three, and half of
them with a semicolon, the others do, too; a list that is printed with commas keeps them. Each change is recorded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pkpu_review.ingest.tree import Node, Piece
from pkpu_review.model import Mend

ITEMS = ("huruf", "angka")
REASON = "rincian ditutup dengan titik koma"
_END = re.compile(r"(?P<mark>[;:,])(?P<rest>(?:\s+(?:dan|atau|dan/atau))?)$")


def mend_ends(nodes: Iterable[Node], recognised: frozenset[int]) -> list[Mend]:
    """Close the items of the lists in *nodes* that stand on *recognised* pages, and return what was changed."""
    mends: list[Mend] = []
    for items in _lists(nodes) if recognised else ():
        last = [_last(item) for item in items[:-1]]
        ends = [match["mark"] for piece in last if piece is not None and (match := _END.search(piece.text))]
        if len(ends) < len(last) or 2 * ends.count(";") < len(ends):
            continue
        for piece in last:
            if piece is not None and piece.origin.page in recognised:
                closed = _END.sub(r";\g<rest>", piece.text)
                if closed != piece.text:
                    before, after = piece.text.split()[-2:], closed.split()[-2:]
                    mends.append(
                        Mend(" ".join(before), " ".join(after), REASON, piece.origin.page, box=piece.origin.box)
                    )
                    piece.text = closed
    return mends


def _lists(nodes: Iterable[Node]) -> Iterator[list[Node]]:
    """Yield the items of every list, in order."""
    for node in nodes:
        for kind in ITEMS:
            items = [child for child in node.children if child.kind == kind]
            if len(items) > 1:
                yield items
        yield from _lists(node.children)


def _last(item: Node) -> Piece | None:
    """Return the last line of an item, wherever in it that stands."""
    if item.promulgation:
        return None
    if item.closing:
        return item.closing[-1]
    if item.children:
        return _last(item.children[-1])
    return item.lead[-1] if item.lead else None
