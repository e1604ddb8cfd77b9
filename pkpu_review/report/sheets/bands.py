"""A provision → where it stands: the page or paragraph of its file, and the band of the sheet that it stands under.

A band is the chapter as the draft prints it, or the part (preamble, body, end, elucidation, annex) where there is no
chapter. In an amending regulation the headings are those of what it quotes: an article quoted after a heading stands
under it, the next instruction does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pkpu_review.model import Provision, Regulation
from pkpu_review.report.wording import say

HEADINGS = frozenset(["buku", "bab", "bagian", "paragraf"])
PREAMBLE = frozenset(["judul", "menimbang", "mengingat", "memperhatikan", "memutuskan", "menetapkan"])

_INSTRUCTION = re.compile(r"pasal-[ivx]+/angka-[^/]+")


def place(p: Provision, whole: bool = True) -> str:
    """Return where *p* stands in its file: ``hlm. 4``, ``hlm. 4-5``; ``par. 31`` where it has no pages."""
    members = list(p.walk()) if whole else [p]
    pages = sorted({page for member in members for page in member.pages})
    if pages:
        return say("row.page", page=str(pages[0]) if len(pages) == 1 else f"{pages[0]}–{pages[-1]}")
    paragraphs = sorted({o.paragraph for member in members for o in member.origins if o.paragraph is not None})
    if paragraphs:
        last = f"–{paragraphs[-1]}" if len(paragraphs) > 1 else ""
        return say("row.paragraph", paragraph=f"{paragraphs[0]}{last}")
    return ""


def above(p: Provision, home: Regulation) -> list[Provision]:
    """Return the provisions that hold *p* in the tree, the nearest first; articles stand under their chapter there."""

    def search(candidates: Sequence[Provision], path: list[Provision]) -> list[Provision] | None:
        for candidate in candidates:
            if candidate is p:
                return path
            found = search(candidate.children, [candidate, *path])
            if found is not None:
                return found
        return None

    return search(home.provisions, []) or []


def own_heading(p: Provision) -> str:
    """Return the words of the heading *p* itself, with those of the headings above it."""
    return " > ".join(part for part in (p.heading, f"{p.label} {p.lead}".strip()) if part)


def band(p: Provision, home: Regulation) -> str:
    """Return the words of the band under which *p* stands."""
    if p.kind in HEADINGS:
        return own_heading(p)
    top = p.id.split("/")[0]
    kind = top.partition("-")[0].partition("~")[0]
    if kind in ("penjelasan", "lampiran"):
        holder = home.get(top)
        return (holder.label if holder else "") or part(p.id)
    holders = ["/".join(p.id.split("/")[:depth]) for depth in range(p.id.count("/") + 1, 0, -1)]
    for holder in (home.get(id) for id in holders):
        if holder and holder.heading and not (holder is p and inserts(p)):
            return holder.heading
    return _quoted(p, home) or part(p.id)


def inserts(p: Provision) -> bool:
    """Whether *p* is the instruction of an amendment: a heading of its own is one that it inserts, and a part of it."""
    return _INSTRUCTION.fullmatch(p.id) is not None


def part(id: str) -> str:
    """Return the name of the part of a regulation in which *id* stands."""
    kind = id.split("/")[0].partition("-")[0].partition("~")[0]
    if kind in PREAMBLE:
        return say("part.pembukaan")
    return say(f"part.{kind}") if kind in ("penjelasan", "lampiran", "penutup") else say("part.batang-tubuh")


def _quoted(p: Provision, home: Regulation) -> str:
    """Return the heading that is quoted before the quoted article of *p*, by the same instruction; empty without."""
    steps = p.id.split("/")
    at = next((at for at, step in enumerate(steps) if at and step.startswith("pasal-")), None)
    holder = home.get("/".join(steps[:at])) if at else None
    if holder is None or at is None:
        return ""
    article, before = "/".join(steps[: at + 1]), ""
    for one in holder.children:
        if one.id == article:
            return before
        before = one.heading or before
    return ""
