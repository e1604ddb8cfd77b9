"""A sheet that a person has filled in is not written over."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from pkpu_review.errors import CannotWrite
from pkpu_review.model import Review
from pkpu_review.report import write
from pkpu_review.report.seal import is_changed


def fill(path: Path) -> None:
    """Write a remark into a sheet as a script would."""
    if path.suffix == ".docx":
        document = docx.Document(str(path))
        document.tables[1].rows[2].cells[-1].paragraphs[0].add_run("Setuju.")
        document.save(str(path))
    else:
        book = openpyxl.load_workbook(path)
        book.worksheets[0]["G7"] = "Setuju."
        book.save(path)


def test_what_was_just_written_may_be_written_over(review: Review, tmp_path: Path) -> None:
    for path in write(review, tmp_path):
        assert not is_changed(path)
    write(review, tmp_path)


@pytest.mark.parametrize(
    "name", ["2-lembar-divisi/2-data.docx", "3-matriks-persandingan.docx", "3-matriks-persandingan.xlsx"]
)
def test_a_remark_is_never_lost(review: Review, tmp_path: Path, name: str) -> None:
    write(review, tmp_path)
    fill(tmp_path / name)
    (tmp_path / "index.html").write_text("lama", encoding="utf-8")
    filled = (tmp_path / name).read_bytes()
    with pytest.raises(CannotWrite, match="mungkin berisi tanggapan") as caught:
        write(review, tmp_path)
    assert Path(name).name in str(caught.value) and f"{Path(name).stem}-2" in str(caught.value)
    assert (tmp_path / name).read_bytes() == filled
    assert (tmp_path / "index.html").read_text(encoding="utf-8") != "lama"  # the others are written all the same


@pytest.mark.parametrize("content", [b"", b"bukan zip", b"PK\x03\x04"])
def test_a_file_that_is_no_sheet_is_not_taken_for_one(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.docx").write_bytes(content)
    assert not is_changed(tmp_path / "a.docx")


def rebuilt(path: Path, keep: Callable[[str], bool]) -> None:
    """Save an Office file with only the parts that *keep* says."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if keep(name)}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


@pytest.mark.parametrize("name", ["2-lembar-divisi/2-data.docx", "2-lembar-divisi/2-data.xlsx"])
def test_a_sheet_whose_properties_a_program_dropped_is_not_written_over(
    review: Review, tmp_path: Path, name: str
) -> None:
    write(review, tmp_path)
    fill(tmp_path / name)
    rebuilt(tmp_path / name, lambda part: part != "docProps/custom.xml")
    filled = (tmp_path / name).read_bytes()
    with pytest.raises(CannotWrite, match="mungkin berisi tanggapan"):
        write(review, tmp_path)
    assert (tmp_path / name).read_bytes() == filled


@pytest.mark.parametrize("name", ["2-lembar-divisi/2-data.docx", "3-matriks-persandingan.xlsx"])
def test_a_sheet_that_was_locked_with_a_password_is_not_written_over(review: Review, tmp_path: Path, name: str) -> None:
    write(review, tmp_path)
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le")
    (tmp_path / name).write_bytes(locked)
    with pytest.raises(CannotWrite, match="mungkin berisi tanggapan"):
        write(review, tmp_path)
    assert (tmp_path / name).read_bytes() == locked


def test_a_workbook_that_is_no_sheet_may_be_written_over(review: Review, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "pkpu: catatan"
    book.save(tmp_path / "a.xlsx")
    assert not is_changed(tmp_path / "a.xlsx")


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_a_sheet_saved_by_libreoffice_is_recognised(
    review: Review, require: Callable[[str], str], tmp_path: Path, suffix: str
) -> None:
    office = require("libreoffice")
    write(review, tmp_path / "hasil")
    source = tmp_path / "hasil" / f"3-matriks-persandingan.{suffix}"
    saved = tmp_path / "simpan"
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = [office, "--headless", profile, "--convert-to", suffix, "--outdir", str(saved), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    shutil.copy(saved / source.name, source)
    assert is_changed(source)
