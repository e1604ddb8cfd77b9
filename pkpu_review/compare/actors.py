"""A stretch of a row's words → who acts, or is named, before and after it; and the sanction that it is part of.

A subject before its verb, the words behind "oleh", and any name of a body or a person that grew, shrank or gave way
to another one.
"""

from __future__ import annotations

import re

from pkpu_review.compare.both import Texts
from pkpu_review.compare.regions import Region, Span
from pkpu_review.compare.told import Told, bare
from pkpu_review.lexis import clauses
from pkpu_review.lexis.clauses import prepositions
from pkpu_review.lexis.words import joined
from pkpu_review.model import Effect

NAME_WORDS = 8
"""Words of a name, at most."""
REACH = 400
"""Letters before a stretch in which the words of a name are looked for."""
_WORD = re.compile(r"\S+")
_BY = re.compile(r"(?:(?:dan|atau|serta) )?(?:(?:di\w+ )?oleh |dengan tembusan kepada )")
_JOINS = re.compile(r"^(?:dan|atau|serta|bersama|kepada) ")
_STOPS = frozenset(["yang", "adalah", "ialah", "bahwa", "tidak", "wajib", "dapat", "harus", "dilarang", "dimaksud"])


def actor(both: Texts, region: Region) -> Told | None:
    """Return who acts now and who acted before, where the stretch lies in the words that name them."""
    one, other = both.clause(0, region.old[0]), both.clause(1, region.new[0])
    heads = [_head(clause) for clause in (one, other)]
    for side, head in enumerate(heads):
        span = (region.old, region.new)[side]
        if not head or not (head[0] <= span[0] and span[1] <= head[1]):
            heads = []
            break
    if heads and heads[0] and heads[1]:
        old, new = both.old[slice(*heads[0])].strip(), both.new[slice(*heads[1])].strip()
        if joined(old.split()) != joined(new.split()) and clauses.acts(old) and clauses.acts(new):
            return Told("actor", old, new, (Effect("actor", old, new, deed(other)),), deed(other), other)
    spans = [
        next(((a, b) for a, b in found if a <= span[0] and span[1] <= b), None)
        for found, span in zip(both.actors, (region.old, region.new), strict=True)
    ]
    if spans[0] and spans[1]:
        old, new = both.old[slice(*spans[0])], both.new[slice(*spans[1])]
        return Told("actor", old, new, (Effect("actor", old, new, deed(other)),), deed(other), other)
    return None


def _head(clause: clauses.Clause) -> Span | None:
    """Return the characters of the subject without what describes it further."""
    start, end = clause.subject
    if start >= end:
        return None
    words = clause.text[start:end]
    for sign in (" sebagaimana ", " yang ", ", "):
        words = words.partition(sign)[0]
    return start, start + len(words)


def deed(clause: clauses.Clause) -> str:
    """Return what is done, from the verb on: "menunjuk relawan demokrasi"."""
    return clauses.plain(clause.text[clause.verb[0] : clause.end]) if clause.does else ""


def came_to_act(both: Texts, region: Region) -> str:
    """Return who acts now where nobody was named before: "disampaikan" became "KPU menyampaikan"; else ""."""
    before, after = both.clause(0, region.old[0]), both.clause(1, region.new[0])
    inside = region.new[0] <= after.subject[0] < region.new[1]
    if not inside or clauses.acts(before.who) or not clauses.acts(after.who):
        return ""
    head = _head(after)
    return both.new[slice(*head)].strip() if head else ""


def named(both: Texts, region: Region) -> tuple[str, str] | None:
    """Return who is named before and after, where the stretch names bodies or persons, or a part of their names."""
    inside = both.words(region)
    if any(len(words.split()) > NAME_WORDS for words in inside):
        return None
    if all(not words or _BY.match(words) for words in inside):
        return inside
    if not all(_nominal(words) for words in inside):
        return None
    old, new = (_name_around(text, *span) for text, span in ((both.old, region.old), (both.new, region.new)))
    if old == new or not all(clauses.acts(words) or not words for words in (old, new)):
        return None
    return old, new


def _nominal(words: str) -> bool:
    """Whether *words* may be a name: there is no verb, no number and no preposition in them."""
    return not any(_leads_away(word) or word[:1].isdigit() for word in _JOINS.sub("", words).split())


def _leads_away(word: str) -> bool:
    bare = word.casefold().strip(",;:.")
    return bare in _STOPS or bare in prepositions() or clauses.is_verb(bare)


def _name_around(text: str, start: int, end: int) -> str:
    """Return the name of which the characters from *start* to *end* are the end: "KPU Provinsi" where "Provinsi" is."""
    at = start
    words = [(match.start(), match[0]) for match in _WORD.finditer(text, max(0, start - REACH), start)][-NAME_WORDS:]
    for nearness, (place, word) in enumerate(reversed(words)):
        if _leads_away(word) or (nearness and word[-1] in ".;:"):
            break
        if clauses.acts(text[place:end]):
            at = place
    return _JOINS.sub("", bare(text[at:end]))


def punished(both: Texts, region: Region) -> tuple[str, str] | None:
    """Return the sanction before and after, up to the end of the stretch that lies in it."""
    told = []
    for text, found, (start, end) in zip((both.old, both.new), both.punishments, (region.old, region.new), strict=True):
        held = next(((a, b) for a, b in found if a <= start <= b + 1 and end <= b + 1), None)
        if held is None:
            return None
        told.append(bare(text[held[0] : end]))
    return told[0], told[1]
