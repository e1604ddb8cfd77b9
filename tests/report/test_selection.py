"""What is asked for by kind, place and division, and the rows that answer it."""

from __future__ import annotations

import pytest

from pkpu_review.model import Comparison, Review
from pkpu_review.report import records
from pkpu_review.report.views.selection import KINDS, Selection, UnknownPlace, place_of
from tests.compare.drafts import article, draft


@pytest.fixture(scope="module")
def comparison(review: Review) -> Comparison:
    assert review.comparison is not None
    return review.comparison


def chosen(comparison: Comparison, **asked: object) -> list[tuple[str | None, str | None]]:
    return [(row.old, row.new) for row in Selection(**asked).rows(comparison)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "segments"),
    [
        ("5", ("pasal-5",)),
        ("5A", ("pasal-5a",)),
        ("5 ayat 2", ("pasal-5", "ayat-2")),
        ("Pasal 5 ayat (2) huruf a angka 1", ("pasal-5", "ayat-2", "huruf-a", "angka-1")),
        ("pasal-5/ayat-2a", ("pasal-5", "ayat-2a")),
        ("Pasal I angka 3", ("pasal-i", "angka-3")),
        ("BAB II", ("bab-ii",)),
        ("Bagian Kedua Belas", ("bagian-kedua-belas",)),
        ("lampiran", ("lampiran",)),
        ("Lampiran II tabel 1 baris 3", ("lampiran-ii", "tabel-1", "baris-3")),
        ("menimbang huruf b", ("menimbang", "huruf-b")),
    ],
)
def test_places_as_people_write_them(words: str, segments: tuple[str, ...]) -> None:
    assert place_of(words) == segments


@pytest.mark.parametrize("words", ["", "lima", "5ayat2", "5 6", "../x", "5 dan 6", "\x1b[2J", "(", "pasal 5 !"])
def test_words_that_name_no_place(words: str, comparison: Comparison) -> None:
    with pytest.raises(UnknownPlace):
        Selection(places=(words,)).rows(comparison)


def test_nothing_asked_for_is_everything(comparison: Comparison) -> None:
    assert not Selection()
    assert Selection().rows(comparison) == comparison.rows


@pytest.mark.parametrize("kind", KINDS)
def test_kinds(comparison: Comparison, kind: str) -> None:
    expected = [(row.old, row.new) for row in comparison.rows if kind in (row.change, row.relation)]
    assert chosen(comparison, only=(kind,)) == expected


def test_kinds_widen_and_a_place_narrows(comparison: Comparison) -> None:
    both = chosen(comparison, only=("moved", "renumbered"))
    assert both == [("pasal-5", "pasal-6"), ("pasal-6", "pasal-7")]
    assert chosen(comparison, only=("moved", "renumbered"), places=("7",)) == [("pasal-6", "pasal-7")]


def test_an_article_is_found_by_its_number_in_either_version_with_all_below_it(comparison: Comparison) -> None:
    found = chosen(comparison, places=("5",))
    assert (None, "pasal-5/ayat-8") in found and ("pasal-5", "pasal-6") in found
    assert all("pasal-5" in f"{old} {new}" for old, new in found)
    assert chosen(comparison, places=("2 ayat 2",)) == [
        (id, id) for id in ("pasal-2/ayat-2", "pasal-2/ayat-2/huruf-a", "pasal-2/ayat-2/huruf-b")
    ]


def test_a_chapter_holds_its_articles(comparison: Comparison) -> None:
    found = chosen(comparison, places=("bab ii",))
    assert found == [(row.old, row.new) for row in comparison.rows if row.new != "judul"]


def test_an_elucidation_goes_with_its_article() -> None:
    from pkpu_review.compare import compare
    from pkpu_review.model import Provision

    explained = Provision(
        "penjelasan", "penjelasan", children=(Provision("penjelasan/pasal-1", "pasal", "Pasal 1", lead="Cukup jelas."),)
    )
    version = draft(article(1, "Satu ketentuan."), article(10, "Sepuluh."), explained)
    found = chosen(compare(version, version), places=("1",))
    assert found == [("pasal-1", "pasal-1"), ("penjelasan/pasal-1", "penjelasan/pasal-1")]


def test_a_place_that_neither_version_has(comparison: Comparison) -> None:
    with pytest.raises(UnknownPlace, match="'99' tidak ditemukan"):
        Selection(places=("1", "99")).rows(comparison)


def test_a_division_has_what_either_version_gives_it(review: Review, comparison: Comparison) -> None:
    assert review.old_flags is not None
    flags = review.old_flags, review.flags
    found = chosen(comparison, division="data", flags=flags)
    assert ("pasal-3", None) in found  # removed: the old version's flag
    assert ("pasal-2/ayat-1", "pasal-2/ayat-1") in found
    assert ("pasal-5", "pasal-6") not in found
    assert chosen(comparison, division="sekretariat", flags=flags) == [("pasal-5", "pasal-6")]
    assert chosen(comparison, division="perencanaan-logistik", flags=flags)[0] == (None, "pasal-5")  # no second hand


def test_a_record_says_what_was_left_out(review: Review, comparison: Comparison) -> None:
    whole = records.comparison(comparison)
    assert Selection().record(comparison, whole) is whole
    told = Selection(only=("split",), places=("3",)).record(comparison, whole)
    assert told["filter"] == {"only": ["split"], "article": ["3"], "rows": 1, "of": len(comparison.rows)}
    assert [(row["old"], row["new"]) for row in told["rows"]] == [("pasal-4", "pasal-3")]
    assert whole.keys() | {"filter"} == told.keys() and "filter" not in whole
    assert review.old_flags is not None
    told = Selection(division="data", flags=(review.old_flags, review.flags)).record(comparison, whole)
    assert told["filter"]["division"] == "data" and told["filter"]["line_up"] == "dki-2022"
