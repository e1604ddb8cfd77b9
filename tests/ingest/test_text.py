"""Plain text and Markdown → lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from pkpu_review.errors import CannotRead
from pkpu_review.ingest.files import open_file
from pkpu_review.ingest.lines import Line
from pkpu_review.ingest.text import POINTS_PER_SPACE, TAB, read_text


def lines(folder: Path, text: str | bytes, name: str = "naskah.txt") -> tuple[Line, ...]:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return read_text(open_file(path)).lines


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\f"])
def test_ends_of_lines(tmp_path: Path, end: str) -> None:
    assert [line.text for line in lines(tmp_path, f"Pasal 1{end}Satu.{end}{end}Dua.")] == ["Pasal 1", "Satu.", "Dua."]


def test_origin_is_the_line_of_the_file(tmp_path: Path) -> None:
    assert [line.origin.paragraph for line in lines(tmp_path, "satu\n\n\ndua\n")] == [1, 4]


def test_indent_stands_in_for_the_place(tmp_path: Path) -> None:
    found = lines(tmp_path, "satu\n  dua\n\ttiga\n")
    assert [line.left for line in found] == [0, 2 * POINTS_PER_SPACE, TAB * POINTS_PER_SPACE]


def test_white_space_is_single(tmp_path: Path) -> None:
    assert lines(tmp_path, "a.   kotak\tsuara \u00a0 baru")[0].text == "a. kotak suara baru"


SENTENCE = "Petugas menerima kotak suara dan mencatatnya di buku gudang"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (f"{SENTENCE}.\n" * 5, True),  # too few lines to tell
        (f"{SENTENCE} yang ada\n" * 30, False),
        ("".join(f"{SENTENCE} " * (index % 4 + 1) + "\n" for index in range(30)), True),
    ],
)
def test_wrapped_lines_are_no_paragraphs(tmp_path: Path, text: str, whole: bool) -> None:
    assert {line.whole for line in lines(tmp_path, text)} == {whole}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("Pasal 1 – “kotak”".encode(), "Pasal 1 – “kotak”"),
        ("Pasal 1 – “kotak”".encode("utf-8-sig"), "Pasal 1 – “kotak”"),
        ("Pasal 1 – “kotak”".encode("utf-16"), "Pasal 1 – “kotak”"),
        (b"\xfe\xff" + "Pasal 1 – “kotak”".encode("utf-16-be"), "Pasal 1 – “kotak”"),
        ("Pasal 1 – “kotak”".encode("cp1252"), "Pasal 1 – “kotak”"),
    ],
    ids=["utf-8", "utf-8-bom", "utf-16-le", "utf-16-be", "cp1252"],
)
def test_encodings(tmp_path: Path, data: bytes, words: str) -> None:
    assert [line.text for line in lines(tmp_path, data)] == [words]


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="pengodean"):
        lines(tmp_path, b"Pasal 1 \x81\x8d\xff")


def test_markdown_marks_are_taken_off(tmp_path: Path) -> None:
    text = "## BAB I\n\n**KETENTUAN UMUM**\n\n1\\. Kotak \\(baru\\)\n"
    found = [line.text for line in lines(tmp_path, text, "naskah.md")]
    assert found == ["BAB I", "KETENTUAN UMUM", "1. Kotak (baru)"]


@pytest.mark.parametrize(
    "words",
    [
        "NOMOR ____ TAHUN ____",
        "NOMOR **** TAHUN ****",
        "tinggi_badan__siswa__baru",
        "2 ** 3 ** 4",
        "* * *",
        "Pasal 5*)",
    ],
)
def test_blanks_to_fill_in_are_no_marks(tmp_path: Path, words: str) -> None:
    assert [line.text for line in lines(tmp_path, words, "naskah.md")] == [words]


def test_marks_inside_a_line(tmp_path: Path) -> None:
    words = "**a.** bahwa ***KPU*** dan __Bawaslu__;"
    assert [line.text for line in lines(tmp_path, words, "naskah.md")] == ["a. bahwa KPU dan Bawaslu;"]


def test_control_characters_are_spaces(tmp_path: Path) -> None:
    assert [line.text for line in lines(tmp_path, "Pasal\x01 1\x1b[31m\x07\uffff dan")] == ["Pasal 1 [31m dan"]


def test_plain_text_keeps_what_looks_like_a_mark(tmp_path: Path) -> None:
    assert [line.text for line in lines(tmp_path, "# BAB I\n**tebal**")] == ["# BAB I", "**tebal**"]


def test_a_table_of_pipes(tmp_path: Path) -> None:
    text = "| No. | Kegiatan |\n|---|:--:|\n| 1. | |\n\n| a | b |\n| c | d |\n"
    found = lines(tmp_path, text, "naskah.md")
    assert [line.cells for line in found] == [("No.", "Kegiatan"), ("1.", ""), ("a", "b"), ("c", "d")]
    assert [line.head for line in found] == [True, False, False, False]
    assert [line.table for line in found] == [1, 1, 2, 2]


def test_html_is_text_like_any_other(tmp_path: Path) -> None:
    words = "Pasal 1 <b>tebal</b> <script>alert(1)</script> &amp;"
    assert [line.text for line in lines(tmp_path, words, "naskah.md")] == [words]
