"""How a file is to be read, and what a reader keeps of it beside the regulation: places, page furniture, remarks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Ocr = Literal["auto", "never", "always"]
Revisions = Literal["final", "original", "both"]
Role = Literal["label", "lead", "closing", "promulgation", "heading", "cells", "furniture"]
Progress = Callable[[int, int, str], None]
"""Told of long work: how much is done, how much there is, and what is done now (Indonesian)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are to be read.

    Attributes:
        ocr: whether the page image is read: ``auto`` where the text layer is missing or too poor, ``never``,
            or ``always``.
        revisions: which state of a Word file with tracked changes: ``final`` (all accepted), ``original``
            (all rejected), or ``both`` (deleted words kept in their place).
        progress: told of long work, page by page.
        trace: keep every line as it was read, with the places where its parts went (:class:`Traced`).
    """

    ocr: Ocr = "auto"
    revisions: Revisions = "final"
    progress: Progress | None = field(default=None, compare=False)
    trace: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """The file that was read.

    Attributes:
        name: file name without folders.
        sha256: of the file's bytes, in hexadecimal.
        reader: how it was read: pdf, docx, html, text, or office (by LibreOffice as a docx).
        pages: number of pages; 0 where the format has none.
        characters: characters that the reader extracted, white space aside.
        turned: pages of a PDF whose text a viewer does not show upright, each with the quarter turns, clockwise,
            by which it shows them turned.
    """

    name: str
    sha256: str
    reader: str
    pages: int = 0
    characters: int = 0
    turned: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one line of text came from, recorded when the text is made.

    Attributes:
        page: page of the file, counted from 1; None where the format has no pages (DOCX, text).
        box: left, top, right, bottom of the line in points from the top left corner of the page, turned so that
            its text is upright (PDF); :attr:`Source.turned` says which pages a viewer shows otherwise.
        paragraph: paragraph (DOCX) or line (text) of the file, counted from 1; a row stands at its first one.
    """

    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Furniture:
    """Text that belongs to the page and not to the regulation: kept, with the reason (Indonesian).

    ``box`` and ``paragraph`` as in :class:`Origin`, where the reader knows them.
    """

    text: str
    page: int | None
    reason: str
    box: tuple[float, float, float, float] | None = None
    paragraph: int | None = None

    @property
    def origin(self) -> Origin:
        """Where it stands."""
        return Origin(self.page, self.box, self.paragraph)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a line, and where it went.

    Attributes:
        text: the words as they were read.
        role: what they became: ``label``, ``lead``, ``closing`` or ``promulgation`` of a provision, ``heading``
            (of a chapter that an amendment quotes), ``cells`` (of a row), or ``furniture``.
        provision: id of the provision; empty for furniture.
        reason: why it is furniture (Indonesian).
    """

    text: str
    role: Role
    provision: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Traced:
    """A line as the reader got it out of the file, with its parts in the order of the line.

    Attributes:
        text: the words, single spaces.
        origin: where the line stands.
        parts: where it went; several where a line was split over provisions.
    """

    text: str
    origin: Origin
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Mend:
    """A fault of the text layer that was put right because sequence or vocabulary made it certain.

    Attributes:
        before, after: the words as they stood in the file, and as they were read.
        reason: one Indonesian clause: why this is certain.
        page: page of the file.
        provision: id of the provision concerned, if known.
        box: of its line, as in :class:`Origin`.
    """

    before: str
    after: str
    reason: str
    page: int | None = None
    provision: str = ""
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark that somebody fixed to words of a Word file.

    Attributes:
        author: as Word has it.
        date: ISO 8601, as Word has it; empty where it has none.
        text: the remark.
        anchor: the words that it is fixed to.
        provision: id of the provision that holds them, if known.
        paragraph: paragraph of the file, counted from 1, where the anchor begins.
    """

    author: str
    date: str
    text: str
    anchor: str = ""
    provision: str = ""
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """A tracked change of a Word file.

    Attributes:
        kind: ``insert``, ``delete``, ``move-from`` or ``move-to``.
        author, date: as for :class:`Comment`.
        text: the words inserted, deleted or moved.
        provision: id of the provision that holds them in the state that was read, if known.
        paragraph: paragraph of the file, counted from 1, where they stand.
    """

    kind: Literal["insert", "delete", "move-from", "move-to"]
    author: str
    date: str
    text: str
    provision: str = ""
    paragraph: int | None = None
