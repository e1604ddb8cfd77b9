"""Two words → whether the second is the first one spelled right (or otherwise), and not another word.

One letter may be a typing error ("pengdilan", "pengadilan") or the whole matter ("pemilih", "pemilik").
What decides: a dictionary and the words that the knowledge file lists as real ones (between two real words there is
no typing error), affixes, and the new version itself, for a word that it still uses was no error. Two wrong letters
are never taken for a typing error: most words of the law that differ by two letters are two words.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import cache

from rapidfuzz.distance import OSA

from pkpu_review.knowledge import dictionary, load
from pkpu_review.lexis.words import key

SHORT = 5
"""Letters below which a word is too short for its spelling to be judged by likeness."""
WRONG = 1
"""Letters that may be left out, doubled, changed or exchanged."""


def same_word(old: str, new: str, still_used: Container[str]) -> bool:
    """Return whether *new* is *old* with its spelling put right.

    Args:
        old: key of the old word (see :func:`pkpu_review.lexis.words.key`).
        new: key of the new word.
        still_used: keys of the words of the new version.
    """
    if old == new or _variants().get(old, old) == _variants().get(new, new):
        return True
    if min(len(old), len(new)) < SHORT or not (old.isalpha() and new.isalpha()):
        return False
    if OSA.distance(old, new, score_cutoff=WRONG) > WRONG or old in still_used:
        return False
    if old in _real() and new in _real():
        return False
    # one letter for another makes a word that the dictionary has; a letter left out it may have as an error of its own
    if len(old) == len(new) and {old, new} <= dictionary("kata.txt"):
        return False
    return not _other_form(old, new)


def canonical(words: Sequence[str]) -> list[str]:
    """Return *words* with every phrase that the knowledge file lists as saying the same put into its first form.

    "selambat-lambatnya" becomes "paling lambat": two texts that differ by it alone differ in wording, not in meaning.
    """
    known, longest = _synonyms()
    keys = [key(word) or word for word in words]
    told: list[str] = []
    at = 0
    while at < len(words):
        for length in range(min(longest, len(words) - at), 0, -1):
            first = known.get(tuple(keys[at : at + length]))
            if first is not None:
                told += first
                at += length
                break
        else:
            told.append(words[at])
            at += 1
    return told


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


@cache
def _real() -> frozenset[str]:
    return frozenset(load("spelling.toml")["real"]["words"])


@cache
def _synonyms() -> tuple[dict[tuple[str, ...], tuple[str, ...]], int]:
    """Return every listed phrase (as keys) with the first one of its entry, and the words of the longest."""
    known = {}
    for entry in load("spelling.toml")["synonym"]:
        first = tuple(entry["phrases"][0].split())
        for phrase in entry["phrases"]:
            known[tuple(key(word) or word for word in phrase.split())] = first
    return known, max(map(len, known))


@cache
def _variants() -> dict[str, str]:
    """Return for every spelling the first one of its entry."""
    return {word: entry["words"][0] for entry in load("spelling.toml")["variant"] for word in entry["words"]}
