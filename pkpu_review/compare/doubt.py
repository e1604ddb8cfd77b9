"""A regulation → the provisions in it that could not be read well.

What such a provision says is not certain: it is never called unchanged, whatever its words look like.
"""

from __future__ import annotations

from pkpu_review.model import Regulation

UNREADABLE = frozenset(["halaman-rusak", "ocr-gagal", "ocr-ragu", "ocr-tidak-ada", "tabel-tidak-terurai"])
"""Codes of problems that leave the words of a page (or a provision) in doubt."""
LOST = "\ufffd"
"""Stands where a reader found a character that it could not tell."""


def poorly_read(regulation: Regulation) -> frozenset[str]:
    """Return the ids of the provisions of *regulation* whose words are in doubt."""
    doubts = [problem for problem in regulation.problems if problem.code in UNREADABLE]
    ids = {problem.provision for problem in doubts if problem.provision}
    pages = {page for problem in doubts if not problem.provision for page in problem.pages or (problem.page,) if page}
    for provision in regulation.walk():
        if (pages and not pages.isdisjoint(provision.pages)) or LOST in provision.text:
            ids.add(provision.id)
    return frozenset(ids)
