"""A :class:`Reading` → a score for each task field, with the evidence that it rests on.

The weights follow how an officer reads: what an article regulates stands in its heading, in its
first words and in what it repeats; a word mentioned in passing weighs little beside that. So an
occurrence after the first adds half a doubling, a family that is far behind the strongest one is
only concerned at second hand, and a heading counts less where the words below it plainly speak of
something else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from math import log2

from pkpu_review.annotate.pipeline import Hit
from pkpu_review.annotate.reading import HEADING, Reading, Segment, holds
from pkpu_review.annotate.vocabulary import ANY, Rule, Vocabulary
from pkpu_review.model import Evidence

NEEDED = 1.0
"""Weight at which a family has work to do: one term that names the field, or a chapter heading."""
SECOND_HAND = 0.6
"""Weight from which a family that has no work to do is named as concerned."""
CROSSING = "hukum"
"""The family that goes along with every stage: supervision, penalties."""
COMPOUND_HEADING = 3
"""Subjects that a heading lists from which it says of none of them what its articles regulate."""
INNER_HEADING, OUTER_HEADING, OVERRULED_HEADING = 1.6, 1.1, 0.3
"""Factors of a heading's terms: the innermost, one above it, one above another subject's heading."""
EARLY, EARLY_TOKENS = 1.25, 12
"""Factor of a term that begins within the first tokens."""
REPEATED = 3.0
"""The most that repetition makes of one term's weight."""
ANCHORED, ANCHORS, ANCHOR_TOKENS = 0.5, frozenset(["sejak", "sebelum", "setelah", "sesudah"]), 5
"""Factor of a term that only says when: within so many tokens after one of these words."""
CONDITIONAL, CONDITION_TOKENS = 0.6, 25
"""Factor of a term in the condition of a norm: between "dalam hal" or "apabila" and the next comma."""
EVIDENCE_LIMIT = 12
"""Evidence kept for one field."""
_BESIDE = re.compile(r"\s*,?\s*(?:serta|dan)\s+", re.IGNORECASE)
"""Between two subjects of a heading that stand side by side."""


@dataclass(slots=True)
class Weights:
    """What speaks for each field.

    Attributes:
        own: field → weight of the provision's words.
        head: field → weight of the headings above.
        also: field → weight of second-hand concern.
        evidence: field → what it rests on.
        by_item: each item of the list is a task of its own.
        needed: weight at which a family has work to do.
        topics: families that the innermost heading with a subject names.
        compound: that heading lists many subjects, or sets several families side by side.
        joined: the families that it sets side by side.
        rules: rules that held, in order.
        silenced: families whose evidence does not count, with the rule that says so.
        idle: why no one has work, where a rule says so.
        carried: families that have work to do because a rule says so.
    """

    own: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    head: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    also: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    evidence: dict[str, list[Evidence]] = field(default_factory=lambda: defaultdict(list))
    also_evidence: dict[str, list[Evidence]] = field(default_factory=lambda: defaultdict(list))
    by_item: bool = False
    needed: float = NEEDED
    topics: set[str] = field(default_factory=set)
    compound: bool = False
    joined: set[str] = field(default_factory=set)
    rules: list[str] = field(default_factory=list)
    silenced: dict[str, Rule] = field(default_factory=dict)
    idle: str = ""
    carried: set[str] = field(default_factory=set)


