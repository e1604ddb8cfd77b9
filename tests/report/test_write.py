"""The whole folder: its names, the same bytes again, and what happens when a file is open elsewhere."""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import docx as lxml_docx
import pytest
from docx.enum.section import WD_ORIENT
from lxml import html as lxml_html

from pkpu_review.errors import CannotWrite
from pkpu_review.model import Review
from pkpu_review.report import write
from pkpu_review.report.excel.xlsx import xlsx
from pkpu_review.report.formats import FORMATS
from pkpu_review.report.office import Office, Signatory
from pkpu_review.report.pages.page import page
from pkpu_review.report.pdf.pdf import pdf
from pkpu_review.report.sheet import Paragraph
from pkpu_review.report.sheets.setting import document
from pkpu_review.report.sheets.sheets import pack
from pkpu_review.report.text.document_text import markdown, record
from pkpu_review.report.word.docx import docx
from pkpu_review.report.wording import says


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_folder_of_a_meeting(review: Review, tmp_path: Path) -> None:
    written = write(review, tmp_path / "hasil" / "rapat")
    assert written[0].name == "index.html"
    documents = ["0-daftar-berkas", "1-ringkasan-pimpinan"]
    sheets = [f"2-lembar-divisi/{name}" for name in ("1-perencanaan-logistik", "2-data", "3-sekretariat")]
    expected = [f"{name}.{form}" for name in documents for form in ("docx", "html", "pdf")]
    expected += [
        f"{name}.{form}" for name in (*sheets, "3-matriks-persandingan") for form in ("docx", "html", "pdf", "xlsx")
    ]
    expected += ["5-laporan.html", "berkas-rapat.zip", "index.html", "review.json"]
    assert sorted(contents(tmp_path / "hasil" / "rapat")) == expected
    assert set(written) == {path for path in (tmp_path / "hasil" / "rapat").rglob("*") if path.is_file()}


