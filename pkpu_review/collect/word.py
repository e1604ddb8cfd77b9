"""The bytes of a .docx that came back → its rows (:class:`~.grid.Grid`).

A place to write in is a w:sdt (ISO/IEC 29500-1, 17.5.2), wherever it stands: around runs, paragraphs, cells or rows,
in one another, in tracked insertions. Its w:tag says which answer it is; its look, its title and its number may have
been changed by the program that saved it. Tracked deletions are not there any more. A comment (17.13.4) belongs to the
row in which its anchor begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from pkpu_review.collect.grid import Cell, Comment, Grid, Item, Line, item, on_one_line, struck
from pkpu_review.collect.word_parts import (
    GONE,
    LETTERS,
    SKIPPED,
    W,
    author_of,
    cells_of,
    comments_of,
    content_of,
    has_table,
    index_of,
    name_of,
    rows_of,
    shows_placeholder,
    struck_styles,
    symbol,
)
from pkpu_review.knowledge import load
from pkpu_review.opc import Parts, properties
from pkpu_review.tags import NAME_PROPERTY, NEW, OLD, SEAL_PROPERTY, Field, Tag, digest_property

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
MAX_RUNNING = 100
"""Comments on the same words for which those words are kept."""
MAX_ANCHOR = 300
"""Letters of a comment's anchor that are kept."""
_CAME = frozenset((W + "ins", W + "moveTo"))
_NOTES = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}
_PICTURES = frozenset((_A + "blip", _V + "imagedata"))


def grid(file: str, data: bytes) -> Grid:
    """Return the rows of the Word file *data*; *file* is its name for messages.

    Raises:
        CannotRead: it is damaged, or passes a bound.
    """
    parts = Parts(file, data)
    reader = _Reader(parts)
    root = parts.xml(parts.main)
    body = root.find(W + "body") if root is not None else None
    for child in body if body is not None else ():
        reader.block(child)
    for kind, edge in (("header", "kepala halaman"), ("footer", "kaki halaman")):
        for name in dict.fromkeys(parts.related(parts.main, kind)):
            reader.edge(parts.xml(name), edge)
    told = properties(parts)
    listed, rows = index_of(parts)
    return Grid(
        lines=tuple(reader.lines),
        name=told.get(NAME_PROPERTY, "") or listed.get("name", ""),
        digests=(
            told.get(digest_property(NEW), "") or listed.get(NEW, ""),
            told.get(digest_property(OLD), "") or listed.get(OLD, ""),
        ),
        own=reader.own,
        comments=tuple(reader.loose()),
        rows=rows,
        sealed=bool(told.get(SEAL_PROPERTY)) and sha256(parts.content(parts.main)).hexdigest() == told[SEAL_PROPERTY],
    )


class _Open:
    """An item that is being read."""

    def __init__(self, tag: Tag | None, placeholder: bool = False) -> None:
        self.tag, self.placeholder = tag, placeholder
        self.parts: list[str] = []
        self.by: dict[str, None] = {}

    def done(self) -> Item | None:
        """Return the item; None where it holds nothing."""
        made = item("".join(self.parts), self.tag, ", ".join(self.by))
        if self.placeholder and made.text.casefold() in _placeholders():
            made = Item("", self.tag, made.by)
        return made if made.text or made.by or made.tag else None


def _placeholders() -> frozenset[str]:
    return frozenset(text.casefold() for text in load("collect.toml")["word"]["placeholders"])


class _Place:
    """Reads one cell, or one paragraph outside of a table: texts outside the places to write in, and those in them."""

    def __init__(self) -> None:
        self.items: list[_Open] = []
        self.outside: _Open | None = None

    def open(self, tag: Tag | None, placeholder: bool = False) -> _Open:
        """Begin an item."""
        made = _Open(tag, placeholder)
        self.items.append(made)
        return made

    def paragraph(self, control: _Open | None) -> None:
        """Begin a paragraph."""
        if control is None:
            self.outside = self.open(None)
        elif control.parts:
            control.parts.append("\n")

    def item(self, control: _Open | None) -> _Open:
        """Return the item that words go to."""
        if control is not None:
            return control
        if self.outside is None:
            self.outside = self.open(None)
        return self.outside

    def done(self) -> Cell:
        """Return the cell."""
        return Cell(tuple(made for one in self.items if (made := one.done()) is not None))


