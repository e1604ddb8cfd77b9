"""The page with both versions side by side: whole, safe, and usable in a real browser without any script."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from pkpu_review.compare import compare
from pkpu_review.model import Comparison, Review
from pkpu_review.report.pages.side_by_side import side_by_side
from pkpu_review.report.views.changes import Changes
from pkpu_review.report.views.selection import Selection

from .conftest import HOSTILE
from .test_html import luminance


@pytest.fixture(scope="module")
def comparison(review: Review) -> Comparison:
    assert review.comparison is not None
    return review.comparison


@pytest.fixture(scope="module")
def source(comparison: Comparison) -> str:
    return side_by_side(Changes(comparison))


@pytest.fixture(scope="module")
def page(source: str) -> Any:
    return lxml_html.fromstring(source)


def told(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_every_row_has_both_sides_with_what_changed_marked(comparison: Comparison, page: Any) -> None:
    rows = page.xpath("//tbody/tr[@id]")
    assert len(rows) == len(comparison.rows)
    for row, change in zip(rows, comparison.rows, strict=True):
        old, new = row.xpath("td")[:2]
        assert bool(old.xpath(".//p[@class='none']")) == (change.old is None)
        assert bool(new.xpath(".//p[@class='none']")) == (change.new is None)
        assert not old.xpath(".//ins") and not new.xpath(".//del")
    (deadline,) = [row for row in rows if "wajib" in row.text_content()]
    old, new = deadline.xpath("td")[:2]
    assert [told(one) for one in old.xpath(".//del")] == ["dapat", "7 (tujuh)"]
    assert [told(one) for one in new.xpath(".//ins")] == ["wajib", "14 (empat belas)"]


def test_the_heading_names_the_files_alone(comparison: Comparison, page: Any) -> None:
    names = [comparison.old.source.name, comparison.new.source.name]
    assert [told(one) for one in page.xpath("//h1")] == [" → ".join(names)]
    assert [told(one) for one in page.xpath("//dl[@class='facts']//dd")][:2] == [
        f"{side.source.name}, {side.source.pages} halaman" if side.source.pages else side.source.name
        for side in (comparison.old, comparison.new)
    ]


def test_the_words_of_both_versions_are_whole(comparison: Comparison, page: Any) -> None:
    for row, change in zip(page.xpath("//tbody/tr[@id]"), comparison.rows, strict=True):
        shared = len(comparison.of_old(change.old or "")) > 1 or len(comparison.of_new(change.new or "")) > 1
        sides = (comparison.old.get(change.old), comparison.new.get(change.new))
        for cell, side in zip(row.xpath("td")[:2], sides, strict=True):
            if side is not None and not shared and "\x00" not in side.text:
                words = " ".join(" ".join(told(p) for p in cell.xpath("p[not(@class)]")).split())
                assert words == " ".join(re.sub("[\u202a-\u202e]", "\ufffd", side.text).split())


def test_text_of_a_document_never_becomes_markup(source: str, page: Any) -> None:
    assert not page.xpath("//script | //img | //iframe | //link | //b | //i | //jadwal | //@onclick")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in source
    assert HOSTILE[7].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in source


def test_nothing_is_fetched(source: str) -> None:
    assert not re.search(r'(?:src|href)="(?!#)', source)
    assert "url(" not in source and "@import" not in source and "default-src 'none'" in source


def test_links_lead_somewhere_and_ids_are_unique(page: Any) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//a/@href")} <= set(ids)
    jumps = [told(one) for one in page.xpath("//nav//a")]
    assert "Pasal 2" in jumps and "Pasal 3 (naskah lama)" in jumps


def test_the_weightiest_lead_to_their_rows(comparison: Comparison, page: Any) -> None:
    links = page.xpath("//ol[@class='important']/li/a")
    items = Changes(comparison).weightiest
    assert len(links) == len(items)
    for link, item in zip(links, items, strict=True):
        (row,) = page.xpath(f"//tr[@id='{link.get('href')[1:]}']")
        assert item.citation in row.text_content()


def test_only_what_is_asked_for(comparison: Comparison) -> None:
    tree = lxml_html.fromstring(side_by_side(Changes(comparison, Selection(places=("2",)))))
    assert len(tree.xpath("//tbody/tr[@id]")) == 5
    assert "Saringan: Pasal 2." in tree.text_content()
    none = lxml_html.fromstring(side_by_side(Changes(comparison, Selection(only=("reference",)))))
    assert not none.xpath("//table") and "Tidak ada perubahan yang cocok dengan saringan." in none.text_content()


def test_a_version_against_itself_shows_it_whole(comparison: Comparison) -> None:
    tree = lxml_html.fromstring(side_by_side(Changes(compare(comparison.new, comparison.new))))
    assert tree.xpath("//input/@id") == ["f-same"] and tree.xpath("//input/@checked")
    assert not tree.xpath("//tbody//ins | //tbody//del")


def test_colours_have_the_contrast_of_wcag_aa(source: str) -> None:
    for theme in re.findall(r":root \{(.*?)\}", source, re.DOTALL)[:2]:
        colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", theme))
        for fore, back in (("soft", "paper"), ("ink", "insert-bg"), ("link", "paper"), ("soft", "band")):
            light, dark = sorted((luminance(colours[fore]), luminance(colours[back])), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (fore, back)


# --- in a browser


@pytest.fixture
def opened(browser: Any, source: str, tmp_path: Path) -> Any:
    """The browser with the page, 1280 wide."""
    path = tmp_path / "perbandingan.html"
    path.write_text(source, encoding="utf-8", newline="\n")
    resize(browser, 1280)
    browser.get(path.as_uri())
    return browser


def resize(browser: Any, width: int) -> None:
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def visible(browser: Any, selector: str) -> list[Any]:
    return [one for one in browser.find_elements("css selector", selector) if one.is_displayed()]


@pytest.mark.slow
def test_boxes_choose_what_is_shown(opened: Any, comparison: Comparison) -> None:
    changed = sum((row.relation, row.change) != ("same", "none") for row in comparison.rows)
    assert len(visible(opened, "tbody tr[id]")) == changed  # what stays is hidden at first
    opened.find_element("id", "f-same").click()
    assert len(visible(opened, "tbody tr[id]")) == len(comparison.rows)
    for box in ("f-same", "f-substantive"):
        opened.find_element("id", box).click()
    rows = visible(opened, "tbody tr[id]")
    assert rows and all("k-place" in row.get_attribute("class") for row in rows)
    bands = visible(opened, "tr.band")
    assert len(bands) == len({row.find_element("xpath", "..").get_attribute("id") for row in rows})


@pytest.mark.slow
def test_the_list_leads_to_an_article(opened: Any) -> None:
    opened.find_element("css selector", ".jump summary").click()
    entries = visible(opened, ".jump li a")
    assert [entry.text for entry in entries][:2] == ["Judul", "Pasal 2"]
    entries[1].click()
    group = opened.find_element("css selector", "tbody:target")
    assert group.text.startswith("Pasal 2")
    bar = opened.find_element("css selector", ".bar").rect
    top = opened.execute_script("return arguments[0].getBoundingClientRect().top", group)
    assert top >= bar["height"] - 1  # not below the bar that stays in sight


@pytest.mark.slow
def test_a_keyboard_reaches_the_boxes(opened: Any) -> None:
    opened.execute_script("document.getElementById('f-substantive').focus()")
    before = len(visible(opened, "tbody tr[id]"))
    opened.switch_to.active_element.send_keys(" ")
    assert len(visible(opened, "tbody tr[id]")) < before


@pytest.mark.slow
@pytest.mark.parametrize("width", [390, 820, 1280])
def test_it_fits_any_width(opened: Any, width: int) -> None:
    resize(opened, width)
    opened.find_element("css selector", ".jump summary").click()
    assert opened.execute_script("return document.documentElement.scrollWidth <= window.innerWidth")
    overflow = "return [...document.querySelectorAll('td')].filter(e => e.scrollWidth > e.clientWidth + 1).length"
    assert opened.execute_script(overflow) == 0
    row = visible(opened, "tbody tr[id]")[0]
    old, new = row.find_elements("css selector", "td")[:2]
    if width < 500:
        assert new.rect["y"] >= old.rect["y"] + old.rect["height"] - 1  # the one below the other
        assert row.find_element("xpath", "../tr[contains(@class, 'band')]").rect["width"] > 0.9 * row.rect["width"]
    else:
        assert new.rect["x"] >= old.rect["x"] + old.rect["width"] - 1
    assert [entry for entry in opened.get_log("browser") if entry["level"] == "SEVERE"] == []


@pytest.mark.slow
def test_what_changed_is_seen_without_colour(opened: Any) -> None:
    style = "return getComputedStyle(document.querySelector(arguments[0])).textDecorationLine"
    assert "underline" in opened.execute_script(style, "tbody ins")
    assert "line-through" in opened.execute_script(style, "tbody del")


@pytest.mark.slow
def test_dark_and_light(opened: Any) -> None:
    colours = []
    for scheme in ("light", "dark"):
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        opened.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        colours.append(opened.execute_script("return getComputedStyle(document.body).backgroundColor"))
    opened.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert colours[0] == "rgb(255, 255, 255)" != colours[1]


@pytest.mark.slow
def test_it_prints_without_the_boxes(opened: Any) -> None:
    opened.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert not opened.find_element("css selector", ".bar").is_displayed()
    opened.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert len(opened.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"]) > 10_000
