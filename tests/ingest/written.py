"""Random regulations as trees, and a writer that prints a tree the way a drafter would: as paragraphs, or as lines.

The writer knows the drafting rules of UU 12/2011, Lampiran II, and nothing of the reader: an item ends in ";", the
last one of a list in ".", what a list follows ends in ":", and words after a list begin at the text of what it
belongs to.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hypothesis import strategies as st

from pkpu_review import ids
from pkpu_review.ingest.lines import Line
from pkpu_review.model import Origin

WORDS = (
    "loket", "petugas", "pemohon", "berkas", "wajib", "dapat", "menerima", "mengumumkan", "jadwal", "kegiatan",
    "setiap", "hari", "kerja", "untuk", "oleh", "dengan", "surat", "suara", "kotak", "tempat", "daftar", "pemilih",
    "sementara",
)  # fmt: skip
STYLES = ("a.", "1.", "a)", "1)", "(a)", "(1)")
"""Lists within lists below an article or an ayat, by depth."""
LETTER, LEFT, WIDTH, HANG = 6.0, 90.0, 70, 24.0
"""Width of a letter and the left margin in points; letters that a printed line takes; width of a label's column."""


@dataclass
class Unit:
    """A provision to be written: kind and number of its label, its words, and what stands below."""

    kind: str
    number: str
    label: str
    lead: str
    children: list[Unit] = field(default_factory=list)
    closing: str = ""

    def rows(self, parent: str = "") -> Iterator[tuple[str, str, str, str]]:
        """Yield id, label, words before and behind the children, of this and all below."""
        above = "" if self.kind == "pasal" and parent.split("-")[0] in ("", "bab") else parent
        id = ids.join(above, ids.segment(self.kind, self.number))
        yield id, self.label, self.lead, self.closing
        for child in self.children:
            yield from child.rows(id)


NOISE = (
    "Pasal 5", "ayat (2)", "huruf b", "angka 3", "BAB II", "Bagian Kedua", "Paragraf 1", "Pasal 7 ayat (1) huruf a",
    "ayat (1) dan ayat (3)", "huruf a, huruf b, dan huruf c", "Lampiran I", "(satu)", "1 (satu)", "Pasal 1 angka 2",
)  # fmt: skip
"""Words of references, in which labels stand that are none."""


def sentences(least: int = 2, most: int = 24, noisy: bool = False) -> st.SearchStrategy[str]:
    """Words that begin with no label and end in no sign; *noisy* ones refer to other provisions in between."""
    plain = st.sampled_from(WORDS)
    if not noisy:
        return st.lists(plain, min_size=least, max_size=most).map(" ".join)
    one = st.one_of(plain, plain, plain, st.sampled_from(NOISE).map("sebagaimana dimaksud dalam {}".format))
    return st.tuples(plain, st.lists(one, min_size=least, max_size=most), plain).map(
        lambda parts: " ".join([parts[0], *parts[1], parts[2]])
    )


def letters(place: int) -> str:
    """The letters of the item at *place*: a, b, ... z, aa, ab."""
    text = ""
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(97 + rest) + text
    return text


@st.composite
def lists(draw: st.DrawFn, depth: int, deepest: int, noisy: bool = False) -> list[Unit]:
    """A list of items, each perhaps with a list below it."""
    style = STYLES[depth]
    count = draw(st.sampled_from([2, 2, 3, 3, 4, 5, 28 if depth == 0 else 3]))
    items = []
    for place in range(1, count + 1):
        number = letters(place) if "a" in style else str(place)
        label = style.replace("a", number).replace("1", number)
        kind = "huruf" if "a" in style else "ayat" if style == "(1)" else "angka"
        item = Unit(kind, number, label, draw(sentences(noisy=noisy)))
        if draw(st.integers(0, 5)) == 0:
            mark = draw(st.sampled_from(["-", "–", "•"]))
            item.children = [Unit("butir", str(n), mark, draw(sentences(noisy=noisy))) for n in (1, 2, 3)]
            for point, end in zip(item.children, ("; ", "; dan", "."), strict=True):
                _end(point, end.strip())
        elif depth + 1 < deepest and count < 20 and draw(st.booleans()):
            item.children = draw(lists(depth + 1, deepest, noisy))
            if draw(st.integers(0, 3)) == 0:
                item.closing = draw(sentences(noisy=noisy))
        items.append(item)
    for place, item in enumerate(items, 1):
        end = "." if place == count else "; dan" if place == count - 1 else ";"
        _end(item, end)
    return items


