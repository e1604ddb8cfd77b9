"""Two texts of one provision → what kind of change lies between them.

none; reference (only references changed, and they follow the renumbering); editorial (spelling,
punctuation, case, spacing); substantive: all else. The heaviest kind that is found decides.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from pkpu_review.compare.edits import steps
from pkpu_review.compare.follow import Follower
from pkpu_review.compare.masking import REFERENCE
from pkpu_review.lexis.references import Reference, find
from pkpu_review.lexis.spelling import same_word
from pkpu_review.lexis.words import joined, key
from pkpu_review.model import ChangeKind

WEIGHT: tuple[ChangeKind, ...] = ("none", "reference", "editorial", "substantive")
"""The kinds of change, the lightest first."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text that stands at the id *at*: its words, each reference one of them."""

    at: str
    words: tuple[str | Reference, ...]

    @classmethod
    def of(cls, text: str, at: str) -> Text:
        """Return *text* taken apart."""
        words: list[str | Reference] = []
        start = 0
        for reference in find(text):
            words += text[start : reference.start].split()
            words.append(reference)
            start = reference.end
        return cls(at, (*words, *text[start:].split()))


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kind of change, and the references that stayed as they were: pairs of old and new."""

    change: ChangeKind
    kept: tuple[tuple[Reference, Reference], ...]


def classify(old: Text, new: Text, follower: Follower, still_used: Container[str]) -> Verdict:
    """Return what kind of change leads from *old* to *new*; *still_used* holds the word keys of the new version."""
    weight = 0
    kept: list[tuple[Reference, Reference]] = []
    # references are all alike here: which word of which list they are is told apart below
    keys = [[REFERENCE if isinstance(word, Reference) else word for word in text.words] for text in (old, new)]
    for tag, i, i_end, j, j_end in steps(*keys):
        if tag != "equal":
            same = _same_words(old.words[i:i_end], new.words[j:j_end], still_used)
            weight = max(weight, 2 if same else 3)
            continue
        for one, other in zip(old.words[i:i_end], new.words[j:j_end], strict=True):
            if isinstance(one, Reference) and isinstance(other, Reference):
                if one.text == other.text:
                    kept.append((one, other))
                elif follower.follows(one, old.at, other, new.at):
                    weight = max(weight, 1)
                elif joined([one.text]) == joined([other.text]):
                    weight = max(weight, 2)
                else:
                    weight = 3
    return Verdict(WEIGHT[weight], tuple(kept))


def _same_words(old: Sequence[str | Reference], new: Sequence[str | Reference], still_used: Container[str]) -> bool:
    """Whether *old* and *new* say the same words, written otherwise."""
    if any(isinstance(word, Reference) for word in (*old, *new)):
        return False
    olds, news = [str(word) for word in old], [str(word) for word in new]
    if joined(olds) == joined(news):
        return True
    old_keys, new_keys = [k for word in olds if (k := key(word))], [k for word in news if (k := key(word))]
    if any("/" in word for word in (*olds, *news)) and joined(olds).count("/") != joined(news).count("/"):
        return False
    return len(old_keys) == len(new_keys) and all(
        same_word(one, other, still_used) for one, other in zip(old_keys, new_keys, strict=True)
    )
