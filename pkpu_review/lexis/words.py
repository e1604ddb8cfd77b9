"""A text → its words, and what a word is apart from its dress.

A word is what stands between white space: the unit in which readers are shown what changed. Its *key*
is the word without case and punctuation: what two versions of a text are aligned by.
"""

from __future__ import annotations

import re
from functools import lru_cache

_DRESS = re.compile(r"[^\w]+|_+")
_KEPT = re.compile(r"(?<=\d)([.,:-])(?=\d)|[^\w/%]+|_+")


def split(text: str) -> list[str]:
    """Return the words of *text*, with their punctuation."""
    return text.split()


@lru_cache(maxsize=65536)
def key(word: str) -> str:
    """Return *word* without case, punctuation and hyphens (``Pasal-pasal,``: ``pasalpasal``); a sign alone is empty."""
    return _DRESS.sub("", word.casefold())


def joined(words: list[str]) -> str:
    """Return the keys of *words* run together: equal for two texts that differ in spacing and punctuation alone.

    A slash keeps its place, for "dan/atau" is not "dan atau", and so do the signs inside a figure ("1.000").
    """
    return "".join(_kept(word) for word in words)


@lru_cache(maxsize=65536)
def _kept(word: str) -> str:
    return _KEPT.sub(lambda sign: sign[1] or "", word.casefold())


@lru_cache(maxsize=16)
def folded(text: str) -> str:
    """Return *text* in small letters, each in its place, for patterns in small letters (``knowledge.in_small``).

    Looking for these in it is several times as fast as looking in *text* without regard to case, and finds the same.
    """
    small = text.lower()
    if len(small) != len(text):  # there is a letter that becomes two
        small = "".join(letter.lower()[0] for letter in text)
    return small.replace("\u0131", "i").replace("\u017f", "s")  # the two letters that are others' capitals as well


def shortened(words: str, limit: int) -> str:
    """Return *words*, cut between words after *limit* characters, with dots where something is left out."""
    if len(words) <= limit:
        return words
    cut = words[: limit + 1].rsplit(None, 1)[0] if " " in words[: limit + 1] else words[:limit]
    return cut[:limit].rstrip(" ,;:.") + " …"
