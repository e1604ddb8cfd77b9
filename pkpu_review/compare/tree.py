"""Two masked versions → the pairs of their provisions at every level.

Articles first, all of the body in one list, for they move between chapters; then what stands below each
pair of articles; then the headings, by their words and by the articles they hold; then the parts outside
the body, the elucidation following the articles it explains. At last what found no partner at its own
level is looked for at every other: a paragraph that became an article, an item that moved elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence

from pkpu_review.compare import levels
from pkpu_review.compare.align import DOUBT, Link, Rivals, align, likeness
from pkpu_review.compare.candidates import pairs, runs
from pkpu_review.compare.loose import LEVELS, loosely
from pkpu_review.compare.masking import HEADINGS, Side, Unit
from pkpu_review.compare.pairing import Pairing

TITLE_ALIKE = 0.6
"""Likeness from which a heading with none of the same articles is the same heading, reworded."""
HEADING_ALIKE = 0.5
"""What a heading's words and articles together make, at least, for a pair."""
WENT_ALONG = 0.75
"""Part of a chapter's articles that went into another one, at least, where the two were put together."""
ELSEWHERE_WORDS = 6
"""Words that a provision has at least to be looked for at another level."""
ELSEWHERE_ALIKE = 0.85
"""Likeness from which a provision at another level is the same one."""
RESEMBLING = 0.5
"""Likeness from which what found no partner is doubtful, and its likest candidate is told."""
LEFT_OUT = 0.4
"""Likeness below which the own words of two paired provisions are looked for elsewhere."""


def pair(old: Side, new: Side) -> Pairing:
    """Return the pairs of the two versions."""
    pairing = Pairing(old, new)
    articles = [[unit for unit in side.sequence if unit.provision.kind not in HEADINGS] for side in (old, new)]
    _pair_lists(pairing, articles[0], articles[1])
    for link in levels.neighbours(pairing, articles[0], articles[1]):
        _join(pairing, link)
    _headings(pairing)
    _parts(pairing)
    _elsewhere(pairing)
    for link in loosely(pairing):
        _join(pairing, link)
    _resembling(pairing)
    return pairing


def _pair_lists(pairing: Pairing, olds: Sequence[Unit], news: Sequence[Unit]) -> None:
    """Pair two lists, then what stands below each pair; the pieces of a split are taken together."""
    olds, news = pairing.free_old(olds), pairing.free_new(news)
    if not olds or not news:
        return
    if [unit.whole for unit in olds] == [unit.whole for unit in news]:  # nothing came, went or changed its place
        links = [Link(one, other, "teks-sama", 1.0) for one, other in zip(olds, news, strict=True)]
    else:
        links = align(olds, news)
    for link in links:
        pairing.add(link)
    _below(pairing, links)


def _below(pairing: Pairing, links: Sequence[Link]) -> None:
    done: set[str] = set()
    for link in links:
        if link.new.id in done:
            continue
        if link.old.whole == link.new.whole and _pair_equals(pairing, link):
            done.add(link.new.id)
            continue
        group = {link.old.id: link.old}
        into = {link.new.id: link.new}
        if link.basis in ("pecahan", "gabungan"):
            for other in links:
                if other.old.id in group or other.new.id in into:
                    group[other.old.id], into[other.new.id] = other.old, other.new
        done.update(into)
        olds, news = sorted(group.values(), key=_order), sorted(into.values(), key=_order)
        for shifted in levels.shifts(pairing, olds, news):
            _join(pairing, shifted)
        _pair_lists(
            pairing,
            [child for unit in olds for child in unit.children],
            [child for unit in news for child in unit.children],
        )


def _pair_equals(pairing: Pairing, link: Link) -> bool:
    """Pair all that stands below the two sides of *link*, if it is the same at every level; return whether it is.

    So most of a draft is paired, in one step an article. Where something differs nothing is paired yet.
    """
    found: list[Link] = []
    ahead = [link]
    while ahead:
        above = ahead.pop()
        olds, news = above.old.children, above.new.children
        if len(olds) != len(news):
            return False
        links = []
        for old, new in zip(olds, news, strict=True):
            if old.whole != new.whole or old.id in pairing.by_old or new.id in pairing.by_new:
                return False
            links.append(Link(old, new, "teks-sama", 1.0))
        found += links
        ahead += (one for one in reversed(links) if one.old.children or one.new.children)
    for one in found:
        pairing.add(one)
    return True


def _order(unit: Unit) -> int:
    return unit.order


# -- headings -----------------------------------------------------------------------------------------


