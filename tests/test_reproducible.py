"""The same input gives the same bytes: whatever the folder, the zone, the language, and the order of Python's sets."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import CASES

ROOT = Path(__file__).resolve().parent.parent
FORMATS = "docx,xlsx,pdf,html,md,json"


def reviewed(folder: Path, name: str, **environment: str) -> dict[str, bytes]:
    """Return name → content of what ``review`` writes, in a process of its own started in *folder*."""
    folder.mkdir()
    drafts = [os.path.relpath(CASES / "collect" / one, folder) for one in ("baru.txt", "lama.txt")]
    command = ["review", drafts[0], "--against", drafts[1], "-o", name, "--date", "2026-11-24", "--formats", FORMATS]
    subprocess.run(
        [sys.executable, "-m", "pkpu_review", *command],
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        cwd=folder,
        capture_output=True,
        timeout=300,
        check=True,
    )
    out = folder / name
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    one = reviewed(tmp_path / "satu", "hasil", PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
    other = reviewed(tmp_path / "dua", "lain", PYTHONHASHSEED="777", TZ="Asia/Jayapura", LC_ALL="id_ID.UTF-8")
    assert len(one) > 60
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []
