"""Document → DOCX, as WordprocessingML.

Every place to write in is a content control whose tag names it (:mod:`pkpu_review.tags`). A custom XML part lists every
row with its ids in both versions, and the custom properties give the sha256 of the files read. The same document gives
the same bytes. Charts are tables with shaded bars: they print in grey, and a screen reader reads them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib.resources import files
from itertools import zip_longest
from math import ceil

from pkpu_review.report.document import (
    Answer,
    Bars,
    Block,
    Cell,
    Column,
    Document,
    Facts,
    Grid,
    Heading,
    Kind,
    Line,
    Points,
    Spans,
    Words,
)
from pkpu_review.report.lines import SAFETY, paragraph_lines, parted
from pkpu_review.report.lines import width as words_width
from pkpu_review.report.package import zipped
from pkpu_review.report.seal import seal
from pkpu_review.report.sheet import Paragraph, Run
from pkpu_review.report.word import wordml
from pkpu_review.report.word.docx_charts import bars, spans
from pkpu_review.report.word.wordml import (
    Control,
    attribute,
    cell,
    control,
    field,
    paragraph,
    provision,
    row,
    run,
    table,
)
from pkpu_review.report.wording import say
from pkpu_review.tags import INDEX, NAME_PROPERTY, SCHEMA, SEAL_PROPERTY, digest_property

LONG, SHORT = 16838, 11906
"""Sides of an A4 page, in twentieths of a point."""
MARGIN = 1021
"""1.8 cm, in twentieths of a point."""
WHOLE = 0.85
"""Share of a page up to which a row is kept on one. A higher row may break, or most of a page would stay empty."""
GRID_INSET = 85
"""What a cell of a table keeps free left and right, in twentieths of a point."""
BELOW_TABLE = (
    '<w:top w:val="single" w:sz="6" w:space="0" w:color="1F3864"/><w:left w:val="nil"/><w:bottom w:val="nil"/>'
    '<w:right w:val="nil"/>'
)
"""Lines of the row in which is signed: the end of the table above it."""
HEADS: dict[Kind, str] = {"number": "KepalaNomor"}
"""Style of the head of a column, where it is not that of words."""
LETTER_SIZE, SMALL_SIZE, CELL_MARGINS = 9.0, 8.0, 8.5
"""Of the text in a cell, in points."""
SMALL = ("context", "small", "warning")
"""Styles of paragraphs in small letters."""
LINE_HEIGHT, PARAGRAPH_GAP, ANSWER_HEIGHT, ROW_MARGINS = 1.17, 2.0, 16.0, 3.0
"""Of a line in letter sizes; below a paragraph, of a place to write in, and above and below a cell, in points."""
FACT_SHARES, MOST_NAME = (15, 24), 40
"""Width of the names of facts, in hundredths, on a wide page and on a high one; and at most, where they are long."""
TOGETHER = 12
"""Facts that are kept on one page; a longer list may break."""
RUNNING_SIZE = 9.5
"""Of the text outside tables, in points."""
UNSEEN_BREAK = "\N{ZERO WIDTH SPACE}"
"""Where a word of the small print may break that is wider than its column: in Word nothing else allows it."""
ROOM_TO_SIGN = 3
"""Empty lines above a name."""
HEAD_SHADE, BAND_SHADE, STRONG_SHADE = "DCE3EC", "F1F3F6", "F6F8FB"
STYLES = {
    "text": "Sel",
    "citation": "Sitasi",
    "context": "Kecil",
    "small": "Kecil",
    "status": "Perubahan",
    "label": "Perubahan",
    "missing": "Kosong",
    "warning": "Peringatan",
    "lead": "Sel",
}
"""Style of a paragraph in a cell."""
RUNNING = {**STYLES, "text": "Normal", "small": "Catatan", "missing": "Catatan", "lead": "Pokok", "warning": "Awas"}
"""Style of a paragraph in running text."""


def docx(document: Document) -> bytes:
    """Return *document* as the bytes of a DOCX file."""
    body = _Body(document).xml()
    return zipped(
        {
            "[Content_Types].xml": _template("content-types.xml"),
            "_rels/.rels": _template("package.rels"),
            "word/document.xml": body,
            "word/_rels/document.xml.rels": _template("document.rels"),
            "word/styles.xml": _template("styles.xml"),
            "word/settings.xml": _template("settings.xml"),
            "word/fontTable.xml": _template("font-table.xml"),
            "word/theme/theme1.xml": _template("theme.xml"),
            "word/footer1.xml": _footer(document),
            "docProps/core.xml": _core(document),
            "docProps/app.xml": _template("app.xml"),
            "docProps/custom.xml": _custom(document, seal(body.encode())),
            "customXml/item1.xml": _index(document),
            "customXml/itemProps1.xml": _template("item-properties.xml"),
            "customXml/_rels/item1.xml.rels": _template("item.rels"),
        }
    )


def _template(name: str) -> bytes:
    return files("pkpu_review.report").joinpath("templates", "docx", name).read_bytes()


class _Body:
    """Makes the main part: numbers the content controls, and knows the width of the page."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.page = (LONG, SHORT) if document.wide else (SHORT, LONG)
        self.width = self.page[0] - 2 * MARGIN
        self.controls = 0
        self.closed = False

    def xml(self) -> str:
        """Return the main part."""
        document = self.document
        parts = [*self._head()]
        for block, after in zip_longest(document.blocks, document.blocks[1:]):
            parts += self._block(block, after)
            if isinstance(block, Facts | Grid) and isinstance(after, Facts | Grid):
                parts.append(paragraph("", "Sela"))  # Word makes one table of two that follow each other
        if document.signed and not self.closed:
            parts += [paragraph("", "Catatan", keep=True), self._signing(self.width)]
        orient = ' w:orient="landscape"' if document.wide else ""
        size = f'<w:pgSz w:w="{self.page[0]}" w:h="{self.page[1]}"{orient}/>'
        margins = "".join(f' w:{side}="{MARGIN}"' for side in ("top", "right", "bottom", "left"))
        page = (
            f'<w:sectPr><w:footerReference w:type="default" r:id="rId3"/>{size}'
            f'<w:pgMar{margins} w:header="567" w:footer="510" w:gutter="0"/></w:sectPr>'
        )
        # a document may not end with a table: Word wants a paragraph, and a tiny one makes no empty page
        return (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="{wordml.NAMESPACE}" '
            f'xmlns:r="{wordml.RELATIONS}"><w:body>{"".join(parts)}{paragraph("", "Akhir")}{page}</w:body></w:document>'
        )

    def _head(self) -> Iterator[str]:
        office = self.document.office
        for place, name in enumerate(office.names):
            yield paragraph(run(name), "KopNama" if place == len(office.names) - 1 else "Kop", keep=True)
        below = [words for words in (office.address, office.contact) if words] if office.names else []
        for words in below:
            yield paragraph(run(words), "KopAlamat", keep=True)
        if office.names:
            yield paragraph("", "KopGaris", keep=True)
        yield paragraph(run(self.document.kind), "Jenis", keep=True)
        yield paragraph(run(self.document.title), "Title", keep=True)

    def _block(self, block: Block, after: Block | None) -> Iterator[str]:
        """Yield *block*; the end of the last one is kept with who signs, words with the table that they introduce."""
        closes = self.document.signed and after is None
        if isinstance(block, Heading):
            yield paragraph(run(block.text), f"Heading{min(block.level, 2)}", keep=True)
        elif isinstance(block, Words):
            for one in block.paragraphs:
                style = "Awas" if block.tone == "warning" else RUNNING[one.style]
                yield provision(one, style, keep=closes or isinstance(after, Grid | Bars | Spans | Points))
        elif isinstance(block, Points):
            yield from self._points(block, closes)
        elif isinstance(block, Facts):
            yield self._facts(block)
        elif isinstance(block, Grid):
            yield self._grid(block, closes)
        elif isinstance(block, Bars):
            yield from bars(block, self.width)
        else:
            yield from spans(block, self.width)

    # -- text -------------------------------------------------------------------------------------

    def _points(self, block: Points, closes: bool) -> Iterator[str]:
        for number, point in enumerate(block.points, 1):
            sign = f"{number}." if block.ordered else "•"
            kept = closes and number == len(block.points)
            for place, one in enumerate(point):
                if place:
                    yield paragraph(wordml.marked(one.runs), "Bawah", keep=kept or place < len(point) - 1)
                else:
                    content = run(sign) + "<w:r><w:tab/></w:r>" + wordml.marked(one.runs)
                    yield paragraph(content, "Butir", keep=kept or len(point) > 1)

    def _facts(self, block: Facts) -> str:
        longest = max((words_width(name) for name, _ in block.facts), default=0)
        needed = ceil((longest * RUNNING_SIZE * SAFETY / 50 + GRID_INSET * 2) * 100 / self.width)
        share = min(max(FACT_SHARES[0 if self.document.wide else 1], needed), MOST_NAME)
        widths = self._widths((share, 100 - share))
        made = []
        for place, (name, value) in enumerate(block.facts, 1):
            kept = place < len(block.facts) <= TOGETHER
            told = cell(paragraph(run(name), "Keterangan", keep=kept), widths[0])
            made.append(row([told, cell(self._fact(value, kept), widths[1])]))
        return table(made, widths, "Blok")

    def _fact(self, value: Cell, keep: bool) -> str:
        if value.answers:
            return "".join(self._control(answer, keep=keep) for answer in value.answers)
        return "".join(provision(one, "Isi", keep) for one in value.paragraphs) or paragraph("", "Isi", keep=keep)

    # -- tables -----------------------------------------------------------------------------------

    def _widths(self, shares: Iterable[int]) -> list[int]:
        return [self.width * share // 100 for share in shares]

    def _grid(self, grid: Grid, closes: bool) -> str:
        widths = self._widths(column.share for column in grid.columns)
        heads = [
            cell(paragraph(run(column.title), HEADS.get(column.kind, "Kepala"), keep=True), width, shade=HEAD_SHADE)
            for column, width in zip(grid.columns, widths, strict=True)
        ]
        made = [row(heads, head=True)]
        for line in grid.lines:
            if line.band:
                content = "".join(provision(one, "Pita", keep=True) for one in line.cells[0].paragraphs)
                made.append(row([cell(content, sum(widths), len(widths), BAND_SHADE)]))
                continue
            shade = STRONG_SHADE if line.strong else ""
            whole = height(line, widths) <= WHOLE * (self.page[1] - 2 * MARGIN) / 20
            kept = closes and whole and line is grid.lines[-1]
            cells = [
                cell(self._cell(_parted(one, width), column, kept), width, shade=shade)
                for one, column, width in zip(line.cells, grid.columns, widths, strict=True)
            ]
            made.append(row(cells, whole))
            if kept:
                made.append(self._closing(widths))
        caption = paragraph(run(grid.caption), "Judul", keep=True) if grid.caption else ""
        return caption + table(made, widths, "Matriks", grid.name)

    def _cell(self, one: Cell, column: Column, keep: bool) -> str:
        if one.answers:
            several = len(one.answers) > 1
            labels = [answer.label if several else "" for answer in one.answers]
            return "".join(self._control(*told, keep) for told in zip(one.answers, labels, strict=True))
        if column.kind == "number":
            return "".join(paragraph(wordml.marked(p.runs), "Nomor", keep=keep) for p in one.paragraphs)
        return "".join(provision(p, STYLES[p.style], keep) for p in one.paragraphs)

    def _control(self, answer: Answer, label: str = "", keep: bool = False) -> str:
        self.controls += 1
        told = Control(answer.title, answer.tag.short, self.controls, answer.choices, answer.value, label)
        return control(told, "Tulis", keep)

    # -- the end ----------------------------------------------------------------------------------

    def _closing(self, widths: list[int]) -> str:
        """Return a row without lines, in which those sign who would else stand alone on a page: LibreOffice keeps rows
        of one table together, but not the last one with what follows the table."""
        self.closed = True
        signing = self._signing(sum(widths) - 2 * GRID_INSET)
        content = paragraph("", "Catatan", keep=True) + signing + paragraph("", "Akhir")
        return row([cell(content, sum(widths), len(widths), borders=BELOW_TABLE)])

    def _signing(self, width: int) -> str:
        """Return place and date, and below them, from left to right, who signs: post, room, name, number."""
        office = self.document.office
        where = f"{office.place or say('sign.blank')}, {self.document.day or say('sign.blank')}"
        count = max(2, len(office.signatories))
        free = [""] * (count - len(office.signatories))
        rows = [[""] * (count - 1) + [_signed(where)]]
        if office.signatories:
            rows.append(free + [_signed(f"{one.post},") for one in office.signatories])
            rows.append([_signed("") * ROOM_TO_SIGN] * count)
            rows.append(free + [_signed(one.name or say("sign.blank"), "Nama") for one in office.signatories])
            numbers = [say("sign.number", number=one.number) if one.number else "" for one in office.signatories]
            rows.append(free + [_signed(number) for number in numbers])
        widths = [width // count] * count
        return table(
            (
                row([cell(one or _signed(""), width) for one, width in zip(cells, widths, strict=True)])
                for cells in rows
            ),
            widths,
            "Blok",
        )


def _signed(words: str, style: str = "") -> str:
    return paragraph(run(words, style) if words else "", "Tanda", keep=True)


def _parted(one: Cell, width: int) -> Cell:
    """Return a cell whose small print may break within the names of files and cells that are wider than its column."""
    room = width / 20 - CELL_MARGINS
    if not any(p.style in SMALL for p in one.paragraphs):
        return one
    made = (
        replace(p, runs=tuple(_seamed(run, room) for run in p.runs)) if p.style in SMALL else p for p in one.paragraphs
    )
    return replace(one, paragraphs=tuple(made))


def _seamed(run: Run, room: float) -> Run:
    words = parted(run.text, room, SMALL_SIZE, UNSEEN_BREAK)
    return run if words == run.text else replace(run, text=words)


def height(line: Line, widths: list[int]) -> float:
    """Return the points that the fullest cell of a row needs; *widths* in twentieths of a point."""
    most = 0.0
    for one, width in zip(line.cells, widths, strict=True):
        room = width / 20 - CELL_MARGINS
        most = max(most, len(one.answers) * ANSWER_HEIGHT, sum(_height(p, room) for p in one.paragraphs))
    return most + ROW_MARGINS


def _height(one: Paragraph, room: float) -> float:
    size = SMALL_SIZE if one.style in SMALL else LETTER_SIZE
    return paragraph_lines(one, room, size, wordml.STEP / 20) * size * LINE_HEIGHT + PARAGRAPH_GAP


def _footer(document: Document) -> str:
    page = run(f"{say('sheet.page')} ") + field("PAGE") + run(f" {say('sheet.of')} ") + field("NUMPAGES")
    end = (LONG if document.wide else SHORT) - 2 * MARGIN
    tabs = f'<w:tabs><w:tab w:val="clear" w:pos="14796"/><w:tab w:val="right" w:pos="{end}"/></w:tabs>'
    properties = f'<w:pPr><w:pStyle w:val="Footer"/>{tabs}</w:pPr>'
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:ftr xmlns:w="{wordml.NAMESPACE}">'
        f"<w:p>{properties}{run(document.footer)}<w:r><w:tab/></w:r>{page}</w:p></w:ftr>"
    )


def _core(document: Document) -> str:
    # no dates: they would differ from run to run
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{wordml.text(f'{document.kind}: {document.title}')}</dc:title>"
        f"<dc:subject>{wordml.text(document.subject)}</dc:subject>"
        "<dc:creator>pkpu-review</dc:creator><dc:language>id-ID</dc:language></cp:coreProperties>"
    )


def _custom(document: Document, sealed: str) -> str:
    values = [("pkpu-schema", SCHEMA), (NAME_PROPERTY, document.name), (SEAL_PROPERTY, sealed)]
    values += [(digest_property(role), value) for role, value in document.hashes]
    return wordml.custom_properties(values)


def _index(document: Document) -> str:
    """Return the custom XML part: every row once, with its number and its ids."""
    made = []
    for number, line in {line.tag.number: line for line in document.lines if line.tag}.items():
        ids = "".join(f" {name}={attribute(id)}" for name, id in (("new", line.new), ("old", line.old)) if id)
        made.append(f'<row n="{number}"{ids}/>')
    hashes = "".join(f" {role}={attribute(value)}" for role, value in document.hashes)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<sheet xmlns="{INDEX}" schema="{SCHEMA}" name={attribute(document.name)}{hashes}>{"".join(made)}</sheet>'
    )
