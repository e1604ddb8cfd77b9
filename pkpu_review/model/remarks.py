"""What came back on filled-in sheets: answers as they stood in the files, and the :class:`Dim` that is made of them.

``collect`` reads an :class:`Answer` for every field that somebody filled in, and a :class:`Stray` for words that it
cannot place; from these come the remarks of the Daftar Inventarisasi Masalah, in the order of the draft, those that
say the same put together. Nothing that a person wrote is left out: it stands in a remark or in a stray, each with its
file and place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pkpu_review.model.comparison import Relation
from pkpu_review.model.regulation import Regulation
from pkpu_review.show import Shown
from pkpu_review.tags import Tag

Category = Literal["tetap", "redaksional", "substansi", "substansi-baru"]
"""Of a remark: leave it as it is, other words for the same, another rule, a rule that the draft does not have."""
Form = Literal["isian", "komentar", "suntingan", "tulisan"]
"""How a person said it: in a field of the sheet; in a comment of Word or Excel; by changing the words of the provision
themselves; or by writing beside the fields."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: the *file* as it was named, and *where* in it (Indonesian): ``tabel 2 baris 14``,
    ``Matriks!H14``."""

    file: str
    where: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody wrote in one place of a sheet.

    Attributes:
        tag: which field of which row; its field is empty for what stands outside the fields.
        text: the words, lines parted by ``\\n``.
        place: where they stand.
        form: how they were said.
        by: who, where the file tells (the author of a comment or of a tracked change).
        line: what tells the row from other copies of it in the same file; answers of one line are one remark.
        words: what the file shows of the row beside the answer, by which a row of another draft is placed.
        note: what a reader should know of it (Indonesian sentences).
    """

    tag: Tag
    text: str
    place: Place
    form: Form = "isian"
    by: str = ""
    line: str = ""
    words: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stray:
    """Words that belong to no provision that is known: where they stand, and the *reason* (an Indonesian clause).

    *office* and *sheet* as in :class:`Remark`.
    """

    text: str
    place: Place
    reason: str
    office: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """One file that came back, as it was read.

    Attributes:
        file: as it was named.
        sha256: of its bytes.
        sheet: name of the sheet, as the file itself tells it; empty where it does not.
        office, person, day: as filled in above the table; the office also from where the file lies.
        digests: sha256 of the new and of the old version that the sheet was written for; empty where it does not say.
        answers: what was filled in, in the order of the file.
        strays: what could not be placed.
        problems: what a person should know of the reading (Indonesian sentences).
    """

    file: str
    sha256: str
    sheet: str = ""
    office: str = ""
    person: str = ""
    day: str = ""
    digests: tuple[str, str] = ("", "")
    answers: tuple[Answer, ...] = ()
    strays: tuple[Stray, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """What one office says on one provision.

    Attributes:
        provision: id in the draft that the sheets were written for; in the older version where *old*.
        old: the provision stands in the older version alone.
        office: who says it.
        sheet: name of the sheet on which it was said: that of a division, of the secretariat, or the matrix.
        tanggapan, usulan, alasan: the response, the wording proposed, the reason; lines parted by ``\\n``.
        category: see :data:`Category`.
        chosen: a person chose the category on the sheet; else it was derived.
        places: where it stands; several where a file has it more than once.
        form: how it was said.
        person, day: who filled the sheet in, or wrote the comment; and when; empty where not told.
        number: of the row on the sheet; 0 where not told.
        note: what a reader should know of it (Indonesian sentences): it was written for another draft ...
    """

    provision: str
    old: bool
    office: str
    sheet: str
    tanggapan: str
    usulan: str
    alasan: str
    category: Category
    chosen: bool
    places: tuple[Place, ...]
    form: Form = "isian"
    person: str = ""
    day: str = ""
    number: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """Remarks on one provision that say the same, the fullest first: the same wording proposed, or, of those that
    propose none, the same response. Their responses and reasons may differ: each remark has its own."""

    remarks: tuple[Remark, ...]

    @property
    def category(self) -> Category:
        """The category of the first remark; one that a person chose stands before one that was derived."""
        return next((one.category for one in self.remarks if one.chosen), self.remarks[0].category)

    @property
    def chosen(self) -> bool:
        """Whether a person chose the category."""
        return any(one.chosen for one in self.remarks)

    @property
    def usulan(self) -> str:
        """The wording proposed, as the first remark has it; empty where none is."""
        return self.remarks[0].usulan

    @property
    def offices(self) -> tuple[str, ...]:
        """Who says it, each once."""
        return tuple(dict.fromkeys(one.office for one in self.remarks))

    def texts(self, field: Literal["tanggapan", "usulan", "alasan"]) -> tuple[str, ...]:
        """Return the different texts of *field*, as written, each once."""
        return tuple(dict.fromkeys(text for one in self.remarks if (text := getattr(one, field))))


@dataclass(frozen=True, slots=True)
class Entry:
    """One provision, and what is said on it.

    Attributes:
        number: from 1, in the order of the list.
        provision: id: in the next draft where there is one, else in the draft; in the older version where *old*.
            Of an orphan the id that it had.
        citation: as a lawyer cites it.
        heading: the chapter headings above it.
        text: its wording there, with all that the sheet showed below it; of an orphan what it said.
        said: what is said on it; what more offices say stands first.
        old: the provision stands in the older version alone.
        origins: ids in the draft of what is now this provision, where the remarks were carried to it; empty otherwise.
        relation: how its place changed since the draft; ``same`` where it did not, or there is no next draft.
        orphan: the next draft no longer has it.
        note: where it came from, or what became of it (Indonesian sentences); empty where nothing is to be said.
    """

    number: int
    provision: str
    citation: str
    heading: str
    text: str
    said: tuple[Said, ...]
    old: bool = False
    origins: tuple[str, ...] = ()
    relation: Relation = "same"
    orphan: bool = False
    note: str = ""

    @property
    def proposals(self) -> tuple[Said, ...]:
        """Those that propose a wording."""
        return tuple(one for one in self.said if one.usulan)

    @property
    def conflicting(self) -> bool:
        """Whether there are different proposals for it."""
        return len(self.proposals) > 1

    @property
    def remarks(self) -> Iterator[Remark]:
        """All remarks on it."""
        for one in self.said:
            yield from one.remarks


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read.

    Attributes:
        file, sha256, sheet, office, person, day: as in :class:`Filled`.
        remarks: how many remarks it gave.
        strays: how many pieces of it could not be placed.
        foreign: it was written for another draft.
        problems: Indonesian sentences.
    """

    file: str
    sha256: str
    sheet: str
    office: str
    person: str = ""
    day: str = ""
    remarks: int = 0
    strays: int = 0
    foreign: bool = False
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read, and why (an Indonesian sentence)."""

    file: str
    cause: str


@dataclass(frozen=True, slots=True)
class Dim(Shown):
    """Daftar Inventarisasi Masalah: what all sheets say on a draft, in the order of its provisions.

    Attributes:
        draft: the draft that the sheets were written for: identity, source, and provisions with their words.
        entries: the provisions on which something is said; orphans stand where they stood.
        strays: what could not be placed.
        files: the files that were read, in the order in which they were named.
        unread: those that could not be.
        old: sha256 of the version that the draft was compared with; empty where there was none.
        next: the draft to which the remarks were carried; None where there is none.
    """

    draft: Regulation
    entries: tuple[Entry, ...]
    strays: tuple[Stray, ...] = ()
    files: tuple[Read, ...] = ()
    unread: tuple[Unread, ...] = ()
    old: str = ""
    next: Regulation | None = None

    @property
    def remarks(self) -> Iterator[Remark]:
        """All remarks, in the order of the entries."""
        for entry in self.entries:
            yield from entry.remarks

    @property
    def offices(self) -> tuple[str, ...]:
        """All that say something, in order."""
        return tuple(dict.fromkeys(one.office for one in self.remarks))

    @property
    def orphans(self) -> tuple[Entry, ...]:
        """The provisions that the next draft no longer has."""
        return tuple(entry for entry in self.entries if entry.orphan)

    def to_json(self) -> str:
        """Return the list as JSON: ``dim.json``."""
        from pkpu_review.model.remarks_stored import dumps

        return dumps(self)

    @classmethod
    def from_json(cls, text: str) -> Dim:
        """Return the list that :meth:`to_json` wrote.

        Raises:
            PkpuError: *text* is no such JSON, or not whole.
        """
        from pkpu_review.model.remarks_stored import loads

        return loads(text)

    def _title(self) -> str:
        return f"Daftar Inventarisasi Masalah {self.draft.identity.name or self.draft.source.name}"

    def _records(self) -> Iterator[Mapping[str, Any]]:
        for entry in self.entries:
            for one in entry.remarks:
                yield {
                    "number": entry.number,
                    "provision": entry.provision,
                    "office": one.office,
                    "category": one.category,
                    "tanggapan": one.tanggapan,
                    "usulan": one.usulan,
                    "alasan": one.alasan,
                }
