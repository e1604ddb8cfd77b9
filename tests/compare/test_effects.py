"""What a change does, and the sentence that tells it: readable cases, the word lists' examples, any two texts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pkpu_review.compare.account import account
from pkpu_review.compare.edits import edits
from pkpu_review.compare.told import Beside
from pkpu_review.knowledge import load
from pkpu_review.lexis import durations, modality, quantities
from pkpu_review.model import Change, Provision

PAIRS: tuple[tuple[str, str], ...] = (
    ("Laporan disampaikan kepada KPU paling lambat 7 (tujuh) hari sejak diterima.",
     "Laporan disampaikan kepada KPU paling lambat 14 (empat belas) hari sejak diterima."),
    ("KPU Provinsi dapat menyampaikan laporan.", "KPU Provinsi wajib menyampaikan laporan."),
    ("Peserta Pemilu menyampaikan laporan.", "Peserta Pemilu wajib menyampaikan laporan."),
    ("KPU Provinsi menunjuk relawan demokrasi.", "KPU Kabupaten/Kota menunjuk relawan demokrasi."),
    ("Pelaku dikenai sanksi peringatan.", "Pelaku dikenai sanksi peringatan tertulis dan pencabutan izin."),
    ("Pelaku dipidana dengan pidana penjara paling lama 3 (tiga) tahun.",
     "Pelaku dipidana dengan pidana penjara paling lama 5 (lima) tahun."),
    ("PPS mengumumkan DPS.", "PPS mengumumkan DPS kecuali pada hari libur."),
    ("Kotak suara disimpan di gudang yang aman.", "Kotak suara disimpan di gudang."),
    ("Honorarium sebesar Rp1.000.000,00 dibayar.", "Honorarium sebesar Rp1.500.000,00 dibayar."),
    ("Berita acara dibuat dalam 3 (tiga) rangkap.", "Berita acara dibuat dalam 4 (empat) rangkap."),
    ("Pendaftaran dibuka pada tanggal 1 Agustus 2026.", "Pendaftaran dibuka pada tanggal 4 Agustus 2026."),
    ("PPK menerima, mencatat, dan menyimpan surat suara.",
     "PPK menerima, mencatat, menyimpan, dan menjaga surat suara."),
    ("PPK menerima, menyimpan, dan menjaga surat suara.", "PPK menerima dan menyimpan surat suara."),
    ("Sosialisasi dilakukan melalui simulasi dan media cetak.",
     "Sosialisasi dilakukan melalui simulasi, media cetak, dan media sosial."),
    ("Berdasarkan pertimbangan dalam huruf a, huruf b, dan huruf c, perlu menetapkan peraturan.",
     "Berdasarkan pertimbangan dalam huruf a, huruf b, huruf c, dan huruf d, perlu menetapkan peraturan."),
    ("KPPS mencatat hasil dan memfotonya.",
     "KPPS mencatat hasil, memfotonya, dan menyerahkan salinannya kepada saksi."),
    ("Sekretariat mengadakan sampul dan formulir.", "Sekretariat mengadakan sampul, formulir, serta segel plastik."),
    ("KPU menempatkan petugas di percetakan.",
     "KPU menempatkan petugas di percetakan selama 24 (dua puluh empat) jam."),
    ("KPU meneliti dokumen paling lambat 3 (tiga) hari.", "KPU meneliti dokumen paling lambat 5 (lima) hari."),
    ("bahwa jadwal perlu disusun secara seragam;", "bahwa jadwal perlu disusun secara seragam dan terbuka;"),
    ("KPU Provinsi merekapitulasi usulan yang diterima.",
     "KPU Provinsi merekapitulasi usulan yang diterima dan menyampaikan hasilnya disertai berita acara."),
    ("KPU Provinsi menunjuk operator sistem informasi dari pegawai sekretariat.",
     "KPU Provinsi menunjuk paling sedikit 2 (dua) operator untuk setiap sistem informasi dari pegawai sekretariat."),
    ("Partai politik yang tidak menerima penetapan dapat mengajukan permohonan sengketa kepada Bawaslu.",
     "Partai politik yang keberatan terhadap penetapan dapat mengajukan permohonan sengketa kepada Bawaslu."),
    ("Pemilih yang terdaftar dalam DPT dapat pindah memilih dengan melapor sebelum hari pemungutan suara.",
     "Pemilih yang terdaftar dalam DPT dapat pindah memilih dengan melapor kepada PPS sebelum hari pemungutan suara."),
    ("Pertanggungjawaban disampaikan paling lambat tanggal 10 (sepuluh) bulan berikutnya.",
     "Sekretariat KPU Provinsi menyampaikan pertanggungjawaban paling lambat tanggal 5 (lima) bulan berikutnya."),
    ("Laporan disampaikan kepada KPU.", "PPK menyampaikan laporan kepada KPU."),
    ("keputusan KPU mengenai jadwal yang telah ditetapkan tetap berlaku.",
     "keputusan KPU mengenai jadwal yang ditetapkan sebelum Peraturan Komisi ini berlaku tetap berlaku."),
    ("Pemilih yang tidak terdaftar tetapi memiliki kartu menyerahkan salinan kartu.",
     "Pemilih yang tidak terdaftar tetapi memiliki kartu menyerahkan salinan kartu dan biodata penduduk."),
    ("PPK dan PPS membantu pendistribusian kotak suara.",
     "PPK dan PPS menerima dan menyimpan kotak suara sebelum didistribusikan."),
)  # fmt: skip


def told(old: str, new: str) -> Change:
    sides = [Provision("pasal-5/ayat-1", "ayat", "(1)", lead=text) for text in (old, new)]
    row = Change("pasal-5/ayat-1", "pasal-5/ayat-1", "same", "substantive", edits(old.split(), new.split()))
    return account(row, Beside(*sides), frozenset())


def test_sentences_as_a_commissioner_reads_them(same_as: Callable[[str, str], None]) -> None:
    lines = []
    for old, new in PAIRS:
        row = told(old, new)
        shown = "; ".join(f"{e.kind}: {e.old or '-'} > {e.new or '-'}" for e in row.effects)
        lines += [
            f"- {old}",
            f"+ {new}",
            f"  {row.sentence}",
            f"  {shown}",
            f"  {row.rank}: {'; '.join(row.reasons)}",
            "",
        ]
    same_as("\n".join(lines), "effects/kalimat.txt")


@pytest.mark.parametrize(
    ("table", "find"),
    [("term", durations.find), ("quantity", quantities.find), ("modality", modality.find)],
)
def test_word_lists_keep_their_examples(table: str, find: Callable[[str], Any]) -> None:
    entry = load("effects.toml")[table]
    assert [text for text in entry["examples"] if not list(find(text))] == []
    assert [text for text in entry["counter_examples"] if list(find(text))] == []


@pytest.mark.parametrize("table", ["condition", "sanction"])
def test_word_patterns_keep_their_examples(table: str) -> None:
    entry = load("effects.toml")[table]
    pattern = re.compile(rf"\b(?:{entry['markers' if table == 'condition' else 'words']})\b", re.I)
    assert [text for text in entry["examples"] if not pattern.search(text)] == []
    assert [text for text in entry["counter_examples"] if pattern.search(text)] == []


def test_what_follows_from_a_breach_is_a_sanction_and_until_when_it_lasts_a_condition() -> None:
    def kinds(old: str, new: str) -> set[str]:
        return {effect.kind for effect in told(old, new).effects}

    breach = "Calon yang menolak mengikuti debat diumumkan kepada masyarakat{}."
    added = " dan tidak ditayangkan iklan kampanyenya"
    assert "sanction" in kinds(breach.format(""), breach.format(added))
    assert "sanction" not in kinds(
        breach.format("").replace("menolak mengikuti debat", "terdaftar"),
        breach.format(added).replace("menolak mengikuti debat", "terdaftar"),
    )
    late = "Peserta yang tidak menyampaikan laporan{} dikenai sanksi pembatalan."
    assert kinds(late.format(""), late.format(" sampai dengan batas waktu")) == {"condition"}
    assert "deadline" in kinds(
        "KPU menyimpan laporan.", "KPU menyimpan laporan sampai dengan berakhirnya masa jabatan."
    )


def test_the_further_a_term_or_a_day_moves_the_sooner_it_is_seen() -> None:
    days = "Masa Kampanye berlangsung selama {} Hari."
    far, near = (told(days.format("120 (seratus dua puluh)"), days.format(new)).rank for new in
                 ("75 (tujuh puluh lima)", "118 (seratus delapan belas)"))  # fmt: skip
    day = "Kampanye dimulai pada tanggal {}."
    later, soon = (told(day.format("14 Oktober 2023"), day.format(new)).rank for new in
                   ("28 November 2023", "15 Oktober 2023"))  # fmt: skip
    assert far > near and later > soon
    unit = told(days.format("3 (tiga)"), "Masa Kampanye berlangsung selama 3 (tiga) bulan.")
    assert unit.rank > near


def test_a_new_duty_outranks_a_changed_word_and_punctuation_is_near_nothing() -> None:
    duty, word = told(*PAIRS[1]), told(*PAIRS[7])
    comma = account(
        Change("pasal-5", "pasal-5", "same", "editorial", edits(["a,", "b."], ["a", "b."])), Beside(), frozenset()
    )
    assert duty.rank > word.rank > comma.rank and comma.rank < 10


WORDS = st.sampled_from([
    "KPU", "Provinsi", "wajib", "dapat", "tidak", "menyampaikan", "laporan", "paling", "lambat", "7", "(tujuh)", "hari",
    "sejak", "Pasal", "5", "ayat", "(1)", "dan", "atau", "dan/atau", "kecuali", "dalam", "hal", "oleh", "PPS", "yang",
    "dikenai", "denda", "Rp1.000,00", "1", "Agustus", "2026", "30%", "{", "}", "{0}", ".", ",", ";", "“", "三",
])  # fmt: skip


@example(["KPU", "dan", "KPU"], ["KPU", "KPU", "dan"])
@example(["sejak", "KPU", "dikenai"], ["sejak", "Provinsi", "dikenai"])  # a condition of what is punished
@given(st.lists(WORDS, max_size=30), st.lists(WORDS, max_size=30))
def test_any_two_texts_are_told_in_their_own_words(old: list[str], new: list[str]) -> None:
    row = told(" ".join(old), " ".join(new))
    assert 0 <= row.rank <= 100 and row.sentence.endswith(".")
    for effect in row.effects:
        assert effect.old in " ".join(old) and effect.new in " ".join(new)
        assert effect.old or effect.new


@given(st.lists(WORDS, min_size=1, max_size=30))
def test_what_came_or_went_is_told_in_its_own_words(words: list[str]) -> None:
    text = " ".join(words)
    one = Provision("pasal-5/ayat-1", "ayat", "(1)", lead=text)
    added = Change(None, one.id, "added", "substantive", edits([], words))
    removed = Change(one.id, None, "removed", "substantive", edits(words, []))
    came, went = account(added, Beside(new=one), ()), account(removed, Beside(old=one), ())
    assert all(effect.new in text and not effect.old for effect in came.effects)
    assert all(effect.old in text and not effect.new for effect in went.effects)
    assert came.sentence.endswith(".") and went.sentence.endswith(".")
