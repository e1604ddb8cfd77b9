"""``laporan.html`` in a browser: it opens from its file, and its filters show exactly their rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pkpu_review.report.sheet import Row
from pkpu_review.report.sheets.sheets import Pack
from tests.report.pages.browsing import Page, at, touched

pytestmark = pytest.mark.slow


# -- loading


def test_it_opens_from_a_file_and_asks_for_nothing(real_page: Page) -> None:
    real_page.open()
    assert real_page.errors() == []
    assert real_page.run("return performance.getEntriesByType('resource').length") == 0
    assert not real_page.run("return document.getElementById('l-alat').hidden")


def test_no_other_script_can_run_and_nothing_can_be_fetched(hostile_page: Page) -> None:
    hostile_page.open()
    add = "const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s);"
    assert hostile_page.run(f"{add} return window.ran === undefined")
    fetched = (
        "const done = arguments[0]; fetch('https://contoh.invalid/').then(() => done('came'), () => done('refused'))"
    )
    assert hostile_page.session.execute_async_script(fetched) == "refused"
    assert any("Content Security Policy" in entry["message"] for entry in hostile_page.errors())


def test_changed_rows_are_shown_first_and_all_at_will(real_page: Page, made: Pack) -> None:
    real_page.open()
    assert real_page.numbers() == [row.number for row in touched(made)]
    assert real_page.status().startswith(f"Ditampilkan {len(touched(made))} dari {len(made.rows)} ketentuan.")
    real_page.choose("baris", "semua")
    assert real_page.numbers() == [row.number for row in made.rows]


def test_without_script_all_rows_are_read(session: Any, real_page: Page, made: Pack) -> None:
    session.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        real_page.open("#pasal-23/ayat-3")
        assert len(real_page.numbers()) == len(made.rows)
        assert not session.find_element("id", "l-alat").is_displayed()
        number = at(made, "pasal-23/ayat-3")
        top = real_page.run("return document.getElementById(arguments[0]).getBoundingClientRect().top", f"no-{number}")
        assert -5 <= top < 400
        assert "JavaScript" in session.find_element("tag name", "header").text
    finally:
        session.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


# -- filters


def test_every_filter_shows_exactly_its_rows(real_page: Page, made: Pack) -> None:
    real_page.open()

    def expect(key: str, value: str, keep: Callable[[Row], bool]) -> None:
        wanted = [row.number for row in touched(made) if keep(row)]
        assert 0 < len(wanted) < len(touched(made)), (key, value)
        real_page.choose(key, value)
        assert real_page.numbers() == wanted, (key, value)
        real_page.choose(key, "")

    expect("divisi", "data", lambda row: any(c.division == "data" for c in row.divisions))
    if any(row.unassigned for row in touched(made)):
        expect("divisi", "-", lambda row: row.unassigned)
    else:  # nothing to choose
        assert not real_page.session.find_elements("css selector", "[data-key=divisi] option[value='-']")
    expect("bobot", "tinggi", lambda row: row.importance >= 60)
    expect("bobot", "sedang", lambda row: 30 <= row.importance < 60)
    expect("bobot", "rendah", lambda row: row.importance < 30)
    expect("badan", "kpu-provinsi", lambda row: "kpu-provinsi" in row.bodies)
    for key, kind in (("temuan", "temuan"), ("anggaran", "anggaran")):
        real_page.choose(key, True)
        assert real_page.numbers() == [
            row.number for row in touched(made) if any(note.kind == kind for note in row.notes)
        ]
        real_page.choose(key, False)
    real_page.choose("divisi", "data")
    real_page.choose("terkait", True)
    assert real_page.numbers() == [
        row.number for row in touched(made) if any(c.division == "data" for c in row.concerns)
    ]


def test_kinds_widen_and_filters_together_narrow(real_page: Page, made: Pack) -> None:
    real_page.open()
    real_page.choose("jenis:added", True)
    assert real_page.numbers() == [row.number for row in made.rows if row.relation == "added"]
    real_page.choose("jenis:removed", True)
    assert real_page.numbers() == [row.number for row in made.rows if row.relation in ("added", "removed")]
    real_page.choose("bobot", "sedang")
    wanted = [r.number for r in made.rows if r.relation in ("added", "removed") and 30 <= r.importance < 60]
    assert real_page.numbers() == wanted
    assert "Saringan: Yang berubah; Sedang (30 sampai 59); Baru; Dihapus." in real_page.status()


def test_a_kind_that_is_ticked_appears(real_page: Page, made: Pack) -> None:
    """Rows that only got a new number are not among the changed ones: asking for them shows them."""
    real_page.open()
    real_page.choose("jenis:renumbered", True)
    assert real_page.numbers() == [row.number for row in made.rows if row.relation == "renumbered"]
    real_page.choose("jenis:same", True)
    assert set(real_page.numbers()) > {row.number for row in made.rows if not row.changed}


def test_chapter_bands_go_with_their_rows(real_page: Page, made: Pack) -> None:
    real_page.open()
    real_page.choose("jenis:removed", True)
    shown = real_page.run(
        "return [...document.querySelectorAll('tr.band')].filter(r => r.checkVisibility())"
        ".map(r => r.textContent.trim())"
    )
    wanted = dict.fromkeys(row.heading.replace(" > ", " › ") for row in made.rows if row.relation == "removed")
    assert shown == [name for name in wanted if name]


def test_nothing_found_is_said_and_can_be_undone(real_page: Page, made: Pack) -> None:
    real_page.open()
    real_page.type("katayangtidakada")
    assert real_page.numbers() == [] and "Tidak ada ketentuan yang cocok" in real_page.status()
    real_page.session.find_element("id", "l-hapus").click()
    assert len(real_page.numbers()) == len(touched(made))
    assert not real_page.session.find_element("id", "l-hapus").is_displayed()


def test_a_row_without_its_list_quotes_what_it_hangs_on(real_page: Page, made: Pack) -> None:
    row = next(row for row in touched(made) if row.context and row.new)
    real_page.open()
    real_page.type(f'"{row.citation}"')
    element = real_page.session.find_element("id", row.anchor)
    assert element.find_element("css selector", ".new .context").is_displayed()
    real_page.open("#baris=semua")
    holder = next((one for one in made.rows if one.opening == row.context), None)
    if holder is not None:
        element = real_page.session.find_element("id", row.anchor)
        assert not element.find_element("css selector", ".new .context").is_displayed()
