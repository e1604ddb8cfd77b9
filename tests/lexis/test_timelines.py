"""The times of a draft: the voting day it tells, cells reckoned from it, deadlines with their arithmetic."""

from __future__ import annotations

from datetime import date

import pytest

from pkpu_review.knowledge import load
from pkpu_review.lexis.calendar import WORKING
from pkpu_review.lexis.timelines import (
    CONTRADICTION,
    EVERY_MONTH,
    NO_VOTING_DAY,
    UNKNOWN,
    UNKNOWN_HOUR,
    UNTOLD,
    timeline,
)
from pkpu_review.model import Deadline, Identity, Provision, Regulation, Source, Timeline

H = date(2024, 2, 14)


def read(*articles: str, rows: tuple[tuple[str, ...], ...] = (), day: date | None = None) -> Timeline:
    """Return the times of a regulation of *articles*, and of a schedule where there are *rows*."""
    body = tuple(Provision(f"pasal-{n}", "pasal", f"Pasal {n}", lead=text) for n, text in enumerate(articles, 1))
    table = Provision(
        "lampiran/tabel-1",
        "tabel",
        cells=("No", "Kegiatan", "Awal", "Akhir"),
        children=tuple(Provision(f"lampiran/tabel-1/baris-{n}", "baris", cells=row) for n, row in enumerate(rows, 1)),
    )
    annex = (Provision("lampiran", "lampiran", children=(table,)),) if rows else ()
    return timeline(Regulation(Identity(), Source("a.txt", "", "text"), (*body, *annex)), day)


def only(*articles: str, rows: tuple[tuple[str, ...], ...] = (), day: date | None = H) -> Deadline:
    (one,) = read(*articles, rows=rows, day=day).deadlines
    return one


def test_an_event_that_names_a_row_of_the_schedule_has_its_day() -> None:
    rows = (("1", "Perencanaan logistik", "1 Juni 2022", "30 Juni 2022"),)
    begun = only("KPU menyampaikan usulan paling lambat 14 hari sejak Tahapan perencanaan logistik dimulai.", rows=rows)
    assert begun.day == date(2022, 6, 15) and "awal Perencanaan logistik" in begun.arithmetic
    ended = only("KPU melapor paling lambat 5 hari sejak tahap perencanaan logistik berakhir.", rows=rows)
    assert ended.day == date(2022, 7, 5)
    for event in load("stages.toml")["row_event"]["counter_examples"]:
        assert only(f"KPU melapor paling lambat 5 hari sejak {event}.", rows=rows).day is None


def test_an_event_that_names_one_of_several_rows_has_no_day() -> None:
    rows = tuple((number, "Verifikasi ulang", "1 Juni 2022", "30 Juni 2022") for number in ("1", "2"))
    assert only("KPU melapor paling lambat 5 hari sejak verifikasi ulang selesai.", rows=rows).day is None


def test_the_voting_day_of_an_article_and_of_a_row() -> None:
    said = "Pemungutan suara dilaksanakan pada hari Rabu tanggal 14 Februari 2024."
    found = read(said).voting_day
    assert found is not None and (found.day, found.provision) == (H, "pasal-1")
    row = read(rows=(("1", "Pemungutan suara", "14 Februari 2024", "14 Februari 2024"),)).voting_day
    assert row is not None and row.provision == "lampiran/tabel-1/baris-1"
    asked = read(said, day=date(2024, 2, 15)).voting_day
    assert asked is not None and (asked.day, asked.provision) == (date(2024, 2, 15), "")


def test_without_a_voting_day_there_is_none() -> None:
    found = read("Rekapitulasi paling lambat 35 (tiga puluh lima) hari setelah hari pemungutan suara.")
    assert found.voting_day is None and found.why == NO_VOTING_DAY
    (one,) = found.deadlines
    assert one.day is None and one.note == NO_VOTING_DAY and one.event == "pemungutan-suara"


def test_a_deadline_is_reckoned_from_the_voting_day() -> None:
    one = only("Tahapan dimulai paling lambat 20 (dua puluh) bulan sebelum hari pemungutan suara.")
    assert one.day == date(2022, 6, 14)
    assert one.arithmetic == "14 Februari 2024 dikurangi 20 bulan = 14 Juni 2022"


def test_a_deadline_is_reckoned_from_a_row() -> None:
    row = ("1", "Penetapan DCT", "3 November 2023", "3 November 2023")
    one = only("Kampanye dimulai 25 (dua puluh lima) hari setelah DCT ditetapkan.", rows=(row,))
    assert (one.day, one.event) == (date(2023, 11, 28), "dct")
    assert one.arithmetic == "penetapan DCT 3 November 2023 ditambah 25 hari = 28 November 2023"


