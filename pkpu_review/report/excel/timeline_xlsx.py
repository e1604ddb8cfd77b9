"""Findings → XLSX: the timeline with a column a month, the deadlines, the limits, and what needs a person.

Days are days for Excel, so that an office can sort and reckon with them; every word is written as text, never as a
formula, as in :mod:`.xlsx`.
"""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from pkpu_review.ids import cite
from pkpu_review.lexis.words import shortened
from pkpu_review.model import Finding, Findings
from pkpu_review.report.excel.xlsx import CELL_CHARACTERS, CREATED, FORMULA_SIGNS, OPTIONS
from pkpu_review.report.excel.xlsx_cells import ROW_PADDING
from pkpu_review.report.excel.xlsx_continued import continued
from pkpu_review.report.excel.xlsx_heights import height
from pkpu_review.report.excel.xlsx_pages import footed
from pkpu_review.report.excel.xlsx_table import room
from pkpu_review.report.lines import lines
from pkpu_review.report.printable import printable
from pkpu_review.report.views.budget import capital
from pkpu_review.report.views.findings import (
    SEVERITY,
    UNVERIFIED,
    beside,
    for_readers,
    in_order,
    law,
    places,
    reckoning,
    state,
    to_check,
    voting_day,
)
from pkpu_review.report.views.timeline import SHORT, Row, bounds, charts, dated, length, short, undated, what
from pkpu_review.report.wording import say

MOST_MONTHS = 120
"""Columns of months; beyond, the days alone are told."""
EARLIEST = date(1900, 3, 1)
"""Before this day Excel reckons differently."""
MONTH = 4
"""Characters of the column of a month; its name takes two lines."""
DAY = "[$-421]d mmm yyyy"
"""Days with the Indonesian names of the months, whatever the language of the program."""
HEAD_ROW = 3
TITLE_SIZE = 14
"""Of the letters of the draft's name, in points."""
Cell = str | date | int | None


