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
