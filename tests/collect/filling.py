"""How sheets are filled in: in Word as Word does it, in Excel by openpyxl; and what a list of remarks says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
from lxml import etree

from pkpu_review import tags
from pkpu_review.model import Dim

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = {"w": W[1:-1]}
Answers = dict[tuple[int, str], str]
"""Number of the row and field → what is written there."""


# -- Word ----------------------------------------------------------------------------------------------


def controls(root: Any) -> Iterator[tuple[tags.Tag, Any]]:
    """Yield the places to write in."""
    for sdt in root.iter(W + "sdt"):
        tag = sdt.find("w:sdtPr/w:tag", NS)
        parsed = tags.parse(tag.get(W + "val")) if tag is not None else None
        if parsed is not None:
            yield parsed, sdt


def write(sdt: Any, text: str) -> None:
    """Write *text* into a control as Word does: the placeholder goes, lines are parted by breaks."""
    placeholder = sdt.find("w:sdtPr/w:showingPlcHdr", NS)
    if placeholder is not None:
        placeholder.getparent().remove(placeholder)
    run = next(sdt.iter(W + "r"))
    for child in [child for child in run if child.tag != W + "rPr"]:
        run.remove(child)
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, W + "br")
        told = etree.SubElement(run, W + "t")
        told.text = line
        told.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def word(path: Path, answers: Answers, office: str = "") -> Path:
    """Fill in the Word sheet *path*."""
    document = docx.Document(str(path))
    left = dict(answers)
    for tag, sdt in controls(document.element.body):
        text = left.pop((tag.number, tag.field), "") if tag.provision else office if tag.field == "kantor" else ""
        if text:
            write(sdt, text)
    assert not left, left
    document.save(str(path))
    return path


def edit(path: Path, change: Callable[[Any], None]) -> Path:
    """Let *change* work on the body of a Word file."""
    document = docx.Document(str(path))
    change(document.element.body)
    document.save(str(path))
    return path


def control(body: Any, number: int, field: str) -> Any:
    """Return the first control of a row."""
    return next(sdt for tag, sdt in controls(body) if (tag.number, tag.field) == (number, field))


def row(element: Any) -> Any:
    """Return the row of the table in which *element* stands."""
    return next(element.iterancestors(W + "tr"))


def paragraphs(xml: str) -> list[Any]:
    """Return elements of WordprocessingML."""
    return list(etree.fromstring(f'<w:x xmlns:w="{NS["w"]}">{xml}</w:x>'))


# -- Excel ---------------------------------------------------------------------------------------------


def fields(page: Any) -> tuple[int, dict[str, int]]:
    """Return the hidden row that names the answers, and the column of each."""
    for cells in page.iter_rows():
        named = {cell.value: cell.column for cell in cells if cell.value in (*tags.RESPONSES, tags.HIDDEN_COLUMN)}
        if tags.HIDDEN_COLUMN in named and len(named) > 1:
            return cells[0].row, named
    raise AssertionError("no row that names the answers")


def numbered(page: Any) -> dict[int, int]:
    """Return number of the row → first row of the worksheet that has its name."""
    _, named = fields(page)
    found: dict[int, int] = {}
    for cells in page.iter_rows():
        tag = tags.parse(str(cells[named[tags.HIDDEN_COLUMN] - 1].value or ""))
        if tag is not None:
            found.setdefault(tag.number, cells[0].row)
    return found


def excel(path: Path, answers: Answers, office: str = "", change: Callable[[Any], None] | None = None) -> Path:
    """Fill in the Excel sheet *path*; *change* then works on its first worksheet."""
    book = openpyxl.load_workbook(path, rich_text=True)
    page = book.worksheets[0]
    _, named = fields(page)
    rows = numbered(page)
    for (number, field), text in answers.items():
        page.cell(rows[number], named[field]).value = text
    if office:
        told = book.defined_names["pkpu_kantor"].attr_text.rpartition("!")[2].replace("$", "")
        page[told] = office
    if change is not None:
        change(page)
    book.save(path)
    return path


# -- what came of it -----------------------------------------------------------------------------------


def said(dim: Dim) -> set[tuple[str, str, str]]:
    """Return (provision, field, text) of everything that is said; a removed provision is ``lama:pasal-5``."""
    found = set()
    for one in dim.remarks:
        id = f"lama:{one.provision}" if one.old else one.provision
        found |= {(id, field, text) for field in ("tanggapan", "usulan", "alasan") if (text := getattr(one, field))}
    return found


def told(dim: Dim) -> str:
    """Return a list of remarks as a person reads it."""
    lines = []
    for entry in dim.entries:
        state = " (naskah lama)" * entry.old + " (tidak ada lagi)" * entry.orphan
        lines += [f"{entry.number}. {entry.citation}{state}", *(f"    | {line}" for line in entry.text.split("\n"))]
        if entry.note:
            lines.append(f"    {entry.note}")
        if entry.conflicting:
            lines.append(f"    {len(entry.proposals)} usulan berbeda")
        for one in entry.said:
            lines.append(f"  - [{one.category}{'' if one.chosen else ' *'}] {', '.join(one.offices)}")
            for field in ("tanggapan", "usulan", "alasan"):
                lines += [f"      {field}: {text}".replace("\n", "\n        ") for text in one.texts(field)]
            lines += [f"      {note}" for note in dict.fromkeys(each.note for each in one.remarks if each.note)]
            lines += [f"      ({each.form})" for each in one.remarks[:1] if each.form != "isian"]
    if dim.strays:
        lines.append("Belum ditempatkan")
        lines += [f"  - {one.place.file}, {one.place.where}: {one.text} ({one.reason})" for one in dim.strays]
    return "\n".join(lines) + "\n"
