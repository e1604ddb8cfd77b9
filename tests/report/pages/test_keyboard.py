"""``laporan.html`` in a browser, by the keyboard alone."""

from __future__ import annotations

import time

import pytest

from pkpu_review.report.sheets.sheets import Pack
from tests.report.pages.browsing import Page, touched

pytestmark = pytest.mark.slow


def test_keys(real_page: Page, made: Pack) -> None:
    first, second = (row.number for row in touched(made)[:2])
    real_page.open()
    real_page.press("/")
    assert real_page.focused() == "l-cari"
    real_page.press("n")
    assert real_page.session.find_element("id", "l-cari").get_attribute("value") == "n"  # typed, not obeyed
    time.sleep(0.3)
    real_page.press("\ue00c")
    assert real_page.session.find_element("id", "l-cari").get_attribute("value") == ""
    real_page.open()
    real_page.press("n")
    assert real_page.focused() == f"no-{first}"
    real_page.press("j")
    assert real_page.focused() == f"no-{second}"
    real_page.press("p")
    assert real_page.focused() == f"no-{first}"
    real_page.press("k")
    assert real_page.focused() == f"no-{first}" and "Tidak ada perubahan lagi sebelum ini." in real_page.status()
    real_page.press("?")
    assert real_page.session.find_element("id", "l-tolong").is_displayed()
    real_page.press("\ue00c")
    assert not real_page.session.find_element("id", "l-tolong").is_displayed()


def test_steps_lead_through_what_is_filtered_only(real_page: Page, made: Pack) -> None:
    real_page.open("#jenis=added")
    seen = []
    for _ in range(3):
        real_page.session.find_element("id", "l-maju").click()
        seen.append(int(real_page.focused()[3:]))
    assert seen == [row.number for row in made.rows if row.relation == "added"][:3]
    top = real_page.run("return document.activeElement.getBoundingClientRect().top")
    assert top >= real_page.run("return document.querySelector('thead').getBoundingClientRect().bottom") - 2


def test_escape_clears_the_filters(real_page: Page, made: Pack) -> None:
    real_page.open("#divisi=data&jenis=added")
    assert len(real_page.numbers()) < len(touched(made))
    real_page.session.find_element("tag name", "body").send_keys("\ue00c")
    assert len(real_page.numbers()) == len(touched(made))


def test_single_letters_can_be_turned_off(real_page: Page) -> None:
    real_page.open("#pintas=0")
    real_page.press("n")
    assert not real_page.focused().startswith("no-")
    real_page.press("/")
    assert real_page.focused() != "l-cari"


def test_tab_reaches_every_control_and_the_focus_is_seen(real_page: Page) -> None:
    real_page.open()
    wanted = set(
        real_page.run(
            "return [...document.querySelectorAll("
            "'#l-alat :is(button, input, select, summary), tr.row .copy, tr.row a')]"
            ".filter(e => e.checkVisibility()).slice(0, 60).map((e, n) => { e.dataset.tab = n; return String(n); })"
        )
    )
    assert len(wanted) > 30
    seen = set()
    for _ in range(len(wanted) + 12):
        real_page.press("\ue004")
        tab, shown, hidden = real_page.run(
            "const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();"
            "const at = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2);"
            "return [e.dataset.tab, s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2,"
            " !(at && (e === at || e.contains(at) || at.contains(e)))]"
        )
        if tab is not None:
            seen.add(tab)
            assert shown and not hidden, tab
    assert seen == wanted
