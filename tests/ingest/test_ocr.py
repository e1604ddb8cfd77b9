"""Pages that are pictures: read by Tesseract where it is there and wanted, told where not, kept once they are read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest

from pkpu_review.errors import CannotRead, Exit
from pkpu_review.ingest import legibility, ocr, ocr_cache, read
from pkpu_review.ingest.lines import Line
from pkpu_review.ingest.ocr_page import picture
from pkpu_review.ingest.pdf_page import PageText
from pkpu_review.ingest.pdf_pictures import read_pictures
from pkpu_review.model import Origin, Problem, Reading

ROOT = Path(__file__).resolve().parents[2]
DRAFT = ROOT / "corpus/perlengkapan-pemungutan/v1-bahan-rapat-internal.pdf"


def scan(path: Path, source: Path, pages: Sequence[int], angle: float = 0.0) -> Path:
    """Write some pages of *source* as pictures alone, lying askew by *angle* degrees."""
    document = pdfium.PdfDocument(source)
    images = [
        document[number - 1].render(scale=200 / 72).to_pil().convert("L").rotate(angle, fillcolor=255)
        for number in pages
    ]
    document.close()
    images[0].save(path, save_all=True, append_images=images[1:], resolution=200)
    return path


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the test's own."""
    folder = tmp_path / "cache"
    monkeypatch.setattr(ocr_cache, "folder", lambda: folder)
    return folder


@pytest.fixture
def tesseract(require: Callable[[str], str], cache: Path) -> Path:
    """Tesseract is there, and the cache is empty."""
    require("tesseract")
    return cache


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    monkeypatch.setattr(ocr, "_program", lambda: None)


@pytest.mark.slow
@pytest.mark.parametrize("angle", [0.0, 1.2])
def test_a_scan_reads_as_what_was_scanned(angle: float, tesseract: Path, tmp_path: Path) -> None:
    path = scan(tmp_path / "pindaian.pdf", DRAFT, (3, 4), angle)
    told: list[tuple[int, int]] = []
    found = read(path, Reading(progress=lambda done, total, name: told.append((done, total))))
    assert told == [(1, 2), (2, 2)]
    assert found.coverage == 1.0
    assert [problem.code for problem in found.problems if problem.code.startswith(("dibaca", "ocr"))] == ["dibaca-ocr"]
    on_them = [p for p in read(DRAFT).walk() if p.pages and set(p.pages) <= {3, 4}]
    printed = Counter(word for p in on_them for word in f"{p.label} {p.text}".split())
    recognised = Counter(word for p in found.walk() for word in f"{p.label} {p.text}".split())
    assert printed.total() > 300
    missed = printed - recognised
    assert missed.total() <= 0.05 * printed.total(), missed  # a letter here and there is misread


@pytest.mark.slow
def test_a_page_is_read_once(tesseract: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pytesseract

    path = scan(tmp_path / "pindaian.pdf", DRAFT, (3,))
    first = read(path)
    (entry,) = tesseract.rglob("*.json")

    def fail(*arguments: Any, **options: Any) -> None:
        raise AssertionError("read again")

    with monkeypatch.context() as patch:
        patch.setattr(pytesseract, "image_to_data", fail)
        assert read(path).provisions == first.provisions  # to the last hundredth of a point
    entry.write_text('{"words": [["x"', encoding="utf-8")  # broken: read anew
    assert [p.text for p in read(path).walk()] == [p.text for p in first.walk()]
    assert json.loads(entry.read_text(encoding="utf-8"))["words"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "articles", "below"),
    [
        ("pmk-25-2012", 10, {"bab": 0, "ayat": 14, "huruf": 8, "angka": 5}),
        ("pmk-163-2013", 24, {"bab": 6, "ayat": 42, "huruf": 22, "angka": 28}),
    ],
)
def test_every_article_of_real_scans(
    name: str, articles: int, below: dict[str, int], tesseract: Path, shared: Path
) -> None:
    """The articles, and what stands above and below them, were counted by eye."""
    found = read(shared / f"real/scans/{name}.pdf")
    assert [p.id for p in found.articles()] == [f"pasal-{number}" for number in range(1, articles + 1)]
    body = Counter(p.kind for p in found.walk() if p.id.startswith(("pasal-", "bab-")))
    assert {kind: body[kind] for kind in below} == below
    assert found.coverage == 1.0


def test_data_of_another_program_does_not_matter(require: Callable[[str], str]) -> None:
    """Its folder is named in a variable of the environment that Tesseract heeds."""
    require("tesseract")
    code = "from pkpu_review.ingest import ocr\nassert ocr.missing() == '', ocr.missing()"
    stray = {**os.environ, "TESSDATA_PREFIX": os.devnull, "OMP_THREAD_LIMIT": "99"}
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, env=stray)


def test_without_tesseract_a_scan_is_refused_and_told_how_to_install_it(no_tesseract: None, tmp_path: Path) -> None:
    with pytest.raises(CannotRead) as refused:
        read(scan(tmp_path / "pindaian.pdf", DRAFT, (3,)))
    assert refused.value.exit == Exit.UNREADABLE
    assert "Tesseract tidak terpasang" in str(refused.value)
    assert "apt-get install tesseract-ocr tesseract-ocr-ind" in str(refused.value)
    assert "Windows" in str(refused.value)


