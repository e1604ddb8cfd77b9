"""A comparison that could not be proven: every view says so first."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from pkpu_review.compare import proof
from pkpu_review.model import Problem, Review
from pkpu_review.model.comparison import UNPROVEN
from pkpu_review.report import write
from pkpu_review.report.meeting.overview import Outcome, Overview, tally
from tests.conftest import Cli

MESSAGE = "Bukti gagal: <b>contoh</b> & sebagainya."
ESCAPED = "Bukti gagal: &lt;b&gt;contoh&lt;/b&gt; &amp; sebagainya."


@pytest.fixture(scope="module")
def unproven(review: Review) -> Review:
    assert review.comparison
    problems = (*review.comparison.problems, Problem(UNPROVEN, MESSAGE))
    return replace(review, comparison=replace(review.comparison, problems=problems))


@pytest.mark.parametrize(("form", "numbers"), [("text", "Letak"), ("md", "Letak")])
def test_compare_says_it_above_the_numbers(
    form: str, numbers: str, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = (tmp_path / name for name in ("lama.txt", "baru.txt"))
    for path, days in ((old, 7), (new, 14)):
        path.write_text(f"Pasal 1\nKPU menyampaikan laporan dalam {days} hari.\n", encoding="utf-8")
    assert "Bukti gagal" not in cli("compare", old, new, "--format", form).out
    monkeypatch.setattr(proof, "fault", lambda *_: Problem(UNPROVEN, "Bukti gagal: contoh."))
    text = cli("compare", old, new, "--format", form).out
    assert text.index("Bukti gagal: contoh.") < text.index(numbers)


def test_every_document_says_it_before_anything_else(unproven: Review, review: Review, tmp_path: Path) -> None:
    for path in write(unproven, tmp_path / "gagal"):
        if path.suffix == ".html":
            text = path.read_text(encoding="utf-8")
            content = min(text.index(mark, text.index("<body")) for mark in ("<h2", "<table") if mark in text)
            assert text.count(ESCAPED) == 1 and text.index(ESCAPED) < content, path.name
        elif path.suffix in (".docx", ".xlsx"):
            assert inside(path).count(ESCAPED) >= 1, path.name
    written = [path for path in write(review, tmp_path / "terbukti") if path.suffix in (".html", ".docx", ".xlsx")]
    assert not any("Peringatan" in inside(path) for path in written)


def inside(path: Path) -> str:
    if path.suffix == ".html":
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as package:
        return re.sub(
            r"<[^>]*>", "", "".join(package.read(name).decode() for name in package.namelist() if "xml" in name)
        )


def test_the_overview_of_a_batch_says_it(unproven: Review, review: Review, tmp_path: Path) -> None:
    outcomes = (Outcome("Tahapan", "v2", folder="a/2", tally=tally(unproven)),)
    found = Overview("folder", "dki-2022", outcomes)
    assert found.warnings == (f"Tahapan, v2: {MESSAGE}",)
    assert found.record()["reviews"][0]["warnings"] == [MESSAGE]
    text = found.write(tmp_path).read_text(encoding="utf-8")
    assert text.index(ESCAPED) < text.index("<main")
    assert replace(found, outcomes=(replace(outcomes[0], tally=tally(review)),)).warnings == ()
