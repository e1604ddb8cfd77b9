"""Remarks and tracked changes of paragraphs → of provisions.

A paragraph may hold the words of several provisions ("Menimbang : a. bahwa ..."): the one that has the words in
question is meant, else the first that has any. A paragraph that no provision begins in belongs to the one before it: a
further paragraph of a row, or one that was deleted as a whole.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from pkpu_review.model import Comment, Provision, Revision

Placed = TypeVar("Placed", Comment, Revision)


def place(remarks: Iterable[Placed], provisions: Iterable[Provision]) -> tuple[Placed, ...]:
    """Return *remarks* with the ids of the provisions that hold them."""
    remarks = tuple(remarks)
    if not remarks:
        return ()
    held: dict[int, list[Provision]] = {}
    for top in provisions:
        for provision in top.walk():
            for origin in provision.origins:
                if origin.paragraph is not None:
                    held.setdefault(origin.paragraph, []).append(provision)
    begun = sorted(held)
    return tuple(replace(one, provision=_holder(one, held, begun)) for one in remarks)


def _holder(one: Comment | Revision, held: dict[int, list[Provision]], begun: list[int]) -> str:
    if one.paragraph is None or not begun:
        return ""
    at = bisect_right(begun, one.paragraph)
    if not at:
        return ""
    here = held[begun[at - 1]]
    words = one.anchor if isinstance(one, Comment) else one.text
    found = next((provision for provision in here if words and words in provision.text), None)
    said = next((provision for provision in here if provision.text), here[0])
    return (found or said).id
