"""The norms of a regulation → the same, each with the provisions that punish its breach.

A provision punishes where it imposes a sanction ("dikenai sanksi", "dipidana") and refers to what is breached:
"Pelanggaran terhadap ketentuan sebagaimana dimaksud pada ayat (1) dikenai sanksi administratif." What refers to an
article, or a paragraph, means what stands below it too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pkpu_review.knowledge import load
from pkpu_review.lexis.places import Places
from pkpu_review.lexis.references import find as references
from pkpu_review.model import Norm, Regulation


def sanctioned(regulation: Regulation, norms: Sequence[Norm]) -> tuple[Norm, ...]:
    """Return *norms* with their ``sanctions``."""
    punished = punishments(regulation)
    if not punished:
        return tuple(norms)
    made = []
    for norm in norms:
        by: list[str] = []
        place = norm.provision
        while place:
            by += (one for one in punished.get(place, ()) if one != norm.provision and one not in by)
            place = place.rpartition("/")[0]
        made.append(replace(norm, sanctions=tuple(by)) if by and norm.modality in ("wajib", "dilarang") else norm)
    return tuple(made)


def punishments(regulation: Regulation) -> dict[str, list[str]]:
    """Return id of what is breached → ids of the provisions that punish it."""
    places: Places | None = None
    found: dict[str, list[str]] = {}
    for provision in regulation.walk():
        text = provision.text
        if "sanksi" not in text and "dipidana" not in text and not _imposing().search(text):
            continue
        if not (_imposing().search(text) and _breach().search(text)):
            continue
        if provision.id.startswith("penjelasan"):
            continue
        places = places or Places(one.id for one in regulation.walk())
        for reference in references(text):
            target = places.resolve(reference, provision.id)
            if target and target != provision.id and provision.id not in found.setdefault(target, []):
                found[target].append(provision.id)
    return found


@cache
def _imposing() -> re.Pattern[str]:
    return re.compile(load("norms.toml")["sanction"]["imposing"])


@cache
def _breach() -> re.Pattern[str]:
    return re.compile(load("norms.toml")["sanction"]["breach"], re.I)
