"""Lineage → a view for a terminal, and the same in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pkpu_review.report.text.changes_text import edits_line
from pkpu_review.report.text.markdown import edits_text, escaped
from pkpu_review.report.text.terminal import WIDTH, Line, Role, Span, columns, cut, plain
from pkpu_review.report.views.succession import Cell, Entry, Lineage, Tale
from pkpu_review.report.wording import number, say

TITLE_WIDTH = 26
"""Columns that the names of the lines take at most."""
GAP = 2
_ROLES: dict[str, Role] = {
    "absent": "soft", "kept": "plain", "renumbered": "label", "changed": "warning", "light": "plain",
    "added": "insert", "returned": "insert", "removed": "delete", "moved": "label", "split": "label", "merged": "label",
}  # fmt: skip


def lines(lineage: Lineage, marks: bool = True, width: int = WIDTH) -> Iterator[Line]:
    """Yield the view for a terminal of *width* columns; with *marks* the changed words stand between brackets."""
    yield ((say("succession.title"), "title"),)
    for check in _first(lineage):
        yield ((check, "warning"),)
    yield ((lineage.lead, "plain"),)
    for place, name in enumerate(lineage.names, 1):
        yield ((f"  {_version(place)}: ", "soft"), (name, "plain"))
    yield ()
    if not lineage.entries:
        yield ((say("succession.none"), "plain"),)
        return
    yield ((say("succession.matrix"), "heading"),)
    yield ((say("succession.matrix-note"), "soft"),)
    yield from _matrix(lineage, width)
    if lineage.hidden:
        yield ((say("succession.along", count=number(lineage.hidden)), "soft"),)
    if lineage.stories:
        yield ()
        yield ((say("succession.stories"), "heading"),)
        if marks:
            told = f"[-{say('note.mark-delete')}-] {{+{say('note.mark-insert')}+}}"
            yield ((f"{say('comparison.marks')}: {told}", "soft"),)
    for entry in lineage.stories:
        yield ()
        yield ((entry.chain, "title"),)
        for tale in entry.tales:
            yield from _tale(tale, lineage, marks)
    for place, check in enumerate(_rest(lineage)):
        if not place:
            yield ()
            yield ((f"{say('summary.check')}:", "warning"),)
        yield (("- ", "soft"), (check, "plain"))


def _matrix(lineage: Lineage, width: int) -> Iterator[Line]:
    """Yield the table, its versions in as many blocks as the width asks for."""
    names = [cut(entry.title, TITLE_WIDTH) for entry in lineage.entries]
    first = max(columns(name) for name in (*names, say("succession.column")))
    heads = [f"V{place}" for place in range(1, len(lineage.names) + 1)]
    widths = [
        max(columns(head), *(columns(entry.cells[place].text) for entry in lineage.entries))
        for place, head in enumerate(heads)
    ]
    for block in _blocks(widths, max(width - first, 1)):
        yield ()
        head = [_fill(heads[place], widths[place]) for place in block]
        yield ((_fill(say("succession.column"), first), "label"), *((f"{' ' * GAP}{text}", "label") for text in head))
        for name, entry in zip(names, lineage.entries, strict=True):
            yield ((_fill(name, first), "plain"), *_cells([entry.cells[p] for p in block], [widths[p] for p in block]))
    yield ()


def _blocks(widths: Sequence[int], room: int) -> Iterator[list[int]]:
    block: list[int] = []
    used = 0
    for place, width in enumerate(widths):
        if block and used + GAP + width > room:
            yield block
            block, used = [], 0
        block.append(place)
        used += GAP + width
    yield block


def _cells(cells: Sequence[Cell], widths: Sequence[int]) -> Iterator[Span]:
    for cell, width in zip(cells, widths, strict=True):
        yield " " * GAP, "plain"
        yield cell.text, _ROLES[cell.state]
        yield " " * (width - columns(cell.text)), "plain"


def _fill(text: str, width: int) -> str:
    return text + " " * (width - columns(text))


def _version(place: int) -> str:
    return f"V{place}"


def _tale(tale: Tale, lineage: Lineage, marks: bool) -> Iterator[Line]:
    yield (("  ", "plain"), (f"{_version(tale.version + 1)}  {lineage.names[tale.version]}", "label"))
    for item, along in tale.items:
        place = f"  {item.place}" if item.place and not along else ""
        kind = "" if along else f"  {item.kind}"
        yield (("    ", "plain"), (item.citation, "plain"), (kind, "heading"), (place, "soft"))
        if item.sentence and not along:
            yield (("      ", "plain"), (item.sentence, "plain"))
        if item.edits:
            yield (("    ", "plain"), *edits_line(item.edits, marks))
    if tale.note:
        yield (("    ", "plain"), (tale.note, "soft"))


def _first(lineage: Lineage) -> list[str]:
    return [plain(problem.message) for step in lineage.succession.steps for problem in step.warnings]


def _rest(lineage: Lineage) -> list[str]:
    told = set(_first(lineage))
    return [check for check in lineage.checks if check not in told]


# -- Markdown -----------------------------------------------------------------------------------------


def markdown(lineage: Lineage) -> str:
    """Return the view as Markdown; the same words, in the same order, as the one for a terminal."""
    return "\n".join(_markdown(lineage)) + "\n"


def _markdown(lineage: Lineage) -> Iterator[str]:
    yield f"# {escaped(say('succession.title'))}"
    yield ""
    for check in _first(lineage):
        yield from (f"**{escaped(check)}**", "")
    yield from (escaped(lineage.lead), "")
    yield from (f"- V{place}: {escaped(name)}" for place, name in enumerate(lineage.names, 1))
    yield ""
    if not lineage.entries:
        yield escaped(say("succession.none"))
        return
    yield from (f"## {escaped(say('succession.matrix'))}", "", escaped(say("succession.matrix-note")), "")
    heads = [say("succession.column"), *(f"V{place}" for place in range(1, len(lineage.names) + 1))]
    yield f"| {' | '.join(map(escaped, heads))} |"
    yield f"|{' --- |' * len(heads)}"
    for entry in lineage.entries:
        yield f"| {' | '.join(escaped(text) for text in (entry.title, *(cell.text for cell in entry.cells)))} |"
    yield ""
    if lineage.hidden:
        yield from (escaped(say("succession.along", count=number(lineage.hidden))), "")
    if lineage.stories:
        yield from (f"## {escaped(say('succession.stories'))}", "")
        marks = f"~~{escaped(say('note.mark-delete'))}~~ **{escaped(say('note.mark-insert'))}**"
        yield from (f"{escaped(say('comparison.marks'))}: {marks}", "")
    for entry in lineage.stories:
        yield from _markdown_story(entry, lineage)
    for place, check in enumerate(_rest(lineage)):
        if not place:
            yield from (f"## {escaped(say('summary.check'))}", "")
        yield f"- {escaped(check)}"


def _markdown_story(entry: Entry, lineage: Lineage) -> Iterator[str]:
    yield from (f"### {escaped(entry.chain)}", "")
    for tale in entry.tales:
        yield from (f"**V{tale.version + 1}** {escaped(lineage.names[tale.version])}", "")
        for item, along in tale.items:
            told = escaped(item.citation)
            if not along:
                told += f" · *{escaped(item.kind)}*" + (f" · {escaped(item.place)}" if item.place else "")
                told += f" — {escaped(item.sentence)}" if item.sentence else ""
            yield f"- {told}"
            words = edits_text(item.edits)
            if words:
                yield from ("", f"  > {words}", "")
        if tale.note:
            yield f"- {escaped(tale.note)}"
        yield ""
