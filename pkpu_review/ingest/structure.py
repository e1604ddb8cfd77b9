"""The lines of a regulation → its parts, in the order of UU 12/2011, Lampiran II, butir 1.

judul, konsiderans (menimbang), dasar hukum (mengingat), memperhatikan, diktum (memutuskan,
menetapkan), batang tubuh, penutup, penjelasan, lampiran: each part's lines go to the parser that
knows its form. Every line goes to exactly one part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pkpu_review import ids
from pkpu_review.ingest import labels
from pkpu_review.ingest.annexes import ANNEX, parse_annex
from pkpu_review.ingest.body import parse_body
from pkpu_review.ingest.diktum import parse_dikta
from pkpu_review.ingest.front import introduction, parted, title_at
from pkpu_review.ingest.lines import Line
from pkpu_review.ingest.outline import Outline
from pkpu_review.ingest.outline_position import LOOK_AHEAD
from pkpu_review.ingest.spoilt_headings import chapter
from pkpu_review.ingest.tables import Tables
from pkpu_review.ingest.tree import Node, Piece
from pkpu_review.model import Furniture, Problem

_OPENERS = (
    ("menimbang", re.compile(r"(?P<label>Menimbang)\s*(?P<colon>[:;]?)\s*", re.I)),
    ("mengingat", re.compile(r"(?P<label>Mengingat)\s*(?P<colon>[:;]?)\s*", re.I)),
    ("memperhatikan", re.compile(r"(?P<label>Memperhatikan)\s*(?P<colon>[:;]?)\s*", re.I)),
    ("memutuskan", re.compile(r"(?P<label>M\s?E\s?M\s?U\s?T\s?U\s?S\s?K\s?A\s?N)\s*(?P<colon>[:;]?)\s*")),
    ("menetapkan", re.compile(r"(?P<label>Menetapkan)\s*(?P<colon>[:;]?)\s*", re.I)),
)
_CLOSING = re.compile(
    r"(?:(?:Di\s?(?:sahkan|tetapkan|keluarkan|undangkan|buat)|DI(?:SAHKAN|TETAPKAN|UNDANGKAN))\s*(?:di|DI)\b"
    r"|Disetujui\s+di\b|(?:Disahkan|Ditetapkan|Diundangkan)\s*:?\s*$)"
)
_ENDING = ("D", "P", "L")
"""Letters with which a line begins that ends the body: Ditetapkan, PENJELASAN, LAMPIRAN ..."""
_ELUCIDATION = re.compile(r"P\s?E\s?N\s?J\s?E\s?L\s?A\s?S\s?A\s?N\s*(?:ATAS\b.*)?")
_DECIDED = re.compile(r"M\s?E\s?M\s?U\s?T\s?U\s?S\s?K\s?A\s?N|Menetapkan\s*:")
_APPROVAL = re.compile(r"Dengan\s+(?:P|p)ersetujuan")


def parse(lines: list[Line], problems: list[Problem], furniture: list[Furniture]) -> list[Node]:
    """Return the nodes of the document in order; column heads that are printed again join the *furniture*.

    *lines* is emptied: each line is let go once its words stand in a node, for a long file would need room for both.
    """
    parts = _split(parted(lines))
    lines.clear()
    nodes: list[Node] = []
    if title := parts.opening["judul"]:
        at = title_at(title)
        nodes += [introduction(title[:at]), _title(title[at:])] if at else [_title(title)]
    for kind, part in parts.opening.items():
        if kind != "judul" and part:
            nodes += _preamble(kind, part, problems)
    name = " ".join(line.text for kind in ("judul", "menetapkan") for line in parts.opening[kind])
    amending = _is_amending(name, parts.body)
    tables = Tables()
    nodes += parse_body(parts.body, problems, amending, tables)
    if parts.closing:
        penutup = Node("penutup")
        for line in parts.closing:
            penutup.add(line)
        nodes.append(penutup)
    while parts.after:
        kind, part = parts.after.pop(0)
        tables.close()
        if kind == "penjelasan":
            from pkpu_review.ingest.elucidation import parse_elucidation  # a draft in Word seldom has one

            nodes.append(parse_elucidation(part, tables, amending if parts.body else None))
        else:
            nodes.append(parse_annex(part, tables))
    tables.close()
    furniture += tables.repeated
    return nodes


@dataclass(slots=True)
class _Parts:
    """The lines of each part: opening (by kind, in order), body, closing, and (kind, lines) of what follows."""

    opening: dict[str, list[Line]]
    body: list[Line] = field(default_factory=list)
    closing: list[Line] = field(default_factory=list)
    after: list[tuple[str, list[Line]]] = field(default_factory=list)


def _split(lines: Sequence[Line]) -> _Parts:
    """Cut the lines into the parts of the document."""
    parts = _Parts({kind: [] for kind in ("judul", *(kind for kind, _ in _OPENERS))})
    body_at = _body_start(lines)
    decided = next((index for index, line in enumerate(lines) if _DECIDED.match(line.text)), 0)
    closed = decided + _body_end(lines[decided:])
    # no article at all: a decree's dikta, or an annex or elucidation that stands alone; or articles in its annex only
    if not any(labels.article(line.text) for line in lines[body_at:]) or (decided and closed <= body_at):
        body_at = closed
    alone = next((index for index, line in enumerate(lines[:body_at]) if _ELUCIDATION.fullmatch(line.text)), None)
    if alone is not None and not decided:  # an elucidation that stands alone, or comes first: its articles explain
        body_at = alone
    part = "judul"
    for line in (piece for row in lines[:body_at] for piece in _without_cells(row)):
        for kind, pattern in _OPENERS:
            match = pattern.match(line.text)
            if match and _opens(kind, match, line, part):
                part = kind
                break
        else:
            if part in ("mengingat", "memperhatikan", "menimbang") and _APPROVAL.match(line.text):
                part = "memutuskan"
        parts.opening[part].append(line)
    rest = list(lines[body_at:])
    end = _body_end(rest)
    parts.body = rest[:end]
    part, explained = "penutup", False
    for line in rest[end:]:
        opened = _opens_rest(line, explained)
        if opened and not (opened == "lampiran" and part == "lampiran" and not _next_annex(parts.after[-1][1], line)):
            part = opened
            explained = explained or opened == "penjelasan"
            parts.after.append((opened, []))
        (parts.closing if part == "penutup" else parts.after[-1][1]).append(line)
    return parts


def _opens(kind: str, match: re.Match[str], line: Line, part: str) -> bool:
    order = [name for name, _ in _OPENERS]
    if part in order and order.index(kind) <= order.index(part):
        return False
    if match["label"][0].islower():
        return False  # "menetapkan batas ..." begins a wrapped line
    rest = line.text[match.end() :]
    if line.lefts and (labels.item(rest) or rest.startswith(("bahwa ", "Pasal ", "Undang-"))):
        return True  # a poor copy loses the colon
    return bool(match["colon"]) or not rest or match["label"].isupper()


def _without_cells(line: Line) -> list[Line]:
    """A table in the preamble is only its layout: the row is a line, and further paragraphs of a cell are others."""
    if line.cells is None:
        return [line]
    first = " ".join(cell.split("\n")[0] for cell in line.cells if cell)
    further = [paragraph for cell in line.cells for paragraph in cell.split("\n")[1:]]
    return [replace(line, text=text, cells=None, table=0) for text in (first, *further)]


def _body_start(lines: Sequence[Line]) -> int:
    """Return the index of the first heading of the body, after the diktum where there is one."""
    decided = next((index for index, line in enumerate(lines) if _DECIDED.match(line.text)), -1)
    at = decided + 1
    for index in range(at, len(lines)):
        line = lines[index]
        article = labels.article(line.text)
        heading = labels.heading(line.text) or (chapter(line.text, {}) if line.recognised and line.centred else None)
        wrapped = index > 0 and bool(line.lefts) and _runs_on(lines[index - 1], line)
        if article and labels.is_first(article.value) and not wrapped:
            return index
        if heading and heading.kind != "paragraf" and heading.value[0] == 1 and (heading.rest or "A").isupper():
            return index
    return len(lines)


def _runs_on(before: Line, line: Line) -> bool:
    return bool(re.search(r"\b(?:dalam|dengan|pada|dari|dan|,)\s*$", before.text)) and before.right > line.right + 60


def _body_end(lines: Sequence[Line]) -> int:
    """Return the index of the closing ("Ditetapkan di ...") that follows the last article."""
    for index, line in enumerate(lines):
        if line.cells is not None or not line.text.startswith(_ENDING):
            continue
        if _CLOSING.match(line.text) and len(line.text) < 70:
            opens = index > 0 and labels.article(lines[index - 1].text) is not None  # an article may begin so
            if not opens:
                return index
        if _ELUCIDATION.fullmatch(line.text) or _is_annex_head(line):
            return index
    return len(lines)


def _opens_rest(line: Line, explained: bool) -> str:
    if line.cells is not None:
        return ""
    if not explained and _ELUCIDATION.fullmatch(line.text):
        return "penjelasan"
    return "lampiran" if _is_annex_head(line) else ""


def _is_annex_head(line: Line) -> bool:
    match = ANNEX.fullmatch(line.text)
    if not match:
        return False
    rest = match["rest"].strip(" :.-–")
    return not rest or rest.isupper()


def _next_annex(lines: Sequence[Line], line: Line) -> bool:
    """Whether *line* begins another annex than the one that is open, whose lines so far are *lines*.

    A running head and a second line of the head repeat its words; numbers count on, so that a lower number, or none
    behind one, is an example of an annex in the annex.
    """
    if len(lines) < 4 or any(other.text == line.text for other in lines[:3]):
        return False
    last, number = _annex_number(lines[0]), _annex_number(line)
    return last == 0 or number > last


def _annex_number(line: Line) -> int:
    match = ANNEX.match(line.text)
    number = (match["number"] or "") if match else ""
    return int(number) if number.isdigit() else ids.roman(number) or 0


def _is_amending(title: str, body: Sequence[Line]) -> bool:
    """Whether the regulation amends another: its name says so, and its first article is Pasal I."""
    articles = [found for line in body if (found := labels.article(line.text))]
    if not articles or articles[0].number.upper() not in ("I", "1"):
        return False
    named = bool(re.search(r"\bPERUBAHAN\b.{0,40}\bATAS\b", title, re.I | re.S))
    numbers = {found.number for found in articles}
    if articles[0].number == "I" and ("II" in numbers or named):
        return True
    return named and "II" in numbers


def _title(lines: Sequence[Line]) -> Node:
    """The title; the phrase DENGAN RAHMAT ... and the office of the maker stand as its closing words."""
    node = Node("judul")
    target, closing = node.lead, list[Piece]()
    for line in lines:
        office = bool(target) and line is lines[-1] and line.text.isupper() and line.text.endswith(",")
        if office or re.match(r"DENGAN\s+RAHMAT", line.text, re.I):
            target = closing
        target.append(Piece(line.text, line.origin))
    node.closing = closing
    return node


def _preamble(kind: str, lines: Sequence[Line], problems: list[Problem]) -> list[Node]:
    """Return the part *kind* of the opening, and the dikta of a decree behind its Menetapkan."""
    pattern = dict(_OPENERS)[kind]
    node = Node(kind, origin=lines[0].origin)
    outline = Outline(node, problems)
    labelled = False
    decided: list[Line] = []
    for index, line in enumerate(lines):
        match = pattern.match(line.text) if not labelled and (index == 0 or kind == "memutuskan") else None
        if match:
            labelled = True
            node.label, node.origin = match["label"] + match["colon"], line.origin
            line = line.after(match.end())
            if not line.text:
                continue
        if kind in ("memutuskan", "menetapkan"):
            decided.append(line)
        else:
            outline.feed(line, lines[index + 1 : index + 1 + LOOK_AHEAD])
    return [node, *parse_dikta(node, decided, problems)]