class _Reader:
    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.lines: list[Line] = []
        self.own: dict[Field, str] = {}
        self.tables = self.paragraphs = 0
        self.strike = struck_styles(parts)
        self.notes: dict[str, Mapping[str, str]] = {}
        self.told = comments_of(parts)
        self.met: dict[str, None] = {}  # comments whose anchor was met
        self.running: dict[str, list[str]] = {}
        self.anchors: dict[str, str] = {}
        self.here: list[str] = []  # comments met in the line that is being read

    # -- lines ------------------------------------------------------------------------------------

    def block(self, element: Any, control: Any = None) -> None:
        """Read what stands in the body, or in a control or a change around parts of it."""
        tag = element.tag
        if tag == W + "tbl":
            self.tables += 1
            for number, row in enumerate(rows_of(element), 1):
                self._row(row, f"tabel {self.tables}, baris {number}", control)
        elif tag == W + "p" or (tag == W + "sdt" and name_of(element) is not None and not has_table(element)):
            self.paragraphs += 1
            place = _Place()
            self._fill(element, place, self._opened(control, place), "")
            self._line(f"paragraf {self.paragraphs}", [place])
        elif tag in (W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference"):
            self._anchor(element)
        elif tag in GONE or tag in SKIPPED:
            return
        else:
            if tag == W + "sdt":
                control = element if name_of(element) is not None else control
                element = content_of(element)
            for child in element if element is not None else ():
                self.block(child, control)

    def edge(self, root: Any, told: str) -> None:
        """Read what stands at the edge of every page."""
        place = _Place()
        for child in root if root is not None else ():
            self._fill(child, place, None, "")
        self._line(told, [place], page=True)

    def _row(self, row: Any, where: str, control: Any) -> None:
        cells = []
        for cell in cells_of(row):
            place = _Place()
            around = next((one for one in cell.iterancestors(W + "sdt") if name_of(one) is not None), control)
            self._fill(cell, place, self._opened(around, place), "")
            cells.append(place)
        self._line(where, cells)

    def _opened(self, control: Any, place: _Place) -> _Open | None:
        """Return the item of a control that stands around what is read."""
        tag = name_of(control) if control is not None else None
        return place.open(tag, shows_placeholder(control)) if tag else None

    def _line(self, where: str, places: list[_Place], page: bool = False) -> None:
        comments = tuple(self._comment(id, where) for id in self.here if id in self.told)
        self.here = []
        cells = tuple(place.done() for place in places)
        for cell in cells:
            for one in cell.items:
                if one.tag and not one.tag.provision and one.text:
                    field = one.tag.field
                    self.own[field] = " ".join(filter(None, (self.own.get(field, ""), on_one_line(one.text))))
        if comments or any(cell.items for cell in cells):
            self.lines.append(Line(where, cells, comments, part="page" if page else ""))

    # -- words ------------------------------------------------------------------------------------

    def _fill(self, element: Any, place: _Place, control: _Open | None, by: str) -> None:
        """Put the words of *element* where they belong; *by* inserted them, with changes tracked."""
        tag = element.tag
        if not isinstance(tag, str) or tag in SKIPPED:
            return
        if tag in GONE:
            if any(one.text for one in element.iter(W + "delText", W + "t")):
                place.item(control).by[author_of(element)] = None
            return
        if tag == W + "t" or tag == _M + "t":
            self._write(element.text or "", place, control, by)
        elif tag in LETTERS:
            self._write(LETTERS[tag], place, control, by)
        elif tag == W + "p":
            place.paragraph(control)
            self._children(element, place, control, by)
            if control is None:
                place.outside = None
        elif tag == W + "r":
            self._run(element, place, control, by)
        elif tag == W + "sdt":
            self._control(element, place, control, by)
        elif tag == W + "tbl":
            self._table(element, place, control, by)
        elif tag in _CAME:
            self._children(element, place, control, author_of(element))
        elif tag in _NOTES:
            words = self._note(_NOTES[tag], element.get(W + "id") or "")
            self._write(f" ({words})" if words else "", place, control, by)
        elif tag in _PICTURES:
            self._write(load("collect.toml")["word"]["picture"], place, control, by)
        elif tag == W + "sym":
            self._write(symbol(element.get(W + "char") or ""), place, control, by)
        elif tag == _MC + "AlternateContent":
            if len(element):
                self._children(element[0], place, control, by)
        elif tag == W + "txbxContent" and control is None:
            outside = place.outside
            self._children(element, place, control, by)
            place.outside = outside
        elif tag in (W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference"):
            self._anchor(element)
        else:
            self._children(element, place, control, by)

    def _children(self, element: Any, place: _Place, control: _Open | None, by: str) -> None:
        for child in element:
            self._fill(child, place, control, by)

    def _run(self, run: Any, place: _Place, control: _Open | None, by: str) -> None:
        style = run.find(f"{W}rPr/{W}rStyle")
        marked = control is None and style is not None and style.get(W + "val") in self.strike
        before = len(place.item(control).parts) if marked else 0
        self._children(run, place, control, by)
        if marked:
            parts = place.item(control).parts
            parts[before:] = [struck("".join(parts[before:]))]

    def _control(self, sdt: Any, place: _Place, control: _Open | None, by: str) -> None:
        tag = name_of(sdt)
        inner = place.open(tag, shows_placeholder(sdt)) if tag else control
        if inner is not None and by:
            inner.by[by] = None
        content = content_of(sdt)
        if content is not None:
            self._children(content, place, inner, by)

    def _table(self, table: Any, place: _Place, control: _Open | None, by: str) -> None:
        """Read a table within a cell: in a place to write in, its cells are parted by bars."""
        if control is None or any(name_of(sdt) for sdt in table.iter(W + "sdt")):
            for row in rows_of(table):
                for cell in cells_of(row):
                    self._children(cell, place, control, by)
            return
        for row in rows_of(table):
            told = []
            for cell in cells_of(row):
                inner = _Place()
                self._children(cell, inner, inner.open(control.tag), by)
                told.append(" ".join(on_one_line("".join(one.parts)) for one in inner.items).strip())
            control.parts.append(("\n" if control.parts else "") + " | ".join(told))

    def _write(self, text: str, place: _Place, control: _Open | None, by: str) -> None:
        target = place.item(control)
        target.parts.append(text)
        if by and text.strip():
            target.by[by] = None
        for words in self.running.values():
            if sum(map(len, words)) < MAX_ANCHOR:
                words.append(text)

    def _note(self, kind: str, id: str) -> str:
        """Return the words of a footnote or endnote."""
        if kind not in self.notes:
            found: dict[str, str] = {}
            self.notes[kind] = found  # a note may refer to itself
            for name in self.parts.related(self.parts.main, kind):
                root = self.parts.xml(name)
                for note in root if root is not None else ():
                    place = _Place()
                    self._children(note, place, place.open(Tag("", "")), "")
                    words = " ".join(filter(None, (on_one_line("".join(one.parts)) for one in place.items)))
                    found[note.get(W + "id") or ""] = words
        return self.notes[kind].get(id, "")

    # -- comments ---------------------------------------------------------------------------------

    def _anchor(self, element: Any) -> None:
        id = element.get(W + "id") or ""
        if element.tag == W + "commentRangeEnd":
            self.anchors[id] = on_one_line("".join(self.running.pop(id, [])))[:MAX_ANCHOR]
            return
        if element.tag == W + "commentRangeStart" and id in self.told and len(self.running) < MAX_RUNNING:
            self.running.setdefault(id, [])
        if id not in self.met:
            self.met[id] = None
            self.here.append(id)

    def _comment(self, id: str, where: str) -> Comment:
        author, day, text = self.told[id]
        anchor = self.anchors.get(id) or on_one_line("".join(self.running.get(id, [])))[:MAX_ANCHOR]
        return Comment(author, text, where, anchor, day)

    def loose(self) -> Iterator[Comment]:
        """Yield the comments that are fixed to nothing, or to what no line was made of."""
        for id in [*self.here, *(id for id in self.told if id not in self.met)]:
            if id in self.told:
                yield self._comment(id, "komentar")
