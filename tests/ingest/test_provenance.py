"""Every provision knows its place: its boxes lie on the page, and pdfplumber finds its words in them.

pdfplumber counts from the corner of the page as a viewer shows it; the boxes from that of the upright page. The
letters whose middle lies in a box are those of the line.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
import pytest

from pkpu_review.errors import CannotRead
from pkpu_review.ingest import read
from pkpu_review.model import Provision, Reading, Regulation
from tests.ingest.drawn import Page, pdf
from tests.ingest.test_nothing_lost import letters, parts

Box = tuple[float, float, float, float]
SLACK = 1.5
"""Points by which a box may end outside the page, or a letter's middle outside its line."""
TRACED = Reading(trace=True, ocr="never")


class Pages:
    """The letters of a PDF with their middles, on the pages turned so that the text is upright."""

    def __init__(self, regulation: Regulation, data: bytes) -> None:
        self.turned = dict(regulation.source.turned)
        self.document = pdfplumber.open(io.BytesIO(data))
        self.sheets = pypdfium2.PdfDocument(data)
        self.known: dict[int, tuple[float, float, list[tuple[float, float, str]]]] = {}

    def of(self, number: int) -> tuple[float, float, list[tuple[float, float, str]]]:
        """Width, height, and (x, y, letter) of a page."""
        if number not in self.known:
            page = self.document.pages[number - 1]
            left, top, width, height = _visible(self.sheets[number - 1])
            found = []
            for char in page.chars:
                x, y = (char["x0"] + char["x1"]) / 2 - left, (char["top"] + char["bottom"]) / 2 - top
                if 0 <= x <= width and 0 <= y <= height:
                    found.append((*_back(x, y, width, height, self.turned.get(number, 0)), char["text"]))
            if self.turned.get(number, 0) % 2:
                width, height = height, width
            self.known[number] = width, height, found
            page.close()
        return self.known[number]

    def inside(self, number: int, box: Box) -> Counter[str]:
        """The letters in a box."""
        x0, top, x1, bottom = box
        return letters("".join(c for x, y, c in self.of(number)[2] if x0 - 1 <= x <= x1 + 1 and top <= y <= bottom))


def _visible(page: Any) -> tuple[float, float, float, float]:
    """Left, top, width and height of what is visible of a page, counted as pdfplumber counts: on the whole sheet."""
    left, bottom, right, top = page.get_bbox()
    whole = page.get_mediabox()
    off = (left - whole[0], whole[3] - top, whole[2] - right, bottom - whole[1])  # at the left, top, right, bottom
    turns = page.get_rotation() // 90
    width, height = (top - bottom, right - left) if turns % 2 else (right - left, top - bottom)
    return off[-turns % 4], off[(1 - turns) % 4], width, height


def _back(x: float, y: float, width: float, height: float, turns: int) -> tuple[float, float]:
    """Where a point of a page that is shown turned clockwise stands when it is turned back."""
    return ((x, y), (y, width - x), (width - x, height - y), (height - y, x))[turns]


def check(regulation: Regulation, data: bytes, strange: float = 0.0, every: int = 1) -> None:
    """Check all provisions, and every line of the trace.

    *strange* is the part of lines that may differ. It is for old files: of those only the letters without an
    accent are asked for, and only whether they stand at the height of the line: the two libraries read the
    symbols of some fonts differently, and pdfplumber passes over the word spacing of some writers. Only the lines
    of every so many pages are looked up (*every*).
    """
    pages = Pages(regulation, data)
    off = 0
    for traced in regulation.trace:
        origin = traced.origin
        assert origin.page is not None and origin.box is not None
        if origin.page % every:
            continue
        width, height, _ = pages.of(origin.page)
        x0, top, x1, bottom = origin.box
        assert -SLACK <= x0 < x1 <= width + SLACK and -SLACK <= top < bottom <= height + SLACK, traced
        box = (-SLACK, top, width + SLACK, bottom) if strange else origin.box
        lost = letters(traced.text) - pages.inside(origin.page, box)
        off += any(letter.isascii() for letter in lost) if strange else bool(lost)
    assert off <= strange * len(regulation.trace)
    known = {traced.origin for traced in regulation.trace}
    for provision in regulation.walk():
        placed(provision)
        assert set(provision.origins) <= known, provision.id
        assert list(provision.pages) == sorted(provision.pages), provision.id
    if not strange:
        for provision in regulation.walk():
            found: Counter[str] = Counter()
            for origin in provision.origins:
                assert origin.page is not None and origin.box is not None
                found += pages.inside(origin.page, origin.box)
            assert not letters(" ".join(words(provision))) - found, provision.id


