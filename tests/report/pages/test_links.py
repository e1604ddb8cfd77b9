"""``laporan.html`` in a browser: the address keeps what was chosen, and links lead to provisions."""

from __future__ import annotations

import time

import pytest

from pkpu_review.report.sheets.sheets import Pack
from tests.report.pages.browsing import Page, at, touched

pytestmark = pytest.mark.slow


# -- the address


def test_the_address_keeps_what_was_chosen(real_page: Page) -> None:
    real_page.open()
    real_page.choose("divisi", "data")
    real_page.choose("jenis:substantive", True)
    real_page.choose("tampilan", "satu")
    real_page.type("pemilih")
    found, hash = real_page.numbers(), real_page.hash()
    assert hash == "#baris=&"[:1] + "divisi=data&jenis=substantive&tampilan=satu&cari=pemilih"
    again = real_page.open(f"{hash}")
    assert again.numbers() == found and again.run("return document.getElementById('l-divisi').value") == "data"
    assert again.run("return document.getElementById('l-baris-semua').classList.contains('one')")


def test_an_address_with_nonsense_does_no_harm(real_page: Page, made: Pack) -> None:
    for hash in ("#divisi=<script>&bobot=99&jenis=,,&x=1", "#%E0%A4%A", "#=", "#&&&", "#cari=" + "x" * 5000):
        real_page.open(hash)
        assert real_page.errors() == [], hash
    real_page.open("#divisi=takada&bobot=99")
    assert len(real_page.numbers()) == len(touched(made))
    real_page.open("#<img/src/onerror>")
    assert real_page.run("return document.images.length") == 0 and "<img/src/onerror>" in real_page.status()


def test_the_address_can_be_changed_on_an_open_page(real_page: Page, made: Pack) -> None:
    real_page.open()
    real_page.run("location.hash = '#jenis=added'")
    time.sleep(0.2)
    assert real_page.numbers() == [row.number for row in made.rows if row.relation == "added"]


# -- links


@pytest.mark.parametrize("target", ["no-12", "pasal-23/ayat-3", "pasal-6/ayat-2", "bab-iii", "lama/pasal-20/ayat-3"])
def test_a_link_leads_to_its_provision(real_page: Page, made: Pack, target: str) -> None:
    """Also where the row is not among those shown at first."""
    real_page.open(f"#{target}")
    row = real_page.run(
        "const r = document.getElementById(arguments[0]).closest('tr');"
        "return [r.id, r.getBoundingClientRect().top, document.activeElement === r]",
        target,
    )
    bar = real_page.run("return document.querySelector('thead').getBoundingClientRect().bottom")
    assert row[2] and bar - 2 <= row[1] < 500, row
    if target == "pasal-6/ayat-2":  # unchanged, and part of a row that shows the article whole
        assert row[0] == f"no-{at(made, 'pasal-6')}" and "Saringan dihapus" in real_page.status()


def test_a_link_to_what_is_not_there_says_so(real_page: Page) -> None:
    real_page.open("#pasal-999")
    assert "Ketentuan pasal-999 tidak ada dalam laporan ini." in real_page.status()
    real_page.open("#pasal-23/ayat-99")
    assert "ditampilkan yang terdekat" in real_page.status()


def test_links_on_the_page_keep_the_filters(real_page: Page) -> None:
    real_page.open("#divisi=data")
    first = real_page.numbers()
    link = real_page.session.find_element("css selector", f"#no-{first[1]} td.no a")
    link.click()
    assert real_page.numbers() == first and real_page.hash() == f"#divisi=data&ke=no-{first[1]}"


def test_a_link_is_copied(real_page: Page, made: Pack) -> None:
    real_page.open()
    number = at(made, "pasal-23/ayat-3")
    real_page.session.find_element("css selector", f"#no-{number} .copy").click()
    time.sleep(0.3)
    link = real_page.address + "#pasal-23/ayat-3"
    assert f"Tautan disalin: {link}" in real_page.status()
    box = real_page.session.find_element("id", "l-cari")
    box.send_keys("\ue009v\ue000")  # Ctrl+V
    assert box.get_attribute("value") == link
