"""The bytes of a .docx → its XML parts, within bounds.

A package is hostile until shown otherwise: unpacked bytes, ratio, number of parts and depth are
bounded, and XML is parsed without entities, DTD or network (ECMA-376 part 2 forbids DTDs anyway).
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

from pkpu_review.errors import CannotRead

MAX_PARTS = 5000
MAX_PART_BYTES = 200 * 1024 * 1024
"""Unpacked bytes of one XML part."""
MAX_RATIO = 400
"""Unpacked bytes for each packed one; XML packs to a tenth or a twentieth."""
RATIO_FROM = 5 * 1024 * 1024
"""Unpacked bytes from which the ratio is looked at: a small part may pack to nearly nothing."""
MAX_DEPTH = 200
"""Nested elements."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DAMAGED = "Buka di Word, simpan ulang sebagai .docx, lalu jalankan lagi"


class Package:
    """The parts of one .docx file; *file* is its name for messages."""

    def __init__(self, file: str, data: bytes) -> None:
        self.file = file
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            parts = self._zip.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            raise CannotRead(file, "dokumen Word rusak atau terpotong", _DAMAGED) from None
        if len(parts) > MAX_PARTS:
            raise CannotRead(file, f"dokumen Word berisi {len(parts)} bagian, batasnya {MAX_PARTS}")
        self._infos = {info.filename: info for info in parts}

    def names(self, start: str) -> list[str]:
        """Return the names of the parts that begin with *start*, in order."""
        return sorted(name for name in self._infos if name.startswith(start))

    def xml(self, name: str) -> Any | None:
        """Return the root element of the part *name*, or None where there is no such part.

        Raises:
            CannotRead: the part is damaged, too large, too deep, or declares entities.
        """
        info = self._infos.get(name)
        if info is None:
            return None
        large = info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1)
        if info.file_size > MAX_PART_BYTES or large:
            raise CannotRead(self.file, f"bagian {name} dalam dokumen Word terlalu besar bila dibuka")
        try:
            with self._zip.open(info) as stream:
                data = stream.read(MAX_PART_BYTES + 1)
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, NotImplementedError):
            raise CannotRead(self.file, "dokumen Word rusak atau terpotong", _DAMAGED) from None
        except Exception as error:
            if type(error).__module__ == "zlib":
                raise CannotRead(self.file, "dokumen Word rusak atau terpotong", _DAMAGED) from None
            raise
        if len(data) > MAX_PART_BYTES:
            raise CannotRead(self.file, f"bagian {name} dalam dokumen Word terlalu besar bila dibuka")
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise CannotRead(self.file, "dokumen Word memuat deklarasi DTD atau entitas, yang tidak diizinkan")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):
            raise CannotRead(self.file, f"bagian {name} dalam dokumen Word rusak", _DAMAGED) from None
        if _depth(root) > MAX_DEPTH:
            raise CannotRead(self.file, f"bagian {name} dalam dokumen Word bersarang terlalu dalam")
        return root


def _depth(root: Any) -> int:
    """Return the nesting of the tree; counted with a loop, so that depth itself does no harm."""
    deepest = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest
