"""A comparison → where the provisions of a draft went, and what the next one says there, for proposals on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from pkpu_review import ids
from pkpu_review.compare.edits import edits
from pkpu_review.compare.proposals.adoption import alike
from pkpu_review.model import Comparison, Provision, Regulation

MOST_CANDIDATES = 20_000
"""Provisions of the next draft that are looked at for one that the draft does not have."""
WRITTEN_ANEW = 0.5
"""Share of words that a new provision has in common with one that is gone, to be that one in other words."""
_SKIPPED = frozenset(["penjelasan", "bab", "bagian", "paragraf", "buku", "lampiran", "tabel"])
"""Kinds that say nothing of their own: headings, and what holds rows."""


class Places:
    """Where the provisions of the draft went, in one comparison.

    Attributes:
        became: id in the draft → ids of what it became.
        fresh: ids in the next draft of what the draft does not have.
    """

    def __init__(self, found: Comparison) -> None:
        self.comparison = found
        self.became: dict[str, list[str]] = {}
        for row in found.rows:
            if row.old and row.new:
                self.became.setdefault(row.old, []).append(row.new)
        self._came: dict[str, list[tuple[str, str]]] = {}
        self.fresh = {row.new for row in found.rows if row.new and row.old is None}

    def whole(self, unit: Provision) -> list[str]:
        """Return the ids of all that *unit* became: none inside another."""
        there = self.became.get(unit.id, [])
        return [id for id in there if not any(id.startswith(f"{other}/") for other in there)]

    def of(self, unit: Provision, wanted: str, likely: bool = False) -> list[str]:
        """Return the ids of what *unit* became; where it was put together with others, the part that is likest.

        Where it is gone, and what is *likely* will do: the provision that speaks of the same among the new ones, and in
        what became of its article.
        """
        new = self.comparison.new
        there = self.whole(unit)
        texts = self.text(self.comparison.old, unit), wanted
        if not there and likely:
            article = self.became.get(unit.id.split("/")[0], [])
            beside = [
                one
                for one in new.walk()
                if (one.id in self.fresh or one.id.split("/")[0] in article) and one.kind not in _SKIPPED
            ]
            likest = max(beside, key=lambda one: alike(self.text(new, one), *texts), default=None)
            if likest and alike(self.text(new, likest), *texts) >= WRITTEN_ANEW:
                above = new.get(ids.parent(likest.id))
                whole = above and not unit.children and above.id in self.fresh and above.kind == unit.kind
                return [above.id if above and whole else likest.id]
        if len(there) == 1 and (whole := new.get(there[0])):
            above = new.get(ids.parent(whole.id))
            for one in (above, whole):
                if likely and one and one.kind == unit.kind and self._alone(unit, one):
                    return [one.id]  # it was divided
            return [max(whole.walk(), key=lambda one: alike(self.text(new, one), *texts)).id]
        return there

    def divided(self, unit: Provision) -> tuple[list[str], list[str]]:
        """Return the ids of what *unit* became, and the words of each part of that: of several provisions, or of those
        below the one, or of those that are new beside it."""
        new = self.comparison.new
        places = self.of(unit, "", likely=True)
        if len(places) == 1 and len(new[places[0]].children) > len(unit.children):
            return places, [self.text(new, one) for one in new[places[0]].children]
        if len(places) == 1 and (above := new.get(ids.parent(places[0]))):
            places += [one.id for one in above.children if one.id in self.fresh and one.id not in places]
        return places, [self.now(id) for id in places]

    def _alone(self, unit: Provision, whole: Provision) -> bool:
        """Whether nothing but *unit*, with what stands below it, became *whole*, or a part of it."""
        below = f"{unit.id}/"
        return all(f"{old}/".startswith(below) for one in whole.walk() for old in self._was.get(one.id, ()))

    def items(self, unit: Provision, ends: Sequence[str]) -> list[Provision]:
        """Return the parts of *unit* whose ids end so."""
        return [one for one in unit.walk() if one is not unit and any(one.id.endswith(f"/{end}") for end in ends)]

    def stand(self, places: Sequence[str]) -> str:
        """Return the words of provisions of the next draft, references and all."""
        new = self.comparison.new
        return " ".join(self.text(new, unit, as_before=False) for id in places if (unit := new.get(id)))

    def text(self, version: Regulation, unit: Provision, as_before: bool = True) -> str:
        """Return the words of *unit* with all that stands below it, without labels; of the next draft, references
        with their numbers *as before*, or as they stand."""
        parts: list[str] = []

        def visit(one: Provision) -> None:
            parts.append(self._own(version, one, as_before))
            for child in one.children:
                visit(child)
            if one.children:
                parts.append(one.closing)

        visit(unit)
        return " ".join(" ".join(parts).split())

    def _own(self, version: Regulation, one: Provision, as_before: bool) -> str:
        own = one.lead if one.children else one.text
        return self._as_before(one, own) if as_before and version is self.comparison.new else own

    def now(self, id: str) -> str:
        unit = self.comparison.new.get(id)
        return self.text(self.comparison.new, unit) if unit else ""

    @cached_property
    def _updated(self) -> dict[str, list[tuple[int, int, str]]]:
        """References of the next draft that only follow a renumbering, as the draft would have them."""
        found: dict[str, list[tuple[int, int, str]]] = {}
        for one in self.comparison.references:
            if one.fate == "updated" and one.before:
                whole = ids.cite(one.before)
                for word in ("Pasal", "ayat", "huruf", "angka"):
                    if one.text.startswith(word) and word in whole:
                        found.setdefault(one.provision, []).append((one.start, one.end, whole[whole.index(word) :]))
                        break
        return found

    def _as_before(self, one: Provision, own: str) -> str:
        for start, end, text in sorted(self._updated.get(one.id, ()), reverse=True):
            if end <= len(own):
                own = own[:start] + text + own[end:]
        return own

    @cached_property
    def _was(self) -> dict[str, list[str]]:
        """Return id in the next draft → what became that, as ids of the draft."""
        found: dict[str, list[str]] = {}
        for old, ids_ in self.became.items():
            for id in ids_:
                found.setdefault(id, []).append(old)
        return found

    def candidates(self, near: str, unit: Provision | None) -> list[tuple[str, str]]:
        """Return the provisions of the next draft that a new one may be, those that are new first; then those of the
        same article, each with the words that came to it."""
        article = near.split("/")[0] if near else (unit.id.split("/")[0] if unit else "")
        return [*self._new, *self._came_to(article)][:MOST_CANDIDATES]

    @cached_property
    def _new(self) -> list[tuple[str, str]]:
        """Return the provisions of the next draft that the draft does not have, with their words."""
        new = self.comparison.new
        return [(one.id, self.text(new, one)) for one in new.walk() if one.id in self.fresh and _is_norm(one)]

    def _came_to(self, article: str) -> list[tuple[str, str]]:
        """Return the provisions of an *article* of the next draft that were there before, with the words that came."""
        if article not in self._came:
            self._came[article] = list(self._gained(article))
        return self._came[article]

    def _gained(self, article: str) -> Iterator[tuple[str, str]]:
        new, old = self.comparison.new, self.comparison.old
        whole = new.get(article) if article else None
        for one in whole.walk() if whole else ():
            if one.id in self.fresh or not _is_norm(one):
                continue
            was = old.get(next(iter(self._was.get(one.id, ())), ""))
            before, now = (
                self.text(version, unit).split() if unit else [] for version, unit in ((old, was), (new, one))
            )
            if before != now:
                yield one.id, " ".join(edit.new for edit in edits(before, now) if edit.operation != "equal")


def _is_norm(one: Provision) -> bool:
    """Whether *one* says something of its own: no heading, and no elucidation."""
    return one.kind not in _SKIPPED and one.id.split("/")[0] != "penjelasan"
