"""Pages of a PDF that are pictures → the same pages, read afresh where their layer of text is missing or poor.

Which pages that are is for :mod:`.legibility` to say, or for the person who asks for all or for none. What was set
aside for it, what could not be read and what was read with doubt is told.
"""

from __future__ import annotations

from collections.abc import Sequence

from pkpu_review.errors import CannotRead
from pkpu_review.ingest import legibility
from pkpu_review.ingest.lines import set_aside
from pkpu_review.ingest.pdf_page import PageText, to_lines
from pkpu_review.ingest.pdf_words import Sheet
from pkpu_review.model import Problem, Reading

DOUBT = 80.0
"""Mean confidence, of 100, below which the reader is asked to look at the page."""
SPECKS = "noda, paraf, atau cap yang terbaca sebagai huruf"
NEVER = "Jalankan lagi tanpa --ocr never, supaya gambar halamannya dibaca"


def read_pictures(
    name: str, data: bytes, sha256: str, pages: Sequence[PageText], reading: Reading, problems: list[Problem]
) -> None:
    """Give those of *pages* that must be read afresh the lines of their pictures.

    Args:
        name: of the file, for messages.
        data: its bytes.
        sha256: of *data*.
        pages: all of them, in order.
        reading: whether pictures are read at all, and who is told how far it is.
        problems: takes what is to be told.

    Raises:
        CannotRead: no page has words, and pictures must not or cannot be read.
    """
    wanted = _wanted(pages, reading)
    if not wanted:
        return
    empty = not any(page.lines for page in pages)
    if reading.ocr == "never":
        if empty:
            raise CannotRead(name, "berkas PDF tidak mempunyai lapisan teks (hasil pindaian)", NEVER)
        _without(wanted, "atas permintaan (--ocr never)", problems)
        return
    from pkpu_review.ingest import ocr

    lacking = ocr.missing()
    if lacking:
        if empty:
            cause = f"berkas PDF tidak mempunyai lapisan teks (hasil pindaian), dan {lacking}"
            raise CannotRead(name, cause, ocr.INSTALL)
        _without(wanted, f"karena {lacking}", problems, f" {ocr.INSTALL}.")
        return
    done: list[tuple[PageText, float]] = []
    aside: list[PageText] = []
    for page, read in zip(wanted, ocr.read_pages(data, sha256, _numbers(wanted), reading.progress), strict=True):
        if read.failure:
            instead = "dipakai lapisan teks yang ada" if page.lines else "isinya tidak ikut dicermati"
            message = f"Halaman {page.number}: {read.failure}; {instead}."
            problems.append(Problem("ocr-gagal", message, page=page.number))
            continue
        if not read.words:  # an empty page, or a picture without words: a stamp's own words stay
            continue
        if page.lines:
            aside.append(page)
        page.recognised = True
        page.width, page.height, page.turned, page.crowded = read.width, read.height, read.turned, False
        sheet = Sheet(page.width, page.height, 0, 0)
        page.lines = to_lines(read.words, page.number, sheet)
        dirt = to_lines(read.specks, page.number, sheet)
        page.specks = tuple(set_aside(line.text, line.origin, SPECKS) for line in dirt)
        done.append((page, read.sure))
    if done:
        sure = sum(one[1] for one in done) / len(done)
        named = _named([page for page, _ in done]).capitalize()
        message = f"{named} dibaca dari gambarnya (OCR), keyakinan {sure:.0f} %."
        message += f" Lapisan teks {_named(aside)} tidak dipakai." if aside else ""
        problems.append(Problem("dibaca-ocr", message, page=done[0][0].number))
    for page, sure in done:
        if sure < DOUBT:
            message = f"Halaman {page.number} terbaca dengan keyakinan {sure:.0f} %; cocokkan dengan gambarnya."
            problems.append(Problem("ocr-ragu", message, page=page.number))


def _without(pages: Sequence[PageText], why: str, problems: list[Problem], advice: str = "") -> None:
    """Tell that the pictures of *pages* are not read, and that what stands there may be wrong or missing."""
    message = f"Gambar {_named(pages)} tidak dibaca {why}; lapisan teksnya yang dipakai buruk atau kosong.{advice}"
    problems.append(Problem("ocr-tidak-ada", message, page=pages[0].number, pages=tuple(_numbers(pages))))


def _wanted(pages: Sequence[PageText], reading: Reading) -> list[PageText]:
    """Return the pages whose pictures are to be read."""
    if reading.ocr == "always":
        return [page for page in pages if page.opens]
    pictured = [page for page in pages if page.pictured]
    if legibility.is_spoilt(line for page in pictured for line in page.lines):
        return pictured
    return [page for page in pictured if legibility.is_empty(page.lines)]


def _numbers(pages: Sequence[PageText]) -> list[int]:
    return [page.number for page in pages]


def _named(pages: Sequence[PageText]) -> str:
    """Return the pages as a person names them: ``halaman 1-3, 7``."""
    runs: list[list[int]] = []
    for number in _numbers(pages):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "halaman " + ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
