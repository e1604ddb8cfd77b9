"""Bytes or text → a file that is whole or not there at all, under a name that every system takes.

A file is written beside its target, in the same folder, and then put in its place in one step
(``os.replace``). Where that fails, the old file stands as it was and nothing half-written is left.
"""

from __future__ import annotations

import errno
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from pkpu_review.errors import CannotWrite

NAME_LIMIT = 80
"""Characters of a file name without its suffix: leaves room for folders within the 260 of Windows."""
OFFERED_NAMES = 1000
"""Numbers tried for the new name that is offered."""

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')


def safe_name(name: str, limit: int = NAME_LIMIT) -> str:
    """Return *name* as a file name (without folder or suffix) that Windows, macOS and Linux take.

    Forbidden characters become ``-``, invisible ones go, reserved names (``con``, ``lpt1``) get a
    leading ``_``, and what is longer than *limit* characters is cut. Never empty.
    """
    visible = "".join(
        c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c)[0] != "C" or c in "\t\n\r"
    )
    plain = _FORBIDDEN.sub("-", " ".join(_FORBIDDEN.sub("-", visible).split()))
    plain = plain[:limit].strip(" .-") or "berkas"
    return f"_{plain}" if _RESERVED.match(plain) else plain


def make_folder(folder: Path) -> None:
    """Make *folder* and those above it where they are missing.

    Raises:
        CannotWrite: a file stands in the way, or the place is closed to the user.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise CannotWrite(str(folder), "nama itu sudah dipakai oleh sebuah berkas", "Pilih nama folder lain") from None
    except OSError as error:
        raise CannotWrite(str(folder), f"folder tidak dapat dibuat ({_cause(error)})", "Pilih tempat lain") from error


def save_bytes(target: Path, content: bytes | Iterable[bytes]) -> Path:
    """Write *content*, whole or in parts, to *target* in one step and return *target*.

    Raises:
        CannotWrite: the target is open elsewhere, closed to the user, or the disk is full; what stood
            there is untouched, and the sentence offers a name that is free.
    """
    beside: str | None = None
    try:
        handle, beside = tempfile.mkstemp(prefix=".tulis-", suffix=".tmp", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.writelines([content] if isinstance(content, bytes) else content)
        os.chmod(beside, 0o666 & ~_umask())
        os.replace(beside, target)
        beside = None
    except OSError as error:
        raise CannotWrite(str(target), _cause(error), _advice(error, target)) from error
    finally:
        if beside is not None:
            _remove(beside)
    return target


def save_text(target: Path, text: str | Iterable[str]) -> Path:
    r"""Write *text*, whole or in lines, to *target* as UTF-8 with ``\n`` at line ends; see :func:`save_bytes`.

    A lone surrogate, which UTF-8 cannot hold, is written as ``?``.
    """
    parts = [text] if isinstance(text, str) else text
    return save_bytes(target, (part.replace("\r\n", "\n").encode("utf-8", errors="replace") for part in parts))


def other_name(target: Path) -> Path:
    """Return a name beside *target* that is not taken: ``matriks-2.docx`` for ``matriks.docx``."""
    for number in range(2, OFFERED_NAMES):
        other = target.with_name(f"{target.stem}-{number}{target.suffix}")
        if not other.exists():
            return other
    return target.with_name(f"{target.stem}-baru{target.suffix}")


def _cause(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "berkas sedang terbuka di program lain (misalnya Word atau Excel) atau tidak boleh diubah"
    if isinstance(error, IsADirectoryError):
        return "nama itu sudah dipakai oleh sebuah folder"
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return "folder tujuan tidak ada"
    if error.errno in (errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC):
        return "ruang penyimpanan penuh"
    if error.errno == errno.EROFS:
        return "tempat itu hanya dapat dibaca"
    if error.errno == errno.ENAMETOOLONG:
        return "nama berkas atau folder terlalu panjang"
    return error.strerror or type(error).__name__


def _advice(error: OSError, target: Path) -> str:
    if error.errno == errno.ENOSPC:
        return "Kosongkan ruang, lalu jalankan lagi"
    if isinstance(error, (PermissionError, IsADirectoryError)):
        close = "Tutup berkas itu lalu jalankan lagi, atau simpan" if isinstance(error, PermissionError) else "Simpan"
        return f"{close} dengan nama lain: {other_name(target).name}"
    return "Pilih tempat lain"


def _umask() -> int:
    # the only portable way to read it is to set it
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:  # the folder itself may be gone or closed by now: the first error is the one to tell
        pass
