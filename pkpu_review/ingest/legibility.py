"""The lines of scanned pages → whether the layer of text under the pictures is worth reading.

Recognition of the cheap kind mixes letters and digits ("2O2O", "l2A", "20ll") and strews in marks, some that no
regulation uses, some in the midst of words ("Unda.ng"); such words tell a spoilt layer in any language. The layers of
ten statutes have 7 to 35 in a thousand of them. Where there were at most 10, the layer, mended (:mod:`.mends`), had 3
to 5 letters in a thousand wrong; where there were more, it had 5 to 22, and the picture, read afresh, one or two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pkpu_review.ingest.lines import Line

STRANGE = 0.011
"""Part of the words from which a layer is given up."""
FEW = 30
"""Words up to which a page that is a picture has no layer of text, only a stamp or a number."""
_STRANGE = re.compile(r"[^\W\d_]\d|\d[^\W\d_]|[{}\[\]|~^<>\\!¡_=*]|[a-z][A-Z]|[a-z]{2}[.,;:][A-Za-z]{2}")
_USUAL = re.compile(
    r"\W*(?:Rp\d[\d.,-]*|\d+[A-Z]{1,2}|\d{1,3}[a-z]|[A-Za-z]\d{1,2}|\w+@[\w.]+|(?:https?://|www\.)\S+)\W*"
)
"""Amounts, articles that were put in ("23A"), forms ("C1"), addresses."""


def is_spoilt(lines: Iterable[Line]) -> bool:
    """Whether the words of *lines* are those of a poor recognition."""
    words = [word for line in lines for word in line.text.split()]
    strange = sum(1 for word in words if _STRANGE.search(word) and not _USUAL.fullmatch(word))
    return len(words) > FEW and strange > STRANGE * len(words)


def is_empty(lines: Iterable[Line]) -> bool:
    """Whether a page that is a picture has next to no words of its own."""
    return sum(len(line.text.split()) for line in lines) <= FEW
