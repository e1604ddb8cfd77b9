"""Marked runs say what changed, and both versions can be read out of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pkpu_review.compare.edits import edits as word_edits
from pkpu_review.model import Edit, Provision
from pkpu_review.report.printable import printable
from pkpu_review.report.sheet import Run
from pkpu_review.report.sheets.redline import Placed, parts, runs, tokens

WORDS = st.lists(st.sampled_from(["a", "a.", "a;", "b", "c", "dan", "KPU", "KPU,", "."]), max_size=8)


def shown(made: tuple[Run, ...]) -> str:
    signs = {"equal": "{}", "insert": "+{}+", "delete": "-{}-"}
    return "".join(signs[run.mark].format(run.text) for run in made)


def edits(*steps: tuple[str, str, str]) -> tuple[Edit, ...]:
    return tuple(Edit(op, old, new) for op, old, new in steps)  # type: ignore[arg-type]


def test_a_replaced_word_is_deleted_then_inserted() -> None:
    made = tokens(
        edits(("equal", "KPU", "KPU"), ("replace", "dapat", "wajib"), ("equal", "hadir", "hadir")),
        "KPU dapat hadir",
        "KPU wajib hadir",
    )
    assert shown(runs(made)) == "KPU -dapat- +wajib+ hadir"


def test_a_short_island_joins_the_change_around_it() -> None:
    old, new = "satu dua tiga dan empat lima enam", "aa bb cc dan dd ee ff"
    steps = edits(
        ("replace", "satu dua tiga", "aa bb cc"), ("equal", "dan", "dan"), ("replace", "empat lima enam", "dd ee ff")
    )
    assert shown(runs(tokens(steps, old, new))) == "-satu dua tiga dan empat lima enam- +aa bb cc dan dd ee ff+"


def test_a_word_that_only_lost_the_sign_behind_it_stays() -> None:
    for old, new, wanted in (
        ("kepada KPU. Lalu", "kepada KPU dan Bawaslu. Lalu", "kepada KPU-.- +dan Bawaslu.+ Lalu"),
        ("a; dan b.", "a; dan b; dan c.", "a; dan b-.-+; dan c.+"),
        ("melalui simulasi dan media", "melalui simulasi, poster, dan media", "melalui simulasi+, poster,+ dan media"),
        ("Model C dan difoto", "Model C, difoto", "Model C- dan-+,+ difoto"),
        ("keadilan;.", "keadilan;", "-keadilan;.- +keadilan;+"),
    ):
        steps = word_edits(old.split(), new.split())
        assert shown(runs(tokens(steps, old, new))) == wanted


def test_an_unchanged_word_between_two_insertions_stays() -> None:
    steps = edits(("insert", "", "semua"), ("equal", "KPU", "KPU"), ("insert", "", "Provinsi"))
    assert shown(runs(tokens(steps, "KPU", "semua KPU Provinsi"))) == "+semua+ KPU +Provinsi+"


def test_edits_that_do_not_add_up_show_both_texts_whole() -> None:
    made = tokens(edits(("equal", "lain", "lain")), "teks lama", "teks baru")
    assert shown(runs(made)) == "-teks lama- +teks baru+"


def test_closing_words_are_told_apart_and_the_formula_is_left_out() -> None:
    old = Provision(
        "pasal-1", "pasal", lead="KPU menyusun:", closing="dengan formulir.", promulgation="Agar setiap orang"
    )
    new = Provision(
        "pasal-1", "pasal", lead="KPU wajib menyusun:", closing="dengan sistem.", promulgation="Agar setiap orang"
    )
    steps = edits(
        ("equal", "KPU", "KPU"),
        ("insert", "", "wajib"),
        ("equal", "menyusun: dengan", "menyusun: dengan"),
        ("replace", "formulir.", "sistem."),
        ("equal", "Agar setiap orang", "Agar setiap orang"),
    )
    lead, closing = parts(tokens(steps, old.text, new.text), old, new)
    assert shown(runs(lead)) == "KPU +wajib+ menyusun:"
    assert shown(runs(closing)) == "dengan -formulir.- +sistem.+"


@given(st.lists(st.tuples(st.sampled_from(["equal", "insert", "delete", "replace"]), WORDS, WORDS), max_size=8))
def test_both_versions_can_be_read_out_of_the_runs(steps: list[tuple[str, list[str], list[str]]]) -> None:
    made = []
    for operation, old, new in steps:
        old = [] if operation == "insert" else old
        new = old if operation == "equal" else [] if operation == "delete" else new
        if old or new:
            made.append(Edit(operation, " ".join(old), " ".join(new)))  # type: ignore[arg-type]
    old_text = " ".join(e.old for e in made if e.old)
    new_text = " ".join(e.new for e in made if e.new)
    shown_runs = runs(tokens(made, old_text, new_text))
    assert "".join(r.text for r in shown_runs if r.mark != "insert").split() == old_text.split()
    assert "".join(r.text for r in shown_runs if r.mark != "delete").split() == new_text.split()


@given(st.text())
def test_printable_text_fits_xml_and_keeps_its_length(text: str) -> None:
    made = printable(text)
    assert len(made) == len(text)
    assert all(c in "\t\n\r" or c >= " " for c in made) and not set(made) & set("\u202e\u2066\ufffe\uffff")
    made.encode("utf-8")


@given(WORDS, WORDS, st.integers(0, 8), st.integers(0, 8), st.integers(0, 8), st.integers(0, 8))
def test_words_are_found_by_their_places_as_by_reading_all(
    old: list[str], new: list[str], old_from: int, old_to: int, new_from: int, new_to: int
) -> None:
    made = tokens(word_edits(old, new), " ".join(old), " ".join(new))
    olds, news = range(old_from, old_to), range(new_from, new_to)
    wanted = [one for one in made if one.old in set(olds) or one.new in set(news)]
    assert list(Placed(made).among(olds, news)) == wanted
