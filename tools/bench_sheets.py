"""How long it takes to set a matrix as PDF, a page, beside WeasyPrint setting the same words in the same looks.

The matrix is that of the sample drafts, its rows as often as it takes to fill the pages wanted. WeasyPrint gets it as
an HTML table with CSS of the same fonts, sizes, widths, colours, rules, repeated head and footer. Each is a process of
its own, its start included, and they take turns; both must show all words. WeasyPrint is optional: it needs Pango and
HarfBuzz of the system (Debian: libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0).

usage: python -m tools.bench_sheets
"""

from __future__ import annotations

import pickle
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from pathlib import Path

from pkpu_review.report.document import Cell, Document, Facts, Grid, Heading, Line, Words
from pkpu_review.report.pdf.pdf import FONTS
from pkpu_review.report.pdf.pdf_content import STEP
from pkpu_review.report.pdf.pdf_room import INSET, MARGIN, SIZES
from pkpu_review.report.sheet import Paragraph, Run
from tools import timing

TIMES = (1, 4)
"""How often the rows stand in the matrix."""
RUNS = {1: 5, 4: 3}
WEASYPRINT = 5
"""How many times as fast a page as WeasyPrint."""
NEAR = 0.25
"""Part of the pages by which the two may differ: they break lines and pages by rules of their own."""

_OURS = (
    "import pickle, sys\nfrom pathlib import Path\nfrom pkpu_review.report.pdf.pdf import pdf\n"
    "Path(sys.argv[2]).write_bytes(pdf(pickle.loads(Path(sys.argv[1]).read_bytes())))"
)
_WEASYPRINT = "import sys, weasyprint\nweasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])"

_CSS = f"""
@page {{ size: A4 landscape; margin: {MARGIN}pt {MARGIN}pt 57pt;
  @bottom-left {{ content: "FOOTER"; font: {SIZES["small"]}pt "Bench Sans"; color: #44546a; }}
  @bottom-right {{ content: "Halaman " counter(page) " dari " counter(pages);
    font: {SIZES["small"]}pt "Bench Sans"; color: #44546a; }} }}
body {{ margin: 0; font: {SIZES["running"]}pt/1.27 "Bench Sans"; color: #1c2430; }}
h1 {{ font-size: 15pt; color: #1f3864; border-bottom: 1pt solid #1f3864; }} h2 {{ font-size: 12pt; color: #1f3864; }}
p {{ margin: 0 0 3pt; }} td p:last-child, th p:last-child {{ margin: 0; }}
table {{ border-collapse: collapse; table-layout: fixed; width: 100%; font-size: {SIZES["cell"]}pt; }}
th, td {{ border: .4pt solid #a6a6a6; padding: 4pt {INSET}pt 5pt; vertical-align: top; text-align: left;
  overflow-wrap: anywhere; }}
thead {{ display: table-header-group; }} tr {{ break-inside: avoid; }}
thead th {{ background: #dce3ec; color: #1f3864; border-bottom: .8pt solid #1f3864; }}
.band th {{ background: #f1f3f6; color: #44546a; break-after: avoid; }}
.write {{ height: 30pt; }} .of-number {{ text-align: right; }}
.citation {{ color: #1f3864; font-weight: bold; }} .status {{ font-weight: bold; }}
.small, .context {{ color: #44546a; font-size: {SIZES["small"]}pt; }} .missing {{ color: #595959; font-style: italic; }}
.warning {{ color: #7a1a14; font-weight: bold; font-size: {SIZES["small"]}pt; }}
ins {{ color: #0b4f9e; font-weight: bold; text-decoration: underline; }}
del {{ color: #a3231b; text-decoration: line-through; }}
.strong {{ font-weight: bold; }} .soft {{ color: #595959; font-weight: normal; font-size: {SIZES["small"]}pt; }}
.label {{ display: inline-block; min-width: {STEP}pt; text-indent: 0; }}
"""


