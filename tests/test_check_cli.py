"""``check`` and ``timeline`` on the command line: options, forms, exit codes; and the verbs of the package."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

import pkpu_review as pr
from tests.check.drafts import FOLDER
from tests.conftest import Cli

KEPT = FOLDER / "pemilu-2024.txt"


@pytest.fixture
def late(tmp_path: Path) -> Path:
    """The schedule that was kept, with a stage that begins too late."""
    path = tmp_path / "terlambat.txt"
    text = KEPT.read_text(encoding="utf-8").replace("| 11 Februari 2024 | 13", "| 12 Februari 2024 | 13")
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


@pytest.fixture
def undated(tmp_path: Path) -> Path:
    """A draft without a voting day."""
    path = tmp_path / "tanpa-hari.txt"
    text = KEPT.read_text(encoding="utf-8").replace("Pemungutan suara", "Hari pencoblosan")
    path.write_text(text.replace("Pemungutan dan penghitungan", "Hari pencoblosan dan penghitungan"), encoding="utf-8")
    return path


def test_a_kept_schedule_ends_well(cli: Cli) -> None:
    ran = cli("check", KEPT)
    assert ran.code == 0
    assert "Yang perlu diperiksa (0)" in ran.out and "Hari pemungutan suara: 14 Februari 2024" in ran.out
    assert (
        "14 Februari 2024 dikurangi 20 bulan = 14 Juni 2022 (paling lambat); naskah: 14 Juni 2022 → terpenuhi"
        in " ".join(ran.out.split())
    )


def test_a_broken_limit_needs_a_person(cli: Cli, late: Path) -> None:
    ran = cli("check", late, "--format", "jsonl")
    assert ran.code == 1
    lines = [json.loads(line) for line in ran.out.splitlines()]
    broken = [line for line in lines if line["status"] == "broken"]
    assert [line["rule"] for line in broken] == ["batas/T14"]
    assert broken[0]["doc"] == "terlambat" and broken[0]["severity"] == "error"
    assert broken[0]["arithmetic"].endswith("naskah: 12 Februari 2024 → dilanggar, 1 hari lebih lambat")
    assert any(line["rule"] == "urutan-tahapan" for line in lines)  # a gap behind the campaign


def test_one_object_for_one_file(cli: Cli, late: Path, tmp_path: Path) -> None:
    target = tmp_path / "temuan.json"
    assert cli("check", KEPT, "--format", "json", "-o", target).code == 0
    assert json.loads(target.read_text("utf-8"))["schema"] == "pkpu-review/findings/1"
    assert cli("check", KEPT, late, "--format", "json").code == 2


def test_the_voting_day_is_asked_for(cli: Cli, undated: Path) -> None:
    ran = cli("check", undated)
    assert "tidak dapat dihitung" in ran.out and "sebutkan dengan --voting-day" in ran.out
    asked = cli("check", undated, "--voting-day", "2024-02-14")
    assert "0 tidak dapat dihitung" in " ".join(asked.out.split()) and "diminta dengan --voting-day" in asked.out
    assert cli("check", undated, "--voting-day", "14 Februari 2024").out == asked.out


@pytest.mark.parametrize("day", ["2024-02-30", "Februari", "1 s.d. 2 Februari 2024", ""])
def test_a_day_that_is_none_is_wrong_use(cli: Cli, day: str) -> None:
    assert cli("check", KEPT, "--voting-day", day).code == 2


def test_the_regime_can_be_named(cli: Cli) -> None:
    ran = cli("check", KEPT, "--regime", "daerah", "--format", "jsonl")
    rules = {json.loads(line)["rule"] for line in ran.out.splitlines()}
    assert "batas/P01" in rules and "batas/T01" not in rules
    assert cli("check", KEPT, "--regime", "desa").code == 2


@pytest.mark.parametrize(
    ("suffix", "start"),
    [
        (".html", b"<!DOCTYPE html>"),
        (".svg", b"<?xml"),
        (".ics", b"BEGIN:VCALENDAR\r\n"),
        (".xlsx", b"PK"),
        (".json", b"{"),
        (".txt", b"PERATURAN KOMISI"),
    ],
)
def test_a_form_for_each_suffix(cli: Cli, tmp_path: Path, suffix: str, start: bytes) -> None:
    target = tmp_path / f"linimasa{suffix}"
    assert cli("timeline", KEPT, "--voting-day", "2024-02-14", "-o", target).code == 0
    first = target.read_bytes()
    assert first.startswith(start)
    assert cli("timeline", KEPT, "--voting-day", "2024-02-14", "-o", target).code == 0
    assert target.read_bytes() == first  # the same draft, the same bytes


def test_another_suffix_is_wrong_use(cli: Cli, tmp_path: Path) -> None:
    ran = cli("timeline", KEPT, "-o", tmp_path / "linimasa.docx")
    assert ran.code == 2 and ".svg" in ran.err


def test_on_the_terminal_days_stand_in_order(cli: Cli, undated: Path) -> None:
    out = cli("timeline", KEPT).out
    stages = ("Perencanaan program", "Masa kampanye Pemilu", "Masa tenang", "a Pemungutan suara", "Rekapitulasi")
    places = [out.index(name) for name in stages]
    assert places == sorted(places) and out.index("14 Jun 2022") < out.index("28 Nov 2023")
    assert "hari pemungutan suara tidak disebut" in cli("timeline", undated).err


def test_a_missing_file_is_told(cli: Cli, tmp_path: Path) -> None:
    assert cli("check", tmp_path / "tiada.pdf").code == 3
    assert cli("timeline", tmp_path / "tiada.pdf").code == 3


def test_the_verbs() -> None:
    times = pr.timeline(KEPT)
    assert times.voting_day is not None and times.voting_day.day == date(2024, 2, 14)
    found = pr.check(KEPT, regime="nasional", law_day=date(2022, 6, 9))
    assert {one.status for one in found.limits} == {"met", "not-stated"}
    assert "batas/T01" in found._repr_html_() and "14 Juni" in found._repr_html_()
    assert pr.timeline(KEPT, date(2024, 2, 13)).voting_day != times.voting_day
