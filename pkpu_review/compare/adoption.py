"""A proposal, the words of the draft and those of the next one → whether the next draft took the proposal up.

What a proposal asks for are the word edits from the draft to the wording proposed, a joined one ("A, B, dan C") piece
by piece, a deadline apart. Each piece is looked for in the next draft:

- *wholly*: its words stand at their place, and those that they were to replace do not;
- *other-words*: the next draft came to say the same things: all figures of the piece, most of its stems, and never more
  than two missing in a row; a piece of a single stem stands beside one of the words that it was to stand beside;
- *partly*: some of its stems; *not*: none. A figure is there or it is not.

The whole is adopted as its pieces are. What the next draft changed besides is told, and alters nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from pkpu_review.compare.edits import steps
from pkpu_review.compare.wishes import asked
from pkpu_review.knowledge import dictionary
from pkpu_review.lexis.spelling import same_word
from pkpu_review.lexis.stems import Word, words
from pkpu_review.model.adoption import Asked, Fate, Fated

SAME_THINGS = 0.6
"""Share of the stems of a piece that the next draft has to have, for the same in other words."""
SOME = 0.34
"""Share of them that it has to have, to have taken it up in part."""
MISSING = 2
"""Stems in a row that a wording in other words may lack; more are a thing left out."""
DEADLINE = "= lambat"
"""Stem of the words that a deadline begins with, which is a piece of its own."""
REWORDS = 0.4
"""Share of the shorter one's stems that wording and draft have in common; below it, it is a provision of its own."""
TAKEN_UP = 0.45
"""Share of the stems of a new provision that another has to have, to have taken it up in part."""
NEAR = 3
"""Units of sense around its place in which a piece still stands there; an alignment may leave some on either side."""
_JOINTS = frozenset(["dan", "serta", "atau", "danatau", "maupun", "ataupun"])
_BREAKS = (",", ";", ":", ".")

__all__ = ["alike", "anew", "common", "fate", "together", "words"]


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
    old, here = words(before), words(now)
    whole = wanted.kind == "wording" and _keys(words(proposal)) == _keys(here)  # it is all there, whatever it says
    new = here if whole else _spelled(words(wanted.text), (*old, *here))
    if _keys(new) == _keys(old):  # it proposes what the draft says already
        return _kept(before, now, gone)
    if wanted.kind == "new" or (wanted.kind == "wording" and _of_its_own(old, new) and _keys(new) != _keys(here)):
        return Fated("not", "new")  # it is looked for in the whole draft
    if _keys(new) == _keys(here) and not gone:
        changes = [step for step in steps(_keys(old), _keys(new)) if step[0] != "equal"]
        taken = (_told(old[i:i_end], new[j:j_end], here[j:j_end], "wholly") for _, i, i_end, j, j_end in changes)
        return Fated("wholly", wanted.kind, tuple(taken))
    pieces = tuple(_pieces(old, new, [] if gone else here))
    if gone or _keys(here) == _keys(old):
        return Fated("not", wanted.kind, tuple(Asked(one.old, one.new, one.found, "not") for one, _ in pieces))
    told = tuple(one for one, _ in _settled(pieces))
    return Fated(_whole(pieces), wanted.kind, told, more=_more(old, new, here))


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
    return "other-words" if result == "wholly" and any(one.fate != "wholly" for one, _ in _settled(pieces)) else result


def _settled(pieces: Sequence[tuple[Asked, bool]]) -> Iterator[tuple[Asked, bool]]:
    """Yield *pieces* as they are told: beside others that were taken, a mere turn of phrase was put otherwise, and one
    of small words alone is not worth telling."""
    matter = [one.fate for one, mere in pieces if not mere]
    for one, mere in pieces:
        if not mere or not matter or one.fate == "wholly":
            yield one, mere
        elif any(word.stem for word in words(f"{one.old} {one.new}")):
            yield Asked(one.old, one.new, one.found, "not" if set(matter) == {"not"} else "other-words"), mere


def _pieces(old: Sequence[Word], new: Sequence[Word], here: Sequence[Word]) -> Iterator[tuple[Asked, bool]]:
    """Yield every piece that is asked for between *old* and *new*, with what *here* has, and whether it is a mere turn
    of phrase: its stems stood in *old* as well."""
    at = _anchors(old, here)
    more = _Counted(old, new, here)
    for tag, i, i_end, j, j_end in steps(_keys(old), _keys(new)):
        if tag == "equal":
            continue
        start = at[i - 1] + 1 if i else 0
        end = max(start, at[i_end] if i_end < len(old) else len(here))
        gone = old[i:i_end]
        taken = False
        for from_, to in _joined(new, j, j_end):
            one, mere = _piece(gone, new, from_, to, here, start, end, more)
            if taken and one.fate == "not":  # what stands there is another piece
                one = Asked(one.old, one.new, "", "not")
            yield one, mere
            taken = taken or one.fate != "not"
            gone = ()
        if j == j_end or not any(True for _ in _joined(new, j, j_end)):
            yield _dropped(old[i:i_end], new[j:j_end], here, start, end, more)


