"""Pairs of articles (or ayat) → what changed its level between them: words that sank into an item, or rose out of one.

A draft that grows turns the words of an article into its first ayat, puts a list one level lower, makes an ayat an
article of its own, or takes two articles together as two ayat. The provision itself stays paired with its like;
the words have a pair of their own, with the provision that holds them now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import LCSseq

from pkpu_review.compare.align import DOUBT, Link, likeness
from pkpu_review.compare.masking import Unit
from pkpu_review.compare.pairing import Pairing
from pkpu_review.compare.pieces import BARE_SHARE
from pkpu_review.lexis import numerals
from pkpu_review.lexis.words import key

STAYED = 0.4
"""Likeness of the own words of a pair from which they stayed where they were."""
READ_ALIKE = 0.75
"""Likeness, in whatever order, of an article to an item that is read with its lead, from which it became that."""
ORDERED = 0.9
"""What it is at most, for the order of the words is left aside."""
WRITTEN_OUT = 0.8
"""Likeness of a sentence to a list with its lead from which it is that list, written out."""
SHIFTED = 0.5
"""Likeness from which words are the same ones at another level, inside one pair."""
ASIDE = 0.6
"""... between neighbours."""
BETTER = 0.1
"""How much more alike the words are than any other candidate that is like enough as well."""
LEAST_WORDS = 4
"""Words that say by themselves where they came from; with fewer, the list below must speak as well."""
BROUGHT = 0.4
"""Part of an article's words that come from its neighbour's old text, at least, where it was split off from it."""
BROUGHT_WORDS = 6
"""... and how many at least."""
MOSTLY = 0.5
"""Part of an article that stands in items which its neighbour had, or has, at least."""
FILLED = 0.5
"""... and what part of the words that the other half lacks."""
TWIN = 0.6
"""Likeness from which an article that is gone is a near twin of the one that took it in."""
BASIS = "naik-turun-tingkat"


def shifts(pairing: Pairing, olds: Sequence[Unit], news: Sequence[Unit]) -> list[Link]:
    """Return the pairs of own words that sank into a child, or rose from one, between paired units.

    Args:
        pairing: what is paired already; nothing below *olds* and *news* is.
        olds, news: the two sides of one pair, or of one split or merger.
    """
    found: list[Link] = []
    below = [child for unit in news for child in unit.children], [child for unit in olds for child in unit.children]
    for one_side, other_side, children, rivals, sinks in (
        (olds, news, below[0], below[1], True),
        (news, olds, below[1], below[0], False),
    ):
        taken: set[str] = set()
        for unit in one_side:
            if not unit.own or not children or any(_stayed(unit, other) for other in other_side):
                continue
            best, like = _best(unit, (child for child in children if child.id not in taken), SHIFTED)
            if best is None:
                continue
            rival = max((likeness(other.whole, best.whole) for other in rivals), default=0.0)
            if rival > like or (rival >= SHIFTED and like < rival + BETTER):
                continue
            holding = _holding(unit, best, [child for child in children if child.id not in taken])
            taken.update(child.id for child in holding)
            found += [Link(unit, child, BASIS, like) if sinks else Link(child, unit, BASIS, like) for child in holding]
    return found


def _stayed(unit: Unit, other: Unit) -> bool:
    """Whether the own words of *unit* are those of *other*, or those of *other* with its items: a list written out."""
    if likeness(unit.own, other.own) >= STAYED:
        return True
    opened = bool(other.own) and unit.own.startswith(other.own) and not unit.children
    return opened and likeness(unit.own, other.whole) >= WRITTEN_OUT


def neighbours(pairing: Pairing, olds: Sequence[Unit], news: Sequence[Unit]) -> Iterator[Link]:
    """Yield pairs for the articles that found none because they were made from a part of the article beside them.

    An ayat that became the next article (and the article it left is split by that), an article that went into the
    one beside it as its ayat, or with reworded sentences.

    Args:
        pairing: the pairs of all articles and of what stands below them.
        olds, news: the articles of both versions in order.
    """
    for place, new in enumerate(news):
        if new.id not in pairing.by_new and len(new.whole) >= LEAST_WORDS:
            yield from _aside(pairing, new, _beside(news, place), came=True)
    for place, old in enumerate(olds):
        if old.id not in pairing.by_old and len(old.whole) >= LEAST_WORDS:
            yield from _aside(pairing, old, _beside(olds, place), came=False)


def whole_articles(pairing: Pairing, link: Link) -> list[Link]:
    """Return *link* as the merger that it is part of, if an article went as it is into one made of others as well.

    Or as the split, if an ayat came out as an article while others of its article went on as that.
    """
    sank = link.old.parent is None
    one, other = (link.old, link.new) if sank else (link.new, link.old)
    above, known = other.parent, pairing.by_new if sank else pairing.by_old
    if one.parent is not None or above is None or one.provision.kind != "pasal" or above.provision.kind != "pasal":
        return [link]
    if above.parent is not None or not known.get(above.id):
        return [link]
    parts = Link(link.old, link.new, BASIS, link.certainty)
    if sank:
        return [Link(link.old, above, "gabungan", link.certainty), parts]
    return [Link(above, link.new, "pecahan", link.certainty), parts]


def _beside(articles: Sequence[Unit], place: int) -> list[Unit]:
    return [articles[at] for at in (place - 1, place + 1) if 0 <= at < len(articles)]


def _aside(pairing: Pairing, alone: Unit, beside: Iterable[Unit], came: bool) -> Iterator[Link]:
    """Yield the pairs of the article *alone* with what it was a part of, or became one of.

    *came*: *alone* is new, and was split off from what is now beside it; else it is gone, and what stood beside it
    took it in.
    """
    known, basis = (pairing.by_new, "pecahan") if came else (pairing.by_old, "gabungan")
    for near in beside:
        for link in list(known.get(near.id, ())):
            whole = link.old if came else link.new
            if whole.provision.kind != alone.provision.kind:
                continue
            children = (pairing.free_old if came else pairing.free_new)(whole.children)
            part, like = (None, 0.0) if not alone.own and alone.children else _best(alone, children, ASIDE)
            others = _others(pairing, whole, came)
            if part is not None:
                found = [(whole, basis, like), *((one, BASIS, like) for one in _holding(alone, part, children))]
            elif items := _as_items(alone, near, whole, children):
                found = [(whole, basis, items[0].certainty), (items[0].new, BASIS, items[0].certainty)]
                pairing.replace(link, _linked(near, whole, basis, items[1].certainty, came))
                yield _linked(near, items[1].new, BASIS, items[1].certainty, came)
            elif (
                _handed_on(alone, children)
                or _brings(whole.whole, "".join(other.whole for other in others), alone.whole)
                or (not came and _twin(alone, others, near, whole))
            ):
                found = [(whole, basis, ASIDE)]
            else:
                continue
            for other, why, sure in found:
                yield _linked(alone, other, why, sure, came)
            return


def _linked(unit: Unit, other: Unit, basis: str, sure: float, came: bool) -> Link:
    return Link(other, unit, basis, sure) if came else Link(unit, other, basis, sure)


def _as_items(alone: Unit, near: Unit, whole: Unit, children: Sequence[Unit]) -> list[Link]:
    """Return which of *children* say what *alone* says, and what *near* says, if each is read with the lead of *whole*.

    "Sumbangan dari perseorangan paling banyak Rp1.000." becomes "Sumbangan paling banyak: a. Rp1.000 dari
    perseorangan": words that change their order prove less, so that both articles have to be found.
    """
    found: list[Link] = []
    for unit in (alone, near):
        if unit.children or not whole.own or not unit.own:
            return []
        near_by = [
            (_same_words(unit.own, whole.own + child.own), child)
            for child in children
            if not child.children and len(child.own) >= LEAST_WORDS and all(child is not one.new for one in found)
        ]
        like, best = max(near_by, key=lambda one: one[0], default=(0.0, whole))
        if like < READ_ALIKE:
            return []
        found.append(Link(unit, best, BASIS, min(like, ORDERED) * DOUBT))
    return found


def _same_words(one: str, other: str) -> float:
    """Return how alike the words of the two are, in whatever order, 0 to 1."""
    return 2 * (Counter(one) & Counter(other)).total() / max(1, len(one) + len(other))


def _others(pairing: Pairing, whole: Unit, came: bool) -> list[Unit]:
    """Return what is known of the other version's articles that *whole* became, or was made of, in their order."""
    links = (pairing.by_old if came else pairing.by_new)[whole.id]
    found = {unit.id: unit for link in links for unit in [link.new if came else link.old]}
    return sorted((unit for unit in found.values() if unit.parent is None), key=lambda unit: unit.order)


