"""Word sheets that came back: whatever was done to the places to write in, and beside them."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree

from pkpu_review.model import Dim
from tests.collect.filling import W, control, edit, paragraphs, row, said, word, write

Sheet = Callable[..., Path]
Gathered = Callable[..., Dim]


def texts(dim: Dim) -> list[tuple[str, str, str, str]]:
    return [(one.provision, one.form, one.tanggapan, one.usulan) for one in dim.remarks]


def test_a_sheet_that_nobody_filled_in_says_nothing(sheet: Sheet, gathered: Gathered) -> None:
    path = sheet("isian.docx")
    edit(path, lambda body: None)  # saved by another program, and nothing else
    dim = gathered(path)
    assert (dim.entries, dim.strays) == ((), ())


def test_every_field_arrives_at_its_provision(sheet: Sheet, gathered: Gathered) -> None:
    answers = {
        (7, "tanggapan"): "Terlalu singkat",
        (7, "usulan"): "paling lama 14 (empat belas) hari",
        (7, "alasan"): "Data penduduk\nbelum tentu lengkap",
        (7, "kategori"): "Redaksional",
        (9, "tanggapan"): "Setuju",
        (11, "usulan"): "Kembalikan Pasal 5",
    }
    dim = gathered(word(sheet("isian.docx"), answers, "KPU Kabupaten Sleman"))
    assert said(dim) == {
        ("pasal-2/ayat-1", "tanggapan", "Terlalu singkat"),
        ("pasal-2/ayat-1", "usulan", "paling lama 14 (empat belas) hari"),
        ("pasal-2/ayat-1", "alasan", "Data penduduk\nbelum tentu lengkap"),
        ("pasal-3", "tanggapan", "Setuju"),
        ("lama:pasal-5", "usulan", "Kembalikan Pasal 5"),
    }
    assert dim.offices == ("KPU Kabupaten Sleman",)
    assert [(one.category, one.chosen) for one in dim.remarks] == [
        ("redaksional", True),
        ("tetap", False),
        ("substansi-baru", False),
    ]
    assert dim.strays == ()


BELOW = "<w:p><w:r><w:t>di bawah</w:t></w:r></w:p>"
PASTED = {
    "paragraphs": (
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Baris </w:t></w:r><w:r><w:t>satu</w:t></w:r></w:p>",
        "Baris satu",
    ),
    "a table": (
        f"<w:tbl><w:tr>{''.join(f'<w:tc><w:p><w:r><w:t>{t}</w:t></w:r></w:p></w:tc>' for t in 'AB')}</w:tr></w:tbl>",
        "A | B",
    ),
    "an insertion": (
        '<w:p><w:ins w:author="A" w:id="900"><w:r><w:t>disisipkan</w:t></w:r></w:ins></w:p>',
        "disisipkan",
    ),
    "a deletion": (
        '<w:p><w:r><w:t>tinggal</w:t></w:r><w:del w:id="901"><w:r><w:delText>x</w:delText></w:r></w:del></w:p>',
        "tinggal",
    ),
    "a link and a tab": (
        "<w:p><w:hyperlink><w:r><w:t>tautan</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t>lalu</w:t></w:r></w:p>",
        "tautan lalu",
    ),
    "another control": (
        "<w:p><w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>di dalam</w:t></w:r></w:sdtContent></w:sdt></w:p>",
        "di dalam",
    ),
}


@pytest.mark.parametrize("name", PASTED)
def test_what_is_pasted_with_its_formatting_arrives(name: str, sheet: Sheet, gathered: Gathered) -> None:
    xml, expected = PASTED[name]

    def paste(body: Any) -> None:
        """As Word does when several paragraphs come into a control: it then stands around paragraphs."""
        sdt = control(body, 9, "usulan")
        paragraph, content = sdt.getparent(), sdt.find(W + "sdtContent")
        paragraph.getparent().replace(paragraph, sdt)
        for child in list(content):
            content.remove(child)
        content.extend(paragraphs(xml + BELOW))

    dim = gathered(edit(sheet("isian.docx"), paste))
    assert said(dim) == {("pasal-3", "usulan", f"{expected}\ndi bawah")}
    assert dim.strays == ()


def test_a_control_around_a_cell_or_in_an_insertion_is_found(sheet: Sheet, gathered: Gathered) -> None:
    def wrap(body: Any) -> None:
        write(control(body, 9, "tanggapan"), "dalam sisipan")
        sdt = control(body, 9, "tanggapan")
        (change,) = paragraphs('<w:ins w:author="B" w:id="950"/>')
        sdt.addprevious(change)
        change.append(sdt)
        sdt = control(body, 10, "tanggapan")
        write(sdt, "sel penuh")
        cell = next(sdt.iterancestors(W + "tc"))
        sdt.getparent().getparent().remove(sdt.getparent())  # its paragraph goes
        cell.addprevious(sdt)
        content = sdt.find(W + "sdtContent")
        for child in list(content):
            content.remove(child)
        content.append(cell)
        cell.insert(1, paragraphs("<w:p><w:r><w:t>sel penuh</w:t></w:r></w:p>")[0])

    dim = gathered(edit(sheet("isian.docx"), wrap))
    found = said(dim)
    assert ("pasal-3", "tanggapan", "dalam sisipan") in found
    assert any(id == "pasal-4" and "sel penuh" in text for id, _, text in found)


def test_what_word_shows_in_an_empty_control_is_no_answer(sheet: Sheet, gathered: Gathered) -> None:
    def empty(body: Any) -> None:
        sdt = control(body, 9, "usulan")
        next(sdt.iter(W + "t")).text = "Click or tap here to enter text."

    assert gathered(edit(sheet("isian.docx"), empty)).entries == ()


def test_text_without_its_control_is_taken_by_the_label_above_it(sheet: Sheet, gathered: Gathered) -> None:
    def unframe(body: Any) -> None:
        for field in ("tanggapan", "usulan", "alasan", "kategori"):
            sdt = control(body, 9, field)
            write(sdt, f"isi {field}")
            parent = sdt.getparent()
            for run in list(sdt.find(W + "sdtContent")):
                sdt.addprevious(run)
            parent.remove(sdt)

    dim = gathered(edit(sheet("isian.docx"), unframe))
    found = said(dim)
    assert {("pasal-3", field, f"isi {field}") for field in ("tanggapan", "usulan", "alasan")} <= found | {
        (id, field, text.split("\n")[0]) for id, field, text in found
    }
    assert any("isi kategori" in text for _, _, text in found)
    assert dim.strays == ()


def test_the_matrix_without_controls_is_read_by_its_rows(sheet: Sheet, gathered: Gathered) -> None:
    def unframe(body: Any) -> None:
        for sdt in list(body.iter(W + "sdt")):
            for run in list(sdt.find(W + "sdtContent")):
                sdt.addprevious(run)
            sdt.getparent().remove(sdt)

    path = sheet("m.docx", "3-matriks-persandingan.docx")
    word(path, {(9, "tanggapan"): "Perlu dirinci", (11, "tanggapan"): "Jangan dihapus"})
    dim = gathered(edit(path, unframe))
    assert said(dim) == {("pasal-3", "tanggapan", "Perlu dirinci"), ("lama:pasal-5", "tanggapan", "Jangan dihapus")}


def test_answers_copied_to_another_row_belong_to_that_row(sheet: Sheet, gathered: Gathered) -> None:
    def copied(body: Any) -> None:
        source = next(control(body, 9, "tanggapan").iterancestors(W + "tc"))
        target = next(control(body, 10, "tanggapan").iterancestors(W + "tc"))
        target.getparent().replace(target, copy.deepcopy(source))

    path = word(sheet("isian.docx"), {(9, "tanggapan"): "Sama untuk keduanya"})
    dim = gathered(edit(path, copied))
    assert said(dim) == {
        ("pasal-3", "tanggapan", "Sama untuk keduanya"),
        ("pasal-4", "tanggapan", "Sama untuk keduanya"),
    }
    assert ["disalin" in one.note for one in dim.remarks] == [False, True]


def test_rows_that_were_sorted_and_copied(sheet: Sheet, gathered: Gathered) -> None:
    def shuffle(body: Any) -> None:
        rows = [row(control(body, number, "tanggapan")) for number in (7, 8, 9, 10)]
        rows[0].addprevious(rows[3])
        rows[2].addnext(copy.deepcopy(rows[1]))

    path = word(sheet("isian.docx"), {(number, "tanggapan"): f"baris {number}" for number in (7, 8, 9, 10)})
    dim = gathered(edit(path, shuffle))
    assert said(dim) == {
        ("pasal-2/ayat-1", "tanggapan", "baris 7"),
        ("pasal-2/ayat-2", "tanggapan", "baris 8"),
        ("pasal-3", "tanggapan", "baris 9"),
        ("pasal-4", "tanggapan", "baris 10"),
    }
    assert [len(one.places) for one in dim.remarks] == [1, 2, 1, 1]  # the copy says the same: one remark, two places


def test_comments_belong_to_the_row_of_their_anchor(sheet: Sheet, gathered: Gathered) -> None:
    path = sheet("isian.docx")
    document = docx.Document(str(path))
    body = document.element.body
    cells = docx.table.Table(next(row(control(body, 10, "tanggapan")).iterancestors(W + "tbl")), document).rows
    cell = next(r for r in cells if r._tr is row(control(body, 10, "tanggapan"))).cells[2]
    run = cell.paragraphs[-1].runs[-1]
    document.add_comment([run], text="Tujuh hari terlalu singkat", author="Rina", initials="R")
    document.add_comment([document.paragraphs[0].runs[0]], text="Lembar ini terlambat", author="Budi", initials="B")
    document.save(str(path))
    dim = gathered(path)
    assert texts(dim) == [("pasal-4", "komentar", "Tujuh hari terlalu singkat", "")]
    (remark,) = dim.remarks
    assert remark.person == "Rina"
    assert [(one.text, one.reason) for one in dim.strays] == [
        ("Budi: Lembar ini terlambat", "komentar di luar baris ketentuan")
    ]


def draft_cell(body: Any, number: int) -> Any:
    """The cell with the draft's words."""
    return row(control(body, number, "tanggapan")).findall(W + "tc")[-3]


