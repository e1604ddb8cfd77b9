"""The start of a line → the label that it may bear: ``(2)``, ``a.``, ``1)``, ``Pasal 5A``, ``BAB II``.

The kinds follow UU 12/2011, Lampiran II: ayat in brackets, list items as letters, then Arabic
numerals, then ``a)``, ``1)``, ``(a)``. This module only says what a line looks like; whether the
label is believed is decided where the sequence and the layout are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pkpu_review import ids
from pkpu_review.model import Mend


def any_of(phrases: Iterable[Sequence[str]]) -> str:
    """Return a pattern of *phrases*, each given as its words, the longest first.

    Those that begin alike share their beginning: a plain list of the ordinals takes three times as long to compile.
    Two words may be printed as one ("Keduabelas").
    """
    tails: dict[str, list[Sequence[str]]] = {}
    for first, *rest in phrases:
        tails.setdefault(first, []).append(rest)
    told = []
    for first, rests in tails.items():
        longer = any_of(filter(None, rests))
        told.append(first + (rf"(?:\s*(?:{longer}))" if longer else "") + ("?" if longer and [] in rests else ""))
    return "|".join(told)


ORDINAL_WORDS = {word: place for place, word in enumerate(ids.ORDINALS, 1)} | {"pertama": 1}
_CARDINALS = ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh")

_ITEM = re.compile(
    r"(?P<ayat>\(\s?(\d{1,3}[a-z]?)\s?\))(?!\s?[,;.])"
    r"|(?P<both>\(([a-z]{1,2})\))"
    r"|(?P<close>([a-z]{1,2})\)(?:\.(?=\s))?)"
    r"|(?P<dot>([a-z]{1,2})\s?\.(?![a-z]?\.))"
    r"|(?P<numclose>(\d{1,3})\)(?:\.(?=\s))?)"
    r"|(?P<numdot>(\d{1,3}[a-z]?)\s?\.(?!\d))"
)
_STYLES = {"ayat": "(1)", "both": "(a)", "close": "a)", "dot": "a.", "numclose": "1)", "numdot": "1."}
KINDS = {"(1)": "ayat", "(a)": "huruf", "a)": "huruf", "a.": "huruf", "1)": "angka", "1.": "angka"}
"""Kind of each style of label."""

_ARTICLE = re.compile(r"(?:Pasal|PASAL|P a s a l)(?:\s*(?=\d)|\s+)(?P<number>\d{1,4}\s?[A-Z]{0,2}|[IVXLC]{1,7})\s?\.?")
_BAB = re.compile(r"(?:BAB|B A B|Bab)\s+(?P<number>[IVXLC]+[A-Z]?)(?P<mark>\s?[.:–—-])?(?P<rest>(?:\s.*)?)")
_JOINED = re.compile(r"(?<=\w)(?<!se)(?=belas|puluh)|(?<=puluh)(?=\w)", re.IGNORECASE)
"""Where two words of an ordinal are printed as one ("Keduabelas"); kesepuluh and kesebelas are single words."""
_ORDINAL = any_of(word.split() for word in ORDINAL_WORDS)
_NUMBERS = {
    "bagian": rf"(?:{_ORDINAL})|[IVXLC]+|\d+",
    "paragraf": rf"\d{{1,3}}\s?[A-Z]?|(?:{'|'.join(_CARDINALS)}|{_ORDINAL})",
    "buku": rf"(?:{_ORDINAL})|[IVXLC]+",
}
_STARTS = {"bab": "bab", "b a": "bab", "bag": "bagian", "par": "paragraf", "buk": "buku"}
"""First letters of a heading → its kind."""
LEVELS = {"buku": 0, "bab": 1, "bagian": 2, "paragraf": 3}
"""Depth of the headings above the articles."""


@dataclass(slots=True)
class Label:
    """A label at the start of a line; not frozen, as :class:`~pkpu_review.ingest.lines.Line` is not.

    Attributes:
        kind: ayat, huruf, angka.
        style: how it is printed: ``(1)``, ``a.``, ``1)`` ...
        number: ``2a``, ``aa``.
        printed: the label as printed.
        rest: the words after it.
        tokens: words of the line that the label takes up; 0 where it is glued to the first word.
        mend: what was put right to read it, in a poor text layer.
    """

    kind: str
    style: str
    number: str
    printed: str
    rest: str
    tokens: int
    mend: Mend | None = None

    @property
    def value(self) -> tuple[int, str]:
        """Sort key of the number within its list."""
        return ids.number_order(self.kind, self.number)


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that looks like the heading of a buku, bab, bagian, paragraf or pasal; *rest* is what follows on it."""

    kind: str
    number: str
    printed: str
    rest: str

    @property
    def value(self) -> tuple[int, str]:
        """Sort key of the number."""
        return ids.number_order(self.kind, self.number.lower())


