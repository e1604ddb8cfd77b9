"""The list of remarks and the next draft → what became of each proposal: :class:`FollowUp`.

This stands above :mod:`.review`, as :mod:`.inventory` does: the list names provisions of its own draft, the comparison
tells where they went, and the room that compares judges the words.
"""

from __future__ import annotations

import os
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from pkpu_review import ids
from pkpu_review.errors import CannotRead, PkpuError
from pkpu_review.model import Comparison, Dim, Provision, Reading, Regulation
from pkpu_review.model.adoption import Adoption, Fated, FollowUp
from pkpu_review.review import AS_USUAL, Draft, comparison

if TYPE_CHECKING:
    from pkpu_review.model.remarks import Entry, Said

MOST_BYTES = 200_000_000
"""Bytes of a list as ``collect`` wrote it."""
MOST_CANDIDATES = 20_000
"""Provisions of the next draft that are looked at for one that the draft does not have."""
_SKIPPED = frozenset(["penjelasan", "bab", "bagian", "paragraf", "buku"])


def follow(dim: str | PathLike[str] | Dim, next: Draft, reading: Reading = AS_USUAL) -> FollowUp:
    """Return what *next*, the next draft, made of every proposal of *dim*.

    Args:
        dim: what ``collect`` returned, the ``dim.json`` that it wrote, or the folder in which that stands.

    Raises:
        CannotRead: a file cannot be used.
    """
    known = dim if isinstance(dim, Dim) else read(dim)
    made = _Following(comparison(known.draft, next, reading))
    adoptions = (made.one(entry, said) for entry in known.entries for said in entry.said if said.usulan)
    return FollowUp(known, made.comparison, tuple(adoptions))


def read(path: str | PathLike[str]) -> Dim:
    """Return the list in the file *path*, or in ``dim.json`` in the folder *path*.

    Raises:
        CannotRead: there is no such file, or it is no list.
    """
    where = Path(os.fspath(path))
    if where.is_dir():
        where = where / "dim.json"
    try:
        with where.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise CannotRead(str(where), "berkas tidak ditemukan", "Sebutkan dim.json yang ditulis collect") from None
    except OSError as error:
        raise CannotRead(str(where), f"berkas tidak dapat dibuka ({error.strerror})") from error
    if len(content) > MOST_BYTES:
        raise CannotRead(str(where), f"lebih dari {MOST_BYTES // 1_000_000} MB")
    try:
        return Dim.from_json(content.decode("utf-8"))
    except (UnicodeDecodeError, PkpuError) as error:
        told = str(error) if isinstance(error, PkpuError) else "bukan teks UTF-8"
        raise CannotRead(str(where), f"bukan daftar yang ditulis collect ({told})", "Sebutkan dim.json") from error


class _Following:
    """Follows proposals through one comparison."""

    def __init__(self, found: Comparison) -> None:
        self.comparison = found
        self.became: dict[str, list[str]] = {}
        for row in found.rows:
            if row.old and row.new:
                self.became.setdefault(row.old, []).append(row.new)

    def one(self, entry: Entry, said: Said) -> Adoption:
        """Return what became of the proposal of *said*, which was made on *entry*."""
        from pkpu_review.compare.adoption import anew, fate
        from pkpu_review.compare.edits import edits

        remark = said.remarks[0]
        draft = self.comparison.old
        unit = None if remark.old else draft.get(remark.provision)
        if unit is None:  # it stands in the older version alone: what is proposed is new to the draft
            before, told, place = entry.text, Fated("not", "new"), ""
            now = ""
        else:
            unit = self._meant(unit, said.usulan)
            before = self._text(draft, unit)
            places = self.became.get(unit.id, [])
            now = " ".join(self._now(id) for id in places)
            place = places[0] if places else ""
            told = fate(said.usulan, before, now, gone=not places)
        if told.wish == "new" or (told.fate == "not" and told.wish in ("wording", "insert")):
            other, where = anew(said.usulan, before, self._candidates(place, unit))
            if other.fate != "not" and (told.wish == "new" or other.fate == "wholly"):
                told = other
                now = self._now(where) if where else now
            elif told.wish == "new" and not told.asked:
                told = other
        return Adoption(
            entry=entry,
            said=said,
            fate=told.fate,
            wish=told.wish,
            asked=told.asked,
            before=before,
            now=now,
            place=told.elsewhere or place,
            about=unit.id if unit else "",
            more=told.more,
            elsewhere=told.elsewhere,
            edits=edits(before.split(), now.split()) if now and not told.elsewhere else (),
        )

    def _meant(self, unit: Provision, proposal: str) -> Provision:
        """Return the part of *unit* that the *proposal* is about: the one whose words are likest, the whole where none
        is likelier; of an instruction the smallest one that has the words that it names."""
        from pkpu_review.compare.adoption import common, words
        from pkpu_review.compare.wishes import asked, instruction

        draft = self.comparison.old
        members = list(unit.walk())
        step = instruction(" ".join(proposal.split()))
        if step is not None and step[1]:
            wanted = " ".join(word.key for word in words(step[1]))
            for one in reversed(members):
                if wanted in " ".join(word.key for word in words(self._text(draft, one))):
                    return one
            return unit
        new = words(asked(proposal, self._text(draft, unit)).text)
        best, most = unit, common(words(self._text(draft, unit)), new)
        for one in members[1:]:
            share = common(words(self._text(draft, one)), new)
            if share > most:
                best, most = one, share
        return best

    def _text(self, version: Regulation, unit: Provision) -> str:
        """Return the words of *unit* with all that stands below it, without labels."""
        parts: list[str] = []

        def visit(one: Provision) -> None:
            parts.append(self._own(version, one))
            for child in one.children:
                visit(child)
            if one.children:
                parts.append(one.closing)

        visit(unit)
        return " ".join(" ".join(parts).split())

    def _own(self, version: Regulation, one: Provision) -> str:
        own = one.lead if one.children else one.text
        return self._as_before(one, own) if version is self.comparison.new else own

    def _now(self, id: str) -> str:
        unit = self.comparison.new.get(id)
        return self._text(self.comparison.new, unit) if unit else ""

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

    def _candidates(self, near: str, unit: Provision | None) -> list[tuple[str, str]]:
        """Return the provisions of the next draft that a new one may be: those that are new, then its neighbours."""
        new = self.comparison.new
        fresh = {row.new for row in self.comparison.rows if row.new and row.old is None}
        article = near.split("/")[0] if near else (unit.id.split("/")[0] if unit else "")
        first, second = [], []
        for one in new.walk():
            if one.kind in _SKIPPED or one.id.split("/")[0] == "penjelasan":
                continue
            if one.id in fresh:
                first.append(one)
            elif article and one.id.split("/")[0] == article:
                second.append(one)
        return [(one.id, self._text(new, one)) for one in (*first, *second)[:MOST_CANDIDATES]]
