"""Word's automatic numbers: each form of it, read into the label that Word prints.

The lists stand in tests/cases/ingest/docx with the labels that are to come out. Where LibreOffice is
installed, it prints the same lists: an oracle that counts by code of its own.
"""

from __future__ import annotations

import random
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pkpu_review.ingest.docx import read_docx
from pkpu_review.ingest.files import open_file
from pkpu_review.ingest.lines import Line
from tests.ingest.wordfile import abstract, begins, level, listed, num, p, t, word

CASES = Path(__file__).resolve().parents[1] / "cases" / "ingest" / "docx"
NAMES = sorted(path.stem for path in CASES.glob("*.toml"))
NORMAL = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'


def read(folder: Path, data: bytes, name: str = "naskah.docx") -> tuple[Line, ...]:
    path = folder / name
    path.write_bytes(data)
    return read_docx(open_file(path)).lines


def case(name: str) -> tuple[dict[str, Any], list[str], bytes]:
    """A case: its settings, the lines that are to come out, and the document."""
    told = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))
    lists = [
        abstract(
            int(id),
            *(
                level(
                    depth,
                    one["format"],
                    one["text"],
                    (f'<w:lvlRestart w:val="{one["restart"]}"/>' if "restart" in one else "")
                    + ("<w:isLgl/>" if one.get("legal") else ""),
                    None if one.get("start") == -1 else one.get("start", 1),
                )
                for depth, one in enumerate(levels)
            ),
        )
        for id, levels in told["lists"].items()
    ]
    nums = [
        num(int(id), one["list"], "".join(begins(int(depth), at) for depth, at in one.get("starts", {}).items()))
        for id, one in told["nums"].items()
    ]
    wanted, body = [], ""
    for place, line in enumerate(told["paragraphs"].strip().splitlines()):
        where, _, label = line.partition("|")
        id, depth = where.split()
        body += p(f"butir {place}", "" if id == "-" else listed(id, int(depth)))
        wanted.append(f"{label.strip()} butir {place}".strip())
    return told, wanted, word(body, numbering="".join(lists + nums), styles=NORMAL)


@pytest.mark.parametrize("name", NAMES)
def test_labels(tmp_path: Path, name: str) -> None:
    _, wanted, data = case(name)
    lines = read(tmp_path, data)
    assert [line.text for line in lines] == wanted
    assert [line.numbered for line in lines] == [not line.startswith("butir") for line in wanted]


