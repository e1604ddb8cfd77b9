"""Review → what is told below the words of a row: norms with their deadlines, findings, budget, references quoted.

A note stands with the row whose words it is about: of a row that shows an article whole, with everything below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pkpu_review.ids import cite
from pkpu_review.lexis.citing import citations
from pkpu_review.lexis.words import shortened
from pkpu_review.model import DutyChange, Finding, FollowedReference, Norm, Provision, Review
from pkpu_review.model.explained import Citation
from pkpu_review.report.printable import printable
from pkpu_review.report.sheet import Note, NoteKind
from pkpu_review.report.sheets.norms_told import lines
from pkpu_review.report.views import budget
from pkpu_review.report.views.findings import UNVERIFIED, for_readers, reckoning
from pkpu_review.report.wording import say

ORDER: tuple[NoteKind, ...] = ("norma", "temuan", "anggaran", "rujukan")
"""In which order notes are told."""
QUOTED = 220
"""Characters quoted of a provision that is referred to."""
MOST = {"norma": 12, "temuan": 8, "anggaran": 8, "rujukan": 6}
"""Notes of a kind that one row shows; how many more there are is said."""
PREAMBLE = frozenset(["judul", "menimbang", "mengingat", "memperhatikan", "memutuskan", "penutup", "penjelasan"])
"""Tops whose references are part of their form: they are not quoted."""

UNQUOTED = frozenset(["lampiran", "bab", "bagian", "paragraf", "buku", "tabel"])
"""Kinds that are too large to be quoted."""


class Notes:
    """Looks up the notes of rows in a review; what the review does not hold is not told."""

    def __init__(self, review: Review) -> None:
        self.new = review.new
        self.norms: dict[str, list[tuple[Norm, DutyChange | None]]] = {}
        became = {id(one.new): one for one in review.duties.changes if one.new} if review.duties else {}
        for norm in review.duties.norms if review.duties else ():
            if not norm.items:
                self.norms.setdefault(norm.provision, []).append((norm, became.get(id(norm))))
        self.findings: dict[str, list[Finding]] = {}
        for finding in review.findings.findings if review.findings else ():
            if finding.open:
                for place in dict.fromkeys((finding.provision, *finding.also)):
                    self.findings.setdefault(place, []).append(finding)
        self.signals: dict[str, list[str]] = {}
        for signal in review.budget.signals if review.budget else ():
            name = budget.capital(signal.name)
            head = "" if signal.kind == "source" else f"{name}: "  # a source's words end with its name
            told = f"{head}{budget.wording(signal, self.new)}{budget.bound(signal)}"
            self.signals.setdefault(signal.provision, []).append(told)
        self.stale: dict[str, list[FollowedReference]] = {}
        for one in review.comparison.stale if review.comparison else ():
            self.stale.setdefault(one.provision, []).append(one)
        self.references: dict[str, list[Citation]] = {}
        for cited in citations(self.new) if review.duties else ():
            if cited.target and cited.provision.split("/")[0] not in PREAMBLE:
                self.references.setdefault(cited.provision, []).append(cited)

    def of(self, provision: Provision, whole: bool) -> tuple[Note, ...]:
        """Return the notes of a row that shows *provision*, alone or (*whole*) with all that is below it."""
        members = [one.id for one in provision.walk()] if whole else [provision.id]
        found: dict[NoteKind, list[Note]] = {
            "norma": [
                Note("norma", printable(words))
                for words in lines(self._norms(members), self.new, provision.id, self.stale)
            ],
            "temuan": [
                *_told(one for id in members for one in self.findings.get(id, ())),
                *_left_behind(one for id in members for one in self.stale.get(id, ())),
            ],
            "anggaran": [Note("anggaran", printable(text)) for id in members for text in self.signals.get(id, ())],
            "rujukan": list(self._quoted([one for id in members for one in self.references.get(id, ())], provision)),
        }
        return tuple(note for kind in ORDER for note in _bounded(kind, found[kind]))

    def _norms(self, members: Iterable[str]) -> list[tuple[Norm, DutyChange | None]]:
        return [one for id in members for one in self.norms.get(id, ())]

    def bodies(self, provision: Provision, whole: bool) -> tuple[str, ...]:
        """Return the ids of the bodies whose norms a row has, in order."""
        members = [one.id for one in provision.walk()] if whole else [provision.id]
        return tuple(
            dict.fromkeys(body for id in members for norm, _ in self.norms.get(id, ()) for body in norm.bodies)
        )

    def _quoted(self, found: Sequence[Citation], provision: Provision) -> Iterator[Note]:
        seen: set[str] = set()
        for one in found:
            inside = one.target == provision.id or one.target.startswith(f"{provision.id}/")
            target = self.new.get(one.target)
            if inside or target is None or one.target in seen or target.kind in UNQUOTED:
                continue
            seen.add(one.target)
            words = opening(target).rstrip(" ;,")
            yield Note("rujukan", printable(f"{target.citation}: “{words}”" if words else target.citation))


def opening(target: Provision) -> str:
    """Return the words of *target* as they are quoted: its own, then those of what stands below it, cut."""
    words: list[str] = []
    length = 0
    for one in target.walk():
        label = "" if one is target else one.label
        part = " ".join(f"{label} {one.lead}".split())
        words.append(part)
        length += len(part)
        if length > QUOTED:
            break
    return shortened(" ".join(filter(None, words)), QUOTED)


def _told(found: Iterable[Finding]) -> Iterator[Note]:
    for one in dict.fromkeys(found):
        parts = [say(f"notes.{one.severity}", told=for_readers(one.message).rstrip(" ."))]
        if one.arithmetic:
            parts.append(budget.capital(reckoning(one)).rstrip(" ."))
        if one.citation:
            ground = one.citation.rstrip(" .") + ("" if one.verified is not False else f" ({UNVERIFIED})")
            parts.append(say("notes.ground", ground=ground))
        yield Note("temuan", printable(f"{'. '.join(parts)}."), one.severity == "error")


def _left_behind(found: Iterable[FollowedReference]) -> Iterator[Note]:
    """Yield the references whose target moved or is gone while they kept its number."""
    for one in found:
        key = "stale-moved" if one.meant else "stale-gone"
        yield Note("temuan", printable(say(f"notes.{key}", text=one.text, place=cite(one.meant) if one.meant else "")))


def _bounded(kind: NoteKind, found: Sequence[Note]) -> Iterator[Note]:
    yield from found[: MOST[kind]]
    if len(found) > MOST[kind]:
        yield Note(kind, say("notes.more", count=len(found) - MOST[kind]))
