"""The tables of a regulation → its schedule."""

from __future__ import annotations

from datetime import date

import pytest

from pkpu_review.knowledge import load
from pkpu_review.lexis.schedules import columns, schedule
from pkpu_review.model import Activity, Identity, Provision, Regulation, Source

COLUMNS = load("schedule.toml")["column"]
HEADS = ("No", "Kegiatan", "Awal", "Akhir")
Spans = tuple[tuple[int, int], ...]


def activities(
    *rows: tuple[str, ...], heads: tuple[str, ...] = HEADS, spans: dict[int, Spans] | None = None
) -> list[Activity]:
    made = tuple(
        Provision(f"lampiran/tabel-1/baris-{n}", "baris", cells=row, spans=(spans or {}).get(n, ()))
        for n, row in enumerate(rows, 1)
    )
    table = Provision("lampiran/tabel-1", "tabel", cells=heads, children=made)
    annex = Provision("lampiran", "lampiran", children=(table,))
    return list(schedule(Regulation(Identity(), Source("a.pdf", "", "pdf"), (annex,))).activities)


@pytest.mark.parametrize("entry", COLUMNS, ids=lambda entry: entry["id"])
def test_heads(entry: dict[str, list[str]]) -> None:
    others = {"kegiatan": "Kegiatan", "mulai": "Mulai", "selesai": "Selesai"}
    others.pop(str(entry["id"]), None)
    for head in entry["examples"]:
        assert columns((head, *others.values())).get(str(entry["id"])) == (0,), head
    for head in entry["counter_examples"]:
        assert 0 not in columns((head, *others.values())).get(str(entry["id"]), ()), head


def test_activities_with_their_days() -> None:
    first, second = activities(
        ("1.", "Pendaftaran", "1 Juni 2026", "14 Juni 2026"), ("2.", "Verifikasi", "15 Juni 2026", "7 hari kemudian")
    )
    assert (first.number, first.name, first.start, first.end) == (
        "1.",
        "Pendaftaran",
        date(2026, 6, 1),
        date(2026, 6, 14),
    )
    assert (second.start, second.end, second.end_text) == (date(2026, 6, 15), None, "7 hari kemudian")
    assert second.provision == "lampiran/tabel-1/baris-2"


def test_levels_by_the_numbers() -> None:
    rows = [
        ("I.", "PERSIAPAN"), ("1.", "Anggaran"), ("a.", "Usulan"), ("b.", "Pagu"), ("2.", "Peraturan"),
        ("II.", "PELAKSANAAN"), ("1.", "Pendaftaran"), ("1)", "Pengumuman"), ("2)", "Penerimaan"), ("III.", "AKHIR"),
    ]  # fmt: skip
    found = activities(*((*row, "1 Juni 2026", "2 Juni 2026") for row in rows))
    assert [one.level for one in found] == [1, 2, 3, 3, 2, 1, 2, 3, 3, 1]
    names = {one.provision: one.name for one in found}
    assert [names.get(one.parent, "") for one in found] == [
        *("", "PERSIAPAN", "Anggaran", "Anggaran", "PERSIAPAN"),
        *("", "PELAKSANAAN", "Pendaftaran", "Pendaftaran", ""),
    ]


def test_letters_that_are_roman_too() -> None:
    rows = [
        ("A.", "satu"),
        *((f"{letter}.", letter) for letter in "abcdefghij"),
        ("B.", "dua"),
        ("C.", "tiga"),
        ("D.", "empat"),
    ]
    found = activities(*((*row, "", "") for row in rows))
    assert [one.level for one in found] == [1, *[2] * 10, 1, 1, 1]


def test_numbers_in_the_cell_of_the_name() -> None:
    found = activities(
        ("1.", "Pendaftaran", "1 Juni 2026", "2 Juni 2026"),
        ("", "a. Pengumuman", "1 Juni 2026", "1 Juni 2026"),
        ("", "b. Penerimaan", "2 Juni 2026", "2 Juni 2026"),
    )
    assert [(one.number, one.name, one.level) for one in found] == [
        ("1.", "Pendaftaran", 1), ("a.", "Pengumuman", 2), ("b.", "Penerimaan", 2),
    ]  # fmt: skip


def test_the_title_of_a_part_over_all_columns() -> None:
    whole = ((4, 1), (0, 0), (0, 0), (0, 0))
    found = activities(("A. PERSIAPAN", "", "", ""), ("1.", "Anggaran", "1 Juni 2026", "2 Juni 2026"), spans={1: whole})
    assert [(one.number, one.name, one.level) for one in found] == [("A.", "PERSIAPAN", 1), ("1.", "Anggaran", 2)]


def test_one_cell_for_both_days() -> None:
    wide = ((1, 1), (1, 1), (2, 1), (0, 0))
    (one,) = activities(("1.", "Kampanye", "28 November 2026 s.d. 3 Januari 2027", ""), spans={1: wide})
    assert (one.start, one.end) == (date(2026, 11, 28), date(2027, 1, 3))


def test_days_merged_over_rows_hold_for_each() -> None:
    spans: dict[int, Spans] = {1: ((1, 1), (1, 1), (1, 2), (1, 2)), 2: ((1, 1), (1, 1), (0, 0), (0, 0))}
    found = activities(
        ("1.", "Pemungutan", "1 Juni 2026", "2 Juni 2026"),
        ("2.", "Penghitungan", "", ""),
        ("3.", "Rekapitulasi", "", ""),
        spans=spans,
    )
    assert [one.start for one in found] == [date(2026, 6, 1), date(2026, 6, 1), None]


def test_a_column_of_times() -> None:
    (one,) = activities(("1", "Rapat", "1 s.d. 3 Juli 2026"), heads=("No", "Tahapan", "Waktu Pelaksanaan"))
    assert (one.start, one.end, one.start_text) == (date(2026, 7, 1), date(2026, 7, 3), "1 s.d. 3 Juli 2026")
    assert activities(("1", "Rapat", "tiga kali"), heads=("No", "Kegiatan", "Waktu")) == []


def test_heads_of_two_levels() -> None:
    found = activities(
        ("1.", "a.", "Pendaftaran", "1 Juni 2026", "2 Juni 2026"),
        heads=("NO", "TAHAPAN", "TAHAPAN", "JADWAL > AWAL", "JADWAL > AKHIR"),
    )
    assert [(one.number, one.name, one.start) for one in found] == [("1.", "a. Pendaftaran", date(2026, 6, 1))]


@pytest.mark.parametrize(
    "heads", [("No", "Jenis Barang", "Jumlah", "Satuan"), ("No", "Kegiatan", "Anggaran", "Pelaksana"), ()]
)
def test_other_tables_are_no_schedule(heads: tuple[str, ...]) -> None:
    assert activities(("1.", "Kotak", "1 Juni 2026", "2 Juni 2026"), heads=heads) == []
