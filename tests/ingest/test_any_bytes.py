"""Any bytes under any suffix give a regulation whose characters are all accounted for, or one clear sentence.

The bytes are random ones, real files cut off, and real files with bytes changed; LibreOffice takes seconds for
each, so that all but a few of its files are looked at without it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pkpu_review.errors import CannotRead
from pkpu_review.ingest import office, read
from pkpu_review.ingest.files import READABLE
from pkpu_review.model import Reading
from tests.conftest import ROOT
from tests.ingest.drawn import Page, pdf
from tests.ingest.test_files import ENGLISH, ODT

MAGIC = (
    *(b"", b"%PDF-1.7\n", b"PK\x03\x04", b"{\\rtf1 ", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"Pasal 1\n"),
    *(b"<html>", b"\xef\xbb\xbf<p>", b"\xff\xfe", b"MIME-Version: 1.0\nContent-Type: text/html\n\n"),
)
ANY = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
QUICK = Reading(ocr="never")


@cache
def real(kind: str) -> bytes:
    """A small real file of each kind."""
    if kind == "pdf":
        lines = [(260, "Pasal 1"), (85, "Loket dibuka setiap hari kerja."), (85, "(1) Ayat satu;")]
        return pdf(Page(lines, tables=[(85, 300, [["No", "Awal"], ["1", "2"]])]), Page([(260, "Pasal 2")]))
    if kind == "docx":
        return next((ROOT / "corpus" / "tahapan-jadwal").glob("v1*.docx")).read_bytes()
    if kind == "odt":
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as package:
            package.writestr("mimetype", ODT)
            package.writestr(
                "content.xml", "<office:document-content><text:p>Pasal 1</text:p></office:document-content>"
            )
        return out.getvalue()
    if kind == "rtf":
        return rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}Pasal 1\par{\b Loket} dibuka \u8211 ?.\par}"
    return (
        b"<!DOCTYPE html><html><head><meta charset=utf-8><style>.a{display:none}</style></head><body><nav>Beranda</nav>"
        b"<table><tr><td>Menimbang<td>:<td><ol type=a><li>bahwa satu;<li>bahwa dua;</ol></table><p>Pasal 1</p>"
        b"<p class=a>rahasia</p><ol start=2><li value=5>ayat<br>dua</ol><table border=1><tr><th rowspan=2>No<th>A</tr>"
        b"<tr><td colspan=2>1</table></body></html>"
    )


def given_up(told: CannotRead, path: Path) -> None:
    words = str(told)
    assert words.startswith((f"{path}: ", f"{path.name}: "))
    assert words.endswith(".")
    assert "\n" not in words
    assert not ENGLISH.search(words.replace(str(path), ""))
    assert told.__cause__ is None


def look(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    try:
        found = read(path, QUICK)
    except CannotRead as error:
        given_up(error, path)
    else:
        assert 0.0 <= found.coverage <= 1.0
        for provision in found.walk():
            assert found[provision.id] is provision
            assert not set("\x00\x01\x1b") & set(provision.full_text())


@pytest.fixture
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find_office", lambda: None)


@ANY
@given(st.binary(max_size=400), st.sampled_from(MAGIC), st.sampled_from((*READABLE, ".exe", "")))
@example(b"\x00" * 100, b"<html>", ".html")
@example(b"", b"MIME-Version: 1.0\nContent-Type: text/html; charset*=utf-8''%FF\n\n<p>Pasal 1", ".mht")
def test_random_bytes(tmp_path: Path, no_office: None, data: bytes, magic: bytes, suffix: str) -> None:
    look(tmp_path / f"acak{suffix}", magic + data)


KINDS = ("pdf", "docx", "html", "odt", "rtf")


@pytest.mark.parametrize("kind", KINDS)
@ANY
@given(data=st.data())
def test_real_files_cut_off(tmp_path: Path, no_office: None, kind: str, data: st.DataObject) -> None:
    whole = real(kind)
    suffix = data.draw(st.sampled_from((f".{kind}", ".doc")))
    look(tmp_path / f"naskah{suffix}", whole[: data.draw(st.integers(0, len(whole)))])


@pytest.mark.parametrize("kind", KINDS)
@ANY
@given(data=st.data())
def test_real_files_with_other_bytes_in_them(tmp_path: Path, no_office: None, kind: str, data: st.DataObject) -> None:
    changed = bytearray(real(kind))
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(changed)))
        piece = data.draw(st.binary(max_size=8))
        goes = data.draw(st.integers(0, 30))
        changed[at : at + goes] = piece
    look(tmp_path / f"naskah.{kind}", bytes(changed))


PIECES = (
    *("<p>", "</p>", "<table border=1>", "</table>", "<tr>", "<td rowspan=3>", "<th colspan=2>", "<caption>"),
    *("<ol type=i>", "</ol>", "<li>", "<li value=-3>", "<ul>", "<br>", "<pre>", "<q>", "<h1>", "<select>"),
    *("<div hidden>", "</div>", "<nav>", "</nav>", "<a href=#ftn1>", "</a>", "<div id=fn1>", "<del>", "</del>"),
    *("<script>", "</script>", "<style>p{display:none}", "</style>", "<!--", "-->", "&nbsp;", "\n"),
    *("Pasal 1", "(1) ayat", "a. huruf", "1", "Menimbang :", "BAB I"),
)


@ANY
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_any_markup_keeps_every_character_that_was_read(tmp_path: Path, pieces: list[str]) -> None:
    path = tmp_path / "laman.html"
    path.write_text("<html><p>Pasal 1</p>" + "".join(pieces), encoding="utf-8")
    try:
        found = read(path)
    except CannotRead as error:
        given_up(error, path)
    else:
        assert found.coverage == 1.0


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["rtf", "odt", "doc"])
@pytest.mark.parametrize("cut", [0.3, 0.9])
def test_libreoffice_and_damaged_files(
    tmp_path: Path, corpus: Path, require: Callable[[str], str], suffix: str, cut: float
) -> None:
    from tests.ingest.test_office import twin

    source = corpus / "perlengkapan-pemungutan" / "v1-bahan-rapat-internal.docx"
    whole = twin(require("libreoffice"), source, suffix, tmp_path).read_bytes()
    look(tmp_path / f"rusak.{suffix}", whole[: int(len(whole) * cut)])
    changed = bytearray(whole)
    changed[len(whole) // 2 : len(whole) // 2 + 64] = bytes(range(64))
    look(tmp_path / f"rusak.{suffix}", bytes(changed))
