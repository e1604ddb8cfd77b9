"""The word edits of a provision → paragraphs with marked runs, split into what stands before its list and after.

A comparison gives edits over a provision's own words, that is lead, closing words and promulgation
formula in one running text (:attr:`pkpu_review.model.Provision.text`). A sheet shows the closing
words after the list and leaves the formula out, so that the edits have to be told apart again: word
for word, by the place that each word has in its own version.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pkpu_review.model import Edit, Provision
from pkpu_review.report.printable import printable
from pkpu_review.report.sheet import Mark, Run

ISLAND_WORDS = 2
"""An unchanged stretch of at most so many words between two changes is shown as changed too: a reader follows
"old phrase, new phrase" more easily than words that alternate."""
SIGNS = ".,;:"
"""Signs that may stand behind a word, and are no part of it."""
ISLAND_SHARE = 0.5
"""... where it is at most this share of the words changed on each side of it."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word with its place (counted from 0) in the old text, the new one, or both."""

    word: str
    old: int | None
    new: int | None

    @property
    def mark(self) -> Mark:
        """Inserted where it has no old place, deleted where it has no new one."""
        return "insert" if self.old is None else "delete" if self.new is None else "equal"


def tokens(edits: Iterable[Edit], old: str, new: str) -> tuple[Token, ...]:
    """Return the words of *edits* with their places.

    Where the edits do not add up to the two texts, the old text stands as deleted and the new one as
    inserted: less readable, and still true.
    """
    made: list[Token] = []
    i = j = 0
    for edit in edits:
        if edit.operation == "equal":
            for word in edit.new.split():
                made.append(Token(word, i, j))
                i, j = i + 1, j + 1
            continue
        for word in edit.old.split():
            made.append(Token(word, i, None))
            i += 1
        for word in edit.new.split():
            made.append(Token(word, None, j))
            j += 1
    olds, news = old.split(), new.split()
    if [t.word for t in made if t.old is not None] != olds or [t.word for t in made if t.new is not None] != news:
        if olds == news:
            return tuple(Token(word, k, k) for k, word in enumerate(news))
        deleted = [Token(word, k, None) for k, word in enumerate(olds)]
        return (*deleted, *(Token(word, None, k) for k, word in enumerate(news)))
    return tuple(made)


class Placed:
    """Words in order, found by their places: a provision of a thousand paragraphs is not read once for each of them."""

    def __init__(self, made: Sequence[Token]) -> None:
        self._made = made
        self._olds = [at for at, token in enumerate(made) if token.old is not None]
        self._news = [at for at, token in enumerate(made) if token.new is not None]

    def among(self, olds: range, news: range) -> Iterator[Token]:
        """Yield the words that have their old place in *olds*, or their new one in *news*."""
        for at in sorted({*self._olds[olds.start : olds.stop], *self._news[news.start : news.stop]}):
            yield self._made[at]


def parts(made: Iterable[Token], old: Provision, new: Provision) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Return the words that belong to the lead and to the closing; those of the promulgation formula are left out."""
    lead: list[Token] = []
    closing: list[Token] = []
    old_lead, new_lead = len(old.lead.split()), len(new.lead.split())
    old_end, new_end = old_lead + len(old.closing.split()), new_lead + len(new.closing.split())
    for token in made:
        if token.new is not None:
            place, first, end = token.new, new_lead, new_end
        else:
            place, first, end = token.old or 0, old_lead, old_end
        if place < first:
            lead.append(token)
        elif place < end:
            closing.append(token)
    return tuple(lead), tuple(closing)


def runs(made: Iterable[Token]) -> tuple[Run, ...]:
    """Return the words as runs, deleted before inserted; short unchanged islands join the change around them.

    The runs put together are the text to show: a space between two runs is unmarked.
    """
    blocks: list[tuple[list[str], list[str], bool]] = []  # old words, new words, changed?
    for token in made:
        changed = token.mark != "equal"
        if not blocks or blocks[-1][2] != changed:
            blocks.append(([], [], changed))
        if token.old is not None:
            blocks[-1][0].append(token.word)
        if token.new is not None:
            blocks[-1][1].append(token.word)
    smooth: list[tuple[list[str], list[str], bool]] = []
    for place, (old, new, changed) in enumerate(blocks):
        if not changed and 0 < place < len(blocks) - 1 and _is_island(len(new), smooth[-1], blocks[place + 1]):
            changed = True
        if smooth and smooth[-1][2] and changed:
            smooth[-1][0].extend(old)
            smooth[-1][1].extend(new)
        else:
            smooth.append((list(old), list(new), changed))
    made_runs: list[Run] = []
    for old, new, changed in smooth:
        if not changed:
            _add(made_runs, new, "equal")
        else:
            _add_changed(made_runs, old, new)
    return tuple(made_runs)


def _add_changed(made: list[Run], old: list[str], new: list[str]) -> None:
    """Add *old* words as deleted and *new* ones as inserted; a word that only lost or got a sign behind it stays.

    Where the sign is all that changed, the word is marked with it: nobody sees a point that is struck out.
    """
    stem = old[0].rstrip(SIGNS) if old and new and len(old) + len(new) > 2 else ""
    if not stem or old[0] == new[0] or stem != new[0].rstrip(SIGNS):
        _add(made, old, "delete")
        _add(made, new, "insert")
        return
    _add(made, [stem], "equal")
    gone, come = " ".join([old[0][len(stem) :], *old[1:]]), " ".join([new[0][len(stem) :], *new[1:]])
    if gone:
        made.append(Run(printable(gone), "delete"))
    if come.startswith(" "):
        made.append(Run(" "))
    if come.strip():
        made.append(Run(printable(come.removeprefix(" ")), "insert"))


def _add(made: list[Run], words: list[str], mark: Mark) -> None:
    if not words:
        return
    text = printable(" ".join(words))
    if made and mark == "equal":
        text = " " + text
    elif made and made[-1].mark == "equal":
        made[-1] = Run(made[-1].text + " ")
    elif made:
        made.append(Run(" "))
    made.append(Run(text, mark))


def _is_island(words: int, before: tuple[list[str], list[str], bool], after: tuple[list[str], list[str], bool]) -> bool:
    if words > ISLAND_WORDS:
        return False
    # only where old words give way to new ones on both sides: a single inserted word stays a single inserted word
    sides = (before[0], before[1], after[0], after[1])
    return all(sides) and all(words <= ISLAND_SHARE * len(side) for side in sides)
