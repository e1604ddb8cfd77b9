"""The PDF: every word arrives, in order and within the margins; none is read as markup; rows and headings keep."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import psutil
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pkpu_review.model import Review
from pkpu_review.report.axis import axis
from pkpu_review.report.document import (
    Answer,
    Bar,
    Bars,
    Block,
    Cell,
    Column,
    Document,
    Facts,
    Grid,
    Heading,
    Line,
    Points,
    Span,
    Spans,
    Words,
    plain,
    told,
)
from pkpu_review.report.meeting.dim import COLUMNS as COLUMNS_OF_DIM
from pkpu_review.report.meeting.dim import SHARES
from pkpu_review.report.office import Office, Signatory
from pkpu_review.report.pdf.pdf import FONTS, TEMPLATE, pdf
from pkpu_review.report.pdf.pdf_content import BEGUN
from pkpu_review.report.pdf.pdf_room import FOOT, MARGIN, SIZES, UNSEEN_BREAK, Page, clean, pieces
from pkpu_review.report.sheet import Mark, Paragraph, Run
from pkpu_review.report.sheets.setting import document
from pkpu_review.report.sheets.sheets import pack
from pkpu_review.report.wording import words as words_of
from pkpu_review.tags import Tag

OFFICE = Office(
    names=("Komisi Pemilihan Umum", "Provinsi Contoh"),
    address="Jalan Contoh Nomor 1",
    contact="laman contoh.invalid",
    place="Contohkota",
    signatories=(
        Signatory("Ketua Divisi Hukum dan Pengawasan", "Siti Contoh", "197001011995032001"),
        Signatory("Kepala Bagian Hukum, Teknis, dan Hubungan Partisipasi Masyarakat"),
    ),
)
HOSTILE = (
    '#include "/etc/passwd"',
    '#import "@preview/cetz:0.1.0": canvas',
    "$x^2$ @ref <label> *tebal* _miring_ `kode` = judul // komentar /* lagi */ #panic()",
    '"); #read("x") \\u{41} \\ ~ --- -? ... ]#[ }{ #sys.inputs',
    "- butir\n+ nomor\n/ istilah: arti",
    "tab\tdan\r\nbaris\u2028lagi",
    "W" * 10_000,
    "A\u0301" * 400,
    "https://contoh.invalid/" + "a/b?c=d&e=f" * 300,
    "kata " * 2_000,
    "awal \u202eterbalik\u202c \u0645\u0631\u062d\u0628\u0627",
    "kendali \x00\x07\x0b\x1f\ud800\uffff akhir",
)
COLUMNS = (
    Column("No.", 4, "number"),
    Column("Naskah lama", 29),
    Column("Naskah baru", 31),
    Column("Jenis perubahan", 10, "status"),
    Column("Divisi", 11, "people"),
    Column("Tanggapan", 15, "answer"),
)


def made(*blocks: Block, wide: bool = True, signed: bool = False, office: Office = OFFICE, day: str = "") -> Document:
    return Document(
        "contoh", "Lembar Contoh", "Judul", blocks, "Kaki halaman", (), office, day, wide, signed, "Rancangan"
    )


def ask(label: str, number: int = 1, value: str = "", choices: tuple[str, ...] = ()) -> Answer:
    return Answer(Tag("tanggapan", "0" * 8, number, "pasal-1"), label, label, choices, value)


def row(number: int, old: str, new: str = "") -> Line:
    cells = (told(str(number)), told(old), told(new), told("Baru"), told("Data"), Cell(answers=(ask("Tanggapan"),)))
    return Line(cells)


def band(words: str) -> Line:
    return Line((told(words),), band=True)


def pages(content: bytes) -> list[str]:
    file = pypdfium2.PdfDocument(content)
    try:
        # pdfium tells a hyphen at the end of a line so
        return [page.get_textpage().get_text_range().replace("\ufffe", "-") for page in file]
    finally:
        file.close()


def compact(text: str) -> str:
    return "".join(text.split())


def outside(content: bytes) -> Iterator[tuple[int, str]]:
    """Yield (page, letter) of every letter that stands beyond the margins."""
    for number, page in enumerate(pypdfium2.PdfDocument(content)):
        width, height = page.get_size()
        text = page.get_textpage()
        for at in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(at)
            if right > left and (
                left < MARGIN - 1 or right > width - MARGIN + 1 or bottom < 24 or top > height - MARGIN + 3
            ):
                yield number, text.get_text_range(at, 1)


def fonts(content: bytes, page: int = 0) -> list[tuple[str, str]]:
    """Return (letter, name of its font) for every letter of a page."""
    text = pypdfium2.PdfDocument(content)[page].get_textpage()
    found = []
    for at in range(text.count_chars()):
        room = ctypes.create_string_buffer(200)
        pdfium.FPDFText_GetFontInfo(text, at, room, 200, None)
        found.append((text.get_text_range(at, 1), room.value.decode()))
    return found


def paragraphs(cell: Cell) -> Iterator[str]:
    for one in cell.paragraphs:
        yield one.label + "".join(run.text for run in one.runs)


def words(told_document: Document) -> Iterator[str]:
    """Yield what *told_document* says, a paragraph each, in the order in which it is read."""
    yield from (name.upper() for name in told_document.office.names)
    yield told_document.kind.upper()
    yield told_document.title
    for block in told_document.blocks:
        if isinstance(block, Heading):
            yield block.text
        elif isinstance(block, Words):
            yield from paragraphs(Cell(block.paragraphs))
        elif isinstance(block, Facts):
            for name, cell in block.facts:
                yield name
                yield from paragraphs(cell)
        elif isinstance(block, Grid):
            yield from (column.title for column in block.columns)
            for line in block.lines:
                for cell in line.cells:
                    yield from paragraphs(cell)
                    if len(cell.answers) > 1:
                        for answer in cell.answers:
                            yield answer.label
                            yield from answer.choices


def test_every_word_of_every_sheet_arrives(review: Review) -> None:
    sheets = pack(review)
    for sheet in (sheets.matrix, *(sheet for _, sheet in sheets.divisions)):
        for office in (OFFICE, Office()):
            shown = document(sheet, office)
            content = pdf(shown)
            found = compact("".join(pages(content)))
            expected = [compact(clean(text)) for text in words(shown)]
            assert not Counter("".join(expected)) - Counter(found)
            for text in expected:
                # a word that is broken over pages, and what is written from right to left, is found letter by letter
                if len(text) < 600 and not re.search("[\u0600-\u06ff]", text):
                    assert text in found, text
            assert not list(outside(content))


def test_a_word_without_end_is_set_within_its_column_and_told_whole() -> None:
    endless = "Abcdefgh" * 5000
    content = pdf(made(Grid("Tabel", COLUMNS, (row(1, endless),))))
    found = "".join("".join(pages(content)).split()).replace(UNSEEN_BREAK, "")
    assert not Counter(endless) - Counter(found)
    assert not list(outside(content))


def test_rows_stand_in_their_order(review: Review) -> None:
    shown = document(pack(review).matrix)
    found = compact("".join(pages(pdf(shown))))
    places = [
        found.index(compact(clean(next(paragraphs(line.cells[2])))))
        for line in shown.lines
        if line.new and line.cells[2].paragraphs[0].style == "citation"
    ]
    assert len(places) > 10 and places == sorted(places)


def test_the_same_document_gives_the_same_bytes(review: Review) -> None:
    shown = document(pack(review).matrix, OFFICE)
    first = pdf(shown)
    pdf(made(Words((plain("di antaranya dokumen lain"),))))
    assert pdf(replace(shown)) == first
    assert b"CreationDate" not in first


@pytest.mark.parametrize("wide", [True, False])
def test_hostile_words_are_only_words_and_stay_within_the_margins(wide: bool) -> None:
    lines = []
    for number, text in enumerate(HOSTILE):
        half = len(text) // 2
        marked = Paragraph((Run(text[:half], "insert"), Run(text[half:], "delete")), label="x" * 300)
        cells = (
            told(str(number)),
            Cell((Paragraph((Run(text),), "(1)", 9),)),
            Cell((marked,)),
            told(text[:3000]),
            told(text[:3000]),
            Cell(answers=(ask("Tanggapan", value=text[:500]),)),
        )
        lines += [band(text[:4000]), band("Pita lagi"), Line(cells)]
    shown = replace(
        made(
            *(Heading(text[:2000]) for text in HOSTILE),
            *(Words((plain(text),), "warning") for text in HOSTILE),
            Points(tuple((plain(text), plain(text)) for text in HOSTILE), ordered=True),
            Facts(tuple((text[:500], told(text)) for text in HOSTILE)),
            Grid("Matriks", COLUMNS, (*lines, band("Pita akhir"))),
            Bars(HOSTILE[2], tuple(Bar(text, 1e300 * at, text) for at, text in enumerate(HOSTILE))),
            Spans(
                HOSTILE[2],
                tuple(Span(text, date(2022, 6, 14), date(2024, 2, 14), text) for text in HOSTILE),
                date(2022, 6, 14),
                date(2024, 10, 20),
                tuple((date(2024, 2, 14), text) for text in HOSTILE),
            ),
            wide=wide,
            signed=True,
            office=replace(OFFICE, names=HOSTILE[:3], address=HOSTILE[6][:300], place=HOSTILE[2]),
        ),
        kind=HOSTILE[2],
        title=HOSTILE[3],
        footer=HOSTILE[0] + "W" * 500,
    )
    content = pdf(shown)
    assert not list(outside(content))
    found = compact("".join(pages(content)))
    for text in HOSTILE[:6]:
        assert found.count(compact(clean(text))) >= 5
    assert found.count("W") > 50_000
    assert "\u202e" not in found and "\x07" not in found


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=60))
def test_any_text_is_set_as_it_stands(text: str) -> None:
    shown = made(Words((plain(f"awal {text} akhir"),)), wide=False)
    assert f"awal{text}akhir" in compact("".join(pages(pdf(shown))))


def test_the_template_uses_no_package_and_no_file() -> None:
    template = TEMPLATE.read_text("utf-8")
    assert not re.search(r"@preview|#?\b(import|include|read|eval|plugin|image)\b\s*[\"(]", template)


def test_only_shipped_fonts_are_used() -> None:
    assert (FONTS / "LICENSE").is_file()
    content = pdf(made(Heading("Tajuk"), Words((plain("biasa"), plain("miring", "missing"))), signed=True))
    names = {name.split("+")[-1] for letter, name in fonts(content) if letter.strip()}
    assert names and all(name.startswith("LiberationSans") for name in names)


def test_the_head_of_a_table_is_repeated_on_every_page() -> None:
    rows = tuple(row(number, f"lama{number}", f"baru{number}") for number in range(1, 201))
    found = pages(pdf(made(Heading("Matriks"), Grid("Matriks", COLUMNS, rows), office=Office())))
    assert len(found) > 5
    head = compact("".join(column.title for column in COLUMNS))
    for text in found:
        assert compact(text).count(head) == 1
    for number, text in enumerate(found, 1):
        assert compact(f"Kaki halaman Halaman {number} dari {len(found)}") in compact(text)


def test_a_row_is_torn_only_where_it_is_higher_than_half_a_page() -> None:
    def long(number: int, count: int) -> Line:
        return row(number, f"awal{number} " + "kata " * count + f"akhir{number}")

    rows = tuple(long(number, 20 + number * 37 % 110) for number in range(1, 60))
    found = pages(pdf(made(Grid("Matriks", COLUMNS, (*rows, long(60, 2000))))))
    where = {name: page for page, text in enumerate(found) for name in re.findall(r"(?:awal|akhir)\d+", text)}
    assert all(where[f"awal{number}"] == where[f"akhir{number}"] for number in range(1, 60))
    assert where["akhir60"] > where["awal60"]


@pytest.mark.parametrize("before", range(1, 9))
def test_a_row_that_breaks_does_not_begin_at_the_foot_of_a_page(before: int) -> None:
    fields = tuple(ask(label, 99) for label in ("Tanggapan", "Usulan rumusan", "Alasan"))
    usual = row(99, "kata " * 700, "kata " * 700)
    high = replace(usual, cells=(*usual.cells[:-1], Cell(answers=fields)))
    lines = (*(row(at, "kata " * 30) for at in range(before)), band("BAB II TAHAPAN"), high)
    file = pypdfium2.PdfDocument(pdf(made(Grid("", COLUMNS, lines))))
    text = next(page.get_textpage() for page in file if "BAB II" in page.get_textpage().get_text_range())
    assert all(label in text.get_text_range() for label in ("99", "Usulan rumusan", "Alasan"))
    found = text.search("99").get_next()
    assert found is not None and text.get_charbox(found[0])[3] > FOOT + BEGUN - 12


def test_a_band_and_a_heading_are_kept_with_what_follows() -> None:
    blocks: list[Block] = []
    for number in range(1, 40):
        lines = [line for at in range(number % 7 + 1) for line in (band(f"pita{number}x{at}x"), row(at, f"ikut{at}"))]
        blocks += [Heading(f"tajuk{number}x"), Words((plain(f"catatan{number}x", "small"),))]
        blocks.append(Grid("Matriks", COLUMNS, tuple(lines)))
    for text in pages(pdf(made(*blocks))):
        lines_found = [line for line in text.splitlines() if line.strip()][:-1]  # the last is the foot
        assert not re.match(r"pita|tajuk|catatan|No\.", lines_found[-1])


@pytest.mark.parametrize("bands", [1, 2, 5, 100])
def test_bands_may_follow_each_other_and_end_a_table(bands: int) -> None:
    lines = (*(band(f"pita{n}") for n in range(bands)), row(1, "isi"), *(band(f"akhir{n}") for n in range(bands)))
    found = " ".join(pages(pdf(made(Grid("Matriks", COLUMNS, lines), Grid("Kosong", COLUMNS, ())))))
    assert found.count("pita") == found.count("akhir") == bands


def test_inserted_words_are_bold_and_underlined_and_deleted_ones_struck_out() -> None:
    def drawn(mark: Mark) -> tuple[str, int]:
        content = pdf(made(Words((Paragraph((Run("QQQQ", mark),)),)), office=Office()))
        page = pypdfium2.PdfDocument(content)[0]
        paths = sum(item.type == pdfium.FPDF_PAGEOBJ_PATH for item in page.get_objects())
        return next(name for letter, name in fonts(content) if letter == "Q"), paths

    plainly, lines = drawn("equal")
    assert "Bold" not in plainly
    bold, underlined = drawn("insert")
    assert "Bold" in bold and underlined == lines + 1
    kept, struck = drawn("delete")
    assert "Bold" not in kept and struck == lines + 1


def test_labels_hang_and_depth_indents() -> None:
    cell = Cell(
        (
            Paragraph((Run("satu"),), "(1)", 0),
            Paragraph((Run("dua " * 40 + "ekor"),), "a.", 1),
            Paragraph((Run("tiga"),), "xviii.", 2),
        )
    )
    content = pdf(made(Grid("Tabel", (Column("Isi", 100),), (Line((cell,)),)), wide=False))
    text = pypdfium2.PdfDocument(content)[0].get_textpage()
    found = text.get_text_range()

    def left(part: str) -> float:
        return float(text.get_charbox(found.index(part))[0])

    assert left("(1)") < left("a.") < left("xviii.")
    assert left("satu") == pytest.approx(left("a."), abs=2)
    assert left("ekor") > left("a.") + 10  # the second line stands below the words, not the label
    assert left("tiga") > left("xviii.") + 15


def test_places_to_write_in_are_named_where_the_column_does_not_name_them() -> None:
    several = Cell(answers=(ask("Usulan rumusan"), ask("Kategori", choices=("Tetap", "Substansi baru"))))
    columns = (Column("No.", 10, "number"), Column("Tanggapan", 40, "answer"), Column("Isian", 50, "answer"))
    line = Line((told("1"), Cell(answers=(ask("Tanggapan"),)), several))
    written = replace(line, cells=(told("2"), Cell(answers=(ask("Tanggapan", value="Setuju"),)), several))
    facts = Facts((("Satuan kerja", Cell(answers=(ask("Satuan kerja"),))),))
    found = " ".join(pages(pdf(made(facts, Grid("Tabel", columns, (line, written))))))
    assert found.count("Tanggapan") == 1 and found.count("Setuju") == 1
    assert found.count("Usulan rumusan") == found.count("Substansi baru") == 2
    assert found.count("Satuan kerja") == 1


def test_the_letterhead_and_who_signs() -> None:
    found = pages(pdf(made(Words((plain("isi"),)), signed=True, day="24 November 2026")))[-1]
    names = [name.upper() for name in OFFICE.names]  # as in the Word file
    for expected in (*names, OFFICE.address, OFFICE.contact, "Contohkota, 24 November 2026", "Siti Contoh"):
        assert expected in found
    assert "NIP 197001011995032001" in found and found.count("NIP") == 1
    assert "Contohkota, ......" in pages(pdf(made(signed=True)))[-1]
    alone = pages(pdf(made(Words((plain("isi"),)), office=Office())))[-1]
    assert "......" not in alone and "Komisi" not in alone


def test_the_end_is_kept_together() -> None:
    people = tuple(Signatory(f"Jabatan{n}", f"Nama{n}", str(n)) for n in range(6))
    for count in range(20, 44):
        shown = made(*(Words((plain("baris"),)) for _ in range(count)), signed=True, wide=False)
        found = pages(pdf(replace(shown, office=replace(OFFICE, signatories=people))))
        assert len({page for page, text in enumerate(found) if re.search(r"Contohkota, |Jabatan|Nama\d", text)}) == 1


def test_who_signs_does_not_stand_alone_on_a_page() -> None:
    for count in range(1, 30):
        lines = [row(number, f"isi{number}x") for number in range(count)]
        for last in (lines, [*lines, band("pita"), row(99, "isi99x")]):
            found = pages(pdf(made(Grid("Matriks", COLUMNS, tuple(last)), signed=True)))
            text = next(text for text in found if "Siti Contoh" in text)
            assert "Tanggapan" in text and re.search(r"isi\d+x", text) and "Contohkota, " in text
            assert len(re.findall(r"isi\d+x", "".join(found))) == sum(not line.band for line in last)


def test_charts_say_their_words_and_show_only_their_days() -> None:
    first, last = date(2022, 6, 14), date(2024, 10, 20)
    spans = Spans(
        "Tahapan",
        tuple(Span(f"Tahap {n}", first + timedelta(n * 30), first + timedelta(n * 30 + 45), "hari") for n in range(9)),
        first,
        last,
        ((date(2024, 2, 14), "Pemungutan suara"), (date(2030, 1, 1), "Di luar")),
    )
    bars = Bars("Jenis", (Bar("Substansi", 62, "62 ketentuan"), Bar("Tetap", 0, "tidak ada")))
    content = pdf(made(bars, spans, wide=False))
    found = " ".join(pages(content))
    for expected in ("Jenis", "62 ketentuan", "tidak ada", "Tahap 8", "14 Februari 2024", "1 Januari 2030", "2023"):
        assert expected in found
    assert not list(outside(content))


@given(st.dates(), st.integers(0, 4_000_000), st.floats(60, 600))
def test_names_on_an_axis_stand_apart_and_within(first: date, days: int, room: float) -> None:
    last = date.fromordinal(min(date.max.toordinal(), first.toordinal() + days))
    ticks = list(axis(first, last, room))
    assert len(ticks) < 60
    named = [tick["at"] for tick in ticks if tick["name"] or tick["year"]]
    edges = [*named, 1.0]
    assert all(0 <= here < 1 and (there - here) * room > 15 for here, there in pairwise(edges))


def test_a_reader_finds_title_language_outline_and_tags() -> None:
    content = pdf(made(Heading("Satu"), Words((plain("isi"),)), Heading("Dua", 2), Heading("Tiga")))
    file = pypdfium2.PdfDocument(content)
    told_of = file.get_metadata_dict()
    assert told_of["Title"] == "Lembar Contoh: Judul" and told_of["Author"] == ", ".join(OFFICE.names)
    assert [(mark.get_title(), mark.level) for mark in file.get_toc()] == [("Satu", 0), ("Dua", 1), ("Tiga", 0)]
    chapters = made(Heading("Isi"), Grid("", COLUMNS, (band("BAB I"), row(1, "a"), band("BAB II"), row(2, "b"))))
    marks = [(mark.get_title(), mark.level) for mark in pypdfium2.PdfDocument(pdf(chapters)).get_toc()]
    assert marks == [("Isi", 0), ("BAB I", 1), ("BAB II", 1)]
    assert pdfium.FPDFCatalog_IsTagged(file)
    room = (ctypes.c_ushort * 20)()
    size = pdfium.FPDFCatalog_GetLanguage(file, room, 40)
    assert bytes(room)[: size - 2].decode("utf-16-le") == "id"


@pytest.mark.slow
def test_three_thousand_rows() -> None:
    rows = tuple(row(number, f"lama{number} " + "kata " * 12, f"baru{number}") for number in range(1, 3001))
    found = pages(pdf(made(Grid("Matriks", COLUMNS, rows))))
    assert len(found) > 150
    numbers = [int(number) for text in found for number in re.findall(r"baru(\d+)", text)]
    assert numbers == list(range(1, 3001))


@pytest.mark.slow
def test_memory_does_not_grow_with_the_number_of_documents() -> None:
    process = psutil.Process()

    def after(first: int, last: int) -> int:
        for number in range(first, last):
            lines = tuple(row(at, f"kata {number} {at} " * 30) for at in range(200))
            pdf(made(Grid("Matriks", COLUMNS, lines)))
        return int(process.memory_info().rss)

    start = after(0, 3)
    assert after(3, 11) - start < 60_000_000


@pytest.mark.slow
def test_the_sample_drafts(corpus: Path) -> None:
    import pkpu_review

    folder = corpus / "tahapan-jadwal"
    new, old = (
        pkpu_review.read(folder / name) for name in ("v2-bahan-rapat-dengar-pendapat.pdf", "v1-bahan-uji-publik.pdf")
    )
    sheets = pack(pkpu_review.review(new, old))
    for sheet in (sheets.matrix, *(sheet for _, sheet in sheets.divisions)):
        shown = document(sheet, OFFICE)
        content = pdf(shown)
        assert not list(outside(content))
        assert not Counter(compact(clean("".join(words(shown))))) - Counter(compact("".join(pages(content))))


def test_a_path_breaks_behind_its_signs() -> None:
    parts = pieces("KotaB/2-teknis.xlsx, Lembar Pencermatan!G12", 52.0, 8.0)
    assert isinstance(parts, list) and "".join(parts) == "KotaB/2-teknis.xlsx, Lembar Pencermatan!G12"
    assert "KotaB/" in parts and parts[-1] == "G12"
    letters = pieces("W" * 60, 52.0, 8.0)
    assert isinstance(letters, list) and len(letters) > 10


def test_no_category_of_a_remark_is_broken_within_its_word() -> None:
    column = Page(wide=True).rooms(SHARES)[COLUMNS_OF_DIM.index("category")]
    for label in words_of("category").values():
        assert isinstance(pieces(label, column, SIZES["cell"]), str), label
