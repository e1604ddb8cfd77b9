"""A text → :class:`Scan`: the terms, the phrases of rules and the bodies that stand in it.

The one place where spaCy is loaded, and only when a text is scanned. The pipeline is spaCy's, with three
parts of our own: a tokenizer that splits at everything that is neither letter nor digit, so that
``KPU/KIP``, ``Kabupaten/Kota`` and ``dan/atau`` are the same tokens in the knowledge files and in the
law; ``pkpu_penanda``, which finds all literal phrases in one pass of one PhraseMatcher; and
``pkpu_pemilah``, which gives words that two phrases claim to the longer one. spaCy's own Indonesian class
brings 16,000 tokenizer exceptions (``A.1``, ``ber-ber``, ``abad-abad``): words that no phrase of ours holds,
over a second to load. Its hyphenated words are split here alike in phrases and in texts
(``perundang-undangan`` is three tokens in both), so that none of them is missed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pkpu_review.annotate.inflect import expand
from pkpu_review.annotate.vocabulary import Term, vocabulary

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
_ITS = re.compile(r"nya\b(?<=[^\W\d_]{4}nya)")
"""The clitic "-nya", which makes no other word of one: ``dana kampanyenya`` is ``dana kampanye``; not of ``hanya``."""
_TEXT_LIMIT = 900_000
"""Characters of one provision that are scanned: spaCy refuses more than a million."""
_ROW = re.compile(r"(?:[^\w\s]|_){200,}")
"""Marks in a row that say nothing (a dotted line): no token each."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One occurrence of a term: characters *start* to *end*, and the token it begins with."""

    term: Term
    start: int
    end: int
    token: int


@dataclass(frozen=True, slots=True)
class Body:
    """One body named in a text, the group it belongs to, and its tokens *first* to *last* (exclusive)."""

    group: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Scan:
    """What stands in one text.

    Attributes:
        text: the text itself.
        words: its tokens in lower case, without the clitic "-nya".
        hits: terms in order, overlaps resolved: the longest phrase has the words.
        marks: (rule id, condition) → places as (token, start, end).
        bodies: in order, overlaps resolved.
    """

    text: str
    words: tuple[str, ...]
    hits: tuple[Hit, ...]
    marks: dict[tuple[str, str], tuple[tuple[int, int, int], ...]]
    bodies: tuple[Body, ...]


EMPTY = Scan("", (), (), {}, ())
Span = tuple[int, int, Any]
"""First token, token after the last, and what was found there."""


@dataclass(slots=True)
class _Found:
    """What the pipeline found in one Doc: the index of a term, the group of a body, the (rule, condition) of a mark."""

    terms: list[Span] = field(default_factory=list)
    bodies: list[Span] = field(default_factory=list)
    marks: list[Span] = field(default_factory=list)


class Pipeline:
    """The loaded pipeline; :func:`pipeline` keeps one a process."""

    def __init__(self) -> None:
        self.nlp = _language()
        self._terms = vocabulary().terms

    def scan(self, text: str) -> Scan:
        """Return what stands in *text*; positions are characters of *text*."""
        if not text or text.isspace():
            return EMPTY
        seen = _ROW.sub(lambda row: " " * len(row[0]), text[:_TEXT_LIMIT])
        doc = self.nlp(seen)
        words: tuple[str, ...] = doc.user_data["words"]
        found: _Found = doc.user_data["found"]
        if not (found.terms or found.bodies or found.marks):
            return Scan(text, words, (), {}, ())
        at = [match.span() for match in _TOKEN.finditer(seen)]
        marks: dict[tuple[str, str], list[tuple[int, int, int]]] = {}
        for first, last, value in found.marks:
            marks.setdefault(value, []).append((first, at[first][0], at[last - 1][1]))
        return Scan(
            text=text,
            words=words,
            hits=tuple(Hit(self._terms[index], at[a][0], at[b - 1][1], a) for a, b, index in found.terms),
            marks={name: tuple(sorted(places)) for name, places in marks.items()},
            bodies=tuple(Body(group, a, b) for a, b, group in found.bodies),
        )


@lru_cache(maxsize=1)
def pipeline() -> Pipeline:
    """Return the pipeline, built on the first call (about 0.1 s once spaCy is imported)."""
    return Pipeline()


