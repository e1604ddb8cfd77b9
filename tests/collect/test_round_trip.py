"""Thirty sheets of two drafts go out, are filled in by a script, by python-docx, by openpyxl and by LibreOffice, come
back sorted, renamed, with columns hidden and text pasted in; every remark arrives under the right provision, also when
the draft has moved on by one version."""

from __future__ import annotations

import copy
import random
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import docx
import openpyxl
import pytest
from lxml import etree

from pkpu_review import tags
from pkpu_review.inventory import collect
from pkpu_review.model import Comparison, Regulation
from pkpu_review.report import write as write_folder
from pkpu_review.review import comparison, review
from tests.collect.filling import W, controls, fields, paragraphs, row, write
from tests.collect.office import Office

PAIRS = {
    "tahapan-jadwal": ("v1-bahan-uji-publik.docx", "v2-bahan-rapat-dengar-pendapat.docx"),
    "perlengkapan-pemungutan": ("v1-bahan-rapat-internal.docx", "v2-bahan-uji-publik.docx"),
}
FIELDS = ("tanggapan", "usulan", "alasan")
EVERY = 3
"""Of so many rows one is filled in."""
Expected = set[tuple[str, str, str]]
"""Provision, field, text; a removed provision is ``lama:...``."""


@dataclass
class Returned:
    """The sheets of one draft that came back, and what they say."""

    pack: Path
    paths: list[Path] = field(default_factory=list)
    expected: Expected = field(default_factory=set)


def key(tag: tags.Tag, ids: dict[str, str]) -> str:
    id = ids.get(tag.provision, tag.provision)
    return f"lama:{id}" if tag.old else id


# -- filling in ----------------------------------------------------------------------------------------


def by_script(path: Path, made: Iterator[str], ids: dict[str, str], dice: random.Random) -> Expected:
    """Fill in the XML of a Word file, and put its rows into another order."""
    expected: Expected = set()
    with zipfile.ZipFile(path) as archive:
        parts = {info: archive.read(info) for info in archive.infolist()}
    for info, data in parts.items():
        if info.filename != "word/document.xml":
            continue
        root = etree.fromstring(data)
        expected |= answered(root, made, ids, dice)
        for table in root.iter(W + "tbl"):
            rows = list(dict.fromkeys(row(sdt) for tag, sdt in controls(table) if tag.provision))
            dice.shuffle(rows)
            for one in rows:
                table.append(one)
        parts[info] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, data in parts.items():
            archive.writestr(info.filename, data)
    return expected


def by_python_docx(path: Path, made: Iterator[str], ids: dict[str, str], dice: random.Random) -> Expected:
    """Fill in by python-docx; some answers are pasted with their formatting, one row is copied."""
    document = docx.Document(str(path))
    body = document.element.body
    expected = answered(body, made, ids, dice)
    filled = [(tag, sdt) for tag, sdt in controls(body) if tag.field in FIELDS and "tanda" in "".join(sdt.itertext())]
    for tag, sdt in filled[::4]:
        text = "".join(one.text or "" for one in sdt.iter(W + "t"))
        content, paragraph = sdt.find(W + "sdtContent"), sdt.getparent()
        paragraph.addnext(sdt)  # the label stays above it
        for child in list(content):
            content.remove(child)
        content.extend(
            paragraphs(
                f"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{escape(text)}</w:t></w:r></w:p>"
                "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
                "<w:p><w:r><w:rPr><w:i/></w:rPr><w:t>lanjutan</w:t></w:r></w:p>"
            )
        )
        expected.discard((key(tag, ids), tag.field, text))
        expected.add((key(tag, ids), tag.field, f"{text}\na\nlanjutan"))
    if filled:
        one = row(filled[-1][1])
        one.addnext(copy.deepcopy(one))
    document.save(str(path))
    return expected


def answered(root: Any, made: Iterator[str], ids: dict[str, str], dice: random.Random) -> Expected:
    expected: Expected = set()
    for tag, sdt in controls(root):
        if tag.field in FIELDS and tag.provision and dice.randrange(EVERY) == 0:
            text = next(made)
            write(sdt, text)
            expected.add((key(tag, ids), tag.field, text))
    return expected


