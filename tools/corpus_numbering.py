"""Labels as a draft prints them → Word's automatic numbering: abstract lists and their instances.

``(4)`` is the fourth of a list printed ``(%1)``; numbering.xml holds the print (w:abstractNum) and, for
every list that counts from 1 again, an instance of it (w:num).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

Level = tuple[str, str, float, float]
"""Number format, printed text, left edge and hanging width in cm; a left edge below 0 is a centred heading."""

FORMATS = {"(1)": "decimal", "1.": "decimal", "1)": "decimal", "a.": "lowerLetter", "a)": "lowerLetter"}
"""Word's number format of each shape of label."""


def shape(label: str) -> str:
    """Return how *label* is printed, as its first one: ``(4)`` is ``(1)``, ``c)`` is ``a)``."""
    core = label.strip("().")
    return label.replace(core, "1" if core.isdigit() else "a")


def order(label: str) -> int:
    """Return which place *label* has in its list: ``(4)`` is 4, ``c.`` is 3."""
    core = label.strip("().")
    if core.isdigit():
        return int(core)
    place = 0
    for letter in core:
        place = place * 26 + ord(letter) - 96
    return place


class Numbering:
    """The numbering part: adds abstract lists and their instances behind those of Word's own template."""

    def __init__(self, element: Any) -> None:
        self.element = element
        self.abstract = 1 + max(
            (int(x.get(qn("w:abstractNumId"))) for x in element.iter(qn("w:abstractNum"))), default=0
        )
        self.instance = 1 + max((int(x.get(qn("w:numId"))) for x in element.iter(qn("w:num"))), default=0)
        self.known: dict[tuple[Level, ...], int] = {}

    def define(self, levels: Sequence[Level]) -> int:
        """Return the abstract list with *levels*, made once."""
        key = tuple(levels)
        if key in self.known:
            return self.known[key]
        xml = "".join(
            f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/>'
            + ('<w:suff w:val="nothing"/>' if left < 0 else "")
            + f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
            + (
                '<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr>'
                if left < 0
                else f'<w:pPr><w:tabs><w:tab w:val="num" w:pos="{_twips(left)}"/></w:tabs>'
                f'<w:ind w:left="{_twips(left)}" w:hanging="{_twips(hanging)}"/></w:pPr>'
            )
            + "</w:lvl>"
            for i, (fmt, text, left, hanging) in enumerate(key)
        )
        kind = "multilevel" if len(key) > 1 else "singleLevel"
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{self.abstract}">'
            f'<w:multiLevelType w:val="{kind}"/>{xml}</w:abstractNum>'
        )
        instances = self.element.findall(qn("w:num"))
        if instances:
            instances[0].addprevious(abstract)
        else:
            self.element.append(abstract)
        self.known[key] = self.abstract
        self.abstract += 1
        return self.known[key]

    def start(self, abstract: int, levels: int) -> int:
        """Return a new instance of the list *abstract*, counting from 1 again on all *levels*."""
        restarts = "".join(
            f'<w:lvlOverride w:ilvl="{i}"><w:startOverride w:val="1"/></w:lvlOverride>' for i in range(levels)
        )
        xml = f'<w:abstractNumId w:val="{abstract}"/>{restarts}'
        self.element.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{self.instance}">{xml}</w:num>'))
        self.instance += 1
        return self.instance - 1


def roman(number: int) -> str:
    """Return *number* as a Roman numeral in capitals."""
    letters = ""
    for value, letter in _ROMAN:
        letters += letter * (number // value)
        number %= value
    return letters


_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def _twips(cm: float) -> int:
    return round(cm / 2.54 * 1440)
