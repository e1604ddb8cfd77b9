"""A file → :class:`~pkpu_review.model.Regulation`: see :mod:`.regulation`, where the steps follow one another.

Importing this room loads nothing: the second process of :mod:`.pdf_shared` needs only a part of it.
"""

from __future__ import annotations

from pathlib import Path

from pkpu_review.model import Reading, Regulation

DEFAULT = Reading()
"""How a file is read where nothing is asked for."""


def read(path: str | Path, reading: Reading = DEFAULT) -> Regulation:
    """Read a draft or regulation.

    Args:
        path: the file.
        reading: whether page images are read, and which state of a Word file.

    Returns:
        The regulation: every character that was extracted stands in a provision, in the furniture, or
        in a problem.

    Raises:
        CannotRead: the file cannot be used at all; the sentence names file, cause and what to do.
    """
    from pkpu_review.ingest.regulation import read as read_file

    return read_file(path, reading)


__all__ = ["read"]
