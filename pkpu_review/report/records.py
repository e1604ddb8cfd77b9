"""Regulation, Comparison, Flags, Review → plain records for JSON: written for other programs, kept stable.

Each top-level object names its ``schema`` with a version; a field is added freely, and renamed or
dropped only with a new version.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pkpu_review.model import (
        Closing,
        Comment,
        Comparison,
        Decision,
        Definition,
        Flag,
        Flags,
        Furniture,
        Mend,
        Provision,
        Regulation,
        Review,
        Revision,
    )

REGULATION = "pkpu-review/regulation/1"
REVIEW = "pkpu-review/review/1"
_NUMBERS = re.compile(r"\[\n\s+-?[\d.]+(?:,\n\s+-?[\d.]+)*\n\s+\]")
"""A list of numbers as indented JSON has it; no string of JSON holds a line break, so that none can look like one."""
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False)


def dumps(value: Any, indent: int | None = None) -> str:
    """Return *value* as JSON text, Indonesian letters as they are; a list of numbers stands on one line."""
    if indent is None:  # json.dumps would make an encoder for each of a file's thousands of records
        return _ENCODER.encode(value)
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _NUMBERS.sub(lambda match: "".join(match[0].split()).replace(",", ", "), text)


def numbers(values: Iterable[float]) -> list[float]:
    """Return coordinates as JSON shows them shortest: ``85`` rather than ``85.0``."""
    return [int(value) if value == int(value) else value for value in values]


def provision(p: Provision) -> dict[str, Any]:
    """Return one line of ``read --format jsonl``."""
    record: dict[str, Any] = {
        "id": p.id,
        "kind": p.kind,
        "label": p.label,
        "heading": p.heading,
        "text": p.text,
        "lead": p.lead,
        "closing": p.closing,
        "pages": list(p.pages),
    }
    if p.promulgation:
        record["promulgation"] = p.promulgation
    if p.cells:
        record["cells"] = list(p.cells)
    if p.spans:
        record["spans"] = [list(span) for span in p.spans]
    return record


def provisions(regulation: Regulation) -> Iterator[dict[str, Any]]:
    """Yield every provision in order, and where its own words stand in the file.

    ``parent`` is the id of the provision that holds it in the tree, or ""; ``boxes`` has page, left, top, right,
    bottom of each line (PDF), ``paragraphs`` the paragraphs of other files.
    """

    def visit(p: Provision, parent: str) -> Iterator[dict[str, Any]]:
        yield {**provision(p), "parent": parent, **_places(p)}
        for child in p.children:
            yield from visit(child, p.id)

    for top in regulation.provisions:
        yield from visit(top, "")


def _places(p: Provision) -> dict[str, Any]:
    record: dict[str, Any] = {}
    boxes = [numbers((origin.page or 0, *(origin.box or ()))) for origin in p.origins if origin.page is not None]
    if boxes:
        record["boxes"] = boxes
    paragraphs = [origin.paragraph for origin in p.origins if origin.paragraph is not None]
    if paragraphs:
        record["paragraphs"] = paragraphs
    return record


def furniture(f: Furniture) -> dict[str, Any]:
    """Return one piece of furniture, with its place where that is known."""
    record: dict[str, Any] = {"text": f.text, "page": f.page, "reason": f.reason}
    if f.box is not None:
        record["box"] = numbers(f.box)
    if f.paragraph is not None:
        record["paragraph"] = f.paragraph
    return record


def mend(m: Mend) -> dict[str, Any]:
    """Return one fault of a poor text layer that was put right."""
    record: dict[str, Any] = {"before": m.before, "after": m.after, "reason": m.reason, "page": m.page}
    return record | ({"provision": m.provision} if m.provision else {}) | ({"box": numbers(m.box)} if m.box else {})


def comment(c: Comment) -> dict[str, Any]:
    """Return one remark of a Word file; ``paragraph`` is null where it is fixed to no words."""
    return {
        "author": c.author,
        "date": c.date,
        "text": c.text,
        "anchor": c.anchor,
        "provision": c.provision,
        "paragraph": c.paragraph,
    }


def revision(r: Revision) -> dict[str, Any]:
    """Return one tracked change of a Word file."""
    return {
        "kind": r.kind,
        "author": r.author,
        "date": r.date,
        "text": r.text,
        "provision": r.provision,
        "paragraph": r.paragraph,
    }


def closing(c: Closing) -> dict[str, Any]:
    """Return what the penutup says: the acts in order, and the gazette or null."""
    g = c.gazette
    return {
        "signings": [
            {"act": s.act, "place": s.place, "day": s.day, "office": s.office, "name": s.name} for s in c.signings
        ],
        "gazette": g and {"name": g.name, "year": g.year, "number": g.number, "supplement": g.supplement},
    }


def definition(d: Definition) -> dict[str, Any]:
    """Return one defined term; ``span`` is the place of the meaning in the provision's lead."""
    return {
        "provision": d.provision,
        "term": d.term,
        "short": d.short,
        "abbreviation": d.abbreviation,
        "meaning": d.meaning,
        "span": list(d.span),
    }


