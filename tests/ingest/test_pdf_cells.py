"""The cells between rules are those that pdfplumber finds: in random grids, and on every ruled page there is."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkpu_review.ingest.pdf_cells import tables_of
from pkpu_review.ingest.pdf_rules import CrowdedError, Edge, drawings, drawn_on, has_rules
from pkpu_review.ingest.pdf_words import Box, words_of

ROOT = Path(__file__).resolve().parents[2]


def oracle(edges: list[Edge]) -> list[list[Box]]:
    from pdfplumber.table import TableFinder

    page: Any = SimpleNamespace(edges=edges, bbox=(0, 0, 600, 900))
    return [table.cells for table in TableFinder(page).tables]


def same(found: list[list[Box]], other: list[list[Box]]) -> bool:
    def plain(tables: list[list[Box]]) -> list[list[tuple[float, ...]]]:
        return sorted(sorted(tuple(round(edge, 3) for edge in cell) for cell in cells) for cells in tables)

    return plain(found) == plain(other)


def rule(x0: float, top: float, x1: float, bottom: float) -> Edge:
    orientation = "h" if top == bottom else "v"
    size = {"width": x1 - x0, "height": bottom - top}
    return {"object_type": "line", "orientation": orientation, "x0": x0, "x1": x1, "top": top, "bottom": bottom, **size}


PLACES = st.integers(1, 12).map(lambda place: place * 20.0)


@st.composite
def rules(draw: st.DrawFn) -> list[Edge]:
    """Rules on a raster, some of them a little off it, broken, or drawn twice."""
    found = []
    for _ in range(draw(st.integers(0, 40))):
        at = draw(PLACES) + draw(st.sampled_from([0.0, 0.0, 0.0, 0.5, 1.5]))
        start, end = sorted((draw(PLACES), draw(PLACES)))
        end += draw(st.sampled_from([0.0, 0.0, 0.8, -2.0, 2.5]))
        if end > start:
            found.append(rule(start, at, end, at) if draw(st.booleans()) else rule(at, start, at, end))
    return found


@given(rules())
def test_random_rules(edges: list[Edge]) -> None:
    assert same(tables_of(edges), oracle(edges))


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["corpus", "real/agency"])
def test_real_pages(folder: str, request: pytest.FixtureRequest) -> None:
    where = ROOT / folder if folder == "corpus" else request.getfixturevalue("shared") / folder
    pages = 0
    for path in sorted(where.rglob("*.pdf")):
        document = pdfium.PdfDocument(path)
        for number, page in enumerate(document, 1):
            if has_rules(page, drawings(page)):
                edges = drawn_on(page, words_of(path.name, page, number)[2]).edges
                assert same(tables_of(edges), oracle(edges)), f"{path.name}, page {number}"
                pages += 1
        document.close()
    assert pages


def test_a_comb_that_is_an_attack() -> None:
    """Rules that meet in many corners and close hardly a cell."""
    edges = [rule(x, 0.0, x, 9000.0) for x in map(float, range(0, 4000, 4))]
    edges += [rule(0.0, y, y / 3, y) for y in map(float, range(4, 9000, 4))]
    with pytest.raises(CrowdedError):
        tables_of(edges)
