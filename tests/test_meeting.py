"""The road of a meeting on the command line: sheets go out, come back filled in, and the next draft is looked at."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import openpyxl
import pytest

from pkpu_review.report.text.markdown import escaped
from pkpu_review.report.wording import say
from tests.collect.filling import controls, word

from .conftest import CASES, Cli

OLD, NEW = CASES / "collect" / "lama.txt", CASES / "collect" / "baru.txt"
OFFICE = """
[kantor]
nama = ["Komisi Pemilihan Umum", "Kota Contoh"]
tempat = "Contoh"
tanggal = 2026-11-24
[[penanda_tangan]]
jabatan = "Sekretaris"
nama = "Nama Sekretaris"
"""
SHEET = "2-lembar-divisi/5-data"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    path = tmp_path / "kantor.toml"
    path.write_text(OFFICE, encoding="utf-8", newline="\n")
    return path


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_command_writes_the_same_bytes(cli: Cli, office: Path, tmp_path: Path) -> None:
    for name in ("satu", "dua"):
        ran = cli("review", NEW, "--against", OLD, "-o", tmp_path / name, "--office", office)
        assert ran.code == 0, ran.err
    made = contents(tmp_path / "satu")
    assert made == contents(tmp_path / "dua")
    assert {name.rsplit(".", 1)[-1] for name in made if name.startswith(SHEET)} == {"docx", "xlsx", "pdf", "html"}


@pytest.mark.parametrize(
    ("options", "dated"),
    [
        (["--date", "2026-12-01"], "Contoh, 1 Desember 2026"),
        ([], "Contoh, 24 November 2026"),
    ],
)
def test_the_day_is_that_of_the_command_before_that_of_the_office(
    options: list[str], dated: str, cli: Cli, office: Path, tmp_path: Path
) -> None:
    target = tmp_path / "rapat"
    assert cli("review", NEW, "-o", target, "--office", office, "--formats", "md", *options).code == 0
    for name in (f"{SHEET}.md", "1-ringkasan-pimpinan.md"):
        text = (target / name).read_text(encoding="utf-8")
        assert dated in text and "**Kota Contoh**" in text and "Sekretaris, Nama Sekretaris" in text


def test_without_an_office_there_is_a_blank_to_fill_in(cli: Cli, tmp_path: Path) -> None:
    assert cli("review", NEW, "-o", tmp_path / "rapat", "--formats", "md").code == 0
    blank = escaped(say("sign.blank"))
    assert f"\n{blank}, {blank}\n" in (tmp_path / "rapat" / f"{SHEET}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("formats", ["odt", "docx,odt", ",", ""])
def test_a_format_that_there_is_not_is_wrong_use(formats: str, cli: Cli, tmp_path: Path) -> None:
    ran = cli("review", NEW, "-o", tmp_path / "rapat", "--formats", formats)
    assert ran.code == 2 and "docx, xlsx, pdf, html, md, json" in ran.err
    assert not (tmp_path / "rapat").exists()


def test_from_the_sheet_to_the_fate_of_a_proposal(cli: Cli, tmp_path: Path) -> None:
    pack, back, dim = tmp_path / "rapat", tmp_path / "kembali", tmp_path / "dim"
    assert cli("review", NEW, "--against", OLD, "-o", pack, "--formats", "docx,xlsx").code == 0
    numbers = {
        tag.provision: tag.number for tag, _ in controls(docx.Document(str(pack / f"{SHEET}.docx")).element.body)
    }
    taken = 'frasa "10 (sepuluh)" diubah menjadi "12 (dua belas)"'
    back.mkdir()
    filled = back / "KPU Kota Contoh.docx"
    filled.write_bytes((pack / f"{SHEET}.docx").read_bytes())
    word(filled, {(numbers["pasal-2/ayat-1"], "usulan"): taken, (numbers["pasal-4"], "usulan"): "Dihapus."})
    then = tmp_path / "berikutnya.txt"
    text = NEW.read_text(encoding="utf-8")
    assert text.count("10 (sepuluh) hari setelah menerima") == 1
    then.write_text(text.replace("10 (sepuluh) hari setelah", "12 (dua belas) hari setelah"), encoding="utf-8")

    assert cli("collect", back, "--pack", pack, "-o", dim, "--formats", "md").code == 0
    assert cli("follow", dim, then, "-o", tmp_path / "hasil.json").code == 0
    told = json.loads((tmp_path / "hasil.json").read_text(encoding="utf-8"))
    assert [(one["provision"], one["offices"], one["fate"]) for one in told["proposals"]] == [
        ("pasal-2/ayat-1", ["KPU Kota Contoh"], "wholly"),
        ("pasal-4", ["KPU Kota Contoh"], "not"),
    ]

    # what the meeting answers in the list of fates is kept: it is not written over, and collect reads it
    for suffix in ("docx", "xlsx"):
        answered = tmp_path / "rapat-pleno" / f"hasil.{suffix}"
        assert cli("follow", dim, then, "-o", answered).code == 0
        if suffix == "docx":
            word(answered, {(2, "jawaban"): "Ditolak rapat pleno."})
        else:
            book = openpyxl.load_workbook(answered)
            page = book.worksheets[0]
            head = next(cell for row in page.iter_rows() for cell in row if cell.value == say("field.jawaban"))
            page.cell(head.row + 1, head.column).value = "Diterima rapat pleno."
            book.save(answered)
        ran = cli("follow", dim, then, "-o", answered)
        assert ran.code != 0 and "sudah diubah sejak ditulis" in ran.err
    assert (
        cli("collect", tmp_path / "rapat-pleno", "--pack", pack, "-o", tmp_path / "lagi", "--formats", "md").code == 0
    )
    known = json.loads((tmp_path / "lagi" / "dim.json").read_text(encoding="utf-8"))
    assert [one["provision"] for one in known["entries"]] == ["pasal-2/ayat-1", "pasal-4"]
    collected = (tmp_path / "lagi" / "dim.md").read_text(encoding="utf-8")
    for words in ("Diterima rapat pleno.", "Ditolak rapat pleno."):
        assert f"{say('field.jawaban')}: {words}" in collected

    # the draft itself is no next draft
    ran = cli("follow", dim, NEW, "-o", tmp_path / "sama.md")
    assert ran.code == 0 and say("follow.same-file", name=NEW.name) in ran.err
    assert escaped(say("follow.same-file", name=NEW.name)) in (tmp_path / "sama.md").read_text(encoding="utf-8")
