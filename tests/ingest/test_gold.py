"""Real statutes with hand-corrected trees: how much is read as people read it (../shared/tools/score_structure.py)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tools import scores_structure

TEXT_F1 = 0.95
"""Of every born-digital statute: provisions found under their id with their words."""


def scored(names: list[str], folder: Path) -> dict[str, Any]:
    scores_structure.parse(names, folder)
    return scores_structure.score(names, folder)


@pytest.mark.parametrize("name", ["uu-1999-38", "uu-2009-37"])
def test_small_statute(shared: Path, tmp_path: Path, name: str) -> None:
    """A whole statute and an amending one, to notice that something broke; how good it is, the slow tests say."""
    figures = scored([name], tmp_path)
    assert figures["missing"] == 0
    assert figures["exact_article_sets"] == 1
    assert figures["ids"][2] >= TEXT_F1
    assert figures["text"][2] >= TEXT_F1


@pytest.fixture(scope="module")
def parsed(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All statutes, read once."""
    folder = tmp_path_factory.mktemp("gold")
    scores_structure.parse(scores_structure.names(), folder)
    return folder


@pytest.mark.slow
def test_born_digital_statutes(parsed: Path) -> None:
    layered = scores_structure.GOOD_LAYER | scores_structure.POOR_LAYER
    names = [name for name in scores_structure.names() if name not in layered]
    figures = scores_structure.score(names, parsed)
    assert figures["documents"] == 44
    assert figures["missing"] == 0
    assert figures["text"][2] >= 0.988
    assert figures["ids"][2] >= 0.995
    assert figures["headings"][2] >= 0.996
    assert figures["exact_article_sets"] >= 43
    for name in names:
        assert scores_structure.score([name], parsed)["text"][2] >= TEXT_F1, name


@pytest.mark.slow
def test_statutes_with_a_recognised_layer_of_text(parsed: Path) -> None:
    good = scores_structure.score(sorted(scores_structure.GOOD_LAYER), parsed)
    assert good["ids"][2] >= 0.92
    assert good["text"][2] >= 0.88
    poor = scores_structure.score(sorted(scores_structure.POOR_LAYER), parsed)
    assert poor["text"][2] >= 0.75