def _end(item: Unit, end: str) -> None:
    """Let the words of an item end as its place in the list asks: a list below it ends the same way."""
    if item.children:
        item.lead += ":"
        if item.closing:
            _last(item.children[-1], ",")
            item.closing += end
        elif end != ".":
            _last(item.children[-1], end)
    else:
        item.lead += end


def _last(item: Unit, end: str) -> None:
    """Let the last words of *item* end in *end*."""
    if item.closing:
        item.closing = item.closing.rstrip(".") + end
    elif item.children:
        _last(item.children[-1], end)
    else:
        item.lead = item.lead.rstrip(".") + end


@st.composite
def articles(draw: st.DrawFn, number: str, deepest: int = len(STYLES), noisy: bool = False) -> Unit:
    """An article: a sentence, a list, or ayat, which may have lists."""
    article = Unit("pasal", number, f"Pasal {number}", "")
    if draw(st.booleans()):
        values = ["1", *draw(st.sampled_from([["2"], ["2", "3"], ["1a", "2"], ["2", "2a", "3"]]))]
        for value in values:
            article.children.append(draw(_texts(Unit("ayat", value, f"({value})", ""), deepest, noisy)))
        return article
    return draw(_texts(article, deepest, noisy))


@st.composite
def _texts(draw: st.DrawFn, unit: Unit, deepest: int, noisy: bool) -> Unit:
    words = draw(sentences(noisy=noisy))
    unit.lead = words[:1].upper() + words[1:]
    if not deepest or not draw(st.booleans()):
        unit.lead += "."
        return unit
    unit.lead += ":"
    unit.children = draw(lists(0, deepest, noisy))
    if draw(st.booleans()):
        _last(unit.children[-1], ",")
        unit.closing = draw(sentences(noisy=noisy)) + "."
    return unit


@st.composite
def regulations(draw: st.DrawFn, deepest: int = len(STYLES), noisy: bool = False) -> list[Unit]:
    """The parts of a regulation, from Menimbang to the last article."""
    grounds = draw(st.integers(2, 4))
    considered = [Unit("huruf", letters(n), f"{letters(n)}.", f"bahwa {draw(sentences())};") for n in range(1, grounds)]
    bases = [Unit("angka", str(n), f"{n}.", f"Undang-Undang tentang {draw(sentences())};") for n in (1, 2, 3)]
    parts = [
        Unit("menimbang", "", "Menimbang:", "" if len(considered) > 1 else considered[0].lead),
        Unit("mengingat", "", "Mengingat:", "", bases),
        Unit("memutuskan", "", "MEMUTUSKAN:", ""),
        Unit("menetapkan", "", "Menetapkan:", "PERATURAN KOMISI PEMILIHAN UMUM TENTANG LOKET."),
    ]
    parts[0].children = considered if len(considered) > 1 else []
    numbers = iter(draw(st.sampled_from([["1", "2", "3", "4", "5", "6"], ["1", "2", "2A", "2B", "3", "4"]])))
    shape = draw(st.sampled_from(["flat", "bab", "bagian", "paragraf"]))
    if shape == "flat":
        return parts + [draw(articles(next(numbers), deepest, noisy)) for _ in range(3)]
    for roman in ("I", "II"):
        chapter = Unit("bab", roman.lower(), f"BAB {roman}", draw(sentences(1, 4)).upper())
        hosts = [chapter]
        if shape != "bab" and roman == "II":
            names = [("bagian", "kesatu", "Bagian Kesatu"), ("bagian", "kedua", "Bagian Kedua")]
            hosts = [Unit(*name, draw(sentences(1, 4)).title()) for name in names]
            chapter.children += hosts
            if shape == "paragraf":
                inner = Unit("paragraf", "1", "Paragraf 1", draw(sentences(1, 4)).title())
                hosts[1].children.append(inner)
                hosts[1] = inner
        for host in hosts:
            host.children.append(draw(articles(next(numbers), deepest, noisy)))
        parts.append(chapter)
    return parts


