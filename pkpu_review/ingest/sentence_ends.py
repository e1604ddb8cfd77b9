"""The last words of a line → whether their sentence has ended, announces a list, or breaks off in a reference.

It is asked of every line, several times, and a search for a pattern tries it at every letter: the last letters are
looked at first, and the patterns only see the few lines that end with one of their words.
"""

from __future__ import annotations

import re

_MARKS = (".", ";", ":", ",", "!", "?", "”", '"')
_STOPS = (".", ";", ":")
_LINKS = ("dan", "atau")
_MORE_LINKS = (*_LINKS, "maupun", "serta")
_LINK, _MORE_LINK = re.compile(r"\b(?:dan|atau)$"), re.compile(r"\b(?:dan|atau|maupun|serta)$")
_COLON = re.compile(r":\s*[-–]$")
_UNITS = ("ayat", "huruf", "angka", "pasal", "nomor", "butir")
_GOES_ON = (*_UNITS, ",", *_LINKS, "dengan")
LONGEST = 8
"""Letters that hold the longest of these words."""
_CUT = re.compile(r"\b(?:ayat|huruf|angka|pasal|nomor|butir)$", re.I)
_REFERS = re.compile(rf"{_CUT.pattern}|\b(?:ayat|huruf|angka) \(?\w{{1,3}}\)?\s*(?:,|dan|atau|sampai dengan)$", re.I)


def has_ended(words: str) -> bool:
    """Whether a new sentence, or the next item of a list, may begin behind *words*."""
    told = words.rstrip()
    return told.endswith(_MARKS) or (told.endswith(_MORE_LINKS) and _MORE_LINK.search(told) is not None)


def has_stopped(words: str) -> bool:
    """The same, where a comma does not do."""
    told = words.rstrip()
    return told.endswith(_STOPS) or (told.endswith(_LINKS) and _LINK.search(told) is not None)


def announces(words: str) -> bool:
    """Whether *words* announce a list: they end with a colon, and perhaps a dash behind it."""
    told = words.rstrip()
    return told.endswith(":") or (told.endswith(("-", "–")) and _COLON.search(told) is not None)


def refers(words: str) -> bool:
    """Whether *words* break off in a reference: "sebagaimana dimaksud pada ayat", "dalam huruf a dan"."""
    told = words.rstrip()
    return told[-LONGEST:].casefold().endswith(_GOES_ON) and _REFERS.search(told) is not None


def is_cut(words: str) -> bool:
    """Whether *words* break off before the number of a reference: "sebagaimana dimaksud pada ayat"."""
    told = words.rstrip()
    return told[-LONGEST:].casefold().endswith(_UNITS) and _CUT.search(told) is not None
