"""The whole folder: its names, the same bytes again, and what happens when a file is open elsewhere."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from pkpu_review.errors import CannotWrite
from pkpu_review.model import Review
from pkpu_review.report import write


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_folder_of_a_meeting(review: Review, tmp_path: Path) -> None:
    written = write(review, tmp_path / "hasil" / "rapat")
    assert written[0].name == "index.html"
    assert sorted(contents(tmp_path / "hasil" / "rapat")) == [
        "divisi/1-perencanaan-logistik.docx",
        "divisi/1-perencanaan-logistik.html",
        "divisi/2-data.docx",
        "divisi/2-data.html",
        "divisi/3-sekretariat.docx",
        "divisi/3-sekretariat.html",
        "index.html",
        "matriks-persandingan.docx",
        "matriks-persandingan.html",
        "matriks-persandingan.xlsx",
        "review.json",
    ]
    assert set(written) == {path for path in (tmp_path / "hasil" / "rapat").rglob("*") if path.is_file()}


@pytest.mark.parametrize("which", ["review", "alone"])
def test_the_same_review_gives_the_same_bytes(which: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    review: Review = request.getfixturevalue(which)
    write(review, tmp_path / "satu")
    write(review, tmp_path / "dua")
    assert contents(tmp_path / "satu") == contents(tmp_path / "dua")


def test_json_holds_the_whole_review(review: Review, tmp_path: Path) -> None:
    write(review, tmp_path)
    text = (tmp_path / "review.json").read_bytes()
    assert b"\r" not in text
    record = json.loads(text)
    assert record["schema"] == "pkpu-review/review/1" and len(record["comparison"]["rows"]) == len(
        review.comparison.rows if review.comparison else ()
    )


def test_a_file_open_in_word_does_not_keep_the_others_from_being_written(
    review: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(review, tmp_path)
    before = contents(tmp_path)
    for path in tmp_path.rglob("*.html"):
        path.write_text("lama", encoding="utf-8")
    replace = os.replace

    def refuse(source: str, target: Path) -> None:
        if Path(target).name == "matriks-persandingan.docx":
            raise PermissionError(13, "open elsewhere")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(CannotWrite, match=r"matriks-persandingan-2\.docx"):
        write(review, tmp_path)
    assert contents(tmp_path) == before


def test_nothing_is_written_where_something_cannot_be_made(
    review: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> bytes:
        raise ValueError("text too long for a cell")

    monkeypatch.setattr("pkpu_review.report.xlsx.xlsx", fail)
    with pytest.raises(ValueError, match="too long"):
        write(review, tmp_path / "hasil")
    assert not (tmp_path / "hasil").exists()
