"""A short line of the Penjelasan in a poor text layer ("Ayat (21", "Angka2O") → the label that must stand there.

As for the labels of the body (:mod:`.spoilt`), nothing is guessed from the letters alone: the caller says which labels
may come next, and the printed characters must be a misreading of exactly one of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from pkpu_review.ingest import spoilt
from pkpu_review.ingest.labels import Heading
from pkpu_review.ingest.lines import Line
from pkpu_review.model import Mend

LONGEST = 12
"""Characters of the longest line that may be a spoilt "Ayat (12)"."""
LIKE_WORD = 60.0
"""Likeness in percent from which a spoilt word may be Ayat, Huruf or Angka."""
BY_ORDER = "label penjelasan sesuai urutan"

Unit = tuple[str, str, str, Mend]
"""Kind, number, the label as it should be printed, and what was mended."""


def unit_of(line: Line, wanted: Iterable[tuple[str, str]]) -> Unit | None:
    """Return the one of the *wanted* labels (kind, number) that *line* misprints, or None where none or several do."""
    solid = "".join(line.text.split()).rstrip(":,")
    if len(line.text) > LONGEST or not solid[:1].isupper():
        return None
    found = [(kind, number) for kind, number in dict.fromkeys(wanted) if _may_be(solid, kind, number)]
    if len(found) != 1:
        return None
    kind, number = found[0]
    printed = f"{kind.title()} ({number})" if kind == "ayat" else f"{kind.title()} {number}"
    return kind, number, printed, Mend(line.text, printed, BY_ORDER, line.origin.page, box=line.origin.box)


def _may_be(solid: str, kind: str, number: str) -> bool:
    from rapidfuzz import fuzz

    label = f"({number})" if kind == "ayat" else number
    return any(
        spoilt.misread(solid[cut:], label) == len(solid) - cut and fuzz.ratio(solid[:cut].casefold(), kind) >= LIKE_WORD
        for cut in range(len(kind) - 1, min(len(kind) + 2, len(solid)))
    )


def article_of(line: Line, last: tuple[int, str] | None) -> tuple[Heading, Mend] | None:
    """Return the heading of the article behind *last* that *line* misprints ("Pasai 1O"), or None."""
    number = str(last[0] + 1) if last else "1"
    if not spoilt.article(line.text, number):
        return None
    printed = f"Pasal {number}"
    mend = Mend(line.text, printed, BY_ORDER, line.origin.page, box=line.origin.box)
    return Heading("pasal", number, printed, ""), mend
