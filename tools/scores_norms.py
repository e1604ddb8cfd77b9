"""Provisions whose norms two readers labelled → how exactly the toolkit tells them.

The labels (``tests/cases/norms``) name file, provision and word ranges; the documents lie beside the project. Two
readers wrote them without having seen the rules or each other; the rules may be mended with the *tune* half in view,
the *report* half only ever gives figures. A norm is found where modality and body are right, word for word; what the
readers dispute is left out.

usage: python -m tools.scores_norms
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pkpu_review.annotate.norms import norms
from pkpu_review.ingest import read
from pkpu_review.model import Norm, Reading, Regulation
from pkpu_review.model.norms import Words

SHARED = Path(__file__).resolve().parents[2] / "shared/real"
LABELS = Path(__file__).resolve().parents[1] / "tests/cases/norms"
PARTS = ("tune", "report")
AGREED = 0.986
"""Part of the norms to which both readers gave the same body; 0.993 the same modality, and the same deadline."""
Label = dict[str, Any]


def labels(part: str) -> list[Label]:
    """Return the labelled provisions of *part* (``tune`` or ``report``): file, id, norms."""
    found: list[Label] = tomllib.loads((LABELS / f"{part}.toml").read_text(encoding="utf-8"))["provision"]
    return found


@cache
def _read(file: str) -> tuple[Regulation, dict[str, list[Norm]]]:
    regulation = read(SHARED / file, Reading(ocr="never"))
    told: dict[str, list[Norm]] = {}
    for norm in norms(regulation):
        told.setdefault(norm.provision, []).append(norm)
    return regulation, told


def pairs(chosen: Iterable[Label]) -> Iterator[tuple[Label, str, list[Label], list[Norm]]]:
    """Yield each provision with its text, its labelled norms, and those that the toolkit tells.

    Raises:
        FileNotFoundError: the documents are not there.
    """
    for one in chosen:
        regulation, told = _read(one["file"])
        yield one, regulation[one["id"]].text, one["norms"], told.get(one["id"], [])


def figures(part: str = "report") -> dict[str, float]:
    """Return norms labelled, told and found; precision, recall and F1 of body and modality; deadlines right."""
    count: Counter[str] = Counter()
    for _, text, wanted, told in pairs(labels(part)):
        left = list(told)
        count["wanted"] += len(wanted)
        count["told"] += len(told)
        for label in wanted:
            match = _best(text, label, left)
            if match is None:
                continue
            left.remove(match)
            right = is_right(text, label, match)
            count["found"] += right["modality"] and right["body"]
            for name in ("modality", "body", "deadline", "condition", "toward", "action"):
                if name not in label.get("disputed", ()):
                    count[f"{name}_of"] += 1
                    count[name] += right[name]
            if label["deadline"] and "deadline" not in label.get("disputed", ()):
                count["dated_of"] += 1
                count["dated"] += right["deadline"]
    precision, recall = count["found"] / (count["told"] or 1), count["found"] / (count["wanted"] or 1)
    share = {name: count[name] / (count[f"{name}_of"] or 1) for name in ("modality", "body", "deadline", "dated")}
    f1 = 2 * precision * recall / ((precision + recall) or 1)
    return {
        "wanted": count["wanted"],
        "told": count["told"],
        "precision": precision,
        "recall": recall,
        "f1": f1,
    } | share


def _best(text: str, label: Label, left: list[Norm]) -> Norm | None:
    """Return the norm of *left* that shares the most with *label*; None where there is none left."""
    return max(left, key=lambda norm: sum(is_right(text, label, norm).values()), default=None)


def is_right(text: str, label: Label, norm: Norm) -> dict[str, bool]:
    """Return for each field whether *norm* has what *label* says; what is disputed is right either way."""
    right = {"modality": norm.modality == label["modality"]}
    for name in ("body", "deadline", "condition", "toward", "action"):
        words = getattr(norm, name)
        own = words if name not in norm.inherited else Words()
        right[name] = _bare(own.text) == _bare(" ".join(text.split()[slice(*label[name])]) if label[name] else "")
    return right | dict.fromkeys(label.get("disputed", ()), True)


def _bare(words: str) -> str:
    """Return *words* without what stands around them: the same name may stand in a text twice."""
    return " ".join(words.split()).strip(".,;: ")


def line(result: dict[str, float]) -> str:
    """Return *result* as one line."""
    return (
        f"{result['wanted']:.0f} norms labelled, {result['told']:.0f} told: body and modality precision "
        f"{result['precision']:.4f} recall {result['recall']:.4f} F1 {result['f1']:.4f}; modality "
        f"{result['modality']:.4f}, body {result['body']:.4f}, deadline {result['deadline']:.4f} "
        f"(of those that have one {result['dated']:.4f})"
    )


if __name__ == "__main__":
    if not SHARED.is_dir():
        sys.exit(f"{SHARED} is not there")
    for name in PARTS:
        print(f"{name:7s}{line(figures(name))}")
