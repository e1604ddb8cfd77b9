"""How fast provisions are flagged, and how soon the pipeline stands, beside spaCy's own Indonesian on the same text.

The text is the long one of bench_compare: 300 articles of five ayat, 54,000 words in which no two articles are alike.
Flags are timed once all is loaded; the pipeline is built in processes of its own, spaCy having been imported.

usage: python -m tools.bench_flags
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from tools.bench_compare import make

PARAGRAPHS, RUNS = 5, 9
WORDS_A_SECOND = 200_000
BUILDING = 0.2
"""Seconds."""
_OURS = "from pkpu_review.annotate.pipeline import Pipeline as build"
_THEIRS = "from functools import partial; build = partial(spacy.blank, 'id')"
_BUILD = """
import time, spacy, spacy.matcher, spacy.tokens
{which}
begun = time.perf_counter()
build()
print(time.perf_counter() - begun)
"""


def rows() -> list[tuple[str, str, str, str]]:
    """Measure, and return what was measured, on what, the figure and the aim, as text."""
    import spacy

    from pkpu_review.annotate import flag
    from pkpu_review.ingest import read

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "panjang.txt"
        path.write_text(make(PARAGRAPHS)[0], encoding="utf-8", newline="\n")
        regulation = read(str(path))
    texts = [provision.text for provision in regulation.walk() if provision.text]
    words = sum(len(text.split()) for text in texts)
    theirs = spacy.blank("id")
    tokens, flags = _by_turns(lambda: [theirs(text) for text in texts], lambda: flag(regulation))
    built, blank = (median(_building(which) for _ in range(RUNS)) for which in (_OURS, _THEIRS))
    where = f"{sum(1 for _ in regulation.articles())} articles, {words:,} words, median of {RUNS}"
    return [
        ("Flags, words a second", where, f"{words / flags:,.0f}", f"≥ {WORDS_A_SECOND:,}"),
        (
            "Flags, times as long as spaCy's Indonesian takes to find the tokens alone",
            where,
            f"{flags / tokens:.1f}",
            "",
        ),
        ("Building the pipeline of the flags", f"median of {RUNS} processes", f"{built:.2f} s", f"≤ {BUILDING} s"),
        ("Building spaCy's Indonesian, times as long", f"median of {RUNS} processes", f"{blank / built:.1f}", ""),
    ]


def _by_turns(*calls: Callable[[], object]) -> list[float]:
    """Return the median seconds of each of *calls*; every one is made once before."""
    taken: list[list[float]] = [[] for _ in calls]
    for turn in range(RUNS + 1):
        for seconds, call in zip(taken, calls, strict=True):
            begun = time.perf_counter()
            call()
            if turn:
                seconds.append(time.perf_counter() - begun)
    return [median(seconds) for seconds in taken]


def _building(which: str) -> float:
    code = _BUILD.format(which=which)
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, encoding="utf-8")
    return float(run.stdout)


if __name__ == "__main__":
    for row in rows():
        print(*row, sep="  ")
