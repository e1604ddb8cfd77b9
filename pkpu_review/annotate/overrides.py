"""A person's decisions in a TOML file → :class:`Flags` in which they win over the rules.

The file names a provision by its id and some of its words, so that a decision is kept when numbers change: under
the same id; else, where the version before is known, in what became of the provision; else wherever the words stand
in one provision of the same kind alone; else, reworded, under the same id. What fits nowhere is told, never dropped.

    [[decision]]
    provision = "pasal-12/ayat-2"
    quote = "PPK melakukan rekapitulasi hasil penghitungan"
    divisions = ["teknis"]              # who has work; [] for nobody
    also = ["data"]                     # optional: concerned at second hand
    by = "Kasubbag Hukum"               # optional, as are the two below
    date = 2022-03-10
    reason = "sudah disepakati dalam rapat"

A decision holds for the provision and all below it, but for what has one of its own. The article above carries what
was decided for its ayat, and no longer what only that ayat spoke for.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from os import PathLike
from pathlib import Path
from typing import Any

from pkpu_review.errors import CannotRead, PkpuError
from pkpu_review.knowledge.own import parsed
from pkpu_review.knowledge.own import told as named
from pkpu_review.lexis import calendar
from pkpu_review.lexis.words import joined
from pkpu_review.model import Decision, Evidence, Flag, Flags, Problem, Provision, Regulation
from pkpu_review.model.decisions import Found

BESIDE = "keputusan-divisi.toml"
"""The file that is used where none is named: in the folder of the draft, for all versions in it."""
FILE_BYTES = 1024 * 1024
QUOTE_WORDS, QUOTE_CHARACTERS = 3, 12
"""The least that must be quoted, in words, and in letters and digits: less would fit anywhere."""
ALIKE = 80.0
"""How much of a quote must still stand under the same id for the words to count as reworded (0 to 100)."""
ALIKE_QUOTE, ALIKE_TEXT = 500, 30_000
"""Letters of a quote, and of a provision, that are looked at for that: likeness takes the product of both."""
RULE = "keputusan"
"""Of the evidence of a decision: its ``rule`` is ``keputusan:ENTRY``."""
UNFIT, CHANGED = "keputusan-tidak-cocok", "keputusan-kata-berubah"
"""Codes of problems: a decision that fits nowhere, or one whose provision was reworded."""

Heirs = Callable[[str], tuple[str, ...]]
"""Id in the version before → ids of what became of it; empty where it is gone."""


class BadOverrides(PkpuError):
    """A file of decisions of which an entry is not complete, or names a division that the office does not have."""


@dataclass(frozen=True, slots=True)
class Override:
    """One entry of a file: see the top of this module. *number* counts from 1."""

    number: int
    provision: str
    quote: str
    divisions: tuple[str, ...]
    also: tuple[str, ...]
    by: str
    day: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Overrides:
    """The entries of one file, in order; the file's *name*, and the SHA-256 *digest* of what it holds."""

    name: str = ""
    digest: str = ""
    entries: tuple[Override, ...] = ()

    def followed(self, earlier: Flags) -> Overrides:
        """Return those alone that hold in *earlier*: what a version in another folder takes over from it."""
        held = {decision.entry for decision in earlier.decisions if decision.digest == self.digest}
        return replace(self, entries=tuple(entry for entry in self.entries if entry.number in held))


NONE = Overrides()


def overrides(path: str | PathLike[str]) -> Overrides:
    """Return the decisions in the file *path*.

    Raises:
        CannotRead: it cannot be opened, is too large, or is not TOML.
        BadOverrides: an entry lacks something, or has something that no one reads.
    """
    given, name = str(path), Path(path).name
    try:
        with Path(path).open("rb") as stream:
            data = stream.read(FILE_BYTES + 1)
        if len(data) > FILE_BYTES:
            raise CannotRead(given, f"berkas keputusan melebihi {FILE_BYTES // 1024} KiB")
        content = parsed(data)
    except OSError as error:
        raise CannotRead(given, "berkas keputusan tidak dapat dibuka") from error
    except (ValueError, RecursionError) as error:
        raise CannotRead(given, "berkas keputusan bukan TOML yang sah") from error
    if unknown := sorted(set(content) - {"decision"}):
        raise BadOverrides(f"{name}: {named(unknown)} tidak dikenal. Setiap keputusan adalah satu [[decision]].")
    listed = content.get("decision", [])
    if not isinstance(listed, list):
        raise BadOverrides(f"{name}: setiap keputusan adalah satu [[decision]].")
    digest = hashlib.sha256(data).hexdigest()
    return Overrides(name, digest, tuple(_entry(name, number, one) for number, one in enumerate(listed, 1)))


def beside(draft: str | PathLike[str]) -> Path | None:
    """Return the file of decisions in the folder of *draft*, if there is one."""
    path = Path(draft).parent / BESIDE
    return path if path.is_file() else None


