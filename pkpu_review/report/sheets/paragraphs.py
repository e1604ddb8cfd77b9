"""A provision → its paragraphs: what stands before its list, the list with labels and indents, what stands after it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from pkpu_review.lexis.words import shortened
from pkpu_review.model import Edit, Provision
from pkpu_review.report.printable import printable
from pkpu_review.report.sheet import Mark, Paragraph, Run
from pkpu_review.report.sheets.bands import PREAMBLE, inserts
from pkpu_review.report.sheets.cells import cells, unbarred
from pkpu_review.report.sheets.printed_lines import lined
from pkpu_review.report.sheets.redline import Token, runs, tokens

UNLABELLED = PREAMBLE | {"diktum", "pasal", "tabel", "baris", "penutup"}
"""Kinds whose label the citation already says in full, or that have none."""
TABLED = frozenset(["tabel", "baris"])
"""Kinds whose words are cells between bars."""

_HEADING = re.compile(r"\b(?![IVXLCDM]+\b)[A-Z]{3,}\b|^(?:Ayat|Huruf|Angka)\b")
"""What a label has that is a heading: a word in capitals, other than a Roman number, or the name of a provision that an
elucidation explains."""

Part = Literal["whole", "own", "lead", "closing"]


def label(p: Provision) -> str:
    """Return the label that is printed before the words of *p*."""
    return "" if p.kind in UNLABELLED else printable(p.label)


def headed(words: tuple[Run, ...], own: str, depth: int = 0) -> list[Paragraph]:
    """Return the label *own*, marked as in *words*, as a paragraph if it is a heading (``I. UMUM``)."""
    return [Paragraph(words, "", depth)] if _HEADING.search(own) else []


def renamed(was: str, own: str) -> tuple[Run, ...]:
    """Return a label that is now written otherwise, the part that differs marked: ``1.`` of ``1. UMUM``."""
    old, new = was.split(), own.split()
    same = 0
    while same < min(len(old), len(new)) - 1 and old[-1 - same] == new[-1 - same]:
        same += 1
    rest = " ".join(["", *new[len(new) - same :]])
    gone, come = (" ".join(words[: len(words) - same]) for words in (old, new))
    return (Run(gone, "delete"), Run(" "), Run(come, "insert"), *((Run(rest),) if same else ()))


def inserted(p: Provision, mark: Mark = "equal", depth: int = 0) -> list[Paragraph]:
    """Return the heading that *p*, the instruction of an amendment, inserts, as a paragraph below its words."""
    return [Paragraph((Run(printable(p.heading), mark),), "", depth)] if p.heading and inserts(p) else []


def below(own: str) -> int:
    """Return how many steps further in words stand than their label *own*."""
    return int(bool(own) and not _HEADING.search(own))


def paragraphs(
    p: Provision, part: Part = "whole", mark: Mark = "equal", depth: int = 0, labelled: bool = True
) -> tuple[Paragraph, ...]:
    """Return *part* of *p* as paragraphs with one *mark*, from *depth* on; its own label only if *labelled*."""
    own = label(p) if labelled else ""
    made = headed((Run(own, mark),), own, depth) if part != "closing" else []
    own, further = "" if made else own, depth + below(own)
    if part != "closing" and (p.lead or (own and part == "whole")):
        words = unbarred(p.lead) if p.kind in TABLED else p.lead
        made += lined(p.kind, Paragraph((Run(printable(words), mark),), own, depth))
    if part != "closing":
        made += inserted(p, mark, further)
    if part == "whole":
        for child in p.children:
            made += paragraphs(child, "whole", mark, further)
    if part != "lead" and p.closing:
        made += lined(p.kind, Paragraph((Run(printable(p.closing), mark),), "", further))
    return tuple(made)


def redlined(p: Provision, before: str, now: str, edits: Sequence[Edit], most: int) -> tuple[Paragraph, ...]:
    """Return *p*, whose words with all below it are *now*, as paragraphs in which *edits* from *before* are marked.

    What was deleted stands in the paragraph of the words before it. Of very many words the first *most* characters
    are shown. Empty where *now* are not the words of *p*.
    """
    found = list(_pieces(p))
    lengths = [len(text.split()) for *_, text in found]
    if [word for *_, text in found for word in text.split()] != now.split():
        return ()
    placed: list[list[Token]] = [[] for _ in found]
    at, left = 0, lengths[0] if lengths else 0
    for token in tokens(edits, before, now):
        if token.new is not None:
            while left == 0:
                at += 1
                left = lengths[at]
            left -= 1
        placed[at].append(token)
    made: list[Paragraph] = []
    for (one, own, depth, _), words in zip(found, placed, strict=True):
        shown = cells(runs(words)) if one.kind in TABLED else runs(words)
        room = most - sum(paragraph.length for paragraph in made)
        if room <= 0:
            made.append(Paragraph((Run("…"),)))
            break
        length = sum(len(run.text) for run in shown)
        if length > room:
            shown = (Run(shortened("".join(run.text for run in shown if run.mark != "delete"), room)),)
        if shown or own:
            made.append(Paragraph(shown, own, depth))
    return tuple(made)


def _pieces(p: Provision, depth: int = 0, own: str = "") -> Iterator[tuple[Provision, str, int, str]]:
    """Yield (provision, label, indent, words) of every paragraph of *p*, in order."""
    yield p, own, depth, p.lead if p.children else p.text
    further = depth + bool(own)
    for child in p.children:
        yield from _pieces(child, further, label(child))
    if p.children and p.closing:
        yield p, "", further, p.closing