def by_openpyxl(path: Path, made: Iterator[str], ids: dict[str, str], dice: random.Random) -> Expected:
    """Fill in an Excel sheet; then sort it, hide columns and rows, and rename the worksheet."""
    expected: Expected = set()
    book = openpyxl.load_workbook(path, rich_text=True)
    page = book.worksheets[0]
    head, named = fields(page)
    first: dict[str, int] = {}
    for cells in page.iter_rows(head + 2):
        told = str(cells[named[tags.HIDDEN_COLUMN] - 1].value or "")
        tag = tags.parse(told)
        if tag is None or told in first:
            continue
        first[told] = cells[0].row
        for name in FIELDS:
            if name in named and dice.randrange(EVERY) == 0:
                text = next(made)
                page.cell(cells[0].row, named[name]).value = text
                expected.add((key(tag, ids), name, text))
    lines = [[cell.value for cell in cells] for cells in page.iter_rows(head + 2)]
    lines.sort(key=lambda line: str(line[named[tags.HIDDEN_COLUMN] - 1])[::-1])
    for at, line in enumerate(lines, head + 2):
        for column, value in enumerate(line, 1):
            page.cell(at, column).value = value
    for letter in "BCE":
        page.column_dimensions[letter].hidden = True
    page.row_dimensions[head + 3].hidden = True
    page.title = f"Isian {dice.randrange(100)}"
    book.save(path)
    return expected


def by_libreoffice(path: Path, ids: dict[str, str]) -> tuple[str, Expected]:
    """Return which places to write in LibreOffice is to fill in, and what then stands in them."""
    expected: Expected = set()
    if path.suffix == ".docx":
        asked = [tag for tag, _ in controls(docx.Document(str(path)).element.body)]
        mask = "".join(str(int(tag.field in FIELDS and number % EVERY == 0)) for number, tag in enumerate(asked))
        for number, (tag, chosen) in enumerate(zip(asked, mask, strict=True), 1):
            if chosen == "1":
                expected.add((key(tag, ids), tag.field, f"LibreOffice {number}"))
        return mask, expected
    page = openpyxl.load_workbook(path).worksheets[0]
    head, named = fields(page)
    for cells in page.iter_rows(head + 2):
        told = str(cells[named[tags.HIDDEN_COLUMN] - 1].value or "")
        row_tag = tags.parse(told)
        for name in FIELDS:
            if row_tag and name in named and (cells[0].row - 1 + named[name] - 1) % EVERY == 0:
                expected.add((key(row_tag, ids), name, f"LibreOffice {name} {told}"))
    return "", expected


# -- thirty sheets -------------------------------------------------------------------------------------


def texts(name: str) -> Iterator[str]:
    """Yield texts that are all different, and that nobody could take for a formula or markup."""
    number = 0
    while True:
        number += 1
        yield f"{name} {number}: tanda <{number % 7}> & \u201c{'x' * (number % 5)}\u201d, =A{number}+1; KPU Kab. \u00c9"


@pytest.fixture(scope="module")
def returned(
    corpus: Path, tmp_path_factory: pytest.TempPathFactory, require: Callable[[str], str]
) -> dict[str, Returned]:
    """The sheets of both drafts, filled in and saved: a fifth by LibreOffice, and a third saved by it once more."""
    office = Office(require("libreoffice"), tmp_path_factory.mktemp("profil"))
    office.prepare()
    found: dict[str, Returned] = {}
    for draft, (old, new) in PAIRS.items():
        folder = tmp_path_factory.mktemp(draft)
        made = review(corpus / draft / new, corpus / draft / old)
        write_folder(made, folder, formats=("docx", "xlsx"))
        ids = {tags.hashed(one.id): one.id for version in (made.new, made.old) if version for one in version.walk()}
        dice = random.Random(draft)  # noqa: S311 (the same sheets at every run)
        result = Returned(folder)
        back = tmp_path_factory.mktemp(f"{draft}-kembali")
        masks: dict[str, str] = {}
        sheets = sorted((folder / "2-lembar-divisi").glob("*.*")) + [folder / "3-matriks-persandingan.xlsx"]
        for place, source in enumerate(sheets):
            path = back / f"Kiriman {place:02} ({'Word' if source.suffix == '.docx' else 'Excel'}){source.suffix}"
            shutil.copy(source, path)
            if place % 5 == 2:
                path = path.rename(back / f"libreoffice-{place}{source.suffix}")
                masks[path.name], expected = by_libreoffice(path, ids)
                result.expected |= expected
                result.paths.append(path)
                continue
            fill = by_openpyxl if source.suffix == ".xlsx" else by_script if place % 4 == 0 else by_python_docx
            result.expected |= fill(path, texts(path.stem), ids, dice)
            result.paths.append(path)
        office.fill(back, masks)
        result.paths[::3] = office.resaved(result.paths[::3], tmp_path_factory.mktemp(f"{draft}-libreoffice"))
        found[draft] = result
    return found


