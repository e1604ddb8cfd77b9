"""The words of a page → the same words, joined where the page is set with space between its letters.

Some copies were made with letters set apart, so that every letter stands as a word of its own ("P a s a l 1 3"). A page
is set so where single letters stand side by side all over it; then the space between letters is far narrower than that
between words, and what stands closer than a quarter of the letters' height is one word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pkpu_review.ingest.pdf_words import Word

CLOSE = 0.27
"""Gap within a word, in heights of the letters, at most; that between words is wider on such a page."""
LONG = 4
"""Mean letters of a word from which a page is not set so; it is asked of every page."""
LEAST = 8
"""Pairs of single letters from which a page may be set so."""
PART = 0.15
"""The same, in parts of the words of the page."""


def joined(words: list[Word]) -> list[Word]:
    """Return the *words*, in the order of the content stream, letters that stand apart joined to words."""
    if sum(map(len, [word.text for word in words])) > LONG * len(words) or not _is_spaced(words):
        return words
    whole: list[Word] = []
    for word in words:
        last = whole[-1] if whole else None
        if last is not None and _adjoins(last, word):
            whole[-1] = replace(last, text=last.text + word.text, x1=word.x1)
        else:
            whole.append(word)
    return whole


def _is_spaced(words: Sequence[Word]) -> bool:
    pairs = sum(len(one.text) == len(other.text) == 1 and _adjoins(one, other) for one, other in pairwise(words))
    return pairs >= max(LEAST, PART * len(words))


def _adjoins(one: Word, other: Word) -> bool:
    """Whether two words stand on one line, as near to one another as letters of a word."""
    return one.y == other.y and -CLOSE * one.size < other.x0 - one.x1 < CLOSE * one.size
