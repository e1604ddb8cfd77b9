"""Regulation → the references in it that it can follow itself: who refers to what, within one version.

Every reference that names a provision of the same document is a :class:`~pkpu_review.model.explained.Citation`; one
into another law is told by its words alone. References of the elucidation and of annexes are read as well.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pkpu_review.lexis.places import Places
from pkpu_review.lexis.references import find
from pkpu_review.model import Provision, Regulation
from pkpu_review.model.explained import Citation

_HEADINGS = frozenset(["buku", "bab", "bagian", "paragraf"])


def places(regulation: Regulation) -> Places:
    """Return what finds the provisions of *regulation* that references name."""
    heads: dict[str, tuple[str, ...]] = {}

    def visit(provision: Provision, above: tuple[str, ...]) -> None:
        heads[provision.id] = above
        below = (*above, provision.id) if provision.kind in _HEADINGS else above
        for child in provision.children:
            visit(child, below)

    for top in regulation.provisions:
        visit(top, ())
    return Places(heads, heads)


def citations(regulation: Regulation, within: Collection[str] | None = None) -> Iterator[Citation]:
    """Yield the references in *regulation*, in order; where ids are given, only those that stand *within* them."""
    known = places(regulation)
    for provision in regulation.walk():
        if within is not None and provision.id not in within:
            continue
        for one in find(provision.text):
            target = "" if one.foreign else known.resolve(one, provision.id) or ""
            yield Citation(provision.id, one.start, one.end, one.text, target, one.foreign)
