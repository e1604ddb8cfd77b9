"""A draft as plain text → :class:`Draft`: the blocks that the PDF and the DOCX are typeset from.

The source reads as the regulation itself does. One line is one paragraph, however long. A line is

- a heading: ``BAB II``, ``Bagian Kesatu``, ``Paragraf 1`` with the title on the next line, or ``Pasal 5`` alone;
- a label and its words: ``(1) ...`` (ayat), ``a. ...`` or ``a) ...`` (huruf), ``1. ...`` or ``1) ...`` (angka);
- words without a label: before a list its opening words, after a list its closing words;
- a table row ``| cell | cell |``: the first one holds the column heads, the second (``|---|------|``)
  the widths of the columns in proportion to the dashes.

Two spaces in front of a line are one level. A label stands in the text column of the provision that it
belongs to: the list under ``Pasal 5`` begins at the margin, the one under ``(1)`` two spaces in; closing
words stand where the list's labels stand. Blank lines part the blocks and carry no other meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

INDENT = 2
"""Spaces of one level."""
SHORT = 18
"""Characters up to which the cells of a column are centred: numbers, dates and units, not phrases."""

_LABEL = re.compile(r"(\(\d+\)|[a-z]{1,2}\.|\d+\.|[a-z]{1,2}\)|\d+\)) +(\S.*)")
_HEADING = {
    "bab": re.compile(r"BAB [IVXLC]+"),
    "bagian": re.compile(r"Bagian Ke\w+( \w+)*"),
    "paragraf": re.compile(r"Paragraf \d+"),
    "pasal": re.compile(r"Pasal \d+"),
}
_SIGNED = re.compile(r"Ditetapkan di |Diundangkan di |BERITA NEGARA ")


class SourceError(ValueError):
    """A line that does not follow the format; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or table.

    Attributes:
        kind: judul, rahmat, jabatan, menimbang, mengingat, memutuskan, menetapkan, bab, bagian, paragraf,
            pasal, butir (label and words), teks, pengundangan, tanda-tangan, lampiran, judul-lampiran, tabel.
        text: its words; empty for tables and for blocks of several lines.
        label: ``(1)``, ``a.``, ``Pasal 5``, ``BAB II``, ``Menimbang``; empty where nothing is printed.
        depth: level, 0 at the margin.
        lines: the printed lines of judul, tanda-tangan and lampiran.
        rows: cells of a table, the column heads first.
        widths: shares of the columns.
    """

    kind: str
    text: str = ""
    label: str = ""
    depth: int = 0
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[int, ...] = ()

    @property
    def centred(self) -> tuple[bool, ...]:
        """For each column of a table, whether its cells are short enough to stand in the middle."""
        columns = zip(*self.rows, strict=True)
        return tuple(max(map(len, column)) <= SHORT for column in columns)


@dataclass(frozen=True, slots=True)
class Draft:
    """One version of one draft: its blocks in order."""

    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        """The words after TENTANG on the first page."""
        lines = self.blocks[0].lines
        return " ".join(lines[lines.index("TENTANG") + 1 :])

    @property
    def articles(self) -> int:
        """How many articles it has."""
        return sum(block.kind == "pasal" for block in self.blocks)

    def words(self) -> Iterator[str]:
        """Yield everything that is printed once, in order: labels, words, cells."""
        for block in self.blocks:
            yield from (part for part in (block.label, block.text) if part)
            yield from block.lines
            for row in block.rows:
                yield from row


def load(path: Path) -> Draft:
    """Return the draft in *path*.

    Raises:
        SourceError: a line does not follow the format.
    """
    return parse(path.read_text(encoding="utf-8"), path.name)


def parse(text: str, name: str = "source") -> Draft:
    """Return the draft that *text* holds; *name* is for messages.

    Raises:
        SourceError: a line does not follow the format.
    """
    groups = [list(group) for group in _groups(text)]
    blocks: list[Block] = []
    index = 0
    while index < len(groups):
        group = groups[index]
        first = group[0][1]
        if index == 0:
            blocks.append(Block("judul", lines=_plain(group)))
        elif first == "LAMPIRAN":
            blocks.append(Block("lampiran", lines=_plain(group)))
            index += 1
            blocks.append(Block("judul-lampiran", " ".join(_plain(groups[index]))))
        elif first.startswith("|"):
            blocks.append(_table(group, name))
        elif _SIGNED.match(first):
            lines = list(_plain(group))
            while index + 1 < len(groups) and not _new_part(groups[index + 1][0][1]):
                index += 1
                lines += ["", *_plain(groups[index])]
            blocks.append(Block("tanda-tangan", lines=tuple(lines)))
        else:
            blocks += _body(group, name)
        index += 1
    return Draft(tuple(blocks))


def _groups(text: str) -> Iterator[list[tuple[int, str]]]:
    """Yield the runs of lines between blank ones, each line with its number."""
    group: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            group.append((number, line.rstrip()))
        elif group:
            yield group
            group = []
    if group:
        yield group


def _plain(group: list[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(line.strip() for _, line in group)


def _new_part(line: str) -> bool:
    return bool(_SIGNED.match(line)) or line == "LAMPIRAN" or line.startswith("|")


def _table(group: list[tuple[int, str]], name: str) -> Block:
    rows = [tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for _, line in group]
    if len(rows) < 3 or not all(set(cell) == {"-"} for cell in rows[1]):
        raise SourceError(f"{name}, line {group[0][0]}: a table needs column heads, a line of widths and rows")
    for (number, _), row in zip(group, rows, strict=True):
        if len(row) != len(rows[0]):
            raise SourceError(f"{name}, line {number}: {len(row)} cells where the heads are {len(rows[0])}")
    return Block("tabel", rows=(rows[0], *rows[2:]), widths=tuple(len(cell) for cell in rows[1]))


def _body(group: list[tuple[int, str]], name: str) -> Iterator[Block]:
    lines = iter(group)
    for number, raw in lines:
        line = raw.strip()
        spaces = len(raw) - len(raw.lstrip(" "))
        if spaces % INDENT:
            raise SourceError(f"{name}, line {number}: {spaces} spaces in front are no whole level")
        depth = spaces // INDENT
        heading = next((kind for kind, pattern in _HEADING.items() if pattern.fullmatch(line)), None)
        label = _LABEL.fullmatch(line)
        if heading == "pasal":
            yield Block("pasal", label=line)
        elif heading:
            title = next(lines, None)
            if title is None:
                raise SourceError(f"{name}, line {number}: {line} has no title on the next line")
            yield Block(heading, title[1].strip(), line)
        elif label:
            yield Block("butir", label[2], label[1], depth)
        elif line.startswith("DENGAN RAHMAT"):
            yield Block("rahmat", line)
        elif line.endswith("REPUBLIK INDONESIA,"):
            yield Block("jabatan", line)
        elif line in ("Menimbang :", "Mengingat :"):
            yield Block(line[:9].lower(), label=line[:9])
        elif line == "MEMUTUSKAN:":
            yield Block("memutuskan", line)
        elif line.startswith("Menetapkan : "):
            yield Block("menetapkan", line.partition(" : ")[2], "Menetapkan")
        elif line.startswith("Agar setiap orang"):
            yield Block("pengundangan", line)
        else:
            yield Block("teks", line, depth=depth)
