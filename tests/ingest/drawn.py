"""Words at places on pages → a PDF, drawn with Typst: what stands where is what a test says."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import typst

WIDTH, HEIGHT = 595, 842
"""A4 in points."""
LEADING = 18
"""Points from line to line."""
_TEMPLATE = """
#let pages = json(bytes(sys.inputs.pages))
#set text(font: "New Computer Modern", size: 12pt, hyphenate: false, ligatures: false, overhang: false)
#set par(justify: false)
#set smartquote(enabled: false)
#let grid-of(rows) = table(
  columns: rows.first().len() * (110pt,), stroke: 0.6pt,
  ..rows.flatten().map(words => text(words)),
)
#for drawn in pages {
  set page(width: 595pt, height: 842pt, margin: 0pt, flipped: drawn.landscape)
  place(top + left, box(width: 0pt))
  for (x, y, words) in drawn.lines { place(top + left, dx: x * 1pt, dy: y * 1pt, box(text(words))) }
  for (x, y, words) in drawn.small { place(top + left, dx: x * 1pt, dy: y * 1pt, box(text(size: 8pt, words))) }
  for (x, y, rows) in drawn.tables { place(top + left, dx: x * 1pt, dy: y * 1pt, grid-of(rows)) }
  for (x, y, rows) in drawn.turned {
    place(top + left, dx: x * 1pt, dy: y * 1pt, rotate(-90deg, reflow: true, grid-of(rows)))
  }
  for words in drawn.across {
    place(center + horizon, rotate(-45deg, box(text(size: 48pt, fill: luma(85%), words))))
  }
}
"""

Rows = Sequence[Sequence[str]]


@dataclass
class Page:
    """One page: lines as (left, words) from *top* downwards, and what stands at places of its own.

    Attributes:
        lines: (left in points, words), one under the other.
        top: top of the first line, in points.
        placed: (left, top, words), anywhere on the page.
        small: the same, in small letters.
        tables: (left, top, rows), with ruled lines.
        turned: the same, written up the sheet.
        across: words written slantwise over the page.
        landscape: the sheet lies on its side.
    """

    lines: Sequence[tuple[float, str]] = ()
    top: float = 110
    placed: Sequence[tuple[float, float, str]] = ()
    small: Sequence[tuple[float, float, str]] = ()
    tables: Sequence[tuple[float, float, Rows]] = ()
    turned: Sequence[tuple[float, float, Rows]] = ()
    across: Sequence[str] = ()
    landscape: bool = False


def pdf(*pages: Page) -> bytes:
    """Return the PDF."""
    drawn = [
        {
            "lines": [
                *(
                    (left, page.top + LEADING * number, words)
                    for number, (left, words) in enumerate(page.lines)
                    if words
                ),
                *page.placed,
            ],
            "small": page.small,
            "tables": page.tables,
            "turned": page.turned,
            "across": page.across,
            "landscape": page.landscape,
        }
        for page in pages
    ]
    made = typst.compile(_TEMPLATE.encode("utf-8"), sys_inputs={"pages": json.dumps(drawn)})
    assert isinstance(made, bytes)
    return made
