"""Lines of the batang tubuh → chapters and articles.

The skeleton follows UU 12/2011, Lampiran II butir 62-82: BAB, Bagian, Paragraf, Pasal. An article
heading is believed when it comes next in sequence, or when its layout proves it (alone on its line,
centred or at the place of the other headings); then a gap, a repeat or a step back is kept as
printed, with a problem. A "Pasal 7" that merely begins a wrapped line is text.

In an amending regulation (butir 233-237) the articles Pasal I and Pasal II hold instructions, and
the quoted articles stand under their instruction.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from pkpu_review import ids
from pkpu_review.ingest import labels, spoilt
from pkpu_review.ingest.labels import Heading
from pkpu_review.ingest.lines import Line, median, set_aside
from pkpu_review.ingest.outline import Outline
from pkpu_review.ingest.outline_position import LOOK_AHEAD
from pkpu_review.ingest.spoilt_headings import chapter
from pkpu_review.ingest.tables import Tables
from pkpu_review.ingest.tree import Node
from pkpu_review.model import Mend, Origin, Problem

MAX_SPOILT = 6
"""Headings in a row that may be spoiled, where the ones around them tell what they are."""
BY_ORDER = "nomor sesuai urutan bab, bagian, atau paragraf"
SAME_COLUMN = 25.0
"""Points by which the middle of a heading may stand off the middle of the other headings."""
_SENTENCE_END = re.compile(r"[.;:,!?”\"]\s*$|\b(?:dan|atau)\s*$")
_COLUMN = re.compile(r"Pasal\s*:\s*(?=\S)")


def parse_body(lines: list[Line], problems: list[Problem], amending: bool, tables: Tables) -> list[Node]:
    """Return the top nodes of the body: chapters, or articles where there are none; *lines* are let go on the way."""
    return _Body(lines, problems, amending, tables).parse()


class _Body:
    def __init__(self, lines: list[Line], problems: list[Problem], amending: bool, tables: Tables) -> None:
        self.lines, self.problems, self.amending = lines, problems, amending
        self.tops: list[Node] = []
        self.chapters: list[tuple[int, Node]] = []
        self.last: dict[str, int] = {}
        """Number of the last heading of each kind that is still open."""
        self.outline: Outline | None = None
        self.value: tuple[int, str] | None = None
        self.titling: Node | None = None
        self.tables = tables
        heads = [line for line in lines if line.lefts and labels.may_head(line.text)]
        middles = [(line.left + line.right) / 2 for line in heads if labels.article(line.text)]
        self.middle = median(middles) if middles else None
        self.places: dict[str, float] = {}
        """Where the headings of each kind begin, by those that stand alone on their line."""
        alone = [(h.kind, line.left) for line in heads if (h := labels.heading(line.text)) and not h.rest]
        for kind in {kind for kind, _ in alone}:
            self.places[kind] = median(left for other, left in alone if other == kind)
        self.edges: dict[int | None, float] = {}
        """Right edge of the widest line of each page, in points."""
        for line in lines:
            if line.right > self.edges.get(line.origin.page, 0.0):
                self.edges[line.origin.page] = line.right
        self.before: Line | None = None
        self.heads = [
            index
            for index, line in enumerate(lines)
            if line.recognised and line.cells is None and spoilt.is_heading(line.text) and self._centred(line)
        ]
        """Lines of a poor text layer that look like article headings, whatever their numbers."""
        self.mend: Mend | None = None
        """What had to be put right to see a heading in the line."""

    def parse(self) -> list[Node]:
        for index, line in enumerate(self.lines):
            if line.cells is not None and (self.outline is not None or self.chapters):
                self._row(line)
            elif _is_running(line) or not (self._article(line, index) or self._chapter(line)):
                self._words(line, index)
            self.before = line
            self.lines[index] = _TAKEN
        self._finish()
        return self.tops

    def _row(self, line: Line) -> None:
        """Put a table row under the open provision; before the first article of a chapter, under the chapter."""
        self.tables.row(self.outline.current if self.outline is not None else self.chapters[-1][1], line)
        if self.outline is None:
            self.titling = None  # words below a table are no part of the title

    def _finish(self) -> None:
        if self.outline is not None:
            self.outline.finish()

    # -- articles -------------------------------------------------------------------------------

    def _article(self, line: Line, index: int) -> bool:
        found = self._heading_of(line, index)
        if found is None:
            return False
        if self.amending and self.outline is not None and not self._is_main(found):
            if self._quotes(line):
                self.outline.quote(found, line, self.mend)
                self.titling = None
                self.tables.close()
                return True
            return False
        number = found.number.lower()
        if self.amending and number == "1" and self.value is None:
            found = Heading("pasal", "I", found.printed, "")  # "Pasal 1" is how a poor copy reads "Pasal I"
        value = found.value
        next_in_sequence = labels.follows(self.value, value) if self.value else labels.is_first(value)
        if not (next_in_sequence and self._free(line)) and not self._layout(line, index):
            return False
        if self.value is not None and not next_in_sequence:
            self._misnumbered(found, line)
        node = Node("pasal", found.number, found.printed, self._path(), origin=line.origin, mend=self.mend)
        (self.chapters[-1][1].children if self.chapters else self.tops).append(node)
        self._finish()
        self.outline = Outline(node, self.problems)
        self.value, self.titling = value, None
        self.tables.close()
        return True

    def _heading_of(self, line: Line, index: int) -> Heading | None:
        """Return the article heading on *line*; a spoiled number is read as the one that must stand here."""
        self.mend = None
        found = labels.article(line.text)
        if not line.lefts or (found is None and len(line.text) > spoilt.LONGEST_HEADING):
            return found
        quoting = self.amending and self.outline is not None and bool(self.outline.frames)
        if found and not quoting and (self.value is None or labels.follows(self.value, found.value)):
            return found
        if found and not line.recognised:
            return found  # a number that was not recognised in a picture stands as it is printed, in sequence or not
        if quoting and self.outline is not None:
            wanted = self.outline.instructed(line.recognised)
        else:
            wanted = [str(self.value[0] + 1)] if self.value else ["1"]
        if found and (found.number in wanted or (quoting and self._is_main(found))):
            return found
        told = next((number for number in wanted if spoilt.article(line.text, number)), None)
        reason = "nomor pasal sesuai urutan atau perintah perubahannya"
        if told is None and not quoting and (told := self._between(line, index, found)):
            reason = "nomor pasal di antara pasal sebelum dan sesudahnya"
        if told is None and found is None and quoting and self.outline is not None and self._is_head(index):
            pending = self.outline.instructed()
            told = pending[0] if len(pending) == 1 else None
        if told is None and line.recognised and found is None and not quoting and self._centred(line):
            told = spoilt.number_of(line.text)  # certainly a heading; its number is as good as it can be read
        if not told:
            return found
        self.mend = Mend(line.text, f"Pasal {told}", reason, line.origin.page, box=line.origin.box)
        return Heading("pasal", told, f"Pasal {told}", "")

    def _is_head(self, index: int) -> bool:
        """Whether line *index* of a poor layer looks like an article heading, whatever its number."""
        at = bisect_left(self.heads, index)
        return self.heads[at : at + 1] == [index]

    def _between(self, line: Line, index: int, found: Heading | None) -> str | None:
        """Return the number of the heading between the last article and the next one that can be read.

        A number that can be read, but does not come next, is misread where a single digit tells it apart.
        """
        at = bisect_left(self.heads, index)
        if self.value is None or self.amending or not self._is_head(index):
            return None
        for count, place in enumerate(self.heads[at + 1 : at + MAX_SPOILT], 1):
            after = labels.article(self.lines[place].text)
            if after is None or after.value <= self.value:
                continue
            values = spoilt.between(self.value, after.value, count, lettered=False)
            if not values:
                continue  # it may be misread itself
            from rapidfuzz.distance import Levenshtein

            number = str(*(value[0] for value in values))
            return number if found is None or Levenshtein.distance(found.number, number) == 1 else None
        return None

    def _is_main(self, found: Heading) -> bool:
        """Whether an amending regulation's own article begins: Pasal I, Pasal II."""
        roman = ids.roman(found.number)
        return roman is not None and not found.number.isdigit() and (self.value is None or roman == self.value[0] + 1)

    def _quotes(self, line: Line) -> bool:
        """Whether an article heading inside an instruction is a quotation and not the rest of a sentence."""
        if line.whole or self._centred(line):
            return True
        return self.before is None or bool(_SENTENCE_END.search(self.before.text)) or self._short_before(line)

    def _free(self, line: Line) -> bool:
        """Whether the heading may stand here at all: not where a sentence runs on into it."""
        if line.whole or self.before is None or self.titling is not None or _SENTENCE_END.search(self.before.text):
            return True
        return self._centred(line) or self._short_before(line)

    def _short_before(self, line: Line) -> bool:
        """Whether the line before ended well short of the right edge, so that nothing wrapped."""
        full = self.edges.get(line.origin.page, 0.0)
        return self.before is not None and bool(line.lefts) and self.before.right < full - 60.0

    def _centred(self, line: Line) -> bool:
        if not line.lefts:
            return line.centred
        return self.middle is not None and abs((line.left + line.right) / 2 - self.middle) <= SAME_COLUMN

    def _layout(self, line: Line, index: int) -> bool:
        """Whether the layout alone proves the heading."""
        if line.lefts:
            ended = self.before is None or bool(_SENTENCE_END.search(self.before.text)) or self._short_before(line)
            return self._centred(line) and (ended or self.titling is not None)
        if not line.whole:
            return False
        # a paragraph of its own: believed, unless the one before plainly runs on into it
        ended = self.before is None or bool(re.search(r"[.;:]\s*$", self.before.text))
        return ended or self.titling is not None or line.centred

    def _misnumbered(self, found: Heading, line: Line) -> None:
        assert self.value is not None
        value, last = found.value, self.outline.root.label if self.outline else ""
        code, told = ("nomor-lompat", "melompat") if value > self.value else ("nomor-mundur", "mundur")
        if value == self.value:
            return  # told where its id is made unique
        message = f"Penomoran pasal {told}: {found.printed} sesudah {last}; label dibiarkan seperti tercetak."
        self.problems.append(Problem(code, message, line.origin.page, line.text))

    # -- chapters -------------------------------------------------------------------------------

    def _chapter(self, line: Line) -> bool:
        found, mend = labels.heading(line.text), None
        due = chapter(line.text, self.last) if line.recognised and self._centred(line) else None
        if due is not None and (found is None or found.value != due.value):
            found, mend = due, Mend(line.text, due.printed, BY_ORDER, line.origin.page, box=line.origin.box)
        if found is None or not self._heading_stands(line, found):
            return False
        if self.amending and self.outline is not None and self.value is not None:
            if not self.outline.frames:
                return False
            self.outline.quote_heading(line)
            self.titling = _QUOTED
            return True
        depth = labels.LEVELS[found.kind]
        self.last = {kind: value for kind, value in self.last.items() if labels.LEVELS[kind] < depth}
        self.last[found.kind] = found.value[0]
        while self.chapters and self.chapters[-1][0] >= depth:
            self.chapters.pop()
        node = Node(found.kind, found.number.lower(), found.printed, self._path(), origin=line.origin, mend=mend)
        if found.rest:
            node.add(line, found.rest)
        (self.chapters[-1][1].children if self.chapters else self.tops).append(node)
        self.chapters.append((depth, node))
        self._finish()
        self.outline, self.titling = None, node
        self.tables.close()
        return True

    def _heading_stands(self, line: Line, found: Heading) -> bool:
        placed = line.whole or self._centred(line) or abs(line.left - self.places.get(found.kind, -99.0)) <= 12.0
        if found.rest and not (found.rest[0].isupper() and placed and len(found.rest) < 120):
            return False
        if found.kind in ("paragraf", "bagian") and not found.rest and line.lefts and not self._centred(line):
            return self.before is None or self.titling is not None or bool(_SENTENCE_END.search(self.before.text))
        return line.whole or self._free(line)

    def _path(self) -> str:
        return " > ".join(_title(node) for _, node in self.chapters)

    # -- words ----------------------------------------------------------------------------------

    def _words(self, line: Line, index: int) -> None:
        if self.titling is _QUOTED and self.outline is not None:
            if labels.item(line.text) is None and (line.text.isupper() or self._centred(line) or line.whole):
                self.outline.quote_title(line)
                return
            self.titling = None
        if self.outline is not None:
            begun = self.outline.root.lead or self.outline.root.children
            if not begun and (column := _COLUMN.match(line.text)):
                # some drafts print "Pasal :" in the column of labels, beside the first words
                self.tables.repeated.append(set_aside(column[0].strip(), line.origin, "kolom label yang diulang"))
                line = line.after(column.end())
            self.outline.feed(line, self.lines[index + 1 : index + 1 + LOOK_AHEAD])
            self.tables.close()
        elif self.titling is not None:
            self.titling.add(line)
        elif self.chapters:
            self.chapters[-1][1].add(line)
            self.tables.close()
        else:  # before the first heading: kept, never dropped
            node = Node("pembuka-batang-tubuh", origin=line.origin)
            node.add(line)
            if self.tops and self.tops[-1].kind == node.kind:
                self.tops[-1].add(line)
            else:
                self.tops.append(node)


_TAKEN = Line("", Origin())
"""Stands in for a line whose words are in the tree."""
_QUOTED = Node("kutipan")
"""Stands in for the node that takes a title, while a quoted heading's title is read."""


def _is_running(line: Line) -> bool:
    """Whether *line* is certainly no heading, not even a spoiled one."""
    return not line.recognised and len(line.text) > spoilt.LONGEST_HEADING and not labels.may_head(line.text)


def _title(node: Node) -> str:
    return " ".join([node.label, *(piece.text for piece in node.lead)])
