"""A proposal, the words of the draft and those of the next one → whether the next draft took the proposal up.

The changes that the proposal asks for are the word edits from the draft to the wording proposed. Each is looked for at
its place in the next draft: the same words there (*wholly*), the same thing in other words (the same figures, and most
stems in common), some of the words (*partly*), or nothing of it. What the next draft changed beside is told, no more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pkpu_review.compare.edits import steps
from pkpu_review.compare.wishes import asked
from pkpu_review.lexis.stems import stems
from pkpu_review.lexis.words import key
from pkpu_review.model.adoption import Asked, Fate, Fated

SAME_THINGS = 0.6
"""Share of the stems of the words proposed that the next draft has to have, for the same in other words."""
SOME = 0.34
"""Share of the words proposed that it has to have at their place, to have been taken up in part."""
REWORDS = 0.35
"""Share of its words that a wording has in common with the draft's; below it, it is a provision of its own."""
TAKEN_UP = 0.45
"""Share of the words of a new provision that another has to have in order, to have taken it up in part."""
WHOLE = 0.999
LONG = 4
"""Words of a change from which it is looked for elsewhere in the next draft."""
_LABEL = re.compile(r"\(\d+[a-z]?\)|[a-z]{1,2}\.")
_JOINS = frozenset(["dan", "atau", "dan/atau"])
_NEGATIONS = frozenset(["tidak", "bukan", "tanpa", "kecuali"])


@dataclass(frozen=True, slots=True)
class Word:
    """A word as printed, and its key."""

    text: str
    key: str


def words(text: str) -> list[Word]:
    """Return the words of *text* that are more than a sign, without the labels of ayat that stand before a sentence."""
    made: list[Word] = []
    before = ""
    for word in text.split():
        found = key(word)
        label = _LABEL.fullmatch(word) and (not before or before[-1] in ".;:" or (before in _JOINS and made))
        if found and not label:
            made.append(Word(word, found))
        before = word
    return made


def fate(proposal: str, before: str, now: str, gone: bool = False) -> Fated:
    """Return what became of *proposal* for a provision that said *before* and says *now*.

    Args:
        gone: the next draft no longer has the provision.
    """
    wanted = asked(proposal, before)
    if wanted.kind == "remove":
        return _removed(before, now, gone)
    if wanted.kind == "keep":
        return _kept(before, now, gone)
    old, new, here = words(before), words(wanted.text), words(now)
    if _keys(new) == _keys(here) and not gone:
        return Fated("wholly", wanted.kind, tuple(_asked(old, new, here)))
    if wanted.kind == "wording" and common(old, new) < REWORDS:
        return Fated("not", "new")  # it is looked for in the whole draft
    changes = tuple(_asked(old, new, here))
    if not changes:  # it proposes what the draft says already
        return _kept(before, now, gone)
    if gone:
        return Fated("not", wanted.kind, tuple(Asked(one.old, one.new, "", "not") for one in changes))
    return Fated(_together(changes), wanted.kind, changes, more=_more(old, new, here))


def _together(changes: Sequence[Asked]) -> Fate:
    weight = [max(1, len(one.old.split()), len(one.new.split())) for one in changes]
    share = Counter[str]()
    for one, size in zip(changes, weight, strict=True):
        share[one.fate] += size
    if share["wholly"] == sum(weight):
        return "wholly"
    if not (share["wholly"] or share["partly"] or share["other-words"]):
        return "not"
    if not share["not"] and not share["partly"]:
        return "other-words"
    return "partly"


def _asked(old: Sequence[Word], new: Sequence[Word], here: Sequence[Word]) -> list[Asked]:
    """Return every change from *old* to *new*, with what *here* has in its place."""
    at = _anchors(old, here)
    told = []
    for tag, i, i_end, j, j_end in steps(_keys(old), _keys(new)):
        if tag == "equal":
            continue
        start = at[i - 1] + 1 if i else 0
        end = at[i_end] if i_end < len(old) else len(here)
        start, end = min(start, len(here)), max(min(end, len(here)), min(start, len(here)))
        told.append(_one(old[i:i_end], new[j:j_end], here, start, end, old))
    return told


def _anchors(old: Sequence[Word], here: Sequence[Word]) -> list[int]:
    """Return for each word of *old* its place in *here*; of one that is gone, the place before which it would stand."""
    places: list[int] = []
    for tag, i, i_end, j, j_end in steps(_keys(old), _keys(here)):
        places += list(range(j, j_end)) if tag == "equal" else [j_end if at else j for at in range(i_end - i)]
    return places


def _one(
    gone: Sequence[Word], came: Sequence[Word], here: Sequence[Word], start: int, end: int, old: Sequence[Word]
) -> Asked:
    found = here[start:end]
    result: Fate
    if not came:
        left = _within(_keys(gone), _keys(found)) or _shared_share(gone, found) > 1 - SOME
        kept = _within(_keys(gone), _keys(here)) and len(gone) >= LONG
        result = "not" if left or kept else "wholly"
        if result == "not" and not _within(_keys(gone), _keys(found)) and not kept:
            result = "partly"
    elif _within(_keys(came), _keys(found)) and not (gone and _within(_keys(gone), _keys(found))):
        result = "wholly"
    elif _within(_keys(came), _keys(_wider(here, start, end, len(came)))) and not _within(_keys(came), _keys(old)):
        result = "wholly" if not gone or not _within(_keys(gone), _keys(found)) else "partly"
    elif _moved(came, here, old) or (
        _keys(found) != _keys(gone) and same_things(came, gone, _wider(here, start, end, len(came)))
    ):
        result = "other-words"
    elif _shared_share(came, found, gone) >= SOME and _keys(found) != _keys(gone):
        result = "partly"
    else:
        result = "not"
    return Asked(_told(gone), _told(came), _told(found), result)


