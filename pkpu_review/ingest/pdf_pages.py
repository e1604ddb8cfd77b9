"""A PDF → what its pages hold, in order; of a long file a second process reads every other page.

A regulation of hundreds of pages keeps one core busy for seconds. The second process gets the file's bytes over a
pipe, so that both read the same file, and gives back plain values. Page by page, both get their share of the annexes,
whose tables take longest. Whatever happens to it, nothing is lost: the
pages that it did not give are read here.
"""

from __future__ import annotations

import io
import marshal
import os
import subprocess
import sys
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import fields
from itertools import chain
from operator import attrgetter
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO

import pypdfium2 as pdfium

from pkpu_review.errors import CannotRead
from pkpu_review.ingest.lines import Line
from pkpu_review.ingest.pdf_page import PageText, read_page, tenth
from pkpu_review.model import Origin

SHARED_FROM = 120
"""Pages from which a second process is worth its start."""
START = 40
"""Pages that are read here while the second process starts."""
ANEW = 200
"""Pages after which the file is opened anew."""
ROOT = Path(__file__).resolve().parents[2]

_PAGE = ("number", "width", "height", "across", "opens", "crowded", "turned", "pictured", "recognised")
_LINE = ("text", "left", "right", "size", "bold", "centred")
_APART = ("origin", "lefts")
_RARE = tuple(one.name for one in fields(Line) if one.name not in _LINE + _APART)
"""What only a row of a table has."""
_of_page, _of_line, _of_row = attrgetter(*_PAGE), attrgetter(*_LINE), attrgetter(*_RARE)
_PLAIN = _of_row(Line("", Origin()))


def pages_of(name: str, data: bytes, count: int) -> list[PageText]:
    """Return what each page of a PDF holds, in order.

    Args:
        name: of the file, for messages.
        data: its bytes.
        count: how many pages it has.

    Raises:
        CannotRead: a page holds more characters than any page has.
    """
    numbers, found = range(1, count + 1), dict[int, PageText]()
    if count >= SHARED_FROM and (os.cpu_count() or 1) > 1 and sys.executable and not getattr(sys, "frozen", False):
        theirs = range(START + 2, count + 1, 2)
        with _Second(data, theirs) as second:
            ours = [number for number in numbers if number not in theirs]
            found = {page.number: page for page in chain(_alone(name, data, ours), second.pages())}
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


class _Second:
    """The process that reads the pages *numbers*; it is ended with the block that it is opened for."""

    def __init__(self, data: bytes, numbers: range) -> None:
        self._output = b""
        self._process: subprocess.Popen[bytes] | None = None
        path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
        # -P: what lies in the folder where the drafts are is never taken for a module
        command = [sys.executable, "-P", "-m", __name__.replace("pdf_pages", "pdf_second")]
        command += [str(bound) for bound in (numbers.start, numbers.stop, numbers.step)]
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=os.environ | {"PYTHONPATH": path},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError:  # no process to be had: everything is read here
            return
        self._talk = Thread(target=self._exchange, args=(self._process, data), daemon=True)
        self._talk.start()

    def _exchange(self, process: subprocess.Popen[bytes], data: bytes) -> None:
        try:
            self._output = process.communicate(data)[0]
        except (OSError, ValueError):  # it ended early, or was ended
            self._output = b""

    def __enter__(self) -> _Second:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.kill()
            self._talk.join()

    def pages(self) -> Iterator[PageText]:
        """Yield the pages that the process gave, in order: all of them, or the first ones."""
        if self._process is None:
            return
        self._talk.join()
        stream = io.BytesIO(self._output)
        self._output = b""
        while True:
            try:
                told = marshal.load(stream)  # noqa: S302 - from a process of our own
            except (EOFError, ValueError, TypeError):
                return
            yield _page(told)


def write_pages(data: bytes, numbers: range, stream: BinaryIO) -> None:
    """Write what the pages *numbers* hold to *stream*, as :func:`pages_of` takes it back.

    A page that cannot be used ends it: the first process then meets the same page, and tells.
    """
    try:
        for page in _alone("", data, numbers):
            marshal.dump((*_of_page(page), [_line(line) for line in page.lines]), stream)
    except CannotRead:
        return


def _line(line: Line) -> tuple[Any, ...]:
    rare = _of_row(line)
    lefts = array("f", line.lefts).tobytes()
    return line.origin.box, lefts, None if rare == _PLAIN else rare, *_of_line(line)


def _page(told: tuple[Any, ...]) -> PageText:
    page = PageText(**dict(zip(_PAGE, told, strict=False)))
    for box, lefts, rare, text, left, right, size, bold, centred in told[len(_PAGE)]:
        origin = Origin(page.number, box and tuple([tenth(edge) for edge in box]))
        if rare is None:
            line = Line(text, origin, tenth(left), tenth(right), tenth(size), bold, centred)
        else:
            line = Line(text, origin, left, right, size, bold, centred, **dict(zip(_RARE, rare, strict=True)))
        line.lefts = array("f", lefts) if lefts else ()
        page.lines.append(line)
    return page
