"""How long it takes to read a long Word file, beside iterating all its runs with python-docx.

The file is the corpus text over and over, as :mod:`tools.bench_document` has it, written as an office types it,
and its paragraphs cut into runs of a few words that say how they look, as Word cuts them. The command reads it to
JSON lines; python-docx takes the text of every run of every paragraph. Each is a process of its own, its start
included, and they take turns; both are also timed inside one process, where nothing starts.

usage: python -m tools.bench_docx
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from tools import bench_document, timing
from tools.corpus import families, versions
from tools.corpus_docx import Habit, write_docx
from tools.corpus_source import Draft

CHAPTERS = 200
ANNEXES = 5
RUNS = 3
PYTHON_DOCX = 10
"""How many times as fast as python-docx."""
WORDS = 1
"""Words of a run: a draft that several have edited in Word has some eight runs a paragraph."""
_LOOK = (
    '<w:rPr><w:rFonts w:ascii="Bookman Old Style" w:hAnsi="Bookman Old Style" w:cs="Arial"/><w:sz w:val="24"/>'
    '<w:szCs w:val="24"/><w:lang w:val="id-ID"/></w:rPr>'
)
_RUN = re.compile(r"<w:r><w:t(?: xml:space=\"preserve\")?>([^<]+)</w:t></w:r>")
_PYTHON_DOCX = (
    "import sys, docx\nfound = 0\nfor paragraph in docx.Document(sys.argv[1]).paragraphs:\n"
    "    for run in paragraph.runs:\n        found += len(run.text)\nassert found > 10_000"
)


def build(path: Path, chapters: int = CHAPTERS) -> tuple[int, int]:
    """Write the document to *path*; return how many paragraphs and how many runs it has."""
    drafts = [version.draft() for family in families() for version in versions(family)]
    blocks = tuple(bench_document.blocks(drafts, chapters, ANNEXES))
    write_docx(Draft(blocks), bench_document.DAY, path, Habit())
    packed = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            data = source.read(info)
            if info.filename == "word/document.xml":
                text = _RUN.sub(_cut, data.decode("utf-8"))
                data = text.encode()
            target.writestr(info, data)
    path.write_bytes(packed.getvalue())
    return text.count("</w:p>"), text.count("</w:r>")


def _cut(match: re.Match[str]) -> str:
    words = match[1].split(" ")
    pieces = (" ".join(words[at : at + WORDS]) for at in range(0, len(words), WORDS))
    return "".join(
        f'<w:r w:rsidR="00D3{place:04X}">{_LOOK}<w:t xml:space="preserve">{" " if place else ""}{piece}</w:t></w:r>'
        for place, piece in enumerate(pieces)
    )


def rows() -> list[tuple[str, str, str, str]]:
    """Measure, and return what was measured, on what, the figure and the aim, as text."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "panjang.docx"
        paragraphs, runs = build(path)
        where = f"{paragraphs:,} paragraphs, {runs:,} runs, median of {RUNS}"
        done = timing.times(_commands(path, folder), RUNS)
        ours, theirs = done["ours"].middle, done["python-docx"].middle
        inside = _inside(path)
    return [
        ("Reading a Word file", where, f"{ours:.2f} s", ""),
        ("python-docx over all runs, times as long", where, f"{theirs / ours:.1f}", f"≥ {PYTHON_DOCX}"),
        ("python-docx over all runs, times as long, in one process", where, f"{inside:.1f}", f"≥ {PYTHON_DOCX}"),
    ]


def _inside(path: Path) -> float:
    """Return how many times as long python-docx takes where both are loaded."""
    import docx

    from pkpu_review import ingest

    def theirs() -> int:
        return sum(len(run.text) for paragraph in docx.Document(str(path)).paragraphs for run in paragraph.runs)

    def ours() -> int:
        return ingest.read(path).source.characters

    def seconds(call: Callable[[], int]) -> float:
        start = time.perf_counter()
        call()
        return time.perf_counter() - start

    taken = [(seconds(theirs), seconds(ours)) for _ in range(RUNS + 1)][1:]
    return median(one for one, _ in taken) / median(other for _, other in taken)


def _commands(path: Path, folder: Path) -> dict[str, list[str]]:
    read = ["-m", "pkpu_review", "read", str(path), "--format", "jsonl", "-o", str(folder / "hasil"), "--ocr", "never"]
    programs = {"ours": read, "python-docx": ["-c", _PYTHON_DOCX, str(path)]}
    return {name: [sys.executable, *program] for name, program in programs.items()}


if __name__ == "__main__":
    for row in rows():
        print(*row, sep="  ")
