"""The TOML of an office: what it may hold, and what it says of a file that holds something else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pkpu_review.errors import CannotRead
from pkpu_review.report.office import MOST_BYTES, Office, Signatory, office


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "kantor.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def test_an_office_is_read(tmp_path: Path) -> None:
    text = """
        [kantor]
        nama = ["Komisi Pemilihan Umum", "Kota Contoh"]
        tempat = "Contoh"
        tanggal = 2026-11-24
        [[penanda_tangan]]
        jabatan = "Ketua"
        nama = "Nama"
    """
    assert office(written(tmp_path, text)) == Office(
        names=("Komisi Pemilihan Umum", "Kota Contoh"),
        place="Contoh",
        day=date(2026, 11, 24),
        signatories=(Signatory("Ketua", "Nama"),),
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("kantor = 'a'", "[kantor] harus berupa tabel"),
        ("[kantor]\nnama = 3", "kantor.nama harus berupa teks atau daftar"),
        ("[kantor]\nnama = ['a', 3]", "nama harus berupa teks"),
        ("[kantor]\nnama = ['a', 'b', 'c', 'd', 'e', 'f']", "sampai 5 teks"),
        ("[kantor]\ntanggal = '2026-11-24'", "tanpa tanda kutip"),
        ("[kantor]\ntanggal = 07:32:00", "kantor.tanggal harus berupa tanggal"),
        ("[kantor]\nalamat = '" + "x" * 400 + "'", "alamat lebih dari 300 huruf"),
        ("[penanda_tangan]\njabatan = 'x'", "penanda_tangan: paling banyak 60"),
        ("[[penanda_tangan]]\njabatan = 'x'\n" * 7, "penanda_tangan: paling banyak 6 untuk satu dokumen"),
        ("[[penanda_tangan]]\njabatan = 'x'\nuntuk = 'hukum'\n" * 7, "paling banyak 6 untuk satu dokumen"),
        ("[[penanda_tangan]]\njabatan = 'x'\nuntuk = 'hukum'\n" * 61, "penanda_tangan: paling banyak 60"),
        ("[[penanda_tangan]]\njabatan = 'x'\nuntuk = 3", "untuk harus berupa nama dokumen"),
        ("[[penanda_tangan]]\njabatan = 'x'\nuntuk = ['']", "untuk harus berupa nama dokumen"),
        ("[[penanda_tangan]]\njabatan = 'x'\nuntuk = [['a']]", "untuk harus berupa teks"),
        ("[[penanda_tangan]]\nnama = 'x'", "harus memuat jabatan"),
        ("[[penanda_tangan]]\njabatan = 'x'\nnip = 19900101", "nip harus berupa teks"),
        ("[kantor]\nkop = 1", "'kop' tidak dikenal dalam [kantor]"),
        ("[kantor]\n" + "x" * 5000 + " = 1", "tidak dikenal dalam [kantor]"),
        ('[kantor]\n"a\\u001b[31m\\u202e" = 1', r"'a\x1b[31m\u202e' tidak dikenal"),
        ("[kantor\n", "bukan TOML yang sah. Perbaiki baris 1, kolom 8"),
        ("a = " + "[" * 20_000, "bukan TOML yang sah. Perbaiki berkas itu"),
        ("a" + ".a" * 20_000 + " = 1", "bukan TOML yang sah. Perbaiki berkas itu"),
        ("a = " + "9" * 9000, "bukan TOML yang sah. Perbaiki berkas itu"),
        (b"[kantor]\nnama = 'caf\xe9'", "Simpan berkas itu dengan pengodean UTF-8"),
        ("[kantor]".encode("utf-16"), "Simpan berkas itu dengan pengodean UTF-8"),
        ("#" * (MOST_BYTES + 1), "lebih dari 100 kB"),
    ],
)
def test_what_is_wrong_is_told_in_a_short_indonesian_sentence(text: str | bytes, told: str, tmp_path: Path) -> None:
    path = written(tmp_path, text)
    with pytest.raises(CannotRead) as caught:
        office(path)
    sentence = str(caught.value)
    assert sentence.startswith(f"{path}: ")
    assert told in sentence
    assert len(sentence) < len(str(path)) + 250
    assert sentence.isprintable()


CHAIR, HEAD = Signatory("Ketua Divisi Hukum"), Signatory("Kepala Bagian", "Nama")


@pytest.mark.parametrize(
    ("people", "names", "posts"),
    [
        ((CHAIR,), ("hukum", "divisi"), ["Ketua Divisi Hukum"]),
        ((CHAIR,), ("sekretariat",), ["Sekretaris"]),
        ((CHAIR, HEAD), ("sekretariat",), ["Kepala Bagian", "Sekretaris"]),
        ((CHAIR, Signatory("Sekretaris KPU Kota", "Nama")), ("sekretariat",), ["Sekretaris KPU Kota"]),
        ((HEAD,), ("sekretariat",), ["Kepala Bagian"]),
        ((), ("sekretariat",), []),
        ((CHAIR, Signatory("Sekretaris", documents=("sekretariat",))), ("sekretariat",), ["Sekretaris"]),
        ((CHAIR, Signatory("Sekretaris", documents=("sekretariat",))), ("ringkasan",), ["Ketua Divisi Hukum"]),
        ((Signatory("A", documents=("divisi",)), Signatory("B", documents=("data",))), ("data", "divisi"), ["B"]),
        ((Signatory("A", documents=("divisi",)), Signatory("B", documents=("data",))), ("sdm", "divisi"), ["A"]),
        ((Signatory("A", documents=("divisi",)),), ("ringkasan",), []),
    ],
)
def test_each_document_has_its_signatories(people: tuple[Signatory, ...], names: list[str], posts: list[str]) -> None:
    assert [one.post for one in Office(signatories=people).signing(*names).signatories] == posts


def test_a_person_is_named_for_one_document_or_several(tmp_path: Path) -> None:
    people = ("jabatan = 'A'\nuntuk = 'Hukum'\n", "jabatan = 'B'\nuntuk = ['sdm', 'data']\n")
    text = "".join(f"[[penanda_tangan]]\n{one}" for one in people)
    assert [one.documents for one in office(written(tmp_path, text)).signatories] == [("hukum",), ("sdm", "data")]


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="ini folder, bukan berkas kantor"):
        office(tmp_path)
    with pytest.raises(CannotRead, match=r"tidak ditemukan\. Periksa nama"):
        office(tmp_path / "tiada.toml")


def test_what_turns_the_direction_of_writing_does_not_reach_a_letterhead(tmp_path: Path) -> None:
    found = office(written(tmp_path, '[kantor]\nnama = "a\\u202eb\\u0007c\\u0000d"\nalamat = "  x \\n y "\n'))
    assert found.names == ("a\ufffdb\ufffdc\ufffdd",)
    assert found.address == "x y"
