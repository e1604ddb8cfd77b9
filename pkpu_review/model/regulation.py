"""What was read of one file: the :class:`Regulation`, its tree of provisions, and what else the file held."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pkpu_review import ids
from pkpu_review.show import Shown

Ocr = Literal["auto", "never", "always"]
Revisions = Literal["final", "original", "both"]
Role = Literal["label", "lead", "closing", "promulgation", "heading", "cells", "furniture"]
Progress = Callable[[int, int, str], None]
"""Told of long work: how much is done, how much there is, and what is done now (Indonesian)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are to be read.

    Attributes:
        ocr: whether the page image is read: ``auto`` where the text layer is missing or too poor, ``never``,
            or ``always``.
        revisions: which state of a Word file with tracked changes: ``final`` (all accepted), ``original``
            (all rejected), or ``both`` (deleted words kept in their place).
        progress: told of long work, page by page.
        trace: keep every line as it was read, with the places where its parts went (:class:`Traced`).
    """

    ocr: Ocr = "auto"
    revisions: Revisions = "final"
    progress: Progress | None = field(default=None, compare=False)
    trace: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one line of text came from, recorded when the text is made.

    Attributes:
        page: page of the file, counted from 1; None where the format has no pages (DOCX, text).
        box: left, top, right, bottom of the line in points from the top left corner of the page, turned so that
            its text is upright (PDF); :attr:`Source.turned` says which pages a viewer shows otherwise.
        paragraph: paragraph (DOCX) or line (text) of the file, counted from 1; a row stands at its first one.
    """

    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision: its own words, and the provisions below it.

    Attributes:
        id: the place in this version, e.g. ``pasal-5/ayat-2/huruf-a`` (see :mod:`pkpu_review.ids`).
        kind: judul, menimbang, mengingat, memperhatikan, memutuskan, menetapkan, diktum, buku, bab, bagian,
            paragraf, pasal, ayat, huruf, angka, butir, penutup, penjelasan, lampiran, tabel, baris.
        label: as printed: ``Pasal 5``, ``(2)``, ``a.``, ``BAB II``; empty where nothing is printed.
        heading: the headings above it, outermost first, joined by `` > ``:
            ``BAB II TAHAPAN > Bagian Kesatu Umum``; empty outside chapters.
        lead: its own words before its children; for BAB, Bagian, Paragraf the title.
        closing: its own words after its children.
        promulgation: the formula "Agar setiap orang mengetahuinya ..." where it follows the last
            article; kept apart so that sheets can leave it out.
        children: the provisions below it, in order.
        origins: where its own words stand in the file, one a line.
        cells: for ``baris``, the cells' texts in order; for ``tabel``, the head of every column, of two levels
            joined by `` > ``: ``Jadwal > Mulai``.
        spans: for ``baris``, how many columns and rows each cell takes: (1, 1) for a plain one, (0, 0) for a place
            that a merged cell further left or above covers; empty where no cell of the row is merged.
    """

    id: str
    kind: str
    label: str = ""
    heading: str = ""
    lead: str = ""
    closing: str = ""
    promulgation: str = ""
    children: tuple[Provision, ...] = ()
    origins: tuple[Origin, ...] = ()
    cells: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def text(self) -> str:
        """Its own words alone: lead, closing and promulgation formula, joined by a space."""
        if not self.closing and not self.promulgation:
            return self.lead
        return " ".join(part for part in (self.lead, self.closing, self.promulgation) if part)

    @property
    def pages(self) -> tuple[int, ...]:
        """Pages on which its own words stand, in order, each once."""
        return tuple(dict.fromkeys(origin.page for origin in self.origins if origin.page is not None))

    @property
    def citation(self) -> str:
        """The provision as a lawyer cites it: ``Pasal 5 ayat (2) huruf a``."""
        return ids.cite(self.id)

    def walk(self) -> Iterator[Provision]:
        """Yield this provision and everything below it, in the order of the document."""
        yield self
        for child in self.children:
            yield from child.walk()

    def full_text(self) -> str:
        """The words of the provision with labels and children, as one running text."""
        parts = [self.lead]
        for child in self.children:
            parts.append(f"{child.label} {child.full_text()}".strip())
        parts += [self.closing]
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a regulation says it is; empty strings where it does not say.

    Attributes:
        type: ``PERATURAN KOMISI PEMILIHAN UMUM``, ``UNDANG-UNDANG`` ... as printed, in capitals.
        number: as printed; a draft often has ``...`` (kept as an empty string).
        year: as printed.
        title: the words after TENTANG.
        draft: the title page says RANCANGAN.
        amends: the words after ATAS in the title of an amending regulation.
    """

    type: str = ""
    number: str = ""
    year: str = ""
    title: str = ""
    draft: bool = False
    amends: str = ""

    @property
    def name(self) -> str:
        """One line for headings: ``Rancangan Peraturan ... Nomor 3 Tahun 2022 tentang ...``."""
        number = f"NOMOR {self.number}" if self.number else ""
        year = f"TAHUN {self.year}" if self.year else ""
        about = f"TENTANG {self.title}" if self.title else ""
        return " ".join(p for p in ("RANCANGAN" if self.draft else "", self.type, number, year, about) if p)