def test_what_runs_from_an_event_without_a_day_stays_open() -> None:
    one = only("Laporan disampaikan paling lambat 7 (tujuh) hari sejak laporan diterima.")
    assert one.day is None and one.note == UNKNOWN and one.arithmetic == ""


@pytest.mark.parametrize(
    ("text", "unit", "amount", "note"),
    [
        ("Laporan disampaikan paling lambat tanggal 5 (lima) bulan berikutnya.", "tanggal", 5, EVERY_MONTH),
        ("Honorarium dibayar paling lambat tanggal 10 setiap bulan.", "tanggal", 10, EVERY_MONTH),
        ("Keberatan diajukan dalam waktu paling lambat 21 (dua puluh satu) Hari terhitung sejak:", "hari", 21, UNKNOWN),
        ("Gangguan dilaporkan paling lambat 24 (dua puluh empat) jam sejak diketahui.", "jam", 24, UNKNOWN_HOUR),
        ("Berkas disampaikan paling lambat 3 (tiga) hari.", "hari", 3, UNTOLD),
    ],
)
def test_by_when_is_told_though_no_day_can_be_reckoned(text: str, unit: str, amount: int, note: str) -> None:
    """A day of every month, a list of events, an hour: the reader must not look for them in vain."""
    one = only(text)
    assert (one.binds, one.unit, one.amount, one.note, one.day) == (True, unit, amount, note, None)


def test_how_long_something_lasts_binds_to_no_day() -> None:
    assert not only("Pengumuman dilaksanakan selama 14 (empat belas) hari.").binds
    assert read("Jadwal ditetapkan paling lambat tanggal 5 Mei 2024.").deadlines == ()


def test_working_days_say_what_is_not_known() -> None:
    one = only("Laporan disampaikan paling lambat 3 (tiga) hari kerja setelah hari pemungutan suara.")
    assert one.day == date(2024, 2, 19) and one.note == WORKING
    defined = read(
        "Dalam Peraturan ini yang dimaksud dengan Hari adalah hari kerja.",
        "Laporan disampaikan paling lambat 3 (tiga) Hari setelah hari pemungutan suara.",
        day=H,
    ).deadlines[-1]
    assert (defined.unit, defined.day) == ("hari kerja", date(2024, 2, 19))


def test_a_contradiction_gives_no_day() -> None:
    one = only("Laporan disampaikan paling lambat 14 (lima belas) hari setelah hari pemungutan suara.")
    assert one.day is None and one.note == CONTRADICTION


def test_cells_that_tell_a_day_by_the_voting_day() -> None:
    rows = ("1", "Distribusi", "H-7", "1 (satu) hari sebelum hari pemungutan suara"), ("2", "Rapat", "H-2", "segera")
    first, second = read(rows=rows, day=H).activities
    assert (first.start, first.end) == (date(2024, 2, 7), date(2024, 2, 13))
    assert "dikurangi 7 hari = 7 Februari 2024" in first.arithmetic
    assert (second.start, second.end) == (date(2024, 2, 12), None)
    assert read(rows=rows).activities[0].start is None


def test_dates_of_articles() -> None:
    (one,) = read("Pendaftaran berlangsung pada tanggal 1 sampai dengan 14 Agustus 2022.").dates
    assert (one.first, one.last) == (date(2022, 8, 1), date(2022, 8, 14))


def test_a_list_keeps_the_words_that_introduce_it() -> None:
    item = Provision("pasal-1/huruf-a", "huruf", "a.", lead="KPU paling lambat 35 (tiga puluh lima) hari setelahnya;")
    article = Provision("pasal-1", "pasal", lead="Batas waktu penetapan hasil:", children=(item,))
    (one,) = timeline(Regulation(Identity(), Source("a.txt", "", "text"), (article,))).deadlines
    assert one.about.startswith("Batas waktu penetapan hasil: KPU")


@pytest.mark.parametrize("example", load("stages.toml")["dated"]["examples"], ids=lambda example: example["stage"])
def test_articles_that_tell_the_days_of_a_stage(example: dict[str, str]) -> None:
    (one,) = read(example["text"]).occurrences(example["stage"])
    assert (one.start.isoformat() if one.start else "", one.end.isoformat() if one.end else "") == (
        example["start"],
        example["end"],
    )


def test_dates_that_are_no_days_of_a_stage() -> None:
    for text in load("stages.toml")["dated"]["counter_examples"]:
        (one,) = read(text).dates
        assert one.stages == (), text
