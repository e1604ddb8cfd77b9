"""A page of a PDF → its picture, upright and straight; and the words that Tesseract reads there → words with boxes.

A page is drawn grey at 300 dots an inch, which Tesseract's documentation asks for. A scan that lies askew is turned
level first: the angle is the one at which the rows of dark and light differ most (W. Postl, US patent 4,723,297,
expired). Page segmentation 4 keeps a hanging label with its line, where 3 makes a column of its own of the labels.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from statistics import median
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium

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


def words(data: Mapping[str, Sequence[Any]], point: float) -> tuple[list[Word], float]:
    """Return the words of a page, and how sure Tesseract is of them: the mean of its confidences, 0 to 100.

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
    sure: list[float] = []
    for places in lines.values():
        bottoms = [int(data["top"][place]) + int(data["height"][place]) for place in places]
        # the letters that hang below the line are few: the middle one is the baseline
        baseline = median(bottoms) * point
        size = max(int(data["height"][place]) for place in places) * point
        for place in places:
            left, width = int(data["left"][place]), int(data["width"][place])
            for text in str(data["text"][place]).split():
                if found and found[-1].y == baseline and left * point > found[-1].x0:
                    # boxes of neighbours may overlap; the next word's edge is where this one ends at the latest
                    found[-1].x1 = min(found[-1].x1, left * point)
                found.append(Word(text, left * point, (left + width) * point, baseline, size, 0))
            sure.append(float(data["conf"][place]))
    return found, sum(sure) / len(sure) if sure else 0.0
