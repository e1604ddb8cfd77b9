"""The words that Tesseract read of one printed line → those that are print, and the dirt that it took for letters.

A scan has dust along the edge of the glass, a wire of the feeder, initials at the foot, a seal. Tesseract reads letters
into them, of which it is not sure. What is taken for dirt is not thrown away: it is told as the page's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pkpu_review.ingest.pdf_words import Word

GUESSED = 20.0
"""Mean confidence, of 100, up to which a whole line is a guess at what is no writing."""
FLAT = 5.0
"""Points: the highest letter of a line of print is higher; the smallest type of a regulation is of 6 points."""
SURE = 75.0
"""Mean confidence from which even a flat line is print: a row of dots."""
DOUBTED = 65.0
"""Confidence below which a lone mark at the edge of a line is dirt."""
APART = 10.0
"""Points between a line and a mark behind it that does not belong to it."""
FAR = 40.0
"""Points between a line and one or two letters behind it that do not belong to it: initials, put at the foot."""
_STROKE = re.compile(r"[|_¦]+")
_DOTS = re.compile(r"[.…·]+")
_GLUED = re.compile(r"[^\w\s(\"“‘']+(?=\(?\w{1,3}[.)]$)")
"""A speck before a label, read together with it: ``—d.``"""


@dataclass(frozen=True, slots=True)
class Told:
    """A word, and how sure Tesseract is of it, 0 to 100."""

    word: Word
    sure: float


def part(line: Sequence[Told], height: float) -> tuple[list[Told], list[Word]]:
    """Return the words of a *line* that are print, and those that are dirt.

    Args:
        line: from left to right.
        height: of its highest letter, in points.
    """
    words = list(line)
    mean = sum(told.sure for told in words) / len(words)
    strokes = all(_STROKE.fullmatch(told.word.text) for told in words)
    if strokes or mean < GUESSED or (height < FLAT and mean < SURE):
        return [], [told.word for told in words]
    dirt: list[Word] = []
    while len(words) > 1 and _is_mark(words[0]) and not _DOTS.fullmatch(words[0].word.text):
        dirt.append(words.pop(0).word)
    while len(words) > 1 and _is_behind(words[-1], words[-1].word.x0 - words[-2].word.x1):
        dirt.append(words.pop().word)
    first = words[0]
    glued = _GLUED.match(first.word.text) if first.sure < DOUBTED and len(words) > 1 else None
    if glued:
        word, at = first.word, glued.end()
        edge = word.x0 + (word.x1 - word.x0) * at / len(word.text)
        dirt.append(Word(word.text[:at], word.x0, edge, word.y, word.size, word.weight))
        words[0] = Told(Word(word.text[at:], edge, word.x1, word.y, word.size, word.weight), first.sure)
    return words, dirt


def _is_mark(told: Told) -> bool:
    """Whether a word is a mark that no writing has, or one that is hardly seen."""
    text = told.word.text
    return bool(_STROKE.fullmatch(text)) or (len(text) == 1 and not text.isalnum() and told.sure < DOUBTED)


def _is_behind(told: Told, gap: float) -> bool:
    """Whether the last word of a line, *gap* points behind the others, does not belong to it."""
    text = told.word.text
    if len(text) > 2 or _DOTS.fullmatch(text):
        return False
    if not any(letter.isalnum() for letter in text):
        return bool(_STROKE.fullmatch(text)) or gap > APART
    return gap > FAR and told.sure < SURE
