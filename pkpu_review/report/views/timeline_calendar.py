"""Findings → an iCalendar file: the activities and the deadlines that have a day, as events of whole days.

The id of an event is made of the title of the regulation and the names of the activity and those above it, so that the
same activity of a later draft replaces the earlier one in a calendar. There is no time of making in the file: the same
draft gives the same bytes (RFC 5545 asks for a stamp, which is a fixed one).
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from pkpu_review.ids import cite
from pkpu_review.model import Findings
from pkpu_review.report.printable import printable
from pkpu_review.report.views.findings import for_readers, places
from pkpu_review.report.views.timeline import dated, what, within
from pkpu_review.report.wording import say

if TYPE_CHECKING:
    from icalendar import Event

STAMP = datetime(2000, 1, 1, tzinfo=UTC)
PRODUCER = "-//pkpu-review//linimasa//ID"
DOMAIN = "pkpu-review.invalid"
"""No host bears this name (RFC 2606): an id of an event is to look like an address."""


def ics(findings: Findings) -> bytes:
    """Return the calendar; without any day it holds no event."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", _line(findings.regulation.identity.title or findings.regulation.source.name))
    told_where = places(findings)
    seen: Counter[str] = Counter()
    for one in findings.timeline.activities:
        start, end = one.start or one.end, one.end or one.start
        if start and end and start <= end:
            where = told_where(one.activity.provision)
            about = [
                where,
                one.arithmetic,
                *(found.message for found in findings.of(one.activity.provision) if found.open),
            ]
            uid = _uid(findings, f"kegiatan|{one.path.casefold()}", seen)
            outer = within(one)  # "Tingkat provinsi" alone tells nothing among other events
            name = f"{one.activity.name} ({outer})" if outer else one.activity.name
            calendar.add_component(_event(uid, start, end, name, about, say("timeline.calendar-stage")))
    for due in dated(findings):
        if due.day:
            uid = _uid(findings, f"tenggat|{due.provision}|{due.text.casefold()}", seen)
            about = [due.text, due.arithmetic, for_readers(due.note)]
            name = f"{cite(due.provision)}: {what(findings, due)}"
            calendar.add_component(_event(uid, due.day, due.day, name, about, say("timeline.calendar-deadline")))
    return bytes(calendar.to_ical())


def _event(uid: str, start: date, end: date, name: str, about: list[str], kind: str) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", STAMP)
    event.add("dtstart", start)
    if end < date.max:  # the end is the day after the last one
        event.add("dtend", end + timedelta(days=1))
    event.add("summary", _line(name))
    event.add("description", "\n".join(_line(part) for part in about if part))
    event.add("categories", [kind])
    event.add("transp", "TRANSPARENT")
    return event


def _uid(findings: Findings, what: str, seen: Counter[str]) -> str:
    identity = findings.regulation.identity
    whole = f"{identity.type}|{identity.title}|{what}".casefold()
    seen[whole] += 1
    return f"{sha256(f'{whole}|{seen[whole]}'.encode('utf-8', 'replace')).hexdigest()[:32]}@{DOMAIN}"


def _line(words: str) -> str:
    return printable(" ".join(words.split()))
