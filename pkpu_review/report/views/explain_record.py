"""Explained → the object of ``explain --format json``: the values themselves, not the words of the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pkpu_review import ids
from pkpu_review.model import Change, Deadline, Definition, Flags, Provision
from pkpu_review.model.explained import Citation, Explained, Term
from pkpu_review.model.stored import problem, source
from pkpu_review.report import records
from pkpu_review.report.views import budget, duties, findings

SCHEMA = "pkpu-review/provision/1"


def record(explained: Explained) -> dict[str, Any]:
    """Return everything known of the provision, each thing with the id of the provision that it belongs to."""
    compared, succession = explained.comparison, explained.succession
    whole: dict[str, Any] = {
        "schema": SCHEMA,
        "source": source(explained.regulation.source),
        "old": [source(one.source) for one in succession.versions[:-1]]
        if succession
        else [source(compared.old.source)]
        if compared
        else [],
        "id": explained.provision.id,
        "citation": explained.provision.citation,
        "above": [{"id": one.id, "label": one.label, "lead": one.lead} for one in explained.above],
        "provisions": [records.provision(one) for one in explained.provision.walk()],
        "divisions": _divisions(explained.flags, explained.provision) if explained.flags else [],
        "norms": [duties.norm(one) for one in explained.norms],
        "deadlines": [_deadline(one) for one in explained.deadlines],
        "dates": [
            {"id": one.provision, "span": list(one.span), "text": one.text, "first": one.first.isoformat(),
             "last": one.last.isoformat()}
            for one in explained.dates
        ],
        "activities": [
            {"id": one.activity.provision, "path": one.path, "stages": list(one.stages),
             "start": one.start.isoformat() if one.start else None, "end": one.end.isoformat() if one.end else None}
            for one in explained.activities
        ],
        "findings": [findings.finding(one) for one in explained.findings],
        "budget": budget.signals(explained.signals),
        "references": _citations(explained.outgoing),
        "referred_by": _citations(explained.incoming),
        "terms": [_term(one) for one in explained.terms],
        "defines": [_term(one) for one in explained.defines],
        "explanations": [{"id": one.id, "text": one.full_text()} for one in explained.explanations],
        "problems": [problem(one) for one in explained.problems],
        "mends": [records.mend(one) for one in explained.mends],
        "comments": [records.comment(one) for one in explained.comments],
        "revisions": [records.revision(one) for one in explained.revisions],
    }  # fmt: skip
    if compared is not None:
        whole["changes"] = [_change(one) for one in (*explained.rows, *explained.gone)]
        whole["budget_changes"] = budget.changes(explained.budget_changes)
        whole["stale"] = [
            {"id": one.provision, "span": [one.start, one.end], "text": one.text, "fate": one.fate,
             "before": one.before, "meant": one.meant, "now": one.now}
            for one in explained.stale
        ]  # fmt: skip
    if succession is not None and explained.history is not None:
        whole["stages"] = [
            {"version": one.version, "name": succession.names[one.version], "id": one.id or None,
             "relation": one.relation, "change": one.change, "sentence": one.sentence}
            for one in explained.history.stages
        ]  # fmt: skip
    return whole


def _divisions(flags: Flags, provision: Provision) -> list[dict[str, Any]]:
    return [
        {"id": one.id, "divisions": [records.flag(flag) for flag in flags.of(one.id)],
         "also": [records.flag(flag) for flag in flags.also(one.id)]}
        for one in provision.walk()
    ]  # fmt: skip


def _deadline(one: Deadline) -> dict[str, Any]:
    return {
        "id": one.provision,
        "span": list(one.span),
        "text": one.text,
        "limit": one.limit,
        "amount": one.amount,
        "unit": one.unit,
        "direction": one.direction,
        "anchor": one.anchor,
        "event": one.event,
        "day": one.day.isoformat() if one.day else None,
        "arithmetic": one.arithmetic,
        "note": one.note,
    }


def _citations(found: Iterable[Citation]) -> list[dict[str, Any]]:
    return [
        {"id": one.provision, "span": [one.start, one.end], "text": one.text, "target": one.target or None,
         "foreign": one.foreign}
        for one in found
    ]  # fmt: skip


def _term(one: Term) -> dict[str, Any]:
    definition: Definition = one.definition
    return {"name": one.name, "uses": list(one.uses), "definition": records.definition(definition)}


def _change(row: Change) -> dict[str, Any]:
    return {
        "old": row.old,
        "new": row.new,
        "citation": ids.cite(row.new or row.old or ""),
        "relation": row.relation,
        "change": row.change,
        "edits": [{"operation": one.operation, "old": one.old, "new": one.new} for one in row.edits],
        "sentence": row.sentence,
        "rank": row.rank,
        "reasons": list(row.reasons),
        "certainty": row.certainty,
    }
