"""Pages of a PDF that hold a picture instead of words → their words, by Tesseract; one process a page, several at once.

pytesseract (Apache 2.0) talks to the program. Nothing is sent anywhere: the program runs on this machine, and what
it found is kept in the user's cache folder (:mod:`.ocr_cache`), so that a page is read once.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import pypdfium2 as pdfium

from pkpu_review.ingest import ocr_cache, ocr_marks, ocr_page
from pkpu_review.ingest.pdf_words import Word
from pkpu_review.model import Progress

LANGUAGES = ("ind", "eng")
MARKS = ("eng",)
"""Language whose data know the semicolon: see :mod:`.ocr_marks`."""
COLUMN, BLOCK = 4, 6
"""Tesseract's --psm: one column of text of differing sizes, and one block of text. The first is surer of its words and
keeps most hanging labels, which 3 parts from their lines; the second is asked where some were lost."""
SECONDS = 120
"""Seconds that one page may take; a full page takes about one."""
SURE = 60.0
"""Mean confidence, of 100, below which a page may lie on its side."""
SETTINGS = f"tesseract-{COLUMN}-{BLOCK}-{ocr_page.DOTS}dpi-6"
"""Names what the words in the cache were read with; a new number lets them all be read anew."""
INSTALL = (
    "Pasang Tesseract dengan data bahasa Indonesia: di Debian/Ubuntu `sudo apt-get install tesseract-ocr"
    " tesseract-ocr-ind`; di Windows pemasang dari UB Mannheim, dan pilih bahasa Indonesian"
)


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of one page.

    Attributes:
        page: its number.
        words: on the upright page.
        specks: what was read into dirt, initials and the edges of seals.
        sure: Tesseract's mean confidence, 0 to 100.
        width, height: of the upright page, in points.
        turned: quarter turns, clockwise, by which a viewer shows the text turned.
        failure: why there is nothing, if so (Indonesian).
    """

    page: int
    words: tuple[Word, ...] = ()
    specks: tuple[Word, ...] = ()
    sure: float = 0.0
    width: float = 0.0
    height: float = 0.0
    turned: int = 0
    failure: str = ""


def missing() -> str:
    """Return what keeps pages from being read, as an Indonesian clause; empty where nothing does."""
    told = _program()
    if told is None:
        return "Tesseract tidak terpasang"
    lacking = [name for name in LANGUAGES if name not in told[1]]
    return f"data bahasa Tesseract tidak lengkap ({', '.join(lacking)} tidak ada)" if lacking else ""


def read_pages(data: bytes, sha256: str, numbers: Sequence[int], progress: Progress | None = None) -> Iterator[Read]:
    """Yield what stands on the pages *numbers*, in order. :func:`missing` must have returned nothing.

    Args:
        data: of the file.
        sha256: of *data*.
        numbers: pages, counted from 1.
        progress: told of each page.
    """
    program = _program()
    version = program[0] if program else ""
    known = ocr_cache.Pages(sha256, f"{SETTINGS}-{version}")
    workers = max(1, os.cpu_count() or 1)
    document = pdfium.PdfDocument(data)
    waiting: list[tuple[int, Read | Future[Read]]] = []
    done = 0
    try:
        with ThreadPoolExecutor(workers) as pool:
            for number in numbers:
                told = known.get(number)
                if told is not None:
                    waiting.append((number, Read(number, **told)))
                else:
                    # drawn here: pdfium serves one thread alone
                    waiting.append((number, _begin(pool, document, number)))
                while waiting and (len(waiting) > 2 * workers or not isinstance(waiting[0][1], Future)):
                    done += 1
                    yield _finish(known, *waiting.pop(0), progress, done, len(numbers))
            for number, result in waiting:
                done += 1
                yield _finish(known, number, result, progress, done, len(numbers))
    finally:
        document.close()
        ocr_cache.bound()


def _begin(pool: ThreadPoolExecutor, document: pdfium.PdfDocument, number: int) -> Read | Future[Read]:
    try:
        page = document[number - 1]
        try:
            image, point = ocr_page.picture(page)
        finally:
            page.close()
    except (pdfium.PdfiumError, MemoryError, ValueError):
        return Read(number, failure="gambarnya tidak dapat dibuka")
    return pool.submit(_read, image, point, number)


