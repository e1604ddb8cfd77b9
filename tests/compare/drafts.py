"""Small regulations made in a test, without a file."""

from __future__ import annotations

from pkpu_review.model import Identity, Provision, Regulation, Source


def draft(*provisions: Provision, name: str = "naskah.txt") -> Regulation:
    return Regulation(Identity(), Source(name, "", "text"), provisions)


def article(number: int, text: str, *paragraphs: str, closing: str = "", promulgation: str = "") -> Provision:
    """``article(5, "", "one", "two")`` is Pasal 5 with two ayat."""
    id = f"pasal-{number}"
    children = tuple(
        Provision(f"{id}/ayat-{place}", "ayat", f"({place})", lead=words) for place, words in enumerate(paragraphs, 1)
    )
    return Provision(
        id, "pasal", f"Pasal {number}", lead=text, closing=closing, promulgation=promulgation, children=children
    )


def table(*rows: tuple[str, ...]) -> Provision:
    """An annex with one table."""
    id = "lampiran/tabel-1"
    children = tuple(
        Provision(f"{id}/baris-{place}", "baris", lead=" | ".join(cells), cells=cells)
        for place, cells in enumerate(rows, 1)
    )
    return Provision("lampiran", "lampiran", "LAMPIRAN", children=(Provision(id, "tabel", children=children),))
