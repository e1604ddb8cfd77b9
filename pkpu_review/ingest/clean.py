"""Lines of a PDF → the lines of the regulation, and the furniture of its pages with the reason for each.

Gazette pages carry a seal or running head, a page number, a catchword at the foot ("Pasal 5 . . .")
and an address of the publisher. They are peeled off from the outside inwards, so that a line in the
middle of a page is never taken for furniture. Other formats have no pages: their lines pass through.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from pkpu_review.ingest.labels import article, item
from pkpu_review.ingest.lines import Extract, Line, set_aside
from pkpu_review.ingest.margins import without_footnotes, without_margins
from pkpu_review.ingest.spoilt import misread
from pkpu_review.ingest.spoilt_edges import heads, is_catchword
from pkpu_review.model import Furniture, Mend, Origin

HEAD_ZONE = 0.27
"""Part of the page height, from the top, in which a seal, running head or page number may stand."""
FOOT_ZONE = 0.88
"""Part of the page height below which a publisher's address or a stamped number may stand."""
REPEATS = 3
"""Pages that must share an outermost line before it counts as a running head or foot."""
EVERY_OTHER = 2
"""Pages from one running head to the next: left and right pages may have their own."""
SAME_PLACE = 8.0
"""Points by which the height of a repeated line may differ from page to page."""
SEAL_LIKENESS = 78.0
"""Likeness in percent from which a line counts as the running head of the presiden's seal."""
MOSTLY_UPPER = 0.7
"""Part of the letters that must be capitals in the writing under the seal."""
CATCHWORD_LIKENESS = 80.0
CATCHWORDS = 4
"""Words of a catchword, at most."""
WIDE_GAP = 32.0
"""Points of the gap before a catchword that stands beside other words, at least."""
WIDEST = 0.75
"""Mean width of the letters of a word, in ems, at most."""
SEAL_LINES = 12
"""Lines that a head may have: a seal is read as up to eight short ones."""
BY_CATCHWORD = "kata penyambung di kaki halaman sebelumnya mencetaknya"
LABEL_WIDTH = 21.0
"""Points from the column of the labels to that of the text, where the page has no other list: three ems of type."""

_PAGE_NUMBER = re.compile(
    r"[-–—~=_.•\s]*(?:halaman\s+)?\d{1,4}(?:\s*(?:/|dari)\s*\d{1,4})?[-–—~=_.•\s]*", re.IGNORECASE
)
_SPOILT_NUMBER = re.compile(r"[-–—]\s*\S{1,4}\s*[-–—]?|\S{1,2}\s*[-–—]")
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.|jdih)[\w.\-/]+|[\w\-]+(?:\.[\w\-]+)*\.go\.id\S*", re.IGNORECASE)
_GAZETTE_HEAD = re.compile(
    r"(?:\d{4}\s*,\s*No\.?\s*\d+|No\.?\s*\d+)(?:\s+[-–]?\s*\d+\s*[-–]?)?|[-–]?\s*\d+\s*[-–]?\s+(?:\d{4}\s*,\s*)?No\.?\s*\d+",
    re.IGNORECASE,
)
_STAMP = re.compile(r"SK\s+No\.?\s*\d+\s*\w?", re.IGNORECASE)
_DOT = (".", "…", "·")
_DOTS = re.compile(r"(?:\s*[.…·]){2,}\s*$|\s*…\s*$")
_BESIDE = re.compile(r"(?P<words>\S.{2,40}?)\s+(?P<again>(?P=words)(?:\s*[.…]){2,})\s*")
_LAW = re.compile(
    r"(?:Pasal|BAB|Bagian|Paragraf|Ayat|Huruf|Angka|Cukup jelas|MEMUTUSKAN|PENJELASAN|LAMPIRAN|UMUM)\b|\(?\w{1,3}[.)]",
    re.IGNORECASE,
)
_PART = re.compile(r"(?:LAMPIRAN|PENJELASAN)\b")
"""Opens a part of the regulation: what stands below it on the page is its own title."""
_SEALS = ("PRESIDEN", "REPUBLIKINDONESIA", "PRESIDENREPUBLIKINDONESIA")


