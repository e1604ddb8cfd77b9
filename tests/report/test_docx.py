"""The DOCX: its XML in order, its answers findable, and nothing of a document's text taken for markup."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx as python_docx
import pytest
from lxml import etree

from pkpu_review.model import Review
from pkpu_review.report.document import Bar, Bars, Document, Span, Spans
from pkpu_review.report.office import Office, Signatory
from pkpu_review.report.sheets.rows import rows
from pkpu_review.report.sheets.setting import document, row_tag
from pkpu_review.report.sheets.sheets import pack
from pkpu_review.report.word.docx import GRID_INSET, LONG, MARGIN, docx
from pkpu_review.tags import LIMIT, RESPONSES, SHEET_FIELDS, parse

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def matrix(review: Review) -> Document:
    return document(pack(review).matrix)


@pytest.fixture(scope="module")
def sheets(review: Review) -> list[Document]:
    made = pack(review)
    return [document(sheet) for sheet in (made.matrix, *(sheet for _, sheet in made.divisions))]


def part(content: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def test_same_sheet_same_bytes(matrix: Document) -> None:
    assert docx(matrix) == docx(matrix)


def test_every_part_is_named_and_well_formed(matrix: Document) -> None:
    content = docx(matrix)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in names:
            etree.fromstring(archive.read(name))
    overrides = {e.get("PartName") for e in part(content, "[Content_Types].xml") if e.get("PartName")}
    assert overrides <= {f"/{name}" for name in names}


def test_a_validator_of_the_format_finds_no_fault(sheets: list[Document], tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit").OpenXmlValidator()
    office = Office(("Komisi Pemilihan Umum", "Kota Contoh"), "Jalan Contoh 1", signatories=(Signatory("Sekretaris"),))
    chart = Bars("Grafik", (Bar("a", 1, "1"), Bar("b", 0, "0")))
    spans = Spans("Waktu", (Span("a", date(2023, 1, 1), date(2023, 3, 1), "1–3"),), date(2023, 1, 1), date(2024, 2, 14))
    whole = replace(sheets[-1], office=office, blocks=(*sheets[-1].blocks, chart, spans))
    for at, one in enumerate((*sheets, whole)):
        path = tmp_path / f"{at}.docx"
        path.write_bytes(docx(one))
        found = audit.validate(path)
        assert found.is_valid and not found.errors


def test_python_docx_reads_it(matrix: Document) -> None:
    opened = python_docx.Document(io.BytesIO(docx(matrix)))
    table = opened.tables[-1]
    assert [cell.text for cell in table.rows[0].cells][:3] == ["No.", "Naskah lama", "Naskah baru"]
    section = opened.sections[0]
    assert section.page_width is not None and section.page_height is not None
    assert section.page_width > section.page_height


def test_tables_stay_within_the_margins_and_rows_fill_their_grid(sheets: list[Document]) -> None:
    for sheet in sheets:
        for table in part(docx(sheet), "word/document.xml").iter(f"{W}tbl"):
            grid = [int(column.get(f"{W}w", "0")) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
            inner = next(table.iterancestors(f"{W}tc"), None)  # in which is signed
            room = LONG - 2 * MARGIN if inner is None else int(inner.find(f"{W}tcPr/{W}tcW").get(f"{W}w"))
            assert room - len(grid) - (0 if inner is None else 2 * GRID_INSET) <= sum(grid) <= room
            for row in table.iterfind(f"{W}tr"):
                spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.iterfind(f"{W}tc")]
                assert sum(1 if span is None else int(span.get(f"{W}val", "0")) for span in spans) == len(grid)


def test_header_rows_repeat_and_short_rows_hold_together(matrix: Document) -> None:
    table = list(part(docx(matrix), "word/document.xml").iter(f"{W}tbl"))[-1]
    rows = list(table.iter(f"{W}tr"))
    assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
    assert sum(row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows) == 1
    torn = ["".join(row.itertext()) for row in rows if row.find(f"{W}trPr/{W}cantSplit") is None]
    assert len(torn) == 1 and "W" * 700 in torn[0]  # higher than a page: it has to break


def controls(content: bytes) -> list[etree._Element]:
    return list(part(content, "word/document.xml").iter(f"{W}sdt"))


def tag(control: etree._Element) -> str:
    return str(control.find(f"{W}sdtPr/{W}tag").get(f"{W}val"))


def test_every_row_of_the_matrix_has_an_answer_that_names_its_provision(matrix: Document) -> None:
    found = controls(docx(matrix))
    assert [tag(control) for control in found] == [answer.tag.short for answer in matrix.answers]
    told = [parse(tag(control)) for control in found]
    assert all(one is not None and one.field == "tanggapan" for one in told)
    names = {(one.provision, one.old, one.digest) for one in told if one}
    assert ("pasal-2/ayat-1", False, "b" * 8) in names and ("pasal-3", True, "a" * 8) in names
    ids = [control.find(f"{W}sdtPr/{W}id").get(f"{W}val") for control in found]
    assert len(set(ids)) == len(ids)
    assert all("".join(control.itertext()).strip() == "" for control in found)


def test_a_division_writes_its_response_wording_reason_and_category(sheets: list[Document]) -> None:
    data = next(sheet for sheet in sheets if "Data" in sheet.title)
    told = [parse(tag(control)) for control in controls(docx(data))]
    assert [one.field for one in told[:3] if one] == list(SHEET_FIELDS)
    assert [one.field for one in told[3:7] if one] == list(RESPONSES)
    chosen = next(c for c in controls(docx(data)) if ":k:" in tag(c)).find(f"{W}sdtPr/{W}dropDownList")
    assert [item.get(f"{W}value") for item in chosen] == ["Tetap", "Redaksional", "Substansi", "Substansi baru"]


def test_the_index_part_gives_ids_and_hashes(matrix: Document) -> None:
    content = docx(matrix)
    index = part(content, "customXml/item1.xml")
    assert index.get("naskah-baru") == "b" * 64 and index.get("naskah-lama") == "a" * 64
    assert {(row.get("new"), row.get("old")) for row in index} >= {("pasal-6", "pasal-5"), (None, "pasal-3")}
    assert "b" * 64 in "".join(part(content, "docProps/custom.xml").itertext())


def test_a_long_id_gets_a_tag_that_word_takes(review: Review) -> None:
    row = rows(review)[0]
    assert row.new is not None
    long = replace(row, new=replace(row.new, provision="pasal-i/angka-12/" + "huruf-a/" * 12 + "angka-1"))
    longer = replace(row, new=replace(row.new, provision="pasal-i/angka-12/" + "huruf-a/" * 12 + "angka-2"))
    names = [row_tag(one, {}, "usulan").short for one in (long, longer)]
    assert names[0] != names[1] and all(len(name) <= LIMIT for name in names)


def test_an_office_gives_letterhead_and_signatories(sheets: list[Document]) -> None:
    office = Office(
        ("Komisi Pemilihan Umum", "Kota <Contoh>"),
        "Jalan Contoh 1",
        place="Contoh",
        signatories=(Signatory("Ketua Divisi", "N. A. Ma", "19800101"), Signatory("Sekretaris")),
    )
    content = docx(replace(sheets[1], office=office, day="24 November 2026"))
    told = ["".join(p.itertext()) for p in part(content, "word/document.xml").iter(f"{W}p")]
    assert told[:3] == ["Komisi Pemilihan Umum", "Kota <Contoh>", "Jalan Contoh 1"]
    for words in ("Contoh, 24 November 2026", "Ketua Divisi,", "Sekretaris,", "N. A. Ma", "NIP 19800101"):
        assert words in told


def test_marks_are_visible_without_colour(matrix: Document) -> None:
    styles = part(docx(matrix), "word/styles.xml")
    inserted = styles.find(f"{W}style[@{W}styleId='Tambahan']/{W}rPr")
    deleted = styles.find(f"{W}style[@{W}styleId='Hapusan']/{W}rPr")
    assert inserted.find(f"{W}u") is not None and inserted.find(f"{W}b") is not None
    assert deleted.find(f"{W}strike") is not None


def test_hostile_text_stays_text(matrix: Document) -> None:
    body = part(docx(matrix), "word/document.xml")
    shown = ["".join(t.itertext()) for t in body.iter(f"{W}t")]
    assert "<script>alert(1)</script>" in shown and any("{{ 7 * 7 }}" in words for words in shown)
    assert all(str(element.tag).startswith(W) for element in body.iter())
    assert not list(body.iter(f"{W}hyperlink")) and not list(body.iter(f"{W}instrText"))


def test_a_draft_alone_has_no_columns_of_change(alone: Review) -> None:
    opened = python_docx.Document(io.BytesIO(docx(document(pack(alone).matrix))))
    assert [c.text for c in opened.tables[-1].rows[0].cells] == ["No.", "Rancangan", "Divisi", "Tanggapan"]


@pytest.mark.slow
def test_libreoffice_opens_every_sheet(sheets: list[Document], require: Callable[[str], str], tmp_path: Path) -> None:
    office = require("libreoffice")
    for sheet in sheets:
        (tmp_path / f"{sheet.name}.docx").write_bytes(docx(sheet))
    files = sorted(str(path) for path in tmp_path.glob("*.docx"))
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = [office, "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    import pdfplumber

    for path in files:
        with pdfplumber.open(Path(path).with_suffix(".pdf")) as pdf:
            for page in pdf.pages:
                words = page.extract_words()
                assert len(words) > 8, f"empty page in {path}"
                assert all(word["x0"] > 0 and word["x1"] <= page.width - 40 for word in words)
            last = pdf.pages[-1].extract_text()
            assert f"Halaman {len(pdf.pages)} dari {len(pdf.pages)}" in last
