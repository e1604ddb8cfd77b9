"""The lines of a file and where their parts went → :class:`~pkpu_review.model.Traced`, a line a line.

Only made where a person asks why (:attr:`~pkpu_review.model.Reading.trace`). Nothing is looked for in the
finished text: the parts were written down when the tree was frozen, each with the origin of its line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pkpu_review.ingest.lines import Line
from pkpu_review.ingest.tree import HYPHEN, Went
from pkpu_review.model import Furniture, Origin, Part, Traced


def trace(lines: Sequence[Line], went: Went, furniture: Iterable[Furniture]) -> tuple[Traced, ...]:
    """Return every one of *lines* with its parts, in the order of the file.

    Args:
        lines: as the reader got them out of the file.
        went: the parts that went to provisions, with the origins of their lines.
        furniture: what was set aside.
    """
    by_origin: dict[Origin, list[Part]] = defaultdict(list)
    for origin, part in went:
        by_origin[origin].append(part)
    for piece in furniture:
        _set_aside(by_origin[piece.origin], Part(piece.text, "furniture", reason=piece.reason))
    sharing: dict[Origin, list[int]] = defaultdict(list)  # a paragraph of Word may have several lines
    for index, line in enumerate(lines):
        sharing[line.origin].append(index)
    traced: list[Traced | None] = [None] * len(lines)
    for origin, indices in sharing.items():
        parts = by_origin.pop(origin, [])
        for index in indices:
            text = " ".join(lines[index].text.split())
            taken = parts if index == indices[-1] else _of_line(text, parts)
            parts = [part for part in parts if not any(part is other for other in taken)]
            traced[index] = Traced(text, origin, _in_order(text, taken))
    return tuple(line for line in traced if line is not None)


def _set_aside(parts: list[Part], piece: Part) -> None:
    """Add *piece*; a hyphen at a line's end is taken from the words that it was joined to."""
    if piece.reason == HYPHEN:
        for index in range(len(parts) - 1, -1, -1):
            if parts[index].text.endswith("-") and parts[index].role != "furniture":
                parts[index] = replace(parts[index], text=parts[index].text[:-1])
                parts.insert(index + 1, piece)
                return
    parts.append(piece)


def _of_line(text: str, parts: Sequence[Part]) -> list[Part]:
    """Return those of *parts*, in order, that stand in *text*, each place taken once."""
    left = "".join(text.split())
    found = []
    for part in parts:
        words = "".join(part.text.split())
        if words in left:
            left = left.replace(words, "", 1)
            found.append(part)
    return found


def _in_order(text: str, parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return *parts* as they stand in the line; what was mended stands behind the part before it."""
    solid = "".join(text.split())
    placed: list[tuple[int, Part]] = []
    end = 0
    for part in parts:
        at = solid.find("".join(part.text.split()), 0 if part.role == "furniture" and part.reason != HYPHEN else end)
        if at < 0 and part.role == "label" and solid.startswith("".join(part.text.split())):
            placed.append((-1, part))  # a label a line too high: the words beside it belong to the item before
            continue
        placed.append((at if at >= 0 else end, part))
        if at >= 0:
            end = at + len("".join(part.text.split()))
    return tuple(part for _, part in sorted(placed, key=lambda pair: pair[0]))