@pytest.mark.parametrize("which", ["review", "alone"])
def test_the_same_review_gives_the_same_bytes(which: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    review: Review = request.getfixturevalue(which)
    write(review, tmp_path / "satu")
    write(review, tmp_path / "dua")
    assert contents(tmp_path / "satu") == contents(tmp_path / "dua")


def test_the_archive_holds_every_other_file_as_it_is(review: Review, tmp_path: Path) -> None:
    write(review, tmp_path)
    files = contents(tmp_path)
    with zipfile.ZipFile(tmp_path / "berkas-rapat.zip") as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert held == {name: content for name, content in files.items() if name != "berkas-rapat.zip"}


def test_the_formats_asked_for_and_no_others(review: Review, tmp_path: Path) -> None:
    write(review, tmp_path, formats=("md", "json"))
    forms = {path.suffix for path in (tmp_path / "2-lembar-divisi").iterdir()}
    assert forms == {".md", ".json"}
    with pytest.raises(ValueError, match="odt"):
        write(review, tmp_path, formats=("odt",))


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_alone_makes_a_folder(form: str, review: Review, tmp_path: Path) -> None:
    written = write(review, tmp_path, formats=(form,))
    sheets = [path for path in written if path.parent.name == "2-lembar-divisi"]
    assert written[0].name == "index.html" and len(sheets) == 3 and {path.suffix for path in sheets} == {f".{form}"}
    brief = tmp_path / f"1-ringkasan-pimpinan.{form}"
    assert brief.exists() == (form != "xlsx")  # what is only read is no workbook


def test_every_format_says_the_same_in_the_same_order(review: Review, tmp_path: Path) -> None:
    """The words of the rows, as Word, the page, Markdown and JSON have them, without white space.

    Of Excel, whose tables become one, see the next test; of PDF see ``test_pdf``, which reads it back.
    """
    sheet = document(pack(review).divisions[1][1])
    words = [w for line in sheet.lines for cell in line.cells for p in cell.paragraphs for w in told(p).split()]
    body = lxml_docx.Document(io.BytesIO(docx(sheet))).element.body
    shown = {
        "docx": "".join(body.itertext()),
        "html": lxml_html.fromstring(page(sheet)).text_content(),
        "md": re.sub(r"\\(.)|~~|\*\*|<br>", r"\1", markdown(sheet)),
        "json": " ".join(run[0] for run in runs(record(sheet))),
    }
    for form, text in shown.items():
        packed, at = "".join(text.split()), 0
        for word in words:
            found = packed.find(word, at)
            assert found >= 0, (form, word)
            at = found + len(word)


def test_excel_says_the_same_row_by_row(review: Review) -> None:
    from openpyxl import load_workbook

    sheet = document(pack(review).divisions[1][1])
    page = load_workbook(io.BytesIO(xlsx(sheet))).worksheets[0]
    shown: dict[str, str] = {}
    for row in page.iter_rows(values_only=True):
        name = next((str(value) for value in row if str(value).startswith(("pkpu::", "lama::"))), "")
        if name:
            shown[name] = shown.get(name, "") + "".join("".join(map(str, filter(None, row))).split())
    lines = [line for line in sheet.lines if line.tag]
    assert list(shown) == [str(line.tag) for line in lines]
    for line in lines:
        for cell in line.cells:
            for one in cell.paragraphs:
                if says("row.same-reason", told(one)):  # rows get sorted: in Excel each has its reasons itself
                    continue
                assert "".join(told(one).split()) in shown[str(line.tag)]


def test_the_matrix_lies_on_its_side_with_the_columns_that_offices_use(review: Review, alone: Review) -> None:
    import pypdfium2

    for made, heads in (
        (review, ["No.", "Naskah lama", "Naskah baru", "Jenis perubahan", "Divisi", "Tanggapan"]),
        (alone, ["No.", "Rancangan", "Divisi", "Tanggapan"]),
    ):
        matrix = document(pack(made).matrix)
        (grid,) = matrix.grids
        assert [column.title for column in grid.columns] == heads
        assert sum(column.share for column in grid.columns) == 100
        section = lxml_docx.Document(io.BytesIO(docx(matrix))).sections[-1]
        assert section.orientation == WD_ORIENT.LANDSCAPE
        assert section.page_width and section.page_height and section.page_width > section.page_height
        for sheet in pypdfium2.PdfDocument(pdf(matrix)):
            assert sheet.get_width() > sheet.get_height()


def told(paragraph: Paragraph) -> str:
    return "".join(run.text for run in paragraph.runs)


def runs(value: Any) -> Iterator[list[str]]:
    """Yield the runs in a record, in order."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "runs":
                yield from inner
            else:
                yield from runs(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from runs(inner)


def test_an_office_and_a_day_stand_in_the_documents(review: Review, tmp_path: Path) -> None:
    office = Office(("Komisi Pemilihan Umum", "Kota Contoh"), place="Contoh", signatories=(Signatory("Sekretaris"),))
    write(review, tmp_path, office, date(2026, 11, 24), ("md",))
    text = (tmp_path / "2-lembar-divisi" / "2-data.md").read_text(encoding="utf-8")
    assert "**Kota Contoh**" in text and "Contoh, 24 November 2026" in text and "Sekretaris, ...." in text


def test_json_holds_the_whole_review(review: Review, tmp_path: Path) -> None:
    write(review, tmp_path)
    text = (tmp_path / "review.json").read_bytes()
    assert b"\r" not in text
    record = json.loads(text)
    assert record["schema"] == "pkpu-review/review/1" and len(record["comparison"]["rows"]) == len(
        review.comparison.rows if review.comparison else ()
    )


def test_a_file_open_in_word_does_not_keep_the_others_from_being_written(
    review: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(review, tmp_path)
    before = contents(tmp_path)
    for path in tmp_path.rglob("*.html"):
        path.write_text("lama", encoding="utf-8")
    replace = os.replace

    def refuse(source: str, target: Path) -> None:
        if Path(target).name == "3-matriks-persandingan.docx":
            raise PermissionError(13, "open elsewhere")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(CannotWrite, match=r"3-matriks-persandingan-2\.docx"):
        write(review, tmp_path)
    assert contents(tmp_path) == before


def test_nothing_is_written_where_something_cannot_be_made(
    review: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> bytes:
        raise ValueError("text too long for a cell")

    monkeypatch.setattr("pkpu_review.report.excel.xlsx.xlsx", fail)
    with pytest.raises(ValueError, match="too long"):
        write(review, tmp_path / "hasil")
    assert not (tmp_path / "hasil").exists()
