"""Woven paragraphs → the same ones, with ends that a word processor accepts and rejects as they are meant.

The end of a paragraph is a change of its own in a Word file: where it is inserted or deleted, the paragraph becomes
one with the next.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pkpu_review.report.word.printed import Layout
from pkpu_review.report.word.woven import State, Woven, WovenTable

_SIDE: dict[State, str] = {"keep": "", "insert": "new", "to": "new", "delete": "old", "from": "old"}
"""Where what is no longer, or not yet, in both versions stands."""


def ended(sequence: Iterable[Woven | WovenTable]) -> list[Woven | WovenTable]:
    """Return *sequence* with every paragraph so ended that both versions come out whole."""
    blocks: list[Woven | WovenTable] = []
    run: list[Woven] = []
    for block in sequence:
        if isinstance(block, Woven):
            run.append(block)
        else:
            blocks += (*_closed(run), block)
            run = []
    blocks += _closed(run)
    for place in range(len(blocks) - 2, -1, -1):  # from the end: what is put right may alter how a paragraph begins
        block, following = blocks[place], blocks[place + 1]
        if isinstance(block, Woven) and isinstance(following, Woven) and block.end == "keep":
            blocks[place] = _ended(block, following)
    return blocks


def _closed(run: list[Woven]) -> list[Woven]:
    """Return the paragraphs before a table, or before the end, so that the last one ends in both versions.

    Nothing can take that end away: there is no paragraph behind it that it could join. The last paragraph that went
    and the last that came are one; where there is but one of them, it takes over the end of the one that stays before
    them. Where none stays, or the last one was moved, neither can be done: an empty paragraph may be left.
    """
    start = len(run)
    while start and run[start - 1].end in ("insert", "delete") and not run[start - 1].move:
        start -= 1
    gone, come = ([block for block in run[start:] if block.end == end] for end in ("delete", "insert"))
    if gone and come:
        old, new = gone.pop(), come.pop()
        both = Woven((*old.label, *new.label), (*old.words, *new.words), "keep", new.layout, _other(old, new))
        return [*run[:start], *gone, *come, both]
    if start == len(run) or not start or run[start - 1].end != "keep":
        return run
    before, last = run[start - 1], run[-1]
    # the end that stays bears the looks: in the one version those of the last, in the other those of the one before
    shown, other = (last, before) if come else (before, last)
    closing = replace(last, end="keep", layout=shown.layout, before=_other(other, shown))
    return [*run[: start - 1], replace(before, end=last.end), *run[start:-1], closing]


def _other(old: Woven, new: Woven) -> Layout | None:
    return old.layout if old.layout != new.layout else None


def _ended(block: Woven, following: Woven) -> Woven:
    """Return *block* so that a change at its end and one of the same kind at the start of *following* stay two.

    LibreOffice takes two insertions (or deletions) for one where only the end of a paragraph that stays lies between
    them, and rejects (accepts) that end with them. Where old and new words stand at the end, their order is turned;
    else the last word that stays is told anew.
    """
    first: State = next((state for _, state in (*following.label, *following.words)), "keep")
    units = list(block.words or block.label)
    last: State = units[-1][1] if units else "keep"
    if _SIDE[first] != _SIDE[last] or not _SIDE[first]:
        return block
    other: State = "delete" if _SIDE[last] == "new" else "insert"
    start = next((k for k in range(len(units) - 1, -1, -1) if units[k][1] == "keep"), -1) + 1
    tail = units[start:]
    if not any(state == other for _, state in tail) and start:
        start -= 1
        tail = [(units[start][0], last), *tail, (units[start][0], other)]
    turned = (*units[:start], *(u for u in tail if u[1] != other), *(u for u in tail if u[1] == other))
    return replace(block, words=turned) if block.words else replace(block, label=turned)
