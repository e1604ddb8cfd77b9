"""Remarks of several offices: put together, judged, carried to the next draft; sheets of other drafts."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pkpu_review.collect.alike import MOST_LETTERS, alike, together
from pkpu_review.collect.category import category
from pkpu_review.collect.written import Pack
from pkpu_review.errors import PkpuError
from pkpu_review.inventory import collect, kind_of_change
from pkpu_review.model import Dim
from pkpu_review.report.meeting.dim import _lines
from tests.collect.filling import excel, said, told, word
from tests.conftest import CASES, Cli

Sheet = Callable[..., Path]
Gathered = Callable[..., Dim]
NEXT = CASES / "collect" / "berikutnya.txt"


@pytest.fixture
def returned(sheet: Sheet) -> list[Path]:
    """What four offices sent back."""
    return [
        word(
            sheet("a.docx"),
            {
                (7, "tanggapan"): "Sepuluh hari terlalu singkat.",
                (7, "usulan"): "KPU Kabupaten/Kota wajib memutakhirkan data pemilih paling lama 14 (empat belas) hari "
                "setelah menerima data penduduk.",
                (7, "alasan"): "Data penduduk sering terlambat.",
                (9, "tanggapan"): "Setuju",
                (10, "usulan"): "KPU Kabupaten/Kota mengumumkan daftar pemilih sementara melalui papan pengumuman dan "
                "laman selama 7 (tujuh) hari .",
                (11, "usulan"): "Pasal 5 agar tetap dimuat.",
            },
            "KPU Kabupaten Bantul",
        ),
        excel(
            sheet("b.xlsx"),
            {
                (7, "usulan"): "KPU kabupaten/kota wajib memutakhirkan data pemilih paling lama 14 (empat belas) hari "
                "setelah menerima data penduduk",
                (9, "tanggapan"): "setuju.",
                (13, "tanggapan"): "Sumber APBD belum disebut; mohon penjelasan",
            },
            "KPU Kabupaten Sleman",
        ),
        word(
            sheet("c.docx", "3-matriks-persandingan.docx"),
            {(7, "tanggapan"): "Cukup", (12, "tanggapan"): "Bimbingan teknis perlu anggaran"},
            "KPU Kota Yogyakarta",
        ),
        excel(
            sheet("d.xlsx"),
            {
                (7, "usulan"): "KPU Kabupaten/Kota wajib memutakhirkan data pemilih paling lama 12 (dua belas) hari "
                "setelah menerima data penduduk.",
                (9, "kategori"): "Redaksional",
                (9, "tanggapan"): "Huruf b: kata dan dihapus",
            },
            "KPU Kabupaten Kulon Progo",
        ),
    ]


def test_the_list_reads_as_it_should(
    returned: list[Path], gathered: Gathered, same_as: Callable[[str, str], None]
) -> None:
    same_as(told(gathered(*returned)), "collect/dim.txt")


def test_the_list_moves_with_the_draft(
    returned: list[Path], gathered: Gathered, same_as: Callable[[str, str], None]
) -> None:
    dim = gathered(*returned, next=NEXT)
    same_as(told(dim), "collect/dim-berikutnya.txt")
    assert dim.next is not None
    assert {one.provision for one in dim.remarks} == {one.provision for one in gathered(*returned).remarks}


def test_the_list_is_read_back(returned: list[Path], gathered: Gathered) -> None:
    dim = gathered(*returned, next=NEXT)
    again = Dim.from_json(dim.to_json())
    assert told(again) == told(dim)
    assert (again.files, again.strays, again.unread) == (dim.files, dim.strays, dim.unread)
    assert [one.full_text() for one in again.draft.provisions] == [one.full_text() for one in dim.draft.provisions]
    assert again.to_json() == dim.to_json()


@pytest.mark.parametrize(
    "wrong",
    ["", "[]", "{}", '{"schema": "pkpu-review/dim/1"}', '{"schema": "pkpu-review/dim/9"}', "[" * 100_000],
)
def test_what_is_no_list_is_refused(wrong: str) -> None:
    with pytest.raises(PkpuError, match="tidak dapat dibaca"):
        Dim.from_json(wrong)


def test_a_list_that_was_tampered_with_is_refused(returned: list[Path], gathered: Gathered) -> None:
    whole = json.loads(gathered(*returned).to_json())
    for entry in ("said", "relation", "number", "old"):
        broken = json.loads(json.dumps(whole))
        broken["entries"][0][entry] = [[]] if entry == "said" else "??"
        with pytest.raises(PkpuError, match="tidak utuh"):
            Dim.from_json(json.dumps(broken))
    broken = json.loads(json.dumps(whole))
    broken["draft"]["provisions"][-1]["parent"] = "tidak-ada"
    with pytest.raises(PkpuError, match="tidak utuh"):
        Dim.from_json(json.dumps(broken))


# -- category ------------------------------------------------------------------------------------------

AT = "pasal-4"
WORDS = "KPU Kabupaten/Kota mengumumkan daftar pemilih sementara melalui papan pengumuman"
CATEGORIES = {
    "nothing but agreement": ("Setuju.", "", "tetap"),
    "no remark": ("Tidak ada tanggapan", "", "tetap"),
    "agreement with a reason": ("Setuju, karena sesuai dengan undang-undang", "", "tetap"),
    "agreement on a condition": ("Setuju dengan catatan jangka waktunya ditambah", "", "substansi"),
    "a refusal": ("Tidak setuju", "", "substansi"),
    "spelling": ("Ada salah ketik pada kata laman", "", "redaksional"),
    "the draft's own words": (
        "",
        f"{WORDS} dan laman selama 7 (tujuh) hari.",
        "tetap",
    ),
    "a comma": (
        "",
        f"{WORDS}, dan laman, selama 7 (tujuh) hari.",
        "redaksional",
    ),
    "another term": (
        "",
        f"{WORDS} dan laman selama 14 (empat belas) hari.",
        "substansi",
    ),
    "an article that is not there": ("", "Pasal 4A KPU Provinsi mengawasi pengumuman.", "substansi-baru"),
    "an ayat that is not there": ("", "(3) KPU Provinsi mengawasi pengumuman itu setiap pekan.", "substansi-baru"),
    "a few words": ("", "Tambahkan media sosial", "substansi"),
}


@pytest.mark.parametrize("name", CATEGORIES)
def test_the_category_follows_from_what_is_said(name: str, pack: Pack) -> None:
    tanggapan, usulan, expected = CATEGORIES[name]
    words = pack.draft[AT].full_text()

    def judge(provision: str, told: str, proposed: str) -> str:
        return kind_of_change(pack.draft, provision, told, proposed)

    assert category(tanggapan, usulan, AT, words, False, pack, judge) == expected  # type: ignore[arg-type]


ALIKE = [
    ("Setuju.", "setuju", True),
    ("Mohon diperjelas kata “laman”!", "mohon diperjelas kata laman", True),
    (f"{WORDS} perlu diperpanjang", f"{WORDS} perlu di perpanjang", True),
    (f"{WORDS} selama 7 (tujuh) hari", f"{WORDS} selama 14 (empat belas) hari", False),
    ("KPU Kabupaten/Kota wajib mengumumkan daftar itu", "KPU Kabupaten/Kota dapat mengumumkan daftar itu", False),
    ("Ketentuan ini tidak perlu diubah lagi oleh KPU", "Ketentuan ini perlu diubah lagi oleh KPU", False),
    ("Setuju", "Setuju dengan catatan", False),
]


@pytest.mark.parametrize(("one", "other", "same"), ALIKE)
def test_what_says_the_same(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same
    assert alike(other, one) is same


def test_a_very_long_text_is_put_together_with_its_like_alone() -> None:
    long = "kata " * MOST_LETTERS
    assert alike(long, f"{long}.")
    assert not alike(long, f"{long} lagi")


def test_hundreds_of_proposals_for_one_provision_name_but_some_of_the_others(
    returned: list[Path], gathered: Gathered
) -> None:
    dim = gathered(*returned)
    entry = next(one for one in dim.entries if one.conflicting)
    lead = entry.said[0].remarks[0]
    offices = [replace(lead, office=f"Kantor {at}", usulan=f"dalam {at} hari") for at in range(514)]
    said = together(offices)
    assert len(said) == 514
    cells = [line.cells[-1] for line in _lines(replace(dim, entries=(replace(entry, said=said),))) if not line.band]
    noted = [
        "".join(run.text for run in one.runs) for cell in cells for one in cell.paragraphs if one.style == "warning"
    ]
    assert len(noted) == 514
    assert noted[0].startswith("Usulan berbeda: lihat nomor ") and "488 nomor lain pada ketentuan ini" in noted[0]
    assert max(map(len, noted)) < 400


def test_what_stands_under_no_chapter_does_not_stand_under_the_one_before(
    returned: list[Path], gathered: Gathered
) -> None:
    dim = gathered(*returned)
    entry = dim.entries[0]
    ends = [replace(entry, provision=id, heading="", old=True) for id in ("judul", "pasal-1", "penutup")]
    bands = [
        "".join(run.text for run in line.cells[0].paragraphs[0].runs)
        for line in _lines(replace(dim, entries=(*dim.entries, *ends)))
        if line.band
    ]
    assert bands[-3:] == ["Pembukaan", "Batang tubuh", "Penutup"]


def test_the_same_file_under_other_names_counts_once_and_is_told(sheet: Sheet, gathered: Gathered) -> None:
    one = word(sheet("a.docx"), {(9, "usulan"): "x"})
    copies = [shutil.copy(one, one.with_name(name)) for name in ("b.docx", "c.docx")]
    dim = gathered(one, *map(Path, copies))
    assert [remark.office for remark in dim.remarks] == ["a"]
    (read,) = dim.files
    assert [problem.split(" sama isinya")[0] for problem in read.problems] == ["Berkas b.docx", "Berkas c.docx"]


def test_the_same_file_in_the_folders_of_two_offices_is_what_both_say(
    sheet: Sheet, gathered: Gathered, tmp_path: Path
) -> None:
    word(sheet("kembali/Bantul/isian.docx"), {(9, "usulan"): "x"})
    (tmp_path / "kembali" / "Sleman").mkdir()
    shutil.copy(tmp_path / "kembali/Bantul/isian.docx", tmp_path / "kembali/Sleman/isian.docx")
    dim = gathered(tmp_path / "kembali")
    assert [said.offices for entry in dim.entries for said in entry.said] == [("Bantul", "Sleman")]


# -- other drafts --------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def onward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``review`` wrote for the next draft, against the one before it."""
    from pkpu_review.report import write
    from pkpu_review.review import review

    folder = tmp_path_factory.mktemp("berikutnya")
    write(review(NEXT, CASES / "collect" / "baru.txt"), folder, formats=("docx", "xlsx"))
    return folder


