"""The tables of a regulation → the amounts and volumes in their rows.

A table is read where its heads name what is counted ("Jenis barang", "Jabatan") and a column of money ("Honorarium
(Rp)") or of volumes beside their unit ("Jumlah", "Satuan"); the words above it tell what the numbers are multiplied by
("... untuk setiap tempat pemungutan suara").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pkpu_review.annotate.budget_rules import Rule, amounts, by_id, multipliers, pattern
from pkpu_review.ids import parent
from pkpu_review.lexis.numerals import FIGURES, value
from pkpu_review.model import Provision, Regulation
from pkpu_review.model.budget import Signal

SEPARATOR = " | "
"""Between the cells in the text of a row."""
LEAST_MONEY = 100
"""A smaller number in a column of money numbers something."""
MOST_ABOVE = 600
"""Letters above a table that are looked at."""
_NUMBER = re.compile(rf"\s*(?:Rp\.?\s?)?({FIGURES})(?:,-|,–)?\s*", re.I)
_SHARE = re.compile(rf"({FIGURES})\s?%")


@dataclass(frozen=True, slots=True)
class _Columns:
    what: int
    money: tuple[int, ...]
    volume: int
    unit: int


def rows(regulation: Regulation) -> Iterator[Signal]:
    """Yield the signals of all tables but those of the elucidation."""
    for provision in regulation.walk():
        if provision.kind != "tabel" or provision.id.startswith("penjelasan"):
            continue
        columns = _columns(provision.cells)
        if columns is None:
            continue
        above = _above(regulation, provision)
        for row in provision.children:
            if row.kind == "baris" and len(row.cells) == len(provision.cells):
                yield from _row(row, provision.cells, columns, above)


def _columns(heads: tuple[str, ...]) -> _Columns | None:
    names = [" ".join(head.split()) for head in heads]

    def first(key: str) -> int:
        return next((place for place, name in enumerate(names) if pattern("table", key).search(name)), -1)

    what, volume, unit = first("what"), first("volume"), first("unit")
    money = tuple(
        place
        for place, name in enumerate(names)
        if place not in (what, volume, unit) and pattern("table", "money").search(name)
    )
    priced = next((place for place in money if pattern("table", "price").search(names[place])), None)
    if priced is not None:  # beside the price of one stands what all cost
        rest = (place for place in range(priced + 1, len(names)) if place not in (what, volume, unit, *money))
        money += tuple(place for place in rest if pattern("table", "total").search(names[place]))
    if what < 0 or not (money or (volume >= 0 and unit >= 0)):
        return None
    return _Columns(what, money, volume if unit >= 0 else -1, unit)


def _above(regulation: Regulation, table: Provision) -> str:
    """Return the words that stand above the table: its own title, and those of what holds it."""
    words: list[str] = []
    place: str = parent(table.id)
    while place:
        provision = regulation.get(place)
        if provision is not None:
            words.append(provision.lead[-MOST_ABOVE:])
        place = parent(place)
    return " ".join(words)


def _row(row: Provision, heads: tuple[str, ...], columns: _Columns, above: str) -> Iterator[Signal]:
    starts = _starts(row)
    what = " ".join((row.cells[columns.what] or _title(row.cells)).split())
    if not what:
        return
    rest = " ".join(cell for place, cell in enumerate(row.cells) if place != columns.what)
    for place in columns.money:
        match = _NUMBER.fullmatch(row.cells[place])
        number = value(match[1]) if match else None
        if match is None or number is None or number < LEAST_MONEY:
            continue
        rule = _paid(heads[place], what, above)
        per = multipliers(f"{heads[place]} . {rest}") or multipliers(above)
        yield _signal(row, rule, starts[place] + match.start(1), match[1], (what, number, "rupiah"), per)
    if columns.volume < 0:
        return
    cell, unit = row.cells[columns.volume], " ".join(row.cells[columns.unit].casefold().split())
    per = tuple(dict.fromkeys((*multipliers(above), *multipliers(rest))))
    match, share = _NUMBER.fullmatch(cell), _SHARE.search(cell)
    if match and unit:
        found = (what, value(match[1]), unit)
        yield _signal(row, by_id()["jumlah-barang"], starts[columns.volume] + match.start(1), match[1], found, per)
    elif share:
        found = (what, value(share[1]), "%")
        yield _signal(row, by_id()["cadangan"], starts[columns.volume] + share.start(), share[0], found, per)


def _title(cells: tuple[str, ...]) -> str:
    """Return what a row without a name of goods is called in its first cell: "TOTAL", "PPN 11 %"."""
    return cells[0] if any(letter.isalpha() for letter in cells[0]) else ""


def _starts(row: Provision) -> list[int]:
    """Return where each cell begins in the row's text."""
    starts, at = [], 0
    for cell in row.cells:
        found = row.text.find(cell, at)
        starts.append(max(found, 0))
        at = max(found, at) + len(cell) + (len(SEPARATOR) if found >= 0 and cell else 0)
    return starts


def _paid(head: str, what: str, above: str) -> Rule:
    for text in (head, what, above):
        for rule in amounts()[:-1]:
            if rule.needs and rule.needs.search(text):
                return rule
    return amounts()[-1]


def _signal(
    row: Provision, rule: Rule, start: int, text: str, told: tuple[str, Decimal | None, str], per: tuple[str, ...]
) -> Signal:
    what, number, unit = told
    return Signal(
        row.id, rule.kind, rule.id, start, start + len(text), text, rule.name, rule.reason, rule.citation,
        rule.verified, what, number, unit, per=per, expense=rule.expense,
    )  # fmt: skip
