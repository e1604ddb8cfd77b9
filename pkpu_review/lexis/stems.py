"""A text → its words as units of sense, each with what it has in common with other words of its meaning: its stem.

A unit is a word, a number with its words ("7 (tujuh)"), a name of more words ("KPU Provinsi"), a phrase ("paling
lambat"), or a word that is denied ("tidak wajib"). Affixes are taken off by the morphophonemic rules of Indonesian
(Tata Bahasa Baku Bahasa Indonesia, 4th edition, chapter 4), and so is a first p, t, k or s, which *me-* and *pe-* give
up: "menetapkan", "ditetapkan", and "penetapan" are one stem. Words of one meaning (``follow.toml``) have that of their
group. Stems are for telling whether two wordings speak of the same things; they are no words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pkpu_review.knowledge import dictionary, load
from pkpu_review.lexis import numerals
from pkpu_review.lexis.words import key

LEAST = 3
"""Letters that a stem keeps."""
_CLITIC = re.compile(r"(?<=\w{3})nya$")
_SUFFIXES = ("kan", "an", "i", "")
_PREFIXES = {
    **dict.fromkeys(("meny", "peny"), "s"),
    **dict.fromkeys(("meng", "peng"), "k"),
    **dict.fromkeys(("men", "pen"), "t"),
    **dict.fromkeys(("mem", "pem"), "p"),
    **dict.fromkeys(("me", "pe", "per", "ber", "ter", "di", "se"), ""),
}
"""Prefixes, each with the letter that a stem gives up behind it."""
DENIED = "tidak "
"""What the stem of a denied word begins with."""
_LACK = "ketidak"
_REFERENCE = frozenset(["pada", "dalam", "pasal", "ayat", "huruf", "angka", "dan", "sampai", "dengan"])
_IN_A_ROW = 3
"""Prefixes that a word has at most: di-per-ber-lakukan."""
_GIVEN_UP = re.compile(r"^[ptks](?=[aeiou]\w{2})")
"""A first letter that *me-* and *pe-* give up: none before another consonant, and none of initials."""
_TWICE = re.compile(r"^(\w{4,})\1")
"""A word that is said twice: "bukti-bukti"."""
_OUTER = ("me", "di", "se")
"""What prefixes begin with that stand before all others."""
_BY_RULE = re.compile(
    r"(?:di|me(?:ng|ny|n|m)?)(?P<verb>\w{4,}?)(?:kan|i)|pe(?:ng|ny|n|m)?(?P<noun>\w{4,})an|(?:di|me(?:ng|ny|n|m)?)(?P<alone>\w{4,})"
)
"""A verb, or its noun, whose root no dictionary has."""
_ACT = re.compile(r"(?:me|di)\w{4}|pe\w{3,}an$")
_LABEL = re.compile(r"\(?(?:\d{1,2}[a-z]?|[a-z]{1,2})\)|(?:\d{1,2}|[a-z])\.", re.IGNORECASE)
_BEFORE_LABEL = frozenset(["dan", "atau", "dan/atau", "serta"])
_FIGURES = re.compile(r"\W*(\d[\d.,]*\d|\d)(%?)\W*")
_TIMES = re.compile(
    r"\(?(?P<one>\d{1,3})\s?[x×]\s?(?P<other>\d{1,3})\b[.,;:)]*(?:\s\([a-z\s]{1,80}\))?(?=\sjam\b)", re.IGNORECASE
)
"""A term in hours: "1x24", "1 x 24 (satu kali dua puluh empat)"."""
_ONE_OF = {f"se{unit}": unit for unit in ("detik", "menit", "jam", "hari", "minggu", "bulan", "tahun")}
"""One of what is counted, in a word: "sehari"; the longer ones ..."""
_OFTEN = ("sehari", "seminggu", "sebulan", "setahun")
"""... tell how often as well, but not beside these."""
_LASTS = frozenset(["lama", "lambat", "singkat", "cepat", "selama", "waktu", "jangka"])
_TO_OR_FROM = frozenset(["sebelum", "setelah", "sesudah", "sejak", "terhitung"])
_IN_BRACKETS = re.compile(r"\(([^()]*?)(?:\s+(?:rupiah|persen|per\s?seratus))?\)\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """A unit of sense: as printed; its *key*, without case and punctuation; its *stem*, empty where it says little."""

    text: str
    key: str
    stem: str

    @property
    def is_figure(self) -> bool:
        """Whether it is a number, or has one in it."""
        return any(map(str.isdigit, self.key))


def words(text: str) -> list[Word]:
    """Return the units of sense of *text*, without signs and without the labels of ayat and items."""
    return list(_words(text))


@lru_cache(maxsize=8192)
def _words(text: str) -> tuple[Word, ...]:
    return tuple(_units(_plain(text)))


def stems(text: str) -> list[str]:
    """Return the stems of the words of *text* that say something, in order."""
    return [word.stem for word in words(text) if word.stem]


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Return the stem of *word*; of one that means the same as others (``follow.toml``), that of their group."""
    plain = key(word)
    groups = _groups()
    bare = _CLITIC.sub("", plain)
    found = groups.get((plain,)) or groups.get((bare,))
    if found is None and (once := _TWICE.sub(r"\1", plain)) != plain:
        return stem(once)
    if found is None:
        if bare in _apart():
            return bare
        if bare.startswith(_LACK) and bare.endswith("an"):
            return DENIED + stem(bare.removeprefix(_LACK).removesuffix("an"))
        bare = _stemmed(plain)
        found = _acts().get(bare) or _bare_words().get(bare, bare)
    return found