def clean(extract: Extract) -> tuple[tuple[Line, ...], tuple[Furniture, ...], list[Mend]]:
    """Return the lines of the regulation in order, the furniture of the pages, and what catchwords put right."""
    if not extract.pages:
        return extract.lines, extract.furniture, []
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in extract.lines:
        pages[line.origin.page or 1].append(line)
    margins: list[Furniture] = []
    without_margins(pages, extract.widths, margins)
    running = _running(pages, extract.heights)
    spoilt = _spoilt_heads(pages, extract.heights, running) if extract.recognised else set()
    furniture = [*extract.furniture, *margins]
    for number, lines in pages.items():
        height = extract.heights[number - 1]
        body = _peel(lines, height, running, spoilt, furniture)
        pages[number] = without_footnotes(body, height, furniture) if body and not body[0].recognised else body
    numbers, mends = sorted(pages), list[Mend]()
    for number, following in zip(numbers, [*numbers[1:], 0], strict=True):
        told = _drop_catchword(pages[number], pages.get(following, []), extract.widths[number - 1], furniture)
        if told and pages[following][0].recognised and (mend := _mend_first(told, pages[following])):
            mends.append(mend)
    furniture.sort(key=lambda piece: piece.page or 0)
    return tuple(line for number in numbers for line in pages[number]), tuple(furniture), mends


def _top(line: Line) -> float:
    return line.origin.box[1] if line.origin.box else 0.0


def _key(line: Line) -> str:
    words = "".join(line.text.split()).casefold()
    # a running head may count its pages; sentences that differ by a number are different sentences
    return words if words.endswith((".", ";", ":", ",")) else re.sub(r"\d+", "#", words)


Running = dict[tuple[str, int], set[int]]
"""A line that runs, with its place on the page → the pages on which it does."""


