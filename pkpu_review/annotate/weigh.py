"""A :class:`Reading` → a score for each task field, with the evidence that it rests on.

The weights follow how an officer reads: what an article regulates stands in its heading, in its
first words and in what it repeats; a word mentioned in passing weighs little beside that. So an
occurrence after the first adds half a doubling, a family that is far behind the strongest one is
only concerned at second hand, and a heading counts less where the words below it plainly speak of
something else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import exp, log2

from pkpu_review.annotate.pipeline import Hit
from pkpu_review.annotate.reading import HEADING, OWN, Reading, holds
from pkpu_review.annotate.vocabulary import ANY, Rule, Vocabulary
from pkpu_review.model import Evidence

NEEDED = 1.0
"""Weight at which a family has work to do: one term that names the field, or a chapter heading."""
SHARE = 0.4
"""A family needs this share of the strongest one's weight; less is a mention in passing."""
SHARE_BY_ITEM = 0.1
"""The same where each item of a list is a task of its own."""
SECOND_HAND = 0.6
"""Weight from which a family that has no work to do is named as concerned."""
INNER_HEADING, OUTER_HEADING, OVERRULED_HEADING = 1.6, 1.1, 0.3
"""Factors of a heading's terms: the innermost, one above it, one above another subject's heading."""
DISTANT_HEADING = 0.4
"""Factor of a family's heading where its own words are few and another family's are many."""
PLAIN_WORDS, FEW_WORDS = 2.0, 0.25
"""Own weight at which words speak plainly; the share of it below which another family's words are few."""
EARLY, EARLY_TOKENS = 1.25, 12
"""Factor of a term that begins within the first tokens."""
REPEATED = 3.0
"""The most that repetition makes of one term's weight."""
STEEPNESS = 0.7
"""Of the curve from weight to score: a weight of 1 is a score of 0.5."""
EVIDENCE_LIMIT = 12
"""Evidence kept for one field."""


@dataclass(slots=True)
class Weights:
    """What speaks for each field.

    Attributes:
        own: field → weight of the provision's words.
        head: field → weight of the headings above.
        also: field → weight of second-hand concern.
        evidence: field → what it rests on.
        by_item: each item of the list is a task of its own.
        silenced: families whose evidence does not count, with the rule that says so.
    """

    own: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    head: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    also: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    evidence: dict[str, list[Evidence]] = field(default_factory=lambda: defaultdict(list))
    also_evidence: dict[str, list[Evidence]] = field(default_factory=lambda: defaultdict(list))
    by_item: bool = False
    silenced: dict[str, Rule] = field(default_factory=dict)


def score(weight: float) -> float:
    """Return *weight* as a score from 0 to 1."""
    return 1.0 - exp(-STEEPNESS * max(weight, 0.0))


def weigh(reading: Reading, vocabulary: Vocabulary) -> Weights:
    """Return what the terms, the headings and the rules say of *reading*."""
    weights = Weights()
    _terms(reading, weights, vocabulary)
    _headings(reading, weights, vocabulary)
    for rule in vocabulary.rules:
        places = holds(rule, reading)
        if places is None:
            continue
        families = {f.family for f in vocabulary.fields.values()} if ANY in rule.silences else set(rule.silences)
        for family in families - set(rule.keeps):
            weights.silenced.setdefault(family, rule)
            silence(weights, family, rule, vocabulary)
        weights.by_item |= rule.by_item
        for name, amount in rule.adds:
            weights.own[name] += amount
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


def _terms(reading: Reading, weights: Weights, vocabulary: Vocabulary) -> None:
    """Weigh the words of the provision; weak terms wait for another sign of their family."""
    found: dict[str, list[tuple[str, Hit, int]]] = defaultdict(list)
    offset = 0
    for passage in reading.passages:
        for hit in passage.scan.hits:
            if hit.term.field:
                found[hit.term.id].append((passage.where, hit, offset + hit.token))
        offset += len(passage.scan.words)
    strong = {vocabulary.fields[h[0][1].term.field].family for h in found.values() if not h[0][1].term.weak}
    strong |= {
        vocabulary.fields[hit.term.field].family for segment in reading.segments for hit in segment.hits if hit.term.field
    }
    for places in found.values():
        term = places[0][1].term
        if term.weak and vocabulary.fields[term.field].family not in strong:
            continue
        amount = term.weight * min(1 + 0.5 * log2(len(places)), REPEATED)
        amount *= EARLY if places[0][2] < EARLY_TOKENS else 1.0
        weights.own[term.field] += amount
        for where, hit, _ in places[:3]:
            reason = _reason("istilah", _text(reading, where)[hit.start : hit.end], term.gloss)
            weights.evidence[term.field] += [
                _evidence(reading, where, hit.start, hit.end, f"istilah:{term.id}", reason, amount / min(len(places), 3))
            ]


