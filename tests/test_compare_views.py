"""``pkpu-review compare`` in its forms and with its filters, as a person types it."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from pkpu_review.ingest import read
from pkpu_review.model import Problem, Reading
from pkpu_review.model.comparison import UNPROVEN
from pkpu_review.report.views.selection import KINDS

from .conftest import Cli

OLD = """RANCANGAN
PERATURAN KOMISI PEMILIHAN UMUM
TENTANG
GUDANG

Menimbang : bahwa perlu ada gudang;

BAB I
PENJAGAAN

Pasal 1
(1) Petugas dapat menyampaikan laporan paling lambat 7 (tujuh) hari setelah rapat.
(2) Laporan memuat daftar pemilih.

Pasal 2
Gudang dijaga setiap hari oleh petugas keamanan dalam negeri.

Pasal 3
Honorarium anggota dibayar setiap bulan oleh sekretariat.
"""
NEW = OLD.replace("7 (tujuh)", "14 (empat belas)").replace(
    "Pasal 2\n", "Pasal 2\nKetentuan yang sama sekali baru tentang segel.\n\nPasal 3\n", 1
)
NEW = "Pasal 4\nHonorarium".join(NEW.rsplit("Pasal 3\nHonorarium", 1))


@pytest.fixture
def drafts(tmp_path: Path) -> tuple[Path, Path]:
    paths = tmp_path / "lama.txt", tmp_path / "baru.txt"
    for path, text in zip(paths, (OLD, NEW), strict=True):
        path.write_text(text, encoding="utf-8", newline="\n")
    return paths


@pytest.mark.parametrize(
    ("name", "start"),
    [("a.txt", b"Perbandingan\n"), ("a.md", b"# Perbandingan\n"), ("a.HTML", b"<!DOCTYPE html>"),
     ("a.json", b'{\n "schema"'), ("a.docx", b"PK"), ("hasil", b"Perbandingan\n")],
)  # fmt: skip
def test_the_name_of_the_result_chooses_its_form(
    cli: Cli, drafts: tuple[Path, Path], tmp_path: Path, name: str, start: bytes
) -> None:
    target = tmp_path / "keluaran" / name
    ran = cli("compare", *drafts, "-o", target)
    assert (ran.code, ran.out) == (0, "")
    assert target.read_bytes().startswith(start)


def test_a_form_that_is_asked_for_goes_before_the_name(cli: Cli, drafts: tuple[Path, Path], tmp_path: Path) -> None:
    assert cli("compare", *drafts, "--format", "md", "-o", tmp_path / "a.txt").code == 0
    assert (tmp_path / "a.txt").read_text(encoding="utf-8").startswith("# ")
    assert cli("compare", *drafts, "--format", "html").out.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_asked_for(cli: Cli, drafts: tuple[Path, Path], kind: str) -> None:
    rows = json.loads(cli("compare", *drafts, "--format", "json", "--only", kind).out)["rows"]
    assert all(kind in (row["relation"], row["change"]) for row in rows)


def test_filters_narrow_every_view(cli: Cli, drafts: tuple[Path, Path]) -> None:
    told = cli("compare", *drafts, "--only", "substantive", "--article", "1").out
    assert "Pasal 1 ayat (1)" in told and "Pasal 2" not in told
    assert "Saringan: substansi; Pasal 1. Ditampilkan 1 dari" in told
    record = json.loads(cli("compare", *drafts, "--format", "json", "--article", "3").out)
    assert [(row["old"], row["new"]) for row in record["rows"]] == [("pasal-2", "pasal-3"), ("pasal-3", "pasal-4")]
    assert record["filter"] == {"only": [], "article": ["3"], "rows": 2, "of": 9}
    whole = json.loads(cli("compare", *drafts, "--format", "json").out)
    assert len(whole["rows"]) == 9 and "filter" not in whole


def test_a_division_is_asked_for_by_its_id(cli: Cli, drafts: tuple[Path, Path]) -> None:
    record = json.loads(cli("compare", *drafts, "--format", "json", "--division", "data").out)
    assert "pasal-1/ayat-2" in [row["new"] for row in record["rows"]] and len(record["rows"]) < 9
    assert record["filter"]["division"] == "data" and record["filter"]["line_up"] == "dki-2022"
    ran = cli("compare", *drafts, "--division", "dapur")
    assert (ran.code, ran.out) == (2, "")
    assert "Divisi 'dapur' tidak ada dalam susunan dki-2022. Pilihan: perencanaan-logistik" in ran.err


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--article", "99"], "'99' tidak ditemukan dalam naskah lama maupun naskah baru."),
        (["--article", "lima"], "'lima' bukan penunjuk ketentuan."),
        (["--format", "docx"], "sebutkan berkas hasilnya"),
        (["--format", "docx", "-o", "x.docx", "--only", "moved"], "memuat seluruh naskah"),
        (["--date", "2026-11-24"], "--date hanya berlaku untuk bentuk docx."),
        (["--format", "docx", "-o", "x.docx", "--date", "24-11-2026"], "24-11-2026"),
        (["--only", "semua"], "semua"),
    ],
)
def test_wrong_use_is_told_in_one_sentence(cli: Cli, drafts: tuple[Path, Path], more: list[str], sentence: str) -> None:
    ran = cli("compare", *drafts, *more)
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
    assert not Path("x.docx").exists()


@pytest.mark.parametrize("which", [0, 1])
def test_a_draft_is_not_written_over_by_its_comparison(
    cli: Cli, drafts: tuple[Path, Path], tmp_path: Path, which: int
) -> None:
    before = drafts[which].read_bytes()
    (tmp_path / "di-samping").mkdir()
    ran = cli("compare", *drafts, "-o", tmp_path / "di-samping" / ".." / drafts[which].name)
    assert ran.code == 2 and "Simpan hasilnya dengan nama lain." in ran.err
    assert drafts[which].read_bytes() == before


def test_the_word_file_is_the_same_at_every_run_and_read_both_ways(
    cli: Cli, drafts: tuple[Path, Path], tmp_path: Path
) -> None:
    targets = tmp_path / "a.docx", tmp_path / "b.docx"
    for target in targets:
        assert cli("compare", *drafts, "-o", target, "--date", "2026-11-24").code == 0
    assert targets[0].read_bytes() == targets[1].read_bytes()
    for path, state in zip(drafts, ("original", "final"), strict=True):
        found = read(targets[0], Reading(revisions=state))  # type: ignore[arg-type]
        assert [(p.id, p.text) for p in found.walk()] == [(p.id, p.text) for p in read(path).walk()]
    assert {one.date for one in read(targets[0]).revisions} == {"2026-11-24T00:00:00Z"}


def test_a_word_file_that_someone_worked_in_is_not_written_over(
    cli: Cli, drafts: tuple[Path, Path], tmp_path: Path
) -> None:
    import docx

    target = tmp_path / "a.docx"
    cli("compare", *drafts, "-o", target)
    document = docx.Document(str(target))
    document.add_paragraph("Catatan rapat.")
    document.save(str(target))
    before = target.read_bytes()
    ran = cli("compare", *drafts, "-o", target)
    assert ran.code == 4 and "tidak ditimpa" in ran.err
    assert target.read_bytes() == before


def test_that_the_proof_failed_is_told_beside_a_word_file(
    cli: Cli, drafts: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = import_module("pkpu_review.review")
    found = review.comparison(*drafts)
    unproven = replace(found, problems=(Problem(UNPROVEN, "Bukti gagal pada Pasal 1."),))
    monkeypatch.setattr(review, "comparison", lambda *_: unproven)
    ran = cli("compare", *drafts, "-o", tmp_path / "a.docx")
    assert ran.code == 0 and ran.err.startswith("Bukti gagal pada Pasal 1.\n")
