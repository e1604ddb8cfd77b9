"""Word edits → the two texts and the stretches that really differ, each without the words that only stand beside it.

An edit takes whole words, and with them what did not change: "suara." became "suara selama 24 jam." by inserting
"selama 24 jam". Common words at both ends are left out here, what differs in punctuation alone is none, and half a
reference becomes a whole one.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pkpu_review.lexis.references import find as references
from pkpu_review.lexis.spelling import same_word
from pkpu_review.lexis.words import joined, key
from pkpu_review.model import Edit

Span = tuple[int, int]
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch that differs: characters of the old text and of the new one; one of them may be empty."""

    old: Span
    new: Span


def texts(edits: Sequence[Edit]) -> tuple[str, str]:
    """Return the old and the new text that *edits* put together."""
    return " ".join(edit.old for edit in edits if edit.old), " ".join(edit.new for edit in edits if edit.new)


def regions(edits: Sequence[Edit], still_used: Container[str]) -> list[Region]:
    """Return the stretches that differ in more than spelling and punctuation, in order."""
    found: list[Region] = []
    at = [0, 0]
    for edit in edits:
        lengths = len(edit.old), len(edit.new)
        if edit.operation != "equal":
            region = _trimmed(edit.old, edit.new, at[0], at[1], still_used)
            if region is not None:
                found.append(region)
        at = [place + length + bool(length) for place, length in zip(at, lengths, strict=True)]
    return found


def _trimmed(old: str, new: str, old_at: int, new_at: int, still_used: Container[str]) -> Region | None:
    sides = [[(match.start(), match.end(), match[0]) for match in _WORD.finditer(text)] for text in (old, new)]
    if joined([word for *_, word in sides[0]]) == joined([word for *_, word in sides[1]]):
        return None
    one, other = sides
    end_one, end_other = len(old), len(new)
    first = 0
    while first < min(len(one), len(other)) and _alike(one[first][2], other[first][2], still_used):
        first += 1
    start_one = one[first][0] if first < len(one) else len(old)
    start_other = other[first][0] if first < len(other) else len(new)
    last = 0
    while last < min(len(one), len(other)) - first and _alike(one[-1 - last][2], other[-1 - last][2], still_used):
        last += 1
    if last:
        end_one = one[-last - 1][1] if len(one) - last > first else start_one
        end_other = other[-last - 1][1] if len(other) - last > first else start_other
    if start_one >= end_one and start_other >= end_other:
        return None
    return Region(
        (old_at + start_one, old_at + max(start_one, end_one)),
        (new_at + start_other, new_at + max(start_other, end_other)),
    )


def shrunk(old: str, new: str, region: Region) -> Region:
    """Return *region* without the words with which both of its sides begin, or end."""
    left = _trimmed(old[slice(*region.old)], new[slice(*region.new)], region.old[0], region.new[0], frozenset())
    return left or region


def _alike(one: str, other: str, still_used: Container[str]) -> bool:
    first, second = key(one), key(other)
    return first == second or ("/" not in one + other and same_word(first, second, still_used))


def whole_references(old: str, new: str, region: Region) -> tuple[Region, bool]:
    """Return *region* with the references that it cuts made whole, and whether only references differ in it."""
    spans = []
    bare, any_cut = True, False
    for text, (start, end) in ((old, region.old), (new, region.new)):
        cut = [one for one in _places(text) if one[0] < end and one[1] > start]
        any_cut = any_cut or bool(cut)
        if cut:
            start, end = min(start, cut[0][0]), max(end, cut[-1][1])
        rest = list(text[start:end])
        for first, last in cut:
            rest[first - start : last - start] = " " * (last - first)
        left = re.sub(r"\b(?:dan/atau|dan|atau|serta|sampai dengan|pada|dalam)\b|[\W_]", "", "".join(rest))
        bare = bare and not left
        spans.append((start, end))
    return Region(spans[0], spans[1]), bare and any_cut


@lru_cache(maxsize=16)
def _places(text: str) -> list[Span]:
    """Return the characters of the references in *text*; every stretch of a text asks for them."""
    return [(one.start, one.end) for one in references(text)]


def merged(found: Sequence[Region]) -> list[Region]:
    """Return *found* with those that overlap on either side made one."""
    made: list[Region] = []
    for region in found:
        if made and (region.old[0] < made[-1].old[1] or region.new[0] < made[-1].new[1]):
            last = made.pop()
            region = Region(
                (min(last.old[0], region.old[0]), max(last.old[1], region.old[1])),
                (min(last.new[0], region.new[0]), max(last.new[1], region.new[1])),
            )
        made.append(region)
    return made
