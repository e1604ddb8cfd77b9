"""Paths → the files that came back, and a path → its bytes, checked: what it really is, whatever its name says.

A folder stands for all the sheets in it and below it: an office puts what it sends back into a folder of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pkpu_review.errors import UNLOCK, CannotRead

MAX_BYTES = 60 * 1024 * 1024
"""Bytes of one sheet; with pictures pasted into it, it has some 10 MiB."""
MAX_FILES = 5000
"""Sheets in one folder: ten divisions of 514 kabupaten/kota."""
MAX_LEVELS = 6
"""Folders in one another that are looked into."""
SUFFIXES = (".docx", ".docm", ".xlsx", ".xlsm")
_OTHER = (".doc", ".odt", ".rtf", ".xls", ".ods", ".pdf", ".xlsb", ".csv")
"""Files that may hold answers and cannot be read: they are told, and not passed over in silence."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_AS_DOCX = "Buka di Word atau LibreOffice, simpan sebagai .docx, lalu jalankan lagi"
_AS_XLSX = "Buka di Excel atau LibreOffice, simpan sebagai .xlsx, lalu jalankan lagi"


@dataclass(frozen=True, slots=True)
class Named:
    """A file to read: its *path*; its *told* name for people; the *folder* that it lies in below the one that was
    named, which is an office where nothing else says so; empty where it was named itself."""

    path: Path
    told: str
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file whose bytes were read once: what it is, and its *sha256*."""

    told: str
    data: bytes
    sha256: str
    format: Literal["docx", "xlsx"]


Order = Callable[[str], Any]
"""Name → what names are sorted by."""


def sheets(paths: Iterable[Path], order: Order = str.casefold) -> tuple[list[Named], list[CannotRead]]:
    """Return the files that *paths* stand for, each once, those of a folder in *order*; and what stands for none."""
    found: dict[Path, Named] = {}
    failed: list[CannotRead] = []
    for path in paths:
        try:
            if path.is_dir():
                inside = list(_inside(path, path, MAX_LEVELS, order))
                if not inside:
                    failed.append(CannotRead(str(path), "folder ini tidak memuat berkas .docx atau .xlsx"))
                for one in inside[:MAX_FILES]:
                    found.setdefault(one.path, one)
                if len(inside) > MAX_FILES:
                    cause = f"folder ini memuat lebih dari {MAX_FILES} berkas"
                    failed.append(CannotRead(str(path), cause, "Bagi menjadi beberapa folder"))
            else:
                found.setdefault(path, Named(path, path.name))
        except OSError:  # a folder that is closed to the user
            failed.append(CannotRead(str(path), "folder tidak boleh dibuka", "Minta izin baca"))
    return list(found.values()), failed


def _inside(folder: Path, top: Path, levels: int, order: Order) -> Iterator[Named]:
    paths = sorted(folder.iterdir(), key=lambda path: order(path.name))
    stems = {path.stem for path in paths if path.suffix.lower() in SUFFIXES}
    for path in paths:
        if path.name.startswith((".", "~$")) or path.is_symlink():
            continue
        suffix = path.suffix.lower()
        if path.is_dir():
            if levels:
                yield from _inside(path, top, levels - 1, order)
        elif suffix in SUFFIXES or (suffix in _OTHER and path.stem not in stems):
            below = path.relative_to(top)
            yield Named(path, below.as_posix(), below.parts[0] if len(below.parts) > 1 else "")


def opened(named: Named) -> Opened:
    """Return the bytes of a file, and whether it is Word's or Excel's.

    Raises:
        CannotRead: missing, unreadable, empty, too large, locked, or of a kind that is not read; it says what to do.
    """
    told = named.told
    try:
        if not named.path.is_file():
            cause = "berkas ini tidak ada" if not named.path.exists() else "ini bukan berkas biasa"
            raise CannotRead(told, cause, "Periksa nama dan foldernya")
        with named.path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except PermissionError:
        advice = "Minta izin baca atau tutup program yang menguncinya"
        raise CannotRead(told, "berkas tidak boleh dibuka", advice) from None
    except ValueError:
        raise CannotRead(told, "nama berkas tidak sah") from None
    except OSError as error:
        cause = f"berkas tidak dapat dibaca dari disk atau jaringan ({error.strerror or type(error).__name__})"
        raise CannotRead(told, cause, "Salin ke komputer ini, lalu jalankan lagi") from None
    if len(data) > MAX_BYTES:
        raise CannotRead(told, f"ukurannya lebih dari {MAX_BYTES // 2**20} MiB")
    if not data.strip(b"\x00 \t\r\n"):
        raise CannotRead(told, "berkas kosong", "Minta ulang berkasnya")
    return Opened(told, data, hashlib.sha256(data).hexdigest(), _format(told, data))


def _format(told: str, data: bytes) -> Literal["docx", "xlsx"]:
    """Return what *data* is.

    Raises:
        CannotRead: it is neither, with what to do about it.
    """
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise CannotRead(told, "berkas dikunci dengan kata sandi", UNLOCK)
        if "Workbook".encode("utf-16-le") in data:
            raise CannotRead(
                told, "ini buku kerja Excel lama (.xls), yang kolom tersembunyinya tidak terbaca", _AS_XLSX
            )
        raise CannotRead(told, "ini dokumen Word lama (.doc), yang tempat isiannya tidak terbaca", _AS_DOCX)
    if data.startswith(b"PK"):
        return _zipped(told, data)
    if b"%PDF-" in data[:1024]:
        raise CannotRead(told, "ini PDF, yang isiannya tidak dapat dibaca kembali", "Minta berkas Word atau Excelnya")
    if data.lstrip(b" \t\r\n\xef\xbb\xbf").startswith(b"{\\rtf"):
        raise CannotRead(told, "ini dokumen RTF, yang tempat isiannya tidak terbaca", _AS_DOCX)
    raise CannotRead(told, "ini bukan berkas Word (.docx) atau Excel (.xlsx)", "Minta lembar aslinya")


def _zipped(told: str, data: bytes) -> Literal["docx", "xlsx"]:
    from pkpu_review.opc import Parts

    names = Parts(told, data).names
    if any(name.startswith("word/") for name in names):
        return "docx"
    if any(name in ("xl/workbook.xml", "xl/workbook1.xml") or name.startswith("xl/worksheets/") for name in names):
        return "xlsx"
    if "xl/workbook.bin" in names:
        raise CannotRead(told, "ini buku kerja Excel biner (.xlsb)", _AS_XLSX)
    if "content.xml" in names:
        text = b"opendocument.text" in data[:200]
        kind, advice = ("dokumen OpenDocument (.odt)", _AS_DOCX) if text else ("lembar OpenDocument (.ods)", _AS_XLSX)
        raise CannotRead(told, f"ini {kind}, yang tempat isiannya tidak terbaca", advice)
    raise CannotRead(told, "ini arsip ZIP, bukan berkas Word atau Excel", "Buka arsipnya, lalu sebutkan berkasnya")
