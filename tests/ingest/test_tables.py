"""Table rows as lines → tables with rows, continued over pages; nothing of them is lost."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkpu_review.ingest.lines import Line
from pkpu_review.ingest.tables import Tables
from pkpu_review.ingest.tree import Joiner, Node, freeze
from pkpu_review.model import Furniture, Origin, Provision

HEAD = ("No", "Kegiatan", "Awal", "Akhir")
Spans = tuple[tuple[int, int], ...]


def line(*cells: str, page: int | None = 1, spans: Spans = (), head: bool = False, table: int | None = None) -> Line:
    number = table if table is not None else page or 1
    return Line(" | ".join(cells), Origin(page=page), cells=cells, spans=spans, head=head, table=number)


def tables(*rows: Line) -> tuple[list[Provision], list[Furniture]]:
    """The tables that *rows* make, one under the other, and what was set aside."""
    host, reading = Node("lampiran"), Tables()
    for row in rows:
        reading.row(host, row)
    reading.close()
    (annex,) = freeze([host], Joiner(rows), [])
    return list(annex.children), reading.repeated


def test_a_table_goes_on_over_pages() -> None:
    (table,), aside = tables(
        line(*HEAD), line("1.", "Pendaftaran", "1 Juni", "3 Juni"),
        line(*HEAD, page=2), line("2.", "Verifikasi", "4 Juni", "5 Juni", page=2),
    )  # fmt: skip
    assert table.cells == HEAD
    assert [(row.cells[0], row.pages) for row in table.children] == [("1.", (1,)), ("2.", (2,))]
    assert [(piece.text, piece.page, piece.reason) for piece in aside] == [
        ("No Kegiatan Awal Akhir", 2, "kepala tabel yang diulang")
    ]


def test_a_head_is_known_by_its_repetition() -> None:
    rows = [("Gejala", "Sebab"), ("demam", "virus"), ("batuk", "debu"), ("lelah", "kurang tidur")]
    (table,), aside = tables(*(line(*row) for row in rows), line(*rows[0], page=2), line("pening", "panas", page=2))
    assert table.cells == ("Gejala", "Sebab")
    assert [row.cells[0] for row in table.children] == ["demam", "batuk", "lelah", "pening"]
    assert len(aside) == 1


def test_another_head_begins_another_table() -> None:
    first, second = line(*HEAD), line("No", "Nama Barang", "Jumlah", "Satuan", page=2)
    found, _ = tables(first, line("1.", "a", "b", "c"), second, line("1.", "Kotak", "4", "buah", page=2))
    assert [table.cells[1] for table in found] == ["Kegiatan", "Nama Barang"]
    assert [table.id for table in found] == ["lampiran/tabel-1", "lampiran/tabel-2"]


def test_two_tables_of_one_page_are_two() -> None:
    found, _ = tables(line("a", "b"), line("c", "d"), line("e", "f", table=9), line("g", "h", table=9))
    assert [len(table.children) for table in found] == [2, 2]


def test_tables_without_pages_go_on_where_their_numbers_do() -> None:
    rows = [line("1.", "a", page=None, table=1), line("2.", "b", page=None, table=1)]
    on, _ = tables(*rows, line("3.", "c", page=None, table=2))
    anew, _ = tables(*rows, line("1.", "c", page=None, table=2))
    assert [len(table.children) for table in on] == [3]
    assert [len(table.children) for table in anew] == [2, 1]


def test_numbers_of_columns_are_no_row() -> None:
    numbers = ("1", "2", "3", "4")
    (table,), aside = tables(
        line(*HEAD), line(*numbers), line("1.", "Pendaftaran", "1 Juni", "3 Juni"),
        line(*numbers, page=2), line("2.", "Verifikasi", "4 Juni", "5 Juni", page=2),
    )  # fmt: skip
    assert table.cells == HEAD
    assert [row.cells[0] for row in table.children] == ["1.", "2."]
    assert Counter(piece.reason for piece in aside) == {"nomor kolom tabel yang diulang": 1, "nomor kolom tabel": 1}


def test_a_head_of_two_levels_is_printed_once() -> None:
    spans = ((1, 2), (1, 2), (2, 1), (0, 0)), ((0, 0), (0, 0), (1, 1), (1, 1))
    heads = ("No", "Kegiatan", "Jadwal", ""), ("", "", "Awal", "Akhir")
    printed = [
        [line(*cells, page=page, spans=span) for cells, span in zip(heads, spans, strict=True)] for page in (1, 2)
    ]
    (table,), aside = tables(*printed[0], line("1.", "a", "b", "c"), *printed[1], line("2.", "d", "e", "f", page=2))
    assert table.cells == ("No", "Kegiatan", "Jadwal > Awal", "Jadwal > Akhir")
    assert table.lead == "No Kegiatan Jadwal Awal Akhir"  # every word as often as it is printed
    assert [row.cells[0] for row in table.children] == ["1.", "2."]
    assert [piece.text for piece in aside] == ["No Kegiatan Jadwal", "Awal Akhir"]


@pytest.mark.parametrize(
    ("rest", "joined"),
    [
        (("", "peserta Pemilu", "", ""), True),  # goes on in small letters
        (("", "Peserta Pemilu", "", ""), True),  # the rows are numbered, this one is not
        (("3.", "peserta Pemilu", "", ""), False),
        (("", "a. peserta Pemilu", "1 Juni", ""), False),  # begins an item
        (("", "peserta Pemilu", "1 Juni", "2 Juni"), True),
    ],
)
def test_a_row_that_a_page_break_parts(rest: tuple[str, ...], joined: bool) -> None:
    before = line("1.", "Penelitian", "1 Mei", "2 Mei"), line("2.", "Pendaftaran calon", "3 Juni", "4 Juni")
    (table,), _ = tables(line(*HEAD), *before, line(*rest, page=2), line("4.", "Akhir", "5 Juni", "6 Juni", page=2))
    assert len(table.children) == 4 - joined
    if joined:
        row = table.children[1]
        assert row.cells == tuple(
            " ".join(filter(None, pair)) for pair in zip(before[1].cells or (), rest, strict=True)
        )
        assert row.pages == (1, 2)
        assert row.lead == " | ".join(row.cells)


def test_a_row_that_a_page_break_parts_within_a_word_or_a_phrase() -> None:
    for before, after in (("tahap ke-", "2"), ("KPU dan", "Bawaslu"), ("PPK/", "PPS")):
        rows = line("", "lain", "1 Mei"), line("", before, "3 Juni")
        (table,), _ = tables(line("No", "Kegiatan", "Awal"), *rows, line("", after, "", page=2))
        assert [row.cells[1].replace(" ", "") for row in table.children] == [
            "lain",
            f"{before}{after}".replace(" ", ""),
        ]


def test_a_row_without_a_number_is_a_row_where_others_have_none() -> None:
    rows = [line("1.", "a", "b", "c"), line("", "Rincian", "d", "e"), line("2.", "f", "g", "h")]
    (table,), _ = tables(line(*HEAD), *rows, line("", "Rincian lain", "i", "", page=2))
    assert [row.cells[1] for row in table.children] == ["a", "Rincian", "f", "Rincian lain"]


def test_a_word_that_a_line_end_parts_in_a_cell() -> None:
    (table,), _ = tables(line("memberikan", "undang-\nundang"), line("mem-\nberikan", "dan/\natau"))
    assert [row.cells for row in table.children] == [("memberikan", "undang-undang"), ("memberikan", "dan/atau")]


def test_merged_cells_are_kept() -> None:
    spans = ((1, 2), (1, 1)), ((0, 0), (1, 1))
    (table,), _ = tables(line("1.", "a", spans=spans[0]), line("", "b", spans=spans[1]), line("2.", "c"))
    assert [row.spans for row in table.children] == [*spans, ()]


def test_spans_that_no_table_has() -> None:
    huge = ((2**31, 2**31), (0, 0), (0, 0))
    (table,), _ = tables(line("1.", "", "", spans=huge), line("a", "b", "c"), line("d", "e", "f", spans=((1, 1),)))
    assert [row.spans for row in table.children] == [((3, 3), (0, 0), (0, 0)), (), ()]


def test_a_merged_cell_that_a_page_break_parts() -> None:
    first = line("1.", "a", spans=((1, 2), (1, 1))), line("", "b", spans=((0, 0), (1, 1)))
    second = (
        line("", "Bagian c", page=2, spans=((1, 2), (1, 1))),
        line("", "Bagian d", page=2, spans=((0, 0), (1, 1))),
    )
    (table,), _ = tables(*first, *second)
    assert [row.spans[0] for row in table.children] == [(1, 4), (0, 0), (0, 0), (0, 0)]


cell = st.sampled_from(
    ["", "", "1.", "2.", "a", "Kegiatan", "peserta", "1 Juni 2026", "JUMLAH", "1", "2", "3", "• satu"]
)
rows = st.lists(
    st.tuples(st.lists(cell, min_size=3, max_size=3), st.integers(0, 2), st.booleans()), min_size=1, max_size=12
)


@given(rows)
def test_no_letter_of_a_table_is_lost(drawn: list[tuple[list[str], int, bool]]) -> None:
    page, read = 1, []
    for cells, onward, head in drawn:
        page += onward
        if any(cells):
            read.append(line(*cells, page=page, head=head))
    found, aside = tables(*read)
    kept = [
        text for table in found for one in table.walk() for text in ([one.lead] if one.kind == "tabel" else one.cells)
    ]
    letters = Counter("".join([*kept, *(piece.text for piece in aside)]).replace("|", "").replace(" ", ""))
    assert letters == Counter("".join(cell for one in read for cell in one.cells or ()).replace(" ", ""))
