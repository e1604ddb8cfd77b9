"""Daftar Inventarisasi Masalah ↔ JSON (``dim.json``), so that the next draft can be held against it.

The draft is stored with all its words: what became of a proposal is found by comparing it with the next draft.
Each remark stands once, under the provision that it is on.

The text may come from anywhere: its parts are taken by kind, and what does not fit together is refused.
"""

from __future__ import annotations

import json
from typing import Any, get_args

from pkpu_review.errors import PkpuError
from pkpu_review.model import whole
from pkpu_review.model.checked import count, of_kind, one_of
from pkpu_review.model.comparison import Relation
from pkpu_review.model.remarks import Category, Dim, Entry, Form, Place, Read, Remark, Said, Stray, Unread

SCHEMA = "pkpu-review/dim/1"
Record = dict[str, Any]
_ADVICE = "Gunakan dim.json yang ditulis oleh collect, atau jalankan collect kembali."
_CATEGORIES, _FORMS, _RELATIONS = get_args(Category), get_args(Form), get_args(Relation)


def dumps(dim: Dim) -> str:
    """Return *dim* as JSON text."""
    return json.dumps(record(dim), ensure_ascii=False, indent=1) + "\n"


def loads(text: str) -> Dim:
    """Return the list that *text* holds.

    Raises:
        PkpuError: it holds none, or one of another version of this program, or one that is not whole.
    """
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        raise _refused("teksnya bukan JSON yang utuh") from None
    if not isinstance(told, dict) or told.get("schema") != SCHEMA:
        raise _refused(f"skemanya bukan {SCHEMA}")
    try:
        return _dim(told)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise _refused(f"isinya tidak utuh ({type(error).__name__})") from None


def _refused(cause: str) -> PkpuError:
    return PkpuError(f"Daftar inventarisasi masalah tidak dapat dibaca: {cause}. {_ADVICE}")


# -- list → record -------------------------------------------------------------------------------------


def record(dim: Dim) -> Record:
    """Return *dim* as plain values."""
    return {
        "schema": SCHEMA,
        "entries": [_entry(one) for one in dim.entries],
        "strays": [
            {"text": one.text, **_place(one.place), "reason": one.reason, "office": one.office, "sheet": one.sheet}
            for one in dim.strays
        ],
        "files": [
            {
                "file": one.file,
                "sha256": one.sha256,
                "sheet": one.sheet,
                "office": one.office,
                "person": one.person,
                "day": one.day,
                "remarks": one.remarks,
                "strays": one.strays,
                "foreign": one.foreign,
                "problems": list(one.problems),
            }
            for one in dim.files
        ],
        "unread": [{"file": one.file, "cause": one.cause} for one in dim.unread],
        "old_sha256": dim.old,
        "draft": whole.record(dim.draft),
        "next": whole.record(dim.next) if dim.next else None,
    }


def _entry(one: Entry) -> Record:
    told: Record = {
        "number": one.number,
        "provision": one.provision,
        "citation": one.citation,
        "heading": one.heading,
        "text": one.text,
        "old": one.old,
        "relation": one.relation,
        "orphan": one.orphan,
        "origins": list(one.origins),
        "note": one.note,
        "conflicting": one.conflicting,
    }
    return told | {"said": [[_remark(each) for each in said.remarks] for said in one.said]}


def _remark(one: Remark) -> Record:
    return {
        "provision": one.provision,
        "old": one.old,
        "office": one.office,
        "sheet": one.sheet,
        "tanggapan": one.tanggapan,
        "usulan": one.usulan,
        "alasan": one.alasan,
        "category": one.category,
        "chosen": one.chosen,
        "places": [_place(place) for place in one.places],
        "form": one.form,
        "person": one.person,
        "day": one.day,
        "number": one.number,
        "note": one.note,
    }


def _place(one: Place) -> Record:
    return {"file": one.file, "where": one.where}


# -- record → list -------------------------------------------------------------------------------------


def _dim(told: Record) -> Dim:
    return Dim(
        draft=whole.restored(told["draft"]),
        entries=tuple(_read_entry(one) for one in of_kind(told["entries"], list)),
        strays=tuple(
            Stray(_text(one, "text"), _read_place(one), *(_text(one, name) for name in ("reason", "office", "sheet")))
            for one in of_kind(told["strays"], list)
        ),
        files=tuple(_read_file(one) for one in of_kind(told["files"], list)),
        unread=tuple(Unread(_text(one, "file"), _text(one, "cause")) for one in of_kind(told["unread"], list)),
        old=_text(told, "old_sha256"),
        next=whole.restored(told["next"]) if told["next"] is not None else None,
    )


def _read_entry(told: Record) -> Entry:
    provision, citation, heading, text = (_text(told, name) for name in ("provision", "citation", "heading", "text"))
    said = tuple(Said(tuple(_read_remark(one) for one in of_kind(each, list))) for each in of_kind(told["said"], list))
    if not all(each.remarks for each in said):
        raise ValueError(told["said"])
    return Entry(
        number=count(told["number"]),
        provision=provision,
        citation=citation,
        heading=heading,
        text=text,
        said=said,
        old=of_kind(told["old"], bool),
        origins=tuple(of_kind(one, str) for one in of_kind(told["origins"], list)),
        relation=one_of(told["relation"], _RELATIONS),
        orphan=of_kind(told["orphan"], bool),
        note=_text(told, "note"),
    )


def _read_remark(told: Record) -> Remark:
    return Remark(
        provision=_text(told, "provision"),
        old=of_kind(told["old"], bool),
        office=_text(told, "office"),
        sheet=_text(told, "sheet"),
        tanggapan=_text(told, "tanggapan"),
        usulan=_text(told, "usulan"),
        alasan=_text(told, "alasan"),
        category=one_of(told["category"], _CATEGORIES),
        chosen=of_kind(told["chosen"], bool),
        places=tuple(_read_place(one) for one in of_kind(told["places"], list)),
        form=one_of(told["form"], _FORMS),
        person=_text(told, "person"),
        day=_text(told, "day"),
        number=count(told["number"]),
        note=_text(told, "note"),
    )


def _read_file(told: Record) -> Read:
    return Read(
        file=_text(told, "file"),
        sha256=_text(told, "sha256"),
        sheet=_text(told, "sheet"),
        office=_text(told, "office"),
        person=_text(told, "person"),
        day=_text(told, "day"),
        remarks=count(told["remarks"]),
        strays=count(told["strays"]),
        foreign=of_kind(told["foreign"], bool),
        problems=tuple(of_kind(one, str) for one in of_kind(told["problems"], list)),
    )


def _read_place(told: Record) -> Place:
    return Place(_text(told, "file"), _text(told, "where"))


def _text(told: Record, name: str) -> str:
    found: str = of_kind(told[name], str)
    return found
