"""``read --explain`` and ``read --page-image`` as they are called."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Cli
from tests.ingest.drawn import Page, pdf


@pytest.fixture
def drawn(tmp_path: Path) -> Path:
    path = tmp_path / "gudang.pdf"
    first = [(275.0, "Pasal 1"), (85.0, "(1) Gudang dijaga oleh petugas;")]
    path.write_bytes(pdf(Page(first), Page([(85.0, "(2) Petugas mencatat.")])))
    return path


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "gudang.txt"
    path.write_text("Pasal 1\n(1) Gudang dijaga.\n(2) Petugas mencatat.\n", encoding="utf-8", newline="\n")
    return path


def test_explain_shows_every_line(cli: Cli, drawn: Path) -> None:
    ran = cli("read", drawn, "--explain")
    assert ran.code == 0
    assert "Halaman 1 (2 baris)" in ran.out and "Halaman 2 (1 baris)" in ran.out
    assert "    1  (2) Petugas mencatat.\n       → pasal-1/ayat-2 (label)  (2)\n" in ran.out
    assert "\x1b[" not in ran.out


def test_explain_one_page(cli: Cli, drawn: Path) -> None:
    for span in ("2", "2-2", "2-9"):
        ran = cli("read", drawn, "--explain", "--page", span)
        assert ran.code == 0 and "Halaman 2" in ran.out and "Halaman 1" not in ran.out


def test_explain_for_programs(cli: Cli, drawn: Path) -> None:
    lines = [json.loads(line) for line in cli("read", drawn, "--explain", "--format", "jsonl").out.splitlines()]
    assert [line["page"] for line in lines] == [1, 1, 2]
    told = json.loads(cli("read", drawn, "--explain", "--format", "json").out)
    assert told["schema"] == "pkpu-review/explanation/1"
    assert told["lines"] == lines


def test_explanations_stand_beside_outlines(cli: Cli, small: Path, drawn: Path) -> None:
    folder = small.parent / "hasil"
    assert cli("read", small, drawn, "--explain", "-o", folder).code == 0
    assert sorted(path.name for path in folder.iterdir()) == ["gudang.pdf-telusur.txt", "gudang.txt-telusur.txt"]


@pytest.mark.parametrize("span", ["0", "3-2", "a", "1-", "-1", "1.5", ""])
def test_wrong_pages(cli: Cli, drawn: Path, span: str) -> None:
    ran = cli("read", drawn, "--explain", "--page", span)
    assert ran.code == 2 and "bukan halaman" in ran.err


def test_pages_are_for_explain_and_page_image(cli: Cli, drawn: Path) -> None:
    assert "--page hanya dipakai bersama" in cli("read", drawn, "--page", "1").err
    assert "Pilih salah satu" in cli("read", drawn, "--explain", "--page-image", "pasal-1").err


def test_page_image_without_a_name(cli: Cli, drawn: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(drawn.parent)
    ran = cli("read", drawn, "--page-image", "pasal-1")
    assert (ran.code, ran.out) == (0, "")
    assert sorted(path.name for path in drawn.parent.glob("*.png")) == [
        "gudang-pasal-1-1.png",
        "gudang-pasal-1-2.png",
    ]
    assert "Ditulis: gudang-pasal-1-1.png (halaman 1)" in ran.err


def test_page_image_with_a_name_or_a_folder(cli: Cli, drawn: Path) -> None:
    folder = drawn.parent / "gambar"
    assert cli("read", drawn, "--page-image", "pasal-1/ayat-2", "-o", folder / "letak.png").code == 0
    assert cli("read", drawn, "--page-image", "pasal-1/ayat-2", "-o", folder).code == 0
    assert cli("read", drawn, "--page-image", "pasal-1", "--page", "2", "-o", folder / "dua.png").code == 0
    assert sorted(path.name for path in folder.iterdir()) == ["dua.png", "gudang-pasal-1-ayat-2.png", "letak.png"]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in folder.iterdir())


def test_page_image_that_cannot_be(cli: Cli, drawn: Path, small: Path) -> None:
    ran = cli("read", drawn, "--page-image", "pasal-2")
    assert ran.code == 2 and "Yang mirip: pasal-1" in ran.err
    ran = cli("read", small, "--page-image", "pasal-1/ayat-2")
    assert ran.code == 2 and "ada di paragraf 3" in ran.err
    ran = cli("read", drawn, small, "--page-image", "pasal-1")
    assert ran.code == 2 and "tepat satu berkas" in ran.err
    ran = cli("read", drawn.parent / "tidak-ada.pdf", "--page-image", "pasal-1")
    assert ran.code == 3
    ran = cli("read", drawn, "--page-image", "pasal-1", "-o", small / "x.png")
    assert ran.code == 4
    assert not list(drawn.parent.glob("*.png"))