def test_a_sheet_of_the_older_draft_is_carried_to_this_one(returned: list[Path], onward: Path) -> None:
    dim = collect(returned[:1], onward)
    assert ("pasal-5", "usulan") in {(id, field) for id, field, _ in said(dim)}  # Pasal 4 became Pasal 5
    (moved,) = [one for one in dim.remarks if one.provision == "pasal-5"]
    assert "Pasal 4" in moved.note
    assert not dim.files[0].foreign


def test_a_sheet_of_another_draft_is_placed_where_its_words_stand(
    sheet: Sheet, reviewed: Path, onward: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "lain"
    shutil.copytree(onward, folder)
    told = json.loads((folder / "review.json").read_text(encoding="utf-8"))
    for side in ("new", "old"):
        told[side]["source"]["sha256"] = "f" * 64
    (folder / "review.json").write_text(json.dumps(told), encoding="utf-8", newline="\n")
    path = word(sheet("a.docx"), {(8, "tanggapan"): "Tambah waktu", (9, "tanggapan"): "Rincian kurang"})
    dim = collect([path], folder)
    assert dim.files[0].foreign
    assert said(dim) == {("pasal-2/ayat-2", "tanggapan", "Tambah waktu"), ("pasal-4", "tanggapan", "Rincian kurang")}
    assert all("naskah lain" in one.note for one in dim.remarks)


# -- files that cannot be read -------------------------------------------------------------------------


def test_files_that_cannot_be_read_are_told_and_passed_over(
    returned: list[Path], reviewed: Path, tmp_path: Path, cli: Cli
) -> None:
    folder = tmp_path / "kiriman"
    folder.mkdir()
    shutil.copy(returned[0], folder / "baik.docx")
    (folder / "lama.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"))
    (folder / "lama.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"))
    (folder / "kunci.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    (folder / "rusak.docx").write_bytes(b"PK\x03\x04rusak")
    packed = bytearray(returned[0].read_bytes())
    packed[packed.index(b"PK\x01\x02") + 8] |= 1  # the bit by which a program that packs files says: encrypted
    (folder / "arsip.docx").write_bytes(packed)
    (folder / "pindai.pdf").write_bytes(b"%PDF-1.7")
    (folder / "kosong.xlsx").write_bytes(b"")
    ran = cli("collect", folder, "--pack", reviewed, "-o", tmp_path / "hasil", "--formats", "md")
    assert ran.code == 3
    assert ran.out == ""
    for words in (
        "lama.doc: ini dokumen Word lama",
        "lama.xls: ini buku kerja Excel lama",
        "kunci.docx: berkas dikunci dengan kata sandi",
        "arsip.docx: berkas dikunci dengan kata sandi",
        "rusak.docx: berkas rusak",
        "pindai.pdf: ini PDF",
        "kosong.xlsx: berkas kosong",
        "1 lembar dibaca",
        "7 berkas tidak dapat dibaca dan dilewati",
    ):
        assert words in ran.err
    assert len(Dim.from_json((tmp_path / "hasil" / "dim.json").read_text(encoding="utf-8")).unread) == 7


def test_a_word_file_of_another_kind_is_refused(sheet: Sheet, reviewed: Path, tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph("Undangan rapat")
    document.save(str(tmp_path / "undangan.docx"))
    (lost,) = collect([tmp_path / "undangan.docx"], reviewed).unread
    assert "bukan lembar yang ditulis oleh review" in lost.cause


def test_the_command_writes_the_list_in_every_form(
    returned: list[Path], reviewed: Path, tmp_path: Path, cli: Cli
) -> None:
    ran = cli(
        "collect", *returned, "--pack", reviewed, "--next", NEXT, "-o", tmp_path / "h", "--formats", "docx,xlsx,html,md"
    )
    assert ran.code == 0, ran.err
    assert "4 lembar dibaca, dari 4 satuan kerja." in ran.err
    assert "1 ketentuan dengan usulan yang berbeda" in ran.err
    assert sorted(path.name for path in (tmp_path / "h").iterdir()) == [
        "dim.docx", "dim.html", "dim.json", "dim.md", "dim.xlsx",
    ]  # fmt: skip
    text = (tmp_path / "h" / "dim.md").read_text(encoding="utf-8")
    assert "12 (dua belas)" in text
    assert "KPU Kabupaten Kulon Progo" in text
    again = cli(
        "collect", *returned, "--pack", reviewed, "--next", NEXT, "-o", tmp_path / "i", "--formats", "docx,xlsx,html,md"
    )
    assert again.code == 0
    for path in (tmp_path / "h").iterdir():
        assert path.read_bytes() == (tmp_path / "i" / path.name).read_bytes(), path.name


def test_a_folder_that_review_did_not_write_is_refused(returned: list[Path], tmp_path: Path, cli: Cli) -> None:
    ran = cli("collect", returned[0], "--pack", tmp_path / "tidak-ada", "-o", tmp_path / "h")
    assert ran.code == 3
    assert "folder ini tidak ada" in ran.err
    (tmp_path / "kosong").mkdir()
    ran = cli("collect", returned[0], "--pack", tmp_path / "kosong", "-o", tmp_path / "h")
    assert ran.code == 3
    assert "tidak memuat review.json" in ran.err
    (tmp_path / "kosong" / "review.json").write_text('{"schema": "lain"}', encoding="utf-8")
    assert cli("collect", returned[0], "--pack", tmp_path / "kosong", "-o", tmp_path / "h").code == 3


def test_the_verb_collects(returned: list[Path], reviewed: Path) -> None:
    import pkpu_review as pr

    dim = pr.collect(returned, reviewed, NEXT)
    assert len(dim.offices) == 4
    assert "Daftar Inventarisasi Masalah" in dim._repr_html_()
    assert len(list(dim._records())) == len(list(dim.remarks))
