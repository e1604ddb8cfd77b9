"""``knowledge/norms.toml`` → the words by which a sentence is read, as sets and patterns, made once.

Only form is decided here: which word is a verb, which one names somebody who acts, where the name of a body ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from pkpu_review.knowledge import load

_SIGNS = " ,;:.()\"'“”‘’"
_ACTOR = re.compile(r"pe(?!.*(?:an|nya|asi|si)$)[a-z]{4,}(?:/[a-z]+)?")
"""A noun of somebody who does something: "pemohon", "pengadu"."""
_VERB = re.compile(r"(?:me|di)(?!.*nya$)[a-z-]{3,}|(?:me[a-z]{3,}|di[a-z]{2,})nya")
_STATE = re.compile(r"(?:ber|ter)(?!.*nya$)[a-z]{3,}|bekerja|belajar")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of ``knowledge/norms.toml``; see the remarks there."""

    modals: dict[str, str]
    """Norm word → modality; of two words, too."""
    first: frozenset[str]
    """First words of the norm words of more than one word."""
    descriptive: frozenset[str]
    duty_ber: frozenset[str]
    no_duty: frozenset[str]
    copula: frozenset[str]
    no_verb: frozenset[str]
    clause: frozenset[str]
    adjectives: frozenset[str]
    before_verb: frozenset[str]
    ends: frozenset[str]
    openers: frozenset[str]
    heads: frozenset[str]
    not_heads: frozenset[str]
    before: frozenset[str]
    of_things: frozenset[str]
    of_source: frozenset[str]
    instruments: frozenset[str]
    tools: frozenset[str]
    fields: frozenset[str]
    issuing: frozenset[str]
    causing: frozenset[str]
    charging: frozenset[str]
    acting_places: frozenset[str]
    agentive: frozenset[str]
    carriers: frozenset[str]
    wrongs: frozenset[str]
    stating: re.Pattern[str]
    """Ends a lead whose items say what must be the case."""


@cache
def vocabulary() -> Vocabulary:
    """Return the words, read once."""
    known: dict[str, Any] = load("norms.toml")
    modals = {word: name for name, entry in known["modal"].items() for word in entry["words"]}
    words = known["words"]
    return Vocabulary(
        modals=modals,
        first=frozenset(word.split()[0] for word in modals if " " in word),
        descriptive=frozenset(known["modal"]["boleh"]["descriptive"]),
        duty_ber=frozenset(known["indicative"]["ber"]),
        no_duty=frozenset(known["indicative"]["no_duty"]),
        copula=frozenset(known["indicative"]["copula"]),
        no_verb=frozenset(words["no_verb"]) | frozenset(load("effects.toml")["clause"]["no_verb"]),
        clause=frozenset(words["clause"]),
        adjectives=frozenset(words["adjectives"]),
        before_verb=frozenset(words["before_verb"]),
        ends=frozenset(words["ends"]),
        openers=frozenset(words["openers"]),
        heads=frozenset(known["actor"]["heads"]),
        not_heads=frozenset(known["actor"]["not_heads"]),
        before=frozenset(known["actor"]["before"]),
        of_things=frozenset(known["indicative"]["of_things"]),
        of_source=frozenset(known["indicative"]["of_source"]),
        instruments=frozenset(known["indicative"]["instruments"]),
        tools=frozenset(known["actor"]["tools"]),
        fields=frozenset(known["actor"]["fields"]),
        issuing=frozenset(known["indicative"]["issuing"]),
        causing=frozenset(known["indicative"]["causing"]),
        charging=frozenset(known["indicative"]["charging"]),
        acting_places=frozenset(known["actor"]["places"]),
        agentive=frozenset(known["actor"]["verbs"]),
        carriers=frozenset(word.replace(",", "") for word in known["carriers"]["words"]),
        wrongs=frozenset(known["not_norm"]["wrongs"]),
        stating=re.compile(known["not_norm"]["stating"], re.IGNORECASE),
    )


