"""A proposal of what the draft does not have, and the new words of the next one → whether it stands there, and where.

It may stand there as a provision of its own, or as words of the provision on which it was proposed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pkpu_review.compare.adoption import spelled, together
from pkpu_review.compare.edits import steps
from pkpu_review.compare.taken import evidence, in_other_words, joined, window
from pkpu_review.compare.wishes import asked
from pkpu_review.lexis.stems import Word, words
from pkpu_review.model.adoption import Asked, Fate, Fated

TAKEN_UP = 0.45
"""Share of the stems of a new provision that another has to have, to have taken it up in part."""


def anew(proposal: str, before: str, candidates: Sequence[tuple[str, str]], now: str = "") -> Fated:
    """Return what became of a *proposal* for what the draft does not have; ``elsewhere`` is where it stands.

    Args:
        before: the words beside which it was proposed.
        candidates: id of provisions of the next draft and the words that are new in them; wholly new ones come first.
        now: what the next draft says in place of *before*, into which it may have put it.
    """
    wanted = asked(proposal, before)
    parts = []
    for text in wanted.parts or (wanted.text,):
        one, where = _new(words(text), candidates)
        if one.fate in ("partly", "not") and now:
            put = _put_into(words(text), words(before), words(now))
            one, where = (put, "") if put else (one, where)
        parts.append((one, where))
    told = tuple(one for one, _ in parts)
    result = together([one.fate for one in told])
    return Fated(result, "new", told, elsewhere=next((id for _, id in parts if id), ""))


def _put_into(new: Sequence[Word], old: Sequence[Word], here: Sequence[Word]) -> Asked | None:
    """Return what became of *new* if *old* took it in when it became *here*, without its being a provision; or None."""
    before = Counter(word.stem for word in old)
    sought = [at for at, word in enumerate(new) if word.stem and not before[word.stem]]
    came = Counter(word.stem for word in here) - before
    all_ = Counter(word.stem for word in here)
    if len(sought) < 2 or in_other_words(new, sought, here, came) != "other-words" or _lacks_a_piece(new, all_):
        return None
    return evidence((), new, window([new[at] for at in sought], here, came), "other-words")


def _new(new: Sequence[Word], candidates: Sequence[tuple[str, str]]) -> tuple[Asked, str]:
    """Return what became of one new provision, and where it stands."""
    best: tuple[int, float, int] | None = None
    ranked: tuple[Fate, ...] = ("wholly", "other-words", "partly", "not")
    for at, (_, text) in enumerate(candidates):
        there = words(text)
        found = _new_fate(spelled(new, there), there)
        rank = ranked.index(found), len(there) / (len(new) or 1), at
        if found != "not" and (best is None or rank < best):
            best = rank
    if best is None:
        return evidence((), new, (), "not"), ""
    id, text = candidates[best[2]]
    return evidence((), new, words(text), ranked[best[0]]), id


def _new_fate(new: Sequence[Word], there: Sequence[Word]) -> Fate:
    sought = [at for at, word in enumerate(new) if word.stem]
    if not sought:
        return "not"
    told = [new[at].key for at in sought]
    if _in_order(told, [word.key for word in there if word.stem]) == len(told):
        return "wholly"
    came = Counter(word.stem for word in there)
    result = in_other_words(new, sought, there, came)
    if result == "other-words" and _lacks_a_piece(new, came):
        return "partly"
    share = sum(came[new[at].stem] > 0 for at in sought) / len(sought)
    return "not" if result == "partly" and share < TAKEN_UP else result


def _lacks_a_piece(new: Sequence[Word], came: Counter[str]) -> bool:
    """Whether of some joined piece of *new* nothing came that is its own."""
    parts = [{word.stem for word in new[start:end] if word.stem} for start, end in joined(new, 0, len(new))]
    often = Counter(stem for part in parts for stem in part)
    own = [[stem for stem in part if often[stem] == 1] for part in parts]
    return any(part and not any(came[stem] for stem in part) for part in own)


def _in_order(inner: Sequence[str], outer: Sequence[str]) -> int:
    return sum(i_end - i for tag, i, i_end, *_ in steps(inner, outer) if tag == "equal")
