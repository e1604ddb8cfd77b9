"""Labelled articles of two election laws → how well the division flags agree with two readers.

The labels stand beside the project (``../shared/real/divisions``). Articles of one chapter resemble each other, so
they are taken as one: the five folds hold whole chapters, and the interval comes of drawing chapters, not articles.
The rules are written by hand, none of their numbers is fitted by a program; whatever is fitted (tools.train_divisions)
is fitted on the other folds. But those who wrote the rules have read these articles, all of them by now: on the 52
that were kept from them longest, micro F1 was 0.915 before the rules were mended on those too. What is to be expected
of another law lies nearer to that than to the figures here.

``of_files`` reads the laws' PDFs as an officer would; ``of_rows`` judges the label file's own texts, so that a fault
of the reader and one of the rules can be told apart.

usage: python -m tools.scores_divisions
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[2] / "shared"
LABELS = SHARED / "real/divisions/labels.jsonl"
SCORER = SHARED / "tools/score_divisions.py"
FOLDS = 5
DRAWS = 2000
"""Times that as many chapters as there are are drawn, with repetition, for the interval."""
SHARE = 0.95
"""Part of the draws that the interval holds."""
MICRO, MACRO = 0.88, 0.80
"""The aims."""

Row = Mapping[str, Any]
Found = Mapping[tuple[str, str], frozenset[str]]
"""(document, id) → the divisions flagged."""


def labels() -> list[dict[str, Any]]:
    """Return the labelled articles.

    Raises:
        FileNotFoundError: the shared folder is not there.
    """
    return [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines() if line.strip()]


def chapter(row: Row) -> str:
    """Return the name of the chapter in which an article stands, with its law."""
    return f"{row['doc']}: {row['heading'].split(' > ')[0]}"


def folds(rows: Iterable[Row]) -> list[list[Row]]:
    """Return *rows* in five parts of whole chapters, as even as that allows; always the same."""
    by_chapter: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_chapter[chapter(row)].append(row)
    parts: list[list[Row]] = [[] for _ in range(FOLDS)]
    for _, inside in sorted(by_chapter.items(), key=lambda item: (-len(item[1]), item[0])):
        min(parts, key=len).extend(inside)
    return parts


def score(rows: Iterable[Row], flags: Iterable[Row]) -> dict[str, Any]:
    """Return the shared scorer's figures for *flags* (doc, id, divisions) on the labelled *rows*."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, records in (("labels", rows), ("flags", flags)):
            path = Path(folder) / f"{name}.jsonl"
            path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8", newline="\n")
            paths.append(str(path))
        run = subprocess.run(
            [sys.executable, str(SCORER), *paths, "--json"],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
    result: dict[str, Any] = json.loads(run.stdout)
    return result


def of_rows(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Return the flags of the label file's own texts, one article a row."""
    from pkpu_review.annotate import flag
    from pkpu_review.model import Identity, Provision, Regulation, Source

    found = []
    for row in rows:
        article = Provision(row["id"], "pasal", heading=row["heading"], lead=row["text"])
        result = flag(Regulation(Identity(), Source(row["doc"], "", "text"), (article,)))
        found.append({"doc": row["doc"], "id": row["id"], "divisions": [f.division for f in result.of(row["id"])]})
    return found


def of_files(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Return the flags of every provision of the laws' PDFs, read from the files."""
    from pkpu_review.annotate import flag
    from pkpu_review.ingest import read
    from pkpu_review.report import records

    found: list[dict[str, Any]] = []
    for doc in sorted({row["doc"] for row in rows}):
        found += records.flags(flag(read(LABELS.with_name(f"{doc}.pdf"))), doc)
    return found


def table(flags: Iterable[Row]) -> Found:
    """Return *flags* by document and id."""
    return {
        (f["doc"], f["id"]): frozenset(d["id"] if isinstance(d, Mapping) else d for d in f["divisions"]) for f in flags
    }


def micro(rows: Iterable[Row], found: Found) -> float:
    """Return micro F1 as the shared scorer counts: what one reader alone gave is neither right nor wrong."""
    hit = wrong = missed = 0
    for row in rows:
        got, agreed = found.get((row["doc"], row["id"]), frozenset()), set(row["agreed"])
        hit += len(got & agreed)
        wrong += len(got - agreed - set(row["either"]))
        missed += len(agreed - got)
    return 2 * hit / (2 * hit + wrong + missed) if hit else 0.0


def interval(rows: Sequence[Row], found: Found) -> tuple[float, float]:
    """Return the bounds within which micro F1 lies in 95 of 100 draws of chapters; always the same."""
    by_chapter: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_chapter[chapter(row)].append(row)
    chapters, dice = sorted(by_chapter), random.Random(0)  # noqa: S311 (the same draws at every call)
    drawn = sorted(
        micro([row for name in dice.choices(chapters, k=len(chapters)) for row in by_chapter[name]], found)
        for _ in range(DRAWS)
    )
    outside = round(DRAWS * (1 - SHARE) / 2)
    return drawn[outside], drawn[-1 - outside]


def figures() -> dict[str, Any]:
    """Return what the PDFs give: the shared scorer's figures, ``folds`` and ``interval`` of micro F1, ``counts``."""
    rows = labels()
    flags = of_files(rows)
    found = table(flags)
    return {
        **score(rows, flags),
        "folds": [micro(part, found) for part in folds(rows)],
        "interval": interval(rows, found),
        "counts": Counter(name for row in rows for name in row["agreed"]),
    }


def line(figure: Mapping[str, Any]) -> str:
    """Return *figure* as one line."""
    precision, recall, f1 = figure["micro"]
    low, high = figure["interval"]
    each = " ".join(f"{one:.3f}" for one in figure["folds"])
    counts = ", ".join(f"{name} {count}" for name, count in figure["counts"].most_common())
    return (
        f"{figure['articles']} articles: micro precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f} "
        f"(95 %: {low:.3f} to {high:.3f}; folds {each}), macro F1 {figure['macro_f1']:.3f} of {counts}"
    )


if __name__ == "__main__":
    print(line(figures()))
