"""What lies between two versions of a regulation: the :class:`Comparison`, its rows, and what each row tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, get_args

from pkpu_review.model.regulation import Problem, Regulation
from pkpu_review.show import Shown

if TYPE_CHECKING:
    from pkpu_review.model.patch import Skeleton

Relation = Literal["same", "renumbered", "moved", "split", "merged", "added", "removed"]
ChangeKind = Literal["none", "reference", "editorial", "substantive"]
Operation = Literal["equal", "insert", "delete", "replace"]
EffectKind = Literal[
    "deadline", "date", "amount", "number", "modality", "actor", "object", "condition", "sanction", "definition", "form"
]
Fate = Literal["kept", "updated", "stale", "dangling", "retargeted"]
SURE = 0.75
"""Certainty from which a pair needs no second look."""
UNPROVEN = "bukti-gagal"
AMENDING = "naskah-perubahan"
"""Code of the problem that a comparison does not give the two versions back."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One step from old words to new: ``equal`` has the same words on both sides, ``insert`` no old
    ones, ``delete`` no new ones. Words are joined by single spaces; the edits of a row, put together,
    give the old text and the new one. Of a split (or a merger) each row holds its part: the rows' edits,
    put together in the order of the rows, give the old text (or the new one).

    Of a comparison that was read back from its JSON an ``equal`` has no words, only how many there are: *kept*.
    """

    operation: Operation
    old: str
    new: str
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that a substantive change does, with its value before and after.

    Attributes:
        kind: what is changed: a deadline or duration, a date, an amount of money, a number or percentage, the
            modality (wajib, dapat, dilarang ...), who acts, on what, a condition, a sanction, a definition, a form.
        old, new: the value in the draft's own words; empty where it came or went.
        subject: what it is the value of, in the draft's own words ("penyampaian laporan"); empty if not to be told.
    """

    kind: EffectKind
    old: str
    new: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One row of a comparison: a pair of provisions, or one that stands on one side only.

    Attributes:
        old: id in the old version, None for what was added.
        new: id in the new version, None for what was removed.
        relation: how the place changed. A split or a merger stands as one row a pair.
        change: what became of the provision's own words (not of its children's).
        edits: the word edits of its own words; empty where nothing changed, and in a row of a split or a
            merger that holds none of the words.
        basis: how the pair was found (a short stable code).
        certainty: 0 to 1.
        rival: id of the next best partner, on the side that *rival_side* names; empty where there is none.
        poorly_read: one of the two could not be read well, so that words that look the same may differ.
        effects: what a substantive change does, the weightiest first.
        sentence: one Indonesian sentence that says what changed; empty where nothing did.
        rank: 0 to 100: how soon a reader should see it.
        reasons: why it has that rank (Indonesian clauses), the weightiest first.
    """

    old: str | None
    new: str | None
    relation: Relation
    change: ChangeKind
    edits: tuple[Edit, ...] = ()
    basis: str = ""
    certainty: float = 1.0
    rival: str = ""
    rival_side: Literal["", "old", "new"] = ""
    poorly_read: bool = False
    effects: tuple[Effect, ...] = ()
    sentence: str = ""
    rank: int = 0
    reasons: tuple[str, ...] = ()

    @property
    def unchanged(self) -> bool:
        """Same place, same words, and both read well enough to say so."""
        return self.relation == "same" and self.change == "none" and not self.poorly_read

    @property
    def doubtful(self) -> bool:
        """Whether a person should look at the pair itself, or at the page."""
        return self.certainty < SURE or self.poorly_read


@dataclass(frozen=True, slots=True)
class FollowedReference:
    """A reference of the new version, followed through the map of what became which.

    Attributes:
        provision: id in the new version of the provision that holds it.
        start, end: characters of the provision's text that name it.
        text: the reference as printed: ``Pasal 7 ayat (2)``.
        fate: ``kept`` (the same number still names the same place), ``updated`` (another number, which follows
            the renumbering), ``stale`` (still the old number, while its old target went elsewhere or is gone and
            another provision bears the number), ``dangling`` (no provision of the new version bears it),
            ``retargeted`` (another target than before).
        before: id in the old version of its target; empty where it is new, or had none.
        meant: id in the new version of what became of that target; empty where it is gone.
        now: id in the new version that the words name; empty where there is none.
    """

    provision: str
    start: int
    end: int
    text: str
    fate: Fate
    before: str = ""
    meant: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class Comparison(Shown):
    """Two versions of a regulation, and one row for every provision of both, in the order of the new
    version with the removed ones where they stood.

    Attributes:
        references: the internal references of the new version, in order; of a comparison that was read back from its
            JSON without those that were kept.
        problems: what a person should know of the comparison itself; those of the two readings stand with these.
        skeletons: of a comparison that was read back from its JSON, both versions without their words; its *old* and
            *new* then have identity, source and problems, and no provisions.
        kept: of a comparison that was read back, how many references were kept.
    """

    old: Regulation
    new: Regulation
    rows: tuple[Change, ...]
    problems: tuple[Problem, ...] = ()
    references: tuple[FollowedReference, ...] = ()
    skeletons: tuple[Skeleton, Skeleton] | None = field(default=None, repr=False)
    kept: int = field(default=0, repr=False)

    def apply(self, old: Regulation) -> Regulation:
        """Return the new version, word for word, made of *old* and the rows alone.

        It has identity, source and provisions, and no origins. *old* may have been read from another file, as long
        as it has the provisions and words that were compared.

        Raises:
            DoesNotFit: *old* is not the old version that was compared, or the rows are not whole.
        """
        from pkpu_review.model.patch import patched, worded

        return patched(self, worded(old), forward=True)

    def revert(self, new: Regulation) -> Regulation:
        """Return the old version, word for word, made of *new* and the rows alone; see :meth:`apply`.

        Raises:
            DoesNotFit: *new* is not the new version that was compared, or the rows are not whole.
        """
        from pkpu_review.model.patch import patched, worded

        return patched(self, worded(new), forward=False)

    def to_json(self) -> str:
        """Return the comparison as JSON, the object of ``compare --format json``; see :mod:`.stored`."""
        from pkpu_review.model.stored import dumps

        return dumps(self)

    @classmethod
    def from_json(cls, text: str) -> Comparison:
        """Return the comparison that :meth:`to_json` or ``compare --format json`` wrote.

        It has the words that changed, and no others: :meth:`apply` and :meth:`revert` give a version's words.

        Raises:
            PkpuError: *text* is no such JSON, or not whole.
        """
        from pkpu_review.model.stored import loads

        return loads(text)

    @property
    def unproven(self) -> tuple[Problem, ...]:
        """Problems that say that the comparison does not give the two versions back."""
        return tuple(problem for problem in self.problems if problem.code == UNPROVEN)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What every view shows first: that it is not proven, or that the new version only amends the old one."""
        return tuple(problem for problem in self.problems if problem.code in (UNPROVEN, AMENDING))

    @property
    def fates(self) -> dict[Fate, int]:
        """How many references of the new version met each fate; without those that none met."""
        counts = Counter[Fate](one.fate for one in self.references)
        counts["kept"] += self.kept
        return {fate: counts[fate] for fate in get_args(Fate) if counts[fate]}

    @property
    def stale(self) -> tuple[FollowedReference, ...]:
        """References left behind: they still name the old place of what moved or is gone."""
        return tuple(one for one in self.references if one.fate in ("stale", "dangling") and one.before)

    @property
    def doubtful(self) -> tuple[Change, ...]:
        """Rows whose pair a person should look at."""
        return tuple(row for row in self.rows if row.doubtful)

    def of_new(self, id: str) -> tuple[Change, ...]:
        """Rows of the provision *id* of the new version (several after a merger)."""
        return tuple(row for row in self.rows if row.new == id)

    def of_old(self, id: str) -> tuple[Change, ...]:
        """Rows of the provision *id* of the old version (several after a split)."""
        return tuple(row for row in self.rows if row.old == id)

    def _title(self) -> str:
        return f"Perbandingan {self.old.source.name} → {self.new.source.name}"

    def _records(self) -> Iterator[Mapping[str, Any]]:
        for row in self.rows:
            old, new = self.old.get(row.old), self.new.get(row.new)
            yield {
                "old": row.old,
                "new": row.new,
                "relation": row.relation,
                "change": row.change,
                "old_text": old.text if old else "",
                "new_text": new.text if new else "",
                "certainty": row.certainty,
            }
