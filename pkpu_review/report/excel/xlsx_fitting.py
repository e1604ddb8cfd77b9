"""Paragraphs and the width of a column → cells that Excel can show, and how many lines each needs.

Excel shows rows of up to 409 points, and holds 32,767 characters in a cell: what is longer is parted, between words
where it can be, and nothing is cut.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from math import ceil

from pkpu_review.report.lines import SAFETY, lines, paragraph_lines, width
from pkpu_review.report.sheet import Paragraph, Run

CELL_LINES = 28
"""Lines that one cell may need: Excel shows rows of up to 409 points."""
CELL_CHARACTERS = 32_000
"""Excel holds 32,767 characters in a cell."""
LETTER_SIZE, SMALL_SIZE = 10.0, 9.0
"""Of the letters, and of small ones, in points."""
SMALL = SMALL_SIZE / LETTER_SIZE
"""How high a line of small letters is, in lines."""
STEP = 11.2
"""Points of one indent."""
SLOWLY = 30
"""Letters of a line below which lines are counted word by word."""
HALF_A_WORD = 2400
"""What a line loses at its end, in thousandths of the letter size."""
_USUAL = width("a")
_OTHERS = [
    (wide - _USUAL, bytes(code for code in range(128) if width(chr(code)) == wide))
    for wide in sorted({width(chr(code)) for code in range(128)} - {_USUAL})
]
"""How much wider or narrower than usual letters are, and which."""


def chunks(text: str) -> list[str]:
    """Return *text* in parts that a cell can hold; Excel counts a letter beyond U+FFFF twice."""
    if len(text) <= CELL_CHARACTERS // 2:
        return [text]
    size = CELL_CHARACTERS if max(text) <= "\uffff" else CELL_CHARACTERS // 2
    return [text[at : at + size] for at in range(0, len(text), size)]


@lru_cache(256)
def text_lines(text: str, free: float) -> int:
    """Return how many lines *text* needs in *free* points."""
    return sum(lines(line, free, LETTER_SIZE) for line in text.split("\n")) if text else 1


def quick_lines(paragraph: Paragraph, free: float) -> int:
    """Return about how many lines *paragraph* needs in *free* points, rather one too many than one too few.

    Counting word by word, as :func:`.lines.lines` does, takes longer than writing the whole file. In a wide column it
    is enough to know how long the words are together, and that every line stays empty for half a word at its end.
    """
    runs = paragraph.runs
    words = runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])
    if paragraph.depth or paragraph.label:
        free -= STEP * (paragraph.depth + bool(paragraph.label))
    most = free * 1000 / (SMALL_SIZE if paragraph.style == "small" else LETTER_SIZE)
    if words.isascii():
        long = _long(words)
        if long < most:
            return 1
        if most > SLOWLY * 550:
            return int(long / (most - HALF_A_WORD)) + 1
    return _counted(words, most)


@lru_cache(64)
def _long(words: str) -> float:
    """Return the width of *words* in thousandths of the letter size; both sides of a row are often the same words."""
    told, count = words.encode("ascii"), len(words)
    long = _USUAL * count
    for more, same in _OTHERS:  # what is left when the letters of one width are taken out is counted fastest
        long += more * (count - len(told.translate(None, same)))
    return long * SAFETY


@lru_cache(512)
def _counted(words: str, most: float) -> int:
    return lines(words, most / 1000, 1)


def fitted(paragraphs: tuple[Paragraph, ...], free: float) -> list[tuple[tuple[Paragraph, ...], int]]:
    """Return *paragraphs* as cells that Excel can show, each with the lines that it needs."""
    quick = 0.0
    for one in paragraphs:
        quick += quick_lines(one, free) * SMALL if one.style == "small" else quick_lines(one, free)
    if quick <= CELL_LINES:  # in so few lines there is no room for more letters than a cell may hold
        return [(paragraphs, ceil(quick))]
    cells: list[tuple[Paragraph, ...]] = [()]
    counts = [0.0]
    length = 0
    for paragraph in paragraphs:
        for piece in _pieces(paragraph, free):
            size, high = (SMALL_SIZE, SMALL) if piece.style == "small" else (LETTER_SIZE, 1)
            needed = paragraph_lines(piece, free, size, STEP) * high
            long = piece.length + 1 + 4 * piece.depth
            if cells[-1] and (counts[-1] + needed > CELL_LINES or length + long > CELL_CHARACTERS):
                cells.append(())
                counts.append(2)  # the line that says what is continued may take two
                length = 0
            cells[-1] += (piece,)
            counts[-1] += needed
            length += long
    return list(zip(cells, map(ceil, counts), strict=True))


def _pieces(paragraph: Paragraph, free: float) -> Iterator[Paragraph]:
    """Yield *paragraph* in pieces that one cell can show, cut between words, or within one that is longer."""
    most = CELL_LINES - 2
    if paragraph_lines(paragraph, free, LETTER_SIZE, STEP) <= most and paragraph.length <= CELL_CHARACTERS // 2:
        yield paragraph
        return
    # half of the letters that would fill the cell if all were wide: no piece can be too high
    size = max(80, int(most * (free - STEP * (paragraph.depth + 1)) / LETTER_SIZE))
    held: list[Run] = []
    length = 0
    label = paragraph.label
    for run in paragraph.runs:
        for words in _split(run.text, size):
            if held and length + len(words) > size:
                yield replace(paragraph, runs=tuple(held), label=label)
                held, length, label = [], 0, ""
            held.append(replace(run, text=words))
            length += len(words)
    if held:
        yield replace(paragraph, runs=tuple(held), label=label)


def _split(text: str, size: int) -> Iterator[str]:
    bounds = [0]
    while len(text) - bounds[-1] > size:
        bounds.append(text.rfind(" ", bounds[-1] + 1, bounds[-1] + size) + 1 or bounds[-1] + size)
    bounds.append(len(text))
    yield from (text[start:end] for start, end in pairwise(bounds))
