"""Adoption → its evidence in words: what was asked for, and what the next draft has there. Every proposal has some."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pkpu_review.ids import cite
from pkpu_review.lexis.words import shortened
from pkpu_review.model import Comparison, Provision
from pkpu_review.model.adoption import Adoption, Asked
from pkpu_review.report.sheets.cells import unbarred
from pkpu_review.report.wording import say

EVIDENCE = 6
"""Changes that are told of one proposal."""
QUOTED = 140
"""Characters quoted of words asked for or found."""
REPEATED = 50
"""Characters up to which words that still stand are quoted once more."""
LITTLE = frozenset(["dan", "atau", "serta"])
"""Words that join others: beside other changes they are none that a reader looks for."""
_WORD = re.compile(r"\w+")
_SIGNS = " .,;:"
"""Signs that belong to the sentence, not to the words that are quoted from it."""


def evidence(one: Adoption, compared: Comparison) -> Iterator[str]:
    """Yield the evidence of *one*, a sentence each; at least one. *compared* are the draft and the next one."""
    told = list(_told(one, compared))
    if not told:
        told = [say("follow.as-asked" if one.fate == "wholly" else "follow.nowhere")]
    yield from told
    if one.more:
        yield say("follow.more")


def _told(one: Adoption, compared: Comparison) -> Iterator[str]:
    if one.wish == "keep" and not one.elsewhere and (len(one.asked) <= 1 or one.fate == "not"):
        yield from _kept(one)
    elif one.wish == "remove":
        yield from _listed([_removed(asked, one, compared) for asked in one.asked])
    elif one.wish == "new" and len(one.asked) <= 1:
        yield from _new(one, compared)
    else:
        yield from _listed([asked_for(asked) for asked in _telling(one.asked)])
        if one.elsewhere:
            yield say("follow.elsewhere", place=cite(one.elsewhere))


def _telling(asked: Sequence[Asked]) -> list[Asked]:
    """Return the changes that tell something: a conjunction that came or went does not where other words did."""
    weighty = [one for one in asked if not {*_WORD.findall(f"{one.old} {one.new}".casefold())} <= LITTLE]
    return weighty or list(asked)


def _listed(told: list[str]) -> Iterator[str]:
    """Yield the first of *told*, each once, and how many are left out."""
    told = list(dict.fromkeys(told))
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


def _removed(asked: Asked, one: Adoption, compared: Comparison) -> str:
    """Return what became of a provision, or of a part of one, that was to go."""
    was = _holder(asked.old, compared.old.get(one.about))
    now = next((row.new for row in compared.of_old(was.id) if row.new), None) if was else None
    place = cite(now or one.place) if now or one.place else ""
    words = _quoted(asked.found or one.now)
    if asked.fate == "wholly" or not (place and words):
        return say("follow.gone-from", place=was.citation) if was and was.id != one.about else say("follow.gone")
    return say("follow.still", place=place, words=words)


def _holder(words: str, about: Provision | None) -> Provision | None:
    """Return what of the provision *about* has these *words*, with what stands below it: the whole, or a part."""
    if about is None:
        return None
    wanted = _WORD.findall(words.casefold())
    return next((one for one in about.walk() if _WORD.findall(_below(one).casefold()) == wanted), about)


def _part(words: str, whole: Provision | None) -> Provision | None:
    """Return the provision, *whole* or below it, in whose own words these *words* stand, one behind the other."""
    wanted = f" {' '.join(_WORD.findall(words.casefold()))} "
    below = whole.walk() if whole else ()
    return next((one for one in below if wanted in f" {' '.join(_WORD.findall(one.text.casefold()))} "), None)


def _below(one: Provision) -> str:
    """Return the words of a provision and of all below it, without labels."""
    return " ".join((one.lead, *map(_below, one.children), one.closing))


def _new(one: Adoption, compared: Comparison) -> Iterator[str]:
    """Yield where words stand that the draft did not have, those asked for and those found one below the other."""
    found = _quoted(one.asked[0].found) if one.asked else ""
    if one.fate == "not":
        yield say("follow.nowhere")
        return
    if found and one.fate != "wholly":
        asked, whole = one.asked[0].new, " ".join(one.said.usulan.split())
        # where words were read otherwise than they stand, what the office wrote is quoted
        yield say("follow.asked-for", new=_quoted(asked if asked in whole else whole))
    place = one.elsewhere or one.place
    if not place:
        return
    if found and "/baris-" in place:  # the row as it stands, cell by cell
        found = _quoted(one.now)
    elif found and (part := _part(one.asked[0].found, compared.new.get(place))):
        place, found = part.id, _quoted(part.text) if len(part.text) <= QUOTED else found
    if found:
        yield say("follow.alike" if one.fate == "partly" else "follow.elsewhere-words", place=cite(place), found=found)
    else:
        yield say("follow.elsewhere", place=cite(place))


def asked_for(asked: Asked) -> str:
    """Return one change that was asked for, and what the next draft has there, in words."""
    words = _change(asked.old, asked.new)
    old, found = _quoted(asked.old), _quoted(asked.found)
    fate = say(f"follow.short-{asked.fate}")
    # beside words that were to come and did not, other words tell nothing
    if not found or asked.fate == "wholly" or (asked.fate == "not" and not old):
        return say("follow.found-none", asked=words, fate=fate)
    if found.casefold() == old.casefold():
        key = "follow.found-same" if len(found) <= REPEATED else "follow.found-before"
        return say(key, asked=words, fate=fate, found=found)
    return say("follow.found", asked=words, fate=fate, found=found)


def _change(old: str, new: str) -> str:
    kind = "replace" if old and new else "insert" if new else "delete"
    return say(f"follow.asked-{kind}", old=_quoted(old), new=_quoted(new))


def _quoted(text: str) -> str:
    return shortened(unbarred(text).strip(_SIGNS), QUOTED)
