"""Regulation → where its defined terms are used: :class:`~pkpu_review.model.explained.Term`.

A term is used where one of its names stands as it is defined, in its letters' case ("Hari" is the defined term, "hari"
the plain word); within a longer defined name ("KPU" in "KPU Provinsi") it is not.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from pkpu_review.lexis.definitions import definitions
from pkpu_review.model import Definition, Regulation
from pkpu_review.model.explained import Term

_SKIPPED = frozenset(["judul", "penutup", "memutuskan", "menetapkan"])


def used(regulation: Regulation, within: Collection[str]) -> tuple[Term, ...]:
    """Return the terms that the provisions *within* use, in the order of their definitions; not those defined there."""
    known = definitions(regulation)
    ours = [one for one in regulation.walk() if one.id in within]
    found = _uses(known, ((one.id, one.text) for one in ours))
    return tuple(
        Term(one, found[place][0], tuple(dict.fromkeys(found[place][1])))
        for place, one in enumerate(known)
        if place in found and one.provision not in within
    )


def defined(regulation: Regulation, within: Collection[str]) -> tuple[Term, ...]:
    """Return the terms that the provisions *within* define, each with the provisions that use it."""
    known = definitions(regulation)
    ours = {place for place, one in enumerate(known) if one.provision in within}
    if not ours:
        return ()
    rest = ((one.id, one.text) for one in regulation.walk() if one.kind not in _SKIPPED)
    found = _uses(known, rest)
    told = []
    for place in sorted(ours):
        one = known[place]
        places = found[place][1] if place in found else []
        told.append(Term(one, names(one)[0], tuple(id for id in dict.fromkeys(places) if id != one.provision)))
    return tuple(told)


def names(definition: Definition) -> tuple[str, ...]:
    """Return the names of a defined term: the one that the regulation uses first, then the whole."""
    return tuple(dict.fromkeys(name for name in (definition.abbreviation, definition.short, definition.term) if name))


def _uses(known: Iterable[Definition], texts: Iterable[tuple[str, str]]) -> dict[int, tuple[str, list[str]]]:
    """Return for the place of a definition the name by which it is used first, and the ids that use it."""
    by_name: dict[str, int] = {}
    for place, one in enumerate(known):
        for name in names(one):
            by_name.setdefault(" ".join(name.split()), place)
    if not by_name:
        return {}
    longest = sorted(by_name, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w/])(?:{'|'.join(map(re.escape, longest))})(?![\w/])")
    found: dict[int, tuple[str, list[str]]] = {}
    for id, text in texts:
        for match in pattern.finditer(text):
            found.setdefault(by_name[match[0]], (match[0], []))[1].append(id)
    return found
