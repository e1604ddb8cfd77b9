"""A number and the words between its brackets → a finding where they contradict each other.

UU 12/2011 Lampiran II has a number written in figures with its words between brackets: "14 (empat belas)", also of
percents and of rupiah. Wrong: "14 (lima belas) hari". Right: "14 (empat belas) hari". Words that are no number at all
("3 (tiga koma lima)") are left to the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pkpu_review.check.case import Case
from pkpu_review.lexis.numerals import FIGURES, words
from pkpu_review.model import Finding, Provision

RULE = "angka-huruf"
CITATION = "UU 12/2011 Lampiran II, Ragam Bahasa: angka diikuti hurufnya di antara tanda kurung"
_PAIR = re.compile(
    rf"(?<![\d.,/-])(?P<figures>{FIGURES})(?:,-)?\s?(?P<sign>%|persen|perseratus)?\s?"
    r"\((?P<words>[a-z][a-z\s-]{1,120}?)(?:\s+(?:rupiah|persen|perseratus))?\)",
    re.I,
)
_TORN = re.compile(r"\d[.,]?\s\Z")
TORN = 3
"""Letters before a number that tell whether a space has torn it; a long table is full of numbers."""


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every number whose figures and words differ."""
    for provision in case.regulation.walk():
        if provision.kind == "baris":
            for cell in provision.cells:
                yield from _in(provision, cell, row=True)
        else:
            yield from _in(provision, provision.text, row=False)


def _in(provision: Provision, text: str, row: bool) -> Iterator[Finding]:
    if "(" not in text:
        return
    for match in _PAIR.finditer(text):
        if match["figures"].startswith("0") or _TORN.search(text, max(0, match.start() - TORN), match.start()):
            continue  # the end of a figure that a space has torn apart: "Rp5.000.000, 00 (lima juta rupiah)"
        told = words(match["words"])
        figures = Decimal(match["figures"].replace(".", "").replace(",", "."))
        if told is not None and figures != told:
            yield Finding(
                RULE,
                "error",
                provision.id,
                f"Angka {match['figures']} tidak sama dengan hurufnya, “{match['words']}”.",
                match[0],
                None if row else match.span(),
                arithmetic=f"{match['words']} = {told}; angka: {match['figures']}",
                citation=CITATION,
                verified=False,
            )
