"""Head and foot of a page that was recognised in a picture → which of its lines belong to the page, however spoilt.

The presiden's seal, the running head and the page number stand at the same place on page after page: where they are
legible on some, they are known on the others ("trRES IDEN", "REFUtsLtK TNDONESIA", "_t2_"). A catchword is the
beginning of the next page, which may be misread in another way ("(2) Tugas" before "(21 Tugas teknis").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from pkpu_review.ingest import spoilt
from pkpu_review.ingest.labels import article
from pkpu_review.ingest.lines import Line, median
from pkpu_review.model import Origin

PAGES = 2
"""Pages on which a legible head must show where heads stand."""
SAME_PLACE = 8.0
"""Points by which the height of the head may differ from page to page."""
MIDDLE = 45.0
"""Points by which the middle of a head may stand off the middle of the others."""
ALIKE = 58.0
"""Likeness in percent, letters alone, from which a line in the place of the head is the head."""
NUMBER = 6
"""Characters of a page number with its dashes."""
CATCHWORD = 80.0
"""Likeness in percent of a catchword to the beginning of the next page."""
_ARTICLE = re.compile(r"(?:Pasal|BAB|Bagian|Paragraf)\b", re.IGNORECASE)
_TITLES = (
    "UNDANGUNDANGREPUBLIKINDONESIA",
    "PERATURANPEMERINTAHREPUBLIKINDONESIA",
    "UNDANGUNDANG",
    "PENJELASAN",
    "TENTANG",
)
"""What a first page has in the place where others have their number."""
_SAME = str.maketrans(
    {"0": "o", "1": "l", "i": "l", "|": "l", "!": "l", "t": "l", "5": "s", "8": "b", "[": "(", "{": "("}
)


def heads(
    pages: Mapping[int, Sequence[Line]], proven: Mapping[int, Sequence[Line]], seals: Sequence[str]
) -> set[Origin]:
    """Return where the spoilt heads stand.

    Args:
        pages: the lines of every page.
        proven: the heads that are legible, by page.
        seals: the words of the heads, without spaces.
    """
    known = {number: lines for number, lines in proven.items() if lines and lines[0].recognised}
    if len(known) < PAGES:
        return set()
    lowest = median(_top(lines[-1]) for lines in known.values()) + SAME_PLACE
    middle = median((line.left + line.right) / 2 for lines in known.values() for line in lines)
    found = set()
    for lines in pages.values():
        for line in lines:
            if not line.recognised or line.cells is not None or _top(line) > lowest:
                break
            if abs((line.left + line.right) / 2 - middle) <= MIDDLE and _is_head(line.text, seals):
                found.add(line.origin)
    return found


def _is_head(text: str, seals: Sequence[str]) -> bool:
    if _ARTICLE.match(text):
        return False
    letters = re.sub(r"[\W\d_]+", "", text).upper()
    like = max(fuzz.ratio(letters, seal) for seal in seals)
    if like >= ALIKE and like > max(fuzz.ratio(letters, title) for title in _TITLES):
        return True
    return len(text.replace(" ", "")) <= NUMBER and not (text.isalpha() and len(text) > 2)


def is_catchword(words: str, following: Sequence[Line]) -> bool:
    """Whether *words*, at the right of the foot, are the beginning of the next page as it was misread."""
    heading = article(words)
    if heading is not None:  # the heading of an article may stand last on its page, and the next one's on the next
        return any(_same_article(heading.number, words, line.text) for line in following[:2])
    told = _folded(words)
    begins = [_folded(line.text) for line in following[:2]]
    return len(told) > 2 and any(fuzz.partial_ratio(told, other[: len(told) + 3]) >= CATCHWORD for other in begins)


def _same_article(number: str, words: str, text: str) -> bool:
    other = article(text)
    return spoilt.article(text, number) or (other is not None and spoilt.article(words, other.number))


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower().translate(_SAME))


def _top(line: Line) -> float:
    return line.origin.box[1] if line.origin.box else 0.0
