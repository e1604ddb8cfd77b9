"""Word forms: what a drafter writes is among them."""

import pytest

from pkpu_review.annotate.inflect import expand, forms
from pkpu_review.annotate.pipeline import pipeline


@pytest.mark.parametrize(
    ("stem", "written"),
    [
        ("cetak", ["mencetak", "dicetak", "pencetakan", "cetakan"]),
        ("tetap", ["menetapkan", "ditetapkan", "penetapan", "ketetapan"]),
        ("pilih", ["memilih", "dipilih", "pemilihan"]),
        ("susun", ["menyusun", "disusun", "penyusunan"]),
        ("kirim", ["mengirim", "mengirimkan", "dikirim", "pengiriman"]),
        ("ada", ["mengadakan", "diadakan", "pengadaan"]),
        ("distribusi", ["mendistribusikan", "didistribusikan", "pendistribusian"]),
        ("verifikasi", ["memverifikasi", "diverifikasi", "pemverifikasian"]),
        ("sosialisasi", ["menyosialisasikan", "mensosialisasikan", "disosialisasikan"]),
        ("daftar", ["mendaftar", "mendaftarkan", "didaftarkan", "pendaftaran"]),
        ("bentuk", ["membentuk", "dibentuk", "pembentukan"]),
        ("lantik", ["melantik", "dilantik", "pelantikan"]),
        ("usul", ["mengusulkan", "diusulkan", "pengusulan"]),
    ],
)
def test_forms(stem: str, written: list[str]) -> None:
    assert set(written) <= set(forms(stem))


def test_a_bare_stem_is_no_form_of_itself() -> None:
    assert "ada" not in forms("ada")


def test_expand() -> None:
    assert expand("surat suara") == ("surat suara",)
    assert set(expand("data|daftar pemilih")) == {"data pemilih", "daftar pemilih"}
    assert set(expand("hasil Pemilu")) == {"hasil Pemilu", "hasil Pemilihan", "hasil Pemilihan Umum"}
    assert "mencetak surat suara" in expand("~cetak surat suara")


@pytest.mark.parametrize("phrase", ["", " ", "~cetak ~cetak ~cetak ~cetak"])
def test_a_slip_in_a_knowledge_file_is_told(phrase: str) -> None:
    with pytest.raises(ValueError, match="phrases"):
        expand(phrase)


@pytest.mark.parametrize(
    "text",
    [
        "Peserta melaporkan dana kampanyenya.",
        "KPU MENDISTRIBUSIKAN perlengkapan.",
        "Pendistribusian surat suara dimulai.",
        "Surat suara itu didistribusikannya kepada PPS.",
        "Pencalonannya ditolak.",
    ],
)
def test_a_term_is_found_in_every_dress(text: str) -> None:
    [hit, *_] = [hit for hit in pipeline().scan(text).hits if not hit.term.weak]
    assert text[hit.start : hit.end].strip() in text and text[hit.end] in " ."


def test_nya_is_part_of_some_words() -> None:
    assert pipeline().scan("hanya dana kampanyenya, tanya hanyalah").words == (
        "hanya", "dana", "kampanye", ",", "tanya", "hanyalah",
    )  # fmt: skip
