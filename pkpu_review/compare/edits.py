"""Old words and new words → the steps from the one to the other, as a person would mark them.

Whole words and numbers are marked, never letters. A common word or two between two marked stretches is
marked with them ("tiny islands"), for a reader sees one changed phrase there and not three.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from rapidfuzz.distance import Indel

from pkpu_review.compare.masking import character
from pkpu_review.lexis.numerals import MOST_WORDS, SPELLED
from pkpu_review.lexis.words import key
from pkpu_review.model import Edit, Operation

ISLAND_WORDS = 2
"""Common words in a row that are marked with their surroundings, at most."""
ISLAND_SHARE = 0.5
"""... if they are at most this part of the changed words around them (the shorter side's longer stretch)."""

MOST_CELLS = 1_000_000_000
"""Words of one side times words of the other that are compared word by word (some 125 MB of memory); where a
single provision is larger than any law's, all between its common beginning and end is one replacement."""

_IN_BRACKETS = re.compile(rf"\({SPELLED}(?:\s+(?:rupiah|persen|per\s?seratus))?\)\W*$", re.I)

Span = tuple[str, int, int, int, int]
"""Operation, and the words it covers: old from, old to, new from, new to."""


def _shared(one: str, other: str) -> int:
    """Return how many characters the two begin with in common."""
    same, differ = 0, min(len(one), len(other)) + 1
    while differ - same > 1:  # halving is quicker than looking at every character
        middle = (same + differ) // 2
        if one.startswith(other[same:middle], same):
            same = middle
        else:
            differ = middle
    return same


def spans(old: Sequence[Any], new: Sequence[Any]) -> list[Span]:
    """Return the steps from *old* to *new* (sequences of words or of anything hashable), islands merged."""
    return _without_islands(steps(old, new))


def steps(old: Sequence[Any], new: Sequence[Any]) -> list[Span]:
    """Return the steps from *old* to *new*, kept and changed words by turns."""
    letters = {word: character(number) for number, word in enumerate(dict.fromkeys([*old, *new]))}
    one, other = ("".join(map(letters.__getitem__, words)) for words in (old, new))
    found: list[Span] = []
    head = _shared(one, other)
    tail = _shared(one[head:][::-1], other[head:][::-1])
    ends = len(one) - tail, len(other) - tail
    if head:
        found.append(("equal", 0, head, 0, head))
    if (ends[0] - head) * (ends[1] - head) > MOST_CELLS:
        found.append(("replace", head, ends[0], head, ends[1]))
    else:
        for step in Indel.opcodes(one[head : ends[0]], other[head : ends[1]]):
            places = (head + at for at in (step.src_start, step.src_end, step.dest_start, step.dest_end))
            _append(found, (step.tag, *places))  # type: ignore[arg-type]
    if tail:
        _append(found, ("equal", ends[0], len(one), ends[1], len(other)))
    return found


def _append(found: list[Span], step: Span) -> None:
    """Add *step*, as one with the one before where both change something or both keep."""
    if found and (found[-1][0] == "equal") == (step[0] == "equal"):
        step = _union(found.pop(), step)
    found.append(step)


def _union(one: Span, other: Span) -> Span:
    _, old_from, _, new_from, _ = one
    _, _, old_to, _, new_to = other
    if one[0] == other[0] == "equal":
        return "equal", old_from, old_to, new_from, new_to
    if old_from == old_to:
        return "insert", old_from, old_to, new_from, new_to
    if new_from == new_to:
        return "delete", old_from, old_to, new_from, new_to
    return "replace", old_from, old_to, new_from, new_to


def _without_islands(found: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for index, step in enumerate(found):
        if step[0] == "equal" and 0 < index < len(found) - 1:
            size = step[2] - step[1]
            around = min(_size(merged[-1]), _size(found[index + 1]))
            if size <= ISLAND_WORDS and size <= ISLAND_SHARE * around and not _one_way(merged[-1], found[index + 1]):
                merged[-1] = _union(merged[-1], step)
                continue
        if merged and merged[-1][0] != "equal" and step[0] != "equal":
            merged[-1] = _union(merged[-1], step)
        else:
            merged.append(step)
    return merged


def _one_way(one: Span, other: Span) -> bool:
    """Whether both only put in, or both only take out: a word between the two stayed, and is not struck to be put back.

    "menunjuk operator" becomes "menunjuk paling sedikit 2 (dua) operator untuk setiap".
    """
    return (one[1] == one[2] and other[1] == other[2]) or (one[3] == one[4] and other[3] == other[4])


def _size(step: Span) -> int:
    return max(step[2] - step[1], step[4] - step[3])


def edits(old: Sequence[str], new: Sequence[str]) -> tuple[Edit, ...]:
    """Return the word edits from *old* to *new*; their sides, joined, give both texts again.

    A number with its words, "14 (empat belas)", changes as a whole.
    """
    if not old or not new:  # came or went as a whole
        return _told([("delete" if old else "insert", 0, len(old), 0, len(new))] if old or new else [], old, new)
    one, other = _numbers_whole(old), _numbers_whole(new)
    marked = _marked(one, other)
    if len(one) == len(old) and len(other) == len(new):
        return _told(marked, old, new)
    ends = [0, *accumulate(map(len, one))], [0, *accumulate(map(len, other))]
    found = [(tag, ends[0][i], ends[0][i_end], ends[1][j], ends[1][j_end]) for tag, i, i_end, j, j_end in marked]
    return _told(found, old, new)


def _marked(old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]) -> list[Span]:
    """Return the steps from *old* to *new*, islands merged.

    A word is set beside itself though other signs stand behind it, where that leaves more of the words unmarked:
    "sekolah, atau balai pertemuan." became "sekolah, balai pertemuan, atau ruangan lain.".
    """
    found = spans(old, new)
    if all(step[0] == "equal" or step[1] == step[2] or step[3] == step[4] for step in found):
        return found  # nothing but what came or went
    sides = [[tuple([key(word) or word for word in words]) for words in side] for side in (old, new)]
    by_key: list[Span] = []
    for step in steps(*sides):
        tag, i, i_end, j, _ = step
        if tag != "equal":
            _append(by_key, step)
            continue
        for at in range(i_end - i):
            same = old[i + at] == new[j + at]
            _append(by_key, ("equal" if same else "replace", i + at, i + at + 1, j + at, j + at + 1))
    by_key = _without_islands(by_key)
    return min(found, by_key, key=lambda told: sum(b - a + d - c for tag, a, b, c, d in told if tag != "equal"))


def _numbers_whole(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Return *words* in order, each alone but for the numbers: figures and the words for them between brackets."""
    if "(" not in "".join(words):
        return [(word,) for word in words]
    found: list[tuple[str, ...]] = []
    place = 0
    while place < len(words):
        length = _spelled_out(words, place) if any(map(str.isdigit, words[place])) else 1
        found.append(tuple(words[place : place + length]))
        place += length
    return found


def _spelled_out(words: Sequence[str], place: int) -> int:
    """Return how many words the number takes whose figures stand at *place*."""
    if place + 1 < len(words) and words[place + 1].startswith("("):
        for end in range(place + 1, min(len(words), place + 1 + MOST_WORDS)):
            if ")" in words[end]:
                inner = " ".join(words[place + 1 : end + 1])
                return end + 1 - place if _IN_BRACKETS.match(inner) else 1
    return 1


def row_edits(old: Sequence[Sequence[str]], new: Sequence[Sequence[str]], bar: str) -> tuple[Edit, ...]:
    """Return the edits of a table row, cell by cell; *old* and *new* hold as many cells, each as its words.

    *bar* is the word that stands between two cells in the row's text.
    """
    found: list[Span] = []
    at = [0, 0]
    for place, (one, other) in enumerate(zip(old, new, strict=True)):
        if place:
            found.append(("equal", at[0], at[0] + 1, at[1], at[1] + 1))
            at = [at[0] + 1, at[1] + 1]
        for tag, i, i_end, j, j_end in spans(one, other):
            found.append((tag, at[0] + i, at[0] + i_end, at[1] + j, at[1] + j_end))
        at = [at[0] + len(one), at[1] + len(other)]
    merged: list[Span] = []
    for step in found:  # a change ends with its cell, for a bar stands behind it
        _append(merged, step)
    texts = (
        [word for place, cell in enumerate(side) for word in ([bar] if place else []) + list(cell)]
        for side in (old, new)
    )
    return _told(merged, *texts)


def _told(found: Sequence[Span], old: Sequence[str], new: Sequence[str]) -> tuple[Edit, ...]:
    told = []
    for tag, old_from, old_to, new_from, new_to in found:
        operation: Operation = tag  # type: ignore[assignment]
        told.append(Edit(operation, " ".join(old[old_from:old_to]), " ".join(new[new_from:new_to])))
    return tuple(told)
