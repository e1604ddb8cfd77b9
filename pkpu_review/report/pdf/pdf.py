"""Document → PDF, typeset by Typst with the fonts and the template that are shipped with this package.

The words travel as JSON and are set as strings, so that nothing in them is ever read as Typst's markup. No font of the
system and no package of Typst's is used, no time of making is told: the same document gives the same bytes anywhere.
The file has an outline, its language, and tags by which a screen reader finds headings, lists and tables.
"""

from __future__ import annotations

import json
from pathlib import Path

from pkpu_review.report.document import Document
from pkpu_review.report.pdf.pdf_content import content

FONTS = Path(__file__).parent.with_name("fonts")
TEMPLATE = Path(__file__).parent.with_name("templates") / "document.typ"
REMEMBERED = 11
"""Documents for which Typst keeps its intermediate results: hundreds of megabytes of a long one, and of no use here."""


def pdf(document: Document) -> bytes:
    """Return *document* as the bytes of a PDF file, on A4 pages."""
    import typst

    data = json.dumps(content(document), ensure_ascii=False, separators=(",", ":"))
    made: bytes = typst.compile(
        TEMPLATE,
        format="pdf",
        sys_inputs={"document": data},
        font_paths=[FONTS],
        ignore_system_fonts=True,
    )
    _forget()
    return made


def _forget() -> None:
    """Let Typst set so many empty documents that it forgets the last one: there is no other way to tell it."""
    import typst

    none = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
    for _ in range(REMEMBERED):
        typst.compile(b"", format="svg", font_paths=none)
