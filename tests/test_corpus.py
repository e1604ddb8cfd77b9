"""The sample corpus: its files are built from its sources, well formed, and differ as drafts on their way do."""

from __future__ import annotations

import re
import tomllib
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from pkpu_review import ingest
from pkpu_review.model import Reading, Revisions
from tools import bench_document
from tools.corpus import CORPUS, Version, families, tracked, versions
from tools.corpus_docx import Habit, write_docx
from tools.corpus_source import Block, Draft, SourceError, parse
from tools.corpus_tracked import write_tracked

ALL = [(family, version) for family in families() for version in versions(family)]
IDS = [f"{family.name}-{version.source.stem}" for family, version in ALL]
each_version = pytest.mark.parametrize(("family", "version"), ALL, ids=IDS)

STALE = {"tahapan-jadwal-v2": ["Pasal 15: Pasal 12 ayat (3)"]}
"""References that a second version leaves as the first one had them, on purpose: the place is no longer there."""


def pdf_pages(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode("utf-8")


def bare(words: str) -> str:
    return re.sub(r"\s", "", words)


def file(family: Path, version: Version, suffix: str) -> Path:
    return next(family / name for name in version.files if name.endswith(suffix))


def articles(draft: Draft) -> Iterator[tuple[str, list[Block]]]:
    """Yield each article's label with the blocks below it."""
    label = ""
    below: list[Block] = []
    for block in draft.blocks:
        if block.kind == "pasal":
            if label:
                yield label, below
            label, below = block.label, []
        elif label and block.kind in ("butir", "teks"):
            below.append(block)
        elif block.kind == "pengundangan":
            break
    yield label, below


def texts(draft: Draft) -> dict[str, str]:
    return {label: "\n".join(f"{b.label} {b.text}" for b in below) for label, below in articles(draft)}


@cache
def both(family: Path) -> tuple[Draft, Draft]:
    first, second = versions(family)
    return first.draft(), second.draft()


@pytest.mark.parametrize("family", families(), ids=lambda family: family.name)
def test_regulation_toml_names_the_versions_in_order(family: Path) -> None:
    told = tomllib.loads((family / "regulation.toml").read_text(encoding="utf-8"))
    assert next(iter(told)) == "title"
    assert len(told["versions"]) == 2
    for version in told["versions"]:
        assert isinstance(version["date"], date)
        assert version["label"]
        for name in (version["file"], *version["also"]):
            assert Path(name).name == name
            assert (family / name).stat().st_size > 10_000
    assert told["versions"][0]["date"] < told["versions"][1]["date"]
    for draft in both(family):
        assert draft.title == told["title"].upper()


@each_version
def test_articles_stand_in_sequence_and_are_many(family: Path, version: Version) -> None:
    labels = [label for label, _ in articles(version.draft())]
    assert len(labels) >= 25
    assert labels == [f"Pasal {number}" for number in range(1, len(labels) + 1)]


@each_version
def test_built_files_are_up_to_date(family: Path, version: Version, tmp_path: Path) -> None:
    for built in version.build(tmp_path):
        committed = family / built.name
        if built.suffix == ".pdf":
            assert pdf_pages(built) == pdf_pages(committed), f"run `make corpus`: {built.name} is stale"
        else:
            for name in ("word/document.xml", "word/numbering.xml", "word/styles.xml", "word/header1.xml"):
                assert part(built, name) == part(committed, name), f"run `make corpus`: {built.name} is stale"


@each_version
def test_building_twice_gives_the_same_bytes(family: Path, version: Version, tmp_path: Path) -> None:
    once, again = tmp_path / "once", tmp_path / "again"
    once.mkdir()
    again.mkdir()
    for left, right in zip(version.build(once), version.build(again), strict=True):
        assert left.read_bytes() == right.read_bytes(), left.name


@each_version
def test_pdf_holds_every_word_and_the_page_furniture(family: Path, version: Version) -> None:
    pages = pdf_pages(file(family, version, ".pdf"))
    for number, page in enumerate(pages, 1):
        assert "jdih.kpu.go.id" in page
        assert (f"- {number} -" in page) == (number > 1)
    furniture = r"^(- \d+ -|jdih\.kpu\.go\.id)$"
    running = bare(re.sub(furniture, "", "\n".join(pages), flags=re.MULTILINE))
    position = 0
    for block in version.draft().blocks:
        if block.kind == "tabel":
            position = max(running.find(bare(cell), position) for row in block.rows for cell in row)
            continue
        for words in (block.label, block.text, *block.lines):
            found = running.find(bare(words), position)
            assert found >= 0, f"not in the PDF, or not in order: {words}"
            position = found + len(bare(words))


@each_version
def test_pdf_outline_leads_to_every_heading(family: Path, version: Version) -> None:
    document = pypdfium2.PdfDocument(file(family, version, ".pdf"))
    outline = [mark.get_title() for mark in document.get_toc()]
    document.close()
    headings = [b for b in version.draft().blocks if b.kind in ("bab", "bagian", "paragraf", "pasal")]
    assert outline == [f"{b.label} {b.text}".strip() for b in headings] + ["LAMPIRAN"]


def test_schedule_runs_over_pages_with_its_heads_repeated() -> None:
    family = CORPUS / "tahapan-jadwal"
    for version in versions(family):
        pages = pdf_pages(file(family, version, ".pdf"))
        assert sum("TAHAPAN/KEGIATAN" in page for page in pages) >= 2
        assert "<w:tblHeader/>" in part(file(family, version, ".docx"), "word/document.xml")


@each_version
def test_docx_leaves_the_labels_to_word(family: Path, version: Version) -> None:
    xml = part(file(family, version, ".docx"), "word/document.xml")
    typed = re.sub(r"<w:p[ >].*?</w:p>", lambda p: "" if "<w:numPr>" in p[0] else p[0], xml, flags=re.DOTALL)
    typed_labels = re.findall(r">(?:\(\d+\)|[a-z]\.|\d+\.|[a-z]\)|\d+\)) ", typed)
    assert not typed_labels
    items = sum(b.kind == "butir" for _, below in articles(version.draft()) for b in below)
    assert xml.count("<w:numPr>") >= items
    told = tomllib.loads((family / "regulation.toml").read_text(encoding="utf-8"))["word"]
    assert (">Pasal 7<" not in xml) == told["articles"]
    assert (">BAB II<" not in xml) == told["chapters"]
    assert ('<w:ilvl w:val="1"/>' in xml) == told["multilevel"]
    assert " PAGE " in part(file(family, version, ".docx"), "word/header1.xml")


@each_version
def test_references_lead_somewhere(family: Path, version: Version) -> None:
    places = set()
    for label, below in articles(version.draft()):
        places.add(label)
        above: list[str] = []
        for block in below:
            if block.kind == "butir":
                del above[block.depth :]
                kind = "ayat" if block.label.startswith("(") else "huruf" if block.label[0].isalpha() else "angka"
                above.append(f"{kind} {block.label.strip('.)') if kind != 'ayat' else block.label}")
                places.add(" ".join([label, *above]))
    astray = []
    pattern = re.compile(r"(Pasal \d+)?(?: ?\b(ayat \(\d+\)))?(?: (huruf [a-z]\b))?")
    for label, below in articles(version.draft()):
        for block in below:
            for match in pattern.finditer(block.text):
                if not any(match.groups()):
                    continue
                target = " ".join(part for part in (match[1] or label, match[2], match[3]) if part)
                if target not in places:
                    astray.append(f"{label}: {target}")
    assert astray == STALE.get(f"{family.name}-{version.source.stem}", [])


@each_version
def test_numbers_agree_with_their_words(family: Path, version: Version) -> None:
    for block in version.draft().blocks:
        for digits, words in re.findall(r"\b([\d.]+)%? \(([a-z ]+)\)", block.text):
            assert spelt(int(digits.replace(".", ""))) == words.removesuffix(" persen"), block.text


def spelt(number: int) -> str:
    """Return *number*, from 1 to 1000, in Indonesian words."""
    ones = ["satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"]
    if number == 1000:
        return "seribu"
    if number >= 100:
        head = "seratus" if number < 200 else f"{ones[number // 100 - 1]} ratus"
        return f"{head} {spelt(number % 100)}" if number % 100 else head
    if number >= 20:
        head = f"{ones[number // 10 - 1]} puluh"
        return f"{head} {ones[number % 10 - 1]}" if number % 10 else head
    return f"{ones[number - 11]} belas" if number > 11 else ones[number - 1]


@pytest.mark.parametrize("family", families(), ids=lambda family: family.name)
def test_versions_differ_as_drafts_do(family: Path) -> None:
    old, new = both(family)
    before, after = texts(old), texts(new)
    where = {block.text: label for label, below in articles(old) for block in below}
    carried = [label for label, below in articles(new) for b in below if where.get(b.text, label) != label]
    assert len(carried) >= 30, "provisions that say the same under another article"
    assert len(set(carried)) >= 10, "articles with another number"
    reworded = set(after.values()) - set(before.values())
    assert len(reworded) >= 10, "articles that say something else"
    deadline = re.compile(r"paling lambat \d+ \([a-z ]+\) \w+")
    assert Counter(deadline.findall("\n".join(before.values()))) != Counter(deadline.findall("\n".join(after.values())))
    assert "\n".join(after.values()).count("wajib") > "\n".join(before.values()).count("wajib")
    rows = [{row for block in draft.blocks for row in block.rows} for draft in (old, new)]
    assert len(rows[1] - rows[0]) >= 3, "rows of the annex"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("A\n\n| NO |\n| 1 |\n", "needs column heads"),
        ("A\n\n| NO | B |\n|--|--|\n| 1 |\n", "1 cells where the heads are 2"),
        ("A\n\nPasal 1\n(1) x\n   a. y\n", "no whole level"),
        ("A\n\nBAB I\n", "has no title"),
    ],
)
def test_source_that_breaks_the_format_is_refused(source: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        parse(source)


def test_label_that_word_would_not_print_is_refused(tmp_path: Path) -> None:
    draft = parse("RANCANGAN\nTENTANG\nX\n\nPasal 1\n(1) satu\n(3) tiga\n")
    for multilevel in (False, True):
        with pytest.raises(SourceError, match=r"\(3\) stands where automatic numbering gives number 2"):
            write_docx(draft, date(2022, 1, 1), tmp_path / "x.docx", Habit(multilevel=multilevel))


def test_words_of_the_source_never_become_markup(tmp_path: Path) -> None:
    from tools.corpus_typst import write_pdf

    hostile = '#pagebreak() *tebal* $x$ <b> & "kutip" \\ @acuan - butir'
    draft = parse(f"RANCANGAN\nTENTANG\nX\n\nPasal 1\n(1) {hostile}\n")
    write_pdf(draft, date(2022, 1, 1), tmp_path / "x.pdf")
    assert bare(hostile) in bare("".join(pdf_pages(tmp_path / "x.pdf")))
    write_docx(draft, date(2022, 1, 1), tmp_path / "x.docx", Habit())
    assert "&lt;b&gt; &amp;" in part(tmp_path / "x.docx", "word/document.xml")


def test_bench_document_is_long_with_outline_and_tables(tmp_path: Path) -> None:
    path = tmp_path / "bench.pdf"
    pages = bench_document.build(path)
    assert abs(pages - bench_document.PAGES) <= bench_document.NEAR * pages
    document = pypdfium2.PdfDocument(path)
    marks = [mark.get_title() for mark in document.get_toc() if mark.get_title().startswith("Pasal ")]
    assert len(document) == pages
    document.close()
    assert marks == [f"Pasal {number}" for number in range(1, len(marks) + 1)]
    assert sum("TAHAPAN/KEGIATAN" in page or "JENIS BARANG" in page for page in pdf_pages(path)) >= 4


TRACKED = [folder for family in families() for folder in tracked(family)]


def test_there_is_a_draft_with_tracked_changes() -> None:
    assert [folder.name for folder in TRACKED] == ["perubahan-terlacak"]


@pytest.mark.parametrize("folder", TRACKED, ids=lambda folder: folder.name)
def test_the_draft_with_tracked_changes_is_up_to_date(folder: Path, tmp_path: Path) -> None:
    built = write_tracked(folder, tmp_path)
    again = tmp_path / "again"
    again.mkdir()
    assert built.read_bytes() == write_tracked(folder, again).read_bytes()
    for name in ("word/document.xml", "word/comments.xml", "word/numbering.xml", "word/styles.xml"):
        assert part(built, name) == part(folder / built.name, name), f"run `make corpus`: {built.name} is stale"


@pytest.mark.parametrize("folder", TRACKED, ids=lambda folder: folder.name)
@pytest.mark.parametrize("state", ["final", "original", "both"])
def test_the_draft_with_tracked_changes_is_read(
    folder: Path, state: Revisions, same_as: Callable[[str, str], None]
) -> None:
    found = ingest.read(next(folder.glob("*.docx")), Reading(revisions=state))
    assert found.coverage == 1.0
    told = [f"{one.id} | {one.label} | {' / '.join(one.cells) or one.text}" for one in found.walk()]
    told += ["", *(f"{c.provision} | {c.author} {c.date} | {c.anchor} | {c.text!r}" for c in found.comments)]
    told += ["", *(f"{r.provision} | {r.author} {r.date} | {r.kind} | {r.text}" for r in found.revisions)]
    same_as("\n".join([*told, ""]), f"read/perubahan-terlacak-{state}.txt")