def _running(pages: dict[int, list[Line]], heights: Sequence[float]) -> Running:
    """Find lines that stand outermost, at the same place, on many pages, one after another or on every other one."""
    seen: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number, lines in pages.items():
        height = heights[number - 1]
        edge = [line for line in lines if _top(line) < HEAD_ZONE * height][:4]
        # below the head of an annex stands the title of the regulation, which is no running head of the first page
        part = next((place for place, line in enumerate(edge) if _PART.match(line.text)), len(edge))
        edge = edge[:part]
        edge += [line for line in lines[-4:] if _top(line) > FOOT_ZONE * height]
        for line in edge:
            if line.cells is None and not _LAW.match(line.text):
                key, place = _key(line), round(_top(line) / SAME_PLACE)
                for near in (place - 1, place, place + 1):
                    seen[key, near].append(number)
    often = {key: found for key, found in seen.items() if len(found) >= max(REPEATS, len(pages) // 4)}
    return {key: running for key, found in often.items() if (running := _in_runs(found))}


def _in_runs(numbers: Sequence[int]) -> set[int]:
    """Return those of the page *numbers* that follow one another: a title does not run with the annexes far behind."""
    runs: list[set[int]] = []
    last = 0
    for number in sorted(set(numbers)):
        if runs and number - last <= EVERY_OTHER:
            runs[-1].add(number)
        else:
            runs.append({number})
        last = number
    return {number for run in runs if len(run) >= REPEATS for number in run}


def _runs(line: Line, running: Running) -> bool:
    return line.origin.page in running.get((_key(line), round(_top(line) / SAME_PLACE)), ())


def _spoilt_heads(pages: dict[int, list[Line]], heights: Sequence[float], running: Running) -> set[Origin]:
    """Return where the heads of recognised pages stand that cannot be read, by those that can."""
    proven: dict[int, list[Line]] = {}
    for number, lines in pages.items():
        head = [line for line in lines if _top(line) < HEAD_ZONE * heights[number - 1]]
        legible = [index for index, line in enumerate(head[:SEAL_LINES]) if _head_reason(line, running)]
        proven[number] = [head[index] for index in legible]
    # a minister's seal has other words than the presiden's: those that run over the pages where they are legible
    own = {_capitals(line.text) for lines in proven.values() for line in lines if _runs(line, running)}
    return heads(pages, proven, (*_SEALS, *sorted(own - {""})))


def _capitals(text: str) -> str:
    return "".join(letter for letter in text if letter.isalpha()).upper()


def _peel(
    lines: list[Line], height: float, running: Running, spoilt: set[Origin], furniture: list[Furniture]
) -> list[Line]:
    first, last = 0, len(lines)
    head = [line for line in lines if _top(line) < HEAD_ZONE * height]
    # a spoilt seal ("{iD") stands above the words that prove it: look for the lowest proof first
    proven = 0
    for index, line in enumerate(head[:SEAL_LINES]):
        if line.origin in spoilt or _head_reason(line, running):
            proven = index + 1
        elif len(line.text) > 14 or _PART.match(line.text):
            break
    while first < proven:
        line = lines[first]
        furniture.append(set_aside(line.text, line.origin, _head_reason(line, running) or "kepala halaman"))
        first += 1
    while last > first:
        line = lines[last - 1]
        reason = _foot_reason(line, height, running)
        if not reason:
            break
        furniture.append(set_aside(line.text, line.origin, reason))
        last -= 1
    return lines[first:last]


def _head_reason(line: Line, running: Running) -> str:
    text = line.text.strip()
    if line.cells is not None:
        return ""
    if _PAGE_NUMBER.fullmatch(text) or (_SPOILT_NUMBER.fullmatch(text) and len(text) <= 8):
        return "nomor halaman"
    if _GAZETTE_HEAD.fullmatch(text):
        return "kepala halaman lembaran negara"
    if _ADDRESS.fullmatch(text):
        return "alamat laman penerbit"
    if text.upper() in ("SALINAN", "S A L I N A N"):
        return "tanda salinan"
    if _runs(line, running):
        return "kepala halaman berulang"
    if _is_seal(text):
        return "kepala halaman (lambang presiden)"
    return ""


def _is_seal(text: str) -> bool:
    """Whether *text* is the writing under the presiden's seal, letter-spaced or spoiled ("PRES!DEN", "r.{EFUBLIK")."""
    letters = [letter for letter in text if letter.isalpha()]
    if not letters or sum(letter.isupper() for letter in letters) < MOSTLY_UPPER * len(letters):
        return False
    return any(fuzz.ratio("".join(letters).upper(), seal) >= SEAL_LIKENESS for seal in _SEALS)


def _foot_reason(line: Line, height: float, running: Running) -> str:
    text = line.text.strip()
    if line.cells is not None or _top(line) < HEAD_ZONE * height:
        return ""
    if _ADDRESS.fullmatch(text):
        return "alamat laman penerbit"
    if _STAMP.fullmatch(text):
        return "nomor cetakan"
    if _top(line) > FOOT_ZONE * height:
        if _PAGE_NUMBER.fullmatch(text):
            return "nomor halaman"
        if _runs(line, running):
            return "kaki halaman berulang"
    return ""


def _drop_catchword(lines: list[Line], following: list[Line], width: float, furniture: list[Furniture]) -> str:
    """Take off the catchword: the first words of the next page, repeated at the right of the foot; return its words."""
    for index, line in enumerate(lines):
        if not line.text.endswith(_DOT):
            continue
        dots = line.text[:-1].rstrip().endswith(_DOT)
        beside = _BESIDE.fullmatch(line.text) if dots and line.cells is None else None
        if beside:
            furniture.append(set_aside(beside["again"], line.origin, "kata penyambung halaman"))
            lines[index] = replace(line, text=beside["words"], lefts=line.lefts[: len(beside["words"].split())])
        elif at := _tail(line, lines, width) or (_aside(line, lines, width) if dots else 0):
            tokens = line.text.split()
            furniture.append(set_aside(" ".join(tokens[at:]), line.origin, "kata penyambung halaman"))
            lines[index] = replace(line, text=" ".join(tokens[:at]), lefts=line.lefts[:at])
    for line in [line for line in lines if _is_speck(line, lines)]:
        furniture.append(set_aside(line.text, line.origin, "titik lepas"))
        lines.remove(line)
    for line in [line for line in lines[:-1] if _stray(line, lines, width)]:
        furniture.append(set_aside(line.text, line.origin, "kata penyambung halaman"))
        lines.remove(line)
    if len(lines) < 2 or lines[-1].cells is not None:
        return ""
    line = lines[-1]
    words = _DOTS.sub("", line.text)
    dotted = words != line.text
    aside = line.left > 0.45 * width and line.left > lines[-2].left + 30
    if not words or len(words.split()) > 5 or not (aside or dotted):
        return ""
    told = _fold(words)
    begins = [" ".join(other.text for other in following[at : at + 2]) for at in range(min(2, len(following)))]
    likely = [_likeness(told, _fold(other)) for other in begins]
    misread_otherwise = aside and line.recognised and is_catchword(words, following)
    if not (dotted and aside) and not misread_otherwise and max(likely, default=0.0) < CATCHWORD_LIKENESS:
        return ""
    furniture.append(set_aside(line.text, line.origin, "kata penyambung halaman"))
    lines.pop()
    return words


def _likeness(told: str, other: str) -> float:
    if other.startswith(told):
        return 100.0
    return 0.0 if re.search(r"\d", told) else fuzz.ratio(told, other[: len(told)])


def _mend_first(told: str, lines: list[Line]) -> Mend | None:
    """Give the first of *lines* the label that the catchword *told* of it, where its own is spoiled or lost."""
    line, label = lines[0], item(told)
    if label is None or not label.rest or line.cells is not None or item(line.text) or article(line.text):
        return None
    words = _fold(label.rest)
    length = misread(line.text, label.printed)
    if length and _fold(line.text[length:]).startswith(words):
        text = f"{label.printed} {line.text[length:].strip()}"
        lefts = [line.left, *line.lefts[len(line.text[:length].split()) :]]
    elif _fold(line.text).startswith(words) and line.lefts:
        length, text = 0, f"{label.printed} {line.text}"
        lefts = [_column(label.style, line, lines), *line.lefts]
    else:
        return None
    lines[0] = replace(line, text=text, lefts=lefts, left=lefts[0])
    return Mend(line.text[:length], label.printed, BY_CATCHWORD, line.origin.page, box=line.origin.box)


def _column(style: str, line: Line, lines: Sequence[Line]) -> float:
    """Return where a label of *style* stands, in points, whose words begin where *line* does: as others on the page."""
    for other in lines:
        label = item(other.text)
        placed = label is not None and label.style == style and 0 < label.tokens < len(other.lefts)
        if label is not None and placed and abs(other.lefts[label.tokens] - line.left) <= SAME_PLACE:
            return other.left
    return line.left - LABEL_WIDTH


def _tail(line: Line, lines: Sequence[Line], width: float) -> int:
    """Return the place of the word with which a catchword begins that is printed over the end of a sentence; else 0.

    *line* ends with a dot.
    An older setting left it where a page once ended: "... dari terdakwa. (2) Dalam . . .".
    """
    if " ." not in line.text and " …" not in line.text:
        return 0  # no dots that stand apart
    words = _DOTS.sub("", line.text).split()
    if line.cells is not None or not line.lefts or len(line.text.split()) < len(words) + 2:
        return 0
    for at in range(max(1, len(words) - 3), len(words)):
        if line.lefts[at] > 0.5 * width and words[at - 1].endswith((".", ";", ":", ",")):
            told = _fold(" ".join(words[at:]))
            if told and any(_fold(other.text).startswith(told) for other in lines if other is not line):
                return at
    return 0


def _aside(line: Line, lines: Sequence[Line], width: float) -> int:
    """Return the place of the word with which a catchword begins that stands far right of other words; else 0.

    It is told by the gap before it: "Ayat (1)                    Pasal 106 . . .". Where it is not on the last of the
    page's *lines*, another one must begin with it.
    """
    words = _DOTS.sub("", line.text).split()
    if line.cells is not None or len(line.lefts) < len(words) + 2:
        return 0
    for at in range(max(1, len(words) - CATCHWORDS), len(words)):
        gap = line.lefts[at] - line.lefts[at - 1] - len(words[at - 1]) * line.size * WIDEST
        if line.lefts[at] <= 0.5 * width or gap <= WIDE_GAP or not (words[at][0].isupper() or words[at][0] == "("):
            continue
        told = _fold(" ".join(words[at:]))
        if line is lines[-1] or any(_fold(other.text).startswith(told) for other in lines if other is not line):
            return at
    return 0


def _is_speck(line: Line, lines: Sequence[Line]) -> bool:
    """Whether *line* is a lone full stop beside the text, or the last one of a catchword that broke."""
    if line.text.strip() not in _DOT or line.cells is not None or len(lines) < 2:
        return False
    others = [other for other in lines if other is not line]
    broken = line is lines[-1] and bool(_DOTS.search(lines[-2].text))
    return broken or line.left < min(other.left for other in others) - SAME_PLACE


def _stray(line: Line, lines: Sequence[Line], width: float) -> bool:
    """Whether *line* is a catchword of an older setting, left in the middle of the page at its right edge."""
    if line.left < 0.5 * width or line.cells is not None or not line.text.endswith(_DOT):
        return False
    words = _DOTS.sub("", line.text)
    if words == line.text or not words or len(words.split()) > 4:
        return False
    told = _fold(words)
    # a blank that is to be filled in ("pada tanggal ...") stands twice, each time with its dots
    others = (other for other in lines if other is not line and not _DOTS.search(other.text))
    return bool(told) and any(_fold(other.text).startswith(told) for other in others)


def _fold(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
