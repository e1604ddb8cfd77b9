"""Lines of the Menetapkan of a decree → ``menetapkan``, and a provision for each diktum.

A keputusan has no articles: what it decides stands in dikta that are counted in words, KESATU, KEDUA ... (an older
one begins with PERTAMA), each after a colon in the column of the labels. A diktum is cited as one cites an article
("Diktum KESATU"), and like an article's its id names no part above it: ``diktum-kesatu``, with the lists below it.

A number is believed where it comes next and the colon, a line of its own, or the end of the sentence before proves
it; "diktum / KEDUA dilaksanakan ..." on a wrapped line is text. Where a number is left out or repeated, the colon alone
proves it, and the problem is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pkpu_review import ids
from pkpu_review.ingest.labels import any_of
from pkpu_review.ingest.lines import Line
from pkpu_review.ingest.outline import Outline
from pkpu_review.ingest.outline_position import LOOK_AHEAD
from pkpu_review.ingest.tree import Node
from pkpu_review.model import Problem

_WORD = any_of(word.upper().split() for word in (*ids.ORDINALS, "pertama"))
_LABEL = re.compile(rf"(?:(?:DIKTUM|Diktum)\s+)?(?P<number>{_WORD})(?!\w)\s*(?P<colon>[:;]?)\s*")
_ENDED = re.compile(r"[.;:,]\s*$")


def parse_dikta(node: Node, lines: Sequence[Line], problems: list[Problem]) -> list[Node]:
    """Put *lines* into *node* (menetapkan or memutuskan), and return the dikta that follow its own words."""
    dikta: list[Node] = []
    outline: Outline | None = None
    last, before = 0, ""
    for index, line in enumerate(lines):
        match = _LABEL.match(line.text)
        value = ids.number_order("diktum", match["number"].lower())[0] if match else 0
        if match and _stands(match, value, last, line, before):
            if last and value > last + 1:
                message = f"Penomoran diktum melompat: {match['number']} sesudah {dikta[-1].number.upper()}."
                problems.append(Problem("nomor-lompat", message, line.origin.page, line.text[:80]))
            elif value < last:
                message = f"Penomoran diktum mundur: {match['number']} sesudah {dikta[-1].number.upper()}."
                problems.append(Problem("nomor-mundur", message, line.origin.page, line.text[:80]))
            number = " ".join(match["number"].lower().split())
            node = Node("diktum", number, line.text[: match.end()].strip(), origin=line.origin)
            dikta.append(node)
            outline, last = Outline(node, problems), value
            line = line.after(match.end()) if match.end() < len(line.text) else line
            if match.end() >= len(lines[index].text):
                before = ""
                continue
        if outline is None:
            node.add(line)
        else:
            outline.feed(line, lines[index + 1 : index + 1 + LOOK_AHEAD])
        before = line.text
    return dikta


def _stands(match: re.Match[str], value: int, last: int, line: Line, before: str) -> bool:
    rest = line.text[match.end() :]
    if value != last + 1:
        return bool(last and match["colon"])
    if match["colon"] or not rest:
        return True
    return rest[0].isupper() and (line.whole or not before or bool(_ENDED.search(before)))
