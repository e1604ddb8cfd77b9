"""Known differences of real statutes: what is told has to agree with them."""

from __future__ import annotations

from pathlib import Path

from tools import scores_compare


def test_known_differences_are_told(shared: Path, tmp_path: Path) -> None:
    scores_compare.make(tmp_path, scores_compare.trees("tune")[:4], range(1, 3))
    result = scores_compare.score(tmp_path)
    assert result["cases"] == 8
    assert result["missing"] == 0
    assert result["pairs"][2] >= 0.98
    assert result["relation"] >= 0.99
    assert result["told"] >= 0.97
    assert result["edits"] >= 0.9
