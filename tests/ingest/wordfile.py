"""Small Word files for tests, from the XML that a test is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def root(name: str, inner: str) -> str:
    """A part whose root element is ``w:name``."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<w:{name} {NAMESPACES}>{inner}</w:{name}>'


def relationships(targets: Mapping[str, tuple[str, str]]) -> str:
    """A part of relationships: id → (kind, target)."""
    inner = "".join(
        f'<Relationship Id="{id}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for id, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def word(body: str, **parts: str) -> bytes:
    """A .docx with *body* inside w:body.

    A further part is given by its kind and holds the inside of its root: ``numbering``, ``styles``,
    ``settings``, ``footnotes``, ``endnotes``, ``header``, ``footer``.
    """
    roots = {"header": "hdr", "footer": "ftr"}
    whole = {f"word/{kind}.xml": root(roots.get(kind, kind), inner) for kind, inner in parts.items()}
    targets = {f"r{place}": (kind, f"{kind}.xml") for place, kind in enumerate(parts, 1)}
    for id, (kind, _) in targets.items():
        if kind in roots:
            body += f'<w:sectPr><w:{kind}Reference w:type="default" r:id="{id}"/></w:sectPr>'
    types = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for kind in ("document.main", *parts)
    ).replace("document.main.xml", "document.xml")
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
            "_rels/.rels": relationships({"r1": ("officeDocument", "word/document.xml")}),
            "word/_rels/document.xml.rels": relationships(targets),
            "word/document.xml": root("document", f"<w:body>{body}</w:body>"),
            **whole,
        }
    )


def packed(parts: Mapping[str, str] | Mapping[str, bytes] | Mapping[str, str | bytes]) -> bytes:
    """The parts in a ZIP package."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def t(text: str) -> str:
    """A run with *text*."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(inner: str = "", properties: str = "") -> str:
    """A paragraph; *inner* is text, or XML where it begins with a tag."""
    content = inner if inner.startswith("<") else t(inner) if inner else ""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def listed(list_id: int | str, depth: int | None = 0) -> str:
    """The properties of a paragraph in a list."""
    level = "" if depth is None else f'<w:ilvl w:val="{depth}"/>'
    return f'<w:numPr>{level}<w:numId w:val="{list_id}"/></w:numPr>'


def level(depth: int, form: str, text: str, more: str = "", start: int | None = 1) -> str:
    """One level of a list; *more* is XML that stands behind its format."""
    begins = "" if start is None else f'<w:start w:val="{start}"/>'
    return (
        f'<w:lvl w:ilvl="{depth}">{begins}<w:numFmt w:val="{form}"/>{more}<w:lvlText w:val={quoteattr(text)}/></w:lvl>'
    )


def abstract(id: int, *levels: str, more: str = "") -> str:
    """The definition of a list."""
    return f'<w:abstractNum w:abstractNumId="{id}">{more}{"".join(levels)}</w:abstractNum>'


def num(id: int, definition: int, overrides: str = "") -> str:
    """A list that is printed as *definition* says."""
    return f'<w:num w:numId="{id}"><w:abstractNumId w:val="{definition}"/>{overrides}</w:num>'


def begins(depth: int, start: int) -> str:
    """An override of the start of one level."""
    return f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def table(*rows: str, borders: str = "single", columns: int = 0) -> str:
    """A table; each row is the inside of a w:tr."""
    sides = "".join(f'<w:{side} w:val="{borders}"/>' for side in ("top", "left", "bottom", "right", "insideH"))
    drawn = f"<w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr>" if borders else "<w:tblPr/>"
    grid = '<w:gridCol w:w="2000"/>' * columns
    return f"<w:tbl>{drawn}<w:tblGrid>{grid}</w:tblGrid>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def tc(*inner: str, properties: str = "") -> str:
    """A cell of paragraphs, each text or XML."""
    content = "".join(part if part.startswith(("<w:p>", "<w:tbl>", "<w:sdt>")) else p(part) for part in inner or ("",))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"
