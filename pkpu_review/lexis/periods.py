"""A text → the periods in it: terms that run from or up to an event, and how long something lasts.

"paling lambat 20 (dua puluh) bulan sebelum hari pemungutan suara" is an amount, a unit, a direction and an anchor;
"selama 3 (tiga) hari" is an amount alone; "H-7" is short for seven days before the voting day. Where figures and
words contradict each other ("14 (lima belas) hari") the amount is None: which is meant nobody can tell. Ages and
terms of imprisonment are no periods of a schedule (the words before them say so, ``knowledge/stages.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pkpu_review.knowledge import load, pattern
from pkpu_review.lexis.numerals import NUMBER, value

ANCHOR_WORDS = 16
"""Words behind "sejak" or "sebelum" that are read as the event, at most."""
BEFORE_LETTERS = 60
"""Letters before a period in which the words are looked for that make it none."""
_none = pattern("stages.toml", "period", "none", "", r"\W*(?:\w+\W+){0,2}$")


@dataclass(frozen=True, slots=True)
class Period:
    """A period in a text.

    Attributes:
        start, end: the characters it takes, with its limit and its anchor.
        limit: what limits it, in small letters ("paling lambat"); may be empty.
        amount: how many units; None where figures and words contradict each other.
        unit: hari, hari kerja, minggu, bulan, tahun, jam, menit, or "x 24 jam".
        direction: -1 before the anchor, 1 after it, 0 without one.
        anchor: the words of the event, as printed; empty without one, and where a list of events follows ("sejak:").
    """

    start: int
    end: int
    limit: str
    amount: int | None
    unit: str
    direction: int
    anchor: str

    @property
    def offset(self) -> int | None:
        """The amount with its sign: negative before the anchor."""
        return None if self.amount is None else self.amount * (self.direction or 1)


def find(text: str) -> Iterator[Period]:
    """Yield the periods of *text* in order."""
    if not _sign().search(text):
        return
    for match in _pattern().finditer(text):
        if match["h"]:
            sign = 1 if match["sign"] == "+" else -1
            yield Period(match.start(), match.end(), "", int(match["days"]), "hari", sign, match["h"])
            continue
        limit, direction = _plain(match["limit"] or ""), _plain(match["direction"] or "")
        if not direction and not limit:
            continue
        if _none().search(text, max(0, match.start() - BEFORE_LETTERS), match.start()):
            continue
        number = value(match["number"])
        amount = int(number) if number is not None and number == int(number) else None
        unit = "x 24 jam" if match["times"] else _plain(match["unit"]).replace(" kalender", "")
        sign = 0 if not direction else -1 if direction == "sebelum" else 1
        yield Period(match.start(), match.end(), limit, amount, unit, sign, " ".join((match["anchor"] or "").split()))


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


@cache
def _sign() -> re.Pattern[str]:
    return re.compile(r"\b(?:hari|jam|minggu|bulan|tahun|menit)\b|\bH\s?[-–−+]", re.I)


@cache
def _pattern() -> re.Pattern[str]:
    words = load("effects.toml")["term"]
    ends = load("stages.toml")["period"]["anchor_ends"]
    number = NUMBER.replace("?P<", "?:")
    times = r"(?:[x×]|kali)\s*24\s*(?:\([a-z\s]{1,60}\)\s*)?"
    return re.compile(
        rf"(?<!\w)(?:(?:(?P<limit>{words['limit']})\s+)?(?P<number>{number})\s*"
        rf"(?:(?P<times>{times})jam|(?P<unit>{words['unit']}))\b(?!\s+[0-9]{{4}})"
        r"(?:\s+(?:(?:terhitung|dihitung)\s+)?(?P<direction>sejak|sebelum|setelah|sesudah)"
        rf"(?:(?P<anchor>(?:\s+(?!(?:{ends})\b)[^\s,;.:()]+){{1,{ANCHOR_WORDS}}})|(?=\s*:)))?"
        r"|(?-i:(?P<h>H)\s?(?P<sign>[-–−+])\s?(?P<days>[0-9]{1,3})\b(?!\w)))",
        re.I,
    )
