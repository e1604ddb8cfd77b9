"""One version → the provisions in it that could not be read well.

What such a provision says is not certain: it is never called unchanged, whatever its words look like.
"""

from __future__ import annotations

from pkpu_review.compare.masking import Side

UNREADABLE = frozenset(["halaman-rusak", "ocr-gagal", "ocr-ragu", "ocr-tidak-ada", "tabel-tidak-terurai"])
"""Codes of problems that leave the words of a page (or a provision) in doubt."""
LOST = "\ufffd"
"""Stands where a reader found a character that it could not tell."""


def poorly_read(version: Side) -> frozenset[str]:
    """Return the ids of the provisions of *version* whose words are in doubt."""
    doubts = [problem for problem in version.regulation.problems if problem.code in UNREADABLE]
    ids = {problem.provision for problem in doubts if problem.provision}
    pages = {page for problem in doubts if not problem.provision for page in problem.pages or (problem.page,) if page}
    ids.update(unit.id for unit in version.units.values() if LOST in unit.text)
    if pages:
        ids.update(unit.id for unit in version.units.values() if not pages.isdisjoint(unit.provision.pages))
    return frozenset(ids)
