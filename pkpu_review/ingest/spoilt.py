"""A label that a poor text layer spoiled ("(21", "1O.", "t2.", "Pasal l2A") → the label that must stand there.

Nothing is guessed from the letters alone: the caller says which label comes next where the line
stands, and this module only says whether the printed characters can be a misreading of it. The
pairs are those of ``knowledge/ocr.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pkpu_review.knowledge import load

LONGEST_LABEL = 6
"""Characters of the longest printed label of an item: ``(128a)``."""
LONGEST_HEADING = 16
"""Characters of the longest line that may be a spoiled article heading."""
LIKE_PASAL = 60.0
"""Likeness in percent from which a spoiled word may be "Pasal"."""


@cache
def _confused() -> dict[str, tuple[str, ...]]:
    """Return for each character of a label, or pair of them, what it is misread as."""
    return {wanted: tuple(told) for wanted, told in load("ocr.toml")["letters"].items()}


def misread(text: str, label: str) -> int | None:
    """Return how many characters of *text* can be a misreading of *label*, or None.

    One space inside the label is forgiven ("1 1." for "11."), and so is a lost first bracket ("4)" for "(4)"), or
    a lost last bracket or full stop where a space follows. A small letter may have become its capital, or be told
    twice ("Cc." for "c.").
    """
    found = next(_ends(text, label, 0, 0), None)
    if found is None and label[0] == "(" and text[:1].isdigit():
        found = next((end for end in _ends(text, label, 0, 1) if text[end - 1 : end + 1] in (")", ") ")), None)
    return found


def _ends(text: str, label: str, at: int, place: int) -> Iterator[int]:
    """Yield where in *text* a misreading of the whole label ends, of which *place* characters end at *at*."""
    if place == len(label):
        # where the characters go on, it is a word, and no label
        if at >= len(text) or text[at].isspace() or not text[at - 1].isalnum():
            yield at
        return
    last = place == len(label) - 1
    if text[at : at + 1] == " " and place:
        if not (last and label[place] in ").") and label[place].isalnum() and label[place - 1].isalnum():
            yield from _ends(text, label, at + 1, place)
    else:
        for wanted, told in _shapes(label, place):
            for shape in told:
                if text.startswith(shape, at):
                    yield from _ends(text, label, at + len(shape), place + len(wanted))
    if last and label[place] in ")." and at > 0 and text[at : at + 1] in ("", " "):
        yield at  # the full stop or bracket is lost


def _shapes(label: str, place: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what of the label stands at *place*, one character or two, with its misreadings."""
    table, letter = _confused(), label[place]
    told = table.get(letter, (letter,))
    if letter.isalpha() and letter.islower():
        told = (letter.upper() + letter, *told, letter.upper())
    yield letter, told
    pair = label[place : place + 2]
    if pair in table:
        yield pair, table[pair]


def article(text: str, number: str) -> bool:
    """Whether the line *text* may be a misreading of the heading ``Pasal`` *number* ("Pasai l3A", "Pasall2")."""
    solid = "".join(text.split()).rstrip(".,:")
    if len(text) > LONGEST_HEADING or not solid[:1].isupper():
        return False
    from rapidfuzz import fuzz

    return any(
        fuzz.ratio(solid[:cut].casefold(), "pasal") >= LIKE_PASAL
        and misread(solid[cut:], number) == len(solid) - cut
        and (solid[:cut].isalpha() or not solid[cut:].isdigit())
        for cut in range(4, 7)
    )


_NAMED = re.compile(r"\bPasa[lLI1i]\s*(?=[lILOoS]*\d)(?P<digits>[\dlILOoS]{1,4})(?P<letters>[A-Z]{0,2})\b")
_INSERTED = re.compile(
    r"antara\s+Pasa\w\s*(?P<digits>[\dlILOoS]{1,4})(?P<letter>[A-Z]?)\s+\w{3,4},?\s+Pasa\w\s*\w+\s+"
    r"disisipkan\s+(?P<count>\d{1,2})\b"
)
_DIGITS = str.maketrans("lILOoS", "111005")


def is_heading(text: str) -> bool:
    """Whether the line *text* looks like an article heading, whatever its number: "Pasai |f$"."""
    words = text.split()
    if len(text) > LONGEST_HEADING or len(words) < 2 or not text[0].isupper():
        return False
    from rapidfuzz import fuzz

    return fuzz.ratio(words[0].casefold(), "pasal") >= LIKE_PASAL


def plain(number: str) -> str:
    """Return *number* with the letters that are misread digits put right ("2O" → "20"); empty if it has others."""
    told = number.translate(_DIGITS)
    return told if told.isdigit() else ""


def number_of(text: str) -> str:
    """Return the number of a spoiled article heading, its digits put right: "Pasai 2O" → "20"; empty if it has none."""
    match = _NAMED.fullmatch(text.strip().rstrip(".,:"))
    return plain(match["digits"]) + match["letters"] if match else ""


def named(words: str) -> list[str]:
    """Return the articles that an instruction names, their digits put right: only to hold a heading against."""
    return [match["digits"].translate(_DIGITS) + match["letters"] for match in _NAMED.finditer(words)]


def inserted(words: str) -> list[str]:
    """Return the articles that an instruction inserts: "Di antara Pasal 36 dan Pasal 37 disisipkan 2 (dua) pasal"."""
    match = _INSERTED.search(words)
    if not match:
        return []
    first = ord(match["letter"] or "@") + 1
    digits = match["digits"].translate(_DIGITS)
    return [digits + chr(letter) for letter in range(first, min(first + int(match["count"]), ord("Z") + 1))]


def steps(value: tuple[int, str], lettered: bool) -> list[tuple[int, str]]:
    """Return what may come next after *value* in a list; numbers may have inserted ones (2a, 2b) between them."""
    following = [(value[0] + 1, "")]
    if lettered:
        following.append((value[0], chr(ord(value[1][-1]) + 1) if value[1] else "a"))
    return following


def between(before: tuple[int, str], after: tuple[int, str], count: int, lettered: bool) -> set[tuple[int, str]]:
    """Return what may be the first of *count* labels between *before* and *after*, so that all follow one another."""
    return {first for first in steps(before, lettered) if _reaches(first, after, count - 1, lettered)}


def _reaches(value: tuple[int, str], after: tuple[int, str], count: int, lettered: bool) -> bool:
    if value > after or after[0] - value[0] > count + 1:
        return False
    if count == 0:
        return after in steps(value, lettered)
    return any(_reaches(following, after, count - 1, lettered) for following in steps(value, lettered))
