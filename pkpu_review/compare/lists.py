"""Stretches that differ → the same, where an item was put into a list, or taken out, told as that item.

"A, B, dan C" became "A, B, C, dan D": word for word C was inserted and "C" became "D", and the "dan" may have gone from
one place to another. A reader sees one thing: D was added.

Stretches are regrouped only where the item explains them: without it, and without the joining word that moved, both
texts read the same. What does not add up so is left as it was found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pkpu_review.compare.regions import Region, Span
from pkpu_review.lexis.words import key

FAR = 8
"""Words of the item that stands between, at most."""
_JOINS = {"dan": "dan", "serta": "dan", "atau": "atau", "dan/atau": "dan/atau"}
"""Words that join the last item of a list, and what each means: one that means another changes the whole list."""
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
    hull = Region((before.old[0], region.old[1]), (before.new[0], region.new[1]))
    if _empty(before.old) or _empty(before.new):
        gone = _empty(before.new)
        texts = (new, old) if gone else (old, new)  # an item that went is one that came, seen from the other side
        spans = [(one.new, one.old) if gone else (one.old, one.new) for one in (before, region)]
        item = _item(texts[0], texts[1], spans[0], spans[1])
        if item is not None:
            told = Region(item[1], item[0]) if gone else Region(*item)
            if _explains(old, new, hull, told):
                return told
    for text, there, first, other, second, second_other in (
        (old, new, before.old, before.new, region.new, region.old),
        (new, old, before.new, before.old, region.old, region.new),
    ):
        joiner = text[slice(*first)].strip(" ,")
        if (
            joiner in _JOINS
            and _empty(other)
            and _empty(second_other)
            and there[slice(*second)].partition(" ")[0] in _JOINS
            and len(there[other[1] : second[0]].split()) <= FAR
            and there[: other[0]].rstrip().endswith(",")  # the comma that stands where the word was joins no less
            and _explains(old, new, hull, region)
        ):
            return region
    return None


def _explains(old: str, new: str, hull: Region, told: Region) -> bool:
    """Whether all that differs in *hull* is the item *told*, and the place of the one joining word of its list."""
    if _empty(told.old) and _empty(told.new):
        return False
    sides, joins = [], set()
    for text, (start, end), (first, last) in ((old, hull.old, told.old), (new, hull.new, told.new)):
        if first < start or last > end:
            return False
        words = text[start:first].split() + text[last:end].split()
        joins |= {_JOINS[word] for word in [*words, *text[first:last].split()[:1]] if word in _JOINS}
        sides.append([key(word) for word in words if word not in _JOINS and key(word)])
    return sides[0] == sides[1] and len(joins) <= 1


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
        told = Region((end, end), came) if side == 0 else Region(came, (end, end))
        if _explains(old, new, region, told):
            return told
    return region


def _empty(span: Span) -> bool:
    return span[0] >= span[1]
