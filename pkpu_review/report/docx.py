"""Sheet → DOCX, landscape, as WordprocessingML.

Every answer is a content control whose tag names the provision (``pkpu:pasal-5/ayat-2``; ``pkpu-lama:``
for what was removed). Word allows 64 characters in a tag: a longer one is replaced by its hash. A custom
XML part lists every row (tag, ids in both versions), and the custom properties give the sha256 of the
files read. The same sheet gives the same bytes.
"""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files
from xml.sax.saxutils import escape

from pkpu_review.report import wordml
from pkpu_review.report.lines import side_lines
from pkpu_review.report.package import zipped
from pkpu_review.report.printable import printable
from pkpu_review.report.seal import PROPERTY, seal
from pkpu_review.report.sheet import Item, Row, Section, Sheet, Side
from pkpu_review.report.telling import quoted, text
from pkpu_review.report.wording import say
from pkpu_review.report.wordml import answer, attribute, cell, field, paragraph, provision, row, run, table

SCHEMA = "pkpu-review/sheet/1"
TAG_LIMIT = 64
"""Characters that Word allows in the tag of a content control."""
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 16838, 11906, 1021
"""A4 in landscape with margins of 1.8 cm, in twentieths of a point."""
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
WHOLE_LINES = 18
"""Lines up to which a row is kept on one page; a higher one may break, or pages would stay half empty."""
LETTER_SIZE, CELL_MARGINS = 9.0, 8.5
"""Of the text in a cell, in points."""
BRIEF_EXCERPT = 110
"""Characters quoted of a provision that concerns a division at second hand."""
SHARES: dict[tuple[str, ...], tuple[int, ...]] = {
    ("pair", "matrix"): (4, 29, 31, 10, 11, 15),
    ("single", "matrix"): (4, 62, 13, 21),
    ("pair",): (4, 26, 29, 20, 21),
    ("single",): (4, 47, 21, 28),
    ("brief",): (4, 50, 12, 34),
}
"""Widths of the columns in hundredths of the text width, for a form of section, in the matrix or on a sheet."""
HEAD_SHADE, BAND_SHADE = "DCE3EC", "F1F3F6"


def docx(sheet: Sheet) -> bytes:
    """Return *sheet* as the bytes of a DOCX file."""
    items = list(sheet.items)
    tags = {item.row.number: tag(item.row) for item in items}
    document = _document(sheet, tags)
    return zipped(
        {
            "[Content_Types].xml": _template("content-types.xml"),
            "_rels/.rels": _template("package.rels"),
            "word/document.xml": document,
            "word/_rels/document.xml.rels": _template("document.rels"),
            "word/styles.xml": _template("styles.xml"),
            "word/settings.xml": _template("settings.xml"),
            "word/footer1.xml": _footer(sheet),
            "docProps/core.xml": _core(sheet),
            "docProps/app.xml": _template("app.xml"),
            "docProps/custom.xml": _custom(sheet, seal(document.encode())),
            "customXml/item1.xml": _index(sheet, [item.row for item in items], tags),
            "customXml/itemProps1.xml": _template("item-properties.xml"),
            "customXml/_rels/item1.xml.rels": _template("item.rels"),
        }
    )


def tag(row: Row) -> str:
    """Return the tag of a row's answer, at most 64 characters."""
    prefix = "pkpu:" if row.new else "pkpu-lama:"
    whole = prefix + row.provision
    return whole if len(whole) <= TAG_LIMIT else f"{prefix}#{sha256(row.provision.encode()).hexdigest()[:32]}"


def _template(name: str) -> bytes:
    return files(__package__).joinpath("templates", "docx", name).read_bytes()


