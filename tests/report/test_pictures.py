"""The documents of a meeting as they are printed: every page of a sample pair, in LibreOffice, Typst and Chromium.

Nothing outside the margins, no page without words, no heading at the foot of a page, the heads of a table on every
page that it goes on to, nobody who signs alone on a page, no page that a telephone has to scroll sideways.
"""

from __future__ import annotations

import base64
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

import pkpu_review as pr
from pkpu_review.model import Review
from pkpu_review.report.document import Document, Grid, Heading
from pkpu_review.report.meeting.folder import contents
from pkpu_review.report.office import Office, Signatory
from pkpu_review.report.pdf.pdf_room import MARGIN as PDF_MARGIN
from pkpu_review.report.sheets.setting import document
from pkpu_review.report.sheets.sheets import pack
from pkpu_review.report.word.docx import MARGIN as WORD_MARGIN

SAMPLE = "tahapan-jadwal/v2-bahan-rapat-dengar-pendapat.pdf", "tahapan-jadwal/v1-bahan-uji-publik.pdf"
DAY = "24 November 2026"
OFFICE = Office(
    names=("Komisi Pemilihan Umum", "Provinsi Contoh"),
    address="Jalan Contoh Nomor 1",
    place="Contohkota",
    signatories=(
        Signatory("Sekretaris", "Siti Contoh", "197001011995032001"),
        Signatory("Kepala Bagian Teknis, Hubungan Masyarakat, dan Hukum", "Budi Contoh", "197001011995032002"),
    ),
)
WHERE = "contohkota24november2026"
MARGINS = {"docx": WORD_MARGIN / 20, "pdf": PDF_MARGIN}
"""In points; a letter may stand out by its own slant."""
SLANT = 2.0
TELEPHONE = 360
"""Width of a narrow screen, in points."""


@dataclass(frozen=True)
class Set:
    """A line as it was set: its *text*, and where it stands (points from the left and the foot of the page)."""

    text: str
    left: float
    right: float
    low: float
    high: float


@dataclass(frozen=True)
class Printed:
    """A document as it was printed: in which *form*, the *width* of its pages, and their lines, the footer left out."""

    form: str
    widths: list[float]
    pages: list[list[Set]]


@pytest.fixture(scope="module")
def review(corpus: Path) -> Review:
    new, old = (corpus / name for name in SAMPLE)
    return pr.review(new, old)


