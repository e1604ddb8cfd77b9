"""A text → the amounts of money in it: "Rp1.500.000,00 (satu juta lima ratus ribu rupiah)", "Rp 10 juta"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pkpu_review.lexis.numerals import FIGURES, value, words

_SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "milyar": 10**9, "triliun": 10**12}
_AMOUNT = re.compile(
    rf"(?<!\w)Rp\.?\s?(?P<figures>{FIGURES})(?:,-)?(?:\s(?P<scale>{'|'.join(_SCALES)})\b)?"
    r"(?:\s?\((?P<spelled>[a-z\s]{1,160}?)(?:\srupiah)?\))?(?![\w])",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in rupiah: the characters it takes, and its value (None where figures and words contradict)."""

    start: int
    end: int
    value: Decimal | None


def find(text: str) -> Iterator[Amount]:
    """Yield the amounts of *text* in order."""
    for match in _AMOUNT.finditer(text):
        told = value(match["figures"])
        if told is not None and match["scale"]:
            told *= _SCALES[match["scale"].casefold()]
        spelled = words(match["spelled"]) if match["spelled"] else None
        yield Amount(match.start(), match.end(), None if spelled is not None and spelled != told else told)
