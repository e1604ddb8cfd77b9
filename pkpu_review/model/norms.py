"""Who must, may or must not do what under a regulation: the :class:`Norm` and the :class:`Duties` made of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from pkpu_review.model.comparison import Comparison
from pkpu_review.model.regulation import Regulation
from pkpu_review.show import Shown

Modality = Literal["wajib", "boleh", "dilarang", "delegation"]
NormField = Literal["modality", "body", "condition", "deadline"]
DueKind = Literal["tenggat", "lama", "kala", "saat"]
_LASTING = ("selama", "paling lama", "paling singkat", "paling sedikit", "paling kurang", "sekurang-kurangnya")
_LATEST = ("paling lambat", "selambat-lambatnya")
_EARLIEST = ("paling cepat", "paling awal", "secepat-cepatnya")


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a provision's text: characters *start* to *end* of ``Provision.text``, which are *text*.

    Empty (and false) where a norm does not have them.
    """

    start: int = 0
    end: int = 0
    text: str = ""

    def __bool__(self) -> bool:
        return self.end > self.start

    def __str__(self) -> str:
        return self.text


NOTHING = Words()


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline as a value: "paling lambat 7 (tujuh) hari sejak tanggal penetapan".

    Attributes:
        limit: what limits it, in small letters: ``paling lambat``, ``selama``; may be empty.
        number: how many units; None where it is told by no number ("pada hari yang sama"), or where figures and
            words contradict each other.
        unit: as printed, in small letters: ``hari``, ``hari kerja``, ``x 24 jam``, ``bulan``; may be empty.
        direction: how it lies to the event: ``sejak``, ``setelah``, ``sebelum``, ``sampai``; empty where none is told.
        event: the event it runs from or up to, as printed, without the word of direction; the day that a thing falls
            on ("pada hari pemungutan suara"); may be empty.
        recurring: it comes back: "setiap bulan", "sekali dalam 6 (enam) bulan".
    """

    limit: str = ""
    number: Decimal | None = None
    unit: str = ""
    direction: Literal["", "sejak", "setelah", "sebelum", "sampai"] = ""
    event: str = ""
    recurring: bool = False

    @property
    def kind(self) -> DueKind:
        """What the words tell: a day to keep (``tenggat``), how long something lasts (``lama``: "selama 14 hari"), how
        often it comes (``kala``: "setiap minggu"), or only when it may be (``saat``: "paling cepat", "sebelum hari
        pemungutan suara"). "Paling lama 12 jam" without an event says how long."""
        if self.limit.startswith(_LATEST):
            return "tenggat"
        if self.recurring:
            return "kala"
        if self.limit == "selama" or (not self.direction and self.limit.startswith(_LASTING) and self.number):
            return "lama"
        unmeasured = self.number is None and not self.limit and (self.direction or self.event)
        return "saat" if unmeasured or self.limit == "sejak" or self.limit.startswith(_EARLIEST) else "tenggat"


@dataclass(frozen=True, slots=True)
class Norm:
    """One norm: who must, may or must not do what, toward whom, by when, under which condition.

    All :class:`Words` are counted in the text of *provision*, but for what is inherited: these are words of the
    text of the provision *under*.

    Attributes:
        provision: id of the provision that lays it down.
        modality: ``wajib`` (wajib, harus, bertugas, and the indicative by which a law lays a duty on a body),
            ``boleh`` (dapat, berhak, berwenang), ``dilarang``, or ``delegation`` (a rule is to be made).
        modal: the word that says so; empty where the verb alone does ("KPU menetapkan ..."). Of a list item it is the
            lead's, as the modality is.
        body: who acts, in the text's own words: ``KPU, KPU Provinsi, dan KPU Kabupaten/Kota``; empty where the
            text does not tell.
        bodies: ids of these bodies (``knowledge/divisions/bodies.toml``), in order; empty where none is known.
        subject: what the sentence is about where it is not who acts: "Daftar pemilih ... ditetapkan oleh PPS".
        action: what is done: the verb to the end of its object.
        toward: to whom: ``kepada KPU Provinsi``.
        deadline: by when: ``paling lambat 7 (tujuh) hari sejak ...``; *due* is its value.
        condition: under which condition: ``dalam hal ...``.
        sanction: words of the same sentence that threaten a sanction.
        sanctions: ids of the provisions that punish a breach of this one, in the order of the document.
        inherited: what the provision does not say itself, but the lead of its list, or the paragraph it refers to.
        under: id of the provision that *inherited* comes from; empty without any.
        items: ids of the list items that complete the action of a lead ("KPPS bertugas:"). Each has a norm of its
            own, which inherits body and modality; whoever counts duties leaves out the lead.
    """

    provision: str
    modality: Modality
    modal: Words = NOTHING
    subject: Words = NOTHING
    body: Words = NOTHING
    bodies: tuple[str, ...] = ()
    action: Words = NOTHING
    toward: Words = NOTHING
    deadline: Words = NOTHING
    due: Due | None = None
    condition: Words = NOTHING
    sanction: Words = NOTHING
    sanctions: tuple[str, ...] = ()
    inherited: tuple[NormField, ...] = ()
    under: str = ""
    items: tuple[str, ...] = ()


NormChange = Literal["new", "gone", "changed", "same"]


@dataclass(frozen=True, slots=True)
class DutyChange:
    """A norm of one version against its partner in the other.

    Attributes:
        kind: ``new`` (no *old*), ``gone`` (no *new*), ``changed`` or ``same``.
        fields: what differs: names of :class:`Norm` attributes (modality, body, action, toward, deadline, condition,
            sanctions), in this order.
    """

    kind: NormChange
    old: Norm | None = None
    new: Norm | None = None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Duties(Shown):
    """The duty matrix of one regulation, or what became of it between two versions.

    Attributes:
        norms: every norm, in the order of the document.
        comparison: the two versions, where two were given.
        changes: one for every norm of both versions; empty where one version was given.
        body: name of the body that was asked for; empty for all.
    """

    regulation: Regulation
    norms: tuple[Norm, ...]
    comparison: Comparison | None = None
    changes: tuple[DutyChange, ...] = ()
    body: str = ""
    _by_provision: dict[str, list[Norm]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        for norm in self.norms:
            self._by_provision.setdefault(norm.provision, []).append(norm)

    def of(self, id: str | None) -> tuple[Norm, ...]:
        """Norms that provision *id* lays down."""
        return tuple(self._by_provision.get(id or "", ()))

    def _title(self) -> str:
        return f"Kewajiban dan kewenangan: {self.regulation.identity.name or self.regulation.source.name}"

    def _records(self) -> Iterator[Mapping[str, Any]]:
        for norm in self.norms:
            if norm.items:
                continue
            yield {
                "id": norm.provision,
                "modality": norm.modality,
                "body": norm.body.text,
                "bodies": ", ".join(norm.bodies),
                "action": norm.action.text,
                "toward": norm.toward.text,
                "deadline": norm.deadline.text,
                "condition": norm.condition.text,
                "sanctions": ", ".join(norm.sanctions),
            }
