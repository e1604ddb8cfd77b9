"""A text → the numbers in it that count or measure: "paling sedikit 2 (dua) orang", "30% (tiga puluh persen)", "2/3".

Numbers that name something are none: those of references ("Pasal 5"), of laws ("Nomor 7 Tahun 2017"), and years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pkpu_review.knowledge import in_small, load
from pkpu_review.lexis.numerals import FIGURES, NUMBER, WORD, value
from pkpu_review.lexis.words import folded

_FIGURE = re.compile("[0-9]")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that counts or measures.

    Attributes:
        start, end: the characters it takes, with its limit and its unit.
        core: the characters of number and unit.
        limit: "paling sedikit" and the like, in small letters; may be empty.
        size: number and unit, for comparing; None where the number has no value.
    """

    start: int
    end: int
    core: tuple[int, int]
    limit: str
    size: tuple[Decimal | str, str] | None


def find(text: str) -> Iterator[Quantity]:
    """Yield the quantities of *text* in order."""
    small = folded(text)
    if not (_FIGURE.search(small) or _counted().search(small)):
        return
    for match in _pattern().finditer(small):
        unit = (match["unit"] or ("%" if match["percent"] else "")).casefold()
        printed = match["number"] or match["percent"]
        number: Decimal | str | None = " ".join(match["share"].split()) if match["share"] else value(printed)
        size = None if number is None else (number, unit)
        yield Quantity(
            match.start(), match.end(), match.span("core"), " ".join((match["limit"] or "").casefold().split()), size
        )


@cache
def _counted() -> re.Pattern[str]:
    """Return what stands in every quantity without figures, in small letters."""
    return re.compile(rf"(?:{WORD})\s+(?:{in_small(load('effects.toml')['quantity']['unit'])})")


@cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern of a quantity in small letters (``words.folded``)."""
    words = load("effects.toml")["quantity"]
    spelled = r"\s?\([a-z][a-z\s/,-]{1,120}\)"
    return re.compile(
        in_small(
            rf"(?<!\w)(?<!nomor )(?<!no\. )(?:(?P<limit>{words['limit']})\s+)?(?P<core>"
            rf"(?<![\w.,/-])(?P<percent>{FIGURES})\s?%(?:{spelled})?"
            rf"|(?<![\w.,/-])(?P<share>[0-9]{{1,3}}/[0-9]{{1,3}}(?:{spelled})?)(?![\w/])"
            rf"|(?P<number>{NUMBER})(?:\s+(?P<unit>{words['unit']})\b"
            r"|(?<=\))))"
        )
    )
