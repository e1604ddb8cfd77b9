"""A .docx file → :class:`~pkpu_review.ingest.lines.Extract`, a paragraph a line.

The XML is walked directly, in the order of the body. Word's automatic numbers are resolved and put in
front of the words; tracked insertions are kept and deletions dropped (or the other way round); a table
row is a line with cells. Headers, footers and footnotes are furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

from pkpu_review.errors import CannotRead
from pkpu_review.ingest.docx_numbering import Indent, Numbering, indent, value
from pkpu_review.ingest.docx_package import Package, W
from pkpu_review.ingest.files import Opened
from pkpu_review.ingest.lines import Extract, Line
from pkpu_review.model import Furniture, Origin, Problem

Revisions = Literal["final", "original"]
MAX_STYLE_CHAIN = 20
"""Styles that may be based on one another."""

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DROPPED = {"final": (W + "del", W + "moveFrom"), "original": (W + "ins", W + "moveTo")}
_OFF = ("0", "false", "off")
_BREAK = "\n"


def read_docx(opened: Opened, revisions: Revisions = "final") -> Extract:
    """Return the lines of a Word document.

    Args:
        opened: the file.
        revisions: ``final`` keeps tracked insertions and drops deletions, ``original`` the other way.

    Raises:
        CannotRead: the package is damaged, too large, or has no text.
    """
    package = Package(str(opened.path), opened.data)
    document = package.xml("word/document.xml")
    body = document.find(W + "body") if document is not None else None
    if body is None:
        raise CannotRead(str(opened.path), "dokumen Word tidak mempunyai isi", "Buka di Word lalu simpan ulang")
    reader = _Reader(package, revisions)
    lines = list(reader.blocks(body))
    if not lines:
        raise CannotRead(str(opened.path), "dokumen Word tidak berisi teks")
    return Extract(
        tuple(lines), "docx", problems=tuple(reader.problems()), furniture=tuple(_furniture(package, reader))
    )


def _furniture(package: Package, reader: _Reader) -> Iterator[Furniture]:
    """Yield the words of headers, footers and notes, each text once."""
    reasons = {
        "header": "kepala halaman",
        "footer": "kaki halaman",
        "footnotes": "catatan kaki",
        "endnotes": "catatan akhir",
    }
    for start, reason in reasons.items():
        seen: set[str] = set()
        for name in package.names(f"word/{start}"):
            root = package.xml(name) if name.endswith(".xml") else None
            for paragraph in root.iter(W + "p") if root is not None else ():
                words = " ".join(reader.words(paragraph).split())
                if words and words not in seen:
                    seen.add(words)
                    yield Furniture(words, None, reason)


class _Styles:
    """Paragraph styles: numbering, indents, alignment and weight, through w:basedOn."""

    def __init__(self, root: Any | None) -> None:
        self._styles = {s.get(W + "styleId"): s for s in root.findall(W + "style")} if root is not None else {}
        self.default = next(
            (id for id, s in self._styles.items() if s.get(W + "type") == "paragraph" and s.get(W + "default") == "1"),
            "",
        )

    def chain(self, id: str | None) -> Iterator[tuple[str, Any]]:
        """Yield the style and those that it is based on."""
        for _ in range(MAX_STYLE_CHAIN):
            style = self._styles.get(id or self.default)
            if style is None:
                return
            yield id or self.default, style
            id = value(style, "basedOn")
            if id is None:
                return


class _Reader:
    def __init__(self, package: Package, revisions: Revisions) -> None:
        self.dropped = _DROPPED[revisions]
        self.final = revisions == "final"
        self.styles = _Styles(package.xml("word/styles.xml"))
        self.numbering = Numbering(package.xml("word/numbering.xml"))
        self.paragraph = self.table = self.hidden = 0

    def problems(self) -> Iterator[Problem]:
        """Yield what a person should know of the reading."""
        if self.hidden:
            message = f"Teks tersembunyi pada {self.hidden} tempat dalam dokumen Word tidak ikut dibaca."
            yield Problem("teks-tersembunyi", message)

    # -- blocks ---------------------------------------------------------------------------------

    def blocks(self, parent: Any) -> Iterator[Line]:
        """Yield the lines of the paragraphs and tables in *parent*, in order."""
        for element in parent:
            if element.tag == W + "p":
                yield from self._paragraph(element)
            elif element.tag == W + "tbl":
                yield from self._table(element)
            elif element.tag in self.dropped:
                continue
            elif element.tag in (
                W + "sdt",
                W + "sdtContent",
                W + "ins",
                W + "del",
                W + "moveTo",
                W + "moveFrom",
                W + "customXml",
            ):
                yield from self.blocks(element)
            elif element.tag == _MC + "AlternateContent":
                chosen = element.find(_MC + "Choice")
                yield from self.blocks(chosen if chosen is not None else element.find(_MC + "Fallback"))

    def _paragraph(self, element: Any) -> Iterator[Line]:
        self.paragraph += 1
        origin = Origin(paragraph=self.paragraph)
        properties = element.find(W + "pPr")
        label, indents, centred, bold = self._format(properties)
        text = self.words(element)
        boxes = [box for box in element.iter(W + "txbxContent") if not _in_fallback(box, element)]
        pieces = [" ".join(piece.split()) for piece in text.split(_BREAK)]
        if label:
            head, *rest = label.split(_BREAK)
            pieces[0] = f"{rest[-1] if rest else head} {pieces[0]}".strip()
            pieces = ([head] if rest else []) + pieces
        left, first = indents.left or 0.0, indents.first or 0.0
        start = left + first if first < 0 else left
        heavy = bold or self._all_bold(element)
        for place, piece in enumerate(pieces):
            if piece:
                numbered = bool(label) and place == 0
                yield Line(piece, origin, left=start, bold=heavy, centred=centred, whole=True, numbered=numbered)
        for box in boxes:
            yield from self.blocks(box)

    def _format(self, properties: Any) -> tuple[str | None, Indent, bool, bool]:
        """Return label, indents, whether centred and whether bold, from the paragraph, its list and its style."""
        style = value(properties, "pStyle")
        own = properties.find(W + "numPr") if properties is not None else None
        indents, justified = indent(properties), value(properties, "jc")
        list_id, depth = (value(own, "numId"), value(own, "ilvl")) if own is not None else (None, None)
        from_style, bold = Indent(), None
        for id, element in self.styles.chain(style):
            in_style = element.find(W + "pPr")
            from_style = from_style.over(indent(in_style))
            justified = justified or value(in_style, "jc")
            if bold is None:
                bold = _on(element.find(W + "rPr"), "b")
            number = in_style.find(W + "numPr") if in_style is not None else None
            if number is not None and list_id is None:
                list_id = value(number, "numId")
                if depth is None:
                    depth = value(number, "ilvl") or str(self.numbering.depth_of_style(list_id or "", id))
        label = None
        if list_id not in (None, "0"):
            place = int(depth) if depth and depth.isdigit() else 0
            level = self.numbering.level(list_id or "", place)
            label = self.numbering.next(list_id or "", place)
            indents = indents.over(level.indent if level else Indent())
        return label, indents.over(from_style), justified == "center", bool(bold)

    def _all_bold(self, element: Any) -> bool:
        runs = [run for run in element.iter(W + "r") if run.find(W + "t") is not None]
        return bool(runs) and all(_on(run.find(W + "rPr"), "b") for run in runs)

    # -- words ----------------------------------------------------------------------------------

    def words(self, parent: Any) -> str:
        """Return the words in *parent*: insertions or deletions as asked, a manual line break as a newline."""
        out: list[str] = []
        self._collect(parent, out)
        return "".join(out)

    def _collect(self, parent: Any, out: list[str]) -> None:
        for element in parent:
            tag = element.tag
            if tag == W + "r":
                self._run(element, out)
            elif tag in self.dropped or tag in (W + "pPr", W + "rPr", W + "tbl"):
                continue
            elif tag == _MC + "AlternateContent":
                chosen = element.find(_MC + "Choice")
                self._collect(chosen if chosen is not None else element, out)
            elif isinstance(tag, str):
                self._collect(element, out)

    def _run(self, run: Any, out: list[str]) -> None:
        properties = run.find(W + "rPr")
        if _on(properties, "vanish"):
            self.hidden += any(True for _ in run.iter(W + "t"))
            return
        capitals = bool(_on(properties, "caps"))
        for element in run:
            tag = element.tag
            if tag == W + "t" or (tag == W + "delText" and not self.final):
                words = element.text or ""
                out.append(words.upper() if capitals else words)
            elif tag in (W + "tab", W + "ptab"):
                out.append(" ")
            elif tag == W + "cr" or (tag == W + "br" and element.get(W + "type") not in ("page", "column")):
                out.append(_BREAK)
            elif tag == W + "noBreakHyphen":
                out.append("-")
            elif tag == W + "sym":
                out.append(_symbol(element.get(W + "char")))

    # -- tables ---------------------------------------------------------------------------------

    def _table(self, table: Any) -> Iterator[Line]:
        self.table += 1
        number = self.table
        for row in self._rows(table):
            self.paragraph += 1
            cells: list[str] = []
            for cell in self._cells(row):
                properties = cell.find(W + "tcPr")
                span = value(properties, "gridSpan")
                cells.append("\n".join(line.text for line in self.blocks(cell)))
                cells += [""] * (min(int(span), 64) - 1 if span and span.isdigit() else 0)
            if any(cells):
                head = row.find(f"{W}trPr/{W}tblHeader") is not None
                text, origin = " | ".join(cells), Origin(paragraph=self.paragraph)
                yield Line(text, origin, whole=True, cells=tuple(cells), table=number, head=head)

    def _rows(self, parent: Any) -> Iterator[Any]:
        for element in parent:
            if element.tag == W + "tr":
                marks = element.find(W + "trPr")
                gone = marks is not None and any(marks.find(tag) is not None for tag in self.dropped)
                if not gone:
                    yield element
            elif element.tag in (W + "sdt", W + "sdtContent", W + "customXml"):
                yield from self._rows(element)

    def _cells(self, parent: Any) -> Iterator[Any]:
        for element in parent:
            if element.tag == W + "tc":
                yield element
            elif element.tag in (W + "sdt", W + "sdtContent", W + "customXml"):
                yield from self._cells(element)


def _on(properties: Any, name: str) -> bool | None:
    """Return whether a switch such as w:b is on; None where nothing is said."""
    found = properties.find(W + name) if properties is not None else None
    return None if found is None else found.get(W + "val") not in _OFF


def _in_fallback(box: Any, top: Any) -> bool:
    """Whether a text box is the older copy that Word keeps beside the newer one."""
    parent = box.getparent()
    while parent is not None and parent is not top:
        if parent.tag == _MC + "Fallback":
            return True
        parent = parent.getparent()
    return False


def _symbol(code: str | None) -> str:
    if not code or not re.fullmatch(r"[0-9A-Fa-f]{1,4}", code):
        return ""
    point = int(code, 16)
    return "•" if 0xF000 <= point <= 0xF0FF else chr(point) if point >= 0x20 and not 0xD800 <= point <= 0xDFFF else ""
