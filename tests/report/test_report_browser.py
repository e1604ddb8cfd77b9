"""``laporan.html`` in a real browser, opened from its file: filters, search, keyboard, links, print, and axe-core."""

from __future__ import annotations

import base64
import re
import time
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest

from pkpu_review.model import Review
from pkpu_review.report import write
from pkpu_review.report.meeting.summary import summary
from pkpu_review.report.pages.report_page import page
from pkpu_review.report.pages.side_by_side import side_by_side
from pkpu_review.report.sheet import Row, Side
from pkpu_review.report.sheets.sheets import Pack, pack
from pkpu_review.report.views.changes import Changes
from pkpu_review.review import review as reviewed
from tests.conftest import ROOT, absent

pytestmark = pytest.mark.slow

CORPUS = ROOT / "corpus" / "tahapan-jadwal"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


# -- the page, and a browser that opens it


@pytest.fixture(scope="module")
def real() -> Review:
    return reviewed(CORPUS / "v2-bahan-rapat-dengar-pendapat.docx", CORPUS / "v1-bahan-uji-publik.docx")


@pytest.fixture(scope="module")
def made(real: Review) -> Pack:
    return pack(real)


@pytest.fixture(scope="module")
def files_of(made: Pack, review: Review, alone: Review, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Name → address of the pages: of the corpus draft, of the hostile one, and of a draft alone."""
    folder = tmp_path_factory.mktemp("laporan")
    found = {}
    for name, one in (("real", made), ("hostile", pack(review)), ("alone", pack(alone))):
        path = folder / f"{name} #1 ä.html"  # as people name files
        path.write_text(page(one, summary(one)), encoding="utf-8", newline="\n", errors="replace")
        found[name] = path.as_uri()
    return found


@pytest.fixture(scope="module")
def session(browser: Any) -> Any:
    """The browser, as the pages below call it."""
    return browser


class Page:
    """One page in the browser, and what a reader does with it."""

    def __init__(self, session: Any, address: str) -> None:
        self.session, self.address = session, address

    def open(self, hash: str = "", width: int = 1280, height: int = 900) -> Page:
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self.session.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        self.session.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
        self.session.get("about:blank")  # another hash alone would not open the page anew
        self.session.get_log("browser")
        self.session.get(f"{self.address}{hash}")
        return self

    def run(self, script: str, *arguments: object) -> Any:
        return self.session.execute_script(script, *arguments)

    def numbers(self) -> list[int]:
        """The numbers of the rows in sight of a reader."""
        shown = (
            "return [...document.querySelectorAll('tr.row')].filter(r => r.checkVisibility()).map(r => +r.id.slice(3))"
        )
        return list(self.run(shown))

    def choose(self, key: str, value: str | bool) -> None:
        """Choose in a list, or tick a box (``jenis:added``) by a click."""
        from selenium.webdriver.support.ui import Select

        name, _, own = key.partition(":")
        found = self.session.find_elements("css selector", f"[data-key='{name}']")
        element = next(one for one in found if not own or one.get_attribute("value") == own)
        if isinstance(value, bool):
            assert element.is_selected() != value
            element.click()
        else:
            Select(element).select_by_value(value)

    def type(self, words: str) -> None:
        """Type into the search box, and wait until what is typed is searched for."""
        box = self.session.find_element("id", "l-cari")
        box.send_keys("\ue009a\ue000\ue003", words)  # Ctrl+A, backspace
        time.sleep(0.3)

    def press(self, *keys: str) -> None:
        """Press keys where the focus is."""
        for key in keys:
            self.session.switch_to.active_element.send_keys(key)

    def status(self) -> str:
        return str(self.session.find_element("css selector", "[role=status]").text)

    def hash(self) -> str:
        time.sleep(0.3)  # the address follows after a moment
        return str(self.run("return decodeURIComponent(location.hash)"))

    def focused(self) -> str:
        return str(self.run("return document.activeElement.id"))

    def errors(self) -> list[Any]:
        return [entry for entry in self.session.get_log("browser") if entry["level"] == "SEVERE"]


@pytest.fixture
def real_page(session: Any, files_of: dict[str, str]) -> Page:
    return Page(session, files_of["real"])


@pytest.fixture
def hostile_page(session: Any, files_of: dict[str, str]) -> Page:
    return Page(session, files_of["hostile"])


def touched(made: Pack) -> list[Row]:
    return [row for row in made.rows if row.touched]


def at(made: Pack, provision: str) -> int:
    """The number of the row that shows a provision of the new version."""
    return next(row.number for row in made.rows if row.new and row.new.provision == provision)


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
    expect("divisi", "-", lambda row: not row.divisions)
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


# -- search


def words_of(side: Side, without: str = "") -> str:
    parts = [f"{p.label} {''.join(run.text for run in p.runs if run.mark != without)}" for p in side.paragraphs]
    return " ".join(f"{side.citation} {' '.join(parts)}".split()).lower()


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


# -- keyboard


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
    hidden = next(row for row in made.rows if row.number not in shown and row.new and len(words_of(row.new)) > 120)
    assert squeezed("".join(run.text for run in hidden.new.paragraphs[0].runs)) not in whole  # type: ignore[union-attr]
    heads = ["Perubahandandivisi" in text for text in pages]
    assert all(heads[:-1])  # on every page; the last may hold the foot alone
    assert "Ditampilkan" in pages[0] and "Hapussaringan" not in whole and "Sebelumnya" not in whole


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


# -- axe-core


@pytest.fixture(scope="module")
def axe() -> str:
    try:
        return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    except ModuleNotFoundError:
        absent("axe-playwright-python is not installed")
        raise AssertionError("not reached") from None


def violations(session: Any, axe: str) -> list[str]:
    """Return what axe-core finds on the page that is open, one line each."""
    session.execute_script(axe)
    found = session.execute_async_script(
        "const done = arguments[1]; axe.run(document, { runOnly: arguments[0], resultTypes: ['violations'] })"
        ".then((r) => done(r.violations), (e) => done([{ id: String(e), nodes: [] }]))",
        STANDARDS,
    )
    return [f"{v['id']}: {[node['html'][:160] for node in v['nodes'][:3]]}" for v in found]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("hash", ["#baris=semua", "#tampilan=satu&warna=gelap&cari=pemilu", "#cari=katayangtidakada"])
def test_axe_finds_nothing(real_page: Page, axe: str, width: int, hash: str) -> None:
    real_page.open(hash, width)
    assert violations(real_page.session, axe) == []


def test_axe_finds_nothing_in_the_help_and_with_all_unfolded(real_page: Page, axe: str) -> None:
    real_page.open("", 360)
    for summary_ in real_page.session.find_elements("css selector", "main summary"):
        summary_.click()
    assert violations(real_page.session, axe) == []
    real_page.session.find_element("id", "l-bantuan").click()
    assert violations(real_page.session, axe) == []


def test_axe_finds_nothing_on_the_other_pages(
    session: Any, axe: str, real: Review, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """First page, list of files, brief, a sheet, matrix, timeline, and both versions side by side."""
    folder = tmp_path_factory.mktemp("berkas")
    write(real, folder, formats=("html",))
    assert real.comparison is not None
    (folder / "perbandingan.html").write_text(side_by_side(Changes(real.comparison)), encoding="utf-8", newline="\n")
    paths = sorted(folder.glob("*.html"))
    assert len(paths) >= 7 and any("linimasa" in path.name for path in paths)
    sheet = sorted(path for path in folder.rglob("*.html") if path.parent != folder)[0]
    for path in (*paths, sheet):
        one = Page(session, path.as_uri())
        for width, scheme in ((360, "light"), (1280, "dark")):
            one.open("", width)
            features = [{"name": "prefers-color-scheme", "value": scheme}]
            session.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
            assert violations(session, axe) == [], (path.name, scheme)
            assert one.errors() == []
