"""Remarks of all files → the Daftar Inventarisasi Masalah: its entries in the order of the draft.

Where the next draft is given, each remark goes where its provision went: under its new number, to the first part of
what was split, to what it was merged into. What the next draft no longer has stays where it stood, as an orphan.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pkpu_review import ids
from pkpu_review.collect.alike import together
from pkpu_review.collect.remarks import Found
from pkpu_review.collect.written import Pack
from pkpu_review.knowledge import load
from pkpu_review.model.comparison import Comparison, Relation
from pkpu_review.model.regulation import Provision, Regulation
from pkpu_review.model.remarks import Dim, Entry, Read, Remark, Unread

WHOLE = 1500
"""Letters up to which a provision is shown with all that stands below it, where no sheet says how it was cut."""
_UNLABELLED = frozenset(["judul", "menimbang", "mengingat", "memperhatikan", "memutuskan", "menetapkan", "diktum",
                         "pasal", "tabel", "baris", "penutup"])  # fmt: skip
_TOLD: dict[Relation, str] = {"renumbered": "renumbered", "moved": "moved", "split": "moved", "merged": "merged-into"}
Standing = Literal["", "old", "orphan"]
Key = tuple[str, Standing]
"""A provision, and whether it stands in the older version alone, or no longer in the next draft."""


@dataclass(frozen=True, slots=True)
class _Fate:
    """What became of a provision: where it is now (empty: nowhere), and what is to be said of that."""

    now: str
    relation: Relation = "same"
    note: str = ""


def listing(found: Sequence[Found], pack: Pack, unread: Sequence[Unread] = (), onward: Comparison | None = None) -> Dim:
    """Return the list of all remarks; *onward* is the comparison of the draft with the next one."""
    builder = _Builder(pack, onward)
    groups: dict[Key, list[Remark]] = {}
    origins: dict[Key, dict[str, _Fate]] = {}
    for remark in (remark for one in found for remark in one.remarks):
        fate = builder.fate(remark.provision, remark.old)
        standing: Standing = "old" if remark.old else "" if fate.now else "orphan"
        key = (fate.now or remark.provision, standing)
        groups.setdefault(key, []).append(remark)
        origins.setdefault(key, {})[remark.provision] = fate
    order = sorted(groups, key=lambda key: builder.place(*key))
    return Dim(
        draft=pack.draft,
        entries=tuple(builder.entry(number, key, groups[key], origins[key]) for number, key in enumerate(order, 1)),
        strays=tuple(stray for one in found for stray in one.strays),
        files=tuple(_file(one) for one in found),
        unread=tuple(unread),
        old=pack.old.source.sha256 if pack.old else "",
        next=onward.new if onward else None,
    )


def _file(one: Found) -> Read:
    filled = one.filled
    return Read(
        file=filled.file,
        sha256=filled.sha256,
        sheet=filled.sheet,
        office=filled.office,
        person=filled.person,
        day=filled.day,
        remarks=len(one.remarks),
        strays=len(one.strays),
        foreign=one.foreign,
        problems=filled.problems,
    )


class _Builder:
    def __init__(self, pack: Pack, onward: Comparison | None) -> None:
        self.pack, self.onward = pack, onward
        self.rows = pack.row_ids()
        self.of_old: dict[str, list[tuple[str | None, Relation]]] = {}
        for row in onward.rows if onward else ():
            if row.old is not None:
                self.of_old.setdefault(row.old, []).append((row.new, row.relation))
        self.draft_places, self.older_places = self._places()
        self.next_places = {
            id: float(at) for at, row in enumerate(onward.rows if onward else ()) for id in (row.new or f"-{row.old}",)
        }

    def _places(self) -> tuple[dict[str, float], dict[str, float]]:
        """Return the places of the provisions in the draft, and of those that only the older version has."""
        draft = {one.id: float(at) for at, one in enumerate(self.pack.draft.walk())}
        older: dict[str, float] = {}
        latest = -1.0
        for row in self.pack.compared.rows if self.pack.compared else ():
            if row.new is not None:
                latest = max(latest, draft.get(row.new, latest))
            elif row.old is not None:
                older[row.old] = latest + 0.5
        return draft, older

    # -- where a provision went -------------------------------------------------------------------

    def fate(self, provision: str, old: bool) -> _Fate:
        """Return what became of *provision* in the next draft."""
        if old or self.onward is None:
            return _Fate(provision, "removed" if old else "same")
        told = load("collect.toml")["told"]
        where = ids.cite(provision)
        went = [(new, relation) for new, relation in self.of_old.get(provision, ()) if new]
        if not went:
            below = self._below(provision)
            if below is None:
                return _Fate("", "removed", told["orphan"].format(citation=where))
            return _Fate(below, "moved", told["below"].format(citation=where, now=ids.cite(below)))
        now, relation = went[0]
        if relation == "same" or (now == provision and relation not in ("split", "merged")):
            return _Fate(now, "same")
        others = ", ".join(ids.cite(new) for new, _ in went[1:])
        if len(went) > 1:
            return _Fate(now, "split", told["split"].format(citation=where, others=others))
        return _Fate(now, relation, told[_TOLD.get(relation, "renumbered")].format(citation=where))

    def _below(self, provision: str) -> str | None:
        """Return where the first words below a provision went that is itself gone; None if they are all gone."""
        found = self.pack.draft.get(provision)
        for one in list(found.walk())[1:] if found else ():
            for new, _ in self.of_old.get(one.id, ()):
                if new:
                    return new
        return None

    # -- order ------------------------------------------------------------------------------------

    def place(self, provision: str, standing: Standing) -> tuple[float, float]:
        """Return what entries are sorted by."""
        here = (self.older_places if standing == "old" else self.draft_places).get(provision, 0.0)
        if self.onward is None:
            return (here, 0.0)
        if standing == "orphan":
            return (self.next_places.get(f"-{provision}", 0.0), 0.0)
        if standing == "":
            return (self.next_places.get(provision, 0.0), 0.0)
        before = next((id for id, at in reversed(self.draft_places.items()) if at < here and self._stands(id)), "")
        return (self.next_places.get(self._stands(before), -1.0) + 0.5, here)

    def _stands(self, id: str) -> str:
        """Return where a provision of the draft stands in the next one; empty where it does not."""
        return next((new for new, _ in self.of_old.get(id, ()) if new), "")

    # -- entries ----------------------------------------------------------------------------------

    def entry(self, number: int, key: Key, remarks: list[Remark], origins: dict[str, _Fate]) -> Entry:
        """Return the entry of one provision."""
        id, standing = key
        older, orphan = standing == "old", standing == "orphan"
        home = self.pack.old if older else self.pack.draft if orphan or self.onward is None else self.onward.new
        provision = home.get(id) if home else None
        moved = {origin: fate for origin, fate in origins.items() if fate.relation != "same" and not standing}
        relation: Relation = next((fate.relation for fate in origins.values()), "same")
        notes = [fate.note for fate in origins.values() if fate.note]
        if older:
            notes.append(load("collect.toml")["told"]["only-older"])
        return Entry(
            number=number,
            provision=id,
            citation=ids.cite(id),
            heading=_heading(provision, home) if provision and home else "",
            text="\n".join(_wording(provision, self._is_whole(provision))) if provision else "",
            said=together(remarks),
            old=older,
            origins=tuple(moved),
            relation=relation,
            orphan=orphan,
            note=" ".join(dict.fromkeys(notes)),
        )

    def _is_whole(self, provision: Provision) -> bool:
        """Whether a row of a sheet shows the provision with all that stands below it."""
        if provision.id in self.rows:
            return not any(one.id in self.rows for one in list(provision.walk())[1:])
        return len(provision.full_text()) <= WHOLE


def _heading(provision: Provision, home: Regulation) -> str:
    """Return the chapter headings above a provision, which articles have and what stands below them has not."""
    id = provision.id
    while id:
        holder = home.get(id)
        if holder is not None and holder.heading:
            return holder.heading
        id = ids.parent(id)
    return ""


def _wording(provision: Provision, whole: bool, top: bool = True) -> Iterator[str]:
    """Yield the words of a provision, a line for each of those below it."""
    label = "" if provision.kind in _UNLABELLED or top else provision.label
    if provision.lead or label:
        yield f"{label} {provision.lead}".strip()
    for child in provision.children if whole else ():
        yield from _wording(child, whole, top=False)
    if provision.closing:
        yield provision.closing