@dataclass(frozen=True, slots=True)
class Source:
    """The file that was read.

    Attributes:
        name: file name without folders.
        sha256: of the file's bytes, in hexadecimal.
        reader: how it was read: pdf, docx, html, text, or office (by LibreOffice as a docx).
        pages: number of pages; 0 where the format has none.
        characters: characters that the reader extracted, white space aside.
        turned: pages of a PDF whose text a viewer does not show upright, each with the quarter turns, clockwise,
            by which it shows them turned.
    """

    name: str
    sha256: str
    reader: str
    pages: int = 0
    characters: int = 0
    turned: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Furniture:
    """Text that belongs to the page and not to the regulation: kept, with the reason (Indonesian).

    ``box`` and ``paragraph`` as in :class:`Origin`, where the reader knows them.
    """

    text: str
    page: int | None
    reason: str
    box: tuple[float, float, float, float] | None = None
    paragraph: int | None = None

    @property
    def origin(self) -> Origin:
        """Where it stands."""
        return Origin(self.page, self.box, self.paragraph)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a line, and where it went.

    Attributes:
        text: the words as they were read.
        role: what they became: ``label``, ``lead``, ``closing`` or ``promulgation`` of a provision, ``heading``
            (of a chapter that an amendment quotes), ``cells`` (of a row), or ``furniture``.
        provision: id of the provision; empty for furniture.
        reason: why it is furniture (Indonesian).
    """

    text: str
    role: Role
    provision: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Traced:
    """A line as the reader got it out of the file, with its parts in the order of the line.

    Attributes:
        text: the words, single spaces.
        origin: where the line stands.
        parts: where it went; several where a line was split over provisions.
    """

    text: str
    origin: Origin
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Mend:
    """A fault of the text layer that was put right because sequence or vocabulary made it certain.

    Attributes:
        before, after: the words as they stood in the file, and as they were read.
        reason: one Indonesian clause: why this is certain.
        page: page of the file.
        provision: id of the provision concerned, if known.
        box: of its line, as in :class:`Origin`.
    """

    before: str
    after: str
    reason: str
    page: int | None = None
    provision: str = ""
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark that somebody fixed to words of a Word file.

    Attributes:
        author: as Word has it.
        date: ISO 8601, as Word has it; empty where it has none.
        text: the remark.
        anchor: the words that it is fixed to.
        provision: id of the provision that holds them, if known.
        paragraph: paragraph of the file, counted from 1, where the anchor begins.
    """

    author: str
    date: str
    text: str
    anchor: str = ""
    provision: str = ""
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """A tracked change of a Word file.

    Attributes:
        kind: ``insert``, ``delete``, ``move-from`` or ``move-to``.
        author, date: as for :class:`Comment`.
        text: the words inserted, deleted or moved.
        provision: id of the provision that holds them in the state that was read, if known.
        paragraph: paragraph of the file, counted from 1, where they stand.
    """

    kind: Literal["insert", "delete", "move-from", "move-to"]
    author: str
    date: str
    text: str
    provision: str = ""
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Signing:
    """One act of the closing part: who put the regulation into force or into the gazette, where and when.

    Attributes:
        act: ``disahkan``, ``ditetapkan``, ``diundangkan`` ...
        place: as printed; empty where it is left open.
        day: ISO 8601; empty where it is left open, or not to be read with certainty.
        office, name: of the one who signed, as printed.
    """

    act: str
    place: str = ""
    day: str = ""
    office: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Gazette:
    """Where a regulation is published; empty strings where that is left open.

    Attributes:
        name: ``LEMBARAN NEGARA REPUBLIK INDONESIA``, ``BERITA DAERAH KABUPATEN ...`` as printed.
        year, number: of the gazette.
        supplement: number of the supplement (Tambahan) that holds the Penjelasan.
    """

    name: str = ""
    year: str = ""
    number: str = ""
    supplement: str = ""


