"""Real statutes with known differences → how exactly a comparison tells them.

The shared tool make_versions.py makes two versions of a statute whose differences it knows (``--hard``); the
public API reads and compares them, and score_compare.py judges the rows. Ordinary statutes only (amending ones
have no articles of their own to number), and only those with enough articles for an article to be moved, split or
merged. They are parted by turns: the rules were written with the *tune* half in view, the *report* half and its
seeds only ever gave figures.

usage: python -m tools.scores_compare [tune|report] [TREES] [SEEDS]
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[2] / "shared"
TREES = SHARED / "real/gold/tree"
MAKER, SCORER = SHARED / "tools/make_versions.py", SHARED / "tools/score_compare.py"
AMENDING = frozenset(
    ["uu-2009-37", "uu-2009-50", "uu-2015-10", "uu-2016-1", "uu-2018-5", "uu-2020-6", "uu-2020-7"],
)
LEAST_ARTICLES = 20
SEEDS = {"tune": 1, "report": 2001}
"""The first seed of each half."""


def trees(half: str) -> list[Path]:
    """Return the statutes of *half* (``tune`` or ``report``), sorted by name.

    Raises:
        FileNotFoundError: the shared folder is not there.
    """
    if not TREES.is_dir():
        raise FileNotFoundError(TREES)
    ordinary = [path for path in sorted(TREES.glob("*.jsonl")) if path.stem not in AMENDING]
    return [path for path in ordinary[half == "report" :: 2] if _articles(path) >= LEAST_ARTICLES]


def _articles(path: Path) -> int:
    return sum(json.loads(line)["kind"] == "pasal" for line in path.read_text(encoding="utf-8").splitlines())


def make(folder: Path, chosen: Sequence[Path], seeds: Sequence[int]) -> None:
    """Write one case a tree and seed into *folder*, each with ``compare.json`` beside ``truth.json``."""
    from pkpu_review.compare import compare
    from pkpu_review.ingest import read
    from pkpu_review.report import records

    for path in chosen:
        for seed in seeds:
            case = folder / f"{path.stem}-{seed}"
            command = [sys.executable, str(MAKER), str(path), str(case), "--seed", str(seed), "--hard"]
            subprocess.run(command, check=True, capture_output=True)
            told = records.comparison(compare(read(case / "old.txt"), read(case / "new.txt")))
            (case / "compare.json").write_text(records.dumps(told), encoding="utf-8", newline="\n")


def score(folder: Path) -> dict[str, Any]:
    """Return the shared scorer's figures for the cases in *folder*."""
    command = [sys.executable, str(SCORER), str(folder), "--json"]
    run = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
    result: dict[str, Any] = json.loads(run.stdout)
    return result


def figures(half: str = "report", count: int = 10, seeds: int = 2) -> dict[str, Any]:
    """Return cases, pairs (precision, recall, F1), relation, change, told, edits, stale (precision, recall).

    Args:
        half: ``report``, or ``tune`` for the half that the rules were written with.
        count: statutes, the first ones of the half.
        seeds: versions of each.
    """
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder), trees(half)[:count], range(SEEDS[half], SEEDS[half] + seeds))
        return score(Path(folder))


def line(result: dict[str, Any]) -> str:
    """Return *result* as one line."""
    precision, recall, f1 = result["pairs"]
    return (
        f"{result['cases']} cases: pairs precision {precision:.4f} recall {recall:.4f} F1 {f1:.4f}, "
        f"relation {result['relation']:.4f}, change {result['change']:.4f}, told {result['told']:.4f}, "
        f"edits told exactly {result['edits']:.4f} of {result['edits_n']}, "
        f"stale precision {result['stale'][0]:.4f} recall {result['stale'][1]:.4f}"
    )


if __name__ == "__main__":
    halves = sys.argv[1:2] or ["tune", "report"]
    numbers = [int(number) for number in sys.argv[2:4]]
    for name in halves:
        print(f"{name:7s}{line(figures(name, *numbers))}")
