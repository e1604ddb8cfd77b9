"""PDF with a text layer → :class:`~pkpu_review.ingest.lines.Extract`: words with boxes, sorted into lines.

pypdfium2 (BSD/Apache) gives the characters; words are cut where pdfium puts white space, chained into
segments in the order of the content stream, and the segments of one printed line are put side by
side. Pages whose drawn rules say that there is a table are opened once more with pdfplumber, which
finds the cells; the words in the cells stay pdfium's own, so that no character is read twice.
"""

from __future__ import annotations

import ctypes
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pkpu_review.errors import CannotRead
from pkpu_review.ingest.lines import Extract, Line
from pkpu_review.model import Furniture, Origin, Problem

MAX_PAGES = 5000
"""Pages of one file; the longest statute in force has fewer than 1,200 with its annexes."""
MAX_CHARACTERS_PER_PAGE = 60_000
"""A gazette page has some 3,000 characters; far more is an attack or a broken file."""
SAME_LINE = 0.45
"""Part of the letter height by which two baselines of one printed line may differ."""
WORD_GAP = 40.0
"""Widest gap in points inside one chained segment; wider gaps are judged when segments are joined."""
FULL_TURN = 6.283185307179586
TILTED = 0.2
"""Radians from which a word counts as written across the page (a watermark)."""
RULE_THICKNESS = 2.5
"""Points; a drawn path thinner than this and longer than RULE_LENGTH is a rule."""
RULE_LENGTH = 18.0
MIN_RULES = 3
"""Rules in each direction from which a page is searched for a table."""

_SPACE = frozenset((0x20, 0x0D, 0x0A, 0x09, 0xA0, 0x2002, 0x2003, 0x2009, 0x200B, 0x3000, 0xFEFF, 0))
_HYPHEN = 0x02  # pdfium's mark for a hyphen at the end of a line
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFFFE: "-", 0xAD: "-", 0x02: "-"}


