"""One version and a comparison → the other version, word for word.

The words come from the version that is given and from the word edits of the rows, never from the version that is
to be made; the rest (ids, labels, where a provision's words are parted, the cells of a table row) from its
:class:`Skeleton`, which holds no words of the text. Whatever is wrong in an edit therefore shows in the result.

The rule by which the rows are put together: the parts of a provision that stands in several rows (a split, a
merger) follow one another in the order of the rows. A row without edits that is the only one of both its
provisions keeps all their words; any other row without edits holds none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from pkpu_review import ids
from pkpu_review.errors import DoesNotFit
from pkpu_review.model.comparison import Change, Comparison, Edit
from pkpu_review.model.regulation import Provision, Regulation

HEADINGS = ("buku", "bab", "bagian", "paragraf")
BAR = "|"
"""The word that stands between two cells in the words of a table row."""
LONGEST_HEADING = 2_000
"""Characters of a heading that is not stored but derived: else a few words could make very many of a small file."""
Gaps = tuple[tuple[int, str], ...]
"""White space that is no single space: behind how many words it stands, and what it is."""
NO_GAPS: tuple[Gaps, Gaps, Gaps] = ((), (), ())


@dataclass(frozen=True, slots=True)
class Place:
    """A provision without its words.

    Attributes:
        id, kind, label, spans: as in :class:`~pkpu_review.model.Provision`.
        depth: 0 for the outermost.
        heading: as there; None where it is that of the provision above, and its label and words behind it.
        closing, promulgation: how many words each has; all others are the lead's.
        cells: as there, where they are no plain parts of the lead; None where they are: what stands between its bars.
        gaps: of ``lead``, ``closing`` and ``promulgation``.
    """

    id: str
    kind: str
    label: str = ""
    depth: int = 0
    heading: str | None = ""
    closing: int = 0
    promulgation: int = 0
    cells: tuple[str, ...] | None = ()
    spans: tuple[tuple[int, int], ...] = ()
    gaps: tuple[Gaps, Gaps, Gaps] = NO_GAPS


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A version without its words: its provisions in order, and *sha256* of their ids and words."""

    places: tuple[Place, ...]
    sha256: str


# -- taking apart --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Worded:
    """A version with the *words* of each of its provisions by id, and *sha256* of both, in hexadecimal."""

    regulation: Regulation
    words: dict[str, list[str]]
    sha256: str


def worded(regulation: Regulation) -> Worded:
    """Return *regulation* with its words; white space is left aside."""
    words = {one.id: one.text.split() for one in regulation.walk()}
    lines = "".join(f"{id}\t{' '.join(told)}\n" for id, told in words.items())
    return Worded(regulation, words, sha256(lines.encode("utf-8", errors="surrogatepass")).hexdigest())


def skeleton(version: Worded) -> Skeleton:
    """Return *version* without its words."""
    return Skeleton(tuple(_places(version.regulation.provisions, None, 0)), version.sha256)


def _places(provisions: Iterable[Provision], above: Provision | None, depth: int) -> Iterator[Place]:
    for one in provisions:
        barred = bool(one.cells) and one.lead == f" {BAR} ".join(one.cells) and _cells(one.lead.split()) == one.cells
        gaps = () if barred else _gaps(one.lead), _gaps(one.closing), _gaps(one.promulgation)
        yield Place(
            one.id,
            one.kind,
            one.label,
            depth,
            _heading(one.heading, above),
            len(one.closing.split()),
            len(one.promulgation.split()),
            None if barred else one.cells,
            one.spans,
            gaps if any(gaps) else NO_GAPS,
        )
        if one.children:
            yield from _places(one.children, one, depth + 1)


def _heading(heading: str, above: Provision | None) -> str | None:
    if above is None or (not heading and above.kind not in HEADINGS):
        return heading
    if len(heading) > LONGEST_HEADING:
        return heading
    return None if heading == below(above.heading, above.label, above.lead) else heading


def below(heading: str, label: str, lead: str) -> str:
    """Return the heading of what stands below a chapter with this *heading*, *label* and title."""
    return " > ".join(part for part in (heading, f"{label} {lead}".strip()) if part)


