"""The folder that ``review`` wrote → the draft, and its sheets as they went out.

``review.json`` has the draft and the older version with all their words, and what lies between them. The sheets are
looked up by the name that a file tells of itself, among the files that lie in the folder; one that somebody filled in
where it lies is no longer the sheet as it went out (:mod:`pkpu_review.report.seal` says how that is known).
"""

from __future__ import annotations

import json
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pkpu_review.collect.grid import Grid, bare
from pkpu_review.errors import CannotRead, PkpuError
from pkpu_review.lexis.citing import places
from pkpu_review.lexis.places import Places
from pkpu_review.model import whole
from pkpu_review.model.comparison import Comparison
from pkpu_review.model.regulation import Regulation
from pkpu_review.model.stored import restored as comparison
from pkpu_review.tags import DIGEST, Tag, hashed

NAME = "review.json"
ARCHIVE = "berkas-rapat.zip"
SCHEMA = "pkpu-review/review/1"
MAX_BYTES = 400 * 1024 * 1024
"""Bytes of review.json; that of a draft of 300 articles has 5 MiB."""
MAX_SHEETS = 500
"""Sheets in the folder; there are some twenty."""
MAX_ARCHIVED = 60 * 1024 * 1024
"""Unpacked bytes of a sheet in the archive."""
_ADVICE = "Sebutkan folder yang ditulis oleh pkpu-review review"


@dataclass(frozen=True, slots=True)
class Pack:
    """What ``review`` wrote.

    Attributes:
        folder: where it lies.
        draft, old: the draft, and the version that it was compared with.
        compared: what lies between the two; None for a draft alone.
        divisions: name of a sheet's division → how it is called for people, by the id of the division.
        sheets: (name in small letters, suffix) → file.
    """

    folder: Path
    draft: Regulation
    old: Regulation | None
    compared: Comparison | None
    divisions: dict[str, str]
    sheets: dict[tuple[str, str], Path]
    _read: dict[Path, Grid | None] = field(default_factory=dict, repr=False, compare=False)
    _hashed: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    _untouched: set[str] = field(default_factory=set, repr=False, compare=False)
    _numbered: dict[int, Tag] = field(default_factory=dict, repr=False, compare=False)
    _cited: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    _places: list[Places] = field(default_factory=list, repr=False, compare=False)

    def untouched(self, sha256: str) -> bool:
        """Whether a file is, byte for byte, one of the sheets as they went out that were looked up so far."""
        return sha256 in self._untouched

    def holds(self, path: Path) -> bool:
        """Whether *path* lies in the folder."""
        try:
            return path.resolve().is_relative_to(self.folder.resolve())
        except OSError:
            return False

    def is_sheet(self, path: Path) -> bool:
        """Whether *path* lies in the folder as a sheet of it, and not as a timeline or a list of files."""
        return self.written(path.stem, path.suffix.lower()) is not None

    def written(self, name: str, suffix: str) -> Grid | None:
        """Return the sheet *name* as it went out; None where it does not lie there, or was filled in where it lies."""
        path = self.sheets.get((name.casefold(), suffix))
        if path is None:
            return None
        if path not in self._read:
            self._read[path] = self._sealed(path) or self._archived(path)
        return self._read[path]

    def _sealed(self, path: Path) -> Grid | None:
        """Return the rows of a sheet that nobody changed; None for any other file."""
        from pkpu_review.collect.files import Named, opened

        try:
            content = opened(Named(path, path.name))
        except CannotRead:  # it is only looked at to see what a person wrote
            return None
        read = _grid(path, content.data)
        if read is not None:
            self._untouched.add(content.sha256)
        return read

    def _archived(self, path: Path) -> Grid | None:
        """Return the sheet as the archive beside it has it: the file itself was filled in where it lies."""
        try:
            with zipfile.ZipFile(self.folder / ARCHIVE) as archive:
                told = archive.getinfo(path.relative_to(self.folder).as_posix())
                if told.file_size > MAX_ARCHIVED:
                    return None
                with archive.open(told) as stream:
                    data = stream.read(MAX_ARCHIVED + 1)
        except (OSError, LookupError, ValueError, NotImplementedError, RuntimeError, EOFError, zipfile.BadZipFile):
            return None
        except zlib.error:
            return None
        return _grid(path, data) if len(data) <= MAX_ARCHIVED else None

    def all_written(self, suffix: str) -> list[Grid]:
        """Return all sheets of one kind that lie there as they went out."""
        found = (self.written(name, kind) for name, kind in self.sheets if kind == suffix)
        return [one for one in found if one is not None]

    def row_ids(self) -> frozenset[str]:
        """Return the ids of all rows of the sheets that were looked up so far."""
        read = [one for one in self._read.values() if one is not None]
        return frozenset(self.unhashed(tag.provision) for one in read for line in one.lines for tag in line.tags)

    def numbered(self, number: int) -> Tag | None:
        """Return the name of the row *number*, which is the same on all sheets: the matrix has them all."""
        if not self._numbered:
            for (name, suffix), path in self.sheets.items():
                read = self.written(name, suffix) if path.parent == self.folder else None
                self._numbered.update(
                    (tag.number, bare(tag)) for one in (read.lines if read else ()) for tag in one.tags
                )
                if self._numbered:
                    break
        return self._numbered.get(number)

    def cited(self, text: str) -> str:
        """Return the id of the provision of the draft that *text* is the citation of; empty where it is none."""
        if not self._cited:
            self._cited.update((one.citation.casefold(), one.id) for one in self.draft.walk())
        return self._cited.get(text.rstrip(" .:").casefold(), "")

    def places(self) -> Places:
        """Return what finds the provisions of the draft that words name."""
        if not self._places:
            self._places.append(places(self.draft))
        return self._places[0]

    def side(self, digest: str) -> str:
        """Return which version the first digits of a sha256 name: ``new``, ``old``, or nothing."""
        if digest[:DIGEST] == self.draft.source.sha256[:DIGEST]:
            return "new"
        return "old" if self.old and digest[:DIGEST] == self.old.source.sha256[:DIGEST] else ""

    def unhashed(self, provision: str) -> str:
        """Return the id that *provision*, as a tag has it, stands for."""
        if not provision.startswith("#"):
            return provision
        if not self._hashed:
            for version in (self.draft, *([self.old] if self.old else [])):
                self._hashed.update((hashed(one.id), one.id) for one in version.walk())
        return self._hashed.get(provision, provision)

    def called(self, sheet: str) -> str:
        """Return how people call the *sheet*: the name of its division, or the name of the file."""
        _, _, division = sheet.partition("-")
        return self.divisions.get(division, "") or self.divisions.get(sheet, "") or sheet


