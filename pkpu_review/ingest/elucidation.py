"""Lines of the Penjelasan → their provisions.

UU 12/2011, Lampiran II butir 174-197: the Penjelasan has a general part (umum) and one for each
article; what explains ``Pasal 5 ayat (1) huruf a`` gets the id of that provision under
``penjelasan``. Its label stands alone on a line; in other offices' drafts the words follow on it ("Ayat (1) Cukup
jelas."), older ones print "(1)" as the article does, and several articles share one entry ("Pasal 7 s.d. Pasal 9"):
such a label is believed only where it comes next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pkpu_review import ids
from pkpu_review.ingest import labels
from pkpu_review.ingest.lines import Line
from pkpu_review.ingest.spoilt_units import article_of, unit_of
from pkpu_review.ingest.tables import Tables
from pkpu_review.ingest.tree import Node

_GENERAL = re.compile(r"(?:[I1l]\s?\.?\s*)?(?:PENJELASAN\s+)?UMUM\s*:?\.?")
_BY_ARTICLE = re.compile(r"(?:(?:II|11|I1|ll)\s?\.?\s*)?(?:PENJELASAN\s+)?PASAL\s+DEMI\s+PASAL\s*:?\.?")
_UNIT = re.compile(
    r"(?P<kind>Ayat|Huru[fp]|Angka)\s*(?P<number>\(\s?\d{1,3}[a-z]?\s?\)|[a-z]{1,2}|\d{1,3})\s?[.:,]?(?P<rest>\s.*)?",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"(?:Pasal|PASAL)\s*(?P<first>\d{1,4}[A-Z]{0,2})\s*(?:s\.?\s?/?\s?d\.?|sampai(?:\s+dengan)?|[-–])\s*"
    r"(?:(?:Pasal|PASAL)\s*)?(?P<last>\d{1,4}[A-Z]{0,2})\s?\.?"
)
_SPACED = re.compile(r"Pasal\s*(?P<number>\d(?:\s\d){1,3}|\d{2}\s\d|\d\s\d{2})\s?\.?")
_RUN_IN = re.compile(
    r"(?P<head>(?:Pasal|PASAL)\s*\d{1,4}[A-Z]{0,2})\s*(?:(?P<colon>:)\s*|[.,]?\s+(?=Cukup jelas\b))(?=[A-Z“\"])"
)
_ENDED = re.compile(r"[.;:!?”\"]\s*$")
_GAZETTE = re.compile(r"TAMBAHAN\s+(?:LEMBARAN|BERITA)\s+(?:NEGARA|DAERAH)\b")
_ARTICLE, _INSTRUCTION, _QUOTED = 10, 13, 16
_DEPTH = {"ayat": 20, "huruf": 30, "angka": 40}
"""Depths of what is explained; between article and ayat stand an amendment's instruction and the article it quotes."""


def parse_elucidation(lines: Sequence[Line], tables: Tables, amending: bool | None = None) -> Node:
    """Return ``penjelasan`` with ``umum`` and the articles explained.

    Args:
        lines: the lines, the first of which is its head.
        tables: takes the rows of tables.
        amending: whether the regulation amends another one, so that Pasal I is a numeral; None where that is not known.
    """
    return _Elucidation(lines, tables, amending).parse()


