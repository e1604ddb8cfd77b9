"""A changed row → one Indonesian sentence that says what happened, with the words of the draft in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pkpu_review.report.sheet import Paragraph, Row, Side
from pkpu_review.report.wording import listing, say

EXCERPT = 150
"""Characters of a whole provision that are quoted."""
PHRASE = 90
"""Characters of a changed phrase that are quoted."""
TOLD = 2
"""Changes of one row that are told; the others are counted."""
_NUMBER = re.compile(
    r"\d|\((?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|se\w+|[a-z ]+ (?:belas|puluh|ratus)[a-z ]*)\)"
)


def tell(row: Row) -> str:
    """Return the sentence for a changed row."""
    if row.relation == "added":
        return say("telling.added", citation=row.citation, words=quoted(text(row.side), EXCERPT))
    if row.relation == "removed":
        return say("telling.removed", citation=row.citation, words=quoted(text(row.side), EXCERPT))
    old = row.old.citation if row.old else ""
    subject = say(f"telling.{row.relation}", citation=row.citation, old=old)
    changes = [change for paragraph in (row.new.paragraphs if row.new else ()) for change in _changes(paragraph)]
    if not changes:
        return say("telling.unchanged" if row.change == "none" else "telling.unclear", subject=subject)
    # numbers first, then the longest: that is what a reader asks for
    ordered = sorted(
        changes, key=lambda c: (not (_NUMBER.search(c[0]) or _NUMBER.search(c[1])), -len(c[0]) - len(c[1]))
    )
    told = [_phrase(old_words, new_words) for old_words, new_words in ordered[:TOLD]]
    if len(changes) > TOLD:
        told.append(say("telling.more", count=len(changes) - TOLD))
    key = "telling.changed" if row.change == "substantive" else f"telling.{row.change}"
    return say(key, subject=subject, changes=listing(told))


def text(side: Side) -> str:
    """Return the words of a side as one running text, labels included, without what was deleted."""
    parts = []
    for paragraph in side.paragraphs:
        words = "".join(run.text for run in paragraph.runs if run.mark != "delete")
        parts.append(f"{paragraph.label} {words}".strip())
    return " ".join(" ".join(part for part in parts if part).split())


def quoted(words: str, limit: int) -> str:
    """Return *words* in quotation marks without the stop at their end, cut between words after *limit* characters."""
    return f"“{shortened(words.rstrip(' ,;:.') or words, limit)}”"


def shortened(words: str, limit: int) -> str:
    """Return *words*, cut between words after *limit* characters, with dots where something is left out."""
    if len(words) <= limit:
        return words
    cut = words[: limit + 1].rsplit(None, 1)[0] if " " in words[: limit + 1] else words[:limit]
    return cut[:limit].rstrip(" ,;:.") + " …"


def _changes(paragraph: Paragraph) -> Iterator[tuple[str, str]]:
    """Yield (old words, new words) of each change; a changed number is told with the unit that follows it."""
    old = new = ""
    for run in (*paragraph.runs, None):
        if run is not None and run.mark == "delete":
            old = f"{old} {run.text}".strip()
        elif run is not None and run.mark == "insert":
            new = f"{new} {run.text}".strip()
        elif run is None or run.text.strip():
            if old or new:
                unit = _unit(run.text) if run is not None and old and new and _NUMBER.search(old + new) else ""
                yield f"{old} {unit}".strip(), f"{new} {unit}".strip()
            old = new = ""


def _unit(following: str) -> str:
    """Return the first word of an unchanged text where it belongs to the number before it: ``hari``, ``orang``."""
    word = following.split()[0]
    return word.rstrip(".,;:") if re.fullmatch(r"[A-Za-z]+[.,;:]?", word) else ""


def _phrase(old: str, new: str) -> str:
    if old and new:
        return say("telling.replaced", old=quoted(old, PHRASE), new=quoted(new, PHRASE))
    if new:
        return say("telling.inserted", new=quoted(new, PHRASE))
    return say("telling.deleted", old=quoted(old, PHRASE))
