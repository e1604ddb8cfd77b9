"""Two words → whether the second is the first one spelled right (or otherwise), and not another word.

One letter may be a typing error ("pengdilan", "pengadilan") or the whole matter ("pemilih", "pemilik").
What decides: the words that the knowledge file lists as look-alikes, affixes, and the two versions
themselves, for a word that is still in use in the new version was no error.
"""

from __future__ import annotations

from collections.abc import Container
from functools import cache

from rapidfuzz.distance import OSA

from pkpu_review.knowledge import load

SHORT = 5
"""Letters below which a word is too short for its spelling to be judged by likeness."""
LONG = 9
"""Letters from which two letters may be wrong."""


def same_word(old: str, new: str, still_used: Container[str]) -> bool:
    """Return whether *new* is *old* with its spelling put right.

    Args:
        old: key of the old word (see :func:`pkpu_review.lexis.words.key`).
        new: key of the new word.
        still_used: keys of the words of the new version.
    """
    if old == new:
        return True
    if min(len(old), len(new)) < SHORT or not (old.isalpha() and new.isalpha()):
        return False
    wrong = OSA.distance(old, new, score_cutoff=2)
    if wrong > (2 if min(len(old), len(new)) >= LONG else 1):
        return False
    return old not in still_used and not _look_alike(old, new) and not _other_form(old, new)


def _other_form(one: str, other: str) -> bool:
    """Whether the two are forms of one stem with other affixes: "penerima" and "penerimaan", "pemohon" and "termohon".

    An affix that is merely misspelled is no other one: "megenai" and "mengenai" both begin with me-.
    """
    forms = [dict[str, set[tuple[int, int]]](), dict[str, set[tuple[int, int]]]()]
    for word, found in zip((one, other), forms, strict=True):
        for before, prefix in _affixes("before"):
            for after, suffix in _affixes("after"):
                stem = word.removeprefix(prefix).removesuffix(suffix)
                if word == prefix + stem + suffix and len(stem) >= SHORT - 1:
                    found.setdefault(stem, set()).add((before, after))
    shared = forms[0].keys() & forms[1].keys()
    return bool(shared) and all(forms[0][stem].isdisjoint(forms[1][stem]) for stem in shared)


@cache
def _affixes(place: str) -> list[tuple[int, str]]:
    groups = load("spelling.toml")["affix"][place]
    return [(0, ""), *((number, affix) for number, group in enumerate(groups, 1) for affix in group)]


def _look_alike(one: str, other: str) -> bool:
    groups = _groups()
    return not groups.get(one, frozenset()).isdisjoint(groups.get(other, frozenset()))


@cache
def _groups() -> dict[str, frozenset[int]]:
    groups: dict[str, frozenset[int]] = {}
    for number, entry in enumerate(load("spelling.toml")["look_alike"]):
        for word in entry["words"]:
            groups[word] = groups.get(word, frozenset()) | {number}
    return groups
