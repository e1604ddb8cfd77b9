"""Styled spans → one text for a terminal, coloured or plain.

A view for the terminal is a list of lines, a line a tuple of spans, and a span some words with the
role that they play. What comes from a document may hold anything, so that control characters, which
could steer a terminal, never pass through.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Literal

from pkpu_review.report.printable import printable

Role = Literal["plain", "title", "label", "heading", "soft", "insert", "delete", "warning"]
Span = tuple[str, Role]
Line = tuple[Span, ...]

_CODES: dict[Role, str] = {
    "title": "1",
    "label": "36",
    "heading": "1;34",
    "soft": "2",
    "insert": "32;4",
    "delete": "31;9",
    "warning": "33",
}
"""SGR codes: a change is told by underline and strike as well, for those who do not see the colour."""

_PIECE = re.compile(r"\s+|\S+")
LEAST = 30
"""Columns for words, at least, however narrow the terminal."""
WIDTH = 100
"""Columns where there is no terminal to ask."""


def plain(text: str) -> str:
    """Return *text* on one line, without characters that steer a terminal."""
    return printable(" ".join(text.split()))


def paint(lines: Iterable[Line], colour: bool = False) -> str:
    r"""Return *lines* as text, each ended by ``\n``; with SGR codes where *colour* is wanted."""
    painted = []
    for line in lines:
        spans = [
            f"\x1b[{_CODES[role]}m{text}\x1b[0m" if colour and text and role in _CODES else text for text, role in line
        ]
        painted.append("".join(spans).rstrip(" ") + "\n")
    return "".join(painted)


def columns(text: str) -> int:
    """Return how many columns of a terminal *text* takes; wide letters take two, marks none."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def folded(line: Line, width: int, indent: int) -> Iterator[Line]:
    """Yield *line* in lines of at most *width* columns, broken between words; those after the first are indented.

    A single word that is longer stands whole.
    """
    room = max(width, indent + LEAST)
    made: list[Span] = []
    used = 0
    gap: Span | None = None
    begun = False
    for word in _words(line):
        size = sum(columns(text) for text, _ in word)
        if not word[0][0].strip():
            if not begun and used == 0:  # what the line begins with
                made, used = [*made, *word], used + size
            else:
                gap = word[0]
            continue
        if begun and used + (columns(gap[0]) if gap else 0) + size > room:
            yield tuple(made)
            made, used, gap = [(" " * indent, "plain")], indent, None
        if gap is not None:
            made.append(gap)
            used += columns(gap[0])
        made += word
        used += size
        gap, begun = None, True
    if made or not line:
        yield tuple(made)


def _words(line: Line) -> Iterator[list[Span]]:
    """Yield the words of *line*, each in the spans that it is made of, and the blanks between them."""
    word: list[Span] = []
    for text, role in line:
        for piece in _PIECE.findall(text):
            if not piece.strip():
                if word:
                    yield word
                yield [(piece, role)]
                word = []
            else:
                word.append((piece, role))
    if word:
        yield word


def cut(text: str, width: int) -> str:
    """Return *text* in at most *width* columns, ended by an ellipsis where it was cut."""
    if columns(text) <= width:
        return text
    if width < 1:
        return ""
    kept = text[: width - 1]
    while columns(kept) > width - 1:
        kept = kept[:-1]
    return kept.rstrip() + "…"
