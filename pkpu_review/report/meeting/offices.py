"""Who says something, as a document names them: an office, the sheet on which it said it, and who filled that in.

An office that is known by the name of a folder alone often has hyphens there; read, it has spaces. The folder's name
stays where the file is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pkpu_review.model import Said

_JOINT = re.compile(r"(?:(?<=\w)|(?<=\.))[-_]+(?=\w)")
"""What joins two words of a folder's name."""


def shown(office: str) -> str:
    """Return the name of *office* as it is read: ``KPU-Kabupaten-Kepulauan-Seribu`` with spaces.

    A name that has spaces has its hyphens for a reason, and so has a word that is said twice (``Toli-Toli``).
    """
    if re.search(r"\s", office):
        return office
    words = _JOINT.split(office)
    made = words[0]
    for before, word in pairwise(words):
        made += ("-" if before.casefold() == word.casefold() else " ") + word
    return made


def people(said: Said) -> Iterator[str]:
    """Yield the offices of *said*, each with its sheets and who filled them in."""
    for office in said.offices:
        own = [one for one in said.remarks if one.office == office]
        sheets = ", ".join(dict.fromkeys(one.sheet for one in own if one.sheet))
        persons = ", ".join(dict.fromkeys(one.person for one in own if one.person))
        beside = "; ".join(filter(None, (sheets, persons)))
        yield f"{shown(office)} ({beside})" if beside else shown(office)
