"""What is not certain is not told as if it were: faint readings, and pairs with a rival."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pkpu_review.compare import compare
from pkpu_review.model import Origin, Problem, Provision, Regulation

from .drafts import draft

SENTENCE = "KPU Kabupaten/Kota menyusun rencana kebutuhan perlengkapan pemungutan suara setiap tahun"


def version(*texts: str, page: int | None = None) -> Regulation:
    return draft(
        *(
            Provision(f"pasal-{place}", "pasal", f"Pasal {place}", lead=text, origins=(Origin(page=page),))
            for place, text in enumerate(texts, 1)
        )
    )


@pytest.mark.parametrize(
    "problem",
    [
        Problem("ocr-ragu", "", page=3),
        Problem("ocr-tidak-ada", "", page=1, pages=(1, 3)),
        Problem("halaman-rusak", "", provision="pasal-1"),
    ],
    ids=["a doubtful page", "one of several pages", "the provision itself"],
)
def test_a_provision_that_was_read_badly_is_never_called_unchanged(problem: Problem) -> None:
    clear = version(SENTENCE, page=3)
    faint = replace(clear, problems=(problem,))
    assert [row.unchanged for row in compare(clear, clear).rows] == [True]
    for old, new in ((clear, faint), (faint, clear)):
        (row,) = compare(old, new).rows
        assert row.change == "none" and row.poorly_read and row.doubtful and not row.unchanged


def test_a_letter_that_no_one_could_read_makes_its_provision_doubtful() -> None:
    (row,) = compare(version(SENTENCE + " \ufffd"), version(SENTENCE + " \ufffd")).rows
    assert row.doubtful and not row.unchanged


def test_a_problem_of_another_page_leaves_the_provision_alone() -> None:
    clear = version(SENTENCE, page=3)
    (row,) = compare(clear, replace(clear, problems=(Problem("ocr-ragu", "", page=4),))).rows
    assert row.unchanged and not row.doubtful


def test_a_pair_with_a_near_rival_names_it() -> None:
    old = version(SENTENCE.replace("setiap tahun", "sekali"))
    new = version(SENTENCE, SENTENCE.replace("tahun", "semester"))
    paired, added = compare(old, new).rows
    assert (paired.old, paired.new, added.old) == ("pasal-1", "pasal-1", None)
    assert paired.doubtful and (paired.rival, paired.rival_side) == ("pasal-2", "new")