def said(result: Returned, next: Path | None = None) -> tuple[Expected, Any]:
    dim = collect(result.paths, result.pack, next)
    assert dim.unread == ()
    made: Expected = set()
    for one in dim.remarks:
        id = f"lama:{one.provision}" if one.old else one.provision
        made |= {(id, name, text) for name in FIELDS if (text := getattr(one, name))}
    return made, dim


@pytest.mark.slow
def test_every_remark_of_thirty_sheets_arrives(returned: dict[str, Returned]) -> None:
    assert sum(len(one.paths) for one in returned.values()) == 30
    for draft, result in returned.items():
        made, dim = said(result)
        assert len(result.expected) > 100
        assert result.expected - made == set(), draft
        assert made - result.expected == set(), draft
        assert dim.strays == (), draft


@pytest.mark.slow
def test_sheets_that_are_only_saved_say_nothing(
    returned: dict[str, Returned], require: Callable[[str], str], tmp_path: Path
) -> None:
    office = Office(require("libreoffice"), tmp_path / "profil")
    for draft, result in returned.items():
        out = tmp_path / draft
        out.mkdir()
        sheets = [
            path for path in sorted((result.pack / "2-lembar-divisi").iterdir()) if path.suffix in (".docx", ".xlsx")
        ]
        saved = office.resaved([*sheets, *sorted(result.pack.glob("3-matriks*.*x"))], out)
        dim = collect(saved, result.pack)
        assert (dim.entries, dim.strays, dim.unread) == ((), (), ()), draft
        assert len(dim.files) == len(saved)


@pytest.mark.slow
def test_every_remark_goes_where_its_provision_went(
    returned: dict[str, Returned], corpus: Path, tmp_path: Path
) -> None:
    """Back to the version before: what the draft added is gone, what it moved stands in its old place."""
    for draft, result in returned.items():
        old, new = (corpus / draft / name for name in PAIRS[draft])
        made, dim = said(result, next=old)
        assert made == result.expected
        moved = fates(comparison(new, old))
        for entry in dim.entries:
            for remark in entry.remarks:
                if not remark.old:
                    assert entry.orphan == (remark.provision not in moved), (draft, remark.provision)
                    assert entry.orphan or entry.provision in moved[remark.provision], (draft, remark.provision)
        assert dim.orphans


@pytest.mark.slow
def test_sheets_of_a_draft_alone_go_on_to_the_next_version(corpus: Path, tmp_path: Path) -> None:
    for draft, (old, new) in PAIRS.items():
        folder, back = tmp_path / draft, tmp_path / f"{draft}-kembali"
        back.mkdir()
        made = review(corpus / draft / old)
        write_folder(made, folder, formats=("docx", "xlsx"))
        ids = {tags.hashed(one.id): one.id for one in made.new.walk()}
        result = Returned(folder)
        for place, source in enumerate(sorted((folder / "2-lembar-divisi").glob("*.*"))):
            path = back / source.name
            shutil.copy(source, path)
            fill = by_openpyxl if source.suffix == ".xlsx" else by_script if place % 4 == 0 else by_python_docx
            result.expected |= fill(path, texts(path.name), ids, random.Random(place))  # noqa: S311
            result.paths.append(path)
        assert said(result)[0] == result.expected
        said_on, dim = said(result, next=corpus / draft / new)
        assert said_on == result.expected
        moved = fates(comparison(corpus / draft / old, corpus / draft / new))
        for entry in dim.entries:
            for remark in entry.remarks:
                assert entry.orphan == (remark.provision not in moved), (draft, remark.provision)
                assert entry.orphan or entry.provision in moved[remark.provision], (draft, remark.provision)
        places = {one.id: at for at, one in enumerate(dim.next.walk())} if dim.next else {}
        order = [places[entry.provision] for entry in dim.entries if not entry.orphan]
        assert order == sorted(order), draft


def fates(compared: Comparison) -> dict[str, set[str]]:
    """Return where each provision, or what stood below it, went."""
    went: dict[str, set[str]] = {}
    for one in compared.rows:
        if one.old and one.new:
            went.setdefault(one.old, set()).add(one.new)
    whole: Regulation = compared.old
    for provision in whole.walk():
        if provision.id not in went:
            below = {id for one in provision.walk() for id in went.get(one.id, ())}
            if below:
                went[provision.id] = below
    return went
