"""A PDF → what its pages hold, in order; of a long file a second process reads every other page.

The second process (:mod:`.pdf_shared`) gives back plain values. Page by page, both get their share of the annexes,
whose tables take longest. Whatever happens to it, nothing is lost: the pages that it did not give are read here.
"""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, BinaryIO

import pypdfium2 as pdfium

from pkpu_review.errors import CannotRead
from pkpu_review.ingest import pdf_shared, quick
from pkpu_review.ingest.lines import Line
from pkpu_review.ingest.pdf_page import PageText, read_page, tenth
from pkpu_review.model import Origin

START = 40
"""Pages that are read here while the second process starts."""
ANEW = 200
"""Pages after which the file is opened anew."""

LENGTH = 4
"""Bytes before each page that say how many it takes: loaded as one piece, it takes a tenth of the time."""
_PAGE = ("number", "width", "height", "across", "opens", "crowded", "turned", "pictured", "recognised")
_LINE = ("text", "left", "right", "size", "bold", "centred")
_APART = ("origin", "lefts")
_RARE = tuple(one.name for one in fields(Line) if one.name not in _LINE + _APART)
"""What only a row of a table has."""
_of_page, _of_line, _of_row = attrgetter(*_PAGE), attrgetter(*_LINE), attrgetter(*_RARE)
_PLAIN = _of_row(Line("", Origin()))


def pages_of(name: str, data: bytes, count: int, second: pdf_shared.Second | None = None) -> list[PageText]:
    """Return what each page of a PDF holds, in order.

    Args:
        name: of the file, for messages.
        data: its bytes.
        count: how many pages it has.
        second: the process with which those of a long file are shared, if any.

    Raises:
        CannotRead: a page holds more characters than any page has.
    """
    numbers, found = range(1, count + 1), dict[int, PageText]()
    theirs = range(START + 2, count + 1, 2)
    if second is not None and count >= pdf_shared.SHARED_FROM and second.ask(data, theirs):
        ours = [number for number in numbers if number not in theirs]
        found = {page.number: page for page in _alone(name, data, ours)}
        found |= {page.number: page for page in _given(second.output())}
    missing = [number for number in numbers if number not in found]
    found |= {page.number: page for page in _alone(name, data, missing)}
    return [found[number] for number in numbers]


def _alone(name: str, data: bytes, numbers: Sequence[int]) -> Iterator[PageText]:
    """Yield the pages *numbers*; pdfium keeps what it once looked at, so that it is begun anew now and then."""
    for begin in range(0, len(numbers), ANEW):
        document = pdfium.PdfDocument(data)
        try:
            for number in numbers[begin : begin + ANEW]:
                yield read_page(name, document, number)
        finally:
            document.close()


def _given(output: bytes) -> Iterator[PageText]:
    """Yield the pages that the second process gave, in order: all of them, or the first ones."""
    held, at = memoryview(output), LENGTH
    while at <= len(held):
        end = at + int.from_bytes(held[at - LENGTH : at], "big")
        if end > len(held):  # it broke off
            return
        yield _page(marshal.loads(held[at:end]))  # noqa: S302 - from a process of our own
        at = end + LENGTH


def write_pages(data: bytes, numbers: range, stream: BinaryIO) -> None:
    """Write what the pages *numbers* hold to *stream*, as :func:`pages_of` takes it back.

    A page that cannot be used ends it: the first process then meets the same page, and tells.
    """
    try:
        for page in _alone("", data, numbers):
            told = marshal.dumps((*_of_page(page), [_line(line) for line in page.lines]))
            stream.write(len(told).to_bytes(LENGTH, "big") + told)
    except CannotRead:
        return


def _line(line: Line) -> tuple[Any, ...]:
    rare = _of_row(line)
    lefts = array("f", line.lefts).tobytes()
    return line.origin.box, lefts, None if rare == _PLAIN else rare, *_of_line(line)


def _page(told: tuple[Any, ...]) -> PageText:
    page = PageText(**dict(zip(_PAGE, told, strict=False)))
    for box, lefts, rare, text, left, right, size, bold, centred in told[len(_PAGE)]:
        origin = quick.origin(page.number, box and tuple([tenth(edge) for edge in box]))
        if rare is None:
            line = Line(text, origin, tenth(left), tenth(right), tenth(size), bold, centred)
        else:
            line = Line(text, origin, left, right, size, bold, centred, **dict(zip(_RARE, rare, strict=True)))
        line.lefts = array("f", lefts) if lefts else ()
        page.lines.append(line)
    return page
