"""Weights → a verdict: the fields that have work to do, and those concerned at second hand.

A family decides, and its strongest field speaks for it. What is far behind the strongest family was
mentioned in passing; what the headings do not speak of needs more words of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import exp

from pkpu_review.annotate.vocabulary import Vocabulary
from pkpu_review.annotate.weigh import CROSSING, NEEDED, SECOND_HAND, Weights
from pkpu_review.model import Evidence

SHARE = 0.4
"""A family needs this share of the strongest one's weight; less is a mention in passing."""
OFF_TOPIC = 1.7
"""Weight that a family needs whose subject is not that of the headings above, where these have one."""
CROSSING_LIMIT = 2.6
"""The most by which the crossing family overshadows a stage."""
CROSSED_LIMIT = 3.5
"""The most by which a stage overshadows the crossing family."""
NEEDED_BY_ITEM = 0.8
"""Weight at which a family has work to do where each item of a list is a task of its own."""
DISTANT_HEADING, IDLE_HEADING = 0.7, 0.4
"""Factors of a family's heading where another family's words are many and its own are few, or none."""
PLAIN_WORDS, FEW_WORDS = 2.0, 0.25
"""Own weight at which words speak plainly; the share of it below which another family's words are few."""
STEEPNESS = 0.7
"""Of the curve from weight to score: a weight of 1 is a score of 0.5."""
EVIDENCE_LIMIT = 12
"""Evidence kept for one division."""


def score(weight: float) -> float:
    """Return *weight* as a score from 0 to 1."""
    return 1.0 - exp(-STEEPNESS * max(weight, 0.0))


@dataclass(frozen=True, slots=True)
class Verdict:
    """The weight of each field that has work to do, and of each that is concerned at second hand."""

    work: dict[str, float]
    also: dict[str, float]


def judge(weights: Weights, vocabulary: Vocabulary) -> Verdict:
    """Decide by family, then name the fields of each family that carries its weight."""
    own, head = _by_family(weights.own, vocabulary, sum), _by_family(weights.head, vocabulary, max)
    plain = max(
        (amount for family, amount in own.items() if family != CROSSING or family in weights.joined), default=0.0
    )
    total = {}
    for family in {*own, *head}:
        distant = plain >= (NEEDED if weights.compound else PLAIN_WORDS) and own.get(family, 0.0) < FEW_WORDS * plain
        factor = 1.0 if not distant else DISTANT_HEADING if own.get(family) else IDLE_HEADING
        total[family] = own.get(family, 0.0) + head.get(family, 0.0) * factor
    # Where a rule says how little is needed (penalties on the organisers), the penalty overshadows no stage.
    limit = CROSSING_LIMIT if weights.needed >= NEEDED else 0.0
    strongest = max((min(t, limit) if family == CROSSING else t for family, t in total.items()), default=0.0)
    # Only words on the heading's own subject make others look like a mention in passing.
    on_topic = any(own.get(topic, 0.0) for topic in weights.topics)
    amounts = {
        name: weights.own.get(name, 0.0) + weights.head.get(name, 0.0) for name in {**weights.own, **weights.head}
    }
    best = _by_family(amounts, vocabulary, max)
    work: dict[str, float] = {}
    also: dict[str, float] = dict(weights.also)
    for name, amount in amounts.items():
        family = vocabulary.fields[name].family
        if weights.by_item:
            carried = total[family] >= NEEDED_BY_ITEM
        else:
            off_topic = on_topic and family not in weights.topics and family != CROSSING
            beside = min(strongest, CROSSED_LIMIT) if family == CROSSING else strongest
            carried = total[family] >= max(OFF_TOPIC if off_topic else weights.needed, SHARE * beside)
        if carried or family in weights.carried:
            if amount >= SHARE * best[family]:
                # The strongest field of a family speaks for all of it.
                work[name] = total[family] if amount == best[family] else amount
        elif total[family] >= SECOND_HAND and weights.own.get(name, 0.0) > 0:
            also[name] = max(also.get(name, 0.0), amount)
    return Verdict(work, {name: amount for name, amount in also.items() if name not in work})


def _by_family(
    table: dict[str, float], vocabulary: Vocabulary, join: Callable[[list[float]], float]
) -> dict[str, float]:
    amounts: dict[str, list[float]] = defaultdict(list)
    for name, amount in table.items():
        amounts[vocabulary.fields[name].family].append(amount)
    return {family: join(values) for family, values in amounts.items()}


def strongest(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return *evidence* strongest first, each place once."""
    seen: dict[tuple[str, int, int, str], Evidence] = {}
    for item in sorted(evidence, key=lambda e: -e.weight):
        seen.setdefault((item.where, item.start, item.end, item.rule), item)
    return tuple(seen.values())[:EVIDENCE_LIMIT]
