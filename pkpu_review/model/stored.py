"""Comparison ↔ JSON, so that a comparison read back still makes either version of the other.

Of a kept provision only its word edits are stored, and of an edit not the words that stay but how many they are.
Beside the rows stands, for each version, what the words alone do not say (its :class:`~.patch.Skeleton`): the order
of its provisions where the rows have another one (``order``), and under ``shape`` what differs from the usual of the
provision's id and of its neighbours (see :mod:`.usual`). ``words_sha256`` tells whether a version is the one that
was compared. Of the references those that were kept are counted, and not stored.

The text may come from anywhere: its parts are taken by kind, and what does not fit together is refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from pkpu_review import ids
from pkpu_review.errors import PkpuError
from pkpu_review.model.checked import count, of_kind, one_of
from pkpu_review.model.comparison import (
    Change,
    ChangeKind,
    Comparison,
    Edit,
    Effect,
    EffectKind,
    Fate,
    FollowedReference,
    Operation,
    Relation,
)
from pkpu_review.model.patch import Gaps, Place, Skeleton, skeletons
from pkpu_review.model.reading import Source
from pkpu_review.model.regulation import Identity, Problem, Regulation
from pkpu_review.model.usual import Usual

SCHEMA = "pkpu-review/comparison/2"
MOST_DEPTH = 200
"""Levels of a tree that is read back; a regulation has some ten."""
Record = dict[str, Any]
_RELATIONS, _CHANGES, _OPERATIONS = get_args(Relation), get_args(ChangeKind), get_args(Operation)
_EFFECTS, _FATES = get_args(EffectKind), get_args(Fate)


def dumps(comparison: Comparison) -> str:
    """Return *comparison* as JSON text."""
    return json.dumps(record(comparison), ensure_ascii=False)


def loads(text: str) -> Comparison:
    """Return the comparison that *text* holds.

    Raises:
        PkpuError: it holds none, or one that is not whole.
    """
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        raise PkpuError(f"Perbandingan tidak dapat dibaca: teksnya bukan JSON yang utuh. {_ADVICE}") from None
    return restored(told)


_ADVICE = "Gunakan hasil compare --format json tanpa pilihan penyaring, atau bandingkan kembali kedua naskahnya."


def restored(told: Any) -> Comparison:
    """Return the comparison that :func:`record` gave as *told*.

    Raises:
        PkpuError: *told* is none, or one of another version of this program, or not whole.
    """
    schema = told.get("schema") if isinstance(told, dict) else None
    if schema != SCHEMA:
        raise PkpuError(f"Perbandingan tidak dapat dibaca: skemanya bukan {SCHEMA}. {_ADVICE}")
    if "filter" in told:
        raise PkpuError(f"Perbandingan tidak dapat dibaca: hanya sebagian perubahannya yang tersimpan. {_ADVICE}")
    try:
        return _comparison(told)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        cause = f"isinya tidak utuh ({type(error).__name__})"
        raise PkpuError(f"Perbandingan tidak dapat dibaca: {cause}. {_ADVICE}") from None


# -- values that other records have too ----------------------------------------------------------------


def source(s: Source) -> Record:
    """Return what is told of a file."""
    told = {"file": s.name, "sha256": s.sha256, "reader": s.reader, "pages": s.pages, "characters": s.characters}
    return told | ({"turned": [list(page) for page in s.turned]} if s.turned else {})


def identity(i: Identity) -> Record:
    """Return what a regulation says it is; *name* is one line for headings."""
    own = {"type": i.type, "number": i.number, "year": i.year, "title": i.title, "draft": i.draft, "amends": i.amends}
    return {**own, "name": i.name}


def problem(p: Problem) -> Record:
    """Return one problem."""
    told: Record = {"code": p.code, "message": p.message, "page": p.page, "text": p.text}
    if p.provision:
        told["provision"] = p.provision
    if p.pages:
        told["pages"] = list(p.pages)
    return told


# -- comparison → record -------------------------------------------------------------------------------


def record(c: Comparison) -> Record:
    """Return the object of ``compare --format json``; the problems of both readings stand before its own."""
    both = [("old", p) for p in c.old.problems] + [("new", p) for p in c.new.problems]
    bones = skeletons(c)
    return {
        "schema": SCHEMA,
        "old": _side(c.old, bones[0], dict.fromkeys(row.old for row in c.rows if row.old is not None)),
        "new": _side(c.new, bones[1], dict.fromkeys(row.new for row in c.rows if row.new is not None)),
        "rows": [change(row) for row in c.rows],
        "stale": [{"in": s.provision, "text": s.text, "target": s.before} for s in c.stale if not s.meant],
        "references": [_followed(one) for one in c.references if one.fate != "kept"],
        "fates": c.fates,
        "problems": [{**problem(p), "side": side} for side, p in both] + [problem(p) for p in c.problems],
    }


def change(row: Change) -> Record:
    """Return one row of a comparison; what is empty is left out behind the basis."""
    told: Record = {
        "old": row.old,
        "new": row.new,
        "relation": row.relation,
        "change": row.change,
        "edits": [_edit(edit) for edit in row.edits],
        "basis": row.basis,
        "certainty": round(row.certainty, 4),
    }
    old = ids.cite(row.old) if row.old else ""
    new = old if row.new == row.old else ids.cite(row.new) if row.new else ""
    if old:
        told["old_citation"] = old
    if new:
        told["new_citation"] = new
    if row.rival:
        told["rival"] = {"side": row.rival_side, "id": row.rival}
    if row.poorly_read:
        told["poorly_read"] = True
    if row.effects:
        told["effects"] = [{"kind": e.kind, "old": e.old, "new": e.new, "subject": e.subject} for e in row.effects]
    if row.sentence:
        told["sentence"] = row.sentence
    if row.rank or row.reasons:
        told |= {"rank": row.rank, "reasons": list(row.reasons)}
    return told


def _edit(edit: Edit) -> Record:
    told: Record = {"op": edit.operation}
    if edit.operation == "equal":
        return told | {"words": edit.kept or len(edit.new.split())}
    return told | {side: words for side, words in (("old", edit.old), ("new", edit.new)) if words}


def _followed(one: FollowedReference) -> Record:
    told: Record = {"in": one.provision, "span": [one.start, one.end], "text": one.text, "fate": one.fate}
    ends = (("before", one.before), ("meant", one.meant), ("now", one.now))
    return told | {name: id for name, id in ends if id}


def _side(version: Regulation, bones: Skeleton, told: Mapping[str, None]) -> Record:
    found = {**source(version.source), "identity": identity(version.identity), "words_sha256": bones.sha256}
    at = {id: index for index, id in enumerate(told)}
    runs: list[list[int]] = []
    for place in bones.places:
        index = at.get(place.id, -1)
        if runs and runs[-1][0] + runs[-1][1] == index:
            runs[-1][1] += 1
        else:
            runs.append([index, 1])
    if runs not in ([], [[0, len(at)]]):
        found["order"] = runs
    usual, shape = Usual(), {}
    for place in bones.places:
        expected = usual.place(place.id)
        if place != expected:
            shape[place.id] = _unusual(place, expected)
        usual.take(place)
    return found | ({"shape": shape} if shape else {})


def _unusual(place: Place, usual: Place) -> Record:
    """Return what of *place* is not as *usual*."""
    told: Record = {}
    for name in ("kind", "label", "depth", "closing", "promulgation"):
        if getattr(place, name) != getattr(usual, name):
            told[name] = getattr(place, name)
    if place.heading != usual.heading:
        told["heading"] = True if place.heading is None else place.heading
    if place.cells != usual.cells:
        told["cells"] = True if place.cells is None else list(place.cells)
    if place.spans:
        told["spans"] = [list(span) for span in place.spans]
    if any(place.gaps):
        told["gaps"] = [[list(gap) for gap in gaps] for gaps in place.gaps]
    return told


# -- record → comparison -------------------------------------------------------------------------------


def _comparison(told: Record) -> Comparison:
    rows = tuple(_row(row) for row in of_kind(told["rows"], list))
    problems: dict[str, list[Problem]] = {"old": [], "new": [], "": []}
    for one in of_kind(told["problems"], list):
        problems[one.get("side", "")].append(read_problem(one))
    old, new = (
        Regulation(read_identity(told[side]["identity"]), read_source(told[side]), (), problems=tuple(problems[side]))
        for side in ("old", "new")
    )
    bones = (
        _bones(of_kind(told["old"], dict), dict.fromkeys(row.old for row in rows if row.old is not None)),
        _bones(of_kind(told["new"], dict), dict.fromkeys(row.new for row in rows if row.new is not None)),
    )
    references = tuple(_reference(one) for one in of_kind(told["references"], list))
    kept = count(told["fates"].get("kept", 0))
    return Comparison(old, new, rows, tuple(problems[""]), references, bones, kept)


def _row(told: Record) -> Change:
    rival = told.get("rival", {"side": "", "id": ""})
    found = Change(
        _id(told["old"]),
        _id(told["new"]),
        one_of(told["relation"], _RELATIONS),
        one_of(told["change"], _CHANGES),
        edits=tuple(_read_edit(edit) for edit in of_kind(told["edits"], list)),
        basis=of_kind(told["basis"], str),
        certainty=float(of_kind(told["certainty"], (int, float))),
        rival=of_kind(rival["id"], str),
        rival_side=one_of(rival["side"], ("", "old", "new")),
        poorly_read=of_kind(told.get("poorly_read", False), bool),
        effects=tuple(_effect(one) for one in of_kind(told.get("effects", []), list)),
        sentence=of_kind(told.get("sentence", ""), str),
        rank=count(told.get("rank", 0)),
        reasons=tuple(of_kind(one, str) for one in of_kind(told.get("reasons", []), list)),
    )
    if found.old is None and found.new is None:
        raise ValueError(told)
    return found


def _read_edit(told: Record) -> Edit:
    operation: Operation = one_of(told["op"], _OPERATIONS)
    if operation == "equal":
        return Edit(operation, "", "", count(told["words"], least=1))
    old, new = of_kind(told.get("old", ""), str), of_kind(told.get("new", ""), str)
    if (bool(old), bool(new)) != (operation != "insert", operation != "delete"):
        raise ValueError(told)
    return Edit(operation, old, new)


def _effect(told: Record) -> Effect:
    kind: EffectKind = one_of(told["kind"], _EFFECTS)
    return Effect(kind, of_kind(told["old"], str), of_kind(told["new"], str), of_kind(told["subject"], str))


def _reference(told: Record) -> FollowedReference:
    fate: Fate = one_of(told["fate"], _FATES)
    start, end = (count(place) for place in told["span"])
    ends = (of_kind(told.get(name, ""), str) for name in ("before", "meant", "now"))
    return FollowedReference(of_kind(told["in"], str), start, end, of_kind(told["text"], str), fate, *ends)


def read_problem(told: Record) -> Problem:
    """Return the problem that :func:`problem` gave as *told*."""
    page = None if told["page"] is None else count(told["page"])
    code, message, text = (of_kind(told[name], str) for name in ("code", "message", "text"))
    pages = tuple(count(number) for number in told.get("pages", ()))
    return Problem(code, message, page, text, of_kind(told.get("provision", ""), str), pages)


def read_identity(told: Record) -> Identity:
    """Return what :func:`identity` gave as *told*."""
    words = {name: of_kind(told[name], str) for name in ("type", "number", "year", "title", "amends")}
    return Identity(**words, draft=of_kind(told["draft"], bool))


def read_source(told: Record) -> Source:
    """Return what :func:`source` gave as *told*."""
    name, digest, reader = (of_kind(told[name], str) for name in ("file", "sha256", "reader"))
    turned = tuple((count(page), count(turns)) for page, turns in told.get("turned", []))
    return Source(name, digest, reader, count(told["pages"]), count(told["characters"]), turned)


def _bones(told: Record, known: Mapping[str, None]) -> Skeleton:
    found, usual = list(known), Usual()
    shape = of_kind(told.get("shape", {}), dict)
    places = []
    for index in _order(told.get("order", [[0, len(found)]]), len(found)):
        expected = usual.place(found[index])
        place = _place(of_kind(shape[expected.id], dict), expected) if expected.id in shape else expected
        if place.depth > min(len(usual), MOST_DEPTH):
            raise ValueError(place.id)
        usual.take(place)
        places.append(place)
    return Skeleton(tuple(places), of_kind(told["words_sha256"], str))


def _order(runs: Sequence[Sequence[int]], total: int) -> Iterator[int]:
    """Yield the places that *runs* name: each of *total* once."""
    seen = bytearray(total)
    for first, length in runs:
        for index in range(count(first), min(count(first) + count(length), total + 1)):
            if seen[index]:
                raise ValueError(index)
            seen[index] = 1
            yield index
    if not all(seen):
        raise ValueError(total)


def _place(told: Record, usual: Place) -> Place:
    heading, cells = told.get("heading", usual.heading), told.get("cells", usual.cells)
    lead, closing, promulgation = (_read_gaps(gaps) for gaps in told.get("gaps", ((), (), ())))
    return Place(
        usual.id,
        of_kind(told.get("kind", usual.kind), str),
        of_kind(told.get("label", usual.label), str),
        count(told.get("depth", usual.depth)),
        None if heading is None or heading is True else of_kind(heading, str),
        count(told.get("closing", 0)),
        count(told.get("promulgation", 0)),
        None if cells is None or cells is True else tuple(of_kind(cell, str) for cell in cells),
        tuple((count(wide), count(high)) for wide, high in told.get("spans", ())),
        (lead, closing, promulgation),
    )


def _read_gaps(told: Sequence[Any]) -> Gaps:
    found = tuple((count(at), of_kind(space, str)) for at, space in told)
    if any(space.strip() for _, space in found):
        raise ValueError(found)
    return found


def _id(value: Any) -> str | None:
    return None if value is None else of_kind(value, str)
