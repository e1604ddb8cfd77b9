"""A text → the words in it that make a norm: wajib, harus, dapat, dilarang, berhak, berwenang, and "tidak".

UU 12/2011 Lampiran II (Ragam Bahasa): "wajib" and "harus" oblige, "dapat" permits, "dilarang" forbids, "berhak" and
"berwenang" give a right or a power. "tidak dapat" is one norm, and so is a bare "tidak" before any other word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pkpu_review.knowledge import in_small, load
from pkpu_review.lexis.words import folded


@dataclass(frozen=True, slots=True)
class Modal:
    """A norm's word: the characters it takes, and the word in small letters ("tidak dapat")."""

    start: int
    end: int
    word: str


def find(text: str) -> Iterator[Modal]:
    """Yield the norm words of *text* in order."""
    small = folded(text)
    if not _sign().search(small):
        return
    for match in _pattern().finditer(small):
        yield Modal(match.start(), match.end(), " ".join(match[0].casefold().split()))


@cache
def _sign() -> re.Pattern[str]:
    """Return the words alone, in small letters: where none stands, even inside another word, there is no norm word."""
    words = load("effects.toml")["modality"]
    return re.compile(in_small(f"{words['words']}|{words['negation']}"))


@cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern of a norm word in small letters (``words.folded``)."""
    words = load("effects.toml")["modality"]
    return re.compile(
        in_small(rf"(?<![\w-])(?:(?:{words['negation']})(?:\s+(?:{words['words']}))?|(?:{words['words']}))(?![\w-])")
    )
