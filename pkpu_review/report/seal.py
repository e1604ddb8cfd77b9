"""An Office file that was written → whether someone has changed it since.

Sheets come back filled in, often in the folder where they were written. Each carries the sha256 of its
own main part as a custom property, which Word, Excel and LibreOffice keep when they save: where the two
no longer agree, a person's words may stand in it, and the file is not written over. Nor is a sheet whose property a
program dropped, which its places to write in still give away, or one that was locked with a password.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from pkpu_review.errors import CannotWrite
from pkpu_review.report.save import make_folder, other_name, save_bytes
from pkpu_review.tags import SEAL_PROPERTY

PROPERTY_PART = "docProps/custom.xml"
MAIN_PART = {".docx": "word/document.xml", ".xlsx": "xl/worksheets/sheet1.xml"}
PART_LIMIT = 200_000_000
"""Bytes of a part that are still looked at."""
_NAMED = {".docx": (MAIN_PART[".docx"],), ".xlsx": ("xl/sharedStrings.xml", MAIN_PART[".xlsx"])}
"""The parts in which the names of the places to write in may stand."""
_A_NAME = re.compile(rb"[\"'>](?:pkpu|lama):[a-z]*:[0-9a-f]{8}:\d*:")
"""Such a name (:mod:`pkpu_review.tags`), as an attribute or as the text of a cell."""
_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a file begins that Word or Excel locked with a password, or saved in the form of 1997."""


def seal(main_part: bytes) -> str:
    """Return the value of the property for a file with this main part."""
    return sha256(main_part).hexdigest()


def _sealed(custom: bytes) -> str:
    """Return the seal in the custom properties, however the program that saved them writes XML."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        properties = etree.fromstring(custom, parser)
    except etree.XMLSyntaxError:
        return ""
    found = (p for p in properties if p.get("name") == SEAL_PROPERTY)
    return "".join(next(found, etree.Element("none")).itertext()).strip()


def is_changed(path: Path) -> bool:
    """Whether *path* is a sheet written by this program that was saved by someone since.

    A file of another kind, one that was not written by this program, or one that is no Office file at
    all, is not one of these.
    """
    suffix = path.suffix.lower()
    name = MAIN_PART.get(suffix)
    if name is None or not path.is_file():
        return False
    try:
        with path.open("rb") as stream:
            if stream.read(len(_LOCKED)) == _LOCKED:  # nothing that this program writes is one
                return True
        with zipfile.ZipFile(path) as archive:
            if PROPERTY_PART not in archive.namelist():
                return _names_rows(archive, suffix)
            if max(archive.getinfo(part).file_size for part in (name, PROPERTY_PART)) > PART_LIMIT:
                return True  # nothing that this program writes is so large
            found = _sealed(archive.read(PROPERTY_PART))
            return seal(archive.read(name)) != found if found else _names_rows(archive, suffix)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        return False  # whether it can be written over is for the saving to find out


def _names_rows(archive: zipfile.ZipFile, suffix: str) -> bool:
    """Whether a file without a seal has places to write in that this program named."""
    parts = [part for part in _NAMED[suffix] if part in archive.namelist()]
    if any(archive.getinfo(part).file_size > PART_LIMIT for part in parts):
        return True
    return any(_A_NAME.search(archive.read(part)) for part in parts)


def guard(path: Path) -> None:
    """Let a sheet pass that may be written over.

    Raises:
        CannotWrite: someone saved it since it was written.
    """
    if is_changed(path):
        cause = "berkas ini sudah diubah sejak ditulis dan mungkin berisi tanggapan, jadi tidak ditimpa"
        advice = f"Ganti nama berkas itu (misalnya menjadi {other_name(path).name}) atau pilih folder lain"
        raise CannotWrite(str(path), cause, advice)


def save_unless_changed(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write *files* (name, with ``/`` where it stands deeper, → content) into *folder*; return them in their order.

    A file that cannot be written, or that someone has changed since it was written, does not keep the others from
    being written; it stays as it was.

    Raises:
        CannotWrite: the folder cannot be made, or a file in it cannot be written (the first such one is told).
    """
    for parent in dict.fromkeys((folder / name).parent for name in files):
        make_folder(parent)
    written: list[Path] = []
    failed: list[CannotWrite] = []
    for name, content in files.items():
        try:
            guard(folder / name)
            written.append(save_bytes(folder / name, content))
        except CannotWrite as error:
            failed.append(error)
    if failed:
        raise failed[0]
    return tuple(written)
