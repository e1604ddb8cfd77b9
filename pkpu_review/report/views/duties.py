"""Duties → lines for a terminal, Markdown, and records: one row a norm, or a row for each duty that changed.

Of one version the rows stand under what they are: what is obligatory, forbidden, permitted, left to another rule. Of
two versions they stand under what became of them: new, changed, gone; what stayed is counted. A lead whose list
completes it ("KPPS bertugas:") has no row: its items have theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pkpu_review.ids import cite, parent
from pkpu_review.lexis.clauses import is_verb
from pkpu_review.lexis.words import shortened
from pkpu_review.model import Duties, DutyChange, Norm, Regulation
from pkpu_review.model.stored import source
from pkpu_review.report.text.markdown import escaped
from pkpu_review.report.text.terminal import WIDTH, Line, Role, folded, plain
from pkpu_review.report.wording import number, say

SCHEMA = "pkpu-review/duties/1"
MODALITIES = ("wajib", "dilarang", "boleh", "delegation")
CHANGES = ("new", "changed", "gone")
FIELDS = ("modality", "body", "action", "toward", "deadline", "condition", "sanctions")
"""Of a row, in the order in which they are told."""
_LIMIT = re.compile(r"paling|selambat-lambatnya", re.IGNORECASE)
"""An action of which the draft says only by when."""
_AGED = r"(?:berusia|berumur|di\s+bawah\s+usia)\s"
_TAIL = r"(?=\s+sebagaimana\s|\s+dalam\s+melaksanakan\s|[,;.:]|$)"
_NARROWED = re.compile(rf"\s+(?:yang\s(?!bersangkutan\b|dimaksud\b)|{_AGED})[^,;.:]*?{_TAIL}", re.IGNORECASE)
"""What stands between a body and its norm word or verb, and tells which one is meant."""
_NARROWED_ON = re.compile(
    rf"(?:\s+yang\s(?!bersangkutan\b|dimaksud\b)|\s+{_AGED})"
    r"[^,;.:]*?(?=\s+(?:sebagaimana|wajib|harus|dapat|berhak|berwenang|bertugas|dilarang|tidak\s+boleh)\b|[,;.:]|$)",
    re.IGNORECASE,
)
"""The same of a body behind "oleh", or of one that stands in the lead of a list."""
NAME = 110
"""Letters of a body's name with what narrows it down."""
_NOT = "tidak"
_HAVING = re.compile(r"(?:mempunyai|memiliki|diberi)\s", re.IGNORECASE)
MOST_ITEMS = 40
"""Items of a list of objects that are told with the verb before it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One norm as it is shown.

    Attributes:
        section: under what it stands: a modality, or what became of it.
        provision: the citation of the provision.
        fields: name in :data:`FIELDS` → what is shown; the same names have *before* where it read otherwise.
    """

    section: str
    provision: str
    fields: dict[str, str]
    before: dict[str, str]


def rows(duties: Duties) -> Iterator[Row]:
    """Yield the rows of *duties*, section by section, in the order of the document in each."""
    if duties.comparison is not None:
        for section in CHANGES:
            for change in duties.changes:
                if change.kind == section:
                    yield _changed(duties, change)
        return
    for section in MODALITIES:
        for norm in duties.norms:
            if norm.modality == section and not norm.items:
                yield Row(section, cite(norm.provision), fields(norm, duties.regulation), {})


def _changed(duties: Duties, change: DutyChange) -> Row:
    assert duties.comparison is not None
    old = fields(change.old, duties.comparison.old) if change.old else {}
    new = fields(change.new, duties.comparison.new) if change.new else {}
    norm = change.new or change.old
    assert norm is not None  # a change has a side
    before = {name: old[name] for name in change.fields} if change.kind == "changed" else {}
    return Row(change.kind, cite(norm.provision), new or old, before)


