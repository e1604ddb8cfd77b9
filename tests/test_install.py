"""The wheel holds all that the commands need: installed in a new environment, it runs from another folder."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def run(*command: str | Path, cwd: Path) -> str:
    """Run *command* without this project on the path; its output, or the test fails with what it said."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, timeout=900, check=False
    )
    assert done.returncode == 0, done.stdout.decode("utf-8", "replace") + done.stderr.decode("utf-8", "replace")
    return done.stdout.decode("utf-8")


@pytest.mark.slow
def test_the_wheel_runs_the_main_job_elsewhere(tmp_path: Path, corpus: Path) -> None:
    wheels = tmp_path / "wheel"
    pip = ("-m", "pip", "--quiet", "--disable-pip-version-check")
    run(sys.executable, *pip, "wheel", "--no-deps", "-w", wheels, ROOT, cwd=tmp_path)
    (wheel,) = wheels.glob("pkpu_review-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "pkpu_review/knowledge/wording.toml" in names
    assert not [name for name in names if name.startswith(("tests/", "tools/", "corpus/"))]

    environment = tmp_path / "env"
    venv.create(environment, with_pip=True, symlinks=os.name != "nt")
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    run(python, *pip, "install", "-c", ROOT / "constraints.txt", wheel, cwd=tmp_path)
    elsewhere = tmp_path / "lain"
    elsewhere.mkdir()
    told = run(scripts / "pkpu-review", "batch", corpus, "-o", "hasil", cwd=elsewhere)
    assert "Rancangan 2" in told
    assert (elsewhere / "hasil" / "index.html").is_file()
    helped = run(scripts / "pkpu-review", "--help", cwd=elsewhere)
    assert all(command in helped for command in ("read", "compare", "flag", "review", "batch"))
