"""Where every line went is told by the reading itself, and it is the whole line: no part missing, none twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from pkpu_review.errors import CannotRead
from pkpu_review.ingest import read
from pkpu_review.model import Part, Reading, Regulation, Traced
from tests.ingest.drawn import Page, pdf
from tests.ingest.test_nothing_lost import AMENDING, OPENINGS, SHARED_FOLDER, line, printed_line

TRACED = Reading(trace=True, ocr="never")
CASES = Path(__file__).resolve().parents[1] / "cases" / "ingest" / "structure"
SAMPLES = sorted(path.name for path in CASES.iterdir() if path.suffix in (".txt", ".md"))


def solid(text: str) -> str:
    """Without white space and the bars between cells, which are the reader's own."""
    return "".join(text.replace("|", " ").split())


def mended(regulation: Regulation, traced: Traced) -> bool:
    """Whether the reading says that it put right something in this line."""
    if any(mend.page == traced.origin.page and mend.before in traced.text for mend in regulation.mends):
        return True
    quoting = (problem for problem in regulation.problems if problem.code == "label-dibetulkan")
    return any(problem.page == traced.origin.page and problem.text in traced.text for problem in quoting)


def of_provisions(regulation: Regulation) -> Iterator[Part]:
    return (part for traced in regulation.trace for part in traced.parts if part.provision)


def check(regulation: Regulation) -> None:
    """Lines are their parts, provisions the parts that went to them, furniture what was told to be so."""
    for traced in regulation.trace:
        parts = "".join(solid(part.text) for part in traced.parts)
        assert parts == solid(traced.text) or mended(regulation, traced), traced
    told: dict[tuple[str, str], str] = defaultdict(str)
    for part in of_provisions(regulation):
        told[part.provision, part.role] += solid(part.text)
    for provision in regulation.walk():
        lead = told.pop((provision.id, "cells"), "") + told.pop((provision.id, "lead"), "")
        assert sorted(lead) == sorted(solid(provision.lead)), provision.id
        assert told.pop((provision.id, "closing"), "") == solid(provision.closing), provision.id
        assert told.pop((provision.id, "promulgation"), "") == solid(provision.promulgation), provision.id
        label = told.pop((provision.id, "label"), "")
        assert label in ("", solid(provision.label)), provision.id
        heading = told.pop((provision.id, "heading"), "")
        assert heading in ("", solid(provision.heading.replace(" > ", ""))), provision.id
    assert not told
    aside = [part for traced in regulation.trace for part in traced.parts if part.role == "furniture"]
    known = [(piece.text, piece.reason) for piece in regulation.furniture]
    for part in aside:
        known.remove((part.text, part.reason))


@pytest.mark.parametrize("name", SAMPLES)
def test_small_drafts(name: str) -> None:
    check(read(CASES / name, TRACED))


@pytest.mark.parametrize("number", range(8))
def test_sample_drafts(corpus: Path, number: int) -> None:
    regulation = read(sorted([*corpus.glob("*/*.pdf"), *corpus.glob("*/*.docx")])[number], TRACED)
    assert regulation.trace
    check(regulation)


def test_nothing_is_kept_where_nobody_asks(corpus: Path) -> None:
    assert read(next(corpus.glob("*/*.docx"))).trace == ()


def test_the_tree_is_the_same(corpus: Path) -> None:
    for path in sorted(corpus.glob("tahapan-jadwal/v1*")):
        if path.suffix in (".pdf", ".docx"):
            assert read(path, TRACED).provisions == read(path).provisions


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[SHARED_FOLDER])
@given(st.sampled_from([*OPENINGS, AMENDING]), st.lists(line, min_size=1, max_size=40))
def test_any_lines(tmp_path: Path, opening: list[str], lines: list[str]) -> None:
    path = tmp_path / "acak.txt"
    path.write_text("\n".join(opening + lines), encoding="utf-8", newline="\n")
    try:
        regulation = read(path, TRACED)
    except CannotRead:
        reject()
    check(regulation)
    printed = [solid(words) for words in opening + lines if words.strip() not in ("", "|---|---|")]
    assert "".join(solid(traced.text) for traced in regulation.trace) == "".join(printed)  # in the order of the file


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[SHARED_FOLDER])
@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from([85, 107, 122, 275, 400]), printed_line), max_size=30),
        min_size=1,
        max_size=3,
    )
)
def test_any_pages(tmp_path: Path, drawn: list[list[tuple[float, str]]]) -> None:
    opening = [(275.0, "Pasal 1"), (85.0, "Gudang dijaga.")]
    path = tmp_path / "acak.pdf"
    path.write_bytes(pdf(*(Page(lines, top=60) for lines in [opening + drawn[0], *drawn[1:]])))
    try:
        regulation = read(path, TRACED)
    except CannotRead:
        reject()
    check(regulation)


def test_a_hyphen_at_a_line_end_is_told_apart(tmp_path: Path) -> None:
    words = ["Pasal 1", "Petugas wajib memberikan laporan, dan mem-", "berikan salinannya kepada ketua."]
    path = tmp_path / "penggal.pdf"
    path.write_bytes(pdf(Page([(275.0, words[0]), *((85.0, line) for line in words[1:])])))
    regulation = read(path, TRACED)
    broken = regulation.trace[1]
    assert [(part.text, part.role) for part in broken.parts] == [
        ("Petugas wajib memberikan laporan, dan mem", "lead"),
        ("-", "furniture"),
    ]
    check(regulation)


def test_the_label_of_the_diktum_stands_where_it_is_printed(tmp_path: Path) -> None:
    words = [
        "Menimbang : bahwa perlu;",
        "Dengan Persetujuan Bersama",
        "MEMUTUSKAN:",
        "Menetapkan : PERATURAN.",
        "Pasal 1",
    ]
    path = tmp_path / "diktum.txt"
    path.write_text("\n".join(words), encoding="utf-8", newline="\n")
    regulation = read(path, TRACED)
    assert [(part.role, part.text) for part in regulation.trace[2].parts] == [("label", "MEMUTUSKAN:")]
    assert [origin.paragraph for origin in regulation["memutuskan"].origins] == [2, 3]


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["drafts", "agency", "amendments", "gold/pdf", "laws"])
def test_real_regulations(shared: Path, folder: str) -> None:
    for path in sorted((shared / "real" / folder).iterdir()):
        try:
            regulation = read(path, TRACED)
        except CannotRead:  # a photo-scan, where no page image is read
            continue
        check(regulation)