def test_words_that_were_changed_in_the_draft_itself_are_a_proposal(sheet: Sheet, gathered: Gathered) -> None:
    def change(body: Any) -> None:
        for told in draft_cell(body, 10).iter(W + "t"):
            if "papan" in (told.text or ""):
                told.text = (told.text or "").replace("papan pengumuman", "papan informasi")

    dim = gathered(edit(sheet("isian.docx"), change))
    (remark,) = dim.remarks
    assert (remark.provision, remark.form) == ("pasal-4", "suntingan")
    assert "papan informasi" in remark.usulan
    assert "“pengumuman” menjadi “informasi”" in remark.tanggapan
    assert dim.strays == ()


def test_tracked_changes_are_told_with_their_author(sheet: Sheet, gathered: Gathered) -> None:
    def change(body: Any) -> None:
        run = [one for one in draft_cell(body, 8).iter(W + "r") if "".join(one.itertext()).strip()][-1]
        (inserted,) = paragraphs(
            '<w:ins w:author="Dewi" w:id="970"><w:r><w:t xml:space="preserve"> secara berkala</w:t></w:r></w:ins>'
        )
        run.addnext(inserted)

    dim = gathered(edit(sheet("isian.docx"), change))
    (remark,) = dim.remarks
    assert (remark.provision, remark.form, remark.person) == ("pasal-2/ayat-2", "suntingan", "Dewi")
    assert remark.usulan.endswith("secara berkala")


