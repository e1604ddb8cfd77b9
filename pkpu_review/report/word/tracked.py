"""Comparison → a Word file of the new draft whose tracked changes lead back to the old one.

Accepting all of them gives the new version, rejecting all the old one, paragraph by paragraph and word for word: the
ends of paragraphs, labels, and rows of tables are tracked as well. What is in it is what was read (provisions, in
order); how the pages looked is not. The same comparison and date give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from importlib.resources import files
from itertools import groupby

from pkpu_review.model import Comparison
from pkpu_review.report.package import zipped
from pkpu_review.report.seal import seal
from pkpu_review.report.word import wordml
from pkpu_review.report.word.printed import Layout
from pkpu_review.report.word.weaving import woven
from pkpu_review.report.word.wordml import Tracking
from pkpu_review.report.word.woven import State, Unit, Woven, WovenRow, WovenTable
from pkpu_review.report.wording import say
from pkpu_review.tags import NEW, OLD, SEAL_PROPERTY, digest_property

AUTHOR = "pkpu-review"
STEP = 567
"""Room of one level, and of a label that hangs before its words, in twentieths of a point (1 cm)."""
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 11906, 16838, 1440
"""A4 with margins of 2.54 cm, in twentieths of a point."""
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
LETTER, CELL_MARGINS = 140, 200
"""Room of a wide letter in a cell, and of the margins beside it, in twentieths of a point."""
LONG_CELL = 60
"""Letters beyond which a longer cell asks for no wider column."""
_OLD: tuple[State, ...] = ("keep", "delete", "from")
_NEW: tuple[State, ...] = ("keep", "insert", "to")
"""States of what stands in the old version, and in the new one."""
WHOLE_ROW = 1_500
"""Letters of a row up to which it is kept on one page; a longer one may not fit on any."""


def tracked(comparison: Comparison, day: date | None = None) -> bytes:
    """Return the bytes of the Word file; the changes bear *day*, or no date."""
    document = _Writer(day).document(woven(comparison))
    return zipped(
        {
            "[Content_Types].xml": _template("content-types.xml"),
            "_rels/.rels": _template("package.rels"),
            "word/document.xml": document,
            "word/_rels/document.xml.rels": _template("document.rels"),
            "word/styles.xml": _template("styles.xml"),
            "word/settings.xml": _template("settings.xml"),
            "word/header1.xml": _header(),
            "docProps/core.xml": _core(comparison),
            "docProps/app.xml": _template("app.xml"),
            "docProps/custom.xml": _custom(comparison, seal(document.encode())),
        }
    )


def _template(name: str) -> bytes:
    return files("pkpu_review.report").joinpath("templates", "draft", name).read_bytes()


class _Writer:
    def __init__(self, day: date | None) -> None:
        self.tracking = Tracking(AUTHOR, f"{day.isoformat()}T00:00:00Z" if day else "")

    def document(self, blocks: Iterable[Woven | WovenTable]) -> str:
        """Return the main part."""
        size = f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/>'
        margins = "".join(f' w:{side}="{MARGIN}"' for side in ("top", "right", "bottom", "left"))
        # the first page of a draft bears no number
        page = (
            f'<w:sectPr><w:headerReference w:type="default" r:id="rId3"/>{size}'
            f'<w:pgMar{margins} w:header="709" w:footer="709" w:gutter="0"/><w:titlePg/></w:sectPr>'
        )
        return (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="{wordml.NAMESPACE}" '
            f'xmlns:r="{wordml.RELATIONS}">'
            f"<w:body>{''.join(self._blocks(blocks))}{page}</w:body></w:document>"
        )

    def _blocks(self, blocks: Iterable[Woven | WovenTable]) -> Iterator[str]:
        move, end, last = (0, ""), "", ""
        for block in blocks:
            found = (0, "")
            if isinstance(block, Woven) and block.move:
                found = block.move, "to" if block.end in ("to", "insert") else "from"
            if found != move:
                if end:
                    yield end
                    end = ""
                if found[0]:
                    start, end = self.tracking.range_start(found[1], f"pindah-{found[0]}")
                    yield start
                move = found
            if isinstance(block, Woven):
                yield self._paragraph(block, last == "table")
                last = block.end
            else:
                yield self._table(block)
                last = "table"
        yield end
        if last != "keep":
            # the last paragraph of a document can neither be inserted nor deleted, nor may a table be the last
            yield "<w:p/>"

    # -- paragraphs ---------------------------------------------------------------------------

    def _paragraph(self, block: Woven, below: bool) -> str:
        properties = _layout(block.layout, below)
        mark = self.tracking.mark(block.end)
        if mark:
            properties += f"<w:rPr>{mark}</w:rPr>"
        if block.before is not None:
            change = self.tracking.attributes()
            properties += f"<w:pPrChange{change}><w:pPr>{_layout(block.before, below)}</w:pPr></w:pPrChange>"
        return f"<w:p><w:pPr>{properties}</w:pPr>{self._runs(block.label, block.words)}</w:p>"

    def _runs(self, label: tuple[Unit, ...], words: tuple[Unit, ...]) -> str:
        return "".join(self.tracking.run(text, state) for text, state in pieces(label, words))

    # -- tables -------------------------------------------------------------------------------

    def _table(self, table: WovenTable) -> str:
        widths = _widths(table)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        below: dict[int, int] = {}
        rows = "".join(self._row(row, widths, below) for row in table.rows)
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="Tabel"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
        )

    def _row(self, row: WovenRow, widths: list[int], below: dict[int, int]) -> str:
        properties = "<w:cantSplit/>" if _letters(row) < WHOLE_ROW else ""
        properties += ("<w:tblHeader/>" if row.head else "") + self.tracking.mark(row.state)
        cells = "".join(self._cells(row, widths, below))
        return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{cells}</w:tr>"

    def _cells(self, row: WovenRow, widths: list[int], below: dict[int, int]) -> Iterator[str]:
        """Yield the cells of a row; *below*: column → columns of what is merged from there into the rows below."""
        for place, wide, merge in _places(row, len(widths), below):
            properties = f'<w:tcW w:w="{sum(widths[place : place + wide])}" w:type="dxa"/>'
            properties += f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
            properties += merge
            mark = self.tracking.mark(row.state)
            end = f'<w:pPr><w:pStyle w:val="Sel"/>{f"<w:rPr>{mark}</w:rPr>" if mark else ""}</w:pPr>'
            words = self._runs((), row.cells[place]) if place < len(row.cells) else ""
            yield f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{end}{words}</w:p></w:tc>"


def _places(row: WovenRow, columns: int, below: dict[int, int]) -> Iterator[tuple[int, int, str]]:
    """Yield the cells of a row: place, columns it takes, and its property where it is merged with others below."""
    if not row.spans:
        # a row with fewer cells than the table has columns: its last cell takes what is left
        last = max(len(row.cells), 1) - 1
        yield from ((place, columns - place if place == last else 1, "") for place in range(last + 1))
        return
    place = 0
    while place < columns:
        wide, high = row.spans[place] if place < len(row.spans) else (1, 1)
        if wide:
            below[place] = wide
            yield place, wide, '<w:vMerge w:val="restart"/>' if high > 1 else ""
        else:
            wide = below.get(place, 1)
            yield place, wide, "<w:vMerge/>"
        place += wide


def _letters(row: WovenRow) -> int:
    return sum(len(word) + 1 for cell in row.cells for word, _ in cell)


def _widths(table: WovenTable) -> list[int]:
    """Return the widths of the columns: room for the longest word of each, and a share of what is left."""
    needed = [0] * max(1, table.columns)
    asked = [1] * len(needed)
    for row in table.rows:
        for place, cell in enumerate(row.cells[: len(needed)]):
            if not row.spans or row.spans[place][0] == 1:
                # words that give way to others stand before them without a space
                shown = "".join(text for text, _ in pieces((), cell)).split()
                needed[place] = max(needed[place], *(len(word) for word in shown), 1) if cell else needed[place]
                asked[place] = max(asked[place], min(sum(len(word) + 1 for word, _ in cell), LONG_CELL))
    least = [LETTER * letters + CELL_MARGINS for letters in needed]
    rest = TEXT_WIDTH - sum(least)
    if rest < 0:
        return [TEXT_WIDTH * width // sum(least) for width in least]
    return [width + rest * letters // sum(asked) for width, letters in zip(least, asked, strict=True)]


def pieces(label: Iterable[Unit], words: Iterable[Unit]) -> list[tuple[str, State]]:
    """Return the text of a paragraph in runs of one state, white space in the state in which it is needed.

    Behind the label stands a tab, between words a space: in either version exactly where it has words on both sides.
    """
    made: list[tuple[str, State]] = []
    old = new = ""  # what parts the next word from those before it, in the old version and in the new one
    label, words = tuple(label), tuple(words)
    for units, gap in ((label, " "), (words, "\t")):
        if gap == "\t":
            old, new = old and gap, new and gap
            if old and new and all(any(state in there for _, state in words) for there in (_OLD, _NEW)):
                made.append((gap, "keep"))
                old = new = ""
        for word, state in units:
            if state == "keep" and old == new:
                made.append((old, "keep"))
            elif state == "keep":
                made.append((old, "delete"))
                made.append((new, "insert"))
            else:
                made.append((old if state in _OLD else new, state))
            made.append((word, state))
            old = " " if state in _OLD else old
            new = " " if state in _NEW else new
    runs = groupby((piece for piece in made if piece[0]), lambda piece: piece[1])
    return [("".join(text for text, _ in run), state) for state, run in runs]


def _layout(layout: Layout, below: bool = False) -> str:
    """Return the properties of a paragraph that say how it stands; *below* a table there is room above it."""
    style = f'<w:pStyle w:val="{layout.style}"/>' if layout.style != "Isi" else ""
    style += '<w:spacing w:before="200"/>' if below else ""
    left = STEP * (layout.depth + layout.hanging)
    if layout.hanging:
        return f'{style}<w:ind w:left="{left}" w:hanging="{STEP}"/>'
    return f'{style}<w:ind w:left="{left}"/>' if left else style


def _header() -> str:
    number = wordml.run("- ") + wordml.field("PAGE") + wordml.run(" -")
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:hdr xmlns:w="{wordml.NAMESPACE}">'
        f'<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{number}</w:p></w:hdr>'
    )


def _core(comparison: Comparison) -> str:
    # no dates: they would differ from run to run
    title = f"{comparison.old.source.name} → {comparison.new.source.name}"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{wordml.text(say('comparison.title'))}: {wordml.text(title)}</dc:title>"
        f"<dc:creator>{AUTHOR}</dc:creator><dc:language>id-ID</dc:language></cp:coreProperties>"
    )


def _custom(comparison: Comparison, sealed: str) -> str:
    values = [(SEAL_PROPERTY, sealed)]
    sides = ((OLD, comparison.old), (NEW, comparison.new))
    values += [(digest_property(role), side.source.sha256) for role, side in sides]
    return wordml.custom_properties(values)
