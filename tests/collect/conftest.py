"""A small draft reviewed: the folder that sheets are filled in from."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pkpu_review.collect.written import Pack
from pkpu_review.collect.written import pack as written
from pkpu_review.inventory import collect
from pkpu_review.model import Dim
from tests.conftest import CASES

DATA = "2-lembar-divisi/5-data"
"""The sheet of the division of data: rows 7 to 11 and 13, of which 11 was removed."""
MATRIX = "3-matriks-persandingan"


@pytest.fixture(scope="session")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that ``review`` wrote for the small draft; never changed."""
    from pkpu_review.report import write
    from pkpu_review.review import review

    folder = tmp_path_factory.mktemp("rapat")
    made = review(CASES / "collect" / "baru.txt", CASES / "collect" / "lama.txt")
    write(made, folder, formats=("docx", "xlsx"))
    return folder


@pytest.fixture(scope="session")
def pack(reviewed: Path) -> Pack:
    """The same, read."""
    return written(reviewed)


@pytest.fixture
def sheet(reviewed: Path, tmp_path: Path) -> Callable[..., Path]:
    """``sheet("isian.docx", "2-lembar-divisi/5-data.docx")`` copies a sheet, to be filled in."""

    def copy(name: str, of: str = "") -> Path:
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(reviewed / (of or DATA + target.suffix), target)
        return target

    return copy


@pytest.fixture
def gathered(reviewed: Path) -> Callable[..., Dim]:
    """``gathered(path, ...)`` collects what came back."""

    def run(*paths: Path, next: Path | None = None) -> Dim:
        return collect(paths, reviewed, next)

    return run
