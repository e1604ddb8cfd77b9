"""A .docx file → :class:`~pkpu_review.ingest.lines.Extract`, a paragraph a line.

The XML is walked directly, in the order of the body. Word's automatic numbers are resolved and put in
front of the words; tracked insertions are kept and deletions dropped (or the other way round); a table
row is a line with cells. Headers, footers and notes are furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pkpu_review.errors import CannotRead
from pkpu_review.ingest import docx_tables as tables
from pkpu_review.ingest.docx_comments import ANCHORS, comments
from pkpu_review.ingest.docx_numbering import Numbering
from pkpu_review.ingest.docx_package import Package, R, W
from pkpu_review.ingest.docx_properties import (
    NO_INDENT,
    POINTS,
    TAB_STOP,
    Indent,
    ParagraphStyle,
    Styles,
    asked,
    indent,
    number,
    numbering_of,
    tab_stops,
    val,
    value,
)
from pkpu_review.ingest.docx_revisions import (
    JOINED,
    TRACKED,
    both,
    final,
    goes_behind,
    lines_of,
    mark_of,
    marked,
    revisions,
)
from pkpu_review.ingest.docx_words import BREAK, DELETED, GONE, MC, WordReader, Words, chosen
from pkpu_review.ingest.files import Opened
from pkpu_review.ingest.lines import Extract, Line
from pkpu_review.model import Furniture, Origin, Problem, Revision, Revisions

SHORT_LINE = 40
"""Letters before a manual line break below which the line was not broken because it was full."""
MAX_TOLD = 300
"""Letters of hidden text that a problem quotes."""
LABEL = 8
"""Letters within which a label ends, and a tab parts it from its words."""
SPACE = 3.0
"""Points that a space before the words takes: a quarter of 12-point type."""
_STATES: dict[Revisions, str] = {
    "final": "naskah sesudah perubahan itu",
    "original": "naskah sebelum perubahan itu",
    "both": "kedua keadaan, dengan tanda [-dihapus-] dan {+disisipkan+}",
}
_ENDED = re.compile(r"[.:;,]$")
_WRAPPERS = frozenset(
    W + name for name in ("sdt", "sdtContent", "ins", "del", "moveTo", "moveFrom", "customXml", "smartTag")
)
_PARAGRAPH, _TABLE, _PROPERTIES = W + "p", W + "tbl", W + "pPr"


def read_docx(opened: Opened, state: Revisions = "final") -> Extract:
    """Return the lines of a Word document.

    Args:
        opened: the file.
        state: ``final`` keeps tracked insertions and drops deletions, ``original`` the other way; ``both`` keeps
            both, marked as :mod:`.docx_revisions` says.

    Raises:
        CannotRead: the package is damaged, too large, or has no text.
    """
    package = Package(str(opened.path), opened.data)
    document = package.xml(package.main)
    body = document.find(W + "body") if document is not None else None
    if body is None:
        raise CannotRead(str(opened.path), "dokumen Word tidak mempunyai isi", "Buka di Word lalu simpan ulang")
    parts = _Parts(package)
    tracked = next(body.iter(*TRACKED, *ANCHORS), None) is not None
    reader = _Reader(parts, state, tracked=tracked)
    lines = reader.story(body)
    if reader.words.in_field:  # a field that never ends would swallow the rest: its words are read as they stand
        reader = _Reader(parts, state, fields=False, tracked=tracked)
        lines = reader.story(body)
    if not lines:
        cause, advice = "dokumen Word tidak berisi teks", ""
        if tracked and state != "both" and _Reader(parts, "both").story(body):
            told = "asal" if state == "original" else "akhir"
            cause = f"keadaan {told} dokumen Word ini kosong: semua teksnya perubahan terlacak"
        elif reader.words.pictures:
            cause, advice = "dokumen Word hanya berisi gambar", "Minta naskah aslinya, bukan hasil pindaian"
        raise CannotRead(str(opened.path), cause, advice)
    furniture = list(_furniture(package, document, reader, parts))
    changes = tuple(revisions(body, reader.numbers)) if tracked else ()
    problems = [*_told(changes, state), *reader.problems()]
    root = package.first("comments")
    return Extract(
        tuple(lines),
        "docx",
        furniture=tuple(furniture),
        comments=tuple(comments(root, body, reader.numbers, problems)) if root is not None else (),
        revisions=changes,
        problems=tuple(problems),
    )


def _told(changes: Sequence[Revision], state: Revisions) -> Iterator[Problem]:
    """Yield that there are tracked changes, and which state is read."""
    if changes:
        inserted = sum(one.kind in ("insert", "move-to") for one in changes)
        counts = f"{inserted} sisipan dan {len(changes) - inserted} penghapusan"
        message = f"Naskah memuat perubahan terlacak ({counts}); yang dibaca adalah {_STATES[state]}."
        yield Problem("perubahan-terlacak", message)


class _Parts:
    """What the parts of a document share: styles, definitions of lists, tab stops."""

    def __init__(self, package: Package) -> None:
        self.styles = Styles(package.first("styles"))
        self.lists = package.first("numbering")
        stop = number(value(package.first("settings"), "defaultTabStop"))
        self.tab_stop = stop * POINTS if stop and stop > 0 else TAB_STOP


@dataclass(slots=True)
class _Paragraph:
    """A paragraph: its words, its properties by name, the place in the file, whether its end is gone.

    *gone*: both states are read, and in the final one there is nothing of it.
    """

    words: Words
    told: dict[str, Any]
    style: ParagraphStyle
    number: int
    endless: bool
    gone: bool = False


class _Reader:
    """Walks one part of a document; *words* knows what was left out on the way."""

    def __init__(self, parts: _Parts, revisions: Revisions, fields: bool = True, tracked: bool = False) -> None:
        self.parts, self.styles, self.revisions, self.tracked = parts, parts.styles, revisions, tracked
        self.within = ""  # the marks of changes to whole paragraphs, rows and cells that are open
        self.numbers: dict[Any, int] = {}  # the places of the paragraphs, where something hangs on them
        self.numbering = Numbering(parts.lists)
        self.words = WordReader(parts.styles, revisions, fields)
        self.paragraph = self.table = self.foreign = self.crowded = 0

    def problems(self) -> Iterator[Problem]:
        """Yield what a person should know of the reading."""
        words = self.words
        if words.hidden:
            message = f"Teks tersembunyi pada {len(words.hidden)} tempat dalam dokumen Word tidak ikut dibaca."
            yield Problem("teks-tersembunyi", message, text=" ".join("".join(words.hidden).split())[:MAX_TOLD])
        for kind, name in (("footnote", "kaki"), ("endnote", "akhir")):
            if words.notes[kind]:
                message = f"Naskah memuat {len(words.notes[kind])} catatan {name}; isinya disisihkan dari ketentuan."
                yield Problem(f"catatan-{name}", message)
        for name, count in words.unseen.items():
            yield Problem("tidak-terbaca", f"Teks di dalam {count} {name} pada dokumen Word tidak ikut dibaca.")
        if self.crowded:
            message = f"{self.crowded} tabel terlalu besar untuk diuraikan; isinya dibaca sebagai baris."
            yield Problem("tabel-tidak-terurai", message)
        if self.foreign:
            message = f"Isi {self.foreign} berkas lain yang disisipkan ke dalam dokumen Word tidak ikut dibaca."
            yield Problem("tidak-terbaca", message)
        if words.strange:
            message = f"{words.strange} simbol dari fon khusus tidak dikenal dan ditandai dengan \ufffd."
            yield Problem("simbol-tak-dikenal", message)
        for form in sorted(self.numbering.unknown):
            message = f"Bentuk penomoran otomatis Word {form!r} tidak dikenal; nomornya ditulis dengan angka."
            yield Problem("nomor-otomatis", message)

    # -- blocks ---------------------------------------------------------------------------------

    def story(self, parent: Any) -> list[Line]:
        """Return the lines of a body, a cell or a text box, in order."""
        lines: list[Line] = []
        before: _Paragraph | None = None  # its end is deleted, or not yet inserted: the next one goes on
        for element in self._blocks(parent):
            if element.tag == _TABLE:
                if before is not None:
                    self._add(before, lines)
                    before = None
                lines += self._table(element)
                continue
            found = self._paragraph(element)
            if before is None and found.gone and not found.words.boxes and lines and goes_behind(lines[-1]):
                lines[-1] = replace(lines[-1], text=" ".join([lines[-1].text, *self._texts(found)]))
                continue
            if before is not None:
                found.words, found.gone = self._joined(before.words, found.words), False
            before = found if found.endless and not found.gone else None
            if before is None:
                self._add(found, lines)
        if before is not None:
            self._add(before, lines)
        return lines

    def _joined(self, before: Words, after: Words) -> Words:
        """Return the words of two paragraphs of which the first has no end."""
        if self.revisions == "both" and before.letters and after.letters:
            before.text += JOINED
        return before.then(after)

    def _blocks(self, parent: Any) -> Iterator[Any]:
        """Yield the paragraphs and tables in *parent* that are there, whatever wraps them."""
        for element in parent:
            tag = element.tag
            if tag in (_PARAGRAPH, _TABLE):
                yield element
            elif tag in _WRAPPERS:
                if self.words.is_gone(tag):
                    self._pass(element)
                else:
                    mark = mark_of(element) if self.revisions == "both" else ""
                    self.within += mark
                    yield from self._blocks(element)
                    self.within = self.within.removesuffix(mark)
            elif tag == MC + "AlternateContent":
                yield from self._blocks(chosen(element))
            elif tag == W + "altChunk":
                self.foreign += 1

    def _pass(self, gone: Any) -> None:
        """Count the paragraphs of what is not there in the state that is read: the places of the others stay."""
        for element in gone.iter(_PARAGRAPH):
            self.paragraph += 1
            self.numbers[element] = self.paragraph

    def _paragraph(self, element: Any) -> _Paragraph:
        self.paragraph += 1
        if self.tracked:
            self.numbers[element] = self.paragraph
        first = next(iter(element), None)
        told = asked(first if first is not None and first.tag == _PROPERTIES else None)  # they come first (CT_P)
        marks = told.get("rPr")
        ends = DELETED if self.revisions == "both" else GONE[self.revisions]
        endless = marks is not None and next(marks.iterchildren(*ends), None) is not None
        if self.revisions == "original" and "pPrChange" in told:
            told = asked(told["pPrChange"].find(_PROPERTIES)) | ({"rPr": marks} if marks is not None else {})
        style = self.styles.paragraph(val(told.get("pStyle")))
        words = self.words.of(element, style)
        if self.within:
            words.text = marked(words.text, self.within)
        gone = self.revisions == "both" and words.letters and (endless or self.within != "")
        gone = gone and not final(words.text).strip()
        return _Paragraph(words, told, style, self.paragraph, endless, gone)

    def _add(self, found: _Paragraph, lines: list[Line]) -> None:
        """Add the lines of a paragraph, and of the text boxes that hang on it."""
        words = found.words
        if not words.letters and self._uncounted(found):
            return
        label, indents = self._label(found) if not found.gone else ("", indent(found.told.get("ind")))
        if not words.letters and not label and not words.boxes:
            return
        origin = Origin(paragraph=found.number)
        centred = (val(found.told.get("jc")) or found.style.alignment) == "center"
        before = ""
        for place, piece, text in self._pieces(words.text, bool(label)):
            left = indents.start if place == 0 else indents.left or 0.0
            if label and place == 0:
                text = f"{label} {text}".rstrip()
            elif text and piece[0].isspace():
                left = self._behind_tabs(piece, left, indents, found)
            if text:
                whole = not before or centred or len(before) < SHORT_LINE or bool(_ENDED.search(before))
                bold, numbered = words.letters and words.bold, bool(label) and place == 0
                lines.append(Line(text, origin, left, bold=bold, centred=centred, whole=whole, numbered=numbered))
                before = text
        for box in words.boxes:
            lines += self.story(box)

    def _pieces(self, words: str, automatic: bool) -> Iterator[tuple[int, str, str]]:
        """Yield the lines of a paragraph: its place, as it stands, and as it is read."""
        if self.revisions != "both":
            for place, piece in enumerate(words.split(BREAK)):
                yield place, piece, " ".join(piece.split())
            return
        for place, piece in enumerate(lines_of(words, BREAK)):
            for further, text in enumerate(both(piece, automatic and place == 0)):
                yield place + further, final(piece) or text, text

    def _texts(self, found: _Paragraph) -> list[str]:
        return [text for _, _, text in self._pieces(found.words.text, False) if text]

    def _uncounted(self, found: _Paragraph) -> bool:
        """Whether an empty paragraph is hidden or deleted as a whole: its list does not count it."""
        if found.words.boxes:
            return False
        return found.endless or self.styles.look(found.told.get("rPr"), found.style).hidden

    def _behind_tabs(self, piece: str, left: float, indents: Indent, found: _Paragraph) -> float:
        """Return where the first word stands behind the tabs and spaces before it.

        They count where they set a label or a few words into a column; before a long text they only set
        its first line in.
        """
        words = piece.lstrip()
        if len(words) >= SHORT_LINE and "\t" not in words[:LABEL]:
            return left
        stops = (*tab_stops(found.told.get("tabs")), *([indents.left or 0.0] if (indents.first or 0.0) < 0 else ()))
        for letter in piece[: len(piece) - len(words)]:
            if letter == "\t":
                own = [stop for stop in stops if stop > left + 0.5]
                left = min(own) if own else (int(left / self.parts.tab_stop + 0.01) + 1) * self.parts.tab_stop
            else:
                left += SPACE
        return left

    def _label(self, found: _Paragraph) -> tuple[str, Indent]:
        """Count the paragraph in its list; return its label and its indents."""
        style, own = found.style, indent(found.told.get("ind"))
        list_id, depth, inserted = numbering_of(found.told.get("numPr"))
        if inserted and self.revisions == "original":
            list_id = depth = None
        direct = list_id is not None
        if not direct:
            list_id = style.list_id
            depth = style.depth if depth is None else depth
        if list_id is None or list_id == "0":
            return "", own.over(style.near).over(style.far)
        if depth is None:
            depth = self.numbering.depth_of_style(list_id, style.owner) if not direct else 0
        label = self.numbering.next(list_id, depth)
        level = self.numbering.level(list_id, depth)
        in_list = level.indent if level else NO_INDENT
        if direct:
            return label, own.over(in_list).over(style.near).over(style.far)
        return label, own.over(style.near).over(in_list).over(style.far)  # the style that numbers is over its list

    # -- tables ---------------------------------------------------------------------------------

    def _table(self, table: Any) -> list[Line]:
        rows: list[tables.Row] = []
        widths = tables.widths(table)
        heads = True
        for element in tables.elements(table, "tr", self.words, self._pass):
            first, column = self.paragraph + 1, tables.skipped(element, "gridBefore")
            heads = heads and tables.is_head(element)
            row = tables.Row([], first, heads, tables.is_shaded(element))
            row_mark = mark_of(element) if self.revisions == "both" else ""
            for cell in tables.elements(element, "tc", self.words, self._pass):
                taken = tables.span(cell)
                mark = row_mark + (mark_of(cell) if self.revisions == "both" else "")
                self.within += mark
                if row.cells and tables.goes_on(cell, "hMerge"):
                    row.cells[-1].span += taken
                    row.cells[-1].lines += self.story(cell)
                else:
                    below = tables.goes_on(cell, "vMerge")
                    row.cells.append(tables.Cell(column, taken, self.story(cell), below))
                column += taken
                self.within = self.within.removesuffix(mark)
            if any(cell.lines for cell in row.cells):
                rows.append(row)
        if tables.is_crowded(rows):
            self.crowded += 1
        elif tables.is_table(rows, tables.drawn(table, self.styles)):
            self.table += 1
            return tables.in_columns(rows, self.table)
        places = [sum(widths[:column]) for column in range(min(len(widths), tables.MAX_WIDE))]
        return [line for row in rows for line in tables.laid_out(row, places)]


def _furniture(package: Package, document: Any, body: _Reader, parts: _Parts) -> Iterator[Furniture]:
    """Yield the words of headers, footers and notes, each text once, and what is drawn behind the text."""
    marks = list(body.words.watermarks)
    for kind, reason in (("header", "kepala halaman"), ("footer", "kaki halaman")):
        known = package.relations(package.main, kind)
        ids = [reference.get(R + "id") for reference in document.iter(f"{W}{kind}Reference")]
        seen: set[str] = set()
        for name in dict.fromkeys(known[id] for id in ids if id in known):
            reader = _Reader(parts, body.revisions, fields=body.words.fields)
            root = package.xml(name)
            for line in reader.story(root) if root is not None else ():
                if line.text not in seen:
                    seen.add(line.text)
                    yield Furniture(
                        line.text if line.cells is None else " ".join(filter(None, line.cells)), None, reason
                    )
            marks += reader.words.watermarks
    for mark in dict.fromkeys(filter(None, marks)):
        yield Furniture(mark, None, "tanda air")
    for kind, reason in (("footnote", "catatan kaki"), ("endnote", "catatan akhir")):
        root = package.first(f"{kind}s") if body.words.notes[kind] else None
        notes = {note.get(W + "id"): note for note in root.iterchildren(W + kind)} if root is not None else {}
        for id in body.words.notes[kind]:
            if id in notes:
                reader = _Reader(parts, body.revisions, fields=body.words.fields)
                words = " ".join(line.text for line in reader.story(notes[id]))
                if words:
                    yield Furniture(words, None, reason)
