"""Lines that a program recognised in a picture → the same lines with the words put right that are certain.

A word is put right where neither vocabulary (``knowledge/ocr.toml``, ``kata.txt``) nor document knows it, and
exactly one known word is one usual confusion away ("sebagairnana", "KOMIS!"). A word torn apart ("perj anj ian") is
joined where the whole is a word of the document and its parts are not. Numbers are never touched, but for those of
the title ("NOMOR 7 TAHUN 2O2O"). What was put right is told; lines of any other kind pass as they are.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from pkpu_review.ingest.lines import Extract, Line
from pkpu_review.ingest.spoilt import plain
from pkpu_review.knowledge import dictionary, load
from pkpu_review.model import Mend, Provision

OFTEN = 3
"""Times that the document prints a word before a misread one may be taken for it."""
SHORTEST, LONGEST = 4, 30
"""Letters of a word that may be put right: shorter ones are too like one another."""
LONG = 7
"""Letters of a word from which it may be what was meant though the document prints it rarely or never."""
TORN = 3
"""Parts into which a word may be torn."""
CONFUSED = "kata tidak dikenal, dan hanya satu kata yang dikenal berbeda satu kekeliruan baca"
JOINED = "huruf-huruf yang terpisah membentuk kata yang dikenal, bagian-bagiannya tidak"
NUMBER = "nomor dan tahun pada judul hanya terdiri atas angka"
_TITLE = re.compile(r"NOMOR [\dlILO]{1,3} TAHUN [12][\dlILO]{3}")
_EDGES = "([{“”\"'‘’.,;:)]}"
_PLAIN = re.compile(r"[^\W\d_]+(?:[-/][^\W\d_]+)*")
_NUMBER = re.compile(r"\d.*\d|\d\W*$|^\W*\d")


def mend_words(extract: Extract) -> Extract:
    """Return *extract* with the certain mends in its recognised lines; any other one as it is."""
    if not extract.recognised:
        return extract
    words = _words(extract.lines)
    lines: list[Line] = []
    mends = list(extract.mends)
    for line in extract.lines:
        lines.append(_mended(line, words, mends) if line.recognised and line.cells is None else line)
    return replace(extract, lines=tuple(lines), mends=tuple(mends))


def located(mends: Iterable[Mend], provisions: Iterable[Provision]) -> list[Mend]:
    """Return *mends* with the provisions that hold the words put right."""
    mends = list(mends)
    held: dict[tuple[int | None, tuple[float, ...] | None], list[Provision]] = {
        (mend.page, mend.box): [] for mend in mends if not mend.provision
    }
    for provision in (provision for top in provisions for provision in top.walk()) if held else ():
        for origin in provision.origins:
            if (here := held.get((origin.page, origin.box))) is not None:
                here.append(provision)
    return [_located(mend, held.get((mend.page, mend.box), ())) for mend in mends]


def _located(mend: Mend, here: Sequence[Provision]) -> Mend:
    if mend.provision or not here:
        return mend
    holder = next((one for one in here if mend.after in one.text or mend.after in one.label), here[0])
    return replace(mend, provision=holder.id)


@cache
def _known() -> frozenset[str]:
    return frozenset(load("ocr.toml")["words"]["known"])


@cache
def _protected() -> frozenset[str]:
    """Return the words of the language: one of them is never taken for a misreading, nor is it what was meant."""
    return dictionary("kata.txt") | frozenset(load("spelling.toml")["real"]["words"])


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    return tuple((seen, meant) for seen, meant in load("ocr.toml")["words"]["pairs"])


def _words(lines: Iterable[Line]) -> Counter[str]:
    """Count the plain words of *lines*: a word with a strange letter in it is none."""
    words: Counter[str] = Counter()
    for line in lines:
        words.update(word for token in line.text.split() if _PLAIN.fullmatch(word := token.strip(_EDGES)))
    return words


def _mended(line: Line, words: Mapping[str, int], mends: list[Mend]) -> Line:
    tokens, lefts = line.text.split(), list(line.lefts)
    found: list[Mend] = []
    if _TITLE.fullmatch(line.text):
        for place in (1, 3):
            digits = plain(tokens[place])
            if digits and digits != tokens[place]:
                found.append(_told(line, tokens[place], digits, NUMBER))
                tokens[place] = digits
    at = 0
    while at < len(tokens):
        parts = _torn(tokens, at, words)
        if parts > 1:
            whole = "".join(tokens[at : at + parts])
            found.append(_told(line, " ".join(tokens[at : at + parts]), whole, JOINED))
            tokens[at : at + parts] = [whole]
            del lefts[at + 1 : at + parts]
        elif meant := intended(tokens[at], words):
            found.append(_told(line, tokens[at], meant, CONFUSED))
            tokens[at] = meant
        at += 1
    if not found or len(lefts) != len(tokens):
        return line
    mends += found
    return replace(line, text=" ".join(tokens), lefts=array("f", lefts))


def _told(line: Line, before: str, after: str, reason: str) -> Mend:
    return Mend(before, after, reason, line.origin.page, box=line.origin.box)


def intended(token: str, words: Mapping[str, int]) -> str:
    """Return what *token* must have been, with its punctuation, or an empty string.

    Args:
        token: a word as it was read.
        words: how often the document prints each word.
    """
    word = token.strip(_EDGES)
    if not SHORTEST <= len(word) <= LONGEST or _NUMBER.search(word) or not any(letter.isalpha() for letter in word):
        return ""
    if _is_known(word, words):
        return ""
    likely = {variant for variant in _variants(word) if _is_likely(variant, words, words.get(word, 0))}
    if len(likely) != 1:
        return ""
    at = token.index(word)
    return token[:at] + likely.pop() + token[at + len(word) :]


def _is_known(word: str, words: Mapping[str, int]) -> bool:
    """Whether *word* may be meant as it stands: it is known in another case, or printed often without the capital."""
    if any(form in _known() for form in (word, word.lower(), word.capitalize())):
        return True
    if word.lower() in _protected():
        return True  # "dikenal" is no misreading of "dikenai"
    return _PLAIN.fullmatch(word) is not None and word != word.lower() and words.get(word.lower(), 0) >= OFTEN


def _variants(word: str) -> Iterable[str]:
    """Yield the words that are one confusion away from *word*."""
    for seen, meant in _pairs():
        at = word.find(seen)
        while at >= 0:
            yield word[:at] + meant + word[at + len(seen) :]
            at = word.find(seen, at + 1)


def _is_likely(word: str, words: Mapping[str, int], misread: int) -> bool:
    """Whether *word* is in the vocabulary, or printed far oftener in the document than *misread* times."""
    known = _known()
    if word in known or (word[1:].islower() and word.lower() in known):
        return True
    if len(word) >= LONG and word[1:].islower() and word.lower() in _protected():
        return True
    return len(word) > SHORTEST and words.get(word, 0) >= OFTEN * max(1, misread)


def _torn(tokens: Sequence[str], at: int, words: Mapping[str, int]) -> int:
    """Return how many tokens from *at* on are one word torn apart: 1 where the first stands for itself."""
    for parts in range(TORN, 1, -1):
        taken = tokens[at : at + parts]
        if len(taken) < parts or not all(part.isalpha() for part in taken[:-1]):
            continue
        last = taken[-1].rstrip(_EDGES)
        if not last.isalpha() or not last.islower():
            continue
        whole = "".join(taken[:-1]) + last
        parts_known = [part for part in (*taken[:-1], last) if _stands_alone(part, words, words.get(whole, 0))]
        if not parts_known and len(whole) >= 2 * SHORTEST - 1 and words.get(whole, 0) >= OFTEN:
            return parts
    return 1


def _stands_alone(part: str, words: Mapping[str, int], whole: int) -> bool:
    """Whether *part* is a word of its own: in the vocabulary, or printed oftener than the *whole*."""
    return part in _known() or part.lower() in _protected() or words.get(part, 0) > whole
