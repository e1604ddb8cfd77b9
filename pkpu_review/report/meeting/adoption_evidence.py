"""Adoption → its evidence in words: what was asked for, and what the next draft has there. Every proposal has some."""

from __future__ import annotations

from collections.abc import Iterator

from pkpu_review.ids import cite
from pkpu_review.lexis.words import shortened
from pkpu_review.model.adoption import Adoption, Asked
from pkpu_review.report.sheets.cells import unbarred
from pkpu_review.report.wording import say

EVIDENCE = 6
"""Changes that are told of one proposal."""
QUOTED = 140
"""Characters quoted of words asked for or found."""
_SIGNS = " .,;:"
"""Signs that belong to the sentence, not to the words that are quoted from it."""


def evidence(one: Adoption) -> Iterator[str]:
    """Yield the evidence of *one*, a sentence each; at least one."""
    told = list(_told(one))
    if not told:
        told = [say("follow.as-asked" if one.fate == "wholly" else "follow.nowhere")]
    yield from told
    if one.more:
        yield say("follow.more")


def _told(one: Adoption) -> Iterator[str]:
    if one.wish == "keep" and not one.elsewhere and (len(one.asked) <= 1 or one.fate == "not"):
        yield from _kept(one)
    elif one.wish == "remove" and len(one.asked) <= 1 and one.fate != "partly":
        yield from _removed(one)
    elif one.wish == "new" and len(one.asked) <= 1:
        yield from _new(one)
    else:
        yield from _listed([asked_for(asked) for asked in one.asked])
        if one.elsewhere:
            yield say("follow.elsewhere", place=cite(one.elsewhere))


def _listed(told: list[str]) -> Iterator[str]:
    """Yield the first of *told*, and how many are left out."""
    yield from told[:EVIDENCE]
    if len(told) > EVIDENCE:
        yield say("notes.more", count=len(told) - EVIDENCE)


def _kept(one: Adoption) -> Iterator[str]:
    """Yield what became of a provision that was to stay as it is."""
    if one.fate == "wholly":
        yield say("follow.kept")
        return
    if not one.now:
        yield say("follow.removed")
        return
    changes = [_change(edit.old, edit.new) for edit in one.edits if edit.operation != "equal"]
    if changes:
        yield from _listed([say("follow.changed", change=changes[0]), *changes[1:]])
    else:
        yield say("follow.changed-all")


def _removed(one: Adoption) -> Iterator[str]:
    """Yield what became of a provision that was to go."""
    if one.fate == "wholly" or not one.now:
        yield say("follow.gone")
    else:
        yield say("follow.still", place=cite(one.place), words=_quoted(one.now))


def _new(one: Adoption) -> Iterator[str]:
    """Yield where words stand that the draft did not have, those asked for and those found one below the other."""
    found = _quoted(one.asked[0].found) if one.asked else ""
    if one.fate == "not":
        yield say("follow.nowhere")
        return
    if found and one.fate != "wholly":
        yield say("follow.asked-for", new=_quoted(one.asked[0].new))
    place = one.elsewhere or one.place
    if not place:
        return
    if found:
        yield say("follow.alike" if one.fate == "partly" else "follow.elsewhere-words", place=cite(place), found=found)
    else:
        yield say("follow.elsewhere", place=cite(place))


def asked_for(asked: Asked) -> str:
    """Return one change that was asked for, and what the next draft has there, in words."""
    words = _change(asked.old, asked.new)
    old, found = _quoted(asked.old), _quoted(asked.found)
    fate = say(f"follow.short-{asked.fate}")
    if not found or asked.fate == "wholly":
        return say("follow.found-none", asked=words, fate=fate)
    if found.casefold() == old.casefold():
        return say("follow.found-same", asked=words, fate=fate, found=found)
    return say("follow.found", asked=words, fate=fate, found=found)


def _change(old: str, new: str) -> str:
    kind = "replace" if old and new else "insert" if new else "delete"
    return say(f"follow.asked-{kind}", old=_quoted(old), new=_quoted(new))


def _quoted(text: str) -> str:
    return shortened(unbarred(text).strip(_SIGNS), QUOTED)
