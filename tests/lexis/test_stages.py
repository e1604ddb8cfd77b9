"""Which stage the name of an activity, or the words of an event, is: every entry on its examples."""

from __future__ import annotations

from typing import Any

import pytest

from pkpu_review.knowledge import load
from pkpu_review.lexis.dates import find
from pkpu_review.lexis.stages import JOIN, excluded, of_event, of_row, stages
from pkpu_review.lexis.timelines import names_voting_day

FILE = load("stages.toml")


@pytest.mark.parametrize("entry", FILE["stage"], ids=lambda entry: entry["id"])
def test_rows(entry: dict[str, Any]) -> None:
    assert entry["examples"] and entry["counter_examples"] and entry["citation"] and "verified" in entry
    assert [one for one in entry["examples"] if entry["id"] not in of_row(one.split(JOIN))] == []
    assert [one for one in entry["counter_examples"] if entry["id"] in of_row(one.split(JOIN))] == []


def test_ids_are_unique_and_orders_name_stages() -> None:
    ids = [entry["id"] for entry in FILE["stage"]]
    assert len(set(ids)) == len(ids)
    relations = {"selesai-sebelum-mulai", "mulai-tidak-mendahului", "selesai-tidak-mendahului"}
    for order in FILE["order"]:
        assert {order["first"], order["then"]} <= stages().keys() and order["relation"] in relations
        assert order["citation"] and "verified" in order


@pytest.mark.parametrize(
    ("words", "event"),
    [
        ("hari pemungutan suara", ("pemungutan-suara", "awal")),
        ("pemungutan suara", ("pemungutan-suara", "awal")),
        ("DCT ditetapkan", ("dct", "akhir")),
        ("ditetapkannya DCT anggota DPR, DPD, dan DPRD", ("dct", "akhir")),
        ("ditetapkannya pasangan calon", ("penetapan-paslon", "akhir")),
        ("Masa Tenang", ("masa-tenang", "awal")),
        ("hari pertama Kampanye rapat umum", ("rapat-umum", "awal")),
        ("H", ("pemungutan-suara", "awal")),
        ("pemungutan suara ulang", None),
        ("hari pemungutan suara putaran kedua", None),
        ("usulan diterima", None),
        ("penetapan pasangan calon terpilih", None),
    ],
)
def test_events(words: str, event: tuple[str, str] | None) -> None:
    assert of_event(words) == event


def test_another_round_is_no_stage_of_the_first() -> None:
    for text in FILE["excluded"]["examples"]:
        assert excluded().search(text) and of_row([text]) == ()
    for text in FILE["excluded"]["counter_examples"]:
        assert not excluded().search(text)


def test_sentences_that_set_the_voting_day() -> None:
    def says(text: str) -> bool:
        (one,) = find(text)
        return names_voting_day(text, one.start, one.end)

    assert [text for text in FILE["voting"]["examples"] if not says(text)] == []
    assert [text for text in FILE["voting"]["counter_examples"] if says(text)] == []
