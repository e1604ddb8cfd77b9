"""What became of the proposals, as documents tell it: the same in every format, with evidence and room to answer."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import openpyxl
import pytest

import pkpu_review as pr
from pkpu_review.following import follow
from pkpu_review.model import Regulation
from pkpu_review.model.adoption import Asked, FollowUp
from pkpu_review.model.remarks import Dim, Entry, Place, Remark, Said
from pkpu_review.report.document import Document, Grid, Words
from pkpu_review.report.formats import setting
from pkpu_review.report.meeting import adoption, dim
from pkpu_review.report.meeting.adoption_evidence import asked_for, evidence
from pkpu_review.report.meeting.adoption_warnings import warnings
from pkpu_review.report.meeting.offices import shown
from pkpu_review.report.wording import say
from pkpu_review.tags import parse
from tools.scores_follow import cases, followed

HEAD = "RANCANGAN\nPERATURAN KOMISI PEMILIHAN UMUM\nNOMOR 1 TAHUN 2026\nTENTANG\n{}"
TITLE = "TATA KERJA GUDANG LOGISTIK"
BEFORE = (
    "Gudang dijaga paling sedikit 2 (dua) orang petugas.",
    "(1) Barang dicatat setiap minggu.\n(2) Barang rusak dilaporkan kepada KPU.\n(3) Barang rusak disimpan terpisah.",
    "Laporan disampaikan kepada KPU Provinsi paling lambat 14 (empat belas) Hari.",
    "Kunci gudang dipegang oleh Ketua.",
)
AFTER = (
    "Gudang dijaga paling sedikit 4 (empat) orang petugas.",
    "(1) Barang dicatat setiap minggu.\n(2) Barang rusak disimpan terpisah.",
    "Laporan disampaikan kepada KPU Provinsi paling lambat 10 (sepuluh) Hari.",
    "Kunci gudang dipegang oleh Ketua.",
    "Pintu gudang dipasangi kamera pengawas.",
)
BANTUL, YOGYA = "Kabupaten-Bantul", "KPU Kota Yogyakarta"


def draft(*articles: str, title: str = TITLE, name: str = "naskah.txt", folder: Path) -> Regulation:
    body = [f"Pasal {at}\n{words}" for at, words in enumerate(articles, 1)]
    path = folder / name
    path.write_text("\n".join([HEAD.format(title), *body]), encoding="utf-8", newline="\n")
    return pr.read(path)


def said(provision: str, usulan: str, alasan: str = "", *offices: str) -> Said:
    return Said(
        tuple(
            Remark(provision, False, office, "Hukum", "", usulan, alasan, "substansi", False, (Place("a.docx", "1"),))
            for office in offices or (BANTUL,)
        )
    )


def listed(known: Regulation, *all_said: Said) -> Dim:
    entries = []
    for at, one in enumerate(all_said, 1):
        id = one.remarks[0].provision
        provision = known[id]
        entries.append(Entry(at, id, provision.citation, "", provision.full_text(), (one,)))
    return Dim(known, tuple(entries))


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> FollowUp:
    folder = tmp_path_factory.mktemp("gudang")
    old, new = (draft(*words, name=f"{len(words)}.txt", folder=folder) for words in (BEFORE, AFTER))
    return follow(
        listed(
            old,
            said("pasal-1", "“2 (dua)” diubah menjadi “4 (empat)”", "Rawan.", BANTUL, YOGYA),
            said("pasal-2", "Ayat (1) dihapus."),
            said("pasal-2", "Ayat (2) dihapus.", "Berlebihan."),
            said("pasal-3", "Tetap.", "", YOGYA),
            said("pasal-4", "Tetap."),
            said("pasal-4", "Ditambahkan pasal baru: Pintu gudang dipasangi kamera pengawas."),
            said("pasal-4", "Ditambahkan pasal baru: Atap gudang diperiksa ahli bangunan setiap triwulan."),
        ),
        new,
    )


@pytest.fixture(scope="module")
def document(found: FollowUp) -> Document:
    return adoption.document(found)


def table(document: Document) -> Grid:
    return list(document.grids)[-1]


def words(document: Document, column: str) -> list[str]:
    grid = table(document)
    at = [one.title for one in grid.columns].index(column)
    return [
        "\n".join("".join(run.text for run in one.runs) for one in line.cells[at].paragraphs) for line in grid.lines
    ]


def sheet(document: Document) -> tuple[list[str], list[dict[str, object]]]:
    """The heads of the first worksheet and its rows."""
    page = openpyxl.load_workbook(io.BytesIO(setting(document, "xlsx"))).worksheets[0]
    values = [[cell.value for cell in row] for row in page.iter_rows()]
    at = next(at for at, row in enumerate(values) if row[0] == say("column.number"))
    heads = [str(head) for head in values[at]]
    return heads, [dict(zip(heads, row, strict=True)) for row in values[at + 1 :]]


# -- evidence -------------------------------------------------------------------------------------------


def test_the_evidence_of_every_wish(document: Document) -> None:
    assert words(document, say("follow.column-evidence")) == [
        "“2 (dua)” menjadi “4 (empat)”: diambil",
        "Pasal 2 ayat (1) masih ada: “Barang dicatat setiap minggu”",
        "Pasal 2 ayat (2) tidak ada lagi dalam naskah berikutnya.",
        "Ketentuan ini diubah: “14 (empat belas)” menjadi “10 (sepuluh)”",
        "Ketentuan ini tetap.",
        "Dimuat dalam Pasal 5: “Pintu gudang dipasangi kamera pengawas”",
        "Rumusan yang diusulkan tidak ditemukan dalam naskah berikutnya.",
    ]


def test_what_was_found_elsewhere_in_other_words_stands_below_what_was_asked(tmp_path: Path) -> None:
    old = draft(*BEFORE, name="a.txt", folder=tmp_path)
    new = draft(*AFTER, name="b.txt", folder=tmp_path)
    usulan = "Ditambahkan pasal baru: Pada pintu gudang dipasang kamera pengawas."
    told = follow(listed(old, said("pasal-4", usulan)), new)
    assert told.adoptions[0].fate == "other-words"
    assert list(evidence(told.adoptions[0], told.comparison)) == [
        "Diusulkan: “Pada pintu gudang dipasang kamera pengawas”",
        "Dimuat dalam Pasal 5: “Pintu gudang dipasangi kamera pengawas”",
    ]


@pytest.mark.parametrize("case", cases(), ids=lambda case: str(case.number))
def test_every_proposal_has_evidence(case: object) -> None:
    one = followed(case)  # type: ignore[arg-type]
    compared = pr.compare(case.draft, case.next)  # type: ignore[attr-defined]
    told = list(evidence(one, compared))
    assert told
    assert all(sentence.strip() and "“”" not in sentence and "{" not in sentence for sentence in told)


# -- the same in every format -----------------------------------------------------------------------------


def test_the_outcome_can_be_filtered_apart_from_the_evidence(document: Document, found: FollowUp) -> None:
    heads, rows = sheet(document)
    assert heads == [
        "No.", "Ketentuan", "Rancangan", "Usulan dan alasan", "Pengusul", "Naskah berikutnya", "Hasil", "Bukti",
        "Jawaban/keterangan rapat", "pkpu",
    ]  # fmt: skip
    assert [row["Hasil"] for row in rows] == [say(f"follow.fate-{one.fate}") for one in found.adoptions]


def test_a_row_that_goes_on_says_its_outcome_again(tmp_path: Path) -> None:
    long = "\n".join(f"({at}) Petugas {at} menyimpan barang nomor {at} di rak nomor {at}." for at in range(1, 60))
    old = draft(BEFORE[0], long, name="a.txt", folder=tmp_path)
    new = draft(AFTER[0], long, name="b.txt", folder=tmp_path)
    made = adoption.document(follow(listed(old, said("pasal-2", "Tetap.")), new))
    _, rows = sheet(made)
    assert len(rows) > 1
    assert {(row["No."], row["Ketentuan"], row["Pengusul"], row["Hasil"]) for row in rows} == {
        (1, "Pasal 2", "Kabupaten Bantul (Hukum)", "Diambil seluruhnya")
    }


@pytest.mark.parametrize("form", ["md", "html", "docx", "xlsx", "json"])
def test_reasons_divisions_and_evidence_stand_in_every_format_in_the_same_order(
    form: str, document: Document, found: FollowUp
) -> None:
    expected = [
        "Kabupaten Bantul (Hukum)", "Tidak diambil", "Pasal 2 ayat (1) masih ada", "Berlebihan.",
        "Pasal 2 ayat (2) tidak ada lagi", "KPU Kota Yogyakarta (Hukum)", "Ketentuan ini diubah",
    ]  # fmt: skip
    if form == "json":
        told = json.dumps(adoption.record(found), ensure_ascii=False)
        expected[1] = '"fate": "not"'
    elif form == "xlsx":
        told = "\n".join(str(value) for row in sheet(document)[1] for value in row.values())
    elif form == "docx":
        import docx

        rows = docx.Document(io.BytesIO(setting(document, form))).tables[-1].rows
        told = "\n".join(cell.text for row in rows for cell in row.cells)
    else:
        told = setting(document, form).decode()
        told = re.sub(r"\\(?=\W)", "", told).partition(say("follow.section"))[2]
    at = -1
    for part in expected:
        assert part in told[at + 1 :], part
        at = told.index(part, at + 1)


def test_the_meeting_writes_its_answer_into_a_place_of_each_proposal(document: Document) -> None:
    answers = [answer for line in table(document).lines for cell in line.cells for answer in cell.answers]
    assert [(answer.field, answer.tag.number, answer.tag.provision) for answer in answers[:3]] == [
        ("jawaban", 1, "pasal-1"),
        ("jawaban", 2, "pasal-2"),
        ("jawaban", 3, "pasal-2"),
    ]
    assert all(str(parse(str(answer.tag))) == str(answer.tag) for answer in answers)
    page = openpyxl.load_workbook(io.BytesIO(setting(document, "xlsx"))).worksheets[0]
    column = next(cell.column for row in page.iter_rows() for cell in row if cell.value == "Jawaban/keterangan rapat")
    assert not page.cell(page.max_row, column).protection.locked
    assert b"pkpu:j:" in _main(setting(document, "docx"))


def _main(content: bytes) -> bytes:
    import zipfile

    return zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml")


def test_proposals_are_counted_by_office_on_a_page_of_their_own(document: Document) -> None:
    rows = [["".join(run.text for run in one.paragraphs[0].runs) for one in line.cells] for line in
            next(document.grids).lines]  # fmt: skip
    assert rows == [
        ["Kabupaten Bantul", "6", "4", "0", "0", "2"],
        ["KPU Kota Yogyakarta", "2", "1", "0", "0", "1"],
        ["Semua usulan", "7", "4", "0", "0", "3"],
    ]
    book = openpyxl.load_workbook(io.BytesIO(setting(document, "xlsx")))
    values = [[cell.value for cell in row] for row in book[say("xlsx.apart")].iter_rows()]
    assert values[-1] == ["Semua usulan", 7, 4, 0, 0, 3]


# -- the wrong file ---------------------------------------------------------------------------------------


def test_nothing_is_warned_of_where_the_next_draft_is_the_next_draft(found: FollowUp) -> None:
    assert list(warnings(found)) == []


def test_the_draft_itself_another_file_of_its_words_and_its_older_version_are_told(tmp_path: Path) -> None:
    old, again = (draft(*BEFORE, name=name, folder=tmp_path) for name in ("a.txt", "b.txt"))
    (tmp_path / "c.txt").write_text((tmp_path / "b.txt").read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    known = listed(old, said("pasal-4", "Tetap."))
    assert list(warnings(follow(known, again))) == [say("follow.same-file", name="b.txt")]
    assert list(warnings(follow(known, tmp_path / "c.txt"))) == [say("follow.same-words", name="c.txt")]
    older = draft(*AFTER, name="lama.txt", folder=tmp_path)
    after = Dim(old, known.entries, old=older.source.sha256)
    assert list(warnings(follow(after, older))) == [say("follow.older-file", name="lama.txt")]


def test_another_regulation_is_told_above_all_in_every_document(tmp_path: Path) -> None:
    old = draft(*BEFORE, name="a.txt", folder=tmp_path)
    strange = (
        "Pemilih pindahan mengurus surat keterangan di kelurahan asal.",
        "Panitia membagikan undangan kepada warga sebelum pencoblosan.",
        "Rekaman suara siaran disimpan stasiun radio setempat.",
    )
    other = draft(*strange, title="PINDAH MEMILIH", name="b.txt", folder=tmp_path)
    told = follow(listed(old, said("pasal-4", "Tetap.")), other)
    (warning,) = warnings(told)
    assert "PINDAH MEMILIH" in warning
    made = adoption.document(told)
    assert isinstance(made.blocks[0], Words)
    assert made.blocks[0].tone == "warning"
    page = openpyxl.load_workbook(io.BytesIO(setting(made, "xlsx"))).worksheets[0]
    assert warning in [cell.value for row in page.iter_rows(max_row=5) for cell in row]
    assert adoption.record(told)["warnings"] == [warning]
    # a new title alone makes no other regulation
    renamed = draft(*AFTER, title="PENGELOLAAN SARANA", name="d.txt", folder=tmp_path)
    assert list(warnings(follow(listed(old, said("pasal-4", "Tetap.")), renamed))) == []


# -- who said it ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("folder", "read"),
    [
        ("Kabupaten-Kepulauan-Seribu", "Kabupaten Kepulauan Seribu"),
        ("KPU_Kab.-Bantul", "KPU Kab. Bantul"),
        ("Toli-Toli", "Toli-Toli"),
        ("KPU-Kabupaten-Toli-Toli", "KPU Kabupaten Toli-Toli"),
        ("KPU Kabupaten Toli-Toli", "KPU Kabupaten Toli-Toli"),
        ("Bantul", "Bantul"),
        ("-", "-"),
        ("", ""),
    ],
)
def test_an_office_named_by_a_folder_reads_with_spaces(folder: str, read: str) -> None:
    assert shown(folder) == read


def test_the_list_names_the_office_with_spaces_and_the_folder_where_the_file_is_named(found: FollowUp) -> None:
    remark = Remark(
        "pasal-1", False, BANTUL, "Hukum", "", "Tetap.", "", "tetap", False, (Place(f"{BANTUL}/a.docx", "1"),)
    )
    known = found.comparison.old
    made = dim.document(Dim(known, (Entry(1, "pasal-1", "Pasal 1", "", known["pasal-1"].text, (Said((remark,)),)),)))
    row = next(line for line in next(made.grids).lines if not line.band)
    told = ["".join(run.text for one in cell.paragraphs for run in one.runs) for cell in row.cells]
    assert told[-2:] == ["Kabupaten Bantul (Hukum)", "Kabupaten-Bantul/a.docx, 1"]


def test_the_list_repeats_its_provision_in_rows_that_go_on_also_beside_what_could_not_be_placed(tmp_path: Path) -> None:
    from pkpu_review.model.remarks import Stray

    long = "\n".join(f"({at}) Petugas {at} menyimpan barang nomor {at} di rak nomor {at}." for at in range(1, 60))
    known = draft(long, name="a.txt", folder=tmp_path)
    strays = (Stray("Kata pengantar.", Place("a.docx", "1"), "tidak menunjuk ketentuan"),)
    listing = listed(known, said("pasal-1", "Tetap."))
    made = dim.document(Dim(known, listing.entries, strays))
    page = openpyxl.load_workbook(io.BytesIO(setting(made, "xlsx"))).worksheets[0]
    column = next(cell.column for row in page.iter_rows() for cell in row if cell.value == say("dim.column-provision"))
    values = [page.cell(row, column).value for row in range(1, page.max_row + 1)]
    assert values.count("Pasal 1") > 1
    assert values[-1] == say("dim.unplaced")
    # short proposals are no names
    usulan = next(cell.column for row in page.iter_rows() for cell in row if cell.value == say("dim.column-usulan"))
    assert [page.cell(row, usulan).value for row in range(1, page.max_row + 1)].count("Tetap.") == 1


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (Asked("7 (tujuh)", "5 (lima)", "6 (enam)", "not"), "naskah berikutnya: “6 (enam)”"),
        (Asked("", "saksi peserta", "pasangan calon", "not"), "menambah “saksi peserta”: tidak diambil"),
        (Asked("dapat", "wajib", "dapat", "not"), "masih tertulis “dapat”"),
        (Asked("a " * 40, "wajib", "a " * 40, "not"), "masih tertulis seperti semula"),
        (Asked("dapat", "wajib", "harus", "other-words"), "naskah berikutnya: “harus”"),
        (Asked("dapat", "", "", "wholly"), "menghapus “dapat”: diambil"),
    ],
)
def test_a_change_is_told_with_what_stands_there_where_that_tells_something(asked: Asked, told: str) -> None:
    assert asked_for(asked).endswith(told)
