"""The words of a provision, and what is to be changed in them → the words that it would then have.

A change is an order (replace, insert, drop), a clause that takes the place of the one that it is likest to, or a
wording with dots where words of the draft are to stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pkpu_review.compare.edits import steps
from pkpu_review.lexis import numerals
from pkpu_review.lexis.stems import Word
from pkpu_review.lexis.stems import words as units
from pkpu_review.lexis.words import key

A_CLAUSE = 0.7
"""Part of a provision's words below which a wording that begins with a small letter may be a clause of it."""
A_HALF = 0.5
"""Part of its stems that the clause has in common with the one that it is for."""
A_CAPITAL = 0.6
"""... that it has in common where it begins with a capital, as a whole wording does."""
SLACK = 2
"""Words that the one may have more than the other."""
_DOTS = re.compile(r"[(\[]?\s*(?:\.{3,}|…)[.…\s]*[)\]]?")


def same(one: str, other: str) -> bool:
    """Whether two wordings differ in signs and labels alone."""
    return [word.key for word in units(one)] == [word.key for word in units(other)]


def completed(wording: str, before: str) -> str:
    """Return *wording* with the words of *before* that it leaves out: at dots, or around a mere clause."""
    if _DOTS.search(wording):
        return _dots_filled(wording, before)
    new, old = units(wording), units(before)
    capital = wording[:1].isupper()
    if not new or not old or new[0].key == old[0].key or len(new) > (A_HALF if capital else A_CLAUSE) * len(old):
        return wording
    stems = _stems(new)
    windows = [
        (
            len(stems & _stems(old[at : at + size])),
            -abs(size - len(new)),
            -_apart(new, old[at : at + size]),
            -at,
            at,
            at + size,
        )
        for size in range(max(1, len(new) - SLACK), min(len(old), len(new) + SLACK) + 1)
        for at in range(len(old) - size + 1)
    ]
    shared, *_, start, end = max(windows)
    if not stems or shared < (A_CAPITAL if capital else A_HALF) * len(stems):
        return wording
    whole = " ".join((*(word.text for word in old[:start]), wording, *(word.text for word in old[end:])))
    same_words = [word.key for word in units(whole)] == [word.key for word in (*old[:start], *new, *old[end:])]
    return whole if same_words else wording  # or words of the two would be read as one


def _stems(found: Sequence[Word]) -> set[str]:
    """Return the stems of *found*, one number as good as another."""
    return {"0" if word.is_figure else word.stem for word in found if word.stem}


def _apart(one: Sequence[Word], other: Sequence[Word]) -> float:
    """Return how far the first numbers of two clauses are apart: of two like ones, that is meant which is nearer."""
    found = [next((numerals.value(word.key) for word in side if word.is_figure), None) for side in (one, other)]
    return 0.0 if None in found else abs(float(found[0] or 0) - float(found[1] or 0))


def _dots_filled(wording: str, before: str) -> str:
    """Return *wording* with what *before* has where the dots stand."""
    old = units(before)
    new: list[Word | None] = []
    for number, part in enumerate(_DOTS.split(wording)):
        new += [None, *units(part)] if number else units(part)
    told: list[str] = []
    for tag, i, i_end, j, j_end in steps([word.key for word in old], [word.key if word else None for word in new]):
        dots = [at for at in range(j, j_end) if new[at] is None]
        if tag == "equal" or not dots:
            told += [word.text for word in new[j:j_end] if word]
        else:  # the words before the dots stand for as many of the draft, and those behind them
            first, last = (
                [word.text for word in side if word] for side in (new[j : dots[0]], new[dots[-1] + 1 : j_end])
            )
            kept = old[i + len(first) : max(i + len(first), i_end - len(last))]
            told += [*first, *(word.text for word in kept), *last]
    return " ".join(told)


def applied(text: str, kind: str, old: str, new: str) -> str | None:
    """Return *text* with *new* in place of *old*, beside it, or, where that is not in it, behind all; None where
    nothing is to be done."""
    place = locate(text, old) if old else None
    if place is None:
        return f"{text.rstrip(' .;')} {new}" if new else None
    start, end = place
    within = text[start:end]
    if kind == "replace-all":
        rest = applied(text[end:], kind, old, new) if old != new else None
        behind = rest if rest is not None and locate(text[end:], old) else text[end:]
        return " ".join(f"{text[:start]} {new} {behind}".split())
    put = {
        "replace": new,
        "drop": "",
        "insert-after": f"{within} {new}",
        "insert-before": f"{new} {within}",
    }[kind]
    return " ".join(f"{text[:start]} {put} {text[end:]}".split())


def locate(text: str, words: str) -> tuple[int, int] | None:
    """Return where *words* stand in *text*, whatever the case and the punctuation, and a number in figures or words."""
    found = _run([(word.text, word.key) for word in units(text)], [word.key for word in units(words)], text)
    if found is None:  # they are a part of a name or a phrase
        plain = [(word, key(word)) for word in text.split() if key(word)]
        found = _run(plain, [key(word) for word in words.split() if key(word)], text)
    return found


def _run(there: Sequence[tuple[str, str]], wanted: Sequence[str], text: str) -> tuple[int, int] | None:
    """Return where the words with the keys *wanted* stand in *text*, whose words and keys are *there*."""
    size = len(wanted)
    for place in range(len(there) - size + 1 if wanted else 0):
        if [found for _, found in there[place : place + size]] == list(wanted):
            spans: list[tuple[int, int]] = []
            for word, _ in there[: place + size]:
                start = text.find(word, spans[-1][1] if spans else 0)
                if start < 0:  # a sign stands alone within it
                    return None
                spans.append((start, start + len(word)))
            return spans[place][0], spans[-1][1]
    return None
