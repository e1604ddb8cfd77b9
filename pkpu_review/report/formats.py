"""A document and the name of a format → its bytes: the one table of the formats that documents are written in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pkpu_review.report.document import Document

FORMATS = ("docx", "xlsx", "pdf", "html", "md", "json")
"""Formats of a document, in the order in which they are offered."""
USUAL = ("docx", "xlsx", "pdf", "html")
"""What is written where nothing is asked for."""


def setting(document: Document, form: str, names: Mapping[str, str] | None = None, up: str | None = None) -> bytes:
    """Return *document* in the format *form*, of :data:`FORMATS`.

    Args:
        names: format → file of the same document; a page links to those beside it.
        up: leads from a page to the folder of the first page; None where there is none.

    Raises:
        ValueError: there is no such format.
    """
    if form == "docx":
        from pkpu_review.report.word.docx import docx

        return docx(document)
    if form == "xlsx":
        from pkpu_review.report.excel.xlsx import xlsx

        return xlsx(document)
    if form == "pdf":
        from pkpu_review.report.pdf.pdf import pdf

        return pdf(document)
    if form == "html":
        from pkpu_review.report.pages.page import page
        from pkpu_review.report.wording import say

        others = ((other, name.rsplit("/", 1)[-1]) for other, name in (names or {}).items() if other != form)
        return page(document, up, tuple((say(f"format.{other}"), name) for other, name in others)).encode()
    from pkpu_review.report.records import dumps
    from pkpu_review.report.text.document_text import markdown, record

    if form == "md":
        return markdown(document).encode()
    if form == "json":
        return (dumps(record(document), indent=1) + "\n").encode("utf-8", errors="replace")
    raise ValueError(f"unknown format: {form}")


def settings(document: Document, formats: Sequence[str]) -> dict[str, bytes]:
    """Return name → content of *document* in each of *formats*, the page first."""
    names = {form: f"{document.name}.{form}" for form in FORMATS if form in formats}
    order = sorted(names, key=lambda form: form != "html")
    return {names[form]: setting(document, form, names) for form in order}
