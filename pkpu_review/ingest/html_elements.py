"""The elements of a page: which begin a line, which a browser does not show, and how the words in them look.

After HTML's suggested style sheet for browsers (WHATWG HTML, section "Rendering").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pkpu_review.ingest.html_styles import Style, points

LIST_INDENT = 30.0
"""Points by which a browser sets a list or a quotation in (40 pixels)."""
_LINES = (  # one string, for a list would take a page
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol p pre search section "
    "summary table tbody td tfoot th thead tr ul xmp"
)
BLOCKS = frozenset(_LINES.split())
"""Elements that begin a line of their own."""
_SILENT = "area datalist head link meta noscript param script source style template title track"
UNSEEN = frozenset(_SILENT.split())
"""Elements whose content no browser shows."""
FRAMES = {"iframe": "bingkai (iframe)", "object": "objek", "embed": "objek", "canvas": "gambar terprogram"}
"""Elements that show what is not in the page itself, and what a person calls them."""
LISTS = ("ol", "ul", "menu", "dir")
_BOLD = frozenset(["b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"])
_WEIGHTS = ("bold", "bolder", "600", "700", "800", "900")


@dataclass(slots=True)
class Look:
    """How the words of an element look, with what it has from the elements around it."""

    bold: bool = False
    centred: bool = False
    upper: bool = False
    kept: bool = False
    left: float = 0.0

    def inside(self, element: Any, tag: str, style: Style) -> Look:
        """Return how the words of *element* look, inside of what looks like this."""
        align = (style.get("text-align") or element.get("align") or "").lower()
        weight = style.get("font-weight", "")
        left = points(style.get("margin-left")) + points(style.get("padding-left")) + points(style.get("text-indent"))
        if tag in (*LISTS, "blockquote", "dd"):
            left = left or LIST_INDENT
        bold = tag in _BOLD or weight in _WEIGHTS
        return Look(
            bold=bold or (self.bold and weight not in ("normal", "400")),
            centred=tag in ("center", "th") or align == "center" or (self.centred and not align and tag != "td"),
            upper=style.get("text-transform", "uppercase" if self.upper else "") == "uppercase",
            kept=tag in ("pre", "xmp") or style.get("white-space", "pre" if self.kept else "").startswith("pre"),
            left=max(self.left + left, 0.0),
        )


def is_hidden(element: Any, style: Style) -> bool:
    """Whether *element* says itself that it is not to be shown."""
    gone = element.get("hidden") is not None or style.get("display") == "none" or style.get("mso-hide") == "all"
    return gone or style.get("visibility") in ("hidden", "collapse")
