"""Document → Markdown: the same words, in the same order, as every other format; and the same as records for JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pkpu_review.report.document import Bars, Block, Cell, Document, Facts, Grid, Heading, Points, Words
from pkpu_review.report.sheet import Paragraph
from pkpu_review.report.text.markdown import escaped
from pkpu_review.report.wording import say

SCHEMA = "pkpu-review/document/1"
INDENT = "\N{EM SPACE}"
"""One step of indent of a list within a cell, where Markdown has none."""
_AROUND = {"delete": "~~", "insert": "**"}


def markdown(document: Document) -> str:
    """Return *document* as Markdown (CommonMark with tables, and ``~~`` for what was deleted); no place to write in."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    for name in document.office.names:
        yield from (f"**{escaped(name)}**  ",)
    if document.office.names:
        yield from (
            *(escaped(words) + "  " for words in (document.office.address, document.office.contact) if words),
            "",
        )
    yield from (f"*{escaped(document.kind)}*", "", f"# {escaped(document.title)}", "")
    for block in document.blocks:
        yield from _block(block)
        yield ""
    if document.signed:
        office = document.office
        yield f"{escaped(office.place or say('sign.blank'))}, {escaped(document.day or say('sign.blank'))}"
        for one in office.signatories:
            number = f" ({escaped(say('sign.number', number=one.number))})" if one.number else ""
            yield from ("", f"{escaped(one.post)}, {escaped(one.name or say('sign.blank'))}{number}")


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * (block.level + 1)} {escaped(block.text)}"
    elif isinstance(block, Words):
        for place, one in enumerate(block.paragraphs):
            if place:
                yield ""
            yield f"**{_words(one)}**" if block.tone == "warning" and "**" not in _words(one) else _words(one)
    elif isinstance(block, Points):
        for number, point in enumerate(block.points, 1):
            sign = f"{number}." if block.ordered else "-"
            yield f"{sign} {_words(point[0])}"
            yield from (f"{' ' * (len(sign) + 1)}- {_words(one)}" for one in point[1:])
    elif isinstance(block, Facts):
        yield from (f"- {escaped(name)}: {_cell(value)}" for name, value in block.facts if not value.answers)
    elif isinstance(block, Grid):
        yield from _grid(block)
    elif isinstance(block, Bars):
        yield from (f"**{escaped(block.title)}**", "") if block.title else ()
        yield from (f"- {escaped(bar.label)}: {escaped(bar.text)}" for bar in block.bars)
    else:
        yield from (f"**{escaped(block.title)}**", "") if block.title else ()
        yield from (f"- {escaped(span.label)}: {escaped(span.text)}" for span in block.spans)
        yield from (f"- {escaped(label)}" for _, label in block.marks)


def _grid(grid: Grid) -> Iterator[str]:
    if grid.caption:
        yield from (f"**{escaped(grid.caption)}**", "")
    shown = [at for at, column in enumerate(grid.columns) if column.kind != "answer"]
    yield f"| {' | '.join(escaped(grid.columns[at].title) for at in shown)} |"
    yield f"|{'|'.join(' ---: ' if grid.columns[at].kind == 'number' else ' --- ' for at in shown)}|"
    for line in grid.lines:
        if line.band:
            cells = ["", f"**{_cell(line.cells[0])}**", *[""] * (len(shown) - 2)][: len(shown)]
        else:
            cells = [_cell(line.cells[at]) for at in shown]
        yield f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    return "<br>".join(INDENT * one.depth + _words(one) for one in cell.paragraphs)


def _words(one: Paragraph) -> str:
    label = f"{_marked(one.label, one.mark)} " if one.label else ""
    return label + "".join(_marked(run.text, run.mark) for run in one.runs).strip()


def _marked(text: str, mark: str) -> str:
    """Return *text* between the signs of its mark, which may not stand beside white space within."""
    words = text.strip()
    if not words:
        return " " if text else ""
    before, after = (" " if text[place].isspace() else "" for place in (0, -1))
    around = _AROUND.get(mark, "")
    return f"{before}{around}{escaped(words)}{around}{after}"


def record(document: Document) -> dict[str, Any]:
    """Return *document* for JSON: every block with its kind, every place to write in with its name."""
    office = document.office
    return {
        "schema": SCHEMA,
        "name": document.name,
        "kind": document.kind,
        "title": document.title,
        "subject": document.subject,
        "hashes": dict(document.hashes),
        "office": list(office.names),
        "place": office.place,
        "day": document.day,
        "signatories": [{"post": one.post, "name": one.name, "number": one.number} for one in office.signatories],
        "blocks": [_record(block) for block in document.blocks],
    }


def _record(block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"heading": block.text, "level": block.level}
    if isinstance(block, Words):
        return {"paragraphs": [_paragraph(one) for one in block.paragraphs], "tone": block.tone}
    if isinstance(block, Points):
        return {"points": [[_paragraph(one) for one in point] for point in block.points], "ordered": block.ordered}
    if isinstance(block, Facts):
        return {"facts": [{"name": name, **_cell_record(value)} for name, value in block.facts]}
    if isinstance(block, Grid):
        return {
            "table": block.name,
            "columns": [{"title": column.title, "kind": column.kind} for column in block.columns],
            "rows": [
                {
                    **({"name": str(line.tag)} if line.tag else {}),
                    **({"new": line.new} if line.new else {}),
                    **({"old": line.old} if line.old else {}),
                    **({"band": True} if line.band else {}),
                    "cells": [_cell_record(cell) for cell in line.cells],
                }
                for line in block.lines
            ],
        }
    if isinstance(block, Bars):
        return {
            "chart": block.title,
            "bars": [{"label": bar.label, "value": bar.value, "text": bar.text} for bar in block.bars],
        }
    return {
        "timeline": block.title,
        "spans": [
            {"label": span.label, "start": span.start.isoformat(), "end": span.end.isoformat(), "text": span.text}
            for span in block.spans
        ],
        "marks": [{"day": day.isoformat(), "label": label} for day, label in block.marks],
    }


def _cell_record(cell: Cell) -> dict[str, Any]:
    made: dict[str, Any] = {"paragraphs": [_paragraph(one) for one in cell.paragraphs]}
    if cell.answers:
        made["answers"] = [
            {"name": str(one.tag), "field": one.field, "choices": list(one.choices), "value": one.value}
            for one in cell.answers
        ]
    return made


def _paragraph(one: Paragraph) -> dict[str, Any]:
    made: dict[str, Any] = {"runs": [[run.text, run.mark] for run in one.runs]}
    if one.label:
        made["label"] = one.label
    if one.depth:
        made["depth"] = one.depth
    if one.style != "text":
        made["style"] = one.style
    return made