@st.composite
def amendments(draw: st.DrawFn) -> list[Unit]:
    """An amending regulation: instructions in Pasal I, each with the articles that it quotes."""
    first = Unit("pasal", "I", "Pasal I", "Beberapa ketentuan dalam Peraturan Komisi diubah sebagai berikut:")
    numbers = iter(draw(st.sampled_from([["3", "7", "8", "12"], ["5", "5A", "5B", "20"]])))
    for place in range(1, draw(st.integers(2, 3)) + 1):
        quoted = draw(articles(next(numbers), deepest=2))
        lead = f"Ketentuan {quoted.label} diubah sehingga berbunyi sebagai berikut:"
        first.children.append(Unit("angka", str(place), f"{place}.", lead, [quoted]))
    second = Unit("pasal", "II", "Pasal II", "Peraturan Komisi ini mulai berlaku pada tanggal diundangkan.")
    name = Unit(
        "menetapkan", "", "Menetapkan:", "PERATURAN KOMISI TENTANG PERUBAHAN ATAS PERATURAN KOMISI TENTANG LOKET."
    )
    return [Unit("memutuskan", "", "MEMUTUSKAN:", ""), name, first, second]


@st.composite
def elucidations(draw: st.DrawFn) -> Unit:
    """A Penjelasan: the general part, and what is said on articles, ayat and huruf."""
    umum = Unit("umum", "", "I. UMUM", draw(sentences()).capitalize() + ".")
    whole = Unit("penjelasan", "", "", "PENJELASAN ATAS PERATURAN KOMISI PEMILIHAN UMUM", [umum])
    whole.children.append(Unit("pasal-demi-pasal", "", "II. PASAL DEMI PASAL", ""))
    said = st.one_of(st.just("Cukup jelas."), sentences().map(lambda words: words.capitalize() + "."))
    for number in draw(st.sampled_from([["1", "2", "3"], ["1", "2A", "4"]])):
        article = Unit("pasal", number, f"Pasal {number}", "")
        below = draw(st.sampled_from([[], ["ayat-1", "ayat-2"], ["huruf-a", "huruf-b"], ["angka-1", "angka-3"]]))
        for id in below:
            kind, _, place = id.partition("-")
            label = f"Ayat ({place})" if kind == "ayat" else f"{kind.capitalize()} {place}"
            article.children.append(Unit(kind, place, label, draw(said)))
        article.lead = "" if below else draw(said)
        whole.children.append(article)
    return whole


@st.composite
def annexes(draw: st.DrawFn) -> Unit:
    """A Lampiran with headings in headings, each with paragraphs, and lists below these."""
    styles = draw(
        st.sampled_from([["BAB", "A.", "1.1"], ["A.", "1.1"], ["I.", "A."], ["BAB", "I.", "A."], ["BAB"], []])
    )
    whole = Unit("lampiran", "i", "LAMPIRAN I", "PERATURAN KOMISI PEMILIHAN UMUM TENTANG LOKET")
    _headed(draw, whole, styles, "")
    return whole


def _headed(draw: st.DrawFn, host: Unit, styles: list[str], prefix: str) -> None:
    paragraphs = draw(st.integers(1, 2))
    for place in range(1, paragraphs + 1):
        text = draw(sentences(8)).capitalize()
        alinea = Unit("alinea", str(place), "", text + (":" if place < paragraphs else "."))
        alinea.children = draw(lists(0, 2)) if place < paragraphs else []
        host.children.append(alinea)
    if not styles:
        return
    style, *deeper = styles
    for place in (1, 2, 3):
        roman, letter = ("i", "ii", "iii")[place - 1], letters(place)
        number = f"{prefix or 1}.{place}" if style == "1.1" else {"BAB": roman, "I.": roman, "A.": letter}[style]
        kind = {"BAB": "bab", "A.": "bagian"}.get(style, "angka")
        label = f"BAB {roman.upper()}" if style == "BAB" else f"{number.upper()}{'' if style == '1.1' else '.'}"
        title = draw(sentences(1, 3))
        heading = Unit(kind, number, label, title.upper() if style == "BAB" else title.title())
        _headed(draw, heading, deeper if place == 2 else [], "")
        host.children.append(heading)


