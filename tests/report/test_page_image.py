"""A provision → pictures of its pages: the frame stands around its words, wherever the page is turned."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from pkpu_review.errors import CannotRead, PkpuError
from pkpu_review.ingest import read
from pkpu_review.report.views import page_image
from pkpu_review.report.views.page_image import DPI, LINE, MARGIN, Picture, find, frames_of, pictures
from tests.ingest.drawn import Page, pdf

BODY = [
    (275.0, "Pasal 1"),
    (85.0, "(1) Gudang dijaga oleh petugas yang ditunjuk."),
    (85.0, "(2) Petugas mencatat barang."),
    (275.0, "Pasal 2"),
    (85.0, "(1) Kotak suara disegel oleh petugas;"),
]
REST = [(85.0, "(2) Segel dicatat."), (275.0, "Pasal 3"), (85.0, "Peraturan ini mulai berlaku.")]
TABLE = [["No.", "Kegiatan", "Mulai"], ["1.", "Rapat", "1 Mei"], ["2.", "Uji coba", "4 Mei"]]
SCALE = DPI / 72


def picture_of(found: Picture) -> Image.Image:
    return Image.open(io.BytesIO(found.png)).convert("RGB")


def frame_in(image: Image.Image) -> tuple[int, int, int, int]:
    """The outermost dots of the frame's colour: left, top, right, bottom."""
    box = image.point(lambda value: value).split()
    red = Image.eval(box[0], lambda value: 255 if value == 176 else 0)
    green = Image.eval(box[1], lambda value: 255 if value == 0 else 0)
    where = Image.composite(green, Image.new("L", image.size), red).getbbox()
    assert where is not None
    return where


def darkest(image: Image.Image) -> int:
    """The darkest grey of a picture, 0 to 255."""
    return next(grey for grey, count in enumerate(image.convert("L").histogram()) if count)


def write(tmp_path: Path, *pages: Page) -> Path:
    path = tmp_path / "gudang.pdf"
    path.write_bytes(pdf(*pages))
    return path


def test_the_frame_holds_the_article_with_its_paragraphs(tmp_path: Path) -> None:
    path = write(tmp_path, Page(BODY))
    regulation = read(path)
    (found,) = pictures(regulation, "pasal-1", path)
    boxes = [origin.box for part in regulation["pasal-1"].walk() for origin in part.origins if origin.box]
    left, top, right, bottom = frame_in(picture_of(found))
    assert left == pytest.approx((min(box[0] for box in boxes) - MARGIN) * SCALE, abs=2)
    assert top == pytest.approx((min(box[1] for box in boxes) - MARGIN) * SCALE, abs=2)
    assert right == pytest.approx((max(box[2] for box in boxes) + MARGIN) * SCALE, abs=2)
    assert bottom == pytest.approx((max(box[3] for box in boxes) + MARGIN) * SCALE, abs=2)


def test_what_is_outside_is_paler_and_what_is_inside_is_untouched(tmp_path: Path) -> None:
    path = write(tmp_path, Page(BODY))
    (found,) = pictures(read(path), "pasal-1", path)
    image = picture_of(found)
    left, top, right, bottom = frame_in(image)
    line = round(LINE * SCALE) + 1
    assert darkest(image.crop((left + line, top + line, right - line, bottom - line))) < 40
    assert 90 < darkest(image.crop((0, bottom + 1, image.width, image.height))) < 255  # Pasal 2 is there, and pale
    assert darkest(Image.new("RGB", (1, 1), page_image._INK)) < 80  # the frame is dark on a grey print


def test_one_picture_a_page(tmp_path: Path) -> None:
    path = write(tmp_path, Page(BODY), Page(REST))
    regulation = read(path)
    assert [found.page for found in pictures(regulation, "pasal-2", path)] == [1, 2]
    assert [found.page for found in pictures(regulation, "pasal-2", path, (2, 9))] == [2]
    with pytest.raises(PkpuError, match="tidak tercetak di halaman yang diminta, melainkan di halaman 1 sampai 2"):
        list(pictures(regulation, "pasal-2", path, (3, 4)))


