"""Real statutes with hand-corrected trees → how well files are read into provisions.

The statutes stand beside the project (``../shared/real/gold``): 44 born digital, 12 as page images with
an OCR layer. The shared scorer judges all of them, and the born-digital ones alone.

usage: python -m tools.scores_structure [NAME...]
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[2] / "shared"
GOLD = SHARED / "real/gold"
SCORER = SHARED / "tools/score_structure.py"
GOOD_LAYER = frozenset(["uu-2017-12", "uu-2018-5", "uu-2018-11", "uu-2019-8", "uu-2020-7", "uu-2020-10"])
POOR_LAYER = frozenset(["uu-2012-6", "uu-2016-2", "uu-2016-3", "uu-2019-5", "uu-2020-6", "uu-2020-12"])
"""Page images with an OCR layer; all others are born digital. Of the poor ones uu-2012-6 and uu-2016-2 hold the
elucidation alone: none of their 23 rows is in the file."""


def names() -> list[str]:
    """Return the names of all statutes, sorted.

    Raises:
        FileNotFoundError: the shared folder is not there.
    """
    if not GOLD.is_dir():
        raise FileNotFoundError(GOLD)
    return sorted(path.stem for path in (GOLD / "tree").glob("*.jsonl"))


def parse(chosen: Iterable[str], folder: Path) -> None:
    """Read the PDF of each statute and write its provisions to *folder*; what cannot be read is left out, and told."""
    from pkpu_review.errors import CannotRead
    from pkpu_review.ingest import read
    from pkpu_review.report import records

    for name in chosen:
        try:
            regulation = read(GOLD / "pdf" / f"{name}.pdf")
        except CannotRead as error:  # scores as parsed to nothing
            print(error, file=sys.stderr)
            continue
        lines = (records.dumps(records.provision(p)) + "\n" for p in regulation.walk())
        (folder / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8", newline="\n")


def score(chosen: Iterable[str], parsed: Path) -> dict[str, Any]:
    """Return the shared scorer's figures for the statutes *chosen*, read into *parsed*."""
    with tempfile.TemporaryDirectory() as folder:
        for name in chosen:
            shutil.copy(GOLD / "tree" / f"{name}.jsonl", folder)
        command = [sys.executable, str(SCORER), folder, str(parsed), "--json"]
        run = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    result: dict[str, Any] = json.loads(run.stdout)
    return result


def figures() -> dict[str, dict[str, Any]]:
    """Return ``all``, ``born-digital``, ``good-layer`` and ``poor-layer`` → the scorer's figures.

    These are documents, exact_article_sets, and (precision, recall, F1) of text, ids and headings.
    """
    everything = names()
    with tempfile.TemporaryDirectory() as folder:
        parse(everything, Path(folder))
        groups = {
            "all": everything,
            "born-digital": [name for name in everything if name not in GOOD_LAYER | POOR_LAYER],
            "good-layer": sorted(GOOD_LAYER),
            "poor-layer": sorted(POOR_LAYER),
        }
        return {group: score(chosen, Path(folder)) for group, chosen in groups.items()}


def line(result: dict[str, Any]) -> str:
    """Return *result* as one line."""
    parts = [f"{key} F1 {result[key][2]:.4f}" for key in ("text", "ids", "headings")]
    return f"{result['documents']} documents: {', '.join(parts)}, article sets exact in {result['exact_article_sets']}"


if __name__ == "__main__":
    for part, result in figures().items():
        print(f"{part:13s}{line(result)}")
