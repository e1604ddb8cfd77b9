"""Files that cannot be read: each gives one Indonesian sentence that names the file and the cause."""

from __future__ import annotations

import hashlib
import io
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pkpu_review.errors import CannotRead, Exit
from pkpu_review.ingest import files, read
from tests.conftest import Cli
from tests.ingest.drawn import Page, pdf

ENGLISH = re.compile(r"\b(?:error|file|not|invalid|the|failed|cannot|traceback|exception)\b", re.I)
ODT = b"application/vnd.oasis.opendocument.text"
SMALL = b"Pasal 1\nLoket dibuka.\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def package(**parts: bytes) -> bytes:
    """A ZIP file; ``__`` in a name stands for a slash."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def classic(objects: list[bytes], more: bytes = b"", first: bytes = b"") -> bytes:
    """A PDF with its cross-reference table at the end, as ISO 32000-1, 7.5 draws it; object 1 is the catalogue."""
    data, places = b"%PDF-1.4\n" + first, []
    for number, words in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, words)
    table = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, more, table)
    return data


def encrypted_pdf() -> bytes:
    """A PDF of one empty page, locked with a password that is not the empty one (RC4, 40 bits, ISO 32000-1, 7.6)."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >>",
    ]
    identity = b"<" + b"43" * 16 + b">"
    return classic(objects, b"/Encrypt 4 0 R /ID [" + identity + identity + b"]")


