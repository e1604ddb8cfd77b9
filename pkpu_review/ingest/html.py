"""A saved page → :class:`~pkpu_review.ingest.lines.Extract`: a block a line, as a browser shows it.

What a browser does not show (scripts, styles, hidden elements) never becomes text. The numbers of lists are computed
as it prints them (:mod:`.html_lists`); how words look is that of their elements (:mod:`.html_elements`), and tables
become rows (:mod:`.html_tables`). What the page adds to the regulation (menus, footers, buttons, notes) is furniture
(:mod:`.html_page`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import etree

from pkpu_review.errors import CannotRead
from pkpu_review.ingest import docx_tables as tables
from pkpu_review.ingest import html_tables
from pkpu_review.ingest.files import Opened
from pkpu_review.ingest.html_bytes import page_of
from pkpu_review.ingest.html_elements import BLOCKS, FRAMES, LISTS, UNSEEN, Look, is_hidden
from pkpu_review.ingest.html_lists import List, opened, style_of
from pkpu_review.ingest.html_page import FOOTNOTE, aside, trimmed
from pkpu_review.ingest.html_styles import Sheet, Style, has_border
from pkpu_review.ingest.html_tables import Table
from pkpu_review.ingest.lines import Extract, Line
from pkpu_review.model import Furniture, Origin, Problem, Revisions

MAX_ELEMENTS = 1_000_000
"""Elements of a page; a statute of 500 pages saved from Word has some 100,000."""
MAX_ATTRIBUTES = 2000
"""Attributes of one element; the parser compares each with all others."""
MAX_DEPTH = 1500
"""Nested elements; browsers stop at 512."""
MAX_TOLD = 300
"""Letters of hidden text that a problem quotes."""
SHORT_LINE = 40
"""Letters before a line break below which the line was not broken because it was full."""
COPY = "Salin isinya ke Word, simpan sebagai .docx"
_LONG_TAG = re.compile(r"""<[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*'){4096,}""")
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_ENDED = re.compile(r"[.:;,]$")
_SPACE = re.compile(r"[ \t\n\r\f\v\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_PRINTS_NOTHING = re.compile("[\u00ad\u200b\u2060\ufeff]")


def read_html(opened_file: Opened, revisions: Revisions = "final") -> Extract:
    """Return the lines of a saved page.

    Args:
        opened_file: the file.
        revisions: whether ``<ins>`` and ``<del>`` are kept: see :class:`~pkpu_review.model.Reading`.

    Raises:
        CannotRead: the page has no text, or is larger or deeper than any page is.
    """
    name = str(opened_file.path)
    text, problems = page_of(name, opened_file.data)
    if any(len(_QUOTED.sub("", tag[0]).split()) > MAX_ATTRIBUTES for tag in _LONG_TAG.finditer(text)):
        raise CannotRead(name, "halaman HTML memuat elemen dengan terlalu banyak atribut", COPY)
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, etree.ParserError, ValueError, AssertionError):
        root = None
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise CannotRead(name, "halaman HTML bersarang terlalu dalam", COPY)
    if root is None:
        raise CannotRead(name, "halaman HTML tidak berisi teks")
    reader = _Reader(name, root, revisions)
    lines = reader.read()
    lines, furniture = trimmed(lines, reader.places, reader.links)
    furniture = sorted([*reader.furniture, *furniture], key=lambda piece: piece.paragraph or 0)
    if not lines:
        raise CannotRead(name, "halaman HTML tidak berisi teks")
    return Extract(tuple(lines), "html", problems=(*problems, *reader.problems()), furniture=tuple(furniture))


class _Reader:
    """Walks one page.

    Attributes:
        places: the element in which each line stands, by paragraph.
        links: paragraphs of which every word is a link.
        furniture: what the elements themselves say to be no part of the regulation.
    """

    def __init__(self, name: str, root: Any, revisions: Revisions) -> None:
        self.name, self.root, self.revisions = name, root, revisions
        self.places: dict[int, Any] = {}
        self.links: set[int] = set()
        self.furniture: list[Furniture] = []
        css = "\n".join("".join(element.itertext()) for element in root.iter("style"))
        self.sheet = Sheet(css)
        self.unseen: Counter[str] = Counter()
        self.hidden: list[str] = []
        self.changed: Counter[str] = Counter()
        self.struck = self.crowded = self.notes = 0
        self.number = self.tables = 0
        self._sinks: list[list[Line]] = [[]]
        self._open: list[Table] = []
        self._lists: list[List] = []
        self._labels: list[str] = []
        self._parts: list[tuple[str, Look, bool]] = []
        self._before = ""

    def problems(self) -> Iterator[Problem]:
        """Yield what a person should know of the reading."""
        if self.changed:
            state = {"final": "sesudah", "original": "sebelum"}.get(self.revisions, "bersama")
            counts = f"{self.changed['ins']} sisipan dan {self.changed['del']} penghapusan"
            message = f"Halaman memuat perubahan terlacak ({counts}); yang dibaca adalah naskah {state} perubahan itu."
            yield Problem("perubahan-terlacak", message)
        words = " ".join(" ".join(self.hidden).split())
        if words:
            message = f"Teks tersembunyi pada {len(self.hidden)} tempat dalam halaman tidak ikut dibaca."
            yield Problem("teks-tersembunyi", message, text=words[:MAX_TOLD])
        if self.struck:
            yield Problem("teks-dicoret", f"{self.struck} bagian teks tampil dicoret; bagian itu ikut dibaca.")
        if self.notes:
            message = f"Naskah memuat {self.notes} catatan kaki; isinya disisihkan dari ketentuan."
            yield Problem("catatan-kaki", message)
        for name, count in self.unseen.items():
            yield Problem("tidak-terbaca", f"Isi {count} {name} dalam halaman tidak ikut dibaca.")
        if self.crowded:
            message = f"{self.crowded} tabel terlalu besar untuk diuraikan; isinya dibaca sebagai baris."
            yield Problem("tabel-tidak-terurai", message)
        if self.sheet.counts:
            message = "Halaman memakai nomor yang dibuat gayanya sendiri (CSS counter); nomor itu tidak ikut dibaca."
            yield Problem("nomor-otomatis", message)

    # -- walking --------------------------------------------------------------------------------

    def read(self) -> list[Line]:
        """Return the lines of the page, in order."""
        looks = [Look()]
        entered: list[bool] = []
        links = count = 0
        walk = etree.iterwalk(self.root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                count += 1
                if count > MAX_ELEMENTS or len(entered) > MAX_DEPTH:
                    cause = "terlalu besar" if count > MAX_ELEMENTS else "bersarang terlalu dalam"
                    raise CannotRead(self.name, f"halaman HTML {cause}", COPY)
                style = self.sheet.of(element, tag) if tag else {}
                entered.append(not self._is_unseen(element, tag, style) and not self._is_aside(element, tag, style))
                if not entered[-1]:
                    walk.skip_subtree()
                    continue
                looks.append(looks[-1].inside(element, tag, style))
                links += tag == "a"
                self._start(element, tag, style)
                self._take(element.text, looks[-1], links > 0)
            else:
                if entered.pop():
                    looks.pop()
                    links -= tag == "a"
                    self._end(element, tag)
                self._take(element.tail, looks[-1], links > 0)
        self._flush(self.root)
        return self._sinks[0]

    def _is_aside(self, element: Any, tag: str, style: Style) -> bool:
        """Whether *element* says itself that it is no part of the regulation; its words are then set aside."""
        reason = aside(element, tag, style)
        if not reason:
            return False
        if tag in BLOCKS:
            self._flush(element.getparent())
        words = " ".join("".join(self._shown(element)).split())
        if words:
            self.notes += reason == FOOTNOTE
            self.furniture.append(Furniture(words, None, reason, paragraph=self.number + 1))
        return True

    def _shown(self, element: Any) -> Iterator[str]:
        """Yield the words in *element*, without those that a browser does not show there either."""
        yield element.text or ""
        walk = etree.iterwalk(element, events=("start", "end"))
        next(walk, None)
        for event, inner in walk:
            tag = inner.tag if isinstance(inner.tag, str) else ""
            if event == "end":
                yield " " if tag in BLOCKS else ""
                yield (inner.tail or "") if inner is not element else ""
            elif not tag or tag in UNSEEN or tag in FRAMES or is_hidden(inner, self.sheet.of(inner, tag)):
                walk.skip_subtree()
            else:
                yield inner.text or ""

    def _is_unseen(self, element: Any, tag: str, style: Style) -> bool:
        """Whether a browser shows nothing of *element*; what it hides is remembered."""
        if tag in FRAMES:
            self.unseen[FRAMES[tag]] += 1
            return True
        if not tag or tag in UNSEEN:
            return True
        if tag in ("ins", "del"):
            self.changed[tag] += 1
            if tag == {"final": "del", "original": "ins"}.get(self.revisions):
                return True
        self.struck += tag in ("s", "strike")
        if is_hidden(element, style):
            words = " ".join("".join(self._shown(element)).split())
            if words:
                self.hidden.append(words)
            return True
        return False

    def _start(self, element: Any, tag: str, style: Style) -> None:
        if tag in BLOCKS:
            self._flush(element.getparent())
            self._before = ""
        if tag == "br":
            self._flush(element.getparent(), broken=True)
        elif tag == "q":
            self._parts.append(("\u201c", Look(), False))
        elif tag in LISTS:
            self._bare_labels(element)
            self._lists.append(opened(element, "ol" if tag == "ol" else "ul", style_of(style)))
        elif tag == "li":
            self._bare_labels(element)
            label = (self._lists[-1] if self._lists else List("disc")).label(element, style_of(style))
            self._labels.append(label)
        elif tag == "table":
            self._bare_labels(element)
            self._open.append(Table.of(element, style))
            self._sinks.append([])
        elif tag == "tr" and self._open:
            self._open[-1].row(element, self.number + 1)
        elif tag in ("td", "th") and self._open:
            table = self._open[-1]
            table.lined = table.lined or has_border(style) or tag == "th"
            self._sinks.append([])

    def _end(self, element: Any, tag: str) -> None:
        if tag == "q":
            self._parts.append(("\u201d", Look(), False))
        if tag not in BLOCKS:
            return
        self._flush(element)
        self._before = ""
        if tag == "li":
            self._bare_labels(element)
        elif tag in LISTS and self._lists:
            self._lists.pop()
        elif tag in ("td", "th") and self._open:
            self._open[-1].cell(element, self._sinks.pop(), self.number)
        elif tag == "table" and self._open:
            self._table()

    # -- words ----------------------------------------------------------------------------------

    def _take(self, words: str | None, look: Look, linked: bool) -> None:
        if not words:
            return
        words = _PRINTS_NOTHING.sub("", words)
        if look.upper:
            words = words.upper()
        if look.kept and "\n" in words:
            for place, piece in enumerate(words.split("\n")):
                if place:
                    self._flush(None, broken=True)
                self._parts.append((piece, look, linked))
        elif words:
            self._parts.append((words, look, linked))

    def _flush(self, element: Any | None, broken: bool = False) -> None:
        """Make a line of the words since the last one; *broken* where it ends within a paragraph."""
        if not self._parts:
            return
        parts, self._parts = self._parts, []
        text = _SPACE.sub(" ", "".join(words for words, _, _ in parts)).strip()
        if not text:
            return
        said = [(look, linked) for words, look, linked in parts if _SPACE.sub("", words)]
        look = said[0][0]
        label = self._labels.pop() if self._labels else ""
        if label:
            text = f"{label} {text}"
        whole = not self._before or look.centred or len(self._before) < SHORT_LINE or bool(_ENDED.search(self._before))
        bold = all(look.bold for look, _ in said)
        self._add(Line(text, Origin(), look.left, bold=bold, centred=look.centred, whole=whole, numbered=bool(label)))
        if element is not None:
            self.places[self.number] = element
        if all(linked for _, linked in said):
            self.links.add(self.number)
        self._before = text if broken else ""

    def _bare_labels(self, element: Any) -> None:
        """Print the numbers of items that have no words before what comes now."""
        for label in self._labels:
            if label:
                self._add(Line(label, Origin(), whole=True, numbered=True))
                self.places[self.number] = element
        self._labels.clear()

    def _add(self, line: Line) -> None:
        self.number += 1
        self._sinks[-1].append(replace(line, origin=Origin(paragraph=self.number)))

    # -- tables ---------------------------------------------------------------------------------

    def _table(self) -> None:
        """Hand the rows of the table that ends here to what stands around it."""
        table, loose = self._open.pop(), self._sinks.pop()
        sink = self._sinks[-1]
        sink += loose  # its caption, and what stands between its cells
        rows = table.filled()
        if not html_tables.lays_out(rows):
            if tables.is_crowded(rows):
                self.crowded += 1
            elif tables.is_table(rows, table.lined):
                self.tables += 1
                sink += html_tables.in_columns(rows, self.tables)
                return
        sink += html_tables.side_by_side(rows)