def test_text_beside_the_fields_and_outside_the_table_is_not_lost(sheet: Sheet, gathered: Gathered) -> None:
    def scribble(body: Any) -> None:
        cells = row(control(body, 9, "tanggapan")).findall(W + "tc")
        cells[2].extend(paragraphs("<w:p><w:r><w:t>mohon dicek lagi</w:t></w:r></w:p>"))
        cells[3].insert(1, paragraphs("<w:p><w:r><w:t>di atas isian</w:t></w:r></w:p>")[0])
        body.insert(2, paragraphs("<w:p><w:r><w:t>Catatan umum: bagus</w:t></w:r></w:p>")[0])
        new = copy.deepcopy(row(control(body, 9, "tanggapan")))
        for cell in new.findall(W + "tc"):
            for child in [child for child in cell if child.tag != W + "tcPr"]:
                cell.remove(child)
            cell.extend(paragraphs("<w:p><w:r><w:t>baris baru</w:t></w:r></w:p>"))
        row(control(body, 9, "tanggapan")).addnext(new)

    dim = gathered(edit(sheet("isian.docx"), scribble))
    assert {text for _, _, text in said(dim)} == {"mohon dicek lagi", "di atas isian"}
    assert {one.text for one in dim.strays} == {"Catatan umum: bagus", " | ".join(["baris baru"] * 4)}
    assert all(one.place.where for one in dim.strays)


