"""A provision and the PDF that it was read from → pictures of its pages, the provision framed.

The boxes of the provision's lines, and of everything below it, were recorded when the file was read; here the
page is only drawn again. It is turned so that its text is upright, which is how a viewer shows nearly every
page. What does not belong to the provision is paler, so that the frame also shows on a grey print.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pkpu_review.errors import CannotRead, PkpuError
from pkpu_review.model import Provision, Regulation
from pkpu_review.report.wording import number

DPI = 150
"""Dots per inch of a picture: small print stays readable, and a page of A4 has some 2 million dots."""
MAX_PIXELS = 12_000_000
"""Dots of one picture; a larger sheet (a map in an annex) is drawn at fewer dots per inch."""
MAX_PAGES = 50
"""Pictures made in one run: the longest chapter of a statute has fewer pages."""
MARGIN = 4.0
"""Points between the words and their frame."""
LINE = 2.0
"""Points of the frame's own line."""
PALE = 0.45
"""How much of the paper's white is laid over what does not belong to the provision, 0 to 1."""
_INK, _WHITE = (176, 0, 32), (255, 255, 255)
NEAR = 5
"""Ids offered where the one asked for is not there."""
LIKE = 55.0
"""Likeness in percent from which an id is offered."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Picture:
    """A page with the provision framed: its number in the file, and the bytes of a PNG."""

    page: int
    png: bytes


def pictures(
    regulation: Regulation, id: str, path: str | Path, span: tuple[int, int] | None = None
) -> Iterator[Picture]:
    """Yield a picture of every page on which the provision, with what stands below it, is printed.

    Args:
        regulation: what was read from the file.
        id: of the provision.
        path: the file.
        span: first and last page to draw; None for all.

    Raises:
        PkpuError: there is no such provision, or it has no place on a page.
        CannotRead: the file has changed since it was read, or a page does not open.
    """
    provision = find(regulation, id)
    frames = frames_of(regulation, provision)
    wanted = [page for page in sorted(frames) if span is None or span[0] <= page <= span[1]]
    if not wanted:
        pages = _pages(sorted(frames))
        raise PkpuError(f"{provision.citation or id} tidak tercetak di halaman yang diminta, melainkan di {pages}.")
    if len(wanted) > MAX_PAGES:
        count = number(len(wanted))
        raise PkpuError(
            f"{provision.citation or id} meliputi {count} halaman, batasnya {MAX_PAGES}: pilih sebagian dengan --page."
        )
    data = Path(path).read_bytes()
    if hashlib.sha256(data).hexdigest() != regulation.source.sha256:
        raise CannotRead(str(path), "isi berkas berubah sejak dibaca", "Jalankan lagi")
    turned = dict(regulation.source.turned)
    yield from _drawn(str(path), data, [(page, frames[page], turned.get(page, 0)) for page in wanted])


def find(regulation: Regulation, id: str) -> Provision:
    """Return the provision with *id*, in any case.

    Raises:
        PkpuError: there is none; the sentence offers ids that are like it.
    """
    wanted = id.strip().strip("/").lower()
    found = regulation.get(wanted)
    if found is not None:
        return found
    from rapidfuzz import fuzz, process

    known = [provision.id for provision in regulation.walk()]
    near = [name for name, _, _ in process.extract(wanted, known, scorer=fuzz.ratio, limit=NEAR, score_cutoff=LIKE)]
    offered = f" Yang mirip: {', '.join(near)}." if near else " Daftar id ada pada hasil --format jsonl."
    raise PkpuError(f"Tidak ada ketentuan dengan id {id!r} dalam {regulation.source.name}.{offered}")


def frames_of(regulation: Regulation, provision: Provision) -> dict[int, list[Box]]:
    """Return the frames of *provision*, page by page: one for each run of lines with nothing else between them.

    Raises:
        PkpuError: the file has no pages; the sentence names the paragraphs instead.
    """
    own: dict[int, list[Box]] = {}
    paragraphs: list[int] = []
    for part in provision.walk():
        for origin in part.origins:
            if origin.page is not None and origin.box is not None:
                own.setdefault(origin.page, []).append(origin.box)
            elif origin.paragraph is not None:
                paragraphs.append(origin.paragraph)
    if not own:
        raise PkpuError(_no_page(regulation, provision, paragraphs))
    others: dict[int, list[Box]] = {}
    inside = {part.id for part in provision.walk()}
    for other in regulation.walk():
        if other.id in inside:
            continue
        for origin in other.origins:
            if origin.page in own and origin.box is not None and origin.box not in own[origin.page]:
                others.setdefault(origin.page, []).append(origin.box)
    return {page: _runs(boxes, others.get(page, [])) for page, boxes in own.items()}


def _no_page(regulation: Regulation, provision: Provision, paragraphs: Sequence[int]) -> str:
    name = provision.citation or provision.id
    if regulation.source.pages:
        return f"{name} tidak mempunyai tempat sendiri di halaman."
    sentence = f"Gambar halaman hanya tersedia untuk PDF; {name} tidak mempunyai tempat sendiri dalam berkas ini."
    if paragraphs:
        first, last = min(paragraphs), max(paragraphs)
        place = f"paragraf {first}" if first == last else f"paragraf {first} sampai {last}"
        sentence = f"Gambar halaman hanya tersedia untuk PDF; dalam {regulation.source.name} {name} ada di {place}."
    return sentence


def _runs(boxes: Sequence[Box], others: Sequence[Box]) -> list[Box]:
    """Join *boxes* that follow one another down the page; a line of *others* between two parts them."""
    runs: list[Box] = []
    last: Box | None = None
    for box in sorted(set(boxes), key=lambda box: (_middle(box), box[0])):
        parted = last is not None and any(_middle(last) < _middle(other) < _middle(box) for other in others)
        if last is None or parted:
            runs.append(box)
        else:
            x0, top, x1, bottom = runs[-1]
            runs[-1] = min(x0, box[0]), min(top, box[1]), max(x1, box[2]), max(bottom, box[3])
        last = box
    return runs


def _middle(box: Box) -> float:
    return (box[1] + box[3]) / 2


def _pages(pages: Sequence[int]) -> str:
    return f"halaman {pages[0]}" if pages[0] == pages[-1] else f"halaman {pages[0]} sampai {pages[-1]}"


# -- drawing ----------------------------------------------------------------------------------------


def _drawn(name: str, data: bytes, wanted: Sequence[tuple[int, Sequence[Box], int]]) -> Iterator[Picture]:
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(data)
    try:
        for page, frames, turned in wanted:
            try:
                sheet = document[page - 1]
            except pdfium.PdfiumError:
                raise CannotRead(name, f"halaman {page} tidak dapat dibuka") from None
            yield Picture(page, _png(sheet, frames, turned))
            sheet.close()
    finally:
        document.close()


def _png(sheet: Any, frames: Sequence[Box], turned: int) -> bytes:
    """Draw one page, turned back by *turned* quarter turns, with the frames on it."""
    from PIL import Image, ImageDraw

    width, height = sheet.get_size()
    scale = min(DPI / 72, (MAX_PIXELS / max(width * height, 1.0)) ** 0.5)
    bitmap = sheet.render(scale=scale, rotation=-turned % 4 * 90)
    image = bitmap.to_pil().convert("RGB")
    shown = Image.blend(image, Image.new("RGB", image.size, _WHITE), PALE)
    line = max(2, round(LINE * scale))
    corners = [_corners(frame, scale, image.size) for frame in frames]
    for corner in corners:
        shown.paste(image.crop(corner), corner)
    pen = ImageDraw.Draw(shown)
    for left, top, right, bottom in corners:
        pen.rectangle((left, top, right - 1, bottom - 1), outline=_INK, width=line)
    out = io.BytesIO()
    shown.save(out, "PNG", optimize=False)
    return out.getvalue()


def _corners(frame: Box, scale: float, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Return a frame in dots, with its margin, and never outside the picture."""
    left, top = (max(0, round((value - MARGIN) * scale)) for value in frame[:2])
    right, bottom = (min(most, round((value + MARGIN) * scale)) for value, most in zip(frame[2:], size, strict=True))
    return min(left, size[0] - 1), min(top, size[1] - 1), max(left + 1, right), max(top + 1, bottom)
