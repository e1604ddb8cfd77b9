"""The Word file with tracked changes: accepting all gives the new version, rejecting all the old one, word for word."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Literal

import docx as python_docx
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from pkpu_review.compare import compare
from pkpu_review.ingest import read
from pkpu_review.model import Comparison, Provision, Reading, Regulation, Review
from pkpu_review.report.printable import printable
from pkpu_review.report.word.printed import PrintedTable, cells_of, printed
from pkpu_review.report.word.tracked import TEXT_WIDTH, pieces, tracked
from tests.compare.drafts import article, draft, table
from tests.compare.test_properties import whole

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
State = Literal["final", "original"]
STATES: tuple[State, State] = ("original", "final")
RANPERDA = ("04", "05", "07", "09", "12", "14", "15")
Block = str | list[list[str]]
"""A paragraph, or the rows of a table, each with the texts of its cells that hold words."""


def body(content: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        found = etree.fromstring(archive.read("word/document.xml")).find(W + "body")
    assert found is not None
    return found


def settled(content: bytes, state: State) -> list[Block]:
    """Accept (or reject) all changes as ISO/IEC 29500-1, 17.13.5 says; what that leaves, paragraph by paragraph."""
    gone = [W + name for name in (("del", "moveFrom") if state == "final" else ("ins", "moveTo"))]

    def words(paragraph: etree._Element) -> str:
        found = ""
        for one in paragraph.iter(W + "t", W + "delText", W + "tab"):
            if next(one.iterancestors(*gone), None) is None and next(one.iterancestors(W + "pPr"), None) is None:
                found += "\t" if one.tag == W + "tab" else one.text or ""
        return found

    def is_gone(owner: etree._Element, properties: str) -> bool:
        marks = owner.find(properties)
        return marks is not None and any(mark.tag in gone for mark in marks)

    blocks: list[Block] = []
    carried = ""
    for element in body(content):
        if element.tag == W + "p":
            carried += words(element)
            if not is_gone(element, f"{W}pPr/{W}rPr"):
                blocks.append(carried)
                carried = ""
        elif element.tag == W + "tbl":
            assert not carried  # the words of a paragraph cannot go on in a table
            rows = [row for row in element.iterchildren(W + "tr") if not is_gone(row, W + "trPr")]
            if rows:
                blocks.append([[text for cell in row.iter(W + "p") if (text := words(cell))] for row in rows])
    assert not carried
    return blocks


def expected(version: Regulation) -> Iterator[Block]:
    """Yield what *version* has, by itself."""
    for block in printed(version):
        if isinstance(block, PrintedTable):
            heads = [head for head in (block.head,) if head.cells]
            yield [
                [printable(" ".join(cell.split())) for cell in cells_of(row) if cell.split()]
                for row in (*heads, *block.rows)
            ]
        else:
            yield printable("\t".join(filter(None, (" ".join(block.label), " ".join(block.words)))))


def flat(version: Regulation) -> str:
    """All labels and words of a version, in the order in which they are printed, without the bars of rows."""

    def visit(one: Provision) -> Iterator[str]:
        yield from one.label.split()
        yield from " ".join(cells_of(one) if one.kind in ("tabel", "baris") else (one.lead,)).split()
        for child in one.children:
            yield from visit(child)
        yield from (*one.closing.split(), *one.promulgation.split())

    return " ".join(word for top in version.provisions for word in visit(top))


def check(comparison: Comparison) -> bytes:
    """Check both ways; return the file."""
    content = tracked(comparison)
    for state, version in zip(STATES, (comparison.old, comparison.new), strict=True):
        blocks, wanted = settled(content, state), list(expected(version))
        if len(blocks) == len(wanted) + 1 and blocks[-1] == "":  # behind a table, or where the last paragraph moved
            blocks.pop()
        assert blocks == wanted, state
    return content


@given(whole(), whole())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_two_versions_are_settled_both_ways(old: Regulation, new: Regulation) -> None:
    check(compare(old, new))


@given(whole())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_version_against_itself_has_no_changes(version: Regulation) -> None:
    content = check(compare(version, version))
    assert not list(body(content).iter(W + "ins", W + "del", W + "moveFrom", W + "moveTo", W + "pPrChange"))


@given(whole())
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_is_left_out_of_what_is_printed(version: Regulation) -> None:
    told = [
        " ".join(cell for row in (block.head, *block.rows) for cell in cells_of(row))
        if isinstance(block, PrintedTable)
        else " ".join((*block.label, *block.words))
        for block in printed(version)
    ]
    assert " ".join(told).split() == flat(version).split()


def test_hostile_text_stays_text(review: Review) -> None:
    assert review.comparison is not None
    content = check(review.comparison)
    assert not list(body(content).iter("{*}script", "{*}b"))
    python_docx.Document(io.BytesIO(content))


def test_same_comparison_and_date_same_bytes(review: Review) -> None:
    comparison = review.comparison
    assert comparison is not None
    assert tracked(comparison) == tracked(comparison)
    dated = tracked(comparison, date(2026, 11, 24))
    assert dated == tracked(comparison, date(2026, 11, 24)) != tracked(comparison)
    marks = list(body(dated).iter(W + "ins", W + "del"))
    assert {mark.get(W + "date") for mark in marks} == {"2026-11-24T00:00:00Z"}
    assert {mark.get(W + "author") for mark in marks} == {"pkpu-review"}
    assert all(mark.get(W + "date") is None for mark in body(tracked(comparison)).iter(W + "ins", W + "del"))


def test_ids_of_changes_are_unique_and_ranges_are_closed(review: Review) -> None:
    assert review.comparison is not None
    found = body(tracked(review.comparison))
    changes = (W + name for name in ("ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart"))
    ids = [one.get(W + "id") for one in found.iter(*changes, W + "pPrChange")]
    assert len(ids) == len(set(ids)) > 10
    for side in ("From", "To"):
        starts = [one.get(W + "id") for one in found.iter(f"{W}move{side}RangeStart")]
        assert starts == [one.get(W + "id") for one in found.iter(f"{W}move{side}RangeEnd")]


def test_a_moved_article_is_one_move_with_a_range_on_both_sides() -> None:
    texts = [
        f"Ketentuan {word} berlaku bagi penyelenggara di daerah." for word in ("apel", "jeruk", "pisang", "mangga")
    ]
    old = draft(*(article(n, "", f"{text} Satu.", f"{text} Dua.") for n, text in enumerate(texts, 1)))
    order = [texts[1], texts[2], texts[3], texts[0]]
    new = draft(*(article(n, "", f"{text} Satu.", f"{text} Dua.") for n, text in enumerate(order, 1)))
    found = body(check(compare(old, new)))
    for side in ("From", "To"):
        (start,) = found.iter(f"{W}move{side}RangeStart")
        assert start.get(W + "name") == "pindah-1"
        paragraphs = []
        for one in start.itersiblings():
            if one.tag == f"{W}move{side}RangeEnd":
                break
            paragraphs.append("".join(one.itertext()))
        assert paragraphs[1:] == [f"(1){texts[0]} Satu.", f"(2){texts[0]} Dua."]
        assert paragraphs[0].startswith("Pasal ")
    assert not list(found.iter(W + "tbl"))


def test_labels_are_tracked_word_by_word() -> None:
    old = draft(article(1, "Satu pasal tetap."), article(2, "Pasal lain yang juga tetap."))
    new = draft(article(1, "Ketentuan yang sama sekali baru."), *(
        Provision(f"pasal-{n + 1}", "pasal", f"Pasal {n + 1}", lead=old[f"pasal-{n}"].lead) for n in (1, 2)
    ))  # fmt: skip
    found = body(check(compare(old, new)))
    (changed, *_) = [p for p in found.iter(W + "p") if list(p.iter(W + "delText"))]
    assert ["".join(one.itertext()).strip() for one in changed.iter(W + "del", W + "ins")] == ["1", "2"]


def test_an_ayat_that_became_an_article_changes_its_looks_too() -> None:
    long = "Sekretariat menyusun laporan pertanggungjawaban penggunaan anggaran setiap triwulan."
    old = draft(article(1, "", "Ketua memimpin rapat pleno terbuka di tempat itu.", long))
    new = draft(article(1, "", "Ketua memimpin rapat pleno terbuka di tempat itu."), article(2, long))
    content = check(compare(old, new))
    (changed,) = body(content).iter(W + "pPrChange")
    assert changed.find(f"{W}pPr/{W}ind") is not None


def test_rows_are_inserted_and_deleted_as_rows() -> None:
    old = draft(table(("No.", "Barang"), ("1", "Kotak suara"), ("2", "Bilik"), ("3", "Tinta")))
    new = draft(table(("No.", "Barang"), ("1", "Kotak suara besar"), ("2", "Tinta"), ("3", "Segel pengaman")))
    found = body(check(compare(old, new)))
    marks = [[mark.tag for mark in row.iterfind(f"{W}trPr/*") if mark.tag in (W + "ins", W + "del")]
             for row in found.iter(W + "tr")]  # fmt: skip
    assert [W + "del"] in marks and [W + "ins"] in marks and [] in marks
    widths = [int(column.get(W + "w") or 0) for column in found.iter(W + "gridCol")]
    assert 0.95 * TEXT_WIDTH < sum(widths) <= TEXT_WIDTH


def test_a_table_with_other_columns_gives_way_to_the_new_one() -> None:
    old = draft(table(("No.", "Barang"), ("1", "Kotak suara")))
    new = draft(table(("No.", "Barang", "Satuan"), ("1", "Kotak suara", "buah")))
    assert len(list(body(check(compare(old, new))).iter(W + "tbl"))) == 2


def test_space_stands_where_either_version_needs_it() -> None:
    label = [("(1)", "delete"), ("(2)", "insert")]
    words = [("Ketua", "delete"), ("rapat", "keep"), ("pleno", "insert")]
    made = pieces(label, words)  # type: ignore[arg-type]
    assert "".join(text for text, state in made if state != "insert") == "(1)\tKetua rapat"
    assert "".join(text for text, state in made if state != "delete") == "(2)\trapat pleno"


# --- read again by the toolkit's own reader


def tree(version: Regulation) -> list[tuple[str, str]]:
    return [(provision.id, " ".join(provision.text.split())) for provision in version.walk()]


def read_back(comparison: Comparison, folder: Path) -> None:
    path = folder / "terlacak.docx"
    path.write_bytes(tracked(comparison))
    for state, version in zip(STATES, (comparison.old, comparison.new), strict=True):
        assert tree(read(path, Reading(revisions=state))) == tree(version), state


@pytest.mark.parametrize("folder", ["perlengkapan-pemungutan", "tahapan-jadwal"])
def test_versions_of_the_corpus_are_read_back(corpus: Path, folder: str, tmp_path: Path) -> None:
    old, new = (read(path) for path in sorted((corpus / folder).glob("v*.docx")))
    read_back(compare(old, new), tmp_path)
    read_back(compare(new, old), tmp_path)


@pytest.mark.parametrize(("before", "after"), list(pairwise(RANPERDA)))
def test_real_versions_are_read_back(shared: Path, before: str, after: str, tmp_path: Path) -> None:
    drafts = shared / "real" / "drafts"
    old, new = (read(drafts / f"ranperda-bantuan-hukum-v{number}.pdf") for number in (before, after))
    read_back(compare(old, new), tmp_path)


def test_a_decree_with_a_table_of_two_heads_is_read_back(shared: Path, tmp_path: Path) -> None:
    old = read(shared / "real" / "drafts" / "kepbup-katingan-2022-tabel.docx")
    read_back(compare(old, old), tmp_path)