@lru_cache(maxsize=16384)
def _stemmed(plain: str) -> str:
    """Return *plain* without affixes: the shortest stem that the dictionary has; itself where it has none."""
    if not plain.isalpha():
        return plain
    bare = _CLITIC.sub("", plain)
    if bare in _irregular():
        return _irregular()[bare]
    found = {one for suffix in _SUFFIXES if bare.endswith(suffix) for one in _bare(bare.removesuffix(suffix))}
    if bare.startswith("ke") and bare.endswith("an"):  # a prefix there alone
        found |= set(_bare(bare[2:-2]))
    return min((_GIVEN_UP.sub("", one) for one in found or [_by_rule(bare)]), key=lambda one: (len(one), one))


def _by_rule(bare: str) -> str:
    found = _BY_RULE.fullmatch(bare)
    return next(root for root in found.groups() if root) if found else bare


def _bare(word: str, left: int = _IN_A_ROW) -> Iterator[str]:
    """Yield the words of the dictionary that *word* may be without prefixes."""
    if len(word) >= LEAST and (word in dictionary("kata.txt") or word in _short()):
        yield word
    for prefix, letter in _PREFIXES.items() if left else ():
        rest = word.removeprefix(prefix)
        outer = left == _IN_A_ROW or not prefix.startswith(_OUTER)
        if outer and rest != word and len(rest) >= LEAST:
            yield from _bare(rest, left - 1)
            if letter and rest[0] in "aeiou":
                yield from _bare(letter + rest, 0)


def _plain(text: str) -> list[str]:
    """Return the words of *text*, without signs that stand alone and without labels before a sentence or an item."""
    kept: list[str] = []
    before = ""
    for word in text.split():
        opens = not before or before[-1] in ".;:," or (before.casefold() in _BEFORE_LABEL and bool(kept))
        if key(word) and not (opens and _LABEL.fullmatch(word)):
            kept.append(word)
        before = word
    return kept


def _units(plain: Sequence[str]) -> Iterator[Word]:
    keys = [key(word) for word in plain]
    at = 0
    refers = False
    while at < len(plain):
        size, found, sense = _number(plain, keys, at) or _phrase(plain, keys, at) or _denied(keys, at) or (1, "", "")
        if not found:
            found = _CLITIC.sub("", keys[at])
            sense = "" if _CLITIC.sub("", found) in _small() else stem(keys[at])
        refers = _refers(keys, at, refers)
        if size == 1 and _is_one(keys, at):
            yield Word("", "1", "1")
            found = sense = _ONE_OF[keys[at]]
        yield Word(" ".join(plain[at : at + size]), found, "" if refers else sense)
        at += size


def _is_one(keys: Sequence[str], at: int) -> bool:
    """Whether the word at *at* counts one of a unit of time."""
    if keys[at] not in _OFTEN:
        return keys[at] in _ONE_OF
    return (at > 0 and keys[at - 1] in _LASTS) or (at + 1 < len(keys) and keys[at + 1] in _TO_OR_FROM)


def _refers(keys: Sequence[str], at: int, before: bool) -> bool:
    """Whether the word at *at* belongs to "sebagaimana dimaksud pada ayat (1)", which says nothing of its own."""
    if keys[at] == "dimaksud":
        return at > 0 and keys[at - 1] == "sebagaimana"
    return before and (keys[at] in _REFERENCE or keys[at].isdigit() or (len(keys[at]) == 1 and keys[at].isalpha()))