def _holding(alone: Unit, part: Unit, children: Sequence[Unit]) -> list[Unit]:
    """Return those of *children* that hold the words of *alone*: *part*, and others that consist of the rest."""
    found = [part]
    if alone.children:
        return found
    known = int(LCSseq.similarity(alone.own, part.whole))
    for child in children:
        if child is part or child.children:
            continue
        more = sorted([*found, child], key=lambda unit: unit.order)
        together = int(LCSseq.similarity(alone.own, "".join(unit.whole for unit in more)))
        if together - known >= max(LEAST_WORDS, BARE_SHARE * len(child.whole)):
            found, known = more, together
    return found


def _handed_on(alone: Unit, children: Sequence[Unit]) -> bool:
    """Whether most of *alone* stands in items each of which is one of *children*, reworded."""
    words = sum(
        len(item.whole)
        for item in alone.children
        if len(item.whole) >= BROUGHT_WORDS
        and any(len(one.whole) >= BROUGHT_WORDS and likeness(item.whole, one.whole) >= SHIFTED for one in children)
    )
    return words >= MOSTLY * len(alone.whole) and words > 0


def _best(unit: Unit, children: Iterable[Unit], least: float) -> tuple[Unit | None, float]:
    """Return the child whose words are most like those of *unit*, and how like; None if none is so by *least*."""
    best, most = None, 0.0
    for child in children:
        like = likeness(unit.whole, child.whole)
        if len(unit.own) >= LEAST_WORDS:
            like = max(like, likeness(unit.own, child.own))
        if like >= least and like > most:
            best, most = child, like
    return best, most


def _brings(whole: str, near: str, part: str) -> bool:
    """Whether *part* holds, in their order, words of *whole* that its neighbours *near* do not: most of these."""
    kept = LCSseq.similarity(whole, near)
    brought = max(LCSseq.similarity(whole, near + part), LCSseq.similarity(whole, part + near)) - kept
    return brought >= max(BROUGHT_WORDS, BROUGHT * len(part), FILLED * (len(whole) - kept))


def _twin(gone: Unit, others: Sequence[Unit], near: Unit, into: Unit) -> bool:
    """Whether *into* took in *gone*, a near twin of *near*: it holds all the words that none of the *others* has."""
    if likeness(gone.whole, into.whole) < TWIN:
        return False
    words = [{key(word) for word in unit.provision.full_text().split()} for unit in (gone, near, into)]
    known = words[1].union(*({key(word) for word in unit.provision.full_text().split()} for unit in others))
    own = {word for word in words[0] - known if word.isalpha() and numerals.words(word) is None}
    return bool(own) and own <= words[2]