def for_the_web(count: int) -> bytes:
    """A PDF of *count* pages, an article each, that names its catalogue at its start, as linearized ones do."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number in range(1, count + 1):
        words = b"BT /F1 12 Tf 260 %d Td (Pasal %d) Tj -175 -20 Td (Loket dibuka.) Tj ET" % (700 - 40 * number, number)
        resources = b"/MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
        objects += [
            b"<< /Type /Page /Parent 2 0 R %s /Contents %d 0 R >>" % (resources, 3 + 2 * number),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(words), words),
        ]
    return classic(objects, first=b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1))


def drawn(*words: str) -> bytes:
    return pdf(Page([(85, line) for line in words]))


WORD = package(**{"[Content_Types].xml": b"<Types/>", "word__document.xml": b"<document/>"})

CASES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "kosong": ("naskah.pdf", lambda: b"", "berkas kosong"),
    "hanya-spasi": ("naskah.txt", lambda: b" \r\n\t\n\x00\x00", "berkas kosong"),
    "pdf-berkata-sandi": ("naskah.pdf", encrypted_pdf, "dikunci dengan kata sandi"),
    "word-berkata-sandi": (
        "naskah.docx",
        lambda: OLE + "EncryptedPackage".encode("utf-16-le") + bytes(512),
        "dikunci dengan kata sandi",
    ),
    "word-lama-berkata-sandi": (
        "naskah.doc",
        lambda: OLE + b"\xec\xa5" + bytes(9) + b"\x01" + bytes(500) + "WordDocument".encode("utf-16-le"),
        "dikunci dengan kata sandi",
    ),
    "word-lama-bernama-docx": (
        "naskah.docx",
        lambda: OLE + "WordDocument".encode("utf-16-le"),
        "akhirannya .docx, tetapi isinya dokumen Word lama (.doc)",
    ),
    "excel-lama-bernama-docx": ("naskah.docx", lambda: OLE, "isinya dokumen Office lama"),
    "pdf-bernama-docx": ("naskah.docx", lambda: drawn("Pasal 1"), "akhirannya .docx, tetapi isinya PDF"),
    "docx-bernama-pdf": ("naskah.pdf", lambda: WORD, "akhirannya .pdf, tetapi isinya dokumen Word (.docx)"),
    "png-bernama-pdf": ("naskah.pdf", lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), "isinya gambar PNG"),
    "jpeg-bernama-pdf": ("naskah.pdf", lambda: b"\xff\xd8\xff\xe0" + bytes(99), "isinya gambar JPEG"),
    "rtf-bernama-docx": ("naskah.docx", lambda: b"{\\rtf1\\ansi Pasal 1}", "isinya dokumen RTF"),
    "html-bernama-txt": ("naskah.txt", lambda: b"\n<!DOCTYPE html><html><body>Pasal 1", "isinya halaman HTML"),
    "teks-bernama-pdf": ("naskah.pdf", lambda: SMALL, "akhirannya .pdf, tetapi isinya teks biasa"),
    "excel-bernama-docx": ("naskah.docx", lambda: package(xl__workbook=b"x"), "isinya buku kerja Excel (.xlsx)"),
    "salindia-bernama-docx": ("naskah.docx", lambda: package(ppt__slides=b"x"), "isinya salindia PowerPoint (.pptx)"),
    "opendocument-bernama-docx": (
        "naskah.docx",
        lambda: package(mimetype=b"application/vnd.oasis.opendocument.text"),
        "isinya dokumen OpenDocument",
    ),
    "zip-bernama-docx": ("naskah.docx", lambda: package(catatan=b"x"), "isinya arsip ZIP, bukan dokumen Word"),
    "xml-bernama-docx": ("naskah.docx", lambda: b"<?xml version='1.0'?><w:wordDocument/>", "isinya berkas XML"),
    "xhtml-bernama-txt": ("naskah.txt", lambda: b"<?xml version='1.0'?>\n<html/>", "isinya halaman HTML"),
    "biner-jauh-di-dalam": ("naskah.txt", lambda: SMALL * 9000 + b"\x00", "data biner"),
    "word-berkata-sandi-besar": (
        "naskah.docx",
        lambda: OLE + bytes(6 * 2**20) + "EncryptedPackage".encode("utf-16-le"),
        "dikunci dengan kata sandi",
    ),
    "pdf-bernama-doc": ("naskah.doc", lambda: drawn("Pasal 1"), "akhirannya .doc, tetapi isinya PDF"),
    "teks-bernama-doc": ("naskah.doc", lambda: SMALL, "akhirannya .doc, tetapi isinya teks biasa"),
    "teks-bernama-html": ("naskah.html", lambda: SMALL, "akhirannya .html, tetapi isinya teks biasa"),
    "html-bernama-docx": ("naskah.docx", lambda: b"<html><p>Pasal 1", "isinya halaman HTML"),
    "xml-bernama-doc": (
        "naskah.doc",
        lambda: b"<?xml version='1.0'?><w:p xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml'/>",
        "isinya berkas XML",
    ),
    "halaman-tanpa-teks": ("naskah.html", lambda: b"<html><script>Pasal 1</script></html>", "tidak berisi teks"),
    "biner-bernama-txt": ("naskah.txt", lambda: bytes(range(256)) * 4, "isinya data biner yang tidak dikenal"),
    "pdf-terpotong": ("naskah.pdf", lambda: drawn("Pasal 1")[:300], "terpotong"),
    "pdf-hanya-kepala": ("naskah.pdf", lambda: b"%PDF-1.7\n", "terpotong"),
    "docx-terpotong": ("naskah.docx", lambda: WORD[:-40], "terpotong"),
    "pdf-tanpa-teks": ("naskah.pdf", lambda: pdf(Page(), Page()), "tidak memuat teks"),
    "bukan-peraturan-txt": ("surat.txt", lambda: b"Yth. Kepala Gudang\nMohon kunci.\n", "bukan naskah peraturan"),
    "bukan-peraturan-pdf": ("surat.pdf", lambda: drawn("Yth. Kepala Gudang", "Mohon."), "bukan naskah peraturan"),
    "akhiran-asing": ("naskah.xyz", lambda: SMALL, "jenis berkas .xyz tidak dikenal"),
    "tanpa-akhiran": ("naskah", lambda: SMALL, "jenis berkas tanpa akhiran tidak dikenal"),
    "zip-bernama-odt": ("naskah.odt", lambda: package(mimetype=b"x"), "akhirannya .odt, tetapi isinya arsip ZIP"),
    "word-dikunci-pengarsip": (
        "naskah.docx",
        lambda: WORD.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"),
        "berkas dikunci dengan kata sandi",
    ),
    "odt-berkata-sandi": (
        "naskah.odt",
        lambda: package(
            **{"mimetype": ODT, "content.xml": b"x", "META-INF__manifest.xml": b"<manifest:encryption-data/>"}
        ),
        "dokumen OpenDocument dikunci dengan kata sandi",
    ),
    "lembar-kerja-bernama-odt": (
        "naskah.odt",
        lambda: package(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
        "isinya dokumen OpenDocument",
    ),
    "bukan-teks": ("naskah.txt", lambda: b"Pasal 1 \x81\x8d\xff", "pengodean teksnya tidak dikenal"),
}


def one_sentence(error: CannotRead, path: Path, cause: str) -> None:
    words = str(error)
    assert words.startswith((f"{path}: ", f"{path.name}: "))
    assert cause in words
    assert "\n" not in words
    assert words.endswith(".")
    assert not ENGLISH.search(words.removeprefix(str(path)))
    assert error.exit is Exit.UNREADABLE


@pytest.mark.parametrize("name", CASES)
def test_told_in_one_sentence(name: str, tmp_path: Path) -> None:
    file, make, cause = CASES[name]
    path = tmp_path / file
    path.write_bytes(make())
    with pytest.raises(CannotRead) as told:
        read(path)
    one_sentence(told.value, path, cause)
    assert told.value.__cause__ is None


@pytest.mark.parametrize("name", ["kosong", "pdf-berkata-sandi", "pdf-terpotong", "docx-terpotong", "png-bernama-pdf"])
def test_the_command_ends_with_3(name: str, tmp_path: Path, cli: Cli) -> None:
    file, make, cause = CASES[name]
    path = tmp_path / file
    path.write_bytes(make())
    ran = cli("read", path)
    assert ran.code == Exit.UNREADABLE
    assert ran.out == ""
    assert cause in " ".join(ran.err.split())
    assert file in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("name", ["pdf-berkata-sandi", "pdf-terpotong", "pdf-tanpa-teks"])
def test_the_file_is_named_as_it_was_given(name: str, tmp_path: Path) -> None:
    file, make, _ = CASES[name]
    path = tmp_path / file
    path.write_bytes(make())
    with pytest.raises(CannotRead) as told:
        read(path)
    assert told.value.file == str(path)


def test_missing(tmp_path: Path) -> None:
    path = tmp_path / "tidak-ada.pdf"
    with pytest.raises(CannotRead) as told:
        read(path)
    one_sentence(told.value, path, "berkas tidak ditemukan")


def test_folder(tmp_path: Path) -> None:
    path = tmp_path / "folder.pdf"
    path.mkdir()
    with pytest.raises(CannotRead) as told:
        read(path)
    one_sentence(told.value, path, "ini folder, bukan berkas")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights of a file bind no administrator")
def test_not_allowed(tmp_path: Path) -> None:
    path = tmp_path / "terkunci.txt"
    path.write_bytes(SMALL)
    path.chmod(0)
    with pytest.raises(CannotRead) as told:
        read(path)
    one_sentence(told.value, path, "tidak boleh dibuka")


def test_refused_by_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "terkunci.txt"
    path.write_bytes(SMALL)

    def refuse(self: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(CannotRead) as told:
        read(path)
    one_sentence(told.value, path, "tidak boleh dibuka")


@pytest.mark.parametrize("name", ["naskah\x00.txt", "n" * 5000 + ".txt"])
def test_a_name_that_no_system_has(name: str) -> None:
    with pytest.raises(CannotRead) as told:
        read(name)
    one_sentence(told.value, Path(name), "nama berkas tidak sah")


def test_a_disk_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "naskah.txt"
    path.write_bytes(SMALL)

    def fail(self: Path, mode: str) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(CannotRead) as told:
        read(path)
    one_sentence(told.value, path, "tidak dapat dibaca dari disk atau jaringan (kode EIO)")


@pytest.mark.skipif(os.name == "nt", reason="has no such devices")
def test_a_device_is_no_file(tmp_path: Path) -> None:
    path = tmp_path / "naskah.txt"
    path.symlink_to("/dev/zero")
    with pytest.raises(CannotRead) as told:
        read(path)
    one_sentence(told.value, path, "bukan berkas biasa")


def test_a_file_that_grows_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "naskah.txt"
    path.write_bytes(SMALL * 100)
    monkeypatch.setattr(files, "MAX_BYTES", len(SMALL))
    size = path.stat().st_mode
    monkeypatch.setattr(Path, "stat", lambda self, **_: os.stat_result((size, 0, 0, 1, 0, 0, 1, 0, 0, 0)))
    with pytest.raises(CannotRead) as told:
        read(path)
    one_sentence(told.value, path, "melebihi")


@pytest.mark.parametrize(("limit", "cause"), [("MAX_BYTES", "batasnya"), ("MAX_TEXT_BYTES", "batas berkas teks")])
def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, cause: str) -> None:
    path = tmp_path / "naskah.txt"
    path.write_bytes(SMALL)
    monkeypatch.setattr(files, limit, len(SMALL) - 1)
    with pytest.raises(CannotRead) as told:
        read(path)
    one_sentence(told.value, path, cause)
    monkeypatch.setattr(files, limit, len(SMALL))
    assert read(path)["pasal-1"].text == "Loket dibuka."


def test_too_many_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pkpu_review.ingest import pdf as reader

    path = tmp_path / "tebal.pdf"
    path.write_bytes(pdf(Page([(85, "Pasal 1")]), Page([(85, "Pasal 2")])))
    monkeypatch.setattr(reader, "MAX_PAGES", 1)
    with pytest.raises(CannotRead) as told:
        read(path)
    one_sentence(told.value, path, "2 halaman")


def test_a_page_that_is_an_attack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pkpu_review.ingest import pdf_words as reader

    path = tmp_path / "padat.pdf"
    path.write_bytes(drawn("Pasal 1", "Loket dibuka setiap hari kerja."))
    monkeypatch.setattr(reader, "MAX_CHARACTERS_PER_PAGE", 10)
    with pytest.raises(CannotRead) as told:
        read(path)
    one_sentence(told.value, path, "karakter, batasnya 10")


def test_a_pdf_cut_off_between_pages(tmp_path: Path) -> None:
    path = tmp_path / "terpotong.pdf"
    data = for_the_web(8)
    path.write_bytes(data)
    assert len(list(read(path).articles())) == 8
    path.write_bytes(data[: data.index(b"(Pasal 5)")])
    with pytest.raises(CannotRead) as told:
        read(path)
    one_sentence(told.value, path, "terpotong")


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\r\n" * 20, b"kepala surat elektronik\n"])
def test_a_pdf_may_have_something_before_it(tmp_path: Path, before: bytes) -> None:
    path = tmp_path / "naskah.pdf"
    path.write_bytes(before + drawn("Pasal 1", "Loket dibuka."))
    assert read(path)["pasal-1"].text == "Loket dibuka."


@pytest.mark.parametrize("name", ["naskah.TXT", "naskah.Txt", "naskah.md", "naskah.versi 2.txt"])
def test_suffixes_in_any_case(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(SMALL)
    source = read(path).source
    assert (source.name, source.reader, source.sha256) == (name, "text", hashlib.sha256(SMALL).hexdigest())
    assert source.characters == len(b"".join(SMALL.split()))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_in_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "naskah.txt"
    path.write_bytes("Pasal 1\nLoket “tetap” dibuka – setiap hari.\n".encode(encoding))
    assert read(path)["pasal-1"].text == "Loket “tetap” dibuka – setiap hari."
