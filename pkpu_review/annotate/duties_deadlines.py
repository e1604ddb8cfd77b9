"""A sentence → the deadlines in it, and the words of a deadline → its value.

A deadline begins with what limits it ("paling lambat", "selama") or with its number, "dalam jangka waktu" before it
apart, and ends behind the event that it runs from. How long an office lasts, an age or a punishment is none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import Literal

from pkpu_review.annotate.duties_words import Line, goes_on, is_verb, vocabulary
from pkpu_review.knowledge import load
from pkpu_review.lexis.numerals import NUMBER, value
from pkpu_review.model import Due

_SIGNS = ("hari", "bulan", "jam", "tahun", "minggu", "paling", "selambat", "sebelum", "seketika", "sampai dengan")
"""One of these stands in every sentence with a deadline."""
_AND = frozenset(["dan", "atau", "dan/atau", "serta"])
_DIRECTIONS: dict[str, Literal["sejak", "setelah", "sebelum", "sampai"]] = {
    "sejak": "sejak",
    "setelah": "setelah",
    "sesudah": "setelah",
    "sebelum": "sebelum",
    "dari": "sejak",
    "mulai": "sejak",
    "dengan": "sampai",
}


def deadlines(line: Line, first: int, last: int) -> list[tuple[int, int, bool]]:
    """Return the deadlines among words *first* to *last* as (word, word behind, open): *open* has an event."""
    if first >= last:
        return []
    start, end = line.starts[first], line.ends[last - 1]
    text = line.text
    low = text[start:end].lower()
    if not any(sign in low for sign in _SIGNS):
        return []
    found: list[tuple[int, int, bool]] = []
    at = start
    while match := _start().search(text, at, end):
        at = match.end()
        word = _word_at(line, match.start())
        if word is None or (found and word < found[-1][1]):
            continue
        if not match["limit"] and _describes(line, word, first):
            continue
        behind = _word_behind(line, match.end(), last)
        stop, runs = _event(line, word, behind, last, bool(match["limit"]), match["sebelum"] is not None)
        if stop <= word:
            continue
        if found and found[-1][1] >= word and found[-1][2]:  # "7 hari sejak ... sampai dengan ..."
            continue
        found.append((word, stop, runs))
        at = max(at, line.ends[stop - 1])
    return found


def due(words: str) -> Due:
    """Return the value of a deadline's *words*."""
    text = " ".join(words.split())
    low = text.lower()
    limit = re.match(rf"(?:{load('norms.toml')['deadline']['limit']})|{_measured()}", low)
    measure = re.search(rf"(?P<number>{NUMBER.replace('?P<', '?:')})\s*{_unit()}", low, re.I)
    direction = re.search(rf"\b(?:{load('norms.toml')['deadline']['direction']})\s+", low)
    told: Literal["", "sejak", "setelah", "sebelum", "sampai"] = ""
    event = ""
    if direction:
        told = _DIRECTIONS.get(direction[0].split()[-1], "sejak")
        event = text[direction.end() :]
    elif low.startswith("pada hari pemungutan"):
        event = text.partition(" ")[2]
    recurring = re.search(r"\b(?:setiap|sekali)\b|\bkali\s+(?:dalam\s|se)", low)
    return Due(
        limit=limit[0] if limit else "",
        number=value(measure["number"]) if measure else None,
        unit=" ".join(f"{measure['times'] or ''} {measure['unit']}".split()) if measure else "",
        direction=told,
        event=event,
        recurring=recurring is not None,
    )


