"""A :class:`~tools.corpus_source.Draft` → PDF typeset like the official gazette, with outline and text layer.

The look is in gazette.typ; this module only says what each block is: its level in the outline, the
labels whose columns it hangs in, the words that open the preamble's lists. Only the fonts inside the
Typst wheel are used, and the time of making is fixed, so that the same source gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tools.corpus_source import Block, Draft

TEMPLATE = Path(__file__).with_name("gazette.typ")


def write_pdf(draft: Draft, day: date, path: Path) -> None:
    """Write *draft* to *path*; *day* is the date of making that the file tells."""
    path.write_bytes(typeset(draft.title, draft.blocks, day))


def typeset(title: str, blocks: Sequence[Block], day: date) -> bytes:
    """Return *blocks* as a PDF whose document title is *title*."""
    import typst

    data = json.dumps({"title": title, "blocks": list(_described(blocks))}, ensure_ascii=False)
    pdf: bytes = typst.compile(
        str(TEMPLATE),
        format="pdf",
        sys_inputs={"draft": data},
        ignore_system_fonts=True,
        pdf_tags=False,
        timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
    )
    return pdf


def column(label: str) -> str:
    """Return which label column *label* stands in: ``(1)`` needs a wider one than ``a.``."""
    return "ayat" if label.startswith("(") else "butir"


def _described(blocks: Sequence[Block]) -> Iterator[dict[str, Any]]:
    """Yield the blocks as the template expects them."""
    above: list[str] = []  # columns of the labels that the next deeper block hangs in
    levels = {"bab": 0, "bagian": 0, "paragraf": 0}
    preamble, opens = False, ""
    for block in blocks:
        record: dict[str, Any] = {"kind": block.kind, "label": block.label, "text": block.text, "lines": block.lines}
        if block.kind in ("menimbang", "mengingat"):
            preamble, opens = True, block.label
            continue
        if block.kind == "menetapkan":
            yield record | {"kind": "konsiderans", "opens": block.label, "label": ""}
            continue
        if block.kind == "memutuskan":
            preamble = False
        elif preamble and block.kind in ("butir", "teks"):
            yield record | {"kind": "konsiderans", "opens": opens}
            opens = ""
            continue
        if block.kind in levels:
            order = list(levels)
            for deeper in order[order.index(block.kind) :]:
                levels[deeper] = 0
            levels[block.kind] = 1
            record["level"] = sum(levels.values())
        elif block.kind == "pasal":
            record["level"] = sum(levels.values()) + 1
            above = []
        elif block.kind == "butir":
            del above[block.depth :]
            record |= {"column": column(block.label), "ancestors": list(above)}
            above.append(column(block.label))
        elif block.kind == "teks":
            record["ancestors"] = above[: block.depth]
        elif block.kind == "tanda-tangan":
            record["right"] = block.lines[0].startswith("Ditetapkan")
        elif block.kind == "tabel":
            record |= {"rows": block.rows, "widths": block.widths, "centred": block.centred}
        yield record
