"""A changed row → the sentence of the comparison behind its citation; and words, quoted."""

from __future__ import annotations

from pkpu_review.lexis.words import shortened
from pkpu_review.model import Change
from pkpu_review.report.printable import printable
from pkpu_review.report.sheet import Row, Side
from pkpu_review.report.sheets.cells import unbarred
from pkpu_review.report.wording import say


def tell(row: Row, change: Change) -> str:
    """Return the sentence for *row*, which tells *change*: where it stands, and what changed there."""
    subject = _subject(row)
    if not change.sentence:
        return say("telling.unclear", subject=subject)
    return say("telling.told", subject=subject, sentence=printable(unbarred(change.sentence)))


def beside(row: Row) -> str:
    """Return the sentence of *row* without the citation, which stands beside it; empty where it tells nothing."""
    if row.sentence == say("telling.unclear", subject=_subject(row)):
        return ""
    words = row.sentence.removeprefix(say("telling.told", subject=_subject(row), sentence="").rstrip()).lstrip()
    return words[:1].upper() + words[1:]


def _subject(row: Row) -> str:
    old = row.old.citation if row.old else ""
    key = "removed" if row.new is None else "renumbered" if row.relation == "renumbered" else "same"
    if row.change == "none" and key == "renumbered":
        key = "same"  # the sentence tells both numbers
    return say(f"telling.{key}", citation=row.citation, old=old)


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
