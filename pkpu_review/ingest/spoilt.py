"""A label that a poor text layer spoiled ("(21", "1O.", "t2.", "Pasal l2A") → the label that must stand there.

Nothing is guessed from the letters alone: the caller says which label comes next where the line
stands, and this module only says whether the printed characters can be a misreading of it. The
usual confusions of optical character recognition stand in ``knowledge/ocr.toml``.
"""

from __future__ import annotations

import re

from pkpu_review.knowledge import load

_CONFUSED: dict[str, str] = load("ocr.toml")["letters"]
"""For each character of a label, the characters that it is misread as."""
_THIN = "1lI|!i([{"
"""May be a digit or a bracket of their own beside the next one."""


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
        twice = text[at : at + 2]
        both = twice[1:] == wanted != twice[:1] and twice[:1] not in _THIN
        if both and (twice[0].lower() == wanted or twice[0] in _CONFUSED.get(wanted, "")):
            at += 1  # the program told both readings that it had: "Cc." for "c.", "(S5)" for "(5)"
        if at >= len(text) or (text[at] not in _CONFUSED.get(wanted, wanted) and text[at].lower() != wanted):
            lost = place == len(label) - 1 and wanted in ")." and at > 0 and text[at : at + 1] in ("", " ")
            return at if lost else None
        at += 1
    if at < len(text) and not text[at].isspace() and text[at - 1].isalnum():
        return None  # the characters go on: a word, not a label
    return at


_ARTICLE = re.compile(
    r"[PF]as[a-z]{1,2}[lLI1it|]?\s*(?P<number>[\dlIOoSstTiB|](?:\s?[\dlIOoSstTiB|]){0,3}\s?[A-Z8]{0,2})[}\])|\\/'.,;:]*"
)
_NAMED = re.compile(r"\bPasa[lLI1]\s*(?P<digits>[\dlILOo|]{1,4})(?P<letters>[A-Z]{0,2})\b")
_INSERTED = re.compile(r"\bantara\s+Pasa[lLI1]\s*(?P<digits>[\dlILOo|]{1,4})\s.*\bdisisipkan\b", re.DOTALL)
_DIGITS = str.maketrans("lILi|OoS", "11111005")


def article(text: str) -> str | None:
    """Return the number, as printed, of a line that may be a spoiled article heading ("Pasai l3A", "Pasal24")."""
    match = _ARTICLE.fullmatch(text.strip())
    return match["number"].replace(" ", "") if match else None


def plain(number: str) -> str:
    """Return *number* with the letters that are misread digits put right ("2O" → "20"); empty if it has others."""
    told = number.translate(_DIGITS)
    return told if told.isdigit() else ""


def named(words: str) -> list[str]:
    """Return the articles that an instruction names, their digits put right: only to compare a heading with.

    "Di antara Pasal 12 dan Pasal 13 disisipkan ..." names 12A, too.
    """
    numbers = [plain(match["digits"]) + match["letters"] for match in _NAMED.finditer(words)]
    inserted = _INSERTED.search(words)
    return numbers + ([plain(inserted["digits"]) + "A"] if inserted else [])


def is_inserted(number: str) -> bool:
    """Whether *number* is that of an article put in between two others: 43A."""
    return number[-1:].isalpha() and number[:-1].isdigit()


def insertion_after(number: str) -> str:
    """Return the inserted article that follows *number*: 43A → 43B; empty where it is no inserted one."""
    return number[:-1] + chr(ord(number[-1]) + 1) if re.fullmatch(r"\d+[A-Y]", number) else ""
