"""Flags → the same with a caution before the evidence of provisions that may not apply to this office.

A line-up tells what its area does not have: DKI Jakarta has no DPRD kabupaten/kota and elects no regent or mayor.
A provision that speaks of nothing else may not apply there; its divisions are still told, for whether it applies is
for a person to say. One that names such a body among others ("DPR, DPD, DPRD provinsi, dan DPRD kabupaten/kota")
applies as it does anywhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from pkpu_review.model import Evidence, Flag, Provision, Regulation

WEIGHT = 0.01
"""A caution speaks for no division; it is evidence so that it stands wherever the reasons of a flag are shown."""


@dataclass(frozen=True, slots=True)
class Caution:
    """What an area does not have.

    Attributes:
        id: for the evidence's ``rule``: ``perhatian:ID``.
        reason: Indonesian clause for the reader.
        only: phrases for what it lacks.
        unless: phrases for what it has: where one stands beside, the provision applies.
    """

    id: str
    reason: str
    only: tuple[str, ...]
    unless: tuple[str, ...]
    citation: str
    verified: bool
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]

    def speaks(self, text: str) -> bool:
        """Tell whether *text* names what the area lacks, or has."""
        return bool(_pattern(self.only).search(text) or _pattern(self.unless).search(text))

    def place(self, text: str, start: int = 0) -> tuple[int, int] | None:
        """Return where *text*, from *start* on, speaks of what the area lacks and of nothing that it has, or None."""
        found = _pattern(self.only).search(text, start)
        if found is None or _pattern(self.unless).search(_pattern(self.only).sub(" ; ", text[start:])):
            return None
        return found.span()


@lru_cache(maxsize=64)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for any of *phrases* as whole words, spaces and slashes as a typist may set them."""
    longest = sorted(phrases, key=len, reverse=True)
    parts = ([r"\s+".join(map(re.escape, part.split())) for part in one.split("/")] for one in longest)
    either = "|".join(r"\s*/\s*".join(one) for one in parts)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)" if either else r"(?!)", re.IGNORECASE)


def cautioned(flags: Iterable[Flag], regulation: Regulation, cautions: tuple[Caution, ...]) -> tuple[Flag, ...]:
    """Return *flags*, each with the cautions of its provision first in its evidence."""
    if not cautions:
        return tuple(flags)
    known: dict[str, tuple[Evidence, ...]] = {}
    suspect = _suspect(regulation, cautions)
    made = []
    for flag in flags:
        if flag.provision not in known:
            near = flag.provision in suspect
            known[flag.provision] = tuple(_of(regulation[flag.provision], regulation, cautions)) if near else ()
        first = known[flag.provision]
        made.append(replace(flag, evidence=(*first, *flag.evidence)) if first else flag)
    return tuple(made)


def _suspect(regulation: Regulation, cautions: tuple[Caution, ...]) -> set[str]:
    """Return the ids of provisions in which, below which or over which a word of what the area lacks stands.

    To look for a few words takes a hundredth of the time of looking for all phrases, and most drafts have none.
    """
    words = tuple({word for caution in cautions for word in _words(caution.only)})
    found: set[str] = set()

    def look(provision: Provision, heading: str) -> bool:
        own = provision.heading or heading
        near = any(word in text for text in (provision.text.lower(), own.lower()) for word in words)
        for child in provision.children:
            near |= look(child, own)
        if near:
            found.add(provision.id)
        return near

    for provision in regulation.provisions:
        look(provision, "")
    return found


@lru_cache(maxsize=64)
def _words(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Return words in lower case of which every one of *phrases* holds one: those that many share first."""
    open_ = [set(re.findall(r"\w+", phrase.lower())) for phrase in phrases]
    chosen = []
    while open_ := [words for words in open_ if words]:
        counts = Counter(word for words in open_ for word in words)
        chosen.append(max(sorted(counts), key=lambda word: (counts[word], len(word))))
        open_ = [words for words in open_ if chosen[-1] not in words]
    return tuple(chosen)


def _of(provision: Provision, regulation: Regulation, cautions: tuple[Caution, ...]) -> Iterator[Evidence]:
    texts = [("teks" if p is provision else p.id, p.text) for p in provision.walk() if p.text]
    above = regulation.get(provision.id.split("/")[0])
    heading = provision.heading or (above.heading if above else "")
    inner = heading.rfind(" > ") + 3 if " > " in heading else 0
    for caution in cautions:
        lacking = _pattern(caution.only)
        if not (lacking.search(heading, inner) or any(lacking.search(text) for _, text in texts)):
            continue
        speaking = [(where, text) for where, text in texts if caution.speaks(text)]
        if not speaking and caution.speaks(heading[inner:]):
            # Where the words name neither, the innermost heading says whom they are about.
            speaking = [("judul", heading)]
        if provision.children and speaking and speaking[0] != texts[0] and speaking[0][0] != "judul":
            continue  # one item of a list says nothing of the whole
        places = [(where, text, caution.place(text, inner if where == "judul" else 0)) for where, text in speaking]
        if places and all(place for *_, place in places):
            where, text, place = places[0]
            assert place
            start, end = place
            yield Evidence(start, end, text[start:end], where, f"perhatian:{caution.id}", caution.reason, WEIGHT)
