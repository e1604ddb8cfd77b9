"""Folio → one HTML page that needs nothing else; see :mod:`.html`."""

from __future__ import annotations

from pkpu_review.report.folio import Folio
from pkpu_review.report.html import render


def page(folio: Folio) -> str:
    """Return the page, every text escaped."""
    return render("folio.html.j2", folio=folio, hashes=folio.hashes)