@dataclass(slots=True)
class Word:
    """One word: its baseline and box in points from the page's top left corner."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    weight: int
    angle: float


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
        return _extract(name, data, document)
    finally:
        document.close()


def _open(name: str, data: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            advice = "Simpan salinan tanpa kata sandi, lalu jalankan lagi"
            raise CannotRead(name, "berkas PDF dikunci dengan kata sandi", advice) from None
        advice = "Minta atau unduh ulang berkasnya, lalu jalankan lagi"
        raise CannotRead(name, "berkas PDF rusak atau terpotong", advice) from None
    if not 0 < len(document) <= MAX_PAGES:
        count = len(document)
        document.close()
        raise CannotRead(name, f"berkas PDF berisi {count} halaman, batasnya 1 sampai {MAX_PAGES}")
    return document


def _extract(name: str, data: bytes, document: pdfium.PdfDocument) -> Extract:
    lines: list[Line] = []
    furniture: list[Furniture] = []
    problems: list[Problem] = []
    widths, heights = [], []
    with_tables: list[int] = []
    per_page: list[list[Line]] = []
    words_of: dict[int, list[Word]] = {}
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
        width, height = page.get_size()
        widths.append(width)
        heights.append(height)
        words = list(_words(name, page, number))
        words, across = _upright(words, width, height)
        if across:
            furniture.append(Furniture(" ".join(across), number, "tulisan melintang (cap air)"))
        if not words:
            blank.append(number)
        if words and _has_table(page):
            with_tables.append(number)
            words_of[number] = words
        per_page.append([_line(row, number, width) for row in _rows(words)])
        page.close()
    if len(blank) == len(per_page):
        advice = "Berkas ini hasil pindaian; buat lapisan teksnya dengan OCR, lalu jalankan lagi"
        raise CannotRead(name, "berkas PDF tidak mempunyai lapisan teks", advice)
    for number in blank:
        message = f"Halaman {number} tidak berisi teks; bila halaman itu gambar, isinya tidak ikut dicermati."
        problems.append(Problem("halaman-tanpa-teks", message, page=number))
    if with_tables:
        _put_tables(data, with_tables, words_of, per_page, widths, problems)
    for page_lines in per_page:
        lines.extend(page_lines)
    return Extract(tuple(lines), "pdf", len(per_page), tuple(widths), tuple(heights), tuple(problems), tuple(furniture))


def _words(name: str, page: pdfium.PdfPage, number: int) -> Iterator[Word]:
    """Yield the words of a page in the order of the content stream."""
    textpage = page.get_textpage()
    handle = textpage.raw
    count = pdfium_c.FPDFText_CountChars(handle)
    if count > MAX_CHARACTERS_PER_PAGE:
        raise CannotRead(name, f"halaman {number} memuat {count} karakter, batasnya {MAX_CHARACTERS_PER_PAGE}")
    unicode_of = pdfium_c.FPDFText_GetUnicode
    left, _, _, top = page.get_cropbox()
    start = -1
    letters: list[str] = []
    for index in range(count + 1):
        code = unicode_of(handle, index) if index < count else 0x20
        if code in _SPACE:
            if letters:
                yield _word(handle, start, index - 1, "".join(letters), left, top)
                letters = []
            continue
        if not letters:
            start = index
        letters.append(_LIGATURES.get(code) or (chr(code) if code >= 0x20 else "\ufffd"))
        if code == _HYPHEN:
            # pdfium runs the next line's first word on to the hyphen: the word ends here
            yield _word(handle, start, index, "".join(letters), left, top)
            letters = []
    textpage.close()


def _word(handle: Any, first: int, last: int, text: str, page_left: float, page_top: float) -> Word:
    box = _BOX
    x, y = _ORIGIN
    pdfium_c.FPDFText_GetCharOrigin(handle, first, x, y)
    rectangle = pdfium_c.FS_RECTF()
    pdfium_c.FPDFText_GetLooseCharBox(handle, first, rectangle)
    size = abs(rectangle.top - rectangle.bottom)
    pdfium_c.FPDFText_GetCharBox(handle, first, *box)
    x0, x1 = box[0].value, box[1].value
    if last != first:
        pdfium_c.FPDFText_GetCharBox(handle, last, *box)
        x1 = box[1].value
    weight = pdfium_c.FPDFText_GetFontWeight(handle, first)
    angle = pdfium_c.FPDFText_GetCharAngle(handle, first)
    return Word(text, x0 - page_left, x1 - page_left, page_top - y.value, size, weight, angle)


_BOX = tuple(ctypes.c_double() for _ in range(4))
_ORIGIN = (ctypes.c_double(), ctypes.c_double())


def _upright(words: list[Word], width: float, height: float) -> tuple[list[Word], list[str]]:
    """Turn a page whose text runs up or down the sheet, and part the words that run across the others."""
    if all(word.angle < TILTED or word.angle > FULL_TURN - TILTED for word in words):
        return words, []
    turns = Counter(round(word.angle / (FULL_TURN / 4)) % 4 for word in words)
    turn = turns.most_common(1)[0][0]
    kept, across = [], []
    for word in words:
        off = abs((word.angle - turn * FULL_TURN / 4 + FULL_TURN / 2) % FULL_TURN - FULL_TURN / 2)
        if off > TILTED:
            across.append(word.text)
            continue
        along, down = word.x0, word.y
        length = max(word.x1 - word.x0, 1.0)
        if turn == 1:  # runs up the sheet
            word.x0, word.y, length = max(width, height) - down, along, word.size * 0.5 * len(word.text)
        elif turn == 2:
            word.x0, word.y = width - along, height - down
        elif turn == 3:
            word.x0, word.y, length = down, max(width, height) - along, word.size * 0.5 * len(word.text)
        word.x1 = word.x0 + length
        kept.append(word)
    return kept, across


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """Put the words of a page into printed lines, top to bottom, each left to right."""
    segments: list[list[Word]] = []
    for word in words:
        last = segments[-1][-1] if segments else None
        if (
            last is not None
            and abs(word.y - last.y) <= SAME_LINE * max(min(word.size, last.size), 4.0)
            and -2.0 <= word.x0 - last.x1 <= WORD_GAP
        ):
            segments[-1].append(word)
        else:
            segments.append([word])
    rows: list[list[list[Word]]] = []
    for segment in sorted(segments, key=lambda s: (_height(s), s[0].x0)):
        row = next((row for row in reversed(rows[-4:]) if _beside(row, segment)), None)
        if row is None:
            rows.append([segment])
        else:
            row.append(segment)
    ordered = [[word for segment in sorted(row, key=lambda s: s[0].x0) for word in segment] for row in rows]
    return sorted(ordered, key=lambda row: _height(row))


def _height(words: Sequence[Word]) -> float:
    middle = sorted(word.y for word in words)
    return middle[len(middle) // 2]


def _beside(row: Sequence[Sequence[Word]], segment: Sequence[Word]) -> bool:
    """Whether *segment* stands on the line of *row*: baselines close where they face each other, no overlap."""
    for other in row:
        left, right = (other, segment) if other[0].x0 <= segment[0].x0 else (segment, other)
        if right[0].x0 < left[-1].x1 - 2.0:
            return False
    nearest = min(row, key=lambda other: min(abs(other[0].x0 - segment[-1].x1), abs(segment[0].x0 - other[-1].x1)))
    left, right = (nearest, segment) if nearest[0].x0 <= segment[0].x0 else (segment, nearest)
    size = max(min(left[-1].size, right[0].size), 4.0)
    return abs(left[-1].y - right[0].y) <= SAME_LINE * size


def _line(words: Sequence[Word], page: int, width: float) -> Line:
    left, right = words[0].x0, max(word.x1 for word in words)
    size = sorted(word.size for word in words)[len(words) // 2]
    baseline = _height(words)
    box = (round(left, 1), round(baseline - size * 0.8, 1), round(right, 1), round(baseline + size * 0.25, 1))
    return Line(
        text=" ".join(word.text for word in words),
        origin=Origin(page=page, box=box),
        left=left,
        right=right,
        size=size,
        bold=all(word.weight >= 600 for word in words),
        centred=abs((left + right) / 2 - width / 2) < width * 0.08 and left > width * 0.2,
        lefts=tuple(word.x0 for word in words),
    )


def _has_table(page: pdfium.PdfPage) -> bool:
    """Whether the drawn rules of a page, across and down, are enough for a table."""
    across = down = 0
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(pdfium_c.FPDFPage_CountObjects(page.raw)):
        item = pdfium_c.FPDFPage_GetObject(page.raw, index)
        if pdfium_c.FPDFPageObj_GetType(item) != pdfium_c.FPDF_PAGEOBJ_PATH:
            continue
        if not pdfium_c.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            continue
        wide, high = right.value - left.value, top.value - bottom.value
        if wide >= RULE_LENGTH and high >= RULE_LENGTH:  # a box, or a whole grid drawn as one path
            across += 2
            down += 2
        else:
            across += wide >= RULE_LENGTH and high <= RULE_THICKNESS
            down += high >= RULE_LENGTH / 2 and wide <= RULE_THICKNESS
        if across >= MIN_RULES and down >= MIN_RULES:
            return True
    return False


def _put_tables(
    data: bytes,
    numbers: Sequence[int],
    words_of: dict[int, list[Word]],
    per_page: list[list[Line]],
    widths: Sequence[float],
    problems: list[Problem],
) -> None:
    """Replace the lines of each table on the pages *numbers* by its rows."""
    import pdfplumber

    table_number = 0
    with pdfplumber.open(io.BytesIO(data)) as document:
        for number in numbers:
            try:
                page = document.pages[number - 1]
                found = [[row.cells for row in table.rows] for table in page.find_tables()]
                page.close()
            except Exception as error:  # noqa: BLE001 - pdfplumber raises whatever pdfminer meets in a damaged page
                cause = type(error).__name__
                message = f"Tabel di halaman {number} tidak dapat diuraikan ({cause}); dibaca sebagai baris."
                problems.append(Problem("tabel-tidak-terurai", message, page=number))
                continue
            tables = [rows for rows in found if len(rows) >= 2 and max(len(row) for row in rows) >= 2]
            if not tables:
                continue
            rest = list(words_of[number])
            rows: list[Line] = []
            for cells_of_rows in tables:
                left, taken = rest, []
                for cells in cells_of_rows:
                    line, left = _row(cells, left, number, table_number + 1)
                    if line is not None:
                        taken.append(line)
                if sum(sum(map(bool, line.cells or ())) >= 2 for line in taken) < 2:
                    continue  # boxes drawn behind the text, not a table
                table_number += 1
                rows += taken
                rest = left
            lines = [_line(row, number, widths[number - 1]) for row in _rows(rest)] + rows
            per_page[number - 1] = sorted(lines, key=lambda line: line.origin.box[1] if line.origin.box else 0.0)


def _row(
    cells: Sequence[tuple[float, float, float, float] | None], words: list[Word], page: int, table: int
) -> tuple[Line | None, list[Word]]:
    """Return one table row as a line, and the words that are left."""
    texts, rest, boxes = [], words, []
    for cell in cells:
        if cell is None:  # covered by a merged neighbour
            texts.append("")
            continue
        x0, top, x1, bottom = cell
        boxes.append(cell)
        inside = [
            word
            for word in rest
            if x0 - 1 <= (word.x0 + word.x1) / 2 <= x1 + 1 and top - 1 <= word.y - word.size * 0.3 <= bottom + 1
        ]
        taken = {id(word) for word in inside}
        rest = [word for word in rest if id(word) not in taken]
        lines_inside = (" ".join(word.text for word in row) for row in _rows(inside))
        texts.append(re.sub(r"(?<=\w/) (?=\w)", "", " ".join(lines_inside)))
    if not any(texts):
        return None, rest
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    text = " | ".join(texts)
    origin = Origin(page=page, box=tuple(round(x, 1) for x in box))  # type: ignore[arg-type]
    return Line(text, origin, left=box[0], right=box[2], cells=tuple(texts), table=table), rest
