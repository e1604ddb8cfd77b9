"""Charts of a document → tables of WordprocessingML with shaded bars, below a scale where they show days."""

from __future__ import annotations

from collections.abc import Iterator

from pkpu_review.report.axis import axis
from pkpu_review.report.document import Bars, Spans
from pkpu_review.report.word.wordml import cell, paragraph, row, run, table

BAR_SHARES, SPAN_SHARES = (30, 58, 12), (34, 24, 42)
"""Shares of labels, bars and texts, and of names, days and drawing."""
SLIMMEST = 0.012
"""Share of the room that the shortest bar takes: it is to be seen."""
CELL_RIGHT = 110
"""What a cell keeps free at its right, in twentieths of a point."""
FILL = '<w:shd w:val="clear" w:color="auto" w:fill="44546A"/>'
# a bar with a fault is empty, with a strong line around it: printed in grey, too, it is told from the others
_SIDES = "".join(
    f'<w:{side} w:val="single" w:sz="12" w:space="0" w:color="A3231B"/>' for side in ("top", "left", "bottom", "right")
)
OUTLINE = f"<w:pBdr>{_SIDES}</w:pBdr>"


def bars(block: Bars, width: int) -> Iterator[str]:
    """Yield a chart of bars for a page of *width* twentieths of a point: labels, bars, texts."""
    if block.title:
        yield paragraph(run(block.title), "Judul", keep=True)
    widths = [width * share // 100 for share in BAR_SHARES]
    most = max((bar.value for bar in block.bars), default=0) or 1
    made = []
    for bar in block.bars:
        drawn = _stretch(widths[1], 0.0, max(bar.value / most, SLIMMEST) if bar.value else 0.0)
        label = paragraph(run(bar.label), "Keterangan", keep=bar is not block.bars[-1])
        value = paragraph(run(bar.text, "Tebal"), "Nomor")
        made.append(row([cell(label, widths[0]), cell(drawn, widths[1]), cell(value, widths[2])]))
    yield table(made, widths, "Blok", block.title)
    yield paragraph("", "Akhir")


def spans(block: Spans, width: int) -> Iterator[str]:
    """Yield a timeline for a page of *width* twentieths of a point: names, days, bars below a scale, and the marks."""
    if block.title:
        yield paragraph(run(block.title), "Judul", keep=True)
    widths = [width * share // 100 for share in SPAN_SHARES]
    days = max(1, (block.last - block.first).days + 1)
    told = [(span.label, span.text, span.start, span.end, span.warning) for span in block.spans]
    told += [(label, "", day, day, False) for day, label in block.marks]
    free = [cell(paragraph("", "Skala"), one) for one in widths[:2]]
    made = [row([*free, cell(_scale(block, widths[2]), widths[2])], head=True)]
    for place, (label, text, start, end, fault) in enumerate(told, 1):
        left = min(max(0.0, (start - block.first).days / days), 1 - SLIMMEST)
        length = min(1 - left, max(SLIMMEST, ((end - start).days + 1) / days))
        style = "Peringatan" if fault else "Kecil"
        name = paragraph(run(label), style, keep=place < len(told))
        drawn = _stretch(widths[2], left, length, fault)
        made.append(row([cell(name, widths[0]), cell(paragraph(run(text), style), widths[1]), cell(drawn, widths[2])]))
    yield table(made, widths, "Garis", block.title)
    yield paragraph("", "Akhir")


def _scale(block: Spans, width: int) -> str:
    """Return the years, and below them the months, each where it begins."""
    room = width - CELL_RIGHT
    ticks = list(axis(block.first, block.last, room / 20))
    made = ""
    for key in ("year", "name"):
        stops = [(round(room * tick["at"]), tick[key]) for tick in ticks if tick[key]]
        tabs = "".join(f'<w:tab w:val="left" w:pos="{at}"/>' for at, _ in stops if at)
        words = "".join(("<w:r><w:tab/></w:r>" if at else "") + run(name) for at, name in stops)
        tabs = f"<w:tabs>{tabs}</w:tabs>" if tabs else ""
        made += f'<w:p><w:pPr><w:pStyle w:val="Skala"/><w:keepNext/>{tabs}</w:pPr>{words}</w:p>' if stops else ""
    return made or paragraph("", "Skala", keep=True)


def _stretch(width: int, left: float, length: float, fault: bool = False) -> str:
    """Return a paragraph that is filled from *left* for *length*, shares of the room."""
    if length <= 0:
        return paragraph("", "Batang")
    room = width - CELL_RIGHT
    start, rest = round(room * left), max(0, round(room * (1 - left - length)))
    indent = f'<w:ind w:left="{start}" w:right="{rest}"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="Batang"/>{OUTLINE if fault else FILL}{indent}</w:pPr></w:p>'
