"""PDFs that no typesetter writes: each is read, or refused in one sentence, before it takes memory without bound."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from pkpu_review.errors import CannotRead
from pkpu_review.ingest import pdf_bounds, read
from pkpu_review.ingest.pdf_bounds import check
from pkpu_review.model import Reading, Regulation
from tests.ingest.test_files import classic

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
WORDS = b"BT /F1 12 Tf 260 700 Td (Pasal 1) Tj -175 -20 Td (Loket dibuka setiap hari.) Tj ET\n"
A4 = b"[0 0 595 842]"


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), more, data)


def packed(data: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, b"/Filter [" + b"/FlateDecode " * times + b"]")


def page(
    content: bytes, box: bytes = A4, more: bytes = b"", objects: tuple[bytes, ...] = (), catalogue: bytes = b""
) -> bytes:
    """A PDF of one page; *content* is its stream object, *objects* are numbered from 6."""
    resources = b"/Resources << /Font << /F1 4 0 R >> >>" if b"/Resources" not in more else b""
    return classic(
        [
            b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue,
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox %s %s /Contents 5 0 R %s >>" % (box, resources, more),
            FONT,
            content,
            *objects,
        ]
    )


def read_bytes(folder: Path, data: bytes) -> Regulation:
    path = folder / "naskah.pdf"
    path.write_bytes(data)
    return read(path, Reading(ocr="never"))


PLAIN = stream(WORDS)
FORM = (
    b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> /XObject << /X %d 0 R >> >>"
)
DRAWS = b"/Resources << /Font << /F1 4 0 R >> /XObject << /X 6 0 R >> >>"


def forms(depth: int, times: int) -> bytes:
    """Forms of which each draws the next one several times."""
    inner = [stream(b"/X Do " * times, FORM % (7 + at)) for at in range(depth)] + [stream(WORDS, FORM % 99)]
    return page(stream(b"/X Do"), more=DRAWS, objects=tuple(inner))


SAME: dict[str, bytes] = {
    "huge box": page(PLAIN, b"[0 0 1e9 1e9]"),
    "box upside down": page(PLAIN, b"[595 842 0 0]"),
    "box elsewhere": page(PLAIN, b"[-1000 -1000 -400 -100]"),
    "no size": page(PLAIN, b"[0 0 0 0]"),
    "no number": page(PLAIN, b"[0 0 nan inf]"),
    "half a box": page(PLAIN, b"[0 0]"),
    "box that is the page": page(PLAIN, b"3 0 R"),
    "turned by 45": page(PLAIN, more=b"/Rotate 45"),
    "turned without end": page(PLAIN, more=b"/Rotate 99999999999"),
    "unit": page(PLAIN, more=b"/UserUnit 1e30"),
    "script": page(PLAIN, catalogue=b"/OpenAction << /S /JavaScript /JS (while(1){}) >>"),
    "attachments that go in a circle": page(
        PLAIN, objects=(b"<< /Kids [6 0 R] >>",), catalogue=b"/Names << /EmbeddedFiles 6 0 R >>"
    ),
    "annotations": page(
        PLAIN,
        more=b"/Annots [" + b"6 0 R " * 20000 + b"]",
        objects=(b"<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (catatan) >>",),
    ),
    "states without end": page(stream(b"q " * 100_000 + WORDS)),
    "arrays in arrays": page(stream(WORDS + b"[" * 100_000 + b"] TJ")),
    "dictionaries in dictionaries": page(PLAIN, more=b"/Foo " + b"<< /A " * 20_000 + b"1" + b" >>" * 20_000),
    "rules out of sight": page(stream(WORDS + b"-1e9 50 m 1e9 50 l S 50 -1e9 m 50 1e9 l S " * 500)),
    "a rule of endless dashes": page(stream(WORDS + b"[0.0001] 0 d 0 100 m 595 100 l S")),
    "boxes in boxes": page(stream(b"".join(b"%d %d 400 300 re S " % (i, i) for i in range(200)) + WORDS)),
    "a form that draws itself": page(stream(WORDS + b"/X Do"), more=DRAWS, objects=(stream(b"/X Do", FORM % 6),)),
    "cross-references in a circle": (plain := page(PLAIN)).replace(
        b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % plain.rindex(b"xref\n0")
    ),
    "cross-references beside it": plain.replace(b" 00000 n", b" 00001 n"),
    "start of cross-references": plain.replace(b"startxref\n", b"startxref\n9"),
    "a page tree that is its own child": page(PLAIN).replace(
        b"/Kids [3 0 R] /Count 1", b"/Kids [2 0 R 3 0 R] /Count 2"
    ),
    "a tree that counts pages it has not": page(PLAIN).replace(b"/Count 1", b"/Count 60"),
}


@pytest.mark.parametrize("name", SAME)
def test_what_can_be_read_is_read(name: str, tmp_path: Path) -> None:
    found = read_bytes(tmp_path, SAME[name])
    words = " ".join(provision.full_text() for provision in found.provisions)
    assert "Loket" in words
    assert words.replace(" ", "").count("Loketdibukasetiaphari.") == 1
    assert "\x1b" not in words
    assert found.coverage == 1.0


def test_letters_that_print_nothing(tmp_path: Path) -> None:
    words = read_bytes(tmp_path, page(stream(WORDS.replace(b"dibuka", b"\\001\\033di\\000buka"))))["pasal-1"].text
    assert "Loket" in words
    assert not set("\x00\x01\x1b") & set(words)


NEVER: dict[str, bytes] = {
    "damaged when it was added to": plain + b"1 0 obj\n<< /Broken\nxref\n0 1\ntrailer <<>>\nstartxref\n99\n%%EOF\n",
    "letters without size": page(stream(WORDS.replace(b"12 Tf", b"0 Tf"))),
    "letters without end": page(stream(WORDS.replace(b"12 Tf", b"1e20 Tf"))),
    "no room": page(stream(b"0 0 0 0 0 0 cm " + WORDS)),
    "contents that are their own": page(b"[5 0 R]"),
    "a tree deeper than any": classic(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            *(b"<< /Type /Pages /Kids [%d 0 R] /Count 1 /Parent %d 0 R >>" % (at + 1, at - 1) for at in range(2, 3000)),
            b"<< /Type /Page /Parent 2999 0 R /MediaBox [0 0 9 9] >>",
        ]
    ),
    "letters in one place": page(stream(b"BT /F1 1 Tf " + b"(kata kata kata) Tj " * 5000 + b"ET")),
}


@pytest.mark.parametrize("name", NEVER)
def test_what_cannot_be_read_is_told_in_one_sentence(name: str, tmp_path: Path) -> None:
    with pytest.raises(CannotRead) as told:
        read_bytes(tmp_path, NEVER[name])
    assert str(told.value).startswith(str(tmp_path))
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("times", [1, 2])
def test_a_stream_that_unpacks_without_bound_never_reaches_pdfium(times: int) -> None:
    bomb = page(packed(WORDS + b" " * (pdf_bounds.MAX_UNPACKED + 1), times))
    with pytest.raises(CannotRead, match="mengembang melebihi 64 MiB"):
        check("bom.pdf", bomb)
    check("wajar.pdf", page(packed(WORDS + b" " * 1_000_000, times)))


def test_forms_that_draw_forms_without_bound_never_reach_pdfium(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="saling memuat"):
        check("bom.pdf", forms(depth=20, times=2))
    check("lurus.pdf", forms(depth=50, times=1))
    assert read_bytes(tmp_path, forms(depth=3, times=1))["pasal-1"].text == "Loket dibuka setiap hari."


def test_many_forms_beside_each_other_are_no_bomb() -> None:
    beside = [stream(b"/X Do " * 5, FORM % 90) for _ in range(60)]  # 90 is a picture, not a form
    check("wajar.pdf", page(PLAIN, objects=tuple(beside)))


def test_real_files_are_within_the_bounds(shared: Path) -> None:
    paths = sorted((shared / "real").rglob("*.pdf"))
    assert paths
    for path in paths:
        check(path.name, path.read_bytes())