def xlsx(findings: Findings) -> bytes:
    """Return the workbook as bytes, the same for the same findings."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        name = printable(findings.regulation.identity.name or findings.regulation.source.name)
        book.set_properties(
            {"title": f"{say('timeline.title')}: {name}"[:255], "author": "pkpu-review", "created": CREATED}
        )
        _Writer(book, findings, name).write()
    return buffer.getvalue()


class _Writer:
    def __init__(self, book: Any, findings: Findings, name: str) -> None:
        self.book, self.findings, self.name = book, findings, name
        self.where = places(findings)
        self.widths: list[int] = []
        font = {"font_name": "Arial", "font_size": 10}
        boxed = {**font, "text_wrap": True, "valign": "top", "border": 1, "border_color": "#A6A6A6"}
        add = book.add_format
        self.title = add(
            {**font, "font_size": TITLE_SIZE, "bold": True, "font_color": "#1F3864", "text_wrap": True, "valign": "top"}
        )
        self.plain = add(font)
        self.head = add({**boxed, "bold": True, "font_color": "#1F3864", "bg_color": "#DCE3EC"})
        self.cell, self.quoted = add(boxed), add({**boxed, "quote_prefix": True})
        self.top, self.top_quoted = add({**boxed, "bold": True}), add({**boxed, "bold": True, "quote_prefix": True})
        self.day = add({**boxed, "num_format": DAY, "align": "left"})
        self.number = add({**boxed, "align": "center"})
        self.bars = {
            "": add({"bg_color": "#5B7FB8"}),
            "top": add({"bg_color": "#1F4E8C"}),
            "warning": add({"bg_color": "#D9A520"}),
            "error": add({"bg_color": "#A3231B"}),
        }

    def write(self) -> None:
        """Write the four sheets."""
        self._timeline(self.book.add_worksheet(say("timeline.sheet")))
        self._deadlines(self.book.add_worksheet(say("timeline.sheet-deadlines")))
        self._limits(self.book.add_worksheet(say("timeline.sheet-limits")))
        self._open(self.book.add_worksheet(say("timeline.sheet-findings")))

    def _timeline(self, page: Any) -> None:
        voting = self.findings.timeline.voting_day
        parts = charts(self.findings)
        found = bounds(parts, voting.day if voting else None)
        months = _months(*found) if found else []
        heads = [say(f"timeline.{key}") for key in ("number", "activity", "start", "end", "days", "why")]
        names = [f"{short(month).split(' ')[1][:SHORT]} {month.year % 100:02}" for month in months]
        self._begin(page, heads + names, [13, 60, 13, 13, 9, 34] + [MONTH] * len(months))
        at = HEAD_ROW
        for row in (row for part in parts for row in part.rows):
            top = row.level == 1
            texts = (
                row.label,
                f"{'   ' * (row.level - 1)}{row.name}",
                "" if row.start else row.text,
                " ".join(row.told),
            )
            shown = continued(texts, [self.widths[column] for column in (0, 1, 2, 5)])
            for turn, ((label, name, start, told), high) in enumerate(shown):
                at += 1
                page.set_row(at, high)
                self._cells(page, at, [label, name], top)
                self._cells(page, at, [row.start if row.start and not turn else start], column=2)
                days = "" if turn else length(row)
                self._cells(page, at, ["" if turn else row.end, int(days) if days else "", told], column=3)
                self._months(page, at, len(heads), months, row)
        if at == HEAD_ROW:
            at = self._nothing(page, at, say("timeline.no-schedule"))
        page.freeze_panes(HEAD_ROW + 1, 2)
        page.autofilter(HEAD_ROW, 0, max(at, HEAD_ROW + 1), len(heads) - 1)

    def _months(self, page: Any, at: int, left: int, months: list[date], row: Row) -> None:
        first, last = row.start or row.end, row.end or row.start
        if first is None or last is None:
            return
        key = "error" if row.grave else "warning" if row.told else "top" if row.level == 1 else ""
        for place_, month in enumerate(months):
            if (first.year, first.month) <= (month.year, month.month) <= (last.year, last.month):
                page.write_blank(at, left + place_, None, self.bars[key])

    def _limits(self, page: Any) -> None:
        heads = [say(f"timeline.{key}") for key in ("status", "limit", "provision", "arithmetic", "citation")]
        self._begin(page, heads, [18, 60, 22, 70, 44])
        at = HEAD_ROW
        for one in in_order(self.findings):
            at = self._whole(
                page,
                at,
                [state(one), for_readers(one.message), self.where(one.provision), reckoning(one), _ground(one)],
            )
        if at == HEAD_ROW:
            at = self._nothing(page, at, say("timeline.no-limits"))
        page.autofilter(HEAD_ROW, 0, at, len(heads) - 1)

    def _deadlines(self, page: Any) -> None:
        heads = [say(f"timeline.{key}") for key in ("day", "provision", "deadline", "arithmetic", "why")]
        self._begin(page, heads, [13, 26, 60, 60, 40])
        at = HEAD_ROW
        for one in [*dated(self.findings), *undated(self.findings)]:
            note = for_readers(one.note)
            values: list[Cell] = [one.day, cite(one.provision), what(self.findings, one), one.arithmetic, note]
            at = self._whole(page, at, values)
        if at == HEAD_ROW:
            at = self._nothing(page, at, say("timeline.no-deadlines"))
        page.autofilter(HEAD_ROW, 0, at, len(heads) - 1)

    def _open(self, page: Any) -> None:
        heads = [say(f"timeline.{key}") for key in ("status", "provision", "finding", "arithmetic", "citation")]
        self._begin(page, heads, [12, 24, 70, 60, 44])
        at = HEAD_ROW
        for one in to_check(self.findings):
            message = for_readers(one.message)
            where = self.where(one.provision)
            at = self._whole(page, at, [capital(SEVERITY[one.severity]), where, message, reckoning(one), _ground(one)])
        if at == HEAD_ROW:
            at = self._nothing(page, at, say("timeline.nothing"))
        page.autofilter(HEAD_ROW, 0, at, len(heads) - 1)

    def _begin(self, page: Any, heads: list[str], widths: list[int]) -> None:
        self._headline(page, widths)
        for at, (label, words) in enumerate((("voting-day", voting_day), ("law", law)), 1):
            name = say(f"timeline.{label}")
            page.write_string(at, 0, f"{name}: {printable(beside(name, words(self.findings)))}", self.plain)
        self.widths = widths
        named = [(head, width) for head, width in zip(heads, widths, strict=True) if width != MONTH]
        page.set_row(HEAD_ROW, height([*named, ("\n" * (len(named) < len(heads)), MONTH)]))
        for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
            page.set_column(column, column, width)
            page.write_string(HEAD_ROW, column, head, self.head)
        page.freeze_panes(HEAD_ROW + 1, 0)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(HEAD_ROW)
        footed(page, f"{say('timeline.title')}: {page.get_name()}")

    def _headline(self, page: Any, widths: list[int]) -> None:
        """Write the name of the draft over the columns of words, so that print does not cut it."""
        told = [width for width in widths if width != MONTH]
        name = shortened(self.name, CELL_CHARACTERS)
        page.merge_range(0, 0, 0, len(told) - 1, "", self.title)
        page.write_string(0, 0, name, self.title)
        page.set_row(0, round(lines(name, room(sum(told)), TITLE_SIZE) * TITLE_SIZE * 1.29 + ROW_PADDING, 1))

    def _whole(self, page: Any, at: int, values: list[Cell]) -> int:
        """Write a row below row *at* from its first column on, as high as its words need, with what goes on in the
        rows after it; return the last row written."""
        texts = [value if isinstance(value, str) else "" for value in values]
        for turn, (shown, high) in enumerate(continued(texts, self.widths)):
            at += 1
            page.set_row(at, high)
            told = [
                text if turn or isinstance(value, str) else value for text, value in zip(shown, values, strict=True)
            ]
            self._cells(page, at, told)
        return at

    def _nothing(self, page: Any, at: int, words: str) -> int:
        """Say below row *at* that there is nothing to tell."""
        page.write_string(at + 1, 0, words, self.plain)
        return at + 1

    def _cells(self, page: Any, at: int, values: list[Cell], top: bool = False, column: int = 0) -> None:
        for place_, value in enumerate(values, column):
            if isinstance(value, date) and value >= EARLIEST:
                page.write_datetime(at, place_, value, self.day)
            elif isinstance(value, int):
                page.write_number(at, place_, value, self.number)
            else:
                words = short(value) if isinstance(value, date) else value or ""
                self._string(page, at, place_, words, top)

    def _string(self, page: Any, at: int, column: int, words: str, top: bool = False) -> None:
        words = printable(words)
        quote = words.lstrip().startswith(FORMULA_SIGNS)
        form = (self.top_quoted if top else self.quoted) if quote else self.top if top else self.cell
        if words:
            page.write_string(at, column, words, form)
        else:
            page.write_blank(at, column, None, form)


def _ground(one: Finding) -> str:
    return one.citation + (f" ({UNVERIFIED})" if one.verified is False else "")


def _months(first: date, last: date) -> list[date]:
    """Return the first day of every month from *first* to *last*; of too many, none."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    if count > MOST_MONTHS:
        return []
    return [date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1) for n in range(count)]