def test_a_row_added_under_a_citation_is_placed_by_it(sheet: Sheet, gathered: Gathered) -> None:
    def add(body: Any) -> None:
        line = copy.deepcopy(row(control(body, 9, "tanggapan")))
        told = ("", "Pasal 7", "", "Sebaiknya 30 hari setelah diundangkan")
        for cell, text in zip(line.findall(W + "tc"), told, strict=True):
            for child in [child for child in cell if child.tag != W + "tcPr"]:
                cell.remove(child)
            cell.extend(paragraphs(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"))
        row(control(body, 9, "tanggapan")).addnext(line)

    dim = gathered(edit(sheet("isian.docx"), add))
    assert said(dim) == {("pasal-7", "tanggapan", "Sebaiknya 30 hari setelah diundangkan")}


def test_a_picture_is_told_where_it_stands(sheet: Sheet, gathered: Gathered) -> None:
    def paste(body: Any) -> None:
        a = "http://schemas.openxmlformats.org/drawingml/2006/main"
        run = next(control(body, 9, "tanggapan").iter(W + "r"))
        drawing = etree.SubElement(run, W + "drawing")
        etree.SubElement(drawing, f"{{{a}}}blip")

    ((_, _, text),) = said(gathered(edit(sheet("isian.docx"), paste)))
    assert "gambar" in text


def test_a_sheet_filled_in_where_it_lies_is_read_too(reviewed: Path, tmp_path: Path) -> None:
    import shutil

    from pkpu_review.inventory import collect

    folder = tmp_path / "rapat"
    shutil.copytree(reviewed, folder)
    word(folder / "2-lembar-divisi" / "5-data.docx", {(9, "usulan"): "Perlu dirinci"})
    dim = collect([folder], folder)
    assert said(dim) == {("pasal-3", "usulan", "Perlu dirinci")}
    assert (dim.strays, dim.unread) == ((), ())


def test_a_file_that_lost_all_its_marks_is_known_by_its_words(sheet: Sheet, gathered: Gathered) -> None:
    """As an editor saves it that knows neither controls nor properties."""
    import zipfile

    def unframe(body: Any) -> None:
        for sdt in list(body.iter(W + "sdt")):
            for run in list(sdt.find(W + "sdtContent")):
                sdt.addprevious(run)
            sdt.getparent().remove(sdt)

    path = edit(word(sheet("isian.docx"), {(9, "usulan"): "Perlu dirinci"}, "KPU Bantul"), unframe)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            if name not in ("docProps/custom.xml", "customXml/item1.xml"):
                archive.writestr(name, data)
    dim = gathered(path)
    assert said(dim) == {("pasal-3", "usulan", "Perlu dirinci")}
    assert dim.files[0].sheet == "5-data"
    assert dim.offices == ("KPU Bantul",)


BOX = (
    '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
    "<w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)


def test_text_boxes_and_the_edges_of_the_page_are_read(sheet: Sheet, gathered: Gathered) -> None:
    path = sheet("isian.docx")
    document = docx.Document(str(path))
    body = document.element.body
    row(control(body, 9, "tanggapan")).findall(W + "tc")[2].extend(paragraphs(BOX.format("kotak di baris")))
    body.insert(3, paragraphs(BOX.format("kotak di atas"))[0])
    document.sections[0].header.paragraphs[0].text = "RAHASIA"
    document.save(str(path))
    dim = gathered(path)
    assert said(dim) == {("pasal-3", "tanggapan", "kotak di baris")}
    assert {(one.text, one.place.where.rstrip("0123456789 ")) for one in dim.strays} == {
        ("kotak di atas", "paragraf"),
        ("RAHASIA", "kepala halaman"),
    }


def test_a_footnote_stands_with_the_words_that_it_belongs_to(sheet: Sheet, gathered: Gathered) -> None:
    import zipfile

    def note(body: Any) -> None:
        sdt = control(body, 9, "tanggapan")
        write(sdt, "Lihat catatan")
        run = next(sdt.iter(W + "r"))
        run.addnext(paragraphs('<w:r><w:footnoteReference w:id="7"/></w:r>')[0])

    path = edit(sheet("isian.docx"), note)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    rels = "word/_rels/document.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    told = f'<Relationship Id="rIdCatatan" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    parts[rels] = parts[rels].replace(b"</Relationships>", told.encode())
    parts["word/footnotes.xml"] = (
        f'<w:footnotes xmlns:w="{W[1:-1]}"><w:footnote w:id="7"><w:p><w:r><w:t>Putusan MK</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    ).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert said(gathered(path)) == {("pasal-3", "tanggapan", "Lihat catatan (Putusan MK)")}


def test_a_paragraph_of_the_draft_that_was_deleted_is_told(sheet: Sheet, gathered: Gathered) -> None:
    def delete(body: Any) -> None:
        cell = draft_cell(body, 9)
        paragraph = next(one for one in cell.iter(W + "p") if "alamat" in "".join(one.itertext()))
        paragraph.getparent().remove(paragraph)

    (remark,) = gathered(edit(sheet("isian.docx"), delete)).remarks
    assert (remark.provision, remark.form) == ("pasal-3", "suntingan")
    assert "dihapus \u201cc. alamat.\u201d" in remark.tanggapan