def decide(flags: Flags, chosen: Overrides, earlier: Flags | None = None, heirs: Heirs | None = None) -> Flags:
    """Return *flags* as the decisions of *chosen* make them.

    Args:
        flags: as the rules made them, or as another file has made them: what that decided stays.
        earlier: of the version before, decided; with *heirs* a decision follows its provision.

    Raises:
        BadOverrides: an entry names a division that the line-up does not have.
    """
    _check(flags, chosen)
    finder = _Finder(flags.regulation)
    before = {d.entry: d for d in earlier.decisions if d.digest == chosen.digest} if earlier and heirs else {}
    taken = {decision.provision for decision in flags.decisions}
    made: list[tuple[Decision, Override]] = []
    problems = list(flags.problems)
    for entry in chosen.entries:
        followed = heirs(before[entry.number].provision) if heirs and entry.number in before else None
        places, found = finder.find(entry, followed)
        if not places:
            problems.append(_unfit(chosen, entry, gone=followed is not None and not followed))
        for id in places:
            if id not in taken:
                taken.add(id)
                made.append((_decision(flags, chosen, entry, id, found), entry))
        if places and found == "changed":
            problems.append(_reworded(chosen, entry, flags.regulation[places[0]]))
    if not made:
        return replace(flags, problems=tuple(problems))
    decisions = (*flags.decisions, *(decision for decision, _ in made))
    settled = {decision.provision: (decision, entry) for decision, entry in made}
    result = tuple(_Settler(flags, settled).flags())
    working = {flag.provision for flag in result if not flag.also}
    idle = {id: why for id, why in flags.idle.items() if id not in working}
    for decision, _ in made:
        if not decision.divisions:
            idle[decision.provision] = _told(decision)
    return replace(flags, flags=result, decisions=decisions, problems=tuple(problems), idle=idle)


def _entry(name: str, number: int, one: Any) -> Override:
    keys = {"provision": str, "quote": str, "divisions": list, "also": list, "by": str, "date": date, "reason": str}
    where = f"{name}: keputusan ke-{number}"
    if not isinstance(one, dict):
        raise BadOverrides(f"{where} bukan [[decision]].")
    if unknown := sorted(set(one) - set(keys)):
        raise BadOverrides(f"{where}: {named(unknown)} tidak dikenal. Yang dikenal: {', '.join(keys)}.")
    if missing := [key for key in ("provision", "quote", "divisions") if key not in one]:
        raise BadOverrides(f"{where}: {', '.join(missing)} belum diisi.")
    for key, value in one.items():
        strings = not isinstance(value, list) or all(isinstance(item, str) for item in value)
        if not isinstance(value, keys[key]) or not strings:
            raise BadOverrides(f"{where}: isi {key} tidak sesuai.")
    quote = " ".join(one["quote"].split())
    if len(quote.split()) < QUOTE_WORDS or len(joined(quote.split())) < QUOTE_CHARACTERS:
        raise BadOverrides(f"{where}: quote terlalu pendek; kutip sedikitnya {QUOTE_WORDS} kata ketentuan itu.")
    divisions = tuple(dict.fromkeys(one["divisions"]))
    also = tuple(division for division in dict.fromkeys(one.get("also", ())) if division not in divisions)
    day = one.get("date")
    return Override(
        number,
        one["provision"].strip(),
        quote,
        divisions,
        also,
        one.get("by", "").strip(),
        day.date() if isinstance(day, datetime) else day,
        " ".join(one.get("reason", "").split()),
    )


def _check(flags: Flags, chosen: Overrides) -> None:
    known = [division.id for division in flags.divisions]
    for entry in chosen.entries:
        if unknown := [name for name in (*entry.divisions, *entry.also) if name not in known]:
            where = f"{chosen.name}: keputusan ke-{entry.number}"
            told = f"divisi {named(unknown)} tidak ada dalam susunan {flags.line_up}"
            raise BadOverrides(f"{where}: {told}. Pilihan: {', '.join(known)}.")


class _Finder:
    """Finds in one regulation what a decision was made for."""

    def __init__(self, regulation: Regulation) -> None:
        self.regulation = regulation
        self._words: dict[str, str] = {}

    def find(self, entry: Override, followed: tuple[str, ...] | None) -> tuple[tuple[str, ...], Found]:
        """Return where *entry* holds and how it was found; *followed* are the heirs of its provision, if known."""
        quote = joined(entry.quote.split())
        if followed:
            kept = all(quote in self._of(id) for id in followed) and len(followed) == 1
            moved: Found = "same" if followed == (entry.provision,) else "followed"
            return followed, moved if kept else "changed"
        there = self.regulation.get(entry.provision)
        if there is not None and quote in self._of(there.id):
            return (there.id,), "same"
        if followed is None:
            kind = re.match(r"[a-z]+", entry.provision.rpartition("/")[2])
            same = [p.id for p in self.regulation.walk() if kind and p.kind == kind[0] and quote in self._of(p.id)]
            if len(same) == 1:
                return (same[0],), "elsewhere"
            if there is not None and self._alike(quote, there.id):
                return (there.id,), "changed"
        return (), "same"

    def _of(self, id: str) -> str:
        if id not in self._words:
            provision = self.regulation[id]
            self._words[id] = joined([word for p in provision.walk() for word in p.text.split()])
        return self._words[id]

    def _alike(self, quote: str, id: str) -> bool:
        from rapidfuzz.fuzz import partial_ratio

        return partial_ratio(quote[:ALIKE_QUOTE], self._of(id)[:ALIKE_TEXT]) >= ALIKE