def _document(sheet: Sheet, tags: dict[int, str]) -> str:
    parts = [
        paragraph(run(sheet.kind), "Jenis", keep=True),
        paragraph(run(sheet.title), "Title", keep=True),
        table(
            (row([_fact(f.label, "Keterangan", 15), _fact(f.value, "Isi", 85)]) for f in sheet.facts),
            _widths((15, 85)),
            "Blok",
        ),
    ]
    parts += [paragraph(run(note), "Catatan") for note in sheet.notes]
    if any(section.form == "pair" and section.groups for section in sheet.sections):
        marks = run(say("note.marks-1")) + run(say("note.mark-insert"), "Tambahan") + run(", ")
        parts.append(paragraph(marks + run(say("note.mark-delete"), "Hapusan") + run("."), "Catatan"))
    count = 0
    for section in sheet.sections:
        parts.append(paragraph(run(section.title), "Heading1", keep=True))
        if not section.groups:
            parts.append(paragraph(run(section.empty), "Catatan"))
            continue
        if section.note:
            parts.append(paragraph(run(section.note), "Catatan", keep=True))
        parts.append(_section(section, tags, count))
        count += sum(1 for _ in section.items)
    size = f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}" w:orient="landscape"/>'
    margins = "".join(f' w:{side}="{MARGIN}"' for side in ("top", "right", "bottom", "left"))
    page = (
        f'<w:sectPr><w:footerReference w:type="default" r:id="rId3"/>{size}'
        f'<w:pgMar{margins} w:header="567" w:footer="510" w:gutter="0"/></w:sectPr>'
    )
    # a document may not end with a table: Word wants a paragraph, and a tiny one makes no empty page
    body = "".join(parts) + paragraph("", "Akhir") + page
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="{wordml.NAMESPACE}" '
        f'xmlns:r="{wordml.RELATIONS}"><w:body>{body}</w:body></w:document>'
    )