def fields(norm: Norm, regulation: Regulation) -> dict[str, str]:
    """Return what is shown of *norm*, by the names of :data:`FIELDS`."""
    body = who(norm, regulation) or say("duties.nobody")
    if "body" in norm.inherited:
        body = f"{body} ({say('duties.inherited', place=cite(norm.under))})"
    return {
        "modality": say(f"duties.{norm.modality}"),
        "body": body,
        "action": f"{norm.subject.text} {_action(norm, regulation)}".strip(),
        "toward": norm.toward.text.partition(" ")[2],
        "deadline": norm.deadline.text,
        "condition": norm.condition.text,
        "sanctions": "; ".join(cite(one) for one in norm.sanctions),
    }


def word(norm: Norm) -> str:
    """Return the draft's own word for what *norm* is: "harus", "berhak"; empty where a plain sentence lays it down."""
    if norm.modality == "dilarang" and not norm.modal:
        return f"{_NOT} {norm.action.text.partition(' ')[0]}".casefold()
    return " ".join(norm.modal.text.casefold().split())


def who(norm: Norm, regulation: Regulation) -> str:
    """Return the body with what narrows it down: "divisi yang membidangi data", "Pemilih yang pindah memilih"."""
    provision = regulation.get(norm.under if "body" in norm.inherited else norm.provision)
    if provision is None or not norm.body:
        return norm.body.text
    begins = norm.modal.start if norm.modal else norm.action.start
    inside = begins > norm.body.end and not norm.under
    rest = provision.text[norm.body.end : begins if inside else None]
    narrow = (_NARROWED if inside else _NARROWED_ON).match(rest)
    return shortened(f"{norm.body.text}{narrow[0].rstrip(' ,')}", NAME) if narrow else norm.body.text


def _action(norm: Norm, regulation: Regulation) -> str:
    """Return the action with the list that goes on with it: "menetapkan: a. jadwal; b. tahapan"."""
    provision = regulation.get(norm.provision)
    text = norm.action.text
    if not norm.under and _HAVING.match(norm.modal.text) and not is_verb(text.partition(" ")[0].lower()):
        text = f"{norm.modal.text} {text}"  # "mempunyai hak suara yang sama"
    if _LIMIT.fullmatch(text):  # "KPU Provinsi paling lambat 25 hari": what is done stands above, or is the subject
        above = regulation.get(parent(norm.provision)) if provision is not None and not norm.subject else None
        return above.lead.rstrip(" :") if above is not None else ""
    if provision is None or not provision.lead.rstrip().endswith(":") or not provision.children:
        return text
    if provision.lead.rstrip(" :")[-len(text) :] != text:
        return text
    items = [f"{child.label} {child.lead}".strip() for child in provision.children[:MOST_ITEMS]]
    return f"{text}: {' '.join(items)}" + (" …" if len(provision.children) > MOST_ITEMS else "")


def view(duties: Duties, width: int = WIDTH) -> Iterator[Line]:
    """Yield *duties* as lines; the action goes on in the next line where *width* columns do not hold it."""
    yield ((say("duties.title"), "title"),)
    for told in _heads(duties):
        yield ((plain(told), "soft"),)
    section = ""
    some = False
    for row in rows(duties):
        some = True
        if row.section != section:
            section = row.section
            yield ()
            yield ((f"{say(f'duties.{section}')} ({number(_count(duties, section))})", "heading"),)
        yield ()
        modality = "" if row.section in MODALITIES else f"  {row.fields['modality']}"
        yield ((plain(row.provision), "label"), (f"  {plain(row.fields['body'])}{modality}", "plain"))
        yield from _told("  ", "", row.fields["action"], width)
        for name in FIELDS[3:]:
            if row.fields[name]:
                yield from _told("  ", f"{say(f'duties.{name}')}: ", row.fields[name], width)
        for name, old in row.before.items():
            label = f"{say('duties.before')} ({say(f'duties.{name}').lower()}): "
            yield from _told("  ", label, old or "–", width, "delete")
    yield ()
    if not some:
        yield ((plain(_nothing(duties)), "plain"),)
    else:
        yield ((say("duties.caution"), "soft"),)


