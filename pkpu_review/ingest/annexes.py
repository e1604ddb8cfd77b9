"""Lines of a Lampiran → ``lampiran`` or ``lampiran-NUMBER`` with its own outline and its tables.

UU 12/2011, Lampiran II butir 192-197, leaves the form of an annex to what it holds, so that every annex brings an
outline of its own: BAB I or BAB 1, ``A.``, ``I.``, ``1.1.1``, Bagian, Pasal, one within the other in the order in
which the annex uses them. A heading is believed when it comes next in its own sequence, or begins one, and its
place proves that it is no rest of a sentence; what came below the heading before it is then closed.

- BAB keeps its kind; ``A.`` is a ``bagian`` (``lampiran/bagian-a``); ``I.``, ``1.1`` and ``1.`` above sentences are
  ``angka`` (``lampiran/angka-i``, ``lampiran/angka-1-1``); ``A.`` in a list that a colon announced is a ``huruf``.
- Under a heading stand its lists as elsewhere. A list may be followed by another paragraph, and that by its own
  list: each paragraph below a title, or after a list, is an ``alinea`` of its own, counted below its heading, so
  that the words keep their order.
- A table stands under the item that announces it, or has nothing else but its title; otherwise under the heading.
- A table of contents is one provision (``daftar-isi``): its entries are no headings.
- The signature at the end is the annex's own ``penutup``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pkpu_review import ids
from pkpu_review.ingest import labels
from pkpu_review.ingest.annex_headings import LARGE_LETTER, AnnexHeading, headings
from pkpu_review.ingest.lines import Line
from pkpu_review.ingest.outline import Outline
from pkpu_review.ingest.outline_position import FULL_LINE, LOOK_AHEAD
from pkpu_review.ingest.relabel import NEAR, SAME
from pkpu_review.ingest.tables import Tables
from pkpu_review.ingest.tree import Node

ANNEX = re.compile(r"(?:LAMPIRAN|L A M P I R A N)\b\s*(?P<number>[IVXLC]+\b(?!\s*\.\s*\w)|\d{1,2}\b)?(?P<rest>.*)")
"""The head of an annex."""
DEEPEST = 12
"""Headings within headings."""
TITLE = 120
"""Letters of a title, at most."""
SIGNATURE = 12
"""Lines at the end of an annex in which its signature may begin."""

_CONTENTS = re.compile(r"DAFTAR\s+ISI\b.*", re.IGNORECASE)
_LEADER = re.compile(r"(?:[.…]\s?){3,}\s*\d*\s*$")
_PAGE = re.compile(r"\s\d{1,3}\s*$")
_ENDS = re.compile(r"[.;:!?”\"]\s*$")
_COLON = re.compile(r":\s*$")
_ITEM_ENDS = re.compile(r"(?:[.;,]|\b(?:dan|atau|dan/atau))\s*$")
_HEAD = re.compile(r"(?:NOMOR|Nomor|TAHUN|TENTANG|Tentang|TANGGAL|Tanggal)\b|[:;\d]")
_OFFICE = re.compile(
    r"(?:(?:Plt|PLT|Plh|PLH|Pj|PJ|Pjs|PJS|a\.?n|A\.?N)\b\.?\s*)?(?P<office>KEPALA|KETUA|BUPATI|GUBERNUR|WALI\s?KOTA|MENTERI|PRESIDEN|DIREKTUR"
    r"|SEKRETARIS|JAKSA|PANGLIMA|DEWAN|PIMPINAN)\b"
)


@dataclass(slots=True)
class _Open:
    """An open heading."""

    style: str
    value: tuple[int, ...]
    node: Node
    left: float
    text_left: float
    bold: bool


def parse_annex(lines: Sequence[Line], tables: Tables) -> Node:
    """Return the annex whose head is the first of *lines*."""
    return _Annex(lines, tables).parse()


class _Annex:
    def __init__(self, lines: Sequence[Line], tables: Tables) -> None:
        self.lines, self.tables = lines, tables
        match = ANNEX.match(lines[0].text)
        number = (match["number"] or "").lower() if match else ""
        self.root = Node("lampiran", number, f"LAMPIRAN {number.upper()}".strip(), origin=lines[0].origin)
        rest = match["rest"].strip() if match else lines[0].text
        if rest.startswith(":"):
            self.root.label, rest = self.root.label + ":", rest[1:].strip()
        self.root.add(lines[0], rest)
        self.open: list[_Open] = []
        self.counted: dict[str, tuple[int, str]] = {}
        self.outline = self._outline(self.root)
        self.before = lines[0]
        self.titling = True
        """The head of the annex, or the title of a heading, may go on."""
        self.tabled = False
        """A table stands under the heading itself: words below it are another paragraph."""
        self.edges: dict[int | None, float] = {}
        """Right edge of the widest line of each page, in points."""
        for line in lines:
            if line.cells is None:
                self.edges[line.origin.page] = max(self.edges.get(line.origin.page, 0.0), line.right)
        self.contents = self._contents()
        self.signature = self._signature()

    @property
    def host(self) -> Node:
        return self.open[-1].node if self.open else self.root

    def parse(self) -> Node:
        signed: Node | None = None
        for index, line in enumerate(self.lines[1:], 1):
            if index == self.signature:
                signed = Node("penutup", origin=line.origin)
                self.root.children.append(signed)
            if line.cells is not None:
                self.tables.row(self._table_host(), line)
                self.titling = False
                continue
            if signed is not None:
                signed.add(line)
            elif index in self.contents:
                self._entry(index, line)
            elif not self._heading(line, index):
                self._words(line, index)
            self.tables.close()
            self.before = line
        return self.root

    # -- headings -------------------------------------------------------------------------------

    def _heading(self, line: Line, index: int) -> bool:
        if self._lists_on(line):
            return False
        for found in sorted(headings(line.text), key=self._is_next, reverse=True):
            depth = self._depth(found)
            if depth is None or not self._stands(found, depth, line):
                continue
            if found.style == "1" and not self._titles(found, line, index):
                continue
            if found.style == "A" and depth == len(self.open) and self._lists(found, index):
                return False  # a list of its own, in which the letters are large
            del self.open[depth:]
            node = Node(found.kind, found.number, found.printed, self._path(), origin=line.origin)
            node.add(line, found.rest)
            self.host.children.append(node)
            text_left = line.lefts[1] if len(line.lefts) > 1 and found.rest else line.left
            self.open.append(_Open(found.style, found.value, node, line.left, text_left, line.bold))
            self.outline, self.titling, self.tabled = self._outline(node), True, False
            return True
        return False

    def _is_next(self, found: AnnexHeading) -> bool:
        """Whether it follows an open heading of its style: "I." comes after "H." rather than begins anew."""
        wanted = (*found.value[:-1], found.value[-1] - 1)
        return any(frame.style == found.style and frame.value == wanted for frame in self.open)

    def _depth(self, found: AnnexHeading) -> int | None:
        """Return how many headings stay open above *found*, or None where it is out of its sequence."""
        for depth in range(len(self.open) - 1, -1, -1):
            frame = self.open[depth]
            if frame.style != found.style:
                continue
            if found.style[1:2] == ".":
                fits = found.value[:-1] == frame.value[:-1] and 0 < found.value[-1] - frame.value[-1] <= 2
                if fits or (found.value[-1] == 1 and found.value > frame.value and depth == 0):
                    return depth
                continue
            step = found.value[0] - frame.value[0]
            return depth if step == 1 or (step == 2 and frame.bold) or (found.value[0] == 1 and step < 0) else None
        if len(self.open) >= DEEPEST or found.value[-1] != 1:
            return None
        above = [frame for frame in self.open if frame.style[1:2] == "."]
        if found.style[1:2] == "." and above and found.value[:-1] != above[-1].value:
            return None
        return len(self.open)

    def _stands(self, found: AnnexHeading, depth: int, line: Line) -> bool:
        """Whether the place of the line proves the heading."""
        if found.style in ("bab", "pasal", "bagian", "paragraf"):
            short = not found.rest or found.rest[0].isupper()
            alone = found.style == "bab" and (not found.rest or line.bold)
            return short and (line.whole or alone or self.titling or self._ended())
        if line.whole:
            return True
        if not (self._ended() or self.titling or (line.bold and not self.before.bold)):
            return False
        if depth < len(self.open):
            frame = self.open[depth]
            off = abs(frame.left - line.left)
            if frame.bold != line.bold:  # one of the headings is set otherwise than the others
                return off <= SAME and self._is_next(found) and not _ITEM_ENDS.search(found.rest)
            return line.bold or off <= 2 * NEAR
        return found.rest[0].isupper() or found.rest[0].isdigit() or self._announced()

    def _lists(self, found: AnnexHeading, index: int) -> bool:
        """Whether a letter begins a list that a colon announced, and no title with words of its own below."""
        if not self._announced():
            return False
        following = [LARGE_LETTER.fullmatch(line.text) for line in self.lines[index + 1 : index + 4]]
        return bool(_ITEM_ENDS.search(found.rest)) or any(match and match["number"] == "B" for match in following)

    def _titles(self, found: AnnexHeading, line: Line, index: int) -> bool:
        """Whether a plain number opens a heading: short words that end no sentence, and sentences below them."""
        if not found.rest[0].isupper() or _ITEM_ENDS.search(found.rest) or _COLON.search(found.rest):
            return False
        if len(found.rest) > TITLE or (bool(line.lefts) and line.right >= self.edges[line.origin.page] - FULL_LINE):
            return False
        value = (found.value[0], "")
        if any(frame.style == "1." and labels.follows(frame.value, value) for frame in self.outline.frames):
            return False
        below = self.lines[index + 1] if index + 1 < len(self.lines) else None
        if below is None or below.cells is not None or not below.text[:1].isupper():
            return False
        return labels.item(below.text) is None and not headings(below.text) and len(below.text) > len(found.rest)

    def _ended(self) -> bool:
        return bool(_ENDS.search(self.before.text)) or self.before.cells is not None or self._short()

    def _short(self) -> bool:
        return bool(self.before.lefts) and self.before.right < self.edges.get(self.before.origin.page, 0.0) - FULL_LINE

    def _announced(self) -> bool:
        return bool(_COLON.search(self.before.text)) and not self.before.bold

    def _path(self) -> str:
        return " > ".join(
            " ".join([frame.node.label, *(piece.text for piece in frame.node.lead)]) for frame in self.open
        )

    # -- words ----------------------------------------------------------------------------------

    def _words(self, line: Line, index: int) -> None:
        wrapped = line.text[:1].islower() and not labels.item(line.text) and self.host is not self.root
        if self.titling and (wrapped or self._goes_on_title(line)):
            self.host.add(line)
            return
        ahead = self.lines[index + 1 : index + 1 + LOOK_AHEAD]
        label = labels.item(line.text)
        letter = LARGE_LETTER.fullmatch(line.text)
        if label is None and letter is not None and self._large(letter, line):
            return
        titled = self.titling and (self.host.kind in ("lampiran", "bab", "bagian") or self._is_title())
        titled = titled or self.tabled
        self.titling = self.tabled = False
        if titled and label is None:
            self._paragraph(line)
            return
        if label is not None and self._restarts(label, line):
            self._next_outline(self.host)
        root = self.outline.root
        closing = len(root.closing)
        self.outline.feed(line, ahead)
        if len(root.closing) > closing and not (closing or line.text[:1].islower()):
            root.closing = ()
            self._paragraph(line)

    def _is_title(self) -> bool:
        """Whether the heading right above is a title, and no sentence that goes on."""
        if self.host.kind != "angka" or self.before.text[-1:] in ".;,:" or len(self.before.text) > TITLE:
            return False
        return self.before.whole or self._short()

    def _goes_on_title(self, line: Line) -> bool:
        text = line.text
        if labels.item(text) or LARGE_LETTER.fullmatch(text):
            return False
        if not self.open:  # the head of the annex: type, number and name of the regulation, and its own title
            return text.isupper() or bool(_HEAD.match(text)) or not re.search(r"[^\W\d_]", text)
        frame = self.open[-1]
        if frame.style in ("bab", "bagian", "paragraf"):
            bold = frame.bold and line.bold and (not frame.node.lead or not self._short())
            return text.isupper() or bold or (not frame.node.lead and not line.whole)
        if frame.style == "pasal" or line.whole:
            return False
        if frame.bold:
            return line.bold and (text.isupper() or not self._short())
        wraps = not self._short() and not _ENDS.search(self.before.text)
        return not line.bold and wraps and line.left >= frame.text_left - NEAR

    def _large(self, letter: re.Match[str], line: Line) -> bool:
        """Take an item of a list whose letters are large."""
        begins = letter["number"] == "A" and self._announced()
        if not (begins or self._lists_on(line)) or not (line.whole or self._ended()):
            return False
        node = Node("huruf", letter["number"].lower(), f"{letter['number']}.", origin=line.origin)
        node.add(line, letter["rest"])
        self.outline.root.children.append(node)
        self.outline.before, self.outline.before_text = line, line.text
        self.titling = False
        return True

    def _lists_on(self, line: Line) -> bool:
        """Whether *line* begins with the letter that comes next in a list whose letters are large."""
        letter = LARGE_LETTER.fullmatch(line.text)
        last = self.outline.root.children[-1] if self.outline.root.children else None
        if letter is None or last is None or last.kind != "huruf" or not last.label[:1].isupper():
            return False
        return ids.letter_order(letter["number"].lower()) == ids.letter_order(last.number) + 1

    def _restarts(self, label: labels.Label, line: Line) -> bool:
        """Whether a list begins anew below the same heading, right behind the end of the one before."""
        if not labels.is_first(label.value) or not re.search(r"[.]\s*$", self.before.text):
            return False
        frames = self.outline.frames
        return bool(frames) and frames[0].style == label.style and abs(frames[0].left - line.left) <= NEAR

    def _paragraph(self, line: Line) -> None:
        """Begin a paragraph of its own below the open heading."""
        count = sum(child.kind == "alinea" for child in self.host.children) + 1
        node = Node("alinea", str(count), "", self._path(), origin=line.origin)
        self.host.children.append(node)
        self._next_outline(node)
        self.outline.feed(line)

    def _outline(self, node: Node) -> Outline:
        outline = Outline(node, [])
        outline.counted = self.counted
        return outline

    def _next_outline(self, node: Node) -> None:
        last, self.outline = self.outline, self._outline(node)
        self.outline.edge, self.outline.hanging = last.edge, last.hanging
        self.outline.before, self.outline.before_text = last.before, last.before_text

    # -- tables, contents, signature --------------------------------------------------------------

    def _table_host(self) -> Node:
        """Return what a table stands under: the open item if it announces the table or bears only its title."""
        if self.tables.open is not None and self.tables.host is not None:
            return self.tables.host
        item = self.outline.current
        if item is not self.outline.root and not _ITEM_ENDS.search(item.last_text):
            return item
        self._next_outline(self.host)
        self.tabled = True
        return self.host

    def _contents(self) -> range:
        """Return the places of the lines of a table of contents."""
        heads = (i for i, line in enumerate(self.lines) if line.cells is None and _CONTENTS.fullmatch(line.text))
        start = next(heads, 0)
        if not start:
            return range(0)
        first, end = "", start + 1
        for index in range(start + 1, len(self.lines)):
            line = self.lines[index]
            found = next(iter(headings(line.text)), None) if line.cells is None else None
            entry = bool(_LEADER.search(line.text) or _PAGE.search(line.text))
            if found is not None and not entry and first == f"{found.style} {found.number}":
                return range(start, index)
            if found is not None and not first:
                first = f"{found.style} {found.number}"
            end = index + 1 if _LEADER.search(line.text) else end
        return range(start, end)

    def _entry(self, index: int, line: Line) -> None:
        if index == self.contents.start:
            self.root.children.append(Node("daftar-isi", origin=line.origin))
        self.root.children[-1].add(line)
        self.titling = False

    def _signature(self) -> int:
        """Return the place of the line with which the signature begins, or 0."""
        for index in range(max(2, len(self.lines) - SIGNATURE), len(self.lines)):
            line = self.lines[index]
            if any(other.cells is not None for other in self.lines[index:]):
                continue
            office = _OFFICE.match(line.text)
            if office and line.text[office.start("office") :].isupper() and not labels.item(line.text):
                rest = [other.text.rstrip() for other in self.lines[index:]]
                signed = any(text.endswith(",") or text.lower().startswith("ttd") for text in rest)
                return index if signed and len(rest) > 1 else 0
        return 0
