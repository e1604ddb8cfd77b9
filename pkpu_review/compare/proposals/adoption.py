"""A proposal, the words of the draft and those of the next one → whether the next draft took the proposal up.

What a proposal asks for are the word edits from the draft to the wording proposed, a joined one ("A, B, dan C") piece
by piece, a deadline and a clause ("setelah ...", "yang ...") apart. Each piece is looked for in the next draft:

- *wholly*: its words stand at their place (of a longer piece with a word between), and those that they were to replace
  do not;
- *other-words*: the next draft came to say the same things (:mod:`.sense`): all figures of the piece with what they
  count, and most of the weight of its stems, or half of it beside new words that may say the rest; a word counts as
  there if one came that can say the same (``synonyms.toml``); a denial has to be there as one, and what rules the other
  out ("paling sedikit", "paling banyak") is no other word for it;
- *partly*: some of its stems; *not*: none. A figure is there or it is not. References are not compared, as they are
  renumbered, but counted: one that was asked for besides is there or it is not.

The whole is adopted as its pieces are. What the next draft changed besides is told, and alters nothing, unless more
than a third of the words that were to stay are gone or moved: then it put the whole in other words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from itertools import pairwise

from pkpu_review.compare.edits import steps
from pkpu_review.compare.proposals.rest import said_by_others
from pkpu_review.compare.proposals.sense import SOME, understood
from pkpu_review.compare.proposals.taken import evidence, judged, keys
from pkpu_review.compare.proposals.wishes import Asking, asked, is_said
from pkpu_review.knowledge import dictionary
from pkpu_review.lexis.spelling import same_word
from pkpu_review.lexis.stems import Word, words
from pkpu_review.lexis.words import key
from pkpu_review.model.adoption import Asked, Fate, Fated

FEW = 4
"""Words that may stand in any order."""
STAY = 0.65
"""Share of the words that a proposal leaves as they are, below which the next draft put the whole in other words."""
LITTLE = 0.15
"""Share of the words asked for that stand in pieces taken in part, to be all in other words."""
LONG = 6
"""Letters of a word that is no other one for a letter more or less."""
_WORD = re.compile(r"[A-Za-z]+")
REWORDS = 0.4
"""Share of the shorter one's stems that wording and draft have in common; below it, it is a provision of its own."""

__all__ = ["alike", "common", "counted", "fate", "spelled", "together", "words"]


def fate(
    proposal: str,
    before: str,
    now: str,
    gone: bool = False,
    alone: bool = True,
    wanted: Asking | None = None,
    stands: str = "",
) -> Fated:
    """Return what became of *proposal* for a provision that said *before* and says *now*.

    Args:
        gone: the next draft no longer has the provision.
        alone: nothing else is asked for there; what else changed is no putting in other words of it.
        wanted: what *proposal* asks for, where that is known.
        stands: the words *now* with their references as they stand, where those of *now* are the draft's.
    """
    if wanted is None:
        wanted = asked(proposal, before) if gone or not is_said(proposal, now) else Asking("wording", now)
    if wanted.kind == "remove":
        return _removed(before, now, gone)
    if wanted.kind == "keep":
        return _kept(before, now, gone)
    old, here = words(before), words(now)
    whole = wanted.kind == "wording" and keys(words(proposal)) == keys(here)  # it is all there, whatever it says
    new = here if whole else spelled(words(respelled(wanted.text, before, now)), (*old, *here))
    if keys(new) == keys(old):  # it proposes what the draft says already
        return _kept(before, now, gone)
    if wanted.kind == "new" or (wanted.kind == "wording" and _of_its_own(old, new) and keys(new) != keys(here)):
        return Fated("not", "new")  # it is looked for in the whole draft
    then, before_ = references(new), references(old)
    there = references(here) | references(words(stands))
    added, dropped = then - before_, before_ - then
    lacking = bool(added - there) and dropped <= there and there.total() < max(then.total(), before_.total() + 1)
    told = not _stands(new, old) and _stands(new, here)  # in the same words, though small ones may differ
    if not gone and not lacking and (keys(new) == keys(here) or (told and keys(here) != keys(old))):
        changes = [step for step in steps(keys(old), keys(new)) if step[0] != "equal"]
        taken = (evidence(old[i:i_end], new[j:j_end], here[j:j_end], "wholly") for _, i, i_end, j, j_end in changes)
        return Fated("wholly", wanted.kind, tuple(taken))
    here = understood(here, new, old)
    pieces = tuple(judged(old, new, [] if gone else here))
    if gone or keys(here) == keys(old):
        return Fated("not", wanted.kind, tuple(Asked(one.old, one.new, one.found, "not") for one, _ in pieces))
    settled = tuple(one for one, _ in _settled(pieces))
    result = _whole(pieces)
    if result == "partly" and not lacking and (others := said_by_others(settled, old, new, here)):
        result = "other-words"
        shown = " ".join(word.text for word in others if word.text)
        settled = tuple(
            one if one.fate in ("wholly", "other-words") else Asked(one.old, one.new, shown, "other-words")
            for one in settled
        )
    if lacking and result != "not":
        result = "partly"
    elif result == "not" and added and added <= there - before_:
        result = "partly"  # nothing else of it
    if result == "wholly" and alone and _stay(old, new, here) < STAY:
        result = "other-words"
    return Fated(result, wanted.kind, settled, more=_more(old, new, here))


