"""What was read of page pictures ↔ files in the user's cache folder, by the file's hash: a page is read once.

A broken entry counts as none. The folder is bounded: the entries that were written first go first.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import platformdirs

from pkpu_review.ingest.pdf_words import Word

MAX_BYTES = 200 * 1024 * 1024
"""Bytes of the whole cache; a page has some 20 KiB."""
MAX_ENTRY = 8 * 1024 * 1024
"""Bytes of one entry that are read back."""


def folder() -> Path:
    """Return the folder of the cache; it need not exist."""
    return Path(platformdirs.user_cache_dir("pkpu-review", appauthor=False)) / "ocr"


_MEASURES = ("sure", "width", "height")


class Pages:
    """The pages of one file that are known.

    Args:
        sha256: of the file.
        settings: names what pages are read with; what was read otherwise is not taken.
    """

    def __init__(self, sha256: str, settings: str) -> None:
        kept = "".join(letter if letter.isalnum() or letter in "-." else "-" for letter in settings)
        self._folder = folder() / sha256[:32]
        self._name = f"{kept}.json"

    def get(self, number: int) -> dict[str, Any] | None:
        """Return what was read of page *number*, as :meth:`put` was given it, or None."""
        try:
            with self._path(number).open("rb") as file:
                told = json.loads(file.read(MAX_ENTRY))
            words, specks = _words(told["words"]), _words(told["specks"])
            measures = {name: float(told[name]) for name in _MEASURES}
            return {"words": words, "specks": specks, "turned": int(told["turned"]), **measures}
        except (
            OSError,
            ValueError,
            LookupError,
            TypeError,
            ArithmeticError,
            RecursionError,
        ):  # there is none, or it is broken: it is read anew
            return None

    def put(self, number: int, words: Sequence[Word], specks: Sequence[Word], **measures: float) -> None:
        """Keep the words of page *number*; where the folder cannot be written, nothing is kept."""
        text = json.dumps({**measures, "words": _rows(words), "specks": _rows(specks)}, ensure_ascii=False)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, beside = tempfile.mkstemp(dir=self._folder, prefix=".tulis-")
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n", errors="replace") as file:
                file.write(text)
            os.replace(beside, self._path(number))
        except OSError:  # a full disk or a closed folder costs time, not words
            return

    def _path(self, number: int) -> Path:
        return self._folder / f"{number:05d}-{self._name}"


def as_kept(words: Sequence[Word]) -> tuple[Word, ...]:
    """Return *words* as they will be read back, so that a page is the same the first time and every other."""
    return _words(_rows(words))


def _rows(words: Sequence[Word]) -> list[list[Any]]:
    return [[w.text, round(w.x0, 2), round(w.x1, 2), round(w.y, 2), round(w.size, 2)] for w in words]


def _words(rows: Sequence[Sequence[Any]]) -> tuple[Word, ...]:
    return tuple(Word(str(text), float(x0), float(x1), float(y), float(size), 0) for text, x0, x1, y, size in rows)


def bound() -> None:
    """Take away the oldest entries while the cache is too large."""
    entries = []
    for path in folder().glob("*/*.json"):
        try:
            told = path.stat()
            entries.append((told.st_mtime, told.st_size, path))
        except OSError:  # another process took it away
            continue
    size = sum(entry[1] for entry in entries)
    for _, bytes_, path in sorted(entries):
        if size <= MAX_BYTES:
            return
        try:
            path.unlink()
        except OSError:
            continue
        size -= bytes_
