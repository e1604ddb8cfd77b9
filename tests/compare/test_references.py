"""References of a new version, followed: short drafts in tests/cases/references, with the fates a lawyer would tell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings

from pkpu_review.compare import compare
from pkpu_review.ingest import read
from pkpu_review.model import Comparison, FollowedReference, Provision, Regulation
from pkpu_review.report.views.references import followed

from .drafts import article, draft
from .test_properties import versions

CASES = Path(__file__).resolve().parents[1] / "cases" / "references"
NAMES = sorted(path.name for path in CASES.iterdir())


def line(one: FollowedReference) -> str:
    places = [
        f"{name} {id}" for name, id in (("dahulu", one.before), ("seharusnya", one.meant), ("kini", one.now)) if id
    ]
    if one.fate == "kept":
        places = [f"= {one.now}"]
    return f"{one.provision}: “{one.text}” {one.fate}: {', '.join(places)}".rstrip(": ")


def told(comparison: Comparison) -> str:
    """Every reference with its fate, then what the views say of those to look at."""
    lines = [line(one) for one in comparison.references]
    return "\n".join([*lines, "", *(f"{where}: {sentence}" for where, sentence in followed(comparison))]) + "\n"


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, same_as: Callable[[str, str], None]) -> None:
    comparison = compare(read(CASES / name / "old.txt"), read(CASES / name / "new.txt"))
    same_as(told(comparison), f"references/{name}/expected.txt")


@pytest.mark.parametrize("name", NAMES)
def test_an_unchanged_draft_keeps_its_references(name: str) -> None:
    version = read(CASES / name / "old.txt")
    references = compare(version, version).references
    assert references
    assert [one for one in references if one.fate != "kept" or one.before != one.now or one.meant != one.now] == []


def check(comparison: Comparison) -> None:
    """What holds for any comparison."""
    new, old = comparison.new, comparison.old
    for one in comparison.references:
        assert new[one.provision].text[one.start : one.end] == one.text
        assert all(not id or version.get(id) for id, version in ((one.before, old), (one.meant, new), (one.now, new)))
        if one.fate in ("kept", "updated"):
            assert one.now and (not one.before or one.meant == one.now)
            assert not one.before or one.now in {row.new for row in comparison.of_old(one.before)}
        if one.fate == "stale":
            assert one.before and one.now and one.now != one.meant
        if one.fate == "dangling":
            assert not one.now
        if one.fate == "retargeted":
            assert one.now != one.meant and (one.now or one.before)
    told = list(followed(comparison))
    assert len(told) <= sum(one.fate not in ("kept", "updated") for one in comparison.references)
    places = {provision.id: at for at, provision in enumerate(new.walk())}
    order = [(places[one.provision], one.start) for one in comparison.references]
    assert order == sorted(order)


@given(versions, versions)
@settings(max_examples=100, deadline=None)
def test_what_holds_for_any_two_versions(old: Regulation, new: Regulation) -> None:
    check(compare(old, new))


@given(versions)
@settings(max_examples=40, deadline=None)
def test_against_itself_a_reference_is_kept_or_names_nothing(version: Regulation) -> None:
    for one in compare(version, version).references:
        assert (one.fate, one.before, one.meant) == ("kept", one.now, one.now) or (one.fate, one.now) == (
            "dangling",
            "",
        )


@pytest.mark.parametrize("name", NAMES)
def test_what_holds_for_the_cases(name: str) -> None:
    old, new = read(CASES / name / "old.txt"), read(CASES / name / "new.txt")
    check(compare(old, new))
    check(compare(new, old))


def fates(old: Regulation, new: Regulation) -> list[tuple[str, str]]:
    return [(one.text, one.fate) for one in compare(old, new).references]


GATE = "Petugas membuka gerbang gudang setiap pagi sebelum kendaraan pengangkut datang."
PARK = "Kendaraan pengangkut diparkir di halaman belakang dan tidak dibiarkan menyala."
COUNT = "Jumlah kotak dihitung ulang oleh dua orang sebelum segel dipasang."
FEE = "Honorarium petugas dibayarkan pada akhir bulan melalui rekening masing-masing."


def test_a_list_that_follows_is_updated_member_by_member() -> None:
    old = draft(
        article(1, GATE), article(2, PARK), article(3, COUNT), article(4, "Menurut Pasal 1, Pasal 2, dan Pasal 3.")
    )
    new = draft(
        article(1, FEE), article(2, GATE), article(3, PARK), article(4, COUNT),
        article(5, "Menurut Pasal 2, Pasal 3, dan Pasal 4."),
    )  # fmt: skip
    assert fates(old, new) == [("Pasal 2", "updated"), ("Pasal 3", "updated"), ("Pasal 4", "updated")]


def test_a_list_that_lost_a_member_is_not_left_behind() -> None:
    old = draft(
        article(1, GATE), article(2, PARK), article(3, COUNT), article(4, "Menurut Pasal 1, Pasal 2, dan Pasal 3.")
    )
    new = draft(article(1, GATE), article(2, COUNT), article(3, "Menurut Pasal 1 dan Pasal 2."))
    assert fates(old, new) == [("Pasal 1", "kept"), ("Pasal 2", "updated")]


def test_a_new_reference_is_kept_or_dangling() -> None:
    old = draft(article(1, GATE), article(2, PARK))
    new = draft(article(1, GATE), article(2, PARK), article(3, "Segel dipasang menurut Pasal 1 dan Pasal 9."))
    (kept, dangling) = compare(old, new).references
    assert (kept.fate, kept.before, kept.now) == ("kept", "", "pasal-1")
    assert (dangling.fate, dangling.before, dangling.now) == ("dangling", "", "")


def test_another_law_is_never_followed() -> None:
    old = draft(article(1, GATE), article(2, "Menurut Pasal 1 Undang-Undang Nomor 7 Tahun 2017 dan Pasal 77 KUHP."))
    new = draft(article(1, FEE), article(2, "Menurut Pasal 1 Undang-Undang Nomor 7 Tahun 2017 dan Pasal 77 KUHP."))
    assert fates(old, new) == []


def test_a_reference_that_was_turned_elsewhere_on_purpose() -> None:
    old = draft(article(1, GATE), article(2, PARK), article(3, "Biaya menurut Pasal 1 ditanggung oleh sekretariat."))
    new = draft(article(1, GATE), article(2, PARK), article(3, "Biaya menurut Pasal 2 ditanggung oleh sekretariat."))
    (one,) = compare(old, new).references
    assert (one.fate, one.before, one.meant, one.now) == ("retargeted", "pasal-1", "pasal-1", "pasal-2")


def test_a_range_that_an_article_left_or_entered() -> None:
    words = "Sekretaris mengawasi pelaksanaan Pasal 1 sampai dengan Pasal 3 di wilayahnya."
    old = draft(article(1, GATE), article(2, PARK), article(3, COUNT), article(4, words), article(5, FEE))
    new = draft(article(1, GATE), article(2, FEE), article(3, COUNT), article(4, words), article(5, PARK))
    changed = [one for one in compare(old, new).references if one.fate != "kept"]
    assert [(one.fate, one.before, one.meant, one.now) for one in changed] == [
        ("retargeted", "pasal-2", "pasal-5", ""),
        ("retargeted", "", "", "pasal-2"),
    ]
    assert {one.text for one in changed} == {"Pasal 1 sampai dengan Pasal 3"}


def test_a_general_elucidation_may_speak_of_other_documents() -> None:
    told = Provision("penjelasan/umum", "umum", lead="Dalam Pasal 33 ditegaskan bahwa Pasal 1 berlaku.")
    version = draft(article(1, GATE), Provision("penjelasan", "penjelasan", children=(told,)))
    assert fates(version, version) == [("Pasal 1", "kept")]


@pytest.mark.slow
def test_statutes_in_force_have_no_reference_that_dangles(shared: Path) -> None:
    """Each against itself: 44 born-digital statutes, ratifications and amendments among them."""
    poor = {
        "uu-2012-6", "uu-2016-2", "uu-2016-3", "uu-2017-12", "uu-2018-5", "uu-2018-11", "uu-2019-5", "uu-2019-8",
        "uu-2020-6", "uu-2020-7", "uu-2020-10", "uu-2020-12",
    }  # fmt: skip
    count = 0
    for path in sorted((shared / "real/gold/pdf").glob("*.pdf")):
        if path.stem not in poor:
            version = read(path)
            comparison = compare(version, version)
            check(comparison)
            count += len(comparison.references)
            assert [one for one in comparison.references if one.fate != "kept"] == [], path.stem
    assert count > 3000