def printed_by_libreoffice(program: str, paths: list[Path], folder: Path) -> dict[str, list[str]]:
    """What LibreOffice makes of Word files as plain text, by file stem: their lines, single spaces."""
    out = folder / "teks"
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profil').as_uri()}",
        *("--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(out)),
        *map(str, paths),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    texts = {path.stem: (out / f"{path.stem}.txt").read_text(encoding="utf-8-sig") for path in paths}
    return {
        stem: [" ".join(line.split()) for line in text.splitlines() if line.strip()] for stem, text in texts.items()
    }


@pytest.fixture(scope="module")
def libreoffice(require: Callable[[str], str]) -> str:
    return require("libreoffice")


def test_labels_are_those_of_libreoffice(tmp_path: Path, libreoffice: str) -> None:
    wanted, paths = {}, []
    for name in NAMES:
        told, lines, data = case(name)
        if "libreoffice" not in told:
            paths.append(tmp_path / f"{name}.docx")
            paths[-1].write_bytes(data)
            wanted[name] = lines
    assert len(paths) >= 7
    assert printed_by_libreoffice(libreoffice, paths, tmp_path) == wanted


def at_random(seed: int, deep: bool) -> bytes:
    """Sixty paragraphs in lists that share definitions; *deep* leaps from level to level."""
    draw = random.Random(seed)  # noqa: S311 - the same lists every time
    formats = ("decimal", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman", "decimalZero")
    definitions: list[str] = []
    lists: list[str] = []
    ids: list[int] = []
    for definition in (1, 2, 3):
        levels = []
        for depth in range(4):
            text = draw.choice(("(%{})", "%{}.", "%{})", "Pasal %{}")).format(depth + 1)
            if depth and draw.random() < 0.3:
                text = "".join(f"%{place}." for place in range(1, depth + 2))
            levels.append(level(depth, draw.choice(formats), text, start=draw.choice((1, 1, 1, 3))))
        definitions.append(abstract(definition, *levels))
        for place in range(draw.randrange(1, 4)):
            ids.append(len(ids) + 1)
            lists.append(num(ids[-1], definition, begins(0, draw.choice((1, 1, 5))) if place else ""))
    used: set[int] = set()
    body, depth = "", 0
    current = draw.choice(ids)
    for place in range(60):
        if draw.random() < 0.12:
            current = draw.choice(ids)
        depth = draw.randrange(4) if deep else draw.choice((depth, depth, min(3, depth + 1), max(0, depth - 1), 0))
        if current not in used:
            depth = 0  # LibreOffice applies an overridden start to the first paragraph of a list alone
        used.add(current)
        body += p(f"butir {place}", listed(current, depth) if draw.random() < 0.93 else "")
    return word(body, numbering="".join(definitions + lists), styles=NORMAL)


@pytest.mark.slow
def test_random_lists_are_those_of_libreoffice(tmp_path: Path, libreoffice: str) -> None:
    paths = [tmp_path / f"acak-{seed}.docx" for seed in range(40)]
    for seed, path in enumerate(paths):
        path.write_bytes(at_random(seed, deep=seed % 2 == 0))
    theirs = printed_by_libreoffice(libreoffice, paths, tmp_path)
    ours = {path.stem: [line.text for line in read_docx(open_file(path)).lines] for path in paths}
    assert ours == theirs


# --- lists through styles


def style(id: str, properties: str, based_on: str = "") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    inner = f'<w:name w:val="{id}"/>{base}<w:pPr>{properties}</w:pPr>'
    return f'<w:style w:type="paragraph" w:styleId="{id}">{inner}</w:style>'


def named(id: str, more: str = "") -> str:
    return f'<w:pStyle w:val="{id}"/>{more}'


def test_a_style_numbers(tmp_path: Path) -> None:
    numbering = abstract(
        1,
        level(0, "upperRoman", "BAB %1", '<w:pStyle w:val="Bab"/>'),
        level(1, "decimal", "Pasal %2", '<w:lvlRestart w:val="0"/><w:pStyle w:val="Pasal"/>'),
    ) + num(1, 1)
    styles = NORMAL + style("Bab", listed(1, None)) + style("Pasal", listed(1, None)) + style("Anak", "", "Pasal")
    body = p("", named("Bab")) + p("", named("Pasal")) + p("", named("Anak")) + p("", named("Bab"))
    body += p("", named("Pasal")) + p("tanpa nomor", named("Pasal", listed(0, None))) + p("biasa")
    lines = read(tmp_path, word(body, numbering=numbering, styles=styles))
    assert [line.text for line in lines] == ["BAB I", "Pasal 1", "Pasal 2", "BAB II", "Pasal 3", "tanpa nomor", "biasa"]


def test_a_style_names_its_level(tmp_path: Path) -> None:
    numbering = abstract(1, level(0, "decimal", "%1."), level(1, "lowerLetter", "%2.")) + num(1, 1)
    body = p("satu", named("Atas")) + p("dua", named("Bawah")) + p("tiga", named("Bawah", listed(1, 0)))
    styles = NORMAL + style("Atas", listed(1, 0)) + style("Bawah", listed(1, 1))
    lines = read(tmp_path, word(body, numbering=numbering, styles=styles))
    assert [line.text for line in lines] == ["1. satu", "a. dua", "2. tiga"]


def test_the_default_style_numbers_what_names_no_style(tmp_path: Path) -> None:
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:pPr>{listed(1)}</w:pPr></w:style>"
    )
    numbering = abstract(1, level(0, "decimal", "%1.")) + num(1, 1)
    lines = read(tmp_path, word(p("satu") + p("dua", named("TidakAda")), numbering=numbering, styles=normal))
    assert [line.text for line in lines] == ["1. satu", "2. dua"]


def test_a_list_style_stands_between(tmp_path: Path) -> None:
    """w:numStyleLink: a definition that points to the list style whose definition counts for both."""
    numbering = (
        abstract(1, more='<w:numStyleLink w:val="Daftar"/>')
        + abstract(2, level(0, "lowerLetter", "%1)"), more='<w:styleLink w:val="Daftar"/>')
        + num(1, 1)
        + num(2, 2)
    )
    body = p("satu", listed(1)) + p("dua", listed(2)) + p("tiga", listed(1))
    lines = read(tmp_path, word(body, numbering=numbering, styles=NORMAL))
    assert [line.text for line in lines] == ["a) satu", "b) dua", "c) tiga"]


def test_styles_based_on_one_another_in_a_ring(tmp_path: Path) -> None:
    body = p("satu", named("A"))
    styles = NORMAL + style("A", "", "B") + style("B", "", "A")
    assert [line.text for line in read(tmp_path, word(body, styles=styles))] == ["satu"]


def test_a_list_may_replace_a_level(tmp_path: Path) -> None:
    replaced = level(0, "upperLetter", "%1)", start=3)
    override = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/>{replaced}</w:lvlOverride>'
    numbering = abstract(1, level(0, "decimal", "%1.")) + num(1, 1) + num(2, 1, override)
    body = p("satu", listed(1)) + p("dua", listed(2)) + p("tiga", listed(1))
    lines = read(tmp_path, word(body, numbering=numbering))
    assert [line.text for line in lines] == ["1. satu", "C) dua", "4. tiga"]


def test_a_newer_number_format_stands_beside_the_older_one(tmp_path: Path) -> None:
    newer = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/>'
        '</mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1."/></w:lvl>'
    )
    lines = read(tmp_path, word(p("satu", listed(1)), numbering=abstract(1, newer) + num(1, 1)))
    assert [line.text for line in lines] == ["1. satu"]


