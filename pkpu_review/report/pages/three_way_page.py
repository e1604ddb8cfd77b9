"""Joined → one HTML page that needs nothing else; see :mod:`.html`."""

from __future__ import annotations

from pkpu_review.report.pages.html import render
from pkpu_review.report.views.three_way import Joined, edits


def page(joined: Joined) -> str:
    """Return the page: the conflicts as base, A and B side by side, then what can be taken in."""
    hashes = [
        (name, version.source.sha256)
        for name, version in zip(("base", "a", "b"), joined.versions, strict=True)
        if version.source.sha256
    ]
    return render("three-way.html.j2", joined=joined, edits=edits, hashes=hashes)