TITLE = ("PERATURAN KOMISI PEMILIHAN UMUM", "NOMOR 1 TAHUN 2031", "TENTANG", "LOKET")
OPENING = ("menimbang", "mengingat", "memutuskan", "menetapkan")
CLOSING = ("Ditetapkan di Jakarta", "pada tanggal 3 Mei 2031", "KETUA KOMISI PEMILIHAN UMUM,", "SARI WULANDARI")


class Writer:
    """Prints units as lines: paragraphs of their own, each with its indent, or lines of a page that wrap."""

    def __init__(self, printed: bool) -> None:
        self.printed = printed
        self.lines: list[Line] = []

    def regulation(self, parts: Sequence[Unit]) -> list[Line]:
        """Return the lines of a whole regulation; what comes behind the signature stands there."""
        behind = [part for part in parts if part.kind in ("penjelasan", "lampiran")]
        for text in TITLE:
            self.centred(text)
        for part in parts:
            if part not in behind:
                self.unit(part, 0)
        for text in CLOSING:
            self.text(text, LEFT + 200.0)
        for part in behind:
            self.unit(part, 0)
        return self.lines

    def unit(self, unit: Unit, depth: int) -> None:
        """Write a unit with all below it; *depth* counts the labels to the left of its own."""
        chapter = unit.kind in ("bab", "bagian", "paragraf") and not unit.label.endswith(".")
        explained = unit.kind in ("ayat", "huruf", "angka") and " " in unit.label  # "Huruf a" on a line of its own
        if chapter or unit.kind in ("penjelasan", "lampiran"):
            self.centred(unit.label)
            self.centred(unit.lead)
        elif explained or unit.kind in ("umum", "pasal-demi-pasal"):
            self.text(unit.label, LEFT)
            self.text(unit.lead, LEFT)
        elif unit.kind == "alinea":
            self.text(unit.lead, LEFT)
        elif unit.kind == "pasal":
            self.centred(unit.label)
            self.text(unit.lead, LEFT + self.indent(depth))
        elif unit.kind in OPENING:
            self.item(unit.label, unit.lead, LEFT, 80.0)
        else:
            self.item(unit.label, unit.lead, LEFT + self.indent(depth), HANG)
        inner = (
            depth
            if unit.kind not in ("ayat", "huruf", "angka", "butir", *OPENING) or "." in unit.label[1:-1]
            else depth + 1
        )
        for child in unit.children:
            self.unit(child, inner)
        if unit.closing:
            self.text(unit.closing, LEFT + self.indent(inner))

    def indent(self, depth: int) -> float:
        """Return how far the labels at *depth* stand right of the margin, in points."""
        return HANG * depth

    def centred(self, text: str) -> None:
        if not text:
            return
        self.put(text, LEFT + (WIDTH - len(text)) / 2 * LETTER, centred=True)

    def text(self, text: str, left: float) -> None:
        """Write words without a label."""
        if not text:
            return
        for part in textwrap.wrap(text, max(20, WIDTH - int((left - LEFT) / LETTER))) if self.printed else [text]:
            self.put(part, left)

    def item(self, label: str, text: str, left: float, hang: float) -> None:
        """Write a label and its words, the wrapped ones at their column."""
        width = max(20, WIDTH - int((left + hang - LEFT) / LETTER))
        first, *rest = (textwrap.wrap(text, width) if self.printed else [text]) or [""]
        self.put(f"{label} {first}".strip(), left, column=left + hang, label=label)
        for part in rest:
            self.put(part, left + hang)

    def put(self, text: str, left: float, column: float | None = None, label: str = "", centred: bool = False) -> None:
        number = len(self.lines) + 1
        if not self.printed:
            indent = 0.0 if centred else left - LEFT
            self.lines.append(Line(text, Origin(paragraph=number), indent, whole=True, centred=centred))
            return
        lefts, at = [], left
        for place, word in enumerate(text.split()):
            if place == len(label.split()) and column is not None:
                at = column
            lefts.append(at)
            at += (len(word) + 1) * LETTER
        right = at - LETTER
        page, row = divmod(number - 1, 45)
        box = (left, 70.0 + 15.0 * row, right, 82.0 + 15.0 * row)
        line = Line(text, Origin(page + 1, box), left, right, 12.0, centred=centred, lefts=tuple(lefts))
        self.lines.append(line)
