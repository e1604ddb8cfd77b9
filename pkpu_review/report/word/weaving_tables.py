"""A table in both versions, or in one → the woven table: its rows, and the words of every cell with their states.

Rows that left their order are deleted and inserted; of a row that stayed, the words are told apart cell by cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from pkpu_review.model import Provision
from pkpu_review.report.sheets.redline import Token
from pkpu_review.report.word.printed import PrintedTable, cells_of, spans_of
from pkpu_review.report.word.staying import staying
from pkpu_review.report.word.woven import State, Unit, WovenRow, WovenTable, all_in

Words = Callable[[Provision, Provision], Iterable[Token]]
"""Gives the words of a pair of provisions, each with its mark."""
BAR = "|"
"""Stands between two cells in the words of a table row."""
LEVELS = " > "
"""Stands between the levels of a head."""


def table_alone(table: PrintedTable, state: State) -> WovenTable:
    """Return a table that stands in one version only."""
    rows = [*_head_alone(table.head, state), *(_row_alone(row, state) for row in table.rows)]
    return WovenTable(tuple(rows), table.columns)


def woven_table(old: PrintedTable, new: PrintedTable, partner: Mapping[str, str], words: Words) -> WovenTable:
    """Return a table that stands in both versions, with as many columns in both.

    Args:
        partner: id in the new version → id in the old one of what keeps its place.
        words: gives the words of a pair of rows, each with its mark.
    """
    rows: list[WovenRow] = []
    if old.head.cells == new.head.cells:
        rows += _head_alone(new.head, "keep")
    elif _is_plain(old.head) and _is_plain(new.head) and _is_alike(old.head, new.head):
        rows.append(_row(old.head, new.head, words, True))
    else:
        rows += (*_head_alone(old.head, "delete"), *_head_alone(new.head, "insert"))
    places = {row.id: i for i, row in enumerate(old.rows)}
    known = [(places.get(partner.get(row.id, ""), -1), j, row) for j, row in enumerate(new.rows)]
    pairs = [(i, j, len(row.text.split()) + 1) for i, j, row in known if i >= 0 and _is_alike(old.rows[i], row)]
    anchors = {j: i for i, j in staying(pairs)}
    at, gap = 0, True
    for j, row in enumerate(new.rows):
        if gap or j in anchors:
            end = next((anchors[k] for k in range(j, len(new.rows)) if k in anchors), len(old.rows))
            rows += [_row_alone(gone, "delete") for gone in old.rows[at:end]]
            at, gap = end, False
        if j in anchors:
            rows.append(_row(old.rows[at], row, words))
            at, gap = at + 1, True
        else:
            rows.append(_row_alone(row, "insert"))
    rows += [_row_alone(gone, "delete") for gone in old.rows[at:]]
    return WovenTable(tuple(rows), new.columns)


def _row(old: Provision, new: Provision, words: Words, head: bool = False) -> WovenRow:
    cells: list[list[Unit]] = [[]]
    for token in words(old, new):
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
            else [*all_in(before.split(), "delete"), *all_in(after.split(), "insert")]
            for before, after in both
        ]
    return WovenRow(tuple(map(tuple, cells)), "keep", spans_of(new), head)


def _is_alike(old: Provision, new: Provision) -> bool:
    """Whether the cells of two rows are the same cells, so that only their words may differ."""
    return len(cells_of(old)) == len(cells_of(new)) and spans_of(old) == spans_of(new)


def _row_alone(row: Provision, state: State, head: bool = False) -> WovenRow:
    return WovenRow(tuple(all_in(cell.split(), state) for cell in cells_of(row)), state, spans_of(row), head)


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
        yield WovenRow(tuple(all_in(cell.split(), state) for cell in cells), state, tuple(spans), True)
