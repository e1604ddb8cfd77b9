"""The bytes of a .docx → its XML parts, within bounds.

A package is hostile until shown otherwise: number of parts, unpacked bytes, ratio and depth are
bounded, and XML is parsed without entities, DTD or network. The parts are found by their relationships
and not by their names (ECMA-376 part 2, 9.3); the strict form of the format (part 1) is read like the
transitional one (part 4).
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

from pkpu_review.errors import CannotRead
from pkpu_review.ingest.docx_plain import PLAIN_FROM, SAME, STRETCH, is_numbered, plain

MAX_PARTS = 5000
MAX_PART_BYTES = 200 * 1024 * 1024
"""Unpacked bytes of one XML part; a draft of 1,000 pages has some 60 MiB."""
MAX_UNPACKED = 300 * 1024 * 1024
"""Unpacked bytes of all the parts that are read."""
MAX_RATIO = 400
"""Unpacked bytes for each packed one; XML packs to a tenth, very uniform XML to a hundredth."""
RATIO_FROM = 5 * 1024 * 1024
"""Unpacked bytes from which the ratio is looked at: a small part may pack to nearly nothing."""
MAX_DEPTH = 200
"""Nested elements; libxml2 itself stops at 256."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_PURL = b"http://purl.oclc.org/ooxml/"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
)
_DAMAGED = "Buka di Word, simpan ulang sebagai .docx, lalu jalankan lagi"
_TOO_DEEP = etree.XPath("boolean(/*" + "/*" * MAX_DEPTH + ")")


class Package:
    """The parts of one .docx file; *file* is its name for messages."""

    def __init__(self, file: str, data: bytes) -> None:
        self.file = file
        self._unpacked = 0
        self._targets: dict[str, list[tuple[str, str, str]]] = {}
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            parts = self._zip.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            raise self._refused("dokumen Word rusak atau terpotong", _DAMAGED) from None
        if len(parts) > MAX_PARTS:
            raise self._refused(f"dokumen Word berisi {len(parts)} bagian, batasnya {MAX_PARTS}")
        self._infos = {info.filename.lstrip("/"): info for info in parts}
        self.main = next(iter(self.related("", "officeDocument")), "word/document.xml")

    def related(self, part: str, kind: str) -> list[str]:
        """Return the names of the parts of *kind* (``header``, ``numbering`` ...) that *part* points to.

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
        told, numbered = self._told(name, info)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
            collect_ids=False,
        )
        try:
            root = etree.fromstring(told, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            if "depth" in str(error):
                raise self._refused(f"bagian {name} bersarang terlalu dalam") from None
            raise self._refused(f"bagian {name} dalam dokumen Word rusak", _DAMAGED) from None
        if root.getroottree().docinfo.internalDTD is not None:  # written in an encoding that hid it above
            raise self._refused(f"bagian {name} memuat deklarasi DTD atau entitas, yang tidak diizinkan")
        if _TOO_DEEP(root):
            raise self._refused(f"bagian {name} bersarang terlalu dalam")
        if numbered:
            etree.strip_attributes(root, SAME)
        return root

    def _told(self, name: str, info: zipfile.ZipInfo) -> tuple[bytes, bool]:
        """Return the XML of a part, plain where that can be, and whether it has numbers of its own in their place."""
        namespace, before = W[1:-1].encode(), self._unpacked
        told = plain(self._stretches(name, info), namespace) if info.file_size >= PLAIN_FROM else None
        if told is not None:
            return told, False
        self._unpacked = before
        data = b"".join(self._stretches(name, info))
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise self._refused(f"bagian {name} memuat deklarasi DTD atau entitas, yang tidak diizinkan")
        if _PURL in data:
            for strict, transitional in _STRICT:
                data = data.replace(strict, transitional)
            if len(data) >= PLAIN_FROM and (told := plain((data,), namespace)) is not None:
                return told, False
        return data, is_numbered(data)

    def _stretches(self, name: str, info: zipfile.ZipInfo) -> Iterator[bytes]:
        """Unpack one part, a stretch at a time; what the directory of the package says of its size is not believed."""
        large = f"bagian {name} dalam dokumen Word terlalu besar bila dibuka"
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
            raise self._refused("dokumen Word rusak atau terpotong", _DAMAGED) from None

    def _refused(self, cause: str, advice: str = "") -> CannotRead:
        return CannotRead(self.file, cause, advice)