def _fact(value: str, style: str, share: int) -> str:
    return cell(paragraph(run(value), style), TEXT_WIDTH * share // 100)


def _widths(shares: tuple[int, ...]) -> list[int]:
    return [TEXT_WIDTH * share // 100 for share in shares]


def _section(section: Section, tags: dict[int, str], count: int) -> str:
    shares = SHARES.get((section.form, section.key)) or SHARES[(section.form,)]
    widths = _widths(shares)
    heads = [
        cell(paragraph(run(name), "Kepala", keep=True), width, shade=HEAD_SHADE)
        for name, width in zip(section.columns, widths, strict=True)
    ]
    rows = [row(heads, head=True)]
    for group in section.groups:
        if group.title:
            band = paragraph(run(group.title.replace(" > ", " › ")), "Pita", keep=True)
            rows.append(row([cell(band, sum(widths), len(widths), BAND_SHADE)]))
        for item in group.items:
            count += 1
            cells = _cells(section, item, tags[item.row.number], count)
            made = [cell(content, width) for content, width in zip(cells, widths, strict=True)]
            rows.append(row(made, whole=_height(section, item, widths) <= WHOLE_LINES))
    return table(rows, widths, "Matriks")


def _height(section: Section, item: Item, widths: list[int]) -> int:
    """Return the lines that the text columns of a row need."""
    if section.form == "brief":
        return 1
    sides = (item.row.old, item.row.new) if section.form == "pair" else (item.row.side,)
    step = wordml.STEP / 20
    return max(
        side_lines(side, width / 20 - CELL_MARGINS, LETTER_SIZE, step)
        for side, width in zip(sides, widths[1:], strict=False)
    )


def _cells(section: Section, item: Item, tag: str, count: int) -> list[str]:
    r = item.row
    number = paragraph(run(str(r.number)), "Nomor")
    if section.form == "brief":
        words = r.sentence or quoted(text(r.side), BRIEF_EXCERPT)
        where = _citation(r.side) + paragraph(run(words), "Sel")
        status = _kind(r) if r.kind else paragraph(run(r.side.place), "Sel")
        return [number, where, status, _reasons(item)]
    respond = answer(f"{say('column.response')} {r.citation}", tag, count, "Sel")
    if section.key == "matrix":
        texts = (
            [_side(r.old, "row.added"), _side(r.new, "row.removed"), _kind(r)]
            if section.form == "pair"
            else [_side(r.side, "")]
        )
        return [number, *texts, _divisions(r), respond]
    if section.form == "pair":
        reasons = _kind(r) + (_reasons(item) if item.reasons else "")
        old = _side(r.old, "row.added", "" if r.new else item.context)
        return [number, old, _side(r.new, "row.removed", item.context), reasons, respond]
    return [number, _side(r.side, "", item.context, r.was), _reasons(item), respond]


def _side(side: Side | None, missing: str, context: str = "", was: str = "") -> str:
    if side is None:
        return paragraph(run(say(missing)), "Kosong")
    above = paragraph(run(context), "Kecil") if context else ""
    return _citation(side, was) + above + "".join(provision(p, "Sel") for p in side.paragraphs)


def _citation(side: Side, was: str = "") -> str:
    beside = ", ".join(words for words in (side.place, say("row.was", old=was) if was else "") if words)
    place = run(f"  {beside}", "Tempat") if beside else ""
    return paragraph(run(side.citation) + place, "Sitasi")


def _kind(r: Row) -> str:
    style = "Perubahan" if r.touched else "Sel"
    made = "".join(paragraph(run(part), style) for part in r.kind.split("; ")) if r.kind else ""
    return made + (paragraph(run(say("row.doubtful")), "Kecil") if r.doubtful else "")


def _divisions(r: Row) -> str:
    made = "".join(paragraph(run(c.name), "Sel") for c in r.divisions)
    if not made and r.touched:
        made = paragraph(run(say("row.no-division")), "Kosong")
    if r.also:
        made += paragraph(run(say("row.also", names=", ".join(c.name for c in r.also))), "Kecil")
    return made or paragraph(run("—"), "Kosong")


def _reasons(item: Item) -> str:
    return "".join(paragraph(run(reason), "Kecil") for reason in item.reasons) or paragraph("", "Kecil")


def _footer(sheet: Sheet) -> str:
    page = run(f"{say('sheet.page')} ") + field("PAGE") + run(f" {say('sheet.of')} ") + field("NUMPAGES")
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:ftr xmlns:w="{wordml.NAMESPACE}">'
        f"{paragraph(run(sheet.footer) + '<w:r><w:tab/></w:r>' + page, 'Footer')}</w:ftr>"
    )


def _core(sheet: Sheet) -> str:
    # no dates: they would differ from run to run
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{wordml.text(f'{sheet.kind}: {sheet.title}')}</dc:title>"
        f"<dc:subject>{wordml.text(sheet.subject)}</dc:subject>"
        "<dc:creator>pkpu-review</dc:creator><dc:language>id-ID</dc:language></cp:coreProperties>"
    )


def _custom(sheet: Sheet, sealed: str) -> str:
    values = [("pkpu-schema", SCHEMA), ("pkpu-lembar", sheet.name), (PROPERTY, sealed)]
    values += [(f"pkpu-{role}-sha256", value) for role, value in sheet.hashes]
    made = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name={attribute(name)}>'
        f"<vt:lpwstr>{escape(printable(value))}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(values, 2)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        f'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{made}</Properties>'
    )


def _index(sheet: Sheet, rows: list[Row], tags: dict[int, str]) -> str:
    """Return the custom XML part: every row once, with its tag and its ids."""
    made = []
    for r in {r.number: r for r in rows}.values():
        ids = "".join(f" {name}={attribute(side.provision)}" for name, side in (("new", r.new), ("old", r.old)) if side)
        made.append(f'<row n="{r.number}" tag={attribute(tags[r.number])}{ids}/>')
    hashes = "".join(f" {role}={attribute(value)}" for role, value in sheet.hashes)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<sheet xmlns="urn:pkpu-review:sheet:1" schema="{SCHEMA}" name={attribute(sheet.name)}{hashes}>'
        f"{''.join(made)}</sheet>"
    )
