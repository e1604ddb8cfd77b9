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
from collections.abc import Iterator
from typing import Any

from lxml import etree

from pkpu_review.errors import UNLOCK, CannotRead

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
ENCRYPTED = 0x1
"""Bit of a part that is encrypted (APPNOTE.TXT of PKWARE, 4.4.4)."""
STRETCH = 64 * 1024
"""Bytes that are unpacked at a time: what a processor keeps at hand."""
STRICT = b"http://purl.oclc.org/ooxml/"
TRANSITIONAL = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/": b"http://schemas.openxmlformats.org/officeDocument/2006/",
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
}
_TOO_DEEP = etree.XPath("boolean(/*" + "/*" * MAX_DEPTH + ")")


class Parts:
    """The parts of one Office file; *file* is its name for messages.

    Attributes:
        kind: what the file is, in sentences.
        damaged: what to do where it is damaged.
        usual: name of the main part where the package does not tell it.
    """

    kind = "berkas"
    damaged = "Buka di Word atau Excel, simpan ulang, lalu jalankan lagi"
    usual = ""

    def __init__(self, file: str, data: bytes) -> None:
        self.file = file
        self._unpacked = 0
        self._targets: dict[str, list[tuple[str, str, str]]] = {}
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            parts = self._zip.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            raise self._refused(f"{self.kind} rusak atau terpotong", self.damaged) from None
        if len(parts) > MAX_PARTS:
            raise self._refused(f"{self.kind} berisi {len(parts)} bagian, batasnya {MAX_PARTS}")
        if any(info.flag_bits & ENCRYPTED for info in parts):  # by a program that packs files; Word locks otherwise
            raise self._refused(f"{self.kind} dikunci dengan kata sandi", UNLOCK)
        self._infos = {info.filename.lstrip("/"): info for info in parts}
        self.main = next(iter(self.related("", "officeDocument")), self.usual)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in the order of the file."""
        return tuple(self._infos)

    def related(self, part: str, kind: str) -> list[str]:
        """Return the names of the parts of *kind* (``header``, ``comments`` ...) that *part* points to.

        The package itself is the part ``""``.
        """
        return list(self.relations(part, kind).values())

    def relations(self, part: str, kind: str) -> dict[str, str]:
        """Return the same by the id of the relationship."""
        if part not in self._targets:
            folder, name = posixpath.split(part)
            root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
            self._targets[part] = [
                (element.get("Id") or "", element.get("Type") or "", self._name(folder, element.get("Target") or ""))
                for element in (root if root is not None else ())
                if element.get("TargetMode") != "External"
            ]
        ends = f"/{kind}"
        return {id: name for id, type, name in self._targets[part] if type.endswith(ends) and name in self._infos}

    @staticmethod
    def _name(folder: str, target: str) -> str:
        return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")

    def first(self, kind: str) -> Any | None:
        """Return the root of the first part of *kind* that the document points to, or None."""
        names = self.related(self.main, kind)
        return self.xml(names[0]) if names else None

    def xml(self, name: str) -> Any | None:
        """Return the root element of the part *name*, or None where there is no such part.

        Raises:
            CannotRead: the part is damaged, too large, too deep, or declares a document type.
        """
        info = self._infos.get(name)
        if info is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
            collect_ids=False,
        )
        try:
            root = etree.fromstring(self._told(name, info), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            if "depth" in str(error):
                raise self._refused(f"bagian {name} bersarang terlalu dalam") from None
            if "limit exceeded" in str(error):  # of libxml2: ten million bytes of words without a mark between them
                cause = f"bagian {name} dalam {self.kind} memuat satu tulisan yang terlalu panjang"
                raise self._refused(cause, "Bagi atau singkatkan tulisan itu, lalu jalankan lagi") from None
            raise self._refused(f"bagian {name} dalam {self.kind} rusak", self.damaged) from None
        if root.getroottree().docinfo.internalDTD is not None:  # written in an encoding that hid it before
            raise self._declared(name)
        if _TOO_DEEP(root):
            raise self._refused(f"bagian {name} bersarang terlalu dalam")
        return root

    def _told(self, name: str, info: zipfile.ZipInfo) -> bytes:
        """Return the XML of a part in the transitional form, without a document type."""
        data = b"".join(self._stretches(name, info))
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise self._declared(name)
        if STRICT in data:
            for strict, transitional in TRANSITIONAL.items():
                data = data.replace(strict, transitional)
        return data

    def content(self, name: str) -> bytes:
        """Return one part, unpacked.

        Raises:
            CannotRead: the part is damaged or too large.
        """
        return b"".join(self._stretches(name, self._infos[name]))

    def _stretches(self, name: str, info: zipfile.ZipInfo) -> Iterator[bytes]:
        """Unpack one part, a stretch at a time; what the directory of the package says of its size is not believed."""
        large = f"bagian {name} dalam {self.kind} terlalu besar bila dibuka"
        packed = info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1)
        left = min(MAX_PART_BYTES, MAX_UNPACKED - self._unpacked)
        if info.file_size > left or packed:
            raise self._refused(large)
        try:
            with self._zip.open(info) as stream:
                while stretch := stream.read(STRETCH):
                    left -= len(stretch)
                    if left < 0:
                        raise self._refused(large)
                    self._unpacked += len(stretch)
                    yield stretch
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError):
            raise self._refused(f"{self.kind} rusak atau terpotong", self.damaged) from None

    def _declared(self, name: str) -> CannotRead:
        return self._refused(f"bagian {name} memuat deklarasi DTD atau entitas, yang tidak diizinkan")

    def _refused(self, cause: str, advice: str = "") -> CannotRead:
        return CannotRead(self.file, cause, advice)


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
