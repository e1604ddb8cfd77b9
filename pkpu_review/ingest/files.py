"""A path → the file's bytes, checked: what it really is, whatever its name says.

The format is told from the content (the first bytes, and the names inside a ZIP package), then held
against the suffix: a misnamed file is refused with a sentence that says what it is.
"""

from __future__ import annotations

import errno
import hashlib
import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pkpu_review.errors import CannotRead

Format = Literal["pdf", "docx", "text"]

MAX_BYTES = 300 * 1024 * 1024
"""Bytes of one file; a 1,000-page scan has some 200 MiB."""
MAX_TEXT_BYTES = 30 * 1024 * 1024
"""Bytes of one text file; the longest statute has under 3 MiB."""
_SUFFIXES: dict[str, Format] = {".pdf": "pdf", ".docx": "docx", ".txt": "text", ".md": "text"}
READABLE = tuple(_SUFFIXES)
"""Suffixes that can be read."""
_PDF_WITHIN = 1024  # bytes before "%PDF-" that readers forgive, as ISO 32000-1 implementation note 13 says
_MAGIC = (
    (b"\x89PNG", "gambar PNG"),
    (b"\xff\xd8\xff", "gambar JPEG"),
    (b"GIF8", "gambar GIF"),
    (b"II*\x00", "gambar TIFF"),
    (b"MM\x00*", "gambar TIFF"),
    (b"{\\rtf", "dokumen RTF"),
    (b"Rar!", "arsip RAR"),
    (b"7z\xbc\xaf", "arsip 7-Zip"),
    (b"\x1f\x8b", "arsip gzip"),
    (b"MZ", "program Windows"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN_PART = re.compile(r"word/document\d*\.xml")
_CONVERTIBLE = (".doc", ".dot", ".docm", ".dotx", ".dotm", ".odt", ".rtf")
"""Suffixes of documents that Word opens and saves in a form that is read."""
_SAVE_AS = "Buka di Word, simpan sebagai .docx atau PDF, lalu jalankan lagi"
_BAD_NAME = (errno.ENAMETOOLONG, errno.EINVAL, errno.ELOOP)


@dataclass(frozen=True, slots=True)
class Opened:
    """A file whose bytes were read once.

    Attributes:
        path: as it was given.
        name: file name without folders.
        data: the bytes.
        sha256: of the bytes, in hexadecimal.
        format: what the content is.
    """

    path: Path
    name: str
    data: bytes
    sha256: str
    format: Format


def open_file(path: str | Path) -> Opened:
    """Return the bytes of *path* and what they are.

    Raises:
        CannotRead: missing, a folder, unreadable, empty, too large, locked with a password, misnamed, or of
            a kind that is not read.
    """
    path = Path(path)
    told = str(path)
    suffix = path.suffix.lower()
    try:
        if path.is_dir():
            raise CannotRead(told, "ini folder, bukan berkas", "Sebutkan berkas di dalamnya")
        size = path.stat().st_size
        if not path.is_file():
            raise CannotRead(told, "ini bukan berkas biasa, melainkan perangkat atau saluran sistem")
        if size > MAX_BYTES:
            raise CannotRead(told, f"ukurannya {size / 2**20:.0f} MiB, batasnya {MAX_BYTES // 2**20} MiB")
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:  # it grew meanwhile
            raise CannotRead(told, f"ukurannya melebihi {MAX_BYTES // 2**20} MiB")
    except FileNotFoundError:
        raise CannotRead(told, "berkas tidak ditemukan", "Periksa nama dan foldernya") from None
    except PermissionError:
        advice = "Minta izin baca atau tutup program yang menguncinya"
        raise CannotRead(told, "berkas tidak boleh dibuka", advice) from None
    except ValueError:
        raise CannotRead(told, "nama berkas tidak sah") from None
    except OSError as error:
        if error.errno in _BAD_NAME:
            raise CannotRead(told, "nama berkas tidak sah atau terlalu panjang") from None
        code = errno.errorcode.get(error.errno or 0, "tidak diketahui")
        cause = f"berkas tidak dapat dibaca dari disk atau jaringan (kode {code})"
        raise CannotRead(told, cause, "Salin ke komputer ini, lalu jalankan lagi") from None
    if not data.strip(b"\x00 \t\r\n"):
        raise CannotRead(told, "berkas kosong", "Minta atau unduh ulang berkasnya")
    expected = _SUFFIXES.get(suffix)
    real, name = _recognise(told, data)
    if expected is None:
        kinds = ", ".join(READABLE)
        if suffix in _CONVERTIBLE:
            raise CannotRead(told, f"berkas {suffix} belum dapat dibaca langsung", _SAVE_AS)
        raise CannotRead(told, f"jenis berkas {suffix or 'tanpa akhiran'} tidak dikenal", f"Yang dapat dibaca: {kinds}")
    if real != expected:
        advice = f"Ganti akhirannya menjadi {_suffix_of(real)}" if real else "Minta berkas yang benar"
        raise CannotRead(told, f"akhirannya {suffix}, tetapi isinya {name}", advice)
    if real == "text" and len(data) > MAX_TEXT_BYTES:
        cause = f"ukurannya {len(data) / 2**20:.0f} MiB, batas berkas teks {MAX_TEXT_BYTES // 2**20} MiB"
        raise CannotRead(told, cause)
    return Opened(path, path.name, data, hashlib.sha256(data).hexdigest(), real)


def _suffix_of(format: Format | None) -> str:
    return next(suffix for suffix, kind in _SUFFIXES.items() if kind == format)


def _recognise(told: str, data: bytes) -> tuple[Format | None, str]:
    """Return what *data* is: a format that is read (or None), and its Indonesian name."""
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf", "PDF"
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            advice = "Simpan salinan tanpa kata sandi, lalu jalankan lagi"
            raise CannotRead(told, "dokumen Word dikunci dengan kata sandi", advice)
        if "WordDocument".encode("utf-16-le") in data:
            return None, "dokumen Word lama (.doc)"
        return None, "dokumen Office lama"
    if data.startswith(b"PK"):
        return _recognise_zip(told, data)
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return None, name
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")) or (start.startswith(b"<?xml") and b"<html" in start):
        return None, "halaman HTML"
    if start.startswith(b"<?xml"):
        return None, "berkas XML"
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\x00" in data:
        return None, "data biner yang tidak dikenal"
    return "text", "teks biasa"


def _recognise_zip(told: str, data: bytes) -> tuple[Format | None, str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            small = "mimetype" in names and package.getinfo("mimetype").file_size < 200
            kind = package.read("mimetype") if small else b""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        advice = "Minta atau unduh ulang berkasnya, lalu jalankan lagi"
        raise CannotRead(told, "berkas rusak atau terpotong", advice) from None
    if any(_MAIN_PART.fullmatch(name) for name in names):
        return "docx", "dokumen Word (.docx)"
    if any(name.startswith("xl/") for name in names):
        return None, "buku kerja Excel (.xlsx)"
    if any(name.startswith("ppt/") for name in names):
        return None, "salindia PowerPoint (.pptx)"
    if b"opendocument" in kind:
        return None, "dokumen OpenDocument"
    return None, "arsip ZIP, bukan dokumen Word"