def regulation(r: Regulation) -> dict[str, Any]:
    """Return the object of ``read --format json``."""
    from pkpu_review.lexis.definitions import definitions
    from pkpu_review.model.stored import identity, problem, source

    return {
        "schema": REGULATION,
        "identity": identity(r.identity),
        "source": source(r.source),
        "coverage": round(r.coverage, 6),
        "provisions": list(provisions(r)),
        "furniture": [furniture(f) for f in r.furniture],
        "problems": [problem(p) for p in r.problems],
        "mends": [mend(m) for m in r.mends],
        "comments": [comment(c) for c in r.comments],
        "revisions": [revision(one) for one in r.revisions],
        "closing": closing(r.closing) if r.closing else None,
        "definitions": [definition(d) for d in definitions(r)],
    }


def comparison(c: Comparison) -> dict[str, Any]:
    """Return the object of ``compare --format json``, which can be read back: see :mod:`pkpu_review.model.stored`."""
    from pkpu_review.model.stored import record

    return record(c)


def flag(f: Flag) -> dict[str, Any]:
    """Return one division with its score and evidence."""
    return {
        "id": f.division,
        "score": round(f.score, 4),
        "evidence": [
            {
                "span": [e.start, e.end],
                "text": e.text,
                "where": e.where,
                "rule": e.rule,
                "reason": e.reason,
                "weight": round(e.weight, 4),
            }
            for e in f.evidence
        ],
    }


def flags(f: Flags, doc: str) -> Iterator[dict[str, Any]]:
    """Yield one line of ``flag --format jsonl`` for every provision; *doc* is the file's stem."""
    for p in f.regulation.walk():
        yield {
            "doc": doc,
            "id": p.id,
            "divisions": [flag(x) for x in f.of(p.id)],
            "also": [flag(x) for x in f.also(p.id)],
            **({"idle": f.idle[p.id]} if p.id in f.idle else {}),
            **({"decision": _decision(told)} if (told := f.decision(p.id)) else {}),
        }


def _decision(d: Decision) -> dict[str, Any]:
    """What a person decided; ``named`` is the id under which the file names the provision."""
    return {
        "source": d.source,
        "entry": d.entry,
        "named": d.named,
        "found": d.found,
        "by": d.by,
        "date": d.day.isoformat() if d.day else None,
        "reason": d.reason,
        "instead_of": list(d.instead),
    }


def review(r: Review) -> dict[str, Any]:
    """Return the whole review, as ``review.json`` holds it; ``findings``, ``duties`` and ``budget`` as ``check``,
    ``duties`` and ``budget`` give them, null where they were not asked for."""
    from pkpu_review.report.views import budget, duties, findings

    return {
        "schema": REVIEW,
        "line_up": r.flags.line_up,
        "divisions": [{"id": d.id, "name": d.name, "short": d.short} for d in r.flags.divisions],
        "new": regulation(r.new),
        "old": regulation(r.old) if r.old else None,
        "comparison": comparison(r.comparison) if r.comparison else None,
        "flags": [{k: v for k, v in line.items() if k != "doc"} for line in flags(r.flags, "")],
        "old_flags": [{k: v for k, v in line.items() if k != "doc"} for line in flags(r.old_flags, "")]
        if r.old_flags
        else None,
        "findings": findings.record(r.findings) if r.findings else None,
        "duties": duties.record(r.duties) if r.duties else None,
        "budget": budget.record(r.budget) if r.budget else None,
    }