def _number(plain: Sequence[str], keys: Sequence[str], at: int) -> tuple[int, str, str] | None:
    """Return how many words the number at *at* takes, and its figures, twice; None where there is none."""
    if times := _TIMES.match(" ".join(plain[at : at + numerals.MOST_WORDS])):
        return len(times[0].split()), f"{times['one']}x{times['other']}", f"{times['one']}x{times['other']}"
    figures = _FIGURES.fullmatch(plain[at])
    if figures is not None:
        size = 1
        if at + 1 < len(plain) and plain[at + 1].startswith("("):
            for end in range(at + 2, min(len(plain), at + 1 + numerals.MOST_WORDS) + 1):
                if ")" in plain[end - 1]:
                    inner = _IN_BRACKETS.fullmatch(" ".join(plain[at + 1 : end]))
                    size = end - at if inner and numerals.words(inner[1]) is not None else 1
                    break
        return size, figures[1] + figures[2], figures[1] + figures[2]
    for end in range(min(len(keys), at + numerals.MOST_WORDS), at, -1):
        if any(word[-1] in ",;:.)" for word in plain[at : end - 1]):
            continue
        value = numerals.words(" ".join(keys[at:end]))
        if value is not None:
            return end - at, str(value), str(value)
    return None


def _phrase(plain: Sequence[str], keys: Sequence[str], at: int) -> tuple[int, str, str] | None:
    """Return how many words the phrase at *at* takes, its key, and its stem; None where there is none."""
    groups, longest = _groups(), _longest()
    for size in range(min(longest.get(keys[at], 1), len(keys) - at), 1, -1):
        whole = tuple(keys[at : at + size])
        if whole in groups and not any(word[-1] in ",;:." for word in plain[at : at + size - 1]):
            short = _initials().get(whole)
            return (size, short, stem(short)) if short else (size, " ".join(whole), groups[whole])
    return None


def _denied(keys: Sequence[str], at: int) -> tuple[int, str, str] | None:
    if keys[at] not in _denials() or at + 1 == len(keys):
        return None
    able = keys[at + 1] in _able() and at + 2 < len(keys) and keys[at + 2] not in _small()
    size = 3 if able else 2
    return size, " ".join(keys[at : at + size]), DENIED + stem(keys[at + size - 1])


@cache
def _groups() -> dict[tuple[str, ...], str]:
    """Return the words of a word, phrase or name, as keys → what stands for its group; empty if it says little."""
    known = load("follow.toml")
    found = {tuple(map(key, name.split())): name.casefold() for name in known["names"]["words"]}
    found |= {words_: short for words_, short in _initials().items() if len(words_) > 1}
    found |= dict.fromkeys((tuple(map(key, said.split())) for said in known["small"]["phrases"]), "")
    for group in known["same"]:
        for words_ in (*group["words"], *group.get("phrases", ())):
            found[tuple(map(key, words_.split()))] = f"= {group['words'][0]}"
    for pairs in load("synonyms.toml")["pairs"]:
        for said in (one for left, others in pairs["near"].items() for one in (left, *others) if " " in one):
            found.setdefault(tuple(map(key, said.split())), said.casefold())
    return found


@cache
def _initials() -> dict[tuple[str, ...], str]:
    """Return the words that official initials stand for, as keys → the key of the initials."""
    return {tuple(map(key, long.split())): key(short) for short, long in load("follow.toml")["initials"].items()}


@cache
def _acts() -> dict[str, str]:
    """Return stem of a verb, or of its noun → what stands for its group: its other forms belong to it too, unless the
    group is *exact*."""
    return {
        _stemmed(key(word)): f"= {group['words'][0]}"
        for group in load("follow.toml")["same"]
        if not group.get("exact")
        for word in group["words"]
        if _ACT.match(key(word))
    }


@cache
def _bare_words() -> dict[str, str]:
    """Return stem of a word without affixes → what stands for its group, if not *exact*: "berfoto" is "foto"."""
    return {
        _stemmed(plain): f"= {group['words'][0]}"
        for group in load("follow.toml")["same"]
        if not group.get("exact")
        for word in group["words"]
        if _stemmed(plain := key(word)) in (plain, _GIVEN_UP.sub("", plain))
    }


@cache
def _longest() -> dict[str, int]:
    """Return first word → how many words the longest phrase has that begins with it."""
    found: dict[str, int] = {}
    for words_ in _groups():
        found[words_[0]] = max(len(words_), found.get(words_[0], 1))
    return found


@cache
def _small() -> frozenset[str]:
    return frozenset(map(key, load("follow.toml")["small"]["words"]))


@cache
def _irregular() -> dict[str, str]:
    """Return word → its root, where the rules would find another."""
    return {word: root for root, forms in load("follow.toml")["roots"].items() for word in (root, *forms)}


@cache
def _short() -> frozenset[str]:
    """Return the roots that the dictionary does not have, many because they are too short."""
    return frozenset(load("follow.toml")["short"]["words"])


@cache
def _apart() -> frozenset[str]:
    """Return the words that do not mean what others of their stem mean."""
    return frozenset(load("follow.toml")["apart"]["words"])


@cache
def _able() -> frozenset[str]:
    """Return the words between a denial and what is denied."""
    return frozenset(load("follow.toml")["denials"]["between"])


@cache
def _denials() -> frozenset[str]:
    return frozenset(load("follow.toml")["denials"]["words"])
