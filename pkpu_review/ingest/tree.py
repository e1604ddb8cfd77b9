"""Pieces of text with their origins → nodes, and nodes → :class:`~pkpu_review.model.Provision` with ids.

The tree is built with mutable nodes and frozen once, when the whole document is known: only then can
an id be made unique (``~2`` for a label printed twice) and a hyphen at a line's end be judged by the
words of the whole document.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from pkpu_review import ids
from pkpu_review.ingest import quick
from pkpu_review.ingest.lines import Line, set_aside
from pkpu_review.model import Furniture, Mend, Origin, Part, Problem, Provision, Role

BAR = " | "
"""What parts the cells of a table row in its words."""
LONGEST_WORD = 80
"""Letters before a hyphen at a line's end that are looked at; the longest word of a statute has fewer than 30."""
HYPHEN = "tanda penggal kata di akhir baris"
"""Reason for which a hyphen is furniture."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HYPHENED, _LETTER = re.compile(r"\w-"), re.compile(r"\w")
_CUT = re.compile(r"\w-\s*(?:$|\n)")
_HALF = re.compile(r"([^\W\d_]+)-$")


@dataclass(slots=True)
class Piece:
    """The words of one line that belong to one provision; not frozen, as :class:`Line` is not."""

    text: str
    origin: Origin


@dataclass(slots=True)
class Node:
    """A provision while it is being built; see :class:`~pkpu_review.model.Provision` for the fields.

    What few provisions have is an empty tuple until there is some of it: a long file has fifty thousand nodes.
    """

    kind: str
    number: str = ""
    label: str = ""
    heading: str = ""
    above: Sequence[Piece] = ()
    """Lines of a heading that has no provision of its own: it is quoted, with the article below it."""
    lead: list[Piece] = field(default_factory=list)
    closing: Sequence[Piece] = ()
    promulgation: Sequence[Piece] = ()
    children: list[Node] = field(default_factory=list)
    cells: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    barred: bool = False
    """The words are those of the cells, parted by bars."""
    origin: Origin | None = None
    mend: Mend | None = None
    """What was put right in its label."""

    def add(self, line: Line, text: str | None = None) -> None:
        """Put the words of *line* after what stands there: behind the children, once there are any."""
        words = line.text if text is None else text
        if words and self.children:
            self.closing = _with(self.closing, Piece(words, line.origin))
        elif words:
            self.lead.append(Piece(words, line.origin))

    def promulgate(self, line: Line) -> None:
        """Put the words of *line* behind the promulgation formula, or begin it with them."""
        self.promulgation = _with(self.promulgation, Piece(line.text, line.origin))

    @property
    def last_text(self) -> str:
        """The last words that were put in, wherever they stand."""
        for pieces in (self.promulgation, self.closing):
            if pieces:
                return pieces[-1].text
        if self.children:
            return self.children[-1].last_text
        return self.lead[-1].text if self.lead else ""


def _with(pieces: Sequence[Piece], piece: Piece) -> list[Piece]:
    """Return *pieces* with one more, in the same list where there is one."""
    if not isinstance(pieces, list):
        return [*pieces, piece]
    pieces.append(piece)
    return pieces


class Joiner:
    """Joins the lines of a text, and decides on hyphens at their ends by the words of the document.

    "undang-" + "undang" keeps its hyphen, for it is a reduplication or the document writes the word
    with a hyphen elsewhere; "mem-" + "berikan" loses it where the document writes "memberikan". Where no line ends
    with one, no words are counted.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        hyphened = any(_CUT.search(text) for line in lines for text in (line.cells or (line.text,)) if "-" in text)
        printed = Counter(chain.from_iterable(line.text.split() for line in lines if hyphened))
        self.words: Counter[str] = Counter()
        for word, times in printed.items():  # each taken apart once, however often it is printed
            for part in _WORD.findall(word.casefold()):
                self.words[part] += times
        self.dropped: list[Furniture] = []

    def join(self, pieces: Sequence[Piece]) -> str:
        """Return the running text of *pieces*, single spaces."""
        if len(pieces) < 2:
            return " ".join(pieces[0].text.split()) if pieces else ""
        parts: list[str] = []
        end = ""  # the last characters of the parts: the whole is put together once, however many there are
        before: Origin | None = None
        for piece in pieces:
            words = " ".join(piece.text.split())
            if not words:
                continue
            if _HYPHENED.fullmatch(end[-2:]) and _LETTER.match(words):
                if before is not None and self._loses_hyphen(end, words):
                    self.dropped.append(set_aside("-", before, HYPHEN))
                    parts[-1], end = parts[-1][:-1], end[:-1]
            elif end and not end.endswith("/"):
                parts.append(" ")
                end += " "
            parts.append(words)
            end = (end + words[-LONGEST_WORD:])[-LONGEST_WORD:]
            before = piece.origin
        return "".join(parts)

    def _loses_hyphen(self, end: str, words: str) -> bool:
        before = _HALF.search(end)
        after = _WORD.match(words)
        if not before or not after or not after[0][0].islower():
            return False
        left, right = before[1], after[0].split("-")[0]
        whole, hyphened = (left + right).casefold(), f"{left}-{right}".casefold()
        return left.casefold() != right.casefold() and self.words[whole] > self.words[hyphened]


