"""Spelling and other words: the knowledge file's own examples, and what the words of the draft decide."""

from __future__ import annotations

from typing import Any

import pytest

from pkpu_review.knowledge import dictionary, load
from pkpu_review.lexis.spelling import canonical, same_word
from pkpu_review.lexis.words import joined, key

EXAMPLES: list[dict[str, Any]] = load("spelling.toml")["example"]


@pytest.mark.parametrize("example", EXAMPLES, ids=[f"{e['old']}-{e['new']}" for e in EXAMPLES])
def test_the_knowledge_file_keeps_its_examples(example: dict[str, Any]) -> None:
    assert same_word(example["old"], example["new"], ()) == example["same"]


def test_both_kinds_of_example_are_there() -> None:
    assert {example["same"] for example in EXAMPLES} == {True, False}


def test_a_word_that_is_still_in_use_was_no_error() -> None:
    assert same_word("tranparan", "transparan", ())
    assert not same_word("tranparan", "transparan", {"tranparan"})


def test_two_wrong_letters_are_another_word() -> None:
    assert not same_word("pelatihan", "peralihan", ())
    assert not same_word("penyidik", "penyelidik", ())


def test_short_words_are_never_misspelled() -> None:
    assert not same_word("hari", "dari", ())


@pytest.mark.parametrize("section", ["real", "variant"])
def test_words_are_keys(section: str) -> None:
    entries = load("spelling.toml")[section]
    words = entries["words"] if section == "real" else [word for entry in entries for word in entry["words"]]
    assert [word for word in words if key(word) != word] == []


def test_variants_are_not_listed_as_different_words() -> None:
    real = set(load("spelling.toml")["real"]["words"])
    for entry in load("spelling.toml")["variant"]:
        assert len(real & set(entry["words"])) < 2


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("buku-besar", "buku besar", True),
        ("Laporan Keuangan,", "laporan keuangan", True),
        ("dan/atau", "dan atau", False),
        ("1.000", "1,000", False),
        ("1.000", "1000", False),
        ("10%", "10", False),
        ("2(dua)", "2 (dua)", True),
        ("2024.", "2024", True),
    ],
)
def test_words_run_together_differ_in_what_matters(one: str, other: str, same: bool) -> None:
    assert (joined(one.split()) == joined(other.split())) is same


SYNONYMS: list[dict[str, Any]] = load("spelling.toml")["synonym"]


@pytest.mark.parametrize("entry", SYNONYMS, ids=[entry["phrases"][0] for entry in SYNONYMS])
def test_synonyms_keep_their_examples_and_their_counter_examples(entry: dict[str, Any]) -> None:
    def alike(pair: list[str]) -> bool:
        old, new = (canonical(words.split()) for words in pair)
        return joined(old) == joined(new)

    assert entry["citation"] and isinstance(entry["verified"], bool)
    assert [pair for pair in entry["examples"] if not alike(pair)] == []
    assert [pair for pair in entry["counter_examples"] if alike(pair)] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("pemilih", "pemilik"), ("tujuh", "tujuk"), ("lambat", "lambar"), ("wajib", "wajik"), ("tidak", "tindak")],
)
def test_one_letter_that_makes_another_word_is_never_spelling(one: str, other: str) -> None:
    known = other in load("spelling.toml")["real"]["words"] or other in dictionary("kata.txt")
    assert not known or not same_word(one, other, ())


@pytest.mark.parametrize(
    ("one", "other"),
    [("paling lambat", "paling lama"), ("dan", "atau"), ("dan/atau", "dan"), ("7 hari", "8 hari"), ("wajib", "dapat")],
)
def test_what_bears_the_norm_is_never_a_synonym(one: str, other: str) -> None:
    assert joined(canonical(one.split())) != joined(canonical(other.split()))
