"""Lines of the Penjelasan → their provisions.

UU 12/2011, Lampiran II butir 174-197: the Penjelasan has a general part (umum) and one for each
article; what explains ``Pasal 5 ayat (1) huruf a`` gets the id of that provision under
``penjelasan``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pkpu_review import ids
from pkpu_review.ingest import labels
from pkpu_review.ingest.lines import Line
from pkpu_review.ingest.tables import Tables
from pkpu_review.ingest.tree import Node

_GENERAL = re.compile(r"(?:[I1l]\s?\.?\s*)?(?:PENJELASAN\s+)?UMUM\s*:?\.?")
_BY_ARTICLE = re.compile(r"(?:(?:II|11|I1|ll)\s?\.?\s*)?(?:PENJELASAN\s+)?PASAL\s+DEMI\s+PASAL\s*:?\.?")
_UNIT = re.compile(r"(?P<kind>Ayat|Huruf|Angka)\s*(?P<number>\(\s?\d{1,3}[a-z]?\s?\)|[a-z]{1,2}|\d{1,3})\s?[.:]?", re.I)
_GAZETTE = re.compile(r"TAMBAHAN\s+(?:LEMBARAN|BERITA)\s+(?:NEGARA|DAERAH)\b")
_ARTICLE, _INSTRUCTION, _QUOTED = 10, 13, 16
_DEPTH = {"ayat": 20, "huruf": 30, "angka": 40}
"""Depths of what is explained; between article and ayat stand an amendment's instruction and the article it quotes."""


def parse_elucidation(lines: Sequence[Line], tables: Tables) -> Node:
    """Return ``penjelasan`` with ``umum`` and the articles explained."""
    return _Elucidation(lines, tables).parse()


class _Elucidation:
    """Reads a Penjelasan: *open* holds the provisions being explained with their depths, outermost first."""

    def __init__(self, lines: Sequence[Line], tables: Tables) -> None:
        self.lines, self.tables = lines, tables
        self.root = Node("penjelasan", origin=lines[0].origin if lines else None)
        self.open: list[tuple[int, Node]] = []
        self.by_article = False
        self.last: tuple[int, str] | None = None
        self.instruction: tuple[int, str] | None = None
        """Number of the instruction that is being explained, under the Pasal I of an amending regulation."""
        self.amending = False

    def parse(self) -> Node:
        for line in self.lines:
            text = line.text.strip()
            if line.cells is not None:
                self.tables.row(self._current, line)
            elif _GAZETTE.match(text):
                self.root.add(line)
            elif not (self._part(line, text) or (self.by_article and (self._article(line) or self._unit(line, text)))):
                self._current.add(line)
                self.tables.close()
        return self.root

    @property
    def _current(self) -> Node:
        return self.open[-1][1] if self.open else self.root

    def _part(self, line: Line, text: str) -> bool:
        """Take the head of the general part, or of the part that goes article by article."""
        if self.by_article:
            return False
        if not self.open and _GENERAL.fullmatch(text):
            umum = Node("umum", label=text, origin=line.origin)
            self.root.children.append(umum)
            self.open = [(0, umum)]
            return True
        if _BY_ARTICLE.fullmatch(text):
            self.by_article, self.open = True, []
            self.root.children.append(Node("pasal-demi-pasal", label=text, origin=line.origin))
            return True
        return False

    def _article(self, line: Line) -> bool:
        found = labels.article(line.text)
        if found is None:
            return False
        roman = not found.number[0].isdigit()
        if self.amending and (not roman or (self.instruction is not None and found.value == self.last)):
            if self.instruction is None:
                return False
            number = "1" if roman else found.number  # "Pasal I" inside an instruction is how a poor copy reads Pasal 1
            self._put(_QUOTED, Node("pasal", number, found.printed, origin=line.origin))
            return True
        # an article explained stands later than the one before; a step back is a reference on a line of its own
        if self.last is not None and found.value <= self.last and found.value[0] != 1:
            return False
        self.amending = roman and (self.amending or found.number == "I")
        self.last, self.instruction = found.value, None
        self._put(_ARTICLE, Node("pasal", found.number, found.printed, origin=line.origin))
        return True

    def _unit(self, line: Line, text: str) -> bool:
        match = _UNIT.fullmatch(text)
        if not match or not self.open:
            return False
        kind, number = match["kind"].lower(), match["number"].strip("() ")
        self._put(self._depth(kind, number), Node(kind, number, text, origin=line.origin))
        return True

    def _depth(self, kind: str, number: str) -> int:
        """Depth of "Huruf a" or "Angka 1": below what is open, unless a list of its kind is open and goes on."""
        value = ids.number_order(kind, number)
        for depth, node in reversed(self.open):
            if node.kind == kind and depth != _INSTRUCTION and ids.number_order(kind, node.number) < value:
                return depth
        if kind == "angka" and self.amending and (self.instruction is None or self.instruction < value):
            self.instruction = value
            return _INSTRUCTION
        if kind == "ayat" or not labels.is_first(value):
            return _DEPTH[kind]
        return max(_DEPTH[kind], self.open[-1][0] + 1)

    def _put(self, depth: int, node: Node) -> None:
        while self.open and self.open[-1][0] >= depth:
            self.open.pop()
        self._current.children.append(node)
        self.open.append((depth, node))
        self.tables.close()
