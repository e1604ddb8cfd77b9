"""The brief for the commissioners: its words by the sample drafts, and four pages at most, whatever the draft."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import pkpu_review as pr
from pkpu_review.model import Review
from pkpu_review.report.document import Bars, Document, Points
from pkpu_review.report.meeting.brief import brief
from pkpu_review.report.meeting.brief_questions import QUESTIONS
from pkpu_review.report.meeting.important import closed, points, short, whose
from pkpu_review.report.meeting.summary import summary
from pkpu_review.report.office import Office, Signatory
from pkpu_review.report.pdf.pdf import pdf
from pkpu_review.report.sheets.ranking import weightiest
from pkpu_review.report.sheets.sheets import pack
from pkpu_review.report.text.document_text import markdown
from pkpu_review.report.word.docx import docx
from pkpu_review.report.wording import say

PAGES = 4
OFFICE = Office(
    ("Komisi Pemilihan Umum", "Kota Contoh"),
    "Jalan Contoh Nomor 1",
    place="Contoh",
    signatories=(Signatory("Ketua", "Nama Ketua", "1"), Signatory("Sekretaris", "Nama Sekretaris", "2")),
)
SAMPLES = {
    "tahapan-jadwal": ("v2-bahan-rapat-dengar-pendapat.docx", "v1-bahan-uji-publik.docx"),
    "perlengkapan-pemungutan": ("v2-bahan-uji-publik.docx", "v1-bahan-rapat-internal.docx"),
}


def file(folder: Path, name: str, *lines: str) -> Path:
    """Write a draft of these *lines* into *folder*."""
    path = folder / name
    path.write_text("\n".join(lines), encoding="utf-8", newline="\n")
    return path


def pages(content: bytes) -> int:
    import pypdfium2

    return len(pypdfium2.PdfDocument(content))


def in_libreoffice(document: Document, office: str, folder: Path) -> int:
    """Return how many pages the Word file of *document* has in LibreOffice."""
    (folder / "brief.docx").write_bytes(docx(document))
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    command = [
        office,
        "--headless",
        profile,
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(folder / "brief.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return pages((folder / "brief.pdf").read_bytes())


@pytest.mark.parametrize("name", SAMPLES)
def test_the_brief_of_a_sample(name: str, corpus: Path, same_as: Callable[[str, str], None]) -> None:
    new, old = (corpus / name / file for file in SAMPLES[name])
    made = brief(pack(pr.review(new, old)), OFFICE, "24 November 2026")
    same_as(markdown(made), f"brief/{name}.md")
    assert pages(pdf(made)) <= PAGES


def test_the_brief_of_a_draft_alone(corpus: Path, same_as: Callable[[str, str], None]) -> None:
    made = brief(pack(pr.review(corpus / "tahapan-jadwal" / SAMPLES["tahapan-jadwal"][1])), OFFICE)
    same_as(markdown(made), "brief/tahapan-jadwal-sendiri.md")
    assert pages(pdf(made)) <= PAGES


def test_hostile_words_and_doubts_are_told_as_they_are(review: Review) -> None:
    assert review.comparison is not None
    made = brief(pack(review))
    text = markdown(made)
    assert "\\<JADWAL\\>" in text and "nomor" in text.casefold()
    asked = [block for block in made.blocks if isinstance(block, Points) and block.ordered][-1]
    assert 0 < len(asked.points) <= QUESTIONS
    assert all("".join(run.text for run in point[0].runs).endswith("?") for point in asked.points)


def test_a_draft_that_is_no_matter_of_an_election_has_no_limits_and_no_voting_day(tmp_path: Path) -> None:
    lines = ["RANCANGAN PERATURAN DAERAH KABUPATEN CONTOH", "NOMOR ... TAHUN 2026", "TENTANG", "BANTUAN HUKUM",
             "BAB I", "KETENTUAN UMUM", "Pasal 1", "Pemerintah Daerah wajib memberikan Bantuan Hukum."]  # fmt: skip
    text = markdown(brief(pack(pr.review(file(tmp_path, "naskah.txt", *lines)))))
    assert "judul rancangan tidak menunjukkan Pemilu" in text
    assert "pemungutan suara" not in text and "Dari batas yang diperiksa" not in text


def test_a_heading_alone_is_nobodys_work(tmp_path: Path) -> None:
    old = ["PERATURAN KOMISI PEMILIHAN UMUM", "NOMOR 1 TAHUN 2026", "TENTANG", "CONTOH",
           "BAB I", "UMUM", "Pasal 1", "Hari adalah hari kalender."]  # fmt: skip
    new = [*old, "BAB II", "LAIN-LAIN", "Pasal 2", "Warna langit biru."]
    files = file(tmp_path, "baru.txt", *new), file(tmp_path, "lama.txt", *old)
    text = markdown(brief(pack(pr.review(*files))))
    asked = text.partition("Pertanyaan untuk rapat")[2]
    assert "Pasal 2" in asked and "BAB II" not in asked


def test_a_table_of_which_many_rows_changed_is_one_point(corpus: Path) -> None:
    folder = corpus / "tahapan-jadwal"
    new, old = SAMPLES["tahapan-jadwal"]
    made = pack(pr.review(folder / new, folder / old))
    found = points(made, weightiest(made.rows))
    of_table = [point for point in found if point.sentence.startswith("Lampiran tabel 1")]
    assert len(of_table) == 1 and len(of_table[0].rows) > 20 and "Masa Kampanye" in of_table[0].sentence
    assert sum(len(point.rows) for point in found) == len(weightiest(made.rows))


def test_the_first_page_and_the_brief_tell_the_same_points_and_count_alike(corpus: Path) -> None:
    folder = corpus / "tahapan-jadwal"
    new, old = SAMPLES["tahapan-jadwal"]
    made = pack(pr.review(folder / new, folder / old))
    first = summary(made)
    asked = next(block for block in brief(made).blocks if isinstance(block, Points) and block.ordered)
    told = [point[0].runs[0].text.rstrip() for point in asked.points]
    assert told == [change.sentence for change in first.important]
    assert f"Masih ada {first.more} perubahan lain" in "".join(run.text for run in asked.points[-1][-1].runs)


def test_a_reference_left_behind_is_to_be_checked_on_the_first_page_and_asked_of_the_meeting(corpus: Path) -> None:
    folder = corpus / "tahapan-jadwal"
    new, old = SAMPLES["tahapan-jadwal"]
    made = pack(pr.review(folder / new, folder / old))
    left = "rujukan “Pasal 12 ayat (3)” tidak lagi menunjuk ketentuan yang dimaksud, yang kini Pasal 14 ayat (3)."
    assert f"Pasal 15 ayat (1): {left}" in [check.message for check in summary(made).checks]
    assert "Rujukan “Pasal 12 ayat (3)” dalam Pasal 15 ayat (1)" in markdown(brief(made)).replace("\\", "")


def test_what_gives_nobody_work_is_not_called_unmapped(review: Review) -> None:
    made = pack(review)
    for point in points(made, weightiest(made.rows)):
        free = any(row.unassigned for row in point.rows)
        assert (whose(point) == say("important.unassigned")) == (free and not point.names and not point.rows[0].also)
    asked = [row for row in made.rows if row.touched and row.unassigned]
    assert summary(made).unassigned == len(asked) < summary(made).unmapped


def test_a_sentence_that_is_too_long_ends_after_a_clause() -> None:
    sentence = "Pasal 1: batas waktu berubah dari 3 Hari menjadi 5 Hari; kini disebut siapa yang menyampaikannya."
    assert closed(sentence, 90) == "Pasal 1: batas waktu berubah dari 3 Hari menjadi 5 Hari; dan perubahan lain."
    assert closed(sentence, 200) == sentence
    assert len(closed(sentence, 40)) <= 42 and closed(sentence, 40).endswith("…")


def test_names_of_one_kind_are_told_apart_when_they_are_shortened() -> None:
    forms = [("Dewan Perwakilan Rakyat Daerah", "DPRD"), ("Dewan Perwakilan Rakyat", "DPR")]
    names = [f"Pencalonan anggota Dewan Perwakilan {kind}" for kind in ("Rakyat", "Rakyat Daerah", "Daerah")]
    assert len({short(name, forms, 36) for name in names}) == 3
    assert all(len(short(name, forms, 36)) <= 36 for name in names)
    assert short(f"{names[0]}, {names[1]} provinsi", forms, 60).endswith("anggota DPRD provinsi")


def test_the_chart_counts_every_row_that_changed(review: Review) -> None:
    made = pack(review)
    chart = next(block for block in brief(made).blocks if isinstance(block, Bars))
    assert sum(bar.value for bar in chart.bars) == sum(row.touched or bool(row.was) for row in made.rows)


def test_many_divisions_and_long_names_take_no_fifth_page(review: Review) -> None:
    names = [replace(one, name=f"{one.name} {'dan Lain-lain ' * 12}") for one in review.flags.divisions]
    more = tuple(replace(one, id=f"{one.id}-{n}") for n in range(6) for one in names)
    crowded = replace(review, flags=replace(review.flags, divisions=more))
    assert pages(pdf(brief(pack(crowded), OFFICE))) <= PAGES


@pytest.mark.slow
@pytest.mark.parametrize("name", ["uu-2003-13", "uu-2007-40", "uu-2014-3"])
def test_a_large_statute_takes_no_fifth_page(
    name: str, shared: Path, require: Callable[[str], str], tmp_path: Path
) -> None:
    maker, tree = shared / "tools" / "make_versions.py", shared / "real" / "gold" / "tree" / f"{name}.jsonl"
    subprocess.run([sys.executable, maker, tree, tmp_path, "--seed", "5", "--edits", "90", "--hard"], check=True)
    made = brief(pack(pr.review(tmp_path / "new.txt", tmp_path / "old.txt")), OFFICE, "24 November 2026")
    assert pages(pdf(made)) <= PAGES
    assert in_libreoffice(made, require("libreoffice"), tmp_path) <= PAGES


@pytest.mark.slow
def test_the_real_drafts_take_no_fifth_page(shared: Path, require: Callable[[str], str], tmp_path: Path) -> None:
    drafts = shared / "real" / "drafts"
    for versions in (("v15", "v14"), ("v05", "v04"), ("v12", "v09")):
        new, old = (drafts / f"ranperda-bantuan-hukum-{version}.pdf" for version in versions)
        made = brief(pack(pr.review(new, old)), OFFICE)
        assert pages(pdf(made)) <= PAGES
        assert in_libreoffice(made, require("libreoffice"), tmp_path) <= PAGES