def _finish(
    known: ocr_cache.Pages, number: int, result: Read | Future[Read], progress: Progress | None, done: int, total: int
) -> Read:
    fresh = isinstance(result, Future)
    read = result.result() if isinstance(result, Future) else result
    if fresh and not read.failure:
        measures = {"sure": read.sure, "width": read.width, "height": read.height, "turned": read.turned}
        known.put(number, read.words, read.specks, **measures)
        read = replace(read, words=ocr_cache.as_kept(read.words), specks=ocr_cache.as_kept(read.specks))
    if progress is not None:
        progress(done, total, f"Membaca gambar halaman {number}")
    return read


def _read(image: Any, point: float, number: int) -> Read:
    """Read one picture; where hardly a word is sure, it may lie on its side, and is turned as Tesseract says."""
    import pytesseract

    turned = 0
    try:
        seen = _words(image, point, COLUMN)
        turn = _turn(image) if seen.sure < SURE else 0
        if turn:
            upright = image.rotate(-turn, expand=True)
            other = _words(upright, point, COLUMN)
            if other.sure > seen.sure:
                image, seen, turned = upright, other, -turn // 90 % 4
        words = seen.words
        strips = ocr_page.lost_labels(image, words, point)
        if strips:
            words = [*words, *ocr_page.labels_in(strips, _words(image, point, BLOCK).words)]
        doubtful = ocr_marks.doubtful(words)
        if doubtful:
            again = _words(ocr_marks.only(image, doubtful, point), point, BLOCK, MARKS)
            ocr_marks.mend(doubtful, again.words)
    except RuntimeError:  # pytesseract's word for a page that took too long
        return Read(number, failure=f"pembacaan gambarnya melebihi {SECONDS} detik")
    except (pytesseract.TesseractError, OSError, ValueError, LookupError) as error:  # it failed, or told no table
        cause = " ".join(str(error).split())[:100] or type(error).__name__
        return Read(number, failure=f"Tesseract gagal ({cause})")
    width, height = image.width * point, image.height * point
    return Read(number, tuple(words), tuple(seen.specks), seen.sure, width, height, turned)


def _words(image: Any, point: float, segmentation: int, languages: Sequence[str] = LANGUAGES) -> ocr_page.Seen:
    import pytesseract

    told = pytesseract.image_to_data(
        image,
        lang="+".join(languages),
        config=f"--psm {segmentation}",
        output_type=pytesseract.Output.DICT,
        timeout=SECONDS,
    )
    return ocr_page.words(told, point)


def _turn(image: Any) -> int:
    """Return the quarter turns, in degrees clockwise, that set a picture upright; 0 where Tesseract cannot tell."""
    import pytesseract

    try:
        return int(pytesseract.image_to_osd(image, output_type=pytesseract.Output.DICT, timeout=SECONDS)["rotate"])
    except (pytesseract.TesseractError, KeyError, ValueError):
        return 0  # too few letters to tell, or no data for it: the page stays as it lies


@cache
def _program() -> tuple[str, tuple[str, ...]] | None:
    """Return Tesseract's version and languages, or None where it cannot be called."""
    import pytesseract

    # a page is a process, and there are as many as cores: threads inside them would be in each other's way
    os.environ["OMP_THREAD_LIMIT"] = "1"
    for command in (pytesseract.pytesseract.tesseract_cmd, *_PLACES):
        pytesseract.pytesseract.tesseract_cmd = command
        try:
            version, languages = str(pytesseract.get_tesseract_version()), pytesseract.get_languages()
            if not set(LANGUAGES) <= set(languages) and "TESSDATA_PREFIX" in os.environ:
                del os.environ["TESSDATA_PREFIX"]
                languages = pytesseract.get_languages()  # another program's data: Tesseract knows its own
            return version, tuple(languages)
        except (pytesseract.TesseractNotFoundError, pytesseract.TesseractError, OSError, SystemExit, ValueError):
            continue
    return None


_PLACES = tuple(
    os.path.join(folder, "Tesseract-OCR", "tesseract.exe")
    for folder in (
        os.environ.get("PROGRAMFILES", ""),
        os.path.join(os.environ.get("LOCALAPPDATA", ""), "Programs"),
    )
    if os.name == "nt" and folder
)
"""Where the installer for Windows puts it, which does not add it to the search path."""
