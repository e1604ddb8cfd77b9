"""A sentence → who acts, what is done, and to what: as far as the order of the words tells it.

A norm names its subject first ("KPU Provinsi"), then a norm word or a verb ("wajib menyampaikan"), then the rest; a
clause of condition or time may stand before it, parted by a comma. A verb behind "yang", "untuk" and the like is no
predicate. Verbs are told by their affixes, so that no list of them is needed; what is none stands in
``knowledge/effects.toml``. Where the order is another one, the parts stay empty: nothing is guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

from pkpu_review.knowledge import dictionary, load
from pkpu_review.lexis.references import find as references

LONGEST = 4000
"""Letters of a sentence that are looked at; its subject and verb stand at its beginning."""
SUBJECT_WORDS = 16
"""Words of a subject, at most: behind more, a verb is not the subject's."""
_WORD = re.compile(r"[^\s]+")
_VERB = re.compile(r"(?:me|di|ber|ter)[a-z]{3,}")
_MODAL = frozenset(
    [
        "wajib",
        "harus",
        "dapat",
        "dilarang",
        "berhak",
        "berwenang",
        "boleh",
        "tidak",
        "belum",
        "akan",
        "telah",
        "sudah",
        "bukan",
    ]
)
_POINTING = re.compile(
    r",?\s*(?:sebagaimana|yang)\s+(?:telah\s+)?(?:dimaksud(?:kan)?|diatur|disebut(?:kan)?|tersebut)\s+(?:pada|dalam|di)\s*"
)
_OURS = re.compile(r"^\s*(?:Undang[- ][Uu]ndang|Peraturan(?:\s[A-Z]\w+){0,4})\sini\b")
_ACTION = re.compile(r"pe[a-z]{4,}an\b", re.I)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: characters of the text.

    Attributes:
        start, end: the clause itself, without what is put before it and without its last sign.
        subject: who acts, or what is acted upon; (n, n) where it is not told.
        predicate: the norm words before the verb, with the verb; (n, n) where there is none.
        verb: the verb alone.
    """

    text: str
    start: int
    end: int
    subject: tuple[int, int]
    predicate: tuple[int, int]
    verb: tuple[int, int]

    @property
    def who(self) -> str:
        """The subject without what only points ("sebagaimana dimaksud pada ayat (1)")."""
        return plain(self.text[slice(*self.subject)])

    @property
    def does(self) -> str:
        """The verb, in small letters; may be empty."""
        return self.text[slice(*self.verb)].casefold()

    @property
    def rest(self) -> str:
        """What follows the verb."""
        return self.text[self.verb[1] : self.end]


def sentence(text: str, at: int) -> tuple[int, int]:
    """Return the characters of the sentence of *text* that holds the place *at*."""
    ends = _ends(text)
    place = bisect_left(ends, at)
    start = ends[place - 1] + 2 if place else 0
    return start, ends[place] if place < len(ends) else len(text.rstrip(" .;,:"))


@lru_cache(maxsize=64)
def _ends(text: str) -> list[int]:
    """Return where the sentences of *text* end that another one follows; a long text is asked about at many places."""
    return [match.start() for match in re.finditer(r"[.;:](?=\s+[A-Z(])", text)]


def clause(text: str, at: int = 0) -> Clause:
    """Return the main clause of the sentence of *text* that holds the place *at*."""
    start, end = sentence(text, at)
    return _clause(text, start, max(start, min(end, start + LONGEST)))


@lru_cache(maxsize=256)
def _clause(text: str, start: int, end: int) -> Clause:
    """Return the main clause of one sentence; every value in it asks for it."""
    if _opening().match(text, start):
        commas = [match.end() for match in re.finditer(r",\s+", text[start:end])]
        capital = next((start + place for place in commas if text[start + place : start + place + 1].isupper()), None)
        start = capital if capital is not None else start + commas[0] if commas else start
    none = (start, start)
    first_words = islice(_WORD.finditer(text[start:end]), SUBJECT_WORDS * 2)
    words = [(match.start() + start, match.end() + start, match[0]) for match in first_words]
    relative = before = ""
    skip = False
    first_modal: int | None = None
    for place, (word_start, word_end, printed) in enumerate(words):
        word = printed.casefold().strip(",()")
        if before.endswith(",") and relative:
            relative = ""
        before_word = before.casefold().strip(",")
        before = printed
        if word == "yang":
            relative, skip = "yang", True
            continue
        modal, verb = word in _MODAL, is_verb(word)
        if skip:  # the words of a relative clause up to its verb
            skip = modal
            continue
        if before_word in _before_verb() and not modal:
            continue
        if modal and printed == word:
            first_modal = word_start if first_modal is None else first_modal
            continue
        if (verb and printed.strip(",") == word) or (verb and not place):
            subject_end = first_modal if first_modal is not None else word_start
            return Clause(
                text, start, end, (start, len(text[:subject_end].rstrip())) if subject_end > start else none,
                (subject_end, word_start + len(printed.rstrip(","))),
                (word_start, word_start + len(printed.rstrip(","))),
            )  # fmt: skip
        if first_modal is not None:  # "wajib lapor", "tidak sah": any word is the predicate of a norm word
            return Clause(
                text, start, end, (start, len(text[:first_modal].rstrip())) if first_modal > start else none,
                (first_modal, word_end - len(printed) + len(printed.rstrip(",.;"))),
                (word_start, word_end - len(printed) + len(printed.rstrip(",.;"))),
            )  # fmt: skip
    return Clause(text, start, end, none, none, none)


def plain(words: str) -> str:
    """Return *words* without what only points: "sebagaimana dimaksud pada ayat (1)"."""
    for found in reversed(list(_POINTING.finditer(words))):
        refs = references(words[found.end() :])
        end = found.end()
        for one in refs:
            if words[end : found.end() + one.start].strip(" ,") not in (
                "",
                "dan",
                "atau",
                "serta",
                "sampai dengan",
                "dan/atau",
            ):
                break
            end = found.end() + one.end
        if end > found.end():
            words = words[: found.start()] + _OURS.sub("", words[end:])
    return " ".join(words.split()).strip(" ,;:.")


def acts(words: str) -> bool:
    """Whether *words* name someone who acts: a body, an office, a person."""
    return bool(_actor().match(words.strip()))


@lru_cache(maxsize=4096)
def noun(verb: str) -> str | None:
    """Return the noun of an act ("menyampaikan": "penyampaian"), "" where the verb says nothing, None if unknown."""
    known: dict[str, str] = load("effects.toml")["noun"]
    if verb in known:
        return known[verb]
    for made in _nouns(verb):
        if made in dictionary("kata.txt"):
            return made
    return None


def _nouns(verb: str) -> list[str]:
    if verb.startswith("memper"):
        stems = [verb[3:]]
    elif verb.startswith("diper"):
        stems = [verb[2:]]
    elif verb.startswith("me"):
        stems = ["pe" + verb[2:]]
    elif verb.startswith("di"):
        root = verb[2:]
        drop = {"s": "ny", "t": "n", "p": "m", "k": "ng"}.get(root[:1])
        nasal = "ng" if root[:1] in "aiueogh" else "m" if root[:1] in "bf" else "n" if root[:1] in "dcjz" else ""
        stems = ["pe" + drop + root[1:]] if drop else ["pe" + nasal + root]
    else:
        return []
    made = []
    for stem in stems:
        if stem.endswith("kan"):
            made.append(stem[:-3] + "an")
        made.append(stem + "an")
        if stem.endswith("i"):  # "meneliti" has its i in the root, "menangani" in the suffix: the longer noun first
            made.append(stem[:-1] + "an")
    return made


def act(words: str) -> bool:
    """Whether *words* begin with the noun of an act: "Pembayaran honorarium"."""
    found = _ACTION.match(words)
    return found is not None and found[0].casefold() not in load("effects.toml")["clause"]["no_act"]


def lower(words: str) -> str:
    """Return *words* with a small first letter where it is large only because a sentence began with it."""
    first, _, rest = words.partition(" ")
    if not first[:1].isupper() or first[1:] != first[1:].lower() or rest[:1].isupper() or acts(words):
        return words
    return words[:1].lower() + words[1:]


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(load("effects.toml")["clause"]["opening"], re.I)


@cache
def _no_verb() -> frozenset[str]:
    return frozenset(load("effects.toml")["clause"]["no_verb"])


@cache
def _before_verb() -> frozenset[str]:
    return frozenset(load("effects.toml")["clause"]["before_verb"])


@cache
def prepositions() -> frozenset[str]:
    """Return the words that open an adverbial."""
    return frozenset(load("effects.toml")["clause"]["prepositions"])


@cache
def towards() -> frozenset[str]:
    """Return the words that open what follows an object: to whom, by which way, where."""
    return frozenset(load("effects.toml")["clause"]["towards"])


def is_verb(word: str) -> bool:
    """Whether *word* (small letters, no signs) is a verb by its affixes."""
    return bool(_VERB.fullmatch(word)) and word not in _no_verb()


@cache
def _actor() -> re.Pattern[str]:
    actor = load("effects.toml")["actor"]
    known = rf"(?:{actor['heads']})\b|(?i:{actor['persons']})\b"
    return re.compile(rf"{known}|(?i:(?!(?:{actor['no_heads']})\b)pe(?![a-z]*(?:an|asi)\b)[a-z]{{4,}}\b)")
