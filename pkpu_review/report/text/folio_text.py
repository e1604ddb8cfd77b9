"""Folio → lines for a terminal, wrapped with hanging indents, and the same in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pkpu_review.report.text.markdown import escaped
from pkpu_review.report.text.terminal import WIDTH, Line, Role, Span, columns, plain
from pkpu_review.report.views.folio import Entry, Folio
from pkpu_review.report.wording import say

STEP = 2
"""Columns of one step of indent."""
DEEPEST = 8
"""Steps that are shown; what stands deeper is not indented further."""
LEAST = 40
"""Columns that words keep however deep they stand."""
WIDEST = 120
"""Columns of a line at most: longer ones are hard to read."""
_ROLES: dict[str, Role] = {"insert": "insert", "delete": "delete", "equal": "plain"}


def lines(folio: Folio, marks: bool = True, width: int = WIDTH) -> Iterator[Line]:
    """Yield the view for a terminal of *width* columns; with *marks* the changed words stand between brackets."""
    width = min(width, WIDEST)
    yield ((plain(folio.over), "soft"),)
    yield ((plain(folio.title), "title"),)
    for warning in folio.warnings:
        yield from wrapped([(plain(warning), "warning")], 0, width)
    for name, value in folio.facts:
        yield from wrapped([(f"{plain(name)}: ", "soft"), (plain(value), "plain")], STEP, width, first=0)
    for section in folio.sections:
        yield ()
        yield ((plain(section.title), "heading"),)
        if section.note:
            yield from wrapped([(plain(section.note), "soft")], STEP, width)
        for entry in section.entries:
            yield from _entry(entry, marks, width)
    if folio.absent:
        yield ()
        yield from wrapped([(plain(folio.absent), "soft")], 0, width)
    if marks and folio.marked:
        told = f"[-{say('note.mark-delete')}-] {{+{say('note.mark-insert')}+}}"
        yield ((f"{say('comparison.marks')}: {told}", "soft"),)


def _entry(entry: Entry, marks: bool, width: int) -> Iterator[Line]:
    indent = STEP * (1 + min(entry.depth, DEEPEST))
    spans: list[Span] = []
    if entry.label:
        spans.append((plain(entry.label) + (" " if entry.runs else ""), "label"))
    for run in entry.runs:
        text = plain(run.text)
        if not text:
            continue
        if run.mark != "equal":
            text = (f"[-{text}-]" if run.mark == "delete" else f"{{+{text}+}}") if marks else text
        tone: Role = _ROLES[run.mark] if run.mark != "equal" else entry.tone
        spans += [(text, tone), (" ", "plain")]
    yield from wrapped(spans, indent + STEP, width, first=indent)
    for note in entry.notes:
        yield from wrapped([(plain(note), "soft")], indent + 2 * STEP, width, first=indent + STEP)


def wrapped(spans: Sequence[Span], indent: int, width: int, first: int | None = None) -> Iterator[Line]:
    """Yield *spans* as lines of at most *width* columns: the first indented by *first*, the others by *indent*."""
    at = indent if first is None else first
    made: list[Span] = [(" " * at, "plain")]
    room = max(width, indent + LEAST)
    used, empty = at, True
    for text, role in spans:
        for place, word in enumerate(text.split(" ")):
            space = " " if place and not empty else ""
            if not word:
                if space:
                    made.append((space, role))
                    used += 1
                continue
            if not empty and used + len(space) + columns(word) > room:
                yield tuple(made)
                made, used, space = [(" " * indent, "plain")], indent, ""
            made.append((space + word, role))
            used += columns(space + word)
            empty = False
    if not empty:
        yield tuple(made)


# -- Markdown -----------------------------------------------------------------------------------------


def markdown(folio: Folio) -> str:
    """Return the page as Markdown: the same words, in the same order, as the view for a terminal."""
    return "\n".join(_markdown(folio)) + "\n"


def _markdown(folio: Folio) -> Iterator[str]:
    yield from (f"# {escaped(folio.title)}", "", f"*{escaped(folio.over)}*", "")
    for warning in folio.warnings:
        yield from (f"**{escaped(warning)}**", "")
    yield from (f"- {escaped(name)}: {escaped(value)}" for name, value in folio.facts)
    for section in folio.sections:
        yield from ("", f"## {escaped(section.title)}", "")
        if section.note:
            yield from (f"*{escaped(section.note)}*", "")
        for entry in section.entries:
            indent = "  " * min(entry.depth, DEEPEST)
            label = f"**{escaped(entry.label)}**" if entry.label else ""
            yield f"{indent}- {' '.join(filter(None, (label, _words(entry))))}"
            yield from (f"{indent}  - {escaped(note)}" for note in entry.notes)
    if folio.absent:
        yield from ("", escaped(folio.absent))
    if folio.marked:
        marks = f"~~{escaped(say('note.mark-delete'))}~~ **{escaped(say('note.mark-insert'))}**"
        yield from ("", f"{escaped(say('comparison.marks'))}: {marks}")


def _words(entry: Entry) -> str:
    around = {"delete": "~~", "insert": "**"}
    parts = []
    for run in entry.runs:
        text, mark = escaped(run.text), around.get(run.mark, "")
        if text:
            parts.append(f"{mark}{text}{mark}")
    return " ".join(parts)
