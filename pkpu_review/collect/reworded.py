"""A cell as it went out, and as it came back → what a person changed in its words, and the wording that this makes.

Words that the sheet showed as deleted are no part of the wording; words that a person typed always are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pkpu_review.collect.grid import Cell, Item, on_one_line
from pkpu_review.knowledge import load

ALIKE = 0.5
"""Share of words in common from which one paragraph is another one, changed."""
MOST_PAIRS = 4_000_000
"""Words of one paragraph times those of another up to which they are held against one another word by word."""
_LABELLED = re.compile(r"(?:\(\d+[a-z]?\)|[a-z]{1,2}\.|\d+[a-z]?\.|Pasal\s+\d+|BAB\s+[IVXLC]+|Ayat\s*\(\d)", re.ASCII)
"""How a provision begins that somebody adds."""


@dataclass(frozen=True, slots=True)
class Reworded:
    """What became of a cell: *told* says it in words; *words* is the wording of the paragraphs that were changed;
    *added* are paragraphs that stand beside them and look like remarks."""

    told: str
    words: str
    added: tuple[str, ...]


def reworded(cell: Cell, before: Cell) -> Reworded | None:
    """Return what *cell* makes of *before*; None where it is another cell, or nothing was changed in it."""
    now = [item for item in cell.items if item.tag is None and item.text]
    was = [item for item in before.items if item.tag is None and item.text]
    if not now or not was or share(_words(was), _words(now)) < ALIKE:
        return None
    ours, theirs = ([on_one_line(item.text) for item in side] for side in (was, now))
    told: list[str] = []
    words: list[str] = []
    added: list[str] = []
    for operation, i, i_end, j, j_end in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if operation == "equal":
            continue
        for old, new in _pairs(was[i:i_end], now[j:j_end]):
            if new is None and old is not None:
                told.append(_say("deleted", old=on_one_line(old.text)))
            elif old is None and new is not None:
                (words if _LABELLED.match(on_one_line(new.text)) else added).append(new.text)
                if words and words[-1] == new.text:
                    told.append(_say("inserted", new=on_one_line(new.text)))
            elif old is not None and new is not None:
                told += _steps(on_one_line(old.text).split(), on_one_line(new.text).split())
                words.append(_wording(old, new))
    if not (told or words or added):
        return None
    return Reworded(
        _say("reworded", steps="; ".join(told)) if told else "", "\n".join(filter(None, words)), tuple(added)
    )


def left_out(cell: Cell, before: Cell) -> str:
    """Return in words which paragraphs of *before* are gone from *cell*, where the others still stand in it."""
    now, was = set(cell.printed), [text for text in before.printed if text]
    gone = [text for text in was if text not in now]
    if not gone or len(gone) == len(was):
        return ""
    return _say("reworded", steps="; ".join(_say("deleted", old=text) for text in gone))


def likeness(cell: Cell, before: Cell) -> float:
    """Return how many words two cells have in common, as a share of those of both (0 to 1)."""
    ours, theirs = (Counter(word for text in one.printed for word in text.split()) for one in (cell, before))
    return 2 * (ours & theirs).total() / max(1, ours.total() + theirs.total())


def share(ours: Sequence[str], theirs: Sequence[str]) -> float:
    """Return how many words two texts have in common, as a share of the shorter one's."""
    common = (Counter(ours) & Counter(theirs)).total()
    return common / max(1, min(len(ours), len(theirs)))


def _words(items: list[Item]) -> list[str]:
    return [word for item in items for word in item.text.split()]


def _pairs(was: list[Item], now: list[Item]) -> list[tuple[Item | None, Item | None]]:
    """Return the paragraphs that are the same one before and after, in order; the others alone."""
    made: list[tuple[Item | None, Item | None]] = []
    waiting = list(was)
    for item in now:
        words = item.text.split()
        best = max(waiting, key=lambda one: share(one.text.split(), words), default=None)
        if best is not None and share(best.text.split(), words) >= ALIKE:
            waiting.remove(best)
            made.append((best, item))
        else:
            made.append((None, item))
    return [*made, *((item, None) for item in waiting)]


def _steps(old: list[str], new: list[str]) -> list[str]:
    """Return each change in words; of texts too long to be held against one another only that they were changed."""
    if len(old) * len(new) > MOST_PAIRS:
        return [_say("replaced", old=" ".join(old), new=" ".join(new))]
    told = []
    for operation, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        before, after = " ".join(old[i:i_end]), " ".join(new[j:j_end])
        if operation == "insert":
            told.append(_say("inserted", new=after))
        elif operation == "delete":
            told.append(_say("deleted", old=before))
        elif operation == "replace":
            told.append(_say("replaced", old=before, new=after))
    return told


def _wording(old: Item, new: Item) -> str:
    """Return the wording that *new* makes: without what the sheet shows as deleted, with all that was typed."""
    ours, theirs = old.text.split(), new.text.split()
    if not new.struck or len(ours) * len(theirs) > MOST_PAIRS:
        return new.text
    kept = set(range(len(theirs))) - set(new.struck)
    for operation, _, _, j, j_end in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if operation in ("insert", "replace"):
            kept.update(range(j, j_end))
    return " ".join(theirs[index] for index in sorted(kept))


def common(cell: Cell, words: Counter[str]) -> int:
    """Return how many of *words* stand in *cell*."""
    own = Counter(word for text in cell.printed for word in text.split())
    return sum(min(count, words[word]) for word, count in own.items())


def is_draft(cell: Cell, shared: int, total: int) -> bool:
    """Whether a cell shows a provision of *total* words, or a part of it: *shared* of them stand in it."""
    length = sum(len(text.split()) for text in cell.printed)
    return shared > 0 and shared >= ALIKE * min(length, total)


def _say(key: str, **values: str) -> str:
    told: str = load("collect.toml")["told"][key]
    return told.format(**values)
