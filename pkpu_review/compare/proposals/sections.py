"""A proposal on several ayat of one article → what it says on each.

"Ayat (1): ... Ayat (3): ...", or their new wordings one after another, each behind its label.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pkpu_review.compare.proposals.adoption import alike

LIKE = 0.3
"""Share of stems that a wording has in common with the ayat whose label it has, to be another wording of it."""
MOST_SECTIONS = 40
"""Sections of one proposal; one with more is a wording."""
_HEAD = re.compile(
    r"(?:\A|(?<=[.;”\"’'])\s+|\n\s*)(?:(?:\d{1,2}[.)]|[-•])\s+)?(?:pada\s+|untuk\s+)?ayat\s*\((?P<label>\d{1,2}[a-z]?)\)\s*:\s*",
    re.IGNORECASE,
)
"""What is said on one ayat."""
_LABEL = re.compile(r"(?:\A|(?<=[.;:])\s*|\n\s*)[“\"]?(?:ayat\s+)?\((?P<label>\d{1,2}[a-z]?)\)\s+(?=[“\"]?[A-Z])")
"""The label of an ayat that is written out."""
_ONLY_CHANGED = re.compile(
    r"(?:(?!\b(?:di)?(?:tambah|sisip|pecah|bagi|pisah|gabung|satukan|lebur)(?:kan)?\b|\bbaru\b|\bjadikan\b)[^:“”\"]){0,200}:?\s*",
    re.IGNORECASE,
)
"""What may stand before the first label: that ayat are to be changed, but not how many there are."""


def sections(proposal: str, paragraphs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the labels of the ayat that *proposal* is about, each with what it says on it; nothing where it is not on
    several of them.

    Args:
        paragraphs: label and words of the ayat of the article.

    A label that the article does not have is that of a new ayat. What an ayat says already is no section.
    """
    known = dict(paragraphs)
    for pattern, whole in ((_HEAD, False), (_LABEL, True)):
        heads = list(pattern.finditer(proposal))
        labels = [head["label"].casefold() for head in heads]
        if not 1 < len(heads) <= MOST_SECTIONS or len(set(labels)) < len(labels) or not set(labels) & known.keys():
            continue
        if not _ONLY_CHANGED.fullmatch(proposal[: heads[0].start()]):
            continue
        ends = [head.start() for head in heads[1:]] + [len(proposal)]
        said = [proposal[head.end() : end].strip(" \n;,") for head, end in zip(heads, ends, strict=True)]
        found = [(label, text) for label, text in zip(labels, said, strict=True) if text]
        if (
            whole
            and sum(alike(text, known[label]) >= LIKE for label, text in found if label in known)
            <= len([label for label in labels if label in known]) / 2
        ):
            continue
        return found
    return []
