"""Labelled articles of two election laws → how well the division flags agree with two readers.

The labels stand beside the project (``../shared/real/divisions``). They are parted by a hash of the
document and the id: rules were written with the *tune* part in view, the *report* part only ever gave
figures. ``figures`` reads the laws' PDFs as an officer would; ``of_rows`` judges the label file's own
texts, so that a fault of the reader and one of the rules can be told apart.

usage: python tools/scores_divisions.py
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[2] / "shared"
LABELS = SHARED / "real/divisions/labels.jsonl"
SCORER = SHARED / "tools/score_divisions.py"
TUNE_TENTHS = 6
"""Of ten, how many hash classes the rules were written with in view."""

Row = Mapping[str, Any]


def labels() -> list[dict[str, Any]]:
    """Return the labelled articles.

    Raises:
        FileNotFoundError: the shared folder is not there.
    """
    return [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines() if line.strip()]


def part(row: Row) -> str:
    """Return ``tune`` or ``report``."""
    digest = hashlib.sha256(f"{row['doc']}/{row['id']}".encode()).hexdigest()
    return "tune" if int(digest, 16) % 10 < TUNE_TENTHS else "report"


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


def figures() -> dict[str, dict[str, Any]]:
    """Return ``all``, ``tune`` and ``report`` → articles, micro (precision, recall, F1) and macro_f1, from the PDFs."""
    rows = labels()
    flags = of_files(rows)
    parts = {"all": rows} | {name: [row for row in rows if part(row) == name] for name in ("tune", "report")}
    return {name: score(chosen, flags) for name, chosen in parts.items()}


if __name__ == "__main__":
    for name, result in figures().items():
        precision, recall, f1 = result["micro"]
        print(
            f"{name:7s} {result['articles']:4d} articles: micro precision {precision:.3f} recall {recall:.3f} "
            f"F1 {f1:.3f}, macro F1 {result['macro_f1']:.3f}"
        )
