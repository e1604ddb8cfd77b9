"""A word of a proposal → how much it says: by the lists of ``follow.toml``."""

from __future__ import annotations

from collections.abc import Container
from functools import cache

from pkpu_review.knowledge import load
from pkpu_review.lexis.stems import DENIED, Word, stem
from pkpu_review.lexis.words import key

LIGHT = 0.25
"""What a word weighs that says little of its own: "melaksanakan", "memberikan"."""
DUTY = "= wajib"
"""Stem of the words for a duty, which a regulation often has without them: "PPS melapor"."""
MODAL = 0.5
"""What a word weighs that obliges or allows, beside what it is said of."""


def weight(word: Word, around: Container[str] = ()) -> float:
    """Return what *word* weighs among those that were asked for.

    Args:
        around: stems that the text around has anyhow.
    """
    if word.stem == DUTY:
        return LIGHT
    return LIGHT if word.stem in light() or word.stem in around else MODAL if word.stem in modal() else 1.0


def decides(word: Word) -> bool:
    """Whether *word* denies, forbids, allows, or obliges."""
    return word.stem.startswith(DENIED) or word.stem in modal()


def denies(stem_: str) -> bool:
    """Whether a word of that stem denies or forbids."""
    return stem_.startswith(DENIED) or stem_ in ("= kecuali", "= dilarang")


@cache
def modal() -> frozenset[str]:
    """Return the stems of words that oblige, forbid, allow, or except."""
    return frozenset(map(stem, load("follow.toml")["modal"]["words"]))


@cache
def light() -> frozenset[str]:
    """Return the stems of words that carry another word and say little of their own."""
    return frozenset(map(stem, load("follow.toml")["light"]["words"]))


def says_much(word: Word) -> bool:
    """Whether *word* has a sense of its own, and does not merely bind others."""
    return bool(word.stem) and word.stem not in light() and not decides(word) and word.key not in openers()


@cache
def openers() -> dict[str, int]:
    """Return word that a clause begins with, as a key → how many words that say much have to stand before it."""
    known = load("follow.toml")["openers"]
    return {key(word): least for name, least in (("words", 1), ("bound", 2)) for word in known[name]}
