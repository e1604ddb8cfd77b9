"""Files made to keep a reader busy are read in a time that grows with their length, not with its square."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from pkpu_review.errors import CannotRead
from pkpu_review.ingest import read
from tests.conftest import ROOT
from tests.ingest.wordfile import abstract, level, listed, num, p, t, word

SECONDS = 20.0
"""Far above what each file takes (a second), far below what it took while the work grew with the square."""

HEAD = "RANCANGAN PERATURAN KOMISI PEMILIHAN UMUM\nTENTANG\nUJI\n"
DECIDED = "MEMUTUSKAN:\nMenetapkan : PERATURAN.\n\nPasal 1\n\n"
END = "\n\nPasal 2\n\nPeraturan ini mulai berlaku.\n"

FILES = {
    "one label again and again": (HEAD + DECIDED + "1. kata;\n" * 40_000 + END, "kata;", 40_000),
    "a list in which no item has an end": (HEAD + DECIDED + "kata\n" * 60_000 + END, "kata", 60_000),
    "a hyphen at the end of every line": (HEAD + DECIDED + "undang-\n" * 40_000 + END, "undang", 40_000),
    "a table without end": (HEAD + DECIDED + "| kata | dua |\n" * 40_000 + END, "kata", 40_000),
    "a table after a table": (
        HEAD + DECIDED + "| kata | dua |\n| kata | dua | tiga |\n" * 10_000 + END,
        "kata",
        20_000,
    ),
    "a consideration again and again": (
        HEAD + "Menimbang : a. bahwa;\n" + "a. bahwa;\n" * 40_000 + DECIDED + "Isi." + END,
        "bahwa",
        40_001,
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_the_time_grows_with_the_length(name: str, tmp_path: Path) -> None:
    text, word, times = FILES[name]
    path = tmp_path / "panjang.txt"
    path.write_text(text, encoding="utf-8", newline="\n")
    begun = time.monotonic()
    regulation = read(path)
    assert time.monotonic() - begun < SECONDS
    found = "".join(p.lead + p.closing for top in regulation.provisions for p in top.walk()).count(word)
    assert found == times


@pytest.mark.parametrize("mark", ["**", "***", "__"])
def test_strong_words_that_never_end(mark: str, tmp_path: Path) -> None:
    path = tmp_path / "tebal.md"
    path.write_text(HEAD + DECIDED + f"{mark}kata " * 40_000 + END, encoding="utf-8", newline="\n")
    begun = time.monotonic()
    regulation = read(path)
    assert time.monotonic() - begun < SECONDS
    assert regulation["pasal-1"].text.count(f"{mark}kata") == 40_000  # marks without a pair are letters


def ruled_pdf(operators: bytes, page: bytes = b"", width: int = 5000) -> bytes:
    """A PDF of one article, whose page is drawn with *operators* and described further by *page*."""
    words = b"BT /F 12 Tf 14 TL 60 700 Td (Pasal 1) Tj T* (Petugas menerima barang.) Tj ET "
    content = operators + words
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 4 0 R%s" % (width, width, page)
        + b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
    ]
    body, places = b"%PDF-1.7\n", []
    for number, told in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, told)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return body + head + b"trailer <</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(body))


def rules(count: int, gap: int) -> bytes:
    return b"".join(b"9 %d m 4990 %d l S %d 9 m %d 4990 l S " % ((9 + i * gap % 4900,) * 4) for i in range(count))


@pytest.mark.parametrize(
    "operators", [rules(400, 12), rules(30_000, 1)], ids=["a grid of 160,000 cells", "60,000 rules"]
)
def test_rules_that_are_an_attack(operators: bytes, tmp_path: Path) -> None:
    """The words are read as lines, and the page is told."""
    path = tmp_path / "bergaris.pdf"
    path.write_bytes(ruled_pdf(operators))
    begun = time.monotonic()
    regulation = read(path)
    assert time.monotonic() - begun < SECONDS
    assert regulation["pasal-1"].text == "Petugas menerima barang."
    (told,) = [problem for problem in regulation.problems if problem.code == "tabel-tidak-terurai"]
    assert told.page == 1
    assert "terlalu banyak garis" in told.message


def test_a_turn_that_is_no_number(tmp_path: Path) -> None:
    path = tmp_path / "miring.pdf"
    path.write_bytes(ruled_pdf(rules(4, 200), b"/Rotate/Miring"))
    assert read(path)["pasal-1"].text == "Petugas menerima barang."


def test_a_pdf_none_of_whose_pages_opens(tmp_path: Path) -> None:
    path = tmp_path / "rusak.pdf"
    path.write_bytes(ruled_pdf(b"").replace(b"/Kids[3 0 R]", b"/Kids[9 0 R]"))
    with pytest.raises(CannotRead, match="tidak satu halaman pun dapat dibaca"):
        read(path)


def test_a_damaged_page_is_told_in_the_words_of_the_toolkit_alone(tmp_path: Path) -> None:
    path = tmp_path / "rusak.pdf"
    path.write_bytes(ruled_pdf(rules(4, 200) + b"q 1 0 /x 1 0 0 cm Q "))
    # a process of its own: pytest takes what is logged
    ran = subprocess.run([sys.executable, "-m", "pkpu_review", "read", path], capture_output=True, cwd=ROOT, check=True)
    assert [line for line in ran.stderr.decode("utf-8").splitlines() if "rusak.pdf" not in line] == []


def test_a_level_that_no_list_has(tmp_path: Path) -> None:
    depth = 9_999_999
    body = "".join(p(t(text)) for text in ("Pasal 1", "Petugas:")) + p(t("mencatat."), listed(1, depth)) * 40
    path = tmp_path / "dalam.docx"
    path.write_bytes(word(body, numbering=abstract(0, level(depth, "decimal", "%1.")) + num(1, 0)))
    begun = time.monotonic()
    regulation = read(path)
    assert time.monotonic() - begun < SECONDS
    assert sum(p.text == "mencatat." for p in regulation.walk()) == 40
