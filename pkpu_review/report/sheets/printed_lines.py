"""The words of a title or of the end of a regulation, read as one running text → the lines in which they are printed.

Reading keeps no line ends. Titles and ends are set in short lines that a reader looks for (``Ditetapkan di``, the
office, the name); a running text of them reads as a sentence. Where no rule tells of an end, the words run on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pkpu_review.report.sheet import Paragraph, Run

LINED = frozenset(["judul", "penutup"])
"""Kinds whose words are printed in lines."""
_WORD = re.compile(r"\S+")
_CAPITALS = re.compile(r"[^a-z]*[A-Z]{2}[^a-z]*")
_BEGINS = re.compile(
    r"(?:Ditetapkan|Disahkan|Diundangkan) di\b|pada tanggal\b|(?:TAMBAHAN )?(?:LEMBARAN|BERITA) (?:NEGARA|DAERAH)\b"
    r"|NOMOR REGISTER\b|NOREG\b|Tembusan\b|\d{1,2}\.\s?[A-Z]"
)
"""Words with which a line of an end begins."""
_AMONG = re.compile(r"(?:TAMBAHAN) $")
_GRACE = re.compile(r"\bYANG MAHA ESA ")
_KIND = re.compile(r"\b(?:RANCANGAN|PERATURAN|KEPUTUSAN|UNDANG-UNDANG)\b")
_TITLE = re.compile(r"\bNOMOR\b|\bTENTANG\b|(?<=TENTANG )\S")


def lined(kind: str, paragraph: Paragraph) -> tuple[Paragraph, ...]:
    """Return *paragraph* of a provision of that *kind* as the lines in which it is printed."""
    if kind not in LINED:
        return (paragraph,)
    text = "".join(run.text for run in paragraph.runs)
    ends = sorted(set(_of_title(text) if kind == "judul" else _of_end(text)) - {0})
    if not ends:
        return (paragraph,)
    lines = [
        replace(paragraph, runs=runs, label="" if at else paragraph.label)
        for at, runs in enumerate(_cut(paragraph.runs, ends))
    ]
    return tuple(line for line in lines if line.runs)


def _of_title(text: str) -> Iterator[int]:
    """Yield where the lines of a title begin: its kind, its number, TENTANG, and what it is about."""
    if grace := _GRACE.search(text):
        yield grace.end()
    head = text.find("TENTANG")
    if head < 0:
        return
    kind = _KIND.search(text, 0, head)
    if kind:
        yield kind.start()
    for found in _TITLE.finditer(text, kind.end() if kind else 0):
        if found.start() <= head + len("TENTANG "):
            yield found.start()


def _of_end(text: str) -> Iterator[int]:
    """Yield where the lines of an end begin: at what it always says, and where an office or a name in capitals does."""
    for found in _BEGINS.finditer(text):
        if not _AMONG.search(text, 0, found.start()):
            yield found.start()
    before = ""
    for word in _WORD.finditer(text):
        if word[0].startswith("Tembusan"):  # names of offices, each of which begins with its number
            return
        if sum(sign.isalpha() for sign in word[0]) < 2:  # a number, a gap, an initial: it goes with what is before it
            continue
        capitals = bool(_CAPITALS.fullmatch(word[0]))
        if capitals and before and (not _CAPITALS.fullmatch(before) or before.endswith(",")):
            yield word.start()
        before = word[0]


def _cut(runs: tuple[Run, ...], ends: list[int]) -> Iterator[tuple[Run, ...]]:
    """Yield the runs of each line; spaces around an end are left out."""
    line: list[Run] = []
    at, left = 0, list(ends)
    for run in runs:
        text = run.text
        while left and left[0] <= at + len(text):
            piece, text = text[: left[0] - at], text[left[0] - at :]
            line.append(replace(run, text=piece))
            yield _stripped(line)
            line, at = [], left.pop(0)
        line.append(replace(run, text=text))
        at += len(text)
    yield _stripped(line)


def _stripped(line: list[Run]) -> tuple[Run, ...]:
    """Return *line* without empty runs, and without spaces at its ends."""
    kept = [run for run in line if run.text]
    while kept and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return tuple(kept)