def _cells(words: Sequence[str]) -> tuple[str, ...]:
    """Return the cells of a table row with these words."""
    cells: list[list[str]] = [[]]
    for word in words:
        if word == BAR:
            cells.append([])
        else:
            cells[-1].append(word)
    return tuple(" ".join(cell) for cell in cells)


def _gaps(text: str) -> Gaps:
    if not text:
        return ()
    words = text.split()
    if " ".join(words) == text:
        return ()
    found, at = [], 0
    for count, word in enumerate(words):
        start = text.index(word, at)
        if text[at:start] != (" " if count else ""):
            found.append((count, text[at:start]))
        at = start + len(word)
    return (*found, (len(words), text[at:])) if text[at:] else tuple(found)


# -- putting together ----------------------------------------------------------------------------------

Fault = Callable[[str], DoesNotFit]
"""Makes the error that names a provision by its id."""


def skeletons(comparison: Comparison) -> tuple[Skeleton, Skeleton]:
    """Return those of the old and the new version: as they were stored, or else taken from the two."""
    return comparison.skeletons or (skeleton(worded(comparison.old)), skeleton(worded(comparison.new)))


def patched(comparison: Comparison, given: Worded, forward: bool) -> Regulation:
    """Return the new version from the old one, or with *forward* false the old one from the new.

    Raises:
        DoesNotFit: *given* is not the version that was compared, or the rows contradict themselves.
    """
    sides = skeletons(comparison)
    start, end = sides if forward else sides[::-1]
    known, made = (comparison.old, comparison.new) if forward else (comparison.new, comparison.old)
    compared = given.sha256 == start.sha256
    fault = _fault(given.regulation, "catatan perubahan perbandingan ini tidak utuh" if compared else _OTHER)
    words = _rewritten(comparison.rows, given.words, forward, fault)
    if not compared:
        raise fault(_first_other(given, known))
    return Regulation(made.identity, made.source, _built(end, words, fault))


def fits(comparison: Comparison, given: Worded, forward: bool) -> None:
    """See that the words of the edits, those that stay among them, are those of the version *given*.

    Raises:
        DoesNotFit: they are not.
    """
    _rewritten(comparison.rows, given.words, forward, _fault(given.regulation, _OTHER))


_OTHER = "ini bukan naskah yang dibandingkan"


def _fault(given: Regulation, cause: str) -> Fault:
    return lambda id: DoesNotFit(given.source.name, f"{cause}, lihat {_named(id)}" if id else cause, id)


def _first_other(given: Worded, known: Regulation) -> str:
    """Return the id of the first provision whose words differ, where the words of *known* are at hand."""
    return next((one.id for one in known.walk() if given.words.get(one.id) != one.text.split()), "")


def _rewritten(
    rows: Sequence[Change], given: dict[str, list[str]], forward: bool, fault: Fault
) -> dict[str, list[str]]:
    """Return the words of every provision that the *rows* make from those *given*; with *forward* false, backwards."""
    ends = [(row.old, row.new) if forward else (row.new, row.old) for row in rows]
    befores, afters = Counter(before for before, _ in ends), Counter(after for _, after in ends)
    at: dict[str, int] = {}
    made: dict[str, list[str]] = {}
    for row, (before, after) in zip(rows, ends, strict=True):
        if before is not None and before not in given:
            raise fault(before)
        source = given[before] if before is not None else []
        if not row.edits and before is not None and after is not None and befores[before] == afters[after] == 1:
            made[after], at[before] = source, len(source)
            continue
        words, end = _edited(row.edits, source, at.get(before or "", 0), forward)
        if end < 0:
            raise fault(before or after or "")
        if before is not None:
            at[before] = end
        if after is not None:
            made.setdefault(after, []).extend(words)
    for id, words in given.items():
        if at.get(id, -1) != len(words):
            raise fault(id)
    return made


