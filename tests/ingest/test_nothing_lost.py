"""Every character of a file ends up in exactly one place: in a provision, in the furniture, or in a problem.

Text files are made at random from what regulations are made of; PDFs are counted again with
pdfplumber, which reads them by other means.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, reject, settings
from hypothesis import strategies as st

from pkpu_review.errors import CannotRead
from pkpu_review.ingest import read
from pkpu_review.model import Provision, Reading, Regulation
from tests.ingest.drawn import Page, pdf

SHARED_FOLDER = HealthCheck.function_scoped_fixture  # every example writes its file anew
LABELS = (
    "(1)", "(2)", "(2a)", "(3)", "(5)", "a.", "b.", "c.", "aa.", "a)", "b)", "(a)", "1.", "2.", "3.", "1)", "2)", "A.",
    "Pasal 1", "Pasal 2", "Pasal 2A", "Pasal 3", "Pasal 7", "Pasal I", "Pasal II", "BAB I", "BAB II", "BAB IIA",
    "Bagian Kesatu", "Bagian Kedua", "Paragraf 1", "BUKU KESATU", "Menimbang :", "Mengingat :", "Memperhatikan:",
    "Menetapkan :", "Ditetapkan di Jakarta", "PENJELASAN", "ATAS", "I. UMUM", "II. PASAL DEMI PASAL",
    "Ayat (1)", "Huruf a", "Angka 1", "Cukup jelas.", "LAMPIRAN", "LAMPIRAN I", "LAMPIRAN II",
    "PERATURAN KOMISI PEMILIHAN UMUM", "TENTANG PERUBAHAN ATAS", "| No. | Kegiatan |", "|---|---|", "| 1. | rapat |",
    "Agar setiap orang mengetahuinya, memerintahkan pengundangan", "DENGAN RAHMAT TUHAN YANG MAHA ESA",
)  # fmt: skip
"""Whatever may open a line of a regulation."""
WORDS = (
    "petugas", "gudang", "wajib", "menyimpan", "kotak", "Komisi", "undang-", "undang", "ayat (1)", "huruf a", "dan",
    "atau", "dan/", "berikut:", "sehingga berbunyi:", "jadwal;", "rapat.", "selesai,", "“kotak”", "–", "100%", "<b>",
    "sebagaimana dimaksud dalam", "Pasal 5", "diubah", "KETENTUAN UMUM", "…", "&", "=1+1",
)  # fmt: skip
OPENINGS: tuple[list[str], ...] = (
    ["Pasal 1"],
    ["BAB I", "UMUM", "Pasal 1", "(1) Gudang dijaga."],
    ["PERATURAN KOMISI PEMILIHAN UMUM NOMOR 1 TAHUN 2031 TENTANG GUDANG", "Menimbang : a. bahwa perlu;"],
    ["Pasal 1", "Gudang dijaga.", "Ditetapkan di Jakarta", "PENJELASAN", "I. UMUM"],
    ["Menimbang : bahwa perlu;", "MEMUTUSKAN:", "Menetapkan : PERATURAN TENTANG GUDANG.", "Pasal 1"],
    ["LAMPIRAN"],
    [],
)
AMENDING = ["PERATURAN TENTANG PERUBAHAN ATAS PERATURAN TENTANG GUDANG", "Pasal I", "1. Pasal 3 diubah, sehingga:"]
line = st.builds(
    lambda indent, label, words: " " * indent + " ".join(filter(None, [label, *words])),
    st.sampled_from([0, 0, 0, 4, 8]),
    st.sampled_from(("", *LABELS)),
    st.lists(st.sampled_from(WORDS), max_size=5),
)
# on a page, "| 2." may be a label that was misread, and is then mended with a problem that says so
printed_line = line.map(lambda text: text.replace("|", "").strip())


def parts(provision: Provision) -> Iterator[str]:
    """Every text of a provision that is printed in the file."""
    yield provision.label
    yield from provision.cells or (provision.lead, provision.closing, provision.promulgation)
    if "/" in provision.id and provision.id.startswith("pasal-"):
        yield provision.heading.replace(" > ", " ")  # the headings that an amendment quotes have no row of their own


def characters(regulation: Regulation) -> Counter[str]:
    """How often each character stands in provisions and furniture, white space and case aside."""
    texts = [text for provision in regulation.walk() for text in parts(provision)]
    return Counter("".join("".join([*texts, *(piece.text for piece in regulation.furniture)]).casefold().split()))


def kept(path: Path, lines: list[str], end: str) -> None:
    """Write and read *lines*, and count."""
    path.write_text(end.join(lines), encoding="utf-8", newline="\n")
    printed = [text for text in lines if text.strip() != "|---|---|"]  # draws a table, and says nothing
    printed = [text.replace("|", " ") if text.strip().startswith("|") else text for text in printed]
    try:
        regulation = read(path)
    except CannotRead:
        reject()  # hypothesis complains where too few are left
    found = characters(regulation)
    del found["|"]  # the reader's own mark between cells, where no table may stand
    assert found == Counter("".join("".join(printed).casefold().split()))
    assert regulation.coverage == 1.0
    ids = [provision.id for provision in regulation.walk()]
    assert len(ids) == len(set(ids))


@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=[SHARED_FOLDER])
@given(st.sampled_from(OPENINGS), st.lists(line, min_size=1, max_size=40), st.sampled_from(["\n", "\n\n"]))
def test_any_lines_keep_every_character(tmp_path: Path, opening: list[str], lines: list[str], end: str) -> None:
    kept(tmp_path / "acak.txt", opening + lines, end)


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[SHARED_FOLDER])
@given(st.lists(line, min_size=1, max_size=40))
@example(["BAB I", "(2)"])
def test_any_amendment_keeps_every_character(tmp_path: Path, lines: list[str]) -> None:
    kept(tmp_path / "acak.txt", AMENDING + lines, "\n")


def test_a_heading_printed_twice_is_kept_twice(tmp_path: Path) -> None:
    path = tmp_path / "ganda.txt"
    path.write_text("Menimbang : bahwa perlu;\nMEMUTUSKAN:\nMEMUTUSKAN:\n", encoding="utf-8", newline="\n")
    regulation = read(path)
    assert regulation.coverage == 1.0
    assert characters(regulation)["k"] == 2


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[SHARED_FOLDER])
@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from([85, 107, 122, 275, 400]), printed_line), max_size=36),
        min_size=1,
        max_size=4,
    )
)
def test_any_pages_keep_every_letter(tmp_path: Path, drawn: list[list[tuple[float, str]]]) -> None:
    opening = [(275.0, "Pasal 1"), (85.0, "Gudang dijaga.")]
    pages = [opening + drawn[0], *drawn[1:]]
    path = tmp_path / "acak.pdf"
    path.write_bytes(pdf(*(Page(lines, top=60) for lines in pages)))
    try:
        regulation = read(path)
    except CannotRead:
        reject()
    found = letters("".join(characters(regulation).elements()))
    assert found == letters("".join(words for lines in pages for _, words in lines))
    assert regulation.coverage == 1.0


@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=[SHARED_FOLDER])
@given(st.text(min_size=1, max_size=300), st.sampled_from([".txt", ".md"]))
def test_any_text_is_read_or_refused(tmp_path: Path, text: str, suffix: str) -> None:
    path = tmp_path / f"acak{suffix}"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        assert read(path).coverage == 1.0
    except CannotRead:
        pass


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[SHARED_FOLDER])
@given(st.binary(max_size=400), st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04"]), st.sampled_from(["pdf", "txt"]))
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes, magic: bytes, suffix: str) -> None:
    path = tmp_path / f"acak.{suffix}"
    path.write_bytes(magic + data)
    try:
        read(path)
    except CannotRead:
        pass


def letters(text: str) -> Counter[str]:
    """Letters and digits alone, ligatures taken apart."""
    return Counter(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def counted_again(path: Path) -> Counter[str]:
    """The letters that pdfplumber finds in a PDF."""
    import pdfplumber

    total: Counter[str] = Counter()
    with pdfplumber.open(path) as document:
        for page in document.pages:
            total += letters("".join(char["text"] for char in page.chars))
            page.close()
    return total


def apart(one: Counter[str], other: Counter[str]) -> float:
    """The letters that one has and the other lacks, either way, as a part of all letters of *other*."""
    return ((one - other).total() + (other - one).total()) / max(other.total(), 1)


DRAWN = 0.0
"""What Typst sets is read alike by both libraries, letter for letter."""
REAL = 0.001
"""Old files have symbol fonts without a table of their letters: pdfium gives such a glyph as a letter with an
accent, pdfplumber by its number in the font. That concerned 1 letter in 4,000 at most where it was measured."""


@pytest.mark.parametrize("number", range(4))
def test_letters_of_the_sample_drafts(corpus: Path, number: int) -> None:
    path = sorted(corpus.glob("*/*.pdf"))[number]
    regulation = read(path)
    assert regulation.coverage == 1.0
    found = letters("".join(characters(regulation).elements()))
    assert apart(found, counted_again(path)) <= DRAWN


@pytest.mark.parametrize("name", ["agency/regulation-04.pdf", "gold/pdf/uu-2009-48.pdf", "gold/pdf/uu-2017-12.pdf"])
def test_letters_of_real_regulations(shared: Path, name: str) -> None:
    path = shared / "real" / name
    regulation = read(path, Reading(ocr="never"))
    assert regulation.coverage == 1.0
    found = letters("".join(characters(regulation).elements()))
    assert apart(found, counted_again(path)) <= REAL


def words(text: str) -> Counter[str]:
    """Words as letters and digits alone, ligatures taken apart."""
    plain = unicodedata.normalize("NFKC", text).casefold().split()
    return Counter(filter(None, ("".join(filter(str.isalnum, word)) for word in plain)))


def words_read(regulation: Regulation) -> dict[int | None, Counter[str]]:
    """The words of every page that went to provisions and furniture; needs a trace.

    tests/ingest/test_trace.py shows that the provisions hold what went to them, and no more.
    """
    found: dict[int | None, Counter[str]] = defaultdict(Counter)
    for traced in regulation.trace:
        for part in traced.parts:
            found[traced.origin.page] += words(part.text)
    for piece in regulation.furniture:
        if piece.box is None and piece.paragraph is None:  # in no line: a watermark, the header of a Word file
            found[piece.page] += words(piece.text)
    return found


def words_differ(path: Path, every: int = 1) -> list[tuple[int, list[str], list[str]]]:
    """Pages on which pdfplumber finds other words: what we have too much, and what we lack.

    Where the two only part the same letters into words in another way, or read a symbol without a table of its
    letters each in its own, nothing is missing.
    """
    import pdfplumber

    found = words_read(read(path, Reading(trace=True, ocr="never")))
    differ = []
    with pdfplumber.open(path) as document:
        for number, page in enumerate(document.pages, 1):
            if number % every == 0:
                told = " ".join(word["text"] for word in page.extract_words())
                theirs = words(re.sub(r"\(cid:\d+\)", "", told))  # a glyph without any letter
                more, less = found[number] - theirs, theirs - found[number]
                if plain_letters(more) != plain_letters(less):
                    differ.append((number, sorted(more), sorted(less)))
            page.close()
    return differ


def plain_letters(found: Counter[str]) -> Counter[str]:
    return Counter(letter for letter in "".join(found.elements()) if letter.isascii())


@pytest.mark.parametrize("number", range(4))
def test_words_of_the_pages_of_the_sample_drafts(corpus: Path, number: int) -> None:
    assert words_differ(sorted(corpus.glob("*/*.pdf"))[number]) == []


@pytest.mark.parametrize("name", ["drafts/ranperda-bantuan-hukum-v15.pdf", "agency/regulation-04.pdf"])
def test_words_of_the_pages_of_real_drafts(shared: Path, name: str) -> None:
    assert words_differ(shared / "real" / name) == []


def test_a_lost_word_shows_though_another_stands_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "gudang.pdf"
    path.write_bytes(pdf(Page([(275.0, "Pasal 1"), (85.0, "Gudang dijaga penuh.")])))
    assert words_differ(path) == []
    real = words_read

    def faulty(regulation: Regulation) -> dict[int | None, Counter[str]]:
        found = real(regulation)
        found[1] = found[1] - Counter(["penuh"]) + Counter(["pasal"])
        return found

    monkeypatch.setattr("tests.ingest.test_nothing_lost.words_read", faulty)
    assert words_differ(path) == [(1, ["pasal"], ["penuh"])]


@pytest.mark.parametrize("number", range(4))
def test_words_of_word_files(corpus: Path, number: int) -> None:
    """Every word of the XML is there as often; what is there besides are numbers that Word counts itself."""
    from docx import Document
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    path = sorted(corpus.glob("*/*.docx"))[number]
    regulation = read(path, Reading(trace=True))
    body = Document(str(path))._body
    paragraphs = body._element.iter(qn("w:p"))
    printed = words(" ".join(Paragraph(paragraph, body).text for paragraph in paragraphs))
    found = sum((words(part.text) for traced in regulation.trace for part in traced.parts), Counter[str]())
    labels = words(" ".join(provision.label for provision in regulation.walk()))
    assert not printed - found
    assert not found - printed - labels


@pytest.mark.parametrize("share", [0.04, 0.06])
def test_much_furniture_is_a_problem(tmp_path: Path, share: float) -> None:
    body = "Gudang dijaga oleh petugas siang dan malam." * 20
    mark = "x" * round(len("".join(body.split())) * share)
    path = tmp_path / "cap.pdf"
    lines = [(85.0, "Gudang dijaga oleh petugas siang dan malam.")] * 20
    path.write_bytes(pdf(Page([(275.0, "Pasal 1"), *lines], across=[mark])))
    regulation = read(path)
    assert ("perabot-banyak" in {problem.code for problem in regulation.problems}) == (share > 0.05)
    assert regulation.coverage == 1.0


POOR = {
    "uu-2012-6", "uu-2016-2", "uu-2016-3", "uu-2017-12", "uu-2018-5", "uu-2018-11",
    "uu-2019-5", "uu-2019-8", "uu-2020-6", "uu-2020-7", "uu-2020-10", "uu-2020-12",
}  # fmt: skip
"""Page images with a text layer of an OCR program: what they hold is mended, so that words are not the same."""


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["drafts", "agency", "gold/pdf"])
def test_words_of_all_real_regulations(shared: Path, folder: str) -> None:
    paths = [path for path in sorted((shared / "real" / folder).glob("*.pdf")) if path.stem not in POOR]
    differ = {path.name: words_differ(path, every=10 if folder == "gold/pdf" else 1) for path in paths}
    assert {name: pages for name, pages in differ.items() if pages} == {}


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["drafts", "agency", "amendments", "gold/pdf", "laws", "divisions"])
def test_every_real_regulation_is_covered(shared: Path, folder: str) -> None:
    paths = [path for path in sorted((shared / "real" / folder).iterdir()) if path.suffix in (".pdf", ".docx", ".md")]
    paths = [path for path in paths if path.stem not in POOR and path.name != "README.md"]
    assert [path.name for path in paths if read(path).coverage != 1.0] == []
