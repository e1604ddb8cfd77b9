"""PDF with a text layer → :class:`~pkpu_review.ingest.lines.Extract`: words with boxes, sorted into lines.

pypdfium2 (BSD/Apache) gives the characters (:mod:`.pdf_words`), which are put into printed lines
(:mod:`.pdf_rows`). Only the pages whose drawn rules say that there is a table are searched for one
(:mod:`.pdf_rules`, :mod:`.pdf_tables`).
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import pypdfium2 as pdfium

from pkpu_review.errors import CannotRead
from pkpu_review.ingest.lines import Extract, Line
from pkpu_review.ingest.pdf_rows import height_of, in_rows
from pkpu_review.ingest.pdf_rules import CrowdedError, drawn_on, has_rules
from pkpu_review.ingest.pdf_tables import CROWDED, is_crowded, rows_of, unsolved
from pkpu_review.ingest.pdf_words import Sheet, Word, words_of
from pkpu_review.model import Furniture, Origin, Problem

MAX_PAGES = 5000
"""Pages of one file; the longest statute in force has fewer than 1,200 with its annexes."""

BOLD = 600
"""Weight of a font from which it is bold; plain is 400."""
END_WITHIN = 8192
"""Bytes at the end of a file in which its end mark stands (ISO 32000-1, 7.5.5); some writers add a few after it."""
_AGAIN = "Minta atau unduh ulang berkasnya, lalu jalankan lagi"


def read_pdf(name: str, data: bytes) -> Extract:
    """Return the lines of a PDF.

    Args:
        name: file name, for messages.
        data: the file's bytes.

    Raises:
        CannotRead: the file is encrypted, damaged, too large, or has no text layer.
    """
    document = _open(name, data)
    try:
        return _extract(name, document)
    finally:
        document.close()


def _open(name: str, data: bytes) -> pdfium.PdfDocument:
    if b"%%EOF" not in data[-END_WITHIN:]:
        # pdfium would mend the file as far as it goes, and nobody would miss the pages behind
        raise CannotRead(name, "berkas PDF terpotong (tanda akhirnya tidak ada)", _AGAIN)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            advice = "Simpan salinan tanpa kata sandi, lalu jalankan lagi"
            raise CannotRead(name, "berkas PDF dikunci dengan kata sandi", advice) from None
        raise CannotRead(name, "berkas PDF rusak atau terpotong", _AGAIN) from None
    if not 0 < len(document) <= MAX_PAGES:
        count = len(document)
        document.close()
        raise CannotRead(name, f"berkas PDF berisi {count} halaman, batasnya 1 sampai {MAX_PAGES}")
    return document


def _extract(name: str, document: pdfium.PdfDocument) -> Extract:
    furniture: list[Furniture] = []
    problems: list[Problem] = []
    widths, heights = [], []
    tables = 0
    per_page: list[list[Line]] = []
    blank: list[int] = []
    for number in range(1, len(document) + 1):
        try:
            page = document[number - 1]
        except pdfium.PdfiumError:
            message = f"Halaman {number} tidak dapat dibuka; isinya tidak ikut dicermati."
            problems.append(Problem("halaman-rusak", message, page=number))
            per_page.append([])
            widths.append(0.0)
            heights.append(0.0)
            continue
        words, across, sheet = words_of(name, page, number)
        widths.append(sheet.width)
        heights.append(sheet.height)
        if across:
            furniture.append(Furniture(" ".join(across), number, "tulisan melintang (cap air)"))
        lines = None
        if not words:
            blank.append(number)
        elif has_rules(page):
            lines = _with_tables(page, words, number, sheet, tables, problems)
            tables = max((line.table for line in lines or ()), default=tables)
        per_page.append(_lines(words, number, sheet) if lines is None else lines)
        page.close()
    if not any(per_page):
        if len(blank) < len(per_page):
            raise CannotRead(name, "berkas PDF rusak, tidak satu halaman pun dapat dibaca", _AGAIN)
        advice = "Berkas ini hasil pindaian; buat lapisan teksnya dengan OCR, lalu jalankan lagi"
        raise CannotRead(name, "berkas PDF tidak mempunyai lapisan teks", advice)
    for number in blank:
        message = f"Halaman {number} tidak berisi teks; bila halaman itu gambar, isinya tidak ikut dicermati."
        problems.append(Problem("halaman-tanpa-teks", message, page=number))
    every = tuple(line for page_lines in per_page for line in page_lines)
    return Extract(every, "pdf", len(per_page), tuple(widths), tuple(heights), tuple(problems), tuple(furniture))


def _with_tables(
    page: pdfium.PdfPage, words: list[Word], number: int, sheet: Sheet, tables: int, problems: list[Problem]
) -> list[Line] | None:
    """Return the lines of a page with rules where these make a table, else None."""
    try:
        drawn = drawn_on(page, sheet)
        if not is_crowded(drawn):
            return rows_of(words, drawn, number, sheet, tables, _lines)
    except CrowdedError:
        pass
    problems.append(unsolved(number, CROWDED))
    return None


def _lines(words: Sequence[Word], page: int, sheet: Sheet) -> list[Line]:
    return [_line(row, page, sheet.width) for row in in_rows(words)]


def _line(words: Sequence[Word], page: int, width: float) -> Line:
    left, right = words[0].x0, max([word.x1 for word in words])
    sizes = sorted([word.size for word in words])
    size = sizes[len(sizes) // 2]
    baseline = height_of(words)
    box = (_tenth(left), _tenth(baseline - size * 0.8), _tenth(right), _tenth(baseline + size * 0.25))
    return Line(
        text=" ".join([word.text for word in words]),
        origin=Origin(page, box),
        left=left,
        right=right,
        size=size,
        bold=min([word.weight for word in words]) >= BOLD,
        centred=left > width * 0.2 and abs((left + right) / 2 - width / 2) < width * 0.08,
        lefts=array("f", [word.x0 for word in words]),
    )


def _tenth(points: float) -> float:
    """Return *points* to one decimal, each value as one object: a long file has millions of them."""
    return _TENTHS.setdefault(found := round(points, 1), found)


_TENTHS: dict[float, float] = {}