def item(text: str) -> Label | None:
    """Return the list or ayat label at the start of *text*, if there is one."""
    if text[:3].isalpha():  # a word, as nearly every line begins: no label has three letters side by side
        return None
    match = _ITEM.match(text)
    if not match:
        return None
    name = match.lastgroup or ""  # of the whole label, which closes behind its number
    number = match[match.re.groupindex[name] + 1]
    rest = text[match.end() :]
    if rest and not rest[0].isspace() and not (rest[0].isalpha() or rest[0] in "“\"'("):
        return None
    glued = bool(rest) and not rest[0].isspace()
    if name == "dot" and glued and len(number) > 1 and not (len(set(number)) == 1 and rest[0].isupper()):
        return None  # "hk.go" and the like
    style = _STYLES[name]
    tokens = match[0].count(" ") + (0 if glued else 1)
    return Label(KINDS[style], style, number, match[0].replace(" ", ""), rest.strip(), tokens)


def may_head(text: str) -> bool:
    """Whether *text* begins like any heading; it is asked of every line, and few do."""
    return text[:1] in "BbPp" or text[0].isspace()


def article(text: str) -> Heading | None:
    """Return the article heading that *text*, as a whole, looks like."""
    return _article(text) if text.lstrip()[:1] == "P" else None


@lru_cache(maxsize=1024)
def _article(text: str) -> Heading | None:
    match = _ARTICLE.fullmatch(text.strip())
    if not match:
        return None
    number = match["number"].replace(" ", "")
    return Heading("pasal", number, f"Pasal {number}" + "." * text.strip().endswith("."), "")


def heading(text: str) -> Heading | None:
    """Return the heading (buku, bab, bagian, paragraf) that *text* begins with."""
    kind = _STARTS.get(text.lstrip()[:3].lower())
    return _heading(kind, text.strip()) if kind else None


@lru_cache(maxsize=1024)
def _heading(kind: str, text: str) -> Heading | None:
    match = _BAB.fullmatch(text) if kind == "bab" else _worded(kind).fullmatch(text)
    if not match:
        return None
    number = printed = " ".join(match["number"].split())
    if kind == "bab":
        printed += (match["mark"] or "").strip()
        return Heading(kind, number, f"BAB {printed}", match["rest"].strip()) if ids.roman(number) else None
    if number[:1].isdigit():
        number = printed = number.replace(" ", "") if kind == "paragraf" else number
    else:
        number = _JOINED.sub(" ", number)
    printed += (match["mark"] or "").strip()
    return Heading(kind, number, f"{match['word']} {printed}", match["rest"].strip())


@cache
def _worded(kind: str) -> re.Pattern[str]:
    """Return the pattern of a heading that is counted in words; it takes long to compile, and some are rare."""
    return re.compile(
        rf"(?P<word>{kind})\s+(?P<number>{_NUMBERS[kind]})(?P<mark>\s?[.:–—-])?(?P<rest>(?:\s.*)?)", re.IGNORECASE
    )


def follows(before: tuple[int, str], value: tuple[int, str]) -> bool:
    """Whether *value* comes next in sequence after *before*: 5 → 6, 5 → 5a, 5a → 5b, 5a → 6."""
    if value[0] == before[0] + 1:
        return value[1] in ("", "a")
    if value[0] == before[0]:
        return value[1] == (chr(ord(before[1][-1]) + 1) if before[1] else "a")
    return False


def doubles(style: str, before: tuple[int, str], value: tuple[int, str]) -> bool:
    """Whether *value* follows *before* in a list that counts z, aa, bb, cc instead of z, aa, ab, ac."""
    step = ids.letter_order("bb") - ids.letter_order("aa")
    return "a" in style and before[0] % step == 0 and value == (before[0] + step, "")


def successor(style: str, value: tuple[int, str]) -> str:
    """Return the number that comes after *value* in a list of *style*: 3 → 4, z → aa."""
    if "1" in style:
        return str(value[0] + 1)
    place, letters = value[0] + 1, ""
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(97 + rest) + letters
    return letters


def of_value(style: str, value: tuple[int, str]) -> str:
    """Return the number with sort key *value* in a list of *style*: (4, "f") → 4f, (27, "") → 27 or aa."""
    return successor(style, (value[0] - 1, "")) + value[1]


def is_first(value: tuple[int, str]) -> bool:
    """Whether a list may begin with *value*."""
    return value[0] == 1 and value[1] == ""
