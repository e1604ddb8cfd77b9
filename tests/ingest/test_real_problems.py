"""Drafts and regulations of an agency: nothing is lost, and what the reading says of them is known and true.

Each problem in the case file was looked up on the page: regulation-01 prints BAB XI twice, regulation-11
Bagian Ketiga. A new one is a fault of the file that was not seen before, or a fault of the reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pkpu_review.ingest import read

QUOTED = 8
"""Words of a problem's text that the case file shows."""


def told(folder: Path) -> Iterator[str]:
    """One line a file, and one for each of its problems and mends."""
    for path in sorted(folder.iterdir()):
        regulation = read(path)
        yield f"{path.name}: huruf tertampung {regulation.coverage:.6f}"
        for problem in regulation.problems:
            words = " ".join(problem.text.split()[:QUOTED])
            yield f"  {problem.code} | halaman {problem.page} | {problem.provision} | {words}"
        for mend in regulation.mends:
            yield f"  dibetulkan | halaman {mend.page} | {mend.provision} | {mend.before} → {mend.after}"


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["drafts", "agency"])
def test_what_is_told_of_real_files(shared: Path, same_as: Callable[[str, str], None], folder: str) -> None:
    lines = list(told(shared / "real" / folder))
    assert [line for line in lines if "huruf tertampung" in line and "1.000000" not in line] == []
    same_as("\n".join(lines) + "\n", f"ingest/catatan/{folder}.txt")
