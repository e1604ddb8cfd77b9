"""The id of a provision, and the provisions before it → what it usually looks like without its words.

So that of a version that is stored beside its words only what is unusual need be written down. Another rule is
another form of what is stored: it asks for a new version of its schema.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pkpu_review.model.patch import HEADINGS, Place

LONGEST_LABEL = 80
"""Characters of a label that the next one follows; a long one would be repeated as often as it has siblings."""


class Usual:
    """What a provision usually looks like, by its id and by those before it in the order of the version.

    It stands one level below the provision that its id names above it; an article below the headings that are open;
    all others outermost. Its label is that of the sibling before it, of the same kind, with its own number; the
    first one's as most laws print it. Below a heading it has that heading, elsewhere none. A row of a table has its
    cells in its words.
    """

    def __init__(self) -> None:
        self._path: list[Place] = []
        """The last place, below those in which it stands."""

    def take(self, place: Place) -> None:
        """Go on behind *place*."""
        self._path[place.depth :] = [place]

    def __len__(self) -> int:
        """Return how deep the next place may stand at most."""
        return len(self._path)

    def place(self, id: str) -> Place:
        """Return the usual place with *id*."""
        parent, _, segment = id.rpartition("/")
        kind, number = _segment(segment)
        depth = self._depth(parent, kind)
        label = ""
        if depth < len(self._path) and self._path[depth].kind == kind:
            before = self._path[depth]
            label = _next(before.label, _segment(before.id.rpartition("/")[2])[1], number)
        under = self._path[depth - 1] if depth else None
        heading = None if under is not None and under.kind in HEADINGS else ""
        cells = None if kind == "baris" else ()
        return Place(id, kind, label or _first(kind, number), depth, heading, cells=cells)

    def _depth(self, parent: str, kind: str) -> int:
        if parent:
            for place in reversed(self._path):
                if place.id == parent:
                    return place.depth + 1
            return 0
        if kind != "pasal":
            return 0
        return next((place.depth for place in self._path if place.kind not in HEADINGS), len(self._path))


_TOKEN = re.compile(r"[0-9A-Za-z]+")
_LABELS = {
    "pasal": "Pasal {}",
    "ayat": "({})",
    "huruf": "{}.",
    "angka": "{}.",
    "buku": "BUKU {}",
    "bab": "BAB {}",
    "bagian": "Bagian {}",
    "paragraf": "Paragraf {}",
    "lampiran": "LAMPIRAN {}",
    "menimbang": "Menimbang:",
    "mengingat": "Mengingat:",
    "memutuskan": "MEMUTUSKAN:",
    "menetapkan": "Menetapkan:",
}
"""How most laws print a label."""


@lru_cache(maxsize=4096)
def _segment(segment: str) -> tuple[str, str]:
    """Return kind and number of a segment: ``ayat-2~3`` is ayat, 2."""
    kind, _, number = segment.partition("~")[0].partition("-")
    return kind, number


@lru_cache(maxsize=4096)
def _next(label: str, known: str, number: str) -> str:
    """Return *label*, which bears the number *known*, with *number* in its place; empty where it does not bear it."""
    if len(label) > LONGEST_LABEL:
        return ""
    for token in reversed(list(_TOKEN.finditer(label))):
        if token[0].lower() == known:
            own = number.upper() if token[0].isupper() else number.title() if token[0].istitle() else number
            return f"{label[: token.start()]}{own}{label[token.end() :]}"
    return ""


@lru_cache(maxsize=4096)
def _first(kind: str, number: str) -> str:
    """Return the label as most laws print it."""
    if kind in ("bagian", "paragraf") and len(number) > 1:
        number = number.replace("-", " ").title()
    elif kind not in ("ayat", "huruf", "angka"):
        number = number.upper()
    return _LABELS.get(kind, "").format(number).strip()
