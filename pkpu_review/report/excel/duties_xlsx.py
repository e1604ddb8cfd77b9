"""Duties → XLSX: the matrix, one row a norm, to be sorted and filtered; every word is text, never a formula."""

from __future__ import annotations

import io
from typing import Any

from pkpu_review.lexis.words import shortened
from pkpu_review.model import Duties
from pkpu_review.report.excel.xlsx import CELL_CHARACTERS, CREATED, FORMULA_SIGNS, OPTIONS
from pkpu_review.report.excel.xlsx_continued import continued
from pkpu_review.report.excel.xlsx_pages import footed
from pkpu_review.report.printable import printable
from pkpu_review.report.views.duties import FIELDS, rows
from pkpu_review.report.wording import say

HEAD_ROW = 3
WIDTHS = {"provision": 24, "modality": 14, "body": 28, "action": 64, "toward": 26, "deadline": 34, "condition": 40,
          "sanctions": 28, "change": 14, "before": 50, "number": 6}  # fmt: skip


def xlsx(duties: Duties) -> bytes:
    """Return the workbook as bytes, the same for the same duties."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        title = f"{say('duties.title')}: {printable(duties.regulation.source.name)}"
        book.set_properties({"title": title[:255], "author": "pkpu-review", "created": CREATED})
        _write(book, book.add_worksheet(say("duties.sheet")), duties, title)
    return buffer.getvalue()


def _write(book: Any, page: Any, duties: Duties, title: str) -> None:
    font = {"font_name": "Arial", "font_size": 10}
    boxed = {**font, "text_wrap": True, "valign": "top", "border": 1, "border_color": "#A6A6A6"}
    head = book.add_format({**boxed, "bold": True, "font_color": "#1F3864", "bg_color": "#DCE3EC"})
    cell, quoted = book.add_format(boxed), book.add_format({**boxed, "quote_prefix": True})
    page.write_string(0, 0, shortened(title, CELL_CHARACTERS), book.add_format({**font, "font_size": 14, "bold": True}))
    page.write_string(1, 0, say("duties.caution"), book.add_format(font))
    names = ["number", "provision", *(["change"] if duties.comparison else []), *FIELDS]
    names += ["before"] if duties.comparison else []
    for column, name in enumerate(names):
        page.set_column(column, column, WIDTHS[name])
        page.write_string(HEAD_ROW, column, say(f"duties.{name}"), head)
    at = HEAD_ROW
    for number, row in enumerate(rows(duties), 1):
        before = "\n".join(f"{say(f'duties.{name}')}: {old or '–'}" for name, old in row.before.items())
        told = {"number": str(number), "provision": row.provision, "before": before, **row.fields}
        told["change"] = say(f"duties.{row.section}") if duties.comparison else ""
        for texts, high in continued([told[name] for name in names], [WIDTHS[name] for name in names]):
            at += 1
            page.set_row(at, high)
            for column, text in enumerate(texts):
                page.write_string(at, column, text, quoted if text.startswith(FORMULA_SIGNS) else cell)
    if at == HEAD_ROW:
        page.write_string(HEAD_ROW + 1, 0, say("duties.none"), book.add_format(font))
    page.freeze_panes(HEAD_ROW + 1, 2)
    page.autofilter(HEAD_ROW, 0, max(at, HEAD_ROW + 1), len(names) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEAD_ROW)
    footed(page, title)
