"""What a proposal asks for: the patterns by their examples, and the wordings that come out."""

from __future__ import annotations

from typing import Any

import pytest

from pkpu_review.compare.proposals.wishes import (
    MOST_LETTERS,
    MOST_STEPS,
    asked,
    at_once,
    instruction,
    instructions,
    orders,
    scope,
)
from pkpu_review.knowledge import load

BEFORE = "KPU Kabupaten/Kota dapat menyampaikan laporan kepada KPU Provinsi paling lambat 7 (tujuh) hari."
WISHES: list[dict[str, Any]] = load("follow.toml")["wish"]


@pytest.mark.parametrize(("kind", "example"), [(one["kind"], example) for one in WISHES for example in one["examples"]])
def test_an_instruction_is_known_by_its_example(kind: str, example: str) -> None:
    found = instruction(example)
    assert found is not None and found[0] == kind


@pytest.mark.parametrize(("kind", "example"), [(one["kind"], example) for one in WISHES for example in one["not"]])
def test_what_is_another_instruction_is_not_taken_for_this_one(kind: str, example: str) -> None:
    found = instruction(example)
    assert found is None or found[0] != kind


@pytest.mark.parametrize(("table", "kind"), [("remove", "remove"), ("keep", "keep"), ("new", "new")])
def test_a_provision_that_is_to_go_or_to_stay(table: str, kind: str) -> None:
    for example in load("follow.toml")[table]["examples"]:
        assert asked(example, BEFORE).kind == kind, example
    for example in load("follow.toml")[table]["not"]:
        assert asked(example, BEFORE).kind != kind, example


@pytest.mark.parametrize(
    ("proposal", "text"),
    [
        ('kata "dapat" diganti "wajib"', BEFORE.replace("dapat", "wajib")),
        (
            "Frasa “7 (tujuh) hari” agar diubah menjadi “14 (empat belas) hari”",
            BEFORE.replace("7 (tujuh)", "14 (empat belas)").rstrip("."),
        ),
        ('hapus kata "dapat"', BEFORE.replace("dapat ", "")),
        (
            'ditambahkan frasa "secara tertulis" setelah frasa "menyampaikan laporan"',
            BEFORE.replace("laporan", "laporan secara tertulis"),
        ),
        (
            'kata "dapat" diganti "wajib" dan frasa "kepada KPU Provinsi" dihapus',
            BEFORE.replace("dapat", "wajib").replace("kepada KPU Provinsi ", ""),
        ),
        ("Usulan: (2) PPS mengumumkan daftar.", "PPS mengumumkan daftar."),
        ('diubah sehingga berbunyi: "PPS mengumumkan daftar pemilih."', "PPS mengumumkan daftar pemilih."),
        ("kata dapat diganti wajib karena ini kewajiban", BEFORE.replace("dapat", "wajib")),
        ("7 (tujuh) hari → 14 hari", BEFORE.replace("7 (tujuh)", "14").rstrip(".")),
        ("paling lambat 14 (empat belas) hari", BEFORE.replace("7 (tujuh)", "14 (empat belas)").rstrip(".")),
        ("... paling lambat 14 (empat belas) hari.", BEFORE.replace("7 (tujuh)", "14 (empat belas)")),
        ("waktunya terlalu singkat, mohon menjadi 14 hari", BEFORE.replace("7 (tujuh)", "14").rstrip(".")),
        ("Semula: KPU melapor. Menjadi: KPU wajib melapor.", "KPU wajib melapor."),
        ("KPU wajib melapor, karena hal itu penting", "KPU wajib melapor"),
        ("KPU wajib melapor.\nAlasan: hal itu penting", "KPU wajib melapor."),
        ("KPU wajib melapor kpd KPU Provinsi yg berwenang", "KPU wajib melapor kepada KPU Provinsi yang berwenang"),
        ('kata "tidak ada" diganti "wajib"', BEFORE.rstrip(".") + " wajib"),
    ],
)
def test_the_wording_that_comes_of_it(proposal: str, text: str) -> None:
    assert asked(proposal, BEFORE).text == text


