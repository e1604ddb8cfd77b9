"""The styles of a saved page → what a reader of its words must know: what is hidden, centred, bold, set in, numbered.

Only what stands in the page itself is known: ``style`` attributes, and rules of ``<style>`` whose selector is a tag, a
class, an id, or these together. Rules for other media and for places (``div p``) are passed over; CSS 2.1, 6.4.3
says which rule wins.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

MAX_CSS = 2 * 1024 * 1024
"""Letters of all style sheets of a page that are looked at; the largest frameworks have a fifth of it."""
MAX_RULES = 50_000
MAX_ALIKE = 500
"""Rules for one class, id or tag that differ in what else they ask for."""
MAX_CLASSES = 100
"""Classes of one element."""
MAX_KNOWN = 20_000
"""Different elements whose properties are remembered."""
KNOWN = frozenset(
    (
        *("display", "visibility", "text-align", "font-weight", "text-transform", "white-space"),
        *("list-style-type", "list-style", "margin-left", "padding-left", "text-indent"),
        *("border", "border-top", "border-bottom", "border-left", "border-style", "border-width"),
        *("mso-element", "mso-list", "mso-hide"),
    )
)
"""Properties that are kept."""
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_SIMPLE = re.compile(r"(?P<tag>\*|[a-z][a-z0-9]*)?(?P<id>#[\w-]+)?(?P<classes>(?:\.[\w-]+)*)", re.IGNORECASE)
_LENGTH = re.compile(r"(-?\d{0,6}(?:\.\d{1,6})?)(px|pt|cm|mm|in|em|rem)?", re.IGNORECASE)
_POINTS = {"px": 0.75, "pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0, "em": 12.0, "rem": 12.0, "": 0.75}
_COUNTED = re.compile(r":before\s*\{[^{}]{0,2000}?\bcounters?\(", re.IGNORECASE)

Style = dict[str, str]


Weight = tuple[bool, bool, int, bool, int]
"""Of a declaration: important; selector with an id, classes in it, a tag in it; its place among the rules."""


class Sheet:
    """The rules of a page that have a simple selector.

    Attributes:
        counts: a rule prints counters of its own before words; these are not computed.
    """

    def __init__(self, css: str) -> None:
        self._rules: dict[str, dict[tuple[str, frozenset[str]], dict[str, tuple[Weight, str]]]] = defaultdict(dict)
        self._known: dict[tuple[str, str, str, str], Style] = {}
        css = _COMMENT.sub("", css[:MAX_CSS])
        self.counts = bool(_COUNTED.search(css))
        for order, (selectors, body) in enumerate(_blocks(css)):
            told = declarations(body)
            if order > MAX_RULES:
                break
            for selector in selectors.split(",") if told else ():
                match = _SIMPLE.fullmatch(selector.strip())
                if match is None or not match[0]:
                    continue
                tag, id, classes = (match["tag"] or "*").lower(), match["id"] or "", match["classes"].split(".")[1:]
                rules = self._rules[id or (f".{classes[0]}" if classes else tag)]
                wanted = tag, frozenset(classes)
                if wanted not in rules and len(rules) >= MAX_ALIKE:
                    continue
                rule = rules.setdefault(wanted, {})
                for name, (important, value) in told.items():
                    weight = (important, bool(id), len(classes), tag != "*", order)
                    if name not in rule or rule[name][0] <= weight:
                        rule[name] = weight, value

    def of(self, element: Any, tag: str) -> Style:
        """Return the properties that the page gives *element* itself, by name."""
        named = element.get("class") or "", element.get("id") or "", element.get("style") or ""
        key = tag, *named
        style = self._known.get(key)
        if style is None:
            style = self._computed(tag, *named)
            if len(self._known) < MAX_KNOWN:
                self._known[key] = style
        return style

    def _computed(self, tag: str, names: str, id: str, written: str) -> Style:
        classes = set(names.split()[:MAX_CLASSES])
        won: dict[str, tuple[Weight, str]] = {}
        for key in ("*", tag, *(f".{name}" for name in sorted(classes)), f"#{id}"):
            for (wanted, needed), rule in self._rules.get(key, {}).items():
                if wanted in ("*", tag) and needed <= classes:
                    for name, (weight, value) in rule.items():
                        if name not in won or won[name][0] <= weight:
                            won[name] = weight, value
        style = {name: value for name, (_, value) in won.items()}
        for name, (important, value) in declarations(written).items():
            if important or name not in won or not won[name][0][0]:
                style[name] = value
        return style


def declarations(body: str) -> dict[str, tuple[bool, str]]:
    """Return the properties in *body* that are known, each with whether it is important."""
    told: dict[str, tuple[bool, str]] = {}
    for declaration in body.split(";"):
        name, colon, value = declaration.partition(":")
        name = name.strip().lower()
        if colon and name in KNOWN:
            value = value.strip().lower()
            important = value.endswith("!important")
            if important or name not in told or not told[name][0]:
                told[name] = important, value.removesuffix("!important").strip()
    return told


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """Yield selectors and body of each rule that stands outside of an at-rule."""
    depth, start, selector = 0, 0, ""
    for match in re.finditer(r"[{};]", css):
        at = match.start()
        if match[0] == "{":
            depth += 1
            if depth == 1:
                selector, start = css[start:at].strip(), at + 1
        elif match[0] == "}":
            if depth == 1 and not selector.startswith("@"):
                yield selector, css[start:at]
            depth = max(depth - 1, 0)
            if depth == 0:
                start = at + 1
        elif depth == 0:
            start = at + 1


def points(value: str | None) -> float:
    """Return a CSS length in points; 0 where it is none that is known."""
    match = _LENGTH.fullmatch((value or "").strip())
    if match is None or match[1] in ("", "-", ".", "-."):
        return 0.0
    return float(match[1]) * _POINTS[(match[2] or "").lower()]


def has_border(style: Mapping[str, str]) -> bool:
    """Whether lines are drawn around the box."""
    for name in ("border", "border-top", "border-bottom", "border-left", "border-style"):
        value = style.get(name, "")
        if value and not re.search(r"\b(?:none|hidden)\b", value) and not re.match(r"0(?:px|pt)?\b", value):
            return True
    return False
