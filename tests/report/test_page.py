"""A document as a page: what the columns of its tables are wide enough for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pkpu_review.report.document import Cell, Column, Document, Grid, Line, told
from pkpu_review.report.pages.page import EDGES, LETTER, NUMBER, ROOM, page, widths


def grid(shares: tuple[int, ...], *rows: tuple[str, ...]) -> Grid:
    """Return a table of a column of numbers and columns of words."""
    columns = (Column("No.", 4, "number"), *(Column("Isi", share) for share in shares))
    return Grid("tabel", columns, tuple(Line(tuple(told(one) or Cell() for one in ("1", *row))) for row in rows))


def parts(made: list[str]) -> list[float]:
    """Return the widths of the columns of words in hundredths."""
    assert made[0] == NUMBER
    return [float(one.removesuffix("%")) for one in made[1:]]


def test_of_many_columns_each_has_room_for_its_longest_word() -> None:
    word = "pertanggungjaw"
    found = parts(widths(grid((5, 35, 20, 20, 20), (f"suatu {word}", "a", "a", "a", "a"))))
    assert sum(found) == pytest.approx(100, abs=0.1)
    assert found[0] == pytest.approx(100 * (len(word) * LETTER + EDGES) / ROOM, abs=0.01)
    assert found[1] / found[2] == pytest.approx(35 / 20, abs=0.01)


def test_few_columns_and_words_without_end_leave_the_shares_as_they_are() -> None:
    assert parts(widths(grid((10, 90), ("pertanggungjaw", "a")))) == [10, 90]
    endless = "W" * 5000
    assert sum(parts(widths(grid((1, 1, 1, 1, 1, 1, 1, 1), (endless,) * 8)))) == pytest.approx(100, abs=0.1)
    assert max(parts(widths(grid((20, 20, 20, 20, 20), (endless, "a", "a", "a", "a"))))) < 25


def test_a_file_name_may_be_broken_at_its_hyphens() -> None:
    found = parts(widths(grid((4, 24, 24, 24, 24), ("Kota-Jakarta-Utara/1-hukum.docx", "a", "a", "a", "a"))))
    assert found[0] == pytest.approx(100 * (len("hukum.docx") * LETTER + EDGES) / ROOM, abs=0.01)


BROKEN = r"""
const found = [], range = document.createRange();
const walker = document.createTreeWalker(document.querySelector('table'), NodeFilter.SHOW_TEXT);
for (let node; (node = walker.nextNode());) {
  if (!node.parentElement.checkVisibility()) continue;
  for (const word of node.data.matchAll(/[\p{L}\p{N}]+/gu)) {
    range.setStart(node, word.index); range.setEnd(node, word.index + word[0].length);
    const lines = new Set([...range.getClientRects()].filter(one => one.width).map(one => Math.round(one.top)));
    if (lines.size > 1) found.push(word[0]);
  }
}
return found;
"""
"""Words that stand on two lines."""


@pytest.mark.slow
def test_no_word_is_broken_in_a_table_of_nine_columns(browser: Any, tmp_path: Path) -> None:
    words = ["Penjelasan Umum", "Perencanaan, pendistribusian, dan pertanggungjawaban.", "Substansi baru", "Setuju."]
    words += ["Kata diganti.", "Terlalu pendek.", "Kabupaten Kepulauan Seribu", "1-perencanaan-logistik.docx, tabel 2"]
    table = grid((8, 21, 9, 14, 14, 9, 12, 9), tuple(words))
    path = tmp_path / "dim.html"
    path.write_text(page(Document("dim", "DIM", "Tanggapan", (table,), "DIM")), encoding="utf-8", newline="\n")
    for width in (1280, 1240, 1100, 800, 360):
        metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        browser.get(path.as_uri())
        assert browser.execute_script(BROKEN) == [], width
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width