def pack(folder: Path) -> Pack:
    """Return what ``review`` wrote into *folder*.

    Raises:
        CannotRead: there is no review.json, or it is none.
    """
    path = folder / NAME
    told = _json(folder, path)
    if not isinstance(told, dict) or told.get("schema") != SCHEMA:
        raise CannotRead(str(path), f"skemanya bukan {SCHEMA}", _ADVICE)
    try:
        draft = whole.restored(told["new"])
        old = whole.restored(told["old"]) if told.get("old") else None
        compared = comparison(told["comparison"]) if told.get("comparison") else None
        divisions = {str(one["id"]): str(one["name"]) for one in told.get("divisions", [])}
    except PkpuError as error:
        raise CannotRead(str(path), str(error).rstrip("."), "Tulis folder itu kembali dengan review") from None
    except (LookupError, TypeError, AttributeError) as error:
        cause = f"isinya tidak utuh ({type(error).__name__})"
        raise CannotRead(str(path), cause, "Tulis folder itu kembali dengan review") from None
    return Pack(folder, draft, old, compared, divisions, _sheets(folder))


def _json(folder: Path, path: Path) -> Any:
    try:
        if not folder.is_dir():
            cause = "ini berkas, bukan folder" if folder.exists() else "folder ini tidak ada"
            raise CannotRead(str(folder), cause, _ADVICE)
        if path.stat().st_size > MAX_BYTES:
            raise CannotRead(str(path), f"ukurannya lebih dari {MAX_BYTES // 2**20} MiB")
        return json.loads(path.read_bytes())
    except FileNotFoundError:
        raise CannotRead(str(folder), f"folder ini tidak memuat {NAME}", _ADVICE) from None
    except OSError as error:
        raise CannotRead(str(path), f"tidak dapat dibuka ({error.strerror})", "Minta izin baca") from None
    except (ValueError, RecursionError):
        raise CannotRead(str(path), "bukan JSON yang utuh", "Tulis folder itu kembali dengan review") from None


def _sheets(folder: Path) -> dict[tuple[str, str], Path]:
    """Return the Word and Excel files in *folder* and in the folders in it."""
    found: dict[tuple[str, str], Path] = {}
    try:
        inside = sorted(folder.iterdir())
        below = [path for one in inside if one.is_dir() and not one.is_symlink() for path in sorted(one.iterdir())]
    except OSError:
        return found
    for path in (*inside, *below):
        if path.suffix.lower() in (".docx", ".xlsx") and not path.name.startswith((".", "~$")):
            found.setdefault((path.stem.casefold(), path.suffix.lower()), path)
            if len(found) >= MAX_SHEETS:
                break
    return found


def _grid(path: Path, data: bytes) -> Grid | None:
    from pkpu_review.collect import excel, word

    try:
        read = (word if path.suffix.lower() == ".docx" else excel).grid(path.name, data)
    except CannotRead:
        return None
    return read if read.sealed else None
