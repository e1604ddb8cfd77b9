"""Changes → Markdown (CommonMark, with the ``~~`` of GitHub's for what was deleted).

Text of a document stays text: whatever would make markup, HTML, a link or a list of it is escaped (CommonMark 0.31,
2.4 Backslash escapes), and ``@``, of which some programs make links wherever it stands, is written as code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pkpu_review.model import Edit
from pkpu_review.report.text.terminal import plain
from pkpu_review.report.views.changes import REASONS, Changes, Item
from pkpu_review.report.wording import number, say

_MARKUP = re.compile(r"[\\`*_\[\]<>&~|{}$^#]")
_OPENING = re.compile(r"^(\d{1,9}(?=[.)])|(?=[-+=:]))")
"""Before what makes a list, a heading or a definition of a line: it stands at its beginning."""
_LINK = re.compile(r"(?<=\w)\.(?=\w)|:(?=//)|(?<=mailto):|(?<=xmpp):", re.IGNORECASE)


def escaped(text: str) -> str:
    """Return *text* on one line, so that it reads in Markdown as it stands."""
    text = _MARKUP.sub(r"\\\g<0>", plain(text))
    text = _LINK.sub(r"\\\g<0>", text)
    text = _OPENING.sub(r"\1\\", text)
    return text.replace("@", "`@`")


def markdown(changes: Changes) -> str:
    """Return the view of *changes*; the same words, in the same order, as the one for a terminal."""
    return "\n".join(_lines(changes)) + "\n"


def _lines(changes: Changes) -> Iterator[str]:
    yield f"# {escaped(say('comparison.title'))}"
    yield ""
    for problem in changes.unproven:
        yield f"**{escaped(problem.message)}**"
        yield ""
    for title, told in (*changes.files, *changes.numbers):
        yield f"- {escaped(title)}: {escaped(told)}"
    yield ""
    if changes.filter:
        yield f"*{escaped(changes.filter)}*"
        yield ""
    if changes.weightiest:
        yield f"## {escaped(say('comparison.weightiest'))}"
        yield ""
        for place, item in enumerate(changes.weightiest, 1):
            yield f"{place}. {_weighty(item)}"
        yield ""
    if changes.items:
        yield f"## {escaped(say('comparison.all'))}"
        yield ""
        marks = f"~~{escaped(say('note.mark-delete'))}~~ **{escaped(say('note.mark-insert'))}**"
        yield f"{escaped(say('comparison.marks'))}: {marks}"
        yield ""
    else:
        yield escaped(say("comparison.none-shown" if changes.selection else "comparison.none"))
        yield ""
    for item in changes.items:
        yield from _item(item)
    if changes.along:
        yield escaped(changes.along)
        yield ""
    for heading, checks in ((changes.references_title, changes.references), (say("summary.check"), changes.checks)):
        if checks:
            yield f"## {escaped(heading)} ({number(len(checks))})"
            yield ""
            for check in checks:
                yield f"- {escaped(check.where)}: {escaped(check.told)}" if check.where else f"- {escaped(check.told)}"
            yield ""


def _weighty(item: Item) -> str:
    weight = say("comparison.weight", rank=item.row.rank)
    because = "; ".join(plain(reason) for reason in item.row.reasons[:REASONS])
    return f"{escaped(item.headline)} ({escaped(weight)}{f': {escaped(because)}' if because else ''})"


def _item(item: Item) -> Iterator[str]:
    yield f"### {escaped(item.citation)}"
    yield ""
    yield f"*{escaped(item.kind)}*{f' · {escaped(item.place)}' if item.place else ''}"
    yield ""
    if item.note:
        yield escaped(item.note)
        yield ""
    told = edits_text(item.edits)
    if told:
        yield f"> {told}"
        yield ""


def edits_text(edits: tuple[Edit, ...]) -> str:
    """Return the words of *edits* as one text, what was deleted struck out and what was inserted bold."""
    return " ".join(filter(None, map(_edit, edits)))


def _edit(edit: Edit) -> str:
    if edit.operation == "equal":
        return escaped(edit.new)
    old, new = escaped(edit.old), escaped(edit.new)
    return " ".join(filter(None, (f"~~{old}~~" if old else "", f"**{new}**" if new else "")))
