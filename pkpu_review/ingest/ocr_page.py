"""A page of a PDF → its picture, upright and straight; and the words that Tesseract reads there → words with boxes.

A page is drawn grey at 300 dots an inch, which Tesseract's documentation asks for. A scan that lies askew is turned
level first: the angle is the one at which the rows of dark and light differ most (W. Postl, US patent 4,723,297,
expired). Page segmentation 4 mostly keeps a hanging label with its line; where ink before a line is covered by no word,
its label was lost, and the page is read once more as one block.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium

from pkpu_review.ingest.ocr_specks import Told, part
from pkpu_review.ingest.pdf_words import Word

if TYPE_CHECKING:
    from PIL.Image import Image

DOTS = 300
"""Dots an inch."""
POINTS = 72
MAX_DOTS = 40_000_000
"""Dots of one picture; A3 at 300 dots an inch has some 17 million."""
MAX_ANGLE, STEP, FINE = 3.0, 0.5, 0.1
"""Degrees up to which a scan is turned level, and the steps in which the angle is looked for."""
LEVEL = 0.15
"""Degrees from which turning is worth its loss of sharpness."""
SMALL = 700
"""Dots across of the small picture on which the angle is looked for."""
HANGING = 60.0
"""Points before a line in which its label may stand."""
GAP = 3.0
"""Points between a line and the ink of its label, at least."""
INK = 12
"""Dark dots that are more than dirt."""
WORDS = 3
"""Words from which a line may have a label: a seal and a page number have fewer."""
DARK = 128
"""Of 255: what is darker is ink."""


def picture(page: pdfium.PdfPage) -> tuple[Image, float]:
    """Return a page as a grey picture, lying level, and how many points one dot of it is."""
    width, height = page.get_size()
    scale = DOTS / POINTS
    if width * height * scale * scale > MAX_DOTS:
        scale = (MAX_DOTS / (width * height)) ** 0.5
    image: Image = page.render(scale=scale, grayscale=True).to_pil().convert("L")
    angle = _skew(image)
    if abs(angle) >= LEVEL:
        image = image.rotate(angle, fillcolor=255)
    return image, 1 / scale


def _skew(image: Image) -> float:
    """Return the degrees by which *image* has to be turned to lie level."""
    import numpy as np

    small = image.reduce(max(1, image.width // SMALL)).point(lambda grey: 255 if grey < DARK else 0)

    def sharpness(angle: float) -> float:
        rows = np.asarray(small.rotate(angle, fillcolor=0), dtype=np.float32).sum(axis=1)
        return float(np.square(np.diff(rows)).sum())

    coarse = [step * STEP for step in range(-round(MAX_ANGLE / STEP), round(MAX_ANGLE / STEP) + 1)]
    best = max(coarse, key=lambda angle: (sharpness(angle), -abs(angle)))
    fine = [best + step * FINE for step in range(-4, 5)]
    return max(fine, key=lambda angle: (sharpness(angle), -abs(angle)))


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen in a picture.

    Attributes:
        words: printed ones.
        specks: what was read into dirt, initials and the edges of seals.
        sure: how sure Tesseract is of the words: the mean of its confidences, 0 to 100.
    """

    words: list[Word]
    specks: list[Word]
    sure: float


def words(data: Mapping[str, Sequence[Any]], point: float) -> Seen:
    """Return the words of a page.

    Args:
        data: what Tesseract tells of the picture, column by column (``image_to_data``).
        point: points of one dot of the picture.
    """
    lines: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for place, text in enumerate(data["text"]):
        if str(text).strip():
            key = int(data["block_num"][place]), int(data["par_num"][place]), int(data["line_num"][place])
            lines[key].append(place)
    found: list[Word] = []
    specks: list[Word] = []
    sure: list[float] = []
    for places in lines.values():
        bottoms = [int(data["top"][place]) + int(data["height"][place]) for place in places]
        # the letters that hang below the line are few: the middle one is the baseline
        baseline = median(bottoms) * point
        size = max(int(data["height"][place]) for place in places) * point
        line: list[Told] = []
        for place in places:
            left, width = int(data["left"][place]), int(data["width"][place])
            for text in str(data["text"][place]).split():
                if line and left * point > line[-1].word.x0:
                    # boxes of neighbours may overlap; the next word's edge is where this one ends at the latest
                    line[-1].word.x1 = min(line[-1].word.x1, left * point)
                word = Word(text, left * point, (left + width) * point, baseline, size, 0)
                line.append(Told(word, float(data["conf"][place])))
        printed, dirt = part(line, size)
        found += [told.word for told in printed]
        sure += [told.sure for told in printed]
        specks += dirt
    return Seen(found, specks, sum(sure) / len(sure) if sure else 0.0)


Strip = tuple[float, float, float, float, float, float]
"""Left, top, right and bottom of a place, in points, and the baseline and letter height of the line behind it."""


def lost_labels(image: Image, found: Sequence[Word], point: float) -> list[Strip]:
    """Return the places before lines where there is ink that no word covers."""
    import numpy as np

    dark = np.asarray(image) < DARK
    lines: dict[float, list[Word]] = defaultdict(list)
    for word in found:
        lines[word.y].append(word)
    strips: list[Strip] = []
    for baseline, line in lines.items():
        left, size = min(word.x0 for word in line), line[0].size
        strip = (max(0.0, left - HANGING), baseline - size, left - GAP, baseline + 0.2 * size, baseline, size)
        if len(line) < WORDS or any(_lies_in(word, strip) for word in found):
            continue
        x0, top, x1, bottom = (max(0, round(edge / point)) for edge in strip[:4])
        if dark[top:bottom, x0:x1].sum() >= INK:
            strips.append(strip)
    return strips


def labels_in(strips: Sequence[Strip], found: Sequence[Word]) -> list[Word]:
    """Return those of *found* that stand in *strips*, as words of the lines behind them."""
    labels = []
    for strip in strips:
        for word in found:
            written = any(letter.isalnum() for letter in word.text)  # dirt and the edge of a stamp are not
            if written and _lies_in(word, strip) and word.x1 <= strip[2] + GAP:
                labels.append(Word(word.text, word.x0, word.x1, strip[4], strip[5], 0))
    return labels


def _lies_in(word: Word, strip: Strip) -> bool:
    middle = word.y - word.size / 2
    return strip[0] <= (word.x0 + word.x1) / 2 <= strip[2] and strip[1] <= middle <= strip[3]
