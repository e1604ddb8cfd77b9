"""The words of a draft, of a proposal and of the next draft → every piece that the proposal asks for, and whether the
next draft took it: see :mod:`.adoption`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence

from pkpu_review.compare.edits import steps
from pkpu_review.compare.proposals.sense import NEAR, SOME, acts, beside, in_other_words, window
from pkpu_review.compare.proposals.weights import DUTY, LIGHT, decides, modal, openers, says_much, weight
from pkpu_review.lexis.stems import DENIED, Word, words
from pkpu_review.lexis.synonyms import near
from pkpu_review.model.adoption import Asked, Fate

DEADLINE = "= lambat"
"""Stem of the words that a deadline begins with, which is a piece of its own."""
FAR = 4
"""... around a single word that was asked for, and that is no name."""
MOST = 0.75
"""Share of the other pieces that the next draft took, to have put a single word elsewhere."""
A_DEED = 2
"""Words that say much before when or how something is done, to be what is done."""
BETWEEN = 4
"""Words of a piece for one word that the next draft has between them."""
_VERB = re.compile(r"(?:me|di|ber)\w{4}")
_FORBIDS = ("= dilarang", "tidak = dapat")
_DENIALS = ("= kecuali", "tidak ")
_JOINTS = frozenset(["dan", "serta", "atau", "danatau", "maupun", "ataupun"])
_AT = ("pada", "dari", "di", "dalam", "dengan")
_BREAKS = (",", ";", ":", ".")


def judged(old: Sequence[Word], new: Sequence[Word], here: Sequence[Word]) -> Iterator[tuple[Asked, bool]]:
    """Yield every piece that is asked for between *old* and *new*, with what *here* has, and whether it is a mere turn
    of phrase: its stems stood in *old* as well.

    A single word that came elsewhere is taken where most of the other pieces are: the whole was put in another order.
    """
    told = list(_judged(old, new, here))
    told = [
        (_of_another(one, told[:at], here, {*(word.stem for word in old), *(word.stem for word in new)}), mere)
        for at, (one, mere) in enumerate(told)
    ]
    matter = [one.fate for one, mere in told if not mere]
    there = sum(fate in ("wholly", "other-words") for fate in matter)
    came = {word.key: word.text for word in here}
    came = {key: text for key, text in came.items() if all(word.key != key for word in old)}
    for one, mere in told:
        said = [word for word in words(one.new) if word.stem] if one.fate == "not" and not one.old else []
        alone = len(said) == 1 and said[0].text[0].islower() and not said[0].is_figure and said[0].key in came
        if alone and there >= 2 and there >= MOST * (len(matter) - 1):
            one = Asked(one.old, one.new, came[said[0].key], "other-words")
        yield one, mere


def _of_another(one: Asked, before: Sequence[tuple[Asked, bool]], here: Sequence[Word], known: Container[str]) -> Asked:
    """Return *one*; as not taken where it is when or how something is done that was not taken, and *here* has it with
    what is done instead: which is not *known* from the draft or the proposal."""
    opener = words(one.new)[:1]
    if one.fate not in ("wholly", "other-words") or one.old or not opener:
        return one
    if opener[0].stem != DEADLINE and opener[0].key not in openers():
        return one
    if not before or any(piece.fate != "not" for piece, _ in before):
        return one
    at = next((at for at in range(len(here)) if " ".join(word.text for word in here[at:]).startswith(one.found)), 0)
    start = next((place + 1 for place in range(at - 1, -1, -1) if here[place].text.endswith((".", ";"))), 0)
    done = [word.stem in known for word in here[start:at] if says_much(word)]
    return Asked(one.old, one.new, "", "not") if len(done) >= A_DEED and not any(done) else one


def _judged(old: Sequence[Word], new: Sequence[Word], here: Sequence[Word]) -> Iterator[tuple[Asked, bool]]:
    at = _anchors(old, here)
    more = _Counted(old, new, here)
    for tag, i, i_end, j, j_end in steps(keys(old), keys(new)):
        if tag == "equal":
            continue
        start = at[i - 1] + 1 if i else 0
        end = max(start, at[i_end] if i_end < len(old) else len(here))
        gone = old[i:i_end]
        taken = False
        for from_, to in joined(new, j, j_end):
            one, mere = _piece(gone, new, from_, to, here, start, end, more)
            parts = [] if one.fate == "wholly" else list(clauses(new, from_, to, more.before.keys()))
            told = [(one, mere)]
            if len(parts) > 1:
                told = [
                    _piece(() if place else gone, new, *clause, here, start, end, more)
                    for place, clause in enumerate(parts)
                ]
                if _but_a_word([one for one, _ in told], more):
                    told = [(Asked(one.old, one.new, one.found, "other-words"), mere) for one, mere in told]
            for one, mere in told:
                if taken and one.fate == "not":  # what stands there is another piece
                    one = Asked(one.old, one.new, "", "not")
                yield one, mere
                taken = taken or one.fate != "not"
            gone = ()
        if j == j_end or not any(True for _ in joined(new, j, j_end)):
            lost = [old[from_:to] for from_, to in joined(old, i, i_end)]
            if j < j_end or len(lost) < 2 or not all(any(word.stem for word in part) for part in lost):
                lost = [old[i:i_end]]
            for part in lost:
                yield _dropped(part, new[j:j_end], here, start, end, more)


def _but_a_word(clauses_: Sequence[Asked], more: _Counted) -> bool:
    """Whether of the clauses of one piece no more is missing than one of a single word, which others may say."""
    lost = [one for one in clauses_ if one.fate == "not"]
    if len(lost) != 1 or any(one.fate == "partly" for one in clauses_) or len(clauses_) < 3 or not more.strange:
        return False
    said = [word for word in words(lost[0].new) if word.stem and word.key not in openers()]
    return len(said) == 1 and not (said[0].is_figure or decides(said[0]) or _is_name(said))


class _Counted:
    """How often each stem is asked for, was to go, and came, counting those of the draft out."""

    def __init__(self, old: Sequence[Word], new: Sequence[Word], here: Sequence[Word]) -> None:
        before, then, now = (Counter(word.stem for word in side if word.stem) for side in (old, new, here))
        self.old = old
        self.wanted, self.unwanted, self.came = then - before, before - then, now - before
        self.before, self.then, self.now = before, then, now
        known = {"", *before, *then}
        self.strange = [at for at, word in enumerate(here) if word.stem not in known]


def joined(new: Sequence[Word], j: int, j_end: int) -> Iterator[tuple[int, int]]:
    """Yield the pieces of *new* between the two places: parted by commas, before deadlines, and by joints, which belong
    to none."""
    start = j
    for at in range(j, j_end):
        joint = new[at].key in _JOINTS
        if joint or new[at].stem == DEADLINE:
            if start < at:
                yield start, at
            start = at + 1 if joint else at
        elif new[at].text.endswith(_BREAKS):
            yield start, at + 1
            start = at + 1
    if start < j_end:
        yield start, j_end


def clauses(new: Sequence[Word], from_: int, to: int, before: Container[str]) -> Iterator[tuple[int, int]]:
    """Yield the clauses of a piece: one begins with a word that opens clauses, and has something that is new: whose
    stem is not one of those that were there *before*."""
    start = from_
    for at in range(from_ + 1, to):
        least = openers().get(new[at].key, 0)
        if new[at].key == "kepada" and any(_VERB.match(word.key) for word in new[start:at]):
            continue  # to whom it is done
        if least and _has_its_own(new[start:at], before, least) and _has_its_own(new[at + 1 : to], before, 1):
            yield start, at
            start = at
    yield start, to


def _has_its_own(found: Sequence[Word], before: Container[str], least: int) -> bool:
    """Whether *found* says something new, with as many as *least* words that say much."""
    much = [word for word in found if says_much(word)]
    return sum(2 if " " in word.key else 1 for word in much) >= least and any(word.stem not in before for word in much)


def _piece(
    gone: Sequence[Word],
    new: Sequence[Word],
    from_: int,
    to: int,
    here: Sequence[Word],
    start: int,
    end: int,
    more: _Counted,
) -> tuple[Asked, bool]:
    came, found = new[from_:to], here[start:end]
    left = bool(gone) and _within(keys(gone), keys(found))
    sought = _sought(new, from_, to, gone, more)
    around = here[max(0, start - NEAR) : end + NEAR]
    standing = _standing(came, found) or (() if _standing(came, more.old) else _standing(came, around))
    if standing and not gone and not _neighbours(new, from_, to, here, standing):
        standing = ()
    if standing and not left:
        mere = not sought and not any(more.unwanted[word.stem] for word in gone)
        return evidence(gone, came, standing, "wholly"), mere
    if gone and sought and _says_the_same(gone, came):
        return evidence(gone, came, found, "not"), True
    if not sought:
        if any(more.unwanted[word.stem] for word in gone):
            return _dropped(gone, came, here, start, end, more)
        return evidence(gone, came, found, "not"), True
    result = in_other_words(new, sought, here, more.came, more.strange)
    if result == "not" and all(weight(new[at]) <= LIGHT and new[at].stem != DUTY for at in sought):
        lost = [word for word in gone if says_much(word) and more.unwanted[word.stem]]
        return evidence(gone, came, found, "not"), not (left and lost)
    there = [at for at in sought if more.came[new[at].stem]]
    if result != "not" and len(there) == 1:
        near_ = NEAR if result == "partly" or new[there[0]].text[:1].isupper() else FAR
        little = result == "partly" and sum(weight(new[at]) for at in sought) > 2 * weight(new[there[0]])
        if little or not (beside(new, there[0], here, near_) or acts(new, there[0], here)):
            result = "not"
    named = [new[at] for at in there]
    if (
        named
        and sought[0] not in there
        and (
            (_is_name(named) and result == "partly")
            or (result == "other-words" and all(_acts_alone(new, at) for at in there))
        )
    ):
        result = "not"  # the same body does something else
    if result != "not" and left and any(more.unwanted[word.stem] for word in gone) and not _standing(came, here):
        result = "not"  # what was to go stands there still; what came says something else
    if result == "other-words":
        stay = [word for word in gone if word.stem and more.unwanted[word.stem]]
        if stay and sum(more.now[word.stem] > more.then[word.stem] for word in stay) > len(stay) / 2:
            result = "not" if left and _is_name(came) and _is_name(gone) else "partly"
    shown = window([new[at] for at in sought], here, more.came) if result != "not" else found
    if result != "not" and _forbidden(shown, here, more):
        result, shown = "not", found
    return evidence(gone, came, shown, result), False


def _says_the_same(gone: Sequence[Word], came: Sequence[Word]) -> bool:
    """Whether each word of *came* can stand for one of *gone*, and none is a number or binds."""
    one, other = ([word for word in side if word.stem] for side in (gone, came))
    if len(one) != len(other) or any(word.is_figure or decides(word) for word in (*one, *other)):
        return False
    return all(any(near(word.stem, known.stem) for known in one) for word in other)


def _neighbours(new: Sequence[Word], from_: int, to: int, here: Sequence[Word], standing: Sequence[Word]) -> bool:
    """Whether a single word that came in stands beside a word that it was to stand beside; more words do anyway."""
    if sum(bool(word.stem) for word in standing) != 1:
        return True
    at = next(at for at, word in enumerate(here) if word is standing[0])
    if standing[0].is_figure:  # what it counts stands behind it
        behind = (new[to:], here[at + len(standing) :])
        counted = [next((word.stem for word in side if word.stem), "") for side in behind]
        return not all(counted) or near(*counted)
    wanted, there = _next_to(new, from_, to), _next_to(here, at, at + len(standing))
    return bool(wanted & there) or len(wanted) < 2 or len(there) < 2


def _next_to(found: Sequence[Word], start: int, end: int) -> set[str]:
    """Return the stems of the words that say something on either side."""
    before, behind = ([word.stem for word in side if word.stem] for side in (found[:start], found[end:]))
    return {*before[-1:], *behind[:1]}


def _acts_alone(new: Sequence[Word], at: int) -> bool:
    """Whether the word of *new* at the place *at* is a body that does something: nothing is done with or from it."""
    return sum(map(str.isupper, new[at].text)) > 1 and not (at and new[at - 1].key in _AT)


def _is_name(found: Sequence[Word]) -> bool:
    return bool(found) and all(word.text[:1].isupper() for word in found if word.stem)


def _forbidden(shown: Sequence[Word], here: Sequence[Word], more: _Counted) -> bool:
    """Whether the next draft forbids what it has in *shown*, and the proposal did not ask for that."""
    if not shown or any(stem_.startswith(DENIED) or stem_ in modal() for stem_ in more.wanted):
        return False
    at = next((at for at, word in enumerate(here) if word is shown[0]), 0)
    return any(word.stem in _FORBIDS and not more.before[word.stem] for word in (*here[max(0, at - 2) : at], *shown))


def _sought(new: Sequence[Word], from_: int, to: int, gone: Sequence[Word], more: _Counted) -> list[int]:
    """Return the places of the words that a piece asks for: those that the draft does not have as often; a word that it
    has already where the next draft has it once more, or where the piece has no other, unless that only puts words
    otherwise that it replaces."""
    wanted = [at for at in range(from_, to) if new[at].stem and more.wanted[new[at].stem]]
    fresh = [at for at in wanted if not more.before[new[at].stem]]
    turned = {word.stem for word in gone if word.stem} & {word.stem for word in new[from_:to]}
    if fresh:
        return [at for at in wanted if at in fresh or more.came[new[at].stem]]
    return [] if turned else wanted


def _dropped(
    gone: Sequence[Word], came: Sequence[Word], here: Sequence[Word], start: int, end: int, more: _Counted
) -> tuple[Asked, bool]:
    """Return what became of words that were to go: their stems are there no more, or they are."""
    found = here[start:end]
    sought = [word for word in gone if word.stem and more.unwanted[word.stem]]
    verbatim = bool(gone) and _within(keys(gone), keys(found))
    if came and not any(word.stem for word in (*gone, *came)):  # a joint alone
        there = keys(here[start : start + len(came)]) == keys(came)
        return evidence(
            gone, came, here[start : start + len(came)] if there else (), "wholly" if there else "not"
        ), True
    if not sought:
        return evidence(gone, came, found, "not" if verbatim else "wholly"), True
    left = sum(more.now[word.stem] > more.then[word.stem] for word in sought) / len(sought)
    result: Fate = "not" if verbatim or left > 1 - SOME else "partly" if left > SOME else "wholly"
    return evidence(gone, came, found if result == "wholly" else window(sought, here, more.now), result), False


def _anchors(old: Sequence[Word], here: Sequence[Word]) -> list[int]:
    """Return for each word of *old* its place in *here*; of one that is gone, the place before which it would stand."""
    places: list[int] = []
    for tag, i, i_end, j, j_end in steps(keys(old), keys(here)):
        places += list(range(j, j_end)) if tag == "equal" else [j_end if at else j for at in range(i_end - i)]
    return places


def _standing(came: Sequence[Word], near: Sequence[Word]) -> Sequence[Word]:
    """Return the words of *near* that are those of *came*, in a row: small words may come between or be left out."""
    if place := _run(keys(came), keys(near)):
        return near[place[0] : place[1]]
    told = [word.key for word in came if word.stem]
    full = [at for at, word in enumerate(near) if word.stem]
    if len(told) > 1 and (place := _run(told, [near[at].key for at in full])):
        return near[full[place[0]] : full[place[1] - 1] + 1]
    return _with_a_word_between(told, near)


def _with_a_word_between(told: Sequence[str], near: Sequence[Word]) -> Sequence[Word]:
    """Return the words of *near* that are those of *told* in order, one more between so many of them; no denial."""
    for start in range(len(near) if len(told) >= BETWEEN else 0):
        found = strange = 0
        for at, word in enumerate(near[start:], start):
            if word.key == told[found]:
                found += 1
                if found == len(told):
                    return near[start : at + 1]
            elif word.stem:
                strange += 1
                if not found or strange > len(told) // BETWEEN or word.stem.startswith(_DENIALS):
                    break
    return ()


def _run(inner: Sequence[str], outer: Sequence[str]) -> tuple[int, int] | None:
    size = len(inner)
    starts = (at for at in range(len(outer) - size + 1) if list(outer[at : at + size]) == list(inner))
    return next(((at, at + size) for at in starts), None) if size else None


def _within(inner: Sequence[str], outer: Sequence[str]) -> bool:
    """Whether *inner* stands in *outer* word after word."""
    size = len(inner)
    return any(list(outer[at : at + size]) == list(inner) for at in range(len(outer) - size + 1)) if size else True


def keys(found: Sequence[Word]) -> list[str]:
    return [word.key for word in found]


def evidence(gone: Sequence[Word], came: Sequence[Word], found: Sequence[Word], result: Fate) -> Asked:
    old, new, here = (" ".join(word.text for word in side if word.text) for side in (gone, came, found))
    return Asked(old, new, here, result)