def _headings(pairing: Pairing) -> None:
    """Pair the headings by words and articles, the surest pairs first."""
    olds = [unit for unit in pairing.old.sequence if unit.provision.kind in HEADINGS]
    news = [unit for unit in pairing.new.sequence if unit.provision.kind in HEADINGS]
    if not olds or not news:
        return
    shared: Counter[tuple[str, str]] = Counter()
    held_old, held_new = _held(pairing.old), _held(pairing.new)
    for link in pairing.links:
        for above_old in pairing.old.heads.get(link.old.id, ()):
            for above_new in pairing.new.heads.get(link.new.id, ()):
                shared[above_old, above_new] += 1
    titles = Counter(unit.own for unit in olds), Counter(unit.own for unit in news)
    scores = []
    for old in olds:
        for new in news:
            if old.provision.kind != new.provision.kind:
                continue
            title = likeness(old.own, new.own) if old.own or new.own else 1.0
            together = held_old[old.id] + held_new[new.id]
            # an article that was merged or split is shared more than once
            overlap = min(1.0, 2 * shared[old.id, new.id] / together) if together else 1.0
            score = (title + overlap) / 2
            unique = title == 1.0 and titles[0][old.own] == titles[1][new.own] == 1 and bool(old.own)
            if score >= HEADING_ALIKE and (overlap or unique or title >= TITLE_ALIKE):
                same = old.id == new.id
                sure = max(score, overlap if together else 0.0)  # what holds the same articles is the same chapter
                if unique and same:  # ... and so is the one chapter of that number and that title
                    sure = 1.0
                scores.append(
                    (score + 0.01 * same + (0.25 if unique else 0), -abs(old.order - new.order), sure, old, new)
                )
    scores.sort(key=lambda found: (found[0], found[1]), reverse=True)
    for _, _, sure, old, new in scores:
        if old.id not in pairing.by_old and new.id not in pairing.by_new:
            pairing.add(Link(old, new, "teks-sama" if old.own == new.own else "isi-bab", sure))
    for one_side, other_side, merges in ((olds, news, True), (news, olds, False)):
        for link in list(_joined_headings(pairing, one_side, other_side, shared, merges)):
            pairing.add(link)


def _joined_headings(
    pairing: Pairing, alone: Sequence[Unit], others: Sequence[Unit], shared: Counter[tuple[str, str]], merges: bool
) -> Iterable[Link]:
    """Yield the pairs of chapters without a partner that went, articles and title, into one that has another.

    "BAB VII PENGAWASAN" and "BAB VIII SANKSI" become "BAB VII PENGAWASAN DAN SANKSI". With *merges* false the same
    backwards: a chapter that came out of one that stays.
    """
    known = pairing.by_old if merges else pairing.by_new
    held = _held(pairing.old if merges else pairing.new)
    for unit in alone:
        if unit.id in known or not unit.own or not held[unit.id]:
            continue
        for other in others:
            went = shared[(unit.id, other.id) if merges else (other.id, unit.id)] / held[unit.id]
            named = set(unit.own) <= set(other.own) and len(other.own) > len(unit.own)
            if unit.provision.kind == other.provision.kind and went >= WENT_ALONG and named:
                basis = "gabungan" if merges else "pecahan"
                yield Link(unit, other, basis, 1.0) if merges else Link(other, unit, basis, 1.0)
                break


def _held(side: Side) -> Counter[str]:
    held: Counter[str] = Counter()
    for unit in side.sequence:
        if unit.provision.kind not in HEADINGS:
            held.update(side.heads[unit.id])
    return held


# -- parts outside the body ---------------------------------------------------------------------------


def _parts(pairing: Pairing) -> None:
    kinds = dict.fromkeys(unit.provision.kind for unit in (*pairing.old.parts, *pairing.new.parts))
    for kind in kinds:
        olds = [unit for unit in pairing.old.parts if unit.provision.kind == kind]
        news = [unit for unit in pairing.new.parts if unit.provision.kind == kind]
        if len(olds) == len(news) == 1:  # there is but one title, one preamble, one closing
            links = [Link(olds[0], news[0], "bagian-tunggal", 1.0)]
        else:
            links = align(olds, news)
            free_old = {unit.id: unit for unit in olds} if not links else {}
            for link in links:
                free_old.pop(link.old.id, None)
            taken = {link.new.id for link in links}
            links += [
                Link(free_old[unit.id], unit, "nomor", 0.5)
                for unit in news
                if unit.id in free_old and unit.id not in taken
            ]
        for link in links:
            pairing.add(link)
            if kind == "penjelasan":
                _elucidation(pairing, link)
        _below(pairing, links)


def _elucidation(pairing: Pairing, link: Link) -> None:
    """An explanation goes with what it explains: where two provisions are a pair, so are their explanations."""
    new_below = {unit.id: unit for unit in _walk(link.new)}
    for unit in _walk(link.old):
        explained = unit.id.removeprefix("penjelasan/")
        if explained == unit.id:
            continue
        for pair_ in pairing.by_old.get(explained, ()):
            partner = new_below.get(f"penjelasan/{pair_.new.id}")
            if partner is not None and unit.id not in pairing.by_old and partner.id not in pairing.by_new:
                pairing.add(Link(unit, partner, "yang-dijelaskan", pair_.certainty))
    for pair_ in [found for found in pairing.links if found.basis == "yang-dijelaskan"]:
        _pair_lists(pairing, pair_.old.children, pair_.new.children)


