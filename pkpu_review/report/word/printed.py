"""Regulation → the paragraphs and tables of its draft, in the order in which they are printed.

A label that stands on a line of its own (``Pasal 5``, ``BAB II``, ``LAMPIRAN I``) is a paragraph of its own, any
other stands before the words. The closing words of a list, and the promulgation formula, are paragraphs behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pkpu_review.model import Provision, Regulation

Part = Literal["label", "lead", "closing", "promulgation", "table"]
Words = tuple[str, ...]
Key = tuple[str, Part]
HEADINGS = ("buku", "bab", "bagian", "paragraf")
ALONE = frozenset((*HEADINGS, "pasal", "memutuskan", "lampiran", "penjelasan", "umum", "pasal-demi-pasal"))
"""Kinds whose label stands on its own line."""
HANGING_LABEL = 6
"""Letters of a label of a list that still hangs before its words; a longer one (``Ayat (1)``) stands above them."""
_BEHIND: tuple[Part, ...] = ("closing", "promulgation")
MOST_LINES = 60
"""Lines of a title or a closing part up to which it is printed in lines."""
OPENING = frozenset(("lampiran", "penjelasan"))
"""Kinds that begin a page, where they stand by themselves."""
LISTS = frozenset(("ayat", "huruf", "angka", "butir"))


@dataclass(frozen=True, slots=True)
class Layout:
    """How a paragraph stands on the page: its style, and by how many steps it and its label are set in."""

    style: str
    depth: int = 0
    hanging: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """One paragraph.

    Attributes:
        provision: id of the provision of which it is a part.
        part: which one.
        label, words: what stands in it.
        layout: how it stands on the page.
        start: place in the text of the provision of its first word, counted in words.
        line: which paragraph of its part it is, counted from 0.
    """

    provision: str
    part: Part
    label: Words
    words: Words
    layout: Layout
    start: int = 0
    line: int = 0

    @property
    def key(self) -> Key:
        """What it is known by in its version, with the other lines of its part."""
        return self.provision, self.part

    @property
    def columns(self) -> int:
        """A paragraph has none."""
        return 0


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table: its own provision (whose cells are the head) and its rows."""

    head: Provision
    rows: tuple[Provision, ...]
    part: Part = "table"

    @property
    def key(self) -> Key:
        """What it is known by in its version."""
        return self.head.id, self.part

    @property
    def columns(self) -> int:
        """Columns of its widest row."""
        return max(1, *(len(cells_of(row)) for row in (self.head, *self.rows)))


def cells_of(row: Provision) -> tuple[str, ...]:
    """Return the cells of a row; its words are one where it has none."""
    return row.cells or ((row.lead,) if row.lead.split() else ())


def spans_of(row: Provision) -> tuple[tuple[int, int], ...]:
    """Return how many columns and rows each cell of a row takes; nothing where that would hide words."""
    cells = cells_of(row)
    if len(row.spans) != len(cells):
        return ()
    hidden = any(cell.split() and not wide for cell, (wide, _) in zip(cells, row.spans, strict=True))
    fits = all(place + wide <= len(cells) for place, (wide, _) in enumerate(row.spans))
    return row.spans if fits and not hidden else ()


def printed(regulation: Regulation) -> Iterator[Printed | PrintedTable]:
    """Yield the paragraphs and tables of *regulation*."""
    for provision in regulation.provisions:
        yield from _provision(provision, 0)


def _provision(one: Provision, depth: int) -> Iterator[Printed | PrintedTable]:
    children = one.children
    if one.kind == "tabel":
        rows = tuple(child for child in children if child.kind == "baris")
        if rows or one.cells:  # what is neither has words at most
            yield PrintedTable(one, rows)
        else:
            yield from _words(one, depth)
        children = tuple(child for child in children if child.kind != "baris")
    else:
        yield from _words(one, depth)
    for child in children:
        yield from _provision(child, _below(one, child, depth))
    start = len(one.lead.split())
    for part in _BEHIND:
        words = tuple(getattr(one, part).split())
        if words:
            style = "Penutup" if one.kind == "penutup" else "Judul" if one.kind == "judul" else "Isi"
            # set in like the words before the list, not like their label
            yield Printed(one.id, part, (), words, Layout(style, depth + _hangs(one)), start)
        start += len(words)


