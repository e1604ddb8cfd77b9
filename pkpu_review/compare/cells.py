"""Two rows of a table → what changed in their cells, each under the head of its column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pkpu_review.compare.told import Beside, Told
from pkpu_review.knowledge import load
from pkpu_review.lexis import dates, money
from pkpu_review.lexis.references import find as references
from pkpu_review.lexis.words import joined, key
from pkpu_review.model import Effect, EffectKind, Provision


def cells(beside: Beside) -> Iterator[Told] | None:
    """Return what changed in the cells of a table row, or None where the two are not rows of one form."""
    old, new = beside.old, beside.new
    if old is None or new is None or not (old.kind == new.kind == "baris") or len(old.cells) != len(new.cells):
        return None
    return _cell_by_cell(old, new, beside.new_above)


def _cell_by_cell(old: Provision, new: Provision, table: Provision | None) -> Iterator[Told]:
    heads = table.cells if table is not None and len(table.cells) == len(new.cells) else ("",) * len(new.cells)
    row = row_name(new.cells)
    for place, (one, other) in enumerate(zip(old.cells, new.cells, strict=True)):
        before, after = " ".join(one.split()), " ".join(other.split())
        if joined(before.split()) == joined(after.split()) or (
            not place and key(before).isdigit() and key(after).isdigit()
        ):
            continue
        kind: EffectKind = "form"
        if before and after and (any(dates.find(before)) or any(dates.find(after))):
            kind = "date"
        elif _counts(before) and _counts(after):
            kind = "amount" if any(money.find(before)) and any(money.find(after)) else "number"
        head = heads[place].split(" > ")[-1].strip()
        subject = "" if row in (before, after) else row
        column = _spoken(head)
        effect = Effect(kind, before, after, f"{column} {subject}".strip())
        yield Told("cell", before, after, (effect,), subject, None, "", column[:1].upper() + column[1:])


def _spoken(head: str) -> str:
    """Return the *head* of a column as a sentence names it: ``awal`` for ``AWAL``, and ``jumlah TPS``; one that is not
    printed in capitals stays."""
    if not head.isupper():
        return head
    return " ".join(word if word.strip(".,()") in load("follow.toml")["initials"] else word.lower()
                    for word in head.split())  # fmt: skip


def row_name(cells: Sequence[str]) -> str:
    """Return the cell of a table row that says what it is about: the first one in words, else the first."""
    named = [cell for cell in cells if sum(letter.isalpha() for letter in cell) > 2 and not any(dates.find(cell))]
    return " ".join((named or list(cells) or [""])[0].split())


def row_told(row: Provision, table: Provision | None) -> tuple[str, str]:
    """Return what a table row is about, and its other cells, each behind the head of its column as a sentence names it.

    Its running number and empty cells are left out.
    """
    cells = [" ".join(cell.split()) for cell in row.cells]
    name = row_name(cells)
    heads = table.cells if table is not None and len(table.cells) == len(cells) else ("",) * len(cells)
    at = cells.index(name) if name in cells else -1
    others = [
        f"{_lowered(_spoken(head.split(' > ')[-1].strip()))} {cell}".strip()
        for place, (head, cell) in enumerate(zip(heads, cells, strict=True))
        if cell and place != at and (place or at == 0)
    ]
    return name, ", ".join(others)


def _lowered(head: str) -> str:
    """Return *head* with a small first letter, but for an abbreviation."""
    return head if head[1:2].isupper() else head[:1].lower() + head[1:]


def _counts(cell: str) -> bool:
    return bool(cell) and any(letter.isdigit() for letter in cell) and not references(cell)
