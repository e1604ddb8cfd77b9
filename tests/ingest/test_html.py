"""Saved pages: what a browser shows becomes text, what it does not show never does."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from pkpu_review.errors import CannotRead
from pkpu_review.ingest import html, read
from pkpu_review.ingest.files import open_file
from pkpu_review.ingest.html import read_html
from pkpu_review.ingest.html_lists import written
from pkpu_review.ingest.lines import Extract
from pkpu_review.model import Reading, Regulation
from tests.conftest import CHROMIUM_FLAGS

HEAD = "<!DOCTYPE html><html><head><meta charset='utf-8'><title>JDIH</title></head><body>"


def extract(folder: Path, body: str, head: str = HEAD) -> Extract:
    path = folder / "laman.html"
    path.write_bytes((head + body).encode("utf-8"))
    return read_html(open_file(path))


def told(folder: Path, body: str) -> list[str]:
    return [line.text for line in extract(folder, body).lines]


def regulation(folder: Path, body: str) -> Regulation:
    path = folder / "laman.html"
    path.write_bytes((HEAD + body).encode("utf-8"))
    return read(path)


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<ol><li>satu<li>dua</ol>", ["1. satu", "2. dua"]),
        ("<ol type=a start=3><li>satu<li>dua</ol>", ["c. satu", "d. dua"]),
        ("<ol type=I><li>satu<li value=9>dua<li>tiga</ol>", ["I. satu", "IX. dua", "X. tiga"]),
        ("<ol reversed><li>satu<li>dua</ol>", ["2. satu", "1. dua"]),
        ("<ol start=x><li>satu</ol>", ["1. satu"]),
        ("<ol start=99999999999999999999><li>satu</ol>", ["1. satu"]),
        ("<ol style='list-style-type:lower-alpha'><li>satu</ol>", ["a. satu"]),
        ("<style>.huruf{list-style:upper-alpha inside}</style><ol class=huruf><li>satu</ol>", ["A. satu"]),
        ("<ol style='list-style:none'><li>satu</ol>", ["satu"]),
        ("<ol><li>a. satu</li><li>b. dua</li></ol>", ["a. satu", "b. dua"]),
        ("<ol><li>satu<ol type=a><li>x<li>y</ol><li>dua</ol>", ["1. satu", "a. x", "b. y", "2. dua"]),
        ("<ol><li><ol type=a><li>x</ol></ol>", ["1.", "a. x"]),
        ("<ol><li><p>satu</p><p>lanjut</p></li></ol>", ["1. satu", "lanjut"]),
        ("<ul><li>satu</ul>", ["• satu"]),
        ("<p>satu<br>dua<br/>tiga</p>", ["satu", "dua", "tiga"]),
        ("<p>Pasal&nbsp;5 &amp; <b>ayat</b> (1)</p>", ["Pasal 5 & ayat (1)"]),
        ("<p>huruf\n   besar   </p>lepas<p>akhir", ["huruf besar", "lepas", "akhir"]),
        ("<pre>satu\n  dua</pre>", ["satu", "dua"]),
        ("<p style='text-transform: uppercase'>menimbang</p>", ["MENIMBANG"]),
        ("<p>kata <q>kutip</q></p>", ["kata \u201ckutip\u201d"]),
        ("<p>ke&shy;pu&shy;tus&shy;an</p>", ["keputusan"]),
        ("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", ["<script>alert(1)</script>"]),
        ("<p>m<sup>2</sup></p>", ["m2"]),
        ("<![if !supportLists]>a.<![endif]> satu", ["a. satu"]),
        ("<table><tr><td>Menimbang<td>:<td>bahwa</table>", ["Menimbang : bahwa"]),
    ],
)
def test_as_a_browser_shows_it(tmp_path: Path, body: str, lines: list[str]) -> None:
    assert told(tmp_path, body) == lines


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>rahasia</script>",
        "<style>.rahasia{color:red}</style>",
        "<template><p>rahasia</p></template>",
        "<noscript>rahasia</noscript>",
        "<!-- rahasia -->",
        "<p hidden>rahasia</p>",
        "<p style='display:none'>rahasia</p>",
        "<p style='DISPLAY : None !important'>rahasia</p>",
        "<span style='visibility:hidden'>rahasia</span>",
        "<style>.x{display:none}</style><div class='a x'><p>rahasia</p></div>",
        "<style>#x, p.y{display:none}</style><p id=x>rahasia</p><p class=y>rahasia</p>",
        "<iframe>rahasia</iframe>",
        "<p title=rahasia onclick='rahasia()'></p>",
    ],
)
def test_what_is_not_shown_never_becomes_text(tmp_path: Path, hidden: str) -> None:
    found = extract(tmp_path, f"<p>satu</p>{hidden}<p>dua</p>")
    assert [line.text for line in found.lines] == ["satu", "dua"]
    assert not found.furniture


def test_hidden_words_and_frames_are_told(tmp_path: Path) -> None:
    found = extract(tmp_path, "<p>satu</p><p hidden>rahasia <b>besar</b></p><iframe src=x></iframe>")
    assert [(problem.code, problem.text) for problem in found.problems] == [
        ("teks-tersembunyi", "rahasia besar"),
        ("tidak-terbaca", ""),
    ]


def test_rules_for_print_and_places_do_not_hide(tmp_path: Path) -> None:
    css = "<style>@media print {p{display:none}} nav p{display:none}</style>"
    assert told(tmp_path, f"{css}<p>satu</p>") == ["satu"]


def test_changes_are_taken_as_asked(tmp_path: Path) -> None:
    path = tmp_path / "laman.html"
    path.write_text("<html><p>Pasal 1</p><p>Loket <del>tutup</del><ins>buka</ins>.</p>", encoding="utf-8")
    assert read(path)["pasal-1"].text == "Loket buka."
    assert read(path, Reading(revisions="original"))["pasal-1"].text == "Loket tutup."
    assert [problem.code for problem in read(path).problems] == ["perubahan-terlacak"]


TABLE = """<table border=1><thead><tr><th rowspan=2>Nomor<th colspan=2>Jadwal</tr><tr><th>Awal<th>Akhir</tr></thead>
<tr><td rowspan=2>1<td>a<td>b</tr><tr><td>c<td>d<ol><li>e</ol></tr></table>"""


def test_a_table_keeps_its_rows_and_merged_cells(tmp_path: Path) -> None:
    table = regulation(tmp_path, f"<p>Pasal 1</p><p>Jadwal:</p>{TABLE}")["pasal-1/tabel-1"]
    assert table.cells == ("Nomor", "Jadwal > Awal", "Jadwal > Akhir")
    assert [row.cells for row in table.children] == [("1", "a", "b"), ("", "c", "d 1. e")]
    assert table.children[0].spans == ((1, 2), (1, 1), (1, 1))


PAGE = """<nav><ul><li><a href=/>Beranda</a></ul></nav><div><h2>Peraturan KPU 3/2022</h2><a href=x>Unduh</a></div>
<div class=isi><p align=center>KOMISI PEMILIHAN UMUM</p><p>PERATURAN KOMISI PEMILIHAN UMUM</p><p>NOMOR 3 TAHUN 2022</p>
<p>TENTANG</p><p>LOKET</p><table><tr><td>Menimbang<td>:<td><ol type=a><li>bahwa satu;<li>bahwa dua;</ol></table>
<p>MEMUTUSKAN:</p><p>Menetapkan : PERATURAN TENTANG LOKET.</p><p>Pasal 1</p>
<p>Loket<sup><a href="#_ftn1">[1]</a></sup> dibuka.</p><button>Salin</button>
<p>Ditetapkan di Jakarta</p><p>KETUA,</p><p>ttd.</p><p>BUDI</p>
<div style="mso-element:footnote-list"><div id=ftn1>[1] Loket layanan.</div></div></div>
<div><a href=y>Peraturan terkait</a></div><p>© 2022 JDIH</p></body></html>"""


def test_the_page_around_the_regulation_is_furniture(tmp_path: Path) -> None:
    found = regulation(tmp_path, PAGE)
    assert found.identity.name == "PERATURAN KOMISI PEMILIHAN UMUM NOMOR 3 TAHUN 2022 TENTANG LOKET"
    assert found["judul"].lead.startswith("KOMISI PEMILIHAN UMUM")
    assert found["menimbang/huruf-b"].text == "bahwa dua;"
    assert found["pasal-1"].text == "Loket dibuka."
    assert "BUDI" in found["penutup"].full_text()
    assert [(piece.text, piece.reason) for piece in found.furniture] == [
        ("Beranda", "navigasi laman"),
        ("Peraturan KPU 3/2022", "bagian laman sebelum naskah"),
        ("Unduh", "bagian laman sebelum naskah"),
        ("[1]", "tanda catatan kaki"),
        ("Salin", "tombol atau isian laman"),
        ("[1] Loket layanan.", "catatan kaki"),
        ("Peraturan terkait", "bagian laman sesudah naskah"),
        ("© 2022 JDIH", "bagian laman sesudah naskah"),
    ]
    assert found.coverage == 1.0
    assert found.source.reader == "html"


WORDS = "Loket \u201ctetap\u201d dibuka \u2013 setiap hari."


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("utf-16-le", ""),
        ("utf-16-be", ""),
        ("utf-32", ""),
        ("cp1252", "<meta charset='iso-8859-1'>"),
        ("cp1252", '<meta http-equiv=Content-Type content="text/html; charset=windows-1252">'),
        ("cp1252", ""),
        ("utf-8", "<meta charset='utf-16'>"),
        ("utf-8", "<meta charset='unicode_escape'>"),
        ("cp1252", "<meta charset='utf-8'>"),
    ],
)
def test_in_any_encoding(tmp_path: Path, encoding: str, head: str) -> None:
    path = tmp_path / "laman.htm"
    path.write_bytes(f"<html><head>{head}</head><p>Pasal 1</p><p>{WORDS}</p></html>".encode(encoding))
    assert read(path)["pasal-1"].text == WORDS


def test_a_web_archive(tmp_path: Path) -> None:
    path = tmp_path / "laman.mhtml"
    path.write_bytes(
        b'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<html><p>Pasal=201</p><p>Loket =E2=80=9Ctetap=E2=80=9D dibuka.</p></html>\r\n--b\r\n"
        b"Content-Type: text/css\r\n\r\np{}\r\n--b--\r\n"
    )
    assert read(path)["pasal-1"].text == "Loket \u201ctetap\u201d dibuka."


def test_a_page_under_the_name_of_word(tmp_path: Path) -> None:
    path = tmp_path / "laman.doc"
    path.write_text("<html><p>Pasal 1</p><p>Loket dibuka.</p>", encoding="utf-8")
    found = read(path)
    assert found["pasal-1"].text == "Loket dibuka."
    assert [problem.code for problem in found.problems] == ["akhiran-lain"]


@pytest.mark.parametrize(
    ("number", "style", "label"),
    [(26, "lower-alpha", "z"), (27, "lower-latin", "aa"), (28, "upper-alpha", "AB"), (0, "lower-alpha", "0")]
    + [
        (4, "upper-roman", "IV"),
        (4000, "lower-roman", "4000"),
        (7, "decimal-leading-zero", "07"),
        (-1, "decimal", "-1"),
    ],
)
def test_numbers_are_written_as_a_browser_does(number: int, style: str, label: str) -> None:
    assert written(number, style) == label


@pytest.mark.parametrize("tag", ["div", "table><tr><td", "ol><li", "blockquote", "span", "b", "font"])
def test_any_depth_is_read_or_refused(tmp_path: Path, tag: str) -> None:
    for depth in (200, 100_000):
        try:
            found = " ".join(line.text for line in extract(tmp_path, f"<{tag}>" * depth + "Pasal 1").lines)
        except CannotRead as error:
            found = str(error)
        assert "Pasal 1" in found or "bersarang terlalu dalam" in found


def test_too_many_elements(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "MAX_ELEMENTS", 10)
    with pytest.raises(CannotRead, match="terlalu besar"):
        extract(tmp_path, "<p>Pasal 1" * 20)


def test_a_cell_that_claims_a_million_rows(tmp_path: Path) -> None:
    body = "<table border=1><tr><td rowspan=999999999 colspan=999999999>a<td>b</tr><tr><td>c<td>d</tr></table>"
    assert "a" in " ".join(told(tmp_path, body))


def test_entities_are_no_bomb_and_files_are_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "rahasia.txt"
    secret.write_text("isi rahasia", encoding="utf-8")
    head = f"<!DOCTYPE html [<!ENTITY a 'lol'><!ENTITY b '&a;&a;'><!ENTITY c SYSTEM '{secret.as_uri()}'>]><html>"
    words = " ".join(line.text for line in extract(tmp_path, "<p>Pasal 1 &b; &c;</p>", head).lines)
    assert "isi rahasia" not in words
    assert "lol lol" not in words


LISTS = """<ol><li>satu<li value=7>tujuh<li>delapan</ol><ol type=a start=25><li>y<li>z<li>lewat z<li>sesudahnya</ol>
<ol type=I><li>romawi<ol type=i start=8><li>dalam<li>lagi</ol><li>dua</ol><ol reversed><li>tiga<li>dua<li>satu</ol>
<ol style="list-style-type: decimal-leading-zero"><li>nol</ol><ol type=A start=0><li>tanpa huruf<li>pertama</ol>
<ol style="list-style: none"><li>polos</ol><ol><li style="list-style-type: upper-alpha">sendiri</ol>
<ol start=-1><li>kurang</ol>"""


@pytest.mark.slow
def test_the_numbers_are_those_that_chromium_prints(tmp_path: Path, require: Callable[[str], str]) -> None:
    from pkpu_review.ingest.pdf import read_pdf

    path, printed = tmp_path / "laman.html", tmp_path / "laman.pdf"
    path.write_text(HEAD + LISTS, encoding="utf-8")
    profile = f"--user-data-dir={tmp_path / 'profil'}"
    command = [require("chromium"), *CHROMIUM_FLAGS, profile, "--no-pdf-header-footer", f"--print-to-pdf={printed}"]
    subprocess.run([*command, path.as_uri()], check=True, capture_output=True, timeout=120)
    data = printed.read_bytes()
    browser = read_pdf("laman.pdf", data, hashlib.sha256(data).hexdigest(), Reading(ocr="never"))
    assert told(tmp_path, LISTS) == [line.text for line in browser.lines]
