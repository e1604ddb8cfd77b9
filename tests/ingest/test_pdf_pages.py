"""Two processes read a long file as one does, and nothing is lost where the second one fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from pkpu_review.ingest import pdf_pages, pdf_shared
from pkpu_review.ingest.pdf_page import PageText, read_page

ROOT = Path(__file__).resolve().parents[2]
DRAFT = sorted((ROOT / "corpus").glob("*/v*.pdf"))[0]


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], list[PageText]]:
    """A call that reads a draft with its pages shared from a number on."""
    data = DRAFT.read_bytes()
    document = pdfium.PdfDocument(data)
    count = len(document)
    document.close()

    def read(shared_from: int) -> list[PageText]:
        monkeypatch.setattr(pdf_shared, "SHARED_FROM", shared_from)
        monkeypatch.setattr(pdf_pages, "START", 0)
        monkeypatch.setattr(pdf_pages, "ANEW", 4)
        monkeypatch.setattr("os.cpu_count", lambda: 2)
        with pdf_shared.Second() as second:
            second.expect(data)
            return pdf_pages.pages_of(DRAFT.name, data, count, second)

    return read


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the pages that this process reads itself."""
    numbers: list[int] = []

    def told(name: str, document: pdfium.PdfDocument, number: int) -> PageText:
        numbers.append(number)
        return read_page(name, document, number)

    monkeypatch.setattr(pdf_pages, "read_page", told)
    return numbers


def test_shared_and_alone_read_the_same(pages: Callable[[int], list[PageText]], asked: list[int]) -> None:
    alone = pages(10_000)
    count = len(alone)
    assert asked == list(range(1, count + 1))
    asked.clear()
    shared = pages(1)
    assert asked == list(range(1, count + 1, 2))  # every other page came from the second process
    assert [page.number for page in shared] == list(range(1, count + 1))
    assert shared == alone
    assert any(line.cells for page in shared[1::2] for line in page.lines)  # rows of tables among them


@pytest.mark.parametrize("program", ["", "no-such-program", "false"])
def test_a_second_process_that_fails_loses_nothing(
    program: str, pages: Callable[[int], list[PageText]], asked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", program)
    found = pages(1)
    assert sorted(asked) == [page.number for page in found]
    assert found == pages(10_000)


def test_what_a_process_gave_before_it_broke_off_is_kept(
    pages: Callable[[int], list[PageText]], asked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange = pdf_shared.Second._exchange

    def cut(self: pdf_shared.Second, *arguments: object) -> None:
        exchange(self, *arguments)  # type: ignore[arg-type]
        self._output = self._output[: len(self._output) * 2 // 3]

    monkeypatch.setattr(pdf_shared.Second, "_exchange", cut)
    found = pages(1)
    assert [page.number for page in found] == list(range(1, len(found) + 1))
    assert len(found) // 2 < len(asked) < len(found)
    assert found == pages(10_000)
