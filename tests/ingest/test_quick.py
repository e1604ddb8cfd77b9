"""What is made quickly is what the model would have made."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, fields, replace

import pytest

from pkpu_review.ingest import quick
from pkpu_review.model import Origin, Provision

PLACE = (3, (85.0, 100.5, 500.0, 112.0), None)
WORDS = ("pasal-5", "pasal", "Pasal 5", "BAB II TAHAPAN", "Surat suara", "dicetak", "Agar setiap orang")


def test_a_place() -> None:
    made, meant = quick.origin(*PLACE), Origin(*PLACE)
    assert type(made) is Origin
    assert (made, hash(made), repr(made)) == (meant, hash(meant), repr(meant))
    assert quick.origin(paragraph=7) == Origin(paragraph=7)
    with pytest.raises(FrozenInstanceError):
        made.page = 4  # type: ignore[misc]


def test_a_provision() -> None:
    below = (Provision("pasal-5/ayat-1", "ayat", "(1)"),)
    rest = (below, (quick.origin(*PLACE),), ("a", "b"), ((1, 1), (1, 1)))
    made, meant = quick.provision(*WORDS, *rest), Provision(*WORDS, *rest)
    assert type(made) is Provision
    assert (made, hash(made), repr(made)) == (meant, hash(meant), repr(meant))
    assert [getattr(made, one.name) for one in fields(Provision)] == [*WORDS, *rest]
    assert pickle.loads(pickle.dumps(made)) == replace(made, lead=made.lead) == meant  # noqa: S301 - made here
    with pytest.raises(FrozenInstanceError):
        made.lead = ""  # type: ignore[misc]
