"""The lists of a saved page → the numbers that a browser prints before their items.

HTML Living Standard, 4.4.5 to 4.4.8: an ``<ol>`` counts from ``start``, down where it is ``reversed``; an item's
``value`` sets the count anew; ``type`` or ``list-style-type`` says how it is written (CSS Counter Styles 3).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pkpu_review.ingest import docx_formats

MAX_NUMBER = 10**6
"""Greatest number of an item that is believed; a list of 10,000 items is none of a regulation."""
ROMAN_TO = 3999
BULLETS = {"disc": "•", "circle": "◦", "square": "▪"}
_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_STYLES = frozenset(
    (
        *("decimal", "decimal-leading-zero", "lower-alpha", "lower-latin", "upper-alpha", "upper-latin"),
        *("lower-roman", "upper-roman", "none", *BULLETS),
    )
)
_OWN_LABEL = re.compile(r"(?:\(?\w{1,4}[.)]|[-–•])(?:\s|$)")
_INTEGER = re.compile(r"\s*([+-]?\d{1,9})")


@dataclass(slots=True)
class List:
    """A list that is open: how it is written, the number of its next item, the step to the one after."""

    style: str
    next: int = 1
    step: int = 1

    def label(self, item: Any, style: str = "") -> str:
        """Count *item* and return what stands before it; *style* is its own, where it has one."""
        number = integer(item.get("value"), self.next)
        self.next = number + self.step
        style = style or _TYPES.get(item.get("type") or "", "") or self.style
        if style == "none":
            return ""
        return BULLETS.get(style) or f"{written(number, style)}."


def opened(element: Any, tag: str, style: str) -> List:
    """Return the list that *element* opens; *style* is what its style sheets say."""
    if tag != "ol":
        return List(style or {"circle": "circle", "square": "square"}.get((element.get("type") or "").lower(), "disc"))
    style = style or _TYPES.get(element.get("type") or "", "")
    if not style:  # a sheet that was not saved may hide the numbers: none is printed twice
        items = list(element.iterchildren("li"))
        style = "none" if items and all(_labelled(item) for item in items) else "decimal"
    backwards = element.get("reversed") is not None
    first = sum(1 for _ in element.iterchildren("li")) if backwards else 1
    return List(style, integer(element.get("start"), first), -1 if backwards else 1)


def style_of(properties: dict[str, str]) -> str:
    """Return the list style among *properties*, or an empty string."""
    told = properties.get("list-style-type") or ""
    for word in (told or properties.get("list-style") or "").split():
        if word in _STYLES:
            return word
    return ""


def integer(value: str | None, otherwise: int) -> int:
    """Return *value* as HTML reads whole numbers; *otherwise* where it is none, or too great."""
    match = _INTEGER.match(value or "")
    number = int(match[1]) if match else otherwise
    return number if abs(number) <= MAX_NUMBER else otherwise


def written(number: int, style: str) -> str:
    """Return *number* as a list style writes it; what it cannot write stands in digits."""
    if style == "decimal-leading-zero":
        return f"{number:03d}" if number < 0 else f"{number:02d}"
    if style.endswith(("alpha", "latin")) and number > 0:
        letters = ""
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("a") + rest) + letters
        return letters.upper() if style.startswith("upper") else letters
    if style.endswith("roman") and 0 < number <= ROMAN_TO:
        return docx_formats.written(number, "upperRoman" if style.startswith("upper") else "lowerRoman")
    return str(number)


def _labelled(item: Any) -> bool:
    """Whether the words of *item* begin with a label of their own."""
    start = ""
    for words in item.itertext():
        start += words
        if len(start.strip()) > 8:
            break
    return bool(_OWN_LABEL.match(start.strip()))
