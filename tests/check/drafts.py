"""The sample drafts of tests/cases/check, as they are or changed: by words, by more rows, by one more ayat."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from pkpu_review.check import check
from pkpu_review.ingest import read
from pkpu_review.model import Findings, Regulation

FOLDER = Path(__file__).resolve().parent.parent / "cases" / "check"


def draft(
    folder: Path, base: str, replace: Iterable[Sequence[str]] = (), rows: Sequence[str] = (), article: str = ""
) -> Regulation:
    """Return the draft *base*, changed, and read from a file in *folder*."""
    text = (FOLDER / f"{base}.txt").read_text(encoding="utf-8")
    for old, new in replace:
        assert old in text, old
        text = text.replace(old, new, 1)
    if article:
        before = "\n\nPasal 2\n"
        assert before in text
        text = text.replace(before, f"\n(3) {article}{before}", 1)
    for number, row in enumerate(rows, 90):
        text = f"{text.rstrip()}\n| {number} | {row} |\n"
    path = folder / f"{base}.txt"
    path.write_text(text, encoding="utf-8", newline="\n")
    return read(str(path))


def broken(findings: Findings) -> dict[str, str]:
    """Return the limits that are broken, each with its arithmetic."""
    return {one.rule.removeprefix("batas/"): one.arithmetic for one in findings.limits if one.status == "broken"}


def checked(folder: Path, base: str, **changes: object) -> Findings:
    """Return what the rules find in a draft that is changed as for :func:`draft`."""
    return check(draft(folder, base, **changes))  # type: ignore[arg-type]
