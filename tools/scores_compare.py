"""Real statutes with known differences → how exactly a comparison tells them.

The shared tool make_versions.py makes two versions of a statute whose differences it knows (``--hard``); the
public API reads and compares them, and score_compare.py judges the rows. Ordinary statutes only (amending ones
have no articles of their own to number). They are parted by turns: the rules were written with the *tune* half and
its seeds in view, the *report* half and its seeds only ever gave figures; *all* takes every statute, with seeds from
1000 on. Statutes of two articles, in which twelve edits leave little that is certain, stand apart as *tiny*.

usage: python -m tools.scores_compare [tune|report|all|tiny] [TREES] [SEEDS]
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[2] / "shared"
TREES = SHARED / "real/gold/tree"
MAKER, SCORER = SHARED / "tools/make_versions.py", SHARED / "tools/score_compare.py"
AMENDING = frozenset(
    ["uu-2009-37", "uu-2009-50", "uu-2015-10", "uu-2016-1", "uu-2018-5", "uu-2020-6", "uu-2020-7"],
)
LEAST_ARTICLES = 6
"""Articles from which a statute is not tiny."""
SEEDS = {"tune": 1, "report": 2001, "all": 1000, "tiny": 1000}
"""The first seed of each part."""
SUFFIXES = ("txt", "docx")
"""Forms in which every case is read and compared."""


def trees(part: str) -> list[Path]:
    """Return the statutes of *part*, sorted by name.

    Raises:
        FileNotFoundError: the shared folder is not there.
    """
    if not TREES.is_dir():
        raise FileNotFoundError(TREES)
    ordinary = [path for path in sorted(TREES.glob("*.jsonl")) if path.stem not in AMENDING]
    if part in ("all", "tiny"):
        return [path for path in ordinary if (_articles(path) < LEAST_ARTICLES) == (part == "tiny")]
    return [path for path in ordinary[part == "report" :: 2] if _articles(path) >= LEAST_ARTICLES]


def _articles(path: Path) -> int:
    return sum(json.loads(line)["kind"] == "pasal" for line in path.read_text(encoding="utf-8").splitlines())


def make(folder: Path, chosen: Sequence[Path], seeds: Sequence[int]) -> None:
    """Write one case a tree and seed into *folder*: two versions as text and as Word files, and ``truth.json``."""
    commands = [
        [sys.executable, str(MAKER), str(path), str(folder / f"{path.stem}-{seed}"), "--seed", str(seed), "--hard"]
        for path in chosen
        for seed in seeds
    ]
    with ThreadPoolExecutor(os.cpu_count()) as workers:
        list(workers.map(_run, commands))


def _run(command: list[str]) -> None:
    subprocess.run([*command, "--docx"], check=True, capture_output=True)


def compare_all(folder: Path, suffix: str) -> None:
    """Compare the two versions of every case in *folder*, and write ``compare.json`` beside them."""
    from pkpu_review.compare import compare
    from pkpu_review.ingest import read
    from pkpu_review.report import records

    for case in sorted(folder.iterdir()):
        told = records.comparison(compare(read(case / f"old.{suffix}"), read(case / f"new.{suffix}")))
        (case / "compare.json").write_text(records.dumps(told), encoding="utf-8", newline="\n")


def score(folder: Path) -> dict[str, Any]:
    """Return the shared scorer's figures for the cases in *folder*."""
    command = [sys.executable, str(SCORER), str(folder), "--json"]
    run = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
    result: dict[str, Any] = json.loads(run.stdout)
    return result


def figures(part: str = "report", count: int | None = 10, seeds: int = 2) -> dict[str, dict[str, Any]]:
    """Return for each form cases, pairs (precision, recall, F1), relation, change, told, edits, stale.

    Args:
        part: ``report``, ``all``, ``tiny``, or ``tune`` for the half that the rules were written with.
        count: statutes, the first ones of the part; all where it is None.
        seeds: versions of each.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder, trees(part)[:count], range(SEEDS[part], SEEDS[part] + seeds))
        found = {}
        for suffix in SUFFIXES:
            compare_all(folder, suffix)
            found[suffix] = score(folder)
        return found


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
    parts = sys.argv[1:2] or ["tune", "report"]
    numbers = [int(number) for number in sys.argv[2:4]]
    for name in parts:
        for form, result in figures(name, *numbers).items():
            print(f"{name:7s}{form:5s}{line(result)}", flush=True)
