"""Flags → the divisions of a row: those of its provisions, and those that what stands above it brings along.

A row may show less than an article (one huruf) or all of it. A division that an article concerns must
not miss a change inside it because only the article, or the opening words of an ayat, named its task:
so what holds a provision speaks for it too: by its own opening words, by evidence that stands in the
provision itself, or where nothing below it says more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pkpu_review import ids
from pkpu_review.model import Flag, Flags, Provision
from pkpu_review.report.printable import printable
from pkpu_review.report.sheet import Concern

REASONS = 2
"""Reasons given for one division on one row."""


class Concerns:
    """Looks up the divisions of rows in the flags of one regulation."""

    def __init__(self, flags: Flags) -> None:
        self.flags = flags
        self.names = {division.id: printable(division.short or division.name) for division in flags.divisions}
        self.told_below: dict[tuple[str, bool], frozenset[str]] = {}

    def of(self, provision: Provision, whole: bool) -> tuple[Concern, ...]:
        """Return the divisions of a row that shows *provision*, alone or (*whole*) with all that is below it."""
        work = _strongest(list(self._flags(provision, whole, also=False)))
        taken = {flag.division for flag in work}
        second = [f for f in _strongest(list(self._flags(provision, whole, also=True))) if f.division not in taken]
        return tuple(
            Concern(flag.division, self.names.get(flag.division, printable(flag.division)), _reasons(flag), flag.also)
            for flag in (*work, *second)
        )

    def _look_up(self, id: str, also: bool) -> tuple[Flag, ...]:
        return self.flags.also(id) if also else self.flags.of(id)

    def _flags(self, provision: Provision, whole: bool, also: bool) -> Iterator[Flag]:
        for member in provision.walk() if whole else (provision,):
            yield from self._look_up(member.id, also)
        shown = {member.id for member in (provision.walk() if whole else (provision,))}
        above = ids.parent(provision.id)
        while above:
            outer = self.flags.regulation.get(above)
            if outer is not None:
                for flag in self._look_up(above, also):
                    opening = any(e.where == "teks" and e.end <= len(outer.lead) for e in flag.evidence)
                    here = any(e.where in shown for e in flag.evidence)
                    if opening or here or flag.division not in self._told(outer, also):
                        yield flag
            above = ids.parent(above)

    def _told(self, outer: Provision, also: bool) -> frozenset[str]:
        """Return the divisions that some provision below *outer* names itself: one with work is concerned, too."""
        key = outer.id, also
        if key not in self.told_below:
            below = list(outer.walk())[1:]
            named = (f for p in below for f in (*self.flags.of(p.id), *(self.flags.also(p.id) if also else ())))
            self.told_below[key] = frozenset(f.division for f in named)
        return self.told_below[key]


def _strongest(flags: Sequence[Flag]) -> list[Flag]:
    best: dict[str, Flag] = {}
    for flag in flags:
        held = best.get(flag.division)
        if held is None or flag.score > held.score:
            best[flag.division] = flag
    return sorted(best.values(), key=lambda flag: -flag.score)


def _reasons(flag: Flag) -> tuple[str, ...]:
    """Return what the flag rests on; a heading, which stands above the rows anyway, only where nothing else does.

    The same words are one reason, in whatever letters and from wherever they come.
    """
    told = [e for e in flag.evidence if e.reason]
    below = [e for e in told if e.where != "judul"]
    reasons: dict[tuple[str, str], str] = {}
    for one in below or told:
        reasons.setdefault((one.rule, one.text.casefold()), printable(one.reason))
    return tuple(dict.fromkeys(reasons.values()))[:REASONS]
