"""Flags → the divisions of a row: those of its provisions, and those that what stands above it brings along.

A row may show less than an article (one huruf) or all of it. A division that an article concerns must
not miss a change inside it because only the article, or the opening words of an ayat, named its task:
so what holds a provision speaks for it too: by its own opening words, by evidence that stands in the
provision itself, or where nothing below it says more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pkpu_review import ids
from pkpu_review.model import Flag, Flags, Provision
from pkpu_review.report.printable import printable
from pkpu_review.report.sheet import Concern

REASONS = 2
"""Reasons given for one division on one row."""
FROM = ", dari "
"""Stands between a reason and the place that it was handed down from."""

SIGNED = "Ditetapkan di "
"""How the lines begin that say where and when an annex was signed."""


class Concerns:
    """Looks up the divisions of rows in the flags of one regulation."""

    def __init__(self, flags: Flags) -> None:
        self.flags = flags
        self.names = {division.id: printable(division.short or division.name) for division in flags.divisions}
        self.told_below: dict[str, frozenset[str]] = {}

    def of(self, provision: Provision, whole: bool) -> tuple[Concern, ...]:
        """Return the divisions of a row that shows *provision*, alone or (*whole*) with all that is below it."""
        shown = tuple(provision.walk() if whole else (provision,))
        work = _by_division(self._flags(provision, shown, also=False))
        second = _by_division(self._flags(provision, shown, also=True))
        return tuple(
            Concern(name, self.names.get(name, printable(name)), self.reasons(found, shown), also)
            for told, also in ((work, False), (second, True))
            for name, found in told.items()
            if not (also and name in work)
        )

    def reasons(self, found: Sequence[Flag], shown: Sequence[Provision]) -> tuple[str, ...]:
        """Return what *found*, the flags of one division, rest on: what stands in the row itself before what stands
        elsewhere, which says where; a heading, which stands above the rows anyway, only where nothing else does."""
        ids_shown = {member.id for member in shown}
        own = [flag for flag in found if flag.provision in ids_shown]
        told: dict[str, str] = {}
        headings: dict[str, str] = {}
        for flag in (*own, *(flag for flag in found if flag not in own)):
            for one in flag.evidence:
                if not one.reason:
                    continue
                plain = printable(one.reason)
                bare, _, place = plain.partition(FROM)
                if not place and one.where != "judul":
                    stands = flag.provision if one.where == "teks" else one.where
                    there = self.flags.regulation.get(stands)
                    if stands not in ids_shown and there is not None:
                        plain = f"{bare}{FROM}{printable(there.citation)}"
                (headings if one.where == "judul" else told).setdefault(bare.casefold(), plain)
            if told and flag in own:
                break
        if not told and not headings:
            return self._below(found)
        return tuple((told or headings).values())[:REASONS]

    def _below(self, found: Sequence[Flag]) -> tuple[str, ...]:
        """Return the reasons of the provisions below, for a flag that only hands on what a heading there says."""
        for flag in found:
            holder = self.flags.regulation.get(flag.provision)
            for member in list(holder.walk())[1:] if holder else ():
                inner = [one for one in self._look_up(member.id, flag.also) if one.division == flag.division]
                if told := self.reasons(inner, (member,)) if inner else ():
                    return tuple(f"{one.partition(FROM)[0]}{FROM}{printable(member.citation)}" for one in told)
        return ()

    def _look_up(self, id: str, also: bool) -> tuple[Flag, ...]:
        return self.flags.also(id) if also else self.flags.of(id)

    def _flags(self, provision: Provision, members: Sequence[Provision], also: bool) -> Iterator[Flag]:
        alone = also and len(members) == 1 and bool(provision.children)
        for member in members:
            for flag in self._look_up(member.id, also):
                if not alone or any(one.where in ("teks", "judul") for one in flag.evidence):
                    yield flag  # else it rests on what stands in rows below, which say so themselves
        if provision.kind == "penutup" or provision.lead.startswith(SIGNED):
            return  # who signs an annex, and where: no one's work
        shown = {member.id for member in members}
        above = ids.parent(provision.id)
        while above:
            outer = self.flags.regulation.get(above)
            if outer is not None:
                for flag in self._look_up(above, also):
                    opening = any(e.where == "teks" and e.end <= len(outer.lead) for e in flag.evidence)
                    here = any(e.where in shown for e in flag.evidence)
                    if opening or here or flag.division not in self._told(outer):
                        yield flag
            above = ids.parent(above)

    def _told(self, outer: Provision) -> frozenset[str]:
        """Return the divisions that some provision below *outer* names itself, if only at second hand: where they are
        meant, its own words say."""
        if outer.id not in self.told_below:
            below = list(outer.walk())[1:]
            named = (f for p in below for f in (*self.flags.of(p.id), *self.flags.also(p.id)))
            self.told_below[outer.id] = frozenset(f.division for f in named)
        return self.told_below[outer.id]


def _by_division(flags: Iterable[Flag]) -> dict[str, list[Flag]]:
    """Return the flags of each division, the strongest first, and the divisions by their strongest."""
    found: dict[str, list[Flag]] = {}
    for flag in sorted(flags, key=lambda flag: -flag.score):
        found.setdefault(flag.division, []).append(flag)
    return found
