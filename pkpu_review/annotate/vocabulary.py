"""The TOML of ``knowledge/divisions`` → fields, terms, rules and bodies as values, read once a process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pkpu_review import knowledge

ANY = "*"
"""In ``silences`` of a rule: every family."""


@dataclass(frozen=True, slots=True)
class Field:
    """A task field: what terms and rules point to, and what a line-up gives to a division."""

    id: str
    family: str
    name: str


@dataclass(frozen=True, slots=True)
class Term:
    """Phrases that speak for a field.

    Attributes:
        field: id of the field; empty for a neutral term, which only keeps its words from other terms.
        phrases: as the file has them, see :mod:`pkpu_review.annotate.inflect`.
        weight: what the first occurrence adds, about 1 for a term that names its field.
        weak: counts only beside another sign of the same family.
        heading_only: counts in headings alone.
        gloss: what the words stand for, Indonesian.
    """

    id: str
    field: str
    phrases: tuple[str, ...]
    weight: float
    weak: bool
    heading_only: bool
    gloss: str
    citation: str
    verified: bool
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """Words on which a rule must hold, or must not: a heading (may be empty) and a text."""

    text: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A combination that terms alone cannot see. Every condition that is not empty must hold.

    Attributes:
        text, text_not: phrases of which one (none) stands in the words of the provision and those below it.
        opening: phrases of which one begins within the first words.
        heading, heading_not: phrases of which one (none) stands in a heading above.
        heading_too: a second set of phrases of which one stands in a heading above.
        inner_heading: as ``heading``, of the innermost heading alone.
        actors, actors_not: groups of bodies of which one (none) acts.
        receivers_not: groups of bodies to which nothing is handed.
        subject, subject_not: groups of which the body that the first sentence is about is one (is none).
        kinds: kinds of provision.
        single: the provision is one norm, without ayat.
        below: the provision has at least so many provisions or list items below it.
        adds: field → weight.
        silences: families whose evidence no longer counts; ``*`` for all.
        keeps: families that ``silences`` leaves alone.
        carries: what it adds has work to do, however much else the provision speaks of.
        demotes: what is silenced is still concerned at second hand.
        by_item: each item of the list is a task of its own, so that none is overshadowed by the others.
        needs: weight at which a family has work to do in place of the usual one; 0 leaves it.
        also: field → weight, for second-hand concern.
        last: rules below this one are not tried.
        reason: Indonesian clause for the reader.
        asks: some phrase must stand in the words or in a heading for the rule to hold.
    """

    id: str
    text: tuple[str, ...]
    text_not: tuple[str, ...]
    opening: tuple[str, ...]
    heading: tuple[str, ...]
    heading_not: tuple[str, ...]
    heading_too: tuple[str, ...]
    inner_heading: tuple[str, ...]
    actors: tuple[str, ...]
    actors_not: tuple[str, ...]
    receivers_not: tuple[str, ...]
    subject: tuple[str, ...]
    subject_not: tuple[str, ...]
    kinds: tuple[str, ...]
    single: bool
    below: int
    adds: tuple[tuple[str, float], ...]
    silences: tuple[str, ...]
    keeps: tuple[str, ...]
    carries: bool
    demotes: bool
    by_item: bool
    needs: float
    also: tuple[tuple[str, float], ...]
    last: bool
    reason: str
    citation: str
    verified: bool
    examples: tuple[Example, ...]
    counter_examples: tuple[Example, ...]
    asks: bool

    def phrases(self) -> dict[str, tuple[str, ...]]:
        """Return the phrase conditions by name, those that are not empty."""
        named = ("text", "text_not", "opening", "heading", "heading_not", "heading_too", "inner_heading")
        return {name: getattr(self, name) for name in named if getattr(self, name)}


@dataclass(frozen=True, slots=True)
class Dependent:
    """A field that is concerned at second hand when another one has work to do."""

    field: str
    on: str
    reason: str
    text: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All of it."""

    fields: dict[str, Field]
    terms: tuple[Term, ...]
    rules: tuple[Rule, ...]
    bodies: dict[str, tuple[str, ...]]
    dependents: tuple[Dependent, ...]


def _term(entry: dict[str, Any]) -> Term:
    return Term(
        id=entry["id"],
        field=entry.get("field", ""),
        phrases=tuple(entry["phrases"]),
        weight=float(entry.get("weight", 1.0)),
        weak=entry.get("weak", False),
        heading_only=entry.get("heading_only", False),
        gloss=entry["gloss"],
        citation=entry["citation"],
        verified=entry["verified"],
        examples=tuple(entry["examples"]),
        counter_examples=tuple(entry["counter_examples"]),
    )


def _rule(entry: dict[str, Any]) -> Rule:
    when, then = entry["when"], entry["then"]
    known = {
        "text",
        "text_not",
        "opening",
        "heading",
        "heading_not",
        "heading_too",
        "inner_heading",
        "actors",
        "actors_not",
    }
    known |= {"receivers_not", "subject", "subject_not", "kinds", "single", "below"}
    if unknown := (set(when) - known) | (
        set(then) - {"adds", "silences", "keeps", "carries", "demotes", "by_item", "needs", "also", "last"}
    ):
        raise ValueError(f"rule {entry['id']}: unknown {sorted(unknown)}")
    listed = {name: tuple(when.get(name, ())) for name in known - {"single", "below"}}
    return Rule(
        id=entry["id"],
        **listed,
        single=when.get("single", False),
        below=when.get("below", 0),
        adds=tuple(then.get("adds", {}).items()),
        silences=tuple(then.get("silences", ())),
        keeps=tuple(then.get("keeps", ())),
        carries=then.get("carries", False),
        demotes=then.get("demotes", False),
        by_item=then.get("by_item", False),
        needs=float(then.get("needs", 0.0)),
        also=tuple(then.get("also", {}).items()),
        last=then.get("last", False),
        reason=entry["reason"],
        citation=entry["citation"],
        verified=entry["verified"],
        examples=tuple(Example(**e) for e in entry["examples"]),
        counter_examples=tuple(Example(**e) for e in entry["counter_examples"]),
        asks=any(listed[name] for name in ("text", "opening", "heading", "heading_too", "inner_heading")),
    )


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Return the vocabulary, read from the knowledge files.

    Raises:
        ValueError: an entry names a field that does not exist, or a key that is not known.
        KeyError: an entry lacks something that every entry has (citation, verified, examples ...).
    """
    fields = {e["id"]: Field(e["id"], e["family"], e["name"]) for e in knowledge.load("divisions/fields.toml")["field"]}
    terms: list[Term] = []
    for name in knowledge.names("divisions/terms"):
        content = knowledge.load(f"divisions/terms/{name}.toml")
        terms += [_term(entry) for entry in (*content.get("term", ()), *content.get("neutral", ()))]
    content = knowledge.load("divisions/rules.toml")
    rules = tuple(_rule(entry) for entry in content["rule"])
    dependents = tuple(
        Dependent(e["field"], e["on"], e["reason"], tuple(e.get("text", ()))) for e in content.get("dependent", ())
    )
    named = [t.field for t in terms if t.field] + [f for r in rules for f, _ in (*r.adds, *r.also)]
    named += [f for d in dependents for f in (d.field, d.on)]
    if unknown := set(named) - set(fields):
        raise ValueError(f"unknown fields {sorted(unknown)}")
    bodies = {group: tuple(names) for group, names in knowledge.load("divisions/bodies.toml")["groups"].items()}
    return Vocabulary(fields, tuple(terms), rules, bodies, dependents)