@dataclass(frozen=True, slots=True)
class Closing:
    """What the penutup says: the acts in their order, and the gazette."""

    signings: tuple[Signing, ...] = ()
    gazette: Gazette | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """A term that a regulation defines.

    Attributes:
        provision: id of the provision that defines it.
        term: the words that are defined.
        short: the name by which the regulation calls it from there on ("selanjutnya disebut"); empty without one.
        abbreviation: the same where it is abbreviated ("selanjutnya disingkat").
        meaning: what it is defined to be, in the provision's own words; a list may stand below them.
        span: where the meaning stands in the provision's lead: first letter, and the one behind the last.
    """

    provision: str
    term: str
    short: str
    abbreviation: str
    meaning: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a document, as a value.

    Attributes:
        code: stable, for programs: ``nomor-lompat``, ``nomor-ganda``, ``tidak-terbaca`` ...
        message: one Indonesian sentence for the reader.
        page: where, if known.
        text: the words concerned, if any.
        provision: id of the provision concerned, if any.
        pages: all pages, where several are concerned.
    """

    code: str
    message: str
    page: int | None = None
    text: str = ""
    provision: str = ""
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Regulation(Shown):
    """One version of one regulation: identity, the tree of provisions, and what else the file held.

    Attributes:
        coverage: characters in provisions and furniture / characters extracted, white space aside.
        mends: what was put right in a poor text layer.
        comments, revisions: remarks and tracked changes of a Word file, in order.
        trace: every line of the file in order, where :attr:`Reading.trace` asked for it.
        closing: places, days, signatories and gazette of the penutup.
    """

    identity: Identity
    source: Source
    provisions: tuple[Provision, ...]
    coverage: float = 1.0
    furniture: tuple[Furniture, ...] = ()
    problems: tuple[Problem, ...] = ()
    mends: tuple[Mend, ...] = ()
    comments: tuple[Comment, ...] = ()
    revisions: tuple[Revision, ...] = ()
    trace: tuple[Traced, ...] = ()
    closing: Closing | None = None
    _by_id: dict[str, Provision] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._by_id.update((provision.id, provision) for provision in self.walk())

    def walk(self) -> Iterator[Provision]:
        """Yield every provision in the order of the document."""
        for provision in self.provisions:
            yield from provision.walk()

    def __getitem__(self, id: str) -> Provision:
        """Return the provision with *id*; KeyError where there is none."""
        return self._by_id[id]

    def get(self, id: str | None) -> Provision | None:
        """Return the provision with *id*, or None."""
        return self._by_id.get(id) if id is not None else None

    def explanation(self, id: str) -> Provision | None:
        """Return what the Penjelasan says on provision *id*: on itself alone, not on a provision above it.

        ``explanation("pasal-5/ayat-1")`` is the provision ``penjelasan/pasal-5/ayat-1``, or None.
        """
        return self._by_id.get(f"penjelasan/{id}")

    def articles(self) -> Iterator[Provision]:
        """Yield the articles of the body (not those quoted in an amending regulation)."""
        for provision in self.walk():
            if provision.kind == "pasal" and "/" not in provision.id:
                yield provision

    def _title(self) -> str:
        return f"{self.identity.name or self.source.name} ({self.source.name})"

    def _records(self) -> Iterator[Mapping[str, Any]]:
        for p in self.walk():
            yield {
                "id": p.id,
                "kind": p.kind,
                "label": p.label,
                "heading": p.heading,
                "text": p.text,
                "pages": list(p.pages),
            }
