"""Known differences of real statutes: what is told has to agree with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import scores_compare


@pytest.mark.parametrize("form", scores_compare.SUFFIXES)
def test_known_differences_are_told(form: str, shared: Path, tmp_path: Path) -> None:
    scores_compare.make(tmp_path, scores_compare.trees("tune")[:4], range(1, 3))
    scores_compare.compare_all(tmp_path, form)
    result = scores_compare.score(tmp_path)
    assert result["cases"] == 8
    assert result["missing"] == 0
    assert result["pairs"][2] >= 0.995
    assert result["relation"] >= 0.999
    assert result["change"] >= 0.998
    assert result["told"] >= 0.98
    assert result["edits"] >= 0.95
    assert result["stale"][1] >= 0.95
