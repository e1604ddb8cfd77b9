"""Pages on their way → the same pages without what stands in their margins: line numbers, printed remarks, footnotes.

A draft that goes round has its lines counted in the left margin, or is printed with the remarks of its readers beside
the text ("Commented [AB1]: ..."); both stand on the lines of the text, and would stand in its sentences. A footnote
ends the page, in smaller letters, behind its number. All three are kept as furniture, with the reason; remarks and
footnotes hold words that somebody wrote, so that a problem tells of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from pkpu_review.ingest.lines import Line, median, set_aside
from pkpu_review.model import Furniture, Problem

LINE_NUMBER = "nomor baris"
REMARK = "komentar yang tercetak di pinggir halaman"
FOOTNOTE = "catatan kaki"
FOOTNOTE_MARK = "tanda catatan kaki"
MOST = 0.7
"""Part of a page's lines that the line numbers must count."""
LEAST_NUMBERS = 3
"""Line numbers of a page from which they can be told."""
STEPS = (1, 5, 10)
"""Lines from number to number."""
COLUMN = 20.0
"""Points by which line numbers may stand aside: they are set flush right."""
RIGHT_PART = 0.55
"""Part of the page's width from which printed remarks may stand."""
SMALLER = 0.9
"""Height of a footnote's letters, in parts of that of the page."""
_REMARK = re.compile(r"(?:Commented|Comment|Dikomentari|Komentar)\s?\[\w{1,8}\]\s?:")
_NOTE = re.compile(r"(?P<number>\d{1,3})(?:\s|(?=[A-Z]))")


def without_margins(pages: dict[int, list[Line]], widths: Sequence[float], furniture: list[Furniture]) -> None:
    """Take line numbers and printed remarks off the *pages*, of *widths* points; they join the *furniture*."""
    known: list[float] = []  # where line numbers stand on the pages on which they are many
    for number, lines in pages.items():
        if any("[" in line.text and _REMARK.search(line.text) for line in lines):
            pages[number] = _unremarked(lines, widths[number - 1], furniture)
        if _counted(pages[number]):
            known += [min(line.left for line in pages[number] if _number(line))]
    for number, lines in pages.items() if known else ():
        if counted := _counted(lines) or _few(lines, known):
            placed = [
                _uncounted(line, widths[number - 1], furniture) if index in counted else line
                for index, line in enumerate(lines)
            ]
            pages[number] = [line for line in placed if line.text or line.cells is not None]


def told(furniture: Iterable[Furniture]) -> Iterable[Problem]:
    """Yield what is to be said of the remarks and footnotes in the *furniture*."""
    for reason, code, name in (
        (REMARK, "komentar-tercetak", "Komentar tercetak di pinggir"),
        (FOOTNOTE, "catatan-kaki", "Catatan kaki tercetak di bawah"),
    ):
        pages = sorted({piece.page for piece in furniture if piece.reason == reason and piece.page})
        if pages:
            where = ", ".join(map(str, pages[:8])) + (" dan lainnya" if len(pages) > 8 else "")
            message = f"{name} halaman {where}; isinya disisihkan dari bunyi ketentuan."
            yield Problem(code, message, pages[0], pages=tuple(pages))


# -- line numbers -------------------------------------------------------------------------------


def _counted(lines: Sequence[Line]) -> set[int]:
    """Return the places of the lines that begin with a line number, if the page has them."""
    if sum(line.text[:1].isdigit() for line in lines) < LEAST_NUMBERS:
        return set()
    found = {index: int(first) for index, line in enumerate(lines) if (first := _number(line))}
    if len(found) < LEAST_NUMBERS or not any(
        len(found) * step >= MOST * len(lines) and _run(list(found.values()), step) for step in STEPS
    ):
        return set()
    lefts = [lines[index].left for index in found]
    others = [line.left for index, line in enumerate(lines) if index not in found and line.text]
    apart = not others or max(lefts) < min(others)
    return set(found) if apart and max(lefts) - min(lefts) <= COLUMN else set()


def _few(lines: Sequence[Line], known: Sequence[float]) -> set[int]:
    """Return the same for a page with fewer lines, where other pages have line numbers in the *known* columns."""
    near = [min(known) - COLUMN, max(known) + COLUMN]
    found = {
        index: int(first)
        for index, line in enumerate(lines)
        if (first := _number(line)) and near[0] <= line.left <= near[1]
    }
    return set(found) if any(_run(list(found.values()), step) for step in STEPS) else set()