def test_an_empty_paragraph_shows_its_number(tmp_path: Path) -> None:
    numbering = abstract(1, level(0, "decimal", "%1.")) + num(1, 1)
    lines = read(tmp_path, word(p("satu", listed(1)) + p("", listed(1)) + p("tiga", listed(1)), numbering=numbering))
    assert [line.text for line in lines] == ["1. satu", "2.", "3. tiga"]


def test_the_title_stands_on_the_line_below_the_number(tmp_path: Path) -> None:
    numbering = abstract(1, level(0, "upperRoman", "BAB %1", '<w:suff w:val="nothing"/>')) + num(1, 1)
    inner = f"<w:r><w:br/></w:r>{t('KETENTUAN UMUM')}"
    lines = read(tmp_path, word(p(inner, listed(1)), numbering=numbering))
    assert [(line.text, line.numbered) for line in lines] == [("BAB I", True), ("KETENTUAN UMUM", False)]
    assert lines[0].origin == lines[1].origin


def test_a_list_without_a_definition_prints_nothing(tmp_path: Path) -> None:
    numbering = abstract(1, level(0, "decimal", "%1.")) + num(1, 1) + num(2, 9)
    body = p("satu", listed(2)) + p("dua", listed(1, 5)) + p("tiga", listed(1))
    assert [line.text for line in read(tmp_path, word(body, numbering=numbering))] == ["satu", "dua", "1. tiga"]


def test_an_unknown_format_is_told(tmp_path: Path) -> None:
    path = tmp_path / "naskah.docx"
    path.write_bytes(word(p("satu", listed(1)), numbering=abstract(1, level(0, "koreanCounting", "%1.")) + num(1, 1)))
    problems = read_docx(open_file(path)).problems
    assert [problem.code for problem in problems] == ["nomor-otomatis"]
    assert "koreanCounting" in problems[0].message


# --- where a numbered paragraph stands


def with_indent(left: int, hanging: int) -> str:
    return f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr>'


@pytest.mark.parametrize(
    ("own", "in_style", "left"),
    [
        ("", "", 18.0),  # the list's: 36 points, 18 of them hanging
        ('<w:ind w:left="1440" w:hanging="720"/>', "", 36.0),  # the paragraph's own stand over the list's
        ('<w:ind w:left="1440"/>', "", 54.0),  # what it leaves unsaid is the list's
        ("", '<w:ind w:left="2880" w:hanging="0"/>', 18.0),  # the paragraph's list stands over its style
    ],
)
def test_indents(tmp_path: Path, own: str, in_style: str, left: float) -> None:
    lvl = level(0, "decimal", "%1.").replace("</w:lvl>", with_indent(720, 360) + "</w:lvl>")
    body = p("satu", named("Gaya", listed(1) + own))
    lines = read(tmp_path, word(body, numbering=abstract(1, lvl) + num(1, 1), styles=NORMAL + style("Gaya", in_style)))
    assert [line.left for line in lines] == [left]


def test_a_style_that_numbers_stands_over_its_list(tmp_path: Path) -> None:
    lvl = level(0, "decimal", "%1.").replace("</w:lvl>", with_indent(720, 360) + "</w:lvl>")
    styles = NORMAL + style("Gaya", listed(1) + '<w:ind w:left="2880" w:hanging="0"/>')
    lines = read(tmp_path, word(p("satu", named("Gaya")), numbering=abstract(1, lvl) + num(1, 1), styles=styles))
    assert [line.left for line in lines] == [144.0]
