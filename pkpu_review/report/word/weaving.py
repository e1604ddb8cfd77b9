"""Comparison → one sequence of paragraphs and tables that holds both versions, every word with its state.

Leaving out what is inserted (or moved to its place) gives the paragraphs of the old version, leaving out what is
deleted (or moved away) those of the new one, word for word: the words come from the two versions, and the word edits
only say which of them belong together. Of a provision that stands in several rows (a split, a merger) the pair that
shares most words keeps its place.

What keeps its order stays; a paragraph that left it is shown as moved where most of its words went with it, else as
deleted here and inserted there. Rows of a table that left their order, and tables whose columns changed, are deleted
and inserted as well: Word moves paragraphs alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from pkpu_review.model import Change, Comparison, Edit, Provision
from pkpu_review.report.sheets.redline import Placed, Token, tokens
from pkpu_review.report.word.printed import Part, Printed, PrintedTable, printed
from pkpu_review.report.word.staying import staying
from pkpu_review.report.word.weaving_ends import ended
from pkpu_review.report.word.weaving_tables import table_alone, woven_table
from pkpu_review.report.word.woven import State, Unit, Woven, WovenTable, all_in

MOVED_SHARE = 0.5
"""Share of the words of a paragraph that must have gone along for it to be shown as moved."""
Block = Printed | PrintedTable


def woven(comparison: Comparison) -> list[Woven | WovenTable]:
    """Return both versions as one sequence."""
    return ended(_Weaver(comparison).weave())


class _Weaver:
    def __init__(self, comparison: Comparison) -> None:
        self.old, self.new = comparison.old, comparison.new
        self.by_old: dict[str, list[tuple[int, Change]]] = defaultdict(list)
        self.by_new: dict[str, list[tuple[int, Change]]] = defaultdict(list)
        for index, row in enumerate(comparison.rows):
            if row.old is not None:
                self.by_old[row.old].append((index, row))
            if row.new is not None:
                self.by_new[row.new].append((index, row))
        self.partner = self._partners(comparison)
        """New id → old id of the pair that keeps its place; each stands once."""
        self._last: tuple[tuple[str, str], Placed] | None = None

    def weave(self) -> Iterator[Woven | WovenTable]:
        olds, news = list(printed(self.old)), list(printed(self.new))
        pairs = self._pair(olds, news)
        stays = staying([(i, j, _weight(news[j])) for i, j in pairs])
        moves = self._moves([pair for pair in pairs if pair not in stays], olds, news)
        anchors = {j: i for i, j in stays}
        away = {i: (j, name) for (i, j), name in moves.items()}
        here = {j: (i, name) for (i, j), name in moves.items()}
        at, gap = 0, True
        for j, block in enumerate(news):
            if gap or j in anchors:  # what went stands before what came
                end = next((anchors[k] for k in range(j, len(news)) if k in anchors), len(olds))
                yield from self._gone(olds, at, end, away, news)
                at, gap = end, False
            if j in anchors:
                yield self._kept(olds[at], block)
                at, gap = at + 1, True
            elif j in here:
                i, name = here[j]
                yield self._moved(olds[i], block, name, "to")
            else:
                yield self._alone(block, "insert")
        yield from self._gone(olds, at, len(olds), away, news)

    def _gone(
        self, olds: Sequence[Block], start: int, end: int, away: dict[int, tuple[int, int]], news: Sequence[Block]
    ) -> Iterator[Woven | WovenTable]:
        for i in range(start, end):
            if i in away:
                j, name = away[i]
                yield self._moved(olds[i], news[j], name, "from")
            else:
                yield self._alone(olds[i], "delete")

    # -- pairs --------------------------------------------------------------------------------

    def _partners(self, comparison: Comparison) -> dict[str, str]:
        shared = []
        for index, row in enumerate(comparison.rows):
            old, new = self.old.get(row.old), self.new.get(row.new)
            if old is None or new is None or _group(old) != _group(new):
                continue
            if row.edits:
                kept = sum(len(edit.new.split()) for edit in row.edits if edit.operation == "equal")
            else:
                kept = len(new.text.split()) if self._is_single(old.id, new.id) else -1
            shared.append((-kept, index, old.id, new.id))
        partner: dict[str, str] = {}
        taken: set[str] = set()
        for _, _, old_id, new_id in sorted(shared):
            if old_id not in taken and new_id not in partner:
                partner[new_id] = old_id
                taken.add(old_id)
        return partner

    def _is_single(self, old: str, new: str) -> bool:
        return len(self.by_old[old]) == len(self.by_new[new]) == 1

    def _pair(self, olds: Sequence[Block], news: Sequence[Block]) -> list[tuple[int, int]]:
        """Return the places of the blocks that are the same paragraph or table, in the order of the new version."""
        places: dict[tuple[str, Part], list[int]] = defaultdict(list)
        for i, block in enumerate(olds):
            places[block.key].append(i)
        lines: dict[tuple[str, Part], list[int]] = defaultdict(list)
        for j, block in enumerate(news):
            lines[block.key].append(j)
        found = []
        for (new, part), after in lines.items():
            old = self.partner.get(new)
            before = places.get((old, part), []) if old is not None else []
            if len(before) == len(after) == 1:
                i, j = before[0], after[0]
                if olds[i].columns == news[j].columns:
                    found.append((i, j))
            elif before:
                found += self._lines([(i, olds[i]) for i in before], [(j, news[j]) for j in after])
        return sorted(found, key=lambda pair: pair[1])

    def _lines(self, olds: Sequence[tuple[int, Block]], news: Sequence[tuple[int, Block]]) -> Iterator[tuple[int, int]]:
        """Yield the pairs of paragraphs of one part (the lines of a title, of a signature) that share most words."""
        before = {place: i for i, block in olds for place in _extent(block)}
        after = {place: j for j, block in news for place in _extent(block)}
        shared: Counter[tuple[int, int]] = Counter()
        for token in self._tokens(self.old[olds[0][1].key[0]], self.new[news[0][1].key[0]]):
            if token.old in before and token.new in after:
                shared[before[token.old], after[token.new]] += 1
        taken: set[tuple[str, int]] = set()
        for (i, j), _ in sorted(shared.items(), key=lambda found: (-found[1], found[0])):
            if ("old", i) not in taken and ("new", j) not in taken:
                taken |= {("old", i), ("new", j)}
                yield i, j

    def _moves(
        self, pairs: Iterable[tuple[int, int]], olds: Sequence[Block], news: Sequence[Block]
    ) -> dict[tuple[int, int], int]:
        """Return the pairs that are shown as moved, those that go together under one number."""
        found: dict[tuple[int, int], int] = {}
        count = 0
        for i, j in sorted(pairs):
            old, new = olds[i], news[j]
            if isinstance(old, PrintedTable) or isinstance(new, PrintedTable):
                continue
            label, words = self._states(old, new)
            kept = sum(state == "keep" for _, state in (*label, *words))
            if kept < MOVED_SHARE * max(len(old.words) + len(old.label), len(new.words) + len(new.label)):
                continue
            together = found.get((i - 1, j - 1))
            count += together is None
            found[i, j] = together or count
        return found

    # -- blocks -------------------------------------------------------------------------------

    def _alone(self, block: Block, state: State) -> Woven | WovenTable:
        if isinstance(block, PrintedTable):
            return table_alone(block, state)
        return Woven(all_in(block.label, state), all_in(block.words, state), state, block.layout)

    def _kept(self, old: Block, new: Block) -> Woven | WovenTable:
        if isinstance(old, PrintedTable) or isinstance(new, PrintedTable):
            assert isinstance(old, PrintedTable) and isinstance(new, PrintedTable)  # a table is paired with a table
            return woven_table(old, new, self.partner, self._tokens)
        label, words = self._states(old, new)
        return Woven(label, words, "keep", new.layout, old.layout if old.layout != new.layout else None)

    def _moved(self, old: Block, new: Block, name: int, state: Literal["from", "to"]) -> Woven:
        assert isinstance(old, Printed) and isinstance(new, Printed)
        gone: State = "insert" if state == "from" else "delete"
        label, words = (
            tuple((word, state if known == "keep" else known) for word, known in units if known != gone)
            for units in self._states(old, new)
        )
        # LibreOffice wants the end of a paragraph in the state of the words before it
        end = (*label, *words)[-1][1]
        return Woven(label, words, end, (old if state == "from" else new).layout, None, name)

    def _states(self, old: Printed, new: Printed) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
        """Return the words of the label, and the others, of a paragraph that stands in both versions."""
        label = _label(old.label, new.label)
        if new.part == "label":
            return label, ()
        return label, tuple(self._words(old, new))

    def _words(self, old: Printed, new: Printed) -> Iterator[Unit]:
        """Yield the words of a paragraph; one that stands in another paragraph of its provision now stands in both."""
        first, last = _extent(old), _extent(new)
        for token in self._placed(old.provision, new.provision).among(first, last):
            # what is no number would be looked for all through a range
            before = token.old is not None and token.old in first
            after = token.new is not None and token.new in last
            if before or after:
                yield token.word, "keep" if before and after else "delete" if before else "insert"

    def _placed(self, old: str, new: str) -> Placed:
        """Return the words of a pair; the paragraphs of one pair ask for them one after the other."""
        if self._last is None or self._last[0] != (old, new):
            self._last = (old, new), Placed(self._tokens(self.old[old], self.new[new]))
        return self._last[1]

    def _tokens(self, old: Provision, new: Provision) -> tuple[Token, ...]:
        """Return the words of a pair; those that went to, or came from, another provision are deleted or inserted."""
        edits: list[Edit] = []
        if self._is_single(old.id, new.id):
            return tokens(self.by_old[old.id][0][1].edits, old.text, new.text)
        for _, row in sorted(dict((*self.by_old[old.id], *self.by_new[new.id])).items()):
            if row.old == old.id and row.new == new.id:
                edits += row.edits
            elif row.old == old.id:
                edits += [Edit("delete", edit.old, "") for edit in row.edits if edit.old]
            else:
                edits += [Edit("insert", "", edit.new) for edit in row.edits if edit.new]
        return tokens(edits, old.text, new.text)


def _group(one: Provision) -> str:
    """Return what a provision is printed as: only what is printed alike can keep its place."""
    return one.kind if one.kind in ("tabel", "baris") else ""


def _label(old: Sequence[str], new: Sequence[str]) -> tuple[Unit, ...]:
    """Return the words of two labels: those at both ends stay."""
    shortest = min(len(old), len(new))
    start = next((k for k in range(shortest) if old[k] != new[k]), shortest)
    end = next((k for k in range(shortest - start) if old[-1 - k] != new[-1 - k]), shortest - start)
    return (
        *all_in(new[:start], "keep"),
        *all_in(old[start : len(old) - end], "delete"),
        *all_in(new[start : len(new) - end], "insert"),
        *all_in(new[len(new) - end :], "keep"),
    )


def _extent(block: Block) -> range:
    """Return the places of the words of a paragraph in the text of its provision."""
    return range(block.start, block.start + len(block.words)) if isinstance(block, Printed) else range(0)


def _weight(block: Block) -> int:
    """Return how many words would be shown as moved if *block* left its place."""
    if isinstance(block, PrintedTable):
        return 1 + sum(len(row.text.split()) for row in block.rows)
    return 1 + len(block.label) + len(block.words)
