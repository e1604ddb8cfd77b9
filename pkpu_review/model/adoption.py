"""What the next draft made of the proposals: :class:`Adoption` for each, and all of one list as :class:`FollowUp`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pkpu_review.model.comparison import Comparison, Edit
from pkpu_review.model.remarks import Dim, Entry, Said
from pkpu_review.show import Shown

Fate = Literal["wholly", "partly", "other-words", "not"]
Wish = Literal["wording", "replace", "insert", "drop", "remove", "keep", "new"]
"""What a proposal asks for: another wording; other words for some; words more; words less; that the provision goes;
that it stays as it is; a provision that the draft does not have."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One change that a proposal asks for.

    Attributes:
        old, new: the words of the draft, and those proposed for them; one may be empty.
        found: what the next draft has there.
        fate: ``wholly``, ``other-words`` or ``not``; ``partly`` where some of the words were taken.
    """

    old: str
    new: str
    found: str
    fate: Fate


@dataclass(frozen=True, slots=True)
class Fated:
    """What became of one proposed text, without its list: see :class:`Adoption`."""

    fate: Fate
    wish: Wish
    asked: tuple[Asked, ...] = ()
    more: bool = False
    elsewhere: str = ""


@dataclass(frozen=True, slots=True)
class Adoption:
    """What became of one proposal.

    Attributes:
        entry: the provision of the list that it was made on.
        said: who proposed it, with the wording.
        fate: whether the next draft adopted it ``wholly``, ``partly``, in ``other-words``, or ``not``.
        wish: what it asks for.
        asked: the changes that it asks for, each with what the next draft has there: the evidence.
        about: id in the draft of what it is about: the provision, or a part of it; empty where the draft has none.
        before: the words of the draft that it is about.
        now: the words of the next draft; empty where the provision is gone.
        place: id in the next draft where *now* stands; empty where it is gone.
        more: the next draft changed the provision otherwise, too.
        elsewhere: id of another provision of the next draft that took the words in; empty without one.
        edits: the words from *before* to *now*.
    """

    entry: Entry
    said: Said
    fate: Fate
    wish: Wish
    asked: tuple[Asked, ...]
    before: str
    now: str
    place: str = ""
    about: str = ""
    more: bool = False
    elsewhere: str = ""
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowUp(Shown):
    """All proposals of a list, followed into the next draft.

    Attributes:
        dim: the list.
        comparison: the draft that it is about, against the next one.
        adoptions: one a proposal, in the order of the list.
    """

    dim: Dim
    comparison: Comparison
    adoptions: tuple[Adoption, ...]

    @property
    def counts(self) -> Counter[Fate]:
        """How many proposals had which fate."""
        return Counter(one.fate for one in self.adoptions)

    def _title(self) -> str:
        return f"Tindak lanjut usulan: {self.comparison.new.identity.name or self.comparison.new.source.name}"

    def _records(self) -> Iterator[Mapping[str, Any]]:
        for one in self.adoptions:
            yield {
                "number": one.entry.number,
                "provision": one.entry.provision,
                "offices": list(one.said.offices),
                "usulan": one.said.usulan,
                "fate": one.fate,
                "place": one.place,
            }
