"""The words that name who acts → ids of the bodies in ``knowledge/divisions/bodies.toml``.

"KPU, KPU Provinsi, dan KPU Kabupaten/Kota" are three bodies; "anggota KPPS" and "Ketua KPPS" are the KPPS's. The
longest name has the words: "KPU Provinsi" is not also the KPU.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pkpu_review.knowledge import load


@dataclass(frozen=True, slots=True)
class Body:
    """A body that acts: *id*, the *name* that officers know it by, its *group*, and the *names* that texts use."""

    id: str
    name: str
    group: str
    names: tuple[str, ...]


@cache
def bodies() -> tuple[Body, ...]:
    """Return the bodies in the order of the file: organisers first, then those whom they deal with."""
    return tuple(
        Body(one["id"], one["name"], one["group"], (one["name"], *one["names"]))
        for one in load("divisions/bodies.toml")["body"]
    )


@lru_cache(maxsize=4096)
def named(words: str) -> tuple[str, ...]:
    """Return the ids of the bodies that *words* name, each once, in order."""
    names = _names()
    found = [names[" ".join(match[0].casefold().split())] for match in _pattern().finditer(words)]
    return tuple(dict.fromkeys(found))


def known(asked: str) -> str | None:
    """Return the id of the body that *asked* (an id or a name, in any case) means, or None."""
    low = " ".join(asked.casefold().split())
    if low in {one.id for one in bodies()}:
        return low
    return _names().get(low)


def called(id: str) -> str:
    """Return the name of body *id*; the id itself where the file does not have it."""
    return next((one.name for one in bodies() if one.id == id), id)


@cache
def _names() -> dict[str, str]:
    return {name.casefold(): one.id for one in bodies() for name in one.names}


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_names(), key=len, reverse=True)
    written = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    return re.compile(rf"(?<![\w-])(?:{written})(?![\w-])", re.I)
