"""A text made to keep the matcher busy is scanned in a time that grows with its length."""

from __future__ import annotations

import time

import pytest

from pkpu_review.annotate.pipeline import pipeline

DUTY = "KPU Kabupaten/Kota mendistribusikan surat suara kepada PPK."


@pytest.mark.parametrize("mark", [".", "_", "(", "\N{COMBINING ACUTE ACCENT}", "/."])
def test_rows_of_marks(mark: str) -> None:
    before, row = f"{DUTY} ", mark * (200_000 // len(mark))
    plain = pipeline().scan(before + DUTY)
    begun = time.monotonic()
    scan = pipeline().scan(before + row + " " + DUTY)
    assert time.monotonic() - begun < 10.0
    shift = len(row) + 1
    places = [hit.start for hit in plain.hits]
    assert places
    assert [hit.start for hit in scan.hits] == [at + shift * (at >= len(before)) for at in places]
