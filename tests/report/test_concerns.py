"""Whose work a row is: the flags of a provision, and of what stands above it."""

from __future__ import annotations

from pathlib import Path

import pkpu_review as pr
from pkpu_review.annotate import flag
from pkpu_review.model import Identity, Provision, Regulation, Source
from pkpu_review.report.document import Grid
from pkpu_review.report.sheets.concerns import Concerns
from pkpu_review.report.sheets.setting import document
from pkpu_review.report.sheets.sheets import pack

ITEMS = ("kebutuhan perlengkapan;", "kebutuhan honorarium badan ad hoc;", "kebutuhan bimbingan teknis; dan", "lainnya.")


def test_what_one_item_of_a_list_is_about_is_not_the_work_of_the_others() -> None:
    items = tuple(
        Provision(f"pasal-1/huruf-{letter}", "huruf", f"{letter}.", lead=text)
        for letter, text in zip("abcd", ITEMS, strict=True)
    )
    lead = "Rencana program dan anggaran Pemilu memuat:"
    article = Provision("pasal-1", "pasal", "Pasal 1", "Perencanaan Program dan Anggaran", lead, children=items)
    flags = flag(Regulation(Identity(), Source("contoh.txt", "", "text"), (article,)))
    concerns = Concerns(flags)
    whose = [{one.division for one in concerns.of(item, whole=False) if not one.also} for item in items]
    assert {one.division for one in flags.of("pasal-1")} == {"perencanaan-logistik", "sdm"}
    assert ["sdm" in one for one in whose] == [False, True, True, False]
    assert all("perencanaan-logistik" in one for one in whose)


def test_opening_words_are_not_concerned_by_what_one_item_below_speaks_of() -> None:
    lead = "Dalam Peraturan Komisi ini yang dimaksud dengan:"
    term = Provision("pasal-1/angka-1", "angka", "1.", lead="Panitia Pemilihan Kecamatan adalah panitia di kecamatan.")
    article = Provision("pasal-1", "pasal", "Pasal 1", "BAB I KETENTUAN UMUM", lead, children=(term,))
    flags = flag(Regulation(Identity(), Source("contoh.txt", "", "text"), (article,)))
    concerns = Concerns(flags)
    assert [one.division for one in concerns.of(term, whole=False)] == ["sdm"]
    assert concerns.of(article, whole=False) == ()
    assert [one.division for one in concerns.of(article, whole=True)] == ["sdm"]


def test_reasons_stand_on_a_sheet_as_sentences(corpus: Path) -> None:
    made = pack(pr.review(corpus / "perlengkapan-pemungutan" / "v1-bahan-rapat-internal.docx"))
    sheets = [sheet for _, sheet in made.divisions if sheet.work]
    cells = [
        paragraph
        for sheet in sheets
        for block in document(sheet).blocks
        if isinstance(block, Grid)
        for row in block.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
    ]
    told = ["".join(run.text for run in one.runs) for one in cells]
    reasons = [one for one in told if one.casefold().startswith("istilah “")]
    assert reasons and all(one.startswith("Istilah") and one.endswith(".") for one in reasons)
