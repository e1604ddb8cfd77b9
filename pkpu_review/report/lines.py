"""Texts and the width of a column → how many lines they need: to keep rows whole and to give rows their height.

An estimate with the letter widths of Arial, in thousandths of the letter size, rounded up: a row that is a
little too high is better than a line that is cut.
"""

from __future__ import annotations

import re
from math import ceil

from pkpu_review.report.sheet import Paragraph

_NARROW, _MIDDLE, _DIGIT, _CAPITAL, _WIDE = 290, 510, 570, 720, 1000
ENDING = r"(?<=\.)(?=(?:docx|docm|xlsx|xlsm|pdf|html|txt|json|toml)\b)"
"""Before the ending of a file's name a line breaks only where the name alone is too wide."""
_SEAM = re.compile(rf"(?!{ENDING})(?<=[/\\_.,;:&?=|-])(?=\w)")
"""Behind these signs a path, an address or the name of a cell breaks best."""
_ENDING = re.compile(ENDING)
SAFETY = 1.06
"""Factor for letters that are wider than their class, and for bold words."""


def width(words: str) -> int:
    """Return the width of *words* in thousandths of the letter size."""
    total = 0
    for c in words:
        if c in " .,;:!'|()[]/ijltfrI-":
            total += _NARROW
        elif c in "MWmw@%":
            total += 900
        elif c.isdigit():
            total += _DIGIT
        elif c.isupper():
            total += _CAPITAL
        elif c.isascii():
            total += _MIDDLE + 40
        else:
            total += _WIDE
    return total


def lines(words: str, room: float, size: float) -> int:
    """Return how many lines *words* need in a column of *room* points with letters of *size* points."""
    limit = max(1.0, room) * 1000 / (size * SAFETY)
    needed, used = 1, 0.0
    for word in words.split(" "):
        long = width(word)
        if used and used + _NARROW + long > limit:
            needed, used = needed + 1, 0.0
        elif used:
            used += _NARROW
        if long > limit:  # broken within the word
            needed += ceil((used + long) / limit) - 1
            used = (used + long) % limit
        else:
            used += long
    return needed


def parted(words: str, room: float, size: float, sign: str) -> str:
    """Return *words* with *sign* behind the signs of those that are wider than *room*, where they break best."""
    limit = max(1.0, room) * 1000 / (size * SAFETY)
    return " ".join(
        sign.join(_ENDING.sub(sign, piece) if width(piece) > limit else piece for piece in _SEAM.split(word))
        if len(word) * _WIDE > limit and width(word) > limit
        else word
        for word in words.split(" ")
    )


def paragraph_lines(paragraph: Paragraph, room: float, size: float, step: float) -> int:
    """Return the lines of *paragraph*; *step* is one indent in points."""
    indent = step * (paragraph.depth + bool(paragraph.label))
    return lines("".join(run.text for run in paragraph.runs), room - indent, size)
