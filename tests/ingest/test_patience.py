"""Patterns that meet the text of a document take time in proportion to it, whatever it says."""

from __future__ import annotations

import re
import time

import pytest

from pkpu_review.ingest import clean, elucidation, identity, labels, outline, spoilt, structure

HOSTILE = ("(" * 20_000, "1" * 20_000, ". " * 20_000, "… " * 20_000, "PERUBAHAN " * 10_000, "BAB " + "I" * 20_000)
PATTERNS = [
    (f"{module.__name__}.{name}", value)
    for module in (clean, elucidation, identity, labels, outline, spoilt, structure)
    for name, value in vars(module).items()
    if isinstance(value, re.Pattern)
]


@pytest.mark.parametrize(("name", "pattern"), PATTERNS, ids=[name for name, _ in PATTERNS])
def test_no_pattern_runs_away(name: str, pattern: re.Pattern[str]) -> None:
    for text in HOSTILE:
        start = time.process_time()
        pattern.search(text)
        pattern.fullmatch(text)
        # a pattern that backtracks over all of it takes minutes; this is no measure of speed
        assert time.process_time() - start < 20, (name, text[:10])
