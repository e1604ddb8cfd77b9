"""A proposal of what the draft does not have, and the new words of the next one → whether it stands there, and where.

It may stand there as a provision of its own, or as words of the provision on which it was proposed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence, Set

from pkpu_review.compare.edits import steps
from pkpu_review.compare.proposals.adoption import counted, spelled, together
from pkpu_review.compare.proposals.rest import is_put_otherwise
from pkpu_review.compare.proposals.sense import SOME, in_other_words, understood, window
from pkpu_review.compare.proposals.taken import DEADLINE, clauses, evidence, joined
from pkpu_review.compare.proposals.weights import says_much
from pkpu_review.compare.proposals.wishes import asked
from pkpu_review.lexis.stems import Word, words
from pkpu_review.lexis.synonyms import alternatives
from pkpu_review.model.adoption import Asked, Fate, Fated

_REFERRING = frozenset(["pasal", "ayat", "huruf", "angka"])
TAKEN_UP = 0.45
"""Share of the stems of a new provision that another has to have, to have taken it up in part."""
MOST_LIKELY = 60
"""Provisions of the next draft that are looked at word by word: those that have most of the stems asked for."""
ITS_OWN = 2
"""Stems of what it is about that it has to have: who acts, and by when, is no subject."""
LONGER = 2.5
"""Units of sense of another wording for one of what is asked for, at most ..."""
SHORTEST = 16
"""... but as many as these."""
FEWEST = 3
"""Stems of it that it has to have besides: two common words are no subject."""


def anew(proposal: str, before: str, candidates: Sequence[tuple[str, str]], now: str = "") -> Fated:
    """Return what became of a *proposal* for what the draft does not have; ``elsewhere`` is where it stands.

    Args:
        before: the words beside which it was proposed.
        candidates: id of provisions of the next draft and the words that are new in them; wholly new ones come first.
        now: what the next draft says in place of *before*, into which it may have put it.
    """
    wanted = asked(proposal, before)
    old, here = words(before), words(now)
    likely = _likely(" ".join(wanted.parts) or wanted.text, candidates)
    texts = [(id, _without_references(words(text))) for id, text in likely]
    news = [_without_references(words(text)) for text in wanted.parts or (wanted.text,)]
    taken: set[str] = set()
    parts: dict[int, tuple[Asked, str]] = {}
    for only_whole in (True, False):  # what stands there word for word is no other part in other words
        for at, new in enumerate(news):
            if at in parts:
                continue
            one, where = _new(new, [each for each in texts if not _within(each[0], taken)], old)
            if one.fate in ("partly", "not") and now:
                whole = Counter(word.stem for known in parts for word in news[known])
                put = _put_into(new, old, here, whole)
                one, where = (put, "") if put else (one, where)
            if not only_whole or one.fate == "wholly":
                parts[at] = one, where
                taken |= {where} if len(news) > 1 and where else set()
    told = tuple(parts[at][0] for at in range(len(news)))
    result = together([one.fate for one in told])
    if result != "wholly" and len(news) > 1:  # no list, but a sentence with commas
        one, where = _new([word for new in news for word in new], texts, old)
        if one.fate == "wholly":
            return Fated("wholly", "new", (one,), elsewhere=where)
    return Fated(result, "new", told, elsewhere=next((parts[at][1] for at in range(len(news)) if parts[at][1]), ""))


def _likely(wanted: str, candidates: Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    """Return those of *candidates* that have most of the stems of *wanted*, or such as can say the same: in order."""
    if len(candidates) <= MOST_LIKELY:
        return candidates
    sought = [{stem, *alternatives(stem)} for stem in counted(wanted)]
    shared = [
        sum(not one.isdisjoint(there) for one in sought) for there in (counted(text).keys() for _, text in candidates)
    ]
    first = sorted(range(len(candidates)), key=lambda at: -shared[at])[:MOST_LIKELY]
    return [candidates[at] for at in sorted(first)]


def _within(id: str, taken: set[str]) -> bool:
    """Whether *id* is one of *taken*, or has one of them below it."""
    return any(one == id or one.startswith(f"{id}/") for one in taken)


def _without_references(found: Sequence[Word]) -> list[Word]:
    """Return *found*; the numbers of provisions say nothing: a new one moves others."""
    return [
        Word(word.text, word.key, "") if at and word.is_figure and found[at - 1].key in _REFERRING else word
        for at, word in enumerate(found)
    ]


def _put_into(new: Sequence[Word], old: Sequence[Word], here: Sequence[Word], other: Counter[str]) -> Asked | None:
    """Return what became of *new* if *old* took it in when it became *here*, without its being a provision; or None.

    Args:
        other: stems that came for something else.
    """
    here = understood(here, new, old)
    before = Counter(word.stem for word in old)
    sought = [at for at, word in enumerate(new) if word.stem and not before[word.stem]]
    came = Counter(word.stem for word in here) - before - other
    if not sought:
        return None
    result = in_other_words(new, sought, here, came) if len(sought) > 1 else "not"
    if result != "other-words" or _lacks_a_piece(new, Counter(word.stem for word in here)):
        result = _piece_by_piece(new, old, here, came)
    if result == "not":
        return None
    lacks = _lacks_a_piece(new, Counter(word.stem for word in here))
    if result == "partly" and not lacks and is_put_otherwise(old, new, here):
        result = "other-words"
    return evidence((), new, window([new[at] for at in sought], here, came), result)


def _piece_by_piece(new: Sequence[Word], old: Sequence[Word], here: Sequence[Word], came: Counter[str]) -> Fate:
    """Return how much of *new* came to *here*, clause by clause, of what *old* does not have."""
    before = {word.stem for word in old}
    known = before | {word.stem for word in new}
    strange = [at for at, word in enumerate(here) if word.stem and word.stem not in known]
    told: list[Fate] = []
    for start, end in joined(new, 0, len(new)):
        for from_, to in clauses(new, start, end, before):
            sought = [at for at in range(from_, to) if new[at].stem and new[at].stem not in before]
            if any(says_much(new[at]) or new[at].is_figure for at in sought):
                found = [at for at in sought if came[new[at].stem] and says_much(new[at])]
                alone = len(found) == 1 < sum(says_much(new[at]) for at in sought)
                told.append("not" if alone else in_other_words(new, sought, here, came, strange))
    return together(told) if told else "not"


def _new(new: Sequence[Word], candidates: Sequence[tuple[str, list[Word]]], old: Sequence[Word]) -> tuple[Asked, str]:
    """Return what became of one new provision, which was proposed beside *old*, and where it stands."""
    best: tuple[int, float, int] | None = None
    ranked: tuple[Fate, ...] = ("wholly", "other-words", "partly", "not")
    around = {word.stem for word in old}
    for at, (_, text) in enumerate(candidates):
        there = understood(text, new)
        found = _new_fate(spelled(new, there), there, around, {word.stem for word in text})
        rank = ranked.index(found), len(there) / (len(new) or 1), at
        if found != "not" and (best is None or rank < best):
            best = rank
    if best is None:
        return evidence((), new, (), "not"), ""
    id, text = candidates[best[2]]
    return evidence((), new, text, ranked[best[0]]), id


def _new_fate(new: Sequence[Word], there: Sequence[Word], around: Container[str], said: Set[str]) -> Fate:
    sought = [at for at, word in enumerate(new) if word.stem]
    if not sought:
        return "not"
    told = [new[at].key for at in sought]
    if _in_order(told, [word.key for word in there if word.stem]) == len(told):
        return "wholly"
    there = _densest({new[at].stem for at in sought}, there, max(SHORTEST, int(LONGER * len(sought))))
    came = Counter(word.stem for word in there)
    result = in_other_words(new, sought, there, came, around=around)
    if result == "other-words" and _lacks_a_piece(new, came):
        result = "partly"
    found = sum(came[new[at].stem] > 0 for at in sought)
    little = found / len(sought) < TAKEN_UP or found < FEWEST
    if result == "partly":
        if little:
            return "not"
        otherwise = is_put_otherwise((), new, there) and not _lacks_a_piece(new, came)
        if otherwise and _is_about(new, sought, came, around):
            return "other-words"
        came = Counter({stem: count for stem, count in came.items() if stem in said})  # in its own words
    return result if _is_about(new, sought, came, around) else "not"


def _densest(stems: Set[str], there: Sequence[Word], size: int) -> Sequence[Word]:
    """Return the part of *there* of as many units of sense as *size* that has most of *stems*: a long provision has
    some word for everything."""
    places = [at for at, word in enumerate(there) if word.stem]
    if len(places) <= size:
        return there
    inside: Counter[str] = Counter()
    best, start = 0, 0
    for at, place in enumerate(places):
        inside[there[place].stem] += 1
        if at >= size:
            inside[there[places[at - size]].stem] -= 1
        found = sum(inside[stem] > 0 for stem in stems)
        if found > best:
            best, start = found, max(0, at - size + 1)
    return there[places[start] : places[min(start + size, len(places)) - 1] + 1]


def _is_about(new: Sequence[Word], sought: Sequence[int], came: Counter[str], around: Container[str]) -> bool:
    """Whether enough came of what *new* is about: of what is done, and to what, without who does it and by when."""
    own = [new[at] for at in sought if says_much(new[at]) and not (new[at].is_figure or _is_common(new, at))]
    own = [word for word in own if word.stem not in around] or own
    found = sum(came[word.stem] > 0 for word in own)
    return found >= min(ITS_OWN, len(own)) and found >= SOME * len(own)


def _is_common(new: Sequence[Word], at: int) -> bool:
    """Whether the word of *new* at the place *at* is a body, a limit, or what a number counts."""
    body = sum(map(str.isupper, new[at].text)) > 1
    return body or new[at].stem == DEADLINE or (at > 0 and new[at - 1].is_figure)


def _lacks_a_piece(new: Sequence[Word], came: Counter[str]) -> bool:
    """Whether of some joined piece of *new* nothing came that is its own."""
    parts = [{word.stem for word in new[start:end] if word.stem} for start, end in joined(new, 0, len(new))]
    often = Counter(stem for part in parts for stem in part)
    own = [[stem for stem in part if often[stem] == 1] for part in parts]
    return any(part and not any(came[stem] for stem in part) for part in own)


def _in_order(inner: Sequence[str], outer: Sequence[str]) -> int:
    return sum(i_end - i for tag, i, i_end, *_ in steps(inner, outer) if tag == "equal")
