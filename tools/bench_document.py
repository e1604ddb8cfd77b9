"""The corpus text, over and over → one long PDF, for timing the reader.

    python -m tools.bench_document PATH [PAGES]

The chapters of all versions follow one another with their chapters and articles numbered on and the
references inside them moved along, so that the document is one regulation: with an outline, page furniture and,
as annexes, ruled tables on a twentieth of the pages. It is made where it is timed and never committed.
"""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from tools.corpus import families, versions
from tools.corpus_numbering import roman
from tools.corpus_source import Block, Draft
from tools.corpus_typst import typeset

PAGES = 290
"""Pages where nothing else is asked for: as long as a code with its annexes."""
NEAR = 0.01
"""Part of the pages by which the document may be longer or shorter."""
TABLES = 0.05
"""Part of the pages that the annexes with their ruled tables fill."""
ANNEX_PAGES = 5 / 3
"""Pages that an annex fills."""
DAY = date(2024, 2, 14)

_ARTICLE = re.compile(r"\bPasal (\d+)")


def build(path: Path, pages: int = PAGES) -> int:
    """Write a document of about *pages* pages to *path* and return how many it has.

    Raises:
        RuntimeError: the corpus text does not come near to *pages*.
    """
    drafts = [version.draft() for family in families() for version in versions(family)]
    wanted = max(1, round(pages / 3))
    annexes = max(1, round(pages * TABLES / ANNEX_PAGES))
    for _ in range(6):  # the pages a chapter takes are measured, and settle at once
        pdf = typeset("PERATURAN PANJANG", list(blocks(drafts, wanted, annexes)), DAY)
        made = count(pdf)
        if abs(made - pages) <= max(1, NEAR * pages):
            path.write_bytes(pdf)
            return made
        rest = annexes * ANNEX_PAGES
        wanted = max(1, round(wanted * (pages - rest) / max(1.0, made - rest)))
    raise RuntimeError(f"{made} pages with {wanted} chapters, {pages} were wanted")


def blocks(drafts: Sequence[Draft], wanted: int, annexes: int) -> Iterator[Block]:
    """Yield one long regulation of *wanted* chapters: opening, chapters, signatures, *annexes*."""
    first = drafts[0].blocks
    yield from itertools.takewhile(lambda block: block.kind != "bab", first)
    chapter = article = 0
    for body in _bodies(drafts):
        offset = article
        for block in body:
            if block.kind == "bab":
                if chapter == wanted:
                    break
                chapter += 1
                block = replace(block, label=f"BAB {roman(chapter)}")
            elif block.kind == "pasal":
                article += 1
                block = replace(block, label=f"Pasal {article}")
            yield replace(block, text=_moved_along(block.text, offset))
        else:
            continue
        break
    yield from _ending(first)
    for place, draft in enumerate(itertools.islice(itertools.cycle(drafts), annexes), 1):
        for block in draft.blocks:
            if block.kind == "lampiran":
                yield replace(block, lines=(f"LAMPIRAN {roman(place)}", *block.lines[1:]))
            elif block.kind in ("judul-lampiran", "tabel"):
                yield block


def _moved_along(words: str, offset: int) -> str:
    """Return *words* with the articles that they refer to *offset* numbers on."""
    return _ARTICLE.sub(lambda match: f"Pasal {int(match[1]) + offset}", words)


def _bodies(drafts: Sequence[Draft]) -> Iterator[list[Block]]:
    """Yield the chapters of one draft after another, round and round."""
    for draft in itertools.cycle(drafts):
        body = itertools.dropwhile(lambda block: block.kind != "bab", draft.blocks)
        yield list(itertools.takewhile(lambda block: block.kind != "pengundangan", body))


def _ending(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the promulgation formula and the signatures below it."""
    after = itertools.dropwhile(lambda block: block.kind != "pengundangan", blocks)
    return itertools.takewhile(lambda block: block.kind != "lampiran", after)


def count(pdf: bytes) -> int:
    """Return how many pages *pdf* has."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


if __name__ == "__main__":
    print(build(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else PAGES))
