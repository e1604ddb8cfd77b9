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
from dataclasses import dataclass, replace
from typing import Literal

from pkpu_review.model import Change, Comparison, Edit, Provision
from pkpu_review.report.printed import Layout, Part, Printed, PrintedTable, cells_of, printed, spans_of
from pkpu_review.report.redline import Placed, Token, tokens

State = Literal["keep", "insert", "delete", "from", "to"]
Unit = tuple[str, State]
"""A word and its state; ``from`` and ``to``: it was moved away, or here."""
_SIDE: dict[State, str] = {"keep": "", "insert": "new", "to": "new", "delete": "old", "from": "old"}
"""Where what is no longer, or not yet, in both versions stands."""
MOVED_SHARE = 0.5
"""Share of the words of a paragraph that must have gone along for it to be shown as moved."""
BAR = "|"
"""Stands between two cells in the words of a table row."""


@dataclass(frozen=True, slots=True)
class Woven:
    """A paragraph: the words of its label, its own words, the state of its end, and how it stood before.

    *move* is the number of the range that moves it, counted from 1; 0 where it is not moved.
    """

    label: tuple[Unit, ...]
    words: tuple[Unit, ...]
    end: State
    layout: Layout
    before: Layout | None = None
    move: int = 0


@dataclass(frozen=True, slots=True)
class WovenRow:
    """A table row: cell by cell its words, the state of the row, and the columns and rows that each cell takes."""

    cells: tuple[tuple[Unit, ...], ...]
    state: State
    spans: tuple[tuple[int, int], ...] = ()
    head: bool = False


@dataclass(frozen=True, slots=True)
class WovenTable:
    """A table."""

    rows: tuple[WovenRow, ...]
    columns: int


Block = Printed | PrintedTable


def woven(comparison: Comparison) -> list[Woven | WovenTable]:
    """Return both versions as one sequence."""
    blocks: list[Woven | WovenTable] = []
    run: list[Woven] = []
    for block in _Weaver(comparison).weave():
        if isinstance(block, Woven):
            run.append(block)
        else:
            blocks += (*_closed(run), block)
            run = []
    blocks += _closed(run)
    for place in range(len(blocks) - 2, -1, -1):  # from the end: what is put right may alter how a paragraph begins
        block, following = blocks[place], blocks[place + 1]
        if isinstance(block, Woven) and isinstance(following, Woven) and block.end == "keep":
            blocks[place] = _ended(block, following)
    return blocks


def _closed(run: list[Woven]) -> list[Woven]:
    """Return the paragraphs before a table, or before the end, so that the last one ends in both versions.

    Nothing can take that end away: there is no paragraph behind it that it could join. The last paragraph that went
    and the last that came are one; where there is but one of them, it takes over the end of the one that stays before
    them. Where none stays, or the last one was moved, neither can be done: an empty paragraph may be left.
    """
    start = len(run)
    while start and run[start - 1].end in ("insert", "delete") and not run[start - 1].move:
        start -= 1
    gone, come = ([block for block in run[start:] if block.end == end] for end in ("delete", "insert"))
    if gone and come:
        old, new = gone.pop(), come.pop()
        both = Woven((*old.label, *new.label), (*old.words, *new.words), "keep", new.layout, _other(old, new))
        return [*run[:start], *gone, *come, both]
    if start == len(run) or not start or run[start - 1].end != "keep":
        return run
    before, last = run[start - 1], run[-1]
    # the end that stays bears the looks: in the one version those of the last, in the other those of the one before
    shown, other = (last, before) if come else (before, last)
    closing = replace(last, end="keep", layout=shown.layout, before=_other(other, shown))
    return [*run[: start - 1], replace(before, end=last.end), *run[start:-1], closing]


def _other(old: Woven, new: Woven) -> Layout | None:
    return old.layout if old.layout != new.layout else None


