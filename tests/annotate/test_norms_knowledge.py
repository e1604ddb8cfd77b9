"""``knowledge/norms.toml`` and the bodies, on their own examples and counter-examples."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pkpu_review.annotate import bodies
from pkpu_review.annotate.duties_clause import found
from pkpu_review.annotate.duties_words import Line, name_end
from pkpu_review.annotate.norms import norms, of
from pkpu_review.annotate.sanctions import punishments
from pkpu_review.knowledge import load
from pkpu_review.model import Identity, Provision, Regulation, Source

KNOWN: dict[str, Any] = load("norms.toml")


def own(text: str) -> list[Any]:
    return list(of(Provision("pasal-5", "pasal", lead=text)))


def has(modality: str) -> Callable[[str], bool]:
    return lambda text: any(norm.modality == modality for norm in own(text))


def any_norm(text: str) -> bool:
    return bool(own(text))


def carried(text: str) -> bool:
    lead = Provision("pasal-5", "pasal", lead=text, children=(Provision("pasal-5/huruf-a", "huruf", lead="berbuat;"),))
    return any(norm.items for norm in of(lead))


def actor(text: str) -> bool:
    line = Line(text, 0, len(text))
    return name_end(line, 0, len(line)) > 0


def punished(text: str) -> bool:
    parts = (
        Provision("pasal-5/ayat-1", "ayat", lead="KPU wajib hadir."),
        Provision("pasal-5/ayat-2", "ayat", lead=text),
    )
    whole = Regulation(Identity(), Source("n", "", "text"), (Provision("pasal-5", "pasal", children=parts),))
    return bool(punishments(whole)) and any(norm.sanctions for norm in norms(whole))


CHECKS: dict[str, tuple[dict[str, Any], Callable[[str], bool]]] = {
    **{f"modal.{name}": (entry, has(name)) for name, entry in KNOWN["modal"].items()},
    "indicative": (KNOWN["indicative"], any_norm),
    "duties": (KNOWN["duties"], any_norm),
    "carriers": (KNOWN["carriers"], carried),
    "not_norm": (KNOWN["not_norm"], lambda text: not any_norm(text)),
    "delegation": (KNOWN["delegation"], has("delegation")),
    "deadline": (KNOWN["deadline"], lambda text: any(norm.deadline for norm in own(text))),
    "condition": (KNOWN["condition"], lambda text: any(norm.condition for norm in own(text))),
    "toward": (KNOWN["toward"], lambda text: any(norm.toward for norm in own(text))),
    "sanction": (KNOWN["sanction"], punished),
    "actor": (KNOWN["actor"], actor),
}


def test_every_entry_has_its_check() -> None:
    entries = set(KNOWN) - {"modal", "words"} | {f"modal.{name}" for name in KNOWN["modal"]}
    assert entries == set(CHECKS)


@pytest.mark.parametrize("name", CHECKS)
def test_an_entry_holds_on_its_examples_alone(name: str) -> None:
    entry, holds = CHECKS[name]
    assert entry["citation"] and entry["verified"] in (True, False)
    assert entry["examples"] and entry["counter_examples"]
    assert [text for text in entry["examples"] if not holds(text)] == []
    assert [text for text in entry["counter_examples"] if holds(text)] == []


def test_every_name_of_a_body_means_that_body_alone() -> None:
    taken: dict[str, str] = {}
    for body in bodies.bodies():
        assert body.group in {*load("divisions/bodies.toml")["groups"], "masyarakat"}
        for name in body.names:
            assert taken.setdefault(name.casefold(), body.id) == body.id
            assert bodies.named(name) == (body.id,), name
            assert bodies.known(name.upper()) == body.id


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("KPU, KPU Provinsi, dan KPU Kabupaten/Kota", ("kpu", "kpu-provinsi", "kpu-kabupaten-kota")),
        ("Ketua KPPS", ("kpps",)),
        ("KPPS/KPPSLN", ("kpps", "kppsln")),
        ("KPU provinsi/KIP Aceh", ("kpu-provinsi",)),
        ("Panwaslu kecamatan", ("panwaslu-kecamatan",)),
        ("Kepala BAPETEN", ()),
    ],
)
def test_words_name_bodies(words: str, expected: tuple[str, ...]) -> None:
    assert bodies.named(words) == expected


def test_found_of_nothing_is_nothing() -> None:
    assert found("") == [] and found("   ") == [] and found("KPU") == []