def _wider(here: Sequence[Word], start: int, end: int, room: int) -> Sequence[Word]:
    """Return the words found, with some around them: an alignment may leave a word on either side."""
    return here[max(0, start - min(room, 3)) : end + min(room, 3)]


def _moved(came: Sequence[Word], here: Sequence[Word], old: Sequence[Word]) -> bool:
    """Whether the words stand at another place of the provision, where they did not stand before."""
    return len(came) >= 2 and _within(_keys(came), _keys(here)) and not _within(_keys(came), _keys(old))


def same_things(came: Sequence[Word], gone: Sequence[Word], found: Sequence[Word]) -> bool:
    """Whether *found* says in other words what *came* says in place of *gone*.

    The figures are the same, no negation more or less, and most of the stems that are new are there.
    """
    wanted, before, there = stems(_told(came)), set(stems(_told(gone))), set(stems(_told(found)))
    if _figures(came) - _figures(found) or _negated(came) != _negated(found):
        return False
    new = [one for one in wanted if one not in before] or wanted
    return bool(new) and sum(one in there for one in new) >= SAME_THINGS * len(new)


def _figures(found: Sequence[Word]) -> Counter[str]:
    return Counter(word.key for word in found if any(map(str.isdigit, word.key)))


def _negated(found: Sequence[Word]) -> int:
    return sum(word.key in _NEGATIONS for word in found) % 2


def _shared_share(came: Sequence[Word], found: Sequence[Word], gone: Sequence[Word] = ()) -> float:
    """Return the share of *came* that stands in *found*, apart from what stood there before."""
    free = Counter(_keys(found)) - Counter(_keys(gone))
    wanted = Counter(_keys(came)) - Counter(_keys(gone))
    total = sum(wanted.values())
    return sum((free & wanted).values()) / total if total else 0.0


def _removed(before: str, now: str, gone: bool) -> Fated:
    if gone or not words(now):
        return Fated("wholly", "remove", (Asked(before, "", "", "wholly"),))
    left = common(words(before), words(now))
    result: Fate = "partly" if left < 1 - SOME and len(words(now)) < len(words(before)) else "not"
    return Fated(result, "remove", (Asked(before, "", now, result),))


def _kept(before: str, now: str, gone: bool) -> Fated:
    if gone:
        return Fated("not", "keep", (Asked(before, before, "", "not"),))
    same = _keys(words(before)) == _keys(words(now))
    left = common(words(before), words(now))
    result: Fate = "wholly" if same else "partly" if left >= 1 - SOME else "not"
    return Fated(result, "keep", () if same else (Asked(before, before, now, result),))


def anew(proposal: str, before: str, candidates: Sequence[tuple[str, str]]) -> tuple[Fated, str]:
    """Return what became of a *proposal* for a provision that the draft does not have, and the id where it now stands.

    Args:
        before: the words beside which it was proposed.
        candidates: id and words of the provisions of the next draft that may be it; those that are new come first.
    """
    new = words(asked(proposal, before).text)
    best: tuple[float, int, str, list[Word]] | None = None
    for place, (id, text) in enumerate(candidates):
        there = words(text)
        share = _in_order(new, there)
        if best is None or (share, -place) > (best[0], best[1]):
            best = share, -place, id, there
    told = _told(new)
    if best is None:
        return Fated("not", "new", (Asked("", told, "", "not"),)), ""
    share, _, id, there = best
    result: Fate
    meant = _stems_share(new, there)
    if share >= WHOLE:
        result = "wholly"
    elif not (_figures(new) - _figures(there)) and meant >= SAME_THINGS:
        result = "other-words"
    elif share >= TAKEN_UP or meant >= SAME_THINGS:
        result = "partly"
    else:
        return Fated("not", "new", (Asked("", told, "", "not"),)), ""
    return Fated(result, "new", (Asked("", told, _told(there), result),), elsewhere=id), id


def _stems_share(came: Sequence[Word], found: Sequence[Word]) -> float:
    wanted = stems(_told(came))
    there = set(stems(_told(found)))
    return sum(one in there for one in wanted) / len(wanted) if wanted else 0.0


def _in_order(came: Sequence[Word], found: Sequence[Word]) -> float:
    kept = sum(i_end - i for tag, i, i_end, _, _ in steps(_keys(came), _keys(found)) if tag == "equal")
    return kept / len(came) if came else 0.0


def common(one: Sequence[Word], other: Sequence[Word]) -> float:
    """Return the share of words that two texts have in common, of the longer one's."""
    both = sum((Counter(_keys(one)) & Counter(_keys(other))).values())
    return both / max(len(one), len(other), 1)


def _more(old: Sequence[Word], new: Sequence[Word], here: Sequence[Word]) -> bool:
    """Whether *here* differs from *old* in what *new* leaves as it was."""
    kept = {at for tag, i, i_end, *_ in steps(_keys(old), _keys(new)) if tag == "equal" for at in range(i, i_end)}
    changed = {
        at
        for tag, i, i_end, *_ in steps(_keys(old), _keys(here))
        if tag != "equal"
        for at in range(i, max(i_end, i + 1))
    }
    return bool(kept & changed)


def _within(inner: Sequence[str], outer: Sequence[str]) -> bool:
    """Whether *inner* stands in *outer* word after word."""
    size = len(inner)
    return any(list(outer[at : at + size]) == list(inner) for at in range(len(outer) - size + 1)) if size else True


def _keys(found: Sequence[Word]) -> list[str]:
    return [word.key for word in found]


def _told(found: Sequence[Word]) -> str:
    return " ".join(word.text for word in found)
