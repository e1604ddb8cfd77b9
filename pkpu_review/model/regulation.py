"""What was read of one file: the :class:`Regulation`, its tree of provisions, what it says it is, and its closing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pkpu_review import ids
from pkpu_review.model.reading import Comment, Furniture, Mend, Origin, Revision, Source, Traced
from pkpu_review.show import Shown


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
        pages = [origin.page for origin in self.origins if origin.page is not None]
        return tuple(dict.fromkeys(pages)) if pages else ()

    @property
    def citation(self) -> str:
        """The provision as a lawyer cites it: ``Pasal 5 ayat (2) huruf a``."""
        return ids.cite(self.id)

    def walk(self) -> Iterator[Provision]:
        """Yield this provision and everything below it, in the order of the document."""
        ahead = [self]
        while ahead:
            provision = ahead.pop()
            yield provision
            ahead += provision.children[::-1]

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
        """One line for headings: ``Rancangan Peraturan ... Nomor 3 Tahun 2022 tentang ...``; a draft of a year has the
        place of its number, as it is printed."""
        number = f"NOMOR {self.number}" if self.number else "NOMOR …" if self.draft and self.year else ""
        year = f"TAHUN {self.year}" if self.year else ""
        about = f"TENTANG {self.title}" if self.title else ""
        return " ".join(p for p in ("RANCANGAN" if self.draft else "", self.type, number, year, about) if p)


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
