"""corpus/FAMILY/source/*.txt → the PDF and DOCX files that corpus/FAMILY/regulation.toml names.

    python -m tools.corpus            build every family
    python -m tools.corpus FAMILY...  build these

The built files are committed, so that nobody needs this to run the main job; building again from the
same sources gives the same bytes with the same versions of typst and python-docx. Dates inside the
files are those of regulation.toml, never today's.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tools.corpus_docx import Habit, write_docx
from tools.corpus_source import Draft, load
from tools.corpus_tracked import PLAN, write_tracked
from tools.corpus_typst import write_pdf

CORPUS = Path(__file__).resolve().parent.parent / "corpus"


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a family: its label and date, its source, and the files that are built from it."""

    label: str
    day: date
    source: Path
    files: tuple[str, ...]
    habit: Habit

    def draft(self) -> Draft:
        """Return the text."""
        return load(self.source)

    def build(self, folder: Path) -> Iterator[Path]:
        """Write the files into *folder*, which exists; yield each as it is done."""
        draft = self.draft()
        for name in self.files:
            path = folder / name
            if path.suffix == ".pdf":
                write_pdf(draft, self.day, path)
            elif path.suffix == ".docx":
                write_docx(draft, self.day, path, self.habit)
            else:
                raise ValueError(f"{name}: only .pdf and .docx are built")
            yield path


def families() -> list[Path]:
    """Return the folders of corpus/ that hold a regulation.toml."""
    return sorted(path.parent for path in CORPUS.glob("*/regulation.toml"))


def versions(family: Path) -> list[Version]:
    """Return the versions that *family*'s regulation.toml names, oldest first."""
    told = tomllib.loads((family / "regulation.toml").read_text(encoding="utf-8"))
    habit = Habit(**told.get("word", {}))
    return [
        Version(one["label"], one["date"], family / one["source"], (one["file"], *one.get("also", ())), habit)
        for one in told["versions"]
    ]


def tracked(family: Path) -> Iterator[Path]:
    """Yield the folders of *family* that hold a draft with tracked changes; batch does not look into them."""
    yield from sorted(path.parent for path in family.glob(f"*/{PLAN}"))


def main(names: list[str]) -> None:
    """Build the families *names*, or all."""
    for family in [CORPUS / name for name in names] or families():
        for version in versions(family):
            for path in version.build(family):
                print(path.relative_to(CORPUS.parent).as_posix())
        for folder in tracked(family):
            print(write_tracked(folder, folder).relative_to(CORPUS.parent).as_posix())


if __name__ == "__main__":
    main(sys.argv[1:])
