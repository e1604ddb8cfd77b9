"""Units of sense and their stems: what is one word, and what says the same."""

from __future__ import annotations

import pytest

from pkpu_review.knowledge import load
from pkpu_review.lexis.stems import stem, stems, words


@pytest.mark.parametrize(
    "forms",
    [
        "menetapkan ditetapkan penetapan ketetapan tetap",
        "menunjuk ditunjuk penunjukan",
        "menyaksikan disaksikan penyaksian",
        "menjaga dijaga penjagaan penjaga",
        "memasuki masuk dimasuki",
        "mengirimkan dikirim pengiriman",
        "pengawalan dikawal mengawal",
        "diberlakukan berlaku memberlakukan",
        "berfoto foto",
        "menyampaikan penyerahan diserahkan",
        "mengendalikan pengendalian pengendali",
        "dipegang memegang pemegang",
        "merusak perusakan kerusakan",
        "menindak penindakan",
        "mengundi undian pengundian",
        "memengaruhi mempengaruhi dipengaruhi",
        "mendirikan didirikan pendirian",
        "menampung ditampung penampungan",
    ],
)
def test_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "pair",
    [
        "dapat mendapat",
        "petugas menugaskan",
        "saksi disaksikan",
        "petunjuk menunjuk",
        "wajib dapat",
        "masukan masuk",
        "menampung kampung",
        "menyiapkan setiap",
        "memaparkan APAR",
        "menyusul mengusulkan",
        "diri mendirikan",
        "menekan pekan",
        "menyerang menerangkan",
        "ketika etika",
        "menukar sukar",
        "dipersingkat ditingkatkan",
        "kurun menurunkan",
    ],
)
def test_words_that_are_not_one_have_other_stems(pair: str) -> None:
    one, other = pair.split()
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("paling lambat 7 (tujuh) Hari", ["paling lambat", "7", "hari"]),
        ("dua puluh satu orang", ["21", "orang"]),
        ("30% (tiga puluh persen) perempuan", ["30%", "perempuan"]),
        ("KPU Kabupaten/Kota tidak wajib hadir", ["kpu kabupatenkota", "tidak wajib", "hadir"]),
        ("a. kotak suara; dan b. tinta", ["kotak suara", "dan", "tinta"]),
        ("Anggaran Pendapatan dan Belanja Negara", ["apbn"]),
        ("Dewan Perwakilan Rakyat Daerah", ["dprd"]),
        ("kotak, suara", ["kotak", "suara"]),
    ],
)
def test_units_of_sense(text: str, keys: list[str]) -> None:
    assert [word.key for word in words(text)] == keys


@pytest.mark.parametrize("said", load("follow.toml")["small"]["phrases"])
def test_a_phrase_that_says_little_has_no_stem(said: str) -> None:
    assert stems(f"{said} menjaga ketertiban") == stems("menjaga ketertiban")


@pytest.mark.parametrize("one", load("follow.toml")["same"], ids=lambda one: one["words"][0])
def test_the_words_of_a_group_say_the_same(one: dict[str, list[str]]) -> None:
    assert len({tuple(stems(said)) for said in (*one["words"], *one.get("phrases", ()))}) == 1