class _Elucidation:
    """Reads a Penjelasan: *open* holds the provisions being explained with their depths, outermost first."""

    def __init__(self, lines: Sequence[Line], tables: Tables, amends: bool | None) -> None:
        self.lines, self.tables, self.amends = lines, tables, amends
        self.root = Node("penjelasan", origin=lines[0].origin if lines else None)
        self.open: list[tuple[int, Node]] = []
        self.by_article = False
        self.last: tuple[int, str] | None = None
        self.instruction: tuple[int, str] | None = None
        """Number of the instruction that is being explained, under the Pasal I of an amending regulation."""
        self.amending = False

    def parse(self) -> Node:
        for line in self.lines:
            text = line.text.strip()
            if line.cells is not None:
                self.tables.row(self._current, line)
            elif _GAZETTE.match(text):
                self.root.add(line)
            elif not (self._part(line, text) or (self.by_article and (self._article(line) or self._unit(line, text)))):
                self._current.add(line)
                self.tables.close()
        return self.root

    @property
    def _current(self) -> Node:
        return self.open[-1][1] if self.open else self.root

    def _part(self, line: Line, text: str) -> bool:
        """Take the head of the general part, or of the part that goes article by article."""
        if self.by_article:
            return False
        if not self.open and _GENERAL.fullmatch(text):
            umum = Node("umum", label=text, origin=line.origin)
            self.root.children.append(umum)
            self.open = [(0, umum)]
            return True
        if _BY_ARTICLE.fullmatch(text):
            self.by_article, self.open = True, []
            self.root.children.append(Node("pasal-demi-pasal", label=text, origin=line.origin))
            return True
        return False

    def _article(self, line: Line) -> bool:
        found, mend = labels.article(line.text), None
        if found is None:
            return self._several(line) or self._run_in_article(line)
        if line.recognised and self.amends is False and not found.number[0].isdigit():
            mended = article_of(line, self.last)  # "Pasal I" is how a poor copy reads Pasal 1
            found, mend = mended or (found, None)
        roman = not found.number[0].isdigit()
        if self.amending and (not roman or (self.instruction is not None and found.value == self.last)):
            if self.instruction is None:
                return False
            number = "1" if roman else found.number  # "Pasal I" inside an instruction is how a poor copy reads Pasal 1
            self._put(_QUOTED, Node("pasal", number, found.printed, origin=line.origin))
            return True
        # an article explained stands later than the one before; a step back is a reference on a line of its own
        if self.last is not None and found.value <= self.last and found.value[0] != 1:
            return False
        self.amending = roman and (self.amending or found.number == "I")
        self.last, self.instruction = found.value, None
        self._put(_ARTICLE, Node("pasal", found.number, found.printed, origin=line.origin, mend=mend))
        return True

    def _several(self, line: Line) -> bool:
        """Take the head of an entry that several articles share, or one whose number is spaced or spoilt."""
        if self.amending:
            return False
        match, mend, until = _SEVERAL.fullmatch(line.text.strip()), None, ""
        if match:
            number, until, printed = match["first"], match["last"], " ".join(line.text.split())
        elif match := _SPACED.fullmatch(line.text.strip()):
            number = "".join(match["number"].split())
            printed = f"Pasal {number}"
        elif line.recognised and (mended := article_of(line, self.last)):
            number, printed, mend = mended[0].number, mended[0].printed, mended[1]
        else:
            return False
        value = ids.number_order("pasal", number.lower())
        if not labels.follows(self.last, value) if self.last else not labels.is_first(value):
            return False
        self.last, self.instruction = ids.number_order("pasal", until.lower()) if until else value, None
        self._put(_ARTICLE, Node("pasal", number, printed, origin=line.origin, mend=mend))
        return True

    def _run_in_article(self, line: Line) -> bool:
        """Take an article whose words follow on its line: "Pasal 5 Cukup jelas.", "Pasal 6 : Yang dimaksud ..."."""
        match = _RUN_IN.match(line.text)
        found = labels.article(match["head"]) if match else None
        if match is None or found is None or self.amending:
            return False
        if not labels.follows(self.last, found.value) if self.last else not labels.is_first(found.value):
            return False
        self.last = found.value
        printed = " ".join(line.text[: match.end()].split())
        self._put(_ARTICLE, Node("pasal", found.number, printed, origin=line.origin))
        self._current.add(line, line.text[match.end() :])
        return True

    def _unit(self, line: Line, text: str) -> bool:
        if not self.open:
            return False
        match, mend = _UNIT.fullmatch(text), None
        if match is None:
            mended = unit_of(line, self._wanted()) if line.recognised else None
            if mended is None:
                return self._bracketed(line, text)
            kind, number, printed, mend = mended
        else:
            kind, number = match["kind"].lower().replace("p", "f"), match["number"].strip("() ")
            rest = (match["rest"] or "").strip()
            if rest and not self._runs_in(kind, number, rest):
                return False
            printed = text[: len(text) - len(rest)].strip()
        self._put(self._depth(kind, number), Node(kind, number, printed, origin=line.origin, mend=mend))
        if match is not None and match["rest"]:
            self._current.add(line, match["rest"].strip())
        return True

    def _runs_in(self, kind: str, number: str, rest: str) -> bool:
        """Whether "Ayat (1)" with *rest* on its line is a label: it comes next, and a sentence begins behind it."""
        if not (rest[0].isupper() or rest[0] in '“"') or (kind, number) not in self._wanted():
            return False
        return self._begins or bool(_ENDED.search(self._current.last_text))

    def _bracketed(self, line: Line, text: str) -> bool:
        """Take a label that is printed as the article prints it: "(1) Cukup jelas."."""
        label = labels.item(text)
        if label is None or label.style != "(1)" or ("ayat", label.number) not in self._wanted():
            return False
        at = self.open[-1][0]
        if labels.is_first(label.value) and (at not in (_ARTICLE, _QUOTED) or not self._begins):
            return False  # a list in the words
        if not (self._begins or _ENDED.search(self._current.last_text)):
            return False
        former = next((node for depth, node in reversed(self.open) if depth == _DEPTH["ayat"]), None)
        if former is not None and not former.label.startswith("("):
            return False
        self._put(_DEPTH["ayat"], Node("ayat", label.number, label.printed, origin=line.origin))
        self._current.add(line, label.rest)
        return True

    @property
    def _begins(self) -> bool:
        """Whether nothing stands yet below the innermost label."""
        return not (self._current.lead or self._current.children)

    def _wanted(self) -> list[tuple[str, str]]:
        """Return kind and number of every label that may come next: the next of an open list, or the first of one."""
        wanted = [("angka", "1")] if self.amending and self.instruction is None else []
        taken = {node.kind for depth, node in self.open if depth > _QUOTED}
        if self._begins:
            below = [kind for kind in _DEPTH if kind not in taken]
            wanted += [(kind, "a" if kind == "huruf" else "1") for kind in below]
        for depth, node in self.open:
            if depth > _ARTICLE and node.kind in _DEPTH:
                value = ids.number_order(node.kind, node.number)
                style = "a" if node.kind == "huruf" else "1"
                wanted.append((node.kind, labels.successor(style, value)))
                if node.kind != "huruf":
                    wanted.append((node.kind, f"{value[0]}{chr(ord(value[1][-1]) + 1) if value[1] else 'a'}"))
        if self.instruction is not None:
            wanted.append(("angka", str(self.instruction[0] + 1)))
        return wanted

    def _depth(self, kind: str, number: str) -> int:
        """Depth of "Huruf a" or "Angka 1": below what is open, unless a list of its kind is open and goes on."""
        value = ids.number_order(kind, number)
        for depth, node in reversed(self.open):
            if node.kind == kind and depth != _INSTRUCTION and ids.number_order(kind, node.number) < value:
                return depth
        if kind == "angka" and self.amending and (self.instruction is None or self.instruction < value):
            self.instruction = value
            return _INSTRUCTION
        if kind == "ayat" or not labels.is_first(value):
            return _DEPTH[kind]
        return max(_DEPTH[kind], self.open[-1][0] + 1)

    def _put(self, depth: int, node: Node) -> None:
        while self.open and self.open[-1][0] >= depth:
            self.open.pop()
        self._current.children.append(node)
        self.open.append((depth, node))
        self.tables.close()
