"""Agreement with two readers on articles of election laws that stand beside the project."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


def load() -> ModuleType:
    path = Path(__file__).parents[2] / "tools/scores_divisions.py"
    spec = importlib.util.spec_from_file_location("scores_divisions", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


scores = load()
needs_labels = pytest.mark.skipif(not scores.LABELS.exists(), reason="../shared/real/divisions is not there")


@needs_labels
def test_the_rules_agree_with_readers_on_articles_they_were_not_written_for() -> None:
    rows = [row for row in scores.labels() if scores.part(row) == "report"]
    assert len(rows) > 40
    assert scores.score(rows, scores.of_rows(rows))["micro"][2] >= 0.80


@needs_labels
@pytest.mark.slow
def test_so_do_the_flags_of_the_files_themselves() -> None:
    assert scores.figures()["all"]["micro"][2] >= 0.80


def test_the_parts_do_not_change() -> None:
    rows = [{"doc": "a", "id": f"pasal-{n}"} for n in range(1, 9)]
    assert [scores.part(row) for row in rows] == [scores.part(dict(row)) for row in rows]
    assert {scores.part(row) for row in rows} == {"tune", "report"}
