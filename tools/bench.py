"""How long it takes to read a 290-page PDF, beside pdfplumber's bare ``extract_text`` on the same file.

Each reading is a process of its own, from its start to its end, so that the imports count; the two take
turns, so that a busy machine slows both. The aim is a fifth of pdfplumber's time.

usage: python -m tools.bench [--readme] [--runs N]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from tools import bench_document, readme

RUNS = 5
AIM = 0.2
PROGRAMS = {
    "pkpu-review read": (
        "import sys\nfrom pkpu_review.ingest import read\nassert sum(1 for _ in read(sys.argv[1]).articles()) > 100"
    ),
    "pdfplumber extract_text": (
        "import sys, pdfplumber\nwith pdfplumber.open(sys.argv[1]) as pdf:\n"
        "    assert sum(len(page.extract_text()) for page in pdf.pages) > 100_000"
    ),
}
"""Name → program; each asserts that it did read the document."""


def seconds(program: str, path: Path) -> float:
    """Return how long the process that runs *program* on *path* takes."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", program, str(path)], check=True)
    return time.perf_counter() - start


def measure(path: Path, runs: int) -> dict[str, list[float]]:
    """Return the seconds of each run of both programs on *path*; one run of each before that is not counted."""
    for program in PROGRAMS.values():
        seconds(program, path)
    times: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    for _ in range(runs):
        for name, program in PROGRAMS.items():
            times[name].append(seconds(program, path))
    return times


def main(arguments: list[str]) -> None:
    """Build the document, measure, print, and write the table where it is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--readme", action="store_true")
    parser.add_argument("--runs", type=int, default=RUNS)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "panjang.pdf"
        pages = bench_document.build(path)
        times = measure(path, options.runs)
    ours, theirs = times.values()
    ratio = median(ours) / median(theirs)
    rows = [(name, f"{min(found):.2f}", f"{median(found):.2f}") for name, found in times.items()]
    rows.append(("ratio", f"{min(ours) / min(theirs):.3f}", f"{ratio:.3f} (aim ≤ {AIM:.1f})"))
    head = (f"Reading a PDF of {pages} pages, {options.runs} runs", "fastest (seconds)", "median (seconds)")
    table = readme.table(head, rows)
    print(table, end="")
    if options.readme:
        readme.put("bench", table)


if __name__ == "__main__":
    main(sys.argv[1:])