def longest(spans: list[Span]) -> list[Span]:
    """Return *spans* (first, last, value) in order without those that overlap a longer (or earlier) one.

    Equal spans are all kept: the same words may speak for two fields.
    """
    if len(spans) < 2:
        return spans
    if all(before[1] <= after[0] for before, after in pairwise(spans)):
        return spans
    kept: list[Span] = []
    owner: dict[int, tuple[int, int]] = {}
    for first, last, value in sorted(spans, key=lambda s: (s[0] - s[1], s[0], str(s[2]))):
        if all(owner.get(place, (first, last)) == (first, last) for place in range(first, last)):
            owner.update((place, (first, last)) for place in range(first, last))
            kept.append((first, last, value))
    return sorted(kept, key=lambda s: (s[0], s[1]))


def _language() -> Language:
    """Return the pipeline: tokens, phrases found, overlaps settled."""
    from spacy.language import Language

    class Indonesian(Language):  # type: ignore[no-untyped-call, unused-ignore]
        """Indonesian without the tokenizer exceptions; the phrases of the knowledge files are its data."""

        lang = "id"

    Language.factory("pkpu_penanda", func=_Finder)
    Language.component("pkpu_pemilah", func=_settle)
    nlp = Indonesian(create_tokenizer=_Tokens)
    nlp.add_pipe("pkpu_penanda")
    nlp.add_pipe("pkpu_pemilah")
    return nlp


class _Tokens:
    """Text → Doc: a token is a run of letters and digits, or one other mark; in lower case, the clitic "-nya" off.

    Whoever needs to know where a token stands in the text looks for the same tokens again, in the same order.
    """

    def __init__(self, nlp: Language) -> None:
        from spacy.tokens import Doc

        self.vocab, self._doc = nlp.vocab, Doc

    def __call__(self, text: str) -> Doc:
        lower = text.lower()
        same = len(lower) == len(text)  # but for a letter such as the Turkish dotted I
        tokens = (
            _TOKEN.findall(_ITS.sub("", lower)) if same else [_ITS.sub("", t.lower()) for t in _TOKEN.findall(text)]
        )
        words = tuple(tokens)
        return self._doc(self.vocab, words=tokens, user_data={"words": words})


class _Finder:
    """Doc → the same with the places of all phrases in ``user_data["found"]``."""

    def __init__(self, nlp: Language, name: str) -> None:
        from spacy.matcher import PhraseMatcher

        self._matcher = PhraseMatcher(nlp.vocab, attr="ORTH")
        self._meanings: dict[int, list[tuple[str, Any]]] = {}
        for phrase, meanings in _phrases().items():
            self._matcher.add(phrase, [nlp.make_doc(phrase)])
            self._meanings[nlp.vocab.strings[phrase]] = meanings

    def __call__(self, doc: Doc) -> Doc:
        found = _Found()
        by_kind = {"term": found.terms, "body": found.bodies, "mark": found.marks}
        for key, first, last in self._matcher(doc):
            for kind, value in self._meanings[key]:
                by_kind[kind].append((first, last, value))
        doc.user_data["found"] = found
        return doc


def _settle(doc: Doc) -> Doc:
    """Give words that two terms, or two names of bodies, claim to the longer one."""
    found: _Found = doc.user_data["found"]
    found.terms, found.bodies = longest(found.terms), longest(found.bodies)
    return doc


def _phrases() -> dict[str, list[tuple[str, Any]]]:
    """Return every form of every phrase of the knowledge files, in lower case, with what it may be."""
    meanings: dict[str, list[tuple[str, Any]]] = {}

    def learn(phrases: tuple[str, ...], kind: str, value: Any) -> None:
        for phrase in phrases:
            for form in expand(phrase):
                known = meanings.setdefault(form.lower(), [])
                if (kind, value) not in known:
                    known.append((kind, value))

    known = vocabulary()
    for index, term in enumerate(known.terms):
        learn(term.phrases, "term", index)
    for group, names in known.bodies.items():
        learn(names, "body", group)
    for rule in known.rules:
        for condition, phrases in rule.phrases().items():
            learn(phrases, "mark", (rule.id, condition))
    for number, dependent in enumerate(known.dependents):
        learn(dependent.text, "mark", (f"dependent-{number}", "text"))
    return meanings
