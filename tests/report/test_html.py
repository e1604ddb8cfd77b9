"""The pages: text stays text, links lead somewhere, and a browser shows them at any width."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

import pytest
from lxml import html as lxml_html

import pkpu_review as pr
from pkpu_review.model import Problem, Review
from pkpu_review.report import write
from pkpu_review.report.document import Bar, Bars, Block, Cell, Column, Document, Grid, Line, Words, told
from pkpu_review.report.meeting.overview import tally
from pkpu_review.report.meeting.summary import summary
from pkpu_review.report.office import Office, Signatory
from pkpu_review.report.pages.page import page as set_page
from pkpu_review.report.sheets.sheets import pack


@pytest.fixture(scope="module")
def folder(review: Review, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("hasil")
    write(review, target)
    return target


def pages(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def test_text_of_a_document_never_becomes_markup(folder: Path) -> None:
    for page in pages(folder):
        text = page.read_text(encoding="utf-8")
        tree = lxml_html.fromstring(text)
        scripts = tree.xpath("//script")
        assert len(scripts) == (page.name.endswith("laporan.html"))  # its own; see test_report_page
        assert not tree.xpath("//img | //iframe | //link | //b | //i | //jadwal")
        assert "49" not in re.findall(r"\{\{?.*?\}\}?|>49<", text)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in (folder / "3-matriks-persandingan.html").read_text(
        encoding="utf-8"
    )


def test_nothing_is_fetched_from_elsewhere(folder: Path) -> None:
    for page in pages(folder):
        text = page.read_text(encoding="utf-8")
        assert not re.search(r'(?:src|href)="(?:https?:)?//', text) and "url(" not in text and "@import" not in text


@pytest.mark.parametrize("formats", [(), ("html",), ("pdf",), ("md", "json")])
def test_every_link_leads_to_something_that_exists(
    formats: tuple[str, ...], review: Review, folder: Path, tmp_path: Path
) -> None:
    """Also where the sheets were not written as pages."""
    if formats:
        folder = tmp_path
        write(review, folder, formats=formats)
    for page in pages(folder):
        tree = lxml_html.parse(str(page)).getroot()
        ids = {element.get("id") for element in tree.iter() if element.get("id")}
        for link in tree.xpath("//a/@href"):
            target, anchor = urldefrag(link)
            if not target:
                assert anchor in ids
                continue
            file = page.parent / unquote(target)
            assert file.exists(), link
            if anchor:
                assert f'id="{anchor}"' in file.read_text(encoding="utf-8"), link


def test_pages_say_their_language_and_their_headings_do_not_skip(folder: Path) -> None:
    for page in pages(folder):
        tree = lxml_html.parse(str(page)).getroot()
        assert tree.get("lang") == "id" and len(tree.xpath("//h1")) == 1 and tree.xpath("//main")
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert all(th.get("scope") for th in tree.xpath("//th"))


def test_rows_carry_ids_and_pages_carry_hashes(folder: Path) -> None:
    tree = lxml_html.parse(str(folder / "3-matriks-persandingan.html")).getroot()
    assert tree.xpath("//meta[@name='pkpu-naskah-baru-sha256']/@content") == ["b" * 64]
    assert "pasal-2/ayat-1" in tree.xpath("//tr/@data-provision") and "pasal-3" in tree.xpath("//tr/@data-old")


def test_many_notes_unfold_and_none_is_left_out(review: Review, tmp_path: Path) -> None:
    problems = tuple(Problem("tidak-terbaca", f"Catatan {n}.", n) for n in range(300))
    write(replace(review, new=replace(review.new, problems=problems)), tmp_path)
    tree = lxml_html.parse(str(tmp_path / "index.html")).getroot()
    assert len(tree.xpath("//ul[@class='checks']/li")) > 300 and len(tree.xpath("//details//li")) > 250


def test_every_page_of_a_folder_leads_back_to_the_first(folder: Path) -> None:
    for page in pages(folder):
        links = lxml_html.parse(str(page)).getroot().xpath("//p[@class='crumb']/a/@href")
        back = [] if page.name == "index.html" else ["index.html" if page.parent == folder else "../index.html"]
        assert links == back, page


def test_the_first_page_offers_only_sheets_that_were_written(review: Review, folder: Path, tmp_path: Path) -> None:
    write(review, tmp_path, formats=("html",))
    for path, heads in ((folder, 1), (tmp_path, 0)):
        tree = lxml_html.parse(str(path / "index.html")).getroot()
        assert len(tree.xpath("//th[.='Lembar']")) == heads and "–" not in tree.xpath("//table")[2].text_content()


def test_what_to_check_names_its_side_where_there_are_two(review: Review, alone: Review) -> None:
    problem = (Problem("tidak-terbaca", "Catatan.", 1),)
    for one, side in ((review, "Naskah baru"), (alone, "")):
        found = summary(pack(replace(one, new=replace(one.new, problems=problem)))).checks
        assert [check.side for check in found if check.message == "Catatan."] == [side]


def test_changes_that_no_division_has_are_told_beside_the_table_that_leaves_them_out(
    review: Review, folder: Path, tmp_path: Path
) -> None:
    free = [row for row in pack(review).rows if row.touched and not row.divisions]
    assert free
    first = lxml_html.parse(str(folder / "index.html")).getroot()
    (told,) = first.xpath("//section[@aria-labelledby='divisi']/p[@class='unmapped']")
    assert told.text_content().startswith(f"{len(free)} ketentuan yang berubah belum menjadi tugas divisi mana pun (")
    sheet = folder / unquote(told.find("a").get("href"))
    numbers = lxml_html.parse(str(sheet)).getroot().xpath("//h2[contains(., 'belum menjadi tugas')]/..//a/text()")
    assert {str(row.number) for row in free} <= set(numbers)
    mapped = summary(replace(pack(review), divisions=pack(review).divisions[:1]))  # not the secretariat's sheet
    assert mapped.unmapped == 0 and mapped.unmapped_sheet is None


def test_the_first_page_says_how_many_findings_stand_in_the_timeline(corpus: Path, tmp_path: Path) -> None:
    found = pr.review(corpus / "tahapan-jadwal" / "v2-bahan-rapat-dengar-pendapat.docx")
    write(found, tmp_path, formats=("html",))
    first = lxml_html.parse(str(tmp_path / "index.html")).getroot()
    told = " ".join(first.xpath("string(//section[@aria-labelledby='periksa'])").split())
    assert "Pada isi rancangan, 4 hal perlu diperiksa: lihat Linimasa dan batas waktu." in told
    timeline = lxml_html.parse(str(tmp_path / "4-linimasa.html")).getroot()
    assert timeline.findtext(".//h2") == "Yang perlu diperiksa (4)"
    assert tally(found).problems == 4 + len(summary(pack(found)).checks)


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_colours_have_the_contrast_of_wcag_aa(folder: Path) -> None:
    style = (folder / "index.html").read_text(encoding="utf-8")
    themes = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[:2]
    assert len(themes) == 2
    for theme in themes:
        colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", theme))
        pairs = [(fore, back) for fore in ("ink", "soft", "blue", "link") for back in ("paper", "head", "band")]
        pairs += [("insert", "insert-bg"), ("delete", "delete-bg"), ("insert", "paper"), ("delete", "paper")]
        for fore, back in pairs:
            light, dark = sorted((luminance(colours[fore]), luminance(colours[back])), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (fore, back)


@pytest.mark.slow
@pytest.mark.parametrize("width", [360, 641, 720, 768, 1280])
def test_a_browser_shows_every_page_without_scrolling_sideways(folder: Path, browser: Any, width: int) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500},
    )
    for page in pages(folder):
        browser.get(page.as_uri())
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width, page
        narrow = browser.execute_script(
            "return [...document.querySelectorAll('td, .grid th')]"
            ".filter(e => e.scrollWidth > e.clientWidth + 1).length"
        )
        assert narrow == 0, page
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []


def document(*blocks: Block) -> Document:
    people = (Signatory("Sekretaris", "Siti Contoh", "197001011995032001"), Signatory("Ketua Divisi Data", "Budi"))
    office = Office(("KPU Contoh",), place="Contoh", signatories=people)
    return Document("contoh", "Contoh", "Contoh", blocks, "Contoh", office=office, day="24 November 2026", signed=True)


def test_what_is_empty_draws_nothing() -> None:
    """No warning without words, no bar for nothing, and no label above nothing on a telephone."""
    columns = (Column("Ketentuan", 50), Column("Alasan", 50))
    grid = Grid("Isi", columns, (Line((told("Pasal 1"), Cell())),))
    made = set_page(document(Words((), "warning"), Bars("Hasil", (Bar("Nol", 0, "0"), Bar("Satu", 1, "1"))), grid))
    tree = lxml_html.fromstring(made)
    assert not tree.xpath("//div[@class='warning']")
    assert [len(room) for room in tree.xpath("//dd[@class='room']")] == [0, 1]
    assert [cell.text for cell in tree.xpath("//td[@data-label='Alasan']")] == [None]


@pytest.mark.slow
def test_who_signs_stands_in_line(browser: Any, tmp_path: Path) -> None:
    """Names at one height, also where one has no number; on a telephone the day before all of them."""
    path = tmp_path / "tanda.html"
    path.write_text(set_page(document()), encoding="utf-8")

    def tops(width: int, chosen: str) -> list[int]:
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        browser.get(path.as_uri())
        all_of = "[...document.querySelectorAll(arguments[0])]"
        script = f"return {all_of}.map(e => Math.round(e.getBoundingClientRect().top))"
        return list(browser.execute_script(script, chosen))

    assert len(set(tops(1280, ".sign .name"))) == 1 and len(set(tops(1280, ".sign div"))) == 1
    day, first, second = tops(360, ".sign > *")
    assert day < first < second


@pytest.mark.slow
def test_links_work_from_the_summary_to_a_row(folder: Path, browser: Any) -> None:
    browser.get((folder / "index.html").as_uri())
    browser.find_element("css selector", ".important li a[href*='2-lembar-divisi/']").click()
    assert browser.title == "Lembar Pencermatan: Divisi Data dan Informasi"
    row = browser.find_element("css selector", "tr:target")
    assert row.get_attribute("data-provision") == "pasal-2/ayat-1"


@pytest.mark.slow
def test_it_prints(folder: Path, browser: Any) -> None:
    browser.get((folder / "2-lembar-divisi" / "2-data.html").as_uri())
    assert len(browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"]) > 10_000
