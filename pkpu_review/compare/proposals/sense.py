"""What a proposal asks for, and the words of the next draft → whether it came to say the same: stem by stem, with words
that can stand for others, and by what each weighs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence

from pkpu_review.compare.proposals.weights import DUTY, MODAL, decides, denies, modal, weight
from pkpu_review.lexis.stems import DENIED, Word
from pkpu_review.lexis.synonyms import alternatives, contrary
from pkpu_review.model.adoption import Fate

SAME_THINGS = 0.6
"""Share of the stems of a piece that the next draft has to have, for the same in other words."""
SOME = 0.34
"""Share of them that it has to have, to have taken it up in part."""
MISSING = 2
"""Stems in a row that a wording in other words may lack; more are a thing left out."""
HALF = 0.4
"""Share of them that it has to have where other words may say the rest ..."""
A_WORD = 0.5
"""... if that is one word alone."""
MANY = 5
"""Words of a piece above which one denial may be said in another way."""
SAID = 0.75
"""Part of the weight of what is missing that those other words have at least."""
AROUND = 4
"""Units of sense around what is found in which other words may say what is missing."""
NEAR = 3
"""Units of sense around its place in which a piece still stands there; an alignment may leave some on either side."""
_TOWARDS = frozenset(
    ["kepada", "ke", "dari", "dengan", "untuk", "bagi", "pada", "di", "antara", "bersama", "atas", "dan", "atau"]
)
"""Words before one that does not act."""
_RECEIVES = ("kepada", "ke")
_WITHOUT = ("tanpa", "bukan")


def understood(here: Sequence[Word], new: Sequence[Word], old: Sequence[Word] = ()) -> list[Word]:
    """Return *here*; a word of it that came, and that neither *old* nor *new* has, stands for the word of *new* that is
    asked for and did not come, if the two can say the same."""
    before, then, now = (Counter(word.stem for word in side if word.stem) for side in (old, new, here))
    missing = then - before - (now - before)
    told = []
    if {"hanya"} & missing.keys() and {"= dilarang", "= kecuali"} <= now.keys() - before.keys():
        here = [Word(word.text, word.key, "hanya" if word.stem == "= dilarang" else word.stem) for word in here]
    elif {"= dilarang", "= kecuali"} <= missing.keys() and "hanya" in now.keys() - before.keys():
        here = [Word(word.text, word.key, "= dilarang" if word.stem == "hanya" else word.stem) for word in here]
    without = False
    turned = _turned(new, here)
    for word in here:
        meant = turned.get(word.stem) if turned.get(word.stem) in missing else None
        if without and DENIED + word.stem in missing:  # "tanpa singgah" for "tidak singgah"
            meant = DENIED + word.stem
        without = word.key in _WITHOUT or (without and (not word.stem or word.stem in modal()))
        if not meant and word.stem and missing and not before[word.stem] and not then[word.stem]:
            others = alternatives(word.stem)
            meant = next((one for one in missing if one in others), None) if others else None
        if meant:
            missing = missing - Counter([meant])
        told.append(Word(word.text, word.key, meant) if meant else word)
    return told


def _turned(new: Sequence[Word], here: Sequence[Word]) -> dict[str, str]:
    """Return "after" → "before" where *new* has "before X, Y" for the "X after Y" of *here*; or the other way round."""
    for one, other in (("= sebelum", "= setelah"), ("= setelah", "= sebelum")):
        behind = _beside_it(new, one, 1)
        if behind and behind == _beside_it(here, other, -1):
            return {other: one}
    return {}


def _beside_it(found: Sequence[Word], stem: str, step: int) -> str:
    """Return the stem that stands beside the first word of the stem *stem*; empty where there is none."""
    told = [word.stem for word in found if word.stem]
    at = told.index(stem) + step if stem in told else -1
    return told[at] if 0 <= at < len(told) else ""


def in_other_words(
    new: Sequence[Word],
    sought: Sequence[int],
    here: Sequence[Word],
    came: Counter[str],
    strange: Sequence[int] = (),
    around: Container[str] = (),
) -> Fate:
    """Return how much of the words of *new* at the places *sought* is among the stems that *came* to *here*: figures
    with what they count.

    Args:
        strange: places of words in *here* that came, and that neither draft nor proposal has: what is missing may be
            said by them, where they stand beside what is found.
        around: stems that the text around has anyhow, so that they say little.
    """
    there = [
        came[new[at].stem] > 0 and (not new[at].is_figure or beside(new, at, here)) and not _other_role(new, at, here)
        for at in sought
    ]
    weights = [
        weight(new[at], around) if not found or new[at].stem != DUTY else MODAL
        for at, found in zip(sought, there, strict=True)
    ]
    share = sum(weight for weight, found in zip(weights, there, strict=True) if found) / sum(weights)
    missing = [new[at].stem for at, found in zip(sought, there, strict=True) if not found]
    if any(contrary(one, here[at].stem) for one in missing for at in strange):
        return "not"
    figures = all(found for at, found in zip(sought, there, strict=True) if new[at].is_figure)
    denied = (
        len(sought) > MANY
        or any(map(denies, came))
        or all(found for at, found in zip(sought, there, strict=True) if new[at].stem.startswith(DENIED))
    )
    if figures and denied and share >= SAME_THINGS and _longest_gap(there) <= MISSING:
        return "other-words"
    enough = share >= (HALF if sum(there) > 1 else A_WORD)
    if figures and enough and _may_be_said([new[at] for at in sought], there, around, here, strange):
        return "other-words"
    if denies(new[sought[0]].stem) and not there[0]:  # what is denied is there, its denial is not
        return "not"
    if not figures:  # another number is not part of it; something that has a number may be
        there = [found for at, found in zip(sought, there, strict=True) if not new[at].is_figure]
        return "partly" if len(there) > 3 and sum(there) >= SAME_THINGS * len(there) else "not"
    return "partly" if share >= SOME else "not"


def _may_be_said(
    sought: Sequence[Word], there: Sequence[bool], around: Container[str], here: Sequence[Word], strange: Sequence[int]
) -> bool:
    """Whether the words of *sought* that are not *there* may be said by as many *strange* ones beside those that are:
    what obliges, forbids or allows by such a one alone."""
    found = {word.stem for word, known in zip(sought, there, strict=True) if known}
    places = [at for at, word in enumerate(here) if word.stem in found]
    others = [here[at] for at in strange if any(abs(at - place) <= AROUND for place in places)]
    missing = [word for word, known in zip(sought, there, strict=True) if not known]
    if any(_binds(word) for word in missing) and not any(map(decides, others)):
        return False
    said = sum(not word.is_figure for word in others)
    return said >= SAID * sum(weight(word, around) for word in missing)


def _binds(word: Word) -> bool:
    return decides(word) and word.stem != DUTY


def _longest_gap(there: Sequence[bool]) -> int:
    longest = run = 0
    for found in there:
        run = 0 if found else run + 1
        longest = max(longest, run)
    return longest


def beside(new: Sequence[Word], at: int, here: Sequence[Word], near: int = NEAR) -> bool:
    """Whether the word of *new* at the place *at* stands in *here* near a word that it stands near in *new*."""
    around = _around(new, at, near) - {new[at].stem}
    return any(around & _around(here, place, near) for place, word in enumerate(here) if word.stem == new[at].stem)


def acts(new: Sequence[Word], at: int, here: Sequence[Word]) -> bool:
    """Whether the word of *new* at the place *at* is told to do something, "oleh KPU", and does so in *here* too; or it
    is told to whom something is done, "kepada KPU", and that is so in *here*."""
    if not at or new[at - 1].key not in ("oleh", *_RECEIVES):
        return False
    before = [here[place - 1].key if place else "" for place, word in enumerate(here) if word.stem == new[at].stem]
    acts = new[at - 1].key == "oleh"
    return any(key not in _TOWARDS if acts else key in _RECEIVES for key in before)


def _other_role(new: Sequence[Word], at: int, here: Sequence[Word]) -> bool:
    """Whether the word of *new* at the place *at* is told to do something, and in *here* it is only done to it; or the
    other way round."""
    role = new[at - 1].key if at else ""
    if role not in ("oleh", *_RECEIVES):
        return False
    before = {here[place - 1].key if place else "" for place, word in enumerate(here) if word.stem == new[at].stem}
    return before <= set(_RECEIVES) if role == "oleh" else before == {"oleh"}


def _around(found: Sequence[Word], at: int, near: int) -> set[str]:
    before, behind = ([word.stem for word in side if word.stem] for side in (found[:at], found[at + 1 :]))
    return {*before[max(0, len(before) - near) :], *behind[:near]}


def window(sought: Sequence[Word], here: Sequence[Word], counted: Counter[str]) -> Sequence[Word]:
    """Return the shortest run of *here* that has the most of the words *sought*."""
    stems_ = {word.stem for word in sought if counted[word.stem]}
    places = [at for at, word in enumerate(here) if word.stem in stems_]
    best: tuple[int, int, int] | None = None
    for first, start in enumerate(places):
        seen: set[str] = set()
        for end in places[first:]:
            if here[end].stem in seen:
                continue
            seen.add(here[end].stem)
            rank = (-len(seen), end - start, start)
            best = rank if best is None or rank < best else best
            if len(seen) == len(stems_):
                break
    return here[best[2] : best[2] + best[1] + 1] if best else ()