Went = list[tuple[Origin, Part]]
"""Where the parts of the lines went, in the order of the tree."""


def freeze(
    nodes: Iterable[Node],
    joiner: Joiner,
    problems: list[Problem],
    went: Went | None = None,
    mends: list[Mend] | None = None,
) -> tuple[Provision, ...]:
    """Return the nodes as provisions; a label that is printed twice under one parent gets ``~2`` and a problem.

    The nodes are taken apart. Where *went* is given, it takes every part of a line with the provision to which it went;
    *mends* takes those of labels.
    """
    taken: dict[str, int] = {}  # how often each id was wanted
    known: list[Mend] = [] if mends is None else mends
    return tuple(_freeze(node, "", joiner, problems, taken, went, known) for node in nodes)


_HEADINGS = ("buku", "bab", "bagian", "paragraf")


def _freeze(
    node: Node,
    parent: str,
    joiner: Joiner,
    problems: list[Problem],
    taken: dict[str, int],
    went: Went | None,
    mends: list[Mend],
) -> Provision:
    # an article of the body has no heading in its id; one that is quoted or explained stands under its parent
    above = parent
    if node.kind == "pasal" and (not parent or all(kind in _HEADINGS for kind, _ in ids.parse(parent))):
        above = ""
    id = ids.join(above, ids.segment(node.kind, node.number))
    origins = [piece.origin for piece in node.lead]
    if node.closing or node.promulgation:
        origins += [piece.origin for piece in (*node.closing, *node.promulgation)]
    if node.origin is not None and node.origin not in origins:
        origins = sorted((node.origin, *origins), key=_place)  # the label may stand behind the first words
    if node.above:
        origins = [piece.origin for piece in node.above] + origins
    if id in taken:
        again = taken[id] = taken[id] + 1
        if not id.startswith("lampiran"):  # an annex numbers its lists anew under headings of its own
            page = origins[0].page if origins else None
            message = f"{ids.cite(id)} tercetak lebih dari satu kali; yang ke-{again} diberi tanda ~{again}."
            problems.append(Problem("nomor-ganda", message, page, node.label, f"{id}~{again}"))
        id = f"{id}~{again}"
    taken[id] = 1
    if node.mend is not None:
        mends.append(replace(node.mend, provision=id))
    if went is not None:
        went += _parts(node, id, before_children=True)
    children: list[Provision] = []
    node.children.reverse()
    while node.children:  # each node is let go when its provision stands: a long file would need room for both
        children.append(_freeze(node.children.pop(), id, joiner, problems, taken, went, mends))
    if went is not None:
        went += _parts(node, id, before_children=False)
    cells = _cells(node, joiner) if node.cells else ()
    return quick.provision(
        id,
        node.kind,
        sys.intern(node.label),
        node.heading,
        BAR.join(cells) if node.barred else joiner.join(node.lead),
        joiner.join(node.closing) if node.closing else "",
        joiner.join(node.promulgation) if node.promulgation else "",
        tuple(children),
        tuple(origins) if len(origins) < 2 else tuple(dict.fromkeys(origins)),
        cells,
        node.spans,
    )


def _cells(node: Node, joiner: Joiner) -> tuple[str, ...]:
    """Return the cells as running texts; combined heads only repeat words, so their hyphens are not counted again."""
    known = len(joiner.dropped)
    origin = node.origin or Origin()
    cells = tuple(joiner.join([Piece(part, origin) for part in cell.split("\n")]) for cell in node.cells)
    if not node.barred:
        del joiner.dropped[known:]
    return cells


def _place(origin: Origin) -> tuple[int, float]:
    return origin.page or origin.paragraph or 0, origin.box[1] if origin.box else 0.0


def _parts(node: Node, id: str, before_children: bool) -> Iterator[tuple[Origin, Part]]:
    """Yield the words of a node, line by line: what stands before its children, or behind them."""
    roles: tuple[tuple[Role, Sequence[Piece]], ...]
    if before_children:
        label = [Piece(node.label, node.origin)] if node.label and node.origin is not None else []
        roles = (("heading", node.above), ("label", label), ("cells" if node.cells else "lead", node.lead))
    else:
        roles = (("closing", node.closing), ("promulgation", node.promulgation))
    for role, pieces in roles:
        yield from ((piece.origin, Part(" ".join(piece.text.split()), role, id)) for piece in pieces)
