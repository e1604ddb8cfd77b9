"""Regulation, or two versions of it → the duty matrix: :class:`~pkpu_review.model.Duties`, for all bodies or one.

Between two versions a duty is followed through the comparison: its partner stands in the provision that became of its
own. It is ``changed`` where body, modality, action, receiver, deadline or condition read otherwise; a reference that
only follows a renumbering, and spelling, change no duty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pkpu_review.annotate import bodies
from pkpu_review.annotate.norms import norms
from pkpu_review.model import Comparison, Duties, DutyChange, Norm, Regulation

FIELDS = ("modality", "body", "action", "toward", "deadline", "condition", "sanctions")
"""What is compared of two norms, in the order in which it is told."""
_WORDS = ("action", "toward", "condition")
"""Fields that a mere change of references or spelling leaves as they are."""


def duties(regulation: Regulation, body: str = "") -> Duties:
    """Return the duty matrix of *regulation*; with *body* (an id or a name) only what concerns that body."""
    return Duties(regulation, tuple(kept(norms(regulation), body)), body=_told(body))


def difference(comparison: Comparison, body: str = "") -> Duties:
    """Return the duty matrix of the new version of *comparison*, with what became of each duty of the old one."""
    old, new = norms(comparison.old), norms(comparison.new)
    changes = [one for one in _changes(comparison, old, new) if concerns(one.old, body) or concerns(one.new, body)]
    return Duties(comparison.new, tuple(kept(new, body)), comparison, tuple(changes), _told(body))


def _told(body: str) -> str:
    id = bodies.known(body)
    return body if id is None else bodies.called(id)


def kept(found: Iterable[Norm], body: str) -> Iterable[Norm]:
    """Yield the norms of *found* that concern *body*; all where it is empty."""
    return (norm for norm in found if concerns(norm, body))


def concerns(norm: Norm | None, body: str) -> bool:
    """Whether *norm* obliges, permits or forbids *body* something: an id, a name, or words of the text."""
    if norm is None:
        return False
    if not body:
        return True
    id = bodies.known(body)
    if id is not None:
        return id in norm.bodies
    words = r"\s+".join(re.escape(word) for word in body.split())
    return re.search(rf"(?<!\w){words}(?!\w)", norm.body.text, re.I) is not None


def _changes(comparison: Comparison, old: Sequence[Norm], new: Sequence[Norm]) -> Iterable[DutyChange]:
    """Yield a change for every norm of both versions, in the order of the rows."""
    before, after = _by_provision(old), _by_provision(new)
    became: dict[str, str] = {row.old: row.new for row in comparison.rows if row.old and row.new}
    pairs: dict[str, list[tuple[Norm, Norm, bool]]] = {}
    free_new = {id: list(found) for id, found in after.items()}
    free_old = {id: list(found) for id, found in before.items()}
    for row in comparison.rows:  # first who belongs together: of a split or a merger several rows have a side in common
        mine, theirs = free_new.get(row.new or "", []), free_old.get(row.old or "", [])
        likest = sorted(((_likeness(a, b), a, b) for a in theirs for b in mine), key=lambda one: one[0], reverse=True)
        for _, a, b in likest:
            if a in theirs and b in mine:
                theirs.remove(a)
                mine.remove(b)
                pairs.setdefault(b.provision, []).append((a, b, row.change in ("none", "reference", "editorial")))
    for row in comparison.rows:
        for norm in free_old.pop(row.old or "", []):
            yield DutyChange("gone", norm)
        told = pairs.pop(row.new or "", [])
        unpaired = free_new.pop(row.new or "", [])
        for norm in after.get(row.new or "", []):
            match = next(((a, words) for a, b, words in told if b is norm), None)
            if match is not None:
                fields = tuple(_fields(match[0], norm, match[1], became))
                yield DutyChange("changed" if fields else "same", match[0], norm, fields)
            elif norm in unpaired:
                yield DutyChange("new", None, norm)


def _by_provision(found: Iterable[Norm]) -> dict[str, list[Norm]]:
    by: dict[str, list[Norm]] = {}
    for norm in found:
        if not norm.items:  # its items say what is to be done
            by.setdefault(norm.provision, []).append(norm)
    return by


def _likeness(old: Norm, new: Norm) -> tuple[int, int, int]:
    words = set(_plain(old.action.text).split()) & set(_plain(new.action.text).split())
    return int(old.modality == new.modality) + int(old.bodies == new.bodies), len(words), int(old.due == new.due)


def _fields(old: Norm, new: Norm, same_words: bool, became: dict[str, str]) -> Iterable[str]:
    for name in FIELDS:
        if name == "sanctions":
            if {became.get(one, one) for one in old.sanctions} != set(new.sanctions):
                yield name
        elif name == "modality":
            if old.modality != new.modality:
                yield name
        elif name == "body" and old.bodies and old.bodies == new.bodies:
            if _plain(old.body.text) != _plain(new.body.text) and not same_words:
                yield name
        elif name in _WORDS and same_words:
            continue
        elif name == "action":
            if _deed(old) != _deed(new):
                yield name
        elif _plain(getattr(old, name).text) != _plain(getattr(new, name).text):
            yield name


def _deed(norm: Norm) -> str:
    """Return the action without the deadline in it, which is compared for itself."""
    text = norm.action.text
    return _plain(text.replace(norm.deadline.text, "") if norm.deadline and not norm.under else text)


def _plain(words: str) -> str:
    return " ".join(words.casefold().split()).strip(" .,;:")
