"""The bytes of a .docx → its XML parts, within the bounds of :mod:`pkpu_review.opc`, without what only decorates."""

from __future__ import annotations

import zipfile
from typing import Any

from lxml import etree

from pkpu_review.ingest.docx_plain import PLAIN_FROM, SAME, is_numbered, plain
from pkpu_review.opc import Parts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


class Package(Parts):
    """The parts of one .docx file; *file* is its name for messages."""

    kind = "dokumen Word"
    damaged = "Buka di Word, simpan ulang sebagai .docx, lalu jalankan lagi"
    usual = "word/document.xml"

    def xml(self, name: str) -> Any | None:
        """Return the root element of the part *name*, or None where there is no such part.

        Raises:
            CannotRead: the part is damaged, too large, too deep, or declares a document type.
        """
        self._numbered = False
        root = super().xml(name)
        if root is not None and self._numbered:
            etree.strip_attributes(root, SAME)
        return root

    def _told(self, name: str, info: zipfile.ZipInfo) -> bytes:
        """Return the XML of a part, plain where that can be; where it cannot, it may have numbers of its own in their
        place."""
        namespace, before = W[1:-1].encode(), self._unpacked
        told = plain(self._stretches(name, info), namespace) if info.file_size >= PLAIN_FROM else None
        if told is not None:
            return told
        self._unpacked = before
        data = super()._told(name, info)
        if info.file_size >= PLAIN_FROM and (told := plain((data,), namespace)) is not None:  # it was strict before
            return told
        self._numbered = is_numbered(data)
        return data
