"""FollowUp → what its reader has to know before all else: that the next draft may be the wrong file, and what to do.

A proposal can be found in any text that has its words; in a file that is not the next draft of the regulation that was
remarked on, what is found says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from pkpu_review.lexis.words import shortened
from pkpu_review.model import Comparison, Regulation
from pkpu_review.model.adoption import FollowUp
from pkpu_review.report.printable import printable
from pkpu_review.report.wording import say

ALIKE_TITLE = 0.5
"""Share of the words of the shorter title that the other one has, up to which the two name different subjects."""
ALIKE_WORDS = 0.35
"""Share of the words of the draft that stand in the next one at their place, up to which most of it differs."""
TITLE = 160
"""Letters of a title that are told."""


def warnings(found: FollowUp) -> Iterator[str]:
    """Yield the sentences that stand above everything else; none where all is in order."""
    compared = found.comparison
    old, new = compared.old, compared.new
    if old.source.sha256 and old.source.sha256 == new.source.sha256:
        yield say("follow.same-file", name=printable(new.source.name))
    elif found.dim.old and found.dim.old == new.source.sha256:
        yield say("follow.older-file", name=printable(new.source.name))
    elif all(row.relation == "same" and row.change == "none" for row in compared.rows):
        yield say("follow.same-words", name=printable(new.source.name))
    elif _differ(old, new) and common(compared) <= ALIKE_WORDS:
        yield say("follow.other", draft=_title(old), next=_title(new))
    for problem in compared.unproven:
        yield printable(problem.message)


def common(compared: Comparison) -> float:
    """Return the share of the words of the old version that stand unchanged in what became of their provisions."""
    whole = same = 0
    kept: dict[str, int] = {}
    for row in compared.rows:
        provision = compared.old.get(row.old)
        if provision is None:
            continue
        if row.new is None:
            count = 0
        elif row.change == "none":
            count = len(provision.text.split())
        else:
            count = sum(len(edit.old.split()) for edit in row.edits if edit.operation == "equal")
        kept[provision.id] = max(kept.get(provision.id, 0), count)
    for provision in compared.old.walk():
        whole += len(provision.text.split())
        same += kept.get(provision.id, 0)
    return same / whole if whole else 1.0


def _differ(old: Regulation, new: Regulation) -> bool:
    """Whether the two name different subjects; a file without a title may be of any."""
    first, second = ({*one.identity.title.casefold().split()} - _LITTLE for one in (old, new))
    least = min(len(first), len(second))
    return bool(least) and len(first & second) <= ALIKE_TITLE * least


_LITTLE = frozenset(["dan", "atau", "dalam", "di", "untuk", "atas", "tentang", "pada", "yang", "serta"])
"""Words that any two titles share."""


def _title(regulation: Regulation) -> str:
    return shortened(printable(regulation.identity.title or regulation.source.name), TITLE)
