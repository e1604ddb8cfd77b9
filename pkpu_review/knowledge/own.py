"""The bytes of a TOML file that a person wrote → its tables; what would keep the parser busy for hours is no TOML here.

The standard parser takes time that grows with the square of a key's parts ("a.a.a. ..."): a file of 100 KiB that is one
such key would hold up a whole meeting.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

LONG_KEY = 64
"""Dots of a line up to which it cannot be a key that costs anything; quoted words have some, too."""
TOLD, LETTERS = 8, 60
"""Words of the file that a complaint about it names, and letters of each."""
WORK = 1_000_000
"""Squares of the dots of all longer lines, at most: one line of 1,000 dots."""


def parsed(data: bytes) -> dict[str, Any]:
    """Return the tables of *data*.

    Raises:
        ValueError: it is not UTF-8, not TOML, holds a number of thousands of digits, or a key without end.
        RecursionError: brackets in brackets without end.
    """
    import tomllib

    text = data.decode("utf-8-sig")
    dots = (line.count(".") for line in text.split("\n"))
    if sum(count * count for count in dots if count > LONG_KEY) > WORK:
        raise ValueError("a key of too many parts")
    return tomllib.loads(text)


def told(words: Sequence[str]) -> str:
    """Return *words* of such a file as a complaint names them, on one line: the first, and how many more there are."""
    short = [" ".join(word.split()) for word in words[:TOLD]]
    named = ", ".join(word if len(word) <= LETTERS else f"{word[:LETTERS]} …" for word in short)
    return named + (f", dan {len(words) - TOLD} lagi" if len(words) > TOLD else "")
