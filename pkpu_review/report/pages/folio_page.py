"""Folio → one HTML page that needs nothing else; see :mod:`.html`."""

from __future__ import annotations

from pkpu_review.report.pages.html import render
from pkpu_review.report.views.folio import Folio


def page(folio: Folio) -> str:
    """Return the page, every text escaped."""
    return render("folio.html.j2", folio=folio, hashes=folio.hashes)