def references(found: Sequence[Word]) -> Counter[str]:
    """Return the numbers and letters of provisions that are referred to."""
    return Counter(word.key for word in found if not word.stem and (word.is_figure or len(word.key) == 1))


def _stands(new: Sequence[Word], here: Sequence[Word]) -> bool:
    """Whether all words of *new* that say something stand in *here* in their order, with hardly any between them."""
    told, there = ([word.key for word in side if word.stem] for side in (new, here))
    same = sum(i_end - i for tag, i, i_end, *_ in steps(told, there) if tag == "equal")
    return same == len(told) and len(there) == len(told)


def _stay(old: Sequence[Word], new: Sequence[Word], here: Sequence[Word]) -> float:
    """Return the share of the words that *new* leaves as they are in *old*, that *here* has too: in their order."""
    sides = ([word.key for word in side if word.stem] for side in (old, new, here))
    before, then, now = sides
    left = Counter(before) & Counter(then)
    if left.total() < FEW:
        return (left & Counter(now)).total() / (left.total() or 1) if left else 1.0
    kept = [key for tag, i, i_end, *_ in steps(before, then) if tag == "equal" for key in before[i:i_end]]
    return sum(i_end - i for tag, i, i_end, *_ in steps(kept, now) if tag == "equal") / (len(kept) or 1)


def together(fates: Sequence[Fate]) -> Fate:
    """Return what became of the whole, from what became of its parts."""
    if all(one == "wholly" for one in fates):
        return "wholly"
    if all(one in ("wholly", "other-words") for one in fates):
        return "other-words"
    return "not" if all(one == "not" for one in fates) else "partly"


def _whole(pieces: Sequence[tuple[Asked, bool]]) -> Fate:
    """Return what became of all *pieces*; those that merely put words otherwise decide where there are no others, and
    never that something is lacking."""
    matter = [one.fate for one, mere in pieces if not mere]
    if not matter:
        return together([one.fate for one, _ in pieces])
    result = together(matter)
    if result == "partly" and _nearly_all([one for one, mere in pieces if not mere]):
        result = "other-words"
    return "other-words" if result == "wholly" and any(one.fate != "wholly" for one, _ in _settled(pieces)) else result


def _nearly_all(asked_for: Sequence[Asked]) -> bool:
    """Whether of no piece everything is lacking, and what is lacking of some is little beside the rest."""
    sizes = [(sum(bool(word.stem) for word in words(one.new)), one.fate) for one in asked_for]
    half = sum(size for size, fate in sizes if fate == "partly")
    return all(fate != "not" for _, fate in sizes) and half <= LITTLE * sum(size for size, _ in sizes)


def _settled(pieces: Sequence[tuple[Asked, bool]]) -> Iterator[tuple[Asked, bool]]:
    """Yield *pieces* as they are told: beside others that were taken, a mere turn of phrase was put otherwise, and one
    of small words alone is not worth telling."""
    matter = [one.fate for one, mere in pieces if not mere]
    for one, mere in pieces:
        if not mere or not matter or one.fate == "wholly":
            yield one, mere
        elif any(word.stem for word in words(f"{one.old} {one.new}")):
            lacking = set(matter) == {"not"} or not (one.old or one.found)
            yield Asked(one.old, one.new, one.found, "not" if lacking else "other-words"), mere


