"""Small drafts, one for each form that a regulation may have, read into the outline that a lawyer would draw.

The inputs stand in tests/cases/ingest/structure; beside each stands what the reader makes of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from pkpu_review.ingest import read
from tests.ingest.outlined import cases, outline

CASES = Path(__file__).resolve().parents[1] / "cases" / "ingest" / "structure"
NAMES = sorted(path.name for path in CASES.iterdir() if path.suffix in (".txt", ".md"))


KNOWN: dict[str, str] = {}
"""What is not read rightly yet; the expected outline is right, and written by hand."""


@pytest.mark.parametrize("name", cases(NAMES, KNOWN))
def test_outline(name: str, same_as: Callable[[str, str], None], request: pytest.FixtureRequest) -> None:
    if name in KNOWN and request.config.getoption("--renew"):
        pytest.xfail("written by hand")
    same_as(outline(read(CASES / name)), f"ingest/structure/{Path(name).stem}.outline")


@pytest.mark.parametrize("name", NAMES)
def test_every_letter_has_its_place(name: str) -> None:
    regulation = read(CASES / name)
    printed = (CASES / name).read_text(encoding="utf-8")
    # the marks by which Markdown draws a table are no words
    printed = re.sub(r"^\|[-|\s]+\|$", "", printed, flags=re.M) if name.endswith(".md") else printed
    kept = Counter(
        letter
        for p in regulation.walk()
        for words in ((p.label, *p.cells) if p.cells else (p.label, p.lead, p.closing, p.promulgation))
        for letter in words
    )
    kept.update(letter for piece in regulation.furniture for letter in piece.text)
    kept.update(letter for p in regulation.walk() if p.id.count("/") and p.kind == "pasal" for letter in p.heading)
    assert Counter(filter(str.isalnum, printed)) - kept == Counter()
    assert regulation.coverage == 1.0


def test_the_cases_cover_every_kind() -> None:
    kinds = {provision.kind for name in NAMES if name not in KNOWN for provision in read(CASES / name).walk()}
    known = {
        *("judul", "menimbang", "mengingat", "memperhatikan", "memutuskan", "menetapkan", "buku", "bab", "bagian"),
        *("paragraf", "pasal", "ayat", "huruf", "angka", "penutup", "penjelasan", "lampiran", "tabel", "baris"),
    }
    assert known <= kinds


def test_what_explains_a_provision() -> None:
    regulation = read(CASES / "penjelasan.txt")
    explained = [p for p in regulation.walk() if p.id.startswith("penjelasan/pasal-") and p.kind != "pasal-demi-pasal"]
    assert explained
    for provision in explained:
        id = provision.id.removeprefix("penjelasan/")
        assert regulation.get(id) is not None
        assert regulation.explanation(id) is provision
    assert regulation.explanation("pasal-99") is None
