"""The TOML of an office → its letterhead, place and signatories, as documents show them.

    [kantor]
    nama = ["Komisi Pemilihan Umum", "Provinsi Daerah Khusus Jakarta"]    # the lines of the letterhead
    alamat = "Jalan Salemba Raya Nomor 15, Jakarta Pusat 10440"            # optional, as all that follows
    kontak = "Telepon (021) ...; laman ..."
    tempat = "Jakarta"
    tanggal = 2026-11-24                        # --date goes before it; without both a blank to fill in

    [[penanda_tangan]]
    jabatan = "Ketua Divisi Hukum dan Pengawasan"
    nama = "..."                                # else a blank line
    nip = "..."
    untuk = ["divisi", "ringkasan"]             # the documents that this person signs; without it all that nobody else
                                                # is named for: daftar, ringkasan, divisi, sekretariat, or the id of a
                                                # division

Nothing in it is ever a path or markup: it is shown as it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pkpu_review.errors import CannotRead
from pkpu_review.knowledge.own import parsed
from pkpu_review.knowledge.own import told as listed
from pkpu_review.lexis.calendar import told
from pkpu_review.report.wording import say

MOST_BYTES = 100_000
MOST_LINES, MOST_CHARACTERS, MOST_SIGNATORIES = 5, 300, 6
"""Bounds of what a letterhead and the end of a page can hold."""
MOST_PEOPLE, MOST_DOCUMENTS = 60, 12
"""Who may be named in one file, and for how many documents one of them."""
LIST, BRIEF, DIVISION, SECRETARIAT = "daftar", "ringkasan", "divisi", "sekretariat"
"""Documents that are signed, as the file names them."""
_DIVISION, _SECRETARY = re.compile(r"\bdivisi\b", re.I), re.compile(r"\bsekretaris\b", re.I)
_AT = re.compile(r"line (\d+), column (\d+)")


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs: the *post*, and *name* and *number* (NIP), which may be empty; *documents* names those that are signed
    by this person, and is empty where the file does not say."""

    post: str
    name: str = ""
    number: str = ""
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """An office as its documents show it.

    Attributes:
        names: the lines of the letterhead, the last one the office itself; empty without a letterhead.
        address, contact: the lines below.
        place: where documents are signed.
        day: the day that they are dated; None for a blank.
        signatories: who signs, from left to right.
    """

    names: tuple[str, ...] = ()
    address: str = ""
    contact: str = ""
    place: str = ""
    day: date | None = None
    signatories: tuple[Signatory, ...] = ()

    def signing(self, *names: str) -> Office:
        """Return the office with those alone who sign a document: who is named for it, by the first of its *names* that
        anybody is named for; else those who are named for none.

        A division's chair does not sign for the secretariat: where nobody is named for its sheet, the secretary does,
        with a blank for the name where the file has none.
        """
        chosen: tuple[Signatory, ...] = ()
        for name in names:
            chosen = chosen or tuple(one for one in self.signatories if name in one.documents)
        if not chosen:
            chosen = tuple(one for one in self.signatories if not one.documents)
            if SECRETARIAT in names and any(_DIVISION.search(one.post) for one in chosen):
                chosen = tuple(one for one in chosen if not _DIVISION.search(one.post))
                if not any(_SECRETARY.search(one.post) for one in chosen):
                    chosen = (*chosen, Signatory(say("sign.secretary")))
        return replace(self, signatories=chosen)

    def dated(self, day: date | None) -> str:
        """Return in words the day of its documents: *day*, else its own; empty for a blank to fill in."""
        shown = day or self.day
        return told(shown) if shown else ""


NO_OFFICE = Office()
"""No letterhead, no place, nobody who signs."""


def office(path: str | Path) -> Office:
    """Return the office that the TOML file *path* describes.

    Raises:
        CannotRead: there is no such file, or it is not what the module says.
    """
    path = Path(path)
    try:
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise CannotRead(str(path), "berkas kantor tidak ditemukan", "Periksa nama dan foldernya") from None
    except OSError as error:
        cause = "ini folder, bukan berkas kantor" if path.is_dir() else "berkas kantor tidak dapat dibuka"
        raise CannotRead(str(path), cause, "Sebutkan berkas .toml yang boleh dibaca") from error
    if len(content) > MOST_BYTES:
        raise CannotRead(str(path), f"berkas kantor lebih dari {MOST_BYTES // 1000} kB")
    try:
        told = parsed(content)
    except (ValueError, RecursionError) as error:
        raise CannotRead(str(path), "berkas kantor bukan TOML yang sah", _advice(error)) from error
    return _Reader(path).office(told)


