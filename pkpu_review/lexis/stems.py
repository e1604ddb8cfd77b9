"""A word → what it has in common with its other forms and with words of the same meaning: its stem.

Affixes are taken off by the morphophonemic rules of Indonesian (Tata Bahasa Baku Bahasa Indonesia, 4th edition, chapter
4), and so is a first p, t, k or s, which *me-* and *pe-* give up: "menetapkan", "ditetapkan", and "penetapan" are one
stem. Stems are for telling whether two wordings speak of the same things; they are no words.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pkpu_review.knowledge import load
from pkpu_review.lexis.words import key

LEAST = 3
"""Letters that a stem keeps."""
_CLITICS = re.compile(r"(?<=\w{4})(?:nya|lah|kah|pun)$")
_SUFFIX = re.compile(r"(?<=\w{3})(?:kan|an|i)$")
_PREFIX = re.compile(r"^(?:memper|diper|meng|meny|men|mem|me|peng|peny|pen|pem|per|pe|ber|ter|di|ke|se)(?=\w{3})")
_GIVEN_UP = re.compile(r"^[ptks](?=\w{2})")


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Return the stem of *word*; of one that means the same as others (``follow.toml``), that of their group."""
    plain = key(word)
    groups = _groups()
    found = groups.get(plain) or groups.get(_CLITICS.sub("", plain))
    return found or _stemmed(plain)


def _stemmed(plain: str) -> str:
    if not plain.isalpha():
        return plain
    bare = _CLITICS.sub("", plain)
    bare = _SUFFIX.sub("", bare)
    bare = _PREFIX.sub("", bare)
    bare = _GIVEN_UP.sub("", bare)
    return bare if len(bare) >= LEAST else plain


@cache
def _groups() -> dict[str, str]:
    """Return word → what stands for its group."""
    return {word: group["words"][0] for group in load("follow.toml")["same"] for word in group["words"]}


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)", re.IGNORECASE), group["words"][0])
        for group in load("follow.toml")["same"]
        for phrase in group.get("phrases", ())
    )


@cache
def _small() -> frozenset[str]:
    return frozenset(load("follow.toml")["small"]["words"])


def stems(text: str) -> list[str]:
    """Return the stems of the words of *text* that say something, in order; phrases of one meaning as one word."""
    for pattern, word in _phrases():
        text = pattern.sub(word, text)
    return [found for word in text.split() if (found := stem(word)) and found not in _small()]