def test_language_data_that_lacks_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_program", lambda: ("5.3.0", ("eng", "osd")))
    assert ocr.missing() == "data bahasa Tesseract tidak lengkap (ind tidak ada)"


def mixed(tmp_path: Path) -> Path:
    """A draft with its text, and one page more that is a picture."""
    document = pdfium.PdfDocument(DRAFT)
    more = pdfium.PdfDocument(scan(tmp_path / "halaman.pdf", DRAFT, (3,)))
    document.import_pages(more)
    path = tmp_path / "campuran.pdf"
    document.save(path)
    return path


@pytest.mark.parametrize("how", ["auto", "never"])
def test_the_text_that_is_there_is_read_and_the_picture_told(how: Any, no_tesseract: None, tmp_path: Path) -> None:
    found = read(mixed(tmp_path), Reading(ocr=how))
    (told,) = [problem for problem in found.problems if problem.code == "ocr-tidak-ada"]
    assert told.page == found.source.pages
    assert len(list(found.articles())) == len(list(read(DRAFT).articles()))


def test_never_refuses_a_scan(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="tanpa --ocr never"):
        read(scan(tmp_path / "pindaian.pdf", DRAFT, (3,)), Reading(ocr="never"))


@pytest.mark.parametrize("how", ["never", "auto"])
def test_the_binding_is_imported_only_where_pictures_are_read(how: str) -> None:
    code = (
        "import sys\nfrom pkpu_review.ingest import read\nfrom pkpu_review.model import Reading\n"
        f"read({str(DRAFT)!r}, Reading(ocr={how!r}))\nassert 'pytesseract' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_a_page_that_fails_is_told(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pytesseract

    def slow(*arguments: Any, **options: Any) -> None:
        raise RuntimeError("Tesseract process timeout")

    monkeypatch.setattr(ocr, "_program", lambda: ("5.3.0", ocr.LANGUAGES))
    monkeypatch.setattr(pytesseract, "image_to_data", slow)
    found = read(mixed(tmp_path))
    (told,) = [problem for problem in found.problems if problem.code == "ocr-gagal"]
    assert f"melebihi {ocr.SECONDS} detik" in told.message
    assert list(cache.rglob("*.json")) == []  # nothing is kept of it


def test_words_over_a_picture_without_any_stay(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page whose picture says nothing keeps the few words that it has of its own."""
    monkeypatch.setattr(ocr, "_program", lambda: ("5.3.0", ocr.LANGUAGES))
    monkeypatch.setattr(
        ocr, "read_pages", lambda data, sha256, numbers, progress: (ocr.Read(number) for number in numbers)
    )
    stamped = PageText(1, 600.0, 900.0, [Line("Salinan sesuai dengan aslinya", Origin(1))], pictured=True)
    problems: list[Problem] = []
    read_pictures("cap.pdf", b"", "", [stamped], Reading(), problems)
    assert [line.text for line in stamped.lines] == ["Salinan sesuai dengan aslinya"]
    assert problems == []


def test_a_closed_cache_costs_no_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "berkas"
    file.write_text("", encoding="utf-8")
    monkeypatch.setattr(ocr_cache, "folder", lambda: file)  # no folder
    pages = ocr_cache.Pages("0" * 64, "x")
    pages.put(1, [], [], sure=90.0, width=1.0, height=1.0, turned=0)
    assert pages.get(1) is None


def test_the_oldest_entries_go_first(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = ocr_cache.Pages("0" * 64, "x")
    for number in (1, 2, 3):
        pages.put(number, [], [], sure=90.0, width=1.0, height=1.0, turned=0)
    paths = sorted(cache.rglob("*.json"))
    for age, path in enumerate(paths):
        os.utime(path, (age, age))
    monkeypatch.setattr(ocr_cache, "MAX_BYTES", paths[0].stat().st_size * 2)
    ocr_cache.bound()
    assert sorted(cache.rglob("*.json")) == paths[1:]


def test_pictures_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pkpu_review.ingest.ocr_page.MAX_DOTS", 100_000)
    document = pdfium.PdfDocument(DRAFT)
    image, point = picture(document[0])
    assert image.width * image.height <= 101_000
    assert image.width * point == pytest.approx(document[0].get_width(), rel=0.01)
    document.close()


@pytest.mark.parametrize(
    ("words", "spoilt"),
    [
        ("Pasal 5 ayat (2a) Rp5.000.000,00 Pasal 23A formulir C1 www.kpu.go.id", False),
        ("2O2O 20ll PasaI l2A t|e REPUBUK tr{E fl=4 aOOl;", True),
    ],
)
def test_legibility(words: str, spoilt: bool) -> None:
    assert legibility.is_spoilt([Line(words, Origin(1))] * 10) is spoilt


def test_a_stamp_is_no_layer_of_text() -> None:
    assert legibility.is_empty([Line("Salinan sesuai dengan aslinya", Origin(1))])
    assert not legibility.is_empty([Line("kata " * 40, Origin(1))])
