"""Texts, runs and cells → WordprocessingML: the only place that writes it, and that escapes what stands in it.

Elements stand in the order that the schemas of ISO/IEC 29500-1 (transitional) ask for: Word is strict
about it. Colours and marks are styles, so that an office can change them in Word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from pkpu_review.report.printable import printable
from pkpu_review.report.sheet import Mark, Paragraph, Run, Tone

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STEP = 340
"""Indent of one level, in twentieths of a point (0.6 cm)."""
WIDE_STEP = 480
"""Indent where a label of the paragraph needs more room: ``(10)``."""
HANGING_LABEL = 5
"""Characters of a label that still hangs before its text; a longer one (``BAB II``) stands in front of it."""
EMPTY_ANSWER = "\N{NO-BREAK SPACE}" * 8
"""What an answer holds before someone writes: nothing to see, and room to click on."""

STATES = {"insert": "ins", "delete": "del", "from": "moveFrom", "to": "moveTo"}
"""The state of a word, the end of a paragraph, or a row → the element that says so; any other is kept."""
_STYLES: dict[Mark, str] = {"equal": "", "insert": "Tambahan", "delete": "Hapusan"}
_TONES: dict[Tone, str] = {"plain": "", "strong": "Tebal", "soft": "Tempat"}
_BREAKS = re.compile(r"[\t\r\n]+")


def text(value: str) -> str:
    """Return *value* as element content: printable, on one line, escaped."""
    return escape(_BREAKS.sub(" ", printable(value)))


def attribute(value: str) -> str:
    """Return *value* as a quoted attribute value."""
    return quoteattr(_BREAKS.sub(" ", printable(value)))


def custom_properties(values: Iterable[tuple[str, str]]) -> str:
    """Return the part of a file that holds these custom properties (name, value)."""
    made = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name={attribute(name)}>'
        f"<vt:lpwstr>{text(value)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(values, 2)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        f'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{made}</Properties>'
    )


def run(value: str, style: str = "") -> str:
    """Return one run in a character style."""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text(value)}</w:t></w:r>'


def paragraph(content: str, style: str = "", left: int = 0, hanging: int = 0, keep: bool = False) -> str:
    """Return a paragraph of runs: indents in twentieths of a point; *keep* holds it with the next one."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += "<w:keepNext/>" if keep else ""
    if left or hanging:
        properties += f'<w:ind w:left="{left}" w:hanging="{hanging}"/>' if hanging else f'<w:ind w:left="{left}"/>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>" if properties else f"<w:p>{content}</w:p>"


def marked(runs: Iterable[Run]) -> str:
    """Return runs with their marks and tones."""
    return "".join(run(r.text, _STYLES[r.mark] or _TONES[r.tone]) for r in runs if r.text)


def provision(p: Paragraph, style: str, keep: bool = False) -> str:
    """Return one paragraph of a provision, its label hanging before it; *keep* holds it with the next one."""
    if not p.label:
        return paragraph(marked(p.runs), style, STEP * p.depth, keep=keep)
    label = run(p.label, _STYLES[p.mark])
    if len(p.label) > HANGING_LABEL or " " in p.label:
        return paragraph(label + run(" ") + marked(p.runs), style, STEP * p.depth, keep=keep)
    step = STEP if len(p.label) < 4 else WIDE_STEP
    return paragraph(label + "<w:r><w:tab/></w:r>" + marked(p.runs), style, STEP * p.depth + step, step, keep)


def cell(content: str, width: int, span: int = 1, shade: str = "", borders: str = "") -> str:
    """Return a table cell of paragraphs; *width* in twentieths of a point, *borders* where they are not the table's."""
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    properties += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    properties += f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""
    properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content or '<w:p/>'}</w:tc>"


def row(cells: Iterable[str], whole: bool = True, head: bool = False) -> str:
    """Return a table row; *whole* keeps it on one page, *head* repeats it on every page."""
    properties = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if head else "")
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(cells)}</w:tr>"


def table(rows: Iterable[str], widths: Iterable[int], style: str, name: str = "") -> str:
    """Return a table of fixed column *widths*; a screen reader says its *name*."""
    columns = list(widths)
    caption = f"<w:tblCaption w:val={attribute(name[:255])}/>" if name else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        f'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>{caption}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


@dataclass(frozen=True, slots=True)
class Control:
    """A content control to write in: what a screen reader says, the *tag* that a program finds it by, its *number* in
    the document, what may be chosen (nothing: any words), what stands in it, and the *label* before it."""

    title: str
    tag: str
    number: int
    choices: tuple[str, ...] = ()
    value: str = ""
    label: str = ""


def control(one: Control, style: str, keep: bool = False) -> str:
    """Return a paragraph with a content control (ISO/IEC 29500-1, 17.5.2); *keep* holds it with the next one."""
    kind = '<w:text w:multiLine="1"/>'
    if one.choices:
        items = "".join(f"<w:listItem w:displayText={attribute(c)} w:value={attribute(c)}/>" for c in one.choices)
        kind = f"<w:dropDownList>{items}</w:dropDownList>"
    empty = "" if one.value else "<w:showingPlcHdr/>"
    label = run(f"{one.label}: ", "Isian") if one.label else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{"<w:keepNext/>" if keep else ""}</w:pPr>{label}<w:sdt><w:sdtPr>'
        f"<w:alias w:val={attribute(one.title[:64])}/><w:tag w:val={attribute(one.tag)}/>"
        f'<w:id w:val="{one.number}"/>{empty}{kind}</w:sdtPr>'
        f"<w:sdtContent>{run(one.value or EMPTY_ANSWER)}</w:sdtContent></w:sdt></w:p>"
    )


class Tracking:
    """Tracked changes of one document (ISO/IEC 29500-1, 17.13.5): each with a number, an author and perhaps a date."""

    def __init__(self, author: str, date: str = "") -> None:
        self._who = f" w:author={attribute(author)}" + (f" w:date={attribute(date)}" if date else "")
        self._count = 0

    def attributes(self, more: str = "") -> str:
        """Return the attributes of the next change, *more* behind them."""
        self._count += 1
        return f' w:id="{self._count}"{self._who}{more}'

    def run(self, value: str, state: str) -> str:
        """Return words in one run, tabs as tabs, in the *state* in which they are: one of :data:`STATES`, or kept."""
        tag = "delText" if state == "delete" else "t"
        parts = value.split("\t")
        made = "<w:tab/>".join(
            f'<w:{tag} xml:space="preserve">{text(part)}</w:{tag}>' if part else "" for part in parts
        )
        return self.wrapped(f"<w:r>{made}</w:r>", state)

    def wrapped(self, content: str, state: str) -> str:
        """Return *content* in the element of *state*; as it is where it is kept."""
        element = STATES.get(state)
        return f"<w:{element}{self.attributes()}>{content}</w:{element}>" if element else content

    def mark(self, state: str) -> str:
        """Return the element that marks the end of a paragraph, or a row."""
        element = STATES.get(state)
        return f"<w:{element}{self.attributes()}/>" if element else ""

    def range_start(self, state: str, name: str) -> tuple[str, str]:
        """Return the start and the end of what is moved together under *name*."""
        element = STATES[state]
        more = f" w:name={attribute(name)}"
        start = f"<w:{element}RangeStart{self.attributes(more)}/>"
        return start, f'<w:{element}RangeEnd w:id="{self._count}"/>'


def field(name: str) -> str:
    """Return a field that Word fills in: PAGE, NUMPAGES."""
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