def _edited(edits: Sequence[Edit], source: list[str], at: int, forward: bool) -> tuple[list[str], int]:
    """Return what *edits* make of the words of *source* behind *at*, and where they end there; -1 if they do not."""
    made: list[str] = []
    for edit in edits:
        if edit.operation == "equal" and edit.kept:
            old = new = source[at : at + edit.kept]
            if len(old) != edit.kept:
                return made, -1
        else:
            sides = (edit.old, edit.new) if forward else (edit.new, edit.old)
            old, new = (words.split() for words in sides)
            if source[at : at + len(old)] != old:
                return made, -1
        at += len(old)
        made += new
    return made, at


def _built(bones: Skeleton, words: dict[str, list[str]], fault: Fault) -> tuple[Provision, ...]:
    """Return the provisions of *bones* with their *words*."""
    if len(words) != len(bones.places):
        raise fault(next(iter(words.keys() - {place.id for place in bones.places}), ""))
    above: list[tuple[str, str, str]] = []  # heading, label, lead of the last provision on each level
    flesh = []
    for place in bones.places:
        if place.id not in words:
            raise fault(place.id)
        lead, closing, promulgation, cells = _parted(place, words[place.id], fault)
        heading = place.heading
        if heading is None:
            heading = below(*above[place.depth - 1]) if place.depth else ""
            if len(heading) > LONGEST_HEADING:
                raise fault(place.id)
        above[place.depth :] = [(heading, place.label, lead)]
        flesh.append((heading, lead, closing, promulgation, cells))
    # from the last to the first: what stands below a provision is made before it, however deep the tree goes
    waiting: dict[int, list[Provision]] = defaultdict(list)
    for place, (heading, lead, closing, promulgation, cells) in zip(
        reversed(bones.places), reversed(flesh), strict=True
    ):
        children = tuple(reversed(waiting.pop(place.depth + 1, ())))
        waiting[place.depth].append(
            Provision(
                place.id,
                place.kind,
                place.label,
                heading,
                lead,
                closing,
                promulgation,
                children,
                cells=cells,
                spans=place.spans,
            )
        )
    return tuple(reversed(waiting[0]))


def _parted(place: Place, words: list[str], fault: Fault) -> tuple[str, str, str, tuple[str, ...]]:
    """Return lead, closing, promulgation and cells of *place*."""
    rest = len(words) - place.closing - place.promulgation
    if rest < 0:
        raise fault(place.id)
    parts = words[:rest], words[rest : rest + place.closing], words[rest + place.closing :]
    lead, closing, promulgation = (_spaced(part, gaps) for part, gaps in zip(parts, place.gaps, strict=True))
    if place.cells is not None:
        return lead, closing, promulgation, place.cells
    cells = _cells(parts[0])
    return f" {BAR} ".join(cells), closing, promulgation, cells


def _spaced(words: Sequence[str], gaps: Gaps) -> str:
    if not gaps:
        return " ".join(words)
    space = dict(gaps)
    parts = [space.get(count, " " if count else "") + word for count, word in enumerate(words)]
    return "".join(parts) + space.get(len(words), "")


# -- telling apart -------------------------------------------------------------------------------------


def first_difference(one: Regulation, other: Regulation) -> Provision | None:
    """Return the first provision, in the order of *other*, in which the two differ; origins do not count.

    What only *one* has is told last.
    """
    return _first_difference(one.provisions, other.provisions)


def _first_difference(ones: Sequence[Provision], others: Sequence[Provision]) -> Provision | None:
    for known, wanted in zip(ones, others, strict=False):
        if known is wanted:
            continue
        if not _same(known, wanted):
            return wanted
        if known.children or wanted.children:
            found = _first_difference(known.children, wanted.children)
            if found is not None:
                return found
    longer = others if len(others) > len(ones) else ones
    return longer[min(len(ones), len(others))] if len(ones) != len(others) else None


def _same(one: Provision, other: Provision) -> bool:
    return (
        one.id == other.id
        and one.lead == other.lead
        and one.label == other.label
        and one.kind == other.kind
        and one.heading == other.heading
        and one.closing == other.closing
        and one.promulgation == other.promulgation
        and one.cells == other.cells
        and one.spans == other.spans
    )


def _named(id: str) -> str:
    """Return *id* as a sentence names it; ids of other people's JSON may be no ids."""
    try:
        return ids.cite(id)
    except (LookupError, ValueError):
        return id
