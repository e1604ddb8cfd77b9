"""A schedule in Word and on a page of the web, printed to PDF by the programs that offices have: the same rows."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

import pytest

import pkpu_review as pr
from tests.conftest import CHROMIUM_FLAGS
from tests.ingest.wordfile import p, table, tc, word

LONG = "pemilihan umum yang rincian katanya perlu beberapa baris dalam satu sel tabel " * 6
ROWS = [
    row
    for tahap in range(1, 9)
    for row in (
        (f"{tahap}.", f"Tahapan ke-{tahap} {LONG}selesai", f"{tahap} Juni 2026", f"{tahap} Juli 2026"),
        ("", f"a. kegiatan awal dari tahapan ke-{tahap}", f"{tahap} Juni 2026", f"{tahap} Juni 2026"),
        ("", f"b. kegiatan akhir dari tahapan ke-{tahap}", f"{tahap} Juli 2026", f"{tahap} Juli 2026"),
    )
]
HEADS = ("NO", "PROGRAM/KEGIATAN", "JADWAL > AWAL", "JADWAL > AKHIR")
OPENING = (
    *("RANCANGAN PERATURAN KOMISI PEMILIHAN UMUM", "TENTANG", "JADWAL", "MEMUTUSKAN:"),
    *("Menetapkan: PERATURAN TENTANG JADWAL.", "Pasal 1", "Jadwal tercantum dalam Lampiran.", "LAMPIRAN", "JADWAL"),
)


def cells(path: Path) -> list[tuple[str, ...]]:
    regulation = pr.read(path)
    assert regulation.coverage == 1.0
    return [provision.cells for provision in regulation.walk() if provision.kind in ("tabel", "baris")]


def in_word() -> bytes:
    head, down = "<w:trPr><w:tblHeader/></w:trPr>", '<w:vMerge w:val="restart"/>'
    wide = '<w:gridSpan w:val="2"/>'
    rows = [
        head + tc("NO", properties=down) + tc("PROGRAM/KEGIATAN", properties=down) + tc("JADWAL", properties=wide),
        head + tc(properties="<w:vMerge/>") + tc(properties="<w:vMerge/>") + tc("AWAL") + tc("AKHIR"),
        head + "".join(map(tc, "1234")),
        *("".join(map(tc, row)) for row in ROWS),
    ]
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    drawn = table(*rows, columns=4).replace("</w:tblBorders>", f"{sides[-37:]}</w:tblBorders>")
    return word("".join(map(p, OPENING)) + drawn)


def in_html(border: str) -> str:
    def row(texts: Sequence[str]) -> str:
        return f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in texts)}</tr>"

    head = "<tr><th rowspan=2>NO</th><th rowspan=2>PROGRAM/KEGIATAN</th><th colspan=2>JADWAL</th></tr>"
    style = f"table {{ border-collapse: collapse; width: 100% }} td, th {{ border: {border} black; padding: 4px }}"
    opening = "".join(f"<p>{escape(text)}</p>" for text in OPENING)
    return (
        f"<meta charset=utf-8><style>{style}</style>{opening}<table><thead>{head}<tr><th>AWAL</th><th>AKHIR</th></tr>"
        f"{row('1234')}</thead>{''.join(map(row, ROWS))}</table>"
    )


def test_word(tmp_path: Path) -> None:
    path = tmp_path / "jadwal.docx"
    path.write_bytes(in_word())
    assert cells(path) == [HEADS, *ROWS]


@pytest.mark.slow
def test_word_printed_by_libreoffice(tmp_path: Path, require: Callable[[str], str]) -> None:
    office = require("libreoffice")
    (tmp_path / "jadwal.docx").write_bytes(in_word())
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    target = [str(tmp_path), str(tmp_path / "jadwal.docx")]
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", *target]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    assert cells(tmp_path / "jadwal.pdf") == [HEADS, *ROWS]


@pytest.mark.slow
@pytest.mark.parametrize("border", ["1px solid", "1px dotted", "2px dashed", "3px double"])
def test_a_page_of_the_web_printed_by_chromium(border: str, tmp_path: Path, require: Callable[[str], str]) -> None:
    browser = require("chromium")
    (tmp_path / "jadwal.html").write_text(in_html(border), encoding="utf-8", newline="\n")
    target = tmp_path / "jadwal.pdf"
    flags = [
        *CHROMIUM_FLAGS,
        f"--user-data-dir={tmp_path / 'profil'}",
        f"--print-to-pdf={target}",
        "--no-pdf-header-footer",
    ]
    subprocess.run([browser, *flags, (tmp_path / "jadwal.html").as_uri()], check=True, capture_output=True, timeout=120)
    assert cells(target) == [HEADS, *ROWS]
