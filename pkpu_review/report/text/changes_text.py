"""Changes → what a terminal shows of them: the numbers, the weightiest, then every row that changed, word by word.

Without colour, words that were deleted stand between ``[-`` and ``-]``, inserted ones between ``{+`` and ``+}``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pkpu_review.model import Edit
from pkpu_review.report.text.terminal import Line, Span, plain
from pkpu_review.report.views.changes import REASONS, Changes, Check, Item
from pkpu_review.report.wording import number, say

CONTEXT = 8
"""Unchanged words that are shown on each side of a changed one."""


def differences(changes: Changes, marks: bool = True) -> Iterator[Line]:
    """Yield the view of *changes*; with *marks* the changed words stand between brackets."""
    yield ((say("comparison.title"), "title"),)
    for role, name in changes.files:
        yield ((f"{role}: ", "soft"), (name, "plain"))
    for problem in changes.unproven:
        yield ((plain(problem.message), "warning"),)
    yield ()
    for title, told in changes.numbers:
        yield ((f"{title}: ", "soft"), (told, "plain"))
    if changes.filter:
        yield ((changes.filter, "warning"),)
    yield from _weightiest(changes)
    yield ()
    if not changes.items:
        yield ((say("comparison.none-shown" if changes.selection else "comparison.none"), "plain"),)
    else:
        yield ((say("comparison.all"), "heading"),)
        if marks:
            yield (
                (f"{say('comparison.marks')}: [-{say('note.mark-delete')}-] {{+{say('note.mark-insert')}+}}", "soft"),
            )
    before = 2
    for item in changes.items:
        lines = list(_item(item, marks))
        if len(lines) > 1 or before > 1:  # rows of one line stand close together
            yield ()
        yield from lines
        before = len(lines)
    if changes.along:
        yield ()
        yield ((changes.along, "soft"),)
    yield from _checks(changes.references_title, changes.references)
    yield from _checks(say("summary.check"), changes.checks)


def _weightiest(changes: Changes) -> Iterator[Line]:
    if not changes.weightiest:
        return
    yield ()
    yield ((say("comparison.weightiest"), "heading"),)
    for place, item in enumerate(changes.weightiest, 1):
        yield ((f"{place:>2}. ", "soft"), (item.headline, "plain"))
        because = "; ".join(plain(reason) for reason in item.row.reasons[:REASONS])
        weight = say("comparison.weight", rank=item.row.rank)
        yield (("    ", "soft"), (f"{weight}: {because}" if because else weight, "soft"))


def _item(item: Item, marks: bool) -> Iterator[Line]:
    place = f"  {item.place}" if item.place else ""
    yield (item.citation, "label"), (f"  {item.kind}", "heading"), (place, "soft")
    if item.note:
        yield (("  ", "plain"), (item.note, "plain"))
    if item.edits:
        yield edits_line(item.edits, marks)


def edits_line(edits: tuple[Edit, ...], marks: bool) -> Line:
    """Return one line with the words of *edits*; with *marks* the changed ones stand between brackets."""
    spans: list[Span] = [("  ", "plain")]
    for place, edit in enumerate(edits):
        if edit.operation == "equal":
            spans.append((context(plain(edit.new), place == 0, place == len(edits) - 1), "plain"))
        else:
            if edit.old:
                spans.append((f"[-{plain(edit.old)}-]" if marks else plain(edit.old), "delete"))
            if edit.old and edit.new:
                spans.append((" ", "plain"))
            if edit.new:
                spans.append((f"{{+{plain(edit.new)}+}}" if marks else plain(edit.new), "insert"))
        spans.append((" ", "plain"))
    return tuple(spans)


def context(text: str, first: bool, last: bool) -> str:
    """Return unchanged *text*, less what is far from the changes beside it; all of it where there are none."""
    if first and last:
        return text
    found = text.split(" ")
    before = [] if first else found[:CONTEXT]
    after = [] if last else found[-CONTEXT:]
    if len(found) <= len(before) + len(after) + 1:
        return text
    return " ".join([*before, "…", *after])


def _checks(heading: str, checks: Sequence[Check]) -> Iterator[Line]:
    if not checks:
        return
    yield ()
    yield ((f"{heading} ({number(len(checks))}):", "warning"),)
    for check in checks:
        yield (("- ", "soft"), (f"{check.where}: " if check.where else "", "soft"), (check.told, "plain"))
