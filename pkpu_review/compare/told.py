"""What is told of a row: the provisions around it, and each thing that changed there; plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pkpu_review.lexis import clauses
from pkpu_review.model import Effect, Provision

Shape = Literal["value", "modal", "actor", "joins", "reference", "cell", "phrase", "whole"]


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands around a row's words: the provision on either side, and the one above it."""

    old: Provision | None = None
    new: Provision | None = None
    old_above: Provision | None = None
    new_above: Provision | None = None

    @property
    def kind(self) -> str:
        """Kind of the provision: of the new one, or of the old one where it is gone."""
        one = self.new or self.old
        return one.kind if one else ""

    @property
    def id(self) -> str:
        """Id of the provision: of the new one, or of the old one where it is gone."""
        one = self.new or self.old
        return one.id if one else ""

    @property
    def labels(self) -> tuple[str, str]:
        """What is printed before the two: ``I.``, ``1.``."""
        return (self.old.label if self.old else "", self.new.label if self.new else "")

    @property
    def annexed(self) -> bool:
        """Whether it is part of an annex or of a table."""
        return self.id.startswith("lampiran") or self.kind in ("tabel", "baris")


@dataclass(frozen=True, slots=True)
class Told:
    """One thing to be told of a row: a stretch of its words, and the effects that it shows.

    Attributes:
        shape: how it is told.
        old, new: the words before and after; empty where they came or went.
        effects: what it does; none for a reference.
        subject: what it is about, in the words of the draft; may be empty.
        clause: the sentence in which it stands, of the new version where it still stands there.
        limit: of a value, what limits it ("paling lambat").
        of: of a value, what it measures ("pidana penjara"); of a cell, the head of its column.
        matter: what the sentence deals with, to be told where there is no subject; may be empty.
        opening: the words with which the provision begins, to be quoted where there is neither.
    """

    shape: Shape
    old: str
    new: str
    effects: tuple[Effect, ...] = ()
    subject: str = ""
    clause: clauses.Clause | None = None
    limit: str = ""
    of: str = ""
    matter: str = ""
    opening: str = ""


def bare(words: str) -> str:
    return words.strip(" ,;:.")