def respelled(text: str, *known: str) -> str:
    """Return *text*; a word in which a letter was left out, or is one too many, is that of the texts *known*.

    A letter in the place of another may make another word: that is looked for where the words are known one by one.
    """
    there = {key(word): word for one in known for word in _WORD.findall(one)}

    def mended(match: re.Match[str]) -> str:
        one = key(match[0])
        if one in there or len(one) < LONG:
            return match[0]
        meant = (other for other in there if abs(len(other) - len(one)) == 1 and same_word(one, other, ()))
        return next((there[other] for other in meant), match[0])

    return _WORD.sub(mended, text)


def spelled(found: Sequence[Word], known: Sequence[Word]) -> list[Word]:
    """Return *found*; a word that no dictionary has, and that is one of *known* misspelled, is read as that one."""
    there = {word.key: word for word in known}
    pairs = {one.key + other.key: (one, other) for one, other in pairwise(known)}
    told: list[Word] = []
    for word in found:
        meant = None
        if told and told[-1].key + word.key in there and told[-1].key not in there:
            meant = there[told[-1].key + word.key]  # "di ubah"
            word = Word(f"{told.pop().text} {word.text}", word.key, word.stem)
        elif word.key not in there and word.key in pairs:  # "kedalam"
            told += [Word(one.text, one.key, one.stem) for one in pairs[word.key]]
            continue
        elif word.key not in there and word.key.isalpha() and word.key not in dictionary("kata.txt"):
            meant = next((one for key, one in there.items() if same_word(word.key, key, ())), None)
        told.append(Word(word.text, meant.key, meant.stem) if meant else word)
    return told


def _of_its_own(old: Sequence[Word], new: Sequence[Word]) -> bool:
    """Whether *new* speaks of something else than *old*."""
    one, other = (Counter(word.stem for word in side if word.stem) for side in (old, new))
    return (one & other).total() < REWORDS * min(one.total(), other.total())


def _removed(before: str, now: str, gone: bool) -> Fated:
    if gone or not words(now):
        return Fated("wholly", "remove", (Asked(before, "", "", "wholly"),))
    left = common(words(before), words(now))
    result: Fate = "partly" if left < 1 - SOME and len(words(now)) < len(words(before)) else "not"
    return Fated(result, "remove", (Asked(before, "", now, result),))


def _kept(before: str, now: str, gone: bool) -> Fated:
    """A provision that was to stay: it did; it was put otherwise; words came to it (in part); or it was changed."""
    if gone:
        return Fated("not", "keep", (Asked(before, before, "", "not"),))
    old, here = words(before), words(now)
    if keys(old) == keys(here):
        return Fated("wholly", "keep")
    one, other = (Counter(word.stem for word in side if word.stem) for side in (old, here))
    changes = [(tag, old[i:i_end]) for tag, i, i_end, *_ in steps(keys(old), keys(here)) if tag != "equal"]
    result: Fate = "not"
    if one == other:
        result = "other-words"
    elif not any(gone_ for _, gone_ in changes):
        result = "partly"
    return Fated(result, "keep", (Asked(before, before, now, result),))


def common(one: Sequence[Word], other: Sequence[Word]) -> float:
    """Return the share of words that two texts have in common, of the longer one's."""
    both = sum((Counter(keys(one)) & Counter(keys(other))).values())
    return both / max(len(one), len(other), 1)


def alike(one: str, *others: str) -> float:
    """Return how much *one* has in common with the likest of *others*: of the stems of both."""
    return max(map(partial(_shared, one), others), default=0.0)


def _shared(one: str, other: str) -> float:
    first, second = counted(one), counted(other)
    both = sum(min(first[stem], second[stem]) for stem in first.keys() & second.keys())
    return 2 * both / (first.total() + second.total() or 1)


@lru_cache(maxsize=8192)
def counted(text: str) -> Counter[str]:
    """Return how often *text* has each stem that says something; not to be altered."""
    return Counter(word.stem for word in words(text) if word.stem)


def _more(old: Sequence[Word], new: Sequence[Word], here: Sequence[Word]) -> bool:
    """Whether *here* differs from *old* in what *new* leaves as it was."""
    asked_for, made = (_changed(old, side) for side in (new, here))
    return any(place not in asked_for for place in made)


def _changed(old: Sequence[Word], new: Sequence[Word]) -> set[tuple[int, str]]:
    """Return the words of *old* that *new* lacks, and the places in it where *new* has more."""
    found: set[tuple[int, str]] = set()
    for tag, i, i_end, j, j_end in steps(keys(old), keys(new)):
        if tag != "equal":
            found |= {(at, "word") for at in range(i, i_end)}
            found |= {(at, "gap") for at in (range(i, i_end + 1) if i < i_end else (i,)) if j < j_end}
    return found
