"""Words that end with a comma or a colon, and the picture of their lines → the same words, with the semicolons back.

Tesseract's Indonesian data hold no semicolon among their characters, and regulations close every item of a list with
one: it is read as a comma or a colon. The English data know it. So the lines in question, and they alone, are read
once more with those, and of that reading nothing but the semicolon is taken, where it stands at the same place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pkpu_review.ingest.pdf_words import Word

if TYPE_CHECKING:
    from PIL.Image import Image

MISREAD = (",", ":")
"""What a semicolon is read as."""
BEHIND = 2
"""Words at the end of a line one of which may close an item: the last one, or the one before "dan" or "atau"."""
ABOVE, BELOW = 1.3, 0.6
"""Heights of the letters by which a line reaches above and below its baseline, with some white around it."""
NEAR = 3.0
"""Points by which the right edges of the same word may differ."""


def doubtful(found: Sequence[Word]) -> list[Word]:
    """Return those of *found* whose last mark may be a semicolon."""
    lines: dict[float, list[Word]] = defaultdict(list)
    for word in found:
        lines[word.y].append(word)
    ends = [word for line in lines.values() for word in sorted(line, key=lambda word: word.x0)[-BEHIND:]]
    return [word for word in ends if len(word.text) > 1 and word.text.endswith(MISREAD)]


def only(image: Image, words: Sequence[Word], point: float) -> Image:
    """Return *image*, white but for the lines of *words*; *point* is how many points one dot of it is."""
    import PIL.Image

    page = PIL.Image.new("L", image.size, 255)
    for word in words:
        top, bottom = round((word.y - ABOVE * word.size) / point), round((word.y + BELOW * word.size) / point)
        page.paste(image.crop((0, top, image.width, bottom)), (0, top))
    return page


def mend(words: Sequence[Word], again: Sequence[Word]) -> None:
    """Give those of *words* their semicolon that have it in the second reading of their lines, *again*."""
    for word in words:
        if any(other.text.endswith(";") and _same(word, other) for other in again):
            word.text = word.text[:-1] + ";"


def _same(word: Word, other: Word) -> bool:
    return abs(word.x1 - other.x1) <= NEAR and abs(word.y - other.y) <= word.size