def _below(above: Provision, child: Provision, depth: int) -> int:
    if child.kind not in LISTS:
        return depth if above.kind in LISTS or child.kind == "tabel" else 0
    return depth + 1 if above.kind in LISTS or (above.kind == "pasal" and child.kind != "ayat") else depth


def _hangs(one: Provision) -> bool:
    """Whether the label of *one* hangs before its words."""
    alone = one.kind in ALONE and not _is_lettered(one)
    return bool(one.label and one.lead.split()) and not alone and not _is_above(one)


def _is_lettered(one: Provision) -> bool:
    """Whether *one* is a heading of an annex that bears a letter alone: ``A. Organisasi``."""
    return one.kind in HEADINGS and len(one.label.split()) == 1


def _is_above(one: Provision) -> bool:
    return one.kind in LISTS and len(one.label) > HANGING_LABEL


def _words(one: Provision, depth: int) -> Iterator[Printed]:
    label, words = tuple(one.label.split()), tuple(one.lead.split())
    style = "Subjudul" if _is_lettered(one) else _style(one.kind)
    first = "Bagian" if one.kind in OPENING and "/" not in one.id else style  # it begins a page
    if label and not _hangs(one):
        yield Printed(one.id, "label", label, (), Layout("Pasal" if one.kind == "pasal" else first, depth))
        label, first = (), style
    if words:
        if one.kind in ("pasal", "umum"):
            style = first = "Isi"
        cuts = [0, *_CUTS[one.kind](words), len(words)] if one.kind in _CUTS else [0, len(words)]
        if len(cuts) > MOST_LINES:  # whatever this is, it is no title and no signature
            cuts = [0, len(words)]
        for line, (start, end) in enumerate(pairwise(cuts)):
            before = label if not line else ()
            looks = Layout(style if line else first, depth, bool(label))
            yield Printed(one.id, "lead", before, words[start:end], looks, start, line)


def _style(kind: str) -> str:
    if kind in (*HEADINGS, "judul", "memutuskan", "lampiran", "penjelasan", "pasal-demi-pasal"):
        return "Judul"
    return "Penutup" if kind == "penutup" else "Isi"


# -- words that are printed in several lines -----------------------------------------------------------

_ACTS = frozenset(("Ditetapkan", "Diundangkan", "Disahkan", "Dikeluarkan", "Dibuat"))
_GAZETTES = frozenset(("LEMBARAN", "BERITA", "TAMBAHAN"))


def _closing_lines(words: Words) -> list[int]:
    """Return where a new line begins in a closing part: at an act, its day, an office, a name, the gazette."""
    found = []
    for place in range(1, len(words)):
        before, word = words[place - 1], words[place]
        after = words[place + 1] if place + 1 < len(words) else ""
        act = word in _ACTS and after.lower() == "di"
        day = word.lower() == "pada" and after.lower().startswith("tanggal")
        gazette = word in _GAZETTES and before not in _GAZETTES
        office = _is_capital(word) and not _is_capital(before)
        name = before.endswith(",") and _is_capital(before)
        signed = "ttd" in (word.lower().rstrip("."), before.lower().rstrip("."))
        if act or day or gazette or office or name or signed:
            found.append(place)
    return found


def _title_lines(words: Words) -> list[int]:
    """Return where a new line begins in a title: at its number, and before and behind TENTANG."""
    return [
        place
        for place in range(1, len(words))
        if words[place] in ("NOMOR", "TENTANG") or words[place - 1] in ("TENTANG", "RANCANGAN")
    ]


def _is_capital(word: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    return len(letters) > 1 and word.isupper()


_CUTS = {"penutup": _closing_lines, "judul": _title_lines}
