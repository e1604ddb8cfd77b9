"""``budget`` and ``explain`` as a person meets them: pages in every form, places as people cite them, what fails."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import pkpu_review as pr
from pkpu_review.explaining import explain
from pkpu_review.report.pages.folio_page import page
from pkpu_review.report.sheet import Run
from pkpu_review.report.text.folio_text import lines, markdown
from pkpu_review.report.text.terminal import columns, paint
from pkpu_review.report.views import explain as shown
from pkpu_review.report.views.folio import Entry, Folio, Section
from pkpu_review.report.views.selection import UnknownPlace
from tests.conftest import Cli

Same = Callable[[str, str], None]
HEAD = "PERATURAN KOMISI PEMILIHAN UMUM\nNOMOR 1 TAHUN 2030\nTENTANG\nCONTOH\nMEMUTUSKAN:\nMenetapkan:\nPERATURAN.\n"
TAUGHT = ("divisions", "norms")
"""Sections whose words are those of rules that grow; they have cases of their own."""
LOGISTICS = ("perlengkapan-pemungutan/v1-bahan-rapat-internal.docx", "perlengkapan-pemungutan/v2-bahan-uji-publik.docx")
STAGES = ("tahapan-jadwal/v1-bahan-uji-publik.docx", "tahapan-jadwal/v2-bahan-rapat-dengar-pendapat.docx")


def test_the_divisions_of_a_provision_are_not_those_of_its_neighbours(tmp_path: Path) -> None:
    path = tmp_path / "draf.txt"
    items = "a. penyusunan daftar pemilih;\nb. masa Kampanye; dan\nc. pemungutan suara."
    path.write_text(f"{HEAD}Pasal 1\nTahapan meliputi:\n{items}\n", encoding="utf-8", newline="\n")
    text = paint(lines(shown.folio(explain(path, "Pasal 1 huruf b"))))
    told = text.partition("Divisi\n")[2].partition("\n\n")[0]
    assert "Divisi Sosialisasi" in told and "dari Pasal 1:" in told
    assert "huruf a" not in told and "huruf c" not in told and "Divisi Data" not in told


def test_what_the_elucidation_says_of_a_part_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "draf.txt"
    body = "Pasal 1\n(1) PPS mencatat.\n(2) PPK mencatat.\n"
    told = "PENJELASAN\nATAS\nPERATURAN\nII. PASAL DEMI PASAL\nPasal 1\nAyat (1)\nCukup jelas.\nAyat (2)\nBuku besar.\n"
    path.write_text(f"{HEAD}{body}Ditetapkan di Jakarta\n{told}", encoding="utf-8", newline="\n")
    assert paint(lines(shown.folio(explain(path, "Pasal 1")))).count("Buku besar") == 1


@pytest.mark.parametrize(("form", "suffix"), [("text", "txt"), ("md", "md")])
def test_the_page_of_a_budget(cli: Cli, corpus: Path, same_as: Same, form: str, suffix: str) -> None:
    old, new = (corpus / name for name in LOGISTICS)
    ran = cli("budget", new, "--against", old, "--format", form)
    assert ran.code == 0
    same_as(ran.out, f"budget/perlengkapan.{suffix}")


def test_a_budget_as_json_has_exact_numbers_and_spans(cli: Cli, corpus: Path) -> None:
    old, new = (corpus / name for name in LOGISTICS)
    told = json.loads(cli("budget", new, "--against", old, "--format", "json").out)
    assert told["schema"] == "pkpu-review/budget/1"
    seals = next(one for one in told["changes"] if one["new"] and one["new"]["what"] == "Segel")
    assert (seals["old"]["value"], seals["new"]["value"], seals["arithmetic"]) == ("60", "74", "+14 keping (+23,3 %)")
    texts = {one.id: one.text for one in pr.read(new).walk()}
    assert all(texts[one["id"]][slice(*one["span"])] == one["text"] for one in told["signals"])


def test_a_draft_without_signals_says_so(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "draf.txt"
    path.write_text(
        f"{HEAD}Pasal 1\nPeraturan ini mulai berlaku.\n",
        encoding="utf-8",
        newline="\n",
    )
    assert "Tidak ada tanda anggaran yang ditemukan" in cli("budget", path).out
    assert "Tidak ada perubahan anggaran" in cli("budget", path, "--against", path).out


@pytest.mark.parametrize(
    ("drafts", "place", "name"),
    [
        (LOGISTICS, "Pasal 18", "pasal-18"),
        (STAGES, "pasal-5/ayat-2", "batas-tahapan"),
        (STAGES, "Pasal 1 angka 22", "hari"),
    ],
)
def test_the_page_of_a_provision(corpus: Path, same_as: Same, drafts: tuple[str, str], place: str, name: str) -> None:
    old, new = (corpus / draft for draft in drafts)
    folio = shown.folio(explain(new, place, [old]))
    ours = tuple(section for section in folio.sections if section.anchor not in TAUGHT)
    told = paint(lines(replace(folio, sections=ours)))
    same_as(told, f"explain/{name}.txt")
    assert all(columns(line) <= 100 for line in told.splitlines())


def test_divisions_and_norms_stand_on_the_page(cli: Cli, corpus: Path) -> None:
    ran = cli("explain", corpus / LOGISTICS[1], "Pasal 18")
    assert "Perencanaan dan Logistik (skor " in ran.out
    assert "KPU wajib: menempatkan petugas pengawas" in ran.out


def test_every_form_says_the_same(corpus: Path) -> None:
    old, new = (corpus / draft for draft in LOGISTICS)
    folio = shown.folio(explain(new, "Pasal 18", [old]))
    text, html, md = paint(lines(folio, width=10_000)), page(folio), markdown(folio)
    for section in folio.sections:
        assert section.title in text and section.title in html and section.title in md
    for form in (text, html, md):
        assert "kewajiban atau larangan baru" in form
    assert "<del>dapat</del>" in html and "<ins>wajib</ins>" in html
    assert "[-dapat-] {+wajib+}" in text
    assert "~~dapat~~ **wajib**" in md


def test_a_place_is_named_as_people_cite_it(corpus: Path) -> None:
    draft = pr.read(corpus / STAGES[1])
    for words in (
        "Pasal 34 ayat (2) huruf a",
        "34 ayat 2 huruf a",
        "pasal-34/ayat-2/huruf-a",
        "PASAL 34 AYAT (2) HURUF A",
    ):
        assert pr.explain(draft, words).provision.id == "pasal-34/ayat-2/huruf-a"
    assert pr.explain(draft, "BAB IV").provision.id == "bab-iv"


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("Pasal 99", "tidak ditemukan dalam v2-bahan-uji-publik.docx"),
        ("huruf a", "dapat berarti 4 ketentuan"),
        ("di mana-mana", "bukan penunjuk ketentuan"),
        ("Pasal 16 ayat (6)", "kini Pasal 17 ayat (2)"),
    ],
)
def test_a_place_that_is_not_there_is_wrong_use(cli: Cli, corpus: Path, place: str, told: str) -> None:
    old, new = (corpus / draft for draft in LOGISTICS)
    ran = cli("explain", new, place, "--against", old)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_what_was_removed_is_told_so(tmp_path: Path) -> None:
    old, new = tmp_path / "lama.txt", tmp_path / "baru.txt"
    kept, gone = "Pasal 1\nKPU menetapkan jadwal.\n", "Pasal 2\nPPS menjaga gudang.\n"
    old.write_text(HEAD + kept + gone, encoding="utf-8", newline="\n")
    new.write_text(HEAD + kept, encoding="utf-8", newline="\n")
    with pytest.raises(UnknownPlace, match="dihapus dalam naskah ini"):
        pr.explain(new, "Pasal 2", old)


def test_the_json_of_a_provision_holds_the_values(cli: Cli, corpus: Path) -> None:
    old, new = (corpus / draft for draft in LOGISTICS)
    told = json.loads(cli("explain", new, "Pasal", "18", "--against", old, "--format", "json").out)
    assert told["schema"] == "pkpu-review/provision/1"
    assert [one["id"] for one in told["provisions"]] == ["pasal-18", *(f"pasal-18/ayat-{n}" for n in (1, 2, 3))]
    assert {one["modality"] for one in told["norms"]} == {"wajib"}
    assert [one["target"] for one in told["references"]] == ["pasal-6/ayat-2"]
    assert [one["fate"] for one in told["stale"]] == ["stale"]
    assert {one["rule"] for one in told["budget"]} == {"cetak", "petugas", "lama-kegiatan"}


def test_a_page_follows_the_suffix_of_its_file(cli: Cli, corpus: Path, tmp_path: Path) -> None:
    for suffix, begins in (
        (".html", "<!DOCTYPE html>"),
        (".md", "# Pasal 5"),
        (".json", "{"),
        (".txt", "Semua tentang"),
    ):
        target = tmp_path / f"hasil{suffix}"
        assert cli("explain", corpus / STAGES[1], "5", "-o", target).code == 0
        assert target.read_text(encoding="utf-8").startswith(begins)


def test_several_versions_tell_the_history(corpus: Path) -> None:
    old, new = (corpus / draft for draft in STAGES)
    told = pr.explain(new, "Pasal 34 ayat (3)", old, old)
    assert told.history is not None and [stage.id for stage in told.history.stages] == [
        "pasal-32/ayat-3",
        "pasal-32/ayat-3",
        "pasal-34/ayat-3",
    ]
    words = paint(lines(shown.folio(told), width=10_000))
    assert "Ada sejak naskah pertama" in words
    assert "10 (sepuluh) bulan berikutnya menjadi tanggal 5 (lima)" in words


def test_the_voting_day_can_be_named(corpus: Path) -> None:
    told = explain(corpus / STAGES[1], "5 ayat 2", voting_day=date(2029, 2, 14))
    assert [str(one.day) for one in told.deadlines] == ["2027-06-14"]


def test_text_of_a_document_is_never_markup(tmp_path: Path) -> None:
    path = tmp_path / "draf.txt"
    evil = "<script>alert(1)</script> [tautan](http://x) **tebal** \x1b[31m KPU wajib membentuk tim verifikasi"
    path.write_text(
        f"{HEAD}Pasal 1\n(1) {evil}.\n(2) Ketentuan sebagaimana dimaksud pada ayat (1) berlaku.\n",
        encoding="utf-8",
        newline="\n",
    )
    folio = shown.folio(pr.explain(path, "1"))
    assert "<script>" not in page(folio)
    assert "\\[tautan\\]" in markdown(folio) and "<script>" not in markdown(folio)
    assert "\x1b" not in paint(lines(folio))


def test_lines_are_wrapped_and_no_word_is_lost() -> None:
    words = " ".join(f"kata{number}" for number in range(60))
    folio = Folio("x", "y", (), (Section("a", "Bagian", (Entry((Run(words),), "(1)", 3, (words,)),)),))
    painted = paint(lines(folio, width=60))
    assert all(columns(line) <= 60 for line in painted.splitlines())
    assert painted.split().count("kata59") == 2
    assert [word for word in painted.split() if word.startswith("kata")] == 2 * words.split()


def test_a_plain_sentence_is_not_told_as_an_obligation(cli: Cli, corpus: Path) -> None:
    """A sentence like "KPU menetapkan ..." has no word "wajib"."""
    ran = cli("explain", corpus / LOGISTICS[1], "Pasal 13")
    assert "KPU: " in ran.out and "KPU wajib: " not in ran.out
