"""A base and two edits of it, as words → what can be put together, and what cannot.

The classic rule of three-way merging (Khanna, Kunal and Pierce, "A formal investigation of diff3", 2007): what both
edits keep of the base holds the three together; between two such places each edit has replaced something, or
nothing. Where one alone did, its words are taken; where both did alike, these; all else is a conflict. So edits that
touch, with no common word between them, are one conflict.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pkpu_review.compare.edits import steps
from pkpu_review.model.three_way import Owner


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of words and its places: from and to in the base, in A and in B."""

    owner: Owner
    base: tuple[int, int]
    a: tuple[int, int]
    b: tuple[int, int]


def diff3(base: Sequence[Any], a: Sequence[Any], b: Sequence[Any]) -> list[Chunk]:
    """Return the chunks of the three (sequences of anything hashable), in order; together they hold every word."""
    if base == a == b:  # so most provisions are
        whole = (0, len(base))
        return [Chunk("base", whole, whole, whole)] if base else []
    kept = _kept(base, a), _kept(base, b)
    found: list[Chunk] = []
    at = (0, 0, 0)
    for word in range(len(base) + 1):
        ends = (len(a), len(b)) if word == len(base) else (kept[0].get(word), kept[1].get(word))
        if ends[0] is None or ends[1] is None:
            continue
        spans = (at[0], word), (at[1], ends[0]), (at[2], ends[1])
        if any(start < end for start, end in spans):
            texts = [list(text[start:end]) for text, (start, end) in zip((base, a, b), spans, strict=True)]
            _append(found, Chunk(_owner(*texts), *spans))
        if word < len(base):
            _append(found, Chunk("base", (word, word + 1), (ends[0], ends[0] + 1), (ends[1], ends[1] + 1)))
            at = word + 1, ends[0] + 1, ends[1] + 1
    return found


def _owner(base: list[Any], a: list[Any], b: list[Any]) -> Owner:
    if a == b:
        return "both"
    return "b" if a == base else "a" if b == base else "conflict"


def _kept(base: Sequence[Any], edit: Sequence[Any]) -> dict[int, int]:
    """Return for every word of *base* that *edit* keeps its place there."""
    return dict(_pairs(steps(base, edit)))


def _pairs(found: Sequence[tuple[str, int, int, int, int]]) -> Iterator[tuple[int, int]]:
    for tag, i, i_end, j, j_end in found:
        if tag == "equal":
            yield from zip(range(i, i_end), range(j, j_end), strict=True)


def _append(found: list[Chunk], chunk: Chunk) -> None:
    """Add *chunk*, as one with the one before where none changed either."""
    if found and found[-1].owner == chunk.owner == "base":
        last = found.pop()
        chunk = Chunk("base", *((p[0], q[1]) for p, q in zip(_spans(last), _spans(chunk), strict=True)))
    found.append(chunk)


def _spans(chunk: Chunk) -> tuple[tuple[int, int], ...]:
    return chunk.base, chunk.a, chunk.b
