"""Two edits of one base: what each changed, what is in conflict, and what both make together."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pkpu_review.compare import compare
from pkpu_review.compare.diff3 import diff3
from pkpu_review.compare.three_way import three_way as joined
from pkpu_review.model import Joint, Provision, Regulation, ThreeWay

from .drafts import article, draft
from .test_properties import versions, words


def three_way(base: Regulation, a: Regulation, b: Regulation) -> ThreeWay:
    return joined(compare(base, a), compare(base, b))


def proposal(found: ThreeWay) -> list[tuple[str, str, str]]:
    return [(row.id, row.label, row.text) for row in found.rows if row.id]


def as_read(version: Regulation) -> list[tuple[str, str, str]]:
    return [(p.id, p.label, " ".join(p.text.split())) for p in version.walk()]


def of(found: ThreeWay, place: str) -> Joint:
    return next(row for row in found.rows if row.place == place)


# -- what holds for any three versions ------------------------------------------------------------------


@given(versions, versions)
@settings(max_examples=60, deadline=None)
def test_against_an_untouched_base_everything_is_taken(base: Regulation, edit: Regulation) -> None:
    found = three_way(base, base, edit)
    assert found.conflicts == ()
    assert {row.outcome for row in found.rows} <= {"none", "b"}
    assert proposal(found) == as_read(edit)
    found = three_way(base, edit, base)
    assert {row.outcome for row in found.rows} <= {"none", "a"}
    assert proposal(found) == as_read(edit)


@given(versions, versions)
@settings(max_examples=40, deadline=None)
def test_the_same_edit_twice_is_no_conflict(base: Regulation, edit: Regulation) -> None:
    found = three_way(base, edit, edit)
    assert found.conflicts == ()
    assert {row.outcome for row in found.rows} <= {"none", "both"}
    assert proposal(found) == as_read(edit)


@given(versions, versions, versions)
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_edits_makes_no_conflict(base: Regulation, a: Regulation, b: Regulation) -> None:
    one, other = three_way(base, a, b), three_way(base, b, a)
    told = {(row.base, row.a, row.b, frozenset(row.conflicts)) for row in one.conflicts}
    assert told == {(row.base, row.b, row.a, frozenset(row.conflicts)) for row in other.conflicts}


@given(versions, versions, versions)
@settings(max_examples=60, deadline=None)
def test_every_provision_is_in_one_row_with_all_its_words(base: Regulation, a: Regulation, b: Regulation) -> None:
    found = three_way(base, a, b)
    for side, version in (("base", base), ("a", a), ("b", b)):
        there = [getattr(row, side) for row in found.rows if getattr(row, side)]
        assert sorted(there) == sorted(provision.id for provision in version.walk())
        for row in found.rows:
            id = getattr(row, side)
            if row.pieces and id:
                assert " ".join(words for piece in row.pieces if (words := getattr(piece, side))) == " ".join(
                    version[id].text.split()
                )
    standing = [row.id for row in found.rows if row.id]
    assert len(set(standing)) == len(standing)


@given(words, words, words)
def test_diff3_holds_every_word_and_takes_both_edits(base: list[str], a: list[str], b: list[str]) -> None:
    chunks = diff3(base, a, b)
    for side, text in (("base", base), ("a", a), ("b", b)):
        assert [word for chunk in chunks for word in text[slice(*getattr(chunk, side))]] == text
    assert [(c.owner, c.base) for c in diff3(base, b, a)] == [
        ({"a": "b", "b": "a"}.get(c.owner, c.owner), c.base) for c in chunks
    ]


@given(st.lists(st.integers(), unique=True, min_size=3, max_size=30), st.data())
def test_edits_that_do_not_touch_are_both_taken(base: list[int], data: st.DataObject) -> None:
    middle = data.draw(st.integers(1, len(base) - 2))
    before, after = (data.draw(st.lists(st.text(min_size=1), max_size=4)) for _ in "ab")
    a: list[int | str] = [*before, *base[middle:]]
    b: list[int | str] = [*base[: middle + 1], *after]
    texts: dict[str, list[int | str]] = {"base": [*base], "a": [*a], "b": [*b], "both": [*a]}
    chunks = diff3(base, a, b)
    assert "conflict" not in {chunk.owner for chunk in chunks}
    side = {"base": "base", "a": "a", "b": "b", "both": "a"}
    merged = [word for c in chunks for word in texts[c.owner][slice(*getattr(c, side[c.owner]))]]
    assert merged == [*before, base[middle], *after]


# -- what an officer meets ------------------------------------------------------------------------------

JADWAL = "KPU menetapkan jadwal pemungutan suara paling lambat tujuh hari sebelum masa tenang dimulai."
DAFTAR = "Petugas menyusun daftar pemilih berdasarkan data kependudukan yang dimutakhirkan."
SAKSI = "Peserta pemilihan dapat mengajukan saksi secara tertulis sebagaimana dimaksud dalam Pasal 1."
LAPOR = "Pemantau terdaftar menyerahkan laporan akhir setelah tahapan selesai."
REKAP = "Rekapitulasi hasil dilakukan secara berjenjang dalam rapat pleno terbuka."
BASE = draft(article(1, JADWAL), article(2, DAFTAR), article(3, SAKSI))


def test_edits_apart_in_one_provision_are_both_taken() -> None:
    a = draft(article(1, JADWAL.replace("tujuh", "sepuluh")), article(2, DAFTAR), article(3, SAKSI))
    b = draft(article(1, JADWAL.replace("masa tenang", "hari libur")), article(2, DAFTAR), article(3, SAKSI))
    row = of(three_way(BASE, a, b), "pasal-1")
    assert row.outcome == "merged"
    assert row.text == JADWAL.replace("tujuh", "sepuluh").replace("masa tenang", "hari libur")
    assert [piece.owner for piece in row.pieces] == ["base", "a", "base", "b", "base"]


def test_edits_that_touch_are_a_conflict_with_the_words_of_all_three() -> None:
    a = draft(article(1, JADWAL.replace("tujuh", "sepuluh")), article(2, DAFTAR), article(3, SAKSI))
    b = draft(article(1, JADWAL.replace("hari sebelum", "minggu sebelum")), article(2, DAFTAR), article(3, SAKSI))
    row = of(three_way(BASE, a, b), "pasal-1")
    assert (row.outcome, row.conflicts, row.text) == ("conflict", ("words",), "")
    assert [(p.base, p.a, p.b) for p in row.pieces if p.owner == "conflict"] == [
        ("tujuh hari", "sepuluh hari", "tujuh minggu")
    ]


def test_an_article_that_one_inserts_moves_the_numbers_and_references_of_the_other() -> None:
    a = draft(
        article(1, REKAP), article(2, JADWAL), article(3, DAFTAR), article(4, SAKSI.replace("Pasal 1", "Pasal 2"))
    )
    b = draft(
        article(1, JADWAL), article(2, DAFTAR), article(3, SAKSI.replace("saksi", "dua saksi")), article(4, LAPOR)
    )
    found = three_way(BASE, a, b)
    assert found.conflicts == ()
    assert proposal(found) == [
        ("pasal-1", "Pasal 1", REKAP),
        ("pasal-2", "Pasal 2", JADWAL),
        ("pasal-3", "Pasal 3", DAFTAR),
        ("pasal-4", "Pasal 4", SAKSI.replace("saksi", "dua saksi").replace("Pasal 1", "Pasal 2")),
        ("pasal-5", "Pasal 5", LAPOR),
    ]
    assert of(found, "pasal-2").outcome == "none"
    assert of(found, "pasal-3").outcome == "b"


def test_removed_here_and_changed_there_is_a_conflict() -> None:
    a = draft(article(1, JADWAL), article(2, SAKSI))
    b = draft(article(1, JADWAL), article(2, DAFTAR.replace("data", "seluruh data")), article(3, SAKSI))
    row = of(three_way(BASE, a, b), "pasal-2")
    assert (row.outcome, row.conflicts, row.a, row.b, row.text) == ("conflict", ("removed",), "", "pasal-2", "")
    row = of(three_way(BASE, a, BASE), "pasal-2")
    assert (row.outcome, row.id) == ("a", "")


def test_added_to_what_the_other_removed_is_a_conflict() -> None:
    base = draft(article(1, JADWAL), article(2, "", DAFTAR, SAKSI))
    a = draft(article(1, JADWAL))
    b = draft(article(1, JADWAL), article(2, "", DAFTAR, SAKSI, LAPOR))
    found = three_way(base, a, b)
    assert {row.place: row.conflicts for row in found.conflicts} == {
        "pasal-2": ("removed",),
        "pasal-2/ayat-3": ("removed",),
    }
    assert of(found, "pasal-2/ayat-3").rival == "pasal-2"


def test_two_articles_at_one_place_are_a_conflict_and_both_are_proposed() -> None:
    a = draft(article(1, JADWAL), article(2, REKAP), article(3, DAFTAR), article(4, SAKSI))
    b = draft(article(1, JADWAL), article(2, LAPOR), article(3, DAFTAR), article(4, SAKSI))
    found = three_way(BASE, a, b)
    assert [(row.a, row.b, row.conflicts, row.rival) for row in found.conflicts] == [
        ("pasal-2", "", ("insert",), "pasal-2"),
        ("", "pasal-2", ("insert",), "pasal-2"),
    ]
    assert [text for _, _, text in proposal(found)] == [JADWAL, REKAP, LAPOR, DAFTAR, SAKSI]
    assert [label for _, label, _ in proposal(found)] == [f"Pasal {number}" for number in range(1, 6)]


def test_the_same_article_in_two_wordings_is_one_conflict() -> None:
    a = draft(article(1, JADWAL), article(2, DAFTAR), article(3, SAKSI), article(4, REKAP))
    b = draft(article(1, JADWAL), article(2, DAFTAR), article(3, SAKSI), article(4, REKAP.replace("pleno", "kerja")))
    (row,) = three_way(BASE, a, b).conflicts
    assert (row.a, row.b, row.conflicts, row.text) == ("pasal-4", "pasal-4", ("insert",), "")
    assert [(p.a, p.b) for p in row.pieces if p.owner == "conflict"] == [("pleno", "kerja")]


def test_a_letter_number_keeps_the_others_and_a_gap_stays_open() -> None:
    lettered = Provision("pasal-1a", "pasal", "Pasal 1A", lead=REKAP)
    a = draft(article(1, JADWAL), lettered, article(2, DAFTAR), article(3, SAKSI))
    b = draft(article(1, JADWAL), article(3, SAKSI), article(4, LAPOR))  # Pasal 2 went, its number stays free
    found = three_way(BASE, a, b)
    assert [label for _, label, _ in proposal(found)] == ["Pasal 1", "Pasal 1A", "Pasal 3", "Pasal 4"]
    assert found.conflicts == ()


def test_a_reference_to_what_the_other_removed_is_told() -> None:
    a = draft(article(1, JADWAL), article(2, DAFTAR.replace("data", "data menurut Pasal 3")), article(3, SAKSI))
    b = draft(article(1, JADWAL), article(2, DAFTAR))
    (problem,) = three_way(BASE, a, b).problems
    assert (problem.code, problem.provision) == ("rujukan-terhapus", "pasal-2")
