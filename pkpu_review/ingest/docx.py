"""A .docx file → :class:`~pkpu_review.ingest.lines.Extract`, a paragraph a line.

The XML is walked directly, in the order of the body. Word's automatic numbers are resolved and put in
front of the words; tracked insertions are kept and deletions dropped (or the other way round); a table
row is a line with cells. Headers, footers and notes are furniture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from pkpu_review.errors import CannotRead
from pkpu_review.ingest import docx_tables as tables
from pkpu_review.ingest.docx_comments import ANCHORS, comments
from pkpu_review.ingest.docx_package import Package, R, W
from pkpu_review.ingest.docx_paragraphs import Paragraph, Paragraphs, Parts
from pkpu_review.ingest.docx_revisions import JOINED, TRACKED, final, goes_behind, mark_of, marked, revisions
from pkpu_review.ingest.docx_words import MC, WordReader, Words, chosen
from pkpu_review.ingest.files import Opened
from pkpu_review.ingest.lines import Extract, Line
from pkpu_review.model import Furniture, Problem, Revision, Revisions

MAX_TOLD = 300
"""Letters of hidden text that a problem quotes."""
_STATES: dict[Revisions, str] = {
    "final": "naskah sesudah perubahan itu",
    "original": "naskah sebelum perubahan itu",
    "both": "kedua keadaan, dengan tanda [-dihapus-] dan {+disisipkan+}",
}
_WRAPPERS = frozenset(
    W + name for name in ("sdt", "sdtContent", "ins", "del", "moveTo", "moveFrom", "customXml", "smartTag")
)
_PARAGRAPH, _TABLE = W + "p", W + "tbl"


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
    parts = Parts(package)
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


class _Reader:
    """Walks one part of a document; *words* knows what was left out on the way."""

    def __init__(self, parts: Parts, revisions: Revisions, fields: bool = True, tracked: bool = False) -> None:
        self.parts, self.styles, self.revisions, self.tracked = parts, parts.styles, revisions, tracked
        self.within = ""  # the marks of changes to whole paragraphs, rows and cells that are open
        self.numbers: dict[Any, int] = {}  # the places of the paragraphs, where something hangs on them
        self.paragraphs = Paragraphs(parts, revisions)
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
        for form in sorted(self.paragraphs.numbering.unknown):
            message = f"Bentuk penomoran otomatis Word {form!r} tidak dikenal; nomornya ditulis dengan angka."
            yield Problem("nomor-otomatis", message)

    # -- blocks ---------------------------------------------------------------------------------

    def story(self, parent: Any) -> list[Line]:
        """Return the lines of a body, a cell or a text box, in order."""
        lines: list[Line] = []
        before: Paragraph | None = None  # its end is deleted, or not yet inserted: the next one goes on
        for element in self._blocks(parent):
            if element.tag == _TABLE:
                if before is not None:
                    self._add(before, lines)
                    before = None
                lines += self._table(element)
                continue
            found = self._paragraph(element)
            if before is None and found.gone and not found.words.boxes and lines and goes_behind(lines[-1]):
                lines[-1] = replace(lines[-1], text=" ".join([lines[-1].text, *self.paragraphs.texts(found)]))
                continue
            if before is not None:
                found.words, found.gone = self._joined(before.words, found.words), False
            before = found if found.told.endless and not found.gone else None
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

    def _paragraph(self, element: Any) -> Paragraph:
        self.paragraph += 1
        if self.tracked:
            self.numbers[element] = self.paragraph
        told = self.paragraphs.properties(element)
        words = self.words.of(element, told.style)
        if self.revisions != "both":
            return Paragraph(words, told, self.paragraph)
        if self.within:
            words.text = marked(words.text, self.within)
        gone = words.letters and (told.endless or self.within != "") and not final(words.text).strip()
        return Paragraph(words, told, self.paragraph, gone)

    def _add(self, found: Paragraph, lines: list[Line]) -> None:
        """Add the lines of a paragraph, and of the text boxes that hang on it."""
        lines += self.paragraphs.lines(found)
        for box in found.words.boxes:
            lines += self.story(box)

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


def _furniture(package: Package, document: Any, body: _Reader, parts: Parts) -> Iterator[Furniture]:
    """Yield the words of headers, footers and notes, each text once, and what is drawn behind the text."""
    marks = list(body.words.watermarks)
    references = list(document.iter(W + "headerReference", W + "footerReference"))
    for kind, reason in (("header", "kepala halaman"), ("footer", "kaki halaman")):
        known = package.relations(package.main, kind)
        ids = [reference.get(R + "id") for reference in references if reference.tag == f"{W}{kind}Reference"]
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
