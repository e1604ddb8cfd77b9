"""Files made to do harm, or damaged on the way: refused with a sentence, within the bounds, or read as text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pkpu_review import opc
from pkpu_review.collect import excel, written
from pkpu_review.collect import word as word_files
from pkpu_review.errors import CannotRead
from pkpu_review.inventory import collect
from pkpu_review.model import Dim
from tests.collect.filling import excel as fill_excel
from tests.collect.filling import said, word

Sheet = Callable[..., Path]
Gathered = Callable[..., Dim]
DTD = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


def changed(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """Change one part of an Office file."""
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def cause(path: Path, reviewed: Path) -> str:
    dim = collect([path], reviewed)
    assert dim.entries == ()
    (lost,) = dim.unread
    return lost.cause


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("a.docx", "word/document.xml"),
        ("a.docx", "docProps/custom.xml"),
        ("a.xlsx", "xl/worksheets/sheet1.xml"),
        ("a.xlsx", "xl/sharedStrings.xml"),
        ("a.xlsx", "docProps/custom.xml"),
    ],
)
def test_entities_are_refused(name: str, part: str, sheet: Sheet, reviewed: Path) -> None:
    path = changed(sheet(name), part, lambda data: DTD + data.partition(b"?>")[2])
    assert "DTD" in cause(path, reviewed)


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
@pytest.mark.parametrize(("limit", "value"), [("MAX_PARTS", 3), ("MAX_PART_BYTES", 500), ("MAX_UNPACKED", 1500)])
def test_the_bounds_of_a_package_hold(
    name: str, limit: str, value: int, sheet: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = sheet(name).read_bytes()
    reader = word_files if name.endswith("docx") else excel
    monkeypatch.setattr(opc, limit, value)
    with pytest.raises(CannotRead, match=r"terlalu besar|batasnya"):
        reader.grid(name, data)


def test_what_packs_to_nearly_nothing_is_refused(sheet: Sheet, reviewed: Path) -> None:
    path = changed(sheet("a.docx"), "word/document.xml", lambda data: data + b" " * (opc.RATIO_FROM * 10))
    assert "terlalu besar" in cause(path, reviewed)


def test_what_is_nested_too_deep_is_refused(sheet: Sheet, reviewed: Path) -> None:
    deep = b"<w:sdt>" * 220 + b"</w:sdt>" * 220
    path = changed(sheet("a.docx"), "word/document.xml", lambda data: data.replace(b"<w:body>", b"<w:body>" + deep))
    assert "bersarang terlalu dalam" in cause(path, reviewed)


def test_words_without_end_are_refused_for_what_they_are(sheet: Sheet, reviewed: Path) -> None:
    def long(data: bytes) -> bytes:
        letters = "".join(f"{at:x} " for at in range(1_800_000)).encode()  # of all kinds, so that they do not pack well
        return data.replace(b"<w:body>", b"<w:body><w:p><w:r><w:t>" + letters + b"</w:t></w:r></w:p>", 1)

    told = cause(changed(sheet("a.docx"), "word/document.xml", long), reviewed)
    assert "tulisan yang terlalu panjang" in told and "rusak" not in told


@pytest.mark.parametrize(
    ("limit", "value"), [("MAX_CELLS", 10), ("MAX_FILLED", 10), ("MAX_UNPACKED", 5000), ("MAX_WORKSHEETS", 1)]
)
def test_the_bounds_of_a_workbook_hold(limit: str, value: int, sheet: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    data = sheet("a.xlsx").read_bytes()
    monkeypatch.setattr(excel, limit, value)
    with pytest.raises(CannotRead, match="terlalu"):
        excel.grid("a.xlsx", data)


def test_a_footnote_that_refers_to_itself_is_read_once(sheet: Sheet, gathered: Gathered) -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    note = '<w:footnote w:id="5"><w:p><w:r><w:footnoteReference w:id="5"/><w:t>catatan</w:t></w:r></w:p></w:footnote>'
    path = word(sheet("a.docx"), {(9, "usulan"): "ISI"})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/footnotes.xml", f'<w:footnotes xmlns:w="{space}">{note}</w:footnotes>')
    link = b'<Relationship Id="rIdF" Type="' + kind + b'" Target="footnotes.xml"/></Relationships>'
    changed(path, "word/_rels/document.xml.rels", lambda data: data.replace(b"</Relationships>", link))
    mark = b'ISI</w:t><w:footnoteReference w:id="5"/>'
    changed(path, "word/document.xml", lambda data: data.replace(b"ISI</w:t>", mark))
    assert said(gathered(path)) == {("pasal-3", "usulan", "ISI (catatan)")}


def test_what_turns_the_direction_of_writing_is_in_no_page(sheet: Sheet, gathered: Gathered, tmp_path: Path) -> None:
    from pkpu_review.report.meeting.dim import write

    write(gathered(word(sheet("a.docx"), {(9, "usulan"): "a\u202eb\u2066c"})), tmp_path / "h", formats=("html",))
    page = (tmp_path / "h" / "dim.html").read_text(encoding="utf-8")
    assert "a\ufffdb\ufffdc" in page and "\u202e" not in page and "\u2066" not in page


def test_a_range_that_covers_a_whole_worksheet_is_refused(sheet: Sheet, reviewed: Path) -> None:
    merged = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'

    def merge(data: bytes) -> bytes:
        return data.replace(b"</sheetData>", b"</sheetData>" + merged, 1)

    assert "terlalu banyak sel" in cause(changed(sheet("a.xlsx"), "xl/worksheets/sheet1.xml", merge), reviewed)


def test_a_cell_at_the_far_end_costs_nothing(sheet: Sheet, gathered: Gathered) -> None:
    def far(page: object) -> None:
        page["XFD1048576"] = "jauh"  # type: ignore[index]

    dim = gathered(fill_excel(sheet("a.xlsx"), {}, change=far))
    assert [(one.text, one.place.where) for one in dim.strays] == [("jauh", "Lembar Pencermatan!XFD1048576")]


def test_what_stands_in_an_answer_is_never_more_than_text(
    sheet: Sheet, reviewed: Path, gathered: Gathered, tmp_path: Path
) -> None:
    nasty = '<script>alert(1)</script> =HYPERLINK("x") {{7*7}} ]]> \u202eterbalik & \'--\\input{a}'
    dim = gathered(word(sheet("a.docx"), {(9, "usulan"): nasty}, "=1+1"))
    assert said(dim) == {("pasal-3", "usulan", nasty)}
    from pkpu_review.report.meeting.dim import write

    write(dim, tmp_path / "h", formats=("html", "docx", "xlsx", "md", "pdf"))
    page = (tmp_path / "h" / "dim.html").read_text(encoding="utf-8")
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    import openpyxl

    cells = [c for row in openpyxl.load_workbook(tmp_path / "h" / "dim.xlsx").worksheets[0].iter_rows() for c in row]
    assert [cell for cell in cells if cell.data_type == "f"] == []


def test_the_name_that_a_file_tells_of_itself_is_no_path(sheet: Sheet, gathered: Gathered) -> None:
    path = changed(
        word(sheet("a.docx"), {(9, "usulan"): "x"}),
        "docProps/custom.xml",
        lambda data: data.replace(b">5-data<", b">../../../etc/passwd<"),
    )
    dim = gathered(path)
    assert said(dim) == {("pasal-3", "usulan", "x")}
    assert "passwd" in dim.files[0].problems[0]


def test_an_archive_that_was_tampered_with_gives_no_sheet(
    reviewed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    folder = tmp_path / "rapat"
    shutil.copytree(reviewed, folder)
    word(folder / "2-lembar-divisi" / "5-data.docx", {(9, "usulan"): "x"})
    (folder / written.ARCHIVE).write_bytes(b"PK\x05\x06" + b"\x00" * 18)
    assert said(collect([folder / "2-lembar-divisi" / "5-data.docx"], folder)) == {("pasal-3", "usulan", "x")}
    shutil.copy(reviewed / written.ARCHIVE, folder / written.ARCHIVE)
    monkeypatch.setattr(written, "MAX_ARCHIVED", 100)
    assert said(collect([folder / "2-lembar-divisi" / "5-data.docx"], folder)) == {("pasal-3", "usulan", "x")}


def test_a_package_that_points_out_of_itself_is_not_followed() -> None:
    buffer = io.BytesIO()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="a" Type="{kind}" Target="../../../etc/passwd"/>'
            f'<Relationship Id="b" Type="{kind}" Target="file:///etc/passwd" TargetMode="External"/></Relationships>',
        )
        archive.writestr("word/document.xml", "<x/>")
    parts = opc.Parts("a.docx", buffer.getvalue())
    assert parts.main == ""
    assert parts.related("", "officeDocument") == []
