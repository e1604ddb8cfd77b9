"""Norms that two readers labelled: what the toolkit tells has to agree with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import scores_norms


@pytest.mark.parametrize("part", scores_norms.PARTS)
def test_norms_are_told_as_the_readers_labelled_them(part: str, shared: Path) -> None:
    result = scores_norms.figures(part)
    assert result["wanted"] > 60
    assert result["modality"] >= 0.95
    assert result["deadline"] >= 0.95
    assert result["f1"] >= 0.92