def _ended(block: Woven, following: Woven) -> Woven:
    """Return *block* so that a change at its end and one of the same kind at the start of *following* stay two.

    LibreOffice takes two insertions (or deletions) for one where only the end of a paragraph that stays lies between
    them, and rejects (accepts) that end with them. Where old and new words stand at the end, their order is turned;
    else the last word that stays is told anew.
    """
    first: State = next((state for _, state in (*following.label, *following.words)), "keep")
    units = list(block.words or block.label)
    last: State = units[-1][1] if units else "keep"
    if _SIDE[first] != _SIDE[last] or not _SIDE[first]:
        return block
    other: State = "delete" if _SIDE[last] == "new" else "insert"
    start = next((k for k in range(len(units) - 1, -1, -1) if units[k][1] == "keep"), -1) + 1
    tail = units[start:]
    if not any(state == other for _, state in tail) and start:
        start -= 1
        tail = [(units[start][0], last), *tail, (units[start][0], other)]
    turned = (*units[:start], *(u for u in tail if u[1] != other), *(u for u in tail if u[1] == other))
    return replace(block, words=turned) if block.words else replace(block, label=turned)


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
        staying = _staying([(i, j, _weight(news[j])) for i, j in pairs])
        moves = self._moves([pair for pair in pairs if pair not in staying], olds, news)
        anchors = {j: i for i, j in staying}
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
            rows = [*_head_alone(block.head, state), *(_row_alone(row, state) for row in block.rows)]
            return WovenTable(tuple(rows), block.columns)
        return Woven(_all(block.label, state), _all(block.words, state), state, block.layout)

    def _kept(self, old: Block, new: Block) -> Woven | WovenTable:
        if isinstance(old, PrintedTable) or isinstance(new, PrintedTable):
            assert isinstance(old, PrintedTable) and isinstance(new, PrintedTable)  # a table is paired with a table
            return self._table(old, new)
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

    # -- tables -------------------------------------------------------------------------------

    def _table(self, old: PrintedTable, new: PrintedTable) -> WovenTable:
        rows: list[WovenRow] = []
        if old.head.cells == new.head.cells:
            rows += _head_alone(new.head, "keep")
        elif _is_plain(old.head) and _is_plain(new.head) and _is_alike(old.head, new.head):
            rows.append(self._row(old.head, new.head, True))
        else:
            rows += (*_head_alone(old.head, "delete"), *_head_alone(new.head, "insert"))
        places = {row.id: i for i, row in enumerate(old.rows)}
        known = [(places.get(self.partner.get(row.id, ""), -1), j, row) for j, row in enumerate(new.rows)]
        pairs = [(i, j, len(row.text.split()) + 1) for i, j, row in known if i >= 0 and _is_alike(old.rows[i], row)]
        anchors = {j: i for i, j in _staying(pairs)}
        at, gap = 0, True
        for j, row in enumerate(new.rows):
            if gap or j in anchors:
                end = next((anchors[k] for k in range(j, len(new.rows)) if k in anchors), len(old.rows))
                rows += [_row_alone(gone, "delete") for gone in old.rows[at:end]]
                at, gap = end, False
            if j in anchors:
                rows.append(self._row(old.rows[at], row))
                at, gap = at + 1, True
            else:
                rows.append(_row_alone(row, "insert"))
        rows += [_row_alone(gone, "delete") for gone in old.rows[at:]]
        return WovenTable(tuple(rows), new.columns)

    def _row(self, old: Provision, new: Provision, head: bool = False) -> WovenRow:
        cells: list[list[Unit]] = [[]]
        for token in self._tokens(old, new):
            if token.word == BAR and token.mark == "equal":
                cells.append([])
            else:
                cells[-1].append((token.word, "keep" if token.mark == "equal" else token.mark))
        both = list(zip(cells_of(old), cells_of(new), strict=True))
        told = len(cells) == len(both) and all(
            [word for word, state in cell if state != "insert"] == before.split()
            and [word for word, state in cell if state != "delete"] == after.split()
            for cell, (before, after) in zip(cells, both, strict=True)
        )
        if not told:
            cells = [
                [(word, "keep") for word in after.split()]
                if before.split() == after.split()
                else [*_all(before.split(), "delete"), *_all(after.split(), "insert")]
                for before, after in both
            ]
        return WovenRow(tuple(map(tuple, cells)), "keep", spans_of(new), head)


