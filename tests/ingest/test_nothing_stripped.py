"""What looks like furniture and is not: slanted letters, blanks that are to be filled in."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import typst

from pkpu_review.ingest import read
from tests.ingest.drawn import Page, pdf

SLANTED = """
#set page(width: 595pt, height: 842pt, margin: 72pt)
#set text(size: 12pt)
#align(center)[Pasal 1]
Setiap orang berhak atas akses terhadap keadilan
#box(skew(ax: {skew}deg, reflow: true)[access to justice]) sejak awal.
#place(center + horizon, rotate(-45deg, text(size: 40pt)[CONTOH]))
"""


def test_slanted_letters_are_no_watermark(tmp_path: Path) -> None:
    """A writer without an italic font slants the upright one: only the baseline tells what runs across a page."""
    path = tmp_path / "miring.pdf"
    made = typst.compile(SLANTED.replace("{skew}", "-15").encode("utf-8"))
    assert isinstance(made, bytes)
    path.write_bytes(made)
    page = pypdfium2.PdfDocument(made)[0].get_textpage()
    assert "access to justice" in page.get_text_range()
    regulation = read(path)
    assert "keadilan access to justice sejak awal." in regulation["pasal-1"].lead
    assert [piece.text for piece in regulation.furniture] == ["CONTOH"]


def test_a_blank_date_is_no_catchword(tmp_path: Path) -> None:
    path = tmp_path / "tanggal.pdf"
    lines = [(275.0, "Pasal 1"), (85.0, "Undang-Undang ini mulai berlaku pada tanggal diundangkan."), (85.0, "")]
    closing = [
        "Disahkan di Jakarta",
        "pada tanggal ...",
        "PRESIDEN,",
        "NAMA",
        "Diundangkan di Jakarta",
        "pada tanggal ...",
    ]
    path.write_bytes(pdf(Page([*lines, *((330.0, line) for line in [*closing, "MENTERI,", "NAMA"])])))
    regulation = read(path)
    assert regulation["penutup"].text.count("pada tanggal ...") == 2
    assert regulation.furniture == ()


def test_a_title_and_the_heads_of_annexes_are_no_running_head(tmp_path: Path) -> None:
    """They stand at one height and say the same, but not on one page after another."""
    title = ["PERATURAN KOMISI PEMILIHAN UMUM", "NOMOR 1 TAHUN 2031", "TENTANG", "GUDANG"]
    first = Page([*((200.0, line) for line in title), (85.0, "Menimbang : bahwa perlu;"), (275.0, "Pasal 1")], top=92)
    body = [Page([(85.0, f"Gudang ke-{number} dijaga siang dan malam.")], top=300) for number in range(2, 8)]
    heads = [
        Page([(200.0, f"LAMPIRAN {number}"), *((200.0, line) for line in title), (85.0, f"Daftar {number}.")], top=74)
        for number in ("I", "II", "III")
    ]
    path = tmp_path / "lampiran.pdf"
    path.write_bytes(pdf(first, *body, *heads))
    regulation = read(path)
    assert regulation.identity.number == "1" and regulation.identity.title == "GUDANG"
    assert [top.id for top in regulation.provisions][-3:] == ["lampiran-i", "lampiran-ii", "lampiran-iii"]
    assert all("NOMOR 1 TAHUN 2031" in regulation[f"lampiran-{number}"].text for number in ("i", "ii", "iii"))
    assert regulation.furniture == ()


def test_a_head_on_one_page_after_another_runs(tmp_path: Path) -> None:
    pages = [Page([(200.0, "NASKAH UJI PUBLIK"), (85.0, f"Gudang ke-{n} dijaga.")], top=60) for n in range(4)]
    pages[0] = Page([(200.0, "NASKAH UJI PUBLIK"), (275.0, "Pasal 1"), (85.0, "Gudang dijaga.")], top=60)
    path = tmp_path / "kepala.pdf"
    path.write_bytes(pdf(*pages))
    assert [piece.text for piece in read(path).furniture] == ["NASKAH UJI PUBLIK"] * 4
