"""Plain text or Markdown → :class:`~pkpu_review.ingest.lines.Extract`, a line a line.

The indent stands in for the place on the page. Markdown marks of headings, emphasis and lists of the
writer's own are taken off; a row of pipes is a table row; HTML is text like any other.
"""

from __future__ import annotations

import re
from statistics import median

from pkpu_review.errors import CannotRead
from pkpu_review.ingest.files import Opened
from pkpu_review.ingest.lines import Extract, Line
from pkpu_review.model import Origin

POINTS_PER_SPACE = 6.0
"""Width that one space of indent stands for, in points: half an em of 12-point type."""
TAB = 4
WRAPPED_FROM, WRAPPED_TO = 60, 120
"""Columns between which a text editor or extractor wraps lines."""

_FENCE = re.compile(r"\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?\|?")
_HASHES = re.compile(r"^#{1,6}\s+")
# strong words stand between a pair of marks: a row of underscores or stars is a blank to fill in
_OPENS = re.compile(r"(?<![*\w])\*{2,3}(?=[^\s*])|(?<![_\w])__(?=[^\s_])")
_CLOSES = {
    "**": re.compile(r"(?<=[^\s*])\*{2}(?!\*)"),
    "***": re.compile(r"(?<=[^\s*])\*{3}(?!\*)"),
    "__": re.compile(r"(?<=[^\s_])__(?!\w)"),
}
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|>-])")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
"""Characters that print nothing and that no file format of an office can hold."""


def read_text(opened: Opened) -> Extract:
    """Return the lines of a text file.

    Raises:
        CannotRead: the bytes are not text.
    """
    text = _CONTROL.sub(" ", _decode(opened))
    raw = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    whole = not _wrapped(raw)
    markdown = opened.path.suffix.lower() == ".md"
    lines: list[Line] = []
    table, in_table = 0, False
    for number, printed in enumerate(raw, 1):
        expanded = printed.expandtabs(TAB)
        words = " ".join(expanded.split())
        if not words:
            in_table = False
            continue
        indent = (len(expanded) - len(expanded.lstrip())) * POINTS_PER_SPACE
        origin = Origin(paragraph=number)
        if words.startswith("|") and words.count("|") >= 3:
            if _FENCE.fullmatch(words):
                continue
            table += not in_table
            cells = tuple(cell.strip() for cell in words.strip("|").split("|"))
            following = " ".join(raw[number].split()) if number < len(raw) else ""
            head = not in_table and bool(_FENCE.fullmatch(following))
            lines.append(Line(" | ".join(cells), origin, left=indent, whole=True, cells=cells, table=table, head=head))
            in_table = True
            continue
        in_table = False
        if markdown:
            words = _ESCAPED.sub(r"\1", _plain(_HASHES.sub("", words)))
        if words:
            lines.append(Line(words, origin, left=indent, whole=whole))
    return Extract(tuple(lines), "text")


def _plain(words: str) -> str:
    """Return *words* without the marks around strong ones; each mark that nothing closes is looked for once."""
    parts: list[str] = []
    at = start = 0
    unclosed: set[str] = set()
    while opened := _OPENS.search(words, start):
        mark, start = opened[0], opened.end()
        closed = _CLOSES[mark].search(words, start + 1) if mark not in unclosed else None
        if closed is None:
            unclosed.add(mark)
            continue
        parts += words[at : opened.start()], words[opened.end() : closed.start()]
        at = start = closed.end()
    return "".join(parts) + words[at:]


def _decode(opened: Opened) -> str:
    data = opened.data
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if wide else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    advice = "Simpan ulang sebagai teks UTF-8, lalu jalankan lagi"
    raise CannotRead(str(opened.path), "pengodean teksnya tidak dikenal", advice)


def _wrapped(raw: list[str]) -> bool:
    """Whether the lines of the file are wrapped at one width, so that a line need not be a paragraph."""
    lengths = [len(line.rstrip()) for line in raw if len(line.split()) > 6]
    if len(lengths) < 20:
        return False
    longest = sorted(lengths)[int(len(lengths) * 0.98)]
    near = sum(length > 0.82 * longest for length in lengths)
    return WRAPPED_FROM <= longest <= WRAPPED_TO and near > 0.5 * len(lengths) and median(lengths) > 0.75 * longest
