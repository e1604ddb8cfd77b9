"""What holds for any two versions, however they were made."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pkpu_review.compare import compare
from pkpu_review.compare.edits import edits
from pkpu_review.compare.order import heaviest_run
from pkpu_review.compare.proof import fault
from pkpu_review.model import Comparison, Provision, Regulation
from pkpu_review.model.patch import first_difference

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


spaced = st.one_of(sentence, st.sampled_from([" dua  spasi", "baris\nbaru ", "\u00a0", "a | b", "|", "\ud800 \x1f"]))


@st.composite
def items(draw: st.DrawFn, parent: str, depth: int = 0) -> tuple[Provision, ...]:
    """A list below *parent*: ayat, huruf, angka within one another, some with closing words."""
    kind = ("ayat", "huruf", "angka", "huruf")[depth]
    found = []
    for place in range(1, draw(st.integers(0, 3 if depth < 2 else 1)) + 1):
        number = "abc"[place - 1] if kind == "huruf" else str(place)
        id = f"{parent}/{kind}-{number}"
        children = draw(items(id, depth + 1)) if depth < 3 and draw(st.booleans()) else ()
        label = draw(st.sampled_from([f"({number})", f"{number}.", f"{number})", "", "Pasal"]))
        closing = draw(st.one_of(st.just(""), sentence)) if children else ""
        found.append(Provision(id, kind, label, lead=draw(spaced), closing=closing, children=children))
    return tuple(found)


@st.composite
def tables(draw: st.DrawFn, parent: str) -> Provision:
    rows = []
    for place in range(1, draw(st.integers(0, 4)) + 1):
        cells = tuple(draw(st.lists(spaced, max_size=3)))
        spans = draw(st.sampled_from([(), ((1, 1),) * len(cells), ((2, 1), (0, 0))]))
        lead = " | ".join(cells) if draw(st.booleans()) else " ".join(cells)
        rows.append(Provision(f"{parent}/tabel-1/baris-{place}", "baris", lead=lead, cells=cells, spans=spans))
    heads = tuple(draw(st.lists(sentence, max_size=3)))
    return Provision(f"{parent}/tabel-1", "tabel", lead=" | ".join(heads), cells=heads, children=tuple(rows))


@st.composite
def whole(draw: st.DrawFn) -> Regulation:
    """A version with chapters, lists within lists, closing words, the formula, quoted headings and tables."""
    number, tops = 0, [Provision("judul", "judul", lead=draw(sentence))]
    for roman in ("i", "ii", "iii")[: draw(st.integers(0, 3))]:
        title, articles = draw(sentence), []
        for _ in range(draw(st.integers(0, 3))):
            number += 1
            id = f"pasal-{number}"
            heading = draw(st.sampled_from([f"BAB {roman.upper()} {title}".strip(), "", "BAB X > Bagian Kesatu"]))
            children = draw(items(id))
            formula = draw(st.one_of(st.just(""), spaced))
            lead, closing = draw(spaced), draw(sentence) if children else ""
            articles.append(Provision(id, "pasal", f"Pasal {number}", heading, lead, closing, formula, children))
        tops.append(Provision(f"bab-{roman}", "bab", f"BAB {roman.upper()}", lead=title, children=tuple(articles)))
    tops.append(Provision("lampiran", "lampiran", "LAMPIRAN", children=(draw(tables("lampiran")),)))
    return draft(*draw(st.permutations(tops)))


@given(whole(), whole(), st.data())
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_each_version_makes_the_other_and_a_spoiled_edit_is_found(
    old: Regulation, new: Regulation, data: st.DataObject
) -> None:
    comparison = compare(old, new)
    stored = Comparison.from_json(comparison.to_json())
    for one in (comparison, stored):
        assert first_difference(one.apply(old), new) is None
        assert first_difference(one.revert(new), old) is None
    assert stored.to_json() == comparison.to_json()
    assert Comparison.from_json(stored.to_json()) == stored
    assert fault(comparison, old, new) is None
    edits = [(at, place) for at, row in enumerate(comparison.rows) for place in range(len(row.edits))]
    if edits:
        at, place = data.draw(st.sampled_from(edits))
        row = comparison.rows[at]
        edit = row.edits[place]
        side = data.draw(st.sampled_from([side for side in ("old", "new") if getattr(edit, side)]))
        words = f"{getattr(edit, side)} {data.draw(st.sampled_from(WORDS))}"
        worse = replace(edit, old=words) if side == "old" else replace(edit, new=words)
        bad = replace(row, edits=(*row.edits[:place], worse, *row.edits[place + 1 :]))
        rows = (*comparison.rows[:at], bad, *comparison.rows[at + 1 :])
        assert fault(replace(comparison, rows=rows), old, new) is not None


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


def test_a_number_changes_with_its_words() -> None:
    old = "biaya Rp1.000.000,00 (satu juta rupiah) dalam 21 (dua puluh satu) hari (tentatif sekali)"
    new = "biaya Rp1.500.000,00 (satu juta lima ratus ribu rupiah) dalam 22 (dua puluh dua) hari (tentatif lagi)"
    changed = [(step.old, step.new) for step in edits(old.split(), new.split()) if step.operation != "equal"]
    assert changed == [
        ("Rp1.000.000,00 (satu juta rupiah)", "Rp1.500.000,00 (satu juta lima ratus ribu rupiah)"),
        ("21 (dua puluh satu)", "22 (dua puluh dua)"),
        ("sekali)", "lagi)"),
    ]
