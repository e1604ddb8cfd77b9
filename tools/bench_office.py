"""How long a matrix of 1,600 rows takes as an Excel and as a Word file, beside openpyxl and python-docx.

The matrix is that of the sample draft against the version before it, its rows over and over, renumbered and its
articles too, so that no two rows say the same. openpyxl writes the same cells in the same formats as rich text;
python-docx the same cells into a table whose cells were all made before. Both are given their cells ready made, in the
fastest way known for each; ours begin with the neutral document, and also write the names of the answers, the
validations, the heights of the rows and the hidden parts. They take turns in one process in which all is loaded.

usage: python -m tools.bench_office
"""

from __future__ import annotations

import gc
import io
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from statistics import median
from typing import Any

from pkpu_review.report.document import Document
from pkpu_review.report.excel.xlsx_cells import PLAIN, Look, fragments
from pkpu_review.report.excel.xlsx_table import Head, Value, table
from pkpu_review.report.sheet import Item, Row, Side, groups
from tools.corpus import families, versions

ROWS, RUNS = 1_600, 11
OPENPYXL, PYTHON_DOCX = 5, 3
"""How many times as fast as each."""
NEXT = 1_000
"""By how much the numbers of articles rise from one repetition to the next."""
_ARTICLE = re.compile(r"Pasal (\d+)")
Made = list[tuple[Look, str]]
"""What a cell shows: its words by their looks."""


def matrix(count: int = ROWS) -> Document:
    """Return the matrix with *count* rows, each of its own words."""
    from pkpu_review.report.sheets import setting
    from pkpu_review.report.sheets.sheets import pack
    from pkpu_review.review import review

    family = families()[-1]
    old, new = (str(family / name) for version in versions(family)[-2:] for name in version.files if _word(name))
    sheet = pack(review(new, old)).matrix
    real = [item.row for item in sheet.items]
    rows = [_renumbered(real[at % len(real)], at) for at in range(count)]
    section = replace(sheet.sections[0], groups=groups(Item(row) for row in rows))
    return setting.document(replace(sheet, sections=(section,)))


def _word(name: str) -> bool:
    return name.endswith(".docx")


def _renumbered(row: Row, at: int) -> Row:
    def later(side: Side | None) -> Side | None:
        if side is None:
            return None
        cited = _ARTICLE.sub(lambda found: f"Pasal {int(found[1]) + NEXT * at}", side.citation)
        return replace(side, citation=cited, place=f"par. {at + 1}")

    return replace(row, number=at + 1, old=later(row.old), new=later(row.new))


def cells(document: Document) -> tuple[tuple[Head, ...], list[list[int | Made]]]:
    """Return the columns and the cells of the one table of *document*, as they are shown."""
    made = table(document)
    return made.heads, [[_shown(value) for value in entry.values] for entry in made.entries]


def _shown(value: Value) -> int | Made:
    if isinstance(value, int):
        return value
    if value is None:
        return []
    return fragments(value) if isinstance(value, tuple) else [(PLAIN, value)] if value else []


def openpyxl(heads: Sequence[Head], rows: list[list[int | Made]]) -> bytes:
    """Return the workbook that openpyxl writes: texts of several looks as rich text, others as plain text."""
    from openpyxl import Workbook
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

    book = Workbook()
    page = book.active
    line = Side(style="thin", color="A6A6A6")
    models = {}
    for at, name in enumerate(("number", "cell", "answer"), 1):
        # what a style is looked up for once costs nothing in the cells that take it over
        model = page.cell(1, at)
        model.font, model.border = Font(name="Arial", size=10), Border(line, line, line, line)
        model.alignment = Alignment(wrap_text=True, vertical="top", horizontal="center" if name == "number" else None)
        if name == "answer":
            model.fill, model.protection = PatternFill("solid", "FFFDF2"), Protection(locked=False)
        models[name] = model._style
    fonts: dict[Look, InlineFont] = {}
    for at, head in enumerate(heads, 1):
        page.cell(1, at, head.title)
    for down, row in enumerate(rows, 2):
        for across, (head, value) in enumerate(zip(heads, row, strict=True), 1):
            cell = page.cell(down, across)
            cell._style = models["number" if isinstance(value, int) else "answer" if head.field else "cell"]
            if isinstance(value, int):
                cell.value = value
            elif len(value) == 1 and value[0][0] == PLAIN:
                cell.value = value[0][1]
            elif value:
                blocks = [TextBlock(fonts.setdefault(shown, _font(InlineFont, shown)), words) for shown, words in value]
                cell.value = CellRichText(blocks)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _font(made: Any, shown: Look) -> Any:
    return made(
        rFont="Arial",
        sz=shown.size,
        color=shown.ink,
        b=shown.bold or None,
        i=shown.italic or None,
        strike=shown.strike or None,
        u="single" if shown.underline else None,
    )


