"""The bytes of an Office file (.docx, .xlsx) → its XML parts, within bounds.

A package is hostile until shown otherwise: number of parts, unpacked bytes, ratio and depth are bounded, and XML is
parsed without entities, DTD or network. The parts are found by their relationships and not by their names
(ECMA-376 part 2, 9.3); the strict form of the format (part 1) is read like the transitional one (part 4).
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import Any

from lxml import etree

from pkpu_review.errors import CannotRead

MAX_PARTS = 5000
MAX_PART_BYTES = 200 * 1024 * 1024
"""Unpacked bytes of one XML part."""
MAX_UNPACKED = 300 * 1024 * 1024
"""Unpacked bytes of all the parts that are read."""
MAX_RATIO = 400
"""Unpacked bytes for each packed one; XML packs to a tenth, very uniform XML to a hundredth."""
RATIO_FROM = 5 * 1024 * 1024
"""Unpacked bytes from which the ratio is looked at: a small part may pack to nearly nothing."""
MAX_DEPTH = 200
"""Nested elements; libxml2 itself stops at 256."""
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/": b"http://schemas.openxmlformats.org/officeDocument/2006/",
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
}
_DAMAGED = "Buka di Word atau Excel, simpan ulang, lalu jalankan lagi"
_TOO_DEEP = etree.XPath("boolean(/*" + "/*" * MAX_DEPTH + ")")


class Parts:
    """The parts of one Office file; *file* is its name for messages."""

    def __init__(self, file: str, data: bytes) -> None:
        self.file = file
        self._unpacked = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            parts = self._zip.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            raise CannotRead(file, "berkas rusak atau terpotong", _DAMAGED) from None
        if len(parts) > MAX_PARTS:
            raise CannotRead(file, f"berkas berisi {len(parts)} bagian, batasnya {MAX_PARTS}")
        self._infos = {info.filename.lstrip("/"): info for info in parts}
        self.main = next(iter(self.related("", "officeDocument")), "")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in the order of the file."""
        return tuple(self._infos)

    def related(self, part: str, kind: str) -> list[str]:
        """Return the names of the parts of *kind* (``comments``, ``worksheet`` ...) that *part* points to.

        The package itself is the part ``""``.
        """
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = [
            posixpath.normpath(posixpath.join("/", folder, element.get("Target") or "")).lstrip("/")
            for element in (root if root is not None else ())
            if element.get("TargetMode") != "External" and (element.get("Type") or "").endswith(f"/{kind}")
        ]
        return [target for target in found if target in self._infos]

    def xml(self, name: str) -> Any | None:
        """Return the root element of the part *name*, or None where there is no such part.

        Raises:
            CannotRead: the part is damaged, too large, too deep, or declares a document type.
        """
        if name not in self._infos:
            return None
        data = self.bytes(name)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise CannotRead(self.file, f"bagian {name} memuat deklarasi DTD atau entitas, yang tidak diizinkan")
        if _STRICT in data:
            for strict, transitional in _TRANSITIONAL.items():
                data = data.replace(strict, transitional)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
            collect_ids=False,
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            if "depth" in str(error):
                raise CannotRead(self.file, f"bagian {name} bersarang terlalu dalam") from None
            raise CannotRead(self.file, f"bagian {name} rusak", _DAMAGED) from None
        if root.getroottree().docinfo.internalDTD is not None:  # written in an encoding that hid it above
            raise CannotRead(self.file, f"bagian {name} memuat deklarasi DTD atau entitas, yang tidak diizinkan")
        if _TOO_DEEP(root):
            raise CannotRead(self.file, f"bagian {name} bersarang terlalu dalam")
        return root

    def bytes(self, name: str) -> bytes:
        """Return one part, unpacked; what the directory of the package says of its size is not believed.

        Raises:
            CannotRead: the part is damaged or too large.
        """
        info = self._infos[name]
        large = CannotRead(self.file, f"bagian {name} terlalu besar bila dibuka")
        packed = info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1)
        limit = min(MAX_PART_BYTES, MAX_UNPACKED - self._unpacked)
        if info.file_size > limit or packed:
            raise large
        try:
            with self._zip.open(info) as stream:
                data = stream.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError):
            raise CannotRead(self.file, "berkas rusak atau terpotong", _DAMAGED) from None
        if len(data) > limit:
            raise large
        self._unpacked += len(data)
        return data


def properties(parts: Parts) -> dict[str, str]:
    """Return the custom properties of the file by name (``docProps/custom.xml``).

    Raises:
        CannotRead: they are damaged.
    """
    found: dict[str, str] = {}
    for name in parts.related("", "custom-properties"):
        root = parts.xml(name)
        for one in root if root is not None else ():
            found[one.get("name") or ""] = "".join(one.itertext()).strip()
    return found
