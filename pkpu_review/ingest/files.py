"""A path → the file's bytes, checked: what it really is, whatever its name says.

The format is told from the content (the first bytes, and the names inside a ZIP package), then held
against the suffix: a misnamed file is refused with a sentence that says what it is.
"""

from __future__ import annotations

import hashlib
import io
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
_SAVE_AS = "Buka di Word, simpan sebagai .docx atau PDF, lalu jalankan lagi"


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
        if size > MAX_BYTES:
            raise CannotRead(told, f"ukurannya {size / 2**20:.0f} MiB, batasnya {MAX_BYTES // 2**20} MiB")
        data = path.read_bytes()
    except FileNotFoundError:
        raise CannotRead(told, "berkas tidak ditemukan", "Periksa nama dan foldernya") from None
    except PermissionError:
        advice = "Minta izin baca atau tutup program yang menguncinya"
        raise CannotRead(told, "berkas tidak boleh dibuka", advice) from None
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or "nama berkas tidak sah"
        raise CannotRead(told, f"berkas tidak dapat dibuka ({cause})") from None
    if not data.strip(b"\x00 \t\r\n"):
        raise CannotRead(told, "berkas kosong", "Minta atau unduh ulang berkasnya")
    expected = _SUFFIXES.get(suffix)
    real, name = _recognise(told, data)
    if expected is None:
        kinds = ", ".join(READABLE)
        if suffix in (".doc", ".odt", ".rtf"):
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
        wide = data[: 4 * 2**20]
        if "EncryptedPackage".encode("utf-16-le") in wide:
            advice = "Simpan salinan tanpa kata sandi, lalu jalankan lagi"
            raise CannotRead(told, "dokumen Word dikunci dengan kata sandi", advice)
        if "WordDocument".encode("utf-16-le") in wide:
            return None, "dokumen Word lama (.doc)"
        return None, "dokumen Office lama"
    if data.startswith(b"PK"):
        return _recognise_zip(told, data)
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return None, name
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return None, "halaman HTML"
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\x00" in data[:65536]:
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
    if "word/document.xml" in names:
        return "docx", "dokumen Word (.docx)"
    if any(name.startswith("xl/") for name in names):
        return None, "buku kerja Excel (.xlsx)"
    if any(name.startswith("ppt/") for name in names):
        return None, "salindia PowerPoint (.pptx)"
    if b"opendocument" in kind:
        return None, "dokumen OpenDocument"
    return None, "arsip ZIP, bukan dokumen Word"
