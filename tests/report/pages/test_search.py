"""``laporan.html`` in a browser: what the search finds, and how it is marked."""

from __future__ import annotations

import re
import time

import pytest

from pkpu_review.report.sheets.sheets import Pack
from tests.report.pages.browsing import Page, at, words_of

pytestmark = pytest.mark.slow


def test_words_are_found_in_both_versions(real_page: Page, made: Pack) -> None:
    real_page.open("#baris=semua&catatan=0")
    real_page.type("PAling LAMbát  hari")
    found = real_page.numbers()
    wanted = [
        row.number
        for row in made.rows
        if any(
            all(word in words_of(side, "delete") for word in ("paling", "lambat", "hari"))
            for side in (row.old, row.new)
            if side
        )
    ]
    assert set(wanted) <= set(found) and len(wanted) > 5
    real_page.type('"paling lambat 1 (satu) hari"')
    phrase = [
        row.number for row in made.rows if row.new and "paling lambat 1 (satu) hari" in words_of(row.new, "delete")
    ]
    assert set(phrase) <= set(real_page.numbers()) and len(real_page.numbers()) < len(found)


def test_a_place_is_found_with_what_refers_to_it(real_page: Page, made: Pack) -> None:
    real_page.open("#baris=semua")
    real_page.type("pasal 23 ayat (3)")
    found = real_page.numbers()
    assert at(made, "pasal-23/ayat-3") in found
    real_page.type("Pasal 6 ayat 2")  # shown inside the row of the article
    assert at(made, "pasal-6") in real_page.numbers()
    real_page.type("pasal 2")
    numbers = set(real_page.numbers())
    assert at(made, "pasal-2") in numbers
    other = next(
        row for row in made.rows
        if row.new and row.new.provision.startswith("pasal-23") and not re.search(r"pasal 2\b", words_of(row.new))
        and not (row.old and re.search(r"pasal 2\b", words_of(row.old))) and "Pasal 2 " not in row.sentence
        and not any("Pasal 2" in note.text for note in row.notes)
    )  # fmt: skip
    assert other.number not in numbers  # 23 is not 2


def test_enter_leads_to_the_first_found(real_page: Page, made: Pack) -> None:
    real_page.open("#baris=semua")
    real_page.type("Pasal 23 ayat (3)")
    real_page.press("\ue007")
    assert real_page.focused() == f"no-{at(made, 'pasal-23/ayat-3')}"


def test_what_was_found_is_marked_without_touching_the_rows(real_page: Page) -> None:
    real_page.open("#baris=semua")
    before = real_page.run(
        "return document.getElementById('l-baris-semua').innerHTML.replace(/ hang| hidden=\"\"/g, '')"
    )
    real_page.type("pemilu")
    time.sleep(0.3)
    marked = real_page.run("return [...CSS.highlights.get('l-cari')].map(String)")
    assert marked and {mark.lower() for mark in marked} == {"pemilu"}
    real_page.type("")
    assert real_page.run("return CSS.highlights.get('l-cari').size") == 0
    after = real_page.run(
        "return document.getElementById('l-baris-semua').innerHTML.replace(/ hang| hidden=\"\"/g, '')"
    )
    strip = re.compile(r' class="(row[^"]*?)\s*"|--n: ?\d+;?')
    assert strip.sub("", after) == strip.sub("", before)


def test_marks_cross_what_was_deleted(real_page: Page, made: Pack) -> None:
    """ "Pemilu wajib membersihkan" is found in the new words though a deleted one stands between them."""
    real_page.open()
    real_page.type('"Peserta Pemilu wajib membersihkan"')
    time.sleep(0.3)
    assert real_page.numbers() == [at(made, "pasal-23/ayat-3")]
    marked = real_page.run("return [...CSS.highlights.get('l-cari')].map(String).join('|')")
    assert "wajib" in marked and "dapat" not in marked
    real_page.type('"Peserta Pemilu dapat membersihkan"')
    assert real_page.numbers() == [at(made, "pasal-23/ayat-3")]  # in the old words


def test_a_phrase_is_told_in_its_own_quotation_marks(real_page: Page) -> None:
    real_page.open()
    real_page.type('"alat peraga"')
    assert 'cari "alat peraga";' in real_page.status()
    real_page.type("alat peraga")
    assert "cari “alat peraga”;" in real_page.status()
