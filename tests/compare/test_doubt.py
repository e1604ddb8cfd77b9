"""What is not certain is not told as if it were: faint readings, and pairs with a rival."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pkpu_review.compare import compare
from pkpu_review.model import Origin, Problem, Provision, Regulation

from .drafts import article, draft

SENTENCE = "KPU Kabupaten/Kota menyusun rencana kebutuhan perlengkapan pemungutan suara setiap tahun"


def version(*texts: str, page: int | None = None) -> Regulation:
    return draft(
        *(
            Provision(f"pasal-{place}", "pasal", f"Pasal {place}", lead=text, origins=(Origin(page=page),))
            for place, text in enumerate(texts, 1)
        )
    )


@pytest.mark.parametrize(
    "problem",
    [
        Problem("ocr-ragu", "", page=3),
        Problem("ocr-tidak-ada", "", page=1, pages=(1, 3)),
        Problem("halaman-rusak", "", provision="pasal-1"),
    ],
    ids=["a doubtful page", "one of several pages", "the provision itself"],
)
def test_a_provision_that_was_read_badly_is_never_called_unchanged(problem: Problem) -> None:
    clear = version(SENTENCE, page=3)
    faint = replace(clear, problems=(problem,))
    assert [row.unchanged for row in compare(clear, clear).rows] == [True]
    for old, new in ((clear, faint), (faint, clear)):
        (row,) = compare(old, new).rows
        assert row.change == "none" and row.poorly_read and row.doubtful and not row.unchanged


def test_a_letter_that_no_one_could_read_makes_its_provision_doubtful() -> None:
    (row,) = compare(version(SENTENCE + " \ufffd"), version(SENTENCE + " \ufffd")).rows
    assert row.doubtful and not row.unchanged


def test_a_problem_of_another_page_leaves_the_provision_alone() -> None:
    clear = version(SENTENCE, page=3)
    (row,) = compare(clear, replace(clear, problems=(Problem("ocr-ragu", "", page=4),))).rows
    assert row.unchanged and not row.doubtful


def test_a_pair_with_a_near_rival_names_it() -> None:
    old = version(SENTENCE.replace("setiap tahun", "sekali"))
    new = version(SENTENCE, SENTENCE.replace("tahun", "semester"))
    paired, added = compare(old, new).rows
    assert (paired.old, paired.new, added.old) == ("pasal-1", "pasal-1", None)
    assert paired.doubtful and (paired.rival, paired.rival_side) == ("pasal-2", "new")


CALENDAR = "KPU menerbitkan kalender Tahapan dalam bentuk cetak dan elektronik untuk kebutuhan sosialisasi."
REWORDED = "KPU menerbitkan kalender Tahapan dalam bentuk elektronik sebagai bahan sosialisasi."
RIVAL = "KPU menerbitkan buku Tahapan dalam bentuk cetak dan elektronik untuk kebutuhan pemilih."
OUTREACH = ("Sosialisasi dilaksanakan di semua tingkatan.", "Relawan dibentuk dari unsur masyarakat setempat.")
OTHERS = (
    "Pengadaan kotak suara dilakukan melalui katalog elektronik.",
    "Honorarium anggota badan ad hoc dibayarkan paling lambat tanggal lima bulan berikutnya.",
)
AGAIN = CALENDAR.rstrip(".") + " dan diumumkan pada laman KPU dan media massa nasional."


def revised(olds: tuple[str, ...], last: str) -> tuple[Regulation, Regulation]:
    """A draft that ends with the articles *olds*, and one in which an article before gained an ayat with *last*."""
    between = [article(place, words) for place, words in enumerate(OTHERS, 2)]
    ends = [article(place, words) for place, words in enumerate(olds, 4)]
    return (
        draft(article(1, "", *OUTREACH), *between, *ends),
        draft(article(1, "", *OUTREACH, last), *between),
    )


def test_an_article_reworded_on_its_way_into_another_one_is_found_and_doubted() -> None:
    old, new = revised((CALENDAR,), REWORDED)
    (row,) = [row for row in compare(old, new).rows if row.change == "substantive"]
    assert (row.old, row.new, row.relation, row.doubtful) == ("pasal-4", "pasal-1/ayat-3", "moved", True)
    (row,) = [row for row in compare(new, old).rows if row.change == "substantive"]
    assert (row.old, row.new, row.relation, row.doubtful) == ("pasal-1/ayat-3", "pasal-4", "moved", True)


@pytest.mark.parametrize(
    ("olds", "last"),
    [((CALENDAR, RIVAL), REWORDED), ((RIVAL,), REWORDED)],
    ids=["two that it may have been", "too little alike"],
)
def test_what_may_be_another_one_is_not_paired_by_a_low_likeness(olds: tuple[str, ...], last: str) -> None:
    rows = compare(*revised(olds, last)).rows
    assert {(row.old, row.new) for row in rows if row.relation in ("added", "removed")} == {
        *((f"pasal-{place}", None) for place in range(4, 4 + len(olds))), (None, "pasal-1/ayat-3"),
    }  # fmt: skip


def test_a_new_article_that_says_again_what_went_and_more_is_left_to_the_reader() -> None:
    new, old = revised((AGAIN,), CALENDAR)
    rows = compare(old, new).rows
    assert {(row.old, row.new) for row in rows if row.relation in ("added", "removed")} == {
        ("pasal-1/ayat-3", None), (None, "pasal-4"),
    }  # fmt: skip
    assert all(row.rival for row in rows if row.relation in ("added", "removed"))
