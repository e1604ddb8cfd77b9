"""The name that an answer on a sheet carries ⇄ which answer it is: the field, the row, the provision, the draft.

A sheet goes out, is filled in by many hands, and comes back: sorted, copied, renamed. Each answer therefore carries
its own name: in Word the tag of its content control, in Excel a hidden column beside its row (without the field, which
a hidden row above the heads names for each column). Written by ``report``, read by ``collect``: whatever the two must
agree on stands here.

    pkpu:t:1a2b3c4d:12:pasal-5/ayat-2       the response on row 12, on Pasal 5 ayat (2) of the draft 1a2b3c4d...
    lama:u:99aa88bb:40:pasal-9              the wording proposed on row 40, Pasal 9 of the older version, removed since
    pkpu:a:1a2b3c4d:7:#3f2a...              an id that is too long for Word; the index in the file tells which

A field that belongs to the whole sheet has neither row nor provision: ``pkpu:kantor:1a2b3c4d::``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

Field = Literal["tanggapan", "usulan", "alasan", "kategori", "jawaban", "kantor", "pengisi", "tanggal", ""]
"""What an answer is; ``jawaban`` is what the meeting answers to a proposal; empty for a row as a whole."""
RESPONSES: tuple[Field, ...] = ("tanggapan", "usulan", "alasan", "kategori")
"""The fields of a row."""
ANSWERED: tuple[Field, ...] = (*RESPONSES, "jawaban")
"""The fields that a row of any document may have."""
SHEET_FIELDS: tuple[Field, ...] = ("kantor", "pengisi", "tanggal")
"""The fields of a sheet: which office, who filled it in, when."""
LIMIT = 64
"""Characters that Word allows in the tag of a content control."""
DIGEST = 8
"""Hexadecimal digits of a file's sha256 that a tag carries."""
SCHEMA = "pkpu-review/sheet/2"
INDEX = "urn:pkpu-review:sheet:2"
"""Namespace of the custom XML part of a Word file that lists its rows."""
HIDDEN_COLUMN = "pkpu"
"""Head of the hidden column of an Excel sheet that carries the names of its rows."""
NEW, OLD, NEXT = "naskah-baru", "naskah-lama", "naskah-berikutnya"
"""Roles of the files that a sheet rests on: the draft, the version that it was compared with, the draft after it."""
NAME_PROPERTY, SEAL_PROPERTY = "pkpu-lembar", "pkpu-isi-sha256"
"""Custom properties of a sheet: its name, and the sha256 of its main part when it was written."""

_KEYS: dict[Field, str] = {"tanggapan": "t", "usulan": "u", "alasan": "a", "kategori": "k", "jawaban": "j", "": ""}
_FIELDS: dict[str, Field] = {
    **{key: field for field, key in _KEYS.items()},
    "kantor": "kantor",
    "pengisi": "pengisi",
    "tanggal": "tanggal",
}
_TAG = re.compile(r"(pkpu|lama):([a-z]*):([0-9a-f]{8}):(\d{0,7}):(\S*)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Tag:
    """What an answer's name says.

    Attributes:
        field: what the answer is.
        digest: the first digits of the sha256 of the file whose provision it is about.
        number: number of the row; 0 for a field of the whole sheet.
        provision: id; ``#`` and the start of its sha256 where it was too long; empty for a field of the whole sheet.
        old: the provision stands in the older version alone.
    """

    field: Field
    digest: str
    number: int = 0
    provision: str = ""
    old: bool = False

    def __str__(self) -> str:
        who = "lama" if self.old else "pkpu"
        head = f"{who}:{_KEYS.get(self.field, self.field)}:{self.digest[:DIGEST]}:{self.number or ''}:"
        return head + self.provision

    @property
    def short(self) -> str:
        """The name as Word takes it: an id that is too long is replaced by ``#`` and the start of its sha256."""
        whole = str(self)
        if len(whole) <= LIMIT:
            return whole
        head = whole[: len(whole) - len(self.provision)]
        return head + hashed(self.provision)


def digest_property(role: str) -> str:
    """Return the custom property of a sheet that holds the sha256 of the file that has this *role*."""
    return f"pkpu-{role}-sha256"


def hashed(provision: str) -> str:
    """Return what stands for an id that is too long."""
    return f"#{sha256(provision.encode()).hexdigest()[:24]}"


def parse(told: str) -> Tag | None:
    """Return what *told* names; None where it is no name that this program gave."""
    found = _TAG.fullmatch(told.strip())
    if found is None or found[2] not in _FIELDS:
        return None
    who, key, digest, number, provision = found.groups()
    return Tag(_FIELDS[key], digest, int(number or 0), provision, who == "lama")
