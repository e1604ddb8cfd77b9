"""Names and contents → one zip, the same bytes for the same contents: an Office file, or the archive of a meeting."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

EPOCH = (1980, 1, 1, 0, 0, 0)
"""File time of every part: the earliest that a zip can hold, so that two runs give the same bytes."""


def zipped(parts: Mapping[str, str | bytes], level: int | None = None) -> bytes:
    """Return *parts* (name → content, text as UTF-8) as a zip, in the order given; *level* is that of zlib."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # the same on every system
            archive.writestr(info, content, compresslevel=level)
    return buffer.getvalue()
