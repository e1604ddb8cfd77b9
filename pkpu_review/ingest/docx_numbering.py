"""Word's automatic numbers → the labels that Word prints: ``(2)``, ``a.``, ``Pasal 5``.

ECMA-376 part 1, 17.9: a paragraph names a list (w:numPr, its own or its style's) and a level; the list
(w:num) points to its definition (w:abstractNum), whose levels give start, format and printed text, and
may override a level or its start. Lists with one definition count on together; the start that a list
overrides holds the first time that this list numbers this level (MS-DOC 2.4.6.4 counts alike). A level
begins anew after any higher one, unless w:lvlRestart says otherwise; a higher level that was passed over
counts as used once, at its start (Microsoft KB 110380).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pkpu_review.ingest.docx_formats import BULLETS, FORMATS, written
from pkpu_review.ingest.docx_package import W
from pkpu_review.ingest.docx_properties import NO_INDENT, Indent, child, indent, number, switch, val, value

LEVELS = 9
"""Levels of a list (17.9.6), and the numbers that a label can print; a file may claim any depth."""
MAX_LABEL = 100
"""Letters of a printed label; a file may ask for millions in every paragraph."""
_PLACE = re.compile(r"%([1-9])")
_OVERRIDE, _START, _LEVEL, _ILVL = (W + name for name in ("lvlOverride", "startOverride", "lvl", "ilvl"))
_LEGAL_AS_THEY_ARE = ("none", "decimalZero")
"""Formats that w:isLgl leaves alone."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list as Word defines it; *pieces* are those of its text: words, a place, words, a place ..."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    pieces: tuple[str, ...] = ()
    legal: bool = False
    restart: int | None = None
    style: str = ""
    indent: Indent = NO_INDENT


class Numbering:
    """The lists of a document, and how far each has counted.

    Attributes:
        unknown: number formats that were met and are not known; they were printed as 1, 2, 3.
    """

    def __init__(self, root: Any | None) -> None:
        self.unknown: set[str] = set()
        self._root = root
        self._counts: dict[str, dict[int, int]] = {}
        self._counters: dict[tuple[str, int], _Counter | None] = {}

    @cached_property
    def _lists(self) -> dict[str, _List]:
        """The lists by their ids; headers and footers ask for none."""
        root, lists = self._root, dict[str, _List]()
        if root is None:
            return lists
        definitions = {element.get(W + "abstractNumId") or "": element for element in root.findall(W + "abstractNum")}
        shared = {id: _Definition(element) for id, element in definitions.items()}
        links = {id: value(element, "numStyleLink") for id, element in definitions.items()}
        by_style = {style: id for id, element in definitions.items() if (style := value(element, "styleLink"))}
        for element in root.iterchildren(W + "num"):
            named = value(element, "abstractNumId") or ""
            linked = links.get(named)
            definition = by_style.get(linked, named) if linked else named
            lists[element.get(W + "numId") or ""] = _List(definition, shared.get(definition), element)
        return lists

    def level(self, list_id: str, depth: int) -> Level | None:
        """Return the definition of a level, or None where the list or level is not defined."""
        found = self._lists.get(list_id)
        return found.levels.get(depth) if found else None

    def depth_of_style(self, list_id: str, style: str) -> int:
        """Return the level of the list that is tied to a paragraph style (w:pStyle), 0 where none is."""
        found = self._lists.get(list_id)
        return next((depth for depth, level in found.levels.items() if level.style == style), 0) if found else 0

    def next(self, list_id: str, depth: int) -> str:
        """Count one on at *depth* and return the label as printed; empty where nothing is printed."""
        place = list_id, depth
        if place not in self._counters:
            self._counters[place] = self._counter(list_id, depth)
        counter = self._counters[place]
        return counter.next() if counter is not None else ""

    def _counter(self, list_id: str, depth: int) -> _Counter | None:
        found = self._lists.get(list_id)
        if found is None or depth not in found.levels:
            return None
        return _Counter(found, depth, self._counts.setdefault(found.definition, {}), self.unknown)


