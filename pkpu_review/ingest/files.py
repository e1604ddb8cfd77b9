"""A path → the file's bytes, checked: what it really is, whatever its name says.

The format is told from the content (the first bytes, and the names inside a ZIP package), then held
against the suffix: a misnamed file is refused with a sentence that says what it is. Only what Word itself
opens under a name of its own (.doc that is really RTF, HTML or .docx) is read as what it is, with a problem.
"""

from __future__ import annotations

import errno
import hashlib
import io
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pkpu_review.errors import UNLOCK, CannotRead
from pkpu_review.model import Problem

if TYPE_CHECKING:
    import zipfile

Format = Literal["pdf", "docx", "html", "text", "doc", "odt", "rtf"]

MAX_BYTES = 300 * 1024 * 1024
"""Bytes of one file; a 1,000-page scan has some 200 MiB."""
MAX_TEXT_BYTES = 30 * 1024 * 1024
"""Bytes of one text file; the longest statute has under 3 MiB."""
_SUFFIXES: dict[str, Format] = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".dotm": "docx",
    ".odt": "odt",
    ".ott": "odt",
    ".doc": "doc",
    ".dot": "doc",
    ".rtf": "rtf",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mhtml": "html",
    ".mht": "html",
    ".txt": "text",
    ".md": "text",
}
READABLE = tuple(_SUFFIXES)
"""Suffixes that can be read; of one version in several formats, the one that comes first here is taken."""
_WORDS_OWN: dict[str, tuple[Format, ...]] = {
    ".doc": ("rtf", "html", "docx"),
    ".dot": ("rtf", "html", "docx"),
    ".rtf": ("doc", "docx", "html"),
}
"""Suffixes under which Word opens other formats too, so that offices have such files without knowing it."""
_PDF_WITHIN = 1024  # bytes before "%PDF-" that readers forgive, as ISO 32000-1 implementation note 13 says
_MAGIC = (
    (b"\x89PNG", "gambar PNG"),
    (b"\xff\xd8\xff", "gambar JPEG"),
    (b"GIF8", "gambar GIF"),
    (b"II*\x00", "gambar TIFF"),
    (b"MM\x00*", "gambar TIFF"),
    (b"Rar!", "arsip RAR"),
    (b"7z\xbc\xaf", "arsip 7-Zip"),
    (b"\x1f\x8b", "arsip gzip"),
    (b"MZ", "program Windows"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_MANIFEST = 1024 * 1024
"""Bytes of the list of parts of an OpenDocument file that are looked at."""
_MAIN_PART = re.compile(r"word/document\d*\.xml")
_TAG = re.compile(
    r"<(?:!doctype\s+html|/?(?:html|head|body|div|p|br|table|span|h[1-6]|ol|ul|meta|title|font|b|pre)\b)", re.I
)
_LOCKED_AT, _LOCKED = 11, 0x01
"""Byte and bit of the FIB of a Word file that is locked with a password (MS-DOC, 2.5.2: fEncrypted)."""
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
        problems: what a person should know of the name.
    """

    path: Path
    name: str
    data: bytes
    sha256: str
    format: Format
    problems: tuple[Problem, ...] = field(default=())


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
    real, name = _recognise(told, data, suffix)
    if expected is None:
        kinds = ", ".join(READABLE)
        raise CannotRead(told, f"jenis berkas {suffix or 'tanpa akhiran'} tidak dikenal", f"Yang dapat dibaca: {kinds}")
    problems: tuple[Problem, ...] = ()
    if real != expected:
        if real not in _WORDS_OWN.get(suffix, ()):
            advice = f"Ganti akhirannya menjadi {_suffix_of(real)}" if real else "Minta berkas yang benar"
            raise CannotRead(told, f"akhirannya {suffix}, tetapi isinya {name}", advice)
        message = f"Akhiran berkas {suffix}, tetapi isinya {name}; berkas dibaca menurut isinya."
        problems = (Problem("akhiran-lain", message),)
    if real in ("text", "html") and len(data) > MAX_TEXT_BYTES:
        cause = f"ukurannya {len(data) / 2**20:.0f} MiB, batas berkas teks {MAX_TEXT_BYTES // 2**20} MiB"
        raise CannotRead(told, cause)
    return Opened(path, path.name, data, hashlib.sha256(data).hexdigest(), real, problems)


def _suffix_of(format: Format | None) -> str:
    return next(suffix for suffix, kind in _SUFFIXES.items() if kind == format)


def _recognise(told: str, data: bytes, suffix: str) -> tuple[Format | None, str]:
    """Return what *data* is: a format that is read (or None), and its Indonesian name."""
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf", "PDF"
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise CannotRead(told, "dokumen Word dikunci dengan kata sandi", UNLOCK)
        if "WordDocument".encode("utf-16-le") in data:
            if data[512:514] == b"\xec\xa5" and data[512 + _LOCKED_AT] & _LOCKED:
                raise CannotRead(told, "dokumen Word dikunci dengan kata sandi", UNLOCK)
            return "doc", "dokumen Word lama (.doc)"
        other = "dokumen Office lama"
        return None, f"{other} yang bukan naskah Word, atau terpotong" if suffix in (".doc", ".dot") else other
    if data.startswith(b"PK"):
        return _recognise_zip(told, data)
    if data[:64].lstrip(b" \t\r\n\xef\xbb\xbf").startswith(b"{\\rtf"):
        return "rtf", "dokumen RTF"
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return None, name
    from pkpu_review.ingest.html_bytes import certain_encoding, is_archive

    if is_archive(data):
        return "html", "arsip web (MHTML)"
    marked = certain_encoding(data)
    start = data[:4096].decode(marked or "latin-1", "replace").lstrip("\ufeff \t\r\n").lower()
    is_page = start.startswith(("<!doctype html", "<html")) or (start.startswith("<?xml") and "<html" in start)
    if is_page or (_SUFFIXES.get(suffix) in ("html", "doc") and _TAG.search(start) and b"word/2003/wordml" not in data):
        return "html", "halaman HTML"
    if start.startswith("<?xml"):
        return None, "berkas XML"
    if not marked and b"\x00" in data:
        return None, "data biner yang tidak dikenal"
    return "text", "teks biasa"


def _recognise_zip(told: str, data: bytes) -> tuple[Format | None, str]:
    import zipfile
    import zlib

    from pkpu_review.opc import ENCRYPTED

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if any(info.flag_bits & ENCRYPTED for info in package.infolist()):
                raise CannotRead(told, "berkas dikunci dengan kata sandi", UNLOCK)
            names = set(package.namelist())
            small = "mimetype" in names and package.getinfo("mimetype").file_size < 200
            kind = package.read("mimetype") if small else b""
            locked = "META-INF/manifest.xml" in names and b"encryption-data" in _manifest(package)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        advice = "Minta atau unduh ulang berkasnya, lalu jalankan lagi"
        raise CannotRead(told, "berkas rusak atau terpotong", advice) from None
    if any(_MAIN_PART.fullmatch(name) for name in names):
        return "docx", "dokumen Word (.docx)"
    if any(name.startswith("xl/") for name in names):
        return None, "buku kerja Excel (.xlsx)"
    if any(name.startswith("ppt/") for name in names):
        return None, "salindia PowerPoint (.pptx)"
    if b"opendocument.text" in kind and "content.xml" in names:
        if locked:
            raise CannotRead(told, "dokumen OpenDocument dikunci dengan kata sandi", UNLOCK)
        return "odt", "dokumen OpenDocument (.odt)"
    if b"opendocument" in kind:
        return None, "dokumen OpenDocument"
    return None, "arsip ZIP, bukan dokumen Word"


def _manifest(package: zipfile.ZipFile) -> bytes:
    with package.open("META-INF/manifest.xml") as stream:
        return stream.read(MAX_MANIFEST)
