"""Periods in a text: their parts, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkpu_review.knowledge import load
from pkpu_review.lexis.periods import find

WORDS = load("stages.toml")["period"]


@pytest.mark.parametrize("text", WORDS["examples"])
def test_examples(text: str) -> None:
    assert len(list(find(text))) == 1


@pytest.mark.parametrize("text", WORDS["counter_examples"])
def test_counter_examples(text: str) -> None:
    assert list(find(text)) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "paling lambat 7 (tujuh) hari sejak keputusan ditetapkan",
            ("paling lambat", 7, "hari", 1, "keputusan ditetapkan"),
        ),
        (
            "paling lambat 20 (dua puluh) bulan sebelum hari pemungutan suara sebagaimana dimaksud dalam Pasal 4",
            ("paling lambat", 20, "bulan", -1, "hari pemungutan suara"),
        ),
        (
            "sejak 3 (tiga) Hari setelah DCT ditetapkan sampai dengan dimulainya Masa Tenang",
            ("", 3, "hari", 1, "DCT ditetapkan"),
        ),
        ("paling lama 3 x 24 (tiga kali dua puluh empat) jam sejak", ("paling lama", 3, "x 24 jam", 0, "")),
        ("selama 3 (tiga) hari masa tenang", ("selama", 3, "hari", 0, "")),
        ("paling lambat 5 (lima) hari kerja setelah diterima", ("paling lambat", 5, "hari kerja", 1, "diterima")),
        ("paling lambat 5 hari kalender setelah diterima", ("paling lambat", 5, "hari", 1, "diterima")),
        ("14 (lima belas) hari setelah diterima", ("", None, "hari", 1, "diterima")),
        ("pada H-30", ("", 30, "hari", -1, "H")),
        ("sampai H+10", ("", 10, "hari", 1, "H")),
    ],
)
def test_parts(text: str, parts: tuple[object, ...]) -> None:
    (one,) = find(text)
    assert (one.limit, one.amount, one.unit, one.direction, one.anchor) == parts
    assert one.offset == (None if one.amount is None else one.amount * (one.direction or 1))


@given(st.text(alphabet="0123456789 hariHbulan(),.sebelum-x24jmtk", max_size=300))
def test_any_text_is_read(text: str) -> None:
    for one in find(text):
        assert 0 <= one.start < one.end <= len(text)
