#!/usr/bin/env python3
"""The project's commands, the same on Windows, macOS and Linux; needs nothing but Python 3.11 or newer.

    python make.py review     set up, run the main job on corpus/, and say which file to open
    python make.py test       set up, check, and run the tests
    python make.py explore    run the properties on many examples that no run has tried yet
    python make.py check      ruff and mypy
    python make.py format     let ruff put the code into its form
    python make.py corpus     build the files of corpus/ from their sources
    python make.py scores     measure against the labelled documents beside the project
    python make.py bench      measure the speed of reading
    python make.py setup      only make .venv

What stands after the name is handed on: ``python make.py test -k batch``. Everything is installed into
.venv, and again only when pyproject.toml or constraints.txt have changed. The Makefile calls this file.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = ENVIRONMENT / "installed.txt"
"""Holds a digest of what .venv was installed from; written last, so that a broken set-up is done again."""
OLDEST = (3, 11)
PACKAGES = ("pkpu_review", "tools", "tests", "make.py")


def setup() -> None:
    """Make .venv and install the project with all extras, where that is not done yet."""
    told = [
        str(sys.version_info[:2]),
        *((ROOT / name).read_text("utf-8") for name in ("pyproject.toml", "constraints.txt")),
    ]
    digest = hashlib.sha256("\n".join(told).encode()).hexdigest()
    if STAMP.exists() and STAMP.read_text("utf-8") == digest and PYTHON.exists():
        return
    say("Menyiapkan .venv (sekali saja, beberapa menit) ...")
    try:
        venv.create(ENVIRONMENT, with_pip=True, symlinks=os.name != "nt")
    except subprocess.CalledProcessError:
        # Debian and Ubuntu part ensurepip from Python
        sys.exit(
            "Python ini tidak dapat membuat lingkungan virtual. Di Debian/Ubuntu: sudo apt-get install python3-venv"
        )
    options = ["--quiet", "--disable-pip-version-check", "--no-input"]
    run(PYTHON, "-m", "pip", "install", *options, "-c", "constraints.txt", "-e", ".[dev,notebook]")
    STAMP.write_text(digest, encoding="utf-8", newline="\n")


def review(*more: str) -> None:
    """Run the main job on the sample drafts."""
    # exit code 1 is a result (a file could not be read), and has been told
    run(PYTHON, "-m", "pkpu_review", "batch", "corpus", "-o", "reports", *more)


def check(*more: str) -> None:
    """Look for mistakes without running anything."""
    run(PYTHON, "-m", "ruff", "check", *PACKAGES, *more)
    run(PYTHON, "-m", "ruff", "format", "--check", *PACKAGES)
    run(PYTHON, "-m", "mypy")


def test(*more: str) -> None:
    """Check, then run the tests; pytest's summary is the last line."""
    if not more:
        check()
    run(PYTHON, "-m", "pytest", "-n", "auto", "--dist", "worksteal", *more)


def explore(*more: str) -> None:
    """Look for examples that break a property: other ones each time, and many."""
    run(PYTHON, "-m", "pytest", "-n", "auto", "--hypothesis-profile=explore", "-m", "hypothesis", *more)


def form(*more: str) -> None:
    """Put the code into ruff's form."""
    run(PYTHON, "-m", "ruff", "check", "--fix", *PACKAGES, *more)
    run(PYTHON, "-m", "ruff", "format", *PACKAGES)


def corpus(*more: str) -> None:
    """Build the files of corpus/."""
    run(PYTHON, "-m", "tools.corpus", *more)


def scores(*more: str) -> None:
    """Measure how well it reads, compares and flags."""
    run(PYTHON, "-m", "tools.scores", *more)


def bench(*more: str) -> None:
    """Measure how fast it reads."""
    run(PYTHON, "-m", "tools.bench", *more)


def nothing() -> None:
    """Leave it at the set-up."""


COMMANDS: dict[str, Callable[..., None]] = {
    "setup": nothing,
    "review": review,
    "test": test,
    "explore": explore,
    "check": check,
    "format": form,
    "corpus": corpus,
    "scores": scores,
    "bench": bench,
}


def run(*command: str | Path) -> None:
    """Run *command* in the project's folder, and end with its exit code where that is not 0."""
    done = subprocess.run([str(part) for part in command], cwd=ROOT, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def say(sentence: str) -> None:
    """Tell the person at the terminal."""
    print(sentence, file=sys.stderr, flush=True)


def main(arguments: list[str]) -> None:
    """Set up, then carry out the command that *arguments* begin with."""
    if sys.version_info < OLDEST:
        sys.exit(f"Perlu Python {OLDEST[0]}.{OLDEST[1]} atau lebih baru; yang dipakai {sys.version.split()[0]}.")
    name, *more = arguments or ["--help"]
    if name not in COMMANDS:
        print(__doc__)
        sys.exit(0 if name in ("-h", "--help", "help") else 2)
    setup()
    COMMANDS[name](*more)


if __name__ == "__main__":
    main(sys.argv[1:])
