"""``laporan.html`` of the corpus draft, of a hostile one and of a draft alone, opened in a real browser."""

from __future__ import annotations

from typing import Any

import pytest

from pkpu_review.model import Review
from pkpu_review.report.meeting.summary import summary
from pkpu_review.report.pages.report_page import page
from pkpu_review.report.sheets.sheets import Pack, pack
from pkpu_review.review import review as reviewed
from tests.conftest import ROOT
from tests.report.pages.browsing import Page

CORPUS = ROOT / "corpus" / "tahapan-jadwal"


@pytest.fixture(scope="session")
def real() -> Review:
    """The draft of the corpus, against the version before."""
    return reviewed(CORPUS / "v2-bahan-rapat-dengar-pendapat.docx", CORPUS / "v1-bahan-uji-publik.docx")


@pytest.fixture(scope="session")
def made(real: Review) -> Pack:
    """The same as sheets."""
    return pack(real)


@pytest.fixture(scope="session")
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


@pytest.fixture
def real_page(session: Any, files_of: dict[str, str]) -> Page:
    return Page(session, files_of["real"])


@pytest.fixture
def hostile_page(session: Any, files_of: dict[str, str]) -> Page:
    return Page(session, files_of["hostile"])