def _advice(error: Exception) -> str:
    """Return where a person finds what is wrong; the parser itself complains in English."""
    if isinstance(error, UnicodeDecodeError):
        return "Simpan berkas itu dengan pengodean UTF-8"
    at = _AT.search(str(error))
    return f"Perbaiki baris {at[1]}, kolom {at[2]}" if at else "Perbaiki berkas itu"


class _Reader:
    def __init__(self, path: Path) -> None:
        self.path = path

    def office(self, told: dict[str, Any]) -> Office:
        self._known(told, {"kantor", "penanda_tangan"}, "berkas kantor")
        head = told.get("kantor", {})
        if not isinstance(head, dict):
            raise self._wrong("[kantor] harus berupa tabel")
        self._known(head, {"nama", "alamat", "kontak", "tempat", "tanggal"}, "[kantor]")
        names = head.get("nama", [])
        names = [names] if isinstance(names, str) else names
        if not isinstance(names, list) or len(names) > MOST_LINES:
            raise self._wrong(f"kantor.nama harus berupa teks atau daftar sampai {MOST_LINES} teks")
        day = head.get("tanggal")
        day = day.date() if isinstance(day, datetime) else day
        if day is not None and not isinstance(day, date):
            raise self._wrong("kantor.tanggal harus berupa tanggal, misalnya 2026-11-24 (tanpa tanda kutip)")
        people = told.get("penanda_tangan", [])
        if not isinstance(people, list) or len(people) > MOST_PEOPLE:
            raise self._wrong(f"penanda_tangan: paling banyak {MOST_PEOPLE}, masing-masing [[penanda_tangan]]")
        signatories = tuple(self._person(one) for one in people)
        for document in ("", *dict.fromkeys(name for one in signatories for name in one.documents)):
            if sum(document in (one.documents or ("",)) for one in signatories) > MOST_SIGNATORIES:
                raise self._wrong(f"penanda_tangan: paling banyak {MOST_SIGNATORIES} untuk satu dokumen")
        return Office(
            names=tuple(self._text({"nama": name}, "nama") for name in names),
            address=self._text(head, "alamat"),
            contact=self._text(head, "kontak"),
            place=self._text(head, "tempat"),
            day=day,
            signatories=signatories,
        )

    def _person(self, told: Any) -> Signatory:
        if not isinstance(told, dict) or not told.get("jabatan"):
            raise self._wrong("setiap [[penanda_tangan]] harus memuat jabatan")
        self._known(told, {"jabatan", "nama", "nip", "untuk"}, "[[penanda_tangan]]")
        names = told.get("untuk", [])
        names = [names] if isinstance(names, str) else names
        if not isinstance(names, list) or len(names) > MOST_DOCUMENTS or ("untuk" in told and not all(names)):
            raise self._wrong(f"untuk harus berupa nama dokumen atau daftar sampai {MOST_DOCUMENTS} nama")
        return Signatory(
            self._text(told, "jabatan"),
            self._text(told, "nama"),
            self._text(told, "nip"),
            tuple(self._text({"untuk": name}, "untuk").lower() for name in names),
        )

    def _known(self, told: dict[str, Any], names: set[str], where: str) -> None:
        if unknown := [repr(name) for name in told if name not in names]:
            cause = f"{listed(unknown)} tidak dikenal dalam {where}; yang dikenal: {', '.join(sorted(names))}"
            raise self._wrong(cause)

    def _text(self, told: dict[str, Any], name: str) -> str:
        from pkpu_review.report.printable import printable

        value = told.get(name, "")
        if not isinstance(value, str):
            raise self._wrong(f"{name} harus berupa teks di antara tanda kutip")
        value = " ".join(printable(value).split())
        if len(value) > MOST_CHARACTERS:
            raise self._wrong(f"{name} lebih dari {MOST_CHARACTERS} huruf")
        return value

    def _wrong(self, cause: str) -> CannotRead:
        return CannotRead(str(self.path), cause, "Perbaiki berkas kantor itu")