def test_other_lines_between_part_the_frame(tmp_path: Path) -> None:
    lines = ["Pasal 1", "Petugas mencatat:", "a. kotak; dan", "b. bilik,"]
    drawn = [(275.0, lines[0]), (85.0, lines[1]), (107.0, lines[2]), (107.0, lines[3]), (85.0, "paling lambat besok.")]
    regulation = read(write(tmp_path, Page(drawn)))
    assert regulation["pasal-1"].closing == "paling lambat besok."
    assert [len(frames) for frames in frames_of(regulation, regulation["pasal-1"]).values()] == [1]
    item = frames_of(regulation, regulation["pasal-1/huruf-a"])
    assert [len(frames) for frames in item.values()] == [1]


@pytest.mark.parametrize("rotation", [90, 180, 270])
@pytest.mark.parametrize("crop", [None, (40, 50, 560, 820), (-30, -40, 560, 2000)], ids=["whole", "cut", "wide"])
def test_a_turned_page_is_shown_upright(
    tmp_path: Path, rotation: int, crop: tuple[float, float, float, float] | None
) -> None:
    """However the sheet is turned, the picture is the same, for its text is upright."""

    def shown(turned: int) -> Image.Image:
        document = pypdfium2.PdfDocument(pdf(Page(BODY), Page([(85.0, "LAMPIRAN")]), Page(turned=[(100, 200, TABLE)])))
        document[2].set_rotation(turned)
        if crop is not None:
            document[2].set_cropbox(*crop)
        path = tmp_path / f"putar-{turned}.pdf"
        document.save(path)
        (found,) = pictures(read(path), "lampiran/tabel-1/baris-2", path)
        return picture_of(found)

    plain, other = shown(0), shown(rotation)
    assert plain.width > plain.height
    assert other.size == plain.size
    assert frame_in(other) == pytest.approx(frame_in(plain), abs=2)
    left, top, right, bottom = frame_in(plain)
    assert darkest(plain.crop((left + 8, top + 8, right - 8, bottom - 8))) < 60  # the words of the row


def test_a_large_sheet_is_drawn_within_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, Page(BODY))
    monkeypatch.setattr(page_image, "MAX_PIXELS", 100_000)
    (found,) = pictures(read(path), "pasal-1", path)
    image = picture_of(found)
    assert image.width * image.height <= 102_000


def test_too_many_pages_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, Page(BODY), Page(REST))
    monkeypatch.setattr(page_image, "MAX_PAGES", 1)
    with pytest.raises(PkpuError, match="Pasal 2 meliputi 2 halaman, batasnya 1: pilih sebagian dengan --page"):
        list(pictures(read(path), "pasal-2", path))


def test_an_unknown_id_is_told_with_those_like_it(tmp_path: Path) -> None:
    regulation = read(write(tmp_path, Page(BODY), Page(REST)))
    with pytest.raises(PkpuError) as told:
        find(regulation, "pasal-2/ayat-3")
    sentence = "Tidak ada ketentuan dengan id 'pasal-2/ayat-3' dalam gudang.pdf. Yang mirip: pasal-2/ayat-1, "
    assert str(told.value).startswith(sentence)
    with pytest.raises(PkpuError, match="Daftar id ada pada hasil --format jsonl"):
        find(regulation, "zzzzzzz")
    assert find(regulation, " Pasal-2/Ayat-1 ").id == "pasal-2/ayat-1"


def test_files_without_pages_name_the_paragraph(tmp_path: Path) -> None:
    path = tmp_path / "gudang.txt"
    path.write_text("Pasal 1\n(1) Gudang dijaga.\n(2) Petugas mencatat.\n", encoding="utf-8", newline="\n")
    regulation = read(path)
    for id, place in (("pasal-1", "paragraf 1 sampai 3"), ("pasal-1/ayat-2", "paragraf 3")):
        with pytest.raises(PkpuError, match=f"hanya tersedia untuk PDF; dalam gudang.txt .* ada di {place}\\."):
            list(pictures(regulation, id, path))


def test_a_file_that_changed_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, Page(BODY))
    regulation = read(path)
    write(tmp_path, Page(REST))
    with pytest.raises(CannotRead, match="berubah sejak dibaca"):
        list(pictures(regulation, "pasal-1", path))
