"""The sheets as the head of a division reads them: is each sentence true, and of use?"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import pkpu_review as pr
from pkpu_review.model import Review
from pkpu_review.report.document import Cell, Column, Document, Facts, Grid, Line, Points, Words, plain
from pkpu_review.report.document import told as told_cell
from pkpu_review.report.meeting.brief import brief
from pkpu_review.report.sheet import Item, Paragraph, Run, Style
from pkpu_review.report.sheets.setting import document
from pkpu_review.report.sheets.sheets import Pack, pack
from pkpu_review.report.sheets.telling import text
from pkpu_review.report.word import wordml
from pkpu_review.report.word.docx import MARGIN, SHORT, docx, height
from pkpu_review.report.word.tracked import _widths, tracked
from pkpu_review.report.word.woven import State, WovenRow, WovenTable
from pkpu_review.report.wording import say, says

SAMPLES = {
    "tahapan-jadwal": ("v2-bahan-rapat-dengar-pendapat.docx", "v1-bahan-uji-publik.docx"),
    "perlengkapan-pemungutan": ("v2-bahan-uji-publik.docx", "v1-bahan-rapat-internal.docx"),
}
TERM = re.compile(r"istilah “([^”]+)” \(.*?\)(, dari .*)?$")
DRAFT = """RANCANGAN PERATURAN DAERAH KABUPATEN CONTOH
NOMOR ... TAHUN 2026
TENTANG
PERPUSTAKAAN

DENGAN RAHMAT TUHAN YANG MAHA ESA

BUPATI CONTOH,

Menimbang : {considering}

MEMUTUSKAN:

Menetapkan : PERATURAN DAERAH TENTANG PERPUSTAKAAN.

BAB I
KETENTUAN UMUM

Pasal 1
Perpustakaan dibuka setiap hari kerja.

Pasal 2
{second}

PENJELASAN
ATAS
RANCANGAN PERATURAN DAERAH TENTANG PERPUSTAKAAN

{roman} UMUM
Perpustakaan membantu warga membaca.