@pytest.fixture(scope="module")
def folder(review: Review, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a meeting."""
    made = tmp_path_factory.mktemp("rapat")
    for name, content in contents(review, OFFICE, DAY).items():
        path = made / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return made


@pytest.fixture(scope="module")
def printed(
    folder: Path, require: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> dict[tuple[str, str], Printed]:
    """Name and form → the document as it was printed."""
    office, out = require("libreoffice"), tmp_path_factory.mktemp("cetak")
    profile = f"-env:UserInstallation={tmp_path_factory.mktemp('profil').as_uri()}"
    word = sorted(folder.rglob("*.docx"))
    convert = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(out), *map(str, word)]
    subprocess.run(convert, check=True, capture_output=True, timeout=600)
    made = {(path.stem, "docx"): read(out / f"{path.stem}.pdf", "docx") for path in word}
    return made | {(path.stem, "pdf"): read(path, "pdf") for path in sorted(folder.rglob("*.pdf"))}


def read(path: Path, form: str) -> Printed:
    """Return what stands on the pages of a PDF, line by line, from the top."""
    file = pypdfium2.PdfDocument(path)
    pages = []
    for page in file:
        lines = list(lines_of(page))
        assert any("Halaman" in line.text and " dari " in line.text for line in lines), "a page has no footer"
        foot = max(line.high for line in lines if "Halaman" in line.text and " dari " in line.text)
        pages.append([line for line in lines if line.low >= foot])
    return Printed(form, [page.get_size()[0] for page in file], pages)


def lines_of(page: Any) -> Iterator[Set]:
    """Yield the lines of a page, those of all columns at one height as one."""
    text = page.get_textpage()
    letters = [(text.get_text_range(at, 1), text.get_charbox(at, loose=True)) for at in range(text.count_chars())]
    letters = [(sign, box) for sign, box in letters if sign.strip() and box[2] > box[0]]
    letters.sort(key=lambda one: (-(one[1][1] + one[1][3]) / 2, one[1][0]))
    row: list[Any] = []
    for one in [*letters, None]:
        if row and (one is None or abs(middle(one) - middle(row[0])) > 3):
            row.sort(key=lambda each: each[1][0])
            yield Set(
                "".join(
                    (" " if at and each[1][0] - row[at - 1][1][2] > 1.5 else "") + each[0]
                    for at, each in enumerate(row)
                ),
                min(each[1][0] for each in row),
                max(each[1][2] for each in row),
                min(each[1][1] for each in row),
                max(each[1][3] for each in row),
            )
            row = []
        if one is not None:
            row.append(one)


def middle(letter: Any) -> float:
    return float(letter[1][1] + letter[1][3]) / 2


def compact(text: str) -> str:
    return "".join(text.split()).casefold()


@pytest.fixture(scope="module")
def sheets(review: Review) -> dict[str, Document]:
    """Name → the sheets of the divisions and the matrix."""
    made = pack(review)
    every = (made.matrix, *(sheet for _, sheet in made.divisions))
    return {sheet.name: document(sheet, OFFICE, DAY) for sheet in every}


@pytest.mark.slow
def test_every_document_is_printed(printed: dict[tuple[str, str], Printed]) -> None:
    assert len(printed) == 2 * 10 and sum(len(one.pages) for one in printed.values()) > 150


@pytest.mark.slow
def test_every_page_has_words_and_none_stands_outside_the_margins(printed: dict[tuple[str, str], Printed]) -> None:
    for name, one in printed.items():
        margin = MARGINS[one.form] - SLANT
        for number, (width, page) in enumerate(zip(one.widths, one.pages, strict=True), 1):
            assert page, (name, number)
            for line in page:
                assert line.left >= margin and line.right <= width - margin, (name, number, line)


@pytest.mark.slow
def test_no_heading_is_the_last_line_of_a_page(
    printed: dict[tuple[str, str], Printed], sheets: dict[str, Document]
) -> None:
    for name, one in printed.items():
        headings: set[str] = set()
        if name[0] in sheets:
            blocks = sheets[name[0]].blocks
            headings = {compact(block.text) for block in blocks if isinstance(block, Heading)}
            bands = (line for block in blocks if isinstance(block, Grid) for line in block.lines if line.band)
            headings |= {compact("".join(run.text for run in line.cells[0].paragraphs[0].runs)) for line in bands}
            heads = ("".join(column.title for column in grid.columns) for grid in sheets[name[0]].grids)
            headings |= {compact(words) for words in heads}
        else:
            headings = {compact(words) for words in ("Isu strategis", "Divisi demi divisi", "Pertanyaan untuk rapat")}
        for number, page in enumerate(one.pages, 1):
            assert compact(page[-1].text) not in headings, (name, number, page[-1].text)


@pytest.mark.slow
def test_a_table_has_its_heads_on_every_page(
    printed: dict[tuple[str, str], Printed], sheets: dict[str, Document]
) -> None:
    for name, one in printed.items():
        if name[0] not in sheets:
            continue
        first = {compact(block.text) for block in sheets[name[0]].blocks if isinstance(block, Heading)}
        for number, page in enumerate(one.pages[1:], 2):
            top = [compact(line.text) for line in page[:3]]
            assert top[0] in first or any(words.startswith("no.") for words in top), (name, number, top)


@pytest.mark.slow
def test_nobody_signs_alone_on_a_page(printed: dict[tuple[str, str], Printed]) -> None:
    signed = 0
    for name, one in printed.items():
        for number, page in enumerate(one.pages, 1):
            at = next((at for at, line in enumerate(page) if WHERE in compact(line.text).replace(",", "")), None)
            if at is None:
                continue
            signed += 1
            above = [line for line in page[:at] if not compact(line.text).startswith("no.")]
            assert above, (name, number)
            assert any("budicontoh" in compact(line.text) for line in page[at:]), (name, number)
    assert signed == len(printed) - 2  # all but the matrix


@pytest.mark.slow
def test_the_brief_and_the_list_keep_to_their_pages(printed: dict[tuple[str, str], Printed]) -> None:
    for form in ("docx", "pdf"):
        assert len(printed["1-ringkasan-pimpinan", form].pages) <= 4
        assert len(printed["0-daftar-berkas", form].pages) == 1


@pytest.mark.slow
def test_letterheads_are_the_same_in_every_form(printed: dict[tuple[str, str], Printed]) -> None:
    for name, one in printed.items():
        top = [line.text for line in one.pages[0][:2]]
        assert top == ["KOMISI PEMILIHAN UMUM", "PROVINSI CONTOH"], (name, top)


@pytest.mark.slow
def test_a_telephone_shows_every_page_without_scrolling_sideways(folder: Path, browser: Any) -> None:
    size = {"width": TELEPHONE, "height": 740, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    pages = sorted(folder.rglob("*.html"))
    assert len(pages) == 13
    for page in pages:
        browser.get(page.as_uri())
        assert browser.execute_script("return document.documentElement.scrollWidth") <= TELEPHONE, page
        # a column so narrow that words stand letter below letter
        slim = browser.execute_script(
            "return [...document.querySelectorAll('td, th')].filter(e => e.textContent.trim().length > 12 &&"
            " e.offsetParent && e.clientWidth < 60 && e.getBoundingClientRect().left >= 0)"
            ".map(e => e.textContent.trim().slice(0, 40))"
        )
        assert slim == [], (page, slim[:3])


@pytest.mark.slow
def test_pages_print_without_a_page_for_the_footer_alone(folder: Path, browser: Any, tmp_path: Path) -> None:
    for page in sorted(folder.rglob("*.html")):
        browser.get(page.as_uri())
        told = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"]
        (tmp_path / "cetak.pdf").write_bytes(base64.b64decode(told))
        pages = read(tmp_path / "cetak.pdf", "html").pages
        for number, lines in enumerate(pages, 1):
            assert sum(len(line.text) for line in lines) > 40, (page.name, number, lines)
        assert len(pages) <= {"0-daftar-berkas": 1, "1-ringkasan-pimpinan": 4}.get(page.stem, 100), page.name
