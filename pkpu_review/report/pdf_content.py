"""Document → what the Typst template is told: values alone, every word a string, every choice of layout made.

What depends on how much room words take is reckoned here: which words have to be broken, which rows are kept whole,
how high the places to write in are, where on a timeline a day stands. The template only sets it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from pkpu_review.lexis.calendar import told as day_told
from pkpu_review.lexis.words import shortened
from pkpu_review.report.document import (
    Answer,
    Bars,
    Block,
    Cell,
    Column,
    Document,
    Facts,
    Grid,
    Heading,
    Line,
    Points,
    Spans,
    Words,
)
from pkpu_review.report.lines import paragraph_lines
from pkpu_review.report.lines import width as words_width
from pkpu_review.report.printable import printable
from pkpu_review.report.sheet import Mark, Paragraph, Run, Tone
from pkpu_review.report.timeline import SHORT
from pkpu_review.report.wording import say

Value = dict[str, Any]

LONG, SMALL_SIDE, MARGIN, FOOT = 841.89, 595.28, 51.0, 57.0
"""Sides of an A4 page, its margins and the one at the foot, in points; so are all lengths here."""
SIZES = {"running": 9.5, "cell": 9.0, "small": 8.0}
LINE = 1.27
"""Height of a line, as a share of the letter size."""
INSET = 4.25
"""Between the border of a cell and its words."""
STEP = 17.0
"""One step of indent, and the room of a label."""
LABEL_GAP = 4.0
MOST_DEPTH = 5
WHOLE = 0.45
"""Share of a page up to which a row is kept whole; a higher one may break, or pages would stay half empty."""
FACTS = {True: 0.15, False: 0.24}
"""Share of the width that names take, on a wide page and on a high one."""
BAR_SHARES = (30, 58, 12)
SPAN_SHARES = {True: (32, 22, 46), False: (30, 27, 43)}
"""Shares of names, days and drawing, on a wide page and on a high one."""
WRITING = {"tanggapan": 29.0, "usulan": 31.0, "alasan": 24.0}
"""Least height of the place for an answer that stands among others, its label included: four rows on a wide page."""
OTHER_WRITING, ALONE = 28.0, 30.0
CHOICE_LINE, CHOICE_GAP = 11.5, 18.0
"""Height of a line of choices, and what a choice needs beside its words: its box, and room after it."""
PIECE = 3
"""Letters between two places at which a word that is wider than its column may break."""
MOST_FOOTER, MOST_TITLE = 160, 400
WHOLE_BARS = 16
"""Bars up to which a chart is kept on one page."""
LABEL_ROOM = 24.0
"""What the short name of a month needs on a timeline."""
MOST_MONTH = date.max.year * 12 + 11
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 600, 1200, 6000)
SLIMMEST = 0.006
"""Share of the room that the shortest bar takes: it is to be seen."""
SIGNING = {True: 4, False: 3}
"""Signatories side by side, on a wide page and on a high one."""

_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]")
_MARKS: dict[Mark, int] = {"equal": 0, "insert": 1, "delete": 2}
_TONES: dict[Tone, int] = {"plain": 0, "strong": 3, "soft": 4}


def clean(text: str) -> str:
    """Return *text* as the template sets it: printable, its lines parted by line feeds."""
    return _BREAKS.sub("\n", printable(text)).replace("\t", " ")


def pieces(text: str, room: float, size: float) -> str | list[str]:
    """Return *text*; where a word is wider than *room* points, in pieces between which a line may break."""
    return _broken([clean(text)], room, size)[0]


def _broken(texts: Sequence[str], room: float, size: float) -> list[str | list[str]]:
    """Return the *texts* of one paragraph's runs, those with words wider than *room* in pieces.

    A word may go on from one run to the next, as one does of which a part was inserted.
    """
    limit = max(size, room) * 1000 / size / 1.06  # letters may be bold
    whole = "".join(texts)
    places: set[int] = set()
    if len(whole) * 1000 > limit:
        for found in re.finditer(r"\S+", whole):
            word = found[0]
            if len(word) * 1000 > limit and words_width(word) > limit:
                places.update(
                    at
                    for at in range(found.start() + PIECE, found.end(), PIECE)
                    if not unicodedata.combining(whole[at]) and whole[at] not in "\u200d\ufe0f"
                )
    if not places:
        return list(texts)
    made: list[str | list[str]] = []
    start = 0
    for text in texts:
        cuts = [at - start for at in sorted(places) if start <= at < start + len(text)]
        edges = [0, *cuts, len(text)]
        made.append([text[a:b] for a, b in pairwise(edges)] if cuts else text)
        start += len(text)
    return made


def content(document: Document) -> Value:
    """Return all that the template sets of *document*."""
    return _Content(document).whole()


class _Content:
    """Knows the page that the document is set on."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.page = (LONG, SMALL_SIDE) if document.wide else (SMALL_SIDE, LONG)
        self.width = self.page[0] - 2 * MARGIN
        self.height = self.page[1] - MARGIN - FOOT

    def whole(self) -> Value:
        document, office = self.document, self.document.office
        running = SIZES["running"]
        return {
            "page": {"wide": document.wide, "margin": MARGIN, "foot": FOOT},
            "sizes": SIZES,
            "inset": INSET,
            "meta": {
                "title": clean(f"{document.kind}: {document.title}").replace("\n", " "),
                "author": clean(", ".join(office.names)) or "pkpu-review",
                "subject": clean(document.subject),
                "keywords": [clean(f"{role} sha256 {value}") for role, value in document.hashes],
            },
            "letterhead": {
                "names": [pieces(name, self.width, 14) for name in office.names],
                "below": [pieces(words, self.width, 9) for words in (office.address, office.contact) if words],
            },
            "kind": pieces(document.kind, self.width, 12),
            "title": pieces(shortened(document.title, MOST_TITLE), self.width, 18),
            "blocks": list(self._blocks()),
            "signing": self._signing() if document.signed else None,
            "footer": pieces(shortened(document.footer, MOST_FOOTER), self.width - 100, running),
            "words": {"page": say("sheet.page"), "of": say("sheet.of")},
        }

    def _blocks(self) -> Iterator[Value]:
        blocks = self.document.blocks
        for block, after in zip(blocks, (*blocks[1:], None), strict=True):
            yield self._block(block, after)

    def _block(self, block: Block, after: Block | None) -> Value:
        running = SIZES["running"]
        if isinstance(block, Heading):
            return {"is": "heading", "text": pieces(block.text, self.width, 13), "level": max(1, min(block.level, 3))}
        if isinstance(block, Words):
            return {
                "is": "words",
                "tone": block.tone,
                "paragraphs": [self._paragraph(one, self.width, running) for one in block.paragraphs],
                "sticky": isinstance(after, Grid | Bars | Spans | Points) or (after is None and self.document.signed),
            }
        if isinstance(block, Points):
            room = self.width - STEP
            points = [[self._paragraph(one, room, running) for one in point] for point in block.points]
            return {"is": "points", "ordered": block.ordered, "points": points}
        if isinstance(block, Facts):
            return self._facts(block)
        if isinstance(block, Grid):
            return self._grid(block)
        return self._bars(block) if isinstance(block, Bars) else self._spans(block)

    # -- text -------------------------------------------------------------------------------------

    def _paragraph(self, one: Paragraph, room: float, size: float) -> Value:
        """Return *one* for a column of *room* points."""
        depth = max(0, min(one.depth, MOST_DEPTH, int(room * 0.4 / STEP)))
        label = clean(one.label)
        hang = max(STEP, words_width(label) * size * 1.06 / 1000 + LABEL_GAP) if label else 0.0
        if hang > room * 0.5:  # no label that a column could hang on
            runs, label, hang = (Run(one.label + " ", one.mark), *one.runs), "", 0.0
        else:
            runs = one.runs
        texts = _broken([clean(run.text) for run in runs], room - depth * STEP - hang, size)
        made = [[text, _MARKS[run.mark] or _TONES[run.tone]] for text, run in zip(texts, runs, strict=True) if text]
        told: Value = {"style": one.style, "runs": made}
        if depth:
            told["left"] = depth * STEP
        if label:
            told |= {"label": label, "hang": round(hang, 2), "mark": _MARKS[one.mark]}
        return told

    def _facts(self, block: Facts) -> Value:
        size = SIZES["running"]
        name = self.width * FACTS[self.document.wide]
        made = []
        for label, cell in block.facts:
            paragraphs = [self._paragraph(one, self.width - name, size) for one in cell.paragraphs]
            answers = [self._answer(answer, self.width - name, False) for answer in cell.answers]
            made.append({"name": pieces(label, name - 6, size), "paragraphs": paragraphs, "answers": answers})
        return {"is": "facts", "share": FACTS[self.document.wide], "facts": made}

    def _answer(self, answer: Answer, room: float, labelled: bool) -> Value:
        size = SIZES["cell"]
        return {
            "label": pieces(answer.label, room, size) if labelled else "",
            "choices": [pieces(choice, room - 12, size) for choice in answer.choices],
            "value": pieces(answer.value, room, size),
            "least": self._least(answer, room, labelled),
        }

    def _least(self, answer: Answer, room: float, labelled: bool) -> float:
        """Return how high the place for *answer* is at least."""
        if not answer.choices:
            return WRITING.get(answer.field, OTHER_WRITING) if labelled else ALONE
        lines, used = 1, words_width(answer.label) * 8 / 1000 * 1.1 + 8 if labelled else 0.0
        for choice in answer.choices:
            wide = words_width(choice) * SIZES["small"] / 1000 * 1.06 + CHOICE_GAP
            if used and used + wide > room:
                lines, used = lines + 1, 0.0
            used += wide
        return 7.0 + lines * CHOICE_LINE

    # -- tables -----------------------------------------------------------------------------------

    def _rooms(self, shares: Iterable[int]) -> list[float]:
        """Return how much room words have in columns of these *shares*."""
        found = [max(1, share) for share in shares]
        return [max(2 * INSET, self.width * share / sum(found) - 2 * INSET) for share in found]

    def _grid(self, grid: Grid) -> Value:
        size = SIZES["cell"]
        rooms = self._rooms(column.share for column in grid.columns)
        heads = [
            {"title": pieces(column.title, room, size), "share": max(1, column.share), "kind": column.kind}
            for column, room in zip(grid.columns, rooms, strict=True)
        ]
        lines = [self._line(line, grid.columns, rooms) for line in grid.lines]
        return {"is": "grid", "columns": heads, "caption": pieces(grid.caption, self.width, size), "lines": lines}

    def _line(self, line: Line, columns: Sequence[Column], rooms: Sequence[float]) -> Value:
        size = SIZES["cell"]
        if line.band:
            return {"band": [self._paragraph(one, self.width - 2 * INSET, size) for one in line.cells[0].paragraphs]}
        cells = [self._cell(cell, column, room) for cell, column, room in zip(line.cells, columns, rooms, strict=True)]
        return {"cells": cells, "whole": self._is_whole(line, rooms), "strong": line.strong}

    def _cell(self, cell: Cell, column: Column, room: float) -> Value:
        if cell.answers:
            several = len(cell.answers) > 1
            return {"answers": [self._answer(one, room, several or one.label != column.title) for one in cell.answers]}
        return {"paragraphs": [self._paragraph(one, room, SIZES["cell"]) for one in cell.paragraphs]}

    def _is_whole(self, line: Line, rooms: Sequence[float]) -> bool:
        """Whether *line* is kept on one page; wrong by half at most, and a page holds two of the highest."""
        size = SIZES["cell"]
        most = WHOLE * self.height
        for cell, room in zip(line.cells, rooms, strict=True):
            values = sum(len(answer.value) for answer in cell.answers)
            high = values * size * 0.6 / room * size * LINE + sum(WRITING["usulan"] for _ in cell.answers)
            for one in cell.paragraphs:
                depth = max(0, min(one.depth, MOST_DEPTH))
                breaks = sum(run.text.count("\n") for run in one.runs)
                high += (paragraph_lines(one, max(room * 0.5, room - depth * STEP), size, 0) + breaks) * size * LINE + 2
                if high > most:
                    return False
            if high > most:
                return False
        return True

    # -- charts -----------------------------------------------------------------------------------

    def _bars(self, block: Bars) -> Value:
        size = SIZES["running"]
        rooms = self._rooms(BAR_SHARES)
        most = max((bar.value for bar in block.bars), default=0) or 1
        bars = [
            {
                "label": pieces(bar.label, rooms[0], size),
                "share": max(bar.value / most, SLIMMEST) if bar.value > 0 else 0,
                "text": pieces(bar.text, rooms[2], size),
            }
            for bar in block.bars
        ]
        title = pieces(block.title, self.width, size)
        return {"is": "bars", "title": title, "shares": BAR_SHARES, "bars": bars, "whole": len(bars) <= WHOLE_BARS}

    def _spans(self, block: Spans) -> Value:
        size = SIZES["small"]
        shares = SPAN_SHARES[self.document.wide]
        rooms = self._rooms(shares)
        days = max(1, (block.last - block.first).days + 1)

        def row(label: str, text: str, start: date, end: date, **more: bool) -> Value:
            told = {"label": pieces(label, rooms[0], size), "text": pieces(text, rooms[1], size), **more}
            if end < block.first or start > block.last:  # in words alone
                return {**told, "left": 0.0, "length": 0.0}
            left = min(max(0.0, (start - block.first).days / days), 1 - SLIMMEST)
            right = min(max(left + SLIMMEST, ((end - block.first).days + 1) / days), 1.0)
            return {**told, "left": left, "length": right - left}

        rows = [row(one.label, one.text, one.start, one.end, warning=one.warning) for one in block.spans]
        for day, label in block.marks:
            said = day_told(day)
            rows.append(row(label, "" if said in label else said, day, day, mark=True))
        lines = [((day - block.first).days + 0.5) / days for day, _ in block.marks if block.first <= day <= block.last]
        return {
            "is": "spans",
            "title": pieces(block.title, self.width, size),
            "shares": shares,
            "axis": list(axis(block.first, block.last, rooms[2])),
            "rows": rows,
            "marks": lines,
            "whole": len(rows) <= WHOLE_BARS,
        }

    # -- the end ----------------------------------------------------------------------------------

    def _signing(self) -> Value:
        """Return place and date, and who signs, in lines of so many as stand side by side."""
        office, blank, size = self.document.office, say("sign.blank"), SIZES["running"]
        most = SIGNING[self.document.wide]
        slots = max(2, min(most, len(office.signatories)))
        room = self.width / slots - 12
        people = [
            {
                "post": pieces(f"{one.post},", room, size),
                "name": pieces(one.name or blank, room, size),
                "blank": not one.name,
                "number": pieces(say("sign.number", number=one.number) if one.number else "", room, size),
            }
            for one in office.signatories
        ] or [{"post": "", "name": blank, "blank": True, "number": ""}]
        return {
            "where": pieces(f"{office.place or blank}, {self.document.day or blank}", room, size),
            "slots": slots,
            "lines": [people[at : at + slots] for at in range(0, len(people), slots)],
        }


def axis(first: date, last: date, room: float) -> Iterator[Value]:
    """Yield the months that a timeline of *room* points names: where they begin, their name, and the year.

    So many are left out that the names have room; where the years alone have, there are no months.
    """
    days = max(1, (last - first).days + 1)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((one for one in MONTH_STEPS if months / one <= room / LABEL_ROOM), MONTH_STEPS[-1])
    number = first.year * 12 + first.month - 1
    year = 0
    for at in range(number - number % step, number + months, step):
        begins = date(max(1, at // 12), at % 12 + 1, 1)
        place = max(0.0, (begins - first).days / days)
        end = min(at + step, MOST_MONTH)
        after = min(1.0, (date(end // 12, end % 12 + 1, 1) - first).days / days)
        if (after - place) * room < LABEL_ROOM:  # so little of it is shown that its name would stand in the next one's
            if at > number:
                yield {"at": place, "name": "", "year": ""}
            continue
        name = "" if step >= 12 else day_told(begins).split(" ")[1][:SHORT]
        yield {"at": place, "name": name, "year": str(begins.year) if begins.year != year else ""}
        year = begins.year
