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
from pkpu_review.ingest.docx_properties import NO_INDENT, Indent, indent, number, switch, val, value

LEVELS = 9
"""Levels of a list (17.9.6), and the numbers that a label can print; a file may claim any depth."""
MAX_LABEL = 100
"""Letters of a printed label; a file may ask for millions in every paragraph."""
_PLACE = re.compile(r"%([1-9])")
_OVERRIDE, _START, _LEVEL = W + "lvlOverride", W + "startOverride", W + "lvl"
_LEGAL_AS_THEY_ARE = ("none", "decimalZero")
"""Formats that w:isLgl leaves alone."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list as Word defines it."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
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
        self._started: set[tuple[str, int]] = set()

    @cached_property
    def _lists(self) -> dict[str, _List]:
        """The lists by their ids; headers and footers ask for none."""
        root, lists = self._root, dict[str, _List]()
        if root is None:
            return lists
        definitions = {element.get(W + "abstractNumId") or "": element for element in root.findall(W + "abstractNum")}
        shared = {id: _Definition(element) for id, element in definitions.items()}
        by_style = {style: id for id, element in definitions.items() if (style := value(element, "styleLink"))}
        for element in root.findall(W + "num"):
            named = value(element, "abstractNumId") or ""
            linked = value(definitions.get(named), "numStyleLink")
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
        found = self._lists.get(list_id)
        level = found.levels.get(depth) if found else None
        if found is None or level is None:
            return ""
        counts = self._counts.setdefault(found.definition, {})
        if depth in found.starts and (list_id, depth) not in self._started:
            counts[depth] = found.starts[depth]
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        self._started.add((list_id, depth))
        for lower in [other for other in counts if other > depth]:
            restart = found.levels[lower].restart if lower in found.levels else None
            if restart is None or (restart > 0 and depth < restart):
                del counts[lower]
        for upper in range(min(depth, LEVELS)):
            if upper not in counts:
                above = found.levels.get(upper)
                counts[upper] = above.start if above else 1
        return self._printed(level, found.levels, counts)

    def _printed(self, level: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
        if level.format == "bullet":
            return BULLETS.get(level.text.strip(), level.text.strip())

        def one(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            form = levels[place].format if place in levels else "decimal"
            if form == "bullet":  # has no number of its own
                return ""
            if level.legal and form not in _LEGAL_AS_THEY_ARE:
                form = "decimal"
            if form not in FORMATS:
                self.unknown.add(form)
            return written(counts.get(place, 1), form)

        return _PLACE.sub(one, level.text[:MAX_LABEL]).strip()[:MAX_LABEL]


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
        for override in self._own:
            depth = number(override.get(W + "ilvl")) or 0
            for element in override if override.tag == _OVERRIDE else ():
                if element.tag == _START and (start := number(val(element))) is not None:
                    starts[depth] = start
                elif element.tag == _LEVEL:
                    levels = levels | {depth: _level(element)[1]}
        return levels, starts


def _level(lvl: Any) -> tuple[int, Level]:
    legal, start, text = lvl.find(W + "isLgl"), number(value(lvl, "start")), lvl.find(W + "lvlText")
    printed = text.get(W + "val") or "" if text is not None and text.get(W + "null") not in ("1", "true") else ""
    forms = [form.get(W + "val") for form in lvl.iter(W + "numFmt")]  # a newer format stands beside the older one
    return number(lvl.get(W + "ilvl")) or 0, Level(
        start=0 if start is None else start,
        format=next((form for form in forms if form and form != "custom"), "custom" if forms else "decimal"),
        text=printed,
        legal=legal is not None and switch(legal),
        restart=number(value(lvl, "lvlRestart")),
        style=value(lvl, "pStyle") or "",
        indent=indent(lvl.find(f"{W}pPr/{W}ind")),
    )
