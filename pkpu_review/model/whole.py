"""Regulation ↔ JSON record, with all its words and without what only tells how it was read.

``read --format json`` and ``review.json`` hold more (places on pages, what was mended, definitions); what is read
back of them is the same: identity, source, problems, and the tree of provisions.

The record may come from anywhere: its parts are taken by kind, and what does not fit together is refused.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from pkpu_review.errors import PkpuError
from pkpu_review.model import stored
from pkpu_review.model.checked import of_kind
from pkpu_review.model.regulation import Provision, Regulation

Record = dict[str, Any]
MOST_PROVISIONS = 200_000
"""Of a regulation that is read back; one of 1,000 articles has some 10,000."""
_TEXTS = ("kind", "label", "heading", "lead", "closing", "promulgation")


def record(regulation: Regulation) -> Record:
    """Return *regulation* as plain values; what is empty is left out."""
    return {
        "identity": stored.identity(regulation.identity),
        "source": stored.source(regulation.source),
        "problems": [stored.problem(one) for one in regulation.problems],
        "provisions": list(_provisions(regulation)),
    }


def _provisions(regulation: Regulation) -> Iterator[Record]:
    def visit(one: Provision, parent: str) -> Iterator[Record]:
        told: Record = {"id": one.id} | {name: text for name in _TEXTS if (text := getattr(one, name))}
        if one.cells:
            told["cells"] = list(one.cells)
        if one.spans:
            told["spans"] = [list(span) for span in one.spans]
        yield told | ({"parent": parent} if parent else {})
        for child in one.children:
            yield from visit(child, one.id)

    for top in regulation.provisions:
        yield from visit(top, "")


def restored(told: Any) -> Regulation:
    """Return the regulation that :func:`record`, or ``read --format json``, gave as *told*.

    Raises:
        PkpuError: *told* is none, or not whole.
    """
    try:
        found = of_kind(told["provisions"], list)
        if len(found) > MOST_PROVISIONS:
            raise ValueError(len(found))
        return Regulation(
            stored.read_identity(told["identity"]),
            stored.read_source(told["source"]),
            _tree(found),
            problems=tuple(stored.read_problem(one) for one in of_kind(told["problems"], list)),
        )
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise PkpuError(f"Naskah tersimpan tidak dapat dibaca: isinya tidak utuh ({type(error).__name__}).") from None


def _tree(told: list[Record]) -> tuple[Provision, ...]:
    """Return the provisions of *told*, which stand in the order of the document, each behind the one that holds it."""
    depth: dict[str, int] = {"": 0}
    for one in told:
        id, parent = of_kind(one["id"], str), of_kind(one.get("parent", ""), str)
        if not id or id in depth or depth[parent] >= stored.MOST_DEPTH:
            raise ValueError(id)
        depth[id] = depth[parent] + 1
    # from the last to the first: what stands below a provision is made before it
    waiting: dict[str, list[Provision]] = defaultdict(list)
    for one in reversed(told):
        kind, label, heading, lead, closing, promulgation = (of_kind(one.get(name, ""), str) for name in _TEXTS)
        children = tuple(reversed(waiting.pop(one["id"], ())))
        cells = tuple(of_kind(cell, str) for cell in one.get("cells", ()))
        spans = tuple((of_kind(wide, int), of_kind(high, int)) for wide, high in one.get("spans", ()))
        made = Provision(
            one["id"], kind, label, heading, lead, closing, promulgation, children, cells=cells, spans=spans
        )
        waiting[one.get("parent", "")].append(made)
    return tuple(reversed(waiting[""]))
