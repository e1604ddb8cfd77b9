"""The list of remarks and the next draft → what became of each proposal: :class:`FollowUp`.

This stands above :mod:`.review`, as :mod:`.inventory` does: the list names provisions of its own draft, the comparison
tells where they went, and the room that compares judges the words.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from pkpu_review.errors import CannotRead, PkpuError
from pkpu_review.model import Comparison, Dim, Provision, Reading
from pkpu_review.model.adoption import Adoption, Asked, Fate, Fated, FollowUp
from pkpu_review.review import AS_USUAL, Draft, comparison

if TYPE_CHECKING:
    from pkpu_review.compare.proposals.plain import Moved
    from pkpu_review.compare.proposals.wishes import Asking
    from pkpu_review.model.remarks import Entry, Said

MOST_BYTES = 200_000_000
"""Bytes of a list as ``collect`` wrote it."""
REWRITTEN = 0.5
"""Share of words that a wording has in common with one part of a provision, to be another wording of that part."""
MERGED = 0.7
"""Share of the stems of each of two provisions that one has, to be the two put together."""
_PARAGRAPH = re.compile(r"(?:^|[.;])\s*\(\d{1,2}[a-z]?\)\s", re.MULTILINE)
"""The label of an ayat that a proposal writes out."""


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


@dataclass(frozen=True, slots=True)
class _Found:
    """What a proposal is *about* (id in the draft), the words *before* and *now*, the *places* of these, its fate.

    In *now* the references have their numbers of before, that a new number alone is no answer to a proposal.
    """

    about: str
    before: str
    now: str
    places: tuple[str, ...]
    told: Fated


class _Following:
    """Follows proposals through one comparison."""

    def __init__(self, found: Comparison) -> None:
        from pkpu_review.compare.proposals.places import Places

        self.comparison = found
        self.places = Places(found)

    def one(self, entry: Entry, said: Said) -> Adoption:
        """Return what became of the proposal of *said*, which was made on *entry*."""
        from pkpu_review.compare.edits import edits
        from pkpu_review.compare.proposals.dated import dated
        from pkpu_review.compare.proposals.wishes import at_once, orders

        remark, draft = said.remarks[0], self.comparison.old
        unit = None if remark.old else draft.get(remark.provision)
        if unit is None:  # it stands in the older version alone: what is proposed is new to the draft
            found = _Found("", entry.text, "", (), self._anew(said.usulan, entry.text, "", None))
        else:
            each = self._by_days(unit, said.usulan) or self._by_section(unit, said.usulan)
            if not each:
                before = self.places.text(draft, unit)
                steps = orders(dated(unit.cells, said.usulan), before)
                if wanted := at_once(steps, before):
                    each = [self._together(unit, wanted)]
                else:
                    each = [self._judged(unit, step, alone=len(steps) == 1) for step in steps]
            found = each[0] if len(each) == 1 else self._joined(unit, each)
        told = found.told
        now = self.places.stand((told.elsewhere,) if told.elsewhere else found.places)
        return Adoption(
            entry=entry,
            said=said,
            fate=told.fate,
            wish=told.wish,
            asked=told.asked,
            before=found.before,
            now=now,
            place=told.elsewhere or next(iter(found.places), ""),
            about=found.about,
            more=told.more,
            elsewhere=told.elsewhere,
            edits=edits(found.before.split(), now.split()) if now and not told.elsewhere else (),
        )

    def _together(self, unit: Provision, wanted: Asking) -> _Found:
        """Return what became of several orders on *unit*, which together ask for what is *wanted*."""
        from pkpu_review.compare.proposals.adoption import fate

        before, places = self.places.text(self.comparison.old, unit), self.places.of(unit, wanted.text, likely=True)
        now = " ".join(map(self.places.now, places))
        return _Found(
            unit.id,
            before,
            now,
            tuple(places),
            fate("", before, now, not places, wanted=wanted, stands=self.places.stand(places)),
        )

    def _by_days(self, unit: Provision, proposal: str) -> list[_Found]:
        """Return what became of the days that *proposal* asks for, if *unit* is a row of a schedule."""
        from pkpu_review.compare.proposals.dated import scheduled

        places = self.places.of(unit, "") if unit.cells else []
        row = self.comparison.new.get(places[0]) if places else None
        told = scheduled(unit.cells, row.cells, proposal) if row else None
        if told is None:
            return []
        before, now = self.places.text(self.comparison.old, unit), " ".join(map(self.places.now, places))
        return [_Found(unit.id, before, now, tuple(places), told)]

    def _by_section(self, unit: Provision, proposal: str) -> list[_Found]:
        """Return what became of what *proposal* says on several ayat of the article of *unit*; nothing where it does
        not."""
        from pkpu_review.compare.proposals.sections import sections
        from pkpu_review.compare.proposals.wishes import is_said

        draft = self.comparison.old
        article = draft.get(unit.id.split("/")[0]) or unit
        ayat = {one.id.rpartition("/ayat-")[2]: one for one in article.children if "/ayat-" in one.id}
        told = {label: self.places.text(draft, one) for label, one in ayat.items()}
        found = sections(proposal, list(told.items()))
        each = [
            self._judged(ayat[label], text)
            if label in ayat
            else self._judged(article, f"Ditambahkan ayat baru: {text}")
            for label, text in found
            if not is_said(text, told.get(label, ""))
        ]
        return each or [self._judged(ayat[label], text) for label, text in found]

    def _judged(self, unit: Provision, proposal: str, alone: bool = True) -> _Found:
        """Return what became of one *proposal* on *unit*, or on a part of it; it is not *alone* beside others on it."""
        from pkpu_review.compare.proposals.adoption import fate
        from pkpu_review.compare.proposals.plain import divided, merged, moved
        from pkpu_review.compare.proposals.wishes import asked, is_said, scope

        draft = self.comparison.old
        if is_said(proposal, " ".join(map(self.places.now, places := self.places.of(unit, "")))):
            before, now = self.places.text(draft, unit), " ".join(map(self.places.now, places))
            return _Found(unit.id, before, now, tuple(places), fate(proposal, before, now))
        if put := moved(proposal):
            return self._moved(next(iter(self.places.items(unit, [scope(proposal)])), unit), put)
        if divided(proposal):
            return self._divided(next(iter(self.places.items(unit, [scope(proposal)])), unit))
        if (both := merged(proposal)) and len(two := self.places.items(draft[unit.id.split("/")[0]], both)) == len(
            both
        ):
            return self._merged(unit, two)
        wanted = asked(proposal, self.places.text(draft, unit))
        if not wanted.items and (named := self.places.items(unit, [scope(proposal)])):
            unit = named[0]
            wanted = asked(proposal, self.places.text(draft, unit))
        single = wanted.kind == "wording" and len(_PARAGRAPH.findall(proposal)) < 2
        if single and (part := self._rewritten(unit, asked(proposal, "").text)):
            unit = part
            wanted = asked(proposal, self.places.text(draft, unit))
        unit = self._meant(unit, proposal, wanted)
        before = self.places.text(draft, unit)
        places = self.places.of(unit, wanted.text, wanted.kind not in ("remove", "keep"))
        now, place = " ".join(self.places.now(id) for id in places), places[0] if places else ""
        parts = self.places.items(unit, wanted.items)
        if not parts and not any(f"/{unit.id}".endswith(f"/{end}") for end in wanted.items):  # it names another part
            parts = self.places.items(draft[unit.id.split("/")[0]], wanted.items)
        told = (
            self._gone(parts)
            if parts
            else fate(proposal, before, now, not places, alone, stands=self.places.stand(places))
        )
        if told.wish == "new" or (told.fate == "not" and told.wish in ("wording", "insert")):
            other = self._anew(proposal, before, now, unit, place)
            if told.wish == "new" or other.fate == "wholly":
                told = other
        return _Found(unit.id, before, now, tuple(places), told)

    def _moved(self, unit: Provision, put: Moved) -> _Found:
        """Return what became of the wish that *unit* should stand elsewhere."""
        places = self.places.of(unit, "")
        end = f"/{put.end}/" if put.end else "/"
        there = any(put.pasal in ("", place.split("/")[0]) and f"/{place}/".endswith(end) for place in places)
        return self._arranged(unit, places, "wholly" if there else "not")

    def _merged(self, unit: Provision, two: Sequence[Provision]) -> _Found:
        """Return what became of the wish that *two* provisions should be one."""
        from pkpu_review.compare.proposals.adoption import counted

        places = list(dict.fromkeys(place for one in two for place in self.places.of(one, "")))
        each = [counted(self.places.text(self.comparison.old, one)).keys() for one in two]
        said = {place: counted(self.places.now(place)).keys() for place in places}
        one = [id for id in places if all(len(stems & said[id]) >= MERGED * len(stems) for stems in each)]
        return self._arranged(unit, one[:1] or places, "wholly" if one else "not")

    def _divided(self, unit: Provision) -> _Found:
        """Return what became of the wish that *unit* should be several provisions, which share what it says."""
        from pkpu_review.compare.proposals.adoption import counted

        places, parts = self.places.divided(unit)
        whole = counted(self.places.text(self.comparison.old, unit)).keys()
        shares = [whole & counted(text).keys() for text in parts]
        said = set().union(*shares)
        there = sum(len(one) > 1 for one in shares) > 1 and all(len(one) < len(said) for one in shares)
        return self._arranged(unit, places, "wholly" if there and len(said) >= MERGED * len(whole) else "not")

    def _arranged(self, unit: Provision, places: Sequence[str], fate: Fate) -> _Found:
        before, now = self.places.text(self.comparison.old, unit), " ".join(map(self.places.now, places))
        told = Fated(fate, "wording", (Asked(before, before, now, fate),))
        return _Found(unit.id, before, now, tuple(places), told)

    def _anew(self, proposal: str, before: str, now: str, unit: Provision | None, place: str = "") -> Fated:
        from pkpu_review.compare.proposals.anew import anew

        return anew(proposal, before, self.places.candidates(place, unit), now)

    def _joined(self, unit: Provision, each: Sequence[_Found]) -> _Found:
        """Return what became of a proposal of several orders on *unit*, from what became of each."""
        from pkpu_review.compare.proposals.adoption import together

        draft = self.comparison.old
        if any(not f"{one.about}/".startswith(f"{unit.id}/") for one in each):
            unit = draft.get(unit.id.split("/")[0]) or unit  # some are on other parts of its article
        told = [one.told for one in each]
        wishes = {one.wish for one in told}
        there = [id for one in each for id in (*one.places, one.told.elsewhere) if id]
        places: list[str] = []
        for id in (*self.places.whole(unit), *there):
            if not any(f"{id}/".startswith(f"{place}/") for place in places):
                places.append(id)
        return _Found(
            unit.id,
            self.places.text(draft, unit),
            " ".join(self.places.now(id) for id in places),
            tuple(places),
            Fated(
                together([one.fate for one in told]),
                told[0].wish if len(wishes) == 1 else "wording",
                tuple(asked for one in told for asked in one.asked),
                any(one.more for one in told),
            ),
        )

    def _rewritten(self, unit: Provision, wording: str) -> Provision | None:
        """Return the part of *unit* that *wording* is another wording of, where it is likelier than the whole.

        It is asked before the words are looked for in the whole: there they may begin in the paragraph before.
        """
        from pkpu_review.compare.proposals.adoption import common, words

        new, members = words(wording), list(unit.walk())
        shares = [common(words(self.places.text(self.comparison.old, one)), new) for one in members]
        best = max(range(len(members)), key=shares.__getitem__)  # the first of equals
        return members[best] if best and shares[best] >= REWRITTEN else None

    def _meant(self, unit: Provision, proposal: str, wanted: Asking) -> Provision:
        """Return the part of *unit* that the *proposal* is about: of a wording the one whose words are likest; of
        instructions the smallest one that has all the words that they name; else the whole."""
        from pkpu_review.compare.proposals.adoption import common, words
        from pkpu_review.compare.proposals.wishes import flat, instructions

        if wanted.kind in ("new", "keep", "remove"):
            return unit
        draft = self.comparison.old
        many = wanted.kind == "wording" and len(_PARAGRAPH.findall(proposal)) > 1
        members = [one for one in unit.walk() if not many or len(one.children) > 1] or [unit]
        steps = list(instructions(flat(proposal), self.places.text(draft, unit)))
        if steps and steps[0][0] != "wording":
            named = [" ".join(word.key for word in words(old)) for _, old, _ in steps if old]
            for one in reversed(members if named else ()):
                there = " ".join(word.key for word in words(self.places.text(draft, one)))
                if all(f" {old} " in f" {there} " for old in named):
                    return one
            return unit
        new = words(wanted.text)
        return max(members, key=lambda one: common(words(self.places.text(draft, one)), new))  # the first of equals

    def _gone(self, parts: Sequence[Provision]) -> Fated:
        """Return what became of the wish that *parts* should go."""
        from pkpu_review.compare.proposals.adoption import fate, together

        told: list[Asked] = []
        for one in parts:
            places = self.places.of(one, "")
            told += fate(
                "dihapus",
                self.places.text(self.comparison.old, one),
                " ".join(map(self.places.now, places)),
                not places,
            ).asked
        return Fated(together([one.fate for one in told]), "remove", tuple(told))
