"""Stretches that differ → the same, where an item was put into a list, or taken out, told as that item.

"A, B, dan C" became "A, B, C, dan D": word for word C was inserted and "C" became "D", and the "dan" may have gone from
one place to another. A reader sees one thing: D was added.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pkpu_review.compare.regions import Region, Span
from pkpu_review.lexis.words import key

FAR = 8
"""Words of the item that stands between, at most."""
_JOINS = frozenset(["dan", "atau", "serta", "dan/atau"])
_WORD = re.compile(r"\S+")


def into_lists(old: str, new: str, found: Sequence[Region]) -> list[Region]:
    """Return the stretches *found*, in order, those of one list told as the item that came or went."""
    made: list[Region] = []
    for region in found:
        before = made[-1] if made else None
        one = _one(old, new, before, region)
        if one is not None:
            made.pop()
            region = one
        made.append(_grown(old, new, region))
    return made


def _one(old: str, new: str, before: Region | None, region: Region) -> Region | None:
    """Return *before* and *region* as the item that came or went at the end of a list; None if they are no such two."""
    if before is None:
        return None
    if _empty(before.old) or _empty(before.new):
        gone = _empty(before.new)
        texts = (new, old) if gone else (old, new)  # an item that went is one that came, seen from the other side
        spans = [(one.new, one.old) if gone else (one.old, one.new) for one in (before, region)]
        item = _item(texts[0], texts[1], spans[0], spans[1])
        if item is not None:
            return Region(item[1], item[0]) if gone else Region(*item)
    for text, other, first, second, second_other in (
        (old, before.new, before.old, region.new, region.old),
        (new, before.old, before.new, region.old, region.new),
    ):
        joiner = text[slice(*first)].strip(" ,")
        there = new if text is old else old
        if (
            joiner in _JOINS
            and _empty(other)
            and _empty(second_other)
            and there[slice(*second)].partition(" ")[0] in _JOINS
        ):
            return region
    return None


def _item(old: str, new: str, inserted: tuple[Span, Span], changed: tuple[Span, Span]) -> tuple[Span, Span] | None:
    """Return the item that came: what was *inserted* stands behind the joining word too, where it *changed*."""
    (_, put), (went, came) = inserted, changed
    between = [(match.start(), match[0]) for match in _WORD.finditer(new, put[1], came[0])]
    if not between or len(between) > FAR or between[0][1] not in _JOINS or _empty(went):
        return None
    moved = [key(word) for word in new[slice(*put)].split()]
    last = [key(word) for _, word in between[1:]] + [key(word) for word in old[slice(*went)].split()]
    if moved != last:
        return None
    start = between[1][0] if len(between) > 1 else came[0]
    return (went[1], went[1]), (start, came[1])


def _grown(old: str, new: str, region: Region) -> Region:
    """Return the item that came or went where "dan A" became "A, dan B"."""
    words = old[slice(*region.old)].split(), new[slice(*region.new)].split()
    for side in (0, 1):
        short, long = words[side], words[1 - side]
        if len(short) < 2 or short[0] not in _JOINS or len(long) <= len(short):
            continue
        item = short[1:]
        if [key(word) for word in long[: len(item)]] != [key(word) for word in item] or long[len(item)] not in _JOINS:
            continue
        span = region.new if side == 0 else region.old
        start = [match.start() for match in _WORD.finditer((new, old)[side], *span)][len(item)]
        end = (region.old if side == 0 else region.new)[1]
        came = (start, span[1])
        return Region((end, end), came) if side == 0 else Region(came, (end, end))
    return region


def _empty(span: Span) -> bool:
    return span[0] >= span[1]