def _told(indent: str, label: str, words: str, width: int, role: Role = "plain") -> Iterator[Line]:
    """Yield *words* behind their *label*, whole: what *width* columns do not hold goes on below."""
    inner = len(indent) * (2 if label else 1)
    yield from folded(((indent + label, "soft"), (plain(words), role)), width, inner)


def markdown(duties: Duties) -> str:
    """Return *duties* as Markdown; text of the draft stays text."""
    lines = [f"# {escaped(say('duties.title'))}", ""]
    lines += [f"- {escaped(told)}" for told in _heads(duties)]
    section = ""
    some = False
    for row in rows(duties):
        some = True
        if row.section != section:
            section = row.section
            lines += ["", f"## {escaped(say(f'duties.{section}'))} ({number(_count(duties, section))})", ""]
        modality = "" if row.section in MODALITIES else f" ({escaped(row.fields['modality'])})"
        lines.append(f"- **{escaped(row.provision)}** {escaped(row.fields['body'])}{modality}: "
                     f"{escaped(row.fields['action'])}")  # fmt: skip
        lines += [
            f"  - {say(f'duties.{name}')}: {escaped(row.fields[name])}" for name in FIELDS[3:] if row.fields[name]
        ]
        lines += [
            f"  - {say('duties.before')} ({say(f'duties.{name}').lower()}): {escaped(old) if old else '–'}"
            for name, old in row.before.items()
        ]
    lines += ["", f"*{escaped(say('duties.caution') if some else _nothing(duties))}*"]
    return "\n".join(lines) + "\n"


def record(duties: Duties) -> dict[str, Any]:
    """Return the object of ``duties --format json``."""
    whole: dict[str, Any] = {"schema": SCHEMA, "source": source(duties.regulation.source), "body": duties.body}
    whole["norms"] = [norm(one) for one in duties.norms]
    if duties.comparison is not None:
        whole["against"] = source(duties.comparison.old.source)
        whole["changes"] = [
            {
                "kind": one.kind,
                "fields": list(one.fields),
                "old": norm(one.old) if one.old else None,
                "new": norm(one.new) if one.new else None,
            }
            for one in duties.changes
            if one.kind != "same"
        ]
        whole["same"] = sum(one.kind == "same" for one in duties.changes)
    return whole


def norm(one: Norm) -> dict[str, Any]:
    """Return *one* as a record: the words of each part and their place, ``[start, end]``, in the provision's text."""
    made: dict[str, Any] = {"provision": one.provision, "modality": one.modality, "bodies": list(one.bodies)}
    for name in ("modal", "subject", "body", "action", "toward", "deadline", "condition", "sanction"):
        words = getattr(one, name)
        if words:
            made[name] = {"text": words.text, "span": [words.start, words.end]}
    if one.due is not None:
        made["due"] = {
            "limit": one.due.limit,
            "number": None if one.due.number is None else str(one.due.number),
            "unit": one.due.unit,
            "direction": one.due.direction,
            "event": one.due.event,
            "recurring": one.due.recurring,
        }
    if one.sanctions:
        made["sanctions"] = list(one.sanctions)
    if one.inherited:
        made |= {"inherited": list(one.inherited), "under": one.under}
    if one.items:
        made["items"] = list(one.items)
    return made


def _heads(duties: Duties) -> Iterator[str]:
    yield duties.regulation.source.name
    if duties.comparison is not None:
        yield f"{say('duties.against')}: {duties.comparison.old.source.name}"
        yield from (problem.message for problem in duties.comparison.warnings)
        yield f"{say('duties.same')}: {number(_count(duties, 'same'))}"
    if duties.body:
        yield f"{say('duties.for')}: {duties.body}"


def _count(duties: Duties, section: str) -> int:
    if duties.comparison is not None:
        return sum(change.kind == section for change in duties.changes)
    return sum(norm.modality == section and not norm.items for norm in duties.norms)


def _nothing(duties: Duties) -> str:
    if duties.comparison is not None:
        return say("duties.none-changed")
    return say("duties.none-for", body=duties.body) if duties.body else say("duties.none")
