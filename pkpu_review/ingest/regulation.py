"""A file → :class:`~pkpu_review.model.Regulation`.

One module a format gives the lines (:mod:`.pdf`, :mod:`.docx`, :mod:`.text`); :mod:`.clean` parts
them from the furniture of the pages; :mod:`.structure` puts them into the parts of a regulation.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from pkpu_review.errors import CannotRead
from pkpu_review.garbage import resting
from pkpu_review.ingest.files import Opened, open_file
from pkpu_review.ingest.identity import identify
from pkpu_review.ingest.lines import Extract, Line
from pkpu_review.ingest.penutup import closing_of
from pkpu_review.ingest.placing import place
from pkpu_review.ingest.tree import BAR, Joiner, Node, Went, freeze
from pkpu_review.model import Furniture, Mend, Problem, Provision, Reading, Regulation, Source, Traced

LONGEST_NAME = 300
"""Words that may stand behind Menetapkan where there is no article: the name of what is decided has fewer."""
TOGETHER = 500
"""Texts that are counted as one: few enough to take no room, and enough not to be counted one by one."""
MUCH_FURNITURE = 0.05
"""Part of the characters above which stripped furniture is itself a problem."""


def read(path: str | Path, reading: Reading) -> Regulation:
    """Return what stands in the file *path*; see :func:`pkpu_review.ingest.read`."""
    with resting():
        return _read(path, reading)


def _read(path: str | Path, reading: Reading) -> Regulation:
    opened = open_file(path)
    extract = _extract(opened, reading)
    opened = replace(opened, data=b"")  # as large as the file, and no longer needed
    problems = [*opened.problems, *extract.problems]
    total = _count(line.text if line.cells is None else "".join(line.cells) for line in extract.lines)
    total += _count(piece.text for piece in extract.furniture)
    cleaned, stripped, mends = _cleaned(extract, problems)
    if not reading.trace:  # of a file of thousands of pages, lines and tree together would take twice the memory
        extract = replace(extract, lines=())
    furniture = list(stripped)
    joiner, lines = Joiner(cleaned), list(cleaned)
    del cleaned
    from pkpu_review.ingest.structure import parse  # loaded while the second process reads pages of a long file

    nodes = parse(lines, problems, furniture)
    mends += _mended_ends(nodes, extract)
    closing = closing_of(nodes)
    went: Went | None = [] if reading.trace else None
    provisions = freeze(nodes, joiner, problems, went, mends)
    if not any(provision.kind in _REGULATION for top in provisions for provision in top.walk()):
        advice = "Periksa apakah berkas yang dipilih benar"
        cause = "isinya bukan naskah peraturan (tidak ada konsiderans, diktum, pasal, atau lampiran)"
        raise CannotRead(str(opened.path), cause, advice)
    mends = _located(mends, provisions)
    furniture += joiner.dropped
    aside = _count(piece.text for piece in furniture)
    kept = _count(words for top in provisions for provision in top.walk() for words in _words(provision))
    kept -= _count(mend.after for mend in mends) - _count(mend.before for mend in mends)
    if total and aside > MUCH_FURNITURE * total:
        part = f"{aside / total:.0%}"
        message = (
            f"Perabot halaman yang disisihkan mencapai {part} karakter; periksa apakah ada isi yang ikut tersisih."
        )
        problems.append(Problem("perabot-banyak", message))
    tops = {top.kind: top for top in reversed(provisions)}
    if "penjelasan" in tops and not any(unit.kind in _BODY for top in provisions for unit in _outside(top)):
        message = (
            "Berkas ini hanya memuat Penjelasan, tanpa batang tubuh peraturannya; mintalah berkas yang memuat keduanya."
        )
        problems.append(Problem("hanya-penjelasan", message))
    problems += _unparted(tops, provisions)
    title = next((tops[kind].lead for kind in ("judul", "penjelasan") if kind in tops), "")
    return Regulation(
        identity=identify(title),
        source=Source(opened.name, opened.sha256, extract.reader, extract.pages, total, extract.turned),
        provisions=provisions,
        coverage=min(1.0, (kept + aside) / total) if total else 0.0,
        furniture=tuple(furniture),
        problems=tuple(problems),
        mends=tuple(mends),
        comments=place(extract.comments, provisions),
        revisions=place(extract.revisions, provisions),
        trace=() if went is None else _trace(extract, went, furniture),
        closing=closing,
    )


def _unparted(tops: dict[str, Provision], provisions: Iterable[Provision]) -> Iterable[Problem]:
    """Yield what is to be said of a regulation whose body stands in one provision: its lines were lost on the way."""
    decided = tops.get("menetapkan") or tops.get("memutuskan")
    if decided is None or any(
        unit.kind in ("pasal", "diktum", "lampiran") for top in provisions for unit in top.walk()
    ):
        return
    words = len(decided.text.split())
    if words > LONGEST_NAME:
        message = (
            f"Batang tubuh tidak terurai: {words} kata sesudah Menetapkan terbaca sebagai satu ketentuan, sebab tidak "
            "ada judul pasal pada baris sendiri. Mintalah berkas aslinya, atau pisahkan pasalnya menurut baris."
        )
        origin = decided.origins[0] if decided.origins else None
        yield Problem("batang-tubuh-tidak-terurai", message, origin.page if origin else None, provision=decided.id)


def _outside(top: Provision) -> Iterable[Provision]:
    """Yield *top* and what stands below it, unless it is the elucidation."""
    return () if top.kind == "penjelasan" else top.walk()


_BODY = ("pasal", "menimbang", "menetapkan", "diktum")
"""What a regulation has outside of its elucidation and annexes."""
_REGULATION = ("pasal", "menimbang", "mengingat", "menetapkan", "penjelasan", "lampiran")


def _extract(opened: Opened, reading: Reading) -> Extract:
    if opened.format == "pdf":
        from pkpu_review.ingest.pdf_shared import Second

        with Second() as second:
            second.expect(opened.data)  # it loads what reads pages while this process does
            from pkpu_review.ingest.pdf import read_pdf

            return read_pdf(str(opened.path), opened.data, opened.sha256, reading, second)
    if opened.format == "docx":
        from pkpu_review.ingest.docx import read_docx

        return read_docx(opened, reading.revisions)
    if opened.format == "html":
        from pkpu_review.ingest.html import read_html

        return read_html(opened, reading.revisions)
    if opened.format in ("doc", "odt", "rtf"):
        from pkpu_review.ingest.docx import read_docx
        from pkpu_review.ingest.office import to_docx

        return replace(read_docx(replace(opened, data=to_docx(opened)), reading.revisions), reader="office")
    from pkpu_review.ingest.text import read_text

    return read_text(opened)


def _cleaned(extract: Extract, problems: list[Problem]) -> tuple[tuple[Line, ...], tuple[Furniture, ...], list[Mend]]:
    """Return the lines of the regulation, the furniture, and what was mended; what has no pages is as it is."""
    if not extract.pages:
        return extract.lines, extract.furniture, list(extract.mends)
    from pkpu_review.ingest import margins
    from pkpu_review.ingest.clean import clean
    from pkpu_review.ingest.mends import mend_words

    mended = mend_words(extract)
    cleaned, stripped, told = clean(mended)
    problems += margins.told(stripped)
    return cleaned, stripped, [*mended.mends, *told]


def _mended_ends(nodes: Sequence[Node], extract: Extract) -> list[Mend]:
    if not extract.recognised:
        return []
    from pkpu_review.ingest.item_ends import mend_ends

    return mend_ends(nodes, extract.recognised)


def _located(mends: list[Mend], provisions: Sequence[Provision]) -> list[Mend]:
    if not mends:
        return []
    from pkpu_review.ingest.mends import located

    return located(mends, provisions)


def _trace(extract: Extract, went: Went, furniture: Iterable[Furniture]) -> tuple[Traced, ...]:
    from pkpu_review.ingest.trace import trace

    return trace(extract.lines, went, furniture)


def _words(provision: Provision) -> Iterable[str]:
    """Every text of a provision that comes out of the file, once."""
    if provision.cells:  # combined heads repeat the words that stand over several columns: the lead has them once
        return provision.cells if provision.lead == BAR.join(provision.cells) else (provision.lead,)
    if (
        provision.heading and "/" in provision.id and provision.id.startswith("pasal-")
    ):  # headings that an amendment quotes
        return provision.heading.replace(" > ", ""), provision.label, provision.lead, provision.closing
    return provision.label, provision.lead, provision.closing, provision.promulgation


def _count(texts: Iterable[str]) -> int:
    """Return how many characters *texts* have, white space aside."""
    count, left = 0, iter(texts)
    while some := list(islice(left, TOGETHER)):
        text = "".join(some)
        if text.isprintable():  # of all white space, only the space is
            count += len(text) - text.count(" ")
        else:
            count += sum(map(len, text.split()))
    return count