def _walk(unit: Unit) -> Iterable[Unit]:
    for child in unit.children:
        yield child
        yield from _walk(child)


# -- other levels -------------------------------------------------------------------------------------


def _elsewhere(pairing: Pairing) -> None:
    """Pair across levels and parents what is equal and unique, then what is nearly equal."""
    olds = [unit for unit in pairing.free_old(pairing.old.units.values()) if _substantial(unit.whole)]
    news = [unit for unit in pairing.free_new(pairing.new.units.values()) if _substantial(unit.whole)]
    old_count, new_count = Counter(unit.whole for unit in olds), Counter(unit.whole for unit in news)
    by_text = {unit.whole: unit for unit in news}
    for unit in olds:
        if old_count[unit.whole] == new_count[unit.whole] == 1 and unit.id not in pairing.by_old:
            for link in levels.whole_articles(pairing, Link(unit, by_text[unit.whole], "teks-sama-lintas", 0.95)):
                _join(pairing, link)
    olds, news = pairing.free_old(olds), pairing.free_new(news)
    texts = [unit.whole for unit in olds], [unit.whole for unit in news]
    alike = []
    for i, j in pairs([unit.runs for unit in olds], [unit.runs for unit in news]):
        like = likeness(texts[0][i], texts[1][j], ELSEWHERE_ALIKE)
        if like >= ELSEWHERE_ALIKE:
            alike.append((like, i, j))
    alike.sort(key=lambda found: (-found[0], found[1], found[2]))
    rivals = Rivals(alike, olds, news)
    for like, i, j in alike:
        if olds[i].id not in pairing.by_old and news[j].id not in pairing.by_new:
            _join(pairing, Link(olds[i], news[j], "kemiripan-lintas", like * DOUBT, rivals.of(i, j)[1]))
    _own_words(pairing)


def _substantial(text: str) -> bool:
    return len(text) >= ELSEWHERE_WORDS


def _join(pairing: Pairing, link: Link) -> None:
    pairing.add(link)
    _pair_lists(pairing, link.old.children, link.new.children)


def _own_words(pairing: Pairing) -> None:
    """Words of an article that went into an ayat of their own (or came out of one), when the article stays.

    "Pasal 5" with a text becomes "Pasal 5" with ayat (1) and (2): the article keeps its pair, and its old
    words are one more pair with the ayat that holds them now.
    """
    differ = [link for link in pairing.links if link.old.own != link.new.own]
    stays = [link for link in differ if {link.old.provision.kind, link.new.provision.kind} <= LEVELS]
    parted = [link for link in stays if likeness(link.old.own, link.new.own) < LEFT_OUT]
    gone = [link.old for link in parted if _substantial(link.old.own) and len(pairing.by_old[link.old.id]) == 1]
    come = [link.new for link in parted if _substantial(link.new.own) and len(pairing.by_new[link.new.id]) == 1]
    free_new, free_old = (
        [unit for unit in free if unit.provision.kind in LEVELS and _substantial(unit.own)]
        for free in (pairing.free_new(pairing.new.units.values()), pairing.free_old(pairing.old.units.values()))
    )
    found = [
        Link(olds[i], news[j], "naik-turun-tingkat", likeness(olds[i].own, news[j].own))
        for olds, news in ((gone, free_new), (free_old, come))
        for i, j in sorted(pairs([runs(unit.own) for unit in olds], [runs(unit.own) for unit in news]))
    ]
    for link in sorted(found, key=lambda link: -link.certainty):
        if link.certainty < ELSEWHERE_ALIKE:
            break
        # one of the two is still free: the other keeps its own pair
        if (link.old.id in pairing.by_old) != (link.new.id in pairing.by_new):
            _join(pairing, link)


def _resembling(pairing: Pairing) -> None:
    """Note of what found no partner what it resembles all the same: a person should say whether it is the same.

    What stands unchanged in both versions is no candidate: nothing came from it, and nothing went into it.
    """
    kept = [link for link in pairing.links if link.old.whole == link.new.whole]
    olds = _changed(pairing.old, {link.old.id for link in kept})
    news = _changed(pairing.new, {link.new.id for link in kept})
    for side, free, known in (("old", pairing.free_old(olds), news), ("new", pairing.free_new(news), olds)):
        for i, j in sorted(pairs([unit.runs for unit in free], [unit.runs for unit in known])):
            least = max(RESEMBLING, pairing.resembles.get((side, free[i].id), (None, 0.0))[1])
            like = likeness(free[i].whole, known[j].whole, least)
            if like > least or like == least == RESEMBLING:
                pairing.resembles[side, free[i].id] = known[j], like


def _changed(side: Side, kept: Container[str]) -> list[Unit]:
    return [unit for id, unit in side.units.items() if id not in kept and _substantial(unit.whole)]
