"""Rows for what short text files cannot show: tables, the promulgation formula, splits of running text, great sizes."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from pkpu_review.compare import compare, edits
from pkpu_review.model import Change, Comparison, Provision

from .drafts import article, draft, table

FORMULA = "Agar setiap orang mengetahuinya, memerintahkan pengundangan Peraturan Komisi ini dalam Berita Negara."
FIRST = "Ketua KPPS membuka kotak suara di hadapan saksi, pengawas, dan pemilih yang hadir."
SECOND = "Surat suara dihitung satu demi satu lalu hasilnya diumumkan dengan suara yang jelas."


def row(comparison: Comparison, old: str | None, new: str | None) -> Change:
    (found,) = [row for row in comparison.rows if (row.old, row.new) == (old, new)]
    return found


def sides(change: Change) -> tuple[str, str]:
    return " ".join(e.old for e in change.edits if e.old), " ".join(e.new for e in change.edits if e.new)


def test_table_rows_are_compared_cell_by_cell() -> None:
    old = table(
        ("1", "Pemutakhiran data pemilih", "14 Oktober 2022", "21 Mei 2023"),
        ("2", "Kampanye", "1 Mei 2023", "2 Mei 2023"),
    )
    new = table(
        ("1", "Pembentukan badan ad hoc", "1 Januari 2022", "1 Februari 2022"),
        ("2", "Pemutakhiran data pemilih", "14 Oktober 2022", "21 Juni 2023"),
        ("3", "Kampanye", "1 Mei 2023", "2 Mei 2023"),
    )  # fmt: skip
    result = compare(draft(old), draft(new))
    changed = row(result, "lampiran/tabel-1/baris-1", "lampiran/tabel-1/baris-2")
    assert (changed.relation, changed.change) == ("renumbered", "substantive")
    assert [(e.old, e.new) for e in changed.edits if e.operation != "equal"] == [("1", "2"), ("Mei", "Juni")]
    assert row(result, None, "lampiran/tabel-1/baris-1").relation == "added"
    # only its running number is another
    assert row(result, "lampiran/tabel-1/baris-2", "lampiran/tabel-1/baris-3").change == "none"


@pytest.mark.parametrize(
    ("heads", "told"),
    [
        (("NO", "JENIS BARANG", "JUMLAH", "KETERANGAN"), "(jumlah 74, keterangan berhologram)"),
        ((), "(74, berhologram)"),
    ],
)
def test_a_new_row_is_told_by_what_it_is_about_and_the_heads_of_its_columns(heads: tuple[str, ...], told: str) -> None:
    rows = [("1", "Tinta", "2", "botol"), ("2", "Segel", "74", "berhologram")]
    sides = []
    for count in (1, 2):
        annex = table(*rows[:count])
        sides.append(draft(replace(annex, children=(replace(annex.children[0], cells=heads),))))
    (row,) = [row for row in compare(*sides).rows if not row.unchanged]
    assert row.sentence == f"Baris tabel baru, yaitu “Segel” {told}."
    (row,) = [row for row in compare(*reversed(sides)).rows if not row.unchanged]
    assert row.sentence == f"Baris tabel dihapus, yaitu “Segel” {told}."


def test_a_row_whose_dates_all_changed_is_the_same_row() -> None:
    old = table(("a", "Pembentukan Pantarlih", "1 Desember 2022", "31 Desember 2022"))
    new = table(("a", "Pembentukan Pantarlih", "26 Januari 2023", "11 Februari 2023"))
    changed = row(compare(draft(old), draft(new)), "lampiran/tabel-1/baris-1", "lampiran/tabel-1/baris-1")
    cells = [(e.old, e.new) for e in changed.edits if e.operation != "equal"]
    assert cells == [("1 Desember 2022", "26 Januari 2023"), ("31 Desember 2022", "11 Februari 2023")]


def test_the_promulgation_formula_goes_with_the_last_article_and_changes_nothing() -> None:
    closing = "Peraturan Komisi ini mulai berlaku pada tanggal diundangkan."
    old = draft(article(1, FIRST), article(2, closing, promulgation=FORMULA))
    new = draft(article(1, FIRST), article(2, closing), article(3, SECOND, promulgation=FORMULA))
    result = compare(old, new)
    assert row(result, "pasal-2", "pasal-2").change == "none"
    assert row(result, None, "pasal-3").relation == "added"


def test_running_text_that_is_split_goes_to_its_parts() -> None:
    result = compare(draft(article(1, f"{FIRST} {SECOND}")), draft(article(1, FIRST), article(2, SECOND)))
    first, second = row(result, "pasal-1", "pasal-1"), row(result, "pasal-1", "pasal-2")
    assert [(r.relation, r.change) for r in (first, second)] == [("split", "none")] * 2
    assert (sides(first), sides(second)) == ((FIRST, FIRST), (SECOND, SECOND))
    back = compare(draft(article(1, FIRST), article(2, SECOND)), draft(article(1, f"{FIRST} {SECOND}")))
    assert [(r.old, r.new, r.relation, r.change) for r in back.rows] == [
        ("pasal-1", "pasal-1", "merged", "none"),
        ("pasal-2", "pasal-1", "merged", "none"),
    ]


def test_a_new_article_that_resembles_one_that_stays_is_new() -> None:
    words = FIRST.split()
    like = " ".join(words[:4] + SECOND.split()[:6] + words[-4:])
    result = compare(
        draft(article(1, FIRST), article(2, SECOND)), draft(article(1, like), article(2, FIRST), article(3, SECOND))
    )
    assert [(r.old, r.new, r.relation) for r in result.rows] == [
        (None, "pasal-1", "added"),
        ("pasal-1", "pasal-2", "renumbered"),
        ("pasal-2", "pasal-3", "renumbered"),
    ]  # fmt: skip


def test_a_short_article_moves_past_a_long_one() -> None:
    long, short = article(1, "", FIRST, SECOND, FIRST + " Lagi."), article(2, "Saksi menandatangani berita acara.")
    result = compare(
        draft(long, short), draft(article(1, short.lead), article(2, "", *(child.lead for child in long.children)))
    )
    assert row(result, "pasal-2", "pasal-1").relation == "moved"
    assert row(result, "pasal-1", "pasal-2").relation == "renumbered"


def test_texts_that_stand_twice_keep_their_order() -> None:
    twice = [article(n, "Cukup jelas.") for n in (1, 2, 3)]
    result = compare(draft(*twice), draft(*twice[:2]))
    assert [(r.old, r.new) for r in result.rows] == [("pasal-1", "pasal-1"), ("pasal-2", "pasal-2"), ("pasal-3", None)]


def test_a_removed_provision_stands_where_it_stood() -> None:
    result = compare(draft(article(1, "", FIRST, SECOND, "Selesai.")), draft(article(1, "", FIRST, "Selesai.")))
    assert [r.old for r in result.rows] == ["pasal-1", "pasal-1/ayat-1", "pasal-1/ayat-2", "pasal-1/ayat-3"]


@pytest.mark.parametrize(
    ("told", "change"),
    [
        ("Pasal 2 dan Pasal 3", "reference"),
        ("Pasal 2 sampai dengan Pasal 3", "reference"),
        ("Pasal 2", "reference"),
        ("Pasal 2 dan Pasal 4", "substantive"),
        ("Pasal 4", "substantive"),
    ],
)
def test_a_list_of_references_follows_a_split(told: str, change: str) -> None:
    rest = "Ketentuan ini dikecualikan bagi pemungutan suara ulang menurut"
    old = draft(article(1, f"{FIRST} {SECOND}"), article(2, f"{rest} Pasal 1 saja."))
    new = draft(article(1, "Baru."), article(2, FIRST), article(3, SECOND), article(4, f"{rest} {told} saja."))
    assert row(compare(old, new), "pasal-2", "pasal-4").change == change


def test_a_reference_to_another_law_does_not_follow() -> None:
    text = "Ketentuan pidana mengikuti Pasal {} Undang-Undang Nomor 7 Tahun 2017 dan perubahannya."
    old = draft(article(1, FIRST), article(2, text.format(1)))
    new = draft(article(1, "Baru."), article(2, FIRST), article(3, text.format(2)))
    assert row(compare(old, new), "pasal-2", "pasal-3").change == "substantive"


def test_a_provision_of_great_size_is_still_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edits, "MOST_CELLS", 10)
    told = edits.edits(["a", "b", "c", "d", "e", "f", "g"], ["a", "x", "b", "y", "c", "z", "g"])
    assert [(e.operation, e.old, e.new) for e in told] == [
        ("equal", "a", "a"),
        ("replace", "b c d e f", "x b y c z"),
        ("equal", "g", "g"),
    ]


def test_tiny_islands_are_marked_with_what_surrounds_them() -> None:
    told = edits.edits(["a", "b", "dan", "c", "d", "e"], ["p", "q", "dan", "r", "s", "e"])
    assert [(e.operation, e.old, e.new) for e in told] == [
        ("replace", "a b dan c d", "p q dan r s"),
        ("equal", "e", "e"),
    ]


@pytest.mark.parametrize(
    ("short", "long", "parts"),
    [
        ("KPU menunjuk operator sistem.", "KPU menunjuk paling sedikit 2 (dua) operator untuk setiap sistem.",
         ["paling sedikit 2 (dua)", "untuk setiap"]),
        ("PPS menerima kotak suara.", "PPS pada hari itu menerima dan menyimpan semua kotak suara.",
         ["pada hari itu", "dan menyimpan semua"]),
    ],
)  # fmt: skip
def test_a_word_between_two_insertions_is_not_struck_to_be_put_back(short: str, long: str, parts: list[str]) -> None:
    came, went = edits.edits(short.split(), long.split()), edits.edits(long.split(), short.split())
    assert [e.new for e in came if e.operation != "equal"] == parts
    assert [e.old for e in went if e.operation != "equal"] == parts


def test_thousands_of_rows_take_no_square_of_time() -> None:
    def rows(count: int, word: str) -> Provision:
        return table(*((str(n), f"kegiatan {n} {word}", f"{n % 28 + 1} Mei 2023") for n in range(count)))

    begin = time.perf_counter()
    result = compare(draft(rows(4000, "awal")), draft(rows(4000, "akhir")))
    assert sum(r.old is not None and r.new is not None for r in result.rows) > 4000 * 0.9
    assert time.perf_counter() - begin < 30  # a square of rows takes minutes
