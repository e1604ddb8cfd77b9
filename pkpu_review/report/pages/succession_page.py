"""Lineage → one HTML page that needs nothing else; see :mod:`.html`."""

from __future__ import annotations

from pkpu_review.report.pages.html import render
from pkpu_review.report.views.succession import Lineage


def page(lineage: Lineage) -> str:
    """Return the page: the table of articles by versions, each line leading to its story."""
    hashes = [
        (f"v{place}", version.source.sha256)
        for place, version in enumerate(lineage.succession.versions, 1)
        if version.source.sha256
    ]
    return render("succession.html.j2", lineage=lineage, hashes=hashes)
