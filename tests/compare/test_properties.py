"""What holds for any two versions, however they were made."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pkpu_review.compare import compare
from pkpu_review.compare.edits import edits
from pkpu_review.compare.order import heaviest_run
from pkpu_review.model import Comparison, Provision, Regulation

from .drafts import draft

WORDS = ("KPU", "menetapkan", "jadwal", "dan", "saksi", "pemilih", "hari", "7", "Pasal", "2", "ayat", "(1)", "Pasal 1")
sentence = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


@st.composite
def provisions(draw: st.DrawFn) -> tuple[Provision, ...]:
    found = []
    for number, paragraphs in enumerate(draw(st.lists(st.lists(sentence, max_size=4), max_size=6)), 1):
        id = f"pasal-{number}"
        children = tuple(
            Provision(f"{id}/ayat-{place}", "ayat", f"({place})", lead=words)
            for place, words in enumerate(paragraphs, 1)
        )
        found.append(Provision(id, "pasal", f"Pasal {number}", lead=draw(sentence), children=children))
    head = Provision("bab-i", "bab", "BAB I", lead=draw(sentence), children=tuple(found))
    return Provision("judul", "judul", lead=draw(sentence)), head


versions = provisions().map(lambda tree: draft(*tree))


def put_together(comparison: Comparison) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The words that the rows give back for every provision of the old and of the new version."""
    old: dict[str, list[tuple[int, list[str]]]] = {}
    new: dict[str, list[tuple[int, list[str]]]] = {}
    places = [{p.id: n for n, p in enumerate(version.walk())} for version in (comparison.old, comparison.new)]
    for row in comparison.rows:
        sides = [" ".join(words).split() for words in zip(*((edit.old, edit.new) for edit in row.edits), strict=True)]
        several = len(comparison.of_old(row.old or "")) > 1 or len(comparison.of_new(row.new or "")) > 1
        if not row.edits and row.old and row.new and not several:  # one of several rows holds just its own part
            sides = [comparison.old[row.old].text.split(), comparison.new[row.new].text.split()]
        if row.old:
            old.setdefault(row.old, []).append((places[1].get(row.new or "", 0), sides[0] if sides else []))
        if row.new:
            new.setdefault(row.new, []).append((places[0].get(row.old or "", 0), sides[1] if sides else []))
    return tuple(  # type: ignore[return-value]
        {id: [word for _, words in sorted(parts) for word in words] for id, parts in side.items()}
        for side in (old, new)
    )


@given(versions, versions)
@settings(max_examples=150, deadline=None)
def test_rows_hold_every_provision_and_every_word(old: Regulation, new: Regulation) -> None:
    comparison = compare(old, new)
    olds, news = put_together(comparison)
    assert olds == {provision.id: provision.text.split() for provision in old.walk()}
    assert news == {provision.id: provision.text.split() for provision in new.walk()}
    assert [row.new for row in comparison.rows if row.new and len(comparison.of_new(row.new)) == 1] == [
        provision.id for provision in new.walk() if len(comparison.of_new(provision.id)) == 1
    ]
    for row in comparison.rows:
        assert (row.relation == "added") == (row.old is None) and (row.relation == "removed") == (row.new is None)
        assert 0 < row.certainty <= 1 and row.basis


@given(versions)
@settings(max_examples=60, deadline=None)
def test_a_version_against_itself_is_unchanged(version: Regulation) -> None:
    comparison = compare(version, version)
    assert all(row.unchanged and row.old == row.new and not row.edits for row in comparison.rows)
    assert comparison.stale == ()


words = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f"]), max_size=30)


@given(words, words)
def test_edits_give_both_texts(old: list[str], new: list[str]) -> None:
    steps = edits(old, new)
    assert " ".join(step.old for step in steps if step.old).split() == old
    assert " ".join(step.new for step in steps if step.new).split() == new
    for step in steps:
        assert (step.operation == "equal") == (step.old == step.new)
        assert (step.operation == "insert") == (not step.old) and (step.operation == "delete") == (not step.new)
    assert all((one.operation == "equal") != (other.operation == "equal") for one, other in pairwise(steps))


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), unique=True, max_size=10))
def test_the_heaviest_run_is_the_heaviest(pairs: list[tuple[int, int]]) -> None:
    weights = [1 + 0.01 * (one * 7 + other) for one, other in pairs]

    def best(at: int, last: tuple[int, int], inside: list[tuple[tuple[int, int], float]]) -> float:
        return max(
            (
                weight + best(place + 1, pair, inside)
                for place, (pair, weight) in enumerate(inside[at:], at)
                if pair[0] > last[0] and pair[1] > last[1]
            ),
            default=0.0,
        )

    run = heaviest_run(pairs, weights)
    chosen = [pairs[index] for index in run]
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(chosen))
    expected = best(0, (-1, -1), sorted(zip(pairs, weights, strict=True)))
    assert abs(sum(weights[index] for index in run) - expected) < 1e-9