class _Counted:
    """How often each stem is asked for, was to go, and came, counting those of the draft out."""

    def __init__(self, old: Sequence[Word], new: Sequence[Word], here: Sequence[Word]) -> None:
        before, then, now = (Counter(word.stem for word in side if word.stem) for side in (old, new, here))
        self.old = old
        self.wanted, self.unwanted, self.came = then - before, before - then, now - before
        self.before, self.then, self.now = before, then, now


def _joined(new: Sequence[Word], j: int, j_end: int) -> Iterator[tuple[int, int]]:
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
    left = bool(gone) and _within(_keys(gone), _keys(found))
    sought = _sought(new, from_, to, gone, more)
    near = here[max(0, start - NEAR) : end + NEAR]
    standing = _standing(came, found) or (() if _standing(came, more.old) else _standing(came, near))
    if standing and not left:
        mere = not sought and not any(more.unwanted[word.stem] for word in gone)
        return _told(gone, came, standing, "wholly"), mere
    if not sought:
        if any(more.unwanted[word.stem] for word in gone):
            return _dropped(gone, came, here, start, end, more)
        return _told(gone, came, found, "not"), True
    result = _in_other_words(new, sought, here, more.came)
    if result == "other-words" and len(sought) == 1 and not _beside(new, sought[0], here):
        result = "not"
    if result == "other-words":
        stay = [word for word in gone if word.stem and more.unwanted[word.stem]]
        if stay and sum(more.now[word.stem] > more.then[word.stem] for word in stay) > len(stay) / 2:
            result = "partly"
    shown = _window([new[at] for at in sought], here, more.came) if result != "not" else found
    return _told(gone, came, shown, result), False


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


def _in_other_words(new: Sequence[Word], sought: Sequence[int], here: Sequence[Word], came: Counter[str]) -> Fate:
    """Return how much of the words of *new* at the places *sought* is among the stems that *came* to *here*: figures
    with what they count."""
    there = [came[new[at].stem] > 0 and (not new[at].is_figure or _beside(new, at, here)) for at in sought]
    share = sum(there) / len(there)
    figures = all(found for at, found in zip(sought, there, strict=True) if new[at].is_figure)
    if share >= SAME_THINGS and figures and _longest_gap(there) <= MISSING:
        return "other-words"
    if not figures:  # another number is not part of it; something that has a number may be
        there = [found for at, found in zip(sought, there, strict=True) if not new[at].is_figure]
        return "partly" if len(there) > 3 and sum(there) >= SAME_THINGS * len(there) else "not"
    return "partly" if share >= SOME else "not"


def _longest_gap(there: Sequence[bool]) -> int:
    longest = run = 0
    for found in there:
        run = 0 if found else run + 1
        longest = max(longest, run)
    return longest


def _beside(new: Sequence[Word], at: int, here: Sequence[Word]) -> bool:
    """Whether the word of *new* at the place *at* stands in *here* near a word that it stands near in *new*."""
    near = _around(new, at) - {new[at].stem, ""}
    return any(near & _around(here, place) for place, word in enumerate(here) if word.stem == new[at].stem)


def _around(found: Sequence[Word], at: int) -> set[str]:
    return {word.stem for word in found[max(0, at - NEAR) : at + NEAR + 1]}


def _dropped(
    gone: Sequence[Word], came: Sequence[Word], here: Sequence[Word], start: int, end: int, more: _Counted
) -> tuple[Asked, bool]:
    """Return what became of words that were to go: their stems are there no more, or they are."""
    found = here[start:end]
    sought = [word for word in gone if word.stem and more.unwanted[word.stem]]
    verbatim = bool(gone) and _within(_keys(gone), _keys(found))
    if not sought:
        return _told(gone, came, found, "not" if verbatim else "wholly"), True
    left = sum(more.now[word.stem] > more.then[word.stem] for word in sought) / len(sought)
    result: Fate = "not" if verbatim or left > 1 - SOME else "partly" if left > SOME else "wholly"
    return _told(gone, came, found if result == "wholly" else _window(sought, here, more.now), result), False


def _window(sought: Sequence[Word], here: Sequence[Word], counted: Counter[str]) -> Sequence[Word]:
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
    return here[best[2] : best[2] + best[1] + 1] if best else ()


def _anchors(old: Sequence[Word], here: Sequence[Word]) -> list[int]:
    """Return for each word of *old* its place in *here*; of one that is gone, the place before which it would stand."""
    places: list[int] = []
    for tag, i, i_end, j, j_end in steps(_keys(old), _keys(here)):
        places += list(range(j, j_end)) if tag == "equal" else [j_end if at else j for at in range(i_end - i)]
    return places


