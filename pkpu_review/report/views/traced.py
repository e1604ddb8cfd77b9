"""Regulation that was read with a trace → page by page, every line and where it went, to see or as records.

Under each line stand the places that took its parts, what was mended in it, and the problems that quote it.
What stands in no line (a watermark, the headers of a Word file) and what concerns a page as a whole follow at
its end. Files without pages are shown by their paragraphs, :data:`CHUNK` under one head.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pkpu_review.model import Furniture, Mend, Origin, Part, Problem, Regulation, Traced
from pkpu_review.model.stored import problem as problem_record
from pkpu_review.model.stored import source
from pkpu_review.report.records import numbers
from pkpu_review.report.text.terminal import Line, cut, plain
from pkpu_review.report.wording import number

SCHEMA = "pkpu-review/explanation/1"
CHUNK = 50
"""Paragraphs under one head where a file has no pages."""
PART = 60
"""Columns shown of a part; the line itself stands above it whole."""
ROLES = {
    "label": "label",
    "lead": "isi",
    "closing": "kata sesudah rincian",
    "promulgation": "rumusan pengundangan",
    "heading": "judul yang dikutip",
    "cells": "sel tabel",
}
"""What a part of a line became, in words."""
_TITLED = ("buku", "bab", "bagian", "paragraf")
"""Kinds whose words before their children are a title."""

Span = tuple[int, int]


@dataclass(slots=True)
class Shown:
    """A line with all that is told of it."""

    line: Traced
    mends: list[Mend] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class Sheet:
    """A page, or a chunk of paragraphs; *loose* is what stands in none of its lines."""

    number: int
    lines: list[Shown] = field(default_factory=list)
    loose: list[Furniture] = field(default_factory=list)
    mends: list[Mend] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def view(regulation: Regulation, span: Span | None = None) -> Iterator[Line]:
    """Yield the explanation for a terminal.

    Args:
        regulation: read with :attr:`~pkpu_review.model.Reading.trace`.
        span: first and last page (or paragraph, where the file has no pages); None for all.
    """
    paged = bool(regulation.source.pages)
    yield ((f"{plain(regulation.source.name)}: ke mana setiap baris pergi", "title"),)
    whole, sheets = _sheets(regulation, span)
    for sheet in sheets:
        yield ()
        yield ((_head(sheet, paged), "heading"),)
        if not sheet.lines:
            yield (("    tidak ada baris teks", "soft"),)
        for place, shown in enumerate(sheet.lines, 1):
            ordinal = place if paged else shown.line.origin.paragraph or place
            yield ((f"{ordinal:>5}  ", "soft"), (plain(shown.line.text), "plain"))
            yield from _told(shown)
        yield from _rest(sheet)
    if any((whole.loose, whole.mends, whole.problems)):
        yield ()
        yield (("Tidak terikat pada satu tempat", "heading"),)
        yield from _rest(whole)


def record(regulation: Regulation, span: Span | None = None) -> dict[str, Any]:
    """Return the object of ``read --explain --format json``."""
    whole, sheets = _sheets(regulation, span)
    told = [whole, *sheets]
    return {
        "schema": SCHEMA,
        "source": source(regulation.source),
        "coverage": round(regulation.coverage, 6),
        "lines": list(line_records(regulation, span)),
        "furniture": [
            {"text": piece.text, "reason": piece.reason} | place(piece.origin)
            for sheet in told
            for piece in sheet.loose
        ],
        "mends": [_mend(mend) for sheet in told for mend in sheet.mends],
        "problems": [problem_record(problem) for sheet in told for problem in sheet.problems],
    }


def line_records(regulation: Regulation, span: Span | None = None) -> Iterator[dict[str, Any]]:
    """Yield one line of ``read --explain --format jsonl`` for every line of the file."""
    for sheet in _sheets(regulation, span)[1]:
        for shown in sheet.lines:
            record: dict[str, Any] = place(shown.line.origin) | {
                "text": shown.line.text,
                "parts": [_part(part) for part in shown.line.parts],
            }
            if shown.mends:
                record["mends"] = [_mend(mend) for mend in shown.mends]
            if shown.problems:
                record["problems"] = [problem_record(problem) for problem in shown.problems]
            yield record


def place(origin: Origin) -> dict[str, Any]:
    """Return an origin as a record: ``page`` and ``box``, or ``paragraph``."""
    record: dict[str, Any] = {}
    if origin.page is not None:
        record["page"] = origin.page
    if origin.box is not None:
        record["box"] = numbers(origin.box)
    if origin.paragraph is not None:
        record["paragraph"] = origin.paragraph
    return record


# -- putting together -----------------------------------------------------------------------------


def _sheets(regulation: Regulation, span: Span | None) -> tuple[Sheet, list[Sheet]]:
    """Return what belongs to no page, and the pages of *span* in order."""
    paged = bool(regulation.source.pages)
    count = regulation.source.pages if paged else max((t.origin.paragraph or 0 for t in regulation.trace), default=0)
    first, last = span if span is not None else (1, count)
    if paged:
        wanted = range(first, min(last, count) + 1)
    else:
        wanted = range((first - 1) // CHUNK + 1, (min(last, count) - 1) // CHUNK + 2)
    sheets = {number: Sheet(number) for number in wanted}
    whole = Sheet(0)

    def sheet_of(origin: Origin) -> Sheet | None:
        if paged:
            return whole if origin.page is None else sheets.get(origin.page)
        if origin.paragraph is None:
            return whole
        return sheets.get((origin.paragraph - 1) // CHUNK + 1) if first <= origin.paragraph <= last else None

    lines: dict[Origin, list[Shown]] = {}
    for traced in regulation.trace:
        sheet = sheet_of(traced.origin)
        if sheet is not None:
            shown = Shown(traced)
            sheet.lines.append(shown)
            lines.setdefault(traced.origin, []).append(shown)
    known = {traced.origin for traced in regulation.trace}
    for piece in regulation.furniture:
        sheet = sheet_of(piece.origin)
        if sheet is not None and piece.origin not in known:
            sheet.loose.append(piece)
    for mend in regulation.mends:
        origin = Origin(mend.page, mend.box)
        sheet = sheet_of(origin)
        if sheet is not None:
            at = lines.get(origin)
            (at[0] if at else sheet).mends.append(mend)
    for problem in regulation.problems:
        sheet = sheet_of(Origin(problem.page))
        if sheet is not None:
            near = sheet.lines if sheet is not whole else [shown for each in sheets.values() for shown in each.lines]
            quoted = next((shown for shown in near if _quotes(problem, shown.line)), None)
            (quoted or sheet).problems.append(problem)
    return whole, [sheets[number] for number in wanted]


def _quotes(problem: Problem, line: Traced) -> bool:
    """Whether the problem was raised of *line*: it names the provision whose label stands there, or quotes the line."""
    if problem.provision:
        return any(part.role == "label" and part.provision == problem.provision for part in line.parts)
    return bool(problem.text) and " ".join(problem.text.split()) in line.text


# -- for the terminal -----------------------------------------------------------------------------


def _head(sheet: Sheet, paged: bool) -> str:
    if paged:
        return f"Halaman {sheet.number} ({number(len(sheet.lines))} baris)"
    places = [shown.line.origin.paragraph or 0 for shown in sheet.lines]
    return f"Paragraf {places[0]} sampai {places[-1]}" if places else f"Paragraf dari {(sheet.number - 1) * CHUNK + 1}"


def _told(shown: Shown) -> Iterator[Line]:
    parts = shown.line.parts
    for part in parts:
        words = f"  {cut(plain(part.text), PART)}" if len(parts) > 1 else ""
        if part.role == "furniture":
            yield (("       → ", "soft"), (f"perabot halaman: {plain(part.reason)}", "delete"), (words, "soft"))
        else:
            yield (("       → ", "soft"), (part.provision, "label"), (f" ({_role(part)})", "soft"), (words, "soft"))
    if not parts:
        yield (("       → tidak masuk ke mana pun", "warning"),)
    yield from _remarks(shown.mends, shown.problems)


def _rest(sheet: Sheet) -> Iterator[Line]:
    for piece in sheet.loose:
        yield (("    di luar baris  ", "soft"), (plain(piece.text), "plain"))
        yield (("       → ", "soft"), (f"perabot halaman: {plain(piece.reason)}", "delete"))
    yield from _remarks(sheet.mends, sheet.problems)


def _remarks(mends: Iterable[Mend], problems: Iterable[Problem]) -> Iterator[Line]:
    for mend in mends:
        yield (
            ("       dibetulkan: ", "warning"),
            (plain(mend.before), "delete"),
            (" → ", "soft"),
            (plain(mend.after), "insert"),
            (f" ({plain(mend.reason)})", "soft"),
        )
    for problem in problems:
        yield (("       catatan: ", "warning"), (plain(problem.message), "plain"), (f" [{problem.code}]", "soft"))


def _role(part: Part) -> str:
    kind = part.provision.rpartition("/")[2].partition("-")[0].partition("~")[0]
    if part.role == "lead" and kind in _TITLED:
        return "judul"
    return ROLES.get(part.role, part.role)


# -- records --------------------------------------------------------------------------------------


def _part(part: Part) -> dict[str, str]:
    record = {"text": part.text, "role": str(part.role)}
    if part.provision:
        record["id"] = part.provision
    if part.reason:
        record["reason"] = part.reason
    return record


def _mend(mend: Mend) -> dict[str, Any]:
    record: dict[str, Any] = {"before": mend.before, "after": mend.after, "reason": mend.reason, "page": mend.page}
    return record | ({"provision": mend.provision} if mend.provision else {})


__all__: Sequence[str] = ["CHUNK", "SCHEMA", "line_records", "place", "record", "view"]
