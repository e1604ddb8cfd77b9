"""References → the provisions that they name: the :class:`Places` of one version.

A place is looked for where the reference stands, then further up, as a reader does: "huruf a" in the same ayat first;
"Paragraf 2" in the same chapter; in an annex, what the annex has, then the body. What an amending regulation quotes
speaks of the law that it amends: there an article is one that some instruction quotes, or one that this document does
not have. Elucidations speak of the article that they explain.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from pkpu_review import ids
from pkpu_review.lexis.references import Reference, Step

_AMENDING = re.compile(r"pasal-(?<![^/]pasal-)[ivxlc]+(?:~\d+)?(?:/|$)")
"""An article with a Roman number stands in an amending regulation alone (UU 12/2011, Lampiran II, butir 77 and 237)."""
_MOST_AYAT = 60
"""Ayat of one article that are searched for a list item whose ayat was not named."""


class Places(Container[str]):
    """Knows the ids of one version.

    Args:
        known: the ids of its provisions.
        heads: for an article or heading, the ids of the headings above it, outermost first.
    """

    def __init__(self, known: Iterable[str], heads: Mapping[str, Sequence[str]] | None = None) -> None:
        self._known = frozenset(known)
        self._heads = heads or {}

    def __contains__(self, id: object) -> bool:
        return id in self._known

    @cached_property
    def annexed(self) -> bool:
        """Whether the version has annexes."""
        return any(id.startswith("lampiran") for id in self._known)

    @cached_property
    def _quoted(self) -> dict[str, list[str]]:
        """Segment of an article → the ids of those that instructions quote."""
        found: dict[str, list[str]] = {}
        for id in sorted(self._known):
            above, _, last = id.rpartition("/")
            if above and last.startswith("pasal-") and not id.startswith("penjelasan/"):
                found.setdefault(last, []).append(id)
        return found

    def resolve(self, reference: Reference, where: str) -> str | None:
        """Return the id that *reference* means in a text at *where*; None for another law's, or where there is none."""
        if reference.foreign:
            return None
        found = self._first(reference.path, where)
        if found is None and reference.carried:
            # "Pasal 7 ayat (4) dan ayat (1)" may also mean ayat (1) of the article in which it stands
            found = self._first(reference.path[reference.carried :], where)
        return found

    def reach(self, reference: Reference, where: str) -> tuple[str | None, tuple[Step, ...]]:
        """Return the id of the deepest place on the reference's path that is known, and the steps beyond it."""
        found = self.resolve(reference, where)
        if found is not None:
            return found, ()
        if not reference.foreign:
            for length in range(len(reference.path) - 1, 0, -1):
                found = self._first(reference.path[:length], where)
                if found is not None:
                    return found, reference.path[length:]
        return None, reference.path

    def _first(self, path: Sequence[Step], where: str) -> str | None:
        return next((id for id in self._candidates(path, where) if id in self._known), None)

    def _candidates(self, path: Sequence[Step], where: str) -> Iterator[str]:
        """Yield the ids that *path* may mean, the likeliest first."""
        steps = "/".join(ids.segment(kind, number) for kind, number in path)
        kind = path[0][0]
        home = where.removeprefix("penjelasan/")
        if home.startswith("lampiran"):
            yield f"{home.partition('/')[0]}/{steps}"
        if kind == "pasal":
            yield from self._articles(path, steps, home)
        elif kind in ("bagian", "paragraf"):
            for head in self._around(home):
                yield f"{head}/{steps}"
        elif kind in ("bab", "buku", "lampiran", "diktum"):
            for head in self._around(home):
                if head.startswith("buku-"):
                    yield f"{head}/{steps}"
            yield steps
            if kind == "bab":
                yield f"lampiran/{steps}"
        else:
            article = _article(home)
            place = home
            while place:
                yield f"{place}/{steps}"
                if place == article:
                    return
                place = ids.parent(place)

    def _articles(self, path: Sequence[Step], steps: str, home: str) -> Iterator[str]:
        above = ids.parent(_article(home))  # a quoted article stands under its instruction
        if above:
            yield f"{above}/{steps}"
        article, _, rest = steps.partition("/")
        if of_base_law(home):
            yield f"{home}/{steps}"
            for quoted in self._quoted.get(article, ()):
                yield f"{quoted}/{rest}" if rest else quoted
        yield steps
        if len(path) > 1 and path[1][0] in ("huruf", "angka"):  # "Pasal 39 huruf a", where only ayat (1) has a list
            ayat = (f"{article}/ayat-{number}" for number in range(1, _MOST_AYAT))
            found = [id for above in ayat if above in self._known and (id := f"{above}/{rest}") in self._known]
            if len(found) == 1:
                yield found[0]

    def _around(self, home: str) -> Iterator[str]:
        """Yield the headings around *home*, the innermost first; *home* itself where it may be one."""
        article = _article(home)
        if article == home or home in self._heads:
            yield home
        if home.startswith("lampiran"):
            place = home
            while place := ids.parent(place):
                yield place
        yield from reversed(self._heads.get(article) or self._heads.get(home, ()))


def of_base_law(where: str) -> bool:
    """Whether what stands at *where* speaks of the law that this one amends."""
    return _AMENDING.search(where) is not None


def _article(id: str) -> str:
    """Return the id of the article that holds *id* (the innermost), or its first segment."""
    start = id.rfind("/pasal-") + 1
    end = id.find("/", start)
    return id[:end] if end >= 0 else id
