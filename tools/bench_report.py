"""How long the first filter takes on a report of 3,300 rows, in Chromium under its real driver.

The rows are those of the two versions of a corpus draft, over and over, each time as provisions of their own: changed
and unchanged, with divisions, bodies, findings, budget and references as a real report has them. The page is opened
from its file. Each filter is the first one on a page that was opened anew with all rows in sight; it is timed inside
the page, from the change of the control to the second frame after it, when what was chosen is laid out and painted.

usage: python -m tools.bench_report
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from pkpu_review.model import Provision, Regulation
from pkpu_review.report.meeting.summary import summary
from pkpu_review.report.pages.report_page import page
from pkpu_review.report.sheet import Row, Side
from pkpu_review.report.sheets.sheets import Pack, pack
from pkpu_review.review import review

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "tahapan-jadwal"
NEW, OLD = CORPUS / "v2-bahan-rapat-dengar-pendapat.docx", CORPUS / "v1-bahan-uji-publik.docx"
ROWS = 3_300
LIMIT = 100
"""Milliseconds that the first filter may take."""
RUNS = 5
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
FILTERS: tuple[tuple[str, str, str | int], ...] = (
    ("a division", "l-divisi", 2),
    ("high weight", "l-bobot", 1),
    ("a body", "l-badan", 1),
    ("changed rows only", "l-baris", ""),
    ("words, typed", "l-cari", "paling lambat hari"),
)
"""What is chosen, in which control: a value, or the place of an option."""
_TIMED = """
const [id, choice, done] = arguments, control = document.getElementById(id);
const shown = () => [...document.querySelectorAll("tr.row")].filter((row) => !row.hidden).length;
const before = shown();
requestAnimationFrame(() => setTimeout(() => {
  const start = performance.now();
  control[typeof choice === "number" ? "selectedIndex" : "value"] = choice;
  // what is typed waits for a pause; Enter finds at once
  const enter = new KeyboardEvent("keydown", { key: "Enter", bubbles: true });
  control.dispatchEvent(control.localName === "input" ? enter : new Event("change", { bubbles: true }));
  requestAnimationFrame(() => requestAnimationFrame(() => done([performance.now() - start, before, shown()])));
}));
"""


def build() -> Pack:
    """Return a pack of :data:`ROWS` rows."""
    made = pack(review(NEW, OLD))
    times = -(-ROWS // len(made.rows))
    rows = [
        replace(row, old=_side(row.old, turn), new=_side(row.new, turn)) for turn in range(times) for row in made.rows
    ]
    numbered: tuple[Row, ...] = tuple(replace(row, number=number) for number, row in enumerate(rows[:ROWS], 1))
    found = made.review
    assert found.old is not None
    longer = replace(found, new=_repeated(found.new, times), old=_repeated(found.old, times))
    return replace(made, rows=numbered, review=longer)


def _side(side: Side | None, turn: int) -> Side | None:
    return replace(side, provision=_named(side.provision, turn)) if side else None


def _named(id: str, turn: int) -> str:
    top, slash, below = id.partition("/")
    return f"{top}-{turn}{slash}{below}"


def _repeated(regulation: Regulation, times: int) -> Regulation:
    def moved(one: Provision, turn: int) -> Provision:
        return replace(one, id=_named(one.id, turn), children=tuple(moved(child, turn) for child in one.children))

    return replace(regulation, provisions=tuple(moved(p, n) for n in range(times) for p in regulation.provisions))


@contextmanager
def browser() -> Iterator[Any]:
    """A headless Chromium under its driver.

    Raises:
        RuntimeError: one of them is not installed.
    """
    from selenium import webdriver

    chromium, driver = shutil.which("chromium") or shutil.which("google-chrome"), shutil.which("chromedriver")
    if chromium is None or driver is None:
        raise RuntimeError("chromium and chromedriver are needed")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    with tempfile.TemporaryDirectory() as profile:
        for flag in (*FLAGS, f"--user-data-dir={profile}", "--window-size=1280,900"):
            options.add_argument(flag)
        session = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
        try:
            yield session
        finally:
            session.quit()


def rows() -> list[tuple[str, str, str, str]]:
    """Measure, and return what was measured, on what, the figure and the aim, as text."""
    made = build()
    told = summary(made)
    start = time.perf_counter()
    source = page(made, told)
    writing = time.perf_counter() - start
    where = f"{len(made.rows):,} rows, {len(source) / 1e6:.1f} MB, median of {RUNS}"
    found = [("Writing the HTML report", f"{len(made.rows):,} rows", f"{writing:.1f} s", "")]
    with tempfile.TemporaryDirectory() as folder, browser() as session:
        path = Path(folder) / "laporan.html"
        path.write_text(source, encoding="utf-8", newline="\n", errors="replace")
        for name, control, choice in FILTERS:
            aim = f"< {LIMIT} ms" if control != "l-cari" else ""  # of a filter; a search reads all words first
            taken = []
            for _ in range(RUNS):
                session.get("about:blank")
                session.get(f"{path.as_uri()}#baris=semua")
                time.sleep(1.0)  # it has settled, as before a person's first choice
                milliseconds, before, after = session.execute_async_script(_TIMED, control, choice)
                if before != len(made.rows) or not 0 < after < before:
                    raise RuntimeError(f"{name}: {after} of {before} rows")
                taken.append(milliseconds)
            found.append((f"First filter in Chromium: {name}", where, f"{median(taken):.0f} ms", aim))
    return found


if __name__ == "__main__":
    for row in rows():
        print(*row, sep="  ")
