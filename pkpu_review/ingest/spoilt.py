"""A label that a poor text layer spoiled ("(21", "1O.", "t2.", "Pasal l2A") → the label that must stand there.

Nothing is guessed from the letters alone: the caller says which label comes next where the line
stands, and this module only says whether the printed characters can be a misreading of it. The
pairs are the usual confusions of optical character recognition in such copies.
"""

from __future__ import annotations

import re

_CONFUSED = {
    "(": "([{1lIt|",
    ")": ")]}1lItjJ|\\/",
    ".": ".,:;'·",
    "0": "0OoQD",
    "1": "1lI|!itTLrJ\\]",
    "2": "2zZ",
    "3": "3sB",
    "4": "4A",
    "5": "5sS",
    "6": "6bG",
    "7": "7T?",
    "8": "8B",
    "9": "9gq",
    "a": "ao",
    "b": "bh6",
    "c": "ceo",
    "e": "ec",
    "f": "ft",
    "g": "gq9",
    "h": "hb",
    "i": "i1l;jI",
    "j": "ji",
    "l": "l1I|",
    "o": "o0O",
    "q": "qg9",
    "s": "sS5",
    "t": "tf",
    "A": "A4",
    "B": "B8",
    "D": "DO0",
    "I": "I1l|!",
}
"""For each character of a label, the characters that it is misread as."""


def misread(text: str, label: str) -> int | None:
    """Return how many characters of *text* can be a misreading of *label*, or None.

    One space inside the label is forgiven ("1 1." for "11."), and so is a lost last bracket or full stop
    where a space follows.
    """
    at = 0
    for place, wanted in enumerate(label):
        if at < len(text) and text[at] == " " and 0 < place < len(label):
            if place == len(label) - 1 and wanted in ").":
                return at  # the full stop or bracket is lost
            at += 1
        if wanted.islower() and text[at : at + 2] == wanted.upper() + wanted:
            at += 1  # a small letter that is shaped like its capital is told twice: "Cc." for "c."
        if at >= len(text) or (text[at] not in _CONFUSED.get(wanted, wanted) and text[at].lower() != wanted):
            lost = place == len(label) - 1 and wanted in ")." and at > 0 and text[at : at + 1] in ("", " ")
            return at if lost else None
        at += 1
    if at < len(text) and not text[at].isspace() and text[at - 1].isalnum():
        return None  # the characters go on: a word, not a label
    return at


_ARTICLE = re.compile(r"[PF]as[a-z]{1,2}[lI1it]?\s+(?P<number>[\dlIOoSstiTB]{1,4}\s?[A-Z]{0,2})\s?\.?")


def article(text: str) -> str | None:
    """Return the number, as printed, of a line that may be a spoiled article heading ("Pasai l3A")."""
    match = _ARTICLE.fullmatch(text.strip())
    return match["number"].replace(" ", "") if match else None
