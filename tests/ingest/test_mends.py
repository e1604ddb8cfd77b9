"""Faults of a recognised layer of text: what is certain is put right and told, anything else stays."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkpu_review.ingest import read, spoilt
from pkpu_review.ingest.clean import clean
from pkpu_review.ingest.lines import Extract, Line
from pkpu_review.ingest.mends import intended, mend_words
from pkpu_review.ingest.outline import Outline
from pkpu_review.ingest.tree import Joiner, Node, freeze
from pkpu_review.knowledge import load
from pkpu_review.model import Mend, Origin, Provision, Reading

LABELS, WORDS, EDGE = 100.0, 130.0, 520.0
"""Left edges of the labels and of the words, and the right edge, in points."""


def printed(
    text: str, top: float, left: float = LABELS, right: float = EDGE, page: int = 1, recognised: bool = True
) -> Line:
    """A line whose second word, where it hangs, stands in the column of the words."""
    count = len(text.split())
    lefts = [left] + [WORDS if left == LABELS else left + 30] + [WORDS + 30 * number for number in range(1, count)]
    origin = Origin(page, (left, top, right, top + 10))
    return Line(text, origin, left, right, size=10, lefts=array("f", lefts[:count]), recognised=recognised)


def outlined(lines: Sequence[Line]) -> tuple[Provision, list[Mend]]:
    """The article that holds *lines*, and what was put right in it."""
    root = Node("pasal", "1", "Pasal 1")
    outline = Outline(root, [])
    for index, line in enumerate(lines):
        outline.feed(line, lines[index + 1 :])
    mends: list[Mend] = []
    (article,) = freeze([root], Joiner(lines), [], mends=mends)
    return article, mends


def hanging(*texts: str, recognised: bool = True) -> list[Line]:
    """Lines one under the other: those that begin with a blank stand in the column of the words."""
    lines = []
    for number, text in enumerate(texts):
        left = WORDS if text.startswith(" ") else LABELS
        right = EDGE if text[-1] not in ".;:" else EDGE - 100
        lines.append(printed(text.strip(), 100 + 15 * number, left, right, recognised=recognised))
    return lines


AYAT = ("(1) Gudang dijaga oleh petugas yang", " ditunjuk.", "(21 Petugas mencatat barang yang", " masuk.")


def test_a_spoilt_label_is_the_one_that_is_due() -> None:
    article, mends = outlined(hanging(*AYAT))
    assert [child.label for child in article.children] == ["(1)", "(2)"]
    assert [(mend.before, mend.after, mend.provision) for mend in mends] == [("(21", "(2)", "pasal-1/ayat-2")]
    assert mends[0].page == 1 and mends[0].box is not None


def test_an_inserted_label_is_read_after_the_one_before() -> None:
    lines = hanging("(1) Tetap ada.", "(1a) Gudang dikunci.", "(1bl Kunci disimpan.", "(10 Dihapus.")
    article, mends = outlined(lines)
    assert [child.id for child in article.children] == [f"pasal-1/ayat-{number}" for number in ("1", "1a", "1b")]
    assert article.children[-1].text.endswith("(10 Dihapus.")  # 1f does not follow 1b: nothing is guessed
    assert [mend.after for mend in mends] == ["(1b)"]


def test_between_two_labels_stands_the_one_between_them() -> None:
    lines = hanging(
        *("Gudang adalah:", "1. kotak yang disegel oleh", " petugas;"),
        *("\\). bilik yang dipasang di", " tempat;", "3. tinta."),
    )
    article, mends = outlined(lines)
    assert [child.label for child in article.children] == ["1.", "2.", "3."]
    assert [mend.before for mend in mends] == ["\\)."]


def test_a_lost_label_is_supplied_where_it_can_only_have_stood() -> None:
    lines = hanging(
        *("Gudang menyimpan:", "a. kotak yang disegel oleh", " petugas;"),
        *(" bilik yang dipasang di", " tempat;", "c. tinta yang dipakai di", " tempat; dan", "d. segel."),
    )
    article, mends = outlined(lines)
    assert [child.label for child in article.children] == ["a.", "b.", "c.", "d."]
    assert article.children[1].text == "bilik yang dipasang di tempat;"
    assert [(mend.before, mend.after) for mend in mends] == [("", "b.")]


def test_a_lost_label_is_not_supplied_where_it_may_have_stood_twice() -> None:
    lines = hanging(
        *("Gudang menyimpan:", "a. kotak yang disegel oleh", " petugas;", " bilik yang dipasang;"),
        *(" tinta yang dipakai;", "c. segel."),
    )
    article, mends = outlined(lines)
    assert [child.label for child in article.children] == ["a.", "c."]
    assert not mends


def test_the_same_lines_of_a_born_digital_page_lose_no_label_to_a_guess() -> None:
    lines = hanging(
        *("Gudang menyimpan:", "a. kotak yang disegel oleh", " petugas;"),
        *(" bilik yang dipasang di", " tempat;", "c. tinta."),
        recognised=False,
    )
    article, mends = outlined(lines)
    assert [child.label for child in article.children] == ["a.", "c."] and not mends


@pytest.mark.parametrize("example", load("ocr.toml")["example"], ids=lambda example: str(example["seen"]))
def test_words(example: dict[str, str]) -> None:
    assert intended(example["seen"], Counter({"dan/atau": 9, "labu": 9})) == example["meant"]


def test_a_word_of_the_document_may_be_meant() -> None:
    words = Counter({"pelindungan": 5, "peiindungan": 1})
    assert intended("(peiindungan;", words) == "(pelindungan;"
    assert intended("peiindungan", Counter({"pelindungan": 2, "peiindungan": 1})) == ""


def test_two_words_that_may_be_meant_are_none() -> None:
    assert intended("kaiis", Counter({"kalis": 9, "kails": 9})) in ("",)


@given(st.text(alphabet="0123456789lIOSB.,", min_size=1, max_size=12).filter(lambda text: any(map(str.isdigit, text))))
def test_numbers_are_never_touched(text: str) -> None:
    words = Counter({text.translate(str.maketrans("lIOSB", "11058")): 99})
    assert intended(text, words) in ("", text)


def test_a_word_torn_apart_is_joined() -> None:
    line = printed("setiap perj anj ian yang dibuat", 100)
    others = [printed("perjanjian dan perjanjian atau perjanjian", 120)]
    mended = mend_words(Extract((line, *others), "pdf", 1, recognised=frozenset({1})))
    assert mended.lines[0].text == "setiap perjanjian yang dibuat"
    assert len(mended.lines[0].lefts) == 4
    assert [mend.before for mend in mended.mends] == ["perj anj ian"]


def test_the_year_of_the_title_is_a_number() -> None:
    lines = (printed("NOMOR L2 TAHUN 2O2O", 100), printed("TENTANG TAHUN 2O2O", 120))
    mended = mend_words(Extract(lines, "pdf", 1, recognised=frozenset({1})))
    assert [line.text for line in mended.lines] == ["NOMOR 12 TAHUN 2020", "TENTANG TAHUN 2O2O"]


def test_lines_that_were_not_recognised_pass_as_they_are() -> None:
    line = printed("KOMIS! PEMIUHAN UMUM", 100, recognised=False)
    extract = Extract((line,), "pdf", 1)
    assert mend_words(extract) is extract
    assert mend_words(Extract((line,), "pdf", 2, recognised=frozenset({2}))).lines[0] is line


def test_spoilt_heads_and_catchwords_leave_the_page() -> None:
    def page(number: int, head: str, foot: str, first: str) -> list[Line]:
        return [
            printed("PRESIDEN", 60, 270, 330, number),
            printed(head, 72, 240, 360, number),
            printed(first, 300, page=number),
            printed("dan disimpan di tempat yang aman", 315, WORDS, page=number),
            printed(foot, 740, 460, 520, number),
        ]

    lines = [
        *page(1, "REPUBLIK INDONESIA", "(2) Tugas", "(1) Gudang dijaga"),
        printed("UNDANG.UNDANG REPUBLIK INDONESIA", 77, 200, 400, 4),
        printed("TENTANG", 79, 270, 330, 4),
        *page(2, "REPUBLIK INDONESIA", "Pasal 12B", "(21 Tugas petugas dicatat"),
        *page(3, "REFUtsLtK TNDONESIA", "tahun.", "Pasal 128"),
    ]
    extract = Extract(tuple(lines), "pdf", 3, (600.0,) * 4, (800.0,) * 4, recognised=frozenset({1, 2, 3, 4}))
    kept, aside, mends = clean(extract)
    texts = [line.text for line in kept]
    assert "REFUtsLtK TNDONESIA" not in texts and "(2) Tugas" not in texts and "Pasal 12B" not in texts
    assert "tahun." in texts and "Pasal 128" in texts
    assert "UNDANG.UNDANG REPUBLIK INDONESIA" in texts and "TENTANG" in texts
    assert len(kept) + len(aside) == len(lines)
    assert [(mend.before, mend.after, mend.page) for mend in mends] == [("(21", "(2)", 2)]


def test_a_catchword_tells_a_lost_label() -> None:
    lines = [
        *hanging("a. kotak yang disegel oleh", " petugas;"),
        printed("b. bilik ...", 740, 460, 520),
        printed("bilik yang dipasang di", 100, WORDS, page=2),
        printed("tempat;", 115, WORDS, 200, page=2),
        printed("c. tinta.", 130, page=2),
    ]
    kept, aside, mends = clean(Extract(tuple(lines), "pdf", 2, (600.0,) * 2, (800.0,) * 2))
    assert [line.text for line in kept][2] == "b. bilik yang dipasang di"
    assert kept[2].left == LABELS and list(kept[2].lefts)[1] == WORDS
    assert [piece.text for piece in aside] == ["b. bilik ..."]
    assert [(mend.before, mend.after) for mend in mends] == [("", "b.")]
    plain = tuple(replace(line, recognised=False) for line in lines)
    assert clean(Extract(plain, "pdf", 2, (600.0,) * 2, (800.0,) * 2))[2] == []


@pytest.mark.parametrize(
    ("text", "number"),
    [("Pasai l3A", "13A"), ("Pasal24", "24"), ("Pasal 1 1", "11"), ("Pasal 1 10", "110"), ("Pasal 35E}", "35B")],
)
def test_spoilt_article(text: str, number: str) -> None:
    assert spoilt.article(text, number)


@pytest.mark.parametrize(("text", "number"), [("Pasar Modal", "1"), ("Pasal 12", "13"), ("pasal 5", "5"), ("5", "5")])
def test_no_spoilt_article(text: str, number: str) -> None:
    assert not spoilt.article(text, number)


def test_articles_that_an_instruction_names() -> None:
    words = "Di antara PasaL L2 dan Pasal 13 disisipkan 2 (dua) pasal, yakni Pasal l2A dan Pasal 12B"
    assert {"12A", "12B"} <= set(spoilt.named(words))
    assert spoilt.inserted(words) == ["12A", "12B"]
    assert spoilt.inserted("Di antara Pasal 36A dan Pasal 37 disisipkan 1 (satu) pasal, yakni Pasal 368") == ["36B"]
    assert spoilt.inserted("Ketentuan Pasal 5 diubah") == []


def test_labels_between_two_are_counted() -> None:
    assert spoilt.between((4, "e"), (4, "h"), 2, lettered=True) == {(4, "f")}
    assert spoilt.between((4, ""), (6, ""), 2, lettered=True) == {(4, "a"), (5, "")}  # 4a and 5, or 5 and 5a
    assert spoilt.between((4, ""), (7, ""), 2, lettered=False) == {(5, "")}
    assert spoilt.between((4, ""), (7, ""), 1, lettered=False) == set()


@pytest.mark.parametrize(
    ("name", "id", "before"),
    [
        ("uu-2018-5", "menimbang/huruf-c", ""),
        ("uu-2018-5", "pasal-i/angka-5/pasal-12b", "Pasal 128"),
        ("uu-2020-7", "pasal-i/angka-1/pasal-4/ayat-4f", "(40"),
        ("uu-2020-10", "pasal-11", "Pasal 1 1"),
        ("uu-2017-12", "menimbang/huruf-c", "C."),
    ],
)
def test_of_real_statutes(shared: Path, name: str, id: str, before: str) -> None:
    regulation = read(shared / "real" / "gold" / "pdf" / f"{name}.pdf", Reading(ocr="never"))
    assert regulation.get(id) is not None
    assert before in [mend.before for mend in regulation.mends if mend.provision == id]
    assert regulation.coverage == 1.0


def test_a_catchword_over_the_end_of_a_sentence_leaves_it() -> None:
    origin = Origin(1, (190.0, 300.0, 523.0, 310.0))
    lefts = array("f", [192, 446, 464, 506, 514, 521])
    over = Line("gudang. (2) Petugas . . .", origin, 192, 523, size=10, lefts=lefts)
    lines = [
        printed("(1) Gudang dijaga oleh petugas di dalam", 285, recognised=False),
        over,
        printed("(2) Petugas mencatat barang.", 315, recognised=False),
        printed(".", 330, 60, 62, recognised=False),
    ]
    kept, aside, _ = clean(Extract(tuple(lines), "pdf", 1, (612.0,), (936.0,)))
    assert [line.text for line in kept][1:] == ["gudang.", "(2) Petugas mencatat barang."]
    assert sorted(piece.text for piece in aside) == ["(2) Petugas . . .", "."]


def test_a_list_may_begin_behind_a_reference_that_ends_with_a_comma() -> None:
    lines = hanging("(1) Gudang dikunci.", "(2) Dalam hal gudang dibuka menurut ayat (1),", recognised=False)
    for number, text in enumerate(("a. petugas mencatatnya; dan", "b. kunci disimpan.")):
        lines.append(printed(text, 130 + 15 * number, WORDS, 400, recognised=False))
    article, _ = outlined(lines)
    assert [child.label for child in article.children[1].children] == ["a.", "b."]


def test_a_reference_that_goes_on_begins_no_list() -> None:
    lines = hanging("(1) Gudang dikunci.", "(2) Gudang dibuka menurut ayat (1) huruf a, ayat (2),", recognised=False)
    lines.append(printed("(3) huruf b, dan ayat (4).", 130, WORDS, 400, recognised=False))
    article, _ = outlined(lines)
    assert [child.label for child in article.children] == ["(1)", "(2)"]
