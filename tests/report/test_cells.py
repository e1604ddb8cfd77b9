"""A row of a table as a sheet shows it: dots between cells that have words, marks where they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkpu_review.model import Edit, Provision
from pkpu_review.report.sheet import Run
from pkpu_review.report.sheets.cells import cells, unbarred
from pkpu_review.report.sheets.redline import parts, runs, tokens


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ("12 | Daftar calon tetap | 1 | set", "12 · Daftar calon tetap · 1 · set"),
        ("TOTAL | | | | | 41.500.000,00", "TOTAL · 41.500.000,00"),
        ("| | | | 100 Paket", "100 Paket"),
        ("I | Bantuan sosial | | | |", "I · Bantuan sosial"),
        ("| |", ""),
        ("Formulir A|B tetap", "Formulir A|B tetap"),
        ("tanpa sel", "tanpa sel"),
        ("baris\npatah | dua", "baris\npatah · dua"),
    ],
)
def test_bars_are_dots_between_cells_that_have_words(row: str, shown: str) -> None:
    assert unbarred(row) == shown


def marked(old: str, new: str, edits: tuple[Edit, ...]) -> tuple[Run, ...]:
    """Return a changed row as it is shown."""
    before, after = Provision("a", "baris", lead=old), Provision("a", "baris", lead=new)
    return cells(runs(parts(tokens(edits, old, new), before, after)[0]))


def side(made: tuple[Run, ...], other: str) -> str:
    """Return the words of one version: those without the mark of the *other*."""
    return " ".join("".join(run.text for run in made if run.mark != other).split())


@pytest.mark.parametrize(
    ("old", "new", "edits"),
    [
        ("1 | Pleno | 5 Mei", "1 | Pleno | 8 Mei", ("1 | Pleno |", ("5", "8"), "Mei")),
        ("1 | Pleno | lama", "1 | Pleno |", ("1 | Pleno |", ("lama", ""))),
        ("1 | | lama", "1 | Pleno | lama", ("1 |", ("", "Pleno"), "| lama")),
        ("1 | Pleno", "1 | Pleno | baru", ("1 | Pleno", ("", "| baru"))),
        ("1 | satu | x", "2 | dua | x", (("1 | satu |", "2 | dua |"), "x")),
    ],
)
def test_each_version_of_a_changed_row_reads_as_it_reads_alone(
    old: str, new: str, edits: tuple[str | tuple[str, str], ...]
) -> None:
    made = marked(old, new, tuple(Edit("equal", e, e) if isinstance(e, str) else Edit("replace", *e) for e in edits))
    assert side(made, "insert") == unbarred(old) and side(made, "delete") == unbarred(new)


@given(st.lists(st.sampled_from(["|", "a", "bc", " ", "|"]), max_size=12), st.integers(0, 12))
def test_no_word_is_lost_however_runs_are_cut(words: list[str], cut: int) -> None:
    text = " ".join(words)
    made = (
        cells([Run(text[:cut]), Run(text[cut:])]) if not text[cut - 1 : cut + 1].strip("|abc") else cells([Run(text)])
    )
    shown = "".join(run.text for run in made)
    assert [w for w in shown.split() if w != "·"] == [w for w in text.split() if w != "|"]
    assert not shown.strip().startswith("·") and not shown.strip().endswith("·") and "· ·" not in shown
