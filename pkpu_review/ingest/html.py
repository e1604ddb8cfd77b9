"""A saved page → :class:`~pkpu_review.ingest.lines.Extract`: a block a line, as a browser shows it.

What a browser does not show (scripts, styles, hidden elements) never becomes text. The numbers of lists are computed
as it prints them (:mod:`.html_lists`); a table with rules is one, any other only sets its words side by side, as in a
Word file. What the page adds to the regulation (menus, footers, buttons, notes) is furniture (:mod:`.html_page`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from pkpu_review.errors import CannotRead
from pkpu_review.ingest import docx_tables as tables
from pkpu_review.ingest.files import Opened
from pkpu_review.ingest.html_bytes import page_of
from pkpu_review.ingest.html_lists import List, integer, opened, style_of
from pkpu_review.ingest.html_page import FOOTNOTE, aside, trimmed
from pkpu_review.ingest.html_styles import Sheet, Style, has_border, points
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
LIST_INDENT = 30.0
"""Points by which a browser sets a list or a quotation in (40 pixels)."""
COLUMN = 90.0
"""Points that a column of a table without widths is taken to be wide."""
MAX_SPANNED = 65534
"""Rows that a cell may take, as HTML bounds them."""
MAX_CELL_LINES = 60
"""Lines in one cell from which a table only lays out a page."""

COPY = "Salin isinya ke Word, simpan sebagai .docx"
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog"),
        *(
            "dir",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
        ),
        *(
            "header",
            "hgroup",
            "hr",
            "html",
            "legend",
            "li",
            "listing",
            "main",
            "menu",
            "nav",
            "ol",
            "p",
            "pre",
            "search",
        ),
        *("section", "summary", "ul", "xmp", "table", "thead", "tbody", "tfoot", "tr", "td", "th"),
    )
)
_UNSEEN = frozenset(
    (
        *("script", "style", "template", "head", "noscript", "datalist", "title", "meta", "link", "param"),
        *("source", "track", "area"),
    )
)
_FRAMES = {"iframe": "bingkai (iframe)", "object": "objek", "embed": "objek", "canvas": "gambar terprogram"}
_BOLD = frozenset(["b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"])
_LISTS = ("ol", "ul", "menu", "dir")
_LONG_TAG = re.compile(r"""<[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*'){4096,}""")
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_ENDED = re.compile(r"[.:;,]$")
_SPACE = re.compile(r"[ \t\n\r\f\v\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_PRINTS_NOTHING = re.compile("[\u00ad\u200b\u2060\ufeff]")


@dataclass(slots=True)
class Look:
    """How the words of an element look, with what it has from the elements around it."""

    bold: bool = False
    centred: bool = False
    upper: bool = False
    kept: bool = False
    left: float = 0.0


@dataclass(slots=True)
class _Table:
    """A table that is open: its rows so far, the cells that go on below, and whether lines are drawn."""

    lined: bool
    rows: list[tables.Row] = field(default_factory=list)
    below: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Column of a cell that goes on below → rows that it takes from here, and its columns."""
    later: dict[int, tuple[int, int]] = field(default_factory=dict)
    """The same, for the row after this one."""
    column: int = 0


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
        self._open: list[_Table] = []
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
                looks.append(_look(looks[-1], element, tag, style))
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
        if tag in _BLOCKS:
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
                yield " " if tag in _BLOCKS else ""
                yield (inner.tail or "") if inner is not element else ""
            elif not tag or tag in _UNSEEN or tag in _FRAMES or _is_hidden(inner, self.sheet.of(inner, tag)):
                walk.skip_subtree()
            else:
                yield inner.text or ""

    def _is_unseen(self, element: Any, tag: str, style: Style) -> bool:
        """Whether a browser shows nothing of *element*; what it hides is remembered."""
        if tag in _FRAMES:
            self.unseen[_FRAMES[tag]] += 1
            return True
        if not tag or tag in _UNSEEN:
            return True
        if tag in ("ins", "del"):
            self.changed[tag] += 1
            if tag == {"final": "del", "original": "ins"}.get(self.revisions):
                return True
        self.struck += tag in ("s", "strike")
        if _is_hidden(element, style):
            words = " ".join("".join(self._shown(element)).split())
            if words:
                self.hidden.append(words)
            return True
        return False

    def _start(self, element: Any, tag: str, style: Style) -> None:
        if tag in _BLOCKS:
            self._flush(element.getparent())
            self._before = ""
        if tag == "br":
            self._flush(element.getparent(), broken=True)
        elif tag == "q":
            self._parts.append(("\u201c", Look(), False))
        elif tag in _LISTS:
            self._bare_labels(element)
            self._lists.append(opened(element, "ol" if tag == "ol" else "ul", style_of(style)))
        elif tag == "li":
            self._bare_labels(element)
            label = (self._lists[-1] if self._lists else List("disc")).label(element, style_of(style))
            self._labels.append(label)
        elif tag == "table":
            self._bare_labels(element)
            lined = integer(element.get("border"), 0 if element.get("border") is None else 1) > 0 or has_border(style)
            self._open.append(_Table(lined))
            self._sinks.append([])
        elif tag == "tr" and self._open:
            self._row(element)
        elif tag in ("td", "th") and self._open:
            table = self._open[-1]
            table.lined = table.lined or has_border(style) or tag == "th"
            self._sinks.append([])

    def _end(self, element: Any, tag: str) -> None:
        if tag == "q":
            self._parts.append(("\u201d", Look(), False))
        if tag not in _BLOCKS:
            return
        self._flush(element)
        self._before = ""
        if tag == "li":
            self._bare_labels(element)
        elif tag in _LISTS and self._lists:
            self._lists.pop()
        elif tag in ("td", "th") and self._open:
            self._cell(element)
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

    def _row(self, element: Any) -> None:
        table = self._open[-1]
        cells = list(element.iterchildren("td", "th"))
        inside = element.getparent()
        heading = inside is not None and inside.tag == "thead"
        head = heading or (bool(cells) and all(cell.tag == "th" for cell in cells))
        head = head and all(row.head for row in table.rows)
        table.rows.append(tables.Row([], self.number + 1, head))
        table.below, table.later, table.column = table.below | table.later, {}, 0
        self._pass_over(table)

    def _pass_over(self, table: _Table) -> None:
        """Go on behind the places that cells of rows above still take."""
        while table.column in table.below:
            rows, columns = table.below.pop(table.column)
            table.rows[-1].cells.append(tables.Cell(table.column, columns, [], below=True))
            if rows > 1:
                table.later[table.column] = (rows - 1, columns)
            table.column += columns

    def _cell(self, element: Any) -> None:
        table, lines = self._open[-1], self._sinks.pop()
        if not table.rows:
            table.rows.append(tables.Row([], self.number))
        columns = min(max(integer(element.get("colspan"), 1), 1), tables.MAX_COLUMNS)
        rows = min(max(integer(element.get("rowspan"), 1), 1), MAX_SPANNED)
        table.rows[-1].cells.append(tables.Cell(table.column, columns, lines))
        if rows > 1 and table.column < tables.MAX_WIDE:  # more is no table: its cells need no places below
            table.later[table.column] = (rows - 1, columns)
        table.column += columns
        self._pass_over(table)

    def _table(self) -> None:
        """Hand the rows of the table that ends here to what stands around it."""
        table, loose = self._open.pop(), self._sinks.pop()
        sink = self._sinks[-1]
        sink += loose  # its caption, and what stands between its cells
        rows = [row for row in table.rows if any(cell.lines for cell in row.cells)]
        lays_out = any(len(cell.lines) > MAX_CELL_LINES for row in rows for cell in row.cells)
        if not lays_out and tables.is_crowded(rows):
            self.crowded += 1
        elif not lays_out and tables.is_table(rows, table.lined):
            self.tables += 1
            for row, line in zip(rows, tables.in_columns(rows, self.tables), strict=True):
                first = next(cell.lines[0].origin.paragraph for cell in row.cells if cell.lines)
                sink.append(replace(line, origin=Origin(paragraph=first)))
            return
        columns = [at * COLUMN for at in range(tables.MAX_WIDE)]
        sink += [line for row in rows for line in tables.laid_out(row, columns)]


def _is_hidden(element: Any, style: Style) -> bool:
    gone = element.get("hidden") is not None or style.get("display") == "none" or style.get("mso-hide") == "all"
    return gone or style.get("visibility") in ("hidden", "collapse")


def _look(above: Look, element: Any, tag: str, style: Style) -> Look:
    """Return how the words of *element* look, inside of what looks like *above*."""
    align = (style.get("text-align") or element.get("align") or "").lower()
    weight = style.get("font-weight", "")
    left = points(style.get("margin-left")) + points(style.get("padding-left")) + points(style.get("text-indent"))
    if tag in (*_LISTS, "blockquote", "dd"):
        left = left or LIST_INDENT
    bold = tag in _BOLD or weight in ("bold", "bolder", "600", "700", "800", "900")
    return Look(
        bold=bold or (above.bold and weight not in ("normal", "400")),
        centred=tag in ("center", "th") or align == "center" or (above.centred and not align and tag != "td"),
        upper=style.get("text-transform", "uppercase" if above.upper else "") == "uppercase",
        kept=tag in ("pre", "xmp") or style.get("white-space", "pre" if above.kept else "").startswith("pre"),
        left=max(above.left + left, 0.0),
    )
