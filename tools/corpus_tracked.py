"""A source with marks → DOCX with tracked changes and comments, as Word saves them.

The source is that of :mod:`tools.corpus_source`. In its words stand, with the key of an author in naskah.toml,

    {+A:inserted+}   [-A:deleted-]   [>A:moved from here<]   {>A:moved to here<}   {#1:words of the first comment#}

Where all words of a paragraph are inserted, deleted or moved, so is its end; where those of a row, so is the row.
Labels are Word's numbers and count as Word shows them while the changes are still marked.
"""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from tools.corpus_docx import Habit, write_docx
from tools.corpus_source import load

PLAN = "naskah.toml"
_PIECES = re.compile(
    r"\{\+(?P<ins>\w):(?P<ins_words>.*?)\+\}|\[-(?P<del>\w):(?P<del_words>.*?)-\]"
    r"|\[>(?P<moveFrom>\w):(?P<moveFrom_words>.*?)<\]|\{>(?P<moveTo>\w):(?P<moveTo_words>.*?)<\}"
    r"|\{#(?P<comment>\d+):(?P<comment_words>.*?)#\}"
)
_KINDS = ("ins", "del", "moveFrom", "moveTo")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def write_tracked(folder: Path, target: Path) -> Path:
    """Write into the folder *target* the file that naskah.toml and its source in *folder* describe; return it."""
    told = tomllib.loads((folder / PLAN).read_text(encoding="utf-8"))
    path: Path = target / told["file"]
    write_docx(load(folder / told["source"]), told["date"], path, Habit(**told["word"]))
    with zipfile.ZipFile(path) as archive:
        parts = {info: archive.read(info) for info in archive.infolist()}
    named = {info.filename: info for info in parts}
    document = named["word/document.xml"]
    parts[document] = _Tracker(told["authors"]).tracked(parts[document])
    comments = zipfile.ZipInfo("word/comments.xml", document.date_time)
    parts[comments] = _comments(told["comments"], told["authors"])
    types, links = named["[Content_Types].xml"], named["word/_rels/document.xml.rels"]
    override = f'<Override PartName="/word/comments.xml" ContentType="{_WORD}.comments+xml"/></Types>'
    link = f'<Relationship Id="rIdKomentar" Type="{_OFFICE}/comments" Target="comments.xml"/></Relationships>'
    parts[types] = parts[types].replace(b"</Types>", override.encode())
    parts[links] = parts[links].replace(b"</Relationships>", link.encode())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, data in parts.items():
            archive.writestr(info, data, zipfile.ZIP_DEFLATED)
    path.write_bytes(packed.getvalue())
    return path


class _Tracker:
    """Turns the marks in the words of a document into what Word writes for them."""

    def __init__(self, authors: dict[str, Any]) -> None:
        self.authors = authors
        self.count = 100

    def tracked(self, data: bytes) -> bytes:
        """Return document.xml with its changes and anchors."""
        root = etree.fromstring(data)
        for paragraph in root.iter(qn("w:p")):
            for run in list(paragraph.iterchildren(qn("w:r"))):
                if any(_PIECES.search(text.text or "") for text in run.iterchildren(qn("w:t"))):
                    for element in self._apart(run):
                        run.addprevious(element)
                    paragraph.remove(run)
            change = _only(paragraph)
            if change is not None and paragraph.getparent().tag == qn("w:body"):
                properties = _first(paragraph, "w:pPr")
                marks = properties.find(qn("w:rPr"))
                if marks is None:
                    marks = etree.SubElement(properties, qn("w:rPr"))
                marks.insert(0, self._again(change))
        for row in root.iter(qn("w:tr")):
            changes = [_only(paragraph) for paragraph in row.iter(qn("w:p"))]
            if changes and all(change is not None for change in changes):
                _first(row, "w:trPr").append(self._again(changes[0]))
        return _bytes(root)

    def _apart(self, run: Any) -> Iterator[Any]:
        """Yield what takes the place of *run*, some of whose words bear marks."""
        for child in run:
            if child.tag == qn("w:t"):
                yield from self._split(run, child.text or "")
            elif child.tag != qn("w:rPr"):
                other = _run(run, "")
                other.replace(other.find(qn("w:t")), deepcopy(child))
                yield other

    def _split(self, run: Any, text: str) -> Iterator[Any]:
        at = 0
        for match in _PIECES.finditer(text):
            if match.start() > at:
                yield _run(run, text[at : match.start()])
            at = match.end()
            kind = next(name for name in (*_KINDS, "comment") if match[name])
            words = match[f"{kind}_words"]
            if kind == "comment":
                id = {qn("w:id"): str(int(match[kind]) - 1)}
                yield etree.Element(qn("w:commentRangeStart"), id)
                yield _run(run, words)
                yield etree.Element(qn("w:commentRangeEnd"), id)
                balloon = _run(run, "")
                balloon.remove(balloon.find(qn("w:t")))
                etree.SubElement(balloon, qn("w:commentReference"), id)
                yield balloon
                continue
            change = self._mark(kind, match[kind])
            change.append(_run(run, words, "w:delText" if kind == "del" else "w:t"))
            yield change
        if at < len(text):
            yield _run(run, text[at:])

    def _mark(self, kind: str, key: str) -> Any:
        self.count += 1
        author = self.authors[key]
        return etree.Element(
            qn(f"w:{kind}"),
            {qn("w:id"): str(self.count), qn("w:author"): author["name"], qn("w:date"): _written(author["date"])},
        )

    def _again(self, change: Any) -> Any:
        """Return the mark of the end of a paragraph, or of a row, whose words *change* holds."""
        self.count += 1
        mark = etree.Element(change.tag, change.attrib)
        mark.set(qn("w:id"), str(self.count))
        return mark


def _only(paragraph: Any) -> Any | None:
    """Return the change that holds all words of *paragraph*, or None."""
    changes = list(paragraph.iterchildren(*(qn(f"w:{kind}") for kind in _KINDS)))
    return changes[0] if len(changes) == 1 and paragraph.find(qn("w:r")) is None else None


def _first(parent: Any, name: str) -> Any:
    """Return the properties *name* of *parent*, which stand first, made where they are missing."""
    found = parent.find(qn(name))
    if found is None:
        found = etree.Element(qn(name))
        parent.insert(0, found)
    return found


def _run(like: Any, text: str, tag: str = "w:t") -> Any:
    """Return a run that looks as *like* does and says *text*."""
    run = etree.Element(qn("w:r"))
    properties = like.find(qn("w:rPr"))
    if properties is not None:
        run.append(deepcopy(properties))
    said = etree.SubElement(run, qn(tag), {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    said.text = text
    return run


def _written(when: datetime) -> str:
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def _comments(told: list[dict[str, str]], authors: dict[str, Any]) -> bytes:
    root = etree.Element(qn("w:comments"), nsmap={"w": qn("w:p")[1:].split("}")[0]})
    for id, one in enumerate(told):
        author = authors[one["author"]]
        comment = etree.SubElement(
            root,
            qn("w:comment"),
            {qn("w:id"): str(id), qn("w:author"): author["name"], qn("w:date"): _written(author["date"])},
        )
        for line in one["text"].split("\n"):
            paragraph = etree.SubElement(comment, qn("w:p"))
            paragraph.append(_run(etree.Element(qn("w:r")), line))
    return _bytes(root)


def _bytes(root: Any) -> bytes:
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data
