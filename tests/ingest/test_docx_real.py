"""Whole Word files: no letter lost, the words that another program prints, the tree that the PDF gives."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from pkpu_review.ingest import read
from pkpu_review.ingest.docx import read_docx
from pkpu_review.ingest.files import open_file
from pkpu_review.ingest.lines import Line
from pkpu_review.model import Revisions
from tests.ingest.test_docx_numbering import printed_by_libreoffice
from tests.ingest.wordfile import p, packed, t, table, tc, word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
CORPUS = sorted((Path(__file__).resolve().parents[2] / "corpus").glob("*/*.docx"))


def words(line: Line) -> str:
    return line.text if line.cells is None else " ".join(line.cells)


def letters(texts: Iterator[str]) -> Counter[str]:
    return Counter("".join("".join(texts).split()))


def counted_again(data: bytes, revisions: Revisions) -> Counter[str]:
    """The letters of the body, counted from the file by other means: an XPath over all w:t and w:delText."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    gone = {"final": ("del", "moveFrom"), "original": ("ins", "moveTo")}[revisions]
    out = [*(f"ancestor::w:{name}" for name in gone), "ancestor::mc:Fallback[../mc:Choice//w:t]"]
    out += [f"ancestor::w:tr/w:trPr/w:{name}" for name in gone]
    path = f"//w:body//*[self::w:t or self::w:delText][not({' or '.join(out)})]"
    found: list[Any] = root.xpath(path, namespaces={"w": W[1:-1], "mc": MC[1:-1]})
    return letters(element.text or "" for element in found)


def real(shared: Path) -> list[Path]:
    return sorted((shared / "real" / "drafts").glob("*.docx"))


def no_letter_lost(path: Path) -> None:
    opened = open_file(path)
    found = letters(words(line) for line in read_docx(opened).lines)
    in_file = counted_again(opened.data, "final")
    assert in_file - found == Counter()
    # what was added are the automatic numbers: letters, digits, stops and brackets
    added = found - in_file
    assert set(added) <= set("0123456789abcdefghijklmnopqrstuvwxyzABIVXLPsl().")


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_letter_of_the_sample_drafts_is_lost(path: Path) -> None:
    no_letter_lost(path)
    assert read(path).coverage == 1.0


def test_no_letter_of_real_drafts_is_lost(shared: Path) -> None:
    paths = real(shared)
    assert len(paths) == 2
    for path in paths:
        no_letter_lost(path)
        assert read(path).coverage == 1.0


# --- documents at random


texts = st.sampled_from(
    ("KPU", "Pasal 5", "(1)", " dan ", "kotak suara;", "“isi”", "  ", "a.", "<b>&amp;", "=1+1", "ayat")
)


def revised(name: str, inner: str) -> str:
    inner = inner.replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ") if name == "del" else inner
    return f'<w:{name} w:id="1" w:author="A">{inner}</w:{name}>'


runs = st.recursive(
    st.builds(t, texts),
    lambda inner: st.one_of(
        st.builds(revised, st.sampled_from(("ins", "del", "moveTo", "moveFrom")), inner),
        st.builds("<w:hyperlink>{}</w:hyperlink>".format, inner),
        st.builds("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>".format, inner),
        st.lists(inner, min_size=2, max_size=3).map("".join),
    ),
    max_leaves=6,
)
marks = st.sampled_from(("", *(f'<w:rPr><w:{name} w:id="2" w:author="A"/></w:rPr>' for name in ("ins", "del"))))
paragraphs = st.builds(p, st.one_of(st.just(""), runs), marks)
blocks = st.recursive(
    paragraphs,
    lambda inner: st.one_of(
        st.builds("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>".format, inner),
        st.builds(
            lambda cells, borders: table("".join(map(tc, cells[:2])), "".join(map(tc, cells[2:])), borders=borders),
            st.lists(inner, min_size=4, max_size=4),
            st.sampled_from(("", "single", "nil")),
        ),
        st.lists(inner, min_size=2, max_size=3).map("".join),
    ),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(blocks, st.sampled_from(("final", "original")))
def test_no_letter_of_a_random_document_is_lost(tmp_path: Path, body: str, revisions: Revisions) -> None:
    data = word(body + p("akhir"))
    path = tmp_path / "acak.docx"
    path.write_bytes(data)
    found = letters(words(line) for line in read_docx(open_file(path), revisions).lines)
    assert found == counted_again(data, revisions)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(blocks)
def test_places_in_the_file_rise(tmp_path: Path, body: str) -> None:
    path = tmp_path / "acak.docx"
    path.write_bytes(word(body + p("akhir")))
    places = [line.origin.paragraph or 0 for line in read_docx(open_file(path)).lines]
    assert places == sorted(places)
    assert places[-1] <= body.count("<w:p>") + 1


# --- the same words as another program


@pytest.fixture(scope="module")
def libreoffice(require: Callable[[str], str]) -> str:
    return require("libreoffice")


def compared(libreoffice: str, path: Path, folder: Path) -> tuple[list[str], list[str]]:
    """Our words and LibreOffice's, in order, labels included.

    LibreOffice leaves a table that floats out of plain text: it is given a copy in which none does.
    """
    copy = folder / path.name
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = re.sub(rb"<w:tblpPr [^>]*/>", b"", parts["word/document.xml"])
    copy.write_bytes(packed(parts))
    theirs = printed_by_libreoffice(libreoffice, [copy], folder)[path.stem]
    ours = [words(line) for line in read_docx(open_file(path)).lines]
    return " ".join(ours).split(), " ".join(theirs).split()


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_words_of_the_sample_drafts_are_those_of_libreoffice(path: Path, libreoffice: str, tmp_path: Path) -> None:
    ours, theirs = compared(libreoffice, path, tmp_path)
    assert ours == theirs


def test_the_words_of_real_drafts_are_those_of_libreoffice(shared: Path, libreoffice: str, tmp_path: Path) -> None:
    for path in real(shared):
        ours, theirs = compared(libreoffice, path, tmp_path)
        assert ours == theirs


# --- the same tree as the PDF


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_tree_is_that_of_the_pdf(path: Path) -> None:
    from_word, from_pdf = read(path), read(path.with_suffix(".pdf"))
    assert [(one.id, one.label, one.text, one.cells) for one in from_word.walk()] == [
        (one.id, one.label, one.text, one.cells) for one in from_pdf.walk()
    ]
