"""What stands in which row of a file, whichever program wrote it: the form in which Word and Excel files are compared
with the sheets as they went out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as made
from typing import Literal

from pkpu_review.tags import Field, Tag

_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF))

STRUCK = "\uf8fe"
"""Sign before a word that is shown as deleted, while a text is read; no letter of any script."""


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph, or what stands in a place to write in.

    Attributes:
        text: its words; lines parted by ``\\n``.
        tag: name of the place to write in; None for what stands outside of one.
        by: who changed it with changes tracked; empty where nobody did.
        struck: which of its words, counted from 0, the file shows as deleted.
        where: where it stands, if more is known than of its row.
    """

    text: str
    tag: Tag | None = None
    by: str = ""
    struck: tuple[int, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell, in order; where they are known, *head* is the head of its column, and *field* the answer
    that the column holds."""

    items: tuple[Item, ...]
    head: str = ""
    field: Field = ""

    @property
    def printed(self) -> tuple[str, ...]:
        """The texts outside the places to write in, on one line each."""
        return tuple(on_one_line(item.text) for item in self.items if item.tag is None)

    @property
    def asks(self) -> bool:
        """Whether it has a place to write in."""
        return any(item.tag for item in self.items)


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody fixed to words or to a cell: *author*, *day* (ISO 8601), *text*, and the words *anchor*."""

    author: str
    text: str
    where: str
    anchor: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table, or a paragraph outside of one.

    Attributes:
        where: ``tabel 2, baris 14``; ``paragraf 3``; ``Matriks!14``.
        cells: in order.
        comments: those fixed to it.
        tag: name of the row, where the file gives it one of its own (Excel).
        part: ``page`` for what stands at the edge of every page.
        also: names of other rows that a cell of it was merged with.
    """

    where: str
    cells: tuple[Cell, ...]
    comments: tuple[Comment, ...] = ()
    tag: Tag | None = None
    part: Literal["", "page"] = ""
    also: tuple[Tag, ...] = ()

    @property
    def items(self) -> Iterator[Item]:
        """All items of all cells."""
        for cell in self.cells:
            yield from cell.items

    @property
    def printed(self) -> tuple[str, ...]:
        """The texts outside the places to write in, in order."""
        return tuple(text for cell in self.cells for text in cell.printed if text)

    @property
    def tags(self) -> tuple[Tag, ...]:
        """Names of the rows that its places to write in belong to, without their fields, the most frequent first."""
        found = [bare(item.tag) for item in self.items if item.tag and item.tag.provision]
        if self.tag:
            found.append(self.tag)
        return tuple(sorted(dict.fromkeys(found), key=lambda tag: -found.count(tag)))

    @property
    def number(self) -> int:
        """The number in its first cell that holds a number alone; 0 without one."""
        for cell in self.cells[:3]:
            text = " ".join(cell.printed)
            if text.isascii() and text.isdecimal() and len(text) < 8:
                return int(text)
        return 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A file as rows.

    Attributes:
        lines: in order.
        name: what the file says is the name of the sheet.
        digests: sha256 of the new and the old version, as the file tells them.
        own: what stands in the fields of the whole sheet.
        comments: those that are fixed to nothing.
        rows: number of a row → ids in the new and the old version, as the file lists them.
        sealed: nobody changed the file since it was written.
        problems: Indonesian sentences.
    """

    lines: tuple[Line, ...]
    name: str = ""
    digests: tuple[str, str] = ("", "")
    own: dict[Field, str] = made(default_factory=dict)
    comments: tuple[Comment, ...] = ()
    rows: dict[int, tuple[str, str]] = made(default_factory=dict)
    sealed: bool = False
    problems: tuple[str, ...] = ()

    @property
    def ours(self) -> bool:
        """Whether anything in it says that this program wrote it."""
        return bool(self.name or any(self.digests) or any(line.tags for line in self.lines))


def bare(tag: Tag) -> Tag:
    """Return the name of the row that *tag* is a field of."""
    return Tag("", tag.digest, tag.number, tag.provision, tag.old)


def tidy(text: str) -> str:
    """Return *text* as it is kept: lines without spare spaces, no empty ones at either end, nothing invisible."""
    lines = [" ".join(line.split()) for line in _visible(text).replace("\r", "\n").split("\n")]
    return "\n".join(lines).strip("\n")


def struck(text: str) -> str:
    """Return *text* with a sign before every word, for :func:`item` to tell which words are shown as deleted."""
    return re.sub(r"(?<!\S)(?=\S)", STRUCK, text)


def item(text: str, tag: Tag | None = None, by: str = "", where: str = "") -> Item:
    """Return the item with *text*, in which :func:`struck` words bear a sign."""
    text = tidy(text)
    if STRUCK not in text:
        return Item(text, tag, by, (), where)
    marked = tuple(place for place, word in enumerate(text.split()) if word.startswith(STRUCK))
    return Item(text.replace(STRUCK, ""), tag, by, marked, where)


def on_one_line(text: str) -> str:
    """Return the words of *text*, parted by single spaces."""
    return " ".join(_visible(text).split())


def _visible(text: str) -> str:
    return text if text.isascii() else text.translate(_INVISIBLE)
