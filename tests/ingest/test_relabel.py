"""Labels of a recognised layer that only their neighbours can tell, and labels that share a line."""

from __future__ import annotations

from array import array
from dataclasses import replace

import pytest

from pkpu_review.ingest.mends import intended
from pkpu_review.ingest.spoilt_edges import is_catchword
from pkpu_review.knowledge import dictionary
from tests.ingest.test_mends import LABELS, WORDS, hanging, outlined, printed


def test_spoilt_labels_in_a_row_are_counted() -> None:
    lines = hanging(
        *("(4) Gudang dijaga oleh petugas yang", " ditunjuk.", "(4a) Tetap ada.", "(40 Dihapus.", "%$ Dihapus."),
        *("(4d) Kunci disimpan.", "(5) Selesai."),
    )
    article, mends = outlined(lines)
    assert [child.label for child in article.children] == []  # the list does not begin with 4: nothing is guessed
    lines = hanging("(1) Gudang dijaga oleh petugas yang", " ditunjuk.", "@ Dihapus.", "(3a Dihapus.", "(4) Selesai.")
    article, mends = outlined(lines)
    assert [child.label for child in article.children] == ["(1)", "(2)", "(3)", "(4)"]
    assert [(mend.before, mend.after) for mend in mends] == [("@", "(2)"), ("(3a", "(3)")]


def test_a_misprint_that_can_be_read_stays_where_it_is_no_misreading() -> None:
    lines = hanging("(1) Gudang dijaga oleh petugas yang", " ditunjuk.", "(17) Dihapus.", "(3) Selesai.")
    article, mends = outlined(lines)
    assert "(17)" in [child.label for child in article.children] and not mends
    lines = hanging("(1) Gudang dijaga oleh petugas yang", " ditunjuk.", "(2) Tetap.", "(2) Dihapus.", "(3) Selesai.")
    article, mends = outlined(lines)
    assert [child.label for child in article.children] == ["(1)", "(2)", "(2)", "(3)"] and not mends


def test_the_first_label_is_told_by_the_second() -> None:
    lines = hanging("Gudang menyimpan:", "f|$ kotak yang disegel oleh", " petugas;", "b. bilik; dan", "c. tinta.")
    article, mends = outlined(lines)
    assert [child.label for child in article.children] == ["a.", "b.", "c."]
    assert [(mend.before, mend.after) for mend in mends] == [("f|$", "a.")]


@pytest.mark.parametrize("recognised", [True, False])
def test_the_first_label_may_be_lost(recognised: bool) -> None:
    lines = hanging(" Gudang dijaga oleh petugas yang", " ditunjuk.", "(2) Petugas mencatat.", recognised=recognised)
    article, mends = outlined(lines)
    assert [child.label for child in article.children] == (["(1)", "(2)"] if recognised else [])
    assert [(mend.before, mend.after) for mend in mends] == ([("", "(1)")] if recognised else [])


def test_a_second_label_that_is_spoiled_tells_the_first() -> None:
    lines = hanging(", Gudang dijaga oleh petugas yang", " ditunjuk.", "{2} Petugas mencatat barang yang", " masuk.")
    article, mends = outlined(lines)
    assert [child.label for child in article.children] == ["(1)", "(2)"]
    assert [(mend.before, mend.after) for mend in mends] == [(",", "(1)"), ("{2}", "(2)")]


@pytest.mark.parametrize("last", ["- Petugas mencatat.", "1. Petugas mencatat.", "Yang Petugas mencatat."])
def test_what_stands_for_itself_is_no_spoiled_label(last: str) -> None:
    article, mends = outlined(hanging("(1) Gudang dijaga oleh petugas yang", " ditunjuk.", last))
    assert "(2)" not in [child.label for child in article.children] and not mends