def test_new_provisions_are_told_one_by_one() -> None:
    assert asked("Ditambahkan 2 (dua) ayat baru: (3) PPS melapor. (4) PPK melapor.", BEFORE).parts == (
        "PPS melapor.",
        "PPK melapor.",
    )


@pytest.mark.parametrize(
    ("proposal", "items"),
    [
        ("Huruf c dan huruf e dihapus", ("huruf-c", "huruf-e")),
        ("hapus huruf a, b, dan d", ("huruf-a", "huruf-b", "huruf-d")),
        ("Ayat (2) dihapus karena sudah diatur", ("ayat-2",)),
        ("dihapus", ()),
    ],
)
def test_parts_that_are_to_go_are_named(proposal: str, items: tuple[str, ...]) -> None:
    assert asked(proposal, BEFORE).items == items


@pytest.mark.parametrize(
    ("proposal", "parts"),
    [
        ('1. hapus kata "dapat"\n2. frasa "7 (tujuh)" diganti "14 (empat belas)"', 2),
        ('Ayat (1): "a" menjadi "b"; ayat (2): "c" menjadi "d"', 2),
        ("Huruf c dihapus, dan huruf b diubah menjadi kantor kecamatan", 2),
        ("KPU melapor.\nAlasan: penting", 1),
        ("Syarat meliputi:\na. sehat;\nb. jujur.", 1),
        ("Ditambahkan ayat:\n(3) PPS melapor.\n(4) PPK melapor.", 1),
    ],
)
def test_orders_are_told_one_by_one(proposal: str, parts: int) -> None:
    assert len(orders(proposal, BEFORE)) == parts


def test_the_part_that_a_proposal_names() -> None:
    assert scope("Pasal 5 ayat (2) huruf b diubah menjadi x") == "ayat-2/huruf-b"
    assert scope("KPU ayat (2)") == ""


def test_groups_of_one_meaning_say_whether_they_were_checked() -> None:
    groups = load("follow.toml")["same"]
    assert all(isinstance(group["verified"], bool) for group in groups)
    words = [word for group in groups for word in group["words"]]
    assert len(words) == len(set(words))


def test_spaces_without_end_are_one_space() -> None:
    spaces = " " * 200_000
    found = orders(f'frasa{spaces}"a" diubah menjadi{spaces}"b"', "a")
    assert [" ".join(one.split()) for one in found] == ['frasa "a" diubah menjadi "b"']


def test_quotations_side_by_side_without_end_ask_for_nothing() -> None:
    told = asked("“a”, “b” dan “c” dihapus", "a b c d")
    assert told.text == "d"
    endless = "“a”, " * 3_900
    assert asked(endless, "PPS melapor kepada PPK.").kind == "wording"


@pytest.mark.parametrize("order", ['hapus "jam"; ', 'kata "jam" dihapus ', '"jam" menjadi "menit"; '])
def test_of_orders_without_end_the_first_ones_are_followed(order: str) -> None:
    found = list(instructions(order * (MOST_LETTERS // len(order)), "paling lama 1 (satu) jam"))
    assert len(found) == MOST_STEPS
    assert set(found) == set(instructions(order))


def test_orders_on_words_are_asked_for_at_once() -> None:
    steps = ['kata "dapat" dihapus', 'frasa "7 (tujuh)" diubah menjadi "14 (empat belas)"']
    wanted = at_once(steps, BEFORE)
    assert wanted is not None
    assert wanted.kind == "wording"
    assert wanted.text == BEFORE.replace("dapat ", "").replace("7 (tujuh)", "14 (empat belas)")
    assert at_once([*steps, "ayat (2) dihapus"], BEFORE) is None
    assert at_once(steps[:1], BEFORE) is None
