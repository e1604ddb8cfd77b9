"""What a document says beside its table → further worksheets: what it is, charts with their numbers, and timelines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from pkpu_review.lexis.calendar import told
from pkpu_review.lexis.words import shortened
from pkpu_review.report.document import Bars, Document, Facts, Grid, Heading, Points, Spans, Words, plain
from pkpu_review.report.excel.xlsx_cells import (
    ALERT,
    FONT,
    FORMULA_SIGNS,
    GREY,
    LINE_HEIGHT,
    PLAIN,
    ROW_PADDING,
    TITLE,
    Look,
    fragments,
)
from pkpu_review.report.excel.xlsx_fitting import CELL_CHARACTERS, LETTER_SIZE, fitted
from pkpu_review.report.excel.xlsx_table import room
from pkpu_review.report.lines import lines
from pkpu_review.report.printable import printable
from pkpu_review.report.sheet import Paragraph
from pkpu_review.report.wording import number, say
from pkpu_review.tags import NEW, NEXT, OLD

ABOUT = (30, 100)
"""Widths of the columns of a page of names and values, in characters."""
EARLIEST = date(1900, 3, 1)
"""Before this day Excel reckons differently."""
DAY = "[$-421]d mmmm yyyy"
"""How Excel shows a day, in Indonesian."""
HEAD_SHADE, ANSWER_SHADE, FRAME, BAR = "#DCE3EC", "#FFFDF2", "#A6A6A6", "#44546A"
FOOTER_CHARACTERS = 120
"""Excel takes 255 in all."""
FIRST_APART, OTHER_APART = 44, 18
"""Widths of the first and of the other columns of a table that stands apart, in characters."""
HEAD_INSET = 4.0
"""Points that bold words need more."""
BAR_HEIGHT, CHART_WIDTH = 26, 760
"""Of a chart, in pixels: a bar, and the whole."""


class Formats:
    """The formats of one workbook, made where they are first needed."""

    def __init__(self, book: Any) -> None:
        self._book = book
        font = {"font_name": FONT, "font_size": 10}
        top = {**font, "text_wrap": True, "valign": "top"}
        boxed = {**top, "border": 1, "border_color": FRAME}
        answer = {**boxed, "locked": False, "bg_color": ANSWER_SHADE}
        quoted = {"quote_prefix": True}
        bold = {"bold": True}
        add = book.add_format
        self.cells = {
            "number": add({**boxed, "align": "center"}),
            "number-quoted": add({**boxed, "align": "center", **quoted}),
            "cell": add(boxed),
            "cell-quoted": add({**boxed, **quoted}),
            "cell-strong": add({**boxed, **bold}),
            "cell-quoted-strong": add({**boxed, **bold, **quoted}),
            "answer": add(answer),
            "answer-quoted": add({**answer, **quoted}),
            "tag": add({**font, "font_color": f"#{GREY}", "valign": "top"}),
        }
        self.head = add({**boxed, **bold, "font_color": f"#{TITLE}", "bg_color": HEAD_SHADE, "valign": "vcenter"})
        self.title = add({**top, **bold, "font_size": 14, "font_color": f"#{TITLE}"})
        self.letterhead = add({**top, **bold})
        self.heading = add({**font, **bold, "font_color": f"#{TITLE}"})
        self.soft = add({**top, "font_color": f"#{GREY}"})
        self.label = add({**top, "font_color": "#44546A"})
        self.warning = add({**top, **bold, "font_color": f"#{ALERT}"})
        self.wrapped = add(top)
        self.note = add({**top, "font_size": 9})
        self._quoted = {
            id(self.wrapped): add({**top, **quoted}),
            **{id(self.cells[name]): self.cells[f"{name}-quoted"] for name in ("cell", "answer")},
        }
        self.total = add({**boxed, **bold, "align": "center"})
        self._looks: dict[Look, Any] = {}
        self.day = add({**boxed, "num_format": DAY, "align": "left"})

    def write(self, page: Any, at: int, column: int, paragraphs: Sequence[Paragraph], form: Any) -> None:
        """Write *paragraphs* into a cell of the format *form*.

        Raises:
            ValueError: they are too long for a cell.
        """
        made = fragments(paragraphs)
        if not made:
            refused = page.write_blank(at, column, None, form)
        elif len(made) == 1:
            shown, words = made[0]
            chosen = form if shown == PLAIN else self._look(shown)
            quoted = self._quoted.get(id(chosen), chosen) if words.startswith(FORMULA_SIGNS) else chosen
            refused = page.write_string(at, column, words, quoted)
        else:
            parts = [part for shown, words in made for part in (self._look(shown), words)]
            refused = page.write_rich_string(at, column, *parts, form)
        if refused:
            raise ValueError("text too long for a cell")  # lengths are bounded before: never drop it unseen

    def _look(self, shown: Look) -> Any:
        if shown not in self._looks:
            made: dict[str, object] = {"bold": shown.bold, "italic": shown.italic, "font_strikeout": shown.strike}
            made |= {"underline": int(shown.underline), "font_size": shown.size, "font_color": f"#{shown.ink}"}
            self._looks[shown] = self._book.add_format({"font_name": FONT, "text_wrap": True, "valign": "top", **made})
        return self._looks[shown]


def about(book: Any, document: Document, formats: Formats) -> None:
    """Add the page that says what the document is: its facts, how to read it, what its files are."""
    page = book.add_worksheet(say("xlsx.about"))
    _begin(page, f"{document.kind}: {document.title}", ABOUT, formats)
    for at, (label, paragraphs) in enumerate(_told(document), 2):
        if label:
            formats.write(page, at, 0, (plain(label),), formats.label if paragraphs else formats.heading)
        if paragraphs:
            formats.write(page, at, 1, paragraphs, formats.wrapped)
            count = max(
                fitted(told, room(wide))[0][1] for told, wide in zip(((plain(label),), paragraphs), ABOUT, strict=True)
            )
            page.set_row(at, round(count * LINE_HEIGHT + ROW_PADDING / 2, 1))


def _told(document: Document) -> Iterator[tuple[str, tuple[Paragraph, ...]]]:
    """Yield the rows of the page: a label, and what stands beside it in one cell; a heading has nothing beside it."""
    heading, begun = "", False
    for block in document.blocks:
        found: list[tuple[str, tuple[Paragraph, ...]]] = []
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Facts):
            # what is to be filled in stands on the first page
            found = [(label, cell.paragraphs or (plain(""),)) for label, cell in block.facts if not cell.answers]
        elif isinstance(block, Words):
            found = [("", (one,)) for one in block.paragraphs]
        elif isinstance(block, Points):
            signs = [f"{place}." if block.ordered else "•" for place in range(1, len(block.points) + 1)]
            found = list(zip(signs, block.points, strict=True))
        if not found:
            continue
        if begun or heading:
            yield "", ()
        if heading:
            yield heading, ()
        begun, heading = True, ""
        yield from _fitting(found)
    yield "", ()
    known = {NEW: "sha-new", OLD: "sha-old", NEXT: "sha-next"}
    for role, value in document.hashes:
        yield say(f"column-hidden.{known[role]}") if role in known else role, (plain(value),)
    yield from _fitting(_signing(document))


def _fitting(
    found: Iterable[tuple[str, tuple[Paragraph, ...]]],
) -> Iterator[tuple[str, tuple[Paragraph, ...]]]:
    """Yield *found* in rows that Excel can show."""
    for label, paragraphs in found:
        for turn, (piece, _) in enumerate(fitted(paragraphs, room(ABOUT[1]))):
            yield label if not turn else "", piece


def _signing(document: Document) -> Iterator[tuple[str, tuple[Paragraph, ...]]]:
    """Yield place and date, and who signs, where the office says who."""
    office = document.office
    if not (document.signed and office.signatories):
        return
    yield "", ()
    yield "", (plain(f"{office.place or say('sign.blank')}, {document.day or say('sign.blank')}"),)
    for one in office.signatories:
        number = f", {say('sign.number', number=one.number)}" if one.number else ""
        yield one.post, (plain(f"{one.name or say('sign.blank')}{number}"),)


def charts(book: Any, found: Sequence[Bars], formats: Formats) -> None:
    """Add a page with the charts *found*, each beside its numbers; none where there are none."""
    if not found:
        return
    name = say("xlsx.chart")
    page = book.add_worksheet(name)
    _begin(page, name, (44, 14, 24), formats)
    at = 2
    for bars in found:
        formats.write(page, at, 0, (plain(shortened(bars.title, CELL_CHARACTERS)),), formats.heading)
        # words beside a bar that only repeat its number would be a column twice
        wide = 3 if any(bar.text != str(bar.value) for bar in bars.bars) else 2
        _row(page, at + 1, (say("xlsx.label"), say("xlsx.value"), say("xlsx.text"))[:wide], formats, formats.head)
        first = at + 2
        for place, bar in enumerate(bars.bars, first):
            _row(page, place, (bar.label, bar.value, bar.text)[:wide], formats)
        last = first + len(bars.bars) - 1
        if bars.bars:
            page.insert_chart(at, 4, _chart(book, name, bars, first, last))
        at = max(last + 3, at + 4 + _chart_height(bars) // 20)


def _chart(book: Any, name: str, bars: Bars, first: int, last: int) -> Any:
    chart = book.add_chart({"type": "bar"})
    font = {"name": FONT, "size": 9}
    chart.add_series(
        {
            "categories": [name, first, 0, last, 0],
            "values": [name, first, 1, last, 1],
            "fill": {"color": BAR},
            "gap": 60,
            "data_labels": {"value": True, "font": font},
        }
    )
    chart.set_title(
        {"name": shortened(printable(bars.title), CELL_CHARACTERS), "name_font": {**font, "size": 11, "bold": True}}
    )
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "num_font": font})  # the first bar stands on top
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_size({"width": CHART_WIDTH, "height": _chart_height(bars)})
    return chart


def _chart_height(bars: Bars) -> int:
    return 90 + BAR_HEIGHT * len(bars.bars)


def apart(book: Any, found: Sequence[Grid], formats: Formats) -> None:
    """Add a page with the tables *found* that are apart from the one of the first page; none where there are none.

    What is a number there can be reckoned with.
    """
    if not found:
        return
    name = say("xlsx.apart")
    page = book.add_worksheet(name)
    most = max(len(grid.columns) for grid in found)
    _begin(page, name, (FIRST_APART, *[OTHER_APART] * (most - 1)), formats)
    at = 2
    for grid in found:
        formats.write(page, at, 0, (plain(shortened(grid.name, CELL_CHARACTERS)),), formats.heading)
        heads = [column.title for column in grid.columns]
        page.set_row(at + 1, round(2 * ROW_PADDING + LINE_HEIGHT * _highest(heads), 1))
        _row(page, at + 1, heads, formats, formats.head)
        at += 2
        for line in grid.lines:
            words = ("\n".join("".join(run.text for run in one.runs) for one in cell.paragraphs) for cell in line.cells)
            told = list(words)
            page.set_row(at, round(ROW_PADDING + LINE_HEIGHT * _highest(told), 1))
            for column, value in enumerate(map(_counted, told)):
                if isinstance(value, int):
                    page.write_number(at, column, value, formats.total if line.strong else formats.cells["number"])
                else:
                    form = formats.cells["cell-strong" if line.strong else "cell"]
                    formats.write(page, at, column, (plain(shortened(value, CELL_CHARACTERS)),), form)
            at += 1
        at += 1


def _highest(texts: Sequence[str]) -> int:
    """Return how many lines the fullest of *texts* needs, in the columns of a table that stands apart."""
    rooms = (room(OTHER_APART if at else FIRST_APART) - HEAD_INSET for at in range(len(texts)))
    return max((lines(text, free, LETTER_SIZE) for text, free in zip(texts, rooms, strict=True)), default=1)


def _counted(words: str) -> int | str:
    """Return the number that *words* are, as :func:`.wording.number` writes it; else the words."""
    digits = words.replace(".", "")
    return int(digits) if digits.isascii() and digits.isdecimal() and number(int(digits)) == words else words


def spans(book: Any, found: Sequence[Spans], formats: Formats) -> None:
    """Add a page with the timelines *found* as tables; none where there are none."""
    if not found:
        return
    name = say("xlsx.spans")
    page = book.add_worksheet(name)
    _begin(page, name, (60, 20, 20, 44, 18), formats)
    at = 2
    for timeline in found:
        formats.write(page, at, 0, (plain(shortened(timeline.title, CELL_CHARACTERS)),), formats.heading)
        heads = [say(f"timeline.{key}") for key in ("activity", "start", "end", "why", "status")]
        _row(page, at + 1, heads, formats, formats.head)
        at += 2
        for span in timeline.spans:
            state = say("xlsx.warning") if span.warning else ""
            _row(page, at, (span.label, span.start, span.end, span.text, state), formats)
            at += 1
        for day, label in timeline.marks:
            _row(page, at, (label, day, day, "", ""), formats)
            at += 1
        at += 1


def footed(page: Any, words: str) -> None:
    """Let *page* be numbered in print, with *words* at its foot."""
    footer = shortened(printable(words), FOOTER_CHARACTERS).replace("&", "&&")
    page.set_footer(f"&L{footer}&R{say('sheet.page')} &P {say('sheet.of')} &N")


def _begin(page: Any, title: str, widths: Sequence[float], formats: Formats) -> None:
    for column, wide in enumerate(widths):
        page.set_column(column, column, wide)
    page.merge_range(0, 0, 0, len(widths) - 1, "", formats.title)
    formats.write(page, 0, 0, (plain(shortened(title, CELL_CHARACTERS)),), formats.title)
    page.set_row(0, round(ROW_PADDING + 18.5 * lines(title, room(sum(widths)), 14), 1))
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    footed(page, title)


def _row(page: Any, at: int, values: Iterable[str | float | date], formats: Formats, form: Any = None) -> None:
    for column, value in enumerate(values):
        if isinstance(value, date) and value >= EARLIEST:
            page.write_datetime(at, column, value, formats.day)
        elif isinstance(value, int | float):
            page.write_number(at, column, value, formats.cells["number"])
        else:
            words = told(value) if isinstance(value, date) else value
            formats.write(page, at, column, (plain(shortened(words, CELL_CHARACTERS)),), form or formats.cells["cell"])
