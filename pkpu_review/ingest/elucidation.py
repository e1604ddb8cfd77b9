"""Lines of the Penjelasan and of a Lampiran → their provisions.

UU 12/2011, Lampiran II butir 174-197: the Penjelasan has a general part (umum) and one for each
article; what explains ``Pasal 5 ayat (1) huruf a`` gets the id of that provision under
``penjelasan``. A Lampiran keeps its own outline: chapters, numbered items, tables.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pkpu_review import ids
from pkpu_review.ingest import labels
from pkpu_review.ingest.lines import Line
from pkpu_review.ingest.outline import Outline
from pkpu_review.ingest.tables import Tables
from pkpu_review.ingest.tree import Node

_GENERAL = re.compile(r"(?:[I1l]\s?\.?\s*)?(?:PENJELASAN\s+)?UMUM\s*:?\.?")
_BY_ARTICLE = re.compile(r"(?:(?:II|11|I1|ll)\s?\.?\s*)?(?:PENJELASAN\s+)?PASAL\s+DEMI\s+PASAL\s*:?\.?")
_UNIT = re.compile(r"(?P<kind>Ayat|Huruf|Angka)\s*(?P<number>\(\s?\d{1,3}[a-z]?\s?\)|[a-z]{1,2}|\d{1,3})\s?[.:]?", re.I)
_ANNEX = re.compile(r"(?:LAMPIRAN|L A M P I R A N)\b\s*(?P<number>[IVXLC]+\b|\d{1,2}\b)?(?P<rest>.*)")
_GAZETTE = re.compile(r"TAMBAHAN\s+(?:LEMBARAN|BERITA)\s+(?:NEGARA|DAERAH)\b")
_DEPTH = {"pasal": 1, "ayat": 2, "huruf": 3, "angka": 4}


def parse_elucidation(lines: Sequence[Line], tables: Tables) -> Node:
    """Return ``penjelasan`` with ``umum`` and the articles explained."""
    root = Node("penjelasan", origin=lines[0].origin if lines else None)
    open_: list[tuple[int, Node]] = []
    by_article = False
    last_value: tuple[int, str] | None = None
    for line in lines:
        if line.cells is not None:
            tables.row(open_[-1][1] if open_ else root, line)
            continue
        text = line.text.strip()
        if not by_article and _GENERAL.fullmatch(text) and not open_:
            umum = Node("umum", label=text, origin=line.origin)
            root.children.append(umum)
            open_ = [(0, umum)]
        elif not by_article and _BY_ARTICLE.fullmatch(text):
            by_article, open_ = True, []
            head = Node("pasal-demi-pasal", label=text, origin=line.origin)
            root.children.append(head)
        elif _GAZETTE.match(text):
            root.add(line)
        elif by_article and (found := labels.article(text)) and _comes_next(found, last_value):
            last_value = found.value
            node = Node("pasal", found.number, found.printed, origin=line.origin)
            root.children.append(node)
            open_ = [(1, node)]
        elif by_article and open_ and (match := _UNIT.fullmatch(text)):
            kind = match["kind"].lower()
            node = Node(kind, match["number"].strip("() "), text, origin=line.origin)
            depth = _unit_depth(kind, node.number, open_)
            while len(open_) > 1 and open_[-1][0] >= depth:
                open_.pop()
            open_[-1][1].children.append(node)
            open_.append((depth, node))
        else:
            (open_[-1][1] if open_ else root).add(line)
            tables.close()
    return root


def _comes_next(found: labels.Heading, last: tuple[int, str] | None) -> bool:
    """An article explained stands later than the one before; a step back is a reference on a line of its own."""
    return last is None or found.value > last or found.value[0] == 1


def _unit_depth(kind: str, number: str, open_: Sequence[tuple[int, Node]]) -> int:
    """Depth of "Huruf a" or "Angka 1": below what is open, unless a list of its kind is open and goes on."""
    value = ids.number_order(kind, number)
    for depth, node in reversed(open_):
        if node.kind == kind and ids.number_order(kind, node.number) < value:
            return depth
    if kind == "ayat":
        return 2
    return max(_DEPTH[kind], open_[-1][0] + 1) if labels.is_first(value) else _DEPTH[kind]


def parse_annex(lines: Sequence[Line], tables: Tables) -> Node:
    """Return ``lampiran`` or ``lampiran-NUMBER`` with its outline and tables."""
    match = _ANNEX.match(lines[0].text)
    number = (match["number"] or "").lower() if match else ""
    root = Node("lampiran", number, f"LAMPIRAN {number.upper()}".strip(), origin=lines[0].origin)
    rest = match["rest"].strip() if match else lines[0].text
    if rest.startswith(":"):
        root.label, rest = root.label + ":", rest[1:].strip()
    root.add(lines[0], rest)
    host, outline = root, Outline(root, [])
    titling = False
    for line in lines[1:]:
        heading = labels.heading(line.text) if line.cells is None else None
        if line.cells is not None:
            tables.row(outline.current, line)
        elif heading is not None and heading.kind == "bab" and (not heading.rest or heading.rest.isupper()):
            host = Node("bab", heading.number.lower(), heading.printed, origin=line.origin)
            host.add(line, heading.rest)
            root.children.append(host)
            outline, titling = Outline(host, []), True
            tables.close()
        elif titling and line.text.isupper():
            host.add(line)
        else:
            titling = False
            outline.feed(line)
            tables.close()
    return root
