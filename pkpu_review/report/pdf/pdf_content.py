"""Document → what the Typst template is told: values alone, every word a string, every choice of layout made.

What depends on how much room words take is reckoned here: which words have to be broken, which rows are kept whole,
how high the places to write in are, where on a timeline a day stands. The template only sets it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

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
from pkpu_review.report.lines import SAFETY, lines, paragraph_lines
from pkpu_review.report.lines import width as words_width
from pkpu_review.report.pdf.pdf_charts import bars, spans
from pkpu_review.report.pdf.pdf_room import FOOT, INSET, LINE, MARGIN, SIZES, Page, Value, broken, clean, pieces
from pkpu_review.report.sheet import Mark, Paragraph, Run, Style, Tone
from pkpu_review.report.word.wordml import HANGING_LABEL
from pkpu_review.report.wording import say

STEP = 17.0
"""One step of indent, and the room of a label."""
LABEL_GAP = 4.0
MOST_DEPTH = 5
PARAGRAPH_GAP = 3.0
MOST_KEPT = 0.2
"""Share of a page up to which bands are kept with the row below them."""
MOST_CLOSING = 0.35
"""The same of the last row, and who signs."""
WHOLE = 0.6
"""Share of a page up to which a row is kept whole; a higher one may break, or most of a page would stay empty."""
BEGUN = 118.0
"""What of a row that breaks stands on its first page at least: the places to write in are not torn."""
FACTS = {True: (0.15, 0.24), False: (0.24, 0.30)}
"""Least and greatest share of the width that names take, on a wide page and on a high one."""
WRITING = {"tanggapan": 28.0, "usulan": 30.0, "alasan": 23.0}
"""Least height of the place for an answer that stands among others, its label included: four rows on a wide page."""
OTHER_WRITING, ALONE = 28.0, 30.0
CHOICE_LINE, CHOICE_GAP = 11.5, 18.0
"""Height of a line of choices, and what a choice needs beside its words: its box, and room after it."""
MOST_FOOTER, MOST_TITLE = 160, 400
SIGNING = {True: 4, False: 3}
"""Signatories side by side, on a wide page and on a high one."""

SMALL: frozenset[Style] = frozenset({"small", "context", "label", "warning"})
"""Styles whose letters are small."""

_MARKS: dict[Mark, int] = {"equal": 0, "insert": 1, "delete": 2}
_TONES: dict[Tone, int] = {"plain": 0, "strong": 3, "soft": 4}


def content(document: Document) -> Value:
    """Return all that the template sets of *document*."""
    return _Content(document).whole()


class _Content:
    """Knows the page that the document is set on."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.page = Page(document.wide)
        self.width, self.height = self.page.width, self.page.height

    def whole(self) -> Value:
        document, office = self.document, self.document.office
        running = SIZES["running"]
        return {
            "page": {"wide": document.wide, "margin": MARGIN, "foot": FOOT, "begun": BEGUN},
            "sizes": SIZES,
            "inset": INSET,
            "meta": {
                "title": clean(f"{document.kind}: {document.title}").replace("\n", " "),
                "author": clean(", ".join(office.names)) or "pkpu-review",
                "subject": clean(document.subject),
                "keywords": [clean(f"{role} sha256 {value}") for role, value in document.hashes],
            },
            "letterhead": {
                "names": [pieces(name.upper(), self.width, 14) for name in office.names],
                "below": [pieces(words, self.width, 9) for words in (office.address, office.contact) if words],
            },
            "kind": pieces(document.kind.upper(), self.width, 12),
            "title": pieces(shortened(document.title, MOST_TITLE), self.width, 18),
            "blocks": list(self._blocks()),
            "signing": self._signing() if document.signed else None,
            "footer": pieces(shortened(document.footer, MOST_FOOTER), self.width - 100, running),
            "words": {"page": say("sheet.page"), "of": say("sheet.of")},
        }

    def _blocks(self) -> Iterator[Value]:
        blocks = self.document.blocks
        for place, block in enumerate(blocks, 1):
            yield self._block(block, blocks[place] if place < len(blocks) else None)

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
            closes = bool(points) and after is None and self._signs_in_one_line()
            return {"is": "points", "ordered": block.ordered, "points": points, "closes": closes}
        if isinstance(block, Facts):
            return self._facts(block)
        if isinstance(block, Grid):
            return self._grid(block)
        return bars(block, self.page) if isinstance(block, Bars) else spans(block, self.page)

    # -- text -------------------------------------------------------------------------------------

    def _paragraph(self, one: Paragraph, room: float, size: float) -> Value:
        """Return *one* for a column of *room* points."""
        size = min(size, SIZES["small"]) if one.style in SMALL else size
        depth = max(0, min(one.depth, MOST_DEPTH, int(room * 0.4 / STEP)))
        label = clean(one.label)
        hang = max(STEP, words_width(label) * size * 1.06 / 1000 + LABEL_GAP) if label else 0.0
        if hang > room * 0.5 or len(label) > HANGING_LABEL or " " in label:  # no label that a column could hang on
            runs, label, hang = (Run(one.label + " ", one.mark), *one.runs), "", 0.0
        else:
            runs = one.runs
        texts = broken([clean(run.text) for run in runs], room - depth * STEP - hang, size)
        made = [[text, _MARKS[run.mark] or _TONES[run.tone]] for text, run in zip(texts, runs, strict=True) if text]
        told: Value = {"style": one.style, "runs": made}
        if depth:
            told["left"] = depth * STEP
        if label:
            told |= {"label": label, "hang": round(hang, 2), "mark": _MARKS[one.mark]}
        return told

    def _facts(self, block: Facts) -> Value:
        size = SIZES["running"]
        least, most = FACTS[self.document.wide]
        widest = max((words_width(clean(label)) * size / 1000 * SAFETY + 8 for label, _ in block.facts), default=0.0)
        share = round(min(most, max(least, widest / self.width)), 4)
        name = self.width * share
        made = []
        for label, cell in block.facts:
            paragraphs = [self._paragraph(one, self.width - name, size) for one in cell.paragraphs]
            answers = [self._answer(answer, self.width - name, False) for answer in cell.answers]
            made.append({"name": pieces(label, name - 6, size), "paragraphs": paragraphs, "answers": answers})
        return {"is": "facts", "share": share, "facts": made}

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
        needed, used = 1, words_width(answer.label) * 8 / 1000 * 1.1 + 8 if labelled else 0.0
        for choice in answer.choices:
            wide = words_width(choice) * SIZES["small"] / 1000 * 1.06 + CHOICE_GAP
            if used and used + wide > room:
                needed, used = needed + 1, 0.0
            used += wide
        return 7.0 + needed * CHOICE_LINE

    # -- tables -----------------------------------------------------------------------------------

    def _grid(self, grid: Grid) -> Value:
        size = SIZES["cell"]
        rooms = self.page.rooms(column.share for column in grid.columns)
        heads = [
            {"title": pieces(column.title, room, size), "share": max(1, column.share), "kind": column.kind}
            for column, room in zip(grid.columns, rooms, strict=True)
        ]
        rows = list(self._lines(grid, rooms))
        if self._closes(grid, rooms):  # who signs does not stand alone on a page: the last row goes along
            last = rows.pop()
            above = rows.pop()["bands"] if rows and rows[-1].get("kept") else []
            rows.append({"bands": above, "kept": True, "last": last})
        return {"is": "grid", "columns": heads, "caption": pieces(grid.caption, self.width, size), "lines": rows}

    def _lines(self, grid: Grid, rooms: Sequence[float]) -> Iterator[Value]:
        """Yield the rows of *grid*; bands below each other are one, which is kept with the row after it."""
        for band, group in groupby(grid.lines, key=lambda line: line.band):
            if not band:
                yield from (self._line(line, grid.columns, rooms) for line in group)
                continue
            bands = list(group)
            room = self.width - 2 * INSET
            high = sum(self._high(line.cells[0], room) for line in bands)
            told = [[self._paragraph(one, room, SIZES["cell"]) for one in line.cells[0].paragraphs] for line in bands]
            yield {"bands": told, "kept": bands[-1] is not grid.lines[-1] and high < MOST_KEPT * self.height}

    def _line(self, line: Line, columns: Sequence[Column], rooms: Sequence[float]) -> Value:
        cells = [self._cell(cell, column, room) for cell, column, room in zip(line.cells, columns, rooms, strict=True)]
        return {"cells": cells, "whole": self._is_whole(line, rooms), "strong": line.strong}

    def _cell(self, cell: Cell, column: Column, room: float) -> Value:
        if cell.answers:
            several = len(cell.answers) > 1
            return {"answers": [self._answer(one, room, several or one.label != column.title) for one in cell.answers]}
        return {"paragraphs": [self._paragraph(one, room, SIZES["cell"]) for one in cell.paragraphs]}

    def _is_whole(self, line: Line, rooms: Sequence[float]) -> bool:
        """Whether *line* is kept on one page; were it reckoned too low by half, it would still fit one."""
        return all(self._high(cell, room) <= WHOLE * self.height for cell, room in zip(line.cells, rooms, strict=True))

    def _signs_in_one_line(self) -> bool:
        """Whether it is signed, and all who sign stand side by side."""
        return self.document.signed and len(self.document.office.signatories) <= SIGNING[self.document.wide]

    def _closes(self, grid: Grid, rooms: Sequence[float]) -> bool:
        """Whether *grid* is the end of a document that is signed, and its last row is kept with who signs."""
        if not (self.document.signed and grid is self.document.blocks[-1] and grid.lines and not grid.lines[-1].band):
            return False
        if not self._signs_in_one_line():
            return False
        cells = zip(grid.lines[-1].cells, rooms, strict=True)
        return all(self._high(cell, room) <= MOST_CLOSING * self.height for cell, room in cells)

    def _high(self, cell: Cell, room: float) -> float:
        """Return about how high *cell* is in a column of *room* points; of a very high one, that it is so."""
        size = SIZES["cell"]
        high = 0.0
        for answer in cell.answers:
            high += WRITING["usulan"] + (lines(clean(answer.value), room, size) * size * LINE if answer.value else 0)
        for one in cell.paragraphs:
            depth = max(0, min(one.depth, MOST_DEPTH))
            breaks = sum(run.text.count("\n") for run in one.runs)
            letters = SIZES["small"] if one.style in SMALL else size
            needed = paragraph_lines(one, max(room * 0.5, room - depth * STEP), letters, 0) + breaks
            high += needed * letters * LINE + PARAGRAPH_GAP
            if high > self.height:
                break
        return high

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
