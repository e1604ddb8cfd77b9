"""Summary and sheets → HTML pages that need nothing else: no script, no font, no picture from elsewhere.

Jinja2 escapes every text; the templates say what is markup. Rows carry their provision ids
(``data-provision``, ``data-old``) and the page the sha256 of the files read (``meta`` elements).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from pkpu_review.report.meeting.overview import Overview
from pkpu_review.report.meeting.summary import Summary
from pkpu_review.report.printable import printable
from pkpu_review.report.sheets.sheets import Pack
from pkpu_review.report.sheets.telling import quoted, text
from pkpu_review.report.wording import listing, number, say

if TYPE_CHECKING:
    from jinja2 import Environment

SHOWN_CHECKS = 25
"""Notes that the summary shows at once; the others unfold."""
FOLDER = "2-lembar-divisi"
"""Folder of the divisions' sheets, beside the summary."""


Links = Sequence[tuple[str, Sequence[tuple[str, str]]]]
"""Documents: the title, and (name, link) of every format."""


def index(pack: Pack, summary: Summary, documents: Links, formats: Sequence[str], report: str, timeline: str) -> str:
    """Return the first page, which leads to the *documents*.

    Args:
        formats: that the sheets were written in. Where there are no pages among them, rows are linked to in *report*,
            the page that has every row.
        report, timeline: names of the page that has every row, and of that with the findings.
    """
    return render(
        "index.html.j2",
        pack=pack,
        summary=summary,
        documents=documents,
        rows=f"{pack.matrix.name}.html" if "html" in formats else report,
        timeline=timeline,
        paged="html" in formats,
        form=next((form for form in formats if form != "html"), ""),
        up="",
        hashes=pack.matrix.hashes,
        shown_checks=SHOWN_CHECKS,
    )


def overview(overview: Overview) -> str:
    """Return the page that leads to the reviews of a batch."""
    return render("overview.html.j2", overview=overview, up="", hashes=())


def render(template: str, **values: object) -> str:
    """Return a page made by *template*, every one of the *values* escaped."""
    return _environment().get_template(template).render(**values)


def _finished(value: object) -> object:
    """Return what a template shows of *value*: text as every page can hold it, and markup as it is."""
    return value if type(value) is not str or value.isprintable() else printable(value)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    templates = files("pkpu_review.report").joinpath("templates")
    environment = Environment(
        loader=FunctionLoader(lambda name: templates.joinpath(name).read_text(encoding="utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finished,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(say=say, folder=FOLDER, words=text, quoted=quoted, listing=listing, number=number)
    return environment
