"""The schedule of a draft: as a value, on the terminal, as records."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import pkpu_review as pr
from tests.conftest import Cli

DRAFT = """\
RANCANGAN PERATURAN KOMISI PEMILIHAN UMUM
TENTANG
JADWAL
MEMUTUSKAN:
Menetapkan: PERATURAN TENTANG JADWAL.

Pasal 1

Jadwal tercantum dalam Lampiran.

LAMPIRAN
JADWAL

| NO | KEGIATAN | MULAI | SELESAI |
|---|---|---|---|
| 1 | Pendaftaran | 1 Juni 2026 | 14 Juni 2026 |
| a | Pengumuman | 1 Juni 2026 | 3 (tiga) hari kemudian |
| 2 | Penetapan \x1b[31m | 15 s.d. 16 Juli 2026 | |
"""


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "jadwal.md"
    path.write_text(DRAFT, encoding="utf-8", newline="\n")
    return path


def test_the_value(draft: Path) -> None:
    found = pr.schedule(draft)
    assert [(one.number, one.name.split()[0], one.start, one.end) for one in found.activities] == [
        ("1", "Pendaftaran", date(2026, 6, 1), date(2026, 6, 14)),
        ("a", "Pengumuman", date(2026, 6, 1), None),
        ("2", "Penetapan", date(2026, 7, 15), date(2026, 7, 16)),
    ]
    assert "<td" in found._repr_html_()


def test_the_terminal(cli: Cli, draft: Path, same_as: Callable[[str, str], None]) -> None:
    ran = cli("read", draft, "--schedule")
    assert ran.code == 0
    assert "\x1b" not in ran.out
    same_as(ran.out, "read/schedule.txt")


def test_records(cli: Cli, draft: Path) -> None:
    lines = [json.loads(line) for line in cli("read", draft, "--schedule", "--format", "jsonl").out.splitlines()]
    assert [(line["start"], line["end"], line["level"], line["parent"]) for line in lines] == [
        ("2026-06-01", "2026-06-14", 1, ""),
        ("2026-06-01", None, 2, "lampiran/tabel-1/baris-1"),
        ("2026-07-15", "2026-07-16", 1, ""),
    ]
    whole = json.loads(cli("read", draft, "--schedule", "--format", "json").out)
    assert whole["schema"] == "pkpu-review/schedule/1"
    assert whole["activities"] == lines


def test_a_file_beside_the_others(cli: Cli, draft: Path, tmp_path: Path) -> None:
    assert cli("read", draft, "--schedule", "--format", "jsonl", "-o", tmp_path / "hasil").code == 0
    assert [path.name for path in (tmp_path / "hasil").iterdir()] == ["jadwal-jadwal.jsonl"]


def test_a_draft_without_a_schedule(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "tanpa.txt"
    path.write_text(DRAFT.split("LAMPIRAN\n")[0], encoding="utf-8", newline="\n")
    assert "Tidak ada tabel jadwal" in cli("read", path, "--schedule").out
    ran = cli("read", path, "--schedule", "--format", "jsonl")
    assert (ran.code, ran.out) == (0, "")
    assert "Tidak ada tabel jadwal" in ran.err


def test_one_view_at_a_time(cli: Cli, draft: Path) -> None:
    assert cli("read", draft, "--schedule", "--explain").code == 2


def test_the_sample_draft(corpus: Path) -> None:
    """Every row of the annex has its days, and Word and PDF say the same."""
    word, page = (pr.schedule(corpus / "tahapan-jadwal" / f"v1-bahan-uji-publik.{form}") for form in ("docx", "pdf"))
    assert len(word.activities) == 64
    assert all(one.start and one.end and one.start <= one.end for one in word.activities)
    assert {one.level for one in word.activities} == {1, 2}
    assert [(one.number, one.name, one.start, one.end) for one in word.activities] == [
        (one.number, one.name, one.start, one.end) for one in page.activities
    ]
