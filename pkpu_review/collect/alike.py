"""Remarks on one provision → those that say the same, put together.

Two texts say the same where they differ in case and punctuation alone, or in so little that it is another spelling:
never where a figure, a norm word or a negation differs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from pkpu_review.collect.category import agrees
from pkpu_review.collect.grid import on_one_line
from pkpu_review.knowledge import load
from pkpu_review.model.remarks import Remark, Said

ALIKE = 90.0
"""Likeness, of 100, from which two texts may be the same (rapidfuzz: Indel distance over their lengths)."""
MOST_LETTERS = 20_000
"""Letters of a text up to which one of another spelling is looked for; longer ones are the same or they are not."""
_SIGNS = re.compile(r"[^\w/%]+|(?<!\d)[.,]|[.,](?!\d)")
_FIGURE = re.compile(r"\d")


def together(remarks: Iterable[Remark]) -> tuple[Said, ...]:
    """Return *remarks* with those that say the same put together; what more offices say stands first."""
    groups: dict[tuple[str, str], list[Remark]] = {}
    leads: dict[tuple[str, str], tuple[str, str]] = {}  # what was said → the first that says the same
    # hundreds of offices may propose something for one provision: only those of the same weight are compared
    known: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for one in remarks:
        key = _key(one)
        if key not in leads:
            others = known.setdefault(_weight(key[1]), [])
            leads[key] = next((other for other in others if _like(key, other)), key)
            if leads[key] is key:
                others.append(key)
        groups.setdefault(leads[key], []).append(one)
    made = [Said(tuple(sorted(group, key=lambda one: -_length(one)))) for group in groups.values()]
    return tuple(sorted(made, key=lambda said: -len(said.offices)))


def alike(one: str, other: str) -> bool:
    """Whether two texts say the same."""
    ours, theirs = plain(one), plain(other)
    return _weight(ours) == _weight(theirs) and _like(("", ours), ("", theirs))


def plain(text: str) -> str:
    """Return *text* in small letters without punctuation."""
    return " ".join(_SIGNS.sub(" ", on_one_line(text).casefold()).split())


def _key(one: Remark) -> tuple[str, str]:
    """Return what two remarks have to have in common: the wording that they propose; without one, what they say."""
    if one.usulan:
        return "usulan", plain(one.usulan)
    if one.category == "tetap" and not one.alasan and agrees(one.tanggapan):
        return "tetap", ""
    return "tanggapan", plain(one.tanggapan or one.alasan)


def _like(key: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two texts of the same weight differ in spelling at most."""
    if key == other:
        return True
    if key[0] != other[0] or not key[1] or not other[1] or max(len(key[1]), len(other[1])) > MOST_LETTERS:
        return False
    from rapidfuzz import fuzz

    return fuzz.ratio(key[1], other[1], score_cutoff=ALIKE) >= ALIKE


def _weight(text: str) -> tuple[str, ...]:
    """Return the words of a text that must not differ: figures, norm words and negations."""
    return tuple(sorted(word for word in text.split() if word in _weighty() or _FIGURE.search(word)))


@cache
def _weighty() -> frozenset[str]:
    return frozenset(load("collect.toml")["alike"]["weighty"])


def _length(one: Remark) -> int:
    return len(one.usulan) + len(one.tanggapan) + len(one.alasan)