class _Counter:
    """Counts one level of one list; *counts* are those of all levels, shared by the lists of one definition."""

    def __init__(self, owner: _List, depth: int, counts: dict[int, int], unknown: set[str]) -> None:
        self._depth, self._levels, self._counts, self._unknown = depth, owner.levels, counts, unknown
        self._level = owner.levels[depth]
        self._override = owner.starts.get(depth)  # holds once
        self._above = range(min(depth, LEVELS))

    def next(self) -> str:
        """Count one on and return the label."""
        counts, depth = self._counts, self._depth
        if self._override is not None:
            counts[depth], self._override = self._override, None
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else self._level.start
        for lower in [other for other in counts if other > depth]:
            restart = self._levels[lower].restart if lower in self._levels else None
            if restart is None or (restart > 0 and depth < restart):
                del counts[lower]
        for upper in self._above:
            if upper not in counts:
                above = self._levels.get(upper)
                counts[upper] = above.start if above else 1
        return self._printed()

    def _printed(self) -> str:
        level, levels = self._level, self._levels
        if level.format == "bullet":
            return BULLETS.get(level.text.strip(), level.text.strip())
        pieces = list(level.pieces)
        for at in range(1, len(pieces), 2):
            place = int(pieces[at]) - 1
            form = levels[place].format if place in levels else "decimal"
            if form == "bullet":  # has no number of its own
                pieces[at] = ""
                continue
            if level.legal and form not in _LEGAL_AS_THEY_ARE:
                form = "decimal"
            if form not in FORMATS:
                self._unknown.add(form)
            pieces[at] = written(self._counts.get(place, 1), form)
        return "".join(pieces).strip()[:MAX_LABEL]


class _Definition:
    """One w:abstractNum: its levels. Read when first asked for: a template of Word brings more than a draft uses."""

    def __init__(self, element: Any) -> None:
        self._element = element

    @cached_property
    def levels(self) -> dict[int, Level]:
        return dict(_level(lvl) for lvl in self._element.iterchildren(_LEVEL))


class _List:
    """One w:num: the definition that it counts with, its levels, and the starts that it overrides."""

    def __init__(self, definition: str, shared: _Definition | None, own: Any) -> None:
        self.definition = definition
        self._shared, self._own = shared, own

    @property
    def levels(self) -> dict[int, Level]:
        return self._told[0]

    @property
    def starts(self) -> dict[int, int]:
        return self._told[1]

    @cached_property
    def _told(self) -> tuple[dict[int, Level], dict[int, int]]:
        levels, starts = self._shared.levels if self._shared else {}, dict[int, int]()
        for override in self._own.iterchildren(_OVERRIDE):
            depth = number(override.get(_ILVL)) or 0
            for element in override:
                tag = element.tag
                if tag == _START and (start := number(val(element))) is not None:
                    starts[depth] = start
                elif tag == _LEVEL:
                    levels = levels | {depth: _level(element)[1]}
        return levels, starts


def _level(lvl: Any) -> tuple[int, Level]:
    legal, start, text = child(lvl, "isLgl"), number(value(lvl, "start")), child(lvl, "lvlText")
    printed = text.get(W + "val") or "" if text is not None and text.get(W + "null") not in ("1", "true") else ""
    forms = [form.get(W + "val") for form in lvl.iter(W + "numFmt")]  # a newer format stands beside the older one
    return number(lvl.get(W + "ilvl")) or 0, Level(
        start=0 if start is None else start,
        format=next((form for form in forms if form and form != "custom"), "custom" if forms else "decimal"),
        text=printed,
        pieces=tuple(_PLACE.split(printed[:MAX_LABEL])),
        legal=legal is not None and switch(legal),
        restart=number(value(lvl, "lvlRestart")),
        style=value(lvl, "pStyle") or "",
        indent=indent(child(child(lvl, "pPr"), "ind")),
    )
