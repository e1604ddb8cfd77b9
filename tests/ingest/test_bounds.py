"""Files made to keep a reader busy are read in a time that grows with their length, not with its square."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pkpu_review.ingest import read

SECONDS = 20.0
"""Far above what each file takes (a second), far below what it took while the work grew with the square."""

HEAD = "RANCANGAN PERATURAN KOMISI PEMILIHAN UMUM\nTENTANG\nUJI\n"
DECIDED = "MEMUTUSKAN:\nMenetapkan : PERATURAN.\n\nPasal 1\n\n"
END = "\n\nPasal 2\n\nPeraturan ini mulai berlaku.\n"

FILES = {
    "one label again and again": (HEAD + DECIDED + "1. kata;\n" * 40_000 + END, "kata;", 40_000),
    "a list in which no item has an end": (HEAD + DECIDED + "kata\n" * 60_000 + END, "kata", 60_000),
    "a hyphen at the end of every line": (HEAD + DECIDED + "undang-\n" * 40_000 + END, "undang", 40_000),
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