class _Settler:
    """Flags and decisions → flags, in the order of the document."""

    def __init__(self, flags: Flags, settled: dict[str, tuple[Decision, Override]]) -> None:
        self.old, self.settled = flags, settled
        self.kept = {decision.provision for decision in flags.decisions}
        self.under: dict[str, str] = {}

    def flags(self) -> Iterator[Flag]:
        """Yield them."""
        for provision in self.old.regulation.provisions:
            self._mark(provision, "")
        for provision in self.old.regulation.provisions:
            yield from self._visit(provision)

    def _mark(self, provision: Provision, by: str) -> None:
        """Note by which decision each provision is governed."""
        by = provision.id if provision.id in self.settled else "" if provision.id in self.kept else by
        if by:
            self.under[provision.id] = by
        for child in provision.children:
            self._mark(child, by)

    def _visit(self, provision: Provision) -> Iterator[Flag]:
        if by := self.under.get(provision.id):
            yield from self._decided(provision, by)
        else:
            yield from self._carried(provision)
        for child in provision.children:
            yield from self._visit(child)

    def _decided(self, provision: Provision, by: str) -> Iterator[Flag]:
        decision, entry = self.settled[by]
        for names, also in ((decision.divisions, False), (decision.also, True)):
            for division in names:
                yield Flag(division, provision.id, 1.0, (self._evidence(provision, decision, entry),), also)

    def _carried(self, provision: Provision) -> Iterator[Flag]:
        """Yield the flags of a provision without decision: less what was decided below it, more what was added."""
        inside = [self.settled[p.id] for p in provision.walk() if p.id in self.settled]
        flags = (*self.old.of(provision.id), *self.old.also(provision.id))
        if not inside:
            yield from flags
            return
        added: dict[str, Evidence] = {}
        for decision, entry in inside:
            for division in decision.divisions if provision.kind not in ("buku", "bab", "bagian", "paragraf") else ():
                added.setdefault(division, self._evidence(provision, decision, entry))
        for flag in flags:
            evidence = tuple(e for e in flag.evidence if e.where not in self.under)
            alone = not [e for e in evidence if e.where != "judul" and not e.rule.startswith("perhatian:")]
            if flag.division in added and not flag.also:
                yield replace(flag, score=1.0, evidence=(added.pop(flag.division), *evidence))
            elif flag.division not in added and not (alone and len(evidence) < len(flag.evidence)):
                yield replace(flag, evidence=evidence)
        for division, decided in added.items():
            yield Flag(division, provision.id, 1.0, (decided,))

    def _evidence(self, provision: Provision, decision: Decision, entry: Override) -> Evidence:
        decided = self.old.regulation[decision.provision]
        start = decided.text.find(entry.quote)
        start, end = (start, start + len(entry.quote)) if start >= 0 else (0, 0)
        own = provision is decided
        told = _told(decision) if own else f"{_told(decision)}, untuk {decided.citation}"
        where = "teks" if own else decided.id
        return Evidence(start, end, decided.text[start:end], where, f"{RULE}:{decision.entry}", told, 1.0)


def _decision(flags: Flags, chosen: Overrides, entry: Override, id: str, found: Found) -> Decision:
    return Decision(
        provision=id,
        divisions=entry.divisions,
        also=entry.also,
        by=entry.by,
        day=entry.day,
        reason=entry.reason,
        named=entry.provision,
        found=found,
        source=chosen.name,
        digest=chosen.digest,
        entry=entry.number,
        instead=tuple(flag.division for flag in flags.of(id)),
    )


def _told(decision: Decision) -> str:
    """Return one clause: who decided, when, and why."""
    said = f"keputusan {decision.by or 'petugas'}"
    if decision.day:
        said += f" tanggal {calendar.told(decision.day)}"
    return f"{said}: {decision.reason}" if decision.reason else said


def _unfit(chosen: Overrides, entry: Override, gone: bool) -> Problem:
    why = "ketentuan itu sudah dihapus" if gone else "kata-katanya tidak ditemukan lagi"
    message = f"Keputusan ke-{entry.number} dalam {chosen.name} ({entry.provision}) tidak dipakai: {why}."
    return Problem(UNFIT, message, text=entry.quote)


def _reworded(chosen: Overrides, entry: Override, provision: Provision) -> Problem:
    told = f"Keputusan ke-{entry.number} dalam {chosen.name} tetap dipakai untuk {provision.citation}"
    message = f"{told}, tetapi kata-katanya berubah. Periksa kembali."
    return Problem(CHANGED, message, text=entry.quote, provision=provision.id)
