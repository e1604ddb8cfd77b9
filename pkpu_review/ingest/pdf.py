"""PDF with a text layer → :class:`~pkpu_review.ingest.lines.Extract`: the lines of all its pages.

Each page is read on its own (:mod:`.pdf_page`), by two processes where there are many (:mod:`.pdf_pages`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pypdfium2 as pdfium

from pkpu_review.errors import CannotRead
from pkpu_review.ingest.lines import Extract, Line
from pkpu_review.ingest.pdf_bounds import check
from pkpu_review.ingest.pdf_page import PageText
from pkpu_review.ingest.pdf_pages import pages_of
from pkpu_review.ingest.pdf_pictures import read_pictures
from pkpu_review.ingest.pdf_shared import Second
from pkpu_review.ingest.pdf_tables import CROWDED, unsolved
from pkpu_review.model import Furniture, Problem, Reading

MAX_PAGES = 5000
"""Pages of one file; the longest statute in force has fewer than 1,200 with its annexes."""
END_WITHIN = 8192
"""Bytes at the end of a file in which its end mark stands (ISO 32000-1, 7.5.5); some writers add a few after it."""
AS_USUAL = Reading()
"""How a file is read where nothing is asked for."""
_AGAIN = "Minta atau unduh ulang berkasnya, lalu jalankan lagi"


def read_pdf(
    name: str, data: bytes, sha256: str = "", reading: Reading = AS_USUAL, second: Second | None = None
) -> Extract:
    """Return the lines of a PDF.

    Args:
        name: file name, for messages.
        data: the file's bytes.
        sha256: of *data*; what is read of page images is kept under it.
        reading: whether page images are read.
        second: the process with which the pages of a long file are shared; without it, everything is read here.

    Raises:
        CannotRead: the file is encrypted, damaged or too large, or has no text that can be read.
    """
    pages = pages_of(name, data, _count(name, data), second)
    problems: list[Problem] = []
    read_pictures(name, data, sha256, pages, reading, problems)
    return _extract(name, pages, problems)


def _count(name: str, data: bytes) -> int:
    """Return how many pages the file has, once it is known to be one that can be read."""
    if b"%%EOF" not in data[-END_WITHIN:]:
        # pdfium would mend the file as far as it goes, and nobody would miss the pages behind
        raise CannotRead(name, "berkas PDF terpotong (tanda akhirnya tidak ada)", _AGAIN)
    check(name, data)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            advice = "Simpan salinan tanpa kata sandi, lalu jalankan lagi"
            raise CannotRead(name, "berkas PDF dikunci dengan kata sandi", advice) from None
        raise CannotRead(name, "berkas PDF rusak atau terpotong", _AGAIN) from None
    count = len(document)
    document.close()
    if not 0 < count <= MAX_PAGES:
        raise CannotRead(name, f"berkas PDF berisi {count} halaman, batasnya 1 sampai {MAX_PAGES}")
    return count


def _extract(name: str, pages: Sequence[PageText], problems: list[Problem]) -> Extract:
    furniture: list[Furniture] = []
    lines: list[Line] = []
    sizes: list[tuple[float, float]] = []
    turned: list[tuple[int, int]] = []
    blank: list[int] = []
    tables, readable = 0, False
    for page in pages:
        sizes.append((page.width, page.height))
        number = page.number
        if not page.opens:
            message = f"Halaman {number} tidak dapat dibuka; isinya tidak ikut dicermati."
            problems.append(Problem("halaman-rusak", message, page=number))
            continue
        readable = True
        if page.turned:
            turned.append((number, page.turned))
        if page.across:
            furniture.append(Furniture(page.across, number, "tulisan melintang (cap air)"))
        furniture += page.specks
        if page.crowded:
            problems.append(unsolved(number, CROWDED))
        if not page.lines:
            blank.append(number)
        if page.recognised:
            page.lines = [replace(line, recognised=True) for line in page.lines]
        found = max([line.table for line in page.lines], default=0)
        if found and tables:
            page.lines = [replace(line, table=line.table + tables) if line.table else line for line in page.lines]
        tables += found
        lines += page.lines
    if not readable:
        raise CannotRead(name, "berkas PDF rusak, tidak satu halaman pun dapat dibaca", _AGAIN)
    if not lines:
        raise CannotRead(name, "berkas PDF tidak memuat teks, juga tidak di gambar halamannya", "Periksa berkasnya")
    for number in blank:
        message = f"Halaman {number} tidak berisi teks; bila halaman itu gambar, isinya tidak ikut dicermati."
        problems.append(Problem("halaman-tanpa-teks", message, page=number))
    widths, heights = zip(*sizes, strict=True)
    return Extract(
        tuple(lines),
        "pdf",
        len(sizes),
        widths,
        heights,
        tuple(problems),
        tuple(furniture),
        turned=tuple(turned),
        recognised=frozenset(page.number for page in pages if page.recognised),
    )
