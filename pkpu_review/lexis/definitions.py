"""The article of definitions → its terms: ``X yang selanjutnya disebut/disingkat Y adalah ...``, ``X adalah ...``.

UU 12/2011, Lampiran II (Ketentuan Umum): a regulation defines its terms in its first article, below words such as
"Dalam Peraturan ini yang dimaksud dengan:". There every item that has the form of a definition is one; elsewhere
only the full formula with a name is, where a provision begins with it. The words are in
``knowledge/definitions.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pkpu_review.knowledge import load
from pkpu_review.model import Definition, Provision, Regulation

LONGEST = 300
"""Letters up to which words are taken for a term or a name."""


def definitions(regulation: Regulation) -> tuple[Definition, ...]:
    """Return the definitions of *regulation* in order; the elucidation and the annexes explain, they define nothing."""
    return tuple(found for top in regulation.provisions for found in _below(top, within=False))


def define(provision: Provision, within: bool) -> Definition | None:
    """Return the definition that *provision* is, by its words before its children, or None.

    *within*: it stands below the words that introduce definitions.
    """
    text = provision.lead
    opened = _opening().search(text[:LONGEST])
    start = 0
    if opened is not None:  # "Dalam Peraturan ini yang dimaksud dengan Hari adalah ...": the only one
        start, within = opened.end(), True
        start += len(text[start:]) - len(text[start:].lstrip(" :,"))
    if _verb().search(text, start) is None:
        return None
    match = _formula().match(text, start)
    if match is None or not (within or match["name"]):
        return None
    named = match["how"] == "disingkat"
    name = (match["name"] or "").strip(" ,")
    return Definition(
        provision=provision.id,
        term=_scope().sub("", match["term"].strip(" ,")),
        short="" if named else name,
        abbreviation=name if named else "",
        meaning=text[match.end() :],
        span=(match.end(), len(text)),
    )


def _below(provision: Provision, within: bool) -> Iterator[Definition]:
    if provision.kind in ("penjelasan", "lampiran", "penutup", "judul", "tabel"):
        return
    found = define(provision, within)
    if found is not None:
        yield found
    opens = found is None and _opening().search(provision.lead[-LONGEST:]) is not None
    for child in provision.children:
        yield from _below(child, opens)


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"\b{load('definitions.toml')['formula']['opening']}", re.IGNORECASE)


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{load('definitions.toml')['formula']['verb']})\b")


@cache
def _scope() -> re.Pattern[str]:
    return re.compile(load("definitions.toml")["formula"]["scope"])


@cache
def _formula() -> re.Pattern[str]:
    formula = load("definitions.toml")["formula"]
    # a clause between commas may stand before the verb: "TNI, terdiri atas ..., adalah"
    return re.compile(
        rf"(?P<term>[^.;:\n]{{1,{LONGEST}}}?)"
        rf"(?:,?\s+{formula['naming']}\s+(?P<name>[^.;:,\n]{{1,{LONGEST}}}?)(?:,[^.;:\n]{{1,{LONGEST}}}?,)?)?"
        rf"\s*,?\s+(?:{formula['verb']})\b\s*[,:]?\s*"
    )