def _event(line: Line, word: int, behind: int, last: int, limited: bool, bare: bool) -> tuple[int, bool]:
    """Return the word behind the deadline that begins at *word* and whose measure ends before *behind*.

    Behind "paling lambat" anything belongs to it up to a word that ends it; behind a plain measure an event must be
    led by "sejak", "setelah", "sebelum".
    """
    low, comma = line.low, line.comma
    known = vocabulary()
    if behind > word and comma[behind - 1]:
        return behind, False
    at = behind
    measured = any(low[place][0].isdigit() for place in range(word, behind))
    if not bare:
        if at >= last:
            return (behind, False) if measured or behind - word > 1 else (word, False)
        if limited and not measured:
            pass
        elif not _leads(line, at, last):
            return behind, False
    runs = False
    verb_seen = handed = False
    while at < last:
        here = low[at]
        if here == "kepada" and runs and handed:
            at += 1
            continue
        if here in _ends() or (here in known.modals and here != "bertugas"):
            break
        if here == "dalam" and at + 1 < last and low[at + 1] in ("hal", "rangka"):
            break
        if here == "dengan" and low[at - 1] != "sampai":
            break
        if here == "oleh" and not (is_verb(low[at - 1]) or low[at - 1].endswith("nya") or verb_seen):
            break
        if (
            here in _AND
            and at + 1 < last
            and (is_verb(low[at + 1]) or low[at + 1] in known.modals or low[at + 1] in ("berakhir", "selesai"))
        ):
            break
        handed = handed or here in load("norms.toml")["deadline"]["handing"]
        verb_seen = verb_seen or is_verb(here) or here.endswith("nya")
        runs = True
        at += 1
        if comma[at - 1] and not (runs and goes_on(line, at, last)):
            break
    return at, runs


def _leads(line: Line, at: int, last: int) -> bool:
    """Whether an event is led in at word *at*."""
    word = line.low[at]
    if word in ("sejak", "setelah", "sesudah", "sebelum"):
        return True
    after = line.low[at + 1] if at + 1 < last else ""
    return (word, after) in (
        ("terhitung", "sejak"),
        ("terhitung", "mulai"),
        ("sampai", "dengan"),
        ("dari", "tanggal"),
        ("pada", "bulan"),
    )


def _describes(line: Line, word: int, first: int) -> bool:
    """Whether the time at *word* is that of something else: an office, an age, a punishment."""
    not_after = load("norms.toml")["deadline"]["not_after"]
    before = line.low[max(first, word - 2) : word]
    if before[-1:] == ["yang"] or line.low[max(first, word - 3) : word] == ["untuk", "jangka", "waktu"]:
        return True
    return any(one in not_after for one in before[-1:]) or (len(before) == 2 and before[0] in not_after)


def _word_at(line: Line, place: int) -> int | None:
    number = bisect_left(line.starts, place)
    return number if number < len(line) and line.starts[number] - place < 2 else None


def _word_behind(line: Line, place: int, last: int) -> int:
    return min(bisect_right(line.ends, place + 1, 0, last), bisect_left(line.starts, place, 0, last))


@cache
def _ends() -> frozenset[str]:
    return frozenset(load("norms.toml")["deadline"]["ends"])


@cache
def _measured() -> str:
    return f"(?:{load('norms.toml')['deadline']['measured_limit']})"


@cache
def _unit() -> str:
    unit = load("norms.toml")["deadline"]["unit"]
    return rf"(?P<times>[x×]\s*24\s*(?:\([a-z\s]{{1,60}}\))?)?\s*(?P<unit>{unit})\b"


@cache
def _start() -> re.Pattern[str]:
    words = load("norms.toml")["deadline"]
    number = NUMBER.replace("?P<", "?:")
    unit = _unit().replace("?P<times>", "?:").replace("?P<unit>", "?:")
    measure = rf"(?:{number})\s*(?:{unit})(?!\s+[0-9]{{4}}\b)(?:\s+(?:sekali|sebelumnya)\b)?"
    often = rf"(?:{number})\s+kali\s+(?:dalam\s+)?(?:setiap\s+)?(?:{measure}|se(?:hari|minggu|bulan|tahun))"
    times = rf"(?:sekali\s+(?:dalam|setiap)\s+(?:{measure}|se(?:hari|minggu|bulan|tahun))|{often})"
    within = r"(?:\s+(?:(?:dalam\s+)?(?:jangka\s+)?waktu|dalam))?"
    return re.compile(
        rf"(?<![\w-])(?:(?P<limit>{words['limit']})\b{within}(?:\s+{measure})?"
        rf"|(?:(?:{words['measured_limit']})\b{within}\s+)(?:{times}|{measure})"
        rf"|{words['fixed'].replace('sebelum', '(?P<sebelum>sebelum)', 1)}"
        rf"|(?<=waktu ){measure}|{measure}(?=\s+(?:sejak|setelah|sesudah|sebelum|terhitung)\b))",
        re.I,
    )