def _group(one: Provision) -> str:
    """Return what a provision is printed as: only what is printed alike can keep its place."""
    return one.kind if one.kind in ("tabel", "baris") else ""


def _is_alike(old: Provision, new: Provision) -> bool:
    """Whether the cells of two rows are the same cells, so that only their words may differ."""
    return len(cells_of(old)) == len(cells_of(new)) and spans_of(old) == spans_of(new)


def _row_alone(row: Provision, state: State, head: bool = False) -> WovenRow:
    return WovenRow(tuple(_all(cell.split(), state) for cell in cells_of(row)), state, spans_of(row), head)


LEVELS = " > "
"""Stands between the levels of a head."""


def _is_plain(head: Provision) -> bool:
    """Whether the head of a table is one row."""
    return bool(head.cells) and not any(LEVELS in cell for cell in head.cells)


def _head_alone(head: Provision, state: State) -> Iterator[WovenRow]:
    """Yield the rows of the head of a table: a level each, what stands above several columns merged over them."""
    if not head.cells:
        return
    if _is_plain(head):
        yield _row_alone(head, state, True)
        return
    columns = [cell.split(LEVELS) for cell in head.cells]
    deepest = max(map(len, columns))
    for level in range(deepest):
        cells, spans = [], []
        for place, column in enumerate(columns):
            above = columns[place - 1][: level + 1] if place else []
            if level < len(column) - 1 and column[: level + 1] == above and level < len(columns[place - 1]) - 1:
                cells.append("")
                spans.append((0, 0))
                first = max(k for k in range(place) if spans[k][0])
                spans[first] = spans[first][0] + 1, 1
            elif level < len(column):
                cells.append(column[level])
                spans.append((1, deepest - level if level == len(column) - 1 else 1))
            else:
                cells.append("")
                spans.append((0, 0))
        yield WovenRow(tuple(_all(cell.split(), state) for cell in cells), state, tuple(spans), True)


def _all(words: Iterable[str], state: State) -> tuple[Unit, ...]:
    return tuple((word, state) for word in words)


def _label(old: Sequence[str], new: Sequence[str]) -> tuple[Unit, ...]:
    """Return the words of two labels: those at both ends stay."""
    shortest = min(len(old), len(new))
    start = next((k for k in range(shortest) if old[k] != new[k]), shortest)
    end = next((k for k in range(shortest - start) if old[-1 - k] != new[-1 - k]), shortest - start)
    return (
        *_all(new[:start], "keep"),
        *_all(old[start : len(old) - end], "delete"),
        *_all(new[start : len(new) - end], "insert"),
        *_all(new[len(new) - end :], "keep"),
    )


def _extent(block: Block) -> range:
    """Return the places of the words of a paragraph in the text of its provision."""
    return range(block.start, block.start + len(block.words)) if isinstance(block, Printed) else range(0)


def _weight(block: Block) -> int:
    """Return how many words would be shown as moved if *block* left its place."""
    if isinstance(block, PrintedTable):
        return 1 + sum(len(row.text.split()) for row in block.rows)
    return 1 + len(block.label) + len(block.words)


def _staying(pairs: Sequence[tuple[int, int, int]]) -> set[tuple[int, int]]:
    """Return the heaviest of *pairs* (place before, place after, weight) that stand in the same order in both.

    A tree of the best sums by place before (Fenwick 1994) gives them in n log n steps.
    """
    size = max((i for i, _, _ in pairs), default=-1) + 2
    best: list[tuple[int, int]] = [(0, -1)] * size  # weight of the best run that ends before a place, and its end
    chain: list[int] = []
    for index, (i, _, weight) in enumerate(pairs):
        total, last, k = 0, -1, i
        while k > 0:
            if best[k][0] > total:
                total, last = best[k]
            k -= k & -k
        chain.append(last)
        total, k = total + weight, i + 1
        while k < size:
            if best[k][0] < total:
                best[k] = (total, index)
            k += k & -k
    k, total, at = size - 1, 0, -1
    while k > 0:
        if best[k][0] > total:
            total, at = best[k]
        k -= k & -k
    found = set()
    while at >= 0:
        found.add(pairs[at][:2])
        at = chain[at]
    return found
