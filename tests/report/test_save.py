"""A file is whole or not there at all, and the sentence offers a name that is free."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkpu_review.errors import CannotWrite, Exit
from pkpu_review.report.save import NAME_LIMIT, make_folder, other_name, safe_name, save_bytes, save_text


def test_text_is_utf8_with_unix_line_ends(tmp_path: Path) -> None:
    save_text(tmp_path / "a.txt", "satu\r\ndua – “tiga”\n")
    assert (tmp_path / "a.txt").read_bytes() == "satu\ndua – “tiga”\n".encode()


def test_nothing_is_left_beside_the_target(tmp_path: Path) -> None:
    save_bytes(tmp_path / "a.docx", b"lama")
    save_bytes(tmp_path / "a.docx", b"baru")
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]
    assert (tmp_path / "a.docx").read_bytes() == b"baru"


def test_a_target_open_in_word_keeps_its_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "matriks.docx"
    target.write_bytes(b"catatan rapat")
    (tmp_path / "matriks-2.docx").write_bytes(b"")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "The process cannot access the file")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(CannotWrite) as caught:
        save_bytes(target, b"baru")
    message = str(caught.value)
    assert "sedang terbuka" in message and "matriks-3.docx" in message and message.count("\n") == 0
    assert caught.value.exit is Exit.UNWRITABLE
    assert target.read_bytes() == b"catatan rapat"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["matriks-2.docx", "matriks.docx"]


def test_a_folder_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "index.html").mkdir()
    with pytest.raises(CannotWrite, match="folder"):
        save_text(tmp_path / "index.html", "x")
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="folder tujuan tidak ada"):
        save_text(tmp_path / "tidak-ada" / "a.txt", "x")


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "hasil").write_text("x", encoding="utf-8")
    with pytest.raises(CannotWrite, match="sudah dipakai oleh sebuah berkas"):
        make_folder(tmp_path / "hasil")
    with pytest.raises(CannotWrite):
        make_folder(tmp_path / "hasil" / "divisi")


def test_other_name_counts_on(tmp_path: Path) -> None:
    assert other_name(tmp_path / "a.xlsx").name == "a-2.xlsx"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("teknis", "teknis"),
        ("CON", "_CON"),
        ("lpt1.txt", "_lpt1.txt"),
        ("confirm", "confirm"),
        ('a<b>:"c"/d\\e|f?g*', "a-b-c-d-e-f-g"),
        ("../../etc/passwd", "etc-passwd"),
        ("akhir. ", "akhir"),
        ("\u202egpj.exe", "gpj.exe"),
        ("", "berkas"),
        ("...", "berkas"),
        ("x" * 300, "x" * NAME_LIMIT),
    ],
)
def test_safe_names(name: str, expected: str) -> None:
    assert safe_name(name) == expected


@given(st.text(max_size=200))
def test_a_safe_name_is_one_that_windows_takes(name: str) -> None:
    made = safe_name(name)
    assert 0 < len(made) <= NAME_LIMIT + 1
    assert not set(made) & set('<>:"/\\|?*') and made == made.strip(" .") and made.isprintable()
    assert safe_name(made) == made
