"""References of the new version that need a look → one Indonesian sentence each, in the words of references.toml.

What left a range, or came into it from elsewhere, is told in one sentence a range.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pkpu_review import ids, knowledge
from pkpu_review.model import Comparison, FollowedReference
from pkpu_review.report.text.terminal import plain
from pkpu_review.report.wording import listing, number

WELL = ("kept", "updated")
"""Fates that nobody needs to look at."""
MOST_NAMED = 12
"""Places that one sentence names; of more it tells how many there are."""


def heading() -> str:
    """Return what stands above them."""
    return _words()["title"]


def followed(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """Yield provision and sentence of every reference that a person has to look at, in order."""
    became: dict[str, list[str]] = {}
    for row in comparison.rows:
        if row.old is not None and row.new is not None:
            became.setdefault(row.old, []).append(row.new)
    doubtful = (one for one in comparison.references if one.fate not in WELL)
    for (provision, *_), group in groupby(doubtful, lambda one: (one.provision, one.start, one.end, _kind(one))):
        found = list(group)
        yield provision, _sentence(found, became)


def _sentence(found: list[FollowedReference], became: dict[str, list[str]]) -> str:
    one = found[0]
    meant = [id for each in found for id in (became.get(each.before) or [each.meant]) if id]
    return _words()[_kind(one)].format(
        text=plain(one.text),
        before=_cited([each.before for each in found]),
        meant=_cited(meant),
        now=_cited([each.now for each in found]),
    )


def _kind(one: FollowedReference) -> str:
    """Return the name of the sentence that tells it."""
    if one.fate == "retargeted" and not (one.before and one.now):
        return "range-left" if one.before else "range-joined"
    if one.fate == "dangling" and not one.before:
        return "dangling-changed" if one.meant else "dangling-new"
    end = "gone" if not one.meant else "stays" if one.meant == one.before else "moved"
    return f"{one.fate}-{end}"


def _cited(places: list[str]) -> str:
    named = [plain(ids.cite(id)) for id in dict.fromkeys(places) if id]
    more = len(named) - MOST_NAMED
    return listing(named) if more <= 0 else listing([*named[:MOST_NAMED], f"{number(more)} ketentuan lain"])


def _words() -> dict[str, str]:
    words: dict[str, str] = knowledge.load("references.toml")["words"]
    return words
