"""A line-up file → which division of an office has which task field.

Line-ups only group fields (PKPU 8/2019 on Tata Kerja): flags are made per field and shown per
division, so that an office's own line-up is one TOML file.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pkpu_review import knowledge
from pkpu_review.annotate.cautions import Caution
from pkpu_review.annotate.vocabulary import vocabulary
from pkpu_review.errors import CannotRead, PkpuError
from pkpu_review.knowledge.own import parsed, told
from pkpu_review.model import Division

DEFAULT = "dki-2022"
FILE_BYTES = 1024 * 1024
"""Bytes of a line-up file; one has some 4 KiB."""
MOST_DIVISIONS = 50
"""Divisions of an office; each gets sheets of its own."""
NAME_LENGTH = 200
"""Letters of a name, at most; it stands on every sheet."""


@dataclass(frozen=True, slots=True)
class LineUp:
    """The divisions of an office.

    Attributes:
        id: name of the file without its suffix.
        divisions: in the order of the office.
        of: field → id of its division.
        outside: fields with which this office has nothing to do.
        cautions: what its area does not have.
    """

    id: str
    name: str
    divisions: tuple[Division, ...]
    of: dict[str, str]
    outside: tuple[str, ...]
    cautions: tuple[Caution, ...] = ()


_AT = re.compile(r"line (\d+), column (\d+)")


class BadLineUp(PkpuError):
    """A line-up that does not give every field to exactly one division, or a name that is not known."""


def line_ups() -> tuple[str, ...]:
    """Return the names of the line-ups that come with the toolkit."""
    return knowledge.names("divisions/line-ups")


def line_up(name: str = DEFAULT) -> LineUp:
    """Return the line-up *name*: one of :func:`line_ups`, or the path of a TOML file of the same form.

    Raises:
        BadLineUp: no such name, or a field is given twice, not at all, or is unknown.
        CannotRead: the file cannot be read or is not TOML.
    """
    if name in line_ups():
        return _parse(name, knowledge.load(f"divisions/line-ups/{name}.toml"))
    path = Path(name)
    if path.suffix.lower() != ".toml":
        raise BadLineUp(f"Susunan divisi '{name}' tidak dikenal. Pilihan: {', '.join(line_ups())}, atau berkas .toml.")
    try:
        with path.open("rb") as stream:
            data = stream.read(FILE_BYTES + 1)
        if len(data) > FILE_BYTES:
            raise CannotRead(name, f"berkas susunan divisi melebihi {FILE_BYTES // 1024} KiB")
        content = parsed(data)
    except OSError as error:
        raise CannotRead(name, "berkas susunan divisi tidak dapat dibuka") from error
    except (ValueError, RecursionError) as error:  # no UTF-8, no TOML, a number or a nesting without end
        at = _AT.search(str(error))
        advice = f"Periksa baris {at[1]}, kolom {at[2]}" if at else ""
        raise CannotRead(name, "berkas susunan divisi bukan TOML yang sah", advice) from error
    return _parse(path.stem, content)


def _parse(id: str, content: dict[str, Any]) -> LineUp:
    try:
        outside = _listed(content, "outside", ())
        entries = [
            (_name(e["id"]), _name(e["name"]), _name(e.get("short", e["name"])), _listed(e, "fields"))
            for e in content["division"]
        ]
        name = _name(content["name"])
        cautions = tuple(_caution(e) for e in content.get("caution", ()))
    except (KeyError, TypeError, AttributeError) as error:
        raise BadLineUp(
            f"Susunan divisi '{id}' tidak lengkap: butuh name dan [[division]] dengan id, name, fields."
        ) from error
    except ValueError as error:
        raise BadLineUp(f"Susunan divisi '{id}': {error}.") from error
    if len(entries) > MOST_DIVISIONS:
        raise BadLineUp(f"Susunan divisi '{id}': lebih dari {MOST_DIVISIONS} divisi.")
    if twice := [one for one, count in Counter(one.casefold() for one, *_ in entries).items() if count > 1]:
        raise BadLineUp(f"Susunan divisi '{id}': id {told(twice)} dipakai dua divisi.")
    given = Counter([field for *_, fields in entries for field in fields] + list(outside))
    known = set(vocabulary().fields)
    for complaint, wrong in (
        ("diberikan dua kali", sorted(field for field, count in given.items() if count > 1)),
        ("tidak dikenal", sorted(set(given) - known)),
        ("belum diberikan kepada divisi mana pun", sorted(known - set(given))),
    ):
        if wrong:
            raise BadLineUp(f"Susunan divisi '{id}': bidang tugas {told(wrong)} {complaint}.")
    return LineUp(
        id=id,
        name=name,
        divisions=tuple(Division(division, full, short) for division, full, short, _ in entries),
        of={field: division for division, _, _, fields in entries for field in fields},
        outside=outside,
        cautions=cautions,
    )


def _name(value: Any) -> str:
    """Return *value*, which stands on sheets and in answers: a line of letters that can be seen."""
    if not isinstance(value, str):
        raise TypeError("no text")
    if not value.strip() or not value.isprintable() or len(value) > NAME_LENGTH:
        raise ValueError(f"id dan nama harus berupa satu baris teks, sampai {NAME_LENGTH} huruf")
    return value


def _listed(entry: dict[str, Any], key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
    """Return the words under *key*: a text alone is no list of its letters."""
    value = entry.get(key, default) if default is not None else entry[key]
    if not isinstance(value, list | tuple) or not all(isinstance(word, str) and word.strip() for word in value):
        raise ValueError(f"{key} harus berupa daftar kata")
    return tuple(value)


def _caution(entry: dict[str, Any]) -> Caution:
    return Caution(
        id=_name(entry["id"]),
        reason=_name(entry["reason"]),
        only=_listed(entry, "only"),
        unless=_listed(entry, "unless", ()),
        citation=str(entry.get("citation", "")),
        verified=entry.get("verified") is True,
        examples=_listed(entry, "examples", ()),
        counter_examples=_listed(entry, "counter_examples", ()),
    )
