"""A regulation, and the voting day where the user names it → its :class:`~pkpu_review.model.Timeline`.

The voting day is the one that the user names, else the one that the draft tells, in its schedule or in an article.
Where the draft tells none, or several, there is none: what hangs on it is then left open, never guessed. Every other
day is reckoned from it or from a row of the schedule, with the arithmetic in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from pkpu_review.ids import parent
from pkpu_review.knowledge import load, pattern
from pkpu_review.lexis import dates, periods
from pkpu_review.lexis.calendar import reckoned, remark, shift, told
from pkpu_review.lexis.definitions import definitions
from pkpu_review.lexis.numerals import NUMBER, value
from pkpu_review.lexis.schedules import schedule
from pkpu_review.lexis.stages import JOIN, excluded, of_event, of_row, stages
from pkpu_review.model import Activity, Dated, Deadline, Planned, Provision, Regulation, Timeline, VotingDay
from pkpu_review.model.timeline import LATEST

VOTING = "pemungutan-suara"
HOURS = ("jam", "menit")
MONTHLY = "tanggal"
"""Unit of a deadline on a day of every month; its amount is the day."""
EVERY_MONTH = "berulang setiap bulan"
LONGEST = 20_000
"""Letters of a provision that are read for times; a longer one is no provision."""
LONGEST_HEAD = 300
"""Letters before a date in which its stage is looked for."""
MOST_ABOUT = 600
"""Letters of the words around a deadline that are kept."""
LEFT_OUT = ("judul", "menimbang", "mengingat", "memperhatikan", "penutup", "penjelasan", "tabel", "baris")
NO_VOTING_DAY = "hari pemungutan suara tidak disebut dalam naskah; sebutkan dengan --voting-day"
SEVERAL = "naskah menyebut lebih dari satu hari pemungutan suara ({days}); pilih dengan --voting-day"
UNKNOWN = "hari peristiwa yang menjadi titik hitung tidak diketahui"
UNKNOWN_HOUR = "jam peristiwa yang menjadi titik hitung tidak diketahui"
UNTOLD = "peristiwa yang menjadi titik hitung tidak disebut"
CONTRADICTION = "angka dan hurufnya bertentangan"

_NEAR = r"\W+(?:\w+\W+){0,3}$"
"""Behind a word that stands before a date, with three words between the two at most."""
_opening = pattern("stages.toml", "dated", "opening", "", _NEAR)
_closing = pattern("stages.toml", "dated", "closing", "", _NEAR)
_beside = pattern("stages.toml", "dated", "beside", "", _NEAR)

Known = Mapping[tuple[str, str], tuple[date, str]]
"""Stage and edge → its day, and the words for it."""


def timeline(regulation: Regulation, voting_day: date | None = None) -> Timeline:
    """Return the times of *regulation*, reckoned from *voting_day* or, without it, from the one that it tells."""
    rows = _rows(schedule(regulation).activities)
    said = (*_voting_in_rows(rows), *_voting_in_articles(regulation))
    chosen, why = _voting_day(voting_day, said)
    known: dict[tuple[str, str], tuple[date, str]] = {}
    if chosen:
        known[VOTING, "awal"] = known[VOTING, "akhir"] = (chosen.day, "")
    activities = tuple(_planned(row, known, chosen) for row in rows)
    working = any(
        one.term.casefold() == "hari" and "hari kerja" in one.meaning.casefold() for one in definitions(regulation)
    )
    found: list[Dated] = []
    for provision, _ in readable(regulation):
        found += [_dated(provision, one) for one in dates.find(provision.text)]
    times = Timeline(regulation, chosen, said, activities, (), tuple(found), why)
    known |= _edges(times, known)
    deadlines: list[Deadline] = []
    by_name = _by_name(activities)
    for provision, about in readable(regulation):
        deadlines += _deadlines(provision, about, known, by_name, why, working)
        deadlines += _monthly(provision, about)
    return replace(times, deadlines=tuple(deadlines))


def _dated(provision: Provision, found: dates.Found) -> Dated:
    """Return a date of *provision* with the stage of which its sentence speaks, if it is one."""
    text, span = provision.text, (found.start, found.end)
    before = text[sentence_start(text, found.start) : found.start][:LONGEST_HEAD]
    opens, closes, named = True, True, of_row((before,)) if before.strip() else ()
    if _beside().search(before):  # "7 hari sebelum tanggal ...": another day is meant
        named = ()
    elif found.first == found.last:
        if _opening().search(before):
            closes = False
        elif _closing().search(before):
            opens = False
    return Dated(provision.id, span, text[found.start : found.end], found.first, found.last, named, opens, closes)


def _rows(activities: Sequence[Activity]) -> list[tuple[Activity, tuple[str, ...]]]:
    """Return every activity with the names above it and its own."""
    by_id: dict[str, tuple[str, ...]] = {}
    rows = []
    for one in activities:
        names = (*by_id.get(one.parent, ()), one.name)
        by_id[one.provision] = names
        rows.append((one, names))
    return rows


def _voting_in_rows(rows: Sequence[tuple[Activity, tuple[str, ...]]]) -> Iterator[VotingDay]:
    for one, names in rows:
        if one.start and VOTING in of_row(names) and (one.end == one.start or "penghitungan" in one.name.casefold()):
            yield VotingDay(one.start, one.provision, one.name)


def _voting_in_articles(regulation: Regulation) -> Iterator[VotingDay]:
    for provision in walk(regulation.provisions):
        text = provision.text[:LONGEST]
        if "emungutan" not in text:
            continue
        for one in dates.find(text):
            if one.first == one.last and names_voting_day(text, one.start, one.end):
                yield VotingDay(one.first, provision.id, text[one.start : one.end])


def names_voting_day(text: str, start: int, end: int) -> bool:
    """Whether the date at *start* to *end* of *text* is said to be the voting day."""
    words = load("stages.toml")["voting"]
    first = max(text.rfind(sign, 0, start) for sign in (". ", "; ", ": ")) + 1
    last = min((at for sign in (". ", ";") if (at := text.find(sign, end)) >= 0), default=len(text))
    sentence = text[first:last]
    if excluded().search(sentence) or re.search(words["not"], sentence, re.I):
        return False
    behind = re.match(r"\s+sebagai\s+hari(?:\s+dan\s+tanggal)?\s+pemungutan\s+suara", text[end:last], re.I)
    return bool(behind or re.search(words["before"], text[first:start], re.I))


def _voting_day(asked: date | None, said: Sequence[VotingDay]) -> tuple[VotingDay | None, str]:
    if asked:
        return VotingDay(asked), ""
    days = sorted({one.day for one in said})
    if len(days) == 1:
        return said[0], ""
    return None, SEVERAL.format(days=", ".join(map(told, days))) if days else NO_VOTING_DAY


def _planned(row: tuple[Activity, tuple[str, ...]], known: Known, chosen: VotingDay | None) -> Planned:
    activity, names = row
    start, end = activity.start, activity.end
    told_how = []
    if chosen and not (start and end):
        both = not activity.end_text  # a single column of times holds both
        if start is None and (found := _cell(activity.start_text, known)):
            start, words = found
            told_how.append(words)
            if both:
                end = start
        if end is None and (found := _cell(activity.end_text, known)):
            end, words = found
            told_how.append(words)
    return Planned(activity, JOIN.join(names), of_row(names), start, end, "; ".join(told_how))


def _cell(text: str, known: Known) -> tuple[date, str] | None:
    """Return the day that a cell tells by another one: "7 hari sebelum hari pemungutan suara", "H-7"."""
    if not text or len(text) > dates.LONGEST:
        return None
    found = list(periods.find(text))
    if len(found) != 1 or found[0].offset is None or not found[0].direction:
        return None
    event = of_event(found[0].anchor)
    point = known.get(event) if event else None
    day = shift(point[0], found[0].offset, found[0].unit) if point else None
    if point is None or day is None:
        return None
    return day, reckoned(point[0], found[0].offset, found[0].unit, point[1])


def _edges(times: Timeline, known: Known) -> Known:
    """Return first and last day of every stage that the draft has; of several places the outermost days."""
    edges: dict[tuple[str, str], tuple[date, str]] = {}
    for stage in stages().values():
        found = times.occurrences(stage.id)
        starts, ends = [one.start for one in found if one.start], [one.end for one in found if one.end]
        if starts and (stage.id, "awal") not in known:
            edges[stage.id, "awal"] = (min(starts), f"awal {stage.name}")
        if ends and (stage.id, "akhir") not in known:
            single = starts and min(starts) == max(ends)
            edges[stage.id, "akhir"] = (max(ends), stage.name if single else f"akhir {stage.name}")
    return edges


def walk(provisions: Sequence[Provision]) -> Iterator[Provision]:
    """Yield the provisions that say what is to be done: not the preamble, the elucidation, or the rows of tables."""
    for provision in provisions:
        if provision.kind in LEFT_OUT:
            continue
        yield provision
        yield from walk(provision.children)


def readable(regulation: Regulation) -> Iterator[tuple[Provision, str]]:
    """Yield the provisions that may hold times, each with the words above it that introduce a list."""
    for provision in walk(regulation.provisions):
        if provision.text and len(provision.text) <= LONGEST:
            yield provision, _above(regulation, provision)


def _above(regulation: Regulation, provision: Provision) -> str:
    words: list[str] = []
    above = regulation.get(parent(provision.id))
    while above is not None and above.kind in ("pasal", "ayat", "huruf", "angka"):
        if above.lead.rstrip().endswith(":"):
            words.insert(0, above.lead[-MOST_ABOUT:])
        above = regulation.get(parent(above.id))
    return " ".join(words)


def _by_name(activities: Sequence[Planned]) -> Mapping[str, Planned]:
    """Return the activities of the schedule by name, those left out whose name several bear."""
    found: dict[str, list[Planned]] = {}
    for one in activities:
        found.setdefault(" ".join(one.activity.name.casefold().split()), []).append(one)
    return {name: ones[0] for name, ones in found.items() if name and len(ones) == 1}


def _named(anchor: str, by_name: Mapping[str, Planned]) -> tuple[date, str] | None:
    """Return the day of an event that names a row: "Tahapan perencanaan program dan anggaran dimulai"."""
    match = _row_event().fullmatch(" ".join(anchor.split()))
    row = by_name.get(match["row"].casefold()) if match else None
    if match is None or row is None:
        return None
    begins = match["begins"] is not None
    day = row.start if begins else row.end
    return (day, f"{'awal' if begins else 'akhir'} {row.activity.name}") if day else None


def _deadlines(
    provision: Provision, above: str, known: Known, by_name: Mapping[str, Planned], why: str, working: bool
) -> Iterator[Deadline]:
    text = provision.text
    for one in periods.find(text):
        unit = "hari kerja" if working and one.unit == "hari" else one.unit
        event, edge = (of_event(one.anchor) if one.anchor else None) or ("", "")
        point = known.get((event, edge)) or (None if event else _named(one.anchor, by_name))
        day, arithmetic, note = None, "", ""
        if one.amount is None:
            note = CONTRADICTION
        elif one.direction and unit not in HOURS:
            if point and one.offset is not None:
                day = shift(point[0], one.offset, unit)
                arithmetic = reckoned(point[0], one.offset, unit, point[1])
                note = remark(point[0], one.offset, unit)
            else:
                note = why if event == VOTING else UNKNOWN
        elif one.direction:
            note = UNKNOWN_HOUR
        elif one.limit.startswith(LATEST):
            note = UNTOLD
        yield Deadline(
            provision.id,
            (one.start, one.end),
            text[one.start : one.end],
            f"{above} {sentence(text, one.start, one.end)}".strip(),
            one.limit,
            one.amount,
            unit,
            one.direction,
            one.anchor,
            event,
            edge,
            day,
            arithmetic,
            note,
        )


def _monthly(provision: Provision, above: str) -> Iterator[Deadline]:
    """Yield the deadlines that come back every month: "paling lambat tanggal 5 (lima) bulan berikutnya"."""
    text = provision.text
    if "tanggal" not in text or "paling" not in text:
        return
    for match in _each_month().finditer(text):
        number = value(match["day"])
        yield Deadline(
            provision.id,
            match.span(),
            match[0],
            f"{above} {sentence(text, *match.span())}".strip(),
            " ".join(match["limit"].casefold().split()),
            None if number is None else int(number),
            MONTHLY,
            note=EVERY_MONTH if number is not None else CONTRADICTION,
        )


@cache
def _each_month() -> re.Pattern[str]:
    words = load("effects.toml")["term"]
    number = NUMBER.replace("?P<", "?:")
    months = r"(?:setiap\s+)?bulan(?:\s+(?:berikutnya|berjalan|bersangkutan))?"
    return re.compile(
        rf"(?<!\w)(?P<limit>{words['limit']})\s+tanggal\s+(?P<day>{number})\s+{months}\b(?!\s+[A-Z])", re.I
    )


@cache
def _row_event() -> re.Pattern[str]:
    row = load("stages.toml")["row_event"]
    return re.compile(rf"(?:{row['before']})?(?P<row>.+?)\s+(?:(?P<begins>{row['begins']})|(?:{row['ends']}))", re.I)


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(r"[.;](?=\s|$)")


def sentence_start(text: str, at: int) -> int:
    """Return where the sentence of *text* begins that holds the place *at*."""
    return max((match.end() for match in _ends().finditer(text, 0, at)), default=0)


def sentence(text: str, start: int, end: int) -> str:
    """Return the sentence of *text* that holds the characters from *start* to *end*; of a long one what is near."""
    first = sentence_start(text, start)
    match = _ends().search(text, end)
    last = match.start() if match else len(text)
    return text[max(first, start - MOST_ABOUT) : min(last, end + MOST_ABOUT)].strip()
