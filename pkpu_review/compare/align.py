"""Two lists of provisions of one level → which became which.

In this order, each step with what the steps before left over:

1. anchors: masked texts that are equal, and unique in both lists (``teks-sama``); a text that stands twice
   proves nothing and is never an anchor;
2. splits and mergers (``pecahan``, ``gabungan``);
3. what holds the same items, in whatever order (``isi-sama``);
4. inside the gaps between the anchors, in order, what is alike (``kemiripan``; ``urutan`` for equal texts);
5. across the gaps, more strictly, what moved and changed (``kemiripan-pindah``);
6. inside the gaps again, less strictly; and what stands beside a pair on both sides (``kemiripan-tetangga``).

Likeness is that of the word sequences (Indel over words: twice the common words in order / all words), for
word sets forget the order in which a law says things.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from pkpu_review.compare.candidates import pairs
from pkpu_review.compare.masking import Unit
from pkpu_review.compare.order import heaviest_run, staying
from pkpu_review.compare.pieces import dissolved, divisions, glued

ALIKE = 0.6
"""Likeness from which two provisions in one gap are the same one, changed."""
ALIKE_ACROSS = 0.6
"""Likeness from which two provisions that do not stand in one gap are."""
LEAST_ALIKE = 0.4
"""Likeness from which two provisions in one gap are paired when nothing better is left."""
ACROSS_WORDS = 4
"""Words that a provision has at least to be looked for outside its gap."""
GAP_PAIRS = 3600
"""Pairs in one gap that are all compared; in a larger one only those that share rare runs of words."""
SAME_NAME = 0.7
"""Likeness of two table rows (or tables) that differ in their figures and dates alone."""
CONTENT = 0.5
"""Part of the words, or of the items, of the longer of two provisions that stand in items they share, for a pair."""
ITEMS = 2
"""Items that are shared, at least, where they are few words beside the others."""
ITEM_WEIGHT = 0.3
"""What the same items weigh in choosing among likely pairs: so much if they are all words of the longer one."""
RIVAL = 0.1
"""A rival that is nearly as alike (by this much) makes a pair doubtful."""
DOUBT = 0.75
"""What the certainty of a pair with a rival is multiplied by."""


@dataclass(slots=True, eq=False)
class Link:
    """A pair: how it was found, how sure it is (0 to 1), and who else of either side was nearly as alike."""

    old: Unit
    new: Unit
    basis: str
    certainty: float
    rival: Unit | None = None


def likeness(one: str, other: str, least: float = 0.0) -> float:
    """Return the likeness of two masked texts, 0 to 1; 0 where it is below *least*."""
    return float(Indel.normalized_similarity(one, other, score_cutoff=least))


class Alignment:
    """The pairs of two lists of units while they are being found."""

    def __init__(self, olds: Sequence[Unit], news: Sequence[Unit]) -> None:
        self.olds, self.news = olds, news
        self.old_free, self.new_free = dict.fromkeys(range(len(olds))), dict.fromkeys(range(len(news)))
        self.found: dict[tuple[int, int], tuple[str, float, Unit | None]] = {}
        self.lower: list[Link] = []
        """Pairs of an item that stands below one of the units, with a unit of the other side."""

    def run(self) -> list[Link]:
        """Return the pairs, in the order of the new list."""
        self._anchors()
        if self.old_free and self.new_free:
            self._pieces()
            self._contents()
            self._gaps(ALIKE)
            self._across()
            self._gaps(LEAST_ALIKE)
            self._beside()
        return [
            Link(self.olds[o], self.news[n], *self.found[o, n])
            for o, n in sorted(self.found, key=lambda pair: (pair[1], pair[0]))
        ] + self.lower

    def _link(self, o: int, n: int, basis: str, certainty: float, rival: Unit | None = None) -> None:
        self.found[o, n] = (basis, certainty, rival)
        self.old_free.pop(o, None)
        self.new_free.pop(n, None)

    def _anchors(self) -> None:
        old_count = Counter(unit.whole for unit in self.olds)
        new_place = {unit.whole: n for n, unit in enumerate(self.news)}
        new_count = Counter(unit.whole for unit in self.news)
        for o, unit in enumerate(self.olds):
            if unit.whole and old_count[unit.whole] == 1 and new_count[unit.whole] == 1:
                self._link(o, new_place[unit.whole], "teks-sama", 1.0)

    def _pieces(self) -> None:
        olds, news = list(self.old_free), list(self.new_free)
        old_units, new_units = [self.olds[o] for o in olds], [self.news[n] for n in news]
        if len(olds) == len(news) == 1:
            return  # nothing is split in one piece
        near = pairs([unit.runs for unit in old_units], [unit.runs for unit in new_units])
        splits = [("pecahan", d) for d in divisions(old_units, new_units, near)]
        mergers = [("gabungan", d) for d in divisions(new_units, old_units, ((n, o) for o, n in near))]
        splits += [("pecahan", d) for d in glued(old_units, new_units)]
        mergers += [("gabungan", d) for d in glued(new_units, old_units)]
        for basis, division in sorted(splits + mergers, key=lambda found: -found[1].share):
            wholes, parts = (olds, news) if basis == "pecahan" else (news, olds)
            whole, pieces = wholes[division.whole], [parts[piece] for piece in division.pieces]
            free, free_parts = (self.old_free, self.new_free) if basis == "pecahan" else (self.new_free, self.old_free)
            if whole not in free or any(piece not in free_parts for piece in pieces):
                continue
            units, others = (self.olds, self.news) if basis == "pecahan" else (self.news, self.olds)
            items = dissolved(units[whole], [others[piece] for piece in pieces])
            if items:
                self._dissolve(free, whole, free_parts, pieces)
                for item, piece in zip(items, pieces, strict=True):
                    ends = (item, others[piece]) if basis == "pecahan" else (others[piece], item)
                    self.lower.append(Link(*ends, "kemiripan-lintas", division.share))
                continue
            for piece in pieces:
                self._link(*((whole, piece) if basis == "pecahan" else (piece, whole)), basis, division.share)

    @staticmethod
    def _dissolve(free: dict[int, None], whole: int, free_parts: dict[int, None], pieces: Sequence[int]) -> None:
        free.pop(whole)
        for piece in pieces:
            free_parts.pop(piece)

    def _contents(self) -> None:
        """Pair what holds the same items, in whatever order: those that stand once on either side speak for it."""
        sides = [(self.olds, self.old_free), (self.news, self.new_free)]
        places: list[dict[str, int]] = []
        for units, free in sides:
            counts = Counter(child.whole for at in free for child in units[at].children)
            places.append({child.whole: at for at in free for child in units[at].children if counts[child.whole] == 1})
        shared: Counter[tuple[int, int]] = Counter()
        items: Counter[tuple[int, int]] = Counter()
        for text, o in places[0].items():
            if len(text) >= ACROSS_WORDS and text in places[1]:
                shared[o, places[1][text]] += len(text)
                items[o, places[1][text]] += 1
        for (o, n), words in shared.most_common():
            old, new = self.olds[o], self.news[n]
            share = words / max(len(old.whole), len(new.whole))
            if items[o, n] >= ITEMS:
                share = max(share, items[o, n] / max(len(old.children), len(new.children)))
            if share >= CONTENT and o in self.old_free and n in self.new_free:
                self._link(o, n, "isi-sama", (1 + share) / 2)

    # -- gaps ---------------------------------------------------------------------------------

    def _gaps(self, least: float) -> None:
        """Pair in order what is left between two pairs that kept their order."""
        if not self.old_free or not self.new_free:
            return
        ranks: list[tuple[int, int]] = []
        walled: set[int] = set()
        for o, n in sorted(self.found):  # one wall a provision: of a split its first piece, of a merger its first part
            if (not ranks or o != ranks[-1][0]) and n not in walled:
                ranks.append((o, n))
                walled.add(n)
        stays = staying(ranks, [len(self.olds[o].whole) for o, _ in ranks])
        walls = [pair for pair, stay in zip(ranks, stays, strict=True) if stay]
        gaps: dict[int, tuple[list[int], list[int]]] = {}  # number of the wall behind it → what is free there
        for side, free in enumerate((self.old_free, self.new_free)):
            places = [wall[side] for wall in walls]
            for at in free:
                gaps.setdefault(bisect(places, at), ([], []))[side].append(at)
        for _, (olds, news) in sorted(gaps.items()):
            if olds and news:
                self._gap(olds, news, least)

    def _gap(self, olds: list[int], news: list[int], least: float) -> None:
        scores = self._scores(olds, news, least)
        if not scores:
            return
        rivals = Rivals(
            ((like, i, j) for (i, j), (_, like) in scores.items()),
            [self.olds[o] for o in olds],
            [self.news[n] for n in news],
        )
        likely = list(scores)
        for index in heaviest_run(likely, [scores[pair][0] for pair in likely]):
            i, j = likely[index]
            like = scores[i, j][1]
            near, rival = rivals.of(i, j)
            # nothing else in the gap is nearly as alike: the place speaks for the pair as well
            # nor is a row of a table of the same name to be taken for one of another
            named = self.olds[olds[i]].name
            own = bool(named) and named == self.news[news[j]].name and (rival is None or rival.name != named)
            sure = like * DOUBT if near > like - RIVAL and not own else (1 + like) / 2
            self._link(olds[i], news[j], "urutan" if like == 1.0 else "kemiripan", sure, rival)

    def _scores(self, olds: list[int], news: list[int], least: float) -> dict[tuple[int, int], tuple[float, float]]:
        """Return for index pairs (in *olds*, in *news*) that are alike what they weigh, and their likeness."""
        texts = [self.olds[o].whole for o in olds], [self.news[n].whole for n in news]
        wanted: Iterable[tuple[int, int]]
        if len(olds) * len(news) <= GAP_PAIRS:
            wanted = ((i, j) for i in range(len(olds)) for j in range(len(news)))
        else:
            wanted = pairs([self.olds[o].runs for o in olds], [self.news[n].runs for n in news])
        scores = {}
        for i, j in wanted:
            one, other = texts[0][i], texts[1][j]
            like = likeness(one, other, least) if one or other else 1.0
            name = self.olds[olds[i]].name
            if name:
                like = max(like, SAME_NAME * likeness(name, self.news[news[j]].name))
            if like >= least:
                old, new = self.olds[olds[i]].provision, self.news[news[j]].provision
                # of equals the one with the same words under the masks, then the same label, then the nearest place
                tie = 2e-4 * (old.text == new.text) + 1e-4 * (old.label == new.label) + 1e-4 * (old.kind == new.kind)
                tie -= 1e-8 * abs(i - j)
                tie += ITEM_WEIGHT * _same_items(self.olds[olds[i]], self.news[news[j]])
                scores[i, j] = (like - least + 1e-3 + tie, like)
        return scores

    def _beside(self) -> None:
        """Pair what stands beside a pair on both sides: in a chapter that moved, its articles keep their neighbours."""
        partners: dict[int, list[int]] = {}
        for old, new in self.found:
            partners.setdefault(old, []).append(new)
        for o in list(self.old_free):
            for step in (1, -1):
                n = next((new for new in partners.get(o - step, ()) if new + step in self.new_free), None)
                if n is None or o not in self.old_free:
                    continue
                like = likeness(self.olds[o].whole, self.news[n + step].whole, LEAST_ALIKE)
                if like >= LEAST_ALIKE and len(self.olds[o].whole) >= ACROSS_WORDS:
                    self._link(o, n + step, "kemiripan-tetangga", like)
                    partners[o] = [n + step]

    # -- across -------------------------------------------------------------------------------

    def _across(self) -> None:
        olds = [o for o in self.old_free if len(self.olds[o].whole) >= ACROSS_WORDS]
        news = [n for n in self.new_free if len(self.news[n].whole) >= ACROSS_WORDS]
        if not olds or not news:
            return
        texts = [self.olds[o].whole for o in olds], [self.news[n].whole for n in news]
        alike = []
        for i, j in pairs([self.olds[o].runs for o in olds], [self.news[n].runs for n in news]):
            like = likeness(texts[0][i], texts[1][j], ALIKE_ACROSS)
            if like >= ALIKE_ACROSS:
                alike.append((like, i, j))
        alike.sort(key=lambda found: (-found[0], found[1], found[2]))
        rivals = Rivals(alike, [self.olds[o] for o in olds], [self.news[n] for n in news])
        for like, i, j in alike:
            if olds[i] in self.old_free and news[j] in self.new_free:
                near, rival = rivals.of(i, j)
                sure = like * (DOUBT if near > like - RIVAL else 1.0)
                self._link(olds[i], news[j], "kemiripan-pindah", sure, rival)


def _same_items(old: Unit, new: Unit) -> float:
    """Return what part of the words of the longer of the two stands in items that both have, 0 to 1."""
    if not old.children or not new.children:
        return 0.0
    known = {child.whole for child in old.children}
    same = sum(len(child.whole) for child in new.children if len(child.whole) >= ACROSS_WORDS and child.whole in known)
    return same / max(1, len(old.whole), len(new.whole))


class Rivals:
    """Of every provision the two that are most alike, to tell who else a pair could have been."""

    def __init__(self, alike: Iterable[tuple[float, int, int]], olds: Sequence[Unit], news: Sequence[Unit]) -> None:
        self._units = news, olds
        self._two: tuple[dict[int, list[tuple[float, int]]], dict[int, list[tuple[float, int]]]] = {}, {}
        for like, i, j in alike:
            for near, one, other in ((self._two[0], i, j), (self._two[1], j, i)):
                two = near.setdefault(one, [])
                two.append((like, other))
                two.sort(key=lambda found: -found[0])
                del two[2:]

    def of(self, i: int, j: int) -> tuple[float, Unit | None]:
        """Return the next best partner of either side of the pair (*i*, *j*), and how alike it is."""
        found: tuple[float, Unit | None] = (0.0, None)
        for near, units, one, other in zip(self._two, self._units, (i, j), (j, i), strict=True):
            for like, whom in near.get(one, ()):
                if whom != other and like > found[0]:
                    found = like, units[whom]
        return found


def align(olds: Sequence[Unit], news: Sequence[Unit]) -> list[Link]:
    """Return the pairs of two lists of units of one level; a split or a merger gives one pair a piece."""
    return Alignment(olds, news).run()