II. PASAL DEMI PASAL
Pasal 1
Cukup jelas.
Pasal 2
Cukup jelas.
"""


@pytest.fixture(scope="module", params=SAMPLES)
def sample(request: pytest.FixtureRequest, corpus: Path) -> Pack:
    new, old = (corpus / request.param / name for name in SAMPLES[request.param])
    return pack(pr.review(new, old))


def drafts(folder: Path, new: dict[str, str], old: dict[str, str]) -> Review:
    plain = {"considering": "bahwa warga perlu membaca;", "second": "Buku dipinjamkan gratis.", "roman": "I."}
    for name, values in (("baru.txt", new), ("lama.txt", old)):
        (folder / name).write_text(DRAFT.format(**plain | values), encoding="utf-8")
    return pr.review(folder / "baru.txt", folder / "lama.txt")


def items(made: Pack) -> Iterator[tuple[str, Item]]:
    for _, sheet in made.divisions:
        for item in sheet.items:
            yield sheet.name, item


def told(document: Document) -> str:
    words = (one for block in document.blocks if isinstance(block, Words) for one in block.paragraphs)
    points = (one for block in document.blocks if isinstance(block, Points) for point in block.points for one in point)
    return "\n".join("".join(run.text for run in one.runs) for one in (*words, *points))


# -- why a row stands on a sheet --------------------------------------------------------------------


def test_a_term_that_is_not_in_the_row_says_where_it_stands(sample: Pack) -> None:
    quoted = 0
    for name, item in items(sample):
        own = " ".join(text(side) for side in (item.row.new, item.row.old) if side).casefold()
        for reason in item.reasons:
            if (found := TERM.fullmatch(reason)) and not found[2]:
                quoted += 1
                assert found[1].casefold() in own, (name, item.row.citation, reason)
    assert quoted > 60


def test_no_reason_is_told_twice(sample: Pack) -> None:
    for name, item in items(sample):
        bare = [reason.partition(", dari ")[0].casefold() for reason in item.reasons]
        assert len(bare) == len(set(bare)), (name, item.row.citation, item.reasons)


def test_a_row_that_shares_its_reasons_names_the_row_that_tells_them(sample: Pack) -> None:
    seen: dict[tuple[str, int], Item] = {}
    shared = 0
    for name, item in items(sample):
        seen[name, item.row.number] = item
        if any(says("row.same-reason", reason) for reason in item.reasons):
            shared += 1
            (number,) = re.findall(r"\d+", item.reasons[0])
            teller = seen[name, int(number)]
            assert not any(says("row.same-reason", reason) for reason in teller.reasons)
            assert teller.row.number < item.row.number and teller.row.heading == item.row.heading
    assert shared > 10


def test_the_lines_in_which_an_annex_is_signed_are_nobodys_work(sample: Pack) -> None:
    signed = [row for row in sample.rows if text(row.side).startswith("Ditetapkan di ") or "/penutup" in row.provision]
    assert signed and not any(row.concerns for row in signed)


# -- rows -------------------------------------------------------------------------------------------


def test_no_row_stays_the_same_with_words_on_one_side_alone(sample: Pack) -> None:
    empty = say("row.no-words")
    for row in sample.rows:
        if row.old and row.new and row.change == "none":
            assert (text(row.old) == empty) == (text(row.new) == empty), (row.citation, row.kind)


def test_words_that_went_into_an_item_are_told_by_that_pair_alone(tmp_path: Path) -> None:
    lettered = "a. bahwa warga perlu membaca;"
    review = drafts(tmp_path, {"considering": "bahwa warga perlu membaca;"}, {"considering": lettered})
    told_rows = [(row.old and row.old.citation, row.citation) for row in pack(review).rows]
    assert ("Menimbang huruf a", "Menimbang") in told_rows and ("Menimbang", "Menimbang") not in told_rows


def test_a_number_that_is_only_written_in_another_way_is_marked(tmp_path: Path) -> None:
    review = drafts(tmp_path, {"roman": "1."}, {"roman": "I."})
    changed = [row for row in pack(review).rows if row.touched]
    assert [row.citation for row in changed] == ["Penjelasan Umum"] and changed[0].new
    marks = [(run.mark, run.text) for run in changed[0].new.paragraphs[0].runs if run.mark != "equal"]
    assert marks == [("delete", "I."), ("insert", "1.")]
    assert text(changed[0].new).startswith("1. UMUM Perpustakaan")


def test_what_has_no_words_but_its_label_shows_it(sample: Pack) -> None:
    (row,) = (row for row in sample.rows if row.provision == "memutuskan")
    assert text(row.side) == "MEMUTUSKAN:"


def test_the_secretariat_is_no_division(sample: Pack) -> None:
    for division, sheet in sample.divisions:
        titles = [section.title for section in sheet.sections if section.key == "unchanged"]
        assert titles == [
            f"Ketentuan tetap yang menjadi tugas {'sekretariat' if division.id == 'sekretariat' else 'divisi'}"
        ]


def test_a_row_at_second_hand_gives_its_citation_once_and_its_old_number(sample: Pack) -> None:
    shown = 0
    for _, sheet in sample.divisions:
        for grid in (grid for grid in document(sheet).grids if grid.name == say("section.also")):
            for line in grid.rows:
                above, below = ("".join(run.text for run in one.runs) for one in line.cells[1].paragraphs)
                citation = above.partition("  ")[0]
                assert not below.startswith(f"{citation}:") and not below.startswith(f"{citation} (")
                shown += "semula" in above
    assert shown > 3


# -- the brief --------------------------------------------------------------------------------------


def test_the_first_sentence_counts_nothing_that_is_not_there(tmp_path: Path) -> None:
    made = told(brief(pack(drafts(tmp_path, {"second": "Buku dipinjamkan gratis selama 7 hari."}, {}))))
    assert "1 dari" in made and ": 1 substansi." in made and "0 " not in made.split("\n")[0]
    made = told(brief(pack(drafts(tmp_path, {"roman": "1."}, {"roman": "I."}))))
    assert "dibandingkan dengan naskah lama: hanya redaksional." in made


def test_a_draft_on_something_else_is_asked_for_no_voting_day(tmp_path: Path) -> None:
    made = told(brief(pack(drafts(tmp_path, {}, {}))))
    assert say("brief.limits-no-law") in made and say("question.no-day") not in made
    assert say("brief.questions-none") in made


def test_no_meeting_is_asked_who_handles_a_heading(sample: Pack, tmp_path: Path) -> None:
    assert "belum dipetakan (" not in told(brief(sample))
    new = {"second": "Buku dipinjamkan gratis.\n\nPasal 3\nBuku disusun menurut abjad."}
    assert "belum dipetakan (Pasal 3)?" in told(brief(pack(drafts(tmp_path, new, {}))))
    gone = told(brief(pack(drafts(tmp_path, {}, new))))
    assert "Penghapusan Pasal 3 naskah lama belum dipetakan ke divisi mana pun: apakah memang dimaksudkan?" in gone


def test_a_division_is_not_told_of_nothing(sample: Pack) -> None:
    made = told(brief(sample))
    assert not re.search(r"\b0 (ketentuan|tetap)", made)


# -- Word -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("share", "whole"), [(0.4, True), (0.8, True), (0.95, False)])
def test_a_row_that_fits_on_a_page_with_others_is_never_torn(share: float, whole: bool) -> None:
    page = (SHORT - 2 * MARGIN) / 20
    words, column = "", Column("Ketentuan", 30, "text")
    while height(line := Line((told_cell(words),)), [14796 * 30 // 100]) < share * page:
        words += "ketentuan "
    sheet = Document("lembar", "Lembar", "Uji", (Grid("Uji", (column,), (line,)),), "Lembar", (), signed=False)
    rows = word_of(docx(sheet)).split("<w:tr>")[2:]
    assert len(rows) == 1 and rows[0].startswith("<w:trPr><w:cantSplit/>") == whole


def test_small_letters_need_less_room_than_large_ones() -> None:
    words = "ketentuan " * 200
    large, small = (
        height(Line((Cell((Paragraph((Run(words),), style=style),)),)), [3000]) for style in ("text", "small")
    )
    assert 0.7 < small / large < 0.9


def test_a_label_of_two_words_stands_in_front_of_its_text() -> None:
    heading = Paragraph((Run("PENDANAAN"),), "BAB V")
    assert "<w:tab/>" not in wordml.provision(heading, "Sel")
    assert "<w:tab/>" in wordml.provision(replace(heading, label="(12)"), "Sel")


def test_a_row_in_a_draft_alone_has_no_column_for_the_page_that_stands_beside_it(corpus: Path) -> None:
    made = pack(pr.review(corpus / "tahapan-jadwal" / SAMPLES["tahapan-jadwal"][1]))
    grids = [grid for _, sheet in made.divisions for grid in document(sheet).grids if grid.name == say("section.also")]
    assert grids and all([column.title for column in grid.columns] == ["No.", "Ketentuan", "Alasan"] for grid in grids)


def word_of(made: bytes, part: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        return parts.read(part).decode()


def test_names_of_facts_get_the_room_that_they_need() -> None:
    def first_column(name: str) -> int:
        sheet = Document("lembar", "Lembar", "Uji", (Facts(((name, told_cell("1")),)),), "Lembar")
        (width,) = re.findall(r'<w:gridCol w:w="(\d+)"/>', word_of(docx(sheet)))[:1]
        return int(width)

    assert first_column("Rancangan") < first_column("Tanggapan tanpa usulan rumusan") < first_column("x" * 60)
    assert first_column("x" * 60) == first_column("x" * 600)  # the values keep the larger part


def test_the_name_of_a_file_in_small_print_breaks_behind_its_signs() -> None:
    def shown(style: Style, share: int) -> str:
        cell = Cell((plain("KPU Kota/lembar-divisi-teknis.docx, tabel 2", style),))
        grid = Grid("Uji", (Column("Ketentuan", share, "text"),), (Line((cell,)),))
        return word_of(docx(Document("lembar", "Lembar", "Uji", (grid,), "Lembar")))

    assert "Kota/\u200blembar-\u200bdivisi-\u200bteknis.docx, tabel 2" in shown("small", 8)
    assert "Kota/\u200blembar-\u200bdivisi-\u200bteknis.\u200bdocx, tabel 2" in shown("small", 5)  # too wide
    assert "\u200b" not in shown("small", 60)  # it fits
    assert "\u200b" not in shown("text", 8)  # the words of a draft stay what they are


def test_a_draft_with_tracked_changes_numbers_its_pages_and_begins_one_for_an_annex(corpus: Path) -> None:
    folder = corpus / "perlengkapan-pemungutan"
    new, old = (folder / name for name in SAMPLES["perlengkapan-pemungutan"])
    made = tracked(pr.compare(old, new))
    body = word_of(made)
    assert '<w:fldSimple w:instr=" PAGE ">' in word_of(made, "word/header1.xml")
    assert '<w:headerReference w:type="default" r:id="rId3"/>' in body and "<w:titlePg/>" in body
    annex = body[: body.index(">LAMPIRAN<")].rpartition("<w:pPr>")[2]
    assert '<w:pStyle w:val="Bagian"/>' in annex and body.count('<w:pStyle w:val="Bagian"/>') == 1
    below = body[body.index("</w:tbl>") :]
    assert below.startswith('</w:tbl><w:p><w:pPr><w:spacing w:before="200"/>')


def test_a_column_of_a_tracked_table_has_room_for_words_that_give_way_to_others() -> None:
    def first_column(*cell: tuple[str, State]) -> int:
        row = WovenRow((cell, (("Pelantikan", "keep"),)), "keep", ((1, 1), (1, 1)))
        return _widths(WovenTable((row,), 2))[0]

    assert first_column(("16", "delete"), ("17", "insert")) > first_column(("17", "keep"))


def test_a_source_of_funds_is_named_once(sample: Pack) -> None:
    told_funds = [note.text for row in sample.rows for note in row.notes if note.text.endswith(": APBN")]
    assert told_funds and not any(words.startswith("APBN") for words in told_funds)


@pytest.mark.parametrize(("count", "kept"), [(3, 2), (40, 0)])
def test_a_few_facts_stand_on_one_page(count: int, kept: int) -> None:
    facts = Facts(tuple((f"berkas-{number}.docx", told_cell("1")) for number in range(count)))
    body = word_of(docx(Document("lembar", "Lembar", "Uji", (facts,), "Lembar")))
    assert body.count('<w:pStyle w:val="Keterangan"/><w:keepNext/>') == kept