def python_docx(heads: Sequence[Head], rows: list[list[int | Made]]) -> bytes:
    """Return the document that python-docx writes: a table made at once, its cells looked up once."""
    import docx
    from docx.shared import Pt, RGBColor

    document = docx.Document()
    shown_heads = [at for at, head in enumerate(heads) if head.holds not in ("band", "tag")]
    grid = document.add_table(len(rows) + 1, len(shown_heads))
    grid.style = "Table Grid"
    found = grid._cells  # looked up once: a look-up takes as long as there are cells
    width = len(shown_heads)
    sizes = {size: Pt(size) for size in (9, 10)}
    for at, place in enumerate(shown_heads):
        found[at].paragraphs[0].add_run(heads[place].title)
    for down, row in enumerate(rows, 1):
        for at, place in enumerate(shown_heads):
            value = row[place]
            paragraph = found[down * width + at].paragraphs[0]
            for shown, words in [(PLAIN, str(value))] if isinstance(value, int) else value:
                for turn, part in enumerate(words.split("\n")):
                    if turn:
                        paragraph = found[down * width + at].add_paragraph()
                    if not part:
                        continue
                    run = paragraph.add_run(part)
                    if shown == PLAIN:
                        continue
                    font = run.font
                    font.size = sizes[shown.size]
                    if shown.bold:
                        font.bold = True
                    if shown.italic:
                        font.italic = True
                    if shown.underline:
                        font.underline = True
                    if shown.strike:
                        font.strike = True
                    if shown.ink != PLAIN.ink:
                        font.color.rgb = RGBColor.from_string(shown.ink)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def rows() -> list[tuple[str, str, str, str]]:
    """Measure, and return what was measured, on what, the figure and the aim, as text."""
    from pkpu_review.report.excel.xlsx import xlsx
    from pkpu_review.report.word.docx import docx

    document = matrix()
    heads, shown = cells(document)
    excel, slower = _by_turns(partial(xlsx, document), partial(openpyxl, heads, shown))
    word, other = _by_turns(partial(docx, document), partial(python_docx, heads, shown))
    where = f"a matrix of {ROWS:,} rows, median of {RUNS}"
    return [
        ("Writing an Excel file", where, f"{excel:.2f} s", ""),
        ("openpyxl with rich text, times as long", where, f"{slower:.1f}", f"≥ {OPENPYXL}"),
        ("Writing a Word file", where, f"{word:.2f} s", ""),
        ("python-docx with its cells made before, times as long", where, f"{other:.1f}", f"≥ {PYTHON_DOCX}"),
    ]


def _by_turns(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float]:
    """Return the median seconds of *ours*, and the median of how many times as long *theirs* takes right after it."""
    seconds, ratios = [], []
    for turn in range(RUNS + 1):
        one, other = _seconds(ours), _seconds(theirs)
        if turn:  # the first turn loads what is loaded once
            seconds.append(one)
            ratios.append(other / one)
    return median(seconds), median(ratios)


def _seconds(call: Callable[[], object]) -> float:
    gc.collect()
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


if __name__ == "__main__":
    for row in rows():
        print(*row, sep="  ")
