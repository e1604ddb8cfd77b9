"""Agreement with two readers on articles of election laws that stand beside the project."""

from typing import Any

import pytest

from tools import scores_divisions as scores

needs_labels = pytest.mark.skipif(not scores.LABELS.exists(), reason="../shared/real/divisions is not there")


def row(id: str, chapter: str, *agreed: str) -> dict[str, Any]:
    return {"doc": "uu", "id": id, "heading": f"{chapter} > Bagian", "text": "", "agreed": list(agreed), "either": []}


ROWS = [row(f"pasal-{n}", f"BAB {n % 7}", "teknis", *(["hukum"] if n % 3 else [])) for n in range(1, 40)]
FLAGS = [{"doc": "uu", "id": r["id"], "divisions": ["teknis"] if n % 4 else ["data"]} for n, r in enumerate(ROWS)]


def test_a_fold_holds_whole_chapters() -> None:
    parts = scores.folds(ROWS)
    assert sorted(r["id"] for part in parts for r in part) == sorted(r["id"] for r in ROWS)
    for chapter in {scores.chapter(r) for r in ROWS}:
        assert sum(any(scores.chapter(r) == chapter for r in part) for part in parts) == 1


def test_the_interval_holds_the_figure_and_widens_where_chapters_differ() -> None:
    found = scores.table(FLAGS)
    low, high = scores.interval(ROWS, found)
    assert low < scores.micro(ROWS, found) < high
    right = {("uu", r["id"]): frozenset(r["agreed"]) for r in ROWS}
    assert scores.interval(ROWS, right) == (1.0, 1.0)


@needs_labels
def test_it_counts_as_the_shared_scorer_does() -> None:
    assert round(scores.micro(ROWS, scores.table(FLAGS)), 4) == scores.score(ROWS, FLAGS)["micro"][2]


@needs_labels
def test_the_rules_agree_with_the_readers() -> None:
    rows = scores.labels()
    figures = scores.score(rows, scores.of_rows(rows))
    assert figures["micro"][2] >= scores.MICRO and figures["macro_f1"] >= scores.MACRO


@needs_labels
@pytest.mark.slow
def test_so_do_the_flags_of_the_files_themselves() -> None:
    figures = scores.figures()
    assert figures["micro"][2] >= scores.MICRO and figures["macro_f1"] >= scores.MACRO


def test_a_model_never_votes_on_a_chapter_it_has_seen() -> None:
    pytest.importorskip("sklearn")
    from tools import train_divisions

    words = {"teknis": "pemungutan suara di TPS", "hukum": "sengketa dan sanksi pidana"}
    rows = [
        {**row(f"pasal-{n}", f"BAB {n % 5}", name), "text": words[name]}
        for n, name in enumerate(["teknis", "hukum"] * 10, 1)
    ]
    votes = train_divisions.voted(rows, 10.0)
    found = train_divisions.added({}, votes, 0.6, only_where_none=False)
    assert scores.micro(rows, found) == 1.0
    told = {("uu", "pasal-1"): frozenset(["data"])}
    assert train_divisions.added(told, votes, 0.6, only_where_none=True)["uu", "pasal-1"] == {"data"}
    # One chapter that says the opposite of all others is judged by the others.
    odd = [{**one, "agreed": ["teknis"]} if one["heading"].startswith("BAB 1") else one for one in rows]
    others = train_divisions.voted(odd, 10.0)
    wrong = [one for one in odd if one["heading"].startswith("BAB 1") and words["hukum"] == one["text"]]
    assert wrong and all(others["uu", one["id"]]["hukum"] > 0.5 for one in wrong)
