"""Norms of a row → lines: who must, may or must not, by when, under which condition, in the draft's own words.

What is to be done stands in the words of the row itself and is not told again. The norm word is the draft's ("harus",
"berhak", "berwenang"); where a plain sentence lays a task on a body ("KPU menetapkan ..."), that body is its doer.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from pkpu_review.ids import cite, parent
from pkpu_review.lexis.words import shortened
from pkpu_review.model import DutyChange, Norm, Regulation
from pkpu_review.model.norms import Words
from pkpu_review.report.views import duties
from pkpu_review.report.views.budget import capital
from pkpu_review.report.wording import listing, say

CONDITION = 160
"""Characters of a condition: its provision stands beside it."""
_FORM = re.compile(r"\b(?:dengan|dalam|oleh|melalui|berdasarkan)\s.*", re.DOTALL)
_EXCEPT = ("kecuali", "sepanjang")
"""Words of a condition that say themselves what it is."""
_LIST = 3
"""From so many items on their first and last are named."""


def lines(
    norms: Sequence[tuple[Norm, DutyChange | None]],
    regulation: Regulation,
    shown: str,
    doubtful: Collection[str] = (),
) -> Iterator[str]:
    """Yield the lines of *norms*, which stand in a row that shows provision *shown*: once what items have in common.

    A sanction in a provision that is *doubtful* (its references may mean another provision) is not told.
    """
    told = [(_told(norm, change, regulation, doubtful), norm.provision) for norm, change in norms]
    for (words, _), group in groupby((one for one in told if one[0]), lambda one: (one[0], parent(one[1]))):
        places = list(dict.fromkeys(place for _, place in group))
        head = "" if places == [shown] else f"{_cited(places, regulation)}: "
        yield capital(f"{head}{words}{'' if words.endswith('…') else '.'}")


def _cited(places: Sequence[str], regulation: Regulation) -> str:
    """Return the citation of *places*, which have one parent: "Pasal 31 ayat (2) huruf a sampai dengan huruf d"."""
    first = cite(places[0])
    above = parent(places[0])
    units = [first, *(cite(place).removeprefix(cite(above)).strip() for place in places[1:])]
    provision = regulation.get(above) if above else None
    siblings = [one.id for one in provision.children] if provision else []
    at = siblings.index(places[0]) if places[0] in siblings else len(siblings)
    if len(units) >= _LIST and siblings[at : at + len(units)] == list(places):
        return say("notes.through", first=first, last=units[-1])
    return listing(units)


def _told(norm: Norm, change: DutyChange | None, regulation: Regulation, doubtful: Collection[str]) -> str:
    """Return what is told of *norm*; nothing where its own words tell all."""
    forbidden = norm.modality == "dilarang"
    changed = change is not None and change.kind == "changed"
    if not (norm.body or norm.deadline or forbidden or changed):
        return ""
    who = duties.who(norm, regulation) or (shortened(norm.subject.text, CONDITION) if forbidden else "")
    parts = [_head(norm, who)]
    if norm.deadline:
        kind = norm.due.kind if norm.due else "tenggat"
        parts.append(say(f"notes.{kind}", words=_whole(norm, norm.deadline, regulation)))
    if norm.condition:
        words = shortened(_whole(norm, norm.condition, regulation), CONDITION)
        words = words[:1].lower() + words[1:]
        parts.append(words if words.startswith(_EXCEPT) else say("notes.condition", condition=words))
    sanctions = [cite(one) for one in norm.sanctions if one not in doubtful]
    if sanctions:
        parts.append(say("notes.sanction", places="; ".join(sanctions)))
    unsure = len(sanctions) < len(norm.sanctions)
    fields = [one for one in change.fields if not (unsure and one == "sanctions")] if change and changed else []
    if fields:
        was = duties.word(change.old) if change and change.old else ""
        parts.append(say("notes.changed", fields=", ".join(_field(name, was) for name in fields)))
    return "; ".join(filter(None, parts))


def _field(name: str, was: str) -> str:
    """Return what a field of a norm that changed is called; of the norm word with what it *was*."""
    return say("notes.field-modality-was", was=was) if name == "modality" and was else say(f"notes.field-{name}")


def _head(norm: Norm, who: str) -> str:
    if norm.modality == "delegation":
        form = _FORM.search(norm.action.text)
        return say("notes.delegated", form=shortened(form[0], CONDITION)) if form else say("duties.delegation").lower()
    word = duties.word(norm)
    if not word:
        return say("notes.doer", who=who) if who else ""
    return f"{word}: {who}" if who else word


def _whole(norm: Norm, words: Words, regulation: Regulation) -> str:
    """Return *words*; where they end with the lead of a list ("terhitung sejak:"), with the items."""
    provision = regulation.get(norm.provision)
    if provision is None or not provision.children or not provision.lead.rstrip().endswith(":"):
        return words.text
    if provision.lead.rstrip(" :") != provision.text[: words.end].rstrip(" :"):
        return words.text
    items = " ".join(f"{child.label} {child.lead}".strip() for child in provision.children)
    return shortened(f"{words.text.rstrip(' :')}: {items}", CONDITION).rstrip(" ;.")
