"""A text → :class:`Scan`: the terms, the phrases of rules and the bodies that stand in it.

The one place where spaCy is loaded, and only when a text is scanned. The pipeline is spaCy's blank
Indonesian with a tokenizer of our own: it splits at everything that is neither letter nor digit, so
that ``KPU/KIP``, ``Kabupaten/Kota`` and ``dan/atau`` are the same tokens in the knowledge files and in
the law, and it leaves out the 16,000 tokenizer exceptions that would take over a second to load.
All phrases go into one PhraseMatcher (literal phrases on the lower-case form), which passes over a
text once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pkpu_review.annotate.inflect import expand
from pkpu_review.annotate.vocabulary import Term, vocabulary

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import PhraseMatcher

_SPLIT = re.compile(r"[^\w\s]|_")
_TEXT_LIMIT = 900_000
"""Characters of one provision that are scanned: spaCy refuses more than a million."""
_ROW = re.compile(r"(?:[^\w\s]|_){200,}")
"""Marks in a row that say nothing (a dotted line); spaCy takes them off one by one, and copies the rest each time."""


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
        words: its tokens in lower case.
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


class Pipeline:
    """The loaded matcher; :func:`pipeline` keeps one a process."""

    def __init__(self) -> None:
        self._nlp = _language()
        self._matcher, self._keys = _matcher(self._nlp)

    def scan(self, text: str) -> Scan:
        """Return what stands in *text*; positions are characters of *text*."""
        if not text or text.isspace():
            return EMPTY
        doc = self._nlp.make_doc(_ROW.sub(lambda row: " " * len(row[0]), text[:_TEXT_LIMIT]))
        terms: list[tuple[int, int, int]] = []
        bodies: list[tuple[int, int, str]] = []
        marks: dict[tuple[str, str], list[tuple[int, int, int]]] = {}
        ends = {}
        for key, first, last in self._matcher(doc):
            ends[last] = doc[last - 1].idx + len(doc[last - 1])
            for kind, value in self._keys[key]:
                if kind == "term":
                    terms.append((first, last, value))
                elif kind == "body":
                    bodies.append((first, last, value))
                else:
                    marks.setdefault(value, []).append((first, doc[first].idx, ends[last]))
        known = vocabulary().terms
        return Scan(
            text=text,
            words=tuple(token.lower_ for token in doc),
            hits=tuple(Hit(known[index], doc[a].idx, ends[b], a) for a, b, index in longest(terms)),
            marks={name: tuple(sorted(places)) for name, places in marks.items()},
            bodies=tuple(Body(group, a, b) for a, b, group in longest(bodies)),
        )


@lru_cache(maxsize=1)
def pipeline() -> Pipeline:
    """Return the pipeline, built on the first call (about 0.3 s once spaCy is imported)."""
    return Pipeline()


def longest(spans: list[tuple[int, int, Any]]) -> list[tuple[int, int, Any]]:
    """Return *spans* (first, last, value) in order without those that overlap a longer (or earlier) one.

    Equal spans are all kept: the same words may speak for two fields.
    """
    kept: list[tuple[int, int, Any]] = []
    owner: dict[int, tuple[int, int]] = {}
    for first, last, value in sorted(spans, key=lambda s: (s[0] - s[1], s[0], str(s[2]))):
        if all(owner.get(place, (first, last)) == (first, last) for place in range(first, last)):
            owner.update((place, (first, last)) for place in range(first, last))
            kept.append((first, last, value))
    return sorted(kept, key=lambda s: (s[0], s[1]))


def _language() -> Language:
    import spacy
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found, unused-ignore]  # compiled, without stubs
    from spacy.util import registry

    def create() -> Callable[[Language], Any]:
        def build(nlp: Language) -> Any:
            return Tokenizer(
                nlp.vocab,
                rules={},
                prefix_search=re.compile(r"^(?:[^\w\s]|_)").search,
                suffix_search=re.compile(r"(?:[^\w\s]|_)$").search,
                infix_finditer=_SPLIT.finditer,
            )

        return build

    registry.tokenizers.register("pkpu_review.Tokenizer.v1", func=create)
    return spacy.blank("id", config={"nlp": {"tokenizer": {"@tokenizers": "pkpu_review.Tokenizer.v1"}}})


def _matcher(nlp: Language) -> tuple[PhraseMatcher, dict[int, list[tuple[str, Any]]]]:
    from spacy.matcher import PhraseMatcher

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
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    keys: dict[int, list[tuple[str, Any]]] = {}
    for phrase, meaning in meanings.items():
        matcher.add(phrase, [nlp.make_doc(phrase)])
        keys[nlp.vocab.strings[phrase]] = meaning
    return matcher, keys
