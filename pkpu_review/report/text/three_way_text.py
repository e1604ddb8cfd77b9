"""Joined → a view for a terminal, and the same in Markdown.

In a conflict the words of base, A and B stand below each other; what is in conflict stands between ``<<`` and ``>>``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pkpu_review.report.text.changes_text import context
from pkpu_review.report.text.markdown import escaped
from pkpu_review.report.text.terminal import Line, Role, Span
from pkpu_review.report.views.three_way import Joined, Section, Shown, Words, edits
from pkpu_review.report.wording import number, say

_ROLES: dict[str, Role] = {"": "plain", "insert": "insert", "delete": "delete", "clash": "warning"}
_SIGNS = {"": ("", ""), "insert": ("{+", "+}"), "delete": ("[-", "-]"), "clash": ("<<", ">>")}


def lines(joined: Joined, marks: bool = True) -> Iterator[Line]:
    """Yield the view for a terminal; with *marks* the changed words stand between signs."""
    yield ((say("three-way.title"), "title"),)
    for role, name in joined.files:
        yield ((f"{role}: ", "soft"), (name, "plain"))
    for told in joined.unproven:
        yield ((told, "warning"),)
    yield ()
    yield ((joined.numbers, "plain"),)
    if not joined.found.conflicts:
        yield ((say("three-way.conflicts-none"), "plain"),)
    if marks:
        yield ((say("three-way.marks"), "soft"),)
    for section in joined.sections:
        yield ()
        yield ((f"{section.title} ({number(len(section.rows))})", "heading"),)
        for row in section.rows:
            if not row.along:
                yield ()
            yield from _row(section, row, joined, marks)
    for place, check in enumerate(joined.checks):
        if not place:
            yield ()
            yield ((f"{say('summary.check')}:", "warning"),)
        yield (("- ", "soft"), (check, "plain"))


def _row(section: Section, row: Shown, joined: Joined, marks: bool) -> Iterator[Line]:
    now = f"  {say('three-way.column-now')}: {row.now}" if row.now and row.now != row.title else ""
    yield (row.title, "label"), (now, "soft")
    if row.sentence and not row.along:
        yield (("  ", "plain"), (row.sentence, "plain"))
    if section.outcome != "conflict":
        spans = tuple(_spans(edits(row), marks))
        if spans:
            yield (("  ", "plain"), *spans)
    for (role, _), words in zip(joined.files, row.sides, strict=True) if section.outcome == "conflict" else ():
        yield ((f"  {role}: ", "soft"), *_spans(words, marks))
    if row.proposal:
        yield ((f"  {say('three-way.proposal')}: ", "soft"), (row.proposal, "plain"))


def _spans(words: Iterable[Words], marks: bool) -> Iterator[Span]:
    found = list(words)
    for place, one in enumerate(found):
        before, behind = _SIGNS[one.mark] if marks else ("", "")
        text = one.text if one.mark or len(found) == 1 else context(one.text, place == 0, place == len(found) - 1)
        yield f"{before}{text}{behind}", _ROLES[one.mark]
        yield " ", "plain"


# -- Markdown -----------------------------------------------------------------------------------------


def markdown(joined: Joined) -> str:
    """Return the view as Markdown; a conflict is a table of the three."""
    return "\n".join(_markdown(joined)) + "\n"


def _markdown(joined: Joined) -> Iterator[str]:
    yield f"# {escaped(say('three-way.title'))}"
    yield ""
    for told in joined.unproven:
        yield from (f"**{escaped(told)}**", "")
    yield from (f"- {escaped(role)}: {escaped(name)}" for role, name in joined.files)
    yield from ("", escaped(joined.numbers), "")
    if not joined.found.conflicts:
        yield from (escaped(say("three-way.conflicts-none")), "")
    for section in joined.sections:
        yield from (f"## {escaped(section.title)} ({number(len(section.rows))})", "")
        for row in section.rows:
            yield from _markdown_row(section, row, joined)
    for place, check in enumerate(joined.checks):
        if not place:
            yield from (f"## {escaped(say('summary.check'))}", "")
        yield f"- {escaped(check)}"


def _markdown_row(section: Section, row: Shown, joined: Joined) -> Iterator[str]:
    now = f" → {escaped(row.now)}" if row.now and row.now != row.title else ""
    if section.outcome != "conflict" and row.along:
        yield from (f"{escaped(row.title)}{now}: {_text(edits(row))}", "")
        return
    yield from (f"### {escaped(row.title)}{now}", "")
    if row.sentence:
        yield from (escaped(row.sentence), "")
    if section.outcome != "conflict":
        told = _text(edits(row))
        if told:
            yield from (f"> {told}", "")
    else:
        yield f"| {' | '.join(escaped(role) for role, _ in joined.files)} |"
        yield "| --- | --- | --- |"
        yield f"| {' | '.join(_text(words) for words in row.sides)} |"
        yield ""
    if row.proposal:
        yield from (f"*{escaped(say('three-way.proposal'))}:* {escaped(row.proposal)}", "")


def _text(words: Iterable[Words]) -> str:
    signs = {"": "", "insert": "**", "clash": "**", "delete": "~~"}
    return " ".join(f"{signs[one.mark]}{escaped(one.text)}{signs[one.mark]}" for one in words if one.text)
