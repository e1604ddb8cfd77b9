"""What a reader asks to see of a comparison → the rows that answer it.

A row is asked for by what it tells (:data:`KINDS`), by the place where it stands (an article with everything below
it, by its number in either version), or by the division that it concerns. Several kinds, or several places, widen
the choice; kinds, places and a division together narrow it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pkpu_review import ids
from pkpu_review.errors import PkpuError
from pkpu_review.model import Change, Comparison, Flags, Provision, Regulation
from pkpu_review.report.sheets.concerns import Concerns

KINDS = ("substantive", "reference", "editorial", "added", "removed", "renumbered", "moved", "split", "merged")
"""What rows can be asked for by: the kind of change of their words, or what became of their place."""
_KIND = (
    "pasal|ayat|huruf|angka|butir|bab|bagian|paragraf|buku|lampiran|menimbang|mengingat|memperhatikan|memutuskan"
    "|menetapkan|diktum|judul|penutup|penjelasan|umum|tabel|baris"
)
_STEP = re.compile(
    rf"(?P<kind>{_KIND})\b[\s-]*(?P<number>(?!(?:{_KIND})\b)\(?[0-9a-z]+(?:[ -]belas\b|[ -]puluh\b(?: [a-z]+)?)?\)?)?"
    r"|(?P<bare>\(?\d+[a-z]?\)?)"
)


SHOWN = 5
"""Provisions that are named where words may mean several."""


class UnknownPlace(PkpuError):
    """What was asked for by its place stands in neither version, or names no place at all."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for; empty asks for everything.

    Attributes:
        only: some of :data:`KINDS`.
        places: provisions as people write them: ``5``, ``Pasal 5 ayat (2)``, ``BAB II``, ``lampiran``, or an id.
        division: id of a division in the line-up of *flags*.
        flags: those of the old and the new version, where a division is asked for.
    """

    only: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    division: str = ""
    flags: tuple[Flags, Flags] | None = None

    def __bool__(self) -> bool:
        """Whether anything is left out."""
        return bool(self.only or self.places or self.division)

    def rows(self, comparison: Comparison) -> tuple[Change, ...]:
        """Return the rows of *comparison* that are asked for, in its order.

        Raises:
            UnknownPlace: a place stands in neither version.
        """
        rows: Iterable[Change] = comparison.rows
        if self.only:
            rows = [row for row in rows if row.change in self.only or row.relation in self.only]
        if self.places:
            old, new = _under(self.places, comparison.old, comparison.new)
            rows = [row for row in rows if row.old in old or row.new in new]
        if self.division and self.flags:
            sides = tuple(_concerned(self.division, flags) for flags in self.flags)
            rows = [row for row in rows if row.old in sides[0] or row.new in sides[1]]
        return tuple(rows)

    def record(self, comparison: Comparison, whole: dict[str, Any]) -> dict[str, Any]:
        """Return *whole*, the record of *comparison*, with the rows that are asked for, and what that was.

        What is left of it does not make one version of the other any more; ``filter`` says so to a program.
        """
        if not self:
            return whole
        kept = {id(row) for row in self.rows(comparison)}
        rows = [told for row, told in zip(comparison.rows, whole["rows"], strict=True) if id(row) in kept]
        asked: dict[str, Any] = {"only": list(self.only), "article": list(self.places)}
        if self.flags:
            asked |= {"division": self.division, "line_up": self.flags[1].line_up}
        found = {"filter": {**asked, "rows": len(rows), "of": len(comparison.rows)}, "rows": rows}
        return {"schema": whole["schema"], **found} | {key: value for key, value in whole.items() if key not in found}


def _concerned(division: str, flags: Flags) -> frozenset[str]:
    """Return the ids of the provisions that give *division* work."""
    concerns = Concerns(flags)
    found = set()
    for provision in flags.regulation.walk():
        if any(one.division == division and not one.also for one in concerns.of(provision, whole=False)):
            found.add(provision.id)
    return frozenset(found)


def _under(places: Iterable[str], old: Regulation, new: Regulation) -> tuple[set[str], set[str]]:
    """Return the ids, in either version, of what stands at *places* and below."""
    found: tuple[set[str], set[str]] = set(), set()
    for place in places:
        steps = place_of(place)
        held = False
        for regulation, ids_of in zip((old, new), found, strict=True):
            for provision in regulation.walk():
                if _is_at(provision, steps):
                    ids_of.update(one.id for one in provision.walk())
                    held = True
        if not held:
            raise UnknownPlace(f"'{place}' tidak ditemukan dalam naskah lama maupun naskah baru.")
    return found


def place_of(words: str) -> tuple[str, ...]:
    """Return the segments of an id that *words* name: ``5A ayat (2)`` is ``pasal-5a``, ``ayat-2``.

    A number alone is that of an article. A kind without a number (``lampiran``) stands for each of its kind.

    Raises:
        UnknownPlace: *words* name no place.
    """
    text = " ".join(words.lower().replace("/", " ").split())
    steps: list[str] = []
    at = 0
    for match in _STEP.finditer(text):
        if text[at : match.start()].strip():
            break
        at = match.end()
        kind, number = (
            (match["kind"], match["number"]) if match["kind"] else ("pasal" if not steps else "", match["bare"])
        )
        if not kind:
            break
        steps.append(ids.segment(kind, number or ""))
    else:
        if steps and not text[at:].strip():
            return tuple(steps)
    raise UnknownPlace(
        f'\'{words}\' bukan penunjuk ketentuan. Contoh: 5, 5A, "5 ayat 2", "BAB II", lampiran, menimbang.'
    )


def named(regulation: Regulation, words: str) -> Provision:
    """Return the one provision of *regulation* that *words* name: by its id, or as people cite it.

    The body comes before its elucidation, and what stands higher before what stands lower.

    Raises:
        UnknownPlace: they name none, or several.
    """
    exact = regulation.get("/".join(words.strip().lower().split("/")))
    if exact is not None:
        return exact
    steps = place_of(words)
    found = [one for one in regulation.walk() if _is_at(one, steps)]
    body = [one for one in found if not one.id.startswith("penjelasan/")] or found
    highest = min((one.id.count("/") for one in body), default=0)
    best = [one for one in body if one.id.count("/") == highest]
    if not best:
        raise UnknownPlace(f"'{words}' tidak ditemukan dalam {regulation.source.name}.")
    if len(best) > 1:
        told = ", ".join(one.id for one in best[:SHOWN]) + (", ..." if len(best) > SHOWN else "")
        raise UnknownPlace(f"'{words}' dapat berarti {len(best)} ketentuan; sebutkan salah satu id: {told}.")
    return best[0]


def _is_at(provision: Provision, steps: tuple[str, ...]) -> bool:
    """Whether the id of *provision* ends with *steps*; what was printed twice counts each time."""
    segments = [segment.partition("~")[0] for segment in provision.id.split("/")[-len(steps) :]]
    if len(segments) != len(steps):
        return False
    return all(
        segment == step or ("-" not in step and segment.partition("-")[0] == step)
        for segment, step in zip(segments, steps, strict=True)
    )