def _spelled(found: Sequence[Word], known: Sequence[Word]) -> list[Word]:
    """Return *found*; a word that no dictionary has, and that is one of *known* misspelled, is read as that one."""
    there = {word.key: word for word in known}
    told = []
    for word in found:
        meant = None
        if word.key not in there and word.key.isalpha() and word.key not in dictionary("kata.txt"):
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
    if _keys(old) == _keys(here):
        return Fated("wholly", "keep")
    one, other = (Counter(word.stem for word in side if word.stem) for side in (old, here))
    changes = [(tag, old[i:i_end]) for tag, i, i_end, *_ in steps(_keys(old), _keys(here)) if tag != "equal"]
    result: Fate = "not"
    if one == other:
        result = "other-words"
    elif not any(gone_ for _, gone_ in changes):
        result = "partly"
    return Fated(result, "keep", (Asked(before, before, now, result),))


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
    if len(sought) < 2 or _in_other_words(new, sought, here, came) != "other-words":
        return None
    return _told((), new, _window([new[at] for at in sought], here, came), "other-words")


def _new(new: Sequence[Word], candidates: Sequence[tuple[str, str]]) -> tuple[Asked, str]:
    """Return what became of one new provision, and where it stands."""
    best: tuple[int, float, int] | None = None
    ranked: tuple[Fate, ...] = ("wholly", "other-words", "partly", "not")
    for at, (_, text) in enumerate(candidates):
        there = words(text)
        found = _new_fate(_spelled(new, there), there)
        rank = ranked.index(found), len(there) / (len(new) or 1), at
        if found != "not" and (best is None or rank < best):
            best = rank
    if best is None:
        return _told((), new, (), "not"), ""
    id, text = candidates[best[2]]
    return _told((), new, words(text), ranked[best[0]]), id


def _new_fate(new: Sequence[Word], there: Sequence[Word]) -> Fate:
    sought = [at for at, word in enumerate(new) if word.stem]
    if not sought:
        return "not"
    told = [new[at].key for at in sought]
    if _in_order(told, [word.key for word in there if word.stem]) == len(told):
        return "wholly"
    came = Counter(word.stem for word in there)
    result = _in_other_words(new, sought, there, came)
    share = sum(came[new[at].stem] > 0 for at in sought) / len(sought)
    return "not" if result == "partly" and share < TAKEN_UP else result


def _in_order(inner: Sequence[str], outer: Sequence[str]) -> int:
    return sum(i_end - i for tag, i, i_end, *_ in steps(inner, outer) if tag == "equal")


def common(one: Sequence[Word], other: Sequence[Word]) -> float:
    """Return the share of words that two texts have in common, of the longer one's."""
    both = sum((Counter(_keys(one)) & Counter(_keys(other))).values())
    return both / max(len(one), len(other), 1)


def alike(one: Sequence[Word], *others: Sequence[Word]) -> float:
    """Return how much *one* has in common with the likest of *others*: of the stems of both."""
    return max(map(partial(_shared, one), others), default=0.0)


def _shared(one: Sequence[Word], other: Sequence[Word]) -> float:
    first, second = (Counter(word.stem for word in side if word.stem) for side in (one, other))
    return 2 * (first & second).total() / (first.total() + second.total() or 1)


def _more(old: Sequence[Word], new: Sequence[Word], here: Sequence[Word]) -> bool:
    """Whether *here* differs from *old* in what *new* leaves as it was."""
    asked_for, made = (_changed(old, side) for side in (new, here))
    return any(place not in asked_for for place in made)


def _changed(old: Sequence[Word], new: Sequence[Word]) -> set[tuple[int, str]]:
    """Return the words of *old* that *new* lacks, and the places in it where *new* has more."""
    found: set[tuple[int, str]] = set()
    for tag, i, i_end, j, j_end in steps(_keys(old), _keys(new)):
        if tag != "equal":
            found |= {(at, "word") for at in range(i, i_end)}
            found |= {(at, "gap") for at in (range(i, i_end + 1) if i < i_end else (i,)) if j < j_end}
    return found


def _standing(came: Sequence[Word], near: Sequence[Word]) -> Sequence[Word]:
    """Return the words of *near* that are those of *came*, in a row: small words may come between or be left out."""
    if place := _run(_keys(came), _keys(near)):
        return near[place[0] : place[1]]
    told = [word.key for word in came if word.stem]
    full = [at for at, word in enumerate(near) if word.stem]
    if len(told) > 1 and (place := _run(told, [near[at].key for at in full])):
        return near[full[place[0]] : full[place[1] - 1] + 1]
    return ()


def _run(inner: Sequence[str], outer: Sequence[str]) -> tuple[int, int] | None:
    size = len(inner)
    starts = (at for at in range(len(outer) - size + 1) if list(outer[at : at + size]) == list(inner))
    return next(((at, at + size) for at in starts), None) if size else None


def _within(inner: Sequence[str], outer: Sequence[str]) -> bool:
    """Whether *inner* stands in *outer* word after word."""
    size = len(inner)
    return any(list(outer[at : at + size]) == list(inner) for at in range(len(outer) - size + 1)) if size else True


def _keys(found: Sequence[Word]) -> list[str]:
    return [word.key for word in found]


def _told(gone: Sequence[Word], came: Sequence[Word], found: Sequence[Word], result: Fate) -> Asked:
    old, new, here = (" ".join(word.text for word in side) for side in (gone, came, found))
    return Asked(old, new, here, result)
