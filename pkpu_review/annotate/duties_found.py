"""One norm as a sentence tells it: places in the text, before it is known whose text it is."""

from __future__ import annotations

from dataclasses import dataclass

from pkpu_review.model.norms import Modality

Span = tuple[int, int]
NONE: Span = (0, 0)
AND = frozenset(["dan", "atau", "dan/atau", "serta", "tetapi", "namun"])
"""Words that join clauses."""


@dataclass(frozen=True, slots=True)
class Found:
    """A norm of one text, its parts as characters of the text; (0, 0) where there is none.

    Attributes:
        verb: the verb, in small letters.
        subject: what the sentence is about, as far as its name goes.
        passive: the subject is acted upon.
        leads: the action is left to the list below: "KPPS bertugas:".
    """

    modality: Modality
    modal: Span
    body: Span
    action: Span
    verb: str
    subject: Span
    toward: Span = NONE
    deadline: Span = NONE
    condition: Span = NONE
    sanction: Span = NONE
    passive: bool = False
    leads: bool = False
