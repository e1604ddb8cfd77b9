"""Budget signals → the same, each with the provision that names its source of funds.

The nearest one counts: in the same article; else one that refers to that article ("upah sebagaimana dimaksud dalam
Pasal 21 ayat (2) dibebankan pada ..."); else one that funds the regulation as a whole: it says so ("Pendanaan
penyelenggaraan Pemilu"), or refers to no article, its own included, and stands below a heading on funding.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pkpu_review import ids
from pkpu_review.annotate.budget_rules import pattern
from pkpu_review.lexis.citing import places
from pkpu_review.lexis.references import find
from pkpu_review.model import Regulation
from pkpu_review.model.budget import Signal


def sourced(regulation: Regulation, signals: Sequence[Signal]) -> tuple[Signal, ...]:
    """Return *signals*, each told where its source of funds is named."""
    sources = [one for one in signals if one.kind == "source"]
    if not sources:
        return tuple(signals)
    at_home: dict[str, str] = {}
    for one in sources:
        at_home.setdefault(article(one.provision), one.provision)
    spoken: dict[str, str] = {}
    general = ""
    for one in sources:
        named = _articles(regulation, one.provision)
        for place in named:
            spoken.setdefault(place, one.provision)
        whole = pattern("source", "whole").search(one.what) or (not named and _under_funding(regulation, one.provision))
        if whole and not general and not one.provision.startswith("lampiran"):
            general = one.provision
    for place in at_home:
        spoken.pop(place, None)
    return tuple(one if one.kind == "source" else _one(one, at_home, spoken, general) for one in signals)


def article(id: str) -> str:
    """Return the id of the (innermost) article that holds *id*, or its first segment."""
    parts = id.split("/")
    inner = max((place for place, part in enumerate(parts) if part.startswith("pasal-")), default=0)
    return "/".join(parts[: inner + 1])


def _under_funding(regulation: Regulation, id: str) -> bool:
    """Whether the article of *id* stands below a heading that speaks of funding."""
    holder = regulation.get(article(id))
    return holder is not None and pattern("source", "heading").search(holder.heading) is not None


def _one(signal: Signal, at_home: dict[str, str], spoken: dict[str, str], general: str) -> Signal:
    place = article(signal.provision)
    if place in at_home:
        return replace(signal, sourced=at_home[place], scope="pasal")
    if place in spoken:
        return replace(signal, sourced=spoken[place], scope="rujukan")
    return replace(signal, sourced=general, scope="umum") if general else signal


def _articles(regulation: Regulation, id: str) -> Iterable[str]:
    """Return the articles that provision *id*, or the words above it, refer to."""
    found: dict[str, None] = {}
    known = places(regulation)
    order = [one.id for one in regulation.articles()]
    above = id
    while above:
        provision = regulation.get(above)
        before = ""
        for reference in find(provision.text) if provision else ():
            named = known.resolve(reference, above)
            if named is None:
                before = ""
                continue
            place = article(named)
            if reference.through and before in order and place in order:
                found.update(dict.fromkeys(order[order.index(before) : order.index(place)]))
            found[place] = None
            before = place
        above = ids.parent(above)
    return tuple(found)