def words(provision: Provision) -> Iterator[str]:
    """What is printed of a provision itself; combined heads of columns repeat words that its lead has once."""
    yield from (provision.lead,) if provision.cells else parts(provision)


def placed(provision: Provision) -> None:
    """A provision with words or a label has a place, and none twice."""
    assert provision.origins or not "".join(words(provision)).strip(), provision.id
    assert len(set(provision.origins)) == len(provision.origins), provision.id


@pytest.mark.parametrize("number", range(4))
def test_sample_drafts(corpus: Path, number: int) -> None:
    path = sorted(corpus.glob("*/*.pdf"))[number]
    check(read(path, TRACED), path.read_bytes())


TABLE = [["No.", "Kegiatan", "Mulai", "Selesai"], ["1.", "Rapat", "1 Mei", "3 Mei"], ["2.", "Uji", "4 Mei", "9 Mei"]]
BODY = [(275.0, "Pasal 1"), (85.0, "(1) Gudang dijaga oleh petugas."), (85.0, "(2) Petugas mencatat barang.")]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (40, 50, 560, 820), (-30, -40, 560, 2000)], ids=["whole", "cut", "wide"])
def test_pages_that_are_turned_or_cut(tmp_path: Path, rotation: int, crop: Box | None) -> None:
    document = pypdfium2.PdfDocument(
        pdf(Page(BODY), Page([(85.0, "LAMPIRAN")]), Page(turned=[(100, 200, TABLE)]), Page(BODY[1:]))
    )
    for page in document:
        page.set_rotation(rotation)
        if crop is not None:
            page.set_cropbox(*crop)
    path = tmp_path / "putar.pdf"
    document.save(path)
    regulation = read(path, TRACED)
    assert regulation["lampiran/tabel-1/baris-2"].cells[1] == "Uji"
    upright = 3 if rotation == 90 else 0 if rotation else None  # the table is written up the sheet
    turned = [page for page in (1, 2, 3, 4) if page != upright] if rotation else [3]
    assert [page for page, _ in regulation.source.turned] == turned
    check(regulation, path.read_bytes())


def test_a_quoted_heading_stands_with_its_article(tmp_path: Path) -> None:
    lines = ["PERUBAHAN ATAS PERATURAN TENTANG GUDANG", "Pasal I", "1. Di antara BAB I dan BAB II disisipkan BAB IA:"]
    quoted = ["BAB IA", "PENJAGA", "Pasal 2A", "Penjaga siaga.", "Pasal II", "Peraturan ini berlaku."]
    path = tmp_path / "kutipan.txt"
    path.write_text("\n".join(lines + quoted), encoding="utf-8", newline="\n")
    regulation = read(path)
    article = regulation["pasal-i/angka-1/pasal-2a"]
    assert article.heading == "BAB IA PENJAGA"
    assert [origin.paragraph for origin in article.origins] == [4, 5, 6, 7]


@pytest.mark.parametrize("number", range(4))
def test_word_files_know_their_paragraphs(corpus: Path, number: int) -> None:
    """The paragraphs are counted as python-docx counts them, cells included; a row stands at its first one."""
    path = sorted(corpus.glob("*/*.docx"))[number]
    found = paragraphs(path)
    regulation = read(path)
    for provision in regulation.walk():
        placed(provision)
        there: Counter[str] = Counter()
        for origin in provision.origins:
            assert origin.paragraph is not None
            there += letters(found[origin.paragraph])
        printed = letters(" ".join(filter(None, (provision.lead, provision.closing, provision.promulgation))))
        assert not printed - there, provision.id


def paragraphs(path: Path) -> dict[int, str]:
    """The words of every paragraph of a Word file, or of the whole row where it is the first of a row."""
    import docx
    from docx.oxml.ns import qn

    body: Any = docx.Document(str(path)).element.body
    elements = list(body.iter(qn("w:p")))
    rows = {next(row.iter(qn("w:p"))): row for row in body.iter(qn("w:tr"))}
    told = [rows.get(element, element) for element in elements]
    return {place: "".join(text.text or "" for text in one.iter(qn("w:t"))) for place, one in enumerate(told, 1)}


STRANGE = 0.01
"""Raised figures and words that are printed over others may stand outside the height of their line."""


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["drafts", "agency", "amendments", "gold/pdf"])
def test_real_regulations(shared: Path, folder: str) -> None:
    for path in sorted((shared / "real" / folder).glob("*.pdf")):
        try:
            regulation = read(path, TRACED)
        except CannotRead:
            continue
        check(regulation, path.read_bytes(), STRANGE, every=10)