def rows() -> list[tuple[str, str, str, str]]:
    """Measure, and return what was measured, on what, the figure and the aim, as text."""
    missing = _missing()
    found: list[tuple[str, str, str, str]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        once = matrix()
        for times in TIMES:
            document = repeated(once, times)
            stored, page = folder / f"{times}.pickle", folder / f"{times}.html"
            stored.write_bytes(pickle.dumps(document))
            page.write_text(html(document), encoding="utf-8", newline="\n")
            made = {"ours": folder / f"{times}-ours.pdf", "weasyprint": folder / f"{times}-weasyprint.pdf"}
            commands = {"ours": [sys.executable, "-c", _OURS, str(stored), str(made["ours"])]}
            if not missing:
                commands["weasyprint"] = [sys.executable, "-c", _WEASYPRINT, str(page), str(made["weasyprint"])]
            done = timing.times(commands, RUNS[times])
            pages, letters = _read(made["ours"])
            where = f"{sum(1 for _ in document.lines)} rows, {pages} pages, median of {RUNS[times]}"
            ours = done["ours"].middle / pages
            found.append(("Setting a matrix as PDF, a page", where, f"{ours * 1000:.0f} ms", ""))
            what, aim = "WeasyPrint, times as long a page", f"≥ {WEASYPRINT}"
            if missing:
                found.append((what, where, f"not measured: {missing}", aim))
                continue
            other, shown = _read(made["weasyprint"])
            _same(document, letters, shown)
            assert abs(other - pages) <= NEAR * pages, f"{pages} pages, {other} by WeasyPrint"
            found.append((what, where, f"{done['weasyprint'].middle / other / ours:.1f}", aim))
    return found


def matrix() -> Document:
    """Return the matrix of the sample drafts."""
    import pkpu_review
    from pkpu_review.report.sheets.setting import document
    from pkpu_review.report.sheets.sheets import pack

    folder = Path("corpus") / "tahapan-jadwal"
    names = ("v2-bahan-rapat-dengar-pendapat.docx", "v1-bahan-uji-publik.docx")
    new, old = (pkpu_review.read(folder / name) for name in names)
    return document(pack(pkpu_review.review(new, old)).matrix)


def repeated(document: Document, times: int) -> Document:
    """Return *document* with the rows of its tables *times* times."""
    blocks = tuple(
        replace(block, lines=block.lines * times) if isinstance(block, Grid) else block for block in document.blocks
    )
    return replace(document, blocks=blocks)


def html(document: Document) -> str:
    """Return *document* as the HTML page that says the same in the same looks."""
    faces = "".join(
        f'@font-face {{ font-family: "Bench Sans"; src: url("{(FONTS / name).as_uri()}"); {more} }}\n'
        for name, more in (
            ("LiberationSans-Regular.ttf", ""),
            ("LiberationSans-Bold.ttf", "font-weight: bold;"),
            ("LiberationSans-Italic.ttf", "font-style: italic;"),
        )
    )
    css = faces + _CSS.replace("FOOTER", document.footer)
    body = "".join(part for block in document.blocks for part in _block(block))
    return (
        f'<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>{escape(document.title)}</title>'
        f"<style>{css}</style></head><body><p>{escape(document.kind)}</p><h1>{escape(document.title)}</h1>"
        f"{body}</body></html>"
    )


def _block(block: object) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"<h2>{escape(block.text)}</h2>"
    elif isinstance(block, Words):
        yield from (_paragraph(one) for one in block.paragraphs)
    elif isinstance(block, Facts):
        yield from (f"<p>{escape(name)}</p>{_cell(cell)}" for name, cell in block.facts)
    elif isinstance(block, Grid):
        total = sum(column.share for column in block.columns)
        yield "<table><colgroup>"
        yield from (f'<col style="width: {100 * column.share / total:.3f}%">' for column in block.columns)
        heads = "".join(f"<th>{escape(column.title)}</th>" for column in block.columns)
        yield f"</colgroup><thead><tr>{heads}</tr></thead><tbody>"
        yield from (_line(line, block) for line in block.lines)
        yield "</tbody></table>"


def _line(line: Line, grid: Grid) -> str:
    if line.band:
        return f'<tr class="band"><th colspan="{len(grid.columns)}">{_cell(line.cells[0])}</th></tr>'
    cells = "".join(
        f'<td class="{"write" if cell.answers else f"of-{column.kind}"}">{_cell(cell)}</td>'
        for cell, column in zip(line.cells, grid.columns, strict=True)
    )
    return f"<tr>{cells}</tr>"


def _cell(cell: Cell) -> str:
    return "".join(_paragraph(one) for one in cell.paragraphs)


def _paragraph(one: Paragraph) -> str:
    hang = f"text-indent: -{STEP}pt;" if one.label else ""
    label = f'<span class="label">{_marked(Run(one.label, one.mark))}</span>' if one.label else ""
    left = STEP * (one.depth + bool(one.label))
    style = f' style="padding-left: {left}pt; {hang}"' if left else ""
    return f'<p class="{one.style}"{style}>{label}{"".join(_marked(run) for run in one.runs)}</p>'


def _marked(run: Run) -> str:
    words = escape(run.text)
    if run.mark != "equal":
        name = "ins" if run.mark == "insert" else "del"
        return f"<{name}>{words}</{name}>"
    return words if run.tone == "plain" else f'<span class="{run.tone}">{words}</span>'


def _read(path: Path) -> tuple[int, Counter[str]]:
    """Return how many pages a PDF has, and how often every letter stands in it."""
    import pypdfium2

    file = pypdfium2.PdfDocument(path)
    letters: Counter[str] = Counter()
    for number in range(len(file)):
        letters.update(file[number].get_textpage().get_text_range().replace("\ufffe", "-"))
    pages = len(file)
    file.close()
    return pages, letters


def _same(document: Document, *shown: Counter[str]) -> None:
    """Assert that every letter of the rows is *shown*."""
    expected: Counter[str] = Counter()
    for line in document.lines:
        for cell in line.cells:
            for one in cell.paragraphs:
                expected.update("".join((one.label + "".join(run.text for run in one.runs)).split()))
    for letters in shown:
        assert not expected - letters, expected - letters


def _missing() -> str:
    """Return why WeasyPrint cannot be loaded; empty where it can."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError) as error:
        # its own sentence goes on over many lines about where it looked
        return f"WeasyPrint cannot be loaded ({str(error).splitlines()[0]})"
    return ""


if __name__ == "__main__":
    for found in rows():
        print("  ".join(found).rstrip())
