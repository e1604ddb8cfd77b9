"""Regulation → what a terminal shows of it: an outline with one line a provision, or the whole text.

The outline is for finding one's way; it cuts every text at the width of the terminal. The text is
complete: labels, words and tables in the order of the document, closing words after the list that
they close.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pkpu_review.model import Provision, Regulation
from pkpu_review.report.text.terminal import WIDTH, Line, Span, columns, cut, plain
from pkpu_review.report.wording import number

INDENT = "  "
DEEPEST = 12
"""Levels of indentation shown; what stands deeper is not indented further."""
LEAST = 20
"""Columns that a text keeps however deep it stands."""
COUNTED = ("diktum", "bab", "pasal", "ayat", "huruf", "angka", "tabel")
"""Kinds that the head of an outline counts."""
_HEADINGS = ("buku", "bab", "bagian", "paragraf")
_TITLES = {
    "judul": "Judul",
    "menimbang": "Menimbang",
    "mengingat": "Mengingat",
    "memperhatikan": "Memperhatikan",
    "memutuskan": "Memutuskan",
    "menetapkan": "Menetapkan",
    "penutup": "Penutup",
    "penjelasan": "Penjelasan",
    "lampiran": "Lampiran",
    "tabel": "Tabel",
}
"""Names of parts that may stand without a printed label."""


def tree(regulation: Regulation, width: int = WIDTH) -> Iterator[Line]:
    """Yield the outline of *regulation* in lines of at most *width* columns, its problems last."""
    yield from _head(regulation)
    for top in regulation.provisions:
        yield from _branch(top, 0, width)
    if regulation.problems:
        yield ()
        yield ((f"Catatan pembacaan ({number(len(regulation.problems))}):", "warning"),)
        for problem in regulation.problems:
            place = f"hlm. {problem.page}: " if problem.page else ""
            words = f" [{plain(problem.text)}]" if problem.text else ""
            yield (("- ", "soft"), (f"{place}{plain(problem.message)}", "plain"), (cut(words, width), "soft"))


def text(regulation: Regulation) -> Iterator[Line]:
    """Yield the whole text of *regulation*: every word of every provision, one paragraph a line."""
    for top in regulation.provisions:
        yield from _paragraphs(top, 0)


def name(provision: Provision) -> str:
    """Return what a provision is called in an outline: its label as printed, or the name of its kind."""
    return plain(provision.label) or _TITLES.get(provision.kind, "")


def _head(regulation: Regulation) -> Iterator[Line]:
    source = regulation.source
    yield ((plain(regulation.identity.name) or "(naskah tanpa judul)", "title"),)
    pages = f", {number(source.pages)} halaman" if source.pages else ""
    share = f"{regulation.coverage * 100:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    yield ((f"{plain(source.name)}{pages}, {share} % huruf tertampung", "soft"),)
    counts = Counter(provision.kind for provision in regulation.walk())
    told = [f"{number(counts[kind])} {kind}" for kind in COUNTED if counts[kind]]
    yield ((", ".join(told), "soft"),)
    if marked := hanging(regulation):
        yield ((marked, "soft"),)
    yield ()


def hanging(regulation: Regulation) -> str:
    """Return how many remarks and tracked changes a Word file has: ``3 komentar, 12 perubahan terlacak``."""
    counts = (("komentar", regulation.comments), ("perubahan terlacak", regulation.revisions))
    return ", ".join(f"{number(len(found))} {name}" for name, found in counts if found)


def _branch(provision: Provision, depth: int, width: int) -> Iterator[Line]:
    indent = INDENT * min(depth, DEEPEST)
    label = name(provision)
    words = plain(" | ".join(provision.cells) if provision.cells else provision.text)
    heading = provision.kind in _HEADINGS
    place = _pages(provision)
    room = max(LEAST, width - columns(indent) - columns(label) - columns(place) - 3)
    shown = cut(words, room)
    spans: list[Span] = [(indent, "plain"), (label, "heading" if heading else "label")]
    if shown:
        spans += [(" " if label else "", "plain"), (shown, "heading" if heading else "plain")]
    if place:
        spans.append((f"  {place}", "soft"))
    yield tuple(spans)
    for child in provision.children:
        yield from _branch(child, depth + 1, width)


def _pages(provision: Provision) -> str:
    pages = provision.pages
    if not pages:
        return ""
    return f"hlm. {pages[0]}" if pages[0] == pages[-1] else f"hlm. {pages[0]}-{pages[-1]}"


def _paragraphs(provision: Provision, depth: int) -> Iterator[Line]:
    indent = INDENT * min(depth, DEEPEST)
    heading = provision.kind in _HEADINGS
    if provision.cells:
        yield ((indent + plain(" | ".join(provision.cells)), "plain"),)
    else:
        label, lead = plain(provision.label), plain(provision.lead)
        alone = heading or provision.kind == "pasal"  # printed on a line of its own
        if alone:
            yield ()
            yield ((indent + label, "heading" if heading else "label"),)
            if lead:
                yield ((indent + lead, "heading" if heading else "plain"),)
        elif label or lead:
            between = " " if label and lead else ""
            yield ((indent, "plain"), (label, "label"), (between + lead, "plain"))
    deeper = depth if heading or provision.kind == "pasal" else depth + 1
    for child in provision.children:
        yield from _paragraphs(child, deeper)
    for rest in (provision.closing, provision.promulgation):
        if rest:
            yield ((indent + plain(rest), "plain"),)
