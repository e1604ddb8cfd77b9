"""How a row came to its place → one clause that says it: it kept its place and rose a level, it is one part of several.

What stands below an article that was split or merged went along with it; it was itself neither split nor merged, and
is told as what it was and what it is now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pkpu_review import ids
from pkpu_review.compare import levels
from pkpu_review.compare.align import Link
from pkpu_review.compare.masking import Unit
from pkpu_review.compare.pairing import Pairing
from pkpu_review.knowledge import load
from pkpu_review.model import Relation

Way = Literal["", "level", "along"]
_MANY = ("split", "merged")


@dataclass(frozen=True, slots=True)
class Placed:
    """How a pair came to its place.

    Attributes:
        relation: how the place changed.
        old, new: ids of the two sides.
        way: ``level`` where only the level changed, ``along`` where what stands above was split or merged, else "".
        parts: of a split all that it became, of a merger all that it was made of, in their order; ids.
        above: old id of what was split or merged, where the pair went along.
    """

    relation: Relation
    old: str = ""
    new: str = ""
    way: Way = ""
    parts: tuple[str, ...] = ()
    above: str = ""


def placed(pairing: Pairing, relation: Relation, old: Unit, new: Unit, basis: str) -> Placed:
    """Return how the pair of *old* and *new* came to its place; *basis* says how it was found."""
    if relation == "moved" and basis == levels.BASIS and _in_place(pairing, old, new):
        return Placed(relation, old.id, new.id, "level")
    if relation not in _MANY:
        return Placed(relation, old.id, new.id)
    known = pairing.by_old if relation == "split" else pairing.by_new
    one = old if relation == "split" else new
    parts = _parts(known, one, relation)
    if len(parts) > 1 and basis != levels.BASIS:
        return Placed(relation, old.id, new.id, "", parts)
    above = one.parent
    while above is not None and len(_parts(known, above, relation)) < 2:
        above = above.parent
    if above is None and basis == levels.BASIS and relation == "split":
        above = old.parent
    named = "" if above is None else above.id if relation == "split" else old.parent.id if old.parent else ""
    return Placed(relation, old.id, new.id, "along", (), named)


def _parts(known: Mapping[str, Sequence[Link]], one: Unit, relation: Relation) -> tuple[str, ...]:
    """Return ids of what *one* became, or of what it was made of, in their order."""
    links = [link for link in known.get(one.id, ()) if link.basis != levels.BASIS]
    others = [link.new if relation == "split" else link.old for link in links]
    return tuple(dict.fromkeys(unit.id for unit in sorted(others, key=lambda unit: unit.order)))


def _in_place(pairing: Pairing, old: Unit, new: Unit) -> bool:
    """Whether one of the two went into what the other is still paired with: it changed its level, not its place."""
    sank = new.parent is not None and any(link.new is new.parent for link in pairing.by_old.get(old.id, ()))
    rose = old.parent is not None and any(link.old is old.parent for link in pairing.by_new.get(new.id, ()))
    return sank or rose


def clauses(place: Placed, kept: bool) -> Iterator[str]:
    """Yield the clause that tells *place*: of a pair whose words stayed (*kept*), or beside what changed in them."""
    table = load("telling.toml")["relation"]
    named = {"old": ids.cite(place.old) if place.old else "", "new": ids.cite(place.new) if place.new else ""}
    key = f"{place.relation}-{place.way}" if place.way else place.relation
    key = f"{key}-whole" if place.parts else key
    if not kept:
        key = f"also-{key}" if f"also-{key}" in table else f"also-{place.relation}"
    if key in table:
        yield _filled(table[key], **named, parts=_listed([ids.cite(one) for one in place.parts]),
                      above=ids.cite(place.above) if place.above else table["above"])  # fmt: skip


def _filled(words: str, **values: Any) -> str:
    return words.format(**values)


def _listed(parts: Sequence[str]) -> str:
    return " dan ".join(parts) if len(parts) < 3 else ", ".join(parts[:-1]) + ", dan " + parts[-1]
