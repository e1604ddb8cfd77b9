"""The pages in a browser: axe-core finds nothing against WCAG 2.2 AA."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest

from pkpu_review.model import Review
from pkpu_review.report import write
from pkpu_review.report.pages.side_by_side import side_by_side
from pkpu_review.report.views.changes import Changes
from tests.conftest import absent
from tests.report.pages.browsing import Page

pytestmark = pytest.mark.slow
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def axe() -> str:
    try:
        return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    except ModuleNotFoundError:
        absent("axe-playwright-python is not installed")
        raise AssertionError("not reached") from None


def violations(session: Any, axe: str) -> list[str]:
    """Return what axe-core finds on the page that is open, one line each.

    All rows are laid out first, as a reader sees them who has come to them: those far out of sight have no true place.
    """
    session.execute_script(
        "const sheet = document.createElement('style'); document.head.append(sheet);"
        "sheet.textContent = '.rows .part { content-visibility: visible; contain-intrinsic-size: none; }'"
    )
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