def test_a_list_with_brackets_at_the_end_alone_has_lost_none() -> None:
    lines = hanging("Gudang menyimpan:", "1). kotak;", "2). bilik; dan", "3). tinta.")
    article, mends = outlined(lines)
    assert [child.id for child in article.children] == [f"pasal-1/angka-{number}" for number in "123"] and not mends


def test_what_cannot_be_read_in_the_column_of_the_labels_is_the_last_one() -> None:
    lines = hanging("(1) Gudang dijaga oleh petugas yang", " ditunjuk.", "$ Petugas mencatat.")
    article, mends = outlined(lines)
    assert [child.label for child in article.children] == ["(1)", "(2)"]
    assert [(mend.before, mend.after) for mend in mends] == [("$", "(2)")]
    unended = hanging("(1) Gudang dijaga oleh petugas yang", " ditunjuk di dalam gedung yang", "$ besar.")
    unended[1].right = 520.0
    assert [child.label for child in outlined(unended)[0].children] == ["(1)"]


def test_a_lost_label_may_stand_above_a_list() -> None:
    lines = hanging(
        *("(1) Gudang dijaga oleh petugas yang", " ditunjuk.", " Petugas mencatat:"),
        *("(3) Selesai.",),
    )
    article, mends = outlined(lines)
    assert [(child.label, child.text) for child in article.children][1] == ("(2)", "Petugas mencatat:")
    assert [(mend.before, mend.after) for mend in mends] == [("", "(2)")]


def test_words_behind_a_colon_inside_an_item_lost_no_label() -> None:
    lines = hanging("Gudang menyimpan:", "a. kotak, misalnya:", " kotak kayu;", "b. bilik; dan", "c. tinta.")
    article, mends = outlined(lines)
    assert [child.label for child in article.children] == ["a.", "b.", "c."] and not mends


def test_two_labels_may_stand_on_one_line() -> None:
    first = printed("(1) a. Gudang dijaga oleh petugas.", 100)
    first = replace(first, lefts=array("f", [LABELS, WORDS, WORDS + 20, 200, 250, 300]))
    second = replace(printed("b. Petugas mencatat.", 115, WORDS), lefts=array("f", [WORDS, WORDS + 20, 200]))
    article, _ = outlined([first, second, printed("(2) Selesai.", 130)])
    ids = [provision.id for provision in article.walk()]
    assert ids[1:] == [f"pasal-1/{rest}" for rest in ("ayat-1", "ayat-1/huruf-a", "ayat-1/huruf-b", "ayat-2")]
    assert article.children[0].text == "" and article.children[0].children[0].text.startswith("Gudang")


def test_a_heading_at_the_foot_is_no_catchword_of_the_next() -> None:
    assert not is_catchword("Pasal 9", [printed("Gudang dijaga.", 100), printed("Pasal 10", 130)])
    assert is_catchword("Pasal 12B", [printed("Pasal 128", 100)])
    assert is_catchword("(7) Ketentuan", [printed("l7l Ketentuan lebih lanjut", 100)])


@pytest.mark.parametrize("word", ["dikenal", "mengenal", "dibawah", "kali"])
def test_a_word_of_the_language_is_never_taken_for_another(word: str) -> None:
    assert word in dictionary("kata.txt")
    assert intended(word, {"dikenai": 99, "mengenai": 99, word: 1}) == ""


def test_the_list_of_words_tells_where_it_comes_from() -> None:
    words = dictionary("kata.txt")
    assert len(words) > 30_000 and all(word.isalpha() and word.islower() for word in words)
    assert not {"dalarn", "lndonesia"} & words


def test_a_label_behind_may_be_misread_itself() -> None:
    lines = hanging("(1) Gudang dijaga oleh petugas yang", " ditunjuk.", "@ Dihapus.", "(8) Dihapus.", "(4) Selesai.")
    article, mends = outlined(lines)
    assert [child.label for child in article.children] == ["(1)", "(2)", "(3)", "(4)"]
    assert [mend.before for mend in mends] == ["@", "(8)"]
