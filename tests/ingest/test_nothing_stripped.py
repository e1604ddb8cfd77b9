"""What looks like furniture and is not: slanted letters, blanks that are to be filled in."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import typst

from pkpu_review.ingest import read
from tests.ingest.drawn import Page, pdf

SLANTED = """
#set page(width: 595pt, height: 842pt, margin: 72pt)
#set text(size: 12pt)
#align(center)[Pasal 1]
Setiap orang berhak atas akses terhadap keadilan
#box(skew(ax: {skew}deg, reflow: true)[access to justice]) sejak awal.
#place(center + horizon, rotate(-45deg, text(size: 40pt)[CONTOH]))
"""


def test_slanted_letters_are_no_watermark(tmp_path: Path) -> None:
    """A writer without an italic font slants the upright one: only the baseline tells what runs across a page."""
    path = tmp_path / "miring.pdf"
    made = typst.compile(SLANTED.replace("{skew}", "-15").encode("utf-8"))
    assert isinstance(made, bytes)
    path.write_bytes(made)
    page = pypdfium2.PdfDocument(made)[0].get_textpage()
    assert "access to justice" in page.get_text_range()
    regulation = read(path)
    assert "keadilan access to justice sejak awal." in regulation["pasal-1"].lead
    assert [piece.text for piece in regulation.furniture] == ["CONTOH"]


def test_a_blank_date_is_no_catchword(tmp_path: Path) -> None:
    path = tmp_path / "tanggal.pdf"
    lines = [(275.0, "Pasal 1"), (85.0, "Undang-Undang ini mulai berlaku pada tanggal diundangkan."), (85.0, "")]
    closing = [
        "Disahkan di Jakarta",
        "pada tanggal ...",
        "PRESIDEN,",
        "NAMA",
        "Diundangkan di Jakarta",
        "pada tanggal ...",
    ]
    path.write_bytes(pdf(Page([*lines, *((330.0, line) for line in [*closing, "MENTERI,", "NAMA"])])))
    regulation = read(path)
    assert regulation["penutup"].text.count("pada tanggal ...") == 2
    assert regulation.furniture == ()
