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
from pkpu_review.lexis.spelling import canonical, same_word
from pkpu_review.lexis.words import joined, key
from pkpu_review.model import ChangeKind

_LEADING, _LEAD = ("dalam", "pada"), "\x02"
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


def classify(old: Text, new: Text, follower: Follower, still_used: Container[str]) -> ChangeKind:
    """Return what kind of change leads from *old* to *new*; *still_used* holds the word keys of the new version."""
    weight = 0
    # references are all alike here: which word of which list they are is told apart below
    for tag, i, i_end, j, j_end in steps(*(_keys(text.words) for text in (old, new))):
        if tag != "equal":
            same = _same_words(old.words[i:i_end], new.words[j:j_end], still_used)
            weight = max(weight, 2 if same else 3)
            continue
        for one, other in zip(old.words[i:i_end], new.words[j:j_end], strict=True):
            if isinstance(one, Reference) and isinstance(other, Reference):
                weight = max(weight, _between(one, old.at, other, new.at, follower))
            elif one != other:  # "dalam Pasal 8 ayat (1)", "pada ayat (1)": the word goes with the reference
                weight = max(weight, 1)
    if weight == 3:
        weight = _with_whole_lists(old, new, follower, still_used)
    return WEIGHT[weight]


def _keys(words: Sequence[str | Reference]) -> list[str]:
    """Return *words* with one sign for every reference, and one for either word that leads to it.

    UU 12/2011 Lampiran II has "dalam Pasal 8" and "pada ayat (1)": which of the two stands there follows from what
    is referred to.
    """
    keys = [REFERENCE if isinstance(word, Reference) else word for word in words]
    for place, word in enumerate(keys[:-1]):
        if word in _LEADING and keys[place + 1] == REFERENCE:
            keys[place] = _LEAD
    return keys


def _between(old: Reference, old_at: str, new: Reference, new_at: str, follower: Follower) -> int:
    """Return the weight of the change from one reference to the other."""
    if old.text == new.text:
        return 0
    if follower.follows(old, old_at, new, new_at):
        return 1
    return 2 if joined([old.text]) == joined([new.text]) else 3


def _with_whole_lists(old: Text, new: Text, follower: Follower, still_used: Container[str]) -> int:
    """Return the weight where a list of references is one word, for it may have become longer or shorter."""
    olds, news = _lists(old.words), _lists(new.words)
    if len(olds) == len(old.words) and len(news) == len(new.words):
        return 3  # there are no lists
    weight = 0
    keys = [[item if isinstance(item, str) else REFERENCE for item in items] for items in (olds, news)]
    for tag, i, i_end, j, j_end in steps(*keys):
        if tag != "equal":
            one_side, other_side = (
                [item for item in side if isinstance(item, str)] for side in (olds[i:i_end], news[j:j_end])
            )
            without_lists = len(one_side) == i_end - i and len(other_side) == j_end - j
            weight = max(weight, 2 if without_lists and _same_words(one_side, other_side, still_used) else 3)
            continue
        for one, other in zip(olds[i:i_end], news[j:j_end], strict=True):
            if isinstance(one, str) or isinstance(other, str):
                continue
            refs = [[word for word in side if isinstance(word, Reference)] for side in (one, other)]
            if _keys(one) == _keys(other):
                pairs = zip(*refs, strict=True)
                weight = max(weight, *(_between(a, old.at, b, new.at, follower) for a, b in pairs))
            else:
                weight = max(weight, 1 if follower.all_follow(refs[0], old.at, refs[1], new.at) else 3)
    return weight


def _lists(words: Sequence[str | Reference]) -> list[str | tuple[str | Reference, ...]]:
    """Return *words* with every list of references, and the words that join it, as one item."""
    items: list[str | tuple[str | Reference, ...]] = []
    last_of = {word.list: place for place, word in enumerate(words) if isinstance(word, Reference)}
    place = 0
    while place < len(words):
        word = words[place]
        if isinstance(word, Reference):
            end = last_of[word.list] + 1
            items.append(tuple(words[place:end]))
            place = end
        else:
            items.append(word)
            place += 1
    return items


def _same_words(old: Sequence[str | Reference], new: Sequence[str | Reference], still_used: Container[str]) -> bool:
    """Whether *old* and *new* say the same words, written otherwise."""
    if any(isinstance(word, Reference) for word in (*old, *new)):
        return False
    olds, news = canonical([str(word) for word in old]), canonical([str(word) for word in new])
    if joined(olds) == joined(news):
        return True
    old_keys, new_keys = [k for word in olds if (k := key(word))], [k for word in news if (k := key(word))]
    if any("/" in word for word in (*olds, *news)) and joined(olds).count("/") != joined(news).count("/"):
        return False
    return len(old_keys) == len(new_keys) and all(
        same_word(one, other, still_used) for one, other in zip(old_keys, new_keys, strict=True)
    )
