"""The quick look at the last letters says what a search for the whole pattern says."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkpu_review.ingest import sentence_ends

_PATTERNS = {
    "has_ended": r"(?:[.;:,!?”\"]|\b(?:dan|atau|dan/atau|maupun|serta))\s*$",
    "has_stopped": r"[.;:]\s*$|\b(?:dan|atau|dan/atau)\s*$",
    "announces": r":\s*[-–]?\s*$",
    "refers": r"(?i)\b(?:ayat|huruf|angka|pasal|nomor|butir)\s*$"
    r"|\b(?:ayat|huruf|angka) \(?\w{1,3}\)?\s*(?:,|dan|atau|sampai dengan)\s*$",
    "is_cut": r"(?i)\b(?:ayat|huruf|angka|pasal|nomor|butir)\s*$",
}
_PIECES = (
    "ayat", "Pasal", "huruf a", "angka 12", "(2)", "dan", "atau", "dan/atau", "serta", "maupun", "sampai dengan",
    "makanan", "peserta", "ANGKA", "nomor", "perubahan", ",", ".", ";", ":", "-", "–", "”", '"', "!", " ", "\t",
    "\n", "\u00a0", "/", "Paſal", "x",
)  # fmt: skip


@pytest.mark.parametrize("name", _PATTERNS)
@given(words=st.lists(st.sampled_from(_PIECES), max_size=8), between=st.sampled_from(["", " "]))
def test_as_the_pattern(name: str, words: list[str], between: str) -> None:
    text = between.join(words)
    assert getattr(sentence_ends, name)(text) == bool(re.search(_PATTERNS[name], text))


def test_what_a_reader_expects() -> None:
    assert sentence_ends.has_ended("meliputi:")
    assert sentence_ends.has_ended("surat suara; dan")
    assert not sentence_ends.has_ended("perlengkapan pemungutan suara dan makanan")
    assert not sentence_ends.has_stopped("kotak suara,")
    assert sentence_ends.announces("sebagai berikut: -")
    assert sentence_ends.refers("sebagaimana dimaksud pada ayat (2) dan")
    assert not sentence_ends.is_cut("sebagaimana dimaksud pada ayat (2) dan")
