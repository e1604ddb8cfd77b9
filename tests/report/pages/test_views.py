"""``laporan.html`` in a browser: side by side and inline, dark and light, narrow, in print, hostile, and alone."""

from __future__ import annotations

import base64
import re
from typing import Any

import pytest

from pkpu_review.model import Review
from pkpu_review.report.sheets.sheets import Pack, pack
from tests.report.pages.browsing import Page, at, words_of

pytestmark = pytest.mark.slow


# -- views


def test_side_by_side_and_one_text(real_page: Page, made: Pack) -> None:
    number = at(made, "pasal-23/ayat-3")
    removed = next(row.number for row in made.rows if row.new is None)
    real_page.open()

    def shown(row: int, selector: str) -> str:
        found = real_page.session.find_elements("css selector", f"#no-{row} {selector}")
        return " ".join(one.text for one in found if one.is_displayed())

    assert shown(number, "td.old del") == "dapat" and shown(number, "td.new ins") == "wajib"
    assert shown(number, "td.new del") == ""
    real_page.choose("tampilan", "satu")
    assert shown(number, "td.old") == "" and shown(number, "td.new del") == "dapat"
    assert "semula Pasal 20 ayat (3)" in shown(number, "td.new")
    assert shown(removed, "td.old del") and shown(removed, "td.new") == ""
    real_page.choose("catatan", False)
    assert not [one for one in real_page.session.find_elements("css selector", ".notes") if one.is_displayed()]


def test_dark_and_light(real_page: Page) -> None:
    def paper() -> str:
        return str(real_page.run("return getComputedStyle(document.body).backgroundColor"))

    real_page.open()
    light = paper()
    features = [{"name": "prefers-color-scheme", "value": "dark"}]
    real_page.session.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    dark = paper()
    assert light == "rgb(255, 255, 255)" != dark
    real_page.choose("warna", "terang")
    assert paper() == light
    real_page.session.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    real_page.choose("warna", "gelap")
    assert paper() == dark and real_page.run("return getComputedStyle(document.documentElement).colorScheme") == "dark"


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_is_cut_at_any_width(real_page: Page, hostile_page: Page, width: int) -> None:
    for one in (real_page, hostile_page):
        for hash in ("#baris=semua", "#baris=semua&tampilan=satu"):
            one.open(hash, width)
            if not one.run("return document.querySelector('.facets').open"):
                one.session.find_element("css selector", ".facets summary").click()
            assert one.run("return document.documentElement.scrollWidth <= window.innerWidth"), hash
            wide = (
                "return [...document.querySelectorAll('td, p, li, button, select, label')]"
                ".filter(e => e.checkVisibility() && e.clientWidth && e.scrollWidth > e.clientWidth + 1)"
                ".map(e => e.outerHTML.slice(0, 200))"
            )
            assert one.run(wide) == [], hash
            one.session.find_element("id", "l-bantuan").click()
            assert one.run("return document.documentElement.scrollWidth <= window.innerWidth")
            box = one.run(
                "const r = document.getElementById('l-tolong').getBoundingClientRect(); return [r.left, r.right]"
            )
            assert box[0] >= 0 and box[1] <= width


# -- print


def printed(one: Page) -> list[str]:
    """Return the text of every page of the print, without white space and hyphens, at which lines end."""
    import pypdfium2

    told = one.session.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"]
    document = pypdfium2.PdfDocument(base64.b64decode(told))
    try:
        return [squeezed(document[n].get_textpage().get_text_range()) for n in range(len(document))]
    finally:
        document.close()


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad\ufffe\x02-]+", "", text)


@pytest.mark.parametrize("view", ["", "&tampilan=satu"])
def test_the_print_has_all_filtered_rows_and_no_other(real_page: Page, made: Pack, view: str) -> None:
    real_page.open(f"#divisi=data&baris=semua{view}")
    shown = set(real_page.numbers())
    assert 5 < len(shown) < len(made.rows)
    pages = printed(real_page)
    whole = "".join(pages)
    for row in made.rows:
        if row.number not in shown:
            continue
        for paragraph in (row.new or row.old).paragraphs:  # type: ignore[union-attr]
            text = "".join(run.text for run in paragraph.runs if view or run.mark != "delete")
            assert squeezed(text) in whole, row.number
        for note in row.notes:
            assert squeezed(note.text) in whole, note
    others = (row for row in made.rows if row.number not in shown and row.new and row.provision != "judul")
    hidden = next(row for row in others if len(words_of(row.side)) > 120)  # the title stands above all rows
    longest = max(hidden.new.paragraphs, key=lambda one: one.length)  # type: ignore[union-attr]
    assert squeezed("".join(run.text for run in longest.runs if run.mark != "delete")) not in whole
    heads = ["Perubahandandivisi" in text for text in pages]
    assert all(heads[:-1])  # on every page; the last may hold the foot alone
    assert "Ditampilkan" in pages[0] and "Hapussaringan" not in whole and "Sebelumnya" not in whole


@pytest.mark.parametrize(("hash", "columns"), [("", 4), ("#tampilan=satu", 3)])
def test_the_print_fills_its_width(real_page: Page, hash: str, columns: int) -> None:
    """The table has as many columns as its rows show: the headings of chapters span no more."""
    real_page.open(hash)
    real_page.session.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    spans = real_page.run("return [...document.querySelectorAll('tr.band th')].map(e => e.colSpan)")
    assert set(spans) == {columns}
    table, last = real_page.run(
        "return ['#l-baris-semua', 'tr.row:not([hidden]) .what']"
        ".map(e => document.querySelector(e).getBoundingClientRect().right)"
    )
    assert abs(table - last) < 2


def test_changes_are_seen_in_a_print_without_colour(real_page: Page) -> None:
    real_page.open("#tampilan=satu&warna=gelap")
    real_page.session.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    style = (
        "const s = getComputedStyle(document.querySelector(arguments[0]));"
        "return [s.textDecorationLine, s.color, +s.fontWeight]"
    )
    ins, gone = real_page.run(style, "td.new ins"), real_page.run(style, "td.new del")
    assert ins[0] == "underline" and ins[2] >= 600 and ins[1] == "rgb(0, 0, 0)"
    assert gone[0] == "line-through" and gone[1] == "rgb(0, 0, 0)"


# -- hostile and alone


def test_hostile_words_are_shown_as_they_are(hostile_page: Page) -> None:
    hostile_page.open("#baris=semua")
    assert hostile_page.errors() == []
    assert "<script>alert(1)</script>" in hostile_page.session.find_element("id", "l-baris-semua").text
    hostile_page.type("<script>alert(1)</script>")
    assert len(hostile_page.numbers()) >= 1
    assert hostile_page.run("return document.scripts.length") == 1
    hostile_page.type('"${x} %s"')
    assert len(hostile_page.numbers()) == 1 and hostile_page.errors() == []


def test_a_draft_alone(session: Any, files_of: dict[str, str], alone: Review) -> None:
    one = Page(session, files_of["alone"]).open()
    assert one.errors() == [] and len(one.numbers()) == len(pack(alone).rows)
    one.choose("divisi", "data")
    assert 0 < len(one.numbers()) < len(pack(alone).rows)
    one.session.find_element("tag name", "body").send_keys("n")
    assert one.focused() == f"no-{one.numbers()[0]}"
