"""What a file has by the ten thousand, places and provisions → the frozen values of the model, made quickly.

A frozen dataclass sets each of its fields through ``object.__setattr__``: to make a provision takes five times as long
as to make the same value unfrozen, and that is half of what it takes to freeze a tree. So the value is made unfrozen,
of a class with the very same slots, and then told what it is, which Python allows between classes of one layout. From
then on it is frozen like any other.
"""

from __future__ import annotations

from typing import cast

from pkpu_review.model import Origin, Provision

Box = tuple[float, float, float, float]


class _Origin:
    __slots__ = Origin.__slots__

    def __init__(self, page: int | None, box: Box | None, paragraph: int | None) -> None:
        self.page, self.box, self.paragraph = page, box, paragraph


class _Provision:
    __slots__ = Provision.__slots__

    def __init__(
        self,
        id: str,
        kind: str,
        label: str,
        heading: str,
        lead: str,
        closing: str,
        promulgation: str,
        children: tuple[Provision, ...],
        origins: tuple[Origin, ...],
        cells: tuple[str, ...],
        spans: tuple[tuple[int, int], ...],
    ) -> None:
        self.id, self.kind, self.label, self.heading = id, kind, label, heading
        self.lead, self.closing, self.promulgation = lead, closing, promulgation
        self.children, self.origins, self.cells, self.spans = children, origins, cells, spans


def origin(page: int | None = None, box: Box | None = None, paragraph: int | None = None) -> Origin:
    """Return ``Origin(page, box, paragraph)``."""
    made = _Origin(page, box, paragraph)
    made.__class__ = Origin  # type: ignore[assignment]
    return cast("Origin", made)


def provision(
    id: str,
    kind: str,
    label: str,
    heading: str,
    lead: str,
    closing: str,
    promulgation: str,
    children: tuple[Provision, ...],
    origins: tuple[Origin, ...],
    cells: tuple[str, ...],
    spans: tuple[tuple[int, int], ...],
) -> Provision:
    """Return a :class:`Provision` of these fields."""
    made = _Provision(id, kind, label, heading, lead, closing, promulgation, children, origins, cells, spans)
    made.__class__ = Provision  # type: ignore[assignment]
    return cast("Provision", made)