def _headings(reading: Reading, weights: Weights, vocabulary: Vocabulary) -> None:
    """Weigh the headings above, from the innermost outwards."""
    subject: set[str] = set()
    for segment in reversed(reading.segments):
        families = {vocabulary.fields[h.term.field].family for h in segment.hits if h.term.field and not h.term.weak}
        for family in families:
            best: dict[str, Hit] = {}
            for hit in segment.hits:
                if hit.term.field and not hit.term.weak and vocabulary.fields[hit.term.field].family == family:
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
                        reading, HEADING, hit.start, hit.end, f"istilah:{hit.term.id}", _reason("judul memuat", text, hit.term.gloss), amount
                    )
                ]
        # The supervision and the penalties of a stage are still that stage's.
        subject |= families - {"hukum"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The weight of each field that has work to do, and of each that is concerned at second hand."""

    work: dict[str, float]
    also: dict[str, float]


def judge(weights: Weights, vocabulary: Vocabulary) -> Verdict:
    """Decide by family, then name the fields of each family that carries its weight."""
    own: dict[str, float] = defaultdict(float)
    head: dict[str, float] = defaultdict(float)
    for table, source in ((own, weights.own), (head, weights.head)):
        for name, amount in source.items():
            family = vocabulary.fields[name].family
            table[family] = table[family] + amount if table is own else max(table[family], amount)
    plain = max(own.values(), default=0.0)
    total = {}
    for family in {*own, *head}:
        distant = plain >= PLAIN_WORDS and own[family] < FEW_WORDS * plain
        total[family] = own[family] + head[family] * (DISTANT_HEADING if distant else 1.0)
    strongest = max(total.values(), default=0.0)
    share = SHARE_BY_ITEM if weights.by_item else SHARE
    work: dict[str, float] = {}
    also: dict[str, float] = dict(weights.also)
    for name in {*weights.own, *weights.head}:
        family = vocabulary.fields[name].family
        amount = weights.own.get(name, 0.0) + weights.head.get(name, 0.0)
        if total[family] >= NEEDED and total[family] >= share * strongest:
            best = max(weights.own.get(n, 0.0) + weights.head.get(n, 0.0) for n in vocabulary.fields if vocabulary.fields[n].family == family)
            if amount >= SHARE * best:
                # The strongest field of a family speaks for all of it.
                work[name] = total[family] if amount == best else amount
        elif total[family] >= SECOND_HAND and weights.own.get(name, 0.0) > 0:
            also[name] = max(also.get(name, 0.0), amount)
    return Verdict(work, {name: amount for name, amount in also.items() if name not in work})


def _text(reading: Reading, where: str) -> str:
    if where == HEADING:
        return reading.heading.text
    return next((p.scan.text for p in reading.passages if p.where == where), "")


def _reason(kind: str, words: str, gloss: str) -> str:
    return f'{kind} "{words}" ({gloss})'


def _evidence(reading: Reading, where: str, start: int, end: int, rule: str, reason: str, weight: float) -> Evidence:
    return Evidence(start, end, _text(reading, where)[start:end], where, rule, reason, weight)


def strongest(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return *evidence* strongest first, each place once."""
    seen: dict[tuple[str, int, int, str], Evidence] = {}
    for item in sorted(evidence, key=lambda e: -e.weight):
        seen.setdefault((item.where, item.start, item.end, item.rule), item)
    return tuple(seen.values())[:EVIDENCE_LIMIT]


__all__ = ["OWN", "Verdict", "Weights", "judge", "score", "strongest", "weigh"]
