"""The first lines of a file → what stands before the regulation; and articles that begin on the line of their number.

A draft travels behind a letter or a table of contents; its own title begins where the kind of the regulation stands in
capitals, and its number or name below. And some offices print "Pasal 5 Setiap petugas ..." on one line: such a heading
is believed where the articles are printed so from the first one on, each behind the end of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pkpu_review.ingest import labels
from pkpu_review.ingest.lines import Line
from pkpu_review.ingest.tree import Node

KIND = "pengantar"
LEAST_WORDS = 40
"""Words before the title from which they are a letter or a table of contents, and no head of an office."""
TITLE_LINES = 9
"""Lines below its first one in which a title names its number or its matter."""
FIRST_ARTICLES = 3
"""Articles that must begin on the line of their number, in sequence, before any is believed to do so."""
_TITLE = re.compile(r"(?:RANCANGAN\s+)?(?:PERATURAN|UNDANG-UNDANG|KEPUTUSAN|INSTRUKSI|QANUN|SURAT\s+EDARAN)\b")
_NAMED = re.compile(r"(?:NOMOR|TENTANG)\b")
_RUN_IN = re.compile(r"(?P<head>(?:Pasal|PASAL)\s+(?P<number>\d{1,4}[A-Z]{0,2})\s?\.?)\s+(?=[A-Z(\"“]|[a1][.)])")
_LEADER = re.compile(r"(?:[.…]\s?){3,}\s*\d*\s*$")
_ENDED = re.compile(r"[.;:!?”\"]\s*$")


def title_at(lines: Sequence[Line]) -> int:
    """Return the place of the title's first line among the *lines* that open the file; 0 where nothing precedes it."""
    for index in range(len(lines) - 1, 0, -1):
        text, before = lines[index].text, lines[index - 1]
        if not (_TITLE.match(text) and text.isupper()):
            continue
        turned = before.origin.page != lines[index].origin.page
        if before.text.isupper() and not (turned or _LEADER.search(before.text)):
            continue  # the title names another regulation
        named = any(_NAMED.match(line.text) for line in lines[index + 1 : index + 1 + TITLE_LINES])
        if named and sum(len(line.text.split()) for line in lines[:index]) >= LEAST_WORDS:
            return index
    return 0


def introduction(lines: Sequence[Line]) -> Node:
    """Return the provision that holds what stands before the title."""
    node = Node(KIND, origin=lines[0].origin)
    for line in lines:
        node.add(line)
    return node


def parted(lines: list[Line]) -> list[Line]:
    """Return the *lines* with every article heading on a line of its own, where they are printed with their words."""
    found = [index for index, line in enumerate(lines) if line.text.startswith(("Pasal ", "PASAL ")) and _head(line)]
    if len(found) < 2:
        return lines
    last: tuple[int, str] | None = None
    heads: list[int] = []
    for index in _headings(lines, found):
        value = (_head(lines[index]) or labels.article(lines[index].text) or _NONE).value
        ended = index == 0 or bool(_ENDED.search(lines[index - 1].text)) or _titled(lines, index)
        if ended and (labels.follows(last, value) if last else labels.is_first(value)):
            last = value
            heads.append(index)
    run_in = set(heads) & set(found)
    if len(heads) < FIRST_ARTICLES or len(run_in) * 2 < len(heads) or heads[0] not in run_in:
        return lines
    parts: list[Line] = []
    for index, line in enumerate(lines):
        match = _RUN_IN.match(line.text) if index in run_in else None
        if match is None:
            parts.append(line)
        else:
            count = len(match["head"].split())
            head = replace(line, text=match["head"], lefts=line.lefts[:count], right=line.left, centred=False)
            parts += [head, line.after(match.end())]
    return parts


def _headings(lines: Sequence[Line], found: Sequence[int]) -> list[int]:
    """Return the places of all article headings, those on a line of their own, too."""
    return sorted({*found, *(index for index, line in enumerate(lines) if labels.article(line.text))})


def _titled(lines: Sequence[Line], index: int) -> bool:
    """Whether the title of a chapter stands right above."""
    above = lines[index - 1]
    if above.text.isupper() or labels.heading(above.text):
        return True
    return index > 1 and labels.heading(lines[index - 2].text) is not None  # "Bagian Kesatu", and its title below


def _head(line: Line) -> labels.Heading | None:
    match = _RUN_IN.match(line.text) if line.cells is None else None
    return labels.article(match["head"]) if match else None


_NONE = labels.Heading("pasal", "0", "", "")
