"""How long it takes to read long PDFs, and how much memory, beside pdfplumber and bare pdfium on the same files.

The command reads to JSON lines; pdfplumber extracts the text of every page and closes it; pdfium gives the text of
all pages. Each is a process of its own, its start included, and they take turns, but for pdfplumber, which goes first.

usage: python -m tools.bench_pdf
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tools import bench_document, timing

PAGES = (50, 290, 2000)
RUNS = {290: 3, 2000: 3}
"""Pages → runs that are counted."""
SLOW_RUNS = {290: 3, 2000: 1}
"""The same of pdfplumber, which takes minutes for a long file."""
PDFPLUMBER = 12
"""How many times as fast as pdfplumber."""
PDFIUM = 3
"""How many times the time of pdfium, at most."""
MEGABYTES = 120
GROWTH = 3
"""How many times the memory at 50 pages, at most, the memory at 2,000 may be."""
TENFOLD = 11
"""How many times the time ten times the pages may take."""

_PDFPLUMBER = (
    "import sys, pdfplumber\nfound = 0\nwith pdfplumber.open(sys.argv[1]) as pdf:\n"
    "    for page in pdf.pages:\n        found += len(page.extract_text())\n        page.close()\n"
    "assert found > 10_000"
)
_PDFIUM = (
    "import sys, pypdfium2\ndocument = pypdfium2.PdfDocument(sys.argv[1])\nfound = 0\n"
    "for number in range(len(document)):\n    page = document[number]\n    text = page.get_textpage()\n"
    "    found += len(text.get_text_range())\n    text.close()\n    page.close()\nassert found > 10_000"
)


def rows() -> list[tuple[str, str, str, str]]:
    """Measure, and return what was measured, on what, the figure and the aim, as text."""
    found: list[tuple[str, str, str, str]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = {wanted: folder / f"{wanted}.pdf" for wanted in PAGES}
        pages = {wanted: bench_document.build(path, wanted) for wanted, path in paths.items()}
        ours: dict[int, float] = {}
        for wanted, runs in RUNS.items():
            commands = _commands(paths[wanted], folder)
            slow = timing.times({"pdfplumber": commands.pop("pdfplumber")}, SLOW_RUNS[wanted])["pdfplumber"]
            done = timing.times(commands, runs)
            ours[wanted] = done["ours"].middle
            what, where = "Reading a PDF", f"{pages[wanted]} pages, median of {runs}"
            found += [
                (what, where, f"{ours[wanted]:.2f} s", ""),
                (
                    "pdfplumber's extract_text, times as long",
                    where,
                    f"{slow.middle / ours[wanted]:.1f}",
                    f"≥ {PDFPLUMBER}",
                ),
                (
                    "Times as long as pdfium's text of all pages",
                    where,
                    f"{ours[wanted] / done['pdfium'].middle:.2f}",
                    f"≤ {PDFIUM}",
                ),
            ]
        grown = ours[2000] / ours[290] * 10 / (pages[2000] / pages[290])
        found.append(("Ten times the pages, times as long", "from 290 to 2,000 pages", f"{grown:.1f}", f"≤ {TENFOLD}"))
        used = {wanted: timing.memory(_commands(paths[wanted], folder)["ours"]) for wanted in (50, 2000)}
        found += [
            ("Memory of all processes", f"{pages[50]} pages", f"{used[50]:.0f} MB", ""),
            (
                "Memory of all processes",
                f"{pages[2000]} pages",
                f"{used[2000]:.0f} MB",
                f"≤ {MEGABYTES} MB, ≤ {GROWTH * used[50]:.0f} MB",
            ),
        ]
    return found


def _commands(path: Path, folder: Path) -> dict[str, list[str]]:
    output = str(folder / "hasil")
    read = ["-m", "pkpu_review", "read", str(path), "--format", "jsonl", "-o", output, "--ocr", "never"]
    programs = {
        "ours": read,
        "pdfplumber": ["-c", _PDFPLUMBER, str(path)],
        "pdfium": ["-c", _PDFIUM, str(path)],
    }
    return {name: [sys.executable, *program] for name, program in programs.items()}


if __name__ == "__main__":
    for row in rows():
        print(*row, sep="  ")