def _run(numbers: Sequence[int], step: int) -> bool:
    """Whether the *numbers* count on by *step*."""
    return all(later - earlier == step for earlier, later in pairwise(numbers)) and all(n % step == 0 for n in numbers)


def _number(line: Line) -> str:
    """Return the bare number with which *line* begins, apart from its words, or an empty string."""
    first = line.text.split(" ", 1)[0]
    bare = line.cells is None and bool(line.lefts) and first.isdigit() and len(first) <= 4
    return first if bare and (len(line.lefts) == 1 or line.lefts[1] - line.left > 4 + 6 * len(first)) else ""


def _uncounted(line: Line, width: float, furniture: list[Furniture]) -> Line:
    number = line.text.split(" ", 1)[0]
    furniture.append(set_aside(number, line.origin, LINE_NUMBER))
    return _placed(line.after(len(number) + 1), width) if len(line.text) > len(number) else replace(line, text="")


def _placed(line: Line, width: float) -> Line:
    """The line as it stands on the page without the words that were cut off."""
    middle = (line.left + line.right) / 2
    return replace(line, centred=line.left > width * 0.2 and abs(middle - width / 2) < width * 0.08)


# -- printed remarks ----------------------------------------------------------------------------


def _unremarked(lines: Sequence[Line], width: float, furniture: list[Furniture]) -> list[Line]:
    """Cut off what stands right of where the printed remarks begin."""
    begins = [
        line.lefts[len(line.text[: match.start()].split())]
        for line in lines
        if line.cells is None and line.lefts and (match := _REMARK.search(line.text))
    ]
    edge = min((left for left in begins if left > RIGHT_PART * width), default=0.0) - COLUMN / 2
    if edge <= 0:
        return list(lines)
    kept: list[Line] = []
    for line in lines:
        at = next((place for place, left in enumerate(line.lefts) if left >= edge), None)
        if line.cells is not None or at is None:
            kept.append(line)
            continue
        words = line.text.split()
        furniture.append(set_aside(" ".join(words[at:]), line.origin, REMARK))
        if at:
            kept.append(replace(line, text=" ".join(words[:at]), lefts=line.lefts[:at], right=min(line.right, edge)))
    return kept


# -- footnotes ----------------------------------------------------------------------------------


def without_footnotes(lines: Sequence[Line], height: float, furniture: list[Furniture]) -> list[Line]:
    """Return the *lines* of a page without the footnotes at its end, and without their marks in the text."""
    sizes = [line.size for line in lines if line.cells is None and line.size]
    if len(sizes) < LEAST_NUMBERS or lines[-1].cells is not None or lines[-1].size >= SMALLER * median(sizes):
        return list(lines)
    plain, start = SMALLER * median(sizes), len(lines)
    while start and lines[start - 1].cells is None and lines[start - 1].size < plain:
        start -= 1
    notes = lines[start:]
    numbers = [match["number"] for line in notes if (match := _NOTE.match(line.text))]
    first = notes[0].origin.box[1] if notes[0].origin.box else 0.0
    if not start or first < height / 2 or not _NOTE.match(notes[0].text):
        return list(lines)
    marks = {number: _marked(lines[:start], number) for number in numbers}
    if any(place is None for place in marks.values()):
        return list(lines)  # small print, and no footnotes
    furniture += [set_aside(line.text, line.origin, FOOTNOTE) for line in notes]
    kept = list(lines[:start])
    for number, place in marks.items():
        if place is not None:
            index, at = place
            line = kept[index]
            furniture.append(set_aside(number, line.origin, FOOTNOTE_MARK))
            lone = line.text[at - 1 : at].isspace()
            words = len(line.text[:at].split())
            lefts = [*line.lefts[:words], *line.lefts[words + 1 :]] if lone else line.lefts
            text = " ".join((line.text[:at] + line.text[at + len(number) :]).split())
            kept[index] = replace(line, text=text, lefts=lefts)
    return kept


def _marked(lines: Sequence[Line], number: str) -> tuple[int, int] | None:
    """Return the line and the place in it of the one mark of footnote *number*, behind a word; None where unsure."""
    mark = re.compile(rf"(?<=[^\W\d_]){number}(?!\S)|(?<=[^\W\d_][.;,:)”\"]){number}(?!\S)")
    found = [(index, match.start()) for index, line in enumerate(lines) for match in mark.finditer(line.text)]
    return found[0] if len(found) == 1 else None
