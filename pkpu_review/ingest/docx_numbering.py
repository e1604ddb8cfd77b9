"""Word's automatic numbers → the labels that Word prints: ``(2)``, ``a.``, ``Pasal 5``.

ECMA-376 part 1, 17.9: a paragraph names a list (w:numPr, its own or its style's) and a level; the list
(w:num) points to its definition (w:abstractNum), whose levels give start, format and printed text, and
may override a level or its start. A level begins anew after any higher one, unless w:lvlRestart says
otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pkpu_review.ingest.docx_package import W

TWIP = 1 / 20
"""Points in a twentieth of a point, Word's unit of length."""
MAX_NUMBER = 32767
"""The largest number that Word prints."""


@dataclass(frozen=True, slots=True)
class Indent:
    """Indents in points; None where nothing is said. *first* is positive for an indented first line."""

    left: float | None = None
    first: float | None = None

    def over(self, below: Indent) -> Indent:
        """Return these indents, with what they leave unsaid taken from *below*."""
        return Indent(below.left if self.left is None else self.left, below.first if self.first is None else self.first)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list as Word defines it."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    style: str = ""
    indent: Indent = Indent()


def value(element: Any, name: str) -> str | None:
    """Return ``w:val`` of the child *name* of *element*, or None."""
    child = element.find(W + name) if element is not None else None
    found: str | None = child.get(W + "val") if child is not None else None
    return found


def indent(properties: Any) -> Indent:
    """Return the indents in a w:pPr, in points."""
    ind = properties.find(W + "ind") if properties is not None else None
    if ind is None:
        return Indent()
    left = _number(ind.get(W + "left") or ind.get(W + "start"))
    hanging, first = _number(ind.get(W + "hanging")), _number(ind.get(W + "firstLine"))
    inner = -hanging if hanging is not None else first
    return Indent(None if left is None else left * TWIP, None if inner is None else inner * TWIP)


def _number(text: str | None) -> int | None:
    return int(float(text)) if text and re.fullmatch(r"-?\d{1,7}(?:\.\d+)?", text) else None


class Numbering:
    """The lists of a document, and how far each has counted."""

    def __init__(self, root: Any | None) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, Level]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        self._own_start: dict[str, dict[int, int]] = {}
        if root is None:
            return
        linked: dict[str, str] = {}
        by_style: dict[str, str] = {}
        for element in root.findall(W + "abstractNum"):
            id = element.get(W + "abstractNumId") or ""
            self._abstract[id] = {_level(lvl)[0]: _level(lvl)[1] for lvl in element.findall(W + "lvl")}
            if style := value(element, "numStyleLink"):
                linked[id] = style
            if style := value(element, "styleLink"):
                by_style[style] = id
        for id, style in linked.items():
            if style in by_style:
                self._abstract[id] = self._abstract[by_style[style]]
        for element in root.findall(W + "num"):
            id, abstract = element.get(W + "numId") or "", value(element, "abstractNumId") or ""
            levels = dict(self._abstract.get(abstract, {}))
            starts: dict[int, int] = {}
            for override in element.findall(W + "lvlOverride"):
                depth = _number(override.get(W + "ilvl")) or 0
                lvl = override.find(W + "lvl")
                if lvl is not None:
                    levels[depth] = _level(lvl)[1]
                start = _number(value(override, "startOverride"))
                if start is not None:
                    starts[depth] = start
            self._lists[id] = (abstract, levels)
            self._own_start[id] = starts

    def level(self, list_id: str, depth: int) -> Level | None:
        """Return the definition of a level, or None where the list or level is not defined."""
        return self._lists[list_id][1].get(depth) if list_id in self._lists else None

    def depth_of_style(self, list_id: str, style: str) -> int:
        """Return the level of the list that is tied to a paragraph style (w:pStyle), 0 where none is."""
        levels = self._lists[list_id][1] if list_id in self._lists else {}
        return next((depth for depth, level in levels.items() if level.style == style), 0)

    def next(self, list_id: str, depth: int) -> str | None:
        """Count one on at *depth* and return the label as printed; None where nothing is printed."""
        if list_id not in self._lists:
            return None
        abstract, levels = self._lists[list_id]
        level = levels.get(depth)
        if level is None:
            return None
        counts = self._counts.setdefault(abstract, {})
        starts = self._own_start[list_id]
        fresh = depth in starts and (list_id, depth) not in self._started
        if fresh or depth not in counts:
            counts[depth] = starts.get(depth, level.start)
        else:
            counts[depth] += 1
        self._started.add((list_id, depth))
        for lower in [other for other in counts if other > depth]:
            restart = levels[lower].restart if lower in levels else None
            if restart is None or (restart > 0 and depth < restart):
                del counts[lower]
        for upper in range(depth):  # a level that was passed over stands at its start
            counts.setdefault(upper, levels[upper].start if upper in levels else 1)
        if level.format == "none" and "%" not in level.text:
            return level.text.strip() or None
        if level.format == "bullet":
            return "•" if level.text else None
        return self._print(level, levels, counts)

    @staticmethod
    def _print(level: Level, levels: dict[int, Level], counts: dict[int, int]) -> str | None:
        def number(match: re.Match[str]) -> str:
            other = int(match[1]) - 1
            form = levels[other].format if other in levels else "decimal"
            return _write(counts.get(other, 1), "decimal" if level.legal and form != "none" else form)

        return re.sub(r"%([1-9])", number, level.text).strip() or None


def _level(lvl: Any) -> tuple[int, Level]:
    depth = _number(lvl.get(W + "ilvl")) or 0
    legal = lvl.find(W + "isLgl")
    start = _number(value(lvl, "start"))
    return depth, Level(
        start=1 if start is None else start,
        format=value(lvl, "numFmt") or "decimal",
        text=value(lvl, "lvlText") or "",
        legal=legal is not None and legal.get(W + "val") not in ("0", "false", "off"),
        restart=_number(value(lvl, "lvlRestart")),
        style=value(lvl, "pStyle") or "",
        indent=indent(lvl.find(W + "pPr")),
    )


def _letters(number: int) -> str:
    """Word prints z, then aa, bb, cc; the law's lists go on a, b ... z, aa, ab: 27 is the same in both."""
    place, times = (number - 1) % 26, (number - 1) // 26 + 1
    return chr(97 + place) * times


def _roman(number: int) -> str:
    told = ""
    for size, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    ):
        count, number = divmod(number, size)
        told += sign * count
    return told


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalZero": lambda number: f"{number:02d}",
    "none": lambda number: "",
}


def _write(number: int, form: str) -> str:
    if not 1 <= number <= MAX_NUMBER:
        return str(number)
    return _FORMATS.get(form, str)(number)