def weigh(reading: Reading, vocabulary: Vocabulary, about: frozenset[str] = frozenset()) -> Weights:
    """Return what the terms, the headings and the rules say of *reading*.

    Args:
        about: families that the regulation's own title names: their weak terms need no other sign.
    """
    weights = Weights()
    _headings(reading, weights, vocabulary)
    _terms(reading, weights, vocabulary, about)
    for rule in vocabulary.rules:
        if rule.asks and rule.id not in reading.named:
            continue
        places = holds(rule, reading)
        if places is None:
            continue
        weights.rules.append(rule.id)
        families = {f.family for f in vocabulary.fields.values()} if ANY in rule.silences else set(rule.silences)
        for family in sorted(families - set(rule.keeps) - weights.carried):
            weights.silenced.setdefault(family, rule)
            silence(weights, family, rule, vocabulary)
        if ANY in rule.silences and not rule.adds:
            weights.idle = weights.idle or rule.reason
        weights.needed = rule.needs or weights.needed
        if rule.by_item and not weights.by_item:
            weights.by_item = True
            weights.own.clear()
            weights.evidence.clear()
            _items(reading, weights, vocabulary)
            for family, silencing in weights.silenced.items():
                silence(weights, family, silencing, vocabulary)
        for name, amount in rule.adds:
            weights.own[name] += amount
            if rule.carries:
                weights.carried.add(vocabulary.fields[name].family)
            weights.evidence[name] += [_evidence(reading, *places[0], f"aturan:{rule.id}", rule.reason, amount)]
        for name, amount in rule.also:
            weights.also[name] += amount
            weights.also_evidence[name] += [_evidence(reading, *places[0], f"aturan:{rule.id}", rule.reason, amount)]
        if rule.last:
            break
    return weights


def silence(weights: Weights, family: str, rule: Rule, vocabulary: Vocabulary) -> None:
    """Take back what speaks for *family*; a rule that ``demotes`` leaves it as second-hand concern."""
    for name, known in vocabulary.fields.items():
        if known.family != family:
            continue
        amount = weights.own.pop(name, 0.0)
        weights.head.pop(name, None)
        evidence = weights.evidence.pop(name, [])
        if rule.demotes and amount >= SECOND_HAND:
            weights.also[name] = max(weights.also.get(name, 0.0), amount)
            weights.also_evidence[name] += [e for e in evidence if e.where != HEADING]


def _terms(reading: Reading, weights: Weights, vocabulary: Vocabulary, about: frozenset[str]) -> None:
    """Weigh the words; a weak term waits for another sign of its family, and for the headings to agree."""
    found: dict[str, list[tuple[str, Hit, int]]] = defaultdict(list)
    offset = 0
    for passage in reading.passages:
        for hit in passage.scan.hits:
            if hit.term.field and not hit.term.heading_only:
                found[hit.term.id].append((passage.where, hit, offset + hit.token))
        offset += len(passage.scan.words)
    strong = {vocabulary.fields[h[0][1].term.field].family for h in found.values() if not h[0][1].term.weak}
    strong |= {
        vocabulary.fields[hit.term.field].family
        for segment in reading.segments
        for hit in segment.hits
        if hit.term.field
    }
    strong |= about
    topics = weights.topics | about if weights.topics else set()
    for places in found.values():
        term = places[0][1].term
        family = vocabulary.fields[term.field].family
        if term.weak and (family not in strong or (topics and family not in topics and family != CROSSING)):
            continue
        count = sum(_factor(_words(reading, where), hit.token) for where, hit, _ in places)
        amount = term.weight * (min(1 + 0.5 * log2(count), REPEATED) if count > 1 else count)
        amount *= EARLY if places[0][2] < EARLY_TOKENS else 1.0
        weights.own[term.field] += amount
        for where, hit, _ in places[:3]:
            reason = _reason("istilah", _text(reading, where)[hit.start : hit.end], term.gloss)
            weights.evidence[term.field] += [
                _evidence(
                    reading, where, hit.start, hit.end, f"istilah:{term.id}", reason, amount / min(len(places), 3)
                )
            ]


def _items(reading: Reading, weights: Weights, vocabulary: Vocabulary) -> None:
    """Weigh a list of tasks: what an item names first is its task, whatever it mentions after."""
    found: dict[str, list[tuple[str, Hit]]] = defaultdict(list)
    for where, hits in reading.items():
        first = next((hit for hit in hits if hit.term.field and not hit.term.weak), None)
        for hit in hits:
            if first and hit.term.field and not hit.term.weak and (hit.start, hit.end) == (first.start, first.end):
                found[hit.term.field].append((where, hit))
    for name, places in found.items():
        amount = max(hit.term.weight for _, hit in places) * min(1 + 0.5 * log2(len(places)), REPEATED)
        weights.own[name] = amount
        for where, hit in places[:EVIDENCE_LIMIT]:
            reason = _reason("istilah", _text(reading, where)[hit.start : hit.end], hit.term.gloss)
            weights.evidence[name] += [
                _evidence(reading, where, hit.start, hit.end, f"istilah:{hit.term.id}", reason, amount / len(places))
            ]


