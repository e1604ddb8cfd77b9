"""Norms → the same, each without a body but with a reference that makes it certain having the body it speaks of.

"(1) PPS menyampaikan laporan. (2) Laporan sebagaimana dimaksud pada ayat (1) disampaikan paling lambat 3 hari": who
does so in (2) is who does so in (1), for (1) lays down that one act, and (2) speaks of the same act on the same thing,
or says how that act is done ("Penyampaian ... dilakukan"). Where the act is another one, or (1) has several norms,
nothing is inherited.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pkpu_review.lexis.clauses import noun
from pkpu_review.model import Norm

_DONE = frozenset(["dilakukan", "dilaksanakan", "diselenggarakan"])
"""Verbs that say of an act only that it is done."""
_REFERS = re.compile(
    r"^(?P<head>\w+)(?:\s[\w/ -]{1,120}?)?\s+sebagaimana\s+dimaksud\s+pada\s+ayat\s+\((?P<ayat>\d+[a-z]?)\)$"
)


def inherited(norms: Sequence[Norm]) -> list[Norm]:
    """Return *norms*, in their order, with the bodies that are certain; these are marked in ``inherited``."""
    by: dict[str, list[Norm]] = {}
    for norm in norms:
        by.setdefault(norm.provision, []).append(norm)
    return [_with_body(norm, by) if norm.subject and not norm.body else norm for norm in norms]


def _with_body(norm: Norm, by: dict[str, list[Norm]]) -> Norm:
    match = _REFERS.match(norm.subject.text)
    article, _, last = norm.provision.rpartition("/")
    if match is None or not article or not last.startswith("ayat-"):
        return norm
    spoken_of = by.get(f"{article}/ayat-{match['ayat']}", [])
    if len(spoken_of) != 1 or not spoken_of[0].body or spoken_of[0].items or spoken_of[0].under:
        return norm
    one = spoken_of[0]
    act = noun(_verb(one))
    if not act or one.modality == "delegation":
        return norm
    head = match["head"].casefold()
    same_act = noun(_verb(norm)) == act and re.search(rf"\b{head}\b", one.action.text.casefold()) is not None
    if same_act or (head == act and _verb(norm) in _DONE):
        return replace(norm, body=one.body, bodies=one.bodies, inherited=("body",), under=one.provision)
    return norm


def _verb(norm: Norm) -> str:
    return norm.action.text.partition(" ")[0].casefold()