class Line:
    """One sentence of a text as words: *low* in small letters without signs, and where each stands.

    Attributes:
        text: the whole text; *starts* and *ends* count in it. An end is that of the bare word, without comma,
            but with the bracket that closes "(1)".
        printed: the words as they stand, signs and all.
        comma: whether a comma (or a semicolon) follows.
        actors: first words of the names that the regulation defines for somebody who acts.
    """

    __slots__ = ("actors", "comma", "ends", "low", "printed", "starts", "text")

    def __init__(self, text: str, start: int, end: int, actors: frozenset[str] = frozenset()) -> None:
        self.text = text
        self.actors = actors
        self.printed: list[str] = []
        self.low: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.comma: list[bool] = []
        at = start
        for word in text[start:end].split(" "):
            length = len(word)
            bare = word.strip(_SIGNS)
            if bare:
                first = at + word.index(bare)
                self.printed.append(word)
                self.low.append(bare.lower())
                closed = word[first - at + len(bare) : first - at + len(bare) + 1] == ")"
                self.starts.append(first - (closed and first > at and text[first - 1] == "("))
                self.ends.append(first + len(bare) + closed)
                self.comma.append(word[-1] in ",;")
            elif word in (",", ";") and self.comma:
                self.comma[-1] = True
            at += length + 1

    def __len__(self) -> int:
        return len(self.low)

    def acts(self, at: int) -> bool:
        """Whether word *at* begins the name of somebody who acts."""
        word = self.low[at]
        return is_actor(word) or word in self.actors


@cache
def is_verb(word: str) -> bool:
    """Whether *word* (small letters) is a verb me- or di-: one that may be a predicate."""
    known = vocabulary()
    return word not in known.no_verb and _VERB.fullmatch(word) is not None


@cache
def is_passive(word: str) -> bool:
    """Whether *word*, which follows a norm word, says that the subject is acted upon, whatever it is elsewhere."""
    return word.startswith("di") and _VERB.fullmatch(word) is not None


@cache
def is_state(word: str) -> bool:
    """Whether *word* is a verb ber- or ter-, which tells a state unless the knowledge file says otherwise."""
    return word not in vocabulary().no_verb and _STATE.fullmatch(word) is not None


@cache
def is_actor(word: str) -> bool:
    """Whether *word* (small letters) begins the name of somebody who acts."""
    known = vocabulary()
    head = word.partition("/")[0]
    return head in known.heads or (_ACTOR.fullmatch(word) is not None and head not in known.not_heads)


_CONJUNCTIONS = frozenset(["dan", "atau", "dan/atau", "serta"])


def name_end(line: Line, first: int, last: int, any_head: bool = False) -> int:
    """Return the place behind the name of a body (or of several) that begins at word *first*, before *last*.

    A list goes on behind a comma with another actor, or with "dan" and one. It is *first* where no body is named;
    with *any_head* whatever stands there is taken for a name, as behind "oleh".
    """
    known = vocabulary()
    low, comma = line.low, line.comma
    at = first
    if at < last and low[at] in known.before:
        at += 1
    if at >= last or (low[at] in known.ends and not line.acts(at)):
        return first
    if not (any_head or line.acts(at) or (low[first] == "setiap" and low[at] in ("orang", "warga"))):
        return first
    while at < last:
        word = low[at]
        if word in _CONJUNCTIONS:
            follows = low[at + 1] if at + 1 < last else ""
            if not follows or is_verb(follows) or follows in known.modals or follows in known.first:
                return at
            if (follows in known.ends or follows.endswith("nya")) and not line.acts(at + 1):
                return at
            if any_head and _clause_follows(line, at + 1, last):
                return at
            at += 2
            if comma[at - 1] and not goes_on(line, at, last):
                return at
            continue
        if word == "yang" and at > first and low[at + 1 : at + 2] and low[at + 1] in known.fields:
            at += 2  # "divisi yang membidangi hukum": a name by its field
            continue
        if at > first and (word in known.ends or is_verb(word) or (is_state(word) and not line.acts(at))):
            return at
        if at > first and word[0].isdigit():
            return at
        if comma[at] and not goes_on(line, at + 1, last):
            return at + 1
        at += 1
    return at


def goes_on(line: Line, at: int, last: int) -> bool:
    """Whether a list of bodies goes on at word *at*, behind a comma."""
    if at >= last:
        return False
    word = line.low[at]
    if word in _CONJUNCTIONS:
        at += 1
        if at >= last:
            return False
        word = line.low[at]
    if word in vocabulary().before:
        return at + 1 < last and line.acts(at + 1)
    return line.acts(at) and not is_verb(word)


def _clause_follows(line: Line, at: int, last: int) -> bool:
    """Whether a clause of its own begins at word *at*, behind "dan": a body that does something."""
    if not line.acts(at):
        return False
    end = name_end(line, at, last)
    if end < last and line.low[end] in ("hanya", "segera", "juga"):
        end += 1
    return at < end < last and (is_verb(line.low[end]) or line.low[end] in vocabulary().modals)