def _factor(words: tuple[str, ...], token: int) -> float:
    """Return how much a term at *token* counts: less where it only says when, or on which condition."""
    if not ANCHORS.isdisjoint(words[max(token - ANCHOR_TOKENS, 0) : token]):
        return ANCHORED
    for place in range(token - 1, max(token - CONDITION_TOKENS, -1), -1):
        if words[place] == ",":
            break
        if words[place] in ("apabila", "jika") or words[place : place + 2] == ("dalam", "hal"):
            return CONDITIONAL
    return 1.0


def _words(reading: Reading, where: str) -> tuple[str, ...]:
    return reading.scans[where].words if where in reading.scans else ()


def _headings(reading: Reading, weights: Weights, vocabulary: Vocabulary) -> None:
    """Weigh the headings above, from the innermost outwards."""
    subject: set[str] = set()
    for segment in reversed(reading.segments):
        families = {vocabulary.fields[h.term.field].family for h in segment.hits if h.term.field and not h.term.weak}
        for family in families:
            best: dict[str, Hit] = {}
            for hit in segment.hits:
                if not hit.term.field or hit.term.weak or vocabulary.fields[hit.term.field].family != family:
                    continue
                if hit.term.field not in best or best[hit.term.field].term.weight < hit.term.weight:
                    best[hit.term.field] = hit
            factor = INNER_HEADING if segment.depth == len(reading.segments) - 1 else OUTER_HEADING
            if subject - {family}:
                factor = OVERRULED_HEADING
            for name, hit in best.items():
                amount = factor * hit.term.weight
                weights.head[name] = max(weights.head[name], amount)
                text = reading.heading.text[hit.start : hit.end]
                weights.evidence[name] += [
                    _evidence(
                        reading,
                        HEADING,
                        hit.start,
                        hit.end,
                        f"istilah:{hit.term.id}",
                        _reason("judul memuat", text, hit.term.gloss),
                        amount,
                    )
                ]
        # The supervision and the penalties of a stage are still that stage's.
        subject |= families - {CROSSING}
        compound = reading.heading.text[segment.start : segment.end].count(",") + 1 >= COMPOUND_HEADING
        if families - {CROSSING} and not weights.topics:
            weights.joined = _joined(reading, segment, vocabulary)
            weights.compound |= compound or bool(weights.joined)
            weights.topics = set() if compound else families - {CROSSING}


def _joined(reading: Reading, segment: Segment, vocabulary: Vocabulary) -> set[str]:
    """Return the families that *segment* sets side by side: "Program dan Anggaran serta Penyusunan Peraturan".

    "Pengawasan dalam Pemutakhiran Data Pemilih" sets nothing side by side: the one is about the other.
    """
    found: set[str] = set()
    hits = sorted((hit for hit in segment.hits if hit.term.field and not hit.term.weak), key=lambda hit: hit.start)
    for one, next_ in pairwise(hits):
        families = {vocabulary.fields[hit.term.field].family for hit in (one, next_) if hit.term.field}
        if len(families) > 1 and _BESIDE.fullmatch(reading.heading.text[one.end : next_.start]):
            found |= families
    return found


def _text(reading: Reading, where: str) -> str:
    if where == HEADING:
        return reading.heading.text
    return reading.scans[where].text if where in reading.scans else ""


def _reason(kind: str, words: str, gloss: str) -> str:
    return f"{kind} “{words}” ({gloss})"


def _evidence(reading: Reading, where: str, start: int, end: int, rule: str, reason: str, weight: float) -> Evidence:
    return Evidence(start, end, _text(reading, where)[start:end], where, rule, reason, weight)
