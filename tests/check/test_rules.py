"""The rules beside the limits: order, overlaps, gaps, lengths, dates that cannot be, numbers against their words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkpu_review.check import RULES, check
from pkpu_review.knowledge import load
from pkpu_review.lexis.numerals import words
from pkpu_review.model import Finding, Identity, Provision, Regulation, Source
from tests.check.drafts import checked

UNITS = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")


def spelled(number: int) -> str:
    """Return *number*, from 1 to 999, in words."""
    if number < 12:
        return UNITS[number]
    if number < 20:
        return f"{UNITS[number - 10]} belas"
    if number < 100:
        return f"{UNITS[number // 10]} puluh {UNITS[number % 10]}".strip()
    hundreds = "seratus" if number < 200 else f"{UNITS[number // 100]} ratus"
    return f"{hundreds} {spelled(number % 100)}".strip() if number % 100 else hundreds


def article(text: str, *rows: tuple[str, ...]) -> Regulation:
    """Return a regulation of one article, and a table where there are rows."""
    table = Provision(
        "lampiran/tabel-1",
        "tabel",
        cells=("No", "Kegiatan", "Awal", "Akhir"),
        children=tuple(Provision(f"lampiran/tabel-1/baris-{n}", "baris", cells=row) for n, row in enumerate(rows, 1)),
    )
    annex = (Provision("lampiran", "lampiran", "LAMPIRAN", children=(table,)),) if rows else ()
    title = Identity(title="TAHAPAN PEMILIHAN UMUM")
    return Regulation(title, Source("a.txt", "", "text"), (Provision("pasal-1", "pasal", lead=text), *annex))


def found(regulation: Regulation, rule: str) -> list[Finding]:
    return [one for one in check(regulation).findings if one.rule == rule]


def test_every_rule_has_its_own_id() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES) and all(rule.name for rule in RULES)


@given(st.integers(1, 999), st.integers(1, 999))
def test_figures_against_their_words(figures: int, said: int) -> None:
    assert words(spelled(said)) == said
    text = f"Pengumuman berlangsung paling lama {figures} ({spelled(said)}) hari."
    assert len(found(article(text), "angka-huruf")) == (figures != said)


@pytest.mark.parametrize(
    "text",
    [
        "sebanyak 30% (tiga puluh lima persen) dari jumlah kursi",
        "biaya sebesar Rp1.500.000,00 (satu juta rupiah)",
        "paling lambat 14 (lima belas) hari",
    ],
)
def test_a_contradiction_is_found(text: str) -> None:
    (one,) = found(article(text), "angka-huruf")
    assert one.severity == "error" and one.span and text[slice(*one.span)] == one.text


@pytest.mark.parametrize(
    "text",
    [
        "sebanyak 30% (tiga puluh persen) dari jumlah kursi",
        "biaya sebesar Rp1.500.000,00 (satu juta lima ratus ribu rupiah)",
        "7,5% (tujuh koma lima persen)",
        "2/3 (dua per tiga) dari jumlah anggota",
        "Pasal 5 (lihat Lampiran)",
        "Rp5.000.000, 00 (lima juta rupiah)",
        "pukul 07.00 (tujuh) waktu setempat",
    ],
)
def test_no_contradiction_is_made_up(text: str) -> None:
    assert found(article(text), "angka-huruf") == []


def test_numbers_of_rows_are_looked_at() -> None:
    (one,) = found(article("", ("1", "Pengumuman selama 7 (delapan) hari", "", "")), "angka-huruf")
    assert one.provision == "lampiran/tabel-1/baris-1" and one.span is None


def test_days_that_do_not_exist() -> None:
    (one,) = found(article("dimulai pada tanggal 31 April 2024"), "tanggal-tidak-ada")
    assert one.text == "31 April 2024"
    assert found(article("tanggal 29 Februari 2024 dan 30 April 2024"), "tanggal-tidak-ada") == []


def test_days_of_the_week() -> None:
    (one,) = found(article("dilaksanakan pada hari Kamis tanggal 14 Februari 2024"), "hari-tanggal")
    assert one.message == "14 Februari 2024 adalah hari Rabu, bukan Kamis."
    assert found(article("hari Rabu, 14 Februari 2024; Ahad, 11 Februari 2024"), "hari-tanggal") == []


def test_an_end_before_its_beginning() -> None:
    (one,) = found(article("", ("1", "Verifikasi", "10 Mei 2030", "1 Mei 2030")), "selesai-sebelum-mulai")
    assert one.arithmetic == "10 Mei 2030 sampai dengan 1 Mei 2030: mundur 9 hari"


def test_a_row_outside_the_one_above() -> None:
    rows = ("1", "Pencalonan", "1 Mei 2030", "30 Mei 2030"), ("a", "Pengumuman", "28 April 2030", "31 Mei 2030")
    (one,) = found(article("", *rows), "di-luar-induk")
    assert one.provision == "lampiran/tabel-1/baris-2" and one.also == ("lampiran/tabel-1/baris-1",)
    assert one.arithmetic == (
        "mulai 28 April 2030, 3 hari sebelum 1 Mei 2030; selesai 31 Mei 2030, 1 hari sesudah 30 Mei 2030"
    )
    assert one.citation == "asas dapat dilaksanakan dan asas kejelasan rumusan (UU 12/2011 Pasal 5 huruf d dan huruf f)"


@pytest.mark.parametrize(
    ("rows", "message", "arithmetic"),
    [
        (
            (("1", "Masa Kampanye", "1 Mei 2030", "12 Mei 2030"), ("2", "Masa Tenang", "11 Mei 2030", "13 Mei 2030")),
            "Masa Kampanye dan Masa Tenang tumpang tindih.",
            "masa Kampanye selesai 12 Mei 2030; Masa Tenang mulai 11 Mei 2030: tumpang tindih 2 hari",
        ),
        (
            (("1", "Masa Kampanye", "1 Mei 2030", "9 Mei 2030"), ("2", "Masa Tenang", "11 Mei 2030", "13 Mei 2030")),
            "Ada celah 1 hari antara masa Kampanye dan Masa Tenang.",
            "masa Kampanye selesai 9 Mei 2030; Masa Tenang mulai 11 Mei 2030",
        ),
        (
            (
                ("1", "Pemungutan suara", "1 Mei 2030", "1 Mei 2030"),
                ("2", "Masa Kampanye", "11 Mei 2030", "13 Mei 2030"),
            ),
            "Hari pemungutan suara mendahului masa Kampanye.",
            "masa Kampanye selesai 13 Mei 2030; hari pemungutan suara mulai 1 Mei 2030",
        ),
        (
            (
                ("1", "Pemungutan suara", "4 Mei 2030", "4 Mei 2030"),
                ("2", "Rekapitulasi hasil penghitungan suara", "3 Mei 2030", "9 Mei 2030"),
            ),
            "Rekapitulasi hasil penghitungan suara dimulai sebelum hari pemungutan suara.",
            "rekapitulasi hasil penghitungan suara mulai 3 Mei 2030, 1 hari sebelum hari pemungutan suara (4 Mei 2030)",
        ),
    ],
)
def test_stages_out_of_order(rows: tuple[tuple[str, ...], ...], message: str, arithmetic: str) -> None:
    (one,) = found(article("", *rows), "urutan-tahapan")
    assert (one.message, one.arithmetic) == (message, arithmetic)
    assert one.citation and len(one.also) == 1


@pytest.mark.parametrize("entry", load("stages.toml")["order"], ids=lambda entry: f"{entry['first']}-{entry['then']}")
def test_every_order_is_reported_once_turned_round(entry: dict[str, str]) -> None:
    examples = {stage["id"]: stage["examples"][0] for stage in load("stages.toml")["stage"]}
    names = [examples[entry[side]].split(" > ") for side in ("first", "then")]
    rows: list[tuple[str, ...]] = []
    for number, (path, day) in enumerate(zip(names, ("20", "3"), strict=True), 1):
        for level, name in enumerate(path):
            rows.append((f"{number}." if level == 0 else "a.", name, f"{day} Mei 2030", f"{int(day) + 1} Mei 2030"))
    told = found(article("", *rows), "urutan-tahapan")
    assert entry["citation"] in {one.citation for one in told}


def test_the_length_of_a_stage_in_an_article_and_in_the_schedule() -> None:
    row = ("1", "Masa Kampanye", "28 November 2023", "10 Februari 2024")
    text = "Masa Kampanye berlangsung selama {} Hari."
    assert found(article(text.format("75 (tujuh puluh lima)"), row), "lama-tahap") == []
    (one,) = found(article(text.format("90 (sembilan puluh)"), row), "lama-tahap")
    assert one.arithmetic == "28 November 2023 sampai dengan 10 Februari 2024 = 75 hari; pasal: 90 hari"


def test_a_kept_schedule_has_no_finding(tmp_path: Path) -> None:
    for name in ("pemilu-2024", "pilkada-2024"):
        assert checked(tmp_path, name).others == ()


def test_the_days_of_a_stage_in_an_article_and_in_the_schedule() -> None:
    row = ("1", "Masa Kampanye", "28 November 2023", "10 Februari 2024")
    text = "Masa Kampanye berlangsung mulai tanggal 28 November 2023 sampai dengan tanggal {} Februari 2024."
    assert found(article(text.format("10"), row), "pasal-dan-jadwal") == []
    (one,) = found(article(text.format("9"), row), "pasal-dan-jadwal")
    assert one.also == ("lampiran/tabel-1/baris-1",)
    assert one.arithmetic.endswith("jadwal: 28 November 2023 sampai dengan 10 Februari 2024")
