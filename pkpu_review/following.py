"""The list of remarks and the next draft → what became of each proposal: :class:`FollowUp`.

This stands above :mod:`.review`, as :mod:`.inventory` does: the list names provisions of its own draft, the comparison
tells where they went, and the room that compares judges the words.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from pkpu_review import ids
from pkpu_review.errors import CannotRead, PkpuError
from pkpu_review.model import Comparison, Dim, Provision, Reading, Regulation
from pkpu_review.model.adoption import Adoption, Asked, Fate, Fated, FollowUp
from pkpu_review.review import AS_USUAL, Draft, comparison

if TYPE_CHECKING:
    from pkpu_review.compare.proposals.plain import Moved
    from pkpu_review.compare.proposals.wishes import Asking
    from pkpu_review.model.remarks import Entry, Said

MOST_BYTES = 200_000_000
"""Bytes of a list as ``collect`` wrote it."""
MOST_CANDIDATES = 20_000
"""Provisions of the next draft that are looked at for one that the draft does not have."""
WRITTEN_ANEW = 0.5
"""Share of words that a new provision has in common with one that is gone, to be that one in other words."""
REWRITTEN = 0.5
"""Share of words that a wording has in common with one part of a provision, to be another wording of that part."""
MERGED = 0.7
"""Share of the stems of each of two provisions that one has, to be the two put together."""
_PARAGRAPH = re.compile(r"(?:^|[.;])\s*\(\d{1,2}[a-z]?\)\s", re.MULTILINE)
"""The label of an ayat that a proposal writes out."""
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
        self.comparison = found
        self.became: dict[str, list[str]] = {}
        for row in found.rows:
            if row.old and row.new:
                self.became.setdefault(row.old, []).append(row.new)
        self._came: dict[str, list[tuple[str, str]]] = {}
        self.fresh = {row.new for row in found.rows if row.new and row.old is None}

    def one(self, entry: Entry, said: Said) -> Adoption:
        """Return what became of the proposal of *said*, which was made on *entry*."""
        from pkpu_review.compare.edits import edits
        from pkpu_review.compare.proposals.dated import dated
        from pkpu_review.compare.proposals.wishes import orders

        remark, draft = said.remarks[0], self.comparison.old
        unit = None if remark.old else draft.get(remark.provision)
        if unit is None:  # it stands in the older version alone: what is proposed is new to the draft
            found = _Found("", entry.text, "", (), self._anew(said.usulan, entry.text, "", None))
        else:
            steps = orders(dated(unit.cells, said.usulan), self._text(draft, unit))
            each = [self._judged(unit, step, alone=len(steps) == 1) for step in steps]
            found = each[0] if len(each) == 1 else self._joined(unit, each)
        told = found.told
        now = " ".join(self._as_it_stands(id) for id in ((told.elsewhere,) if told.elsewhere else found.places))
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

    def _judged(self, unit: Provision, proposal: str, alone: bool) -> _Found:
        """Return what became of one *proposal* on *unit*, or on a part of it; it is not *alone* beside others on it."""
        from pkpu_review.compare.proposals.adoption import fate
        from pkpu_review.compare.proposals.plain import merged, moved
        from pkpu_review.compare.proposals.wishes import asked, is_said, scope

        draft = self.comparison.old
        if is_said(proposal, " ".join(map(self._now, places := self._places(unit, "")))):
            before, now = self._text(draft, unit), " ".join(map(self._now, places))
            return _Found(unit.id, before, now, tuple(places), fate(proposal, before, now))
        if put := moved(proposal):
            return self._moved(next(iter(self._items(unit, [scope(proposal)])), unit), put)
        if (both := merged(proposal)) and len(two := self._items(draft[unit.id.split("/")[0]], both)) == len(both):
            return self._merged(unit, two)
        wanted = asked(proposal, self._text(draft, unit))
        if not wanted.items and (named := self._items(unit, [scope(proposal)])):
            unit = named[0]
            wanted = asked(proposal, self._text(draft, unit))
        single = wanted.kind == "wording" and len(_PARAGRAPH.findall(proposal)) < 2
        if single and (part := self._rewritten(unit, asked(proposal, "").text)):
            unit = part
            wanted = asked(proposal, self._text(draft, unit))
        unit = self._meant(unit, proposal, wanted)
        before = self._text(draft, unit)
        places = self._places(unit, wanted.text, wanted.kind not in ("remove", "keep"))
        now, place = " ".join(self._now(id) for id in places), places[0] if places else ""
        parts = self._items(unit, wanted.items)
        told = self._gone(parts) if parts else fate(proposal, before, now, not places, alone)
        if told.wish == "new" or (told.fate == "not" and told.wish in ("wording", "insert")):
            other = self._anew(proposal, before, now, unit, place)
            if told.wish == "new" or other.fate == "wholly":
                told = other
        return _Found(unit.id, before, now, tuple(places), told)

    def _moved(self, unit: Provision, put: Moved) -> _Found:
        """Return what became of the wish that *unit* should stand elsewhere."""
        places = self._places(unit, "")
        end = f"/{put.end}/" if put.end else "/"
        there = any(put.pasal in ("", place.split("/")[0]) and f"/{place}/".endswith(end) for place in places)
        return self._arranged(unit, places, "wholly" if there else "not")

    def _merged(self, unit: Provision, two: Sequence[Provision]) -> _Found:
        """Return what became of the wish that *two* provisions should be one."""
        from pkpu_review.compare.proposals.adoption import words

        places = [place for one in two for place in self._places(one, "")]
        first = places[0] if places else ""
        said = {word.stem for word in words(self._now(first)) if word.stem}
        each = [{word.stem for word in words(self._text(self.comparison.old, one)) if word.stem} for one in two]
        one = len(set(places)) == 1 and all(len(stems & said) >= MERGED * len(stems) for stems in each)
        return self._arranged(unit, list(dict.fromkeys(places)), "wholly" if one else "not")

    def _arranged(self, unit: Provision, places: Sequence[str], fate: Fate) -> _Found:
        before, now = self._text(self.comparison.old, unit), " ".join(map(self._now, places))
        told = Fated(fate, "wording", (Asked(before, before, now, fate),))
        return _Found(unit.id, before, now, tuple(places), told)

    def _anew(self, proposal: str, before: str, now: str, unit: Provision | None, place: str = "") -> Fated:
        from pkpu_review.compare.proposals.anew import anew

        return anew(proposal, before, self._candidates(place, unit), now)

    def _joined(self, unit: Provision, each: Sequence[_Found]) -> _Found:
        """Return what became of a proposal of several orders on *unit*, from what became of each."""
        from pkpu_review.compare.proposals.adoption import together

        told = [one.told for one in each]
        wishes = {one.wish for one in told}
        places = self._places(unit, "") or next((list(one.places) for one in each if one.places), [])
        return _Found(
            unit.id,
            self._text(self.comparison.old, unit),
            " ".join(self._now(id) for id in places),
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
        shares = [common(words(self._text(self.comparison.old, one)), new) for one in members]
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
        steps = list(instructions(flat(proposal), self._text(draft, unit)))
        if steps and steps[0][0] != "wording":
            named = [" ".join(word.key for word in words(old)) for _, old, _ in steps if old]
            for one in reversed(members if named else ()):
                there = " ".join(word.key for word in words(self._text(draft, one)))
                if all(f" {old} " in f" {there} " for old in named):
                    return one
            return unit
        new = words(wanted.text)
        return max(members, key=lambda one: common(words(self._text(draft, one)), new))  # the first of equals

    def _places(self, unit: Provision, wanted: str, likely: bool = False) -> list[str]:
        """Return the ids of what *unit* became: none inside another; where it was put together with others, the part
        that is likest.

        Where it is gone, and what is *likely* will do: the provision that speaks of the same among the new ones, and in
        what became of its article.
        """
        from pkpu_review.compare.proposals.adoption import alike

        new = self.comparison.new
        there = self.became.get(unit.id, [])
        there = [id for id in there if not any(id.startswith(f"{other}/") for other in there)]
        texts = self._text(self.comparison.old, unit), wanted
        if not there and likely:
            article = self.became.get(unit.id.split("/")[0], [])
            beside = [
                one
                for one in new.walk()
                if (one.id in self.fresh or one.id.split("/")[0] in article) and one.kind not in _SKIPPED
            ]
            likest = max(beside, key=lambda one: alike(self._text(new, one), *texts), default=None)
            if likest and alike(self._text(new, likest), *texts) >= WRITTEN_ANEW:
                return [likest.id]
        if len(there) == 1 and (whole := new.get(there[0])):
            if likely and not unit.children and whole.kind == unit.kind and self._alone(unit, whole):
                return [whole.id]  # it was divided
            return [max(whole.walk(), key=lambda one: alike(self._text(new, one), *texts)).id]
        return there

    def _alone(self, unit: Provision, whole: Provision) -> bool:
        """Whether nothing but *unit* became *whole*, or a part of it."""
        return not any(old != unit.id for one in whole.walk() for old in self._was.get(one.id, ()))

    def _items(self, unit: Provision, ends: Sequence[str]) -> list[Provision]:
        """Return the parts of *unit* whose ids end so."""
        return [one for one in unit.walk() if one is not unit and any(one.id.endswith(f"/{end}") for end in ends)]

    def _gone(self, parts: Sequence[Provision]) -> Fated:
        """Return what became of the wish that *parts* should go."""
        from pkpu_review.compare.proposals.adoption import fate, together

        told: list[Asked] = []
        for one in parts:
            places = self._places(one, "")
            told += fate(
                "dihapus", self._text(self.comparison.old, one), " ".join(map(self._now, places)), not places
            ).asked
        return Fated(together([one.fate for one in told]), "remove", tuple(told))

    def _as_it_stands(self, id: str) -> str:
        """Return the words of a provision of the next draft, references and all."""
        unit = self.comparison.new.get(id)
        return self._text(self.comparison.new, unit, as_before=False) if unit else ""

    def _text(self, version: Regulation, unit: Provision, as_before: bool = True) -> str:
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

    @cached_property
    def _was(self) -> dict[str, list[str]]:
        """Return id in the next draft → what became that, as ids of the draft."""
        found: dict[str, list[str]] = {}
        for old, ids_ in self.became.items():
            for id in ids_:
                found.setdefault(id, []).append(old)
        return found

    def _candidates(self, near: str, unit: Provision | None) -> list[tuple[str, str]]:
        """Return the provisions of the next draft that a new one may be, those that are new first; then those of the
        same article, each with the words that came to it."""
        article = near.split("/")[0] if near else (unit.id.split("/")[0] if unit else "")
        return [*self._new, *self._came_to(article)][:MOST_CANDIDATES]

    @cached_property
    def _new(self) -> list[tuple[str, str]]:
        """Return the provisions of the next draft that the draft does not have, with their words."""
        new = self.comparison.new
        return [(one.id, self._text(new, one)) for one in new.walk() if one.id in self.fresh and _is_norm(one)]

    def _came_to(self, article: str) -> list[tuple[str, str]]:
        """Return the provisions of an *article* of the next draft that were there before, with the words that came."""
        if article not in self._came:
            self._came[article] = list(self._gained(article))
        return self._came[article]

    def _gained(self, article: str) -> Iterator[tuple[str, str]]:
        from pkpu_review.compare.edits import edits

        new, old = self.comparison.new, self.comparison.old
        whole = new.get(article) if article else None
        for one in whole.walk() if whole else ():
            if one.id in self.fresh or not _is_norm(one):
                continue
            was = old.get(next(iter(self._was.get(one.id, ())), ""))
            before, now = (
                self._text(version, unit).split() if unit else [] for version, unit in ((old, was), (new, one))
            )
            if before != now:
                yield one.id, " ".join(edit.new for edit in edits(before, now) if edit.operation != "equal")


def _is_norm(one: Provision) -> bool:
    """Whether *one* says something of its own: no heading, and no elucidation."""
    return one.kind not in _SKIPPED and one.id.split("/")[0] != "penjelasan"
