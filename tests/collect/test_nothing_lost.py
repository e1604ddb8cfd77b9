"""Whatever is written, wherever it is written, arrives: under its provision, or as a stray with its place."""

from __future__ import annotations

import io
import random
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pkpu_review.collect.answers import filled
from pkpu_review.collect.files import Named
from pkpu_review.collect.grid import tidy
from pkpu_review.collect.listing import listing
from pkpu_review.collect.remarks import remarks
from pkpu_review.collect.written import Pack
from pkpu_review.model import Dim
from tests.collect.filling import W, controls, fields, numbered, row, write

ROWS = {
    7: "pasal-2/ayat-1",
    8: "pasal-2/ayat-2",
    9: "pasal-3",
    10: "pasal-4",
    11: "lama:pasal-5",
    13: "pasal-6",
}
FIELDS = ("tanggapan", "usulan", "alasan")
LETTERS = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Co", "Cn"), exclude_characters="\ufffe\uffff"
)
TEXT = st.text(LETTERS | st.sampled_from(" \n=+-@{}<>&\"'%|:,."), min_size=1, max_size=60).filter(
    lambda text: tidy(text) != ""
)
ANSWERS = st.dictionaries(st.tuples(st.sampled_from(sorted(ROWS)), st.sampled_from(FIELDS)), TEXT, max_size=12)
SETTINGS = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def collected(path: Path, pack: Pack) -> Dim:
    return listing([remarks(filled(Named(path, path.name), pack), pack, lambda *_: "substantive")], pack)


def found(dim: Dim) -> set[tuple[str, str, str]]:
    made = set()
    for one in dim.remarks:
        id = f"lama:{one.provision}" if one.old else one.provision
        made |= {(id, field, plain(text)) for field in FIELDS if (text := getattr(one, field))}
    return made


def plain(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


@cache
def template(path: Path) -> bytes:
    return path.read_bytes()


@SETTINGS
@given(answers=ANSWERS, seed=st.integers(0, 1000))
def test_in_word(answers: dict[tuple[int, str], str], seed: int, reviewed: Path, pack: Pack, tmp_path: Path) -> None:
    document = docx.Document(io.BytesIO(template(reviewed / "2-lembar-divisi/5-data.docx")))
    body: Any = document.element.body
    for tag, sdt in controls(body):
        if (text := answers.get((tag.number, tag.field))) is not None:
            write(sdt, text)
    # rows are put into another order, each within its table
    order = random.Random(seed)  # noqa: S311
    for table in body.iter(W + "tbl"):
        rows = list(dict.fromkeys(row(sdt) for tag, sdt in controls(table) if tag.provision))
        order.shuffle(rows)
        for one in rows:
            table.append(one)
    path = tmp_path / "isian.docx"
    document.save(str(path))
    dim = collected(path, pack)
    assert found(dim) == {(ROWS[number], field, plain(text)) for (number, field), text in answers.items()}
    assert dim.strays == ()


@SETTINGS
@given(answers=ANSWERS, seed=st.integers(0, 1000), beside=st.lists(TEXT, max_size=3))
def test_in_excel(
    answers: dict[tuple[int, str], str], seed: int, beside: list[str], reviewed: Path, pack: Pack, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template(reviewed / "2-lembar-divisi/5-data.xlsx")))
    page = book.worksheets[0]
    rows, (head, named) = numbered(page), fields(page)
    for (number, field), text in answers.items():
        cell = page.cell(rows[number], named[field])
        cell.value, cell.data_type = text, "s"
    # the rows are sorted by something, with all their cells
    first, last = head + 2, page.max_row
    lines = [[(cell.value, cell.data_type) for cell in cells] for cells in page.iter_rows(first, last)]
    random.Random(seed).shuffle(lines)  # noqa: S311
    for at, line in enumerate(lines, first):
        for column, (value, kind) in enumerate(line, 1):
            cell = page.cell(at, column)
            cell.value = value
            if value is not None:
                cell.data_type = kind
    for at, text in enumerate(beside):
        cell = page.cell(last + 3 + at, 3)
        cell.value, cell.data_type = text, "s"
    path = tmp_path / "isian.xlsx"
    book.save(path)
    dim = collected(path, pack)
    assert found(dim) == {(ROWS[number], field, plain(text)) for (number, field), text in answers.items()}
    assert sorted(plain(one.text) for one in dim.strays) == sorted(map(plain, beside))


@pytest.mark.parametrize(
    "text", ["pkpu", "tanggapan", "kategori", "pkpu:t:00000000:7:pasal-2", "Pasal 4", "7", "Setuju"]
)
def test_words_that_mean_something_to_the_program_are_answers_too(
    text: str, reviewed: Path, pack: Pack, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(reviewed / "2-lembar-divisi/5-data.xlsx")
    page = book.worksheets[0]
    page.cell(numbered(page)[9], fields(page)[1]["usulan"]).value = text
    book.save(tmp_path / "isian.xlsx")
    assert found(collected(tmp_path / "isian.xlsx", pack)) == {("pasal-3", "usulan", text)}
    document = docx.Document(str(reviewed / "2-lembar-divisi/5-data.docx"))
    for tag, sdt in controls(document.element.body):
        if (tag.number, tag.field) == (9, "usulan"):
            write(sdt, text)
    document.save(str(tmp_path / "isian.docx"))
    assert found(collected(tmp_path / "isian.docx", pack)) == {("pasal-3", "usulan", text)}
